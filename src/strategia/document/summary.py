"""The document `summary`: the strategy on two A4 pages. Levels are dropped and named; no sentence is cut."""

from collections.abc import Iterable
from dataclasses import replace

from strategia.document.ast import (
    Block,
    BulletList,
    Document,
    ListItem,
    Paragraph,
    Run,
    Section,
    Statement,
    plain,
    walk_sections,
)
from strategia.document.cover import assembled
from strategia.document.phrasing import Phrasing, lowered
from strategia.document.serving import measure_blocks, measure_item
from strategia.document.setting import statement_fields
from strategia.document.tree import goal_runs, priority_label
from strategia.model.strategy import Goal, HeadingKey, Perspective, Priority, Strategy
from strategia.workspace import Workspace

PAGE_LINES = 114
"""What two pages hold in lines of body text, beside the title block and the notices.

An estimate on the safe side: writers need not agree on a line, and a test lays the result out.
"""
LINE_CHARACTERS = 110

Detail = frozenset[str]

STEPS: tuple[Detail, ...] = (
    frozenset({"statements", "vision_text", "values", "goals", "perspectives", "measures"}),
    frozenset({"statements", "vision_text", "values", "goals", "perspectives"}),
    frozenset({"statements", "values", "goals", "perspectives"}),
    frozenset({"statements", "values", "goals"}),
    frozenset({"statements", "vision_text", "values", "perspectives"}),
    frozenset({"statements", "values", "perspectives"}),
    frozenset({"statements", "values"}),
    frozenset({"values"}),
    frozenset(),
)
"""What is told, from the most to the least; the first step that fits is taken."""


def compose(workspace: Workspace, language: str, *, forced: bool = False) -> Document | None:
    """The strategy on two pages; None where the county has none."""
    strategy = workspace.strategy
    if strategy is None:
        return None
    for detail in STEPS:
        phrasing = Phrasing(workspace, language)
        sections = _sections(phrasing, strategy, detail)
        document = assembled(phrasing, "summary", strategy, sections, contents=False, forced=forced)
        if left := _left_out(phrasing, strategy, detail):
            # Said at the head, so that nobody takes the summary for the whole.
            fact = (phrasing.term("summary.left_out_title"), phrasing.label("summary.left_out", levels=left))
            document = replace(document, cover=replace(document.cover, facts=(*document.cover.facts, fact)))
        if lines(document) <= PAGE_LINES or detail is STEPS[-1]:
            return document
    raise AssertionError


def _sections(phrasing: Phrasing, strategy: Strategy, detail: Detail) -> tuple[Section, ...]:
    found: list[Section] = []
    for name in statement_fields(strategy):
        statement = getattr(strategy, name)
        if statement is None or (statement.slogan is None and not statement.text):
            continue
        blocks: list[Block] = []
        if statement.slogan is not None:
            blocks.append(Statement(phrasing.marked(statement.slogan, statement)))
        if statement.slogan is None or (name == "vision" and "vision_text" in detail):
            blocks += phrasing.paragraphs(statement.text)
        if statement.draft:
            blocks.append(Paragraph(phrasing.label("mark.draft_text"), "small"))
        found.append(Section(f"s-{name}", phrasing.heading(name), tuple(blocks), role="statement"))
    if strategy.values and "values" in detail:
        words: list[Run] = []
        for value in strategy.values:
            words += [Run(" · ")] if words else []
            words += phrasing.runs(value.name)
        found.append(Section("s-values", phrasing.heading("values"), (Paragraph(tuple(words)),)))
    for place, priority in enumerate(strategy.priorities, 1):
        found.append(_priority(phrasing, priority, place, detail))
    # One legend for all marks: two pages have no room to say a thing twice.
    if legend := phrasing.legend():
        found[-1] = replace(found[-1], blocks=(*found[-1].blocks, *legend))
    return tuple(found)


