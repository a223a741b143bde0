"""Nothing that a county writes is lost: every text field of every class stands in some document.

A county is made in which every text is a word of its own; then the documents are searched for it.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import count
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from strategia.document import DOCUMENTS, compose
from strategia.document.ast import as_json
from strategia.linking import link
from strategia.loading.composing import grow
from strategia.loading.validation import validate
from strategia.model import KINDS
from strategia.model.base import Entity, LocalizedText, Number, Ref, When
from strategia.model.budget import (
    Appropriation,
    Budget,
    BudgetGoal,
    BudgetUnit,
    CashFlowRow,
    IncomeRow,
    Investment,
    Saving,
)
from strategia.model.indicators import Indicator
from strategia.model.measures import Measure, Programme
from strategia.model.papers import Sourced
from strategia.model.process import Process
from strategia.model.services import ServiceLine, ServiceStrategy
from strategia.model.strategy import Environment, Goal, Perspective, Priority, Strategy
from strategia.model.theme import CountyTheme
from strategia.source import Source
from strategia.workspace import Workspace

Field = tuple[str, str]
"""A class and one of its fields: `("Goal", "title")`."""

NOT_PRINTED: dict[Field, str] = {
    ("*", "source"): "where the encoder found it; for those who check the file",
    ("*", "county"): "the county's official name is printed",
    ("*", "kind"): "says which file it is",
    ("*", "id"): "an anchor, not a text",
    ("*", "tags"): "for searching and for rules",
}
"""Fields that stay in the file, and why."""

NOT_YET_PRINTED: frozenset[Field] = frozenset(
    (
        ("Budget", "levels"),
        ("Budget", "subtitle"),
        ("BudgetUnit", "service_class"),
    )
)
"""Fields that are lost without a good reason. The list may only become shorter."""


class _County:
    """Makes a county in which every text is a word of its own, and remembers which stands where."""

    def __init__(self) -> None:
        self.words: dict[Field, list[str]] = defaultdict(list)
        self._numbers = count(1)
        self._depth: dict[type, int] = defaultdict(int)

    def word(self, owner: type, field: str) -> str:
        """A word that stands nowhere else."""
        made = f"Sana{next(self._numbers)}x"
        self.words[owner.__name__, field].append(made)
        return made

    def filled(self, cls: type[BaseModel], **fixed: object) -> dict[str, object]:
        """Every field of a class with a value, except where one is given (None leaves it out)."""
        self._depth[cls] += 1
        data: dict[str, object] = {}
        for name, field in cls.model_fields.items():
            value = fixed[name] if name in fixed else self._value(cls, name, field.annotation)
            if value is not None:
                data[field.alias or name] = value
        self._depth[cls] -= 1
        return data

    def _value(self, owner: type, name: str, annotation: Any) -> object:
        options = list(_options(annotation))
        below = [option for option in options if isinstance(option, type) and issubclass(option, Entity)]
        if below and self._depth[below[0]] < 2:
            return self.filled(below[0])
        if LocalizedText in options:
            return self.word(owner, name)
        for option in options:
            if get_origin(option) is dict:
                return self._table(owner, name, *get_args(option))
            if get_origin(option) is tuple and name not in ("sic", "tags", "languages"):
                items = self._value(owner, name, get_args(option)[0])
                return None if items is None else (items,)
        return None if below else self._plain(owner, name, options)

    def _table(self, owner: type, name: str, key: Any, annotation: Any) -> dict[str, object] | None:
        """A dictionary with one key; None where there is nothing to put into it."""
        value = self._value(owner, name, annotation)
        known = get_args(key)[0] if get_origin(key) is Literal else "2026"
        return None if value is None else {known: value}

    def _plain(self, owner: type, name: str, options: list[Any]) -> object:
        if name == "id" and (str in options or int in options):
            return f"tunnus-{next(self._numbers)}" if str in options else 2
        if name == "notice_days":
            return 5
        if name == "url":
            return f"https://esimerkki.fi/{self.word(owner, name)}"
        if str in options and name not in ("sic", "tags"):
            return self.word(owner, name)
        if any(get_origin(option) is Literal for option in options):
            return get_args(next(option for option in options if get_origin(option) is Literal))[0]
        samples: dict[Any, object] = {When: "2027-03", int: 2027, bool: None}
        return next((samples[option] for option in options if option in samples), 5 if _is_number(options) else None)


def _is_number(options: list[Any]) -> bool:
    return get_args(Number)[0] in options


def _options(annotation: Any) -> Iterator[Any]:
    """An annotation without unions and metadata; `Annotated` unions of texts and points come apart too."""
    if get_origin(annotation) is Annotated:
        yield from _options(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        inner = [option for part in get_args(annotation) for option in _options(part)]
        # The richer form of what can be written in two ways.
        yield from sorted(inner, key=lambda option: not (isinstance(option, type) and issubclass(option, Entity)))
    elif annotation is not type(None):
        yield annotation


@cache
def _county() -> tuple[dict[Field, list[str]], frozenset[str]]:
    """The words by field, and those of them that stand in some document."""
    made = _County()
    fill = made.filled
    goals = [fill(Goal, id=f"tavoite-{n}") for n in (1, 2)]
    grouped = fill(Perspective, id="nakokulma", goals=[fill(Goal, id="tavoite-3")])
    priorities = [
        fill(Priority, id="painopiste-1", goals=goals, perspectives=None),
        fill(Priority, id="painopiste-2", goals=[fill(Goal, id="tavoite-4")], perspectives=None),
        fill(Priority, id="painopiste-3", goals=None, perspectives=[grouped]),
    ]
    served = ("strategy", "environment", "painopiste-1", "tavoite-1", "nakokulma", "tavoite-3")
    indicators = [fill(Indicator, serves=one, defined_in="asiakirja") for one in served]
    indicators += [fill(Indicator, serves=one, defined_in=None, name=None) for one in served]
    indicators += [fill(Indicator, serves="tavoite-1", computed={"of": "surplus", "per": "resident"})]
    measures = [fill(Measure, serves=one, kind="normal") for one in ("strategy", *served[2:])]
    measures += [fill(Measure, serves="strategy", kind="flagship", means=None)]
    documents = [fill(PLANNING, id="asiakirja", part_of=None), fill(PLANNING, id="osa", part_of="asiakirja")]
    programmes = [
        fill(Programme, document=None, serves="painopiste-1"),
        fill(Programme, document="asiakirja", serves=None),
    ]
    strategy = fill(
        Strategy,
        kind="strategy",
        id=None,
        county="lappi",
        period={"from": 2026, "to": 2029},
        measures_period={"from": 2026, "to": 2027},
        languages=("fi", "sv"),
        translation_notice={"sv": made.word(Strategy, "translation_notice")},
        levels={key: fill(LEVEL, role=None) for key in ("priority", "perspective", "goal", "point")},
        environment=fill(Environment, id="environment", facts=[fill(FACT), fill(FACT, text=None)]),
        priorities=tuple(priorities),
        indicators=tuple(indicators),
        measures=tuple(measures),
        programmes=tuple(programmes),
        documents=tuple(documents),
        themes=(fill(THEME, serves="painopiste-1"), fill(THEME, serves=None)),
        achievements=(fill(ACHIEVEMENTS, serves="painopiste-1"),),
        covered_by={"ownership": "asiakirja", "participation": {"fi": made.word(Strategy, "covered_by")}},
        follow_up=fill(FOLLOW_UP, indicators_defined_in=("asiakirja",)),
        sections=tuple(fill(PLACED, place=place) for place in get_args(PLACED.model_fields["place"].annotation)),
    )
    process = fill(Process, kind="process", id=None, county="lappi")
    theme = fill(CountyTheme, kind="theme", county="lappi", colours=None, fonts=None, logo=None, templates=None)
    printed = " ".join(_texts(_workspace(strategy, process, _services(made), _budget(made), theme)))
    words = {word for found in made.words.values() for word in found}
    return made.words, frozenset(word for word in re.findall(r"Sana\d+x", printed) if word in words)


def _services(made: _County) -> dict[str, object]:
    """A service strategy with lines that implement something and lines of which nothing more is known."""
    fill = made.filled
    bare = fill(ServiceLine, implements=None, lines=None, no_cost=None)
    inner = fill(
        ServiceLine, id="linja-2", implements="tavoite-3", lines=[fill(ServiceLine, implements=None, lines=None)]
    )
    lines = [
        fill(ServiceLine, id="linja-1", implements="tavoite-1", lines=[inner]),
        fill(ServiceLine, implements=None, lines=[fill(ServiceLine, implements=None, lines=None)]),
    ]
    programme = fill(Programme, document=None, serves="linja-1")
    return fill(
        ServiceStrategy,
        kind="service-strategy",
        id=None,
        county="lappi",
        period={"from": 2026, "to": 2029},
        document="asiakirja",
        aims=[bare],
        goals=lines,
        service_levels=[fill(ServiceLine, implements="strategy", lines=None)],
        programmes=[programme],
    )


def _budget(made: _County) -> dict[str, object]:
    """A budget with rows that pay for something."""
    fill = made.filled
    unit = fill(BudgetUnit, id="yksikko", funds="tavoite-1", units=[fill(BudgetUnit, funds=None, units=None)])
    return fill(
        Budget,
        kind="budget",
        id=None,
        county="lappi",
        years=(2026,),
        document="asiakirja",
        operating=[unit],
        appropriations=[fill(Appropriation, unit="yksikko", funds="linja-1")],
        investments=[fill(Investment, funds="tavoite-2")],
        income_statement=[fill(IncomeRow, row="surplus"), fill(IncomeRow, row="operating_margin")],
        cash_flow=[fill(CashFlowRow, row="annual_margin")],
        goals=[fill(BudgetGoal, unit=None, implements="tavoite-1", indicators=None)],
        savings=[fill(Saving, implements="tavoite-1")],
    )


def _field(cls: type[BaseModel], name: str) -> Any:
    """The class that stands in a field of another."""
    found = [option for option in _options(cls.model_fields[name].annotation) if isinstance(option, type)]
    for option in _options(cls.model_fields[name].annotation):
        if get_origin(option) in (tuple, dict):
            found += [inner for part in get_args(option) for inner in _options(part) if isinstance(inner, type)]
    return next(option for option in found if issubclass(option, Entity))


PLANNING, THEME, ACHIEVEMENTS, FOLLOW_UP, PLACED, LEVEL = (
    _field(Strategy, name) for name in ("documents", "themes", "achievements", "follow_up", "sections", "levels")
)
FACT = _field(Environment, "facts")


def _workspace(*data: dict[str, object]) -> Workspace:
    roots = []
    for one in data:
        # JSON is YAML too.
        tree, found = grow(Source(f"{one['kind']}.yaml", json.dumps(one)))
        assert tree is not None, found
        root, found = validate(tree, KINDS[str(one["kind"])])
        assert root is not None, found
        roots.append(root)
    workspace, found = link(roots, "lappi", complete=True)
    assert found == []
    return workspace


def _texts(workspace: Workspace) -> Iterator[str]:
    for name in DOCUMENTS:
        for language in ("fi", "sv"):
            document = compose(workspace, name, language)
            assert document is not None
            yield str(as_json(document))


def _is_excused(field: Field) -> bool:
    return field in NOT_PRINTED or ("*", field[1]) in NOT_PRINTED


def test_every_text_field_of_every_class_is_printed_somewhere() -> None:
    words, printed = _county()
    lost = {field for field, found in words.items() if not printed & set(found)}
    assert {field for field in lost if not _is_excused(field)} == NOT_YET_PRINTED


def test_what_is_excused_is_really_not_printed() -> None:
    words, printed = _county()
    told = {field for field in NOT_PRINTED if field in words and printed & set(words[field])}
    assert told == set()


def test_every_class_of_the_model_was_looked_at() -> None:
    words, _ = _county()
    seen = {owner for owner, _ in words}
    classes = {cls.__name__ for cls in _classes() if any(_is_text(cls, name) for name in cls.model_fields)}
    registries = {cls.__name__ for cls in KINDS.values() if not issubclass(cls, Sourced)}
    # Numbers in the case-management system are no texts, but they are printed too. What a logo shows is
    # told by the writers, which draw it.
    assert (classes | {"Filing"}) - (registries - {"CountyTheme"}) - {"LogoFile"} == seen


def _classes() -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    waiting: list[Any] = list(KINDS.values())
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and not issubclass(annotation, Ref):
            if issubclass(annotation, Entity) and annotation not in found:
                found.add(annotation)
                waiting += [field.annotation for field in annotation.model_fields.values()]
        else:
            waiting += [part for part in get_args(annotation) if not isinstance(part, str)]
    return found


def _is_text(cls: type[BaseModel], name: str) -> bool:
    return any(option is LocalizedText for option in _options(cls.model_fields[name].annotation))
