"""A PowerPoint template of the county's own: its look is taken, never its content, and never what hides the text."""

import io
import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
import pytest
from openxml_audit import OpenXmlValidator
from PIL import Image
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt
from sample import SAMPLE
from test_themes import read
from test_word_templates import packed

from strategia.audit.reading import reader
from strategia.audit.rules import pictures, safety
from strategia.diagnostics import Diagnostic
from strategia.templates import Templates
from strategia.themes.decks import photos
from strategia.themes.problems import ProblemError
from strategia.writers import pptx as writer
from strategia.writers.deck.drawing import NAMESPACES
from strategia.writers.theme import DEFAULT, DeckLook, Theme

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECONDS = 15.0
"""Of processor time, for a template that nobody would make."""
GREEN, GOLD = "00573A", "E0A030"
Change = Callable[[Any], None]
TOLD = {
    *(("THM302", ""), ("THM302", "empty"), ("THM303", ""), ("THM304", "ground"), ("THM304", "ornaments")),
    *(("THM305", "kind"), ("THM305", "size"), ("THM306", ""), ("THM307", ""), ("THM308", "")),
}
"""What is told of templates and of nothing else."""


def saved(deck: Any) -> bytes:
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def template(*changes: Change) -> bytes:
    """A template as somebody might make it: bars on the master, a picture as the ground of the title slide."""
    deck: Any = pptx.Presentation()
    deck.slide_width, deck.slide_height = Emu(12192000), Emu(6858000)
    master, cover = deck.slide_master, deck.slide_layouts[0]
    bar(master, (0, 530, 960, 10), GREEN)
    bar(master, (0, 0, 960, 8), GREEN)
    ground(cover, picture((0, 60, 50), "JPEG"))
    cover._element.set("showMasterSp", "0")
    for change in changes:
        change(deck)
    slide = deck.slides.add_slide(cover)
    slide.shapes.title.text = "Mallin oma teksti"
    return saved(deck)


def bar(sheet: Any, place: tuple[float, float, float, float], colour: str) -> None:
    """A filled rectangle below the text of a master or a layout."""
    x, y, width, height = (Pt(value) for value in place)
    sheet.shapes._spTree.insert(
        2,
        parse_xml(
            f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="90" name="Palkki"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
            f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"/>'
            f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></p:spPr>'
            f"<p:txBody><a:bodyPr/><a:p><a:r><a:t>Mallin oma teksti</a:t></a:r></a:p></p:txBody></p:sp>"
        ),
    )


def ground(sheet: Any, data: bytes) -> None:
    for old in sheet._element.xpath("p:cSld/p:bg"):
        sheet._element.cSld.remove(old)
    _, relation = sheet.part.get_or_add_image_part(io.BytesIO(data))
    sheet._element.cSld.insert(
        0,
        parse_xml(
            f'<p:bg {NAMESPACES}><p:bgPr><a:blipFill><a:blip r:embed="{relation}"/><a:stretch/></a:blipFill>'
            "<a:effectLst/></p:bgPr></p:bg>"
        ),
    )


def picture(colour: tuple[int, int, int], kind: str, size: tuple[int, int] = (160, 90)) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", size, colour)
    image.save(out, kind, comment=b"Maija Meikalainen") if kind == "JPEG" else image.save(out, kind)
    return out.getvalue()


def named(layout: int, name: str) -> Change:
    return lambda deck: deck.slide_layouts[layout]._element.cSld.set("name", name)


def themed(folder: Path, data: bytes, more: str = "") -> tuple[Theme, list[Diagnostic]]:
    (folder / "malli.pptx").write_bytes(data)
    return read(folder, f"templates: {{powerpoint: malli.pptx}}\n{more}")


def look(theme: Theme) -> DeckLook:
    assert theme.deck is not None
    return theme.deck


def deck_of(theme: Theme) -> Any:
    return pptx.Presentation(io.BytesIO(writer.write(SAMPLE, theme, Templates())))


def layout_of(deck: Any, name: str) -> Any:
    return next(layout for layout in deck.slide_layouts if layout.name == name)


