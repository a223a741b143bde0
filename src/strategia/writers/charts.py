"""Charts as SVG: a Chart in, a picture that stands alone out, with title, description and values.

Series are told apart by position, name and hatching (bars) or by name, marker and dashes (lines), never by
colour alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise

from strategia.document.ast import Cell, Chart, Column, Paragraph, Row, Run, Runs, Series, Table, plain
from strategia.languages import lexicon
from strategia.writers.drawn import TEXT, fitted, label, wide, words
from strategia.writers.theme import Theme

WIDTH = 720
"""Width of every chart, in SVG units (CSS pixels)."""

_SMALL = 12.5
_MOST_LINES = 4
"""Of a name: the table of the values has the whole of it."""
_DASHES = ("", "7 4", "2 4", "10 4 2 4", "4 3")
_HATCHES: tuple[tuple[tuple[int, int], ...], ...] = ((), ((1, 1),), ((1, -1),), ((1, 1), (1, -1)), ((0, 1),))
"""The directions of the lines across the bars of each series; (0, 1) is upright."""
_HATCH_STEP = 9


def number(value: Decimal, language: str) -> str:
    """A value as the language writes it, with a true minus sign, which lines break less readily at."""
    return lexicon(language).number(value).replace("-", "\N{MINUS SIGN}")


def values(chart: Chart, category: Runs, language: str) -> Table:
    """The values of a chart as a table; `category` heads its first column."""
    names = (Column((Run(series.name),), 1, "end") for series in chart.series)
    rows = tuple(
        Row((_cell(name), *(_cell("–" if value is None else number(value, language)) for value in across)))
        for name, *across in zip(chart.categories, *(series.values for series in chart.series), strict=True)
    )
    return Table(titled(chart), (Column(category, 2), *names), rows, row_headers=True)


def titled(chart: Chart) -> Runs:
    """The title with the unit, unless it names it already."""
    named = not chart.unit.strip() or re.search(rf"\({re.escape(chart.unit)}[,)]", plain(chart.title))
    return chart.title if named else (*chart.title, Run(f" ({chart.unit})"))


def _cell(text: str) -> Cell:
    return Cell((Paragraph((Run(text),)),))


def yearly(categories: Sequence[str]) -> bool:
    """Whether the categories are years in order."""
    if not all(len(name) == 4 and name.isdecimal() for name in categories):
        return False
    return all(int(one) < int(other) for one, other in pairwise(categories))


def level(series: Series) -> bool:
    """Whether a series has one value throughout, as the line of a target has: no point of it needs a number."""
    return len(series.values) > 1 and len(set(series.values)) == 1


def svg(chart: Chart, theme: Theme, language: str, reach: Sequence[Decimal] = ()) -> str:
    """The chart as an SVG element that can stand in a page or in a file of its own.

    `reach` are values that the scale of bars reaches too, so that charts beside one another can be compared.
    """
    height, marks = _bars(chart, theme, language, reach) if chart.kind == "bar" else _lines(chart, theme, language)
    takeaway = words(plain(chart.takeaway) or plain(chart.title))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label="{takeaway}" '
        f'viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" '
        f'font-family="{escape(theme.web_fonts)}" font-size="{TEXT}" fill="#{theme.ink}">'
        f"<title>{words(plain(chart.title))}</title><desc>{takeaway}</desc>{''.join(marks)}</svg>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#{colour}" stroke-width="1"/>'


def _unit(chart: Chart, theme: Theme, scale: str = "") -> tuple[float, list[str]]:
    """The unit and the scale above the drawing, and where the drawing begins."""
    told = ", ".join(filter(None, (chart.unit.strip(), scale)))
    lines = fitted(told, WIDTH, _MOST_LINES, _SMALL) if told else []
    marks = [label(line, 0, 14 + 16 * i, size=_SMALL, fill=f"#{theme.muted}") for i, line in enumerate(lines)]
    return 16 * len(lines) + 10, marks


def _values(chart: Chart) -> list[Decimal]:
    return [value for series in chart.series for value in series.values if value is not None] or [Decimal(0)]


def _bars(chart: Chart, theme: Theme, language: str, reach: Sequence[Decimal]) -> tuple[float, list[str]]:
    """Bars lie on their side: Finnish category names are long. The value stands at the bar's end."""
    thick, gap, between = 22, 4, 16
    told = [fitted(series.name, 200, 1)[0] if len(chart.series) > 1 else "" for series in chart.series]
    names = [fitted(category, 210, _MOST_LINES) for category in chart.categories]
    left = max((wide(line) for lines in names for line in lines), default=0) + 14
    ends = [
        _bar_end(number(v, language), name)
        for s, name in zip(chart.series, told, strict=True)
        for v in s.values
        if v is not None
    ]
    right = max((wide(end) for end in ends), default=0) + 12
    low, high = min(*_values(chart), *reach, Decimal(0)), max(*_values(chart), *reach, Decimal(0))
    # Left of a negative bar its label needs the same room as one on the right.
    start = left + (right if low < 0 else 0)
    scale = max(WIDTH - start - right, 60) / float(high - low or 1)
    zero = start + float(-low) * scale
    top, marks = _unit(chart, theme)
    y = top
    for index, lines in enumerate(names):
        group = max(len(chart.series) * (thick + gap) - gap, 18 * len(lines))
        first = y + group / 2 - 9 * (len(lines) - 1) + 5
        marks += [label(line, left - 14, first + 18 * i, anchor="end") for i, line in enumerate(lines)]
        bar = y + (group - len(chart.series) * (thick + gap) + gap) / 2
        for place, series in enumerate(chart.series):
            value = series.values[index] if index < len(series.values) else None
            length = float(value or 0) * scale
            colour = theme.chart[place % len(theme.chart)]
            if length:
                x = min(zero, zero + length)
                marks.append(
                    f'<rect x="{x:.1f}" y="{bar:.1f}" width="{abs(length):.1f}" height="{thick}" fill="#{colour}"/>'
                )
                marks += _hatched(x, bar, abs(length), thick, place, theme.paper)
            end = _bar_end("–" if value is None else number(value, language), told[place])
            side: dict[str, str | float] = {"anchor": "end"} if length < 0 else {}
            marks.append(label(end, zero + length + (-8 if length < 0 else 8), bar + 16, **side))
            bar += thick + gap
        y += group + between
    marks.append(_line(zero, top - 4, zero, y - between + 4, theme.muted))
    return y - between + 8, marks


