"""What stands with a chart on its slide: caption, unit and source; its values in words for the notes."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from strategia.document.ast import Chart, Runs, plain
from strategia.writers.charts import number, yearly
from strategia.writers.deck import fit
from strategia.writers.deck.fit import Para
from strategia.writers.deck.panels import caption
from strategia.writers.deck.shapes import BODY_HEIGHT, LEFT, TOP, Box, Plot, Shape
from strategia.writers.deck.text import clean, text


def parts(chart: Chart) -> tuple[Chart, ...]:
    """A chart of bars with more categories than a slide has room for as several; another one as it is."""
    most = int(BODY_HEIGHT * 0.9 // max(28, 16 * len(chart.series) + 10))
    count = -(-len(chart.categories) // max(most, 1))
    if chart.kind != "bar" or count < 2 or yearly(chart.categories):
        return (chart,)
    size = -(-len(chart.categories) // count)
    return tuple(
        replace(
            chart,
            categories=chart.categories[start : start + size],
            series=tuple(replace(series, values=series.values[start : start + size]) for series in chart.series),
        )
        for start in range(0, len(chart.categories), size)
    )


def plot(
    chart: Chart, title: Runs, place: tuple[float, float], reach: tuple[Decimal, ...], remarks: tuple[Para, ...] = ()
) -> tuple[Shape, ...]:
    """Caption and unit, the chart itself, its source and remarks below. `reach` as in `Plot`.

    `place` is its width and its top; it ends where the content of a slide does.
    """
    width, top = place
    note = clean(chart.note)
    below = (*((Para(note, 11, colour="muted"),) if note else ()), *remarks)
    low = fit.height(below, width)
    heads: list[Shape] = []
    unit = text(chart.unit)
    unit_line = (Para(unit, 12, colour="muted"),) if unit else ()
    for paras, name in ((caption(chart.title, title, 17), "Caption"), (unit_line, "Unit")):
        if paras:
            high = fit.height(paras, width)
            heads.append(Box(LEFT, top, width, high, paras, name=name))
            top += high + 4
    bottom = TOP + BODY_HEIGHT - (low + 4 if below else 0)
    description = ". ".join(
        words.rstrip(".") for words in (plain(clean(chart.title)), plain(clean(chart.takeaway))) if words
    )
    return (
        *heads,
        Plot(LEFT, top, width, bottom - top, chart, description or plain(title), "Chart", reach),
        *((Box(LEFT, bottom + 4, width, low, below, name="Source"),) if below else ()),
    )


def values(chart: Chart, language: str, size: float) -> Iterator[Para]:
    """The values in words, a line of a list for each category."""
    alone = len(chart.series) == 1
    for place, category in enumerate(chart.categories):
        known = [(s.name, s.values[place]) for s in chart.series if place < len(s.values)]
        told = [(name, number(value, language)) for name, value in known if value is not None]
        words = "; ".join(f"{value} {chart.unit}".rstrip() if alone else f"{name} {value}" for name, value in told)
        if words:
            yield Para(text(f"{category}: {words}"), size, mark="•", indent=size, hang=size)
