"""The JSON Schemas: fresh, sound, explained in every language, and of one mind with the model."""

import copy
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, validators
from pydantic import ValidationError

from strategia import schemas
from strategia.languages import LANGUAGES, lexicon
from strategia.loading.composing import grow
from strategia.loading.reading import read
from strategia.model import KINDS
from strategia.model.base import Noted
from strategia.model.budget import Budget
from strategia.model.strategy import Strategy

ROOT = Path(__file__).parents[1]

SAMPLE: dict[str, Any] = {
    "kind": "strategy",
    "county": "kainuu",
    "title": {"fi": "Strategia 2026–2029", "sv": "Strategi 2026–2029"},
    "period": {"from": 2026, "to": 2029},
    "languages": ("fi", "sv"),
    "stage": "approved",
    "approvals": ({"body": "council", "date": "2025-12-11", "section": "87"},),
    "levels": {"goal": {"singular": "alatavoite", "plural": "alatavoitteet", "role": "goal"}},
    "principles": ({"title": "Tapamme toimia", "points": ("Yhdessä", {"text": "Rohkeasti", "points": ("Heti",)})},),
    "priorities": ({"id": "ihminen", "title": "Ihminen ensin", "goals": ({"id": "paasy", "title": "Hoitoon pääsy"},)},),
    "measures": (
        {"id": "chat", "text": "Avataan chat.", "serves": "paasy", "due": 2026},
        {
            "id": "ajat",
            "text": "Lisätään aikoja.",
            "serves": ("strategy", {"to": "paasy", "link_source": "editor"}),
        },
    ),
    "indicators": (
        {
            "id": "jono",
            "name": "Jonottajat",
            "type": "count",
            "targets": ({"kind": "absolute", "comparator": "at_most", "value": 3, "due": "2026-01/2026-06"},),
        },
    ),
}

WRONG: dict[str, tuple[tuple[str | int, ...], object]] = {
    "an unknown key": (("otsikko",), "Strategia"),
    "a number as title": (("title",), 2026),
    "an unknown language": (("title",), {"de": "Strategie"}),
    "no languages": (("languages",), ()),
    "an unknown county": (("county",), "ahvenanmaa"),
    "another kind": (("kind",), "process"),
    "an unknown stage": (("stage",), "hyväksytty"),
    "no priorities": (("priorities",), ()),
    "an id with a space": (("priorities", 0, "id"), "ihminen ensin"),
    "a number in quotation marks": (("indicators", 0, "targets", 0, "value"), "3"),
    "a month in words": (("measures", 0, "due"), "kesäkuu"),
    "an unknown key deep down": (("priorities", 0, "goals", 0, "mittari"), "jono"),
    "an unknown level": (("levels", "level1"), {"singular": "painopiste", "plural": "painopisteet"}),
}


BUDGET: dict[str, Any] = {
    "kind": "budget",
    "county": "kainuu",
    "title": "Talousarvio 2026",
    "years": (2026, 2027, 2028),
    "comparison": {"2024": "actual"},
    "money": "teur",
    "signs": "costs_negative",
    "operating": (
        {
            "id": "sote",
            "name": "Sosiaali- ja terveyspalvelut",
            "costs": {"2026": Decimal("-61200.5"), "2027": -62400},
            "funds": ("paasy", {"to": "chat", "share": 40, "reviewed": "w0123abcd-o89ef4567"}),
        },
    ),
    "income_statement": ({"row": "operating_margin", "amounts": {"2026": -55800}},),
    "goals": ({"id": "tav", "title": "Hoitoon pääsee", "targets": {"2026": "vähintään 70 %"}},),
}

WRONG_BUDGET: dict[str, tuple[tuple[str | int, ...], object]] = {
    "a letter in a year": (("operating", 0, "costs"), {"2O26": -1}),
    "a sum among the years": (("operating", 0, "costs"), {"2026": -1, "tot2026": -1}),
    "a year of another millennium": (("comparison",), {"1026": "actual"}),
    "no year at all": (("operating", 0, "costs"), {}),
    "an amount without a year": (("operating", 0, "costs"), -1),
    "an amount in quotation marks": (("operating", 0, "costs", "2026"), "-61200"),
    "a target that is a number": (("goals", 0, "targets", "2026"), 70),
    "a share of nothing": (("operating", 0, "funds", 1, "share"), 0),
    "a review mark by hand": (("operating", 0, "funds", 1, "reviewed"), "2026-02-06"),
    "an unknown row": (("income_statement", 0, "row"), "toimintakate"),
    "a row of the other statement": (("income_statement", 0, "row"), "loans_raised"),
    "an unknown unit of money": (("money",), "€"),
}


def _is_array(_: object, value: object) -> bool:
    return isinstance(value, (list, tuple))


# Loading gives lists as tuples.
Validator = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, type_checker=Draft202012Validator.TYPE_CHECKER.redefine("array", _is_array)
)


