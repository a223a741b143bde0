"""Tables on pages: upright, on their side or in pieces; how wide their columns are, which rows stay whole.

Everything is measured roughly, in letters and lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from strategia.document.ast import BulletList, Cell, ListItem, Paragraph, Table, plain
from strategia.writers.columns import ON_SIDE, UPRIGHT, grid, lines, shares
from strategia.writers.pieces import with_columns

_WHOLE_LINES = {UPRIGHT: 36, ON_SIDE: 20}
"""How many lines of a table may stay together on a page, upright and on its side."""

_SNUG, _LEFT = 20, 0.33
"""Letters that a column can be as wide as, and the share of the page that such columns leave to the others."""

_ROOMY, _EACH = 39, 0.32
"""Letters that a column can be as wide as where it leaves each other one this share of the page."""

_GROWTH = 0.4
"""How much wider a column is that holds more."""

_CELL_EDGES, _BULLET = 2.4, 3
"""What the edges of a cell and the sign of a list take, in letters."""


def column_widths(table: Table, letters: int) -> list[float | None]:
    """The share of each column; None for one that becomes just as wide as its longest text.

    What those leave the others share: as the table asks, and the more the more they hold.
    """
    placed = list(grid(table))
    columns = [[Cell((Paragraph(column.title),)) for column in table.columns], *placed]
    cells = [[cell for cell in column if cell] for column in zip(*columns, strict=True)]
    longest = [max(_longest(cell.blocks) for cell in column) for column in cells]
    held = [sum(length(cell.blocks) for cell in column) for column in cells]
    snug: set[int] = set()
    left = float(letters)
    for place in sorted(range(len(longest)), key=longest.__getitem__)[:-1]:
        left_over = left - longest[place] - _CELL_EDGES
        undecided = len(longest) - len(snug) - 1
        short = longest[place] <= _SNUG and left_over >= letters * _LEFT
        if short or (longest[place] <= _ROOMY and left_over >= letters * _EACH * undecided):
            left = left_over
            snug.add(place)
    rest = [place for place in range(len(longest)) if place not in snug]
    others = with_columns(table, placed, rest)
    asked = tuple(
        replace(column, width=round(100 * column.width * held[place] ** _GROWTH))
        for place, column in zip(rest, others.columns, strict=True)
    )
    widths = dict(zip(rest, shares(replace(others, columns=asked), round(left)), strict=True))
    return [widths.get(place) for place in range(len(longest))]


def whole_rows(table: Table, letters: int) -> list[bool]:
    """For each row, whether it is kept on one page, with the rows that it shares a cell with."""
    widths = [share * letters for share in shares(table, letters)]
    placed = [list(zip(cells, widths, strict=True)) for cells in grid(table)]
    tall = [max((lines(cell, width) for cell, width in row if cell and cell.rows == 1), default=1) for row in placed]
    kept = [True] * len(placed)
    for first, row in enumerate(placed):
        spanning = [cell.rows for cell, _ in row if cell]
        rows = slice(first, first + max(spanning, default=1))
        tallest = max((lines(cell, width) for cell, width in row if cell), default=0)
        if max(sum(tall[rows]), tallest) > _WHOLE_LINES[letters]:
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
