"""The matrix of the golden thread: a row for each goal, what carries it, what it costs, and how much there is of each.

Where `coverage` judges, `matrix` lays out: what a report, a spreadsheet, a graph or a document shows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import get_args

from strategia.model.base import Entity, Point
from strategia.model.budget import Appropriation, Budget, BudgetGoal, BudgetUnit, Saving
from strategia.model.indicators import Indicator
from strategia.model.measures import Measure, Programme
from strategia.model.services import ServiceLine
from strategia.model.strategy import Goal
from strategia.trace import loose
from strategia.trace.coverage import STRANDS, Coverage, LinkStatus, Status, Strand, Thread, strand_of_entity
from strategia.trace.fingerprints import Facet
from strategia.trace.money import Payment, Row, is_row
from strategia.trace.reach import parts_of
from strategia.trace.spread import spread
from strategia.workspace import Edge, Workspace

WHOLE = "strategy"
"""The id under which something serves the strategy as a whole."""

OPEN: tuple[Status, ...] = ("uncovered", "partly")
"""The statuses of what is missing, altogether or by half."""
_DEEPEST = 24
"""What is more links away from a goal than this is not laid out."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: goals by id (None for all), strands, and whether only what has gaps is kept."""

    goals: frozenset[str] | None = None
    strands: tuple[Strand, ...] = STRANDS
    gaps: bool = False


