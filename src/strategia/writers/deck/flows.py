"""Laying out from top to bottom: flows give up what fits the room left, and pages are filled with it."""

import operator
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, Protocol

from strategia.writers.deck import fit
from strategia.writers.deck.fit import Para
from strategia.writers.deck.shapes import Box, Shape, moved
from strategia.writers.deck.text import Group

GAP = 14.0
"""Between two blocks."""

SIZES = (20.0, 18.0, 17.0, 16.0, 15.0, 14.0)
"""Sizes of body text, tried from the largest; see `fitted` for those of several slides."""

_LEAST_OF_SEVERAL, _LARGEST_OF_SEVERAL = 16.0, 20.0
"""Sizes of what takes several pages: none is so small that it is hard to read, none wastes slides."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes whose origin is their own top left corner. `torn` says that something was split by force."""

    height: float
    shapes: tuple[Shape, ...]
    torn: bool = False


class Flow(Protocol):
    """Something to lay out. `cramped` says that words break or that the look had to be given up."""

    @property
    def cramped(self) -> bool:
        """Whether a smaller size would look better."""

    def take(self, room: float, *, forced: bool) -> "tuple[Drawing | None, Flow | None]":
        """What fits into the room, and the rest; when `forced`, something is taken in any case."""


@dataclass(frozen=True, slots=True)
class Page:
    """Drawings from top to bottom."""

    drawings: tuple[Drawing, ...]

    @property
    def height(self) -> float:
        """How much of the room is used."""
        return sum(drawing.height for drawing in self.drawings) + GAP * (len(self.drawings) - 1)

    def shapes(self, x: float, y: float) -> tuple[Shape, ...]:
        """The shapes, placed from this corner down."""
        placed: list[Shape] = []
        for drawing in self.drawings:
            placed += [moved(shape, x, y) for shape in drawing.shapes]
            y += drawing.height + GAP
        return tuple(placed)


def pages(flows: Sequence[Flow], room: float) -> tuple[Page, ...]:
    """The flows on as many pages as they need."""
    done: list[Page] = []
    here: list[Drawing] = []
    used = 0.0
    queue = list(reversed(flows))
    while queue:
        flow = queue.pop()
        gap = GAP if here else 0.0
        drawing, rest = flow.take(room - used - gap, forced=not here)
        if drawing:
            here.append(drawing)
            used += gap + drawing.height
        if rest is not None:
            queue.append(rest)
        if (rest is not None or not drawing) and here:
            done.append(Page(tuple(here)))
            here, used = [], 0.0
    if here:
        done.append(Page(tuple(here)))
    return tuple(done)


def balanced(flows: Sequence[Flow], room: float) -> tuple[Page, ...]:
    """The pages with their content spread evenly: the last one is not left with a line."""
    best = pages(flows, room)
    low, high = room / 3, room
    for _ in range(5 if len(best) > 1 else 0):
        middle = (low + high) / 2
        trial = pages(flows, middle)
        if len(trial) == len(best) and _torn(trial) <= _torn(best) and all(p.height <= room for p in trial):
            best, high = trial, middle
        else:
            low = middle
    return best


def _torn(made: Sequence[Page]) -> int:
    return sum(drawing.torn for page in made for drawing in page.drawings)


class _Trial(NamedTuple):
    """What flows come to at a size: how many pages they need, and their height altogether."""

    flows: Sequence[Flow]
    pages: int
    height: float
    cramped: bool


def fitted(build: Callable[[float], Sequence[Flow]], sizes: Sequence[float], room: float) -> tuple[Page, ...]:
    """The flows at the largest size at which they need one page, or else at a size good to read.

    `sizes` go from large to small; they are not all used when there are several pages.
    """
    tried: dict[float, _Trial] = {}

    def at(size: float) -> _Trial:
        if size not in tried:
            flows = build(size)
            done = pages(flows, room)
            cramped = any(flow.cramped for flow in flows)
            tried[size] = _Trial(flows, len(done), sum(page.height for page in done), cramped)
        return tried[size]

    def fits(size: float, *, calmly: bool) -> bool:
        trial = at(size)
        return trial.pages <= 1 and not (calmly and trial.cramped)

    if not at(sizes[0]).flows:
        return ()
    for calmly in (True, False):
        if (size := _largest(sizes, at, partial(fits, calmly=calmly), room)) is not None:
            return balanced(at(size).flows, room)
    several = [at(size) for size in sizes if _LEAST_OF_SEVERAL <= size <= _LARGEST_OF_SEVERAL]
    fewest = [trial for trial in several if trial.pages <= several[-1].pages]
    return balanced(next((trial for trial in fewest if not trial.cramped), fewest[0]).flows, room)


