"""Columns: which ones a mapping means, by the texts of their headings or by their letters."""

from collections.abc import Iterable
from dataclasses import dataclass

from strategia.diagnostics import Diagnostic
from strategia.importing.cells import Book, Sheet, column_number
from strategia.importing.labels import folded
from strategia.importing.mapping import AmountColumn, Mapping, Table
from strategia.importing.telling import told
from strategia.source import Location, Step

_SHOWN = 20
"""How many headings a diagnostic names."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where in a sheet a table stands, and what stands in which of its columns. Zero is no column."""

    first: int
    last: int
    names: tuple[int, ...]
    number: int
    id: int
    line: int
    level: int
    amounts: dict[int, AmountColumn]
    width: int
    """The last column with a heading."""


def place(at: Location, mapping: Mapping, *steps: Step) -> Location:
    """Where a mapping says something; `at` for a mapping that was guessed and is written nowhere."""
    try:
        return mapping.at(*steps)
    except LookupError:
        return at


def sheet_of(book: Book, mapping: Mapping, index: int, chosen: str) -> tuple[Sheet | None, list[Diagnostic]]:
    """The sheet that a table of the mapping stands in: the one it names, else the chosen one, else the only one."""
    table = mapping.tables[index]
    known = ", ".join(book.names)
    name = table.sheet or chosen
    location = place(book.location, mapping, "tables", index, "sheet")
    if not name or list(book.names) == [""]:
        if len(book.sheets) == 1:
            return book.sheets[0], []
        return None, [told("IMP012", location, "which", known=known)]
    sheet = book.sheet(name)
    return sheet, ([] if sheet is not None else [told("IMP012", location, sheet=name, known=known)])


def places_of(
    sheet: Sheet, mapping: Mapping, index: int, later: Iterable[int]
) -> tuple[Places | None, list[Diagnostic]]:
    """The places of a table; `later` are the heading rows of other tables in the sheet, where this one ends."""
    table = mapping.tables[index]
    headings = _headings(sheet, table)
    diagnostics: list[Diagnostic] = []
    ambiguous: list[Diagnostic] = []

    def column(wanted: str | None, *steps: Step) -> int:
        """The column, zero for none and for one that cannot be told."""
        if wanted is None:
            return 0
        found = [number for number, text in headings if folded(text) == folded(wanted)]
        if len(found) == 1:
            return found[0]
        by_letters = column_number(wanted) if not found else None
        if by_letters is not None:
            return by_letters
        location = place(sheet.location(table.header, 1), mapping, "tables", index, "columns", *steps)
        known = ", ".join(text for _, text in headings[:_SHOWN])
        arguments = {"column": wanted, "row": sheet.address(table.header, 1), "known": known}
        diagnostics.append(told("IMP022", location, "twice" if found else "", **arguments))
        return 0

    own = table.columns
    names = tuple(column(name, "name", number) for number, name in enumerate(own.name))
    amounts: dict[int, AmountColumn] = {}
    by_use: dict[tuple[int, str | None], AmountColumn] = {}
    for number, amount in enumerate(own.amounts):
        at = column(amount.column, "amounts", number, "column")
        location = place(sheet.location(table.header, 1), mapping, "tables", index, "columns", "amounts", number)
        first = by_use.setdefault((amount.year, amount.line), amount)
        if at and at in amounts:
            diagnostics.append(told("IMP022", location, "same", column=amount.column))
        elif first is not amount:
            arguments = {"year": amount.year, "used": first.column, "left": amount.column}
            ambiguous.append(told("IMP025", location, "", **arguments))
        else:
            amounts[at] = amount
    top, bottom = _bounds(table, later)
    places = Places(
        top,
        bottom,
        names,
        column(own.number, "number"),
        column(own.id, "id"),
        column(own.line, "line"),
        column(own.level, "level"),
        amounts,
        max((number for number, _ in headings), default=0),
    )
    return (None if diagnostics else places), diagnostics + ambiguous


def _headings(sheet: Sheet, table: Table) -> list[tuple[int, str]]:
    return [(column, cell.text) for column, cell in sorted(sheet.rows.get(table.header, {}).items())]


def _bounds(table: Table, later: Iterable[int]) -> tuple[int, int]:
    """The first and the last row of a table."""
    first = table.rows.first if table.rows is not None else None
    last = table.rows.last if table.rows is not None else None
    ends = [row - 1 for row in later if row > table.header]
    return first or table.header + 1, last or min(ends, default=1_048_576)
