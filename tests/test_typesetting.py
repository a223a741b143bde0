"""How a Document is made ready for typst: its letters, its tables and graphs, and the finished file."""

import io
import re
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from sample import SAMPLE, cell, text

from strategia.document.ast import (
    Arc,
    BulletList,
    Cell,
    Column,
    Graph,
    ListItem,
    Node,
    Paragraph,
    Row,
    Section,
    Sign,
    Table,
    plain,
)
from strategia.templates import Templates
from strategia.writers import graphs
from strategia.writers.columns import UPRIGHT, shares
from strategia.writers.fonts import characters
from strategia.writers.pieces import in_pieces
from strategia.writers.theme import DEFAULT
from strategia.writers.typesetting import drawings, tables
from strategia.writers.typesetting.data import Data
from strategia.writers.typesetting.finishing import finish
from strategia.writers.typesetting.letters import Letters

FONTS = characters(Templates())
LETTERS = Letters([FONTS["Fira Sans"], FONTS["Noto Emoji"]])


# --- letters ------------------------------------------------------------------------------


def test_the_shipped_font_has_the_letters_of_every_language_of_a_county() -> None:
    wanted = "åäöÅÄÖ áčđŋšŧžÁČĐŊŠŦŽ âæõ ǥǧǩʒǯʹʼ €§–—…”’»«·•→←≥≤−×½²³†±№"
    assert set(wanted) <= FONTS["Fira Sans"]
    assert LETTERS.fitted(wanted) == wanted


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Hei 😀👍🏽 ⚠️", "Hei 😀👍🏽 ⚠️"),
        ("1️⃣", "1"),
        ("中", "▯"),
        ("e\u0301\u20dd", "e\u0301"),
        ("\u0301alku", "alku"),
        ("sote\u2011alue", "sote-\u2060alue"),
        ("kaksi\nriviä", "kaksi riviä"),
        ("a\u202eb\x00c\ufeff", "abc"),
    ],
)
def test_a_character_without_a_glyph_becomes_a_box_or_goes(written: str, printed: str) -> None:
    assert LETTERS.fitted(written) == printed


def test_endless_words_get_places_to_break_and_long_ones_do_not() -> None:
    assert LETTERS.fitted("x" * 200).split("\u00ad") == ["x" * 8] * 25
    assert "\u200b" in LETTERS.fitted("tiedosto_" * 9)
    longest = "kolmivaihekilowattituntimittari"
    assert LETTERS.fitted(longest) == longest
    address = "https://www.esimerkki.fi/hyvinvointialue/strategia/liitteet/palvelustrategia"
    assert LETTERS.fitted(address) == address


def test_the_years_of_a_title_stand_on_one_line_and_no_word_of_it_is_broken() -> None:
    cover = replace(SAMPLE.cover, title="Hyvinvointialueen strategia 2026–2029")
    made: Any = Data(replace(SAMPLE, cover=cover), DEFAULT, LETTERS).whole()["document"]
    assert made["cover"]["titled"] == [("Hyvinvointialueen", ""), (" strategia ", ""), ("2026–2029", "keep")]


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ("Kaikki palvelukokonaisuudesta", [("Kaikki ", ""), ("palvelukokonaisuudes", "break"), ("ta", "")]),
        ("(7,2\u00a0%–6,2\u00a0%) nyt", [("(7,2\u00a0%–6,2\u00a0%)", "keep"), (" nyt", "")]),
    ],
)
def test_no_line_begins_with_the_last_two_letters_of_a_word_or_the_end_of_a_range(
    written: str, pieces: list[tuple[str, str]]
) -> None:
    document = replace(SAMPLE, sections=(Section("osa", text(written)),))
    made: Any = Data(document, DEFAULT, LETTERS).whole()["document"]
    assert made["sections"][0]["title"][0]["pieces"] == pieces


# --- tables -------------------------------------------------------------------------------


def _table(*rows: tuple[str, ...], widths: tuple[int, ...] = (1, 1, 1)) -> Table:
    columns = tuple(Column(text("Otsikko"), width) for width in widths)
    return Table((), columns, tuple(Row(tuple(cell(words) for words in row)) for row in rows))


def test_a_column_of_short_texts_is_as_wide_as_these_and_the_others_share_the_rest() -> None:
    told = "Palvelut ovat kaikkien asukkaiden saatavilla lähellä ja ajoissa. "
    widths = tables.column_widths(_table((told, "3,5", told * 4)), UPRIGHT)
    assert widths[1] is None
    first, last = (width for width in widths if width is not None)
    assert 0.2 < first < last
    assert first + last == pytest.approx(1)


