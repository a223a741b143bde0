"""Workbooks of Excel and LibreOffice (XLSX): their sheets, read by openpyxl after the archive was looked through."""

import io
import re
import warnings
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from strategia.diagnostics import Diagnostic
from strategia.importing.archive import opened, too_large
from strategia.importing.cells import MAX_CELLS, Book, Cell, Shape, Sheet, cleaned
from strategia.importing.numerals import MAX_DIGITS
from strategia.importing.surroundings import Surroundings, TooLargeError, look_around
from strategia.importing.telling import RefusedError, refusal, told

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_EXACT = 15
"""Significant digits that a spreadsheet keeps."""
_NOUGHT = Decimal("1E-9")
_SHOWN = 12
"""How many areas, rows or sheets a diagnostic names."""


def read(path: str, data: bytes, wanted: Collection[str] = ()) -> tuple[Book, list[Diagnostic]]:
    """The bytes of a workbook as a book of the wanted sheets, of the visible ones when none are named.

    RefusedError when it cannot be read or should not be.
    """
    if path.casefold().endswith((".xlsm", ".xltm", ".xlam")):
        raise refusal("IMP004", path, "name")
    archive = opened(path, data)
    diagnostics: list[Diagnostic] = []
    names: dict[str, bool] = {}
    sheets: list[Sheet] = []
    folded = {name.strip().casefold() for name in wanted}
    room = MAX_CELLS
    try:
        for worksheet in _worksheets(data):
            name = cleaned(str(worksheet.title))[0]
            names[name] = worksheet.sheet_state == "visible"
            if not (name.strip().casefold() in folded if folded else names[name]):
                continue
            part = worksheet._worksheet_path  # noqa: SLF001 - it has no public name
            around = look_around(archive.read(part), room)
            room -= around.cells
            sheet, found = _sheet(path, name, worksheet, around)
            sheets.append(sheet)
            diagnostics += found
    except TooLargeError:
        raise too_large(path) from None
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - what openpyxl raises for a broken workbook is not listed anywhere
        raise refusal("IMP007", path, detail=f"{type(error).__name__}: {error}"[:200]) from None
    if not names:
        raise refusal("IMP007", path, "sheets")
    book = Book(path, tuple(sheets), names)
    hidden = [name for name, visible in names.items() if not visible and name.strip().casefold() not in folded]
    if hidden and not folded:
        diagnostics.append(told("IMP013", book.location, "sheets", names=_some(hidden)))
    return book, diagnostics


