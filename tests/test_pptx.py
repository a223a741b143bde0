"""The decks: read back with python-pptx and measured again from the saved file."""

import io
import json
import re
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.oxml.ns import qn
from sample import SAMPLE, cell, text

from strategia.document.ast import (
    BLOCKS,
    Block,
    BulletList,
    Callout,
    Card,
    Cards,
    Cell,
    Chart,
    Column,
    Cover,
    Document,
    Fact,
    KeyFacts,
    ListItem,
    Paragraph,
    Row,
    Run,
    Section,
    SectionRole,
    Series,
    Statement,
    Table,
    as_json,
    plain,
    walk_sections,
)
from strategia.templates import Templates
from strategia.writers import pptx
from strategia.writers.deck import fit
from strategia.writers.deck.flows import pages
from strategia.writers.deck.proof import misfits
from strategia.writers.deck.shapes import Grid
from strategia.writers.deck.slides import plan
from strategia.writers.deck.tables import table as table_flow
from strategia.writers.theme import DEFAULT, contrast

GOALS = (
    (
        "Lakisääteiset hoito- ja palvelutakuut toteutuvat kaikissa kunnissa, ja asiakas saa palvelun oikea-aikaisesti "
        "omalla äidinkielellään tai viittomakielellä."
    ),
    "Asiakkaidemme asiointi- ja palvelukokemus on hyvä, ja palautteeseen vastataan viiden arkipäivän kuluessa.",
    "Lähipalvelut, etäpalvelut ja liikkuvat palvelut muodostavat kokonaisuuden, joka turvaa yhdenvertaisuuden.",
)
INDICATORS = (
    "Hoitoon pääsy palveluittain (lakisääteisten määräaikojen toteutuminen)",
    "Asiointi- ja palvelukokemus (arvosana 1–5)",
    "Käsittelemättömien muistutusten ja kanteluiden lukumäärä",
)
PERSPECTIVES = (
    "Palvelujen saatavuus, saavutettavuus ja esteettömyys",
    "Asiakkaiden osallisuus ja vaikutusmahdollisuudet",
    "Monikanavaiset digitaaliset palvelut",
    "Palvelujen laatu sekä asiakas- ja potilasturvallisuus",
    "Saamelaisten kielelliset ja kulttuuriset oikeudet",
    "Kuntien ja järjestöjen kanssa tehtävä yhdyspintayhteistyö",
)
LONG_WORD = "hyvinvointialuestrategia" * 8 + "lopussa"


def _perspective(anchor: str, title: str, goals: int) -> Section:
    rows = tuple(
        row
        for goal in GOALS
        for row in (
            Row((Cell((Paragraph(text(goal)),), rows=2), cell(INDICATORS[0]), cell("72 %"), cell("100 %"))),
            Row((cell(INDICATORS[1]), cell("–"), cell("vähintään keskitasoa"))),
        )
    )
    columns = (
        Column(text("Tavoite"), 3),
        Column(text("Mittari"), 3),
        Column(text("Lähtötaso"), 1, "end"),
        Column(text("Taso"), 1),
    )
    items = tuple(ListItem(text(goal), tuple(ListItem(text(name)) for name in INDICATORS)) for goal in GOALS[:goals])
    blocks = (BulletList(items), Table(text("Tavoitteet ja mittarit"), columns, rows, row_headers=True))
    return Section(anchor, text(title), blocks, role="perspective")


def _priority(number: int, title: str) -> Section:
    below = tuple(_perspective(f"p{number}-{i}", name, 1 + (number + i) % 3) for i, name in enumerate(PERSPECTIVES))
    columns = (Column(text("Näkökulma"), 2), Column(text("Tavoite"), 4))
    rows = tuple(Row((cell(name), cell(GOALS[i % 3]))) for i, name in enumerate(PERSPECTIVES))
    blocks = (Paragraph(text("Vastaamme asukkaiden odotuksiin."), "lead"), Table(text("Näkökulmat"), columns, rows))
    notes = (Paragraph(text("Puhujalle: korosta yhdenvertaisuutta.")),)
    return Section(f"p{number}", text(title), blocks, below, "priority", f"Painopiste {number}", notes)