@dataclass(frozen=True, slots=True)
class Carrier:
    """What carries something, by which link, and what carries it in turn.

    `edge` is None for a line that stands within another one. `money` says whether a measure or a line
    has money. What carries an entity is laid out where it comes first below a goal; after that it is `repeated`.
    """

    entity: Entity
    edge: Edge | None
    status: LinkStatus
    changes: tuple[Facet, ...]
    money: Status | None
    payments: tuple[Payment, ...]
    carriers: "tuple[Carrier, ...]" = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """What is paid in a year of a budget, every euro counted once, and the payments that it is the sum of."""

    budget: Budget
    year: int
    euros: Decimal
    payments: tuple[Payment, ...]

    @property
    def promised(self) -> Decimal:
        """What the payments come to one by one; more than the sum where a euro is promised twice."""
        return sum((payment.euros for payment in self.payments), Decimal(0))


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A row of the matrix: a goal, how it is covered, what carries it and what is paid for it."""

    coverage: Coverage
    carriers: tuple[Carrier, ...]
    sums: tuple[Sum, ...]

    @property
    def goal(self) -> Goal:
        """The goal itself."""
        return self.coverage.goal

    @property
    def gaps(self) -> tuple[Strand, ...]:
        """The strands that carry the goal by half or not at all."""
        return tuple(strand for strand, status in self.coverage.statuses.items() if status in OPEN)

    @property
    def is_open(self) -> bool:
        """Whether anything is missing, here or further down."""
        return bool(self.gaps) or self.coverage.deep in OPEN


@dataclass(frozen=True, slots=True)
class Tally:
    """How many goals are covered, shallow and deep, and how many links hold."""

    shallow: dict[Status, int]
    deep: dict[Status, int]
    links: dict[LinkStatus, int]


@dataclass(frozen=True, slots=True)
class Shares:
    """What the money of a year reaches: single priorities, several at once, the whole strategy, or nothing of it."""

    budget: Budget
    year: int
    priorities: dict[str, Decimal]
    several: Decimal
    whole: Decimal
    loose: Decimal

    @property
    def linked(self) -> Decimal:
        """All that reaches the strategy."""
        return sum(self.priorities.values(), self.several + self.whole)


class Matrix:
    """The golden thread of a county, laid out as far as its scope goes."""

    def __init__(self, workspace: Workspace, scope: Scope | None = None) -> None:
        self.workspace = workspace
        self.scope = scope or Scope()
        self.thread = Thread(workspace, self.scope.strands)
        self.strands = self.thread.strands
        """The strands in scope of which the county has material."""
        self._whole_scope = set(self.scope.strands) == set(STRANDS)

    @cached_property
    def every(self) -> tuple[GoalRow, ...]:
        """The goals asked for, with gaps or without, in printed order."""
        asked = self.scope.goals
        chosen = [one for one in self.thread.goals if asked is None or asked & _known_as(one)]
        sums = self._sums(chosen)
        return tuple(GoalRow(one, self._carriers(one.ids, set()), sums.get(one.goal.id, ())) for one in chosen)

    @cached_property
    def rows(self) -> tuple[GoalRow, ...]:
        """The goals in scope, in printed order."""
        return tuple(row for row in self.every if row.is_open or not self.scope.gaps)

    # --- carriers ----------------------------------------------------------------------

    def below(self, known: str) -> tuple[Carrier, ...]:
        """What carries an entity itself: a priority, a line, the strategy as a whole."""
        return self._carriers([known], set())

    def _carriers(self, ids: Iterable[str], seen: set[str], depth: int = 0) -> tuple[Carrier, ...]:
        found: list[Carrier] = []
        for known in ids if depth < _DEEPEST else ():
            whole = self.workspace.entities.get(known)
            if isinstance(whole, ServiceLine):
                found += [self._carrier(line, None, seen, depth) for line in whole.lines]
            held = (edge for edge in self.workspace.below.get(known, ()) if self.thread.status(edge) != "broken")
            found += [self._carrier(edge.lower, edge, seen, depth) for edge in held]
        kept = (carrier for carrier in found if carrier.carriers or self._is_asked(carrier.entity))
        return tuple(sorted(kept, key=lambda carrier: _order(carrier.entity)))

    def _carrier(self, entity: Entity, edge: Edge | None, seen: set[str], depth: int) -> Carrier:
        known = str(vars(entity)["id"])
        status: LinkStatus = self.thread.status(edge) if edge is not None else "sound"
        changes = self.thread.changes_of(edge) if edge is not None else ()
        can_pay = strand_of_entity(entity) in ("measures", "services") and bool(self.workspace.budgets)
        money = self.thread.money_of(entity) if can_pay else None
        payments = self.thread.ledger.payments_of([edge]) if edge is not None else ()
        # Nothing leads to a row, so that it may be told as often as it pays.
        if known in seen and not is_row(entity):
            return Carrier(entity, edge, status, changes, money, payments, repeated=True)
        seen.add(known)
        below = self._carriers(self._with_points(entity), seen, depth + 1)
        return Carrier(entity, edge, status, changes, money, payments, below)

    def _with_points(self, entity: Entity) -> Iterator[str]:
        """The id of an entity and those of its own points; lines within a line are told by themselves."""
        known = str(vars(entity)["id"])
        yield known
        for part in parts_of(entity):
            if self.thread.reach.wholes.get(part) == known and isinstance(self.workspace.entities.get(part), Point):
                yield part

    def _is_asked(self, entity: Entity) -> bool:
        """Whether an entity is of a strand in scope; what is of none is told where all are."""
        strand = strand_of_entity(entity)
        return self._whole_scope if strand is None else strand in self.scope.strands

    # --- counts ------------------------------------------------------------------------

    @cached_property
    def links(self) -> tuple[Edge, ...]:
        """The links in scope, broken ones too, in the order of the files."""
        if self.scope.goals is None and self._whole_scope:
            return self.workspace.edges
        reached = {id(edge) for row in self.every for edge in row.coverage.links}
        return tuple(e for e in self.workspace.edges if id(e) in reached and self._is_asked(e.lower))

    @cached_property
    def tally(self) -> Tally:
        """How many goals and links there are of each status; all goals asked for are counted."""
        shallow = Counter(row.coverage.shallow for row in self.every)
        deep = Counter(row.coverage.deep for row in self.every)
        held = Counter(map(self.thread.status, self.links))
        return Tally(
            {status: shallow[status] for status in get_args(Status)},
            {status: deep[status] for status in get_args(Status)},
            {status: held[status] for status in get_args(LinkStatus)},
        )

    @cached_property
    def adrift(self) -> tuple[Entity, ...]:
        """What was made to carry the strategy and carries nothing, as far as it is in scope."""
        return tuple(entity for entity in loose.entities(self.workspace) if self._is_asked(entity))

    @cached_property
    def idle(self) -> tuple[Row, ...]:
        """The rows of the newest budget that fund nothing, where money is in scope."""
        budget = self.budget if "money" in self.strands else None
        return loose.rows(self.workspace, budget) if budget is not None else ()

    # --- money -------------------------------------------------------------------------

    @property
    def budget(self) -> Budget | None:
        """The newest budget: the one that is told where there is room for one."""
        return self.workspace.budgets[-1] if self.workspace.budgets else None

    def _sums(self, goals: Iterable[Coverage]) -> dict[str, tuple[Sum, ...]]:
        """By the id of a goal: what is paid for it in each year of each budget, the oldest first."""
        found: dict[str, tuple[Sum, ...]] = {}
        keys = {coverage.goal.id: coverage.ids for coverage in goals}
        for budget in self.workspace.budgets if "money" in self.strands else ():
            for year in budget.years:
                spent = spread(self.thread, budget, year, keys)
                for goal, payments in spent.payments.items():
                    found[goal] = (*found.get(goal, ()), Sum(budget, year, spent.to(goal), payments))
        return found

    def stranded(self, budget: Budget, year: int) -> tuple[tuple[Payment, ...], Decimal]:
        """The payments of a year that end at something which carries no goal, and their euros, each counted once."""
        above = {**self.thread.ids_by_priority, WHOLE: [WHOLE]}
        reaching = self.thread.reaching(above)
        found = tuple(
            payment
            for payment in self.thread.ledger.payments
            if payment.budget is budget
            and payment.year == year
            and payment.edge.upper is not None
            and id(payment.edge) not in reaching
        )
        ends = {payment.edge.target: [payment.edge.target] for payment in found}
        parts = spread(self.thread, budget, year, {**above, **ends}).parts
        beside = (euros for reached, euros in parts.items() if reached and reached.isdisjoint(above))
        return found, sum(beside, Decimal(0))

    def shares(self, budget: Budget, year: int) -> Shares:
        """What the money of a year reaches; no euro is counted twice."""
        if (budget.id, year) not in self._shares:
            self._shares[budget.id, year] = self._shared(budget, year)
        return self._shares[budget.id, year]

    @cached_property
    def _shares(self) -> dict[tuple[str, int], Shares]:
        return {}

    def _shared(self, budget: Budget, year: int) -> Shares:
        keys = self.thread.ids_by_priority
        parts = spread(self.thread, budget, year, {**keys, WHOLE: [WHOLE]}).parts
        priorities = dict.fromkeys(keys, Decimal(0))
        several = whole = loose = Decimal(0)
        for reached, euros in parts.items():
            own = reached - {WHOLE}
            if len(own) == 1:
                priorities[next(iter(own))] += euros
            elif own:
                several += euros
            elif reached:
                whole += euros
            else:
                loose += euros
        return Shares(budget, year, priorities, several, whole, loose)


def _known_as(coverage: Coverage) -> set[str]:
    """The ids by which a goal can be asked for: its own and those of what it stands under."""
    grouping = () if coverage.perspective is None else (coverage.perspective.id,)
    return {coverage.goal.id, coverage.priority.id, *grouping}


_ORDER: tuple[type[Entity], ...] = (Programme, Measure, ServiceLine, BudgetGoal, Saving, BudgetUnit, Appropriation)


def _order(entity: Entity) -> int:
    """Where an entity stands among what carries the same: what is done, what it costs, how it is measured."""
    places = (place for place, kind in enumerate(_ORDER) if isinstance(entity, kind))
    return next(places, len(_ORDER) + isinstance(entity, Indicator))