def fills(layout: Any) -> list[str]:
    """The colours of the ornaments of a layout."""
    return [str(found) for found in layout._element.xpath(".//p:sp[not(.//p:ph)]/p:spPr/a:solidFill/a:srgbClr/@val")]


def codes(told: list[Diagnostic]) -> set[tuple[str, str]]:
    return {(one.code, one.variant) for one in told}


def pale(data: bytes) -> list[str]:
    """What could not be read in a deck, by the audit."""
    return [str(remark.at.within) for remark in pictures.contrast_low.check(reader(".pptx").read("made.pptx", data))]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    theme, _ = themed(tmp_path_factory.mktemp("malli"), template())
    return theme


def test_grounds_ornaments_and_pictures_are_taken(made: Theme) -> None:
    deck = deck_of(made)
    assert fills(layout_of(deck, "Content")) == [GREEN, GREEN]
    cover = layout_of(deck, "Cover")
    assert len(cover._element.xpath("p:cSld/p:bg/p:bgPr/a:blipFill")) == 1
    assert fills(cover) == []


def test_texts_and_slides_of_a_template_stay_there(made: Theme) -> None:
    data = writer.write(SAMPLE, made, Templates())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"Mallin oma teksti" in archive.read(name) for name in archive.namelist())
    plain = pptx.Presentation(io.BytesIO(writer.write(SAMPLE, replace(made, deck=None), Templates())))
    assert len(deck_of(made).slides) == len(plain.slides)


def test_texts_stand_where_they_were_measured_and_in_calibri(made: Theme) -> None:
    with_look, without = deck_of(made), deck_of(replace(made, deck=None))
    assert [[(s.left, s.top, s.width, s.height) for s in slide.shapes] for slide in with_look.slides] == [
        [(s.left, s.top, s.width, s.height) for s in slide.shapes] for slide in without.slides
    ]
    with zipfile.ZipFile(io.BytesIO(saved(with_look))) as archive:
        themes = [archive.read(name) for name in archive.namelist() if name.startswith("ppt/theme/")]
    assert themes
    assert all(b'<a:latin typeface="Calibri"' in theme for theme in themes)


def test_the_file_is_valid_readable_safe_and_the_same_twice(tmp_path: Path, made: Theme) -> None:
    data = writer.write(SAMPLE, made, Templates())
    file = tmp_path / "made.pptx"
    file.write_bytes(data)
    assert list(OpenXmlValidator(max_errors=0).validate(file).errors) == []
    assert writer.write(SAMPLE, made, Templates()) == data
    assert pale(data) == []
    read_back = reader(".pptx").read("made.pptx", data)
    assert read_back.slides
    assert [*safety.foreign_part.check(read_back), *safety.fetched_from_elsewhere.check(read_back)] == []


def test_layouts_are_matched_by_name(tmp_path: Path) -> None:
    theme, told = themed(
        tmp_path, template(named(3, "table"), lambda deck: bar(deck.slide_layouts[3], (0, 20, 20, 500), GOLD))
    )
    deck = deck_of(theme)
    assert fills(layout_of(deck, "Table")) == [GREEN, GREEN, GOLD]
    assert fills(layout_of(deck, "Chart")) == [GREEN, GREEN]
    (missing,) = [one for one in told if one.code == "THM303"]
    assert "Chart" in str(missing.arguments["missing"]).split(", ")
    assert "Table" not in str(missing.arguments["missing"]).split(", ")
    assert str(missing.location) == "theme.yaml:3:25"


def test_the_reference_file_itself_is_a_template_that_lacks_nothing(tmp_path: Path) -> None:
    theme, told = themed(tmp_path, Templates().path("pptx/reference.pptx").read_bytes())
    assert told == []
    assert len(look(theme).layouts) == 9
    assert not any(layout.swapped for layout in look(theme).layouts)
    assert pale(writer.write(SAMPLE, theme, Templates())) == []


