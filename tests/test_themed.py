"""Documents in a county's theme: its colours and its logo are in every format, and nothing of the default's."""

import io
import re
import zipfile
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html
from openxml_audit import OpenXmlValidator, validate_pptx
from pptx import Presentation
from pptx.shapes.picture import Picture
from pptx.util import Pt
from sample import SAMPLE
from test_themes import picture

from strategia.audit import audit
from strategia.audit.origins import Origins
from strategia.counties import counties
from strategia.lint.levels import Levels
from strategia.templates import Templates
from strategia.themes import png, svg
from strategia.writers import docx, html, pptx, writer
from strategia.writers.officetheme import deck_slots, word_slots
from strategia.writers.palette import palette
from strategia.writers.theme import DEFAULT, Logo

ALTERNATIVE = "Neljä <neliötä> & joki"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10z" fill="#6A1F45"/></svg>'
LOGO = Logo(svg.read(DRAWING)[0], "svg", 300, 150, (("fi", ALTERNATIVE), ("sv", "Fyra fyrkanter")))
PICTURE = png.read(picture())[0]
THEME = replace(
    palette("6A1F45", "0F5F73", "222222", "F3EEF1", ("6A1F45", "2C8296")),
    font="Verdana",
    web_fonts="'Verdana', serif",
    logo=LOGO,
)
CHANGED = {value for name, value in DEFAULT.colours.items() if value not in THEME.colours.values()}
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def word() -> dict[str, bytes]:
    return parts(docx.write(SAMPLE, THEME, Templates()))


@pytest.fixture(scope="module")
def deck() -> Any:
    return Presentation(io.BytesIO(pptx.write(SAMPLE, THEME, Templates())))


@pytest.fixture(scope="module")
def page() -> Any:
    return lxml_html.document_fromstring(html.write(SAMPLE, THEME, Templates()).decode())


def slots(part: bytes) -> dict[str, str]:
    scheme = etree.fromstring(part).find(f".//{A}clrScheme")
    assert scheme is not None
    return {str(etree.QName(place).localname): place[0].get("val", "") for place in scheme}


def test_the_theme_differs_from_the_default_in_what_is_asked_for_here() -> None:
    assert len(CHANGED) > 6


@pytest.mark.parametrize("form", ["html", "docx", "pptx"])
def test_the_same_theme_gives_the_same_bytes_and_another_one_others(form: str) -> None:
    made = writer(form).write(SAMPLE, THEME, Templates())
    assert writer(form).write(SAMPLE, THEME, Templates()) == made
    assert writer(form).write(SAMPLE, DEFAULT, Templates()) != made


def test_a_page_has_no_colour_of_the_default(page: Any) -> None:
    style = page.findtext(".//style")
    used = set(re.findall(r"#([0-9A-F]{6})", style))
    assert {THEME.ink, THEME.primary, THEME.accent, THEME.tint, *THEME.chart} <= used
    assert used & CHANGED <= set(THEME.chart)
    assert "'Verdana', serif" in style


def test_a_page_shows_the_logo_on_its_cover(page: Any) -> None:
    (logo,) = page.findall(".//header//span[@role='img']")
    assert logo.get("aria-label") == ALTERNATIVE
    (drawing,) = logo
    assert drawing.get("viewbox") == "0 0 20 10"


def test_a_page_shows_a_picture_as_its_logo() -> None:
    themed = replace(THEME, logo=Logo(PICTURE, "png", 8, 4, LOGO.alternatives))
    made = lxml_html.document_fromstring(html.write(SAMPLE, themed, Templates()).decode())
    (logo,) = made.findall(".//header//img")
    assert logo.get("alt") == ALTERNATIVE
    assert b64decode(str(logo.get("src")).removeprefix("data:image/png;base64,")) == PICTURE


def test_slides_on_the_web_show_the_logo_on_the_first() -> None:
    made = lxml_html.document_fromstring(html.write(replace(SAMPLE, name="slides"), THEME, Templates()).decode())
    (logo,) = made.findall(".//span[@role='img']")
    assert logo.get("aria-label") == ALTERNATIVE
    first: Any = made.find(".//section")
    assert logo in [*first.iter()]


def test_a_logo_is_told_of_in_the_language_of_the_document() -> None:
    swedish = replace(SAMPLE, language="sv")
    made = lxml_html.document_fromstring(html.write(swedish, THEME, Templates()).decode())
    assert made.find(".//header//span[@role='img']").get("aria-label") == "Fyra fyrkanter"  # type: ignore[union-attr]


def test_a_word_file_has_no_colour_of_the_default(word: dict[str, bytes]) -> None:
    assert slots(word["word/theme/theme1.xml"]).items() >= word_slots(THEME).items()
    styles = word["word/styles.xml"].decode()
    used = set(re.findall(r'"([0-9A-F]{6})"', styles))
    assert {THEME.ink, THEME.primary, THEME.accent, THEME.tint} <= used
    assert used & CHANGED == set()
    fonts = etree.fromstring(word["word/theme/theme1.xml"]).iterfind(f".//{A}fontScheme/*/{A}latin")
    assert {font.get("typeface") for font in fonts} == {"Verdana"}


