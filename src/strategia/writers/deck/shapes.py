"""What is on a slide before it is drawn: boxes of text, tables, charts, with their places in points."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from strategia.document.ast import Chart
from strategia.writers.deck.fit import Colour, Para

WIDTH, HEIGHT = 960.0, 540.0
"""The slide."""

LEFT, TOP, BODY_WIDTH, BODY_HEIGHT = 46.0, 128.0, 868.0, 362.0
"""Where the content of a slide stands, below its title and above its footer."""

Layout = Literal["Cover", "Statement", "Content", "Priority", "Section", "Table", "Chart", "Cards", "Closing"]
DARK: frozenset[Layout] = frozenset({"Cover", "Section", "Closing"})
"""Layouts with the primary colour as their ground."""

Role = Literal["title", "kicker", "mark", "body", "footer", "number"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with text, or an ornament when it has none. `insets` are left, top, right, bottom.

    `role` ties it to the layout's placeholder of that role; a `rounded` one has round corners.
    """

    x: float
    y: float
    width: float
    height: float
    paras: tuple[Para, ...] = ()
    fill: Colour | None = None
    anchor: Literal["t", "ctr", "b"] = "t"
    insets: tuple[float, float, float, float] = (0, 0, 0, 0)
    role: Role | None = None
    name: str = ""
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: `span` is how many rows it covers, 0 when a cell above covers it."""

    paras: tuple[Para, ...]
    fill: Colour
    span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of measured rows; the first is the header."""

    x: float
    y: float
    width: float
    height: float
    columns: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    description: str
    insets: tuple[float, float, float, float]
    row_headers: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """A native chart. `reach` are values that its scale reaches too: those of the charts that continue it."""

    x: float
    y: float
    width: float
    height: float
    chart: Chart
    description: str
    name: str = ""
    reach: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Map:
    """Boxes in columns, each headed by its first one, below a box (or none) that they all lead to; a group.

    The places of boxes and lines are counted from the corner of the map.
    """

    x: float
    y: float
    width: float
    height: float
    top: tuple[Box, ...]
    columns: tuple[tuple[Box, ...], ...]
    lines: tuple[Box, ...]
    description: str
    name: str = ""

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All that has text, in reading order."""
        return (*self.top, *(box for column in self.columns for box in column))


Shape = Box | Grid | Plot | Map


@dataclass(frozen=True, slots=True)
class Slide:
    """A planned slide: shapes in reading order, the title first; `notes` are what it leaves out, for the speaker.

    `anchor` is unique in the deck; `continued` says that the slide goes on with what the one before began.
    """

    anchor: str
    layout: Layout
    title: str
    shapes: tuple[Shape, ...]
    notes: tuple[Para, ...] = ()
    continued: bool = False


def moved(shape: Shape, x: float, y: float) -> Shape:
    """The shape, moved."""
    return replace(shape, x=shape.x + x, y=shape.y + y)


def texts(shape: Shape) -> Iterator[tuple[tuple[Para, ...], float, float]]:
    """The texts of a shape, each with the width and the height it has."""
    match shape:
        case Box():
            left, top, right, bottom = shape.insets
            yield shape.paras, shape.width - left - right, shape.height - top - bottom
        case Map():
            for box in shape.boxes:
                yield from texts(box)
        case Grid():
            left, top, right, bottom = shape.insets
            for number, row in enumerate(shape.rows):
                for cell, width in zip(row, shape.columns, strict=True):
                    high = sum(shape.heights[number : number + cell.span])
                    yield cell.paras, width - left - right, high - top - bottom
        case _:
            # A chart sets its own text.
            return


def dense(chart: Chart) -> bool:
    """Whether the chart has too many points to print the value of each."""
    points = len(chart.categories) * len(chart.series)
    return points > 40 if chart.kind == "bar" else points > 30 or len(chart.series) > 2