def _largest(
    sizes: Sequence[float], at: Callable[[float], _Trial], fits: Callable[[float], bool], room: float
) -> float | None:
    """The largest size that fits, None where none does. What fits at a size fits at smaller ones.

    Each trial costs: how much too high the last one was says where to look next.
    """
    place = 0
    while not fits(sizes[place]):
        smaller = sizes[place + 1 :]
        if not smaller or (at(sizes[place]).pages <= 1 and not fits(smaller[-1])):
            return None
        if at(sizes[place]).pages <= 1:
            # Words break: nothing says how much smaller they must be.
            return smaller[bisect_left(smaller, 1, key=fits)]
        # Text takes an area.
        wanted = sizes[place] * (room / at(sizes[place]).height) ** 0.5
        place = min(place + 1 + bisect_left(smaller, -wanted, key=operator.neg), len(sizes) - 1)
    while place and fits(sizes[place - 1]):
        place -= 1
    return sizes[place]


@dataclass(frozen=True, slots=True)
class TextFlow:
    """Running text, split between groups, within one only by force."""

    groups: tuple[Group, ...]
    width: float

    @property
    def cramped(self) -> bool:
        """Whether a word breaks."""
        return any(fit.widest_word(group.paras) > self.width for group in self.groups)

    def take(self, room: float, *, forced: bool) -> tuple[Drawing | None, Flow | None]:
        """As many groups as fit; an introduction does not stay behind alone."""
        count, used = 0, 0.0
        for group in self.groups:
            used += (group.paras[0].before if count else 0) + fit.height(group.paras, self.width)
            if used > room:
                break
            count += 1
        if count == len(self.groups):
            return self._drawing(self.groups), None
        kept = count
        while kept and self.groups[kept - 1].introduces:
            kept -= 1
        if kept == 0 and forced:
            if count == 0:
                return self._tear(room)
            kept = count
        if kept == 0:
            return None, self
        return self._drawing(self.groups[:kept]), replace(self, groups=self.groups[kept:])

    def _tear(self, room: float) -> tuple[Drawing, Flow]:
        """The first group split: between its lines, its heading repeated, or within a paragraph."""
        group = self.groups[0]
        heads, tail = group.paras[: group.heads], group.paras[group.heads :]
        above = fit.height(heads, self.width) + (tail[0].before if heads and tail else 0)
        if heads and tail and room - above >= 2 * tail[0].size * fit.line():
            first, rest = fit.cut(tail, self.width, room - above)
        else:
            heads = ()
            first, rest = fit.cut(group.paras, self.width, room)
        remaining = (replace(group, paras=(*heads, *rest), heads=len(heads)),) if rest else ()
        drawing = replace(self._drawing((Group((*heads, *first)),)), torn=True)
        return drawing, replace(self, groups=(*remaining, *self.groups[1:]))

    def _drawing(self, taken: tuple[Group, ...]) -> Drawing:
        paras = tuple(para for group in taken for para in group.paras)
        return text_drawing(paras, self.width)


def text_drawing(paras: tuple[Para, ...], width: float) -> Drawing:
    """A box of text as high as its text."""
    height = fit.height(paras, width)
    return Drawing(height, (Box(0, 0, width, height, paras, name="Text"),))


@dataclass(frozen=True, slots=True)
class RowsFlow:
    """Rows of boxes, taken whole; each is at most as high as a page."""

    rows: tuple[Drawing, ...]
    gap: float = GAP
    cramped: bool = False

    def take(self, room: float, *, forced: bool) -> tuple[Drawing | None, Flow | None]:
        """As many rows as fit."""
        count, used = 0, 0.0
        for row in self.rows:
            step = row.height + (self.gap if count else 0)
            if used + step > room:
                break
            used += step
            count += 1
        torn = forced and count == 0
        if torn:
            count, used = 1, self.rows[0].height
        if count == 0:
            return None, self
        shapes: list[Shape] = []
        y = 0.0
        for row in self.rows[:count]:
            shapes += [moved(shape, 0, y) for shape in row.shapes]
            y += row.height + self.gap
        rest = replace(self, rows=self.rows[count:]) if self.rows[count:] else None
        return Drawing(used, tuple(shapes), torn), rest
