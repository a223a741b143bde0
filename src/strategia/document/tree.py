"""The tree of a strategy: priorities with their perspectives, goals, measures and indicators."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from strategia.document.ast import Block, BulletList, Cell, Column, ListItem, Paragraph, Row, Run, Runs, Section, Table
from strategia.document.carrying import Carrying
from strategia.document.measuring import indicator_blocks, indicator_item
from strategia.document.naming import number_runs
from strategia.document.phrasing import Phrasing, capitalised, lead_in, lowered
from strategia.document.serving import measure_blocks, measure_item
from strategia.model.base import Point
from strategia.model.indicators import Indicator
from strategia.model.measures import Measure
from strategia.model.strategy import Goal, Perspective, Priority
from strategia.workspace import Server


def priorities(phrasing: Phrasing) -> tuple[Section, ...]:
    """A section for each priority."""
    carrying = Carrying(phrasing)
    return tuple(
        _priority(phrasing, carrying, priority, place)
        for place, priority in enumerate(phrasing.workspace.priorities, 1)
    )


def priority_label(phrasing: Phrasing, priority: Priority, place: int) -> str:
    """“Painopiste 2”: the county's name of the level, and the printed or the running number."""
    return f"{phrasing.level('priority')} {priority.number or place}"


def _priority(phrasing: Phrasing, carrying: Carrying, priority: Priority, place: int) -> Section:
    workspace = phrasing.workspace
    blocks: list[Block] = []
    below: tuple[Section, ...] = ()
    if priority.statement is not None:
        blocks.append(phrasing.paragraph(priority.statement, "lead"))
    blocks += phrasing.paragraphs(priority.text)
    blocks += phrasing.remarks(priority)
    blocks += carrying.total(priority)
    anchor = phrasing.section_anchor(priority.id)
    if priority.perspectives:
        blocks += [perspective_table(phrasing, priority), *carrying.table(priority)]
    if any(_is_rich(phrasing, goal) for goal in priority.goals):
        below = tuple(_goal(phrasing, carrying, goal) for goal in priority.goals)
    elif priority.goals:
        items = tuple(_carried_item(phrasing, carrying, goal) for goal in priority.goals)
        blocks += [lead_in((Run(phrasing.level("goal", "plural")),)), BulletList(items)]
    whole = carrying.of_whole(priority)
    own = (
        *whole,
        *measure_blocks(phrasing, workspace.measures_of(priority.id), priority.id),
        *indicator_blocks(phrasing, workspace.indicators_of(priority.id), priority.id),
    )
    if own and below:
        # What serves the whole priority stands after its goals, under a heading that says so.
        names = [phrasing.term("carrying.of_whole")] if whole else []
        title = (Run(whole_title(phrasing, priority, names)),)
        below = (*below, Section(phrasing.section_anchor(f"{priority.id}-whole"), title, own))
    else:
        blocks += own
    if legend := phrasing.legend():
        if below:
            below = (*below[:-1], replace(below[-1], blocks=(*below[-1].blocks, *legend)))
        else:
            blocks += legend
    label = priority_label(phrasing, priority, place)
    return Section(anchor, phrasing.marked(priority.title, priority), tuple(blocks), below, "priority", label)


def whole_title(phrasing: Phrasing, priority: Priority, more: Iterable[str] = ()) -> str:
    """“Painopisteen yhteiset toimenpiteet”: what serves a priority and none of its goals; `more` names more of it."""
    workspace = phrasing.workspace
    kinds = (("measures", workspace.measures_of(priority.id)), ("indicators", workspace.indicators_of(priority.id)))
    names = phrasing.joined([*more, *(lowered(phrasing.term(f"column.{kind}")) for kind, items in kinds if items)])
    level = phrasing.level("priority", "genitive")
    return capitalised(phrasing.term("section.of_whole", level=level, names=names))


def _is_rich(phrasing: Phrasing, goal: Goal) -> bool:
    """Whether a goal has more to it than lines below it, and so wants a heading of its own."""
    return bool(goal.text or goal.example or goal.evaluation or phrasing.workspace.serving.get(goal.id))


def goal_runs(phrasing: Phrasing, goal: Goal | Perspective) -> Runs:
    """The title of a goal with its printed number: “1. …”, “2.4 …”."""
    return (*number_runs(goal.number), *phrasing.marked(goal.title, goal))


def goal_item(phrasing: Phrasing, goal: Goal) -> ListItem:
    """A goal as a line of a list, its points below it."""
    words = goal_runs(phrasing, goal)
    if goal.text is not None:
        words = (*words, Run(" "), *phrasing.runs(goal.text))
    below = [*map(phrasing.item, goal.points), *map(ListItem, _labelled(phrasing, goal))]
    return ListItem((*words, *phrasing.aside(goal)), tuple(below), phrasing.anchor(goal.id))


