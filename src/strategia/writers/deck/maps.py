"""The strategy map on slides: what the strategy leads to at the top, a column for each priority below it.

As many levels are shown as can be read on one slide; where not even two can, the columns go on on further slides. What
is below the priorities is left out where it would take a slide for each: these have slides of their own.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import ceil, sqrt
from operator import ge

from strategia.document.ast import Graph, Node, Run, plain
from strategia.writers.deck import fit
from strategia.writers.deck.fit import Colour, Para
from strategia.writers.deck.shapes import BODY_HEIGHT, BODY_WIDTH, Box, Map
from strategia.writers.deck.text import SMALLEST, Group, clean

_SIZES = (20.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, SMALLEST)
_BETWEEN, _GAP, _STEM, _LINE = 12.0, 5.0, 16.0, 2.0
"""Between columns, between boxes of a column, from the top to the columns; how thick a line is."""
_SIDE, _PAD = 8.0, 3.0
"""At the sides of text, above and below it."""
_ROUNDS = 5
"""How often widths are tried."""
_GROWTH = 30.0
"""How much a box may grow, so that few of them fill the slide."""


@dataclass(frozen=True, slots=True)
class Board:
    """The map on one slide or several; `missing` are the names of the levels that are left out.

    Where no map holds even the priorities, it is none, and they are a list.
    """

    maps: tuple[Map, ...]
    listed: tuple[Node, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Branch:
    """A node with what carries it."""

    node: Node
    below: "tuple[_Branch, ...]"


def board(graph: Graph) -> Board:
    """The map of a tree."""
    top, columns, first = _branches(graph)
    levels = graph.layers[first:]
    # One slide is worth a level, but the one right below the priorities is worth some slides.
    tried = [(depth, 1) for depth in range(len(levels), 1, -1) if columns]
    tried += [(2, slides) for slides in range(2, ceil(len(columns) / 2) + 1) if len(levels) > 1]
    tried += [(1, slides) for slides in range(1, len(columns) + 1)]
    for depth, slides in tried:
        if made := _drawn(graph, top, columns, (first, depth), slides):
            return Board(made, (), levels[depth:])
    heads = tuple(column.node for column in columns)
    return Board((), (top, *heads) if top else heads, levels[1:])


def groups(nodes: Iterable[Node], size: float) -> tuple[Group, ...]:
    """Nodes that no map can hold, as a list."""
    return tuple(
        Group((_text(node, size, before=size * 0.6)._replace(mark="•", indent=size * 0.95, hang=size * 0.95),))
        for node in nodes
    )


def _branches(graph: Graph) -> tuple[Node | None, tuple[_Branch, ...], int]:
    """The node that all lead to, if there is one; the columns; the layer they stand in."""
    nodes = {node.id: node for node in graph.nodes}
    below: dict[str, list[Node]] = {}
    for arc in graph.arcs:
        below.setdefault(arc.upper, []).append(nodes[arc.lower])

    def branch(node: Node) -> _Branch:
        return _Branch(node, tuple(branch(lower) for lower in below.get(node.id, ())))

    highest = [node for node in graph.nodes if node.layer == 0]
    top = highest[0] if len(highest) == 1 and len(graph.layers) > 1 and len(below.get(highest[0].id, ())) > 1 else None
    columns = below[top.id] if top else highest
    return top, tuple(map(branch, columns)), 1 if top else 0


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column says at one size: its head, and each box below it."""

    head: tuple[Para, ...]
    boxes: tuple[tuple[Para, ...], ...]

    def least(self) -> float:
        """How wide it is at least, so that no word breaks."""
        return max(map(fit.widest_word, (self.head, *self.boxes))) + 2 * _SIDE

    def heights(self, width: float) -> list[float]:
        """How high each box is at a width."""
        return [fit.height(paras, width - 2 * _SIDE) + 2 * _PAD for paras in self.boxes]

    def height(self, width: float) -> float:
        """How high it is below its head."""
        return sum(self.heights(width)) + _GAP * len(self.boxes)


def _drawn(
    graph: Graph, top: Node | None, branches: Sequence[_Branch], levels: tuple[int, int], slides: int
) -> tuple[Map, ...] | None:
    """The branches as columns spread over so many slides, at the largest size at which they fit; None where none is.

    `levels` are the layer of the columns and how many layers are drawn from there.
    """
    first, depth = levels
    names = ", ".join((*graph.layers[:first], *graph.layers[first : first + depth]))
    description = f"{plain(graph.title)}: {names}"

    @cache
    def at(size: float) -> tuple[Map, ...]:
        columns = [_column(branch, depth, size) for branch in branches]
        for parts in _parted(columns, slides):
            made = [_map(top, part, size, description) for part in parts]
            if all(made):
                return tuple(one for one in made if one)
        return ()

    # What fits at a size fits at smaller ones, so that few of them have to be tried.
    if not at(_SIZES[-1]):
        return None
    return at(_SIZES[bisect_left(_SIZES, 1, key=lambda size: len(at(size)) > 0)])


