"""Charts as native, editable charts of PowerPoint, in the colours of the theme.

Series differ by place, pattern, marker and dashes, never by colour alone.
"""

# ruff: noqa: SLF001 (python-pptx reaches neither the XML nor the parts in public)

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from strategia.document.ast import Chart
from strategia.writers.characters import printable
from strategia.writers.charts import level, yearly
from strategia.writers.deck.drawing import emu, tag
from strategia.writers.deck.shapes import Plot, dense

_COLOURS = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.ACCENT_2,
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.ACCENT_5,
)
_DASHES = (None, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.DASH_DOT, MSO_LINE.LONG_DASH)
_MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.STAR,
)
_PATTERNS = (
    None,
    MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
    MSO_PATTERN.OUTLINED_DIAMOND,
    MSO_PATTERN.LIGHT_HORIZONTAL,
)
_LOCALES = {"fi": "[$-40B]", "sv": "[$-81D]", "en": "[$-809]"}
"""What makes a number format one of a country, by language."""
# python-pptx leaves it untyped.
_ChartData: Any = CategoryChartData
_SIZE = Pt(13)
_MOST_YEARS = 40


def add(shapes: Any, shape: Plot, number: int, language: str) -> None:
    """Draw the chart on a slide's shapes."""
    categories, values = _spaced(shape.chart)
    data: Any = _ChartData(number_format=_format(shape.chart, language))
    data.categories = [printable(category) for category in categories]
    for series, row in zip(shape.chart.series, values, strict=True):
        data.add_series(printable(series.name), [None if value is None else float(value) for value in row])
    lying = shape.chart.kind == "bar" and not yearly(shape.chart.categories)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if lying else XL_CHART_TYPE.COLUMN_CLUSTERED
    if shape.chart.kind == "line":
        kind = XL_CHART_TYPE.LINE_MARKERS
    frame = shapes.add_chart(kind, emu(shape.x), emu(shape.y), emu(shape.width), emu(shape.height), data)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("id", str(number))
    properties.set("name", f"{shape.name} {number}")
    properties.set("descr", shape.description)
    _style(frame.chart, shape, language)
    if lying:
        frame.chart.category_axis.reverse_order = True
    _finish(frame.chart._chartSpace, language)


def _spaced(chart: Chart) -> tuple[tuple[str, ...], tuple[tuple[Decimal | None, ...], ...]]:
    """Categories and values; in a line chart missing years are put in, so that years keep their distances."""
    names = chart.categories
    values = tuple((*series.values, *(None,) * len(names))[: len(names)] for series in chart.series)
    if chart.kind != "line" or len(names) < 2 or not yearly(names) or int(names[-1]) - int(names[0]) >= _MOST_YEARS:
        return names, values
    if any(_gap(row) for row in values):
        # Lines over added years are drawn through: a real gap would vanish with them.
        return names, values
    years = tuple(str(year) for year in range(int(names[0]), int(names[-1]) + 1))
    known = [dict(zip(names, row, strict=True)) for row in values]
    return years, tuple(tuple(row.get(year) for year in years) for row in known)


def _gap(row: Sequence[Decimal | None]) -> bool:
    present = [index for index, value in enumerate(row) if value is not None]
    return bool(present) and present[-1] - present[0] + 1 != len(present)


def _format(chart: Chart, language: str) -> str:
    """The number format, in the language of the deck: with a comma also where the program speaks English."""
    values = [value for series in chart.series for value in series.values if value is not None]
    exponents = [value.normalize().as_tuple().exponent for value in values]
    decimals = max((-e for e in exponents if isinstance(e, int)), default=0)
    return _LOCALES.get(language, "") + "#,##0" + (f".{'0' * min(decimals, 4)}" if decimals > 0 else "")


