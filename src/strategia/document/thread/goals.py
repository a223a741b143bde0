"""The goals one by one, in a table for each priority: how far each is covered, by what, for how much, how measured."""

from collections.abc import Iterable

from strategia.document.ast import Block, BulletList, Cell, Column, ListItem, Paragraph, Row, Run, Runs, Section, Table
from strategia.document.measuring import indicator_item
from strategia.document.naming import number_runs
from strategia.document.phrasing import capitalised, joined_runs, lead_in, texts
from strategia.document.thread.wording import Wording
from strategia.document.tree import priority_label
from strategia.model.base import Entity
from strategia.model.indicators import Indicator
from strategia.model.strategy import Priority
from strategia.trace.coverage import STRANDS, Strand, strand_of_entity
from strategia.trace.matrix import Carrier, GoalRow


def priorities(words: Wording) -> tuple[Section, ...]:
    """A section for each priority, its goals below it."""
    found = []
    for place, priority in enumerate(words.workspace.priorities, 1):
        rows = [row for row in words.matrix.rows if row.coverage.priority is priority]
        if rows:
            found.append(words.explained(_priority(words, priority, place, rows)))
    return tuple(found)


def _priority(words: Wording, priority: Priority, place: int, rows: list[GoalRow]) -> Section:
    phrasing = words.phrasing
    anchor = phrasing.section_anchor(priority.id)
    own = words.matrix.below(priority.id)
    blocks: list[Block] = []
    if own:
        level = phrasing.level("priority", "genitive")
        blocks += [lead_in(phrasing.label("trace.wide", level=level)), BulletList(tuple(_items(words, own)))]
    label = priority_label(phrasing, priority, place)
    blocks.append(_table(words, priority, rows))
    return Section(anchor, phrasing.marked(priority.title, priority), tuple(blocks), (), "priority", label)


def _table(words: Wording, priority: Priority, rows: list[GoalRow]) -> Table:
    phrasing = words.phrasing
    measured = "indicators" in words.matrix.strands
    columns = [Column(texts(phrasing.level("goal")), 4), Column(phrasing.label("thread.carried"), 6)]
    columns += [Column(texts(words.strand("indicators")), 4)] * measured
    caption = (*phrasing.runs(priority.title), Run(f": {phrasing.term('thread.goals')}"))
    return Table(
        caption,
        tuple(columns),
        tuple(_goal(words, row, measured=measured) for row in rows),
        row_headers=True,
        wide=True,
        apart=True,
    )


def _goal(words: Wording, row: GoalRow, *, measured: bool) -> Row:
    phrasing, goal, coverage = words.phrasing, row.goal, row.coverage
    anchor = phrasing.anchor(goal.id)
    above = coverage.perspective
    name = [phrasing.paragraph(above.title, "small")] if above is not None else []
    name.append(Paragraph((*number_runs(goal.number), *phrasing.marked(goal.title, goal))))
    name += [Paragraph(_verdict(words, row), "small"), *phrasing.paragraphs(filter(None, (goal.text,)))]
    by_strand: dict[Strand | None, list[Carrier]] = {}
    for carrier in row.carriers:
        by_strand.setdefault(strand_of_entity(carrier.entity), []).append(carrier)
    # What is of no strand binds or groups; it is told first.
    carried: list[Paragraph | BulletList] = []
    for strand in (None, *STRANDS):
        if strand != "indicators":
            carried += _strand(words, row, strand, by_strand.get(strand, []), named=True)
    cells = [Cell(tuple(name)), Cell(tuple(carried))]
    if measured:
        cells.append(Cell(_strand(words, row, "indicators", by_strand.get("indicators", []), named=False)))
    return Row(tuple(cells), anchor)


