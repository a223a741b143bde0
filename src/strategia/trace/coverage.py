"""Coverage: how far each goal is carried by measures, service lines, money and indicators.

The words are those of requirement tracing. A *link* is sound, suspect (what it leads to has changed
since it was reviewed) or broken (it leads nowhere). An *item* is covered, partly covered, uncovered or
excused (somebody has said why it needs none). Shallow coverage asks whether an item has carriers;
deep coverage also whether the carriers are carried themselves.

What is covered follows from which ids the links of a strand reach; every link is followed once, however
many goals there are. Which links carry a goal is worked out when a document asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from strategia.model.base import Entity, LocalizedText
from strategia.model.budget import BudgetGoal
from strategia.model.indicators import Indicator
from strategia.model.links import known_of, links, target
from strategia.model.measures import Measure
from strategia.model.services import ServiceLine
from strategia.model.strategy import Goal, Perspective, Priority
from strategia.trace.fingerprints import Facet, Fingerprints, changed
from strategia.trace.money import Ledger, Payment, is_row
from strategia.trace.reach import Reach, ids_within
from strategia.workspace import Edge, Workspace

LinkStatus = Literal["sound", "suspect", "broken"]
Status = Literal["covered", "partly", "uncovered", "excused"]
Strand = Literal["measures", "services", "money", "indicators"]
STRANDS: tuple[Strand, ...] = ("measures", "services", "money", "indicators")
"""What can carry a goal, in the order in which it is told."""

_RESERVED = ("strategy", "environment")


class Carried(NamedTuple):
    """How one strand carries an item: its status, the links of it, and the reason where it is excused."""

    status: Status
    edges: tuple[Edge, ...] = ()
    reason: LocalizedText | None = None


@dataclass(eq=False)
class Coverage:
    """How a goal is covered. Strands for which the county has no material at all are not there."""

    goal: Goal
    priority: Priority
    perspective: Perspective | None
    statuses: dict[Strand, Status]
    shallow: Status
    deep: Status
    # Not the thread, which holds this: a ring of values would outlive a lint, in which the collector rests.
    reach: Reach = field(repr=False)
    ledger: Ledger = field(repr=False)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the goal, of what is part of it, and of the perspective that groups it."""
        grouping = () if self.perspective is None else (self.perspective.id,)
        return (*ids_within(self.goal), *grouping)

    @cached_property
    def links(self) -> tuple[Edge, ...]:
        """Every link by which something carries the goal, nearest first."""
        return tuple(self.reach.carriers(self.ids))

    @cached_property
    def strands(self) -> dict[Strand, Carried]:
        """How each strand carries the goal; what carries its priority as a whole is told where nothing better is."""
        own, wide = _by_strand(self.links), _by_strand(self.reach.carriers([self.priority.id]))
        told: dict[Strand, Carried] = {}
        for strand, status in self.statuses.items():
            edges = own.get(strand, [])
            if status == "partly":
                known = {id(edge) for edge in edges}
                edges = [*edges, *(edge for edge in wide.get(strand, ()) if id(edge) not in known)]
            told[strand] = Carried(status, tuple(edges), self._reason() if status == "excused" else None)
        return told

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """What is paid for the goal, directly or through what carries it."""
        return self.ledger.payments_of(edge for edge in self.links if edge.relation == "funds")

    def _reason(self) -> LocalizedText | None:
        """Why the goal needs no money: its own reason, else that of the nearest that carries it."""
        reasons = (self.reach.reason_of(entity) for entity in (self.goal, *(edge.lower for edge in self.links)))
        return next((reason for reason in reasons if reason is not None), None)


