"""What is wrong with data that is no entity: pydantic's error types become our codes, keyed on the type."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from strategia.diagnostics import Diagnostic, Severity
from strategia.loading import annotations, slips
from strategia.loading.tree import Tree
from strategia.model.base import LANGUAGE_CODES
from strategia.model.links import FINGERPRINT, YEAR
from strategia.model.theme import COLOUR, FONT
from strategia.source import Edit, Route

_MOST = 1_000
"""How many errors of one file are looked at; a file made to have more is no strategy."""

_IS_YEAR = re.compile(YEAR)

_SUGGESTIONS = 100
"""In how many errors of one file a similar key or value is looked for."""

_SHAPES = {FINGERPRINT: "SCH011", COLOUR: "SCH012", FONT: "SCH013"}
"""What is told of a text that has not the shape of what it stands for."""

_LONGEST = 60
"""Characters of a value that are shown."""

_BOUNDS = {"greater_than_equal": "ge", "less_than_equal": "le", "greater_than": "gt", "less_than": "lt"}
"""By an error of pydantic's: the key of its context that has the bound."""

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
"""By an error of pydantic's: the kind of value that was expected."""


def told(tree: Tree, model: type[BaseModel], error: ValidationError) -> list[Diagnostic]:
    """What is wrong with the data of a tree, in our words and at its places in the file."""
    found = _diagnostics(tree, model, error.errors(include_url=False)[:_MOST])
    if error.error_count() > _MOST:
        last = found[-1].location
        found.append(Diagnostic("YML104", Severity.ERROR, last, {"limit": _MOST}, "problems"))
    return found


def _diagnostics(tree: Tree, model: type[BaseModel], errors: list[ErrorDetails]) -> list[Diagnostic]:
    routes: list[Route] = [error["loc"] for error in errors]
    above = {route[:length] for route in routes for length in range(len(route))}
    # A list that is too short because its items failed says nothing new.
    telling = [error for error in errors if error["type"] != "too_short" or error["loc"] not in above]
    return [_Mistake(tree, model, error, search=number < _SUGGESTIONS).told() for number, error in enumerate(telling)]


