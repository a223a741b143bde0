"""BUD131: costs and revenue have the sign that their file states, and a row keeps its sign."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain
from statistics import median_low
from typing import Literal, NamedTuple

from strategia.diagnostics import Entry, Money, Severity, Terms
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.rules.budgeting.wording import RELATED, column
from strategia.model.base import Entity
from strategia.model.budget import Budget, CashFlowRow, IncomeRow, Investment
from strategia.model.statements import COST_LINES, REVENUE_LINES
from strategia.trace.money import units
from strategia.trace.statements import statements
from strategia.trace.sums import uneven_nets, uneven_units
from strategia.workspace import Workspace

Side = Literal["costs", "revenue", "either"]


_NATURES = {"loans_repaid": "payment", "investment_costs": "investment", "loans_raised": "borrowing"}
"""What the lines are that are neither costs nor income."""


class Row(NamedTuple):
    """Amounts by year that belong together, and which sign they ought to have."""

    entity: Entity
    key: str
    amounts: Mapping[str, Decimal]
    side: Side


def _rows(budget: Budget) -> Iterator[Row]:
    """Every row of which something can be said: its sign, or at least that its years have the same."""
    rows: tuple[IncomeRow | CashFlowRow, ...] = (*budget.income_statement, *budget.cash_flow)
    for row in rows:
        if row.row in COST_LINES:
            yield Row(row, "amounts", row.amounts, "costs")
        elif row.row in REVENUE_LINES:
            yield Row(row, "amounts", row.amounts, "revenue")
        elif row.row in ("operating_margin", "investing_cash_flow"):
            yield Row(row, "amounts", row.amounts, "either")
    for unit in units(budget.operating):
        yield Row(unit, "revenue", unit.revenue or {}, "revenue")
        yield Row(unit, "costs", unit.costs or {}, "costs")
        # A net that follows from both sides is checked against them, and may have any sign.
        if not (unit.revenue and unit.costs):
            yield Row(unit, "net", unit.net or {}, "either")
    for investment in budget.investments:
        yield Row(investment, "costs", investment.costs, "costs")
        yield Row(investment, "grants", investment.grants or {}, "revenue")
    for appropriation in budget.appropriations:
        yield Row(appropriation, "amounts", appropriation.amounts, "either")
    for saving in budget.savings:
        yield Row(saving, "amounts", saving.amounts, "either")


@rule("BUD131", Severity.WARNING)
def sign_contrary(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Costs have the sign that the file states, revenue is positive, and a row keeps its sign."""
    for budget in workspace.budgets:
        contrary: dict[Side, list[tuple[Row, list[str]]]] = {"costs": [], "revenue": [], "either": []}
        counted = {"costs": 0, "revenue": 0}
        for row in _rows(budget):
            if row.side == "either":
                years = _odd_years(row.amounts)
            else:
                counted[row.side] += 1 if row.amounts else 0
                years = _contrary_years(row, budget)
            if years:
                contrary[row.side].append((row, years))
        costs = contrary["costs"]
        if _is_throughout(len(costs), counted["costs"]):
            arguments = {"signs": budget.signs, "count": len(costs), "total": counted["costs"]}
            places = tuple(row.entity.at(row.key, years[0]) for row, years in costs[:RELATED])
            yield Remark(budget.at("signs"), arguments, "many", places)
            contrary["costs"] = []
        if budget.deficit is not None and budget.deficit.opening > 0:
            opening = Money(budget.deficit.opening, budget.money)
            yield Remark(budget.deficit.at("opening"), {"rows": opening}, "deficit")
        for side, found in contrary.items():
            for row, years in found:
                told: dict[str, object] = {
                    "name": column(workspace, row.entity, row.key),
                    "nature": Terms("nature", (_nature(row),)),
                    "signs": budget.signs,
                    "rows": tuple(Entry(f"{year}:", Money(row.amounts[year], budget.money)) for year in years),
                }
                yield Remark(row.entity.at(row.key, years[0]), told, side)


def _nature(row: Row) -> str:
    """What a row is: a repayment is no cost, and a loan no income."""
    if isinstance(row.entity, Investment) and row.side == "costs":
        return "investment"
    return _NATURES.get(getattr(row.entity, "row", ""), "cost" if row.side == "costs" else "income")


def _contrary_years(row: Row, budget: Budget) -> list[str]:
    """The years in which costs or revenue have another sign than the file states."""
    negative = row.side == "costs" and budget.signs == "costs_negative"
    return [year for year, value in row.amounts.items() if value and (value < 0) != negative]


def _is_throughout(count: int, total: int) -> bool:
    """Whether so many rows have the other sign that the file states the wrong one."""
    return count > 3 and count * 2 > total


def as_meant(budget: Budget) -> Budget:
    """A budget with the signs that its costs have.

    Where BUD131 tells that a file states the wrong signs, the sums that follow from it are not told as well.
    """
    costs = [row for row in _rows(budget) if row.side == "costs" and row.amounts]
    if not _is_throughout(sum(1 for row in costs if _contrary_years(row, budget)), len(costs)):
        return budget
    other = "costs_positive" if budget.signs == "costs_negative" else "costs_negative"
    turned = budget.model_copy(update={"signs": other})
    return turned if _wrong_sums(turned) < _wrong_sums(budget) else budget


def _wrong_sums(budget: Budget) -> int:
    """How many totals of a budget are not what their parts add up to."""
    totals = chain(*(statement.uneven() for statement in statements(budget)), uneven_nets(budget), uneven_units(budget))
    return sum(1 for total in totals if not total.holds)


def _odd_years(amounts: Mapping[str, Decimal]) -> list[str]:
    """The one year whose sign is not that of the two or more others, though its size is."""
    signs: dict[bool, list[str]] = {True: [], False: []}
    for year, value in amounts.items():
        if value:
            signs[value < 0].append(year)
    few, many = sorted(signs.values(), key=len)
    if len(few) != 1 or len(many) < 2:
        return []
    typical = median_low(amounts[year].copy_abs() for year in many)
    return few if typical / 2 < amounts[few[0]].copy_abs() < typical * 2 else []
