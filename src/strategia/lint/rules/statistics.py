"""SOT: whether an indicator that names Sotkanet means what it says, and whether its values can be compared."""

import re
from collections.abc import Iterator

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, listed, rule
from strategia.lint.stems import Stems
from strategia.model.base import LocalizedText
from strategia.model.indicators import Indicator, Observation
from strategia.sotkanet import Series, catalogue
from strategia.workspace import Workspace

STALE_AFTER = 3
"""Years after which a figure says little about today."""
DISTRICTS_ENDED = 2023
"""The hospital districts ended when the counties began, on 1 January 2023."""

_FEW = 3
_DISTRICT = Stems("sairaanhoitopiiri", "shp", "sjukvårdsdistrikt")
_WORD = re.compile(r"[^\W\d_]{4,}")
_USUAL = ("vuoti", "vasta", "ikäis", "osuus", "määrä", "asuka", "täytt", "ikäva", "kaikk", "saane", "tervey", "palve")
"""How words begin that stand in many titles and tell none of them apart."""


@rule("SOT101", Severity.WARNING)
def number_unknown(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A number of Sotkanet is one of those that are known to be right."""
    named = _named(workspace)
    unknown = [(indicator, number) for indicator, number in named if number not in catalogue()]
    if len(unknown) > _FEW:
        numbers = listed(str(number) for _, number in unknown)
        arguments = {"count": len(unknown), "total": len(named), "numbers": numbers, "known": len(catalogue())}
        yield Remark(unknown[0][0].at("data", "id"), arguments, "many")
        return
    for indicator, number in unknown:
        arguments = {"id": indicator.id, "number": str(number), "known": len(catalogue())}
        yield Remark(indicator.at("data", "id"), arguments)


@rule("SOT102", Severity.WARNING)
def title_differs(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """An indicator and the title of its series in Sotkanet have a word in common."""
    for indicator, number in _named(workspace):
        series = catalogue().get(number)
        texts = [text for text in (indicator.name, indicator.verbatim, indicator.description) if text is not None]
        words = " ".join(filter(None, (_in_finnish(workspace, text) for text in texts)))
        if series is not None and words and not _has_common_word(words, series.title):
            arguments = {"id": indicator.id, "number": str(number), "title": series.title}
            yield Remark(indicator.at("data", "id"), arguments)


@rule("SOT103", Severity.WARNING)
def series_broken(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The values of an indicator are of one series: none after it has ended, none before it began."""
    strategy = workspace.strategy
    for indicator, number in _named(workspace):
        series = catalogue().get(number)
        if series is None:
            continue
        whole = {"id": indicator.id, "number": str(number)}
        if (other := _other_series(indicator, series)) is not None:
            yield Remark(indicator.at("data", "id"), {**whole, "other": str(other)}, "both")
            continue
        late = [o for o in indicator.observations if series.last_year and o.when.end.year > series.last_year]
        early = [o for o in indicator.observations if series.first_year and o.when.start.year < series.first_year]
        if late:
            arguments = {**whole, "when": late[0].when, "year": str(series.last_year), "new": str(series.replaced_by)}
            yield Remark(late[0].at("when"), arguments)
        elif early:
            arguments = {**whole, "when": early[0].when, "year": str(series.first_year)}
            yield Remark(early[0].at("when"), arguments, "early")
        elif series.last_year and strategy is not None and strategy.period.end > series.last_year:
            arguments = {**whole, "year": str(series.last_year), "new": str(series.replaced_by)}
            yield Remark(indicator.at("data", "id"), arguments, "ended")


@rule("SOT104", Severity.INFO)
def district_for_county(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A figure of a hospital district is not shown as one of the county."""
    for indicator in workspace.indicators:
        if not indicator.observations:
            continue
        said = _DISTRICT.found_in_any(_words(indicator.name, indicator.verbatim, indicator.note, indicator.source))
        if not said and indicator.data is not None:
            said = _DISTRICT.found_in_any(_words(indicator.data.name))
        for observation in indicator.observations:
            if (variant := _as_county(observation, indicator_says=said)) is not None:
                arguments = {"id": indicator.id, "when": observation.when}
                yield Remark(observation.at("when"), arguments, variant)
                break


@rule("SOT105", Severity.INFO)
def stale_data(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """While a strategy is in force, the newest figure of an indicator is at most three years old."""
    strategy = workspace.strategy
    if strategy is not None and strategy.period.end < context.as_of.year:
        return
    measured = [indicator for indicator in workspace.indicators if indicator.observations]
    newest = [(indicator, max(indicator.observations, key=lambda one: one.when.end)) for indicator in measured]
    this = context.as_of
    stale = [(i, o) for i, o in newest if (o.when.end.year + STALE_AFTER, o.when.end.month) < (this.year, this.month)]
    if len(stale) > _FEW and len(stale) * 2 > len(measured):
        ids = listed(indicator.id for indicator, _ in stale)
        yield Remark(stale[0][1].at("when"), {"count": len(stale), "total": len(measured), "ids": ids}, "many")
        return
    for indicator, observation in stale:
        yield Remark(observation.at("when"), {"id": indicator.id, "when": observation.when})


def _named(workspace: Workspace) -> list[tuple[Indicator, int]]:
    """The indicators that name a number of Sotkanet, each with it."""
    return [
        (indicator, indicator.data.id)
        for indicator in workspace.indicators
        if indicator.data is not None and indicator.data.kind == "sotkanet" and indicator.data.id is not None
    ]


def _in_finnish(workspace: Workspace, text: LocalizedText) -> str | None:
    """A text in Finnish, the language of the catalogue; None where it is not written in it."""
    words, language = text.in_language("fi", workspace.main_language)
    return words if language == "fi" else None


def _has_common_word(words: str, title: str) -> bool:
    """Whether a word of one text, without its ending, stands in a word of the other."""
    return any(
        _stem(word) in other
        for one, other in ((words.lower(), title.lower()), (title.lower(), words.lower()))
        for word in _telling(one)
    )


def _telling(text: str) -> list[str]:
    """The words that tell a title from others; all of them where there are no such words."""
    found = _WORD.findall(text)
    return [word for word in found if not word.startswith(_USUAL)] or found


def _stem(word: str) -> str:
    """A word without what its inflection may change: “jatkuvuuden” and “jatkuvuus” both begin with `jatku`."""
    return word[:5] if len(word) > 6 else word[:4]


def _other_series(indicator: Indicator, series: Series) -> int | None:
    """The number of the series before or after, where what is said of the figures names that too."""
    related = [series.replaced_by] if series.replaced_by is not None else []
    related += [other.number for other in catalogue().values() if other.replaced_by == series.number]
    if not related:
        return None
    said = [indicator.note, indicator.source, *(text for o in indicator.observations for text in (o.note, o.source))]
    said += [indicator.data.name] if indicator.data is not None else []
    words = "\n".join(_words(*said))
    return next((number for number in related if re.search(rf"(?<![\d.,])(?<!\d\s){number}(?![\d.,]?\d)", words)), None)


def _words(*texts: LocalizedText | None) -> Iterator[str]:
    """All wordings of some texts."""
    for text in texts:
        if text is not None:
            yield from text.wordings


def _as_county(observation: Observation, *, indicator_says: bool) -> str | None:
    """How a figure of a hospital district is shown as one of the county; None where it is not."""
    if observation.region is None:
        told = indicator_says or _DISTRICT.found_in_any(_words(observation.note, observation.source))
        return "" if told else None
    ended = observation.when.start.year >= DISTRICTS_ENDED and _DISTRICT.found_in_any(_words(observation.region))
    return "ended" if ended else None
