"""Money: what each row of the budgets gives to what it funds, in euros."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from strategia.model.base import Entity
from strategia.model.budget import Appropriation, Budget, BudgetUnit, Investment, MoneyUnit
from strategia.model.links import FundsLink
from strategia.source import Location
from strategia.workspace import Edge, Workspace

EUROS: dict[MoneyUnit, int] = {"eur": 1, "teur": 1_000, "meur": 1_000_000}
"""How many euros the units of money are."""

Row = BudgetUnit | Appropriation | Investment
_ROWS = (BudgetUnit, Appropriation, Investment)


@dataclass(frozen=True, slots=True)
class Payment:
    """What a row gives to one target in one year, in euros, never negative. `whole` says that it gives all it has."""

    edge: Edge
    row: Row
    budget: Budget
    year: int
    euros: Decimal
    whole: bool

    @property
    def places(self) -> tuple[Location, ...]:
        """Where the number is written: the amount of the link, or its share and the row's own amount."""
        written = self.edge.written
        if isinstance(written, FundsLink) and written.amounts is not None:
            return (self.edge.lower.at(*self.edge.steps, "amounts", str(self.year)),)
        own = self.row.at(column(self.row), str(self.year))
        if isinstance(written, FundsLink) and written.share is not None:
            return self.edge.lower.at(*self.edge.steps, "share"), own
        return (own,)


class Ledger:
    """The rows of all budgets of a county, and what they pay for."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @cached_property
    def budget_of(self) -> dict[str, Budget]:
        """By the id of a row: the budget that it stands in."""
        return {row.id: budget for budget in self.workspace.budgets for row in rows(budget)}

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """Every payment of every budget, in the order of the files."""
        return tuple(self._payments())

    def payments_of(self, edges: Iterable[Edge]) -> tuple[Payment, ...]:
        """What links of rows give, in the order of the files."""
        places = sorted(place for edge in edges for place in self._by_edge.get(id(edge), ()))
        return tuple(self.payments[place] for place in places)

    @cached_property
    def _by_edge(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for place, payment in enumerate(self.payments):
            found[id(payment.edge)].append(place)
        return found

    def _payments(self) -> Iterator[Payment]:
        for edge in self.workspace.edges:
            if edge.relation != "funds" or not isinstance(edge.lower, Row):
                continue
            budget = self.budget_of.get(edge.lower.id)
            if budget is None:
                continue
            scale = EUROS[budget.money]
            own = amounts(edge.lower)
            for year in budget.years:
                part = given(edge, own.get(str(year)), year)
                if part is not None:
                    yield Payment(edge, edge.lower, budget, year, part * scale, is_whole(edge))


def is_whole(edge: Edge) -> bool:
    """Whether a link gives all that its row has."""
    return not isinstance(edge.written, FundsLink) or (edge.written.amounts is None and edge.written.share is None)


def given(edge: Edge, own: Decimal | None, year: int) -> Decimal | None:
    """What a link gives in a year, in the unit of the file; None where nothing is known of the year."""
    written = edge.written
    if isinstance(written, FundsLink) and written.amounts is not None:
        stated = written.amounts.get(str(year))
        return None if stated is None else abs(stated)
    if own is None:
        return None
    if isinstance(written, FundsLink) and written.share is not None:
        return own * written.share / 100
    return own


def amounts(row: Row) -> dict[str, Decimal]:
    """What a row has to give, by year, in the unit of the file, never negative.

    A unit gives its costs, or its net where it is budgeted net or states no costs.
    """
    written: dict[str, Decimal] | None = getattr(row, column(row))
    return {year: abs(value) for year, value in (written or {}).items()}


def column(row: Row) -> Literal["amounts", "costs", "net"]:
    """The key under which a row says what it has to give."""
    if isinstance(row, Appropriation):
        return "amounts"
    if isinstance(row, Investment) or (row.costs is not None and not (row.basis == "net" and row.net)):
        return "costs"
    return "net"


def rows(budget: Budget) -> Iterator[Row]:
    """Every row of a budget that may fund something: units at every level, appropriations, investments."""
    yield from units(budget.operating)
    yield from budget.appropriations
    yield from budget.investments


def units(above: tuple[BudgetUnit, ...]) -> Iterator[BudgetUnit]:
    """Units with all units below them, in printed order."""
    for unit in above:
        yield unit
        yield from units(unit.units)


def is_row(entity: Entity) -> bool:
    """Whether an entity is a row that can pay for something."""
    # Not isinstance, which would run Python code for everything that is no row.
    return entity.__class__ in _ROWS
