"""Drafts: what was understood of a file, row by row, with the places it came from; and what was not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from strategia.source import Location

Amounts = dict[int, Decimal]
"""Money by year."""

Reason = Literal[
    "name",  # amounts without a name
    "label",  # a name that no line of the statement has
    "unit",  # revenue or costs before any unit
    "line",  # amounts of which nobody says what they are
    "twice",  # a line that the draft has already
    "number",  # a text where an amount should be
    "ambiguous",  # 1.234 in a table with both decimal signs
    "long",  # more digits than a number may have
    "percent",  # per cents where an amount should be
    "money",  # another unit of money than the table's
    "date",
    "boolean",
    "error",  # an error value of the spreadsheet
    "unvalued",  # a formula without a value
    "merged",
    "hidden",
    "width",  # cells beyond the last heading
    "deep",
]
"""Why a row was not understood."""


@dataclass(frozen=True, slots=True)
class Left:
    """A row that is not in the draft; `reason` is None for one without amounts: a heading, a note, a blank form."""

    place: str
    location: Location
    text: str
    reason: Reason | None = None
    detail: str = ""
    """The cell and what stands in it, where one cell is the reason."""


@dataclass(slots=True)
class Written:
    """Amounts with the place they were written in."""

    amounts: Amounts
    place: str


@dataclass(slots=True)
class UnitDraft:
    """A unit of the operating part."""

    name: str
    place: str
    number: str = ""
    own_id: str = ""
    lines: dict[str, Written] = field(default_factory=dict)
    """By line: revenue, costs, net, change."""
    units: "list[UnitDraft]" = field(default_factory=list)

    def walk(self) -> "Iterator[UnitDraft]":
        """The unit and all units below it."""
        yield self
        for unit in self.units:
            yield from unit.walk()


@dataclass(slots=True)
class LineDraft:
    """A line of a statement; `label` is the file's own word where it is not the form's."""

    line: str
    label: str
    place: str
    amounts: Amounts
    change: Amounts


@dataclass(slots=True)
class InvestmentDraft:
    """An investment."""

    name: str
    place: str
    own_id: str
    costs: Amounts
    grants: Amounts


@dataclass(frozen=True, slots=True)
class Total:
    """A total that the file prints: whether its parts add up to it is for the reader to see."""

    place: str
    location: Location
    text: str
    line: str
    year: int
    printed: Decimal
    summed: Decimal
    terms: int

    @property
    def agrees(self) -> bool:
        """Whether the sum is the printed total, but for the rounding of each to its last digit."""
        return abs(self.printed - self.summed) * 2 <= self.terms * _digit(self.summed) + _digit(self.printed)


def _digit(value: Decimal) -> Decimal:
    """What one step of a number's last digit is, at most one."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent)) if isinstance(exponent, int) else Decimal(1)


@dataclass(slots=True)
class Draft:
    """A budget as the file has it."""

    units: list[UnitDraft] = field(default_factory=list)
    income: list[LineDraft] = field(default_factory=list)
    cash_flow: list[LineDraft] = field(default_factory=list)
    investments: list[InvestmentDraft] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    details: list[Left] = field(default_factory=list)
    """Rows that only divide up what a unit has as a whole."""
    totals: list[Total] = field(default_factory=list)
    skipped: int = 0
    """How many rows the mapping said to skip."""
    rows: dict[str, int] = field(default_factory=dict)
    """By part, and for the totals that were compared: how many rows of the file were understood."""
    labels: list[str] = field(default_factory=list)
    """The labels of rows as the file has them, from which its language is known."""

    def count(self, part: str) -> None:
        """Count one more row of a part."""
        self.rows[part] = self.rows.get(part, 0) + 1

    @property
    def all_units(self) -> list[UnitDraft]:
        """The units of every level."""
        return [unit for top in self.units for unit in top.walk()]

    @property
    def mistakes(self) -> list[Left]:
        """The rows that have amounts and are not in the draft."""
        return [row for row in self.left if row.reason is not None]
