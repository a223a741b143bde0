"""How wide the columns of a table become: about as asked, so that every word fits and the rows are low."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from strategia.document.ast import BulletList, Cell, ListItem, Paragraph, Table, plain

UPRIGHT = 88
"""Roughly how many letters of small bold type stand side by side on an upright page."""

ON_SIDE = 139
"""The same on a page that lies on its side, or on a slide."""

_PADDING = 2.4
"""The empty edges of a cell, in letters."""

_BULLET = 3
"""What a list's sign takes, in letters."""

_LONGEST = (22, 18, 15, 12)
"""Longer words may break: Word hyphenates them, or they would starve the other columns."""

_RAGGED = 4
"""What lines leave empty at their ends, in letters."""

_COMMON = 15
"""Words of this length are too common to be broken in every row."""

_GROWTH = 0.4
"""How much wider a column is that holds more."""

_STEPS = (2, 4, 8)
"""How many per cent of the width may go from one column to another at a time."""

_MOST_ROWS = 200
"""Of a longer table the widths stay as asked: to try others would take time."""

_GAIN = 0.02
"""The share of its height that a table must lose for that; less is not worth columns other than asked."""


def weighed(table: Table, letters: int = UPRIGHT) -> Table:
    """The table with columns that ask for what they hold: the more the more that is.

    Where every text has room on one line, each column asks for its longest.
    """
    held = texts(table)
    needed = [max(column) + _PADDING for column in held]
    if sum(needed) <= letters:
        asked = needed
    else:
        asked = [asks.width * sum(column) ** _GROWTH for asks, column in zip(table.columns, held, strict=True)]
    columns = (replace(asks, width=round(100 * width)) for asks, width in zip(table.columns, asked, strict=True))
    return replace(table, columns=tuple(columns))


def texts(table: Table) -> list[list[int]]:
    """For each column the letters of its paragraphs and lines of lists, signs and depths counted in."""
    found = [[len(plain(column.title))] for column in table.columns]
    for row in grid(table):
        for place, cell in enumerate(row):
            found[place] += [letters for block in (cell.blocks if cell else ()) for letters in _lengths(block)]
    return found


def _lengths(block: Paragraph | BulletList | ListItem, indent: int = 0) -> Iterator[int]:
    """The letters of a paragraph, or of every line of a list with its sign and its depth."""
    if not isinstance(block, BulletList):
        yield len(plain(block.runs)) + indent
    for item in () if isinstance(block, Paragraph) else block.items:
        yield from _lengths(item, indent + _BULLET)


def shares(table: Table, letters: int = UPRIGHT) -> list[float]:
    """Each column's share of a width that takes so many letters; they add up to one."""
    total = sum(column.width for column in table.columns) or 1
    wanted = [column.width / total for column in table.columns]
    longest = _longest_words(table)
    for limit in _LONGEST:
        needed = _needed(longest, limit, letters)
        if sum(needed) <= 1:
            return _evened(table, _fitted(wanted, needed), needed, letters)
    return wanted


def fits(table: Table, letters: int = UPRIGHT) -> bool:
    """Whether a width of so many letters holds every column without breaking common words."""
    if len(table.columns) * (_COMMON + _PADDING) <= letters:
        return True
    return sum(_needed(_longest_words(table), _COMMON, letters)) <= 1


def across(table: Table) -> int:
    """How many letters the page takes across that the table asks for or needs: `UPRIGHT` or `ON_SIDE`."""
    return ON_SIDE if table.wide or not fits(table) else UPRIGHT


def _longest_words(table: Table) -> list[int]:
    """Letters of the longest word in each column."""
    longest = [_longest(plain(column.title)) for column in table.columns]
    for row in grid(table):
        for place, cell in enumerate(row):
            if cell is not None:
                longest[place] = max(longest[place], max((_width(block) for block in cell.blocks), default=0))
    return longest


def _needed(longest: Sequence[int], limit: int, letters: int) -> list[float]:
    """The share that each column needs where words longer than the limit may break."""
    return [(min(length, limit) + _PADDING) / letters for length in longest]