class Thread:
    """The golden thread of a county: the state of its links, and the coverage of its goals."""

    def __init__(self, workspace: Workspace, only: Iterable[Strand] = STRANDS) -> None:
        self.workspace = workspace
        self.only = frozenset(only)
        """The strands that are asked for."""
        self.ledger = Ledger(workspace)
        self.reach = Reach(workspace)
        self._fingerprints = Fingerprints(workspace, self.ledger)

    # --- links -------------------------------------------------------------------------

    @cached_property
    def changes(self) -> dict[int, tuple[Facet, ...]]:
        """By the identity of a suspect link: what has changed since it was reviewed."""
        found = {}
        for edge in self.workspace.edges:
            known = known_of(edge.written)
            if known is None or known.reviewed is None or edge.upper is None:
                continue
            if facets := changed(known.reviewed, self.fingerprint(edge)):
                found[id(edge)] = facets
        return found

    def status(self, edge: Edge) -> LinkStatus:
        """Whether a link holds."""
        if edge.upper is None:
            return "sound" if edge.target in _RESERVED else "broken"
        return "suspect" if id(edge) in self.changes else "sound"

    def changes_of(self, edge: Edge) -> tuple[Facet, ...]:
        """What has changed since a link was reviewed; nothing for a sound one."""
        return self.changes.get(id(edge), ())

    def fingerprint(self, edge: Edge) -> str:
        """What the upper end of a link says now."""
        return self._fingerprints.of(edge)

    # --- items -------------------------------------------------------------------------

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """The strands asked for of which the county has material that is about its goals.

        Measures or indicators that are all meant for the whole strategy say nothing of single goals.
        """
        there: dict[Strand, bool] = {
            "measures": any(map(_is_of_goals, self.workspace.measures)),
            "services": bool(self.workspace.services),
            "money": bool(self.workspace.budgets),
            "indicators": any(map(_is_of_goals, self.workspace.indicators)),
        }
        return tuple(strand for strand in STRANDS if strand in self.only and there[strand])

    @cached_property
    def goals(self) -> tuple[Coverage, ...]:
        """The coverage of every goal, in printed order."""
        found = []
        for priority in self.workspace.priorities:
            found += [self._coverage(goal, priority, None) for goal in priority.goals]
            for perspective in priority.perspectives:
                found += [self._coverage(goal, priority, perspective) for goal in perspective.goals]
        return tuple(found)

    def carriers(self, ids: Iterable[str]) -> list[Edge]:
        """Every link that leads to the ids or to something that carries them, nearest first, each once."""
        return self.reach.carriers(ids)

    def money_of(self, carrier: Entity) -> Status:
        """Whether a measure, a service line or a goal of the budget has money.

        Its own, that of what carries it, or that of the line it is part of.
        """
        ids = self.reach.chain(carrier)
        some, sound = self.reached["money"]
        if not sound.isdisjoint(ids):
            return "covered"
        if not some.isdisjoint(ids):
            return "partly"
        return "uncovered" if self.reach.reason_of(carrier) is None else "excused"

    @cached_property
    def reached(self) -> dict[Strand, tuple[set[str], set[str]]]:
        """By strand: the ids that its links reach at all, and those that they reach by sound links alone."""
        links = _by_strand(self.workspace.edges)
        found: dict[Strand, tuple[set[str], set[str]]] = {}
        for strand in STRANDS:
            some = self.reach.reached(links.get(strand, ()))
            found[strand] = some, self.reach.reached(links.get(strand, ()), self.changes) if self.changes else some
        return found

    @cached_property
    def _bare(self) -> set[str]:
        """The ids that something carries which has neither sound money nor a reason to need none."""
        asked = self.only & {"measures", "services"}
        carrying = (edge for edge in self.workspace.edges if strand_of(edge) in asked)
        return self.reach.reached(e for e in carrying if self.money_of(e.lower) in ("uncovered", "partly"))

    @cached_property
    def _excusing(self) -> set[str]:
        """The ids that something carries which needs no money."""
        carrying = (e for e in self.workspace.edges if e.lower.__class__ in (Measure, ServiceLine, BudgetGoal))
        return self.reach.reached(edge for edge in carrying if self.money_of(edge.lower) == "excused")

    def _coverage(self, goal: Goal, priority: Priority, perspective: Perspective | None) -> Coverage:
        # What reaches a part of the goal reaches the goal.
        own = {goal.id} if perspective is None else {goal.id, perspective.id}
        statuses = {strand: self._status(strand, goal, own, priority) for strand in self.strands}
        shallow = _together([*statuses.values()])
        deep: Status = shallow
        if statuses.get("money") == "uncovered":
            deep = "uncovered"
        elif shallow == "covered" and "money" in statuses and not own.isdisjoint(self._bare):
            deep = "partly"
        elif shallow == "covered" and statuses.get("money") == "excused":
            deep = "excused"
        return Coverage(goal, priority, perspective, statuses, shallow, deep, self.reach, self.ledger)

    def _status(self, strand: Strand, goal: Goal, own: set[str], priority: Priority) -> Status:
        some, sound = self.reached[strand]
        if not own.isdisjoint(sound):
            return "covered"
        # A link that must be looked at again is half an answer.
        if not own.isdisjoint(some):
            return "partly"
        if strand == "money" and self._is_excused(goal, own):
            return "excused"
        # So is what carries the priority as a whole.
        return "partly" if priority.id in some else "uncovered"

    def _is_excused(self, goal: Goal, own: set[str]) -> bool:
        """Whether somebody says why a goal needs no money: of the goal itself, or of all that carries it."""
        if goal.no_cost is not None:
            return True
        return not own.isdisjoint(self._excusing) and own.isdisjoint(self._bare)

    # --- priorities --------------------------------------------------------------------

    @cached_property
    def ids_by_priority(self) -> dict[str, list[str]]:
        """By the id of a priority: the ids of all that stands in it, its own first."""
        return {priority.id: within(priority) for priority in self.workspace.priorities}

    def reaching(self, keys: Mapping[str, Iterable[str]]) -> dict[int, frozenset[str]]:
        """By the identity of a funding link: the keys whose ids its money reaches."""
        found: dict[int, set[str]] = defaultdict(set)
        for key, ids in keys.items():
            for edge in self.carriers(ids):
                if edge.relation == "funds":
                    found[id(edge)].add(key)
        return {edge: frozenset(reached) for edge, reached in found.items()}


