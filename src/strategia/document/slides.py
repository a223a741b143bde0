"""The document `slides`: the presentation for the board and the council. One section is one slide."""

from collections.abc import Sequence
from dataclasses import replace

from strategia.document import following, governance, measuring, serving, setting
from strategia.document.ast import (
    Block,
    BulletList,
    Callout,
    Card,
    Cards,
    Cell,
    Chart,
    Column,
    Document,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Table,
)
from strategia.document.cover import assembled
from strategia.document.measuring import indicator_list
from strategia.document.phrasing import Phrasing, lowered
from strategia.document.process import timeline
from strategia.document.serving import KINDS, measure_item, programme_sections
from strategia.document.speaker import about, unsaid
from strategia.document.strategy_map import strategy_map
from strategia.document.tree import (
    goal_item,
    goal_runs,
    indicators_of,
    perspective_table,
    priorities,
    priority_label,
    whole_title,
)
from strategia.model.budget import Budget
from strategia.model.measures import Measure
from strategia.model.strategy import Priority, SectionPlace, Strategy
from strategia.workspace import Workspace

_SIDE_BY_SIDE = 4
"""How many goals stand beside one another with their measures below them."""


def compose(workspace: Workspace, language: str, *, forced: bool = False) -> Document | None:
    """The presentation; None where the county has no strategy."""
    strategy = workspace.strategy
    if strategy is None:
        return None
    phrasing = Phrasing(workspace, language, made_up=strategy.illustrative)
    whole = _whole(workspace, language, made_up=strategy.illustrative)
    sections = (
        *setting.statements(phrasing, strategy),
        *_values(phrasing, strategy),
        *_environment(phrasing, strategy),
        *_with_prose(phrasing, _at_a_glance(phrasing, strategy), "priorities"),
        *(
            slide
            for place, priority in enumerate(strategy.priorities, 1)
            for slide in _priority(phrasing, priority, place, whole[priority.id])
        ),
        *following.money(phrasing),
        *governance.themes(phrasing, strategy),
        *serving.loose_measures(phrasing),
        *measuring.strategy_indicators(phrasing),
        *_achievements(phrasing, strategy),
        *_programmes(phrasing),
        *governance.documents(phrasing, strategy),
        *_with_prose(phrasing, governance.follow_up(phrasing, strategy), "follow_up"),
        *_renewal(phrasing),
        *_closing(phrasing, strategy),
    )
    told = tuple(replace(slide, notes=(*slide.notes, *about(phrasing, slide))) for slide in sections)
    return assembled(phrasing, "slides", strategy, told, contents=False, forced=forced)


def _achievements(phrasing: Phrasing, strategy: Strategy) -> tuple[Section, ...]:
    """What has been achieved, a card for each heading."""
    return tuple(
        replace(section, blocks=(Cards(tuple(_card(part) for part in section.sections)),), sections=(), role="values")
        for section in setting.achievements(phrasing, strategy)
    )


def _card(part: Section) -> Card:
    return Card(part.title, tuple(block for block in part.blocks if isinstance(block, Paragraph | BulletList)))


def _whole(workspace: Workspace, language: str, *, made_up: bool) -> dict[str, Section]:
    """The priorities as the strategy document prints them, by anchor."""
    # With words of its own, so that what is printed there does not count as printed here.
    sections = priorities(Phrasing(workspace, language, made_up=made_up))
    return {section.anchor: section for section in sections}


def _values(phrasing: Phrasing, strategy: Strategy) -> tuple[Section, ...]:
    """The values and principles as cards; what is said of the values as a whole is for the speaker."""
    found = setting.values(phrasing, strategy)
    return tuple(
        replace(section, sections=(), notes=unsaid(section, [replace(section, sections=())])) for section in found
    )


def _environment(phrasing: Phrasing, strategy: Strategy) -> tuple[Section, ...]:
    """Key figures, challenges and charts; prose is for the speaker."""
    found: list[Section] = []
    setting_of = strategy.environment
    if setting_of is not None and setting_of.facts:
        title = phrasing.heading("key_facts")
        blocks = setting.key_facts(phrasing, setting_of)
        found.append(Section(phrasing.section_anchor("s-key-facts"), title, blocks))
    whole = setting.environment(phrasing, strategy)
    for section in whole:
        for part in section.sections:
            charts = tuple(block for block in part.blocks if isinstance(block, Chart))
            if part.role in ("indicators", "values"):
                found.append(part)
            elif charts:
                rest = tuple(block for block in part.blocks if isinstance(block, Paragraph | BulletList))
                found.append(replace(part, blocks=charts, sections=(), notes=rest))
    if found:
        prose = (line for section in whole for line in unsaid(section, found))
        found[0] = replace(found[0], notes=(*prose, *found[0].notes))
    return tuple(found)


