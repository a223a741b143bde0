"""A Word template of the county's own: its styles are taken by their names, and nothing of it that could do harm."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor
from openxml_audit import OpenXmlValidator
from sample import SAMPLE
from test_themes import read

from strategia.diagnostics import Diagnostic
from strategia.templates import Templates
from strategia.writers import docx as word
from strategia.writers.palette import palette
from strategia.writers.theme import DEFAULT, TEXT, Theme, contrast

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, bytes]
TOLD = {("THM301", "")}
"""What is told of templates and of nothing else."""


def template() -> Parts:
    """A template as somebody might make it: green headings, another font, a style of ours and one of theirs."""
    made: Any = docx.Document()
    made.styles["Normal"].font.name = "Georgia"
    made.styles["Normal"].font.size = Pt(12)
    made.styles["Heading 1"].font.color.rgb = RGBColor(0x00, 0x66, 0x33)
    made.styles["Heading 1"].font.size = Pt(26)
    lead = made.styles.add_style("Lead", WD_STYLE_TYPE.PARAGRAPH)
    lead.base_style = made.styles["Normal"]
    lead.font.italic = True
    made.styles.add_style("Their Own", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("Mallin oma teksti")
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def themed(folder: Path, data: bytes) -> tuple[Theme, list[Diagnostic]]:
    (folder / "malli.docx").write_bytes(data)
    return read(folder, "templates: {word: malli.docx}\n")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Any:
    theme, told = themed(tmp_path_factory.mktemp("malli"), packed(template()))
    assert [(one.code, one.severity.label) for one in told] == [("THM301", "info")]
    return docx.Document(io.BytesIO(word.write(SAMPLE, theme, Templates())))


def test_styles_are_matched_by_name(made: Any) -> None:
    heading, lead = made.styles["Heading 1"], made.styles["Lead"]
    assert heading.font.color.rgb == RGBColor(0x00, 0x66, 0x33)
    assert heading.font.size == Pt(26)
    assert (lead.font.italic, lead.font.name, lead.font.size) == (True, "Georgia", Pt(12))
    assert any(paragraph.style.name == "Heading 1" for paragraph in made.paragraphs)


def test_headings_keep_their_numbers(made: Any) -> None:
    plain: Any = docx.Document(str(Templates().path("docx/reference.docx")))
    number = plain.styles["Heading 1"].element.xpath("w:pPr/w:numPr/w:numId/@w:val")
    assert number
    assert made.styles["Heading 1"].element.xpath("w:pPr/w:numPr/w:numId/@w:val") == number


def test_numbers_have_room_before_large_headings(made: Any) -> None:
    (room,) = made.styles["Heading 1"].element.xpath("w:pPr/w:ind/@w:hanging")
    assert int(room) / 20 > 1.9 * 26


@pytest.mark.parametrize("size", ["many", "9" * 70])
def test_a_size_that_is_none_makes_no_room(tmp_path: Path, size: str) -> None:
    parts = template()
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b'<w:sz w:val="52"/>', f'<w:sz w:val="{size}"/>'.encode()
    )
    assert size.encode() in parts["word/styles.xml"]
    theme, _ = themed(tmp_path, packed(parts))
    styles: Any = docx.Document(io.BytesIO(word.write(SAMPLE, theme, Templates()))).styles
    assert styles["Heading 1"].element.xpath("w:pPr/w:ind") == []


def colour(made: Any, style: str) -> str:
    return str(made.styles[style].font.color.rgb)


def test_what_is_coloured_follows_the_headings_unless_the_theme_has_colours(made: Any, tmp_path: Path) -> None:
    assert colour(made, "Statement") == "006633"
    theme, _ = themed(tmp_path, packed(template()))
    assert theme.primary == DEFAULT.primary
    theme, _ = read(tmp_path, 'templates: {word: malli.docx}\ncolours: {primary: "#5A1E5A"}\n')
    own: Any = docx.Document(io.BytesIO(word.write(SAMPLE, theme, Templates())))
    assert (colour(own, "Statement"), colour(own, "Heading 1")) == ("5A1E5A", "006633")


@pytest.mark.parametrize(("told", "used"), [("00C8D2", True), ("000000", False), ("777777", False)])
def test_a_pale_heading_colours_the_rest_in_a_darker_shade_and_a_grey_one_nothing(
    tmp_path: Path, told: str, *, used: bool
) -> None:
    parts = template()
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"006633", told.encode())
    theme, _ = themed(tmp_path, packed(parts))
    assert (theme.word_primary is not None) == used
    if theme.word_primary is not None:
        assert all(
            contrast(theme.word_primary, ground) >= TEXT for ground in (DEFAULT.paper, palette(theme.word_primary).tint)
        )


def test_what_a_template_does_not_have_is_as_it_was(made: Any) -> None:
    plain: Any = docx.Document(str(Templates().path("docx/reference.docx")))
    assert made.styles["Statement"].font.size == plain.styles["Statement"].font.size
    assert "Their Own" not in {style.name for style in made.styles}


def test_the_band_of_the_title_page_is_taken_whole_or_not_at_all(made: Any) -> None:
    plain: Any = docx.Document(str(Templates().path("docx/reference.docx")))
    assert made.styles["Title"].font.size == plain.styles["Title"].font.size


def test_nothing_else_of_a_template_is_taken(made: Any) -> None:
    assert "Mallin oma teksti" not in "\n".join(paragraph.text for paragraph in made.paragraphs)


def test_what_is_missing_is_told_with_its_names(tmp_path: Path) -> None:
    _, told = themed(tmp_path, packed(template()))
    missing = str(told[0].arguments["missing"]).split(", ")
    assert "Statement" in missing
    assert "Lead" not in missing
    assert str(told[0].location) == "theme.yaml:3:19"


def test_the_file_is_valid_and_the_same_twice(tmp_path: Path) -> None:
    theme, _ = themed(tmp_path, packed(template()))
    file = tmp_path / "made.docx"
    file.write_bytes(word.write(SAMPLE, theme, Templates()))
    assert list(OpenXmlValidator(max_errors=0).validate(file).errors) == []
    assert word.write(SAMPLE, theme, Templates()) == file.read_bytes()


def test_the_reference_file_itself_is_a_template_that_lacks_nothing(tmp_path: Path) -> None:
    theme, told = themed(tmp_path, Templates().path("docx/reference.docx").read_bytes())
    assert told == []
    assert len(theme.word_styles) > 40


def _related(kind: str, target: str, *, outside: bool = True) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        name = "word/_rels/document.xml.rels"
        mode = ' TargetMode="External"' if outside else ""
        relation = f'<Relationship Id="rIdX" Type="{R}/{kind}" Target="{target}"{mode}/></Relationships>'
        parts[name] = parts[name].replace(b"</Relationships>", relation.encode())

    return change


def _body(xml: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", f"<w:body>{xml}".encode(), 1)

    return change


def _part(name: str, content: bytes) -> Callable[[Parts], None]:
    return lambda parts: parts.update({name: content})


def _remote_template(parts: Parts) -> None:
    parts["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{R}/attachedTemplate" Target="https://example.org/t.dotm" TargetMode="External"/></Relationships>'
    ).encode()


def _unfolding(parts: Parts) -> None:
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b"<w:styles", b'<!DOCTYPE a [<!ENTITY b "c">]><w:styles', 1
    )


FIELD = '<w:p><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r></w:p>'
HOSTILE: dict[str, tuple[Callable[[Parts], None], str]] = {
    "a template from the web": (_remote_template, "AUD103"),
    "a picture from the web": (_related("image", "https://example.org/a.png"), "AUD103"),
    "a macro": (_part("word/vbaProject.bin", b"x"), "AUD102"),
    "an embedded program": (_part("word/embeddings/oleObject1.bin", b"x"), "AUD102"),
    "an embedded file": (_part("word/embeddings/a.docx", b"x"), "AUD106"),
    "a field that starts a program": (_body(FIELD.format("DDEAUTO c:\\\\windows\\\\cmd.exe")), "AUD105"),
    "a field behind a date": (_body(FIELD.format('DATE \\@ "d.M.yyyy" DDEAUTO c:\\\\a.exe')), "AUD105"),
    "a property that is a field": (_body(FIELD.format("DOCPROPERTY DDEAUTO c:\\\\a.exe")), "AUD105"),
    "a field that fetches": (_body(FIELD.format('INCLUDEPICTURE "https://example.org/a.png"')), "AUD105"),
    "entities": (_unfolding, "AUD101"),
    "a bomb": (_part("word/media/a.xml", b"<a/>" + b" " * 45_000_000), "AUD101"),
}


@pytest.mark.parametrize(("change", "code"), list(HOSTILE.values()), ids=list(HOSTILE))
def test_a_template_that_could_do_harm_is_refused(tmp_path: Path, change: Callable[[Parts], None], code: str) -> None:
    parts = template()
    change(parts)
    theme, told = themed(tmp_path, packed(parts))
    assert code in {one.code for one in told}
    assert {str(one.origin) for one in told} == {"theme.yaml:3:19"}
    assert theme.word_styles == ()


@pytest.mark.parametrize(
    "field",
    ["DATE \\@\"MMMM\\ d', 'yyyy\"", "TITLE", "FILENAME \\p \\* MERGEFORMAT", 'DOCPROPERTY "Asianumero"', "PAGE"],
)
def test_a_field_that_tells_of_the_file_itself_does_no_harm(tmp_path: Path, field: str) -> None:
    parts = template()
    _body(FIELD.format(field))(parts)
    assert field.partition(" ")[0].encode() in parts["word/document.xml"]
    theme, told = themed(tmp_path, packed(parts))
    assert {one.code for one in told} == {"THM301"}
    assert theme.word_styles
    made = word.write(SAMPLE, theme, Templates())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert field.encode() not in b"".join(archive.read(name) for name in archive.namelist() if field != "PAGE")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_word_file_is_told(tmp_path: Path, data: bytes) -> None:
    theme, told = themed(tmp_path, data)
    assert [one.code for one in told] == ["AUD101"]
    assert theme.word_styles == ()


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    for name, code in (("malli.docx", "THM201"), ("../malli.docx", "THM202")):
        _, told = read(tmp_path, f"templates: {{word: {name}}}\n")
        assert [one.code for one in told] == [code]


def test_styles_bring_no_more_than_plain_values(tmp_path: Path) -> None:
    parts = template()
    odd = (
        '<w:style w:type="paragraph" w:styleId="Lead2"><w:name w:val="Small Print"/><w:basedOn w:val="Lead2"/>'
        '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:sectPr/><w:shd w:fill="FF0000" w:themeFill="accent1" '
        f'r:id="rId9" xmlns:r="{R}"/></w:pPr>'
        '<w:rPr><w:rFonts w:ascii="a&quot;&gt;&lt;b"/><w:sz w:val="99"/></w:rPr></w:style>'
    )
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", f"{odd}</w:styles>".encode())
    theme, _ = themed(tmp_path, packed(parts))
    (drawn,) = [style.drawn for style in theme.word_styles if style.name == "Small Print"]
    assert 'w:fill="FF0000"' in drawn
    assert 'w:sz w:val="99"' in drawn
    assert not any(word in drawn for word in ("numPr", "sectPr", "theme", "rId9", "&lt;"))
