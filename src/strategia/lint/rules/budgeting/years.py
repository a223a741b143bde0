"""BUD111–115: the years of a budget, those of its rows, and those of the strategy that it implements."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from strategia.diagnostics import Severity, Terms
from strategia.lint.rule import Context, Remark, Whereabouts, listed, rule
from strategia.lint.rules.budgeting.wording import RELATED, name
from strategia.model.base import Entity
from strategia.model.budget import Budget
from strategia.trace.money import units
from strategia.trace.sums import UNIT_FIELDS, written
from strategia.workspace import Workspace

_LEAST = 3
"""How many years a financial plan has at least, the budget year among them (611/2021, 115 §)."""

_FEW = 3
"""Rows that lack a year are named up to so many; more of them are counted where they are the greater part."""


@rule("BUD111", Severity.WARNING, hint=True)
def plan_years(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A financial plan is for three or more consecutive years, and the budget year is the first of them."""
    for budget in workspace.budgets:
        years = budget.years
        arguments = {"years": _listed(years), "count": len(set(years)), "first": years[0]}
        if any(after != before + 1 for before, after in pairwise(years)):
            yield Remark(budget.at("years"), arguments, "gap")
        elif len(years) < _LEAST:
            yield Remark(budget.at("years"), arguments, "few")
        for year in budget.comparison:
            if int(year) >= years[0]:
                more = {"year": year, "first": years[0]}
                yield Remark(budget.at("comparison", year, key=True), more, "comparison", (budget.at("years"),))


@rule("BUD112", Severity.WARNING, hint=True)
def outside_period(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A budget is for a year of the strategy's period."""
    if (strategy := workspace.strategy) is None:
        return
    period = strategy.period
    for budget in workspace.budgets:
        if not period.start <= budget.years[0] <= period.end:
            apart = not any(period.start <= year <= period.end for year in budget.years)
            arguments = {
                "year": budget.years[0],
                "years": _listed(budget.years),
                "start": period.start,
                "end": period.end,
            }
            place = strategy.at("period")
            yield Remark(budget.at("years", 0), arguments, "apart" if apart else "", (place,))


@rule("BUD113", Severity.ERROR)
def stray_year(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Amounts and targets are given for years of the plan and of the comparison."""
    for budget in workspace.budgets:
        known = _known(budget)
        strays: dict[str, list[tuple[Entity, str]]] = defaultdict(list)
        for entity, key, amounts in written(budget):
            for year in amounts.keys() - known:
                strays[year].append((entity, key))
        for year, found in sorted(strays.items()):
            places = tuple(entity.at(key, year, key=True) for entity, key in found[: RELATED + 1])
            yield Remark(places[0], {"year": year, "count": len(found)}, related=places[1:])
        yield from _stray_targets(budget, known)


def _stray_targets(budget: Budget, known: frozenset[str]) -> Iterator[Remark]:
    """A remark for each year for which goals have targets, though the budget does not have it."""
    strays: dict[str, list[Entity]] = defaultdict(list)
    for goal in budget.goals:
        for year in goal.targets.keys() - known:
            strays[year].append(goal)
    for year, goals in sorted(strays.items()):
        places = tuple(goal.at("targets", year, key=True) for goal in goals[: RELATED + 1])
        arguments = {"year": year, "count": len(goals), "ids": listed(vars(goal)["id"] for goal in goals)}
        yield Remark(places[0], arguments, "targets", places[1:])


def _known(budget: Budget) -> frozenset[str]:
    """The years of the plan and of the comparison, as they stand in amounts."""
    return frozenset((*map(str, budget.years), *budget.comparison))


@rule("BUD114", Severity.WARNING)
def year_missing(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A row has an amount for every year for which the rows beside it have one."""
    for budget in workspace.budgets:
        known = sorted(_known(budget))
        for place, cells in _tables(budget):
            for year in known:
                yield from _lacking(workspace, place, cells, year)
        yield from _empty(budget)


Cell = tuple[Entity, str]
"""A row, and the key of its amounts."""


def _tables(budget: Budget) -> Iterator[tuple[Whereabouts, list[Cell]]]:
    """The rows that stand beneath one another, and where they begin."""
    groups = [(partial(budget.at, "operating", key=True), budget.operating)]
    groups += [(partial(unit.at, "units", key=True), unit.units) for unit in units(budget.operating) if unit.units]
    for place, siblings in groups:
        for field in UNIT_FIELDS:
            yield place, [(unit, field) for unit in siblings if getattr(unit, field)]
    yield partial(budget.at, "income_statement", key=True), [(row, "amounts") for row in budget.income_statement]
    yield partial(budget.at, "cash_flow", key=True), [(row, "amounts") for row in budget.cash_flow]


def _lacking(workspace: Workspace, place: Whereabouts, cells: list[Cell], year: str) -> Iterator[Remark]:
    """A remark for each row that lacks a year that others have, or one for all of them."""
    bare = [(entity, key) for entity, key in cells if year not in getattr(entity, key)]
    if not bare or len(bare) == len(cells):
        return
    if len(bare) > _FEW and len(bare) * 2 > len(cells):
        arguments = {"year": year, "count": len(bare), "total": len(cells)}
        yield Remark(place(), arguments, "many", tuple(entity.at(key, key=True) for entity, key in bare[:RELATED]))
        return
    for entity, key in bare:
        if key in UNIT_FIELDS:
            arguments = {"year": year, "name": name(workspace, entity), "field": Terms("amount", (key,))}
            yield Remark(entity.at(key, key=True), arguments, "unit")
        else:
            yield Remark(entity.at(key, key=True), {"year": year, "name": name(workspace, entity)})


def _empty(budget: Budget) -> Iterator[Remark]:
    """A remark for each year of the plan of which the income statement knows nothing."""
    filled = {year for row in budget.income_statement for year in row.amounts}
    for index, year in enumerate(budget.years):
        if filled and str(year) not in filled:
            yield Remark(budget.at("years", index), {"year": year}, "empty")


@rule("BUD115", Severity.WARNING)
def year_budgeted_twice(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A county has one budget for a year."""
    first: dict[int, Budget] = {}
    for budget in workspace.budgets:
        earlier = first.setdefault(budget.years[0], budget)
        if earlier is not budget:
            arguments = {"year": budget.years[0], "other": earlier.at("kind").path}
            yield Remark(budget.at("years", 0), arguments, related=(earlier.at("years", 0),))


def _listed(years: Sequence[int]) -> str:
    return ", ".join(map(str, years))
