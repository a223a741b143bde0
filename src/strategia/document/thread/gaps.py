"""What is missing: links to look at again, gaps by strand, reasons for having none, and what hangs loose."""

from collections.abc import Iterable
from decimal import Decimal

from strategia.document.ast import Block, BulletList, Cell, Column, ListItem, Paragraph, Row, Run, Runs, Section, Table
from strategia.document.naming import class_word, targets
from strategia.document.phrasing import capitalised, lead_in, texts
from strategia.document.thread.wording import Wording
from strategia.model.base import Entity, LocalizedText
from strategia.model.budget import Appropriation
from strategia.model.links import Link
from strategia.trace.matrix import OPEN
from strategia.trace.money import EUROS, Payment, amounts


def changes(words: Wording) -> Section:
    """What has changed since the links were reviewed."""
    phrasing, thread = words.phrasing, words.matrix.thread
    suspect = [edge for edge in words.workspace.edges if thread.changes_of(edge)]
    broken = [edge for edge in words.workspace.edges if thread.status(edge) == "broken"]
    blocks: list[Block] = []
    if suspect:
        rows = []
        for edge in suspect:
            facets = ", ".join(phrasing.term(f"facet.{facet}") for facet in thread.changes_of(edge))
            (name,) = targets(phrasing, (edge,))
            lower = Cell((Paragraph(words.name(edge.lower)), words.phrasing.place(edge.location)))
            rows.append(Row((lower, Cell((Paragraph(name),)), Cell((Paragraph(texts(facets)),), status="partly"))))
        columns = (
            Column(phrasing.label("thread.from"), 4),
            Column(phrasing.label("trace_column.to"), 4),
            Column(phrasing.label("thread.what_changed"), 2),
        )
        blocks.append(Table(phrasing.label("thread.changes"), columns, tuple(rows), row_headers=True))
    elif any(isinstance(edge.written, Link) and edge.written.reviewed for edge in words.workspace.edges):
        blocks.append(Paragraph(phrasing.label("thread.nothing_changed")))
    else:
        blocks.append(Paragraph(phrasing.label("thread.nothing_reviewed")))
    if broken:
        items = (
            ListItem((*words.name(e.lower), Run(f" → {e.target} "), *words.phrasing.place(e.location).runs))
            for e in broken
        )
        blocks += [lead_in(phrasing.label("trace.broken")), BulletList(tuple(items))]
    return words.explained(
        Section(phrasing.section_anchor("s-changes"), phrasing.label("thread.changes"), tuple(blocks))
    )


def missing(words: Wording) -> Section:
    """The goals by what they lack, and what needs no money with its reason."""
    phrasing = words.phrasing
    below = []
    for strand in words.matrix.strands:
        blocks: list[Block] = []
        for status in OPEN:
            goals = [row.goal for row in words.matrix.rows if row.coverage.statuses[strand] == status]
            if goals:
                name = f"{capitalised(words.status(status))} ({len(goals)})"
                items = tuple(ListItem(words.name(goal)) for goal in goals)
                blocks += [lead_in(texts(name)), BulletList(items)]
        blocks = blocks or [Paragraph(phrasing.label("trace.nothing_open"))]
        anchor = phrasing.section_anchor(f"s-missing-{strand}")
        below.append(Section(anchor, texts(words.strand(strand)), tuple(blocks)))
    if words.budget is not None:
        below += _excused(words)
    title = phrasing.label("thread.missing")
    return words.explained(Section(phrasing.section_anchor("s-missing"), title, (), tuple(below)))


def _excused(words: Wording) -> Iterable[Section]:
    """What needs no money, and why."""
    phrasing = words.phrasing
    held = ((part, vars(part).get("no_cost")) for part in words.workspace.parts)
    rows = tuple(
        Row(
            (
                Cell((Paragraph(words.name(part)), Paragraph(texts(class_word(phrasing, part)), "small"))),
                Cell((phrasing.paragraph(reason), words.phrasing.place(part.at("no_cost")))),
            )
        )
        for part, reason in held
        if isinstance(reason, LocalizedText)
    )
    if rows:
        title = phrasing.label("thread.excused_title")
        columns = (Column(phrasing.label("column.item"), 1), Column(phrasing.label("trace_column.reason"), 1))
        table = Table(title, columns, rows, row_headers=True)
        yield Section(phrasing.section_anchor("s-excused"), title, (table,), role="indicators")


