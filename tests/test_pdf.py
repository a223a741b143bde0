"""What the PDF writer promises: read back with pikepdf, checked against PDF/UA-1 and PDF/A-2a."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import page
import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import SAMPLE, cell, text

from strategia.document.ast import (
    Arc,
    Block,
    BulletList,
    Callout,
    Card,
    Cards,
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
    Statement,
    Table,
    walk_sections,
)
from strategia.templates import Templates
from strategia.writers.pdf import write
from strategia.writers.theme import DEFAULT, Logo

TEMPLATES = Templates()
BRIEF = replace(SAMPLE, contents=False)
ENDLESS = "hyvinvointialuestrategia" * 9
LONG = "Tämä on pitkä virke, joka toistuu. " * 400
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@cache
def made(document: Document) -> bytes:
    return write(document, DEFAULT, TEMPLATES)


@cache
def opened(document: Document) -> pikepdf.Pdf:
    return read(made(document))


def read(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def document_of(*blocks: Block) -> Document:
    return replace(SAMPLE, sections=(Section("osa", text("Osa"), blocks),))


def findings(data: bytes) -> list[str]:
    profiles = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in profiles]
    assert all(report.rules.total > 100 for report in reports)
    return [f"{failure.rule_id}: {failure.message}" for report in reports for failure in report.failures]


def elements(pdf: pikepdf.Pdf, kind: str = "") -> Iterator[pikepdf.Dictionary]:
    """The elements of the structure in reading order, of one kind if asked."""

    def below(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            if not kind or kind == element.S:
                yield element
            for child in element.get("/K", []):
                yield from below(child)

    for child in pdf.Root.StructTreeRoot.K:
        yield from below(child)


def page_of(element: pikepdf.Object) -> tuple[int, int]:
    """Which page the first words of an element stand on."""
    while "/Pg" not in element:
        kids = element.K
        element = kids[0] if isinstance(kids, pikepdf.Array) else kids
    number, generation = element.Pg.objgen
    return number, generation


def attribute(element: pikepdf.Dictionary, name: str) -> str | None:
    """An attribute of an element of the structure."""
    return next((str(part[name]) for part in element.get("/A", []) if name in part), None)


# --- standards ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "document",
    [
        SAMPLE,
        BRIEF,
        replace(SAMPLE, language="sv", mark=None, date=None),
        replace(SAMPLE, language="en"),
        replace(SAMPLE, language="sms"),
        replace(SAMPLE, sections=(), date=None),
    ],
    ids=["whole", "brief", "swedish", "english", "skolt", "empty"],
)
def test_a_file_is_accessible_and_archivable_at_once(document: Document) -> None:
    assert findings(made(document)) == []


def test_the_validator_sees_what_is_missing() -> None:
    plain = typst.compile(b"Teksti", format="pdf", pdf_tags=False)
    assert any("PDFUA1-TAGGED" in finding for finding in findings(plain))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write(SAMPLE, DEFAULT, TEMPLATES) == write(SAMPLE, DEFAULT, TEMPLATES)
    assert write(BRIEF, DEFAULT, TEMPLATES) == write(BRIEF, DEFAULT, TEMPLATES)


def test_times_come_from_the_document_else_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    def dated(document: Document) -> str:
        pdf = read(write(document, DEFAULT, TEMPLATES))
        return str(pdf.docinfo.CreationDate)

    undated = replace(SAMPLE, date=None)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert dated(SAMPLE).startswith("D:20251215000000")
    assert dated(undated).startswith("D:19700101000000")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    assert dated(SAMPLE).startswith("D:20251215000000")
    assert dated(undated).startswith("D:20250101000000")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "eilen")
    assert dated(undated).startswith("D:19700101000000")


def test_every_font_is_embedded_and_shipped() -> None:
    names = set()
    for thing in opened(SAMPLE).objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            assert "/FontFile2" in thing
            names.add(str(thing.FontName).partition("+")[2])
    assert {"FiraSans-Regular", "FiraSans-Bold", "FiraSans-Italic"} <= names
    folder = TEMPLATES.path("fonts/FiraSans-Regular.ttf").parent
    assert all((folder / f"{name}.ttf").exists() for name in names)
    families = {file.stem.partition("-")[0] for file in folder.glob("*.ttf")}
    assert {file.stem.partition("-")[0] for file in folder.glob("*-OFL.txt")} == families


# --- what a reader is told ----------------------------------------------------------------


def test_properties_name_title_county_and_language() -> None:
    pdf = opened(SAMPLE)
    assert str(pdf.docinfo.Title) == SAMPLE.title
    assert str(pdf.docinfo.Author) == SAMPLE.county
    assert str(pdf.docinfo.Subject) == SAMPLE.description
    assert pdf.Root.Lang == "fi-FI"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert all(one.Tabs == "/S" for one in pdf.pages)


def test_tags_are_marked_as_such_and_nothing_else_is_said_of_them() -> None:
    # Poppler calls it an error that `Suspects`, which is false where it is not said, is said to be false.
    assert dict(opened(SAMPLE).Root.MarkInfo) == {"/Marked": True}


def test_bookmarks_follow_the_sections() -> None:
    with opened(SAMPLE).open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert titles == [
        ("Visio", []),
        ("Arvot", []),
        ("Painopiste 1 · Asiakaskokemus", ["Toimenpiteet"]),
        ("Toimintaympäristö", []),
    ]


@pytest.mark.parametrize("callouts", [0, 3, 5])
def test_the_cover_is_a_page_however_much_stands_on_it(callouts: int) -> None:
    box = Callout("notice", text("Huomautus"), (Paragraph(text("Keksitty esimerkki. " * 6)),))
    facts = tuple((f"Tieto {number}", text("arvo")) for number in range(8))
    cover = replace(SAMPLE.cover, facts=facts, callouts=(box,) * callouts)
    contents = opened(replace(SAMPLE, cover=cover)).pages[1]
    assert len(contents.Annots) > 2


def test_contents_are_links_to_pages() -> None:
    pdf = opened(SAMPLE)
    assert len(list(elements(pdf, "/TOCI"))) == 6 == len(list(walk_sections(SAMPLE.sections)))
    told = [str(link.Contents) for link in pdf.pages[1].Annots]
    assert told[0].strip() == "”Visio” sivu 3"
    assert not list(elements(opened(replace(SAMPLE, sections=SAMPLE.sections[:1])), "/TOC"))


def test_headings_are_nested_and_none_is_skipped() -> None:
    found = [str(e.S) for e in elements(opened(SAMPLE)) if re.fullmatch(r"/H\d|/Title", str(e.S))]
    assert found == ["/Title", "/H1", "/H1", "/H1", "/H2", "/H3", "/H1"]
    deep: tuple[Section, ...] = ()
    for level in range(9, 0, -1):
        deep = (Section(f"osa-{level}", text(str(level)), sections=deep),)
    assert findings(made(replace(SAMPLE, sections=deep))) == []


def test_tables_have_headers_of_columns_and_of_rows() -> None:
    pdf = opened(SAMPLE)
    tables = list(elements(pdf, "/Table"))
    assert len(tables) == 3
    scopes = [attribute(header, "/Scope") for header in elements(pdf, "/TH")]
    assert scopes[:6] == ["/Column"] * 4 + ["/Row"] * 2
    assert scopes.count("/Row") == 2 + 3 + 3
    assert len(list(elements(pdf, "/THead"))) == 3
    spanning = next(header for header in elements(pdf, "/TH") if attribute(header, "/RowSpan"))
    assert attribute(spanning, "/RowSpan") == "2"


def test_a_first_column_that_heads_nothing_holds_cells() -> None:
    columns = (Column(text("Vuosi")), Column(text("Arvo")))
    plain = Table(text("Luvut"), columns, (Row((cell("2025"), cell("3"))),))
    pdf = opened(document_of(plain, replace(plain, row_headers=True), plain))
    scopes = [[attribute(cell, "/Scope") for cell in elements(pdf, kind)] for kind in ("/TH", "/TD")]
    assert scopes == [["/Column"] * 4 + ["/Row"] + ["/Column"] * 2, [None] * 5]


def test_drawings_say_what_they_show() -> None:
    told = [str(figure.Alt) for figure in elements(opened(SAMPLE), "/Figure")]
    assert told == [
        "Osuus on kasvanut 5,6 prosentista 10,9 prosenttiin vuosina 2010–2023.",
        "Vaikuttavuudella on eniten mittareita, 27.",
        "Kuka kantaa. Yksi tavoite.",
    ]


@pytest.mark.parametrize("kind", ["svg", "png"])
@pytest.mark.parametrize("document", [SAMPLE, BRIEF], ids=["whole", "brief"])
def test_the_logo_of_a_county_stands_on_the_cover_and_says_what_it_shows(kind: str, document: Document) -> None:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle cx="4" cy="4" r="4"/></svg>'
    logo = Logo(drawn if kind == "svg" else PNG, "svg" if kind == "svg" else "png", 8, 8, (("fi", "Tunnus"),))
    data = write(document, replace(DEFAULT, logo=logo), TEMPLATES)
    assert findings(data) == []
    assert str(next(elements(read(data), "/Figure")).Alt) == "Tunnus"


def languages(document: Document) -> set[str]:
    """The languages that pieces of text on the pages are marked with."""
    marked = [
        part.operands[1]
        for one in opened(document).pages
        for part in pikepdf.parse_content_stream(one)
        if str(part.operator) == "BDC"
    ]
    return {str(mark.Lang) for mark in marked if "/Lang" in mark}


def test_words_in_another_language_are_marked() -> None:
    assert languages(SAMPLE) == {"fi-FI", "se-FI"}
    assert languages(replace(SAMPLE, language="sv")) == {"sv-FI", "se-FI"}
    # The tool does not speak Inari Sámi: its own words stay Finnish.
    assert languages(replace(SAMPLE, language="smn")) == {"smn-FI", "se-FI", "fi-FI"}


def test_links_lead_to_the_web_to_mail_and_into_the_document() -> None:
    runs = (
        Run("a", link="javascript:alert(1)"),
        Run("b", link="file:///etc/passwd"),
        Run("c", link="#nowhere"),
        Run("d", link="https://esimerkki.fi/x y"),
        Run("e", link="https://esimerkki.fi/"),
        Run("f", link="mailto:kirjaamo@esimerkki.fi"),
        Run("g", link="#osa"),
    )
    annotations = opened(document_of(Paragraph(runs))).pages[1].Annots
    assert [str(link.A.URI) for link in annotations if "/A" in link] == [
        "https://esimerkki.fi/",
        "mailto:kirjaamo@esimerkki.fi",
    ]
    assert len(annotations) == 3


# --- texts are data -----------------------------------------------------------------------


def test_no_text_becomes_code_or_markup() -> None:
    hostile = '#panic("x") $x$ `y` *b* _c_ <osa> @osa \\ // = - + ~ #sys.inputs'
    document = replace(document_of(Paragraph(text(hostile))), title=hostile, footer=hostile, mark=hostile)
    document = replace(document, sections=(replace(document.sections[0], title=text(hostile)),))
    with opened(document).open_outline() as outline:
        assert [item.title for item in outline.root] == [hostile]
    assert str(opened(document).docinfo.Title) == hostile


def test_templates_can_read_nothing_but_their_data(tmp_path: Path) -> None:
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "document.typ").write_text('#read("/etc/hostname")', encoding="utf-8")
    with pytest.raises(typst.TypstError, match="not found"):
        write(SAMPLE, DEFAULT, Templates(tmp_path))


def test_a_template_of_ones_own_replaces_one_of_ours(tmp_path: Path) -> None:
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "graph.typ").write_text("#let block(it, blocks) = []", encoding="utf-8")
    pdf = read(write(SAMPLE, DEFAULT, Templates(tmp_path)))
    assert len(list(elements(pdf, "/Figure"))) == 2


def test_templates_take_colours_and_fonts_from_the_theme() -> None:
    files = list((TEMPLATES.folders[-1] / "pdf").glob("*.typ"))
    assert len(files) > 9
    for file in files:
        source = file.read_text(encoding="utf-8")
        assert not re.search(r'rgb\("|luma\(|cmyk\(|\b(red|blue|black|white|gray)\b', source), file.name
        assert not re.search(r'font: "', source), file.name


# --- what no page was made for ------------------------------------------------------------

ROW = Row((cell("a"), cell("b")))
TWO = (Column(text("Yksi")), Column(text("Kaksi")))


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(text(ENDLESS)),
        Paragraph(text("x" * 200)),
        Statement(text(ENDLESS)),
        Cards((Card(text(ENDLESS), (Paragraph(text(LONG)),)), Card(text("b")))),
        KeyFacts((Fact(text("9" * 60), text(ENDLESS)),)),
        Callout("draft", text(ENDLESS), (Paragraph(text(LONG)),)),
        Table(text(ENDLESS), TWO, (Row((cell("q" * 200), cell(ENDLESS))),)),
        Table(text("Pitkä rivi"), TWO, (Row((cell("a"), cell(LONG))), ROW)),
        Table(text("Pitkä otsikko"), (Column(text(LONG)), Column(text("b"))), (ROW,) * 9),
        Table(text("Yli"), TWO, (Row((Cell(cell("a").blocks, rows=9), cell("b"))), Row((cell("c"),)))),
        Table(text("Tyhjä"), TWO, ()),
        Table((), (), ()),
        Chart("bar", text("😀"), ("中文", "b"), (Series("中", (Decimal(1), None)),), "中", text("中文 😀")),
        Paragraph(
            text("Buore dearvvašvuohta, ǩeâll ʹ ǥ ǯ ʒ 😀👍🏽 1️⃣ 🇫🇮 中文 العربية \u202e \x00 \ufffe ☐ a\u0301\u0323 ‑")
        ),
    ],
    ids=lambda block: type(block).__name__,
)
def test_whatever_is_written_becomes_a_sound_file(block: Block) -> None:
    assert findings(made(document_of(block))) == []


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=9))
def test_no_character_breaks_a_file(words: list[str]) -> None:
    runs = tuple(Run(word, strong=bool(len(word) % 2), emphasis=len(word) > 5) for word in words)
    write(document_of(Paragraph(runs), Statement(runs)), DEFAULT, TEMPLATES)


def test_a_table_wider_than_the_page_stands_on_its_side_with_its_heading() -> None:
    columns = tuple(Column(text(f"Hyvinvointialue {number}")) for number in range(7))
    row = Row(tuple(cell("hyvinvointialue") for _ in columns))
    pages = opened(document_of(Paragraph(text("Alku")), Table(text("Leveä"), columns, (row,)))).pages
    assert [one.MediaBox[2] > one.MediaBox[3] for one in pages] == [False, True]


def test_neighbours_that_lie_on_their_side_share_a_page() -> None:
    columns = tuple(Column(text(f"Hyvinvointialue {number}")) for number in range(7))
    table = Table(text("Leveä"), columns, (Row(tuple(cell("hyvinvointialue") for _ in columns)),))
    sections = (
        Section("a", text("Luku"), (table,)),
        Section("b", text("Otsikko ilman tekstiä"), (), (Section("c", text("Alaluku"), (table,)),)),
        Section("d", text("Pysty"), (Paragraph(text("Loppu")),)),
    )
    pages = opened(replace(BRIEF, sections=sections)).pages
    assert [one.MediaBox[2] > one.MediaBox[3] for one in pages] == [False, True, False]


def test_a_heading_with_a_list_goes_with_the_table_that_lies_on_its_side() -> None:
    columns = tuple(Column(text(f"Hyvinvointialue {number}")) for number in range(7))
    table = Table(text("Leveä"), columns, (Row(tuple(cell("hyvinvointialue") for _ in columns)),))
    words = (Paragraph(text("Yhteiset"), "lead_in"), BulletList((ListItem(text("Kohta")),)))
    pages = opened(document_of(*words, table)).pages
    assert [one.MediaBox[2] > one.MediaBox[3] for one in pages] == [False, True]


def test_a_map_that_just_misses_the_foot_of_a_page_is_set_a_little_smaller(tmp_path: Path) -> None:
    (tmp_path / "pdf").mkdir()
    ours = (TEMPLATES.folders[-1] / "pdf" / "graph.typ").read_text(encoding="utf-8")
    (tmp_path / "pdf" / "graph.typ").write_text(re.sub(r"\b\d\d%", "100%", ours), encoding="utf-8")
    goals = tuple(Node(f"t{number}", "Tavoite", 1) for number in range(12))
    arcs = tuple(Arc(goal.id, "arki") for goal in goals)
    nodes = (Node("arki", "Toimiva arki", 0), *goals)
    graph = Graph(text("Kartta"), ("Painopiste", "Tavoitteet"), (), nodes, arcs, text("Tavoitteita on 12."), tree=True)
    gained = []
    for lines in range(14, 24):
        facts = KeyFacts((Fact(text("12"), text("tavoitetta")),))
        document = document_of(*[Paragraph(text("Rivi."))] * lines, facts, graph)
        gained.append(len(read(write(document, DEFAULT, Templates(tmp_path))).pages) - len(opened(document).pages))
    assert set(gained) == {0, 1}


def test_the_text_before_key_figures_stays_with_them() -> None:
    facts = KeyFacts((Fact(text("12"), text("tavoitetta")),))
    parted = set()
    for lines in range(24, 40):
        pdf = opened(document_of(*[Paragraph(text("Rivi."))] * lines, facts))
        *_, first, second, value, name = (page_of(element) for element in elements(pdf, "/P"))
        assert second == value == name
        parted.add(first != second)
    assert parted == {False, True}


def test_what_explains_the_signs_of_a_table_never_stands_alone_overleaf() -> None:
    note = Paragraph(text("* Yhteys on laatijan tulkinta."), "small")
    lengths = set()
    for tall in range(12):
        rows = tuple(Row((cell("a " * (90 if place < tall else 1)), cell("b"))) for place in range(32))
        table = Table(text("Taulukko"), (Column(text("A")), Column(text("B"))), rows)
        without, noted = (len(opened(document_of(*blocks)).pages) for blocks in ((table,), (table, note)))
        assert noted == without
        lengths.add(noted)
    assert len(lengths) > 1


def test_a_table_wider_than_any_page_continues_and_repeats_its_first_column() -> None:
    columns = tuple(Column(text(f"Hyvinvointialue {number}")) for number in range(30))
    row = Row(tuple(cell("hyvinvointialue") for _ in columns))
    pdf = opened(document_of(Table(text("Leveä"), columns, (row,), row_headers=True)))
    headers = [attribute(header, "/Scope") for header in elements(pdf, "/TH")]
    tables = len(list(elements(pdf, "/Table")))
    assert tables > 2
    assert headers.count("/Column") == 29 + tables
    assert headers.count("/Row") == tables
