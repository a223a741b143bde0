"""A county's own fonts: told of where the theme names them, and embedded in its pages and PDF files."""

import io
import re
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import lettering
import pikepdf
import pytest
from lettering import FILES, font
from sample import SAMPLE, text
from test_pdf import findings
from test_themes import POSIX, read
from test_typefaces import REFUSED as FONTS

from strategia.audit import audit
from strategia.audit.origins import Origins
from strategia.counties import counties
from strategia.diagnostics import Diagnostic
from strategia.document.ast import Paragraph, Section
from strategia.lint.levels import Levels
from strategia.templates import Templates
from strategia.typefaces import FAMILY, MEASURE
from strategia.writers import writer
from strategia.writers.theme import DEFAULT, Theme

WEIGHTS = [("400", "normal"), ("700", "normal"), ("400", "italic"), ("700", "italic")]
"""What style sheets call the faces, in the order of `FILES`."""
EVERYWHERE = "Bures boahtin, tervetuloa, äöå 2026–2029 — ŋčđšŧž ǩǧʒǯ ☀ 😀 → ✓"


@pytest.fixture(scope="module")
def own() -> Theme:
    """The default theme with fonts of a county's own."""
    return lettering.theme()


def given(folder: Path, *names: str) -> tuple[Theme, list[Diagnostic]]:
    """The theme of a file that names these font files."""
    return read(folder, f"fonts: {{files: [{', '.join(names)}]}}\n")


def told(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, str, str, str]]:
    """The code, the variant, the severity and the place of each."""
    return [(one.code, one.variant, one.severity.label, str(one.location)) for one in diagnostics]


# --- what is told -------------------------------------------------------------------------

REFUSED = {
    **dict.fromkeys(("nothing", "a text", "a page"), ("THM401", "")),
    "a collection": ("THM401", "collection"),
    "a packed font": ("THM401", "web"),
    "a font without outlines": ("THM401", "outlines"),
    "five megabytes": ("THM402", "bytes"),
    "glyphs of glyphs": ("THM402", "heavy"),
    "a font that is cut off": ("THM403", ""),
    "a font that must not be embedded": ("THM404", ""),
    "a font without digits": ("THM405", ""),
}
"""By what a file is, as in the tests of fonts: what is told of it."""
TOLD = {*REFUSED.values(), ("THM406", ""), ("THM407", ""), ("THM408", "regular"), ("THM408", "bold")}
"""All that can be told of fonts: of each file, and of sound fonts that are no family."""


@pytest.mark.parametrize(("file", "words"), list(REFUSED.items()), ids=list(REFUSED))
def test_a_refused_font_is_told_where_it_is_named_and_the_default_takes_its_place(
    tmp_path: Path, file: str, words: tuple[str, str]
) -> None:
    lettering.write(tmp_path, "regular.ttf")
    (tmp_path / "bold.ttf").write_bytes(FONTS[file][0]())
    theme, diagnostics = given(tmp_path, "regular.ttf", "bold.ttf")
    assert told(diagnostics) == [(*words, "error", "theme.yaml:3:30")]
    assert theme == DEFAULT


def test_the_letters_that_a_font_lacks_are_named(tmp_path: Path) -> None:
    (tmp_path / "font.ttf").write_bytes(FONTS["a font without digits"][0]())
    [diagnostic] = given(tmp_path, "font.ttf")[1]
    assert diagnostic.arguments["characters"] == "0 1 2 3 4 5 6 7 8 9"


def test_every_file_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "text.ttf").write_text("A font.\n", encoding="utf-8")
    theme, diagnostics = given(tmp_path, "text.ttf", "missing.ttf", "../font.ttf")
    assert [one.code for one in diagnostics] == ["THM401", "THM201", "THM202"]
    assert theme == DEFAULT


@POSIX
def test_only_regular_files_of_the_folder_are_opened(tmp_path: Path) -> None:
    folder = tmp_path / "lappi"
    folder.mkdir()
    lettering.write(tmp_path, "regular.ttf")
    (folder / "link.ttf").symlink_to(tmp_path / "regular.ttf")
    (folder / "folder.ttf").mkdir()
    assert [one.code for one in given(folder, "link.ttf", "folder.ttf")[1]] == ["THM202", "THM201"]