def _parted(columns: Sequence[_Column], slides: int) -> Iterator[list[Sequence[_Column]]]:
    """The columns in equal parts; where they are not even, the larger parts first or last."""
    for less in dict.fromkeys((0, -len(columns) % slides)):
        ends = [(place * len(columns) + less) // slides for place in range(slides + 1)]
        yield [columns[start:end] for start, end in pairwise([0, *ends[1:-1], len(columns)])]


def _column(branch: _Branch, depth: int, size: float) -> _Column:
    head = _text(branch.node, size, bold=True, colour="paper", centred=True)
    return _Column((head,), tuple(tuple(_node(lower, size, depth - 2)) for lower in branch.below if depth > 1))


def _map(top: Node | None, columns: Sequence[_Column], size: float, description: str) -> Map | None:
    """The map of some columns; None where it is too high or a word breaks."""
    above, y = _top(top, size)
    free = BODY_WIDTH - _BETWEEN * (len(columns) - 1)
    if sum(column.least() for column in columns) > free:
        return None
    room = BODY_HEIGHT - y
    widths = _widths(columns, free, room)
    head = max(map(_head, columns, widths))
    spare = room - head - max(column.height(width) for column, width in zip(columns, widths, strict=True))
    if spare < 0:
        return None
    most = max(len(column.boxes) for column in columns)
    grown = min(spare / most, _GROWTH) if most else 0.0
    x, drawn, middles = 0.0, [], []
    for column, width in zip(columns, widths, strict=True):
        below = y + head
        boxes = [_box((x, y, width, head), column.head, "primary")]
        for paras, need in zip(column.boxes, column.heights(width), strict=True):
            boxes.append(_box((x, below + _GAP, width, need + grown), paras, "tint"))
            below += _GAP + need + grown
        drawn.append(tuple(boxes))
        middles.append(x + width / 2)
        x += width + _BETWEEN
    bottom = max(box.y + box.height for boxes in drawn for box in boxes)
    lines = tuple(_lines(y, middles)) if above else ()
    return Map(0, 0, BODY_WIDTH, bottom, above, tuple(drawn), lines, description, "Map")


def _top(node: Node | None, size: float) -> tuple[tuple[Box, ...], float]:
    """The box at the top, and where the columns begin."""
    if node is None:
        return (), 0.0
    inner = BODY_WIDTH - 2 * _SIDE
    said = _text(node, size + 4, bold=True, colour="paper", centred=True)
    # A line that is nearly full is better than a word on a second one.
    said = fit.shrunk(said, inner, said.size * fit.line(), size)
    high = fit.height((said,), inner) + 4 * _PAD
    return (_box((0, 0, BODY_WIDTH, high), (said,), "primary"),), high + _STEM


def _head(column: _Column, width: float) -> float:
    return fit.height(column.head, width - 2 * _SIDE) + 4 * _PAD


def _widths(columns: Sequence[_Column], total: float, room: float) -> list[float]:
    """Columns of one width, unless they are too high: then who says more gets more of it."""
    widths = [total / len(columns)] * len(columns)
    least = [column.least() for column in columns]
    for _ in range(_ROUNDS):
        high = [_head(column, width) + column.height(width) for column, width in zip(columns, widths, strict=True)]
        if max(high) <= room and all(map(ge, widths, least)):
            break
        wanted = [width * sqrt(need) for width, need in zip(widths, high, strict=True)]
        spare = total - sum(least)
        over = [max(want * total / sum(wanted) - need, 0.0) for want, need in zip(wanted, least, strict=True)]
        widths = [need + spare * more / (sum(over) or 1) for need, more in zip(least, over, strict=True)]
    return widths


def _lines(y: float, middles: Sequence[float]) -> Iterator[Box]:
    """Lines from the top down to the columns, whose middles are these."""
    half = _LINE / 2
    rail = y - _STEM / 2
    centre = BODY_WIDTH / 2
    left, right = min(centre, middles[0]), max(centre, middles[-1])
    yield Box(centre - half, y - _STEM, _LINE, _STEM / 2, fill="rule")
    yield Box(left - half, rail - half, right - left + _LINE, _LINE, fill="rule")
    for middle in middles:
        yield Box(middle - half, rail, _LINE, _STEM / 2, fill="rule")


def _box(place: tuple[float, float, float, float], paras: tuple[Para, ...], fill: Colour) -> Box:
    return Box(*place, paras, fill, "ctr", (_SIDE, _PAD, _SIDE, _PAD), name="Node", rounded=True)


def _node(branch: _Branch, size: float, depth: int) -> Iterator[Para]:
    """A node with the levels below it as a list."""
    yield _text(branch.node, size, bold=depth > 0 and bool(branch.below))
    if depth > 0:
        yield from _list(branch.below, max(size - 2, SMALLEST), depth - 1)


def _list(branches: Sequence[_Branch], size: float, depth: int = 9, indent: float = 0.0) -> Iterator[Para]:
    step = size * 0.9
    for branch in branches:
        runs = _text(branch.node, size).runs
        yield Para(runs, size, mark="–", indent=indent + step, hang=step, before=size * 0.15)
        if depth > 0:
            yield from _list(branch.below, size, depth - 1, indent + step)


def _text(
    node: Node, size: float, *, bold: bool = False, colour: Colour = "ink", centred: bool = False, before: float = 0
) -> Para:
    runs = clean((Run(node.text, language=node.language),)) or (Run("–"),)
    return Para(runs, size, bold, colour, before=before, align="ctr" if centred else "l")
