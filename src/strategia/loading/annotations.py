"""What the model allows at a route: the keys of a mapping, the values of a choice."""

from collections.abc import Iterable
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from strategia.model.base import Entity, Number
from strategia.model.links import Year
from strategia.source import Route


@lru_cache
def keys_at(model: type[BaseModel], route: Route) -> list[str]:
    """The keys that may stand in the mapping at a route."""
    names = {
        field.alias or name
        for annotation in _at(model, route)
        for candidate in _models(annotation)
        if issubclass(candidate, Entity)
        for name, field in candidate.model_fields.items()
    }
    return sorted(names)


def choices_at(model: type[BaseModel], route: Route) -> list[str]:
    """The values of the choice at a route; none where it is no choice."""
    parts = (part for annotation in _at(model, route) for part in _parts(annotation))
    return [str(value) for part in parts if get_origin(part) is Literal for value in get_args(part)]


def is_by_year(model: type[BaseModel], route: Route) -> bool:
    """Whether the mapping at a route has amounts by year."""
    parts = (part for annotation in _at(model, route) for part in _parts(annotation))
    return any(get_origin(part) is dict and get_args(part) == (Year, Number) for part in parts)


def _at(model: type[BaseModel], route: Route) -> list[Any]:
    """The annotations that the value at a route may have."""
    here: list[Any] = [model]
    for step in route:
        if not (isinstance(step, str) and step.startswith("«")):
            here = [inner for annotation in here for inner in _below(annotation, step)]
    return here


def _below(annotation: Any, step: str | int) -> Iterable[Any]:
    """The annotations that one step below an annotation may have."""
    for part in _parts(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            for name, field in part.model_fields.items():
                if step in (field.alias, name) and isinstance(step, str):
                    yield field.annotation
        elif get_origin(part) in (tuple, dict):
            yield get_args(part)[0 if get_origin(part) is tuple else 1]


def _models(annotation: Any) -> Iterable[type[BaseModel]]:
    return (part for part in _parts(annotation) if isinstance(part, type) and issubclass(part, BaseModel))


def _parts(annotation: Any) -> Iterable[Any]:
    """An annotation without its unions and metadata."""
    if get_origin(annotation) is Annotated:
        yield from _parts(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for part in get_args(annotation):
            yield from _parts(part)
    else:
        yield annotation