def _classes(kind: str, language: str = "fi") -> Iterator[tuple[str, dict[str, Any]]]:
    schema = schemas.schema(kind, language)
    yield KINDS[kind].__name__, schema
    yield from schema["$defs"].items()


def _nodes(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)


def _with(route: tuple[str | int, ...], value: object, sample: dict[str, Any] | None = None) -> dict[str, Any]:
    def put(node: Any, steps: tuple[str | int, ...]) -> Any:
        if not steps:
            return value
        step, *rest = steps
        if isinstance(node, tuple):
            assert isinstance(step, int)
            return (*node[:step], put(node[step], tuple(rest)), *node[step + 1 :])
        return {**node, step: put(node.get(step, {}), tuple(rest))}

    changed: dict[str, Any] = put(copy.deepcopy(sample or SAMPLE), route)
    return changed


def test_the_written_schemas_are_fresh() -> None:
    texts = schemas.texts()
    assert len(texts) == len(KINDS)
    folder = ROOT / "schemas"
    stale = [
        name
        for name, text in texts.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != text.encode()
    ]
    left_over = {path.name for path in folder.iterdir()} - texts.keys()
    assert not stale, "write them anew with strategia.schemas.write(Path('schemas'))"
    assert not left_over


def test_writing_gives_the_same_files(tmp_path: Path) -> None:
    written = schemas.write(tmp_path / "new")
    assert {path.name: path.read_bytes() for path in written} == {
        name: text.encode() for name, text in schemas.texts().items()
    }
    assert len(list((tmp_path / "new").iterdir())) == len(written)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_schema_is_sound(kind: str, language: str) -> None:
    schema = schemas.schema(kind, language)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == schemas.DIALECT
    for node in _nodes(schema):
        reference = node.get("$ref")
        assert not isinstance(reference, str) or reference.removeprefix("#/$defs/") in schema["$defs"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_property_and_value_is_described(kind: str, language: str) -> None:
    seen = 0
    for name, shape in _classes(kind, language):
        assert shape["title"], name
        assert shape["description"], name
        for field, property_ in shape.get("properties", {}).items():
            seen += 1
            assert property_["description"].strip(), f"{name}.{field}"
            assert len(property_["title"]) <= 45, f"{name}.{field}: {property_['title']}"
        for node in _nodes(shape):
            if isinstance(values := node.get("enum"), list):
                assert len(node["enumDescriptions"]) == len(values)
                assert all(node["enumDescriptions"])
    # The smallest kind has no more than its kind, its county and its marks.
    assert seen > 2


@pytest.mark.parametrize("kind", KINDS)
def test_every_object_is_closed_and_no_inner_name_shows(kind: str) -> None:
    for node in _nodes(schemas.schema(kind)):
        if node.get("type") == "object":
            assert node["additionalProperties"] is not True
            assert ("properties" in node) == (node["additionalProperties"] is False)
        assert node.get("type") != "null"
    for text in schemas.texts().values():
        assert "«" not in text
        assert text.endswith("}\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_description_is_stale(language: str) -> None:
    fields: dict[str, set[str]] = {}
    sets: set[str] = set()
    for kind in KINDS:
        for name, shape in _classes(kind):
            fields[name] = set(shape.get("properties", {})) if "anyOf" not in shape else set()
        for node in _nodes(KINDS[kind].model_json_schema()):
            if isinstance(values := node.get("enum"), list):
                sets.add(schemas.enumerations()[tuple(values)])
    table: dict[str, Any] = dict(lexicon(language).table("schema"))
    common, values_of, messages = table.pop("common"), table.pop("enum"), table.pop("message")
    assert table.keys() == fields.keys()
    for name, own in table.items():
        assert own.keys() - {"_"} <= fields[name], name
    assert common.keys() == common.keys() & set().union(*(fields[name] - table[name].keys() for name in fields))
    assert values_of.keys() == sets
    known = {name: set(values) for values, name in schemas.enumerations().items()}
    inner = {name: known[schemas.WORDS_OF[name]] if name in schemas.WORDS_OF else set() for name in known}
    assert {name: set(own) for name, own in values_of.items()} == {
        name: known[name] - inner[name] for name in values_of
    }
    assert messages.keys() == {"text", "Number", "Amounts", "Id", "When", "Year", "Fingerprint", "Colour", "Font"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_are_clean_sentences(language: str) -> None:
    own, foreign = {"fi": ("”", "“"), "sv": ("”", "“"), "en": ("“", "„")}[language]
    texts = [
        text
        for node in _nodes(dict(lexicon(language).table("schema")))
        for text in node.values()
        if isinstance(text, str)
    ]
    assert any(own in text for text in texts)
    for text in texts:
        assert text == text.strip()
        assert "  " not in text
        assert foreign not in text
        assert "`" not in text
        assert "«" not in text


def test_a_sound_file_passes_both_the_model_and_the_schema() -> None:
    Strategy.model_validate(SAMPLE)
    assert [*Validator(schemas.schema("strategy")).iter_errors(SAMPLE)] == []


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_fails(case: str) -> None:
    assert not Validator(schemas.schema("strategy")).is_valid(_with(*WRONG[case]))


@pytest.mark.parametrize("case", sorted(WRONG.keys() - {"an unknown county"}))
def test_the_model_agrees_that_it_is_a_mistake(case: str) -> None:
    # Which counties there are is known to loading, not to the model.
    with pytest.raises(ValidationError):
        Strategy.model_validate(_with(*WRONG[case]))


def test_a_sound_budget_passes_both_the_model_and_the_schema() -> None:
    Budget.model_validate(BUDGET)
    assert [*Validator(schemas.schema("budget")).iter_errors(BUDGET)] == []


@pytest.mark.parametrize("case", WRONG_BUDGET)
def test_a_mistake_in_a_budget_fails_in_both(case: str) -> None:
    route, value = WRONG_BUDGET[case]
    wrong = _with(route, value, BUDGET)
    assert not Validator(schemas.schema("budget")).is_valid(wrong)
    with pytest.raises(ValidationError):
        Budget.model_validate(wrong)


@pytest.mark.parametrize("key", ["money", "signs", "years"])
def test_what_makes_amounts_readable_may_not_be_missing(key: str) -> None:
    lacking = {name: value for name, value in BUDGET.items() if name != key}
    assert not Validator(schemas.schema("budget")).is_valid(lacking)
    with pytest.raises(ValidationError):
        Budget.model_validate(lacking)


@pytest.mark.parametrize("language", LANGUAGES)
def test_maps_by_year_say_that_their_keys_are_years(language: str) -> None:
    seen = 0
    for node in _nodes(schemas.schema("budget", language)):
        if isinstance(names := node.get("propertyNames"), dict):
            seen += 1
            assert "2026" in names["errorMessage"]
            assert ("2026: -1200" in names["errorMessage"]) == (node["additionalProperties"].get("type") == "number")
            assert node["minProperties"] == 1
    assert seen > 10


def test_an_empty_field_is_pointed_out_in_the_editor() -> None:
    assert not Validator(schemas.schema("strategy")).is_valid(_with(("subtitle",), None))
    assert not Validator(schemas.schema("strategy")).is_valid(_with(("subtitle",), {}))


def test_the_strategies_of_the_repository_pass() -> None:
    files = sorted(ROOT.glob("strategies/*/*.yaml"))
    assert files
    for path in files:
        source, _ = read(path, ROOT)
        assert source is not None
        tree, _ = grow(source)
        assert tree is not None
        mistakes = Validator(schemas.schema(tree.data["kind"])).iter_errors(tree.data)
        assert [f"{path.name} {list(mistake.absolute_path)}: {mistake.message}" for mistake in mistakes] == []


def _used(node: object, shape: dict[str, Any], whole: dict[str, Any], owner: str) -> Iterator[tuple[str, str]]:
    """The class and the key of everything that is written at and below a node."""
    if name := shape.get("$ref", "").removeprefix("#/$defs/"):
        owner, shape = name, whole["$defs"][name]
    for choice in shape.get("anyOf", ()):
        if isinstance(node, (dict, tuple)) and Validator({**choice, "$defs": whole["$defs"]}).is_valid(node):
            yield from _used(node, choice, whole, owner)
    if isinstance(node, tuple):
        for item in node:
            yield from _used(item, shape.get("items", {}), whole, owner)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in shape.get("properties", {}):
                yield owner, key
                yield from _used(value, shape["properties"][key], whole, owner)


ELSEWHERE = {"LocalizedText", "SourceText", "Approval", "Filing", "Preparer", "Alias", "Point", "Section", "Programme"}
"""Classes whose keys the example of the strategy shows."""


@pytest.mark.parametrize("name", ["services.yaml", "budget-2026.yaml"])
def test_the_example_uses_every_key(name: str) -> None:
    source, _ = read(ROOT / "docs" / "examples" / "kymenlaakso" / name, ROOT)
    assert source is not None
    tree, _ = grow(source)
    assert tree is not None
    kind = tree.data["kind"]
    whole = schemas.schema(kind)
    assert Validator(whole).is_valid(tree.data)
    used = set(_used(tree.data, whole, whole, KINDS[kind].__name__))
    every = {(owner, key) for owner, shape in _classes(kind) for key in shape.get("properties", {})}
    shown = {(owner, key) for owner, key in every if owner not in ELSEWHERE and key not in Noted.model_fields}
    # A review mark is written by the program alone.
    assert shown - used == {(owner, key) for owner, key in shown if key == "reviewed" or owner == "ServesLink"}


def test_the_glossary_has_every_class() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    missing = {name for kind in KINDS for name, _ in _classes(kind) if f"`{name}`" not in glossary}
    assert not missing
