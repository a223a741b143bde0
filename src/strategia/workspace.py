"""The workspace: everything of one county, linked. The last thing that rules and documents both know."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from strategia.counties import County
from strategia.model.base import Entity, LanguageCode, LocalizedText, Noted, Root, walk
from strategia.model.indicators import Indicator
from strategia.model.links import LinkSource, Written, known_of
from strategia.model.measures import Measure, Programme
from strategia.model.registries import IndicatorRegistry, MeasureRegistry, ProgrammeRegistry
from strategia.model.strategy import (
    Goal,
    LevelKey,
    LevelName,
    LevelRole,
    Perspective,
    PlanningDocument,
    Priority,
    Strategy,
)
from strategia.source import Location, Route, Step

if TYPE_CHECKING:
    # Few counties have files of these kinds; `KINDS` imports the classes of what a county has.
    from strategia.model.budget import Budget
    from strategia.model.process import Process
    from strategia.model.services import ServiceStrategy
    from strategia.model.theme import CountyTheme

ROLES: dict[LevelKey, LevelRole] = {
    "priority": "priority",
    "perspective": "grouping",
    "goal": "goal",
    "point": "detail",
}
"""The part that each level plays unless the strategy says otherwise."""

Item = Priority | Perspective | Goal
Server = Measure | Indicator | Programme
Relation = Literal["serves", "implements", "funds"]
RELATIONS: tuple[Relation, ...] = ("serves", "implements", "funds")
"""The keys under which a link is written, at its lower end."""


class Edge(NamedTuple):
    """A link between two entities: who wrote it, under which key, and where it leads.

    `upper` is None where the link is broken; it is also None for the reserved ids, which need not be written.
    """

    relation: Relation
    lower: Entity
    target: str
    upper: Entity | None
    written: Written
    steps: Route
    """From the lower entity to the link."""

    @property
    def location(self) -> Location:
        """Where the link is written."""
        return self.lower.at(*self.steps)

    @property
    def source(self) -> LinkSource:
        """Who says that the one belongs to the other: the source, or an editor of these files."""
        known = known_of(self.written)
        return "source" if known is None else known.link_source


_REMARKS = ("note", "source")
_ABOUT_THE_FILE = ("sources", "notice", "translation_notice")
"""What an encoder says of the words, and not the county."""

_SERVERS = {"Measure": 1, "Indicator": 2, "Programme": 3}
"""In which order those that serve something are told."""


@dataclass(frozen=True)
class Workspace:
    """One county's strategy, process and registries, with every reference resolved."""

    county: County
    strategy: Strategy | None
    process: "Process | None"
    roots: tuple[Root, ...]
    entities: dict[str, Entity]
    """Every entity that has an id, by its id."""
    parts: tuple[Entity, ...]
    """Every entity, with an id or without, in the order of the files."""
    texts: tuple[tuple[Root, Route, LocalizedText], ...]
    """Every text, with the root it stands in and its route there."""
    edges: tuple[Edge, ...]
    """Every link, broken ones too, in the order of the files."""
    complete: bool = True
    """Whether every file of the county is in it; what seems missing may else stand in one left out."""

    @property
    def main_language(self) -> LanguageCode:
        """The language in which plain strings are written."""
        return self.strategy.languages[0] if self.strategy else "fi"

    @cached_property
    def said(self) -> dict[str, str]:
        """By the uppermost keys of the strategy, the service strategy and the registries: all that is said below them.

        Every wording is a line. Notes, and what is said of the sources, are left out: they are not the county's words.
        """
        found: dict[Step, list[str]] = defaultdict(list)
        for root in self.roots:
            if root.kind in ("process", "budget"):
                continue
            for route, text in walk(root).texts:
                if route[-1] not in _REMARKS and route[0] not in _ABOUT_THE_FILE:
                    found[route[0]] += (text.root,) if text.root.__class__ is str else text.wordings
        return {str(key): "\n".join(wordings) for key, wordings in found.items()}

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, of the strategy file first."""
        own = self.strategy.measures if self.strategy else ()
        return (*own, *(m for root in self.roots if isinstance(root, MeasureRegistry) for m in root.measures))

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, of the strategy file first."""
        own = self.strategy.indicators if self.strategy else ()
        return (*own, *(i for root in self.roots if isinstance(root, IndicatorRegistry) for i in root.indicators))

    @cached_property
    def programmes(self) -> tuple[Programme, ...]:
        """All programmes, of the strategy file first."""
        own = self.strategy.programmes if self.strategy else ()
        return (*own, *(p for root in self.roots if isinstance(root, ProgrammeRegistry) for p in root.programmes))

    @property
    def priorities(self) -> tuple[Priority, ...]:
        """The priorities, in printed order."""
        return self.strategy.priorities if self.strategy else ()

    @cached_property
    def perspectives(self) -> tuple[Perspective, ...]:
        """The perspectives of all priorities, in printed order."""
        return tuple(perspective for priority in self.priorities for perspective in priority.perspectives)

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """What plays the goal, in printed order."""
        return tuple(goal for priority in self.priorities for goal in self.goals_of(priority))

    @staticmethod
    def goals_of(item: Priority | Perspective) -> tuple[Goal, ...]:
        """The goals of a priority, those of its perspectives included, or of a perspective."""
        if isinstance(item, Perspective):
            return item.goals
        return (*item.goals, *(goal for perspective in item.perspectives for goal in perspective.goals))

    @cached_property
    def parents(self) -> dict[str, Item]:
        """By the id of a perspective or a goal: what it stands under."""
        found: dict[str, Item] = {}
        for priority in self.priorities:
            for goal in priority.goals:
                found[goal.id] = priority
            for perspective in priority.perspectives:
                found[perspective.id] = priority
                for goal in perspective.goals:
                    found[goal.id] = perspective
        return found

    def level(self, key: LevelKey) -> LevelName | None:
        """What the county calls a level; None where it does not say."""
        return self.strategy.levels.get(key) if self.strategy else None

    def role(self, key: LevelKey) -> LevelRole:
        """The part that a level plays."""
        level = self.level(key)
        return level.role if level is not None and level.role is not None else ROLES[key]

    def measures_of(self, entity_id: str) -> tuple[Measure, ...]:
        """The measures that serve the entity itself."""
        return tuple(item for item, _ in self.serving.get(entity_id, ()) if isinstance(item, Measure))

    def indicators_of(self, entity_id: str) -> tuple[Indicator, ...]:
        """The indicators that serve the entity itself."""
        return tuple(item for item, _ in self.serving.get(entity_id, ()) if isinstance(item, Indicator))

    def served_by(self, kind: type[Server]) -> frozenset[str]:
        """The ids that something of a kind serves."""
        return self._served[kind]

    @cached_property
    def _served(self) -> dict[type[Server], frozenset[str]]:
        served: dict[type[Server], set[str]] = {Measure: set(), Indicator: set(), Programme: set()}
        for known, items in self.serving.items():
            for item, _ in items:
                served[type(item)].add(known)
        return {kind: frozenset(ids) for kind, ids in served.items()}

    @cached_property
    def below(self) -> dict[str, list[Edge]]:
        """By the id of an entity: the links that lead to it."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            found[edge.target].append(edge)
        return found

    @cached_property
    def serving(self) -> dict[str, list[tuple[Server, LinkSource]]]:
        """By the id of what is served: which measures, indicators and programmes serve it, and who says so."""
        found: dict[str, list[tuple[Server, LinkSource]]] = defaultdict(list)
        for edge in sorted(self.edges, key=lambda edge: _SERVERS.get(type(edge.lower).__name__, 0)):
            if isinstance(edge.lower, Server):
                found[edge.target].append((edge.lower, edge.source))
        return found

    @cached_property
    def services(self) -> "tuple[ServiceStrategy, ...]":
        """The service strategies; usually one."""
        return tuple(cast("ServiceStrategy", root) for root in self.roots if root.kind == "service-strategy")

    @cached_property
    def theme(self) -> "CountyTheme | None":
        """What the county says of its look; None where it says nothing."""
        return cast("CountyTheme | None", next((root for root in self.roots if root.kind == "theme"), None))

    @cached_property
    def budgets(self) -> "tuple[Budget, ...]":
        """The budgets, the oldest first."""
        budgets = (cast("Budget", root) for root in self.roots if root.kind == "budget")
        return tuple(sorted(budgets, key=lambda budget: budget.years[0]))

    def is_illustrative(self, entity: Entity) -> bool:
        """Whether an entity is made up: it says so itself, or something that it stands in does."""
        return id(entity) in self._illustrative

    def is_partly_illustrative(self, entity: Entity) -> bool:
        """Whether an entity is made up only in part: what says so has a source, too."""
        return id(entity) in self._illustrative and not self._illustrative[id(entity)]

    @cached_property
    def _illustrative(self) -> dict[int, bool]:
        """By the identity of what is made up: whether all of it is."""
        found: dict[int, bool] = {}
        for whole in self.parts:
            if isinstance(whole, Noted) and whole.illustrative:
                for _, part in walk(whole).entities:
                    found[id(part)] = found.get(id(part), False) or whole.source is None
        return found

    def link_source(self, item: Server, entity_id: str) -> LinkSource:
        """Who says that an item serves an entity: the source, or an editor of these files."""
        return self._link_sources[item.id, entity_id]

    @cached_property
    def _link_sources(self) -> dict[tuple[str, str], LinkSource]:
        return {(item.id, known): source for known, items in self.serving.items() for item, source in items}

    @cached_property
    def documents(self) -> dict[str, PlanningDocument]:
        """The planning documents by id."""
        return {document.id: document for document in self.strategy.documents} if self.strategy else {}
