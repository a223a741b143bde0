"""Measured values as charts and key figures, beside what is aimed at."""

import operator
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from strategia.document.ast import Block, Chart, Fact, KeyFacts, Paragraph, Run, Runs, Series
from strategia.document.phrasing import Phrasing, capitalised, texts
from strategia.languages import WIDE
from strategia.model.indicators import Comparator, Indicator, Observation, Target

_REACHED: Mapping[Comparator | None, Callable[[Decimal, Decimal], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
    "equal": operator.eq,
}
"""By comparator: whether a value has reached what is aimed at."""


def observations(phrasing: Phrasing, indicator: Indicator, name: Runs) -> tuple[Block, ...]:
    """Measured values: a chart where there are several points of time, key figures where not.

    What is aimed at is a line in the chart, and its takeaway says in words whether it has been reached.
    """
    found = indicator.observations
    if not found:
        return ()
    by_region: dict[str, dict[str, Observation]] = {}
    for observation in found:
        region = (
            capitalised(phrasing.plain(observation.region))
            if observation.region is not None
            else phrasing.workspace.county.name(phrasing.language)
        )
        by_region.setdefault(region, {})[observation.when.text] = observation
    times = sorted({observation.when.text for observation in found})
    unit = phrasing.plain(indicator.unit) if indicator.unit is not None else ""
    notes = _observation_notes(phrasing, found)
    if len(times) > 1:
        series = tuple(
            Series(region, tuple(known[time].value if time in known else None for time in times))
            for region, known in by_region.items()
        )
        takeaway = _takeaway(phrasing, by_region, unit)
        aim = _aim(indicator)
        if aim is not None:
            series = (*series, Series(phrasing.term("chart.target"), (aim.value,) * len(times)))
            takeaway = " ".join(filter(None, (takeaway, _status(phrasing, indicator, aim, unit))))
        categories = tuple(phrasing.words.time(time) for time in times)
        when = phrasing.term("column.when")
        chart = Chart("line", name, categories, tuple(map(_aligned, series)), unit, texts(takeaway), category=when)
        return (chart, *notes)
    facts = tuple(
        Fact(texts(_value(phrasing, value, unit)), texts(f"{region} {phrasing.words.time(time)}"))
        for region, known in by_region.items()
        for time, value in known.items()
    )
    return (KeyFacts(facts), *notes)


def _aligned(series: Series) -> Series:
    """The series with as many decimals in each value: “4,0” beside “3,9”."""
    decimals = max(len(f"{value:f}".partition(".")[2]) for value in series.values if value is not None)
    step = Decimal((0, (1,), -decimals))
    values = (None if value is None else value.quantize(step, context=WIDE) for value in series.values)
    return Series(series.name, tuple(values))


def _observation_notes(phrasing: Phrasing, found: Iterable[Observation]) -> tuple[Paragraph, ...]:
    """The notes on values, each once with the times it is about."""
    times: dict[Runs, list[str]] = {}
    for observation in found:
        if observation.note is not None:
            times.setdefault(phrasing.runs(observation.note), []).append(phrasing.words.time(observation.when.text))
    return tuple(Paragraph((Run(f"{', '.join(when)}: "), *note), "small") for note, when in times.items())


def _value(phrasing: Phrasing, observation: Observation, unit: str) -> str:
    about = f"{phrasing.term('mark.about')} " if observation.approx else ""
    # Only a unit that is read with the number stands beside it; a longer one is in the name.
    beside = _beside(unit) if unit in ("%", "€", "M€") else ""
    return f"{about}{phrasing.number(observation.value)}{beside}"


def _takeaway(phrasing: Phrasing, by_region: dict[str, dict[str, Observation]], unit: str) -> str:
    """What a chart shows, in a sentence for each series."""
    sentences = []
    for region, known in by_region.items():
        first, last = known[min(known)], known[max(known)]
        arguments = {
            "region": region,
            "first": phrasing.words.time(first.when.text),
            "last": phrasing.words.time(last.when.text),
            "from_value": phrasing.number(first.value),
            "to_value": phrasing.number(last.value),
            "unit": _beside(unit),
        }
        if first is last:
            sentences.append(phrasing.term("chart.single", **arguments))
        else:
            change: Decimal = last.value - first.value
            kind = "up" if change > 0 else "down" if change < 0 else "same"
            sentences.append(phrasing.term(f"chart.{kind}", **arguments))
    return " ".join(sentences)


def _beside(unit: str) -> str:
    """The unit as it stands behind a number, on the same line."""
    return f"\u00a0{unit}" if unit else ""


def _aim(indicator: Indicator) -> Target | None:
    """The first target that is a number on its own."""
    return next((goal for goal in indicator.targets if goal.value is not None and goal.comparator in _REACHED), None)


def _status(phrasing: Phrasing, indicator: Indicator, aim: Target, unit: str) -> str:
    """Whether the newest value of the county itself has reached what is aimed at; empty where there is none."""
    own = [observation for observation in indicator.observations if observation.region is None]
    if not own or aim.value is None or aim.comparator is None:
        return ""
    newest = max(own, key=lambda observation: observation.when.text)
    words = f"{phrasing.term(f'comparator.{aim.comparator}')} {phrasing.number(aim.value)}{_beside(unit)}"
    if aim.due is not None:
        words = f"{words}, {phrasing.words.time(aim.due.text)}"
    reached = _REACHED[aim.comparator](newest.value, aim.value)
    return phrasing.term("chart.met" if reached else "chart.unmet", target=words)