def within(priority: Priority) -> list[str]:
    """The ids of a priority and of everything that stands in it."""
    goals = [*priority.goals, *(goal for perspective in priority.perspectives for goal in perspective.goals)]
    parts = [known for goal in goals for known in ids_within(goal)]
    return [priority.id, *(item.id for item in priority.perspectives), *parts]


_STRANDS: dict[type[Entity], Strand] = {Measure: "measures", ServiceLine: "services", Indicator: "indicators"}


def strand_of(edge: Edge) -> Strand | None:
    """The strand that a link belongs to, by its lower end."""
    return strand_of_entity(edge.lower)


def strand_of_entity(entity: Entity) -> Strand | None:
    """The strand that an entity belongs to; None for what binds or groups and is no strand of its own."""
    # A goal of the budget binds; only a row pays.
    return _STRANDS.get(entity.__class__, "money" if is_row(entity) else None)


def _is_of_goals(server: Measure | Indicator) -> bool:
    """Whether something serves more than the whole strategy or its setting, or has yet to say what."""
    served = links(server.serves)
    return not served or any(target(link).root not in _RESERVED for link in served)


def _by_strand(edges: Iterable[Edge]) -> dict[Strand, list[Edge]]:
    found: dict[Strand, list[Edge]] = {}
    for edge in edges:
        strand = strand_of(edge)
        if strand is not None:
            found.setdefault(strand, []).append(edge)
    return found


def _together(statuses: list[Status]) -> Status:
    """The status of an item from those of its strands."""
    asked = [status for status in statuses if status != "excused"]
    if not asked:
        return "excused" if statuses else "uncovered"
    if all(status == "covered" for status in asked):
        return "covered"
    return "uncovered" if all(status == "uncovered" for status in asked) else "partly"
