"""The goals one by one: how each is covered, by what, for how much, and how it is measured."""

from collections.abc import Iterable

from strategia.document.ast import Block, BulletList, ListItem, Paragraph, Run, Runs, Section
from strategia.document.measuring import indicator_item
from strategia.document.phrasing import capitalised, lead_in
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
    below = tuple(_goal(words, row) for row in rows)
    label = priority_label(phrasing, priority, place)
    return Section(anchor, phrasing.marked(priority.title, priority), tuple(blocks), below, "priority", label)


def _goal(words: Wording, row: GoalRow) -> Section:
    phrasing, goal, coverage = words.phrasing, row.goal, row.coverage
    anchor = phrasing.section_anchor(goal.id)
    blocks: list[Block] = [Paragraph(_verdict(words, row))]
    if goal.text is not None:
        blocks.append(phrasing.paragraph(goal.text))
    by_strand: dict[Strand | None, list[Carrier]] = {}
    for carrier in row.carriers:
        by_strand.setdefault(strand_of_entity(carrier.entity), []).append(carrier)
    # What is of no strand binds or groups; it is told first.
    for strand in (None, *STRANDS):
        carriers = by_strand.get(strand, [])
        if carriers:
            name = phrasing.term("thread.others") if strand is None else words.strand(strand)
            blocks += [lead_in((Run(name),)), BulletList(tuple(_items(words, carriers)))]
        elif strand is not None and strand in coverage.strands:
            blocks.append(_without(words, row, strand))
    label = phrasing.level("goal") + (f" {goal.number}" if goal.number is not None else "")
    if coverage.perspective is not None:
        label = f"{phrasing.plain(coverage.perspective.title)} · {label}"
    return Section(anchor, phrasing.marked(goal.title, goal), tuple(blocks), (), "goal", label)


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
    below = tuple(_items(words, carrier.carriers))
    runs = words.carrier(carrier)
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
