"""Coverage: how far each goal is carried by measures, service lines, money and indicators.

The words are those of requirement tracing. A *link* is sound, suspect (what it leads to has changed
since it was reviewed) or broken (it leads nowhere). An *item* is covered, partly covered, uncovered or
excused (somebody has said why it needs none). Shallow coverage asks whether an item has carriers;
deep coverage also whether the carriers are carried themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from strategia.model.base import Entity, LocalizedText, Point
from strategia.model.indicators import Indicator
from strategia.model.links import Link
from strategia.model.measures import Measure
from strategia.model.services import ServiceLine
from strategia.model.strategy import Goal, Perspective, Priority
from strategia.trace.fingerprints import Facet, changed, fingerprint
from strategia.trace.money import Ledger, Payment, is_row
from strategia.workspace import Edge, Workspace

LinkStatus = Literal["sound", "suspect", "broken"]
Status = Literal["covered", "partly", "uncovered", "excused"]
Strand = Literal["measures", "services", "money", "indicators"]
STRANDS: tuple[Strand, ...] = ("measures", "services", "money", "indicators")
"""What can carry a goal, in the order in which it is told."""

_RESERVED = ("strategy", "environment")


@dataclass(frozen=True, slots=True)
class Carried:
    """How one strand carries an item: the links of it, its status, and the reason where it is excused."""

    status: Status
    edges: tuple[Edge, ...] = ()
    reason: LocalizedText | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a goal is covered. Strands for which the county has no material at all are not there."""

    goal: Goal
    priority: Priority
    perspective: Perspective | None
    strands: dict[Strand, Carried]
    payments: tuple[Payment, ...]
    shallow: Status
    deep: Status


