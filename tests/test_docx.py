"""What the Word writer promises, read back with python-docx and checked against the schemas."""

import importlib.util
import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree
from openxml_audit import OpenXmlValidator
from sample import SAMPLE, cell, text

from strategia.document.ast import (
    BulletList,
    Callout,
    Cell,
    Chart,
    Column,
    Document,
    Fact,
    Graph,
    KeyFacts,
    ListItem,
    Node,
    Paragraph,
    Row,
    Run,
    Section,
    Series,
    Table,
)
from strategia.templates import Templates
from strategia.writers import charts, pandoc
from strategia.writers.columns import shares
from strategia.writers.docx import write
from strategia.writers.ooxml import W, same_bytes
from strategia.writers.theme import DEFAULT
from strategia.writers.wordreference import reference

TEMPLATES = Templates()
BRIEF = replace(SAMPLE, contents=False)


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(write(document, DEFAULT, TEMPLATES)))


def document_of(*blocks: object) -> Document:
    section = Section("osa", text("Osa"), blocks)  # type: ignore[arg-type]
    return replace(SAMPLE, sections=(section,))


def style(paragraph: WordParagraph) -> str:
    assert paragraph.style
    return paragraph.style.name or ""


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def found(root: etree._Element, path: str) -> list[object]:
    result = root.xpath(path, namespaces={"w": W})
    assert isinstance(result, list)
    return list(result)


def attributes(word: WordDocument, element: str, attribute: str) -> list[str]:
    return [found.get(qn(attribute)) for found in word.element.body.iter(qn(element)) if found.get(qn(attribute))]


@pytest.fixture(scope="module")
def word() -> WordDocument:
    return opened(SAMPLE)


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(SAMPLE, DEFAULT, TEMPLATES)


def findings(data: bytes, folder: Path) -> list[object]:
    file = folder / "file.docx"
    file.write_bytes(data)
    return list(OpenXmlValidator(max_errors=0).validate(file).errors)


@pytest.mark.parametrize("document", [SAMPLE, BRIEF, replace(SAMPLE, language="sv", mark=None, date=None)])
def test_the_file_is_valid(document: Document, tmp_path: Path) -> None:
    assert findings(write(document, DEFAULT, TEMPLATES), tmp_path) == []


def test_the_styles_are_those_of_the_reference_file_and_no_others(data: bytes) -> None:
    styles, kept = (
        part(data, "word/styles.xml"),
        part(TEMPLATES.path("docx/reference.docx").read_bytes(), "word/styles.xml"),
    )
    names = [str(name) for name in found(styles, "w:style/@w:styleId")]
    assert len(names) > 50
    assert names == found(kept, "w:style/@w:styleId")
    looks = "w:style[@w:styleId='Heading1']/w:rPr/w:sz/@w:val"
    assert found(styles, looks) == found(kept, looks) != []
    assert found(styles, "w:docDefaults//w:lang/@w:val") == ["fi-FI"]


def test_pandoc_gets_the_names_of_the_styles_and_none_of_their_looks() -> None:
    styles = part(reference(TEMPLATES.path("docx/reference.docx")).light, "word/styles.xml")
    assert len(found(styles, "w:style/w:name")) > 50
    assert found(styles, "w:style/*[not(self::w:name)]") == []


def test_a_style_that_a_reference_file_of_ones_own_lacks_is_made(tmp_path: Path) -> None:
    with zipfile.ZipFile(TEMPLATES.path("docx/reference.docx")) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/styles.xml"])
    root[:] = [style for style in root if style.get(qn("w:styleId")) != "Callout"]
    (tmp_path / "docx").mkdir()
    with zipfile.ZipFile(tmp_path / "docx" / "reference.docx", "w") as archive:
        for name, content in (parts | {"word/styles.xml": etree.tostring(root)}).items():
            archive.writestr(name, content)
    made = write(SAMPLE, DEFAULT, Templates(tmp_path))
    used = found(part(made, "word/document.xml"), "//w:pStyle[@w:val='Callout']")
    assert used
    assert len(found(part(made, "word/styles.xml"), "w:style[@w:styleId='Callout']")) == 1