def test_a_family_is_taken_in_any_order_under_any_names(tmp_path: Path) -> None:
    for name, said in zip(("a", "b.OTF", "c.ttf", "d.ttf"), reversed(FILES.values()), strict=True):
        (tmp_path / name).write_bytes(font(**said, outlines="CFF " if name == "b.OTF" else "glyf"))
    theme, diagnostics = given(tmp_path, "a", "b.OTF", "c.ttf", "d.ttf")
    assert diagnostics == []
    assert [(face.bold, face.italic) for face in theme.faces] == [
        *((True, True), (False, True), (True, False), (False, False))
    ]
    assert theme.web_fonts == f"'{FAMILY}', {DEFAULT.web_fonts}"
    assert theme.print_fonts == (FAMILY, *DEFAULT.print_fonts)
    assert theme.font == DEFAULT.font


def test_files_go_before_names_on_the_web_and_leave_word_files_alone(tmp_path: Path) -> None:
    lettering.write(tmp_path)
    theme, _ = read(tmp_path, f"fonts: {{word: Verdana, web: [Georgia], files: [{', '.join(FILES)}]}}\n")
    assert theme.web_fonts == f"'{FAMILY}', 'Georgia', {DEFAULT.web_fonts}"
    assert theme.font == "Verdana"


def test_two_files_of_one_face_are_told_by_both_names(tmp_path: Path) -> None:
    lettering.write(tmp_path)
    (tmp_path / "again.ttf").write_bytes(font(bold=True))
    theme, diagnostics = given(tmp_path, "regular.ttf", "bold.ttf", "again.ttf")
    assert told(diagnostics) == [("THM406", "", "error", "theme.yaml:3:40")]
    assert (diagnostics[0].arguments["file"], diagnostics[0].arguments["other"]) == ("again.ttf", "bold.ttf")
    assert theme == DEFAULT


def test_a_face_of_another_family_is_told(tmp_path: Path) -> None:
    lettering.write(tmp_path)
    (tmp_path / "other.ttf").write_bytes(font(bold=True, family="Circles"))
    theme, diagnostics = given(tmp_path, "regular.ttf", "other.ttf")
    assert told(diagnostics) == [("THM407", "", "error", "theme.yaml:3:30")]
    assert [diagnostics[0].arguments[key] for key in ("family", "others")] == ["Circles", "Boxes"]
    assert theme == DEFAULT


def test_without_a_regular_face_no_font_is_used(tmp_path: Path) -> None:
    lettering.write(tmp_path)
    theme, diagnostics = given(tmp_path, "bold.ttf", "italic.ttf")
    assert told(diagnostics) == [("THM408", "regular", "error", "theme.yaml:3:16")]
    assert theme == DEFAULT


def test_without_a_bold_face_pages_have_the_font_and_pdf_files_the_default(tmp_path: Path) -> None:
    lettering.write(tmp_path)
    theme, diagnostics = given(tmp_path, "regular.ttf")
    assert told(diagnostics) == [("THM408", "bold", "warning", "theme.yaml:3:16")]
    assert len(theme.faces) == 1
    assert theme.web_fonts == f"'{FAMILY}', {DEFAULT.web_fonts}"
    assert theme.print_fonts == DEFAULT.print_fonts
    assert FAMILY not in fonts_of(writer("pdf").write(SAMPLE, theme, Templates()))


# --- in documents -------------------------------------------------------------------------


def fonts_of(data: bytes) -> set[str]:
    """The families that a PDF file embeds."""
    opened = pikepdf.open(io.BytesIO(data))
    things = (one for one in opened.objects if isinstance(one, pikepdf.Dictionary))
    described = [one for one in things if one.get("/Type") == "/FontDescriptor"]
    assert all("/FontFile2" in one for one in described)
    return {re.split(r"[+-]", str(one.FontName))[1] for one in described}


def faces_of(page: str) -> dict[tuple[str, str], bytes]:
    """The fonts that a page embeds, by weight and style."""
    rule = re.compile(
        rf"@font-face{{font-family:'{FAMILY}';font-weight:(\d+);font-style:(\w+);"
        r"src:url\(data:font/ttf;base64,([\w+/=]+)\)(?:;size-adjust:\d+%)?}"
    )
    return {(weight, style): b64decode(data) for weight, style, data in rule.findall(page)}