def _priority(phrasing: Phrasing, priority: Priority, place: int, detail: Detail) -> Section:
    blocks: list[Block] = []
    if priority.statement is not None and "statements" in detail:
        blocks.append(phrasing.paragraph(priority.statement))
    if "perspectives" in detail and priority.perspectives:
        items = [_perspective_item(phrasing, perspective, detail) for perspective in priority.perspectives]
        blocks.append(BulletList(tuple(items)))
    elif "goals" in detail and (goals := phrasing.workspace.goals_of(priority)):
        blocks.append(BulletList(tuple(_goal_item(phrasing, goal, detail) for goal in goals)))
    if "measures" in detail:
        own = phrasing.workspace.measures_of(priority.id)
        blocks += measure_blocks(phrasing, own, priority.id)
    label = priority_label(phrasing, priority, place)
    return Section(priority.id, phrasing.runs(priority.title), tuple(blocks), role="priority", label=label)


def _perspective_item(phrasing: Phrasing, perspective: Perspective, detail: Detail) -> ListItem:
    goals = perspective.goals if "goals" in detail else ()
    return ListItem(goal_runs(phrasing, perspective), tuple(_goal_item(phrasing, goal, detail) for goal in goals))


def _goal_item(phrasing: Phrasing, goal: Goal, detail: Detail) -> ListItem:
    own = phrasing.workspace.measures_of(goal.id) if "measures" in detail else ()
    return ListItem(goal_runs(phrasing, goal), tuple(measure_item(phrasing, measure, goal.id) for measure in own))


def _left_out(phrasing: Phrasing, strategy: Strategy, detail: Detail) -> str:
    """The levels that the whole strategy has and the summary leaves out, each with its count."""
    workspace = phrasing.workspace
    counts = [
        (phrasing.level("perspective", "plural"), 0 if "perspectives" in detail else len(workspace.perspectives)),
        (phrasing.level("goal", "plural"), 0 if "goals" in detail else len(workspace.goals)),
        (phrasing.term("summary.points"), sum(len(goal.points) for goal in workspace.goals)),
        (phrasing.term("summary.measures"), _measures_left(workspace, detail)),
        (phrasing.term("summary.indicators"), len(workspace.indicators)),
        (phrasing.term("summary.programmes"), len(workspace.programmes)),
        (phrasing.term("summary.values"), 0 if "values" in detail else len(strategy.values)),
    ]
    parts: tuple[tuple[HeadingKey, bool], ...] = (
        ("principles", bool(strategy.principles)),
        ("environment", strategy.environment is not None),
        ("map", bool(strategy.themes)),
        ("achievements", bool(strategy.achievements)),
        ("follow_up", strategy.follow_up is not None),
    )
    names = [f"{lowered(name)} ({count})" for name, count in counts if count]
    names += [lowered(phrasing.term(f"section.{key}")) for key, there in parts if there]
    return ", ".join(names)


def _measures_left(workspace: Workspace, detail: Detail) -> int:
    if "measures" not in detail:
        return len(workspace.measures)
    upper = {priority.id for priority in workspace.priorities} | {goal.id for goal in workspace.goals}
    told = {measure.id for known in upper for measure in workspace.measures_of(known)}
    return sum(measure.id not in told for measure in workspace.measures)


def lines(document: Document) -> float:
    """How many lines of body text a document takes, estimated."""
    total = 3 + sum(4 + _paragraph_lines(block.blocks) for block in document.cover.callouts)
    for _, section in walk_sections(document.sections):
        heading = len(plain(section.title)) + len(section.label or "")
        total += 2.3 + 1.6 * _wrapped(heading, 62)
        total += sum(_block_lines(block) for block in section.blocks)
    return total


def _block_lines(block: Block) -> float:
    if isinstance(block, Paragraph):
        return 0.5 + _wrapped(len(plain(block.runs)))
    if isinstance(block, BulletList):
        return 0.4 + sum(_item_lines(item, 4) for item in block.items)
    if isinstance(block, Statement):
        return 0.8 + 1.4 * _wrapped(len(plain(block.slogan)), 62)
    # A summary holds no other blocks; a box stands for them all.
    return 2 + _paragraph_lines(getattr(block, "blocks", ()))


def _paragraph_lines(blocks: Iterable[Block]) -> float:
    return sum(_block_lines(block) for block in blocks)


def _item_lines(item: ListItem, indent: int) -> float:
    own = 0.15 + _wrapped(len(plain(item.runs)), LINE_CHARACTERS - indent)
    return own + sum(_item_lines(inner, indent + 4) for inner in item.items)


def _wrapped(characters: int, width: int = LINE_CHARACTERS) -> int:
    return -(-characters // width) or 1