def _strand(
    words: Wording, row: GoalRow, strand: Strand | None, carriers: list[Carrier], *, named: bool
) -> tuple[Paragraph | BulletList, ...]:
    """What carries a goal in a strand, or what is said where nothing does; `named` where other strands stand beside."""
    if carriers:
        name = words.phrasing.term("thread.others") if strand is None else words.strand(strand)
        return (*((lead_in(texts(name)),) if named else ()), BulletList(tuple(_items(words, carriers))))
    carried = row.coverage.strands.get(strand) if strand is not None else None
    # Money that comes with what carries the goal stands beside that.
    if strand is None or carried is None or (strand == "money" and carried.status == "covered"):
        return ()
    return (_without(words, row, strand),)


def _verdict(words: Wording, row: GoalRow) -> Runs:
    """How far a goal is covered, and what is paid for it in the budget year."""
    phrasing, coverage = words.phrasing, row.coverage
    found: Runs = (Run(f"{capitalised(words.status(coverage.shallow))}.", strong=True),)
    if words.budget is None:
        return found
    found = (*found, Run(f" {phrasing.term('trace.deep')}: {words.status(coverage.deep)}."))
    paid = words.sum(row.sums)
    if paid is None:
        return found
    found = (*found, Run(f" {phrasing.term('funding.label_of', year=paid.year)}: "), *words.total(paid), Run("."))
    # A euro that two rows promise is counted once: the sum is then less than its parts.
    return (*found, Run(f" {phrasing.term('thread.less')}")) if paid.promised > paid.euros else found


def _without(words: Wording, row: GoalRow, strand: Strand) -> Paragraph:
    """What a strand says of a goal that it does not carry itself: by whom it comes, why it is not needed."""
    phrasing, carried = words.phrasing, row.coverage.strands[strand]
    runs: Runs = (Run(f"{words.strand(strand)}: ", strong=True), Run(words.status(carried.status)))
    if row.goal.no_cost is not None and carried.status == "excused":
        runs = (*runs, Run(": "), *phrasing.runs(row.goal.no_cost))
    elif any(strand_of_entity(edge.lower) == strand for edge in row.coverage.links) or carried.status == "excused":
        runs = (*runs, Run(f" ({phrasing.term('thread.through')})"))
    elif carried.status == "partly":
        level = phrasing.level("priority", "genitive").lower()
        runs = (*runs, Run(f" ({phrasing.term('trace.wide', level=level)})"))
    return Paragraph(runs)


def _items(words: Wording, carriers: Iterable[Carrier]) -> list[ListItem]:
    return [_item(words, carrier) for carrier in carriers]


def _item(words: Wording, carrier: Carrier) -> ListItem:
    """A carrier as a line of a list, what carries it below; an indicator with its target and its place."""
    entity = carrier.entity
    if isinstance(entity, Indicator):
        return _indicator(words, carrier, entity)
    paid = [one for one in carrier.carriers if one.payments and not one.carriers]
    below = tuple(_items(words, (one for one in carrier.carriers if one not in paid)))
    runs = words.carrier(carrier)
    if paid:
        # Rows of the budget on lines of their own would make the table twice as long.
        runs = (*runs, Run(": "), *joined_runs(words.carrier(one) for one in paid))
    if carrier.repeated and _has_more(words, entity):
        runs = (*runs, Run(f" ({words.phrasing.term('trace.repeated')})", emphasis=True))
    return ListItem(runs, below)


def _indicator(words: Wording, carrier: Carrier, indicator: Indicator) -> ListItem:
    item = indicator_item(words.phrasing, indicator)
    runs = item.runs
    if carrier.edge is not None and carrier.edge.source == "editor":
        runs = (*runs, words.phrasing.editor_mark())
    places = [goal.at("text" if goal.value is None else "value") for goal in indicator.targets]
    if places:
        runs = (*runs, Run(" ["), *words.phrasing.place(*places).runs, Run("]"))
    return ListItem((*runs, *words.remark(carrier)), item.items, item.anchor)


def _has_more(words: Wording, entity: Entity) -> bool:
    return bool(words.matrix.below(str(vars(entity)["id"])))