def test_a_label_stays_on_one_line_where_the_other_columns_keep_their_room() -> None:
    label, told = "2024 (taloussuunnitelma)", "Palvelut ovat kaikkien saatavilla. " * 3
    assert tables.column_widths(_table((label, told, told)), UPRIGHT)[0] is None
    assert None not in tables.column_widths(_table(("Palvelujen kustannusvaikuttavuus", told, told)), UPRIGHT)


def test_columns_of_short_texts_share_the_page() -> None:
    name, number = tables.column_widths(_table(("Palvelujen kustannukset", "7"), widths=(1, 1)), UPRIGHT)
    assert name is not None
    assert number is not None
    assert name + number == pytest.approx(1)
    assert number > 0.2


def test_a_column_gives_what_it_has_to_spare_where_that_makes_the_rows_lower() -> None:
    money = "107,2\u00a0milj.\u00a0€ (7\u00a0riviä) (keksitty esimerkki)\u00a0*"
    row = Row((cell("Toimiva arki"), cell("Avataan päivystys"), cell(money)))
    columns = tuple(Column(text(name), width) for name, width in (("Linjaus", 3), ("Sisältö", 6), ("Rahoitus", 2)))
    first, second, third = shares(Table(text("Taulukko"), columns, (row,) * 3))
    assert first + second + third == pytest.approx(1)
    assert third > 0.3
    asked = [3 / 11, 6 / 11, 2 / 11]
    assert shares(Table(text("Taulukko"), columns, (Row((cell("a"), cell("b"), cell("c"))),))) == pytest.approx(asked)


def test_a_word_is_not_broken_in_row_after_row_where_other_columns_have_room() -> None:
    place, told = "Kuva Hyvinvointialuestrategia", "Osallistuminen on helppoa kaikille asukkaille ja henkilöstölle"
    *_, last = shares(_table(*[(told, told, place)] * 9, widths=(3, 4, 2)))
    assert last * UPRIGHT > len("Hyvinvointialuestrategia") + 2


def test_a_head_stays_on_one_line_where_other_columns_have_room() -> None:
    columns = (Column(text("Tavoite"), 8), Column(text("Rahaan asti"), 1))
    row = Row((cell("Palvelut ovat kaikkien asukkaiden saatavilla lähellä ja ajoissa. " * 2), cell("Katettu")))
    assert shares(Table((), columns, (row,)))[1] * UPRIGHT > len("Rahaan asti") + 2


def test_of_a_long_table_the_first_rows_tell_how_wide_columns_are() -> None:
    row = (
        "Toimiva arki",
        "Avataan päivystys",
        "107,2\u00a0milj.\u00a0€ (7\u00a0riviä) (keksitty esimerkki)\u00a0*" * 2,
    )
    assert shares(_table(*[row] * 900)) == shares(_table(*[row] * 200))


def test_a_table_without_columns_has_no_widths() -> None:
    assert tables.column_widths(Table((), (), ()), UPRIGHT) == []


def test_a_short_table_is_not_parted() -> None:
    assert tables.short(_table(*[("a", "b", "c")] * 12), UPRIGHT)
    assert not tables.short(_table(*[("a", "b", "c")] * 13), UPRIGHT)
    assert not tables.short(_table(("a", "Pitkä virke, joka toistuu. " * 40, "c")), UPRIGHT)


def test_rows_stay_whole_unless_they_are_longer_than_a_page_likes() -> None:
    long = "Pitkä virke, joka toistuu. " * 120
    assert tables.whole_rows(_table(("a", "b", "c"), ("a", long, "c")), UPRIGHT) == [True, False]
    spanning = Row((Cell(cell("a").blocks, rows=3), cell("b")))
    short = Table((), (Column(text("x")),) * 2, (spanning, Row((cell("b"),)), Row((cell("c"),))))
    assert tables.whole_rows(short, UPRIGHT) == [True] * 3
    items = Cell((BulletList(tuple(ListItem(text("kohta"), (ListItem(text("alakohta")),)) for _ in range(20))),))
    tall = replace(short, rows=(spanning, Row((items,)), Row((cell("c"),))))
    assert tables.whole_rows(tall, UPRIGHT) == [False] * 3


