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
    Runs,
    Section,
)
from strategia.document.phrasing import Phrasing, lead_in
from strategia.model.links import links, target
from strategia.model.measures import Measure, MeasureKind, Programme

KINDS: tuple[MeasureKind, ...] = ("flagship", "must_win", "normal", "saving")
"""The kinds of measures, in the order in which they are printed."""


def measure_item(phrasing: Phrasing, measure: Measure, served: str | None = None) -> ListItem:
    """A measure as a line of a list, its means below it."""
    words = phrasing.marked(measure.text, measure)
    details = [phrasing.plain(measure.owner)] if measure.owner is not None else []
    if measure.due is not None:
        details.append(phrasing.words.time(measure.due.text))
    if details:
        words = (*words, Run(f" ({', '.join(details)})"))
    if served is not None and phrasing.workspace.link_source(measure, served) == "editor":
        words = (*words, phrasing.editor_mark())
    if measure.note is not None:
        words = (*words, Run(" "), *phrasing.runs(measure.note))
    return ListItem(words, tuple(phrasing.item(point) for point in measure.means), phrasing.anchor(measure.id))


def measure_sections(phrasing: Phrasing, measures: Sequence[Measure], served: str) -> tuple[Section, ...]:
    """The measures that serve an entity, one section for each kind."""
    found = []
    for kind in KINDS:
        items = tuple(measure_item(phrasing, m, served) for m in measures if m.kind == kind)
        if items:
            title = phrasing.heading(kind, f"measures.{kind}")
            found.append(Section(phrasing.section_anchor(f"{served}-{kind}"), title, (BulletList(items),)))
    return tuple(found)


def measure_blocks(phrasing: Phrasing, measures: Sequence[Measure], served: str) -> tuple[Block, ...]:
    """The measures that serve a goal: a list for each kind, led in by the name of the kind."""
    found: list[Block] = []
    for kind in KINDS:
        items = tuple(measure_item(phrasing, m, served) for m in measures if m.kind == kind)
        if items:
            found += [lead_in(phrasing.heading(kind, f"measures.{kind}")), BulletList(items)]
    return tuple(found)


def loose_measures(phrasing: Phrasing) -> tuple[Section, ...]:
    """The measures that serve the whole strategy or nothing named: flagships as cards, the rest as lists."""
    loose = [m for m in phrasing.workspace.measures if {target(link).root for link in links(m.serves)} <= {"strategy"}]
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
    blocks: tuple[Paragraph | BulletList, ...] = (*phrasing.bullets(measure.means), *phrasing.remarks(measure))
    return Card(phrasing.marked(measure.text, measure), blocks, phrasing.anchor(measure.id))


def programmes(phrasing: Phrasing) -> tuple[Section, ...]:
    """The programmes with the guidelines for drafting them."""
    if not phrasing.workspace.programmes:
        return ()
    below = []
    for programme in phrasing.workspace.programmes:
        blocks: list[Block] = []
        if programme.focus is not None:
            blocks.append(phrasing.paragraph(programme.focus, "lead"))
        blocks += phrasing.paragraphs(programme.text)
        blocks += phrasing.bullets(programme.guidelines)
        if programme.decided_by is not None:
            blocks.append(Paragraph(_decided(phrasing, programme), "small"))
        blocks += phrasing.remarks(programme)
        title = phrasing.marked(programme.title, programme)
        below.append(Section(phrasing.section_anchor(programme.id), title, tuple(blocks), role="programme"))
    return (Section(phrasing.section_anchor("s-programmes"), phrasing.heading("programmes"), (), tuple(below)),)


def _decided(phrasing: Phrasing, programme: Programme) -> Runs:
    body = phrasing.term(f"body.{programme.decided_by}")
    return phrasing.label("programme.decided_by", body=body)
