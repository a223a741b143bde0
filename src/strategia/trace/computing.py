"""Computing: what an indicator comes to by a budget, and the rows that it follows from."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from strategia.model.base import Entity
from strategia.model.budget import Budget, ColumnKind
from strategia.model.indicators import Computation, Indicator
from strategia.source import Location
from strategia.trace.money import EUROS
from strategia.trace.statements import Statement
from strategia.trace.sums import EXACT, exact_sum
from strategia.workspace import Workspace

Column = ColumnKind | Literal["plan"]


@dataclass(frozen=True, slots=True)
class Operand:
    """A number that a computed value rests on: in the unit of its file, costs negative; or how many residents.

    `name` is a line of the income statement or `resident`. Several entities are rows that add up to the line.
    """

    name: str
    year: int
    value: Decimal
    entities: tuple[Entity, ...]
    locations: tuple[Location, ...]


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
        return any(workspace.is_illustrative(entity) for operand in self.operands for entity in operand.entities)


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
    income = Statement(budget, "income_statement")
    for year in sorted({*map(int, budget.comparison), *budget.years}):
        of = _line(income, computation.of, year)
        per = _divisor(computation, budget, income, year)
        if of is None or (per is None and computation.per is not None):
            continue
        value = _value(computation, EUROS[budget.money], of.value, per.value if per is not None else None)
        if value is not None:
            yield Computed(budget, _column(budget, year), year, value, of, per)


def missing(computation: Computation, budget: Budget) -> tuple[str, ...]:
    """What a budget lacks for a computation in its first year: lines of the income statement, `resident`."""
    income, year = Statement(budget, "income_statement"), budget.years[0]
    found: list[str] = [] if _line(income, computation.of, year) is not None else [computation.of]
    if computation.per is not None and _divisor(computation, budget, income, year) is None:
        found.append(computation.per)
    return tuple(found)


def _divisor(computation: Computation, budget: Budget, income: Statement, year: int) -> Operand | None:
    if computation.per == "resident":
        residents = budget.population
        if residents is None:
            return None
        return Operand("resident", residents.year, residents.value, (residents,), (residents.at("value"),))
    if computation.per == "year_before":
        return _line(income, computation.of, year - 1)
    return _line(income, computation.per, year) if computation.per is not None else None


def _line(income: Statement, name: str, year: int) -> Operand | None:
    """What a line comes to in a year, written or by its parts; the net costs are the operating margin turned."""
    figures = income.known("operating_margin" if name == "net_costs" else name, str(year))
    if figures is None:
        return None
    value = exact_sum(figure.value for figure in figures)
    entities = tuple(figure.entity for figure in figures)
    locations = tuple(figure.entity.at(figure.key, figure.year) for figure in figures)
    return Operand(name, year, value.copy_negate() if name == "net_costs" and value else value, entities, locations)


def _value(computation: Computation, scale: int, of: Decimal, per: Decimal | None) -> Decimal | None:
    """The value; None where it would be divided by zero."""
    if per is None:
        return EXACT.multiply(of, Decimal(scale))
    if computation.per == "year_before":
        of = EXACT.subtract(of, per)
        if computation.form == "amount":
            return EXACT.multiply(of, Decimal(scale))
    if not per:
        return None
    if computation.per == "resident":
        of = EXACT.multiply(of, Decimal(scale))
    if computation.form == "percent":
        of = EXACT.multiply(of, Decimal(100))
    return EXACT.divide(of, EXACT.abs(per))


def _column(budget: Budget, year: int) -> Column:
    """What a column of a budget holds."""
    if year == budget.years[0]:
        return "budget"
    return "plan" if year in budget.years else budget.comparison[str(year)]