def test_the_reference_file_is_valid_and_fresh(tmp_path: Path) -> None:
    script = Path(__file__).parents[1] / "tools" / "make_reference_docx.py"
    spec = importlib.util.spec_from_file_location("make_reference_docx", script)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    made, kept = module.make(), TEMPLATES.path("docx/reference.docx").read_bytes()
    # Member by member: another zlib packs the same content into other bytes.
    with zipfile.ZipFile(io.BytesIO(made)) as new, zipfile.ZipFile(io.BytesIO(kept)) as old:
        assert {n: new.read(n) for n in new.namelist()} == {n: old.read(n) for n in old.namelist()}
    assert findings(kept, tmp_path) == []


@pytest.mark.parametrize("document", [SAMPLE, BRIEF])
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert write(document, DEFAULT, TEMPLATES) == write(document, DEFAULT, TEMPLATES)


def test_times_come_from_the_document(data: bytes, word: WordDocument) -> None:
    assert word.core_properties.created.date().isoformat() == "2025-12-15"
    assert word.core_properties.modified.date().isoformat() == "2025-12-15"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_properties_name_the_county_and_nobody_else(word: WordDocument) -> None:
    core = word.core_properties
    assert (core.title, core.author, core.language) == (SAMPLE.title, SAMPLE.county, "fi-FI")
    assert core.subject == SAMPLE.description
    assert (core.content_status, core.identifier) == ("", "")
    assert core.last_modified_by == ""
    assert core.comments == ""


def test_properties_tell_the_stage_and_the_diary_number(tmp_path: Path) -> None:
    filed = replace(BRIEF, stage="Aluehallituksen esitys", identifier="LAPDno-2025-<1>")
    assert findings(write(filed, DEFAULT, TEMPLATES), tmp_path) == []
    core = opened(filed).core_properties
    assert (core.content_status, core.identifier) == ("Aluehallituksen esitys", "LAPDno-2025-<1>")


def test_headings_follow_the_sections(word: WordDocument) -> None:
    headings = [(style(p), p.text) for p in word.paragraphs if style(p).startswith("Heading")]
    assert headings == [
        ("Heading 1", "Visio"),
        ("Heading 1", "Arvot"),
        ("Heading 1", "Painopiste 1 · Asiakaskokemus"),
        ("Heading 2", "Tavoite 1.1 · Toimenpiteet"),
        ("Heading 3", "Tarkennus"),
        ("Heading 1", "Toimintaympäristö"),
    ]


def test_headings_of_three_levels_are_numbered_by_their_styles(data: bytes) -> None:
    styles, numbers = part(data, "word/styles.xml"), part(data, "word/numbering.xml")
    for level, numbered in ((1, "%1"), (2, "%1.%2"), (3, "%1.%2.%3")):
        own = found(styles, f"//w:style[@w:styleId='Heading{level}']/w:pPr/w:numPr/w:numId/@w:val")
        (use,) = found(numbers, f"//w:num[@w:numId='{own[0]}']/w:abstractNumId/@w:val")
        levels = f"//w:abstractNum[@w:abstractNumId='{use}']/w:lvl[w:pStyle/@w:val='Heading{level}']"
        assert found(numbers, f"{levels}/@w:ilvl") == [str(level - 1)]
        assert found(numbers, f"{levels}/w:lvlText/@w:val") == [numbered]
    assert found(styles, "//w:style[@w:styleId='Heading4']/w:pPr") != []
    assert found(styles, "//w:style[@w:styleId='Heading4']/w:pPr/w:numPr") == []


def test_headings_of_a_brief_document_have_no_numbers() -> None:
    styles = part(write(BRIEF, DEFAULT, TEMPLATES), "word/styles.xml")
    assert found(styles, "//w:style[@w:styleId='Heading1']/w:pPr") != []
    assert found(styles, "//w:numPr") == []


