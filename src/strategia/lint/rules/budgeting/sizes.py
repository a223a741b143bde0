"""BUD132–134: figures out of all proportion, as when one is written in another unit of money than the rest."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from statistics import median_low

from strategia.diagnostics import Money, Severity, Terms
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.rules.budgeting.wording import column, name
from strategia.model.base import Entity
from strategia.model.budget import Budget, BudgetUnit, CashFlowRow, IncomeRow, MoneyUnit
from strategia.model.statements import COST_LINES, REVENUE_LINES
from strategia.trace.money import EUROS, units
from strategia.trace.statements import Statement
from strategia.trace.sums import EXACT, SIDES, exact_sum, units_known
from strategia.workspace import Workspace

_USUAL = (Decimal(300_000_000), Decimal(2_500_000_000))
"""Between how many euros the operating costs of a county usually are."""

_PEOPLED = (30_000, 1_500_000)
"""Between how many residents any county has."""

_THOUSANDS = (1_000, 1_000_000)
"""By what a figure is too large when it is in another unit of money than the rest."""

_MANIFOLD = 500
"""From how many times everything beside it a unit can hardly be so large."""

_SETTLED: frozenset[str] = (COST_LINES | REVENUE_LINES | {"operating_margin"}) - {
    "loans_raised",
    "loans_repaid",
    "investment_costs",
    "investment_grants",
    "disposals",
    "own_production",
}
"""The lines that do not jump from year to year."""


@rule("BUD132", Severity.WARNING)
def unit_of_money(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The unit of money is such that the county's costs come to what a county costs."""
    for budget in workspace.budgets:
        if (total := _county(budget)) is None or _is_usual(total, budget.money):
            continue
        for unit in EUROS:
            if _is_usual(total, unit):
                words = {"likely": unit, "unit": Terms("money", (unit,))}
                yield Remark(budget.at("money"), _size(budget, total) | words, _variant(budget))


@rule("BUD133", Severity.INFO)
def unusual_size(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The county's costs are of the size of a county."""
    for budget in workspace.budgets:
        total = _county(budget)
        if total is None or any(_is_usual(total, unit) for unit in EUROS):
            continue
        yield Remark(budget.at("money"), _size(budget, total), _variant(budget))


def _county(budget: Budget) -> Decimal | None:
    """What the county costs in the budget year, or has to spend; None where the budget does not tell."""
    income, year = Statement(budget, "income_statement"), str(budget.years[0])
    figures = income.known("operating_costs", year) or units_known(budget, budget.operating, "costs", year)
    if not figures:
        revenue, state = income.value("operating_revenue", year), income.value("state_funding", year)
        return None if revenue is None or state is None else EXACT.add(revenue, state).copy_abs() or None
    return exact_sum(figure.value for figure in figures).copy_abs() or None


def _is_usual(total: Decimal, unit: MoneyUnit) -> bool:
    return _USUAL[0] <= EXACT.multiply(total, EUROS[unit]) <= _USUAL[1]


def _size(budget: Budget, total: Decimal) -> dict[str, object]:
    euros = EXACT.multiply(total, EUROS[budget.money])
    return {"year": budget.years[0], "total": Money(total, budget.money), "euros": Money(euros, "eur")}


def _variant(budget: Budget) -> str:
    """How the size is told: what is written in euros needs no translation."""
    return "eur" if budget.money == "eur" else ""


@rule("BUD134", Severity.WARNING)
def thousandfold(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A figure is in proportion to the other years of its row, to the units beside it, to the county."""
    for budget in workspace.budgets:
        rows: tuple[IncomeRow | CashFlowRow, ...] = (*budget.income_statement, *budget.cash_flow)
        for row in rows:
            if row.row in _SETTLED:
                yield from _among_years(workspace, budget, row, "amounts", row.amounts)
        for unit in units(budget.operating):
            # A net is near nothing where revenue and costs are alike.
            for key in SIDES:
                yield from _among_years(workspace, budget, unit, key, getattr(unit, key) or {})
        for appropriation in budget.appropriations:
            yield from _among_years(workspace, budget, appropriation, "amounts", appropriation.amounts)
        for siblings in (budget.operating, *(unit.units for unit in units(budget.operating))):
            yield from _among_units(workspace, budget, siblings)
        yield from _alone(budget)


def _among_years(
    workspace: Workspace, budget: Budget, entity: Entity, key: str, amounts: Mapping[str, Decimal]
) -> Iterator[Remark]:
    sizes = {year: value.copy_abs() for year, value in amounts.items() if value}
    # Most rows are even, and to look for the typical year takes longer.
    if not sizes or max(sizes.values()) < min(sizes.values()) * _MANIFOLD:
        return
    typical = median_low(sizes.values())
    for year, size in sizes.items():
        variant = "larger" if _is_times(size, typical) else "smaller" if _is_times(typical, size) else ""
        if variant:
            arguments = {
                "name": column(workspace, entity, key),
                "year": year,
                "stated": Money(amounts[year], budget.money),
                "typical": Money(typical.copy_sign(amounts[year]), budget.money),
            }
            yield Remark(entity.at(key, year), arguments, variant)


def _is_times(size: Decimal, typical: Decimal) -> bool:
    """Whether one amount is about a thousand or a million times another."""
    return any(typical * times / 2 < size < typical * times * 2 for times in _THOUSANDS)


def _among_units(workspace: Workspace, budget: Budget, siblings: tuple[BudgetUnit, ...]) -> Iterator[Remark]:
    """A remark on a unit whose costs of the budget year are many times those of all units beside it together."""
    year = str(budget.years[0])
    sized = [(unit, unit.costs) for unit in siblings if unit.costs and unit.costs.get(year)]
    if len(sized) < 3:
        return
    whole = exact_sum(costs[year].copy_abs() for _, costs in sized)
    for unit, costs in sized:
        size = costs[year].copy_abs()
        others = EXACT.subtract(whole, size)
        # One that is so large in this year only is told beside its other years.
        if size > others * _MANIFOLD and not any(_is_times(size, value.copy_abs()) for value in costs.values()):
            arguments = {
                "name": name(workspace, unit),
                "year": year,
                "stated": Money(costs[year], budget.money),
                "others": Money(others.copy_sign(costs[year]), budget.money),
            }
            yield Remark(unit.at("costs", year), arguments, "units")


def _alone(budget: Budget) -> Iterator[Remark]:
    """A remark on each figure that belongs to no sum and is out of all proportion to the county."""
    if (population := budget.population) is not None and not _PEOPLED[0] <= population.value <= _PEOPLED[1]:
        yield Remark(population.at("value"), {"stated": population.value}, "population")
    if (total := _county(budget)) is None:
        return
    county = {"total": Money(total, budget.money), "year": budget.years[0]}
    if (deficit := budget.deficit) is not None and deficit.opening.copy_abs() > total:
        yield Remark(deficit.at("opening"), {"stated": Money(deficit.opening, budget.money), **county}, "deficit")
    if (authority := budget.loan_authority) is not None:
        for year, amount in authority.amounts.items():
            if amount.copy_abs() > total:
                stated = {"stated": Money(amount, budget.money), "of": year}
                yield Remark(authority.at("amounts", year), {**stated, **county}, "authority")