def _style(made: Any, shape: Plot, language: str) -> None:
    """Legend, axes, labels and colours."""
    chart = shape.chart
    several = len(chart.series) > 1
    crowded = dense(chart)
    made.has_title = False
    made.font.size = _SIZE
    made.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    made.has_legend = several
    if several:
        made.legend.position = XL_LEGEND_POSITION.BOTTOM
        made.legend.include_in_layout = False
        made.legend.font.size = _SIZE
    low = min((v for s in chart.series for v in s.values if v is not None), default=Decimal(0))
    axis = made.value_axis
    axis.has_major_gridlines = chart.kind == "line" or crowded
    axis.visible = chart.kind == "line" or crowded
    if chart.kind == "bar" and low >= 0 and min(shape.reach, default=Decimal(0)) >= 0:
        axis.minimum_scale = 0
    if shape.reach:
        axis.minimum_scale, axis.maximum_scale = _scale(shape.reach)
    if axis.has_major_gridlines:
        axis.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        axis.format.line.fill.background()
    made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    made.category_axis.has_major_gridlines = False
    made.category_axis.major_tick_mark = axis.major_tick_mark = XL_TICK_MARK.NONE
    made.category_axis.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    plot = made.plots[0]
    if chart.kind == "bar":
        plot.gap_width = 60
        plot.overlap = -10 if several else 0
        plot.vary_by_categories = False
    means = [[v for v in s.values if v is not None] for s in chart.series]
    order = sorted(range(len(means)), key=lambda i: -(sum(means[i]) / len(means[i])) if means[i] else Decimal(0))
    for place, series in enumerate(plot.series):
        colour = _COLOURS[place % len(_COLOURS)]
        if chart.kind == "bar":
            _ground(series.format.fill, place, colour)
            series.invert_if_negative = False
        else:
            _curve(series, place, colour)
        if not crowded and not (chart.kind == "line" and several and level(chart.series[place])):
            labels = series.data_labels
            labels.show_value = True
            labels.number_format = _format(chart, language)
            labels.number_format_is_linked = False
            labels.font.size = _SIZE
            above = XL_LABEL_POSITION.BELOW if several and order[-1] == place else XL_LABEL_POSITION.ABOVE
            labels.position = XL_LABEL_POSITION.OUTSIDE_END if chart.kind == "bar" else above


def _scale(reach: Sequence[Decimal]) -> tuple[float, float]:
    """The ends of a scale that several charts share, with room for the value at the end of a bar."""
    low, high = min(*reach, Decimal(0)), max(*reach, Decimal(0))
    room = (high - low) * Decimal("0.12")
    return float(low - room if low else low), float(high + room if high else high)


def _ground(ground: Any, place: int, colour: Any) -> None:
    """The fill of a series of bars: its colour, from the second series on with lines across it."""
    pattern = _PATTERNS[place % len(_PATTERNS)]
    if pattern is None:
        ground.solid()
        ground.fore_color.theme_color = colour
    else:
        ground.patterned()
        ground.pattern = pattern
        ground.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
        ground.back_color.theme_color = colour


def _curve(series: Any, place: int, colour: Any) -> None:
    series.smooth = False
    series.format.line.width = Pt(3)
    series.format.line.color.theme_color = colour
    dash = _DASHES[place % len(_DASHES)]
    if dash is not None:
        series.format.line.dash_style = dash
    series.marker.style = _MARKERS[place % len(_MARKERS)]
    series.marker.size = 9
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.theme_color = colour
    series.marker.format.line.color.theme_color = colour


def _finish(space: Any, language: str) -> None:
    """What python-pptx leaves open: ids that the schema allows, the language, lines over added years."""
    for node in space.iter(qn("c:axId"), qn("c:crossAx")):
        node.set("val", str(abs(int(node.get("val")))))
    for node in space.iter(qn("a:defRPr"), qn("a:endParaRPr")):
        node.set("lang", tag(language))
    for node in space.iter(qn("c:dispBlanksAs")):
        node.set("val", "span")
    if space.find(qn("c:lang")) is None:
        node = etree.SubElement(space, qn("c:lang"))
        node.set("val", tag(language))
        dated = space.find(qn("c:date1904"))
        space.insert(0 if dated is None else 1, node)