def test_the_cover_holds_title_facts_and_callouts(word: WordDocument) -> None:
    styles = {style(p): p.text for p in word.paragraphs}
    assert styles["Title"] == SAMPLE.cover.title
    assert styles["Subtitle"] == "Lähellä, ajoissa ja yhdessä"
    assert styles["Cover County"] == SAMPLE.county
    assert styles["Cover Fact"] == "Vaihe\tLuonnos"
    assert styles["Callout Draft Title"] == "Esimerkki"


def test_contents_are_a_field_that_is_filled_in_with_links(word: WordDocument) -> None:
    entries = [p for p in word.paragraphs if style(p).startswith("toc ")]
    assert [p.text for p in entries] == [
        "1\tVisio",
        "2\tArvot",
        "3\tPainopiste 1 · Asiakaskokemus",
        "3.1\tToimenpiteet",
        "3.1.1\tTarkennus",
        "4\tToimintaympäristö",
    ]
    targets = [link.get(qn("w:anchor")) for p in entries for link in p._p.iter(qn("w:hyperlink"))]
    assert len(targets) == len(entries)
    assert set(targets) <= set(attributes(word, "w:bookmarkStart", "w:name"))
    instructions = [element.text for element in word.element.body.iter(qn("w:instrText"))]
    assert instructions == [' TOC \\o "1-3" \\h \\z ']
    assert attributes(word, "w:fldChar", "w:fldCharType") == ["begin", "separate", "end"]


def test_a_short_document_has_no_page_of_contents() -> None:
    few = replace(SAMPLE, sections=SAMPLE.sections[:1])
    assert "TOC Heading" not in [style(p) for p in opened(few).paragraphs]


def test_nothing_makes_word_ask_before_it_opens(data: bytes) -> None:
    settings = part(data, "word/settings.xml")
    assert settings.find(qn("w:updateFields")) is None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"w:dirty" in archive.read(name) for name in archive.namelist())


def test_a_document_without_contents_has_no_title_page() -> None:
    word = opened(BRIEF)
    names = [style(p) for p in word.paragraphs]
    assert "TOC Heading" not in names
    assert names[:3] == ["Cover Kind", "Title", "Subtitle"]
    assert not word.sections[0].different_first_page_header_footer
    assert (word.sections[0].left_margin or 0) < Cm(2)
    assert (
        word.styles["Body Text"].paragraph_format.space_after
        < opened(SAMPLE).styles["Body Text"].paragraph_format.space_after
    )
    assert word.styles["Title"].element.find(f".//{qn('w:shd')}") is None


def test_header_rows_repeat_and_rows_stay_whole(word: WordDocument) -> None:
    assert len(word.tables) == 3
    for table in word.tables:
        rows = table._tbl.tr_lst
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        assert table._tbl.tblPr.xpath("w:tblLayout/@w:type") == ["fixed"]
        assert table._tbl.tblPr.xpath("w:tblLook/@w:firstColumn") == ["1"]


def test_cells_span_rows(word: WordDocument) -> None:
    table = word.tables[0]
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc
    assert table.cell(2, 1).text == "Asiakkaidemme asiointi- ja palvelukokemus on hyvä."
    assert [style(table.cell(row, 0).paragraphs[0]) for row in (0, 1, 3)] == [
        "Table Head",
        "Table Row Head",
        "Table Row Head",
    ]
    assert style(table.cell(2, 1).paragraphs[0]) == "Table Text"


def test_tables_and_figures_are_numbered_and_named(word: WordDocument) -> None:
    captions = [(style(p), p._p.xpath("string(.)")) for p in word.paragraphs if style(p).endswith("Caption")]
    assert captions == [
        ("Table Caption", "Taulukko 1. Näkökulmat, tavoitteet ja mittarit"),
        ("Image Caption", "Kuva 1. Lastensuojeluilmoitukset (% vastaavan ikäisestä väestöstä)"),
        ("Image Caption", "Kuva 2. Mittareiden määrä painopisteittäin (kpl)"),
        ("Image Caption", "Kuva 3. Kuka kantaa"),
    ]
    assert attributes(word, "w:fldSimple", "w:instr") == [
        r" SEQ Taulukko \* ARABIC ",
        *[r" SEQ Kuva \* ARABIC "] * 3,
    ]
    assert attributes(word, "w:tblCaption", "w:val")[1] == "Kuva 1. Lastensuojeluilmoitukset"


