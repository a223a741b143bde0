"""What a page holds: tables upright, on their side or in pieces, rows that stay whole, graphs band by band.

Everything is measured roughly, in letters and lines.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from strategia.document.ast import BulletList, Cell, Graph, ListItem, Paragraph, Table, plain
from strategia.writers.columns import PAGE_LETTERS, fits

TURNED_LETTERS = PAGE_LETTERS * 3 // 2
"""Letters that a page on its side takes across."""

_WHOLE_LINES = {PAGE_LETTERS: 36, TURNED_LETTERS: 20}
"""How many lines of a table may stay together on a page, upright and on its side."""

_SNUG, _SNUG_SHARE = 20, 0.66
"""Longer texts go over lines; columns as wide as their texts take at most this share of the page."""

_CELL_EDGES, _BULLET = 2.4, 3
"""What the edges of a cell and the sign of a list take, in letters."""

_STACKED_NODES = 16
"""How many nodes of a graph fit on a page, one above the other."""


def letters_across(table: Table) -> int:
    """How many letters the page takes across that the table needs."""
    return PAGE_LETTERS if fits(table) else TURNED_LETTERS


def snug_columns(table: Table, letters: int) -> list[bool]:
    """For each column, whether it becomes just as wide as its longest text; the others share what is left."""
    longest = [_longest((Paragraph(column.title),)) for column in table.columns]
    for cells in _grid(table):
        longest = [max(known, _longest(cell.blocks) if cell else 0) for known, cell in zip(longest, cells, strict=True)]
    snug = [False] * len(longest)
    left = letters * _SNUG_SHARE
    for place in sorted(range(len(longest)), key=longest.__getitem__)[:-1]:
        left -= longest[place] + _CELL_EDGES
        snug[place] = longest[place] <= _SNUG and left >= 0
    return snug


def tables(table: Table) -> list[Table]:
    """The table, or where no page is wide enough, pieces that all begin with its first column."""
    if fits(table, TURNED_LETTERS):
        return [table]
    grid = list(_grid(table))
    made: list[Table] = []
    rest = range(1, len(table.columns))
    while rest:
        pieces = {count: _with_columns(table, grid, rest[:count]) for count in range(len(rest), 0, -1)}
        count = next((count for count, piece in pieces.items() if fits(piece, TURNED_LETTERS)), 1)
        made.append(pieces[count])
        rest = rest[count:]
    return made or [table]


def _with_columns(table: Table, grid: Sequence[Sequence[Cell | None]], columns: Sequence[int]) -> Table:
    """The table with its first column and those given."""
    kept = (0, *columns)
    rows = (tuple(cell for place in kept if (cell := cells[place]) is not None) for cells in grid)
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(replace(row, cells=cells) for row, cells in zip(table.rows, rows, strict=True)),
    )


def _grid(table: Table) -> Iterator[list[Cell | None]]:
    """The cells of each row by column; None where a cell above covers the place."""
    covered = [0] * len(table.columns)
    for row in table.rows:
        cells = iter(row.cells)
        made: list[Cell | None] = []
        for place, left in enumerate(covered):
            cell = None if left else next(cells, Cell(()))
            covered[place] = left - 1 if cell is None else cell.rows - 1
            made.append(cell)
        yield made


def whole_rows(table: Table, shares: Sequence[float], letters: int) -> list[bool]:
    """For each row, whether it is kept on one page, with the rows that it shares a cell with."""
    widths = [share * letters for share in shares]
    grid = [list(zip(cells, widths, strict=True)) for cells in _grid(table)]
    lines = [max((_lines(cell, width) for cell, width in row if cell and cell.rows == 1), default=1) for row in grid]
    kept = [True] * len(grid)
    for first, row in enumerate(grid):
        spanning = [cell.rows for cell, _ in row if cell]
        rows = slice(first, first + max(spanning, default=1))
        tallest = max((_lines(cell, width) for cell, width in row if cell), default=0)
        if max(sum(lines[rows]), tallest) > _WHOLE_LINES[letters]:
            kept[rows] = [False] * len(kept[rows])
    return kept


def length(blocks: Sequence[Paragraph | BulletList]) -> int:
    """The letters of paragraphs and lists."""
    return sum(_letters(block) for block in blocks)


def _longest(blocks: Sequence[Paragraph | BulletList]) -> int:
    """The letters of the longest paragraph or line of a list, signs before it counted in."""
    lines = (line for block in blocks for line in (_items(block) if isinstance(block, BulletList) else [(block, 0)]))
    return max((len(plain(line.runs)) + indent for line, indent in lines), default=0)


def _items(block: BulletList | ListItem, indent: int = 0) -> Iterator[tuple[ListItem, int]]:
    """All lines of a list, each with the letters that its sign and its depth take."""
    for item in block.items:
        yield item, indent + _BULLET
        yield from _items(item, indent + _BULLET)


def _letters(block: Paragraph | BulletList | ListItem) -> int:
    below = block.items if isinstance(block, BulletList | ListItem) else ()
    own = 0 if isinstance(block, BulletList) else len(plain(block.runs))
    return own + sum(_letters(item) for item in below)


def _lines(part: Cell | BulletList | Paragraph | ListItem, width: float) -> int:
    """How many lines something takes in so many letters."""
    match part:
        case Cell():
            return sum(_lines(block, width) for block in part.blocks)
        case BulletList():
            return sum(_lines(item, width - _BULLET) for item in part.items)
        case Paragraph() | ListItem():
            own = -(-len(plain(part.runs)) // max(int(width), 1))
            return own + (_lines(BulletList(part.items), width) if isinstance(part, ListItem) else 0)


def graphs(graph: Graph) -> list[Graph]:
    """The graph, or where it is too tall, a piece for each band with what carries it, and one for the rest."""
    layers = [node.layer for node in graph.nodes]
    if len(graph.bands) < 2 or max((layers.count(layer) for layer in set(layers)), default=0) <= _STACKED_NODES:
        return [graph]
    made = [_with_nodes(graph, _carrying(graph, band), band) for band in range(len(graph.bands))]
    shown = {node.id for piece in made for node in piece.nodes}
    rest = {node.id for node in graph.nodes} - shown
    return [*made, _with_nodes(graph, rest, None)] if rest else made


def _carrying(graph: Graph, band: int) -> set[str]:
    """A band, its nodes, what carries them however indirectly, and what those are parts of."""
    elsewhere = {node.id for node in graph.nodes if node.band not in (None, band)}
    within = {node.id: node.within for node in graph.nodes if node.within}
    waiting = [f"band-{band}", *(node.id for node in graph.nodes if node.band == band)]
    found: set[str] = set()
    while waiting:
        known = waiting.pop()
        if known in found or known in elsewhere:
            continue
        found.add(known)
        waiting += [arc.lower for arc in graph.arcs if arc.upper == known]
        waiting += [within[known]] if known in within else []
    return found


def _with_nodes(graph: Graph, kept: Collection[str], band: int | None) -> Graph:
    """The graph with the nodes that are kept; of its bands only the one given, if any."""
    nodes = tuple(replace(node, band=None if node.band is None else 0) for node in graph.nodes if node.id in kept)
    arcs = [arc for arc in graph.arcs if arc.lower in kept and arc.upper in kept]
    used = {None, *(arc.style for arc in arcs)}
    return replace(
        graph,
        bands=() if band is None else (graph.bands[band],),
        nodes=nodes,
        arcs=tuple(replace(arc, upper="band-0") if arc.upper == f"band-{band}" else arc for arc in arcs),
        legend=tuple(sign for sign in graph.legend if sign.style in used),
    )
