"""Computing: what an indicator comes to by a budget, and the rows that it follows from."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

from strategia.model.budget import Budget, ColumnKind, IncomeRow, Population
from strategia.model.indicators import Computation, Indicator
from strategia.model.statements import COST_LINES, IncomeLine
from strategia.source import Location
from strategia.trace.money import EUROS
from strategia.workspace import Workspace

_EXACT = Context(prec=120)
"""Sums and products of amounts are exact, and a quotient has more digits than anybody prints."""

Column = ColumnKind | Literal["plan"]


@dataclass(frozen=True, slots=True)
class Operand:
    """A number that a computed value rests on: in the unit of its file, costs negative; or how many residents."""

    entity: IncomeRow | Population
    year: int
    value: Decimal
    location: Location


@dataclass(frozen=True, slots=True)
class Computed:
    """What an indicator comes to in a year: in euros, in euros a resident, as a ratio or per cent; not rounded.

    `of` is what is computed, `per` what it is divided by or compared with.
    """

    budget: Budget
    column: Column
    year: int
    value: Decimal
    of: Operand
    per: Operand | None = None

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The numbers that the value rests on."""
        return (self.of,) if self.per is None else (self.of, self.per)

    def is_illustrative(self, workspace: Workspace) -> bool:
        """Whether something that the value rests on is made up."""
        return any(workspace.is_illustrative(operand.entity) for operand in self.operands)


def computed(workspace: Workspace, indicator: Indicator) -> tuple[Computed, ...]:
    """What an indicator comes to by year, by the newest budget that has its rows; nothing where none has them."""
    if indicator.computed is None:
        return ()
    for budget in reversed(workspace.budgets):
        if found := tuple(by_year(indicator.computed, budget)):
            return found
    return ()


def by_year(computation: Computation, budget: Budget) -> Iterator[Computed]:
    """The years of a budget in which all that is needed is known, with what comes of it."""
    years = sorted({*map(int, budget.comparison), *budget.years})
    for year in years:
        of = _line(budget, computation.of, year)
        per = _divisor(computation, budget, year)
        if of is None or (per is None and computation.per is not None):
            continue
        value = _value(computation, budget, of.value, per.value if per is not None else None)
        if value is not None:
            yield Computed(budget, _column(budget, year), year, value, of, per)


def missing(computation: Computation, budget: Budget) -> tuple[str, ...]:
    """What a budget lacks for a computation in its first year: lines of the income statement, `resident`."""
    year = budget.years[0]
    found = [computation.of] if _line(budget, computation.of, year) is None else []
    lacks = computation.per is not None and _divisor(computation, budget, year) is None
    return (*found, *((str(computation.per),) if lacks else ()))


def _divisor(computation: Computation, budget: Budget, year: int) -> Operand | None:
    if computation.per == "resident":
        residents = budget.population
        if residents is None:
            return None
        return Operand(residents, residents.year, residents.value, residents.at("value"))
    if computation.per == "year_before":
        return _line(budget, computation.of, year - 1)
    return _line(budget, computation.per, year) if computation.per is not None else None


def _line(budget: Budget, name: str, year: int) -> Operand | None:
    """What is written on a line for a year; the net costs stand on the line of the operating margin."""
    line: IncomeLine | str = "operating_margin" if name == "net_costs" else name
    key = str(year)
    row = next((row for row in budget.income_statement if row.row == line and key in row.amounts), None)
    if row is None:
        return None
    value = row.amounts[key]
    turned = name == "net_costs" or (budget.signs == "costs_positive" and line in COST_LINES)
    return Operand(row, year, value.copy_negate() if turned and value else value, row.at("amounts", key))


def _value(computation: Computation, budget: Budget, of: Decimal, per: Decimal | None) -> Decimal | None:
    """The value; None where it would be divided by zero."""
    scale = EUROS[budget.money]
    if per is None:
        return _EXACT.multiply(of, Decimal(scale))
    if computation.per == "year_before":
        of = _EXACT.subtract(of, per)
        if computation.form == "amount":
            return _EXACT.multiply(of, Decimal(scale))
    if not per:
        return None
    if computation.per == "resident":
        of = _EXACT.multiply(of, Decimal(scale))
    if computation.form == "percent":
        of = _EXACT.multiply(of, Decimal(100))
    return _EXACT.divide(of, abs(per))


def _column(budget: Budget, year: int) -> Column:
    """What a column of a budget holds."""
    if year == budget.years[0]:
        return "budget"
    return "plan" if year in budget.years else budget.comparison[str(year)]