def test_text_that_is_light_by_default_is_dark_on_a_light_cover(tmp_path: Path) -> None:
    white = template(lambda deck: ground(deck.slide_layouts[0], picture((255, 255, 255), "PNG")))
    theme, _ = themed(tmp_path, white)
    assert next(layout for layout in look(theme).layouts if layout.name == "Cover").swapped
    title = deck_of(theme).slides[0].shapes.title
    colours = title._element.xpath(".//a:r/a:rPr/a:solidFill/a:schemeClr/@val")
    assert colours
    assert set(colours) == {"tx2"}


def test_nothing_light_stands_on_what_lets_the_paper_through(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (160, 90), (0, 40, 30, 20)).save(out, "PNG")
    theme, _ = themed(tmp_path, template(lambda deck: ground(deck.slide_layouts[0], out.getvalue())))
    assert next(layout for layout in look(theme).layouts if layout.name == "Cover").swapped


def test_a_named_layout_that_carries_no_text_is_told_and_ours_in_its_place(tmp_path: Path) -> None:
    def grey(deck: Any) -> None:
        ground(deck.slide_layouts[0], picture((128, 128, 128), "PNG"))

    theme, told = themed(tmp_path, template(named(0, "Cover"), grey))
    assert "Cover" not in [layout.name for layout in look(theme).layouts]
    assert [one.arguments["layouts"] for one in told if one.variant == "ground"] == ["Cover"]


def test_a_ground_on_which_no_text_can_be_read_is_not_taken(tmp_path: Path) -> None:
    def grey(deck: Any) -> None:
        for sheet in (deck.slide_master, deck.slide_layouts[0]):
            ground(sheet, picture((128, 128, 128), "PNG"))

    theme, told = themed(tmp_path, template(grey))
    assert look(theme).layouts == ()
    assert ("THM304", "ground") in codes(told)
    assert pale(writer.write(SAMPLE, theme, Templates())) == []


def test_what_text_would_stand_on_is_left_out_and_the_rest_stays(tmp_path: Path) -> None:
    theme, told = themed(tmp_path, template(lambda deck: bar(deck.slide_master, (300, 200, 200, 200), GREEN)))
    assert fills(layout_of(deck_of(theme), "Content")) == [GREEN, GREEN]
    (left,) = [one for one in told if one.variant == "ornaments"]
    assert "Content (1)" in str(left.arguments["layouts"])


def test_a_panel_over_a_dark_ground_carries_dark_text(tmp_path: Path) -> None:
    def panel(deck: Any) -> None:
        bar(deck.slide_master, (30, 10, 900, 525), "FFFFFF")
        ground(deck.slide_master, picture((0, 40, 30), "PNG"))

    theme, _ = themed(tmp_path, template(panel))
    assert "FFFFFF" in fills(layout_of(deck_of(theme), "Content"))


def test_the_colours_of_the_template_are_those_of_the_deck_unless_the_theme_has_its_own(tmp_path: Path) -> None:
    def green(deck: Any) -> None:
        part = deck.slide_master.part.part_related_by(f"{R}/theme")
        part._blob = part.blob.replace(b"1F497D", GREEN.encode())

    theme, told = themed(tmp_path, template(green))
    assert dict(look(theme).slots)["dk2"] == GREEN
    assert theme.primary != GREEN
    assert ("THM307", "") in codes(told)
    theme, told = themed(tmp_path, template(green), 'colours: {primary: "#5A1E5A"}\n')
    assert dict(look(theme).slots)["dk2"] == "5A1E5A"
    assert ("THM307", "") not in codes(told)


def unchosen(titles: str, name: str = "Office") -> Change:
    """Colours as LibreOffice writes them: those of Office in the theme, and others, as numbers, on the masters."""

    def change(deck: Any) -> None:
        master = deck.slide_master
        part = master.part.part_related_by(f"{R}/theme")
        part._blob = part.blob.replace(b'<a:clrScheme name="Office">', f'<a:clrScheme name="{name}">'.encode())
        for colour in master._element.xpath(".//a:schemeClr"):
            rgb = titles if colour.xpath("ancestor::p:titleStyle") else "000000"
            colour.getparent().replace(colour, parse_xml(f'<a:srgbClr {NAMESPACES} val="{rgb}"/>'))

    return change


