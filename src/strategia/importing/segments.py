"""Segments: stretches of rows below one row of headings, each of one part of the budget."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from strategia.importing.cells import Sheet
from strategia.importing.headings import Heading, completed, headings_in, is_amount
from strategia.importing.labels import known_line, without_total
from strategia.importing.mapping import Part

_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("income_statement", re.compile(r"tuloslaskelma|resultaträkning|resultaträkn")),
    (
        "cash_flow",
        re.compile(r"rahoituslaskelma|rahoitusosa|kassavirta|rahavirtalaskelma|finansieringsanalys|finansieringsdel"),
    ),
    ("investments", re.compile(r"investoin(nit|tien|tiosa|tisuunn|tiohj|tikoht)|investering(ar|sdel|splan)")),
    ("operating", re.compile(r"käyttötalous|toimialat|driftsekonomi|driftsdel|driftshushållning")),
)
_FAR = 6
"""How many rows above the headings a title may stand."""
_BELOW = 60
"""How many rows below a heading are looked at for amounts."""
_MOST = 100
"""How many rows of headings of one sheet are believed, and how many cuts below one of them."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows of one part. `title` is what stands over them, for what else it may say."""

    sheet: Sheet
    header: int
    rows: tuple[int, ...]
    """The rows that say something, in order."""
    headings: tuple[Heading, ...]
    part: Part | None
    title: str

    @property
    def left(self) -> range:
        """The columns before the first amounts."""
        return range(1, min(heading.column for heading in self.headings))

    def label(self, row: int) -> str:
        """The first text of a row before its amounts."""
        return next((text for column in self.left if (text := self.sheet.text(row, column))), "")

    def has_amounts(self, row: int) -> bool:
        """Whether an amount stands in a row."""
        return any(is_amount(self.sheet.cell(row, heading.column)) for heading in self.headings)


def parts_named(text: str) -> list[Part]:
    """The parts of the budget that a title names."""
    words = text.casefold()
    return [part for part, pattern in _PARTS if pattern.search(words)]


def segments(sheet: Sheet) -> Iterator[Segment]:
    """The segments of a sheet, from the top."""
    numbers = sorted(sheet.rows)
    heads: list[tuple[int, int, list[Heading]]] = []
    for index, row in enumerate(numbers):
        # A second row of headings says more of the first.
        if heads and row <= heads[-1][1]:
            continue
        earlier = {known.year for known in heads[-1][2]} if heads else set()
        found = headings_in(sheet, row, numbers[index + 1 : index + 1 + _BELOW], earlier)
        if found and len(heads) < _MOST:
            heads.append((row, *completed(sheet, row, found)))
    for index, (top, header, found) in enumerate(heads):
        end = heads[index + 1][0] if index + 1 < len(heads) else numbers[-1] + 1
        previous = heads[index - 1][1] if index else 0
        rows = tuple(row for row in numbers if header < row < end)
        title = _title(sheet, [row for row in numbers if max(previous, top - _FAR) < row <= header], top)
        yield from _split(Segment(sheet, header, rows, tuple(found), None, title))


def _title(sheet: Sheet, rows: list[int], top: int) -> str:
    """What stands above the headings and before them, with the name of the sheet."""
    texts = [
        cell.text
        for row in rows
        for cell in sheet.rows[row].values()
        if row < top or cell.column == min(sheet.rows[row])
    ]
    return " · ".join([sheet.name, *texts])


def _split(whole: Segment) -> Iterator[Segment]:
    """A segment cut where a row without amounts names another part, or where the cash flow begins."""
    parts, title = parts_named(whole.title), whole.title
    begin, has_amounts, cuts = 0, False, 0
    for index, row in enumerate(whole.rows):
        label, amounts = whole.label(row), whole.has_amounts(row)
        named = [] if amounts else _named_anew(label, parts)
        begins = known_line("cash_flow", label) == "operating_cash_flow" and parts != ["cash_flow"]
        if (named or begins) and cuts < _MOST:
            if has_amounts:
                yield _of(whole, whole.rows[begin:index], parts, title)
                begin, has_amounts, cuts = index, False, cuts + 1
            parts, title = named or ["cash_flow"], label
        has_amounts = has_amounts or amounts
    yield _of(whole, whole.rows[begin:], parts, title)


def _named_anew(label: str, parts: list[Part]) -> list[Part]:
    """The other part that a row without amounts begins; empty for a row that begins none."""
    # “Investointien rahavirta” stands over its lines and is one itself.
    if not label or known_line("cash_flow", label) or without_total(label) is not None:
        return []
    named = parts_named(label)
    return named if len(named) == 1 and named != parts else []


def _of(whole: Segment, rows: tuple[int, ...], parts: list[Part], title: str) -> Segment:
    """A stretch of a segment; a title that names one part is believed, one that names several is not."""
    cut = replace(whole, rows=rows, title=title)
    return replace(cut, part=parts[0] if len(parts) == 1 else _by_labels(cut) or next(iter(parts), None))


def _by_labels(segment: Segment) -> Part | None:
    """The part that the labels of the rows belong to."""
    labels = [segment.sheet.text(row, column) for row in segment.rows for column in segment.left]
    income = [line for label in labels if (line := known_line("income_statement", label))]
    cash_flow = [line for label in labels if (line := known_line("cash_flow", label))]
    # The operating part has revenue, costs and net again and again; the statement has each line once.
    if len(income) > 2 * len(set(income)):
        return "operating"
    if len(set(cash_flow) - set(income)) >= 3:
        return "cash_flow"
    return "income_statement" if len(set(income)) >= 4 else None
