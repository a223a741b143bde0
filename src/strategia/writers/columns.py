"""How wide the columns of a table become: about as asked, so that every word fits and the rows are low."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

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

_STEPS = (2, 4, 8)
"""How many per cent of the width may go from one column to another at a time."""

_MOST_ROWS = 200
"""Only so many rows of a longer table are looked at: more would take time."""

_BROKEN = 0.5
"""What a cell with a broken word costs, in lines."""

_GAIN = 0.01
"""The share of its height that a table must lose for that; less is not worth columns other than asked."""


def texts(table: Table) -> list[list[int]]:
    """For each column the letters of its paragraphs and lines of lists, signs and depths counted in."""
    found = [[len(plain(column.title))] for column in table.columns]
    for row in grid(table):
        for place, cell in enumerate(row):
            found[place] += [sum(line) for line in _lengths(cell)] if cell else ()
    return found


def _lengths(part: Cell | Paragraph | BulletList | ListItem, indent: int = 0) -> Iterator[tuple[int, int]]:
    """For each paragraph and line of a list its letters, and the letters that its sign and its depth take."""
    if isinstance(part, Cell):
        for block in part.blocks:
            yield from _lengths(block)
        return
    if not isinstance(part, BulletList):
        yield len(plain(part.runs)), indent
    for item in () if isinstance(part, Paragraph) else part.items:
        yield from _lengths(item, indent + _BULLET)


def shares(table: Table, letters: int = UPRIGHT) -> list[float]:
    """Each column's share of a width that takes so many letters; they add up to one."""
    total = sum(column.width for column in table.columns) or 1
    wanted = [column.width / total for column in table.columns]
    on_a_line = _needed(map(max, texts(table)), letters, letters)
    if sum(on_a_line) <= 1:
        return _fitted(wanted, on_a_line)
    words = _longest_words(table)
    longest = [max(column) for column in words]
    for limit in _LONGEST:
        needed = _needed(longest, limit, letters)
        if sum(needed) <= 1:
            return _evened(_Heights(table, words, letters), _fitted(wanted, needed), needed)
    return wanted


def fits(table: Table, letters: int = UPRIGHT) -> bool:
    """Whether a width of so many letters holds every column without breaking common words."""
    if len(table.columns) * (_COMMON + _PADDING) <= letters:
        return True
    return sum(_needed(map(max, _longest_words(table)), _COMMON, letters)) <= 1


def across(table: Table) -> int:
    """How many letters the page takes across that the table asks for or needs: `UPRIGHT` or `ON_SIDE`."""
    return ON_SIDE if table.wide or not fits(table) else UPRIGHT


def _longest_words(table: Table) -> list[list[int]]:
    """For each column the letters of the longest word of its head and of its cells."""
    longest = [[_longest(plain(column.title))] for column in table.columns]
    for row in grid(table):
        for place, cell in enumerate(row):
            longest[place].append(max((_width(block) for block in cell.blocks), default=0) if cell else 0)
    return longest


def _needed(longest: Iterable[int], limit: int, letters: int) -> list[float]:
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


def _evened(heights: "_Heights", given: Sequence[float], needed: Sequence[float]) -> list[float]:
    """The widths with what one column has to spare given to another, while that makes the rows lower."""
    least = [math.ceil(100 * need) for need in needed]
    asked = widths = [round(100 * share) for share in given]
    height = heights.whole(widths)
    places = range(len(widths))
    while True:
        found = []
        for step, taking, giving in product(_STEPS, places, [*zip(places), places]):
            givers = [place for place in giving if place != taking and widths[place] - step >= least[place]]
            if givers:
                tried = [width - step if place in givers else width for place, width in enumerate(widths)]
                tried[taking] += step * len(givers)
                found.append((heights.whole(tried) + step * len(givers) * height * _GAIN / 2, tried))
        lowest, tried = min(found, default=(height, widths))
        if lowest >= height:
            return list(given) if widths == asked else [width / sum(widths) for width in widths]
        widths, height = tried, heights.whole(tried)


class _Heights:
    """How many lines the head and the rows of a table take, by the widths of its columns in per cent."""

    def __init__(self, table: Table, words: Sequence[Sequence[int]], letters: int) -> None:
        head = [Cell((Paragraph(column.title),)) for column in table.columns]
        columns = zip(head, *islice(grid(table), _MOST_ROWS), strict=True)
        self.columns = [[cell and (list(_lengths(cell)), cell.rows) for cell in column] for column in columns]
        self.words = words
        self.letters = letters
        self.known: dict[tuple[int, int], tuple[list[float], float]] = {}

    def whole(self, widths: Sequence[int]) -> float:
        """The lines of head and rows, and what broken words cost."""
        columns = [self._column(place, width) for place, width in enumerate(widths)]
        rows: Iterator[tuple[float, ...]] = zip(*(tall for tall, _ in columns), strict=True)
        return sum(map(max, rows)) + sum(cost for _, cost in columns)

    def _column(self, place: int, width: int) -> tuple[list[float], float]:
        """For each row, the lines of a column, and what its broken words cost.

        The lines of a cell that reaches down are spread over its rows.
        """
        if (place, width) not in self.known:
            room = width * self.letters / 100 - _PADDING
            tall = 0.0
            made = []
            for cell in self.columns[place]:
                tall = tall if cell is None else _lines(cell[0], room) / cell[1]
                made.append(tall)
            broken = sum(word > room for word in self.words[place][: len(made)])
            self.known[place, width] = made, broken * _BROKEN
        return self.known[place, width]


def lines(cell: Cell, width: float) -> int:
    """How many lines a cell takes in so many letters."""
    return _lines(_lengths(cell), width)


def _lines(lengths: Iterable[tuple[int, int]], width: float) -> int:
    return sum(
        1 if letters <= width - indent else math.ceil(letters / max(width - indent - _RAGGED, 1))
        for letters, indent in lengths
    )


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
