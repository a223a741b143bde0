"""The statements of a budget by line and year: what is written, what follows, and which totals ought to hold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, cast

from strategia.model.budget import Budget, CashFlowRow, IncomeRow
from strategia.model.statements import CASH_FLOW_SUMS, COST_LINES, INCOME_SUMS, OCCASIONAL_LINES
from strategia.trace.sums import CENTS, Figure, Sum, exact_sum, units_known

StatementKey = Literal["income_statement", "cash_flow"]


class Statement:
    """The income statement or the cash flow of a budget, by line and year."""

    def __init__(self, budget: Budget, key: StatementKey) -> None:
        self.key = key
        self.rows: tuple[IncomeRow | CashFlowRow, ...] = getattr(budget, key)
        self.lines = frozenset(row.row for row in self.rows)
        self._cent = CENTS[budget.money]
        sums = INCOME_SUMS if key == "income_statement" else CASH_FLOW_SUMS
        self._sums = cast("Mapping[str, tuple[str, ...]]", sums)
        self._figures: dict[tuple[str, str], tuple[Figure, ...]] = {}
        found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        positive = budget.signs == "costs_positive"
        for row in self.rows:
            turned = positive and row.row in COST_LINES
            for year, value in row.amounts.items():
                # A total stands once; other lines may be written in several rows.
                if not (row.row in sums and (row.row, year) in found):
                    figure = Figure(row, "amounts", year, value.copy_negate() if turned else value, turned)
                    found[row.row, year].append(figure)
        self._figures = {place: tuple(figures) for place, figures in found.items()}

    def figures(self, line: str, year: str) -> tuple[Figure, ...]:
        """What is written on a line for a year."""
        return self._figures.get((line, year), ())

    def known(self, line: str, year: str) -> tuple[Figure, ...] | None:
        """The figures that make up a line: its own, else those of its parts; None where they do not suffice."""
        if own := self._figures.get((line, year)):
            return own
        if line not in self._sums:
            return None
        figures, missing = self._parts(line, year)
        return None if missing or not figures else figures

    def value(self, line: str, year: str) -> Decimal | None:
        """What a line comes to in a year, with costs negative; None where nobody can say."""
        figures = self.known(line, year)
        return None if figures is None else exact_sum(figure.value for figure in figures)

    def sums(self) -> Iterator[Sum]:
        """Every total that is written with at least one of its parts, the parts of others before them."""
        years = sorted({year for _, year in self._figures})
        for line in self._sums:
            for year in years:
                if total := self._figures.get((line, year)):
                    figures, missing = self._parts(line, year)
                    if figures:
                        yield Sum(total[0], figures, self._cent, missing)

    def _parts(self, line: str, year: str) -> tuple[tuple[Figure, ...], tuple[str, ...]]:
        """The figures of the parts of a total, and the parts that are missing and can hardly be zero."""
        figures: list[Figure] = []
        missing: list[str] = []
        for part in self._sums[line]:
            known = self.known(part, year)
            if known is not None:
                figures += known
            elif part not in OCCASIONAL_LINES:
                missing.append(part)
        return tuple(figures), tuple(missing)


def statements(budget: Budget) -> tuple[Statement, Statement]:
    """The income statement and the cash flow of a budget."""
    return Statement(budget, "income_statement"), Statement(budget, "cash_flow")


def margin_sums(budget: Budget, income: Statement) -> Iterator[Sum]:
    """The operating margin of the income statement, against the net of the units."""
    for year in sorted({year for row in income.rows if row.row == "operating_margin" for year in row.amounts}):
        parts = units_known(budget, budget.operating, "net", year)
        if parts:
            yield Sum(income.figures("operating_margin", year)[0], parts, CENTS[budget.money])
