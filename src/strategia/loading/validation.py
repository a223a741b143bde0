"""From plain data to the typed model; pydantic's error types become our codes, keyed on the type."""

import difflib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from strategia.diagnostics import Diagnostic, Severity
from strategia.loading.tree import Tree
from strategia.model.base import LANGUAGE_CODES, Entity, walk
from strategia.source import Route

_MOST = 1_000
"""How many errors of one file are looked at; a file made to have more is no strategy."""

_SUGGESTIONS = 100
"""In how many errors of one file a similar key or value is looked for."""

Model = TypeVar("Model", bound=Entity)


def validate(tree: Tree, model: type[Model]) -> tuple[Model | None, list[Diagnostic]]:
    """The data of a tree as an entity, each entity in it knowing its origin; or what is wrong with it."""
    try:
        root = model.model_validate(tree.data)
    except ValidationError as error:
        found = _diagnostics(tree, model, error.errors(include_url=False)[:_MOST])
        if error.error_count() > _MOST:
            last = found[-1].location
            found.append(Diagnostic("YML104", Severity.ERROR, last, {"limit": _MOST}, "problems"))
        return None, found
    for route, entity in walk(root).entities:
        entity._written_at(tree, route)  # noqa: SLF001 - loading is where origins are set
    return root, []


def _diagnostics(tree: Tree, model: type[BaseModel], errors: list[ErrorDetails]) -> list[Diagnostic]:
    routes: list[Route] = [error["loc"] for error in errors]
    above = {route[:length] for route in routes for length in range(len(route))}
    # A list that is too short because its items failed says nothing new.
    telling = [error for error in errors if error["type"] != "too_short" or error["loc"] not in above]
    return [_diagnostic(tree, model, error, search=number < _SUGGESTIONS) for number, error in enumerate(telling)]


def _diagnostic(  # noqa: PLR0912 - a branch for each of pydantic's error types
    tree: Tree, model: type[BaseModel], error: ErrorDetails, *, search: bool
) -> Diagnostic:
    """An error in our words; with `search` a similar key or value is looked for."""
    kind, route = error["type"], error["loc"]
    key = _name(route)
    given = error["input"]
    context = error.get("ctx", {})

    def at(code: str, variant: str = "", *, on_key: bool = False, **arguments: object) -> Diagnostic:
        location = tree.locate(route, key=on_key)
        return Diagnostic(code, Severity.ERROR, location, {"key": key} | arguments, variant)

    if kind == "extra_forbidden":
        known = _keys_at(model, tuple(0 if isinstance(step, int) else step for step in route[:-1]))
        nearest = difflib.get_close_matches(key, known, n=1, cutoff=0.6) if search else []
        if nearest:
            return at("SCH002", "nearest", on_key=True, nearest=nearest[0])
        return at("SCH002", on_key=True, known=", ".join(known))
    if kind == "missing":
        return at("SCH003")
    if kind == "literal_error" and route[-1] == "[key]":
        allowed = _allowed(context)
        variant = "language" if allowed == [*LANGUAGE_CODES] else ""
        return at("SCH002", variant, on_key=True, key=str(given), known=", ".join(allowed))
    if kind in ("literal_error", "enum"):
        allowed = _allowed(context)
        nearest = difflib.get_close_matches(str(given), allowed, n=1, cutoff=0.6) if search else []
        shown = _given(tree, route, given)
        if nearest:
            return at("SCH005", "nearest", nearest=nearest[0], given=shown)
        return at("SCH005", given=shown, allowed=", ".join(allowed))
    if kind == "string_pattern_mismatch" and str(given).isspace():
        return at("SCH009", "text")
    if kind == "string_pattern_mismatch":
        return at("SCH006", given=_given(tree, route, given))
    if kind == "id_reserved":
        return at("SCH006", "reserved", given=given)
    if kind in ("when_type", "when_impossible", "when_order"):
        return at("SCH007", kind.removeprefix("when_"), given=_given(tree, route, given))
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        bound = next((context[name] for name in ("ge", "le", "gt", "lt") if name in context), "")
        return at("SCH008", kind, given=_given(tree, route, given), bound=bound)
    if kind == "string_too_short":
        return at("SCH009", "text")
    if kind == "too_short":
        return at("SCH009")
    expected = _EXPECTED.get(kind, "other")
    shape = _shape(given)
    if expected == "text" and shape in ("number", "boolean"):
        return at("SCH004", "quote", given=_given(tree, route, given))
    if expected == "number" and shape == "text" and _is_number_with_comma(given):
        return at("SCH004", "comma", given=given, better=given.replace(",", ".").replace(" ", ""))
    return at("SCH004", expected, shape=shape, given=_given(tree, route, given))


def _allowed(context: Mapping[str, object]) -> list[str]:
    """The values that pydantic would have taken."""
    return [part.strip().strip("'") for part in str(context["expected"]).replace(" or ", ", ").split(",")]


_EXPECTED = {
    "string_type": "text",
    "int_type": "whole",
    "int_from_float": "whole",
    "decimal_type": "number",
    "is_instance_of": "number",
    "decimal_parsing": "number",
    "finite_number": "number",
    "bool_type": "boolean",
    "tuple_type": "list",
    "list_type": "list",
    "model_type": "map",
    "model_attributes_type": "map",
    "dict_type": "map",
}


def _is_number_with_comma(given: object) -> bool:
    if not isinstance(given, str):
        return False
    whole, comma, decimals = given.replace("\u00a0", "").replace(" ", "").partition(",")
    return bool(comma) and whole.lstrip("-\u2212").isdigit() and decimals.isdigit()


def _shape(value: object) -> str:
    """What kind of value was given: text, number, boolean, list or map."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, Decimal)):
        return "number"
    if isinstance(value, dict):
        return "map"
    return "list" if isinstance(value, tuple) else "text"


def _given(tree: Tree, route: Route, value: object) -> str:
    """A scalar as it is written in the file, shortened."""
    if isinstance(value, (dict, tuple)):
        return ""
    written = tree.written(route).split("\n")[0]
    return written if len(written) <= 60 else written[:60] + "…"


def _name(route: Route) -> str:
    """The nearest key in a route, for the message."""
    for step in reversed(route):
        if isinstance(step, str) and not step.startswith(("«", "[")):
            return step
    return ""


@lru_cache
def _keys_at(model: type[BaseModel], route: Route) -> list[str]:
    """The keys that may stand in the mapping at a route; which item of a list it leads through does not matter."""
    here: list[Any] = [model]
    for step in route:
        if isinstance(step, str) and step.startswith("«"):
            continue
        here = [inner for annotation in here for inner in _below(annotation, step)]
    names = {
        field.alias or name
        for annotation in here
        for candidate in _models(annotation)
        if issubclass(candidate, Entity)
        for name, field in candidate.model_fields.items()
    }
    return sorted(names)


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