def test_a_chart_is_a_picture_with_its_takeaway_and_a_table(word: WordDocument) -> None:
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == [
        "Osuus on kasvanut 5,6 prosentista 10,9 prosenttiin vuosina 2010–2023.",
        "Vaikuttavuudella on eniten mittareita, 27.",
        "Kuka kantaa. Yksi tavoite.",
    ]
    assert [[c.text for c in row.cells] for row in word.tables[1].rows] == [
        ["Luokka", "Esimerkkilä", "Koko maa"],
        ["2010", "5,6", "5,6"],
        ["2020", "10,4", "7,9"],
        ["2023", "10,9", "–"],
    ]


def test_what_a_chart_shows_stands_above_it_in_words(word: WordDocument) -> None:
    told = [p.text.replace("\u200d", "") for p in word.paragraphs if style(p) == "Takeaway"]
    assert told == [
        "Osuus on kasvanut 5,6 prosentista 10,9 prosenttiin vuosina 2010–2023.",
        "Vaikuttavuudella on eniten mittareita, 27.",
        "Yksi tavoite.",
    ]


def test_a_graph_is_drawn_where_it_can_be_read() -> None:
    nodes = tuple(Node(f"n{number}", f"Tavoite {number}", 0) for number in range(60))
    small = Graph(text("Kartta"), ("Tavoitteet",), (), nodes[:3], (), text("Kolme tavoitetta."))
    word = opened(document_of(small, replace(small, nodes=nodes)))
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == ["Kartta. Kolme tavoitetta."]
    assert [p._p.xpath("string(.)") for p in word.paragraphs if style(p) == "Image Caption"] == ["Kuva 1. Kartta"]


@pytest.mark.parametrize(
    ("value", "name"),
    [("32", "Short Key Fact"), ("noin 176 500", "Medium Key Fact"), ("noin 1 700 vastausta", "Key Fact")],
)
def test_short_key_figures_stand_near_what_they_count(value: str, name: str) -> None:
    word = opened(
        document_of(KeyFacts((Fact(text("5"), text("painopistettä")), Fact(text(value), text("tavoitetta")))))
    )
    assert [p.text for p in word.paragraphs if style(p) == name] == ["5\tpainopistettä", f"{value}\ttavoitetta"]