def _hatched(x: float, y: float, width: float, height: float, place: int, colour: str) -> Iterator[str]:
    """The lines across a bar that tell its series from the others without colour."""
    for along, down in _HATCHES[place % len(_HATCHES)]:
        path = []
        slant = height * along * down
        start = min(0.0, -slant) + _HATCH_STEP / 2
        while start < width + max(0.0, -slant):
            # The line from the upper edge to the lower one, cut at the ends of the bar.
            ends = [(start + slant * share, y + height * share) for share in _cut(start, slant, width)]
            if len(ends) == 2:
                path.append("M" + "L".join(f"{x + across:.1f} {depth:.1f}" for across, depth in ends))
            start += _HATCH_STEP
        if path:
            yield f'<path d="{"".join(path)}" stroke="#{colour}" stroke-width="1.8"/>'


def _cut(start: float, slant: float, width: float) -> tuple[float, ...]:
    """From which share of its way to which a slanting line is within a width; nothing when it is nowhere."""
    if not slant:
        return (0.0, 1.0)
    first, last = sorted((-start / slant, (width - start) / slant))
    first, last = max(first, 0.0), min(last, 1.0)
    return (first, last) if first < last else ()


def _bar_end(value: str, name: str) -> str:
    return f"{value}\u2002{name}" if name else value


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where the values of a line chart lie on the drawing."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    xs: tuple[float, ...]

    def y(self, value: Decimal | float) -> float:
        return self.bottom - (float(value) - self.low) / (self.high - self.low) * (self.bottom - self.top)


def _lines(chart: Chart, theme: Theme, language: str) -> tuple[float, list[str]]:
    """Lines with a name at the end of each; years keep their distances."""
    ticks = _ticks(_values(chart))
    top, marks = _unit(chart, theme, _scale(ticks, language))
    left = max(wide(number(tick, language), _SMALL) for tick in ticks) + 10
    names = [fitted(series.name, 150, _MOST_LINES) for series in chart.series]
    right = WIDTH - max((wide(line) for lines in names for line in lines), default=0) - 40
    inner = 20
    xs = tuple(left + inner + share * (right - left - 2 * inner) for share in _shares(chart.categories))
    plane = _Plane(left, right, top + 14, top + 254, float(ticks[0]), float(ticks[-1]), xs)
    for tick in ticks:
        y = plane.y(tick)
        marks.append(_line(left, y, right, y, theme.muted if tick == ticks[0] else theme.rule))
        marks.append(label(number(tick, language), left - 8, y + 4, anchor="end", size=_SMALL, fill=f"#{theme.muted}"))
    deepest = 0
    # A value printed below its point may reach under the axis.
    under = plane.bottom + (34 if len(chart.series) > 1 and plane.y(min(_values(chart))) > plane.bottom - 24 else 22)
    for index in _apart(xs, [wide(category) for category in chart.categories]):
        lines = fitted(chart.categories[index], 110, _MOST_LINES)
        deepest = max(deepest, len(lines))
        marks += [label(line, xs[index], under + 17 * i, anchor="middle") for i, line in enumerate(lines)]
    for place, series in enumerate(chart.series):
        marks += _curve(series.values, plane, place, theme)
    marks += _point_labels(chart, plane, language)
    marks += _end_labels(chart, names, plane, theme)
    return under + 17 * deepest - 8, marks


