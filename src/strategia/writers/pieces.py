"""Tables that no page is wide enough for, in pieces that all begin with their first column."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from strategia.document.ast import Block, Cell, Document, Run, Runs, Section, Table
from strategia.languages import Lexicon, lexicon
from strategia.writers.columns import ON_SIDE, fits, grid


def in_pieces(document: Document) -> Document:
    """The document with every table in as many pieces as pages on their side can hold."""
    words = lexicon(document.language)
    return replace(document, sections=tuple(_section(section, words) for section in document.sections))


def continued(title: Runs, part: int, parts: int, words: Lexicon) -> Runs:
    """The title of a piece: from the second on it says that it continues."""
    if part == 1:
        return title
    before, after = words.term("writer.continued", title="\0", part=part, parts=parts).split("\0")
    return (Run(before), *title, Run(after))


def _section(section: Section, words: Lexicon) -> Section:
    blocks = tuple(piece for block in section.blocks for piece in _block(block, words))
    return replace(section, blocks=blocks, sections=tuple(_section(below, words) for below in section.sections))


def _block(block: Block, words: Lexicon) -> Iterator[Block]:
    if not isinstance(block, Table):
        yield block
        return
    parts = pieces(block)
    for part, table in enumerate(parts, 1):
        # An id stands on a page once.
        rows = table.rows if part == 1 else tuple(replace(row, anchor=None) for row in table.rows)
        yield replace(table, caption=continued(table.caption, part, len(parts), words), rows=rows)


def pieces(table: Table) -> list[Table]:
    """The table, or where neither a page nor a slide is wide enough, pieces that all begin with its first column."""
    if fits(table, ON_SIDE):
        return [table]
    cells = list(grid(table))
    columns = range(1, len(table.columns))
    made: list[Table] = []
    rest = columns
    while rest:
        tried = {count: with_columns(table, cells, (0, *rest[:count])) for count in range(len(rest), 0, -1)}
        count = next((count for count, piece in tried.items() if fits(piece, ON_SIDE)), 1)
        made.append(tried[count])
        rest = rest[count:]
    ends = [len(columns) * part // len(made) for part in range(len(made) + 1)] if made else []
    even = [with_columns(table, cells, (0, *columns[start:end])) for start, end in pairwise(ends)]
    # As many columns in each leave room for the first one in all of them.
    return (even if all(fits(piece, ON_SIDE) for piece in even) else made) or [table]


def with_columns(table: Table, grid: Sequence[Sequence[Cell | None]], kept: Sequence[int]) -> Table:
    """The table with the columns at these places."""
    rows = (tuple(cell for place in kept if (cell := cells[place]) is not None) for cells in grid)
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(replace(row, cells=cells) for row, cells in zip(table.rows, rows, strict=True)),
    )