def ends(words: Wording) -> tuple[Section, ...]:
    """Rows that fund nothing, and what was made to carry the strategy and carries nothing."""
    phrasing, budget = words.phrasing, words.budget
    below = []
    idle = words.matrix.idle
    if idle and budget is not None:
        items = []
        for row in idle:
            own = amounts(row).get(str(budget.years[0]))
            euros = phrasing.words.euros(own * EUROS[budget.money]) if own is not None else ""
            items.append(ListItem((*words.name(row), *((Run(f", {euros}"),) if euros else ()))))
        title = phrasing.label("trace.idle")
        blocks = (Paragraph(phrasing.label("thread.idle_lead", year=budget.years[0])), BulletList(tuple(items)))
        below.append(Section(phrasing.section_anchor("s-idle"), title, blocks))
    below += _stranded(words)
    if adrift := words.matrix.adrift:
        items = [ListItem(_adrift(words, entity)) for entity in adrift]
        title = phrasing.label("trace.adrift")
        below.append(Section(phrasing.section_anchor("s-adrift"), title, (BulletList(tuple(items)),)))
    if not below:
        return ()
    title = phrasing.label("thread.loose")
    return (words.explained(Section(phrasing.section_anchor("s-loose"), title, _unlinked(words), tuple(below))),)


def _unlinked(words: Wording) -> tuple[Block, ...]:
    """What the money that reaches nothing is made of, to the euro: rows, ends, and what is left of rows."""
    phrasing, budget = words.phrasing, words.budget
    if budget is None or not (whole := words.matrix.shares(budget, budget.years[0]).loose):
        return ()
    year = budget.years[0]
    # Where in its unit the money of an appropriation lies, nobody says.
    idle = [row for row in words.matrix.idle if not isinstance(row, Appropriation) or row.unit is None]
    rows = sum((amounts(row).get(str(year), Decimal(0)) for row in idle), Decimal(0)) * EUROS[budget.money]
    _, stranded = words.matrix.stranded(budget, year)
    sums = {"trace.idle": rows, "thread.stranded": stranded, "thread.unassigned": whole - rows - stranded}
    items = (
        ListItem((*phrasing.label(name), Run(f": {phrasing.words.euros(euros)}")))
        for name, euros in sums.items()
        if euros > 0
    )
    euros, bar = phrasing.words.euros(whole), phrasing.term("thread.bar_loose")
    lead = phrasing.label("thread.unlinked", year=year, euros=euros, bar=bar)
    return Paragraph(lead), BulletList(tuple(items))


def _stranded(words: Wording) -> Iterable[Section]:
    """Money that ends at something which carries no goal: it is in no sum of a goal or a priority."""
    phrasing, budget = words.phrasing, words.budget
    if budget is None:
        return
    payments, euros = words.matrix.stranded(budget, budget.years[0])
    ends: dict[str, list[Payment]] = {}
    for payment in payments:
        ends.setdefault(payment.edge.target, []).append(payment)
    items = [
        ListItem(
            _adrift(words, words.workspace.entities[target]),
            tuple(ListItem((*words.name(p.row), Run(", "), *words.payment(p))) for p in found),
        )
        for target, found in ends.items()
    ]
    if items:
        title = phrasing.label("thread.stranded")
        told = phrasing.label(
            "thread.stranded_lead",
            year=budget.years[0],
            euros=phrasing.words.euros(euros),
            bar=phrasing.term("thread.bar_loose"),
        )
        blocks = (Paragraph(told), BulletList(tuple(items)))
        yield Section(phrasing.section_anchor("s-stranded"), title, blocks)


def _adrift(words: Wording, entity: Entity) -> Runs:
    return (Run(f"{class_word(words.phrasing, entity)}: "), *words.name(entity))
