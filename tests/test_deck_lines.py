"""Lines of a deck: where they end, how long and how high they are."""

import io
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from pptx import Presentation
from sample import SAMPLE, cell, text

from strategia.document.ast import (
    Block,
    BulletList,
    Card,
    Cards,
    Column,
    Document,
    ListItem,
    Paragraph,
    Row,
    Run,
    Section,
    Statement,
    Table,
    plain,
)
from strategia.templates import Templates
from strategia.writers import pptx
from strategia.writers.deck import fit
from strategia.writers.deck.fit import Para
from strategia.writers.deck.shapes import BODY_HEIGHT, Box, Shape
from strategia.writers.deck.slides import plan
from strategia.writers.deck.text import clean
from strategia.writers.theme import DEFAULT


def document(*blocks: Block, **more: Any) -> Document:
    """A deck of one section with these blocks."""
    return replace(SAMPLE, sections=(Section("s", text("Osio"), blocks, **more),))


def drawn(*blocks: Block, **more: Any) -> list[Any]:
    """The shapes of the section's slide, read back from the saved file."""
    saved = pptx.write(document(*blocks, **more), DEFAULT, Templates())
    return list(Presentation(io.BytesIO(saved)).slides[1].shapes)


def planned(*blocks: Block, **more: Any) -> tuple[Shape, ...]:
    """The shapes of the section's slide as planned."""
    return plan(document(*blocks, **more))[1].shapes


@pytest.mark.parametrize("kept", ["-suunnitelma", "2026–2029", "(2026–2029)"])
def test_what_belongs_together_begins_a_line_where_other_programs_would_part_it(kept: str) -> None:
    words = f"Meillä on strategia ja {kept}"
    # One line is a little too short for all of it, and its beginning would fit.
    para, measure = Para(text(words), 12), fit.width(text(words), 12) - 1
    assert plain(fit.broken(para, measure).runs) == f"Meillä on strategia ja\n{kept}"
    assert fit.broken(para, measure + 9) == para


def test_boxes_and_cells_hold_the_breaks_that_keep_words_together() -> None:
    long = "-osaamista ja " * 60
    cells = Table(text("Taulukko"), (Column(text("Otsikko")),), (Row((cell(long),)),))
    shapes = drawn(Paragraph(text(long)), cells)
    (held,) = (shape.table.cell(1, 0).text_frame for shape in shapes if shape.has_table)
    body = next(shape.text_frame for shape in shapes if shape.has_text_frame and len(shape.text_frame.text) > 200)
    for frame in (held, body):
        lines = frame.text.split("\v")
        assert len(lines) > 1
        assert all(line.startswith("-osaamista") and line.rstrip().endswith("ja") for line in lines)


def test_no_line_begins_with_a_dash_and_no_number_loses_its_unit() -> None:
    assert plain(clean(text("Arki – yhdessä, 41,4 milj. €, 31 %, 78 082 ja § 87"))) == (
        "Arki\u00a0– yhdessä, 41,4\u00a0milj.\u00a0€, 31\u00a0%, 78\u00a0082 ja §\u00a087"
    )
    # A line may end between two years, and a list of numbers stays one.
    assert plain(clean(text("vuonna 2023 kaksi, 12 ja 2026 –2029"))) == "vuonna 2023 kaksi, 12 ja 2026 –2029"


SLOGAN = "Hyvinvointi, terveys ja turvallisuus sekä hyvä arki kaikille alueen asukkaille – yhdessä tehden"
LARGE = {
    "Statement": (Section("s", text("Osio"), (Statement(text(SLOGAN)),), role="statement"), "Statement"),
    "Bar": (Section("s", text("Osio"), (BulletList((ListItem(text(SLOGAN)),)),), role="priority"), "Bar"),
    "Title": (Section("s", text(SLOGAN), (Paragraph(text("Arki")),)), "Title"),
}


