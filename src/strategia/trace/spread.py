"""Spread: how the money of a budget spreads over what it reaches, every euro once.

A unit holds the units below it, and a row may be promised in full to several things: payments that are
simply added up count such money twice. Here the money of a year is parted by the set of things that it
reaches; the parts add up to what the budget has.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from strategia.model.budget import Appropriation, Budget, BudgetUnit
from strategia.trace.coverage import Thread
from strategia.trace.money import EUROS, Payment, Row, amounts

Parts = dict[frozenset[str], Decimal]
"""Euros by the set of keys that they reach; the empty set is money that reaches none of them."""

Keys = Mapping[str, Iterable[str]]
"""By a name of one's own: the ids that it stands for."""

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Spread:
    """The money of one year of a budget, parted by what it reaches; and by key what pays for it."""

    budget: Budget
    year: int
    parts: Parts
    payments: dict[str, tuple[Payment, ...]]

    def rows(self, key: str) -> tuple[Row, ...]:
        """The rows that pay for a key, each once."""
        return tuple({payment.row.id: payment.row for payment in self.payments.get(key, ())}.values())

    def to(self, *keys: str) -> Decimal:
        """The euros that reach any of the keys."""
        wanted = set(keys)
        return sum((euros for reached, euros in self.parts.items() if reached & wanted), Decimal(0))

    @property
    def whole(self) -> Decimal:
        """All that the budget gives out in the year."""
        return sum(self.parts.values(), Decimal(0))


def spread(thread: Thread, budget: Budget, year: int, keys: Keys) -> Spread:
    """How the money of a year of a budget spreads over the keys."""
    reach = thread.reaching(keys)
    given: dict[str, list[Payment]] = defaultdict(list)
    payments: dict[str, list[Payment]] = defaultdict(list)
    for payment in thread.ledger.payments:
        if payment.budget is budget and payment.year == year and (reached := reach.get(id(payment.edge))):
            given[payment.row.id].append(payment)
            for key in reached:
                payments[key].append(payment)
    below: dict[str, list[Appropriation]] = defaultdict(list)
    for appropriation in budget.appropriations:
        if appropriation.unit is not None:
            below[appropriation.unit.root].append(appropriation)
    parting = _Parting(str(year), EUROS[budget.money], reach, given, below)
    beside = (appropriation for appropriation in budget.appropriations if appropriation.unit is None)
    parts = parting.together((*budget.operating, *beside, *budget.investments))
    return Spread(budget, year, parts, {key: tuple(found) for key, found in payments.items()})


@dataclass(frozen=True, slots=True)
class _Parting:
    year: str
    scale: int
    reach: Mapping[int, frozenset[str]]
    given: Mapping[str, list[Payment]]
    below: Mapping[str, list[Appropriation]]

    def together(self, rows: Iterable[Row]) -> Parts:
        """The parts of several rows that have no money in common."""
        found: Parts = defaultdict(Decimal)
        for row in rows:
            for reached, euros in self._parts(row).items():
                found[reached] += euros
        return {reached: euros for reached, euros in found.items() if euros}

    def _parts(self, row: Row) -> Parts:
        """The parts of a row with all that stands in it."""
        parts = self.together(row.units if isinstance(row, BudgetUnit) else ())
        within = self.together(self.below.get(row.id, ()))
        payments = self.given.get(row.id, ())
        partly = [payment for payment in payments if not payment.whole]
        held = sum(parts.values(), Decimal(0))
        own = amounts(row).get(self.year)
        # A row that states no money of its own has what stands in it, or else what it promises.
        promised = (*(payment.euros for payment in partly), *within.values())
        has = own * self.scale if own is not None else max(held, sum(promised, Decimal(0)))
        parts[_NOTHING] = parts.get(_NOTHING, Decimal(0)) + max(has - held, Decimal(0))
        whole = frozenset().union(*(self.reach[id(p.edge)] for p in payments if p.whole))
        parts = _joined((reached | whole, euros) for reached, euros in parts.items())
        for payment in partly:
            parts = _taken(parts, payment.euros, self.reach[id(payment.edge)])
        # In which of the units below it the money of an appropriation lies, nobody says.
        for reached, euros in within.items():
            parts = _taken(parts, euros, reached)
        return parts


def _joined(parts: Iterable[tuple[frozenset[str], Decimal]]) -> Parts:
    found: Parts = defaultdict(Decimal)
    for reached, euros in parts:
        found[reached] += euros
    return found


def _taken(parts: Parts, euros: Decimal, keys: frozenset[str]) -> Parts:
    """The parts after some euros were given to the keys: first what reaches nothing yet, then the rest."""
    found: list[tuple[frozenset[str], Decimal]] = []
    for reached in sorted(parts, key=lambda known: (known >= keys, len(known), sorted(known))):
        taken = min(euros, parts[reached])
        euros -= taken
        found += [(reached | keys, taken), (reached, parts[reached] - taken)]
    return _joined(found)