def _worksheets(data: bytes) -> Iterator[Any]:
    """The worksheets in order, without charts; nothing of their values is read yet."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only an import needs it

    # openpyxl warns of what it does not carry over when it writes a workbook again, which is not done here.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        yield from workbook.worksheets


def _sheet(path: str, name: str, worksheet: Any, around: Surroundings) -> tuple[Sheet, list[Diagnostic]]:
    sheet = Sheet(
        path,
        name,
        {},
        worksheet.sheet_state == "visible",
        frozenset(around.hidden_rows),
        frozenset(around.hidden_columns),
        tuple(area for area in around.merged if area.row <= around.last_row and area.column <= around.last_column),
    )
    diagnostics: list[Diagnostic] = []
    if around.last_row:
        rows = worksheet.iter_rows(1, around.last_row, 1, around.last_column)
        for place in (place for row in rows for place in row):
            # Places without a cell have no row either.
            if (number := getattr(place, "row", None)) is None:
                continue
            cell, invisible = _cell(place, (number, place.column) in around.unvalued)
            if cell is not None:
                sheet.rows.setdefault(number, {})[place.column] = cell
            if invisible is not None:
                diagnostics.append(told("IMP017", sheet.location(number, place.column), character=invisible))
    diagnostics += _told_of(sheet, around)
    return sheet, diagnostics


def _told_of(sheet: Sheet, around: Surroundings) -> Iterator[Diagnostic]:
    """What a person who looks at the sheet would not see, or would see differently."""
    if around.unvalued:
        places = sorted(around.unvalued)
        cells = _some([sheet.address(*place) for place in places])
        yield told("IMP015", sheet.location(*places[0]), count=len(places), cells=cells)
    rows = sorted(row for row in sheet.hidden_rows if row in sheet.rows)
    if rows:
        yield told("IMP013", sheet.location(rows[0], 1), "rows", sheet=sheet.name, rows=_some(rows))
    used = {column for cells in sheet.rows.values() for column in cells}
    columns = sorted(sheet.hidden_columns & used)
    if columns:
        named = _some([sheet.address(1, column).rpartition("!")[2].rstrip("1") for column in columns])
        yield told("IMP013", sheet.location(1, columns[0]), "columns", sheet=sheet.name, columns=named)
    if sheet.merged:
        first = sheet.merged[0]
        yield told("IMP014", sheet.location(*first[:2]), sheet=sheet.name, areas=_some(sheet.merged))
    scaled = [cell for cells in sheet.rows.values() for cell in cells.values() if cell.scaled]
    if scaled:
        at = scaled[0].row, scaled[0].column
        yield told("IMP016", sheet.location(*at), count=len(scaled), cell=sheet.address(*at), value=scaled[0].text)


def _some(items: Collection[object]) -> str:
    """The first of many, in words."""
    shown = ", ".join(str(item) for item in list(items)[:_SHOWN])
    return shown if len(items) <= _SHOWN else f"{shown} …"


def _cell(place: Any, unvalued: bool) -> tuple[Cell | None, str | None]:  # noqa: FBT001 - what is known of the place
    """A cell of openpyxl as ours, None for an empty one; and the first invisible character in it."""
    row, column, value = int(place.row), int(place.column), place.value
    if unvalued:
        return Cell(row, column, "", "unvalued"), None
    if value is None:
        return None, None
    if place.data_type == "e":
        return Cell(row, column, cleaned(str(value))[0], "error"), None
    if isinstance(value, bool):
        return Cell(row, column, str(value).lower(), "boolean"), None
    if isinstance(value, (int, float)):
        return _number(row, column, value, str(place.number_format or "")), None
    if isinstance(value, (date, datetime, time, timedelta)):
        text = value.date().isoformat() if isinstance(value, datetime) else str(value)
        return Cell(row, column, text, "date"), None
    raw = str(value)
    text, invisible = cleaned(raw)
    indent = int(getattr(place.alignment, "indent", 0) or 0) + len(raw) - len(raw.lstrip())
    return (Cell(row, column, text, indent=indent) if text else None), invisible


def _number(row: int, column: int, value: float, written: str) -> Cell:
    """A number as an exact decimal.

    **Why** fifteen digits: a spreadsheet keeps numbers as binary doubles. A double gives back every decimal of
    up to fifteen significant digits, and nobody can type more into a cell; so what a person typed comes back
    exactly. Digits beyond are what is left over from the computer's own arithmetic (0.1 + 0.2 is
    0.30000000000000004), and the program shows none of them either.
    """
    if isinstance(value, float) and not value - value == 0:  # noqa: SIM201 - neither infinite nor undefined
        return Cell(row, column, str(value), "error")
    number = Decimal(f"{value:.{_EXACT}g}") if isinstance(value, float) else Decimal(value)
    # What is left of a difference of equal numbers; no budget has billionths.
    if abs(number) < _NOUGHT:
        number = Decimal(0)
    plain = _QUOTED.sub("", written.partition(";")[0])
    shape: Shape = "percent" if "%" in plain else "number"
    if shape == "percent":
        number *= 100
    exponent = number.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    number = Decimal(f"{number:.{min(decimals, MAX_DIGITS)}f}")
    return Cell(row, column, f"{number:f}", shape, number, scaled=_SCALED.search(plain) is not None)