def test_where_nobody_has_chosen_colours_those_that_are_seen_are_taken(tmp_path: Path) -> None:
    def strip(deck: Any) -> None:
        bar(deck.slide_master, (0, 20, 40, 500), GOLD)

    theme, told = themed(tmp_path, template(strip, unchosen("8A1538")))
    slots = dict(look(theme).slots)
    assert slots["dk2"] == "8A1538"
    assert slots["accent1"] == "8A1538"
    # The gold one, of the largest other area, is too light for text.
    assert any(f"#{GOLD} → #" in str(one.arguments.get("colours")) for one in told)
    theme, _ = themed(tmp_path, template(strip, unchosen("FFFFFF")))
    assert dict(look(theme).slots)["dk2"] == GREEN
    theme, _ = themed(tmp_path, template(strip, unchosen("8A1538", "Oma")))
    assert dict(look(theme).slots)["dk2"] == "1F497D"


def test_a_template_in_black_and_white_has_the_colours_of_the_default_theme(tmp_path: Path) -> None:
    def bare(deck: Any) -> None:
        for sheet in (deck.slide_master, deck.slide_layouts[0]):
            for old in sheet._element.xpath(".//p:sp[not(.//p:ph)] | .//p:bg"):
                old.getparent().remove(old)

    theme, _ = themed(tmp_path, template(bare, unchosen("000000")))
    assert dict(look(theme).slots)["dk2"] == DEFAULT.primary


def test_a_strip_right_above_a_title_stays(tmp_path: Path) -> None:
    def strips(deck: Any) -> None:
        bar(deck.slide_master, (0, 14, 960, 3.9), GOLD)
        bar(deck.slide_master, (0, 17, 960, 3), "C08020")

    theme, _ = themed(tmp_path, template(strips))
    assert fills(layout_of(deck_of(theme), "Content")) == [GOLD, GREEN, GREEN]


def test_a_shape_with_a_pattern_is_taken_and_judged_by_both_of_its_colours(tmp_path: Path) -> None:
    def patterned(kind: str, back: str, alpha: int = 100_000) -> Change:
        def change(deck: Any) -> None:
            bar(deck.slide_master, (0, 500, 960, 40), GREEN)
            (old, *_) = deck.slide_master._element.xpath(".//p:sp[p:nvSpPr/p:cNvPr/@name='Palkki']/p:spPr/a:solidFill")
            pattern = (
                f'<a:pattFill {NAMESPACES} prst="{kind}"><a:fgClr><a:srgbClr val="{GREEN}"/></a:fgClr><a:bgClr>'
                f'<a:srgbClr val="{back}"><a:alpha val="{alpha}"/></a:srgbClr></a:bgClr></a:pattFill>'
            )
            old.getparent().replace(old, parse_xml(pattern))

        return change

    for kind, back, taken in (("lgGrid", "123C5A", 1), ("lgGrid", GOLD, 0), ("evil", "123C5A", 0), ("", "123C5A", 0)):
        theme, _ = themed(tmp_path, template(patterned(kind, back)))
        data = saved(deck_of(theme))
        found = layout_of(pptx.Presentation(io.BytesIO(data)), "Content")._element.xpath(".//a:pattFill/@prst")
        assert found == [kind] * taken
        (tmp_path / "made.pptx").write_bytes(data)
        assert list(OpenXmlValidator(max_errors=0).validate(tmp_path / "made.pptx").errors) == []

    # What shines through is white.
    theme, _ = themed(tmp_path, template(patterned("lgGrid", "123C5A", 20_000)))
    assert layout_of(deck_of(theme), "Content")._element.xpath(".//a:pattFill") == []


def test_a_line_is_judged_as_far_as_it_reaches(tmp_path: Path) -> None:
    def lined(width: int) -> Change:
        def change(deck: Any) -> None:
            bar(deck.slide_master, (0, 12, 960, 2), GREEN)
            (old, *_) = deck.slide_master._element.xpath(".//p:sp[p:nvSpPr/p:cNvPr/@name='Palkki']/p:spPr/a:solidFill")
            line = f'<a:ln {NAMESPACES} w="{Pt(width)}"><a:solidFill><a:srgbClr val="{GREEN}"/></a:solidFill></a:ln>'
            old.addnext(parse_xml(line))

        return change

    for width, taken in ((2, 1), (40, 0)):
        theme, _ = themed(tmp_path, template(lined(width)))
        lines = layout_of(deck_of(theme), "Content")._element.xpath(".//p:sp/p:spPr/a:ln/a:solidFill")
        assert len(lines) == taken


