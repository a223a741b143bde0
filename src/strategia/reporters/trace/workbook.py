"""The golden thread as a workbook: real numbers with formats, and text that stays text.

openpyxl takes a text that begins with `=` for a formula, and Excel does so with more signs when somebody
edits a cell; here every text is typed as text, and marked as such where it begins like a formula.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from strategia.reporters.trace.sheets import Sheet, Sheets, Value, looks_like_formula
from strategia.trace.matrix import Matrix

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST = 32_000
"""A cell of Excel holds 32 767 characters."""

_EUROS, _CENTS = '#,##0\\ "€"', '#,##0.00\\ "€"'
"""Excel shows the separators of whoever opens the workbook."""

_HEAD, _GROUNDS = "E8F0F4", {"uncovered": "FBEEE8", "partly": "FFF6DC"}
_A4 = 9

_STYLES = "xl/styles.xml"
_FONT = (
    b'<name val="Calibri"/><family val="2"/><color theme="1"/><sz val="11"/>',
    b'<sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/>',
)
"""The usual font in the order of openpyxl and in that of Excel."""


def as_xlsx(matrices: Sequence[Matrix], language: str) -> bytes:
    """A workbook with the matrix, what carries the goals, and the rows of the budgets."""
    from openpyxl import Workbook  # noqa: PLC0415 - half a second that nothing else needs

    sheets = Sheets(matrices, language)
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    title = sheets.title()
    statuses = {status: sheets.term(f"status.{status}") for status in _GROUNDS}
    for sheet in (sheets.matrix(), sheets.carriers(), sheets.budget_rows()):
        if sheet.rows or not book.worksheets:
            _fill(book.create_sheet(sheet.name), sheet, (title, sheets.notice()), statuses)
    book.properties.title = title
    book.properties.creator = ", ".join(words.county for words in sheets.words)
    out = io.BytesIO()
    book.save(out)
    return _in_order(out.getvalue())


def _in_order(data: bytes) -> bytes:
    """The workbook with its usual font in the order of Excel, which validators demand and openpyxl ignores."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for part in given.infolist():
            content = given.read(part)
            made.writestr(part, content.replace(*_FONT) if part.filename == _STYLES else content)
    return out.getvalue()


def _fill(page: "Worksheet", sheet: Sheet, headings: Sequence[str], statuses: Mapping[str, str]) -> None:
    """Fills a page: headings, a header row that stays in view, and the rows, each value in its own type."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - half a second that nothing else needs
    from openpyxl.utils import get_column_letter as letter  # noqa: PLC0415

    for number, heading in enumerate(headings, 1):
        _set(page.cell(number, 1), heading or None)
        page.cell(number, 1).font = Font(bold=True, size=14 if number == 1 else 11)
    head = len(headings) + 2
    for index, (title, width) in enumerate(sheet.columns, 1):
        cell = page.cell(head, index)
        _set(cell, title)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")
        page.column_dimensions[letter(index)].width = width
    for number, row in enumerate(sheet.rows, head + 1):
        for index, value in enumerate(row, 1):
            cell = page.cell(number, index)
            _set(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    table = f"A{head}:{letter(len(sheet.columns))}{head + max(len(sheet.rows), 1)}"
    page.freeze_panes = f"A{head + 1}"
    page.auto_filter.ref = table
    _mark(page, table, statuses)
    page.print_title_rows = f"{head}:{head}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _mark(page: "Worksheet", table: str, statuses: Mapping[str, str]) -> None:
    """Gives the gaps a ground of their own; the word in the cell says what it is."""
    from openpyxl.formatting.rule import CellIsRule  # noqa: PLC0415 - half a second that nothing else needs
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    for status, word in statuses.items():
        ground = PatternFill("solid", bgColor=_GROUNDS[status])
        rule = CellIsRule(operator="equal", formula=[f'"{word}"'], fill=ground)  # type: ignore[no-untyped-call]
        page.conditional_formatting.add(table, rule)


def _set(cell: "Cell | MergedCell", value: Value) -> None:
    """Gives a cell a value in its own type."""
    if isinstance(value, str):
        cell.value = value[:_LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(value)
    elif value is not None:
        cell.value = value
    if isinstance(value, Decimal):
        cell.number_format = _EUROS if value == value.to_integral_value() else _CENTS
