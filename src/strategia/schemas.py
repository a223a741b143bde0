"""JSON Schemas of the source files: what an editor needs to complete, explain and check while typing.

The shape comes from the model, the words from `schema.toml` of a language. Every text there begins
with the name of the thing and goes on after the first stop, comma or colon; that name becomes the
`title`, the whole text the `description`.

The schemas are a little stricter than the model where that helps the one who types: an optional
field is left out, never empty. And they hold no defaults, because editors would type them into
every new item.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Literal, get_args, get_origin

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from strategia import model
from strategia.counties import counties
from strategia.files import write_whole
from strategia.languages import DEFAULT_LANGUAGE, lexicon
from strategia.model import KINDS
from strategia.model.base import Id, Noted, When
from strategia.model.links import FINGERPRINT, YEAR
from strategia.model.theme import COLOUR, FONT

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_ORDER = (
    "$schema",
    "$id",
    "$ref",
    "title",
    "description",
    "type",
    "const",
    "enum",
    "enumDescriptions",
    "pattern",
    "errorMessage",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "minLength",
    "minItems",
    "minProperties",
    "required",
    "properties",
    "propertyNames",
    "additionalProperties",
    "items",
    "anyOf",
)

_FIRST = ("kind", "county", "id", "title", "subtitle")
"""The keys with which a file begins."""

WORDS_OF = {"ComputedLine": "IncomeLine", "Divisor": "ComputedLine"}
"""Enumerations that take in another one, and leave the words for its values there."""

_NAME = re.compile(r"[^.,:;(]+")


class _Shape(GenerateJsonSchema):
    """The model's shape as editors understand it best."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        # The strict model takes no numbers in quotes.
        number: JsonSchemaValue = super().decimal_schema(schema)["anyOf"][0]
        return number

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        # A map by year is closed, and a wrong year is explained, only where the names have a pattern of their own.
        shape = super().dict_schema(schema)
        for pattern, value in shape.pop("patternProperties", {}).items():
            shape |= {"minProperties": 1, "propertyNames": {"pattern": pattern}, "additionalProperties": value}
        return shape

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        # Editors complete a key with its colon under anyOf, but not under oneOf; and of choices that
        # fit equally badly they explain the first, which for a map should not be “write a text”.
        choices = _flat(super().tagged_union_schema(schema)["oneOf"])
        return {"anyOf": sorted(choices, key=lambda choice: choice.get("type") == "string")}

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002
        return value


def _flat(choices: list[JsonSchemaValue]) -> Iterator[JsonSchemaValue]:
    for choice in choices:
        if choice.keys() == {"anyOf"}:
            yield from choice["anyOf"]
        else:
            yield choice


class _Wording:
    """The texts of one language's `schema.toml`. LookupError names what is missing."""

    def __init__(self, language: str) -> None:
        words = lexicon(language)
        self.language = words.language
        self._table = words.table("schema")

    def _find(self, *places: tuple[str, ...]) -> str:
        for place in places:
            node: object = self._table
            for step in place:
                node = node.get(step) if isinstance(node, Mapping) else None
            if isinstance(node, str):
                return node
        message = f"locales/{self.language}/schema.toml has no {'.'.join(places[0])}"
        raise LookupError(message)

    def described(self, name: str, field: str = "_") -> dict[str, str]:
        """Title and description of a class, or of one of its fields."""
        return _titled(self._find((name, field), ("common", field)))

    def value(self, enumeration: str, value: str) -> str:
        """What a value of an enumeration means."""
        sets = [enumeration]
        while sets[-1] in WORDS_OF:
            sets.append(WORDS_OF[sets[-1]])
        return self._find(*(("enum", name, value) for name in sets))

    def message(self, name: str) -> str:
        """What is said to the one who typed something else."""
        return self._find(("message", name))


def _titled(text: str) -> dict[str, str]:
    match = _NAME.match(text)
    return {"title": match.group().strip() if match else text, "description": text}


@cache
def enumerations() -> dict[tuple[str, ...], str]:
    """The model's names for its sets of values: `("up", "down", "target")` is `Better`."""
    return {
        get_args(value): name
        for module in iter_modules(model.__path__, "strategia.model.")
        for name, value in vars(import_module(module.name)).items()
        if get_origin(value) is Literal
    }


@cache
def _patterns() -> dict[str, str]:
    """What a pattern is of: an id, a time, a year, a fingerprint."""
    return {
        TypeAdapter(Id).json_schema()["pattern"]: "Id",
        TypeAdapter(When).json_schema()["anyOf"][0]["pattern"]: "When",
        YEAR: "Year",
        FINGERPRINT: "Fingerprint",
        COLOUR: "Colour",
        FONT: "Font",
    }