class Thread:
    """The golden thread of a county: the state of its links, and the coverage of its goals."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.ledger = Ledger(workspace)

    # --- links -------------------------------------------------------------------------

    @cached_property
    def changes(self) -> dict[int, tuple[Facet, ...]]:
        """By the identity of a suspect link: what has changed since it was reviewed."""
        found = {}
        for edge in self.workspace.edges:
            if isinstance(edge.written, Link) and edge.written.reviewed is not None and edge.upper is not None:
                now = fingerprint(self.workspace, self.ledger, edge)
                if facets := changed(edge.written.reviewed, now):
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

    # --- items -------------------------------------------------------------------------

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """The strands for which the county has material."""
        there: dict[Strand, bool] = {
            "measures": bool(self.workspace.measures),
            "services": bool(self.workspace.services),
            "money": bool(self.workspace.budgets),
            "indicators": bool(self.workspace.indicators),
        }
        return tuple(strand for strand in STRANDS if there[strand])

    @cached_property
    def goals(self) -> tuple[Coverage, ...]:
        """The coverage of every goal, in printed order."""
        return tuple(self._coverage(goal) for goal in self.workspace.goals)

    def carriers(self, ids: Iterable[str]) -> list[Edge]:
        """Every link that leads to the ids or to something that carries them, nearest first, each once."""
        found: list[Edge] = []
        queue = list(dict.fromkeys(ids))
        seen = set(queue)
        while queue:
            here = queue.pop(0)
            # What is done or paid for a line below a service line is done for that line.
            inner = [line.id for line in _lines(self.workspace.entities.get(here)) if line.id not in seen]
            seen.update(inner)
            queue += inner
            for edge in self.workspace.below.get(here, ()):
                found.append(edge)
                known = getattr(edge.lower, "id", None)
                if known is not None and known not in seen and not isinstance(edge.lower, Indicator):
                    seen.add(known)
                    queue.append(known)
        return found

    def payments_for(self, ids: Iterable[str]) -> tuple[Payment, ...]:
        """What is paid for the ids, directly or through what carries them."""
        links = {id(edge) for edge in self.carriers(ids) if edge.relation == "funds"}
        return tuple(payment for payment in self.ledger.payments if id(payment.edge) in links)

    def _coverage(self, goal: Goal) -> Coverage:
        parent = self.workspace.parents[goal.id]
        perspective = parent if isinstance(parent, Perspective) else None
        priority = self.workspace.parents[parent.id] if isinstance(parent, Perspective) else parent
        assert isinstance(priority, Priority)  # noqa: S101 - only priorities stand above perspectives
        own = [goal.id, *(point.id for point in goal.points if isinstance(point, Point) and point.id)]
        if perspective is not None:
            own.append(perspective.id)
        carriers = self.carriers(own)
        above = list(self.workspace.below.get(priority.id, ()))
        strands = {strand: self._carried(strand, goal, carriers, above) for strand in self.strands}
        shallow = _together([carried.status for carried in strands.values()])
        payments = self.payments_for(own)
        return Coverage(goal, priority, perspective, strands, payments, shallow, self._deep(shallow, carriers))

    def _carried(self, strand: Strand, goal: Goal, carriers: list[Edge], above: list[Edge]) -> Carried:
        edges = tuple(edge for edge in carriers if strand_of(edge) == strand)
        if any(self.status(edge) == "sound" for edge in edges):
            return Carried("covered", edges)
        # What serves the priority as a whole, or a link that must be looked at again, is half an answer.
        wide = tuple(edge for edge in above if strand_of(edge) == strand)
        if edges or wide:
            return Carried("partly", (*edges, *wide))
        if strand == "money" and goal.no_cost is not None:
            return Carried("excused", reason=goal.no_cost)
        return Carried("uncovered")

    def _deep(self, shallow: Status, carriers: list[Edge]) -> Status:
        """The shallow status, lowered where a carrier has neither money nor a reason to need none."""
        if shallow != "covered" or "money" not in self.strands:
            return shallow
        bare = any(self.money_of(edge.lower) == "uncovered" for edge in carriers if strand_of(edge) in _CARRIERS)
        return "partly" if bare else "covered"

    def money_of(self, carrier: Entity) -> Status:
        """Whether a measure, a service line or a goal of the budget has money, of its own or below it."""
        if getattr(carrier, "no_cost", None) is not None:
            return "excused"
        known = getattr(carrier, "id", "")
        edges = [edge for edge in self.carriers([known]) if edge.relation == "funds"]
        if any(self.status(edge) == "sound" for edge in edges):
            return "covered"
        return "partly" if edges else "uncovered"

    # --- priorities --------------------------------------------------------------------

    @cached_property
    def priorities_of(self) -> dict[int, frozenset[str]]:
        """By the identity of a funding link: the ids of the priorities that its money reaches."""
        return self.reaching({priority.id: within(priority) for priority in self.workspace.priorities})

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
    points = [point.id for goal in goals for point in goal.points if isinstance(point, Point) and point.id]
    return [priority.id, *(item.id for item in priority.perspectives), *(goal.id for goal in goals), *points]


def _lines(entity: Entity | None) -> tuple[ServiceLine, ...]:
    return entity.lines if isinstance(entity, ServiceLine) else ()


_CARRIERS = ("measures", "services")


def strand_of(edge: Edge) -> Strand | None:
    """The strand that a link belongs to, by its lower end."""
    if isinstance(edge.lower, Measure):
        return "measures"
    if isinstance(edge.lower, ServiceLine):
        return "services"
    if isinstance(edge.lower, Indicator):
        return "indicators"
    # A goal of the budget binds; only a row pays.
    return "money" if is_row(edge.lower) else None


def _together(statuses: list[Status]) -> Status:
    """The status of an item from those of its strands."""
    asked = [status for status in statuses if status != "excused"]
    if not asked:
        return "excused" if statuses else "uncovered"
    if all(status == "covered" for status in asked):
        return "covered"
    return "uncovered" if all(status == "uncovered" for status in asked) else "partly"
