"""MEA, the values: figures that the scale does not have, and per cent where percentage points are meant."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, pairwise

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.rules.measurability.asked import name, words
from strategia.lint.stems import Stems
from strategia.model.base import Entity, walk
from strategia.model.indicators import Component, Indicator
from strategia.source import Route
from strategia.workspace import Workspace

_SCALES = {"nps": (Decimal(-100), Decimal(100)), "share": (Decimal(0), Decimal(100))}
"""The scales that follow from what is measured."""
_PER_CENT = ("", "%", "prosenttia", "procent")

_MARKS = ("%", "prosent", "procent")
_PERCENT = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)(?=\s?(?:%|prosent|procent))")
_CLAIM = re.compile(
    r"(?<!yli )(?<!alle )(?<!från )(?<!till )(?<!över )(?<!under )(?<![\w.,])"
    r"(\d{1,6}(?:[.,]\d{1,6})?)\s?(?:%(?!:)|(?:prosentti|prosenttia|prosentilla|procent)\b)"
)
_POINTS = re.compile(r"prosenttiyks|procentenhet|%-yks|percentage point", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,6}(?:[.,]\d{1,6})?)")
_CHANGES = re.compile(
    r"\b(?:las[kv]|vähen|pienen|supist|alen|nous|kasva|paran|lisään|minsk|sjunk|ök[ua]|stig|höj|förbättr)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_FIGURES = 12
"""How many figures of a sentence are compared."""
_WHOLE = 100
_FIRST_YEAR, _LAST_YEAR = 1990, 2200
_CHANGE_OF = Stems("muuto", "kehity", "kasv", "förändr", "utveckl", "tillväx", "ökning", "minskning")
"""A share by name and a change by meaning, which may be less than nothing."""


@rule("MEA131", Severity.WARNING)
def value_outside_scale(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Targets, baselines and measured values are possible: −100…100 for NPS, 0–100 for a share."""
    for indicator in workspace.indicators:
        scale = indicator.scale
        if scale is not None and scale.min >= scale.max:
            yield Remark(
                indicator.at("scale", key=True), {"id": indicator.id, "low": scale.min, "high": scale.max}, "scale"
            )
            continue
        limits = (scale.min, scale.max) if scale is not None else _SCALES.get(indicator.type)
        if limits is not None:
            yield from _outside(workspace, indicator, indicator, limits)
        for part in indicator.components:
            # The scale is that of the indicator, and a component of another type has its own.
            if part.type in _SCALES:
                yield from _outside(workspace, indicator, part, _SCALES[part.type])


def _outside(
    workspace: Workspace, indicator: Indicator, part: Indicator | Component, limits: tuple[Decimal, Decimal]
) -> Iterator[Remark]:
    low, high = limits
    for entity, key, value in _figures(part):
        if not low <= value <= high and (indicator.scale is not None or _is_of_scale(workspace, part)):
            yield Remark(entity.at(key), {"id": indicator.id, "value": value, "low": low, "high": high})


def _is_of_scale(workspace: Workspace, part: Indicator | Component) -> bool:
    """Whether the scale of a type holds: not for a share in another unit than per cent, not for a change of one."""
    if part.type != "share":
        return True
    return words(workspace, part.unit).strip() in _PER_CENT and not _CHANGE_OF.found_in(name(workspace, part))


def _figures(part: Indicator | Component) -> Iterator[tuple[Entity, str, Decimal]]:
    """Every figure of an indicator, with the entity and the key that hold it."""
    for aim in part.targets:
        if aim.value is not None:
            yield aim, "value", aim.value
        if aim.upper is not None:
            yield aim, "upper", aim.upper
    if type(part) is Indicator:
        if part.baseline is not None:
            yield part.baseline, "value", part.baseline.value
        for observation in part.observations:
            yield observation, "value", observation.value


@rule("MEA132", Severity.WARNING)
def percent_for_percentage_points(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A change between two percentages is told in percentage points."""
    prose = context.prose(workspace)
    told: set[Route] = set()
    for passage, _ in prose.passages_at(_mentions(prose.joined)):
        place = (id(passage.root), *passage.route)
        if place in told:
            continue
        told.add(place)
        for claim, before, after in _claims(passage.words):
            if not _is_noted(passage.root, passage.route):
                yield Remark(passage.location, {"claim": claim, "before": before, "after": after})
    for indicator in workspace.indicators:
        if indicator.type == "share" and indicator.baseline is not None:
            yield from _by_baseline(workspace, indicator, indicator.baseline.value)


def _mentions(text: str) -> list[int]:
    """Where a text speaks of percentages."""
    return sorted(match.start() for mark in _MARKS for match in re.finditer(mark, text))


def _is_noted(root: Entity, route: Route) -> bool:
    """Whether the entity that a text stands in has a note, as where an approved sentence is put right beside it."""
    around = (entity for start, entity in walk(root).entities if route[: len(start)] == start)
    *_, nearest = around
    return vars(nearest).get("note") is not None


def _claims(text: str) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """Every change that a text tells in per cent though its own figures differ by as many points."""
    for sentence in _SENTENCE.split(text):
        if _CHANGES.search(sentence) and not _POINTS.search(sentence):
            yield from islice(_claims_of(sentence), 1)


def _claims_of(sentence: str) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    percentages = {match.start(1) for match in _PERCENT.finditer(sentence)}
    found = [(match.start(1), _decimal(match[1])) for match in _NUMBER.finditer(sentence)][:_FIGURES]
    figures = [(start, value) for start, value in found if not _is_year(value)]
    for match in _CLAIM.finditer(sentence):
        claim, others = _decimal(match[1]), [figure for figure in figures if figure[0] != match.start(1)]
        for (_, before), (second, after) in pairwise(others):
            if second in percentages and abs(before - after) == claim != 0 and before != _WHOLE:
                yield claim, before, after


def _by_baseline(workspace: Workspace, indicator: Indicator, before: Decimal) -> Iterator[Remark]:
    """The targets of a share that promise a change in per cent though the figures differ by as many points."""
    for aim in indicator.targets:
        if aim.value is None or aim.text is None or before == _WHOLE:
            continue
        text = words(workspace, aim.text)
        claims = {_decimal(match[1]) for match in _CLAIM.finditer(text)}
        difference = abs(aim.value - before)
        if difference in claims and aim.value not in claims and _CHANGES.search(text) and not _POINTS.search(text):
            yield Remark(aim.at("text"), {"claim": difference, "before": before, "after": aim.value})


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _is_year(value: Decimal) -> bool:
    return _FIRST_YEAR <= value <= _LAST_YEAR and value == value.to_integral_value()
