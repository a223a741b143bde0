"""Queries: which entities there are, which of them lack something, and what is known of one.

Fields are named as in the YAML files. Besides its own fields a goal, a measure or a line of the service
strategy has what carries it: `measures`, `services`, `money`, `indicators`.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pydantic import BaseModel, RootModel

from strategia.model import budget, indicators, measures, services, strategy
from strategia.model.base import Entity, LocalizedText, When
from strategia.source import Location
from strategia.trace.coverage import STRANDS, Thread, strand_of
from strategia.workspace import Edge, Workspace

LISTED: dict[str, tuple[type[Entity], ...]] = {
    "priorities": (strategy.Priority,),
    "perspectives": (strategy.Perspective,),
    "goals": (strategy.Goal,),
    "measures": (measures.Measure,),
    "indicators": (indicators.Indicator,),
    "programmes": (measures.Programme,),
    "documents": (strategy.PlanningDocument,),
    "services": (services.ServiceLine,),
    "rows": (budget.BudgetUnit, budget.Appropriation, budget.Investment),
    "budget-goals": (budget.BudgetGoal,),
}
"""What can be listed, by the word for it: the classes of the entities."""

_CARRIED = ("perspectives", "goals", "measures", "services", "budget-goals")
_SINGULAR = {"target": "targets", "observation": "observations", "breakdown": "breakdowns", "point": "points"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity that was found: its county, its kind as listed, and the entity."""

    county: str
    kind: str
    entity: Entity
    text: str
    """Its name or title in the main language."""

    @property
    def id(self) -> str:
        """The id of the entity."""
        return str(vars(self.entity)["id"])

    @property
    def location(self) -> Location:
        """Where the entity is written."""
        return self.entity.at("id")

    def value(self, name: str) -> object:
        """A field as plain data for a table or JSON; None where it is empty."""
        return plain(vars(self.entity).get(_SINGULAR.get(name, name)))


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of an entity: its source text, what it links to, and what links to it."""

    entry: Entry
    excerpt: tuple[tuple[int, str], ...]
    above: tuple[Edge, ...]
    below: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which entities of a kind are wanted: those that lack some fields, have others, say a word."""

    without: tuple[str, ...] = ()
    having: tuple[str, ...] = ()
    word: str = ""
    fields: tuple[str, ...] = field(default=())


def fields_of(kind: str) -> list[str]:
    """The fields by which entities of a kind can be chosen, in the order of the alphabet."""
    own = {info.alias or name for model in LISTED[kind] for name, info in model.model_fields.items()}
    return sorted(own | (set(STRANDS) if kind in _CARRIED else set()))


def unknown_field(kind: str, name: str) -> str | None:
    """The most similar field for a name that the kind does not have; an empty text where none is similar."""
    known = fields_of(kind)
    if _SINGULAR.get(name, name) in known:
        return None
    return next(iter(difflib.get_close_matches(name, known, n=1)), "")


def entries(county: str, workspace: Workspace, kind: str, wish: Wish) -> Iterator[Entry]:
    """The entities of a kind that fit a wish, in the order of the files."""
    thread = Thread(workspace)
    for entity in workspace.parts:
        if isinstance(entity, LISTED[kind]):
            found = Entry(county, kind, entity, title(workspace, entity))
            if (
                all(not _has(thread, found, name) for name in wish.without)
                and all(_has(thread, found, name) for name in wish.having)
                and wish.word.casefold() in f"{found.id} {found.text}".casefold()
            ):
                yield found


def _has(thread: Thread, entry: Entry, name: str) -> bool:
    """Whether an entity has a field, or something that carries it."""
    name = _SINGULAR.get(name, name)
    if name in vars(entry.entity):
        return vars(entry.entity)[name] not in (None, (), {}, False)
    return any(strand_of(edge) == name for edge in thread.carriers([entry.id]))


def known(county: str, workspace: Workspace, name: str) -> Known | None:
    """All that is known of an id; None where the county does not have it."""
    entity = workspace.entities.get(name)
    if entity is None:
        return None
    kind = next((kind for kind, models in LISTED.items() if isinstance(entity, models)), "")
    entry = Entry(county, kind, entity, title(workspace, entity))
    above = tuple(edge for edge in workspace.edges if edge.lower is entity)
    return Known(entry, tuple(_excerpt(entity)), above, tuple(workspace.below.get(name, ())))


def _excerpt(entity: Entity) -> Iterator[tuple[int, str]]:
    """The lines of an entity in its file, with their numbers."""
    origin = entity.origin
    block = getattr(origin.locator, "block", None)
    if block is not None:
        yield from block(origin.route)


def title(workspace: Workspace, entity: object) -> str:
    """What an entity is called, in the main language; its id where it has no name."""
    main = workspace.main_language
    for name in ("title", "name", "text", "verbatim"):
        value = getattr(entity, name, None)
        if isinstance(value, LocalizedText):
            return value.in_language(main, main)[0]
    return str(getattr(entity, "id", ""))


def plain(value: object) -> object:
    """A value of the model as plain JSON data; None for what is empty."""
    if value in (None, (), {}):
        return None
    if isinstance(value, RootModel):
        return plain(value.root)
    if isinstance(value, BaseModel):
        data = {(info.alias or name): plain(getattr(value, name)) for name, info in type(value).model_fields.items()}
        return {key: item for key, item in data.items() if item is not None and item is not False}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, When):
        return value.text
    return str(value) if isinstance(value, Decimal) else value


def one_line(value: object) -> str:
    """A plain value in a cell of a table."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {one_line(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "; ".join(map(one_line, value))
    return str(value)