@cache
def large() -> Document:
    """A deck as large as Lapland's, with what is hard to fit."""
    names = (
        "Asiakaskokemus",
        "Henkilöstökokemus",
        "Vaikuttavuus ja yhteiskuntavastuu",
        "Kestävä talous",
        "Uudistuvat palvelut",
    )
    lines = tuple(ListItem(text(goal[:60])) for goal in GOALS * 2)
    values = Cards(
        tuple(
            Card(text(name), (BulletList(lines),))
            for name in ("Rohkeus", "Avoimuus", "Vastuullisuus", "Ihmisläheisyys")
        )
    )
    columns = (Column(text("Mittari"), 4), Column(text("Lähtötaso"), 1, "end"), Column(text("Lähde"), 2))
    rows = tuple(Row((cell(f"{INDICATORS[i % 3]} {i}"), cell(f"{i},5"), cell("Sotkanet"))) for i in range(30))
    endless = (
        Paragraph(text(LONG_WORD)),
        Cards((Card(text(LONG_WORD), (Paragraph(text(LONG_WORD)),)), Card(text("Toinen")))),
        Table(text("Sanat"), (Column(text("A")), Column(text("B"))), (Row((cell(LONG_WORD), cell("x"))),)),
    )
    tall = Table(
        text("Korkea"),
        (Column(text("Nimi")), Column(text("Teksti"), 3)),
        (Row((cell("Rivi"), cell(*GOALS * 9))),),
        row_headers=True,
    )
    overview = BulletList(tuple(ListItem(text(name)) for name in names), ordered=True)
    return replace(
        SAMPLE,
        sections=(
            Section("tiivis", text("Strategia yhdellä sivulla"), (overview,), role="overview"),
            Section("arvot", text("Arvot"), (values,), role="values"),
            *(_priority(i, name) for i, name in enumerate(names, start=1)),
            Section("mittarit", text("Mittarit"), (Table(text("Mittarit"), columns, rows),), role="indicators"),
            Section("sana", text("Pitkä sana"), endless),
            Section("korkea", text("Korkea rivi"), (tall,)),
            Section("otsikko", text(" ".join(GOALS)), (Paragraph(text("Teksti.")),)),
            Section("proosa", text("Proosaa"), (Paragraph(text(" ".join(GOALS * 9))),)),
            Section("alarivit", text("Alarivit"), (BulletList((ListItem(text("Emorivi"), lines * 12),)),)),
        ),
    )


def _random(seed: int) -> Document:
    """A deck of blocks thrown together."""
    dice = Random(seed)  # noqa: S311

    def words(most: int) -> str:
        pool = " ".join((*GOALS, *INDICATORS, LONG_WORD[: dice.choice((20, 30, 90))])).split()
        return " ".join(dice.choices(pool, k=dice.randint(1, most)))

    def prose() -> Paragraph:
        runs = tuple(
            Run(words(20) + " ", strong=dice.random() < 0.2, emphasis=dice.random() < 0.2)
            for _ in range(dice.randint(1, 4))
        )
        return Paragraph(runs, dice.choice(("body", "lead", "small")))

    def items(depth: int) -> tuple[ListItem, ...]:
        return tuple(
            ListItem(text(words(18)), items(depth - 1) if depth and dice.random() < 0.5 else ())
            for _ in range(dice.randint(1, 7))
        )

    def any_list(depth: int = 1) -> BulletList:
        return BulletList(items(depth), ordered=dice.random() < 0.3)

    def cell_list() -> BulletList:
        return any_list(0)

    def contents() -> Cell:
        return Cell(tuple(dice.choice((prose, cell_list))() for _ in range(dice.randint(0, 2))))

    def table() -> Table:
        columns = tuple(
            Column(text(words(3)), dice.randint(1, 4), dice.choice(("start", "end"))) for _ in range(dice.randint(1, 6))
        )
        rows: list[Row] = []
        for _ in range(dice.randint(1, 9)):
            height = dice.randint(1, 3)
            rows.append(Row((replace(contents(), rows=height), *(contents() for _ in columns[1:]))))
            rows += [Row(tuple(contents() for _ in columns[1:])) for _ in range(height - 1)]
        return Table(text(words(8)), columns, tuple(rows), row_headers=dice.random() < 0.5)

    def chart() -> Chart:
        categories = tuple(dict.fromkeys(words(3) for _ in range(dice.randint(1, 6))))
        series = tuple(
            Series(words(2), tuple(Decimal(dice.randint(-9, 99)) / 10 for _ in categories))
            for _ in range(dice.randint(1, 3))
        )
        return Chart(
            dice.choice(("bar", "line")), text(words(9)), categories, series, words(3), text(words(40)), text(words(9))
        )

    def block() -> Block:
        return dice.choice(
            (
                prose,
                lambda: any_list(2),
                table,
                chart,
                lambda: Callout(dice.choice(("draft", "note")), text(words(5)), (prose(), any_list())),
                lambda: Statement(text(words(40))),
                lambda: KeyFacts(tuple(Fact(text(words(3)), text(words(9))) for _ in range(dice.randint(1, 7)))),
                lambda: Cards(tuple(Card(text(words(6)), (prose(), any_list())) for _ in range(dice.randint(1, 8)))),
            )
        )()

    roles: tuple[SectionRole, ...] = ("plain", "statement", "values", "overview", "priority", "timeline", "closing")
    sections = tuple(
        Section(
            f"s{i}",
            text(words(25)),
            tuple(block() for _ in range(dice.randint(0, 4))),
            role=dice.choice(roles),
            label=words(12),
        )
        for i in range(6)
    )
    callouts = tuple(Callout("notice", text(words(4)), (prose(),)) for _ in range(dice.randint(0, 3)))
    facts = tuple((words(2), text(words(3))) for _ in range(dice.randint(0, 5)))
    cover = Cover(words(20), words(4), words(5), text(words(15)), facts, callouts)
    return replace(SAMPLE, sections=sections, cover=cover, mark=words(4))


@cache
def _saved(document: Document) -> bytes:
    return pptx.write(document, DEFAULT, Templates())


def _deck(document: Document) -> Any:
    return Presentation(io.BytesIO(_saved(document)))


DECKS = pytest.mark.parametrize(
    "document", [SAMPLE, large(), *map(_random, range(8))], ids=lambda d: f"{d.cover.title[:20]}"
)


