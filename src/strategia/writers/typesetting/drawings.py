"""Graphs on pages: what is too tall for one becomes several, each a band or some branches with what carries them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from strategia.document.ast import Graph, Node, Run
from strategia.writers.graphs import INSIDE, columns

_PAGE, _PIECE = 1000, 880
"""How tall a drawing may be, in its own units, and the nodes of a piece of a taller one, save what hangs together.

Pieces leave a page some room for their heads, legend and caption.
"""

_OPENING, _FULL = 680, 0.8
"""How tall the first piece of a map may be, below the heading and the figures of its chapter; the share of a piece
from which on the next branch begins one of its own rather than being cut."""

WIDTH = 720
"""In a drawing of this width words are as large as a page's small print."""

CLOSE = 840
"""In one of this width words are smaller and the drawing is less tall: it may fit what a page has left."""

_MOST_PIECES = 4
"""A map on more pages than this is none; the text says the same."""

_LINE, _EDGES, _LETTER, _MOST_LINES = 14.5, 19, 6.6, 9
"""Roughly: how tall a line and the edges of a box are, how wide a letter is, and how many lines a box holds."""


def pieces(graph: Graph) -> list[list[Graph]]:
    """The graph, or where it is too tall, its bands with what carries them, then the rest.

    Each comes in as many pieces as it needs; the title of a piece names its band. Of a map that
    would fill page after page there is nothing.
    """
    if _height(graph) <= _PAGE:
        return [[graph]]
    made: list[list[Graph]] = []
    for band, name in enumerate(graph.bands):
        leads = [node.id for node in graph.nodes if node.band == band]
        elsewhere = {node.id for node in graph.nodes if node.band not in (None, band)}
        named = replace(graph, title=(*graph.title, Run(f": {name}")))
        made.append(list(_cut(named, [f"band-{band}", *leads], elsewhere, band)))
    shown = {node.id for band in made for piece in band for node in piece.nodes}
    leads = [known for known in _leads(graph) if known not in shown]
    made.append(list(_cut(graph, leads, shown, None)))
    return [] if graph.tree and sum(map(len, made)) > _MOST_PIECES else made


def _leads(graph: Graph) -> list[str]:
    """The nodes that carry nothing and are part of nothing; of a tree with one such node, its branches."""
    lower = {arc.lower for arc in graph.arcs}
    leads = [node.id for node in graph.nodes if node.id not in lower and not node.within]
    return [arc.lower for arc in graph.arcs if arc.upper == leads[0]] if graph.tree and len(leads) == 1 else leads


def _cut(graph: Graph, leads: Sequence[str], elsewhere: Collection[str], band: int | None) -> Iterator[Graph]:
    """Leading nodes with all that carries them, as many at a time as fit on a page; of a tree its branches in parts."""
    piece: Graph | None = None
    kept: set[str] = set()
    limit = _OPENING if graph.tree else _PIECE
    for lead in leads:
        parts = [_carrying(graph, lead, elsewhere)]
        own = [arc.lower for arc in graph.arcs if arc.upper == lead] if graph.tree else []
        if own and piece and _height(piece) < limit * _FULL and _height(_piece(graph, kept | parts[0], band)) > limit:
            parts = [{lead, *_carrying(graph, lower, elsewhere)} for lower in own]
        for part in parts:
            larger = _piece(graph, kept | part, band)
            if piece and piece.nodes and _height(larger) > limit:
                yield piece
                kept, limit, larger = set(), _PIECE, _piece(graph, part, band)
            kept, piece = kept | part, larger
    if piece:
        yield piece


def _carrying(graph: Graph, lead: str, elsewhere: Collection[str]) -> set[str]:
    """A node or band, what carries it however indirectly, and what those are parts of."""
    within = {node.id: node.within for node in graph.nodes if node.within}
    waiting = [lead]
    found: set[str] = set()
    while waiting:
        known = waiting.pop()
        if known in found or known in elsewhere:
            continue
        found.add(known)
        waiting += [arc.lower for arc in graph.arcs if arc.upper == known]
        waiting += [within[known]] if known in within else []
    return found


def _piece(graph: Graph, kept: Collection[str], band: int | None) -> Graph:
    """The graph with the nodes that are kept and the layers that these need; of its bands only the one given."""
    nodes = [node for node in graph.nodes if node.id in kept]
    layers = sorted({node.layer for node in nodes})
    arcs = [arc for arc in graph.arcs if arc.lower in kept and arc.upper in kept]
    used = {None, *(arc.style for arc in arcs)}
    return replace(
        graph,
        layers=tuple(graph.layers[layer] for layer in layers),
        bands=() if band is None else (graph.bands[band],),
        nodes=tuple(
            replace(node, layer=layers.index(node.layer), band=None if node.band is None else 0) for node in nodes
        ),
        arcs=tuple(replace(arc, upper="band-0") if arc.upper == f"band-{band}" else arc for arc in arcs),
        legend=tuple(sign for sign in graph.legend if sign.style in used),
    )


def _height(graph: Graph) -> float:
    """How tall the nodes are, drawn in their columns; in a tree each takes the room of what it carries."""
    widths = columns(graph, WIDTH)
    boxes = {node.id: _box(node, widths[node.layer]) for node in graph.nodes}
    if not graph.tree:
        layers = [sum(boxes[node.id] for node in graph.nodes if node.layer == layer) for layer in range(len(widths))]
        return max(layers, default=0)
    upper: dict[str, str] = {}
    for arc in graph.arcs:
        upper.setdefault(arc.lower, arc.upper)
    lowers: dict[str, list[str]] = defaultdict(list)
    for known in boxes:
        lowers[upper.get(known, "")].append(known)

    def tall(known: str) -> float:
        return max(boxes.get(known, 0), sum(map(tall, lowers[known])))

    return tall("")


def _box(node: Node, width: float) -> float:
    letters = int((width - INSIDE) / _LETTER)
    lines = min(-(-len(node.text) // letters), _MOST_LINES) + bool(node.detail)
    return lines * _LINE + _EDGES