def test_pieces_of_a_table_hold_every_column_once_and_the_first_in_each() -> None:
    columns = tuple(Column(text(f"Hyvinvointialue {number}")) for number in range(20))
    rows = (
        Row(tuple(Cell(cell(f"r{number}").blocks, rows=2 if number in (0, 7) else 1) for number in range(20)), "rivi"),
        Row(tuple(cell(f"s{number}") for number in range(20) if number not in (0, 7))),
    )
    section = Section("osa", text("Osa"), (Table(text("Leveä"), columns, rows),))
    [whole] = in_pieces(replace(SAMPLE, sections=(section,))).sections
    pieces = [block for block in whole.blocks if isinstance(block, Table)]
    assert len(pieces) > 1
    assert plain(pieces[0].caption) == "Leveä"
    assert plain(pieces[1].caption).startswith("Leveä (jatkuu 2/")
    assert [piece.rows[0].anchor for piece in pieces] == ["rivi"] + [None] * (len(pieces) - 1)
    titles = [[plain(column.title) for column in piece.columns] for piece in pieces]
    assert {names[0] for names in titles} == {"Hyvinvointialue 0"}
    assert [name for names in titles for name in names[1:]] == [f"Hyvinvointialue {number}" for number in range(1, 20)]
    below = [_words(one) for piece in pieces for one in piece.rows[1].cells]
    assert below == [f"s{number}" for number in range(1, 20) if number != 7]


def _words(one: Cell) -> str:
    return "".join(plain(block.runs) for block in one.blocks if isinstance(block, Paragraph))


# --- graphs -------------------------------------------------------------------------------


def _graph(goals: int, *arcs: Arc) -> Graph:
    nodes = [Node(f"goal-{band}-{n}", "Tavoite " * 9, 0, band) for band in range(2) for n in range(goals)]
    nodes += [Node("shared", "Palvelu", 1), Node("part", "Osa", 1, within="shared"), Node("loose", "Irti", 2)]
    signs = (Sign("editor", "tulkinta"), Sign("sound", "lähteessä"), Sign(None, "†"))
    return Graph(text("Kuvio"), ("Tavoitteet", "Palvelut", "Rivit"), ("Yksi", "Kaksi"), tuple(nodes), arcs, (), signs)


def test_a_graph_that_fits_a_page_stays_whole() -> None:
    graph = _graph(2)
    assert drawings.pieces(graph) == [[graph]]


def test_a_tall_graph_comes_band_by_band_with_what_carries_each_and_then_the_rest() -> None:
    graph = _graph(9, Arc("part", "goal-0-1", "editor"), Arc("shared", "band-1"))
    first, second, rest = drawings.pieces(graph)
    assert [plain(piece.title) for piece in (*first, *second, *rest)] == ["Kuvio: Yksi", "Kuvio: Kaksi", "Kuvio"]
    assert [node.id for node in first[0].nodes][-2:] == ["shared", "part"]
    assert [node.id for node in second[0].nodes][-1] == "shared"
    assert second[0].arcs == (Arc("shared", "band-0"),)
    assert [sign.text for sign in first[0].legend] == ["tulkinta", "†"]
    assert [(node.id, node.layer) for node in rest[0].nodes] == [("loose", 0)]
    assert rest[0].layers == ("Rivit",)


def test_a_band_taller_than_a_page_comes_in_pieces_that_hold_every_node() -> None:
    graph = _graph(35)
    first, second, _ = drawings.pieces(graph)
    assert len(first) == len(second) > 1
    assert {node.id for piece in first for node in piece.nodes} == {f"goal-0-{number}" for number in range(35)}


def test_a_line_between_neighbours_of_the_first_column_stays_in_the_drawing() -> None:
    nodes = (Node("one", "Yksi", 0), Node("two", "Kaksi", 0))
    drawn = graphs.svg(Graph(text("Kuvio"), ("Palvelut",), (), nodes, (Arc("one", "two"),), ()), DEFAULT)
    start, bend, *_ = (float(point) for point in re.findall(r"[MC ]([\d.-]+) [\d.-]+", drawn.partition('<path d="')[2]))
    assert bend < start
    assert start / 4 + bend * 3 / 4 > 1


# --- the finished file --------------------------------------------------------------------


def _file(stream: bytes) -> bytes:
    """A small PDF with a stream, laid out as typst lays files out."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents 4 0 R>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    made, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries = b"0000000000 65535 f\r\n" + b"".join(b"%010d 00000 n\r\n" % offset for offset in offsets)
    end = b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)
    return made + b"xref\n0 5\n" + entries + end


def test_a_stream_that_ends_with_a_return_ends_unmistakably() -> None:
    written = _file(b"q Q\r")
    finished = finish(written, [])
    assert b"q Q\r\r\nendstream" in finished
    with pikepdf.open(io.BytesIO(finished)) as pdf:
        assert pdf.pages[0].Contents.read_raw_bytes() == b"q Q\r"
        assert not pdf.check_pdf_syntax()


def test_a_file_that_needs_nothing_stays_as_it_is() -> None:
    plain_file = _file(b"q Q")
    assert finish(plain_file, []) == plain_file
    assert finish(b"%PDF-2.0 laid out in another way", []) == b"%PDF-2.0 laid out in another way"
