"""What carries the goals out: measures and programmes."""

from collections.abc import Sequence

from strategia.document.ast import (
    Block,
    BulletList,
    Card,
    Cards,
    ListItem,
    Paragraph,
    Run,
    Section,
)
from strategia.document.phrasing import Phrasing, lead_in
from strategia.model.measures import Measure, MeasureKind, Programme

KINDS: tuple[MeasureKind, ...] = ("flagship", "must_win", "normal", "saving")
"""The kinds of measures, in the order in which they are printed."""


def measure_item(phrasing: Phrasing, measure: Measure, served: str | None = None) -> ListItem:
    """A measure as a line of a list, its means below it."""
    words = phrasing.marked(measure.text, measure)
    below = [phrasing.item(point) for point in measure.means]
    if details := _details(phrasing, measure):
        # The means end the sentence that the text begins; what is said of the measure comes after them.
        if below:
            below.append(ListItem((Run(details),)))
        else:
            words = (*words, Run(f" ({details})"))
    if served is not None and phrasing.workspace.link_source(measure, served) == "editor":
        words = (*words, phrasing.editor_mark())
    return ListItem((*words, *phrasing.aside(measure)), tuple(below), phrasing.anchor(measure.id))


def _details(phrasing: Phrasing, measure: Measure) -> str:
    """Who is responsible for a measure and when it is due, in words; empty when nothing is known."""
    details = []
    if measure.owner is not None:
        details.append(phrasing.term("measure.owner", owner=phrasing.plain(measure.owner)))
    if measure.due is not None:
        details.append(phrasing.term("measure.due", due=phrasing.words.time(measure.due.text)))
    elif measure.year is not None and measure.kind != "flagship":
        details.append(str(measure.year))
    if measure.no_cost is not None:
        details.append(f"{phrasing.term('funding.none')}: {phrasing.plain(measure.no_cost)}")
    return "; ".join(details)


def measure_blocks(phrasing: Phrasing, measures: Sequence[Measure], served: str) -> tuple[Block, ...]:
    """The measures that serve a goal: a list for each kind, led in by the name of the kind."""
    found: list[Block] = []
    for kind in KINDS:
        items = tuple(measure_item(phrasing, m, served) for m in measures if m.kind == kind)
        if items:
            found += [lead_in(phrasing.heading(kind, f"measures.{kind}")), BulletList(items)]
    return tuple(found)


def loose_measures(phrasing: Phrasing) -> tuple[Section, ...]:
    """The measures that have not been printed with what they serve: flagships as cards, the rest as lists."""
    loose = [measure for measure in phrasing.workspace.measures if not phrasing.is_printed(measure.id)]
    found = []
    for kind in KINDS:
        chosen = [measure for measure in loose if measure.kind == kind]
        if not chosen:
            continue
        years = sorted({measure.year for measure in chosen if measure.year is not None})
        title = phrasing.heading(kind, f"measures.{kind}")
        # A heading of the county's own says what it wants to say.
        if years and title == phrasing.label(f"measures.{kind}"):
            title = (*title, Run(f" {phrasing.words.period(years[0], years[-1])}"))
        blocks: tuple[Block, ...]
        if any(measure.means for measure in chosen):
            blocks = (Cards(tuple(_measure_card(phrasing, measure) for measure in chosen)),)
        else:
            blocks = (BulletList(tuple(measure_item(phrasing, measure) for measure in chosen)),)
        found.append(Section(phrasing.section_anchor(f"s-{kind.replace('_', '-')}"), title, blocks, role="values"))
    return tuple(found)


def _measure_card(phrasing: Phrasing, measure: Measure) -> Card:
    blocks: list[Paragraph | BulletList] = [*phrasing.bullets(measure.means)]
    if details := _details(phrasing, measure):
        blocks.append(Paragraph((Run(details),), "small"))
    blocks += phrasing.remarks(measure)
    return Card(phrasing.marked(measure.text, measure), tuple(blocks), phrasing.anchor(measure.id))


def programmes(phrasing: Phrasing) -> tuple[Section, ...]:
    """The programmes with the guidelines for drafting them."""
    if not phrasing.workspace.programmes:
        return ()
    below = programme_sections(phrasing, phrasing.workspace.programmes)
    return (Section(phrasing.section_anchor("s-programmes"), phrasing.heading("programmes"), (), below),)


def programme_sections(phrasing: Phrasing, found: Sequence[Programme]) -> tuple[Section, ...]:
    """A section for each programme."""
    sections = []
    for programme in found:
        blocks: list[Block] = []
        if programme.focus is not None:
            blocks.append(phrasing.paragraph(programme.focus, "lead"))
        blocks += phrasing.paragraphs(programme.text)
        blocks += phrasing.bullets(programme.guidelines)
        blocks += phrasing.remarks(programme)
        title = phrasing.marked(programme.title, programme)
        sections.append(Section(phrasing.section_anchor(programme.id), title, tuple(blocks), role="programme"))
    return tuple(sections)
