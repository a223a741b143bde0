"""Headings: which year a column is of, whether it is budget, plan or outcome, and what its amounts are."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from strategia.importing.cells import Cell, Sheet
from strategia.importing.labels import known_line
from strategia.importing.numerals import NOTHING, Numeral, read

ColumnSense = Literal["actual", "amended", "estimate", "budget", "proposal", "plan", ""]

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_SHORT = re.compile(r"\b(?:TA|TP|TS|TSV|MTA|TAE|BG|BS|EP)[ ’']?([0-9]{2})(?![0-9])")
_SENSES: tuple[tuple[ColumnSense, re.Pattern[str]], ...] = (
    ("actual", re.compile(r"\btp|tilinpäät|toteu|\btot\b|bokslut|utfall|\bbs\b")),
    ("estimate", re.compile(r"ennust|\benn\b|prognos|arvio\b(?<!talousarvio)")),
    ("amended", re.compile(r"\bmta|muutet|\bmuut\b|ändrad|lisätalousarvio")),
    ("plan", re.compile(r"\bts|suunnitel|ekonomiplan|\bep|\bplan")),
    ("proposal", re.compile(r"\btae|ehdotus|esitys|förslag")),
    ("budget", re.compile(r"\bta|talousarvio|budget|\bbg")),
)
_CHANGE = re.compile(r"muutos|förändring|ändring")
_LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("grants", re.compile(r"rahoitusosuu|valtionosuu|finansieringsandel")),
    ("net", re.compile(r"netto|toimintakat|verksamhetsbidrag")),
    ("revenue", re.compile(r"tuoto|tuotto|tulot|tuloarvio|intäkt|inkomst")),
    ("costs", re.compile(r"kulut|menot|määrärah|kustannu|kostnad|utgift|anslag")),
)
_LONGEST = 30
"""A longer text above a year is a title of the whole table."""
_SPAN = 10
"""How many years lie between the first and the last column of a budget at most."""
_RANK: tuple[ColumnSense, ...] = ("amended", "budget", "plan", "", "proposal", "estimate", "actual")
"""Of two columns for a year, which one is used; an outcome stands last, since it never shares a year with a plan."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says of its column."""

    column: int
    text: str
    year: int
    sense: ColumnSense = ""
    line: str = ""

    @property
    def rank(self) -> int:
        """The lower, the rather used."""
        return _RANK.index(self.sense)


def heading(cell: Cell) -> Heading | None:
    """What a cell says as a heading; None where it names no single year."""
    if cell.shape not in ("text", "number", "date"):
        return None
    years = {int(year) for year in _YEAR.findall(cell.text)} or {2000 + int(y) for y in _SHORT.findall(cell.text)}
    if len(years) != 1 or (cell.number is not None and cell.number not in years):
        return None
    return Heading(cell.column, cell.text, years.pop(), _sense(cell.text), _line(cell.text.casefold()))


def _sense(text: str) -> ColumnSense:
    words = text.casefold()
    return next((known for known, pattern in _SENSES if pattern.search(words)), "")


def _line(words: str) -> str:
    """What the amounts of a column are, by the words of its heading."""
    if _CHANGE.search(words):
        return "change" if "%" in words else "other"
    return next((known for known, pattern in _LINES if pattern.search(words)), "")


def line_in(text: str) -> str:
    """What amounts are, by a heading of its own; empty for a text that says nothing of it."""
    return known_line("operating", text) or (_line(text.casefold()) if len(text.split()) <= 3 else "")


def is_amount(cell: Cell | None) -> bool:
    """Whether a cell holds an amount."""
    if cell is None:
        return False
    if cell.shape in ("number", "unvalued"):
        return True
    return cell.shape == "text" and cell.text not in NOTHING and isinstance(read(cell.text), Numeral)


def headings_in(sheet: Sheet, row: int, below: Sequence[int], earlier: Collection[int]) -> list[Heading]:
    """The headings of a row that heads amounts; none for any other row.

    `below` are the rows that follow, `earlier` the years of the headings above: amounts of about two thousand
    look like years, so that bare years are believed once, and again only where they are the same.
    """
    cells = sheet.rows[row]
    found = [known for cell in cells.values() if (known := heading(cell)) is not None]
    if any(is_amount(cell) and heading(cell) is None for cell in cells.values()):
        return []
    found = [known for known in found if _heads_amounts(sheet, known.column, below)]
    bare = {known.year for known in found if known.text == str(known.year)}
    if bare and not (bare == set(earlier) if earlier else max(bare) - min(bare) <= _SPAN):
        return []
    return [known for known in found if known.column not in sheet.hidden_columns]


def _heads_amounts(sheet: Sheet, column: int, below: Sequence[int]) -> bool:
    """Whether amounts stand below a heading, and names before them."""
    rows = (sheet.rows[number] for number in below)
    return any(is_amount(cells.get(column)) and min(cells) < column for cells in rows)


def completed(sheet: Sheet, row: int, found: list[Heading]) -> tuple[int, list[Heading]]:
    """The last row of the headings, and the headings with what a second row of them says of their columns."""
    for near in (row - 1, row + 1):
        senses = {known.column: _sense_of(sheet.cell(near, known.column)) for known in found if not known.sense}
        if any(senses.values()):
            found = [replace(known, sense=senses.get(known.column) or known.sense) for known in found]
            row = max(row, near)
    below = _lines_of_row(sheet, row + 1)
    if below and not any(is_amount(cell) for cell in sheet.rows[row + 1].values()):
        first = min(known.column for known in found)
        wide = {column: line for column, line in below.items() if column >= first}
        years = {known.column: known for known in found}
        spread = [
            replace(years[max(year for year in years if year <= column)], column=column, line=line)
            for column, line in sorted(wide.items())
        ]
        if len(spread) > 1:
            return row + 1, spread
    above = _lines_of_row(sheet, row - 1)
    if len(above) > 1 and not any(known.line for known in found):
        return row, [replace(known, line=_at_or_before(above, known.column)) for known in found]
    return row, found


def _sense_of(cell: Cell | None) -> ColumnSense:
    """Budget, plan or outcome, where that stands above or below the year."""
    if cell is None or cell.shape != "text" or len(cell.text) > _LONGEST or heading(cell) is not None:
        return ""
    return _sense(cell.text)


def _lines_of_row(sheet: Sheet, row: int) -> dict[int, str]:
    cells = sheet.rows.get(row, {})
    return {cell.column: line for cell in cells.values() if (line := line_in(cell.text)) and line != "other"}


def _at_or_before(lines: Mapping[int, str], column: int) -> str:
    before = [known for known in lines if known <= column]
    return lines[max(before)] if before else ""
