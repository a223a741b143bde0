"""Rows: one row of a table at a time, its cells read as the mapping says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase

from strategia.importing.cells import Book, Cell, Sheet
from strategia.importing.columns import Places
from strategia.importing.drafts import Amounts, Left, Reason
from strategia.importing.labels import folded
from strategia.importing.mapping import AmountColumn, Table
from strategia.importing.numerals import MAX_DIGITS, NOTHING, DecimalSign, Numeral, Sign, decimal_sign, read
from strategia.model.budget import MoneyUnit
from strategia.source import Location

_NUMBERED = re.compile(r"([0-9]+(?:[.\-][0-9]+)*)\.?\s+(?=\D)")
_LONGEST = 300
"""Characters of a name; what is longer is a paragraph and no name."""


@dataclass(slots=True)
class Row:
    """A row as it was read. `amounts` go by line, under "" where the column does not say which it is."""

    number: int
    label: str
    place: str
    location: Location
    code: str = ""
    own_id: str = ""
    line: str = ""
    level: int | None = None
    indent: int = 0
    above: tuple[str, ...] = ()
    """The names in outer columns, where names stand in several."""
    amounts: dict[str, Amounts] = field(default_factory=dict)
    reason: Reason | None = None
    detail: str = ""

    def left(self, reason: Reason | None = None) -> Left:
        """The row as one that is not in the draft."""
        why = reason or self.reason
        return Left(self.place, self.location, self.label, why, self.detail if why == self.reason else "")


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows of a table that say something, and how many were skipped on request."""

    rows: tuple[Row, ...]
    skipped: int
    sign: DecimalSign


@dataclass(frozen=True, slots=True)
class _Rules:
    """How the cells of one table are read."""

    sheet: Sheet
    table: Table
    places: Places
    sign: Sign | None
    money: MoneyUnit | None
    is_comma_separated: bool
    merged_amounts: frozenset[int]
    merged_names: frozenset[int]


def read_rows(
    book: Book, sheet: Sheet, table: Table, places: Places, decimal: Sign | None, money: MoneyUnit | None
) -> Reading:
    """The rows of a table."""
    numbers = [row for row in sorted(sheet.rows) if places.first <= row <= places.last]
    sign = DecimalSign(decimal) if decimal else decimal_sign(_texts(sheet, numbers, places))
    rules = _Rules(
        sheet,
        table,
        places,
        sign.sign,
        money,
        book.separator == "comma",
        sheet.merged_rows(places.amounts),
        sheet.merged_rows(places.names),
    )
    skips = {folded(text) for text in table.skip if "*" not in text}
    stars = [text.casefold() for text in table.skip if "*" in text]
    found: list[Row] = []
    skipped = 0
    for number in numbers:
        row = _row(rules, number)
        if row is None:
            continue
        named = row.label and (folded(row.label) in skips or any(fnmatchcase(row.label.casefold(), s) for s in stars))
        if named or str(number) in table.skip or (number in sheet.hidden_rows and table.hidden == "skip"):
            skipped += 1
            continue
        found.append(row)
    return Reading(tuple(found), skipped, sign)


def _texts(sheet: Sheet, numbers: Iterable[int], places: Places) -> Iterator[str]:
    for number in numbers:
        for column in places.amounts:
            cell = sheet.cell(number, column)
            if cell is not None and cell.shape == "text":
                yield cell.text


def _row(rules: _Rules, number: int) -> Row | None:
    """A row as it was read; None for one that says nothing: empty, or the headings once more."""
    sheet, places = rules.sheet, rules.places
    cells = [cell for column in places.amounts if (cell := sheet.cell(number, column)) is not None]
    if cells and all(cell.text == sheet.text(rules.table.header, cell.column) for cell in cells):
        return None
    named = [(column, text) for column in places.names if (text := _name(sheet, number, column))]
    if not named and (not cells or _is_units(cells)):
        return None
    at = named[-1][0] if named else cells[0].column
    own = sheet.cell(number, at)
    row = Row(number, named[-1][1] if named else "", sheet.address(number, at), sheet.location(number, at))
    row.above = (
        tuple(_name(sheet, number, column) for column in places.names[: places.names.index(at)]) if named else ()
    )
    row.indent = own.indent if own is not None else 0
    row.level = _level(sheet.text(number, places.level)) if places.level else None
    row.line = sheet.text(number, places.line) if places.line else ""
    row.own_id = sheet.text(number, places.id) if places.id else ""
    row.code = sheet.text(number, places.number) if places.number else ""
    if not row.code and rules.table.levels == "number" and (match := _NUMBERED.match(row.label)) is not None:
        row.code, row.label = match[1], row.label[match.end() :]
    _read_amounts(rules, row)
    if row.reason is None and row.amounts:
        _doubt(rules, row)
    return row


def _name(sheet: Sheet, number: int, column: int) -> str:
    return " ".join(sheet.text(number, column).split())[:_LONGEST]


def _is_units(cells: list[Cell]) -> bool:
    """Whether a row without a name only says in which unit the columns are."""
    return len({cell.text for cell in cells}) == 1 and re.search(r"€|eur", cells[0].text, re.IGNORECASE) is not None


def _level(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,2}", text) else None


def _read_amounts(rules: _Rules, row: Row) -> None:
    """The amounts of a row, or the reason why the first of them that is none makes it unreadable."""
    for column, wanted in rules.places.amounts.items():
        cell = rules.sheet.cell(row.number, column)
        if cell is None:
            continue
        value = _amount(cell, wanted, rules)
        if isinstance(value, str):
            row.reason = row.reason or value
            row.detail = row.detail or f"{rules.sheet.address(row.number, column)} {cell.text[:60]}".rstrip()
        elif value is not None:
            row.amounts.setdefault(wanted.line or "", {})[wanted.year] = value


def _amount(cell: Cell, wanted: AmountColumn, rules: _Rules) -> Decimal | Reason | None:
    """The amount in a cell; None for nothing."""
    expects_percent = wanted.line == "change"
    if cell.shape == "text":
        if cell.text in NOTHING:
            return None
        found = read(cell.text, rules.sign)
        if not isinstance(found, Numeral):
            return found
        if found.percent and not expects_percent:
            return "percent"
        return found.value if found.unit in (None, rules.money) else "money"
    if cell.number is None:
        return cell.shape if cell.shape in ("date", "boolean", "error", "unvalued") else "number"
    if cell.shape == "percent" and not expects_percent:
        return "percent"
    return "long" if cell.number.adjusted() >= MAX_DIGITS else cell.number


def _doubt(rules: _Rules, row: Row) -> None:
    """Give a row with amounts a reason where what it means would be a guess."""
    sheet = rules.sheet
    if row.number in sheet.hidden_rows and rules.table.hidden is None:
        row.reason = "hidden"
    elif row.number in rules.merged_amounts or (not row.label and row.number in rules.merged_names):
        row.reason = "merged"
    elif rules.is_comma_separated and max(sheet.rows[row.number]) > rules.places.width:
        row.reason = "width"
    elif not row.label and not row.line:
        row.reason = "name"