def test_a_picture_does_not_carry_its_source_as_a_name(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"base64" not in archive.read("word/document.xml")


def test_languages_are_marked(data: bytes, word: WordDocument) -> None:
    default = part(data, "word/styles.xml").find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert default is not None
    assert default.get(qn("w:val")) == "fi-FI"
    marked = [r.text for p in word.paragraphs for r in p.runs if r._r.xpath("w:rPr/w:lang[@w:val='se-FI']")]
    assert marked == [". Buorre dearvvašvuohta"]
    settings = part(data, "word/settings.xml")
    assert settings.find(qn("w:themeFontLang")).get(qn("w:val")) == "fi-FI"  # type: ignore[union-attr]
    assert settings.find(qn("w:decimalSymbol")).get(qn("w:val")) == ","  # type: ignore[union-attr]


@pytest.mark.parametrize(("language", "tag", "page"), [("sv", "sv-FI", "1 (1)"), ("en", "en-GB", "Page 1 of 1")])
def test_the_writer_speaks_the_language_of_the_document(language: str, tag: str, page: str) -> None:
    data = write(replace(SAMPLE, language=language), DEFAULT, TEMPLATES)
    word = docx.Document(io.BytesIO(data))
    assert word.core_properties.language == tag
    footer = word.sections[0].footer.paragraphs[0]._p
    assert footer.xpath("string(.)").endswith(page)
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == [" PAGE ", " NUMPAGES "]


def test_the_mark_stands_in_the_header_of_every_page(word: WordDocument) -> None:
    section = word.sections[0]
    assert section.header.paragraphs[0].text == f"{SAMPLE.county}\tEsimerkki"
    assert section.first_page_header.paragraphs[0].text == "\tEsimerkki"
    unmarked = opened(replace(SAMPLE, mark=None)).sections[0]
    assert unmarked.header.paragraphs[0].text.strip() == SAMPLE.county


def test_anchors_are_bookmarks_once_each(word: WordDocument) -> None:
    names = attributes(word, "w:bookmarkStart", "w:name")
    assert len(names) == len(set(names))
    assert {"visio", "tarkennus", "avoin", "saatavuus", "kokemus", "pth"} <= set(names)


def test_long_and_repeated_anchors_stay_sound(tmp_path: Path) -> None:
    long = "palvelujen-saatavuus-saavutettavuus-ja-esteettomyys-kaikille"
    listed = BulletList(
        (ListItem(text("a"), anchor=long), ListItem(text("b"), anchor="b"), ListItem(text("c"), anchor="b"))
    )
    others = tuple(Section(f"osa-{number}", text("Osa")) for number in range(5))
    data = write(replace(SAMPLE, sections=(Section(long, text("Osa"), (listed,)), *others)), DEFAULT, TEMPLATES)
    assert findings(data, tmp_path) == []
    word = docx.Document(io.BytesIO(data))
    names = attributes(word, "w:bookmarkStart", "w:name")
    assert len(names) == 2 + len(others)
    assert attributes(word, "w:hyperlink", "w:anchor")[0] in names


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://example.fi/a?b=c", True),
        ("http://example.fi", True),
        ("mailto:kirjaamo@example.fi", True),
        ("#osa", True),
        ("#muualla", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("\\\\palvelin\\jako", False),
        ("https://a b", False),
        ("data:text/html,x", False),
    ],
)
def test_links_lead_to_the_web_and_the_document_only(link: str, *, kept: bool) -> None:
    data = write(document_of(Paragraph((Run("katso"), Run("tästä", link=link)))), DEFAULT, TEMPLATES)
    word = docx.Document(io.BytesIO(data))
    paragraph = next(p for p in word.paragraphs if "katso" in p.text)
    assert paragraph.text == "katsotästä"
    assert bool(list(paragraph._p.iter(qn("w:hyperlink")))) is kept
    relations = part(data, "word/_rels/document.xml.rels")
    outside = [r.get("Target") for r in relations if r.get("TargetMode") == "External"]
    assert outside == ([link] if kept and not link.startswith("#") else [])


TABLE = Table(text("Taulukko"), (Column(text("Sarake")),), (Row((cell("Solu"),), anchor="rivi"),))


def lying(*sections: Section) -> WordDocument:
    return opened(replace(SAMPLE, sections=sections))


NARROW = Section("kapea", text("Kapea"), (Paragraph(text("Tekstiä.")),))
WIDE = Section("levea", text("Leveä"), (replace(TABLE, wide=True),))


