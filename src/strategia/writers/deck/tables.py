"""Tables: columns as wide as their words need, rows measured, long tables continued with their header.

A cell that spans rows is kept in every row it covers, so that a table can be split anywhere and the
continuation says again what it belongs to.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from strategia.document.ast import Runs, Table, plain
from strategia.writers.deck import fit
from strategia.writers.deck.fit import Align, Colour, Para
from strategia.writers.deck.flows import Drawing, Flow
from strategia.writers.deck.panels import caption
from strategia.writers.deck.shapes import Box, Grid, GridCell
from strategia.writers.deck.text import SMALLEST, clean, flat

_SIDE = 7.0
_SIDES = 2 * _SIDE
_CAPTION_GAP = 6.0
_LARGEST = 16.0
"""Text in a table; larger, it would look like a list."""
_ALIGNS: dict[str, Align] = {"start": "l", "end": "r", "center": "ctr"}


class Slot(NamedTuple):
    """What a column holds in a row. Slots below each other with the same `span` number are one cell."""

    paras: tuple[Para, ...]
    span: int
    need: float = 0.0
    """How high its text stands."""


class Line(NamedTuple):
    """A row of slots; `band` tells rows of one group from the next."""

    slots: tuple[Slot, ...]
    band: bool = False


@dataclass(frozen=True, slots=True)
class TableFlow:
    """A table that can be continued between any two rows, by force also within one."""

    above: tuple[Para, ...]
    description: str
    columns: tuple[float, ...]
    header: tuple[tuple[Para, ...], ...]
    lines: tuple[Line, ...]
    row_headers: bool
    cramped: bool
    pad: float = 4.0
    """Space above and below the text of a cell."""

    def take(self, room: float, *, forced: bool) -> tuple[Drawing | None, Flow | None]:
        """The caption, the header and as many rows as fit."""
        free = room - self._top() - self._header_height()
        count = self._fitting(free)
        if count == len(self.lines):
            return self._drawing(self.lines), None
        if count == 0 and not forced:
            return None, self
        if count == 0:
            first, rest = self._tear(max(free, 1))
            left = (*rest, *self.lines[1:])
            return replace(self._drawing((first,)), torn=True), replace(self, lines=left) if left else None
        # Rather end with a whole group of rows, when that costs little.
        whole = next((n for n in range(count, 0, -1) if not self._crossed(n)), 0)
        count = whole if whole >= count * 0.6 else count
        return self._drawing(self.lines[:count]), replace(self, lines=self.lines[count:])

    def _top(self) -> float:
        return fit.height(self.above, sum(self.columns)) + _CAPTION_GAP if self.above else 0.0

    def _header_height(self) -> float:
        texts = zip(self.header, self.columns, strict=True)
        return max((fit.height(paras, width - _SIDES) for paras, width in texts), default=0.0) + 2 * self.pad

    def _fitting(self, room: float) -> int:
        """How many rows from the first fit into the room."""
        # Most tables fit as they are.
        if sum(self._heights(self.lines)) <= room:
            return len(self.lines)
        return bisect_right(range(1, len(self.lines)), room, key=lambda count: sum(self._heights(self.lines[:count])))

    def _crossed(self, count: int) -> bool:
        """Whether a split before this row would cut through a spanning cell."""
        pairs = zip(self.lines[count - 1].slots, self.lines[count].slots, strict=True)
        return any(upper.span == lower.span for upper, lower in pairs)

    def _heights(self, lines: Sequence[Line]) -> list[float]:
        """How high each row is; a spanning cell that needs more makes its last row higher."""
        heights = [2 * self.pad + SMALLEST * fit.line()] * len(lines)
        spanning: list[tuple[int, int, float]] = []
        for column in range(len(self.columns)):
            start = 0
            while start < len(lines):
                end = _span_end(lines, start, column)
                need = lines[start].slots[column].need + 2 * self.pad
                if end - start == 1:
                    heights[start] = max(heights[start], need)
                else:
                    spanning.append((end, start, need))
                start = end
        for end, start, need in sorted(spanning):
            heights[end - 1] += max(need - sum(heights[start:end]), 0)
        return heights

    def _tear(self, room: float) -> tuple[Line, tuple[Line, ...]]:
        """The first row split in what fits and the rest; what names the row is repeated where it is short.

        Where only that would be left there is no rest: below a header that fills the room it would go on for ever.
        """
        first: list[Slot] = []
        rest: list[Slot] = []
        more = False
        for column, (slot, width) in enumerate(zip(self.lines[0].slots, self.columns, strict=True)):
            inner = width - _SIDES
            naming = (self.row_headers and column == 0) or (len(self.lines) > 1 and not self._alone(column))
            if naming and slot.need <= room - 2 * self.pad:
                first.append(slot)
                rest.append(slot)
                continue
            here, there = fit.cut(slot.paras, inner, room - 2 * self.pad)
            more = more or bool(there)
            first.append(slot._replace(paras=here, need=fit.height(here, inner)))
            rest.append(slot._replace(paras=there, need=fit.height(there, inner)))
        band = self.lines[0].band
        return Line(tuple(first), band), (Line(tuple(rest), band),) if more else ()

    def _alone(self, column: int) -> bool:
        return self.lines[0].slots[column].span != self.lines[1].slots[column].span

    def _drawing(self, lines: Sequence[Line]) -> Drawing:
        top = self._top()
        heights = (self._header_height(), *self._heights(lines))
        rows = [tuple(GridCell(paras, "primary", header=True) for paras in self.header)]
        for index, entry in enumerate(lines):
            cells = []
            for column, slot in enumerate(entry.slots):
                covered = index > 0 and lines[index - 1].slots[column].span == slot.span
                span = 0 if covered else _span_end(lines, index, column) - index
                fill: Colour = "tint" if entry.band else "paper"
                cells.append(GridCell(() if covered else slot.paras, fill, span, self.row_headers and column == 0))
            rows.append(tuple(cells))
        width = sum(self.columns)
        insets = (_SIDE, self.pad, _SIDE, self.pad)
        grid = Grid(
            0,
            top,
            width,
            sum(heights),
            self.columns,
            heights,
            tuple(rows),
            self.description,
            insets,
            self.row_headers,
            "Table",
        )
        if not self.above:
            return Drawing(grid.height, (grid,))
        box = Box(0, 0, width, top - _CAPTION_GAP, self.above, name="Caption")
        return Drawing(top + grid.height, (box, grid))


def table(block: Table, size: float, width: float, title: Runs, word: str) -> Flow:
    """A table; `title` is the slide's, `word` what a table is called in its description."""
    small = min(max(size - 4, SMALLEST), _LARGEST)
    header = tuple(
        tuple(
            Para(runs, small, bold=True, colour="paper", align=_ALIGNS[column.align])
            for runs in (clean(column.title),)
            if runs
        )
        for column in block.columns
    )
    rows = _rows(block, small)
    columns = tuple((header[column], *(row.texts[column] for row in rows)) for column in range(len(header)))
    widths, cramped = _column_widths(block, columns, width)
    measured: dict[int, Slot] = {}
    lines = tuple(
        Line(
            tuple(
                measured.get(span) or measured.setdefault(span, Slot(paras, span, fit.height(paras, across - _SIDES)))
                for paras, span, across in zip(row.texts, row.spans, widths, strict=True)
            ),
            row.band,
        )
        for row in rows
    )
    titles = ", ".join(plain(clean(column.title)) for column in block.columns)
    name = plain(clean(block.caption)) or plain(clean(title))
    return TableFlow(
        caption(block.caption, title, size),
        f"{word}: {name} ({titles})",
        widths,
        header,
        lines,
        block.row_headers,
        cramped,
        pad=min(4 + (size - 14) * 0.7, 8.0),
    )