# --- measuring again, from the saved file ------------------------------------------------------


def _text(node: Any) -> str:
    return "".join(found.text or "" for found in node.iter(qn("a:t")))


@cache
def _metrics() -> tuple[dict[str, dict[str, float]], float]:
    path = Path(pptx.__file__).with_name("carlito.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    faces = {
        name: {c: w / data["em"] for c, w in zip(data["characters"], ws, strict=True)}
        for name, ws in data["faces"].items()
    }
    return faces, data["line"] / data["em"]


def _letters(paragraph: Any) -> Iterator[tuple[str, float]]:
    """Each letter of a paragraph with its width in points."""
    for node in paragraph:
        if node.tag == qn("a:br"):
            yield "\n", 0.0
        if node.tag not in (qn("a:r"), qn("a:fld")):
            continue
        look = node.find(qn("a:rPr"))
        bold, italic = look.get("b") == "1", look.get("i") == "1"
        face = _metrics()[0][{(0, 0): "regular", (1, 0): "bold", (0, 1): "italic", (1, 1): "bold_italic"}[bold, italic]]
        for letter in node.find(qn("a:t")).text or "":
            yield letter, face.get(letter, 1.0) * int(look.get("sz")) / 100


def _lines(paragraph: Any, width: float) -> int:
    """How many lines the paragraph takes: greedy, breaking at spaces, hyphens and, by need, between letters."""
    lines, used = 1, 0.0
    letters = list(_letters(paragraph))
    for word in re.finditer(r"\n|(?:[^ \n-]|-(?![^\W\d_]))+-?|-| +", "".join(letter for letter, _ in letters)):
        wide = sum(w for _, w in letters[word.start() : word.end()])
        if word.group() == "\n":
            lines, used = lines + 1, 0.0
        elif word.group()[0] == " " or used + wide <= width:
            used += wide
        else:
            lines += 1 if used else 0
            lines += int(wide // width)
            used = wide % width
    return lines


def _section(section: Section) -> Any:
    """The slide of a section that needs only one."""
    deck = _deck(replace(SAMPLE, sections=(section,)))
    assert len(deck.slides) == 2
    return deck.slides[1]


def _text_height(body: Any, width: float) -> float:
    total = 0.0
    for paragraph in body.findall(qn("a:p")):
        look = paragraph.find(qn("a:pPr"))
        sizes = [int(node.get("sz", 0)) / 100 for node in paragraph.iter(qn("a:rPr"), qn("a:endParaRPr"))]
        indent = int(look.get("marL", 0)) / 12700 if look is not None else 0
        before = look.find(f"{qn('a:spcBef')}/{qn('a:spcPts')}") if look is not None else None
        total += _lines(paragraph, width - indent) * max(sizes) * _metrics()[1]
        total += int(before.get("val")) / 100 if before is not None else 0
    return total


def _frames(slide: Any) -> Iterator[tuple[str, Any, float, float]]:
    """Every text with a name, and the width and height it has."""
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text:
            frame = shape.text_frame
            width = shape.width - frame.margin_left - frame.margin_right
            yield (
                shape.name,
                frame._txBody,
                width / 12700,
                (shape.height - frame.margin_top - frame.margin_bottom) / 12700,
            )
        if not shape.has_table:
            continue
        rows = list(shape.table.rows)
        for number, row in enumerate(rows):
            for column, tc in zip(shape.table.columns, row._tr.tc_lst, strict=True):
                high = sum(r.height for r in rows[number : number + int(tc.get("rowSpan", 1))])
                margins = [int(tc.tcPr.get(side)) for side in ("marL", "marR", "marT", "marB")]
                body = tc.find(qn("a:txBody"))
                if _text(body):
                    yield (
                        "cell",
                        body,
                        (column.width - margins[0] - margins[1]) / 12700,
                        (high - margins[2] - margins[3]) / 12700,
                    )


@DECKS
def test_no_text_overflows_its_box(document: Document) -> None:
    seen = 0
    for number, slide in enumerate(_deck(document).slides, start=1):
        for name, body, width, height in _frames(slide):
            needed = _text_height(body, width)
            assert needed <= height + 0.6, (number, name, needed, height, _text(body)[:80])
            seen += 1
    assert seen > 20


@DECKS
def test_no_box_leaves_the_slide_or_lies_on_another(document: Document) -> None:
    deck = _deck(document)
    for number, slide in enumerate(deck.slides, start=1):
        boxes = []
        for shape in slide.shapes:
            left, top, right, bottom = shape.left, shape.top, shape.left + shape.width, shape.top + shape.height
            assert left >= 0, (number, shape.name)
            assert top >= 0, (number, shape.name)
            assert right <= deck.slide_width, (number, shape.name)
            assert bottom <= deck.slide_height, (number, shape.name)
            if not shape.name.startswith("Ornament"):
                boxes.append((shape.name, left, top, right, bottom))
        for i, (one, left, top, right, bottom) in enumerate(boxes):
            for other, x, y, x2, y2 in boxes[:i]:
                apart = left >= x2 - 6350 or x >= right - 6350 or top >= y2 - 6350 or y >= bottom - 6350
                assert apart, (number, one, other)


# --- nothing is lost ----------------------------------------------------------------------------


def _said(value: object) -> Iterator[str]:
    """Every text of a Document's JSON that is printed; graphs are not."""
    if isinstance(value, dict) and value.get("type") != "Graph":
        for key, item in value.items():
            if key in {"text", "label", "unit", "name", "footer", "mark", "kind", "county"} and isinstance(item, str):
                if not (key == "kind" and value["type"] in {"Chart", "Callout"}) and not (
                    key == "name" and value["type"] == "Document"
                ):
                    yield item
            elif key == "categories":
                yield from item
            else:
                yield from _said(item)
    elif isinstance(value, list):
        for item in value:
            yield from _said(item)


def _shown(document: Document) -> str:
    parts = []
    for slide in _deck(document).slides:
        for shape in slide.shapes:
            parts += [_text(body) for body in shape._element.iter(qn("a:p"))]
            if shape.has_chart:
                parts += [*shape.chart.plots[0].categories, *(s.name for s in shape.chart.plots[0].series)]
        if slide.has_notes_slide:
            parts.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(parts)


@DECKS
def test_every_word_is_in_the_deck(document: Document) -> None:
    shown = Counter(re.findall(r"\w+", _shown(document)))
    wanted = {word for words in _said(as_json(document)) for word in re.findall(r"\w+", words)}
    # A word wider than the slide may be split over two slides.
    missing = {word for word in wanted if not shown[word] and len(word) < 80}
    assert len(wanted) > 50
    assert not missing


def test_long_content_is_split_and_nothing_of_it_lost() -> None:
    shown = re.sub(r"\s+", " ", _shown(large()))
    for i in range(30):
        assert f"{INDICATORS[i % 3]} {i}" in shown
    titles = [slide.shapes.title.text_frame.text for slide in _deck(large()).slides]
    assert "Mittarit (jatkuu 2/3)" in titles
    assert shown.count(GOALS[1]) >= sum(1 for _ in range(5 * 6))


def test_a_split_list_repeats_what_its_lines_belong_to() -> None:
    slides = [s for s in _deck(large()).slides if s.shapes.title.text_frame.text.startswith("Alarivit")]
    assert len(slides) > 1
    assert all(
        "Emorivi" in shape.text_frame.text for s in slides for shape in s.shapes if shape.name.startswith("Body")
    )


def test_a_split_table_repeats_its_header_and_the_spanning_cell() -> None:
    rows = tuple(
        row
        for i in range(8)
        for row in (
            Row((replace(cell(f"Ryhmä {i}"), rows=3), cell(GOALS[0]))),
            Row((cell(GOALS[1]),)),
            Row((cell(GOALS[2]),)),
        )
    )
    table = Table(text("Ryhmät"), (Column(text("Ryhmä")), Column(text("Tavoite"))), rows, row_headers=True)
    made = replace(SAMPLE, sections=(Section("r", text("Ryhmät"), (table,)),))
    tables = [shape.table for slide in _deck(made).slides for shape in slide.shapes if shape.has_table]
    assert len(tables) > 1
    for part in tables:
        assert part.first_row
        assert part.first_col
        assert part.cell(0, 0).text_frame.text == "Ryhmä"
        assert part.cell(1, 0).text_frame.text.startswith("Ryhmä ")
    assert sum(len(part.rows) - 1 for part in tables) == len(rows)


def test_events_stand_along_a_line_with_their_times() -> None:
    rows = tuple(Row((cell(f"{month}/2026"), cell(f"Vaihe {month}"))) for month in range(1, 5))
    table = Table(text("Aikajana"), (Column(text("Milloin")), Column(text("Mitä"), 3)), rows, row_headers=True)
    slide = _section(Section("t", text("Aikajana"), (table,), role="timeline"))
    boxes = {shape.name.split()[0]: shape for shape in slide.shapes}
    assert [s.text_frame.text for s in slide.shapes if s.name.startswith("Event")] == [
        f"Vaihe {n}" for n in range(1, 5)
    ]
    assert boxes["Time"].left < boxes["Event"].left
    assert not any(shape.has_table for shape in slide.shapes)


def test_steps_of_a_follow_up_stand_side_by_side() -> None:
    items = tuple(ListItem((Run(name, strong=True), Run(" seuraa."))) for name in ("Valtuusto", "Hallitus", "Johto"))
    slide = _section(Section("f", text("Seuranta"), (BulletList(items, ordered=True),), role="timeline"))
    steps = [shape for shape in slide.shapes if re.fullmatch(r"Step \d+", shape.name)]
    assert [step.text_frame.paragraphs[0].text for step in steps] == ["Valtuusto", "Hallitus", "Johto"]
    assert len({step.top for step in steps}) == 1


def test_a_few_goals_fill_the_slide() -> None:
    """The fewer there are, the higher each stands."""
    heights = []
    for count in (5, 3, 1):
        items = tuple(ListItem(text(f"Tavoite {number} toteutuu")) for number in range(count))
        slide = _section(Section("p", text("Painopiste"), (BulletList(items),), role="priority"))
        heights.append(next(shape.height for shape in slide.shapes if shape.name.startswith("Bar")))
    assert heights == sorted(heights)
    assert heights[0] < heights[-1]


def test_a_table_below_a_header_that_fills_the_room_comes_to_an_end() -> None:
    columns = (Column(text("Nimi")), Column(text("pitkä" * 40)))
    rows = tuple(Row((cell(f"Rivi {number}"), cell(str(number)))) for number in range(3))
    made = pages(
        (table_flow(Table(text("Taulukko"), columns, rows, row_headers=True), 20, 160, text("Dia"), "Taulukko"),), 90
    )
    grids = [shape for page in made for drawing in page.drawings for shape in drawing.shapes if isinstance(shape, Grid)]
    shown = [plain(para.runs) for grid in grids for row in grid.rows[1:] for one in row for para in one.paras]
    assert shown == ["Rivi 0", "0", "Rivi 1", "1", "Rivi 2", "2"]


def test_a_table_is_split_before_its_text_becomes_too_small() -> None:
    rows = tuple(Row((cell(f"Tavoite {n}"), cell(GOALS[n % 3], GOALS[(n + 1) % 3]))) for n in range(8))
    table = Table(text("T"), (Column(text("Tavoite")), Column(text("Kuvaus"), 3)), rows, row_headers=True)
    made = replace(SAMPLE, sections=(Section("t", text("Taulukko"), (table,)),))
    slides = [slide for slide in _deck(made).slides if any(shape.has_table for shape in slide.shapes)]
    sizes = {
        int(node.get("sz")) for s in slides for t in s.shapes if t.has_table for node in t._element.iter(qn("a:rPr"))
    }
    assert len(slides) > 1
    assert min(sizes) >= 1200


def _budget(rows: int) -> Section:
    """A table of fourteen columns of euros with no-break spaces."""
    columns = (Column(text("Toimiala"), 2), *(Column(text(f"TA {year}"), 1, "end") for year in range(2020, 2034)))
    euros = [cell(f"{number}23\u00a0456\u00a0789") for number in range(1, 15)]
    made = tuple(Row((cell(f"Toimiala {number} ja sen pitkä nimi"), *euros)) for number in range(rows))
    return Section("budget", text("Talousarvio"), (Table(text("Talousarvio"), columns, made, row_headers=True),))


def test_a_table_wider_than_a_slide_goes_on_with_its_first_column_and_no_number_breaks() -> None:
    document = replace(SAMPLE, sections=(_budget(12),))
    assert misfits(document) == ()
    tables = [shape.table for slide in _deck(document).slides for shape in slide.shapes if shape.has_table]
    heads = [[made.text for made in table.rows[0].cells] for table in tables]
    assert len(heads) == 2
    assert [head[0] for head in heads] == ["Toimiala", "Toimiala"]
    assert [name for head in heads for name in head[1:]] == [f"TA {year}" for year in range(2020, 2034)]
    # As many columns in each leave room for names.
    assert len(heads[0]) == len(heads[1])


def test_pieces_of_a_small_wide_table_stand_on_one_slide() -> None:
    slide = _section(_budget(3))
    assert sum(shape.has_table for shape in slide.shapes) == 2


def test_a_no_break_space_is_as_wide_as_a_space() -> None:
    for face in (Run("1 000"), Run("1 000", strong=True), Run("1 000", emphasis=True)):
        assert fit.width((replace(face, text="1\u00a0000"),), 12) == fit.width((face,), 12)


def test_pages_are_balanced() -> None:
    counts = [len(shape.table.rows) for s in _deck(large()).slides for shape in s.shapes if shape.has_table][-5:]
    indicator_rows = [
        len(shape.table.rows)
        for s in _deck(large()).slides
        for shape in s.shapes
        if shape.has_table and s.shapes.title.text_frame.text.startswith("Mittarit")
    ]
    assert counts
    assert max(indicator_rows) - min(indicator_rows) <= 1


# --- accessibility ------------------------------------------------------------------------------


@DECKS
def test_each_slide_has_a_title_of_its_own_that_comes_first(document: Document) -> None:
    titles = []
    for slide in _deck(document).slides:
        assert slide.shapes.title is not None
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id
        titles.append(" ".join(slide.shapes.title.text_frame.text.split()).casefold())
    assert all(titles)
    assert len(set(titles)) == len(titles)


@DECKS
def test_every_run_has_a_language(document: Document) -> None:
    seen = Counter[str]()
    for slide in _deck(document).slides:
        roots = [slide._element, *([slide.notes_slide.notes_text_frame._txBody] if slide.has_notes_slide else [])]
        for root in roots:
            for node in root.iter(qn("a:r"), qn("a:fld")):
                assert node.find(qn("a:rPr")) is not None
            for node in root.iter(qn("a:rPr"), qn("a:endParaRPr")):
                seen[node.get("lang")] += 1
    assert None not in seen
    assert set(seen) <= {"fi-FI", "se-FI"}
    if document is SAMPLE:
        # Once on the slide and once in its notes.
        assert seen["se-FI"] == 2


@pytest.mark.parametrize(("language", "tag"), [("sv", "sv-FI"), ("en", "en-GB")])
def test_the_language_of_the_document_is_everywhere(language: str, tag: str) -> None:
    deck = _deck(replace(SAMPLE, language=language))
    assert deck.core_properties.language == tag
    tags = {node.get("lang") for slide in deck.slides for node in slide._element.iter(qn("a:rPr"), qn("a:endParaRPr"))}
    assert tags == {tag, "se-FI"}


@DECKS
def test_charts_and_tables_have_text_alternatives_and_ornaments_say_so(document: Document) -> None:
    seen = Counter[str]()
    for slide in _deck(document).slides:
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(set(ids)) == len(ids)
        for shape in slide.shapes:
            properties = shape._element.xpath(".//p:cNvPr")[0]
            if shape.has_chart or shape.has_table:
                assert properties.get("descr")
                seen["described"] += 1
            elif not shape.text_frame.text:
                assert (
                    'decorative" val="1"' in properties.getparent().getparent().xml
                    or "adec:decorative" in shape._element.xml
                )
                seen["decorative"] += 1
            assert shape._element.find(qn("p:style")) is None
    assert seen


def test_every_slide_but_the_cover_has_footer_number_and_mark() -> None:
    for index, slide in enumerate(_deck(SAMPLE).slides):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert SAMPLE.mark in texts
        fields = [node.get("type") for node in slide._element.iter(qn("a:fld"))]
        assert (SAMPLE.footer in texts, fields) == ((True, ["slidenum"]) if index else (False, []))


# --- what is inside -----------------------------------------------------------------------------


def test_the_sample_holds_every_block() -> None:
    kinds = {type(block) for _, section in walk_sections(SAMPLE.sections) for block in section.blocks}
    assert kinds >= set(BLOCKS)


def test_charts_are_native_and_hold_their_values() -> None:
    charts = [shape.chart for slide in _deck(SAMPLE).slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 2
    line, bar = charts
    # Years keep their distances: 2010, 2020 and 2023 stand in a row of fourteen.
    assert list(line.plots[0].categories) == [str(year) for year in range(2010, 2024)]
    assert [v for v in line.plots[0].series[0].values if v is not None] == [5.6, 10.4, 10.9]
    assert list(bar.plots[0].categories) == ["Asiakaskokemus", "Henkilöstökokemus", "Vaikuttavuus"]
    assert list(bar.plots[0].series[0].values) == [14, 14, 27]
    assert all(int(node.get("val")) > 0 for chart in charts for node in chart._chartSpace.iter(qn("c:axId")))
    assert all(not chart.has_title for chart in charts)


def _bars(categories: int, series: int) -> Section:
    """A chart of bars with values from a quarter up, on a slide of its own."""
    names = tuple(f"Kunta {number}" for number in range(categories))
    found = tuple(Series(f"S{s}", tuple(Decimal(n + s + 1) / 4 for n in range(categories))) for s in range(series))
    return Section("c", text("Kunnat"), (Chart("bar", text("Kunnat"), names, found, "t€", text("Näin.")),))


def test_a_chart_with_many_categories_goes_on_in_the_same_scale() -> None:
    slides = list(_deck(replace(SAMPLE, sections=(_bars(40, 1),))).slides)[1:]
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) > 2
    assert [name for chart in charts for name in chart.plots[0].categories] == [f"Kunta {n}" for n in range(40)]
    assert len({(chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) for chart in charts}) == 1
    assert charts[0].value_axis.maximum_scale > 10


def test_numbers_of_a_chart_have_the_comma_of_the_decks_language() -> None:
    for language, mark in (("fi", "[$-40B]"), ("sv", "[$-81D]"), ("en", "[$-809]")):
        deck = _deck(replace(SAMPLE, language=language, sections=(_bars(3, 1),)))
        (chart,) = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
        codes = {node.text for node in chart._chartSpace.iter(qn("c:formatCode"))}
        codes |= {node.get("formatCode") for node in chart._chartSpace.iter(qn("c:numFmt"))} - {"General"}
        assert codes == {f"{mark}#,##0.00"}


def test_series_of_bars_differ_without_colour() -> None:
    deck = _deck(replace(SAMPLE, sections=(_bars(2, 4),)))
    (chart,) = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    grounds = [next(iter(series._element.spPr)) for series in chart.plots[0].series]
    looks = [ground.get("prst") if ground.tag == qn("a:pattFill") else "solid" for ground in grounds]
    assert looks[0] == "solid"
    assert len(set(looks)) == 4


def test_the_values_of_every_chart_are_in_the_notes() -> None:
    slide = _section(_bars(3, 2))
    assert "Kunta 1: S0 0,5; S1 0,75" in slide.notes_slide.notes_text_frame.text


def _line(names: list[str]) -> Section:
    series = tuple(Series(name, (Decimal(61), None, Decimal("72.5"))) for name in names)
    times = ("2023", "2024", "2025")
    chart = Chart("line", text("Hoitoon pääsy"), times, series, "%", text("Näin."), category="Vuosi")
    return Section("c", text("Hoitoon pääsy"), (chart, Paragraph(text("Luvut ovat arvioita."))))


def _grids(slide: Any) -> list[list[list[str]]]:
    tables = (shape.table for shape in slide.shapes if shape.has_table)
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def test_the_values_of_a_chart_stand_in_a_table_beside_it() -> None:
    slide = _section(_line(["Oma alue"]))
    assert any(shape.has_chart for shape in slide.shapes)
    assert _grids(slide) == [[["Vuosi", "Oma alue (%)"], ["2023", "61"], ["2024", "–"], ["2025", "72,5"]]]
    plot, table = (next(s for s in slide.shapes if getattr(s, kind)) for kind in ("has_chart", "has_table"))
    assert table.left > plot.left + plot.width
    assert "Luvut ovat arvioita." in "".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_a_unit_that_is_the_name_of_the_series_is_told_once() -> None:
    chart = Chart("bar", text("Raha"), ("2025",), (Series("milj. €", (Decimal(5),)),), "milj. €", text("Näin."))
    (table,) = _grids(_section(Section("c", text("Raha"), (chart,))))
    assert table[0][1] == "milj. €"


def test_where_a_side_is_too_short_the_takeaway_stands_above_the_chart_and_small_print_below_it() -> None:
    names = tuple(f"Painopiste {number}" for number in range(7))
    takeaway = text("Eniten rahaa kohdistuu peruspalveluihin ja niiden saatavuuden parantamiseen. " * 3)
    money = (Series("milj. €", tuple(Decimal(number) for number in range(7))),)
    chart = Chart("bar", text("Raha"), names, money, "milj. €", takeaway)
    made_up = Callout("notice", text("Mukana keksittyjä tietoja"), (Paragraph(text("Osa luvuista on keksitty.")),))
    small = Paragraph(text("Luvut on pyöristetty."), "small")
    slide = _section(Section("c", text("Raha"), (chart, made_up, small)))
    plot, table = (next(s for s in slide.shapes if getattr(s, kind)) for kind in ("has_chart", "has_table"))
    said = {s.text_frame.text: s for s in slide.shapes if s.has_text_frame}
    assert next(s for words, s in said.items() if words.startswith("Eniten rahaa")).top < plot.top
    assert said["Luvut on pyöristetty."].top > plot.top
    assert table.left > plot.left + plot.width
    assert next(s for words, s in said.items() if words.startswith("Mukana keksittyjä")).left >= table.left


def test_values_that_find_no_room_beside_their_chart_have_a_slide_of_their_own() -> None:
    names = [f"Hyvinvointialueiden keskiarvo {number}" for number in range(5)]
    chart, values = list(_deck(replace(SAMPLE, sections=(_line(names),))).slides)[1:]
    assert _grids(chart) == []
    assert "Luvut ovat arvioita." in "".join(s.text_frame.text for s in chart.shapes if s.has_text_frame)
    assert values.shapes.title.text_frame.text == "Hoitoon pääsy: luvut"
    assert _grids(values)[0][0] == ["Vuosi", *names]


def test_each_part_of_a_chart_of_many_categories_has_its_own_values_beside_it() -> None:
    slides = [slide for slide in _deck(replace(SAMPLE, sections=(_bars(30, 1),))).slides if _grids(slide)]
    assert len(slides) > 1
    told = [row[0] for slide in slides for row in _grids(slide)[0][1:]]
    assert told == [f"Kunta {number}" for number in range(30)]


def test_the_line_of_a_target_has_no_number_at_every_point() -> None:
    series = (Series("Oma", (Decimal(61), Decimal(72))), Series("Tavoite", (Decimal(80), Decimal(80))))
    chart = Chart("line", text("Hoitoon pääsy"), ("2024", "2025"), series, "%", text("Näin."))
    slide = _section(Section("c", text("Hoitoon pääsy"), (chart,)))
    (made,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    labelled = [bool(series._element.findall(qn("c:dLbls"))) for series in made.plots[0].series]
    assert labelled == [True, False]


def test_the_frame_of_a_slide_is_read_last() -> None:
    deck = _deck(large())
    for number, slide in enumerate(list(deck.slides)[1:], start=2):
        names = [shape.name.split()[0] for shape in slide.shapes]
        assert names[0] == "Title", number
        assert names[-2:] == ["Footer", "Number"], number


def test_only_web_and_mail_addresses_become_links() -> None:
    runs = (
        Run("verkko", link="https://example.org/ä?a=1&b=2"),
        Run("posti", link="mailto:a@example.org"),
        Run("skripti", link="javascript:alert(1)"),
        Run("levy", link="file:///etc/passwd"),
    )
    deck = _deck(replace(SAMPLE, sections=(Section("a", text("Linkit"), (Paragraph(runs),)),)))
    links = {
        r.text: r.hyperlink.address
        for s in deck.slides[1].shapes
        if s.has_text_frame
        for p in s.text_frame.paragraphs
        for r in p.runs
    }
    assert links["verkko"] == "https://example.org/ä?a=1&b=2"
    assert links["posti"] == "mailto:a@example.org"
    assert links["skripti"] is None
    assert links["levy"] is None


def test_control_characters_and_markup_are_only_text() -> None:
    nasty = "a\x00\x0b\ud800b <b>&amp; {{x}} ]]>"
    chart = Chart("bar", text(nasty), (nasty, "c"), (Series(nasty, (Decimal(1), None)),), nasty, text(nasty))
    section = Section("a", text(nasty), (Paragraph(text(nasty)), chart), label=nasty, notes=(Paragraph(text(nasty)),))
    made = replace(SAMPLE, sections=(section,), title=nasty, footer=nasty, mark=nasty, county=nasty)
    deck = _deck(made)
    assert deck.slides[1].shapes.title.text_frame.text == "ab <b>&amp; {{x}} ]]>"
    assert deck.core_properties.title == "ab <b>&amp; {{x}} ]]>"


def test_properties_name_the_county_and_no_person_or_clock() -> None:
    properties = _deck(SAMPLE).core_properties
    assert (properties.title, properties.author, properties.language) == (SAMPLE.title, SAMPLE.county, "fi-FI")
    assert properties.last_modified_by == SAMPLE.county
    assert properties.subject == SAMPLE.description
    assert properties.created.isoformat()[:10] == properties.modified.isoformat()[:10] == "2025-12-15"
    assert b"python-pptx" not in _saved(SAMPLE)


def test_notes_say_what_the_slide_shows_and_what_the_speaker_adds() -> None:
    notes = {
        s.shapes.title.text_frame.text: s.notes_slide.notes_text_frame.text
        for s in _deck(large()).slides
        if s.has_notes_slide
    }
    assert notes["Asiakaskokemus"].startswith("Vastaamme asukkaiden odotuksiin.")
    assert notes["Asiakaskokemus"].endswith("Lisäksi:\nPuhujalle: korosta yhdenvertaisuutta.")
    # A title that is cut stands whole below it.
    long = next(title for title in notes if title.endswith("…"))
    assert " ".join(GOALS) in notes[long]


def test_numbers_of_priorities_are_the_documents_own() -> None:
    names = Cards((Card(text("1 Asiakas")), Card(text("3 Talous"))))
    deck = _deck(replace(SAMPLE, sections=(Section("a", text("Painopisteet"), (names,), role="overview"),)))
    texts = [shape.text_frame.text for shape in deck.slides[1].shapes if shape.name.startswith(("Number", "Bar"))]
    assert texts[:4] == ["1", "Asiakas", "3", "Talous"]
    unnumbered = Cards((Card(text("Asiakas")), Card(text("Talous"))))
    deck = _deck(replace(SAMPLE, sections=(Section("a", text("Painopisteet"), (unnumbered,), role="overview"),)))
    texts = [shape.text_frame.text for shape in deck.slides[1].shapes if shape.name.startswith("Bar")]
    assert texts == ["Asiakas", "Talous"]


def test_the_few_goals_of_a_priority_are_bars_and_quantities_are_no_labels() -> None:
    goals = BulletList((ListItem(text("1.1 Asiointi on sujuvaa")), ListItem(text("1.3 Kanava on kaikkien"))))
    quantities = BulletList((ListItem(text("12 kuukautta")), ListItem(text("30 asemaa"))))
    for block, expected in (
        (goals, ["1.1", "Asiointi on sujuvaa", "1.3", "Kanava on kaikkien"]),
        (quantities, ["12 kuukautta", "30 asemaa"]),
    ):
        deck = _deck(replace(SAMPLE, sections=(Section("a", text("Painopiste"), (block,), role="priority"),)))
        shapes = [shape for shape in deck.slides[1].shapes if shape.name.startswith(("Number", "Bar"))]
        assert [shape.text_frame.text for shape in shapes if not shape.is_placeholder] == expected


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pptx.write(SAMPLE, DEFAULT, Templates()) == _saved(SAMPLE)
    assert pptx.write(large(), DEFAULT, Templates()) == _saved(large())


def test_a_document_without_sections_is_a_cover() -> None:
    assert len(plan(replace(SAMPLE, sections=(), mark=None, date=None))) == 1


def test_the_reference_file_is_what_its_tool_makes() -> None:
    path = Path(__file__).parents[1] / "tools/make_reference_pptx.py"
    spec = spec_from_file_location("make_reference_pptx", path)
    assert spec
    assert spec.loader
    tool = module_from_spec(spec)
    spec.loader.exec_module(tool)
    made, kept = (zipfile.ZipFile(io.BytesIO(data)) for data in (tool.build(DEFAULT), tool.TARGET.read_bytes()))
    assert made.namelist() == kept.namelist()
    assert all(made.read(name) == kept.read(name) for name in made.namelist())
    assert len(Presentation(str(tool.TARGET)).slides) == 0


def test_texts_can_be_read_on_their_grounds() -> None:
    pairs = [
        ("ink", "paper"),
        ("primary", "paper"),
        ("primary", "tint"),
        ("accent", "paper"),
        ("on_primary", "primary"),
    ]
    for one, other in [*pairs, ("tint", "primary"), ("ink", "tint"), ("accent", "tint_accent")]:
        assert contrast(getattr(DEFAULT, one), getattr(DEFAULT, other)) >= 4.5, (one, other)


def test_a_deck_is_made_quickly() -> None:
    _saved(SAMPLE)
    started = time.process_time()
    pptx.write(SAMPLE, DEFAULT, Templates())
    assert time.process_time() - started < 1


@pytest.mark.parametrize("name", ["sample", "large", "reference"])
def test_the_validator_has_no_findings(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.pptx"
    reference = Templates().path(pptx.REFERENCE)
    path.write_bytes(reference.read_bytes() if name == "reference" else _saved(SAMPLE if name == "sample" else large()))
    result = validate_pptx(path)
    assert not result.errors, result.errors[:5]