@pytest.mark.parametrize("sections", [(NARROW, WIDE, NARROW), (NARROW, WIDE), (WIDE, WIDE, NARROW), (WIDE,)])
def test_a_wide_table_lies_on_pages_of_its_own(sections: tuple[Section, ...], tmp_path: Path) -> None:
    document = replace(SAMPLE, sections=sections)
    assert findings(write(document, DEFAULT, TEMPLATES), tmp_path) == []
    word = opened(document)
    ways = [section.orientation for section in word.sections]
    asked = [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert ways == asked[: len(ways)]
    assert len(ways) == (3 if sections[-1] is NARROW else 2)
    assert [section.page_width for section in word.sections[1:2]] == [word.sections[0].page_height]
    # The title page is the first, and only that.
    assert [section.different_first_page_header_footer for section in word.sections] == [True] + [False] * (
        len(ways) - 1
    )


def test_header_and_footer_stand_on_pages_on_their_side_too() -> None:
    upright, on_side, after = lying(NARROW, WIDE, NARROW).sections
    for name in ("header", "footer"):
        one, other, last = (getattr(section, name).paragraphs[0] for section in (upright, on_side, after))
        assert one._p.xpath("string(.)") == other._p.xpath("string(.)") == last._p.xpath("string(.)") != ""
        stops = [(tab.alignment, tab.position) for tab in other.paragraph_format.tab_stops]
        margins = (on_side.page_width or 0) - (on_side.left_margin or 0) - (on_side.right_margin or 0)
        assert stops[-1] == (WD_TAB_ALIGNMENT.RIGHT, margins)


def test_other_tables_and_brief_documents_stay_upright() -> None:
    assert len(lying(Section("osa", text("Osa"), (TABLE,))).sections) == 1
    assert len(opened(replace(BRIEF, sections=(WIDE,))).sections) == 1


def test_only_a_row_that_no_page_can_hold_goes_on_overleaf() -> None:
    low, tall = (Row((Cell(tuple(Paragraph(text("rivi")) for _ in range(lines))),)) for lines in (20, 60))
    rows = opened(document_of(replace(TABLE, rows=(low, tall)))).tables[0]._tbl.tr_lst
    assert [bool(row.xpath("w:trPr/w:cantSplit")) for row in rows] == [True, True, False]


def test_a_link_into_a_table_names_its_number_once() -> None:
    items = tuple(ListItem((Run("ri", link="#rivi"), Run("vi", link="#rivi"))) for _ in range(2))
    word = lying(replace(NARROW, blocks=(BulletList(items), Table(text("Toinen"), (Column(text("x")),), ()))), WIDE)
    lines = [p._p.xpath("string(.)") for p in word.paragraphs if style(p) == "List Paragraph"]
    assert lines == ["rivi (taulukko\u00a02)", "rivi"]
    (instruction,) = (i for i in attributes(word, "w:fldSimple", "w:instr") if "REF" in i)
    assert instruction == r" REF table_2 \h "
    (mark,) = word.element.body.xpath("//w:bookmarkStart[@w:name='table_2']")
    assert "Taulukko 2" in mark.getparent().xpath("string(.)")


def test_names_in_cells_are_links_without_a_line_below() -> None:
    table = Table(text("Nimet"), (Column(text("Nimi")),), (Row((Cell((Paragraph((Run("osa", link="#osa"),)),)),)),))
    word = opened(document_of(table, Paragraph((Run("osa", link="#osa"),))))
    assert attributes(word, "w:rStyle", "w:val").count("NameLink") == 1
    assert attributes(word, "w:rStyle", "w:val").count("Hyperlink") == 1
    assert word.styles["Name Link"].font.underline is None


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("ohjelma ja -suunnitelma", 1),
        ("(-suunnitelma) tai -ohjelma", 2),
        ("sote-keskus ja työ- ja elinkeino", 0),
        ("-5 %, a - b", 0),
    ],
)
def test_a_line_never_ends_with_the_hyphen_of_half_a_word(written: str, held: int) -> None:
    word = opened(document_of(Paragraph(text(written))))
    paragraph = next(p for p in word.paragraphs if style(p) == "Body Text")
    assert paragraph.text == written
    assert len(list(paragraph._p.iter(qn("w:noBreakHyphen")))) == held


def test_a_range_of_years_stays_on_one_line() -> None:
    word = opened(document_of(Paragraph(text("vuosina 2026–2029 – ja 5–7-vuotiaat, a–b"))))
    paragraph = next(p for p in word.paragraphs if style(p) == "Body Text")
    # Word's own “no-width non break” behind the dash.
    assert paragraph.text == "vuosina 2026–\u200d2029 – ja 5–\u200d7-vuotiaat, a–b"


def test_remarks_never_stand_alone_overleaf() -> None:
    told, items = Paragraph(text("Tila.")), BulletList(tuple(ListItem(text(name)) for name in ("Eka", "Toka")))
    remarks = (Paragraph(text("Huomautus."), "small"), Paragraph(text("Lähde."), "small"))
    word = opened(document_of(told, told, *remarks, items, remarks[0]))
    kept = [(p.text, bool(p.paragraph_format.keep_with_next)) for p in word.paragraphs][-7:]
    names = ["Tila.", "Tila.", "Huomautus.", "Lähde.", "Eka", "Toka", "Huomautus."]
    assert kept == list(zip(names, [False, True, True, False, False, True, False], strict=True))