class _Row(NamedTuple):
    """A row with every column filled in: the text of each, the number of its cell, and `Line.band`."""

    texts: list[tuple[Para, ...]]
    spans: list[int]
    band: bool


def _rows(block: Table, size: float) -> list[_Row]:
    count = len(block.columns)
    # Of each column the text that spans rows, its number, and how many more rows it spans.
    held: list[tuple[tuple[Para, ...], int, int]] = [((), 0, 0)] * count
    rows: list[_Row] = []
    band, number = True, 0
    for row in block.rows:
        cells = iter(row.cells)
        grouped = False
        for column in range(count):
            paras, span, left = held[column]
            if left:
                held[column] = (paras, span, left - 1)
                grouped = True
                continue
            number += 1
            if (cell := next(cells, None)) is None:
                held[column] = ((), number, 0)
                continue
            paras = flat(
                cell.blocks,
                size,
                "accent" if cell.status == "uncovered" else "ink",
                bold=(block.row_headers and column == 0) or cell.status == "uncovered",
                align=_ALIGNS[block.columns[column].align],
            )
            held[column] = (paras, number, cell.rows - 1)
        band = band if grouped else not band
        rows.append(_Row([paras for paras, *_ in held], [span for _, span, _ in held], band))
    return rows


def _span_end(lines: Sequence[Line], start: int, column: int) -> int:
    """The row after the last one that the cell covers."""
    end = start + 1
    while end < len(lines) and lines[end].slots[column].span == lines[start].slots[column].span:
        end += 1
    return end


def _column_widths(
    block: Table, columns: Sequence[Sequence[tuple[Para, ...]]], width: float
) -> tuple[tuple[float, ...], bool]:
    """Widths by the document's shares, widened where a word needs it; whether words break all the same.

    `columns` are their texts, the header first.
    """
    shares = [max(column.width, 1) for column in block.columns]
    widths = [width * share / sum(shares) for share in shares]
    widest = [max(fit.widest_word(paras) for paras in texts) for texts in columns]
    needs = [word + _SIDES + 0.5 for word in widest]
    # A column that one endless word would fill keeps to half the table.
    limit = width * (0.5 if len(shares) > 1 else 1)
    needs = [min(need, limit) for need in needs]
    if sum(needs) > width:
        return _squeezed(needs, width), True
    fixed: set[int] = set()
    while short := {i for i in range(len(shares)) if widths[i] < needs[i] - 0.01} - fixed:
        fixed |= short
        left = width - sum(needs[i] for i in fixed)
        weight = sum(shares[i] for i in range(len(shares)) if i not in fixed) or 1
        widths = [needs[i] if i in fixed else left * shares[i] / weight for i in range(len(shares))]
    cramped = any(word > own - _SIDES + 0.01 for word, own in zip(widest, widths, strict=True))
    return tuple(widths), cramped


def _squeezed(needs: Sequence[float], width: float) -> tuple[float, ...]:
    """Widths where there is not enough: who needs little gets it, the others share the rest."""
    widths = [0.0] * len(needs)
    left = width
    for taken, column in enumerate(sorted(range(len(needs)), key=needs.__getitem__)):
        widths[column] = min(needs[column], left / (len(needs) - taken))
        left -= widths[column]
    return tuple(widths)