def schema(kind: str, language: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of source file, explained in a language."""
    root = KINDS[kind]
    words = _Wording(language)
    shape = root.model_json_schema(by_alias=True, mode="validation", schema_generator=_Shape)
    definitions = shape.pop("$defs", {})
    whole = {
        "$schema": DIALECT,
        "$id": f"urn:strategia:schema:{kind}:{words.language}",
        **_class(root.__name__, shape, words),
    }
    return {
        **_ordered(whole),
        "$defs": {name: _ordered(_class(name, definitions[name], words)) for name in sorted(definitions)},
    }


def texts(language: str = DEFAULT_LANGUAGE) -> dict[str, str]:
    """The schema files of all kinds by name, as JSON text."""
    return {
        f"{kind}.schema.json": json.dumps(schema(kind, language), ensure_ascii=False, indent=2) + "\n" for kind in KINDS
    }


def write(folder: Path, language: str = DEFAULT_LANGUAGE) -> tuple[Path, ...]:
    """The schema files written to a folder, each of them whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {folder / name: text for name, text in texts(language).items()}
    for path, text in written.items():
        write_whole(path, text.encode())
    return tuple(written)


def _class(name: str, shape: JsonSchemaValue, words: _Wording) -> JsonSchemaValue:
    """A class with its fields in words; what a file begins with comes first, what most classes share last."""
    worded = _worded({key: value for key, value in shape.items() if key != "properties"}, words)
    if "properties" in shape:
        fields = sorted(shape["properties"], key=lambda field: field in Noted.model_fields)
        if _FIRST[0] in fields and _FIRST[1] in fields:
            fields.sort(key=lambda field: _FIRST.index(field) if field in _FIRST else len(_FIRST))
        worded["properties"] = {field: _field(name, field, shape["properties"][field], words) for field in fields}
    return worded | words.described(name)


def _field(owner: str, field: str, shape: JsonSchemaValue, words: _Wording) -> JsonSchemaValue:
    worded = _county(words) if field == "county" else _worded(shape, words)
    return worded | words.described(owner, field)


def _county(words: _Wording) -> JsonSchemaValue:
    return {
        "type": "string",
        "enum": [*counties()],
        "enumDescriptions": [county.name(words.language) for county in counties().values()],
    }


def _worded(shape: JsonSchemaValue, words: _Wording) -> JsonSchemaValue:
    """A shape without the model's own words, with those of a language."""
    worded = {key: value for key, value in shape.items() if key not in {"title", "description"}}
    if "enum" in worded.get("propertyNames", {}):
        worded |= _by_key(worded.pop("propertyNames")["enum"], worded["additionalProperties"], words)
    elif "enum" in worded:
        name = enumerations()[tuple(worded["enum"])]
        worded["enumDescriptions"] = [words.value(name, value) for value in worded["enum"]]
    elif worded.get("type") == "string" and "const" not in worded:
        worded["errorMessage"] = words.message(_patterns().get(worded.get("pattern", ""), "text"))
    elif worded.get("type") == "number":
        worded["errorMessage"] = words.message("Number")
    elif "pattern" in worded.get("propertyNames", {}):
        worded |= _by_year(worded["propertyNames"]["pattern"], worded["additionalProperties"], words)
    for key in ("items", "additionalProperties", "propertyNames"):
        if isinstance(worded.get(key), dict):
            worded[key] = _worded(worded[key], words)
    if "anyOf" in worded:
        worded["anyOf"] = [_worded(choice, words) for choice in worded["anyOf"]]
    return worded


def _by_key(keys: list[str], shape: JsonSchemaValue, words: _Wording) -> JsonSchemaValue:
    """A map whose keys are known, key by key, so that editors offer them."""
    name = enumerations()[tuple(keys)]
    worded = _worded(shape, words)
    return {
        "minProperties": 1,
        "properties": {key: worded | _titled(words.value(name, key)) for key in keys},
        "additionalProperties": False,
    }


def _by_year(pattern: str, shape: JsonSchemaValue, words: _Wording) -> JsonSchemaValue:
    """What is said of a map whose keys have a pattern: years, and for amounts what stands under them."""
    message = words.message("Amounts" if shape.get("type") == "number" else _patterns()[pattern])
    # Some editors take a bare year for a number, which no pattern holds.
    names = {"pattern": pattern, "errorMessage": message, "minimum": 1900, "maximum": 2199}
    return {"errorMessage": message, "propertyNames": names}


def _ordered(node: JsonSchemaValue) -> JsonSchemaValue:
    """The same schema with its keywords in a fixed order."""
    return {
        key: {name: _ordered(value) for name, value in node[key].items()}
        if key == "properties"
        else _ordered(node[key])
        if key in {"items", "propertyNames", "additionalProperties"} and isinstance(node[key], dict)
        else [_ordered(choice) for choice in node[key]]
        if key == "anyOf"
        else node[key]
        for key in sorted(node, key=lambda key: (_ORDER.index(key) if key in _ORDER else len(_ORDER), key))
    }