def test_what_explains_the_signs_of_a_table_stays_with_it() -> None:
    word = opened(document_of(replace(TABLE, rows=TABLE.rows * 2), Paragraph(text("* Tulkinta"), "small")))
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in word.tables[0].rows]
    assert kept[-1]


def test_what_leads_to_a_table_or_a_list_stays_with_it() -> None:
    words = [Paragraph(text(word)) for word in ("Laskentakaava", "Luvut ovat:", "Kohdat ovat:")]
    word = opened(document_of(*words[:2], TABLE, words[2], BulletList((ListItem(text("kohta")),))))
    kept = {p.text: p.paragraph_format.keep_with_next for p in word.paragraphs if style(p) == "Body Text"}
    assert kept == {"Laskentakaava": None, "Luvut ovat:": True, "Kohdat ovat:": True}


def test_lines_with_labels_stay_together() -> None:
    facts = [Paragraph((Run(f"{name}: ", strong=True), Run("arvo"))) for name in ("Toteuttaa", "Rahoitus", "Vastuu")]
    word = opened(document_of(Paragraph(text("Kuvaus")), *facts))
    kept = [p.paragraph_format.keep_with_next for p in word.paragraphs if style(p) == "Body Text"]
    assert kept == [None, True, True, None]


def hostile() -> Iterator[object]:
    nasty = 'a\x00b\x0b\x1bc\ud800\ufffe <w:p>&amp; {title} $1 \\ "x" *y* `z`\nuusi'
    yield Paragraph((Run(nasty, strong=True, emphasis=True, language="smn"),))
    yield BulletList((ListItem(text(nasty), (ListItem(text("b"), (ListItem(text("c"), (ListItem(text("d")),)),)),)),))
    yield Callout("draft", text(nasty), (BulletList((ListItem(text("x")),)), Paragraph(text("loppu"))))
    yield Callout("note", text("vain otsikko"))
    columns = (Column(text(nasty)), Column((), 3, "center"))
    yield Table(text(nasty), columns, (Row((Cell(()), Cell((BulletList((ListItem(text("x")),)),)))),), row_headers=True)
    yield Callout("note", text("taulukon jälkeen"))
    yield Chart("bar", text(nasty), (nasty,), (Series(nasty, (None,)),), nasty, ())
    yield Table(text("tyhjä"), columns, ())


def test_nothing_in_a_text_reaches_the_file_as_markup(tmp_path: Path) -> None:
    document = replace(document_of(*hostile()), title="a\x07 {footer} <b>", mark="{title}", county="\x01&<x>")
    data = write(document, DEFAULT, TEMPLATES)
    assert findings(data, tmp_path) == []
    word = docx.Document(io.BytesIO(data))
    assert any(p.text == 'abc <w:p>&amp; {title} $1 \\ "x" *y* `z` uusi' for p in word.paragraphs)
    assert word.core_properties.title == "a {footer} <b>"
    assert word.sections[0].header.paragraphs[0].text == "&<x>\t{title}"


def test_a_long_word_widens_its_column() -> None:
    words = Table((), (Column(text("Tavoite"), 9), Column(text("Tavoitetaso"), 1)), (Row((cell("x"), cell("y"))),))
    wide, narrow = shares(words)
    assert wide + narrow == pytest.approx(1)
    assert narrow > 0.14
    assert shares(replace(words, columns=(Column((), 2), Column((), 1)))) == pytest.approx([2 / 3, 1 / 3])


def test_charts_are_drawings_without_scripts() -> None:
    values = (Decimal("-1.50"), None, Decimal(3))
    for kind in ("bar", "line"):
        chart = Chart(
            kind, text("T"), ("a", "<b>", "c"), (Series("&", values), Series("x", values)), "%", text("Kasvaa")
        )
        root = etree.fromstring(charts.svg(chart, DEFAULT, "fi"))
        names = {etree.QName(element).localname for element in root.iter()}
        assert names <= {"svg", "title", "desc", "text", "rect", "path", "circle", "line"}
        assert root.get("aria-label") == root.findtext("{*}desc") == "Kasvaa"
        assert "−1,50" in " ".join(map(str, root.itertext()))


