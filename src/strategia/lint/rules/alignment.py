"""ALI: whether the strategy, the service strategy and the budget hold together.

A rule asks only where there is something to ask of: a county without a budget is not told that its goals
have no money. Which goals are about services no file says; that the service strategy leaves one out is told
once, for information, and a priority of which it says nothing at all apart from the rest.
"""

from collections.abc import Iterator
from functools import partial

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, listed, rule, told
from strategia.model.budget import Budget, BudgetGoal
from strategia.model.indicators import Indicator
from strategia.model.links import links
from strategia.model.measures import Measure, Programme
from strategia.model.services import ServiceLine
from strategia.model.strategy import Goal
from strategia.trace.money import Row, is_row, rows, units
from strategia.trace.reach import ids_within
from strategia.workspace import Edge, Workspace

_EXCUSABLE = (Goal, Measure, ServiceLine, BudgetGoal)
_ONE_BY_ONE = 3
"""How many suspect links to one thing are told one by one."""


# --- the strategy and the service strategy -----------------------------------------------


@rule("ALI101", Severity.INFO, needs_all=True)
def goal_without_service_line(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The service strategy carries every goal of the priorities that it speaks of."""
    if workspace.strategy is None or not workspace.services:
        return
    goals = context.thread(workspace).goals
    spoken_of = {coverage.priority.id for coverage in goals if coverage.statuses["services"] != "uncovered"}
    asked = [coverage for coverage in goals if coverage.priority.id in spoken_of]
    bare = [coverage.goal for coverage in asked if coverage.statuses["services"] == "uncovered"]
    yield from told(bare, asked, partial(workspace.strategy.at, "priorities", key=True), once=True)


@rule("ALI102", Severity.INFO, needs_all=True)
def priority_without_service_line(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The service strategy speaks of every priority, or a reader knows why not."""
    if workspace.strategy is None or not workspace.services:
        return
    goals = context.thread(workspace).goals
    spoken_of = {coverage.priority.id for coverage in goals if coverage.statuses["services"] != "uncovered"}
    asked = [priority for priority in workspace.priorities if workspace.goals_of(priority)]
    bare = [priority for priority in asked if priority.id not in spoken_of]
    # Where it speaks of none, its lines are told of.
    if len(bare) < len(asked):
        yield from told(bare, asked, partial(workspace.strategy.at, "priorities", key=True), once=True)


@rule("ALI103", Severity.WARNING, needs_all=True, hint=True)
def line_implementing_nothing(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every line of the service strategy implements something of the strategy, itself or in its lines."""
    lines = _lines(workspace)
    loose = [line for outer in lines for line in _loose(outer)]
    yield from told(loose, [line for outer in lines for line in _with_inner(outer)], None)


def _loose(line: ServiceLine) -> Iterator[ServiceLine]:
    """The outermost lines that implement nothing and have nothing in them that does."""
    if links(line.implements):
        return
    if any(links(inner.implements) for inner in _with_inner(line)):
        for inner in line.lines:
            yield from _loose(inner)
    else:
        yield line


# --- means -------------------------------------------------------------------------------


@rule("ALI104", Severity.WARNING, needs_all=True)
def line_without_means(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A line of the service strategy has money, a measure or a goal of the budget, or says why it needs none.

    Its aims are carried by the lines and need no means of their own.
    """
    if not workspace.budgets:
        return
    lines = [line for root in workspace.services for line in (*root.goals, *root.service_levels)]
    carried = context.thread(workspace).reach.reached(edge for edge in workspace.edges if _is_means(edge))
    given = {e.target for e in workspace.edges if _is_means(e) or str(vars(e.lower)["id"]) in carried}
    # A line may also carry out a measure that the strategy has.
    given |= {str(vars(e.lower)["id"]) for e in workspace.edges if e.upper.__class__ in (Measure, Programme)}
    bare = [line for outer in lines for line in _without_means(outer, given, carried)]
    yield from told(bare, [line for outer in lines for line in _with_inner(outer)], None)


def _without_means(line: ServiceLine, given: set[str], carried: set[str]) -> Iterator[ServiceLine]:
    """The outermost lines without means; what a line is given goes for the lines in it."""
    if line.no_cost is not None or line.id in given:
        return
    if any(part.id in given or part.id in carried or part.no_cost is not None for part in _with_inner(line)):
        for inner in line.lines:
            yield from _without_means(inner, given, carried)
    else:
        yield line


def _is_means(edge: Edge) -> bool:
    return edge.lower.__class__ in (Measure, Programme, BudgetGoal) or is_row(edge.lower)


@rule("ALI105", Severity.WARNING, needs_all=True)
def goal_without_money(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Money reaches every goal, directly or through what carries it, or somebody says why it needs none."""
    if workspace.strategy is None or not workspace.budgets:
        return
    goals = context.thread(workspace).goals
    bare = [coverage.goal for coverage in goals if coverage.statuses["money"] == "uncovered"]
    yield from told(bare, goals, partial(workspace.strategy.at, "priorities", key=True))


@rule("ALI106", Severity.WARNING, needs_all=True, hint=True)
def budget_goal_bound_to_nothing(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every goal of the budget implements something of the strategy."""
    for budget in workspace.budgets:
        loose = [goal for goal in budget.goals if not links(goal.implements)]
        yield from told(loose, budget.goals, partial(budget.at, "goals", key=True))


@rule("ALI107", Severity.WARNING, needs_all=True)
def binding_goal_without_target(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A binding goal of the budget says what is aimed at, itself or through an indicator."""
    for budget in workspace.budgets:
        binding = [goal for goal in budget.goals if goal.binding in ("council", "board")]
        bare = [goal for goal in binding if not goal.targets and not _is_measured(workspace, goal)]
        yield from told(bare, binding, partial(budget.at, "goals", key=True))


def _is_measured(workspace: Workspace, goal: BudgetGoal) -> bool:
    """Whether an indicator with a target measures a goal of the budget."""
    named = (workspace.entities.get(reference.root) for reference in goal.indicators)
    return any(
        isinstance(indicator, Indicator) and (indicator.targets or any(part.targets for part in indicator.components))
        for indicator in (*named, *workspace.indicators_of(goal.id))
    )


@rule("ALI108", Severity.WARNING, needs_all=True)
def goal_with_money_alone(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A goal that money reaches is also carried by something that is done or measured."""
    if workspace.strategy is None or not workspace.budgets:
        return
    thread = context.thread(workspace)
    money, _ = thread.reached["money"]
    other = thread.reach.reached(edge for edge in workspace.edges if not is_row(edge.lower))
    paid = [coverage for coverage in thread.goals if not money.isdisjoint(coverage.ids)]
    alone = [coverage.goal for coverage in paid if other.isdisjoint((*coverage.ids, coverage.priority.id))]
    yield from told(alone, paid, partial(workspace.strategy.at, "priorities", key=True))


@rule("ALI109", Severity.INFO, needs_all=True)
def row_that_funds_nothing(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Where some of the rows beside each other say what they fund, the others say it too."""
    for budget in workspace.budgets:
        saying = _saying(budget)
        groups: list[tuple[Row, ...]] = [budget.operating, *(unit.units for unit in units(budget.operating))]
        groups += [budget.appropriations, budget.investments]
        asked = [row for group in groups if any(row.id in saying for row in group) for row in group]
        yield from told([row for row in asked if row.id not in saying], asked, None, once=True)


def _saying(budget: Budget) -> set[str]:
    """The ids of the rows that say what they fund, of the units around them, and of all that stands in them."""
    around = {inner.id: unit.id for unit in units(budget.operating) for inner in unit.units}
    around |= {row.id: row.unit.root for row in budget.appropriations if row.unit is not None}
    whole = {row.id for row in rows(budget) if links(row.funds)}
    found: set[str] = set()
    for row in whole:
        known: str | None = row
        while known is not None and known not in found:
            found.add(known)
            known = around.get(known)
    # Units come before what stands in them.
    for inner in rows(budget):
        if around.get(inner.id) in whole:
            whole.add(inner.id)
    return found | whole


@rule("ALI110", Severity.WARNING)
def no_cost_beside_money(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """What says that it needs no money gets none."""
    if not workspace.budgets:
        return
    thread = context.thread(workspace)
    money, _ = thread.reached["money"]
    for entity in workspace.parts:
        fields = vars(entity)
        if entity.__class__ not in _EXCUSABLE or fields["no_cost"] is None or fields["id"] not in money:
            continue
        paying = [edge for known in ids_within(entity) for edge in _paying(workspace, known)]
        arguments = {"id": fields["id"], "rows": listed(str(vars(edge.lower)["id"]) for edge in paying)}
        places = tuple(edge.location for edge in paying)
        yield Remark(entity.at("no_cost"), arguments, "" if paying else "below", places)


def _paying(workspace: Workspace, known: str) -> list[Edge]:
    return [edge for edge in workspace.below.get(known, ()) if is_row(edge.lower)]


# --- lines of the service strategy -------------------------------------------------------


def _lines(workspace: Workspace) -> tuple[ServiceLine, ...]:
    """The outermost lines of the service strategies."""
    return tuple(line for root in workspace.services for line in (*root.aims, *root.goals, *root.service_levels))


def _with_inner(line: ServiceLine) -> Iterator[ServiceLine]:
    """A line with all lines below it."""
    yield line
    for inner in line.lines:
        yield from _with_inner(inner)
