"""How wide the columns of a table become: as asked, unless a word would not fit."""

import re
from collections.abc import Iterator, Sequence

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

_COMMON = 15
"""Words of this length are too common to be broken in every row."""


def shares(table: Table, letters: int = UPRIGHT) -> list[float]:
    """Each column's share of a width that takes so many letters; they add up to one."""
    total = sum(column.width for column in table.columns) or 1
    wanted = [column.width / total for column in table.columns]
    longest = _longest_words(table)
    for limit in _LONGEST:
        needed = _needed(longest, limit, letters)
        if sum(needed) <= 1:
            return _fitted(wanted, needed)
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


def _longest(text: str) -> int:
    """Letters of the longest word. A hyphen ends a word; a no-break space and the dash of 2022–2025 do not."""
    return max(map(len, re.sub(r"-|\N{EN DASH}(?!\d)", r"\g<0> ", text).split(" ")))


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