def _with_prose(phrasing: Phrasing, slides: tuple[Section, ...], place: SectionPlace) -> tuple[Section, ...]:
    """Slides with the free prose of a place in the notes of the first of them."""
    if not slides:
        return ()
    prose = Section("", (), sections=setting.placed(phrasing, place))
    return (replace(slides[0], notes=(*slides[0].notes, *unsaid(prose, slides))), *slides[1:])


def _at_a_glance(phrasing: Phrasing, strategy: Strategy) -> tuple[Section, ...]:
    """The priorities with their statements, and the map; without statements the map says it all."""
    # The counts beside the map are for those who read.
    drawn = tuple(replace(section, blocks=section.blocks[1:]) for section in strategy_map(phrasing, strategy))
    if drawn and not any(priority.statement for priority in strategy.priorities):
        return drawn
    return (_overview(phrasing, strategy), *drawn)


def _overview(phrasing: Phrasing, strategy: Strategy) -> Section:
    cards = tuple(
        Card(
            (Run(f"{priority.number or place}. "), *phrasing.runs(priority.title)),
            (phrasing.paragraph(priority.statement),) if priority.statement is not None else (),
        )
        for place, priority in enumerate(strategy.priorities, 1)
    )
    title = (Run(phrasing.level("priority", "plural")),)
    return Section(phrasing.section_anchor("s-overview"), title, (Cards(cards),), role="overview")


def _priority(phrasing: Phrasing, priority: Priority, place: int, whole: Section) -> tuple[Section, ...]:
    """A priority on slides: its goals; then measures and indicators on slides of their own.

    What none of them says of the `whole` priority is in the notes of the first.
    """
    label = priority_label(phrasing, priority, place)
    title = phrasing.marked(priority.title, priority)
    blocks: list[Block] = []
    slides: list[Section] = []
    if priority.statement is not None:
        blocks.append(phrasing.paragraph(priority.statement, "lead"))
    if priority.goals:
        blocks.append(BulletList(tuple(goal_item(phrasing, goal) for goal in priority.goals)))
    if priority.perspectives:
        blocks.append(perspective_table(phrasing, priority, measures=False, indicators=False))
        if any(indicators_of(phrasing, perspective) for perspective in priority.perspectives):
            table = perspective_table(phrasing, priority, goals=False, measures=False)
            slides.append(_further(phrasing, priority, "slides.indicators", label, table))
    first = Section(phrasing.section_anchor(priority.id), title, tuple(blocks), (), "priority", label)
    slides += [*_measures(phrasing, priority, label), *_indicators(phrasing, priority, label)]
    return (replace(first, notes=unsaid(whole, (first, *slides))), *slides)


def _further(phrasing: Phrasing, priority: Priority, term: str, label: str, *blocks: Block) -> Section:
    """A further slide about a priority: “Asiakaskokemus: mittarit”."""
    title = (*phrasing.runs(priority.title), Run(f": {phrasing.term(term)}"))
    anchor = phrasing.section_anchor(f"{priority.id}-{term.rpartition('.')[2]}")
    # A caption that says what the title says need not be read twice.
    told = tuple(replace(block, caption=title) if isinstance(block, Table) else block for block in blocks)
    return Section(anchor, title, told, (), "indicators", label)


