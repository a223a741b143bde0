"""The slides while they are written: what the template of slides asks for, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from strategia.document.ast import Document
from strategia.writers.deck.shapes import BODY_WIDTH, DARK, LEFT, TOP, Box, Grid, Map, Plot, Role, Shape, Slide
from strategia.writers.deck.slides import plan
from strategia.writers.slideshow.outline import outline
from strategia.writers.webpage.looks import Looks
from strategia.writers.webpage.page import Page

_GAP = 16.0
_FRAME: frozenset[Role | None] = frozenset({"title", "kicker", "mark", "footer", "number"})


@dataclass(frozen=True, slots=True)
class Band:
    """Shapes side by side; `columns` is how many of their width stand beside one another."""

    shapes: tuple[Shape, ...]
    columns: int

    @property
    def tens(self) -> int:
        """How high it is planned to be at least, in whole tens of points."""
        return int(max(shape.height for shape in self.shapes) // 10)

    @property
    def name(self) -> str:
        """The name of its first shape, as a class."""
        return self.shapes[0].name.lower().replace(" ", "-")


class Show(Page):
    """What the template knows of one deck."""

    outline = staticmethod(outline)

    def __init__(self, document: Document, looks: Looks) -> None:
        super().__init__(document, looks)
        self.slides = plan(document)
        self._targets = frozenset(slide.anchor for slide in self.slides)

    @staticmethod
    def dark(slide: Slide) -> bool:
        """Whether the slide's ground is the primary colour."""
        return slide.layout in DARK

    @staticmethod
    def part(slide: Slide, role: Role) -> Box | None:
        """The part of the frame with this role, if the slide has it."""
        boxes = (shape for shape in slide.shapes if isinstance(shape, Box))
        return next((box for box in boxes if box.role == role), None)

    @staticmethod
    def bands(slide: Slide) -> list[list[Band]]:
        """The content in columns of bands from top to bottom; ornaments are left to the style."""
        content = [shape for shape in slide.shapes if _filled(shape)]
        if slide.layout == "Cover":
            facts = [shape for shape in content if shape.name == "Fact"]
            words = [shape for shape in content if shape.name in {"County", "Subtitle"}]
            seen = [shape for shape in content if shape not in facts and shape not in words]
            return [_stacked(part, _across(part)) for part in (words, facts, seen) if part]
        if slide.layout == "Chart":
            plots = [shape for shape in content if isinstance(shape, Plot)]
            width = max((plot.width for plot in plots), default=BODY_WIDTH)
            left = [shape for shape in content if shape.x < LEFT + width]
            right = [shape for shape in content if shape not in left]
            # The takeaway above a chart is as wide as the slide, its column is not.
            return [_stacked(left, width), *([_stacked(right, _across(right))] if right else [])]
        return [_stacked(content, BODY_WIDTH)] if content else []

    @staticmethod
    def down(slide: Slide, column: Sequence[Band]) -> int:
        """How far below its place the content begins, in whole tens of points."""
        return int((column[0].shapes[0].y - TOP) // 10) if slide.layout != "Cover" else 0

    @staticmethod
    def shares(table: Grid) -> list[int]:
        """The width of each column in whole per cent, at least one."""
        return [max(1, round(100 * width / table.width)) for width in table.columns]

    @staticmethod
    def fortieths(shapes: Sequence[Shape]) -> int:
        """How many fortieths of a slide's width shapes below one another have, at least one."""
        return max(1, round(40 * _across(shapes) / BODY_WIDTH))

    @staticmethod
    def side(column: Sequence[Band]) -> int:
        """The same of the bands that stand beside others."""
        shapes = [shape for band in column for shape in band.shapes]
        return Show.fortieths([shape for shape in shapes if isinstance(shape, Plot)] or shapes)

    def kind(self, shape: Shape) -> str:
        """What the template draws: `box`, `table`, `chart` or `map`."""
        return {Box: "box", Grid: "table", Plot: "chart", Map: "map"}[type(shape)]


def _filled(shape: Shape) -> bool:
    """Whether the shape is content that is not told in another way: by the style or by the drawing of a chart."""
    if not isinstance(shape, Box):
        return True
    return bool(shape.paras) and shape.role not in _FRAME and shape.name not in {"Unit", "Step number"}


def _across(shapes: Sequence[Shape]) -> float:
    return max(shape.x + shape.width for shape in shapes) - min(shape.x for shape in shapes)


def _stacked(shapes: Sequence[Shape], across: float) -> list[Band]:
    ordered = sorted(shapes, key=lambda shape: (round(shape.y), shape.x))
    rows = (tuple(row) for _, row in groupby(ordered, key=lambda shape: round(shape.y)))
    return [Band(row, round((across + _GAP) / (row[0].width + _GAP))) for row in rows]