@pytest.mark.parametrize("name", ["strategy", "slides"])
def test_a_page_embeds_the_fonts_and_its_policy_lets_it(own: Theme, name: str) -> None:
    page = writer("html").write(replace(SAMPLE, name=name), own, Templates()).decode()
    assert faces_of(page) == dict(zip(WEIGHTS, (face.data for face in own.faces), strict=True))
    assert " font-src data:;" in page
    assert f"--font:'{FAMILY}'," in page
    assert re.search(r"html{[^}]*font-family:var\(--font\)", page)


def test_a_wide_font_is_set_smaller_on_slides_which_are_planned_in_another(own: Theme) -> None:
    page, deck = (
        writer("html").write(replace(SAMPLE, name=name), own, Templates()).decode() for name in ("strategy", "slides")
    )
    assert own.faces[0].width == pytest.approx(len(MEASURE) * lettering.WIDTH / lettering.EM)
    sizes = re.findall(r";size-adjust:(\d+)%}", deck)
    assert len(sizes) == len(own.faces)
    # Most letters of Calibri take about half an em.
    assert all(60 < int(size) < 80 for size in sizes)
    assert ";size-adjust" not in page
    narrow = replace(own, faces=tuple(replace(face, width=1.0) for face in own.faces))
    assert ";size-adjust" not in writer("html").write(replace(SAMPLE, name="slides"), narrow, Templates()).decode()


@pytest.mark.parametrize("name", ["strategy", "slides"])
def test_a_page_without_fonts_of_its_own_allows_none(name: str) -> None:
    page = writer("html").write(replace(SAMPLE, name=name), DEFAULT, Templates()).decode()
    assert "font-src" not in page
    assert "@font-face" not in page


def test_a_pdf_file_is_set_in_the_fonts_and_in_the_shipped_ones_where_they_lack_a_character(own: Theme) -> None:
    document = replace(SAMPLE, sections=(Section("osa", text("Osa"), (Paragraph(text(EVERYWHERE)),)),))
    data = writer("pdf").write(document, own, Templates())
    assert {FAMILY, "FiraSans", "NotoEmoji"} <= fonts_of(data)
    assert findings(data) == []


def test_a_pdf_file_of_every_block_holds_to_the_standards_in_the_fonts(own: Theme) -> None:
    data = writer("pdf").write(SAMPLE, own, Templates())
    assert FAMILY in fonts_of(data)
    assert findings(data) == []


def largest(data: bytes) -> float:
    """The largest type on the first page of a PDF file, in points."""
    opened = pikepdf.open(io.BytesIO(data))
    drawn = pikepdf.parse_content_stream(opened.pages[0])
    return max(float(str(one.operands[1])) for one in drawn if str(one.operator) == "Tf")


def test_a_title_is_set_smaller_where_its_longest_word_would_not_fit(own: Theme) -> None:
    longest = max(map(len, SAMPLE.cover.title.split())) * lettering.WIDTH / lettering.EM
    room = 595.28 - 2 * 2.4 * 72 / 2.54
    assert longest * 34 > room
    assert largest(writer("pdf").write(SAMPLE, own, Templates())) == pytest.approx(room / longest, rel=0.01)
    assert largest(writer("pdf").write(SAMPLE, DEFAULT, Templates())) == 34


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_the_audit_has_nothing_to_say_of_the_fonts(own: Theme, form: str) -> None:
    county = counties()["lappi"].name("fi")
    document = replace(SAMPLE, county=county, cover=replace(SAMPLE.cover, county=county))

    def found(theme: Theme) -> list[str]:
        made = writer(form).write(document, theme, Templates())
        return sorted(str(one) for one in audit(f"a.{form}", made, Levels(), Origins({})).diagnostics)

    assert found(own) == found(DEFAULT)


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "pptx"])
def test_the_same_fonts_give_the_same_bytes(own: Theme, form: str) -> None:
    document = replace(SAMPLE, name="slides") if form == "pptx" else SAMPLE
    made = writer(form).write(document, own, Templates())
    assert writer(form).write(document, own, Templates()) == made
    assert (FAMILY.encode() in made) == (form in ("html", "pdf"))
