"""The tree of a strategy: priorities with their perspectives, goals, measures and indicators."""

from dataclasses import replace

from strategia.document.ast import Block, BulletList, Cell, Column, ListItem, Paragraph, Row, Run, Runs, Section, Table
from strategia.document.measuring import indicator_blocks, indicator_list
from strategia.document.phrasing import Phrasing
from strategia.document.serving import measure_blocks, measure_sections
from strategia.model.indicators import Indicator
from strategia.model.strategy import Goal, Perspective, Priority


def priorities(phrasing: Phrasing) -> tuple[Section, ...]:
    """A section for each priority."""
    return tuple(
        _priority(phrasing, priority, place) for place, priority in enumerate(phrasing.workspace.priorities, 1)
    )


def priority_label(phrasing: Phrasing, priority: Priority, place: int) -> str:
    """“Painopiste 2”: the county's name of the level, and the printed or the running number."""
    return f"{phrasing.level('priority')} {priority.number or place}"


def _priority(phrasing: Phrasing, priority: Priority, place: int) -> Section:
    blocks: list[Block] = []
    below: list[Section] = []
    if priority.statement is not None:
        blocks.append(phrasing.paragraph(priority.statement, "lead"))
    blocks += phrasing.paragraphs(priority.text)
    blocks += phrasing.remarks(priority)
    anchor = phrasing.section_anchor(priority.id)
    if priority.perspectives:
        blocks.append(perspective_table(phrasing, priority))
    if priority.goals:
        if any(_is_rich(phrasing, goal) for goal in priority.goals):
            below += [_goal(phrasing, goal) for goal in priority.goals]
        else:
            title: Runs = (Run(phrasing.level("goal", "plural")),)
            items = tuple(goal_item(phrasing, goal) for goal in priority.goals)
            below.append(Section(phrasing.section_anchor(f"{priority.id}-goals"), title, (BulletList(items),)))
    below += measure_sections(phrasing, phrasing.workspace.measures_of(priority.id), priority.id)
    own = phrasing.workspace.indicators_of(priority.id)
    if own:
        title = phrasing.label("section.indicators_of")
        lines = indicator_list(phrasing, own, priority.id)
        below.append(Section(phrasing.section_anchor(f"{priority.id}-indicators"), title, lines))
    label = priority_label(phrasing, priority, place)
    if legend := phrasing.legend():
        below[-1] = replace(below[-1], blocks=(*below[-1].blocks, *legend))
    return Section(anchor, phrasing.marked(priority.title, priority), tuple(blocks), tuple(below), "priority", label)


def _is_rich(phrasing: Phrasing, goal: Goal) -> bool:
    """Whether a goal has more to it than lines below it, and so wants a heading of its own."""
    return bool(goal.text or goal.example or phrasing.workspace.serving.get(goal.id))


def goal_runs(phrasing: Phrasing, goal: Goal | Perspective) -> Runs:
    """The title of a goal with its printed number."""
    number = (Run(f"{goal.number} "),) if goal.number is not None else ()
    return (*number, *phrasing.marked(goal.title, goal))


def goal_item(phrasing: Phrasing, goal: Goal) -> ListItem:
    """A goal as a line of a list, its points below it."""
    words = goal_runs(phrasing, goal)
    if goal.text is not None:
        words = (*words, Run(" "), *phrasing.runs(goal.text))
    if goal.note is not None:
        words = (*words, Run(" ("), *phrasing.runs(goal.note), Run(")"))
    return ListItem(words, tuple(phrasing.item(point) for point in goal.points), phrasing.anchor(goal.id))


def _goal(phrasing: Phrasing, goal: Goal) -> Section:
    blocks: list[Block] = []
    if goal.text is not None:
        blocks.append(phrasing.paragraph(goal.text))
    blocks += phrasing.bullets(goal.points)
    if goal.example is not None:
        example = (Run(f"{phrasing.term('goal.example')}: ", strong=True), *phrasing.runs(goal.example))
        blocks.append(Paragraph(example))
    blocks += phrasing.remarks(goal)
    blocks += measure_blocks(phrasing, phrasing.workspace.measures_of(goal.id), goal.id)
    blocks += indicator_blocks(phrasing, phrasing.workspace.indicators_of(goal.id), goal.id)
    label = phrasing.level("goal") + (f" {goal.number}" if goal.number is not None else "")
    anchor = phrasing.section_anchor(goal.id)
    return Section(anchor, phrasing.marked(goal.title, goal), tuple(blocks), (), "goal", label)


def indicators_of(phrasing: Phrasing, perspective: Perspective) -> tuple[Indicator, ...]:
    """The indicators of a perspective and of its goals."""
    workspace = phrasing.workspace
    own = workspace.indicators_of(perspective.id)
    return (*own, *(indicator for goal in perspective.goals for indicator in workspace.indicators_of(goal.id)))


def perspective_table(phrasing: Phrasing, priority: Priority, *, goals: bool = True, indicators: bool = True) -> Table:
    """Perspectives with their goals, their indicators or both, one row each."""
    served = {perspective.id: indicators_of(phrasing, perspective) for perspective in priority.perspectives}
    indicators = indicators and any(served.values())
    columns = [Column((Run(phrasing.level("perspective")),), 2)]
    if goals:
        columns.append(Column((Run(phrasing.level("goal")),), 3))
    if indicators:
        columns.append(Column(phrasing.label("column.indicators"), 4))
    rows = []
    for perspective in priority.perspectives:
        name: tuple[Paragraph, ...] = (Paragraph(goal_runs(phrasing, perspective)), *phrasing.remarks(perspective))
        if perspective.text is not None:
            name = (*name, phrasing.paragraph(perspective.text))
        anchor = phrasing.anchor(perspective.id)
        cells = [Cell(name)]
        if goals:
            cells.append(Cell((BulletList(tuple(goal_item(phrasing, goal) for goal in perspective.goals)),)))
        if indicators:
            lines = indicator_list(phrasing, served[perspective.id])
            cells.append(Cell(lines or (Paragraph((Run("–"),)),)))
        rows.append(Row(tuple(cells), anchor))
    told = "both" if goals and indicators else "goals" if goals else "indicators"
    caption = phrasing.label(f"table.perspectives_{told}", priority=phrasing.plain(priority.title))
    return Table(caption, tuple(columns), tuple(rows), row_headers=True)