def test_same_bytes_forgets_when_a_file_was_made(data: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in reversed(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), old.read(name))
    again = same_bytes(out.getvalue(), "2025-12-15")
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert same_bytes(again, "2025-12-15") == again


def test_a_missing_pandoc_is_the_machines_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def looked_for(*names: str) -> None:
        pandoc.pandoc.cache_clear()
        monkeypatch.setattr(pandoc, "_candidates", lambda: [tmp_path / name for name in names])
        pandoc.pandoc()

    broken, old = tmp_path / "broken", tmp_path / "old"
    broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    old.write_text("#!/bin/sh\necho pandoc 2.19.2\n", encoding="utf-8")
    for file in (broken, old):
        file.chmod(0o755)
    try:
        with pytest.raises(pandoc.PandocMissing, match="not found"):
            looked_for("none")
        with pytest.raises(pandoc.PandocMissing, match="does not work"):
            looked_for("broken")
        with pytest.raises(pandoc.PandocMissing, match="too old"):
            looked_for("none", "old")
    finally:
        pandoc.pandoc.cache_clear()


def test_pandoc_is_not_taken_from_the_current_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".:{tmp_path}::/usr/bin")
    assert all(path.is_absolute() and path.parent != tmp_path for path in pandoc._candidates())


def test_a_table_wider_than_any_page_comes_in_pieces_that_begin_alike() -> None:
    columns = tuple(Column(text(f"Talousarviovuosi {number}")) for number in range(2020, 2034))
    rows = (Row(tuple(cell(f"{number} 123 456,0") for number in range(14)), "rivi"),)
    wide = Section("leveä", text("Leveä"), (Table(text("Luvut"), columns, rows, row_headers=True),))
    made = docx.Document(io.BytesIO(write(replace(SAMPLE, sections=(wide,)), DEFAULT, Templates())))
    heads = [[one.text for one in table.rows[0].cells] for table in made.tables]
    assert len(heads) > 1
    assert {head[0] for head in heads} == {"Talousarviovuosi 2020"}
    assert [name for head in heads for name in head[1:]] == [
        f"Talousarviovuosi {number}" for number in range(2021, 2034)
    ]
    assert len(made.element.xpath("//w:bookmarkStart[@w:name='rivi']")) == 1


def kept_with_next(*rows: str) -> list[bool]:
    """For each row of a table in a Word file whether it stays with the row after it."""
    table = Table(text("Taulukko"), (Column(text("Sana")),), tuple(Row((cell(row),)) for row in rows))
    made = opened(document_of(table, Paragraph(text("Loppu"))))
    return [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in made.tables[0].rows[1:]]


def test_a_short_table_stays_on_a_page() -> None:
    assert kept_with_next("yksi", "kaksi", "kolme") == [True, True, False]


def test_the_last_row_of_a_long_table_does_not_stand_alone_overleaf() -> None:
    assert kept_with_next(*["rivi"] * 20) == [False] * 18 + [True, False]


def test_long_rows_may_part() -> None:
    assert kept_with_next(*["pitkä rivi " * 100] * 3) == [False] * 3


def test_a_remark_below_a_heading_does_not_end_a_page() -> None:
    remark = Paragraph(text("Huomautus"), "small")
    made = opened(document_of(remark, Paragraph(text("Teksti")), remark))
    assert [one.paragraph_format.keep_with_next for one in made.paragraphs if style(one) == "Small Print"] == [
        True,
        None,
    ]


def test_key_figures_stay_together() -> None:
    made = opened(document_of(KeyFacts(tuple(Fact(text("5"), text("tavoitetta")) for _ in range(3)))))
    kept = [one.paragraph_format.keep_with_next for one in made.paragraphs if style(one) == "Short Key Fact"]
    assert kept == [True, True, None]