def _curve(values: Sequence[Decimal | None], plane: _Plane, place: int, theme: Theme) -> Iterator[str]:
    """A line, broken where a value is missing, with its markers."""
    colour = theme.chart[place % len(theme.chart)]
    points = [None if value is None else (x, plane.y(value)) for x, value in zip(plane.xs, values, strict=False)]
    dash = f' stroke-dasharray="{_DASHES[place % len(_DASHES)]}"' if place % len(_DASHES) else ""
    for one, other in pairwise(points):
        if one and other:
            path = f"M{one[0]:.1f} {one[1]:.1f}L{other[0]:.1f} {other[1]:.1f}"
            yield f'<path d="{path}" fill="none" stroke="#{colour}" stroke-width="3"{dash}/>'
    yield from (_marker(*point, place, colour) for point in points if point)


def _marker(x: float, y: float, place: int, colour: str) -> str:
    shapes = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"',
        f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9"',
        f'<path d="M{x:.1f} {y - 6.5:.1f}l6.5 6.5l-6.5 6.5l-6.5-6.5z"',
        f'<path d="M{x:.1f} {y - 6:.1f}l6 11h-12z"',
        f'<path d="M{x:.1f} {y + 6:.1f}l6-11h-12z"',
    )
    return f'{shapes[place % len(shapes)]} fill="#{colour}"/>'


def _point_labels(chart: Chart, plane: _Plane, language: str) -> Iterator[str]:
    """Values beside their points: the highest above, the lowest below, those between left out."""
    widest = max(wide(number(value, language), _SMALL) for value in _values(chart))
    for index in _apart(plane.xs, [widest] * len(plane.xs)):
        told = len(chart.series) == 1 or index == len(plane.xs) - 1
        here = [s.values[index] for s in chart.series if index < len(s.values) and (told or not level(s))]
        known = sorted({value for value in here if value is not None})
        if known:
            yield label(
                number(known[-1], language), plane.xs[index], plane.y(known[-1]) - 11, anchor="middle", size=_SMALL
            )
        if len(known) > 1:
            yield label(
                number(known[0], language), plane.xs[index], plane.y(known[0]) + 20, anchor="middle", size=_SMALL
            )


def _end_labels(chart: Chart, names: list[list[str]], plane: _Plane, theme: Theme) -> Iterator[str]:
    """The name of each line at the height of its last value, pushed apart where they would touch."""
    ends = []
    for place, series in enumerate(chart.series):
        last = [value for value in series.values if value is not None]
        ends.append((plane.y(last[-1]) if last else plane.bottom, place))
    below = plane.top - 20
    for wanted, place in sorted(ends):
        y = max(wanted, below + 17)
        below = y + 17 * (len(names[place]) - 1)
        yield _marker(plane.right + 16, y, place, theme.chart[place % len(theme.chart)])
        yield from (label(line, plane.right + 28, y + 5 + 17 * i) for i, line in enumerate(names[place]))


def _ticks(values: Sequence[Decimal]) -> list[Decimal]:
    """Round numbers around the values, three to seven of them; from zero unless that flattens the line."""
    low, high = min(values), max(values)
    if low >= 0 and low < high * Decimal("0.7"):
        low = Decimal(0)
    raw = (high - low or abs(high) or Decimal(1)) / 4
    magnitude = Decimal(10) ** raw.adjusted()
    step = next(magnitude * m for m in (1, 2, Decimal("2.5"), 5, 10) if magnitude * m >= raw)
    first, last = low // step * step, high
    if first > low:
        first -= step
    ticks = [first]
    while ticks[-1] < last or len(ticks) < 3:
        ticks.append(ticks[-1] + step)
    return ticks


def _scale(ticks: Sequence[Decimal], language: str) -> str:
    """Where the scale begins and ends, for who would take it to begin at zero; nothing where it holds zero."""
    low, high = ticks[0], ticks[-1]
    if low <= 0 <= high:
        return ""
    first, last = (number(tick.normalize(), language) for tick in (low, high))
    return lexicon(language).term("writer.scale", low=first, high=last)


def _shares(categories: Sequence[str]) -> list[float]:
    """Where each category stands between 0 and 1: years by their distance, others evenly."""
    if len(categories) < 2:
        return [0.5] * len(categories)
    if yearly(categories):
        years = [int(name) for name in categories]
        return [(year - years[0]) / (years[-1] - years[0]) for year in years]
    return [i / (len(categories) - 1) for i in range(len(categories))]


def _apart(xs: Sequence[float], widths: Sequence[float]) -> list[int]:
    """Which labels have room: the last one first, then backwards."""
    chosen: list[int] = []
    for index in range(len(xs) - 1, -1, -1):
        width = min(widths[index], 110)
        if not chosen or xs[chosen[-1]] - xs[index] >= (width + min(widths[chosen[-1]], 110)) / 2 + 8:
            chosen.append(index)
    return chosen
