"""The golden thread as sheets, and one of them as CSV.

**CSV is what a Finnish or Swedish Excel opens by a double click**: semicolons between fields, a decimal
comma, and UTF-8 with a byte order mark, without which Excel takes the letters for Windows-1252.
An apostrophe stands before a text that a spreadsheet would take for a formula.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from strategia.reporters.trace.words import Wording, number, place
from strategia.trace.coverage import STRANDS
from strategia.trace.matrix import Carrier, GoalRow, Matrix
from strategia.trace.money import EUROS, amounts, column, rows

Value = str | int | Decimal | None

_RISKY = ("=", "+", "-", "@", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}", "\N{FULLWIDTH COMMERCIAL AT}")
"""What begins a formula, in East Asian Excels too; tabs and line ends have become spaces."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name and its columns, and how wide each is in letters. Decimals are euros."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Value, ...], ...]


def as_csv(matrices: Sequence[Matrix], language: str, view: str) -> bytes:
    """One sheet of the counties: the matrix, or with the view `tree` whatever carries the goals."""
    teller = Sheets(matrices, language)
    sheet = teller.carriers() if view == "tree" else teller.matrix()
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerow(title for title, _ in sheet.columns)
    lines.writerows([_written(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _written(value: Value) -> str:
    """A value as CSV holds it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return number(value).replace(".", ",")
    text = str(value)
    return f"'{text}" if looks_like_formula(text) else text


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might compute a text that somebody typed."""
    return text.lstrip().startswith(_RISKY)


class Sheets:
    """The sheets of some counties in one language."""

    def __init__(self, matrices: Sequence[Matrix], language: str) -> None:
        self.words = [Wording(matrix, language) for matrix in matrices]
        self.term = self.words[0].term
        newest = [matrix.budget for matrix in matrices if matrix.budget is not None and "money" in matrix.strands]
        self.years = sorted({year for budget in newest for year in budget.years})
        self.strands = [strand for strand in STRANDS if any(strand in matrix.strands for matrix in matrices)]

    def title(self) -> str:
        """What the workbook is about."""
        return self.term("trace.title", county=", ".join(words.county for words in self.words))

    def notice(self) -> str:
        """What must be known of the whole."""
        return " ".join(filter(None, (words.notice() for words in self.words)))

    def matrix(self) -> Sheet:
        """A row for each goal."""
        columns = [*self._heads("county", "priority", "perspective", "goal_id", "goal")]
        columns += [(self.words[0].strand(strand), 14) for strand in self.strands]
        columns += [(self.term("trace.goal_status"), 14), (self.term("trace.deep"), 14)]
        columns += [*self._years(), *self._heads("reason", "place")]
        rows = (self._goal(words, row) for words in self.words for row in words.matrix.rows)
        return Sheet(self.term("trace.sheet_matrix"), tuple(columns), tuple(rows))

    def _goal(self, words: Wording, row: GoalRow) -> tuple[Value, ...]:
        coverage = row.coverage
        reasons = (carried.reason for carried in coverage.strands.values() if carried.reason is not None)
        carried = (coverage.strands.get(strand) for strand in self.strands)
        euros = {one.year: one.euros for one in row.sums if one.budget is words.matrix.budget}
        return (
            words.county,
            words.name(coverage.priority),
            words.name(coverage.perspective) if coverage.perspective is not None else None,
            row.goal.id,
            words.name(row.goal),
            *(words.status(one.status) if one is not None else None for one in carried),
            words.status(coverage.shallow),
            words.status(coverage.deep),
            *(euros.get(year) for year in self.years),
            "; ".join(map(words.text, reasons)) or None,
            place(row.goal.at("id")),
        )

    def carriers(self) -> Sheet:
        """A row for each thing that carries a goal, as often as it does."""
        columns = [*self._heads("county", "goal_id", "goal", "step", "kind", "id", "name", "to", "link", "by")]
        columns += [*self._heads("has_money"), *self._years(), *self._heads("place")]
        rows = (
            (words.county, row.goal.id, words.name(row.goal), step, *self._carrier(words, carrier))
            for words in self.words
            for row in words.matrix.rows
            for step, carrier in _flat(row.carriers)
        )
        return Sheet(self.term("trace.sheet_carriers"), tuple(columns), tuple(rows))

    def _carrier(self, words: Wording, carrier: Carrier) -> tuple[Value, ...]:
        edge = carrier.edge
        euros = {payment.year: payment.euros for payment in carrier.payments if payment.budget is words.matrix.budget}
        by = "" if edge is None else self.term(f"link.{edge.source}")
        location = edge.location if edge is not None else carrier.entity.at("id")
        return (
            words.kind(carrier.entity),
            str(vars(carrier.entity)["id"]),
            words.name(carrier.entity),
            edge.target if edge is not None else None,
            words.link(carrier.status, carrier.changes) if edge is not None else None,
            by or None,
            words.status(carrier.money) if carrier.money is not None else None,
            *(euros.get(year) for year in self.years),
            place(location),
        )

    def budget_rows(self) -> Sheet:
        """The rows of the newest budgets, whether they fund anything, and how much of them does."""
        columns = [*self._heads("county", "kind", "id", "name", "funds"), *self._years(), *self._heads("place")]
        found: list[tuple[Value, ...]] = []
        for words in self.words:
            budget, workspace = words.matrix.budget, words.matrix.workspace
            if budget is None or "money" not in words.matrix.strands:
                continue
            idle = {row.id for row in words.matrix.idle}
            targets: dict[int, dict[str, None]] = defaultdict(dict)
            for edge in workspace.edges:
                targets[id(edge.lower)][edge.target] = None
            for row in rows(budget):
                own = {int(year): value * EUROS[budget.money] for year, value in amounts(row).items()}
                funds = ", ".join(targets[id(row)]) or (self.term("trace.funds_nothing") if row.id in idle else None)
                years = (own.get(year) for year in self.years)
                name: tuple[Value, ...] = (words.county, words.kind(row), row.id, words.name(row), funds)
                found.append((*name, *years, place(row.at(column(row)))))
        return Sheet(self.term("trace.sheet_rows"), tuple(columns), tuple(found))

    def _heads(self, *names: str) -> Iterator[tuple[str, int]]:
        for name in names:
            yield self.term(f"trace_column.{name}"), _WIDTHS.get(name, 16)

    def _years(self) -> Iterator[tuple[str, int]]:
        for year in self.years:
            yield f"{year}, €", 16


_WIDTHS = {"goal": 60, "name": 60, "priority": 24, "perspective": 30, "place": 40, "reason": 30, "step": 8, "link": 30}


def _flat(carriers: Iterable[Carrier], step: int = 1) -> Iterator[tuple[int, Carrier]]:
    """Every carrier with how many links it is away from the goal."""
    for carrier in carriers:
        yield step, carrier
        yield from _flat(carrier.carriers, step + 1)
