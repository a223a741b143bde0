"""Books, sheets and cells: a file as a grid in which everything knows its place."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from strategia.loading.characters import forbidden, printable
from strategia.source import Location, Source, Span

Shape = Literal["text", "number", "percent", "date", "boolean", "error", "unvalued"]
"""What stands in a cell; `unvalued` is a formula whose value the file does not hold."""

MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 150_000
"""Of a whole file; the budget of the largest county, line by line, has a tenth of it."""
MAX_TEXT = 2_000
"""Characters of one cell; what is longer is cut, since no name of a row is."""

_HEAP = re.compile("([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})[\u0300-\u036f\u1ab0-\u20ff]+")
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")


class SheetLocation(Location):
    """A place in a workbook; it reads as in Excel: `ta2026.xlsx, Tuloslaskelma!C12`."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{self.path}!{letters(self.span.column)}{self.span.line}"


class Area(NamedTuple):
    """A rectangle of cells that were merged into one: its first and its last row and column."""

    row: int
    column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        return f"{letters(self.column)}{self.row}:{letters(self.last_column)}{self.last_row}"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell that is not empty."""

    row: int
    column: int
    text: str
    """As a person reads it, on one line; a number in plain digits."""
    shape: Shape = "text"
    number: Decimal | None = None
    """The value of a cell that the file itself calls a number; per cents as 5 and not as 0,05."""
    indent: int = 0
    scaled: bool = False
    """Whether the cell shows its number divided by a thousand or a million."""
    span: Span | None = None
    """Where the cell stands in a text file."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid of cells by row and column, both counted from one. A text file is one sheet without a name."""

    path: str
    name: str
    rows: dict[int, dict[int, Cell]]
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place; None where nothing stands."""
        return self.rows.get(row, {}).get(column)

    def text(self, row: int, column: int) -> str:
        """The text at a place; empty where nothing stands."""
        cell = self.cell(row, column)
        return cell.text if cell is not None else ""

    def location(self, row: int, column: int) -> Location:
        """A place for a diagnostic."""
        if self.name:
            return SheetLocation(self.shown, Span(row, column, row, column + 1))
        cells = self.rows.get(row, {})
        cell = cells.get(column) or next(iter(cells.values()), None)
        return Location(self.path, cell.span if cell is not None and cell.span is not None else Span(row, 1, row, 1))

    @property
    def shown(self) -> str:
        """The file and the sheet: `ta2026.xlsx, Tuloslaskelma`."""
        return f"{self.path}, {self._quoted}" if self.name else self.path

    @property
    def _quoted(self) -> str:
        """The name as Excel writes it before an exclamation mark."""
        return self.name if _PLAIN_NAME.fullmatch(self.name) else "'" + self.name.replace("'", "''") + "'"

    def address(self, row: int, column: int) -> str:
        """A cell as a person names it: `Tuloslaskelma!C12`, in a text file `ta2026.csv:12`."""
        if self.name:
            return f"{self._quoted}!{letters(column)}{row}"
        return f"{self.path}:{row}"

    def merged_rows(self, columns: Collection[int]) -> frozenset[int]:
        """The rows in which one of these columns belongs to a merged area."""
        last = max(self.rows, default=0)
        # One pass over flags: a sheet made to keep programs busy may have thousands of tall areas.
        flags = bytearray(last + 1)
        for area in self.merged:
            if area.row <= last and any(area.column <= column <= area.last_column for column in columns):
                height = min(last, area.last_row) - area.row + 1
                flags[area.row : area.row + height] = b"\1" * height
        return frozenset(row for row in self.rows if flags[row])


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was read: its sheets, and how it was read."""

    path: str
    sheets: tuple[Sheet, ...]
    names: dict[str, bool] = field(default_factory=dict)
    """Every sheet of the file, read or not, and whether it is visible."""
    source: Source | None = None
    """The text of a text file, from which diagnostics quote."""
    separator: str = ""

    @property
    def location(self) -> Location:
        """The file as a whole."""
        return Location(self.path, Span(1, 1, 1, 1))

    def sheet(self, name: str) -> Sheet | None:
        """The sheet with a name, as people type it; None where there is none."""
        wanted = name.strip().casefold()
        return next((sheet for sheet in self.sheets if sheet.name.strip().casefold() == wanted), None)


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 28 is AB."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def column_number(name: str) -> int | None:
    """The number of a column by its letters; None for what is none."""
    if _LETTERS.fullmatch(name) is None:
        return None
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cleaned(text: str) -> tuple[str, str | None]:
    """The text of a cell on one line, without invisible characters; and the first of those, named."""
    text = unicodedata.normalize("NFC", _HEAP.sub(r"\1", text[:MAX_TEXT]))
    # Soft hyphens only say where a word may be broken, and a line break in a cell is a space.
    text = re.sub(r"[\s\u00ad\ufeff]*[\r\n\v\f]+[\s\ufeff]*", " ", text).replace("\u00ad", "").strip("\ufeff").strip()
    found = forbidden(text.replace("\t", " "))
    if found is not None:
        text = re.sub(r"\\u\{[0-9a-f]+\}", "", printable(text))
    return text.replace("\t", " "), found