def test_a_footer_on_a_dark_band_is_light(tmp_path: Path) -> None:
    def band(deck: Any) -> None:
        bar(deck.slide_master, (0, 500, 960, 40), "123C5A")

    theme, told = themed(tmp_path, template(band))
    deck = deck_of(theme)
    (slide,) = (one for one in deck.slides if one.slide_layout.name == "Cards")
    feet = slide.shapes._spTree.xpath(
        ".//p:sp[.//p:ph[@type='ftr' or @type='sldNum']]//a:rPr/a:solidFill/a:schemeClr/@val"
    )
    assert (len(feet), set(feet)) == (2, {"bg1"})
    assert "123C5A" in fills(layout_of(deck, "Cards"))
    assert "Content" not in str([one.arguments for one in told if one.code == "THM304"])
    assert pale(saved(deck)) == []


def test_another_font_is_told(tmp_path: Path) -> None:
    def georgia(deck: Any) -> None:
        part = deck.slide_master.part.part_related_by(f"{R}/theme")
        part._blob = part.blob.replace(b'typeface="Calibri"', b'typeface="Georgia"')

    _, told = themed(tmp_path, template(georgia))
    (font,) = [one for one in told if one.code == "THM306"]
    assert font.arguments["fonts"] == "Georgia"


def test_slides_of_another_shape_are_told_and_the_template_is_not_used(tmp_path: Path) -> None:
    theme, told = themed(tmp_path, template(lambda deck: setattr(deck, "slide_width", Emu(9144000))))
    assert theme.deck is None
    assert [(one.code, one.variant, one.arguments["width"], one.arguments["height"]) for one in told] == [
        ("THM302", "", 254, 190)
    ]


def test_a_slide_of_the_same_shape_may_have_another_size(tmp_path: Path) -> None:
    def smaller(deck: Any) -> None:
        deck.slide_width, deck.slide_height = Emu(10080000), Emu(5670000)

    theme, _ = themed(tmp_path, template(smaller, lambda deck: bar(deck.slide_master, (0, 0, 10, 400), GOLD)))
    content = layout_of(deck_of(theme), "Content")._element
    assert content.xpath(f".//p:sp[.//@val='{GOLD}']/p:spPr/a:xfrm/a:ext/@cx") == [
        str(round(10 * 12700 * 12192000 / 10080000))
    ]


def test_pictures_are_saved_anew_without_who_made_them() -> None:
    photo = photos.read(picture((1, 2, 3), "JPEG"))
    assert b"Meikalainen" not in photo.data
    assert Image.open(io.BytesIO(photo.data)).size == (160, 90)
    assert max(Image.open(io.BytesIO(photos.read(picture((1, 2, 3), "PNG", (3000, 100))).data)).size) == 1920


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind"),
        (picture((1, 2, 3), "GIF"), "kind"),
        (picture((1, 2, 3), "PNG")[:-30], "kind"),
        (picture((1, 2, 3), "PNG", (4000, 4000)), "size"),
        (picture((1, 2, 3), "PNG", (20000, 10000)), "size"),
        (picture((1, 2, 3), "PNG") + bytes(6 << 20), "size"),
    ],
    ids=["nothing", "a drawing", "a GIF", "cut off", "too many pixels", "a bomb", "too many bytes"],
)
def test_other_and_too_large_pictures_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ProblemError) as problem:
        photos.read(data)
    assert (problem.value.code, problem.value.variant) == ("THM305", reason)