def test_a_word_file_shows_the_logo_on_its_title_page(word: dict[str, bytes]) -> None:
    root: Any = etree.fromstring(word["word/document.xml"])
    first = root.xpath("//*[local-name()='docPr']")[0]
    assert first.get("descr") == ALTERNATIVE
    picture = word[next(name for name in word if name.startswith("word/media/"))]
    assert picture.startswith(b"\x89PNG")
    styles = root.xpath("//*[local-name()='pStyle']/@*[local-name()='val']")
    assert styles[:4] == ["CoverLogo", "CoverCounty", "CoverKindBelowLogo", "Title"]


def test_a_word_file_without_title_page_shows_a_small_logo_beside_its_first_line() -> None:
    brief = docx.write(replace(SAMPLE, name="summary", contents=False), THEME, Templates())
    with zipfile.ZipFile(io.BytesIO(brief)) as parts:
        root: Any = etree.fromstring(parts.read("word/document.xml"))
        styles: Any = etree.fromstring(parts.read("word/styles.xml"))
    first = root.xpath("(//*[local-name()='p'])[1]")[0]
    assert first.xpath(".//*[local-name()='docPr']/@descr") == [ALTERNATIVE]
    assert first.xpath("string(.)").startswith(SAMPLE.county)
    assert first.xpath(".//*[local-name()='tab']")
    # High enough to be seen, too low to push the text onto a further page.
    assert 200_000 < int(first.xpath(".//*[local-name()='extent']/@cy")[0]) <= 290_000
    kind = styles.xpath("//*[@*[local-name()='styleId']='CoverKind']//*[local-name()='tab']/@*[local-name()='val']")
    assert kind == ["right"]


def test_a_deck_has_no_colour_of_the_default(deck: Any) -> None:
    kept = {part.partname: part.blob for part in deck.part.package.iter_parts() if "/theme/" in part.partname}
    assert len(kept) == 2
    for part in kept.values():
        assert slots(part) == deck_slots(THEME)
        # Whether a text fits is computed by the widths of one font.
        assert DEFAULT.font.encode() in part


def test_a_deck_shows_the_logo_on_its_cover(deck: Any) -> None:
    cover = [*deck.slides[0].shapes]
    (logo,) = [shape for shape in cover if shape.shape_type is not None and shape.shape_type.name == "PICTURE"]
    assert logo._element.nvPicPr.cNvPr.get("descr") == ALTERNATIVE
    assert logo.width == 2 * logo.height
    ground = cover[cover.index(logo) - 1]
    assert ground.left < logo.left
    assert ground.left + ground.width > logo.left + logo.width
    assert len({shape.shape_id for shape in cover}) == len(cover)


def test_the_mark_of_a_deck_does_not_crowd_its_logo() -> None:
    marked = replace(SAMPLE, mark="LUONNOS · Esimerkki")
    cover = [*Presentation(io.BytesIO(pptx.write(marked, THEME, Templates()))).slides[0].shapes]
    (mark,) = [shape for shape in cover if shape.has_text_frame and shape.text_frame.text == "LUONNOS · Esimerkki"]
    logo = next(place for place, shape in enumerate(cover) if isinstance(shape, Picture))
    ground = cover[logo - 1]
    assert ground.top - (mark.top + mark.height) >= Pt(12)
    assert ground.left + ground.width == mark.left + mark.width


def test_the_validators_have_no_findings(tmp_path: Path) -> None:
    for form, validate in (("docx", OpenXmlValidator(max_errors=0).validate), ("pptx", validate_pptx)):
        path = tmp_path / f"themed.{form}"
        path.write_bytes(writer(form).write(SAMPLE, THEME, Templates()))
        assert not validate(path).errors, form


def test_without_a_logo_there_is_none() -> None:
    bare = replace(THEME, logo=None)
    assert b'cover-logo"' not in html.write(SAMPLE, bare, Templates())
    assert b"CoverLogo" not in parts(docx.write(SAMPLE, bare, Templates()))["word/document.xml"]


@pytest.mark.parametrize("form", ["html", "docx", "pptx", "pdf"])
def test_the_audit_has_nothing_to_say_of_a_logo_with_all_that_a_logo_may_have(form: str) -> None:
    shapes = (
        '<defs><linearGradient id="a" gradientUnits="userSpaceOnUse" spreadMethod="pad">'
        '<stop offset="0" stop-color="#fff" stop-opacity=".5"/></linearGradient>'
        '<radialGradient id="b" href="#a" fx="1" fy="1"/>'
        '<clipPath id="c" clipPathUnits="userSpaceOnUse"><rect width="9" height="9"/></clipPath></defs>'
        '<g clip-path="url(#c)" clip-rule="evenodd" stroke-opacity=".5" stroke-miterlimit="4" '
        'stroke-dashoffset="1" color="red">'
        '<circle r="4" fill="url(#a)" visibility="visible" display="inline"/></g><title>Joki</title>'
    )
    logo = replace(LOGO, data=svg.read(DRAWING.replace(b"<path", shapes.encode() + b"<path"))[0])
    county = counties()["lappi"].name("fi")
    document = replace(SAMPLE, county=county, cover=replace(SAMPLE.cover, county=county))
    data = writer(form).write(document, replace(THEME, logo=logo), Templates())
    plain = writer(form).write(document, replace(THEME, logo=None), Templates())
    audited = [audit(f"a.{form}", made, Levels(), Origins({})).diagnostics for made in (data, plain)]
    told, before = ({(one.code, str(one.arguments)) for one in diagnostics} for diagnostics in audited)
    assert told == before
