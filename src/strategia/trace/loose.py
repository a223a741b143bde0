"""Loose ends: rows of money that fund nothing, and what was made to carry the strategy and carries nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from strategia.model.base import Entity
from strategia.model.budget import Appropriation, Budget, BudgetUnit
from strategia.model.services import ServiceLine
from strategia.trace.money import Row
from strategia.workspace import Workspace

_T = TypeVar("_T", bound=Entity)


def rows(workspace: Workspace, budget: Budget) -> tuple[Row, ...]:
    """The rows that fund nothing, nor does what they stand within or what stands within them.

    A unit in which nothing funds anything is told once, without the rows within it.
    """
    linked = _linked(workspace)
    set_aside: dict[str | None, list[Appropriation]] = defaultdict(list)
    for appropriation in budget.appropriations:
        set_aside[appropriation.unit.root if appropriation.unit is not None else None].append(appropriation)
    outermost: tuple[Row, ...] = (*budget.operating, *set_aside[None], *budget.investments)

    def within(row: Row) -> tuple[Row, ...]:
        return (*row.units, *set_aside[row.id]) if isinstance(row, BudgetUnit) else ()

    return tuple(row for top in outermost for row in _loose(top, linked, within))


def entities(workspace: Workspace) -> tuple[Entity, ...]:
    """The measures, lines, goals of the budget and indicators that carry nothing, in this order."""
    linked = _linked(workspace)
    lines = [line for root in workspace.services for line in (*root.aims, *root.goals, *root.service_levels)]
    budget_goals = [goal for budget in workspace.budgets for goal in budget.goals]
    single: list[Entity] = [*workspace.measures]
    single += [line for top in lines for line in _loose(top, linked, _within)]
    single += [*budget_goals, *workspace.indicators]
    return tuple(entity for entity in single if vars(entity)["id"] not in linked)


def _within(line: ServiceLine) -> tuple[ServiceLine, ...]:
    return line.lines


def _linked(workspace: Workspace) -> set[str]:
    """The ids of everything that has written a link, a broken one too: that is another matter."""
    return {str(vars(edge.lower)["id"]) for edge in workspace.edges}


def _loose(top: _T, linked: set[str], within: Callable[[_T], Iterable[_T]]) -> Iterator[_T]:
    """The outermost entities, from `top` downwards, with no link in them."""
    if vars(top)["id"] in linked:
        return
    parts = list(within(top))
    loose = [list(_loose(part, linked, within)) for part in parts]
    if all(found == [part] for part, found in zip(parts, loose, strict=True)):
        yield top
    else:
        for found in loose:
            yield from found
