"""Tables on pages: upright, on their side or in pieces; how wide their columns are, which rows stay whole.

Everything is measured roughly, in letters and lines.
"""

from collections.abc import Sequence

from strategia.document.ast import BulletList, Cell, ListItem, Paragraph, Table, plain
from strategia.writers.columns import ON_SIDE, UPRIGHT, grid, lines, shares, texts
from strategia.writers.pieces import with_columns

_WHOLE_LINES = {UPRIGHT: 36, ON_SIDE: 20}
"""How many lines of a table may stay together on a page, upright and on its side."""

_SHORT_LINES = 12
"""A table of no more lines is not parted."""

_SNUG, _LEFT = 20, 0.33
"""Letters that a column can be as wide as, and the share of the page that such columns leave to the others."""

_ROOMY, _EACH = 39, 0.32
"""Letters that a column can be as wide as where it leaves each other one this share of the page."""

_CELL_EDGES = 2.4
"""What the edges of a cell take, in letters."""


def column_widths(table: Table, letters: int) -> list[float | None]:
    """The share of each column; None for one that becomes just as wide as its longest text.

    What those leave the others share: as the table asks, and so that its rows are low.
    """
    longest = [max(column) for column in texts(table)]
    snug: set[int] = set()
    left = float(letters)
    if sum(longest) + _CELL_EDGES * len(longest) <= letters:
        return [*shares(table, letters)]
    for place in sorted(range(len(longest)), key=longest.__getitem__)[:-1]:
        left_over = left - longest[place] - _CELL_EDGES
        undecided = len(longest) - len(snug) - 1
        short = longest[place] <= _SNUG and left_over >= letters * _LEFT
        if short or (longest[place] <= _ROOMY and left_over >= letters * _EACH * undecided):
            left = left_over
            snug.add(place)
    rest = [place for place in range(len(longest)) if place not in snug]
    others = table if len(rest) == len(longest) else with_columns(table, list(grid(table)), rest)
    widths = dict(zip(rest, shares(others, round(left)), strict=True))
    return [widths.get(place) for place in range(len(longest))]


def short(table: Table, letters: int) -> bool:
    """Whether the table is so short that it is kept on one page."""
    return sum(_heights(_placed(table, letters))) <= _SHORT_LINES


def whole_rows(table: Table, letters: int) -> list[bool]:
    """For each row, whether it is kept on one page, with the rows that it shares a cell with."""
    placed = _placed(table, letters)
    tall = _heights(placed)
    kept = [True] * len(placed)
    for first, row in enumerate(placed):
        spanning = [cell.rows for cell, _ in row if cell]
        rows = slice(first, first + max(spanning, default=1))
        tallest = max((lines(cell, width) for cell, width in row if cell), default=0)
        if max(sum(tall[rows]), tallest) > _WHOLE_LINES[letters]:
            kept[rows] = [False] * len(kept[rows])
    return kept


def _placed(table: Table, letters: int) -> list[list[tuple[Cell | None, float]]]:
    """The cells of each row by column, with the letters that the column takes."""
    widths = [share * letters for share in shares(table, letters)]
    return [list(zip(cells, widths, strict=True)) for cells in grid(table)]


def _heights(placed: Sequence[Sequence[tuple[Cell | None, float]]]) -> list[float]:
    """The lines of each row."""
    return [max((lines(cell, width) for cell, width in row if cell and cell.rows == 1), default=1) for row in placed]


def length(blocks: Sequence[Paragraph | BulletList]) -> int:
    """The letters of paragraphs and lists."""
    return sum(_letters(block) for block in blocks)


def _letters(block: Paragraph | BulletList | ListItem) -> int:
    below = block.items if isinstance(block, BulletList | ListItem) else ()
    own = 0 if isinstance(block, BulletList) else len(plain(block.runs))
    return own + sum(_letters(item) for item in below)