@pytest.mark.parametrize(("section", "name"), LARGE.values(), ids=LARGE)
def test_large_text_has_lines_of_about_one_length(section: Section, name: str) -> None:
    shapes = plan(replace(SAMPLE, sections=(section,)))[1].shapes
    (box,) = (shape for shape in shapes if isinstance(shape, Box) and shape.name == name)
    assert shorter(box) > 0.7


def test_the_title_of_a_cover_leaves_no_years_alone() -> None:
    titled = replace(SAMPLE, cover=replace(SAMPLE.cover, title="Päijät-Hämeen hyvinvointialueen strategia 2023–2025"))
    (box,) = (shape for shape in plan(titled)[0].shapes if isinstance(shape, Box) and shape.name == "Title")
    assert shorter(box) > 0.5


def shorter(box: Box) -> float:
    """How long the shortest line of a box is, of the longest; the text takes more than one."""
    (para,) = box.paras
    words = plain(para.runs)
    starts = [0, *fit._line_starts(para, box.width - box.insets[0] - box.insets[2]), len(words)]
    lengths = [fit.width(text(words[start:end]), 1) for start, end in pairwise(starts)]
    assert len(lengths) > 1
    return min(lengths) / max(lengths)


def test_evened_lines_are_no_more_and_break_no_word() -> None:
    para = Para(text("Hyvinvointialuestrategiatyöryhmäkokousmuistio on tehty"), 30)
    assert fit.evened(para, 200) == 200
    for measure in (640, 900):
        narrow = fit.evened(para, measure)
        assert fit.lines(para, narrow) == fit.lines(para, measure)
        assert fit.widest_word((para,)) <= narrow <= measure


def test_rows_of_a_table_are_as_high_in_every_program() -> None:
    cells = Table(text("Taulukko"), (Column(text("Otsikko")),), (Row((cell("Arki"),)),))
    (table,) = (shape.table for shape in drawn(cells) if shape.has_table)
    (para,) = table.cell(1, 0).text_frame.paragraphs
    assert para.line_spacing.pt == pytest.approx(para.runs[0].font.size.pt * fit.line(), abs=0.01)


def test_five_priorities_with_a_sentence_each_are_read_from_afar() -> None:
    sentence = "Panostamme toiminnassamme vaikuttavuuteen, hyvään laatuun ja kustannustehokkuuteen. "
    cards = Cards(
        tuple(Card(text(f"{n}. Painopiste"), (Paragraph(text(sentence * (1 + n % 2))),)) for n in range(1, 6))
    )
    bars = [shape for shape in planned(cards, role="overview") if isinstance(shape, Box) and shape.name == "Bar"]
    assert len(bars) == 5
    assert min(para.size for bar in bars for para in bar.paras) >= 13


def test_a_few_words_and_cards_do_not_hang_at_the_top() -> None:
    cards = Cards(tuple(Card(text(name), ()) for name in ("Vastuullisuus", "Avoimuus", "Luotettavuus")))
    shapes = planned(Paragraph(text("Arvot toteutetaan yhdessä tekemällä")), cards)
    body = [shape for shape in shapes if shape.name in {"Body", "Card"}]
    below = 490 - max(shape.y + shape.height for shape in body)
    assert min(shape.y for shape in body) - 128 > 0.1 * BODY_HEIGHT
    assert below < 0.6 * BODY_HEIGHT


def test_a_list_of_words_stays_at_the_top() -> None:
    shapes = planned(BulletList((ListItem(text("Arki")), ListItem(text("Talous")))))
    assert min(shape.y for shape in shapes if shape.name == "Body") == 128


def test_a_step_does_not_begin_with_the_colon_after_who_takes_it() -> None:
    who = (Run("Aluevaltuusto", strong=True), Run(": Arvioi strategian"))
    shapes = planned(BulletList((ListItem(who), ListItem(text("Johto"))), ordered=True), role="timeline")
    (first, _) = (shape for shape in shapes if isinstance(shape, Box) and shape.name == "Step")
    assert [plain(para.runs) for para in first.paras] == ["Aluevaltuusto", "Arvioi strategian"]