@pytest.mark.parametrize(("data", "reason"), [(b"EMF", "kind"), (picture((1, 2, 3), "PNG", (4000, 4000)), "size")])
def test_a_picture_that_is_not_taken_is_told_by_its_name(tmp_path: Path, data: bytes, reason: str) -> None:
    with zipfile.ZipFile(io.BytesIO(template())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (image,) = [name for name in parts if name.startswith("ppt/media/")]
    theme, told = themed(tmp_path, packed(parts | {image: data}))
    (refused,) = [one for one in told if one.code == "THM305"]
    assert (refused.variant, refused.arguments["pictures"]) == (reason, image.rpartition("/")[2])
    assert b"EMF" not in writer.write(SAMPLE, theme, Templates())


# --- hostile files ------------------------------------------------------------------------

Parts = dict[str, bytes]


def _related(part: str, kind: str, target: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        folder, _, file = part.rpartition("/")
        name = f"{folder}/_rels/{file}.rels"
        relation = f'<Relationship Id="rIdX" Type="{R}/{kind}" Target="{target}" TargetMode="External"/>'
        parts[name] = parts[name].replace(b"</Relationships>", f"{relation}</Relationships>".encode())

    return change


def _part(name: str, content: bytes) -> Callable[[Parts], None]:
    return lambda parts: parts.update({name: content})


def _unfolding(parts: Parts) -> None:
    name = "ppt/slideMasters/slideMaster1.xml"
    parts[name] = parts[name].replace(b"<p:sldMaster", b'<!DOCTYPE a [<!ENTITY b "c">]><p:sldMaster', 1)


HOSTILE: dict[str, tuple[Callable[[Parts], None], str]] = {
    "a picture from the web": (_related("ppt/slideMasters/slideMaster1.xml", "image", "https://e.org/a.png"), "AUD103"),
    "a master from the web": (_related("ppt/presentation.xml", "slideMaster", "https://e.org/a.xml"), "AUD103"),
    "a film from a share": (_related("ppt/slides/slide1.xml", "video", "file://host/a.mp4"), "AUD103"),
    "a macro": (_part("ppt/vbaProject.bin", b"x"), "AUD102"),
    "a control": (_part("ppt/activeX/activeX1.xml", b"<a/>"), "AUD102"),
    "an embedded program": (_part("ppt/embeddings/oleObject1.bin", b"x"), "AUD102"),
    "an embedded file": (_part("ppt/embeddings/a.docx", b"x"), "AUD106"),
    "entities": (_unfolding, "AUD101"),
    "a bomb": (_part("ppt/media/a.xml", b"<a/>" + b" " * 45_000_000), "AUD101"),
}


@pytest.mark.parametrize(("change", "code"), list(HOSTILE.values()), ids=list(HOSTILE))
def test_a_template_that_could_do_harm_is_refused(tmp_path: Path, change: Callable[[Parts], None], code: str) -> None:
    with zipfile.ZipFile(io.BytesIO(template())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    theme, told = themed(tmp_path, packed(parts))
    assert code in {one.code for one in told}
    assert {str(one.origin) for one in told} == {"theme.yaml:3:25"}
    assert theme.deck is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_powerpoint_file_is_told(tmp_path: Path, data: bytes) -> None:
    theme, told = themed(tmp_path, data)
    assert [one.code for one in told] == ["AUD101"]
    assert theme.deck is None


def test_a_template_in_the_format_of_libreoffice_is_told_with_the_way_out(tmp_path: Path) -> None:
    for key, name, kind, form in (
        ("powerpoint", "malli.odp", "presentation", ".pptx"),
        ("word", "malli.ott", "text-template", ".docx"),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        _, told = read(tmp_path, f"templates: {{{key}: {name}}}\n")
        assert [(one.code, one.arguments["form"]) for one in told] == [("THM308", form)]
        assert str(told[0].location).startswith("theme.yaml:3:")


def test_a_template_without_a_master_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(template())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "ppt/presentation.xml"
    start, end = parts[name].index(b"<p:sldMasterIdLst>"), parts[name].index(b"</p:sldMasterIdLst>")
    parts[name] = parts[name][:start] + b"<p:sldMasterIdLst>" + parts[name][end:]
    theme, told = themed(tmp_path, packed(parts))
    assert codes(told) == {("THM302", "empty")}
    assert theme.deck is None


def test_ornaments_bring_no_more_than_plain_values(tmp_path: Path) -> None:
    def odd(deck: Any) -> None:
        deck.slide_master.shapes._spTree.insert(
            2,
            parse_xml(
                f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="91" name="Nimi" descr="Kuvaus"><a:hlinkClick r:id="rId1" '
                'action="ppaction://program"/></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
                '<a:off x="0" y="0"/><a:ext cx="120000" cy="120000"/></a:xfrm><a:custGeom odd="1"><a:avLst/><a:pathLst>'
                '<a:path w="9" h="9"><a:moveTo><a:pt x="0" y="&quot;/>"/></a:moveTo><a:evil/><a:close/></a:path>'
                '</a:pathLst></a:custGeom><a:solidFill><a:srgbClr val="123456"/></a:solidFill></p:spPr></p:sp>'
            ),
        )

    theme, _ = themed(tmp_path, template(odd))
    (drawn,) = {one.xml for layout in look(theme).layouts for one in layout.ornaments if "123456" in one.xml}
    assert "custGeom" in drawn
    assert not any(word in drawn for word in ("Nimi", "Kuvaus", "hlinkClick", "odd", "evil", "quot"))


def test_a_template_saved_by_libreoffice_gives_its_look(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        if os.environ.get("CI"):
            pytest.fail("missing: soffice")
        pytest.skip("missing: soffice")

    def second(deck: Any) -> None:
        deck.slides.add_slide(deck.slide_layouts[0])
        deck.slides.add_slide(deck.slide_layouts[1])

    source = tmp_path / "a.pptx"
    source.write_bytes(template(second))
    for name, kind in (("a.pptx", "odp"), ("a.odp", "pptx")):
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / name)], check=True, timeout=120)
    data = source.read_bytes()
    assert data != template(second)
    theme, told = themed(tmp_path, data)
    deck = deck_of(theme)
    assert len(layout_of(deck, "Cover")._element.xpath("p:cSld/p:bg/p:bgPr/a:blipFill")) == 1
    assert fills(layout_of(deck, "Content")) == [GREEN, GREEN]
    assert ("THM303", "") in codes(told)
    assert pale(saved(deck)) == []


# --- where a look comes from --------------------------------------------------------------


def test_a_layout_without_our_name_is_known_by_what_powerpoint_calls_it(tmp_path: Path) -> None:
    theme, _ = themed(tmp_path, template(lambda deck: bar(deck.slide_layouts[2], (0, 40, 20, 400), GOLD)))
    deck = deck_of(theme)
    assert fills(layout_of(deck, "Section")) == [GREEN, GREEN, GOLD]
    assert GOLD not in fills(layout_of(deck, "Content"))


def test_a_layout_with_one_of_our_names_is_no_other_layout(tmp_path: Path) -> None:
    theme, _ = themed(
        tmp_path, template(named(1, "Priority"), lambda deck: bar(deck.slide_layouts[1], (0, 40, 20, 400), GOLD))
    )
    deck = deck_of(theme)
    assert GOLD in fills(layout_of(deck, "Priority"))
    assert GOLD not in fills(layout_of(deck, "Content"))


def test_where_nothing_has_a_name_the_slides_show_the_cover_and_the_rest(tmp_path: Path) -> None:
    def nameless(deck: Any) -> None:
        for number, layout in enumerate(deck.slide_layouts):
            layout._element.attrib.pop("type", None)
            layout._element.cSld.set("name", f"Malli {number}")
        deck.slides.add_slide(deck.slide_layouts[3])
        deck.slides.add_slide(deck.slide_layouts[4])
        bar(deck.slide_layouts[3], (0, 0, 40, 540), GOLD)
        bar(deck.slide_layouts[4], (930, 0, 20, 540), GOLD)

    theme, _ = themed(tmp_path, template(nameless))
    deck = deck_of(theme)
    places = {
        name: layout_of(deck, name)._element.xpath(f".//p:sp[.//@val='{GOLD}']/p:spPr/a:xfrm/a:off/@x")
        for name in ("Cover", "Content", "Closing")
    }
    assert places == {"Cover": ["0"], "Content": [str(Pt(930))], "Closing": [str(Pt(930))]}


def test_what_is_grouped_stands_where_it_stood(tmp_path: Path) -> None:
    def grouped(deck: Any) -> None:
        bar(deck.slide_master, (0, 0, 100, 100), GOLD)
        tree = deck.slide_master.shapes._spTree
        group = parse_xml(
            f'<p:grpSp {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="95" name="Ryhma"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
            f'<p:grpSpPr><a:xfrm><a:off x="{Pt(10)}" y="{Pt(200)}"/><a:ext cx="{Pt(20)}" cy="{Pt(40)}"/>'
            f'<a:chOff x="0" y="0"/><a:chExt cx="{Pt(100)}" cy="{Pt(100)}"/></a:xfrm></p:grpSpPr></p:grpSp>'
        )
        group.append(tree[2])
        tree.append(group)

    theme, _ = themed(tmp_path, template(grouped))
    (place,) = layout_of(deck_of(theme), "Content")._element.xpath(f".//p:sp[.//@val='{GOLD}']/p:spPr/a:xfrm")
    assert [*place.xpath("a:off/@x | a:off/@y"), *place.xpath("a:ext/@cx | a:ext/@cy")] == [
        str(Pt(value)) for value in (10, 200, 20, 40)
    ]


def test_a_small_picture_under_text_is_left_out_whatever_its_colours(tmp_path: Path) -> None:
    def logo(deck: Any) -> None:
        _, relation = deck.slide_master.part.get_or_add_image_part(io.BytesIO(picture((255, 255, 255), "PNG")))
        deck.slide_master.shapes._spTree.append(
            parse_xml(
                f'<p:pic {NAMESPACES}><p:nvPicPr><p:cNvPr id="96" name="Logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
                f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch/></p:blipFill><p:spPr><a:xfrm>'
                f'<a:off x="{Pt(700)}" y="{Pt(30)}"/><a:ext cx="{Pt(200)}" cy="{Pt(60)}"/></a:xfrm>'
                '<a:prstGeom prst="rect"/></p:spPr></p:pic>'
            )
        )

    theme, told = themed(tmp_path, template(logo))
    assert layout_of(deck_of(theme), "Content")._element.xpath(".//p:pic") == []
    assert ("THM304", "ornaments") in codes(told)


def test_a_template_full_of_shapes_is_read_in_a_bounded_time(tmp_path: Path) -> None:
    def crowd(deck: Any) -> None:
        for number in range(300):
            bar(deck.slide_master, (40 + number, 100 + number % 90, 700, 300), f"{number:06X}")
            bar(deck.slide_layouts[1], (40, 100, 700 - number, 300), f"{number:06X}")

    data = template(crowd)
    start = time.process_time()
    themed(tmp_path, data)
    assert time.process_time() - start < SECONDS


def test_of_many_pictures_only_some_are_opened(tmp_path: Path) -> None:
    def album(deck: Any) -> None:
        for number in range(25):
            _, relation = deck.slide_master.part.get_or_add_image_part(io.BytesIO(picture((0, 0, number), "PNG")))
            deck.slide_master.shapes._spTree.append(
                parse_xml(
                    f'<p:pic {NAMESPACES}><p:nvPicPr><p:cNvPr id="{200 + number}" name="Kuva"/><p:cNvPicPr/><p:nvPr/>'
                    f'</p:nvPicPr><p:blipFill><a:blip r:embed="{relation}"/></p:blipFill><p:spPr><a:xfrm>'
                    f'<a:off x="0" y="{Pt(10 + 12 * number)}"/><a:ext cx="{Pt(10)}" cy="{Pt(10)}"/></a:xfrm>'
                    "</p:spPr></p:pic>"
                )
            )

    theme, told = themed(tmp_path, template(album))
    (refused,) = [one for one in told if one.code == "THM305"]
    assert refused.variant == "size"
    taken = {one.picture for layout in look(theme).layouts for one in layout.ornaments if one.picture}
    assert 0 < len(taken) <= 20