def _fitted(wanted: Sequence[float], needed: Sequence[float]) -> list[float]:
    """Every column gets what it needs; those with more than that give in proportion to their surplus."""
    missing = sum(max(need - want, 0) for want, need in zip(wanted, needed, strict=True))
    surplus = sum(max(want - need, 0) for want, need in zip(wanted, needed, strict=True))
    if not missing or not surplus:
        return list(wanted)
    return [
        need if want < need else want - (want - need) * missing / surplus
        for want, need in zip(wanted, needed, strict=True)
    ]


def _evened(table: Table, given: Sequence[float], needed: Sequence[float], letters: int) -> list[float]:
    """The widths with what one column has to spare given to another, while that makes the rows lower."""
    if not 0 < len(table.rows) <= _MOST_ROWS:
        return list(given)
    heights = _Heights(table, letters)
    least = [math.ceil(100 * need) for need in needed]
    asked = widths = [round(100 * share) for share in given]
    height = heights.whole(widths)
    while True:
        found = []
        for step, giving, taking in product(_STEPS, range(len(widths)), range(len(widths))):
            if giving != taking and widths[giving] - step >= least[giving]:
                tried = list(widths)
                tried[giving] -= step
                tried[taking] += step
                found.append((heights.whole(tried) + step * height * _GAIN / 2, tried))
        lowest, tried = min(found, default=(height, widths))
        if lowest >= height:
            return list(given) if widths == asked else [width / sum(widths) for width in widths]
        widths, height = tried, heights.whole(tried)


class _Heights:
    """How many lines the rows of a table take, by the widths of its columns in per cent."""

    def __init__(self, table: Table, letters: int) -> None:
        self.columns = list(zip(*grid(table), strict=True))
        self.letters = letters
        self.known: dict[tuple[int, int], list[float]] = {}

    def whole(self, widths: Sequence[int]) -> float:
        """The lines of all rows."""
        columns = (self._column(place, width) for place, width in enumerate(widths))
        rows: Iterator[tuple[float, ...]] = zip(*columns, strict=True)
        return sum(max(row) for row in rows)

    def _column(self, place: int, width: int) -> list[float]:
        """For each row, the lines of a column; those of a cell that reaches down are spread over its rows."""
        if (place, width) not in self.known:
            room = width * self.letters / 100 - _PADDING
            tall = 0.0
            made = []
            for cell in self.columns[place]:
                tall = tall if cell is None else lines(cell, room) / cell.rows
                made.append(tall)
            self.known[place, width] = made
        return self.known[place, width]


def lines(part: Cell | BulletList | Paragraph | ListItem, width: float) -> int:
    """How many lines something takes in so many letters."""
    match part:
        case Cell():
            return sum(lines(block, width) for block in part.blocks)
        case BulletList():
            return sum(lines(item, width - _BULLET) for item in part.items)
        case Paragraph() | ListItem():
            letters = len(plain(part.runs))
            own = 1 if letters <= width else math.ceil(letters / max(width - _RAGGED, 1))
            return own + (lines(BulletList(part.items), width) if isinstance(part, ListItem) else 0)


def _longest(text: str) -> int:
    """Letters of the longest word. A hyphen ends a word; a no-break space and the dash of 2022–2025 do not."""
    if "-" in text or "\N{EN DASH}" in text:
        text = re.sub(r"-|\N{EN DASH}(?!\d)", r"\g<0> ", text)
    return max(map(len, text.split(" ")))


def grid(table: Table) -> Iterator[list[Cell | None]]:
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


def _width(block: Paragraph | BulletList | ListItem) -> int:
    """Letters of the longest word, signs of lists before it counted in."""
    if isinstance(block, BulletList):
        return max((_width(item) for item in block.items), default=0) + _BULLET
    below = _width(BulletList(block.items)) if isinstance(block, ListItem) and block.items else 0
    return max(_longest(plain(block.runs)), below)