class _Mistake:
    """An error of pydantic's at its place in the file, to be told in our words.

    With `search` a similar key or value is looked for.
    """

    def __init__(self, tree: Tree, model: type[BaseModel], error: ErrorDetails, *, search: bool) -> None:
        self.tree = tree
        self.search = search
        self.model = model
        self.kind = error["type"]
        self.route: Route = error["loc"]
        self.given: object = error["input"]
        self.context: Mapping[str, Any] = error.get("ctx", {})

    def told(self) -> Diagnostic:
        """The mistake as a diagnostic."""
        if self.kind == "extra_forbidden" or self.route[-1:] == ("[key]",):
            return self._wrong_key()
        if self.kind == "missing":
            choices = annotations.choices_at(self.model, self.route)
            return self._at("SCH003", "choice", allowed=", ".join(choices)) if choices else self._at("SCH003")
        if self.kind == "literal_error":
            return self._wrong_choice()
        if self.kind == "string_pattern_mismatch":
            return self._wrong_pattern()
        if self.kind == "id_reserved":
            return self._at("SCH006", "reserved", given=self.given)
        if self.kind in ("when_type", "when_impossible", "when_order"):
            return self._at("SCH007", self.kind.removeprefix("when_"), given=self._written())
        if self.kind in _BOUNDS:
            return self._at("SCH008", self.kind, given=self._written(), bound=self.context[_BOUNDS[self.kind]])
        if self.kind == "too_long":
            return self._at("SCH008", "too_long", bound=self.context["max_length"])
        if self.kind in ("string_too_short", "too_short"):
            return self._at("SCH009", "text" if self.kind == "string_too_short" else "")
        return self._wrong_shape()

    def _at(
        self, code: str, variant: str = "", *, on_key: bool = False, edits: tuple[Edit, ...] = (), **arguments: object
    ) -> Diagnostic:
        location = self.tree.locate(self.route, key=on_key)
        told = {"key": _name(self.route)} | arguments
        return Diagnostic(code, Severity.ERROR, location, told, variant, edits=edits)

    def _wrong_key(self) -> Diagnostic:
        if self.kind == "extra_forbidden":
            mapping = tuple(0 if isinstance(step, int) else step for step in self.route[:-1])
            known = annotations.keys_at(self.model, mapping)
            key = _own_name(self.route)
            close = difflib.get_close_matches(key, known, n=1, cutoff=0.6) if self.search else ()
            nearest = next(iter(close), "")
            variant = "nearest" if nearest else ""
            return self._at("SCH002", variant, on_key=True, key=key, nearest=nearest, known=", ".join(known))
        key = str(self.given)
        if self.context.get("pattern") == YEAR:
            meant = slips.year(key)
            return self._at("SCH002", "year_nearest" if meant else "year", on_key=True, key=key, nearest=meant or "")
        allowed = _allowed(self.context)
        if allowed == [*LANGUAGE_CODES]:
            return self._at("SCH002", "language", on_key=True, key=key, known=", ".join(allowed))
        meant = slips.choice(key, allowed) if self.search else None
        variant = "nearest" if meant else ""
        return self._at("SCH002", variant, on_key=True, key=key, nearest=meant or "", known=", ".join(allowed))

    def _wrong_choice(self) -> Diagnostic:
        allowed = _allowed(self.context)
        meant = slips.choice(str(self.given), allowed) if self.search else None
        return self._at(
            "SCH005",
            "nearest" if meant else "",
            own=_own_name(self.route),
            given=self._written(),
            nearest=meant or "",
            allowed=", ".join(allowed),
        )

    def _wrong_pattern(self) -> Diagnostic:
        if (code := _SHAPES.get(self.context["pattern"])) is not None:
            return self._at(code, given=self._written())
        if str(self.given).isspace():
            return self._at("SCH009", "text")
        return self._at("SCH006", given=self._written())

    def _wrong_shape(self) -> Diagnostic:
        expected = _EXPECTED.get(self.kind, "other")
        shape = _shape(self.given)
        if expected == "text" and shape in ("number", "boolean"):
            # As it is written: the number 1.10 has lost its zero by now.
            quoted = Edit(self.tree.locate(self.route).span, f'"{self.tree.written(self.route)}"')
            return self._at("SCH004", "quote", given=self._written(), edits=(quoted,))
        if expected in ("number", "whole") and isinstance(self.given, str):
            meant = slips.number(self.given)
            if meant and (expected == "number" or meant.number.lstrip("-").isdigit()):
                edits = (Edit(self.tree.locate(self.route).span, meant.number),)
                told = self._at("SCH004", meant.slip, given=self.given, better=meant.number, edits=edits)
                # To some a comma stands between thousands.
                return replace(told, unsafe=meant.slip == "comma")
        if expected == "map" and annotations.is_by_year(self.model, self.route):
            return self._at("SCH004", "years", given=self._written())
        return self._at("SCH004", expected, given=self._written())

    def _written(self) -> str:
        """A scalar as it is written in the file, shortened."""
        if isinstance(self.given, (dict, tuple)):
            return ""
        written = self.tree.written(self.route).split("\n")[0]
        return written if len(written) <= _LONGEST else written[:_LONGEST] + "…"


def _allowed(context: Mapping[str, object]) -> list[str]:
    """The values that pydantic would have taken."""
    return [part.strip().strip("'") for part in str(context["expected"]).replace(" or ", ", ").split(",")]


def _shape(value: object) -> str:
    """What kind of value was given: text, number, boolean, list or map."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, Decimal)):
        return "number"
    if isinstance(value, dict):
        return "map"
    return "list" if isinstance(value, tuple) else "text"


def _keys(route: Route) -> list[str]:
    """The keys in a route, without the tags of unions."""
    return [step for step in route if isinstance(step, str) and not step.startswith(("«", "["))]


def _own_name(route: Route) -> str:
    """The nearest key in a route."""
    return next(reversed(_keys(route)), "")


def _name(route: Route) -> str:
    """The nearest key in a route, for the message; a year with the key that it stands under."""
    keys = _keys(route)
    return " → ".join(keys[-2:] if keys and _IS_YEAR.match(keys[-1]) else keys[-1:])
