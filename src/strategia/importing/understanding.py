"""Understanding: a book and its mapping together give a draft of the budget."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from strategia.diagnostics import Diagnostic
from strategia.importing.cells import Book, Sheet
from strategia.importing.columns import Places, place, places_of, sheet_of
from strategia.importing.drafts import Draft, Left, Total
from strategia.importing.lines import COLUMN_LINES, LINES, is_cost, lines_of
from strategia.importing.mapping import Mapping, Table
from strategia.importing.operating import Operating
from strategia.importing.rows import Reading, Row, read_rows
from strategia.importing.statements import add_investments, add_lines
from strategia.importing.telling import told
from strategia.model.budget import Signs
from strategia.source import Location

_RARE = 10
"""One amount of this many may have the other sign: corrections exist, and a rule of lint names single slips."""


class TableRead(NamedTuple):
    """A table of the mapping with its place in the file and its rows."""

    table: Table
    sheet: Sheet
    places: Places
    reading: Reading
    signs: Signs | None
    """How its costs are written; None where no cost shows it."""


class Understood(NamedTuple):
    """What came of a file: the draft, the tables it came from, the signs of its costs."""

    draft: Draft
    mapping: Mapping
    """The mapping with the signs that the file turned out to have."""
    tables: list[TableRead]
    signs: Signs
    diagnostics: list[Diagnostic]


def understand(book: Book, mapping: Mapping, chosen: str = "") -> Understood:
    """The draft of a budget; `chosen` is the sheet for tables that name none."""
    tables, diagnostics = _tables(book, mapping, chosen)
    if mapping.money is None:
        diagnostics.append(told("IMP023", place(book.location, mapping, "tables")))
    if not mapping.plan_years:
        diagnostics.append(told("IMP020", place(book.location, mapping, "comparison"), "plan"))
    signs = mapping.signs or _common(tables)
    draft = Draft()
    for read in tables:
        _add(draft, read.table, _with_signs(read, signs))
        draft.skipped += read.reading.skipped
    diagnostics += _not_understood(draft)
    diagnostics += (_differing(total) for total in draft.totals if not total.agrees)
    if not any(draft.rows.values()):
        diagnostics.append(told("IMP032", book.location))
    return Understood(draft, _with_signs_said(mapping, tables, signs), tables, signs, diagnostics)


def _tables(book: Book, mapping: Mapping, chosen: str) -> tuple[list[TableRead], list[Diagnostic]]:
    found: list[TableRead] = []
    diagnostics: list[Diagnostic] = []
    sheets: dict[int, Sheet] = {}
    for index in range(len(mapping.tables)):
        sheet, problems = sheet_of(book, mapping, index, chosen)
        diagnostics += problems
        if sheet is not None:
            sheets[index] = sheet
    headers = {index: mapping.tables[index].header for index in sheets}
    for index, sheet in sheets.items():
        table = mapping.tables[index]
        later = [headers[other] for other in sheets if sheets[other] is sheet]
        places, problems = places_of(sheet, mapping, index, later)
        diagnostics += problems
        diagnostics += _unfitting(mapping, index, sheet)
        if places is None:
            continue
        reading = read_rows(book, sheet, table, places, mapping.decimal, mapping.money)
        if reading.sign.assumed:
            variant = "comma" if "," in reading.sign.assumed else ""
            diagnostics.append(told("IMP018", sheet.location(places.first, 1), variant, text=reading.sign.assumed))
        signs = table.signs or mapping.signs
        if signs is None:
            location = place(sheet.location(table.header, 1), mapping, "tables", index)
            signs, problems = _signs(list(_costs(table, reading.rows)), location)
            diagnostics += problems
        found.append(TableRead(table, sheet, places, reading, signs))
    return found, diagnostics


def _unfitting(mapping: Mapping, index: int, sheet: Sheet) -> Iterator[Diagnostic]:
    """What the mapping calls amounts of a part that does not have such."""
    table = mapping.tables[index]
    said: list[tuple[str | None, tuple[str, ...], tuple[str | int, ...]]] = [
        *((line, LINES[table.part], ("labels", label)) for label, line in table.labels.items()),
        *(
            (amount.line, COLUMN_LINES[table.part], ("columns", "amounts", number, "line"))
            for number, amount in enumerate(table.columns.amounts)
        ),
        (table.line, LINES["operating"] if table.part == "operating" else (), ("line",)),
    ]
    for line, known, steps in said:
        if line is not None and line not in known:
            location = place(sheet.location(table.header, 1), mapping, "tables", index, *steps)
            yield told("IMP027", location, line=line, part=table.part, known=", ".join(known) or "–")


def _costs(table: Table, rows: Iterable[Row]) -> Iterator[tuple[Row, Decimal]]:
    """Every amount of the table that is a cost and not nought, of rows without a doubt."""
    for row in (row for row in rows if row.reason is None):
        for key, line in lines_of(table, row):
            if is_cost(line):
                yield from ((row, value) for value in row.amounts[key].values() if value)


def _signs(costs: list[tuple[Row, Decimal]], location: Location) -> tuple[Signs | None, list[Diagnostic]]:
    """How a table writes its costs; None where it has none, or where both ways are common."""
    negative = [row.place for row, value in costs if value < 0]
    positive = [row.place for row, value in costs if value > 0]
    if len(negative) * _RARE > len(costs) and len(positive) * _RARE > len(costs):
        return None, [told("IMP024", location, negative=negative[0], positive=positive[0])]
    if not costs:
        return None, []
    return ("costs_negative" if len(negative) > len(positive) else "costs_positive"), []


def _common(tables: Iterable[TableRead]) -> Signs:
    """The signs of the whole file: negative costs where any table has them."""
    found = {read.signs for read in tables}
    return "costs_positive" if "costs_positive" in found and "costs_negative" not in found else "costs_negative"


def _with_signs(read: TableRead, signs: Signs) -> tuple[Row, ...]:
    """The rows of a table with its costs written as in the whole file."""
    rows = read.reading.rows
    if read.signs is None or read.signs == signs:
        return rows
    for row in rows:
        for key, line in lines_of(read.table, row):
            if is_cost(line):
                row.amounts[key] = {year: -value if value else value for year, value in row.amounts[key].items()}
    return rows


def _with_signs_said(mapping: Mapping, tables: Iterable[TableRead], signs: Signs) -> Mapping:
    """The mapping saying the signs of the file, and those of a table where they are others."""
    other = {id(read.table): read.signs for read in tables if read.signs not in (None, signs)}
    said = tuple(
        table.model_copy(update={"signs": other[id(table)]}) if id(table) in other else table
        for table in mapping.tables
    )
    return mapping.model_copy(update={"signs": signs, "tables": said})


def _add(draft: Draft, table: Table, rows: tuple[Row, ...]) -> None:
    """Put the rows of a table into the draft."""
    if table.part == "investments":
        add_investments(draft, table, rows)
    elif table.part == "operating":
        operating = Operating(draft, table)
        for row in rows:
            operating.add(row)
        operating.finish()
    else:
        add_lines(draft, table, rows)


def _not_understood(draft: Draft) -> Iterator[Diagnostic]:
    """One diagnostic for each sheet or file with rows that were not understood; the report lists them all."""
    by_path: dict[str, list[Left]] = {}
    for row in draft.mistakes:
        by_path.setdefault(row.location.path, []).append(row)
    for rows in by_path.values():
        yield told("IMP030", rows[0].location, count=len(rows))


def _differing(total: Total) -> Diagnostic:
    """A printed total that is not the sum of its parts, with both and the difference."""
    return told(
        "IMP031",
        total.location,
        text=total.text,
        year=total.year,
        printed=total.printed,
        summed=total.summed,
        difference=total.printed - total.summed,
    )
