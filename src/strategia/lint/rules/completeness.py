"""CMP: what a reader of a strategy would miss. All warnings: no law and no schema demands them as such."""

from collections.abc import Iterator, Sequence
from functools import partial

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, Whereabouts, rule, told
from strategia.model.base import LocalizedText
from strategia.model.indicators import Indicator
from strategia.model.links import links, target
from strategia.model.measures import Measure
from strategia.model.strategy import Goal, Perspective
from strategia.workspace import Server, Workspace


@rule("CMP102", Severity.WARNING, needs_all=True)
def goal_without_measure(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every goal is carried by at least one measure."""
    if workspace.strategy is None:
        return
    bare = [goal for goal in workspace.goals if not _serving(workspace, goal, Measure)]
    yield from told(bare, workspace.goals, partial(workspace.strategy.at, "priorities", key=True))


@rule("CMP103", Severity.WARNING, needs_all=True, hint=True)
def no_environment(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A strategy rests on an assessment of the operating environment."""
    strategy = workspace.strategy
    if strategy is not None and strategy.environment is None and "environment" not in strategy.covered_by:
        yield Remark(strategy.at("title", key=True), {})


@rule("CMP104", Severity.WARNING, needs_all=True, hint=True)
def no_follow_up(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A strategy says how its fulfilment is evaluated and followed up."""
    strategy = workspace.strategy
    if strategy is not None and strategy.follow_up is None and "follow_up" not in strategy.covered_by:
        yield Remark(strategy.at("title", key=True), {})


@rule("CMP105", Severity.INFO, needs_all=True)
def value_without_statements(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A value says how it is lived."""
    strategy = workspace.strategy
    if strategy is None:
        return
    bare = [value for value in strategy.values if not value.statements]
    if bare:
        arguments = {"count": len(bare), "total": len(strategy.values)}
        yield Remark(bare[0].at("name"), arguments)


@rule("CMP106", Severity.INFO, needs_all=True)
def orphan_measure(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A measure serves a goal, not only a priority or nothing at all."""
    upper = {priority.id for priority in workspace.priorities} | {"strategy", "environment"}
    orphans = [m for m in workspace.measures if {target(link).root for link in links(m.serves)} <= upper]
    if workspace.strategy is not None:
        yield from told(orphans, workspace.measures, _registry(workspace, workspace.measures))


@rule("CMP107", Severity.WARNING, needs_all=True)
def indicator_without_target(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every indicator says what is aimed at."""
    described = {"environment"}
    measured = [
        indicator
        for indicator in workspace.indicators
        # What is done or not needs a day, which MEA107 asks for.
        if indicator.type != "boolean" and {target(link).root for link in links(indicator.serves)} != described
    ]
    bare = [i for i in measured if not i.targets and not any(part.targets for part in i.components)]
    yield from told(bare, measured, _registry(workspace, measured))


@rule("CMP108", Severity.INFO, needs_all=True)
def indicator_of_everything(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """An indicator measures a goal or a priority, not just the strategy as a whole."""
    loose = [i for i in workspace.indicators if {target(link).root for link in links(i.serves)} <= {"strategy"}]
    yield from told(loose, workspace.indicators, _registry(workspace, workspace.indicators))


@rule("CMP109", Severity.INFO, needs_all=True)
def no_mission_or_vision(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A strategy says what the county is for and what it wants to become."""
    strategy = workspace.strategy
    if strategy is None:
        return
    missing = [name for name in ("mission", "vision") if getattr(strategy, name) is None]
    if missing:
        yield Remark(strategy.at("title", key=True), {}, missing[0] if len(missing) == 1 else "")


@rule("CMP110", Severity.WARNING, needs_all=True)
def priority_without_goals(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A priority has goals."""
    for priority in workspace.priorities:
        if not workspace.goals_of(priority):
            yield Remark(priority.at("id"), {"id": priority.id})


@rule("CMP111", Severity.INFO, needs_all=True)
def indicators_defined_elsewhere(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Indicators that another document defines are to be read there."""
    strategy = workspace.strategy
    if strategy is not None and strategy.follow_up is not None and _defined_elsewhere(workspace):
        names = ", ".join(str(reference) for reference in strategy.follow_up.indicators_defined_in)
        bare = [goal for goal in workspace.goals if not _serving(workspace, goal, Indicator)]
        if bare:
            arguments = {"documents": names, "count": len(bare), "total": len(workspace.goals)}
            yield Remark(strategy.follow_up.at("indicators_defined_in", key=True), arguments)


def _defined_elsewhere(workspace: Workspace) -> bool:
    """Whether the strategy leaves its indicators to other documents."""
    strategy = workspace.strategy
    return strategy is not None and strategy.follow_up is not None and bool(strategy.follow_up.indicators_defined_in)


def _serving(workspace: Workspace, goal: Goal, kind: type[Server]) -> bool:
    """Whether something of a kind serves the goal, a line below it, or the perspective that groups it."""
    served = [point.id for point in goal.points if not isinstance(point, LocalizedText) and point.id]
    served.append(goal.id)
    parent = workspace.parents[goal.id]
    if isinstance(parent, Perspective):
        served.append(parent.id)
    return not workspace.served_by(kind).isdisjoint(served)


def _registry(workspace: Workspace, items: Sequence[Measure] | Sequence[Indicator]) -> Whereabouts | None:
    """Where a registry begins: its first entity; None for an empty one."""
    return partial(items[0].at, "id") if items else None