def _measures(phrasing: Phrasing, priority: Priority, label: str) -> tuple[Section, ...]:
    """The measures of a priority and of its goals."""
    workspace = phrasing.workspace
    by_goal = [(goal, workspace.measures_of(goal.id)) for goal in workspace.goals_of(priority)]
    found = []
    own = list(workspace.measures_of(priority.id))
    if any(measures for _, measures in by_goal):
        served: list[tuple[str, Runs, Sequence[Measure]]] = [
            (goal.id, goal_runs(phrasing, goal), measures) for goal, measures in by_goal if measures
        ]
        shared = [measure for measure in own if measure.kind == "normal"]
        if shared:
            served.append((priority.id, (Run(whole_title(phrasing, priority)),), shared))
            own = [measure for measure in own if measure not in shared]
        block = _measures_by_goal(phrasing, priority, served)
        found.append(_further(phrasing, priority, "slides.measures", label, block, *phrasing.legend()))
    for kind in KINDS:
        items = tuple(measure_item(phrasing, measure, priority.id) for measure in own if measure.kind == kind)
        if items:
            title = (*phrasing.runs(priority.title), Run(": "), *_lowered(phrasing.heading(kind, f"measures.{kind}")))
            anchor = phrasing.section_anchor(f"{priority.id}-{kind}")
            found.append(Section(anchor, title, (BulletList(items), *phrasing.legend()), (), "indicators", label))
    return tuple(found)


def _measures_by_goal(
    phrasing: Phrasing, priority: Priority, served: Sequence[tuple[str, Runs, Sequence[Measure]]]
) -> Block:
    """Measures by what they serve (its id and its name): a card each where these stand side by side, else a table."""
    lists = [
        BulletList(tuple(measure_item(phrasing, measure, known) for measure in measures))
        for known, _, measures in served
    ]
    if len(served) <= _SIDE_BY_SIDE:
        return Cards(tuple(Card(name, (items,)) for (_, name, _), items in zip(served, lists, strict=True)))
    columns = (Column((Run(phrasing.level("goal")),), 2), Column(phrasing.label("column.measures"), 4))
    caption = phrasing.label("table.measures", priority=phrasing.plain(priority.title))
    rows = (Row((Cell((Paragraph(name),)), Cell((items,)))) for (_, name, _), items in zip(served, lists, strict=True))
    return Table(caption, columns, tuple(rows), row_headers=True)


def _lowered(title: Runs) -> Runs:
    """A heading as the second half of another one."""
    return (replace(title[0], text=lowered(title[0].text)), *title[1:])


def _indicators(phrasing: Phrasing, priority: Priority, label: str) -> tuple[Section, ...]:
    """The indicators of a priority and of goals that stand under it directly."""
    workspace = phrasing.workspace
    served = (priority.id, *(goal.id for goal in priority.goals))
    own = {indicator.id: indicator for known in served for indicator in workspace.indicators_of(known)}
    lines = indicator_list(phrasing, own.values())
    return tuple(_further(phrasing, priority, "slides.indicators", label, block) for block in lines)


def _programmes(phrasing: Phrasing) -> tuple[Section, ...]:
    """The programmes as cards; their guidelines are for the speaker."""
    programmes = phrasing.workspace.programmes
    if not programmes:
        return ()
    cards = tuple(
        Card(
            phrasing.runs(programme.title),
            phrasing.paragraphs([programme.focus]) if programme.focus is not None else (),
        )
        for programme in programmes
    )
    title = phrasing.heading("programmes")
    slide = Section(phrasing.section_anchor("s-programmes"), title, (Cards(cards),), role="values")
    whole = Section("", (), sections=programme_sections(phrasing, programmes))
    return (replace(slide, notes=unsaid(whole, (slide,))),)


def _renewal(phrasing: Phrasing) -> tuple[Section, ...]:
    """The timeline of how the strategy is renewed."""
    process = phrasing.workspace.process
    if process is None or not process.events:
        return ()
    phrasing.prints_of(process)
    return timeline(phrasing, process)


def _closing(phrasing: Phrasing, strategy: Strategy) -> tuple[Section, ...]:
    """Where the deck comes from; a notice is repeated in words."""
    blocks: list[Block] = []
    blocks.append(Paragraph(phrasing.label("slides.whole")))
    blocks += governance.sources(phrasing, strategy, *phrasing.others)
    blocks += [
        Paragraph(governance.budget_and_rows(phrasing, paper)) for paper in phrasing.others if isinstance(paper, Budget)
    ]
    if strategy.notice is not None:
        blocks.append(Callout("notice", phrasing.label("cover.notice"), phrasing.paragraphs([strategy.notice])))
    title = phrasing.label("section.about")
    return (Section(phrasing.section_anchor("s-closing"), title, tuple(blocks), role="closing"),)