def _labelled(phrasing: Phrasing, goal: Goal) -> Iterator[Runs]:
    """What is said of a goal under a label: an example of it, and how it is evaluated."""
    for label, text in (("goal.example", goal.example), ("goal.evaluation", goal.evaluation)):
        if text is not None:
            yield (Run(f"{phrasing.term(label)}: ", strong=True), *phrasing.runs(text))


def _carried_item(phrasing: Phrasing, carrying: Carrying, goal: Goal) -> ListItem:
    """A goal as a line of a list, with what carries it below its points."""
    item = goal_item(phrasing, goal)
    return replace(item, items=(*item.items, *carrying.items(goal)))


def _goal(phrasing: Phrasing, carrying: Carrying, goal: Goal) -> Section:
    blocks: list[Block] = []
    if goal.text is not None:
        blocks.append(phrasing.paragraph(goal.text))
    blocks += phrasing.bullets(goal.points)
    blocks += map(Paragraph, _labelled(phrasing, goal))
    blocks += phrasing.remarks(goal)
    blocks += measure_blocks(phrasing, phrasing.workspace.measures_of(goal.id), goal.id)
    blocks += carrying.blocks(goal)
    blocks += indicator_blocks(phrasing, phrasing.workspace.indicators_of(goal.id), goal.id)
    label = phrasing.level("goal") + (f" {goal.number}" if goal.number is not None else "")
    anchor = phrasing.section_anchor(goal.id)
    return Section(anchor, phrasing.marked(goal.title, goal), tuple(blocks), (), "goal", label)


def indicators_of(phrasing: Phrasing, perspective: Perspective) -> tuple[Indicator, ...]:
    """The indicators of a perspective, of its goals and of their points."""
    return tuple(item for item in _serving(phrasing, perspective) if isinstance(item, Indicator))


def _measures_of(phrasing: Phrasing, perspective: Perspective) -> tuple[Measure, ...]:
    return tuple(item for item in _serving(phrasing, perspective) if isinstance(item, Measure))


def _serving(phrasing: Phrasing, perspective: Perspective) -> tuple[Server, ...]:
    """What serves a perspective, its goals or their points, each once."""
    points = (point for goal in perspective.goals for point in goal.points if isinstance(point, Point))
    ids = [perspective.id, *(goal.id for goal in perspective.goals), *(point.id for point in points if point.id)]
    found = {item.id: item for known in ids for item, _ in phrasing.workspace.serving.get(known, ())}
    return tuple(found.values())


def perspective_table(
    phrasing: Phrasing, priority: Priority, *, goals: bool = True, measures: bool = True, indicators: bool = True
) -> Table:
    """Perspectives with their goals, measures and indicators, one row each, as far as there are any."""
    measures = measures and any(_measures_of(phrasing, perspective) for perspective in priority.perspectives)
    indicators = indicators and any(indicators_of(phrasing, perspective) for perspective in priority.perspectives)
    columns = [Column((Run(phrasing.level("perspective")),), 2)]
    names = [phrasing.level("perspective", "plural")]
    if goals:
        columns.append(Column((Run(phrasing.level("goal")),), 3))
        names.append(phrasing.level("goal", "plural"))
    if measures:
        columns.append(Column(phrasing.label("column.measures"), 3))
        names.append(phrasing.term("column.measures"))
    if indicators:
        columns.append(Column(phrasing.label("column.indicators"), 4))
        names.append(phrasing.term("column.indicators"))
    rows = []
    for perspective in priority.perspectives:
        name: tuple[Paragraph, ...] = (Paragraph(goal_runs(phrasing, perspective)), *phrasing.remarks(perspective))
        if perspective.text is not None:
            name = (*name, phrasing.paragraph(perspective.text))
        anchor = phrasing.anchor(perspective.id)
        cells = [Cell(name)]
        if goals:
            cells.append(_list_cell(goal_item(phrasing, goal) for goal in perspective.goals))
        if measures:
            cells.append(_list_cell(measure_item(phrasing, item) for item in _measures_of(phrasing, perspective)))
        if indicators:
            cells.append(_list_cell(indicator_item(phrasing, item) for item in indicators_of(phrasing, perspective)))
        rows.append(Row(tuple(cells), anchor))
    caption = (*phrasing.runs(priority.title), Run(f": {phrasing.joined(lowered(name) for name in names)}"))
    return Table(caption, tuple(columns), tuple(rows), row_headers=True)


def _list_cell(items: Iterable[ListItem]) -> Cell:
    """Lines as a cell; a dash where there are none."""
    lines = tuple(items)
    return Cell((BulletList(lines),) if lines else (Paragraph((Run("–"),)),))
