"""Layered graphs as SVG: a Graph in, a picture that stands alone out.

Layers are columns, bands are strips across the first of them; what stands outside the bands is placed as
near as it can to what it carries. In a tree what is carried stands in the middle of what carries it. Lines
run behind the boxes. A style of line has its words in the legend, and a box that needs looking at says so
itself: colour only helps.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from strategia.document.ast import ArcStyle, Graph, Node, plain
from strategia.writers.drawn import fitted, label, spaced, wide, words
from strategia.writers.theme import Theme

WIDTH = 1040
"""Width of a graph on a screen, in SVG units (CSS pixels)."""

_GAP, _EDGE = 46, 13
"""Between columns, where the lines run, and beside them: as much as a line between neighbours needs."""
_TREE_GAP, _TREE_EDGE = 32, 1
"""The same of a tree, whose lines run to the next column only."""
_BETWEEN, _PADDING, _INDENT = 7, 6, 14
_SIZE, _SMALL, _LINE = 12, 11, 14.5
_HEAD, _BAND_HEAD, _BAND_GAP = 34, 26, 16
_MOST_LINES, _MOST_TREE_LINES, _DEEPEST = 4, 6, 3
_LEAD_SHARE = 1.25
"""How wide the leading column is in relation to the others."""
INSIDE = 2 * _PADDING + 8
"""What the edges of a box take of its width."""
_LONGEST_WORD = 150
"""Longer words are broken, or they would starve the other columns."""

_DASHES: dict[ArcStyle, str] = {"sound": "", "editor": "2 3", "suspect": "8 4", "part": "1 4"}


@dataclass(slots=True)
class _Box:
    """A node where it stands: its lines of text and its place."""

    node: Node
    lines: list[str]
    detail: list[str]
    x: float
    width: float
    y: float = 0.0

    @property
    def height(self) -> float:
        return (len(self.lines) + len(self.detail)) * _LINE + 2 * _PADDING

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def svg(graph: Graph, theme: Theme, width: int = WIDTH) -> str:
    """The graph as an SVG element that can stand in a page or in a file of its own."""
    drawing = _Drawing(graph, theme, width)
    marks = [*drawing.bands(), *drawing.arcs(), *drawing.boxes(), *drawing.heads(), *drawing.legend()]
    takeaway = words(plain(graph.takeaway) or plain(graph.title))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="img" aria-label="{takeaway}" '
        f'viewBox="0 0 {width} {drawing.height:g}" width="{width}" height="{drawing.height:g}" '
        f'font-family="{escape(theme.web_fonts)}" font-size="{_SIZE}" fill="#{theme.ink}">'
        f"<title>{words(plain(graph.title))}</title><desc>{takeaway}</desc>{''.join(marks)}</svg>"
    )


def height(graph: Graph, theme: Theme, width: int = WIDTH) -> float:
    """How tall the graph becomes, in the units of its width."""
    return _Drawing(graph, theme, width).height


def columns(graph: Graph, width: int) -> list[float]:
    """How wide each layer becomes. In a tree every word fits, and the rest goes where the most text is.

    So all layers become about as tall, and the tree no taller than it must.
    """
    count = max(len(graph.layers), 1)
    gap, edge = _spaces(graph)
    room = width - 2 * edge - gap * (count - 1)
    needed, shares = [0.0] * count, [_LEAD_SHARE if layer == _lead(graph) else 1.0 for layer in range(count)]
    if graph.tree:
        texts = [[node.text for node in graph.nodes if node.layer == layer] or [""] for layer in range(count)]
        longest = [max(wide(word, _SIZE) for text in own for word in (*spaced(text), "")) for own in texts]
        heads = [wide(name, 13) for name in graph.layers] or [0.0]
        wanted = [max(min(word, _LONGEST_WORD) + INSIDE, head) for word, head in zip(longest, heads, strict=True)]
        if sum(wanted) <= room:
            needed, shares = wanted, [1.0 + sum(map(len, own)) for own in texts]
    unit = (room - sum(needed)) / sum(shares)
    return [need + share * unit for need, share in zip(needed, shares, strict=True)]


def _spaces(graph: Graph) -> tuple[int, int]:
    """How much room there is between the columns and beside them."""
    return (_TREE_GAP, _TREE_EDGE) if graph.tree else (_GAP, _EDGE)


def _lead(graph: Graph) -> int:
    return max((node.layer for node in graph.nodes if node.band is not None), default=0)


class _Drawing:
    """A graph laid out."""

    def __init__(self, graph: Graph, theme: Theme, width: int) -> None:
        self.graph = graph
        self.theme = theme
        self.width = width
        count = max(len(graph.layers), 1)
        self.lead = _lead(graph)
        """The layer that leads the bands; those before it follow it."""
        self.widths = columns(graph, width)
        gap, edge = _spaces(graph)
        self.xs = [edge + sum(self.widths[:layer]) + gap * layer for layer in range(count)]
        self.within = {node.id: node.within for node in graph.nodes}
        self.uppers: dict[str, list[str]] = defaultdict(list)
        self.lowers: dict[str, list[str]] = defaultdict(list)
        for arc in graph.arcs:
            self.uppers[arc.lower].append(arc.upper)
            self.lowers[arc.upper].append(arc.lower)
        self.placed = {node.id: self._box(node) for node in graph.nodes}
        self.strips: list[tuple[float, float]] = []
        if graph.tree:
            bottom = self._place_tree()
        else:
            bottom = self._place_bands()
            for layer in range(count):
                bottom = max(bottom, self._place_free(layer))
        self.bottom = bottom
        self.height = bottom + (34 + 22 * ((len(graph.legend) + 1) // 2) if graph.legend else edge)

    def _box(self, node: Node) -> _Box:
        inset = _INDENT * self._depth(node)
        x, width = self.xs[node.layer] + inset, self.widths[node.layer] - inset
        room = width - INSIDE
        detail = fitted(node.detail, room, 2, _SMALL) if node.detail else []
        # Narrow boxes are taller.
        most = round((_MOST_TREE_LINES if self.graph.tree else _MOST_LINES) * WIDTH / self.width)
        most = most if node.layer >= self.lead else most // 2
        return _Box(node, fitted(node.text, room, most, _SIZE), detail, x, width)

    def _depth(self, node: Node) -> int:
        """How deep a node stands in others; boxes become no narrower than three steps make them."""
        depth, known = 0, node.within
        while known is not None and depth < _DEEPEST:
            depth, known = depth + 1, self.within.get(known)
        return depth

    # --- places ------------------------------------------------------------------------

    def _place_bands(self) -> float:
        """Places what stands in bands, the second layer leading; where the last band ends."""
        y = float(_HEAD)
        for band in range(len(self.graph.bands)):
            top, y = y, y + _BAND_HEAD
            inside = [box for box in self.placed.values() if box.node.band == band]
            beside: dict[str, list[_Box]] = defaultdict(list)
            for box in inside:
                if box.node.layer < self.lead:
                    beside[next(iter(self.uppers[box.node.id]), "")].append(box)
            for box in (box for box in inside if box.node.layer == self.lead):
                own = beside.pop(box.node.id, [])
                need = sum(other.height + _BETWEEN for other in own) - _BETWEEN if own else 0.0
                high = max(box.height, need)
                box.y = y + (high - box.height) / 2
                self._stack(own, y + (high - need) / 2)
                y += high + _BETWEEN
            y = self._stack((box for boxes in beside.values() for box in boxes), y)
            self.strips.append((top, y + 4))
            y += 4 + _BAND_GAP
        return y - _BAND_GAP if self.graph.bands else y

    def _place_tree(self) -> float:
        """Places every node beside what carries it, the first that it carries counting; where the last one ends."""
        below: dict[str, list[_Box]] = defaultdict(list)
        for box in self.placed.values():
            below[next(iter(self.uppers[box.node.id]), "")].append(box)
        bottoms = [float(_HEAD)] * (len(self.graph.layers) + 1)

        def place(box: _Box, top: float) -> float:
            """Where a node with all that carries it ends, when it begins at this height or lower."""
            own = below[box.node.id]
            top = max(top, bottoms[box.node.layer])
            end = top
            for other in own:
                end = place(other, end)
            first, last = (own[0].y, own[-1].y + own[-1].height) if own else (top, top + box.height)
            box.y = max((first + last - box.height) / 2, top)
            bottoms[box.node.layer] = box.y + box.height + _BETWEEN
            return max(end, bottoms[box.node.layer])

        y = float(_HEAD)
        for box in below[""]:
            y = place(box, y) + _BETWEEN
        return y

    def _place_free(self, layer: int) -> float:
        """Places the nodes of a layer that stand in no band, near what they carry; where the last one ends."""
        groups: dict[str, list[_Box]] = {}
        for box in self.placed.values():
            if box.node.layer == layer and box.node.band is None:
                groups.setdefault(self._outermost(box.node), []).append(box)
        wanted = {known: self._wanted(group) for known, group in groups.items()}
        linked = sorted((y, known) for known, y in wanted.items() if y is not None)
        heights = [sum(box.height + _BETWEEN for box in groups[known]) for _, known in linked]
        bottom = float(_HEAD)
        for (_, known), top in zip(linked, _apart([y for y, _ in linked], heights, _HEAD), strict=True):
            bottom = self._stack(groups[known], top)
        # What carries nothing stands at the end.
        for known, y in wanted.items():
            if y is None:
                bottom = self._stack(groups[known], bottom)
        return bottom

    def _outermost(self, node: Node) -> str:
        known, seen = node.id, {node.id}
        while (upper := self.within.get(known)) is not None and upper not in seen:
            known = upper
            seen.add(known)
        return known

    def _wanted(self, group: Sequence[_Box]) -> float | None:
        """The height at which a group would like to stand: the mean of what it carries in the layers before.

        What carries only its neighbours stands near what carries it in turn.
        """
        own = [box.node.id for box in group]
        found = self._heights(own) or self._heights(lower for known in own for lower in self.lowers[known])
        return sum(found) / len(found) if found else None

    def _heights(self, nodes: Iterable[str]) -> list[float]:
        """Where the things end that nodes carry in the layers before theirs."""
        found = []
        for known in nodes:
            for upper in self.uppers[known]:
                other = self.placed.get(upper)
                end = self._end(upper)
                if end is not None and (other is None or other.node.layer < self.placed[known].node.layer):
                    found.append(end[1])
        return found

    @staticmethod
    def _stack(boxes: Iterable[_Box], y: float) -> float:
        for box in boxes:
            box.y = y
            y += box.height + _BETWEEN
        return y

    def _edge(self) -> float:
        """Where the strips end."""
        return self.xs[self.lead] + self.widths[self.lead] + 6

    def _end(self, known: str) -> tuple[float, float] | None:
        """Where lines to a node or a band end: the right edge of its box, or of the head of its strip."""
        if known in self.placed:
            box = self.placed[known]
            return box.x + box.width, box.middle
        kind, _, number = known.partition("-")
        if kind == "band" and number.isdecimal() and int(number) < len(self.strips):
            return self._edge(), self.strips[int(number)][0] + _BAND_HEAD / 2
        return None

    # --- marks -------------------------------------------------------------------------

    def bands(self) -> Iterator[str]:
        """The strips with their names."""
        right = self._edge()
        for number, ((top, bottom), name) in enumerate(zip(self.strips, self.graph.bands, strict=True)):
            colour = self.theme.chart[number % len(self.theme.chart)]
            for width, fill in ((right, self.theme.tint), (4, colour)):
                yield f'<rect x="0" y="{top:.1f}" width="{width:.1f}" height="{bottom - top:.1f}" fill="#{fill}"/>'
            (line,) = fitted(name, right - 40, 1, 13)
            yield label(line, 12, top + 18, size=13, weight="bold", fill=f"#{self.theme.primary}")

    def arcs(self) -> Iterator[str]:
        """The lines, each from the left edge of what carries to the right edge of what is carried."""
        for arc in self.graph.arcs:
            box, end = self.placed.get(arc.lower), self._end(arc.upper)
            if box is None or end is None or arc.style == "part":
                continue
            colour = self.theme.accent if arc.style == "suspect" else self.theme.muted
            target = self.placed.get(arc.upper)
            if target is not None and target.node.layer == box.node.layer:
                yield self._bow(box, target, arc.style, colour)
            elif target is not None and target.node.layer > box.node.layer:
                # To the right: indicators stand left of what they measure.
                yield self._curve((box.x + box.width, box.middle), (target.x, target.middle), arc.style, colour)
            else:
                yield self._curve((box.x, box.middle), end, arc.style, colour)

    def _curve(self, start: tuple[float, float], end: tuple[float, float], style: ArcStyle, colour: str) -> str:
        bend = (end[0] - start[0]) / 2
        path = (
            f"M{start[0]:.1f} {start[1]:.1f}C{start[0] + bend:.1f} {start[1]:.1f} "
            f"{end[0] - bend:.1f} {end[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
        )
        return f'<path d="{path}" fill="none" {_stroke(style, colour)}/>'

    @staticmethod
    def _bow(box: _Box, target: _Box, style: ArcStyle, colour: str) -> str:
        """A line between neighbours of a column, beside it."""
        x = min(box.x, target.x) - _GAP / 3
        path = (
            f"M{box.x:.1f} {box.middle:.1f}C{x:.1f} {box.middle:.1f} "
            f"{x:.1f} {target.middle:.1f} {target.x:.1f} {target.middle:.1f}"
        )
        return f'<path d="{path}" fill="none" {_stroke(style, colour)}/>'

    def boxes(self) -> Iterator[str]:
        """The boxes with their texts; a box that stands in another one hangs on a line from it."""
        for box in self.placed.values():
            yield from self._hanging(box)
            ground, edge, width = self._look(box.node)
            text = self.theme.on_primary if ground == self.theme.primary else self.theme.ink
            yield (
                f"<g><title>{words(' – '.join(filter(None, (box.node.text, box.node.detail))))}</title>"
                f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" '
                f'fill="#{ground}" stroke="#{edge}" stroke-width="{width}"/>'
            )
            y = box.y + _PADDING + 11
            for line in box.lines:
                yield label(line, box.x + _PADDING + 2, y, fill=f"#{text}")
                y += _LINE
            ink = self.theme.accent if box.node.status == "uncovered" else self.theme.muted
            for line in box.detail:
                yield label(line, box.x + _PADDING + 2, y, size=_SMALL, fill=f"#{ink}")
                y += _LINE
            yield "</g>"

    def _hanging(self, box: _Box) -> Iterator[str]:
        above = self.placed.get(box.node.within or "")
        if above is not None:
            x = above.x + _INDENT / 2
            path = f"M{x:.1f} {above.y + above.height:.1f}V{box.middle:.1f}H{box.x:.1f}"
            yield f'<path d="{path}" fill="none" stroke="#{self.theme.muted}" stroke-width="1"/>'

    def _look(self, node: Node) -> tuple[str, str, float]:
        """Ground, edge and width of the edge; the first layers of a tree stand out."""
        if self.graph.tree and node.layer < 2:
            return (self.theme.tint if node.layer else self.theme.primary), self.theme.primary, 1
        if node.status == "uncovered":
            return self.theme.tint_accent, self.theme.accent, 2
        if node.status == "partly":
            return self.theme.paper, self.theme.accent, 1
        return self.theme.paper, self.theme.rule, 1

    def heads(self) -> Iterator[str]:
        """The names of the columns."""
        for x, name in zip(self.xs, self.graph.layers, strict=True):
            yield label(name, x, 18, size=13, weight="bold", fill=f"#{self.theme.primary}")

    def legend(self) -> Iterator[str]:
        """What each style of line means."""
        for place, sign in enumerate(self.graph.legend):
            x, y = _EDGE + (place % 2) * self.width / 2, self.bottom + 28 + 22 * (place // 2)
            if sign.style is None:
                yield label(sign.text, x, y)
                continue
            colour = self.theme.accent if sign.style == "suspect" else self.theme.muted
            ends = f'x1="{x:.1f}" y1="{y - 4:.1f}" x2="{x + 40:.1f}" y2="{y - 4:.1f}"'
            yield f"<line {ends} {_stroke(sign.style, colour)}/>"
            yield label(sign.text, x + 50, y)


def _stroke(style: ArcStyle, colour: str) -> str:
    dash = f' stroke-dasharray="{_DASHES[style]}"' if _DASHES[style] else ""
    return f'stroke="#{colour}" stroke-width="{2 if style == "suspect" else 1.3}"{dash}'


def _apart(wanted: Sequence[float], heights: Sequence[float], least: float) -> list[float]:
    """Tops for boxes in this order, without overlap, as near as can be to where their middles want to be."""
    # Less the heights above, the tops only have to rise: pools of neighbours take the mean of their wishes.
    pools: list[tuple[float, int]] = []
    above = 0.0
    for middle, height in zip(wanted, heights, strict=True):
        mean, count = middle - height / 2 - above, 1
        above += height
        while pools and pools[-1][0] >= mean:
            before, many = pools.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    tops: list[float] = []
    above = 0.0
    for mean in (mean for mean, count in pools for _ in range(count)):
        tops.append(max(mean, least) + above)
        above += heights[len(tops) - 1]
    return tops
