"""The statements of a budget by line and year: what is written, what follows, and which totals ought to hold."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Literal, cast

from strategia.model.budget import Budget, CashFlowRow, IncomeRow
from strategia.model.statements import CASH_FLOW_SUMS, COST_LINES, INCOME_SUMS, OCCASIONAL_LINES, ONE_SIGN_TOTALS
from strategia.trace.sums import CENTS, EXACT, Figure, Sum, exact_sum, units_known

StatementKey = Literal["income_statement", "cash_flow"]


class Statement:
    """The income statement or the cash flow of a budget, by line and year."""

    def __init__(self, budget: Budget, key: StatementKey) -> None:
        self.key = key
        self.rows: tuple[IncomeRow | CashFlowRow, ...] = getattr(budget, key)
        self._cent = CENTS[budget.money]
        self._turned = COST_LINES if budget.signs == "costs_positive" else frozenset[str]()
        self._sums = cast("Mapping[str, tuple[str, ...]]", INCOME_SUMS if key == "income_statement" else CASH_FLOW_SUMS)
        self._rows: dict[str, list[IncomeRow | CashFlowRow]] = {}
        for row in self.rows:
            # A total stands once; other lines may be written in several rows.
            if (found := self._rows.setdefault(row.row, [])) and row.row in self._sums:
                continue
            found.append(row)

    @property
    def lines(self) -> Collection[str]:
        """The lines that are written."""
        return self._rows.keys()

    def figures(self, line: str, year: str) -> tuple[Figure, ...]:
        """What is written on a line for a year."""
        turned = line in self._turned
        return tuple(
            Figure(row, "amounts", year, value.copy_negate() if turned else value, turned)
            for row in self._rows.get(line, ())
            if (value := row.amounts.get(year)) is not None
        )

    def known(self, line: str, year: str) -> tuple[Figure, ...] | None:
        """The figures that make up a line: its own, else those of its parts; None where they do not suffice."""
        if own := self.figures(line, year):
            return own
        if line not in self._sums:
            return None
        figures, missing = self._parts(line, year)
        return None if missing or not figures else figures

    def value(self, line: str, year: str) -> Decimal | None:
        """What a line comes to in a year, with costs negative; None where nobody can say."""
        figures = self.known(line, year)
        return None if figures is None else exact_sum(figure.value for figure in figures)

    def uneven(self) -> Iterator[Sum]:
        """Every total that is not exactly what its parts add up to, the parts of others before them."""
        for line in self._sums:
            for row in self._rows.get(line, ()):
                for year in sorted(row.amounts):
                    if not self._is_even(line, year):
                        figures, missing = self._parts(line, year)
                        if figures:
                            yield Sum(self.figures(line, year)[0], figures, self._cent, missing)

    def _is_even(self, line: str, year: str) -> bool:
        """Whether a total is exactly what the rows of its parts add up to; most are."""
        left = Decimal()
        for part in (line, *self._sums[line]):
            if part not in self._rows:
                if part in OCCASIONAL_LINES and part not in self._sums:
                    continue
                return False
            for row in self._rows[part]:
                if (value := row.amounts.get(year)) is None:
                    return False
                adds = (part in self._turned) is not (part == line)
                left = EXACT.add(left, value) if adds else EXACT.subtract(left, value)
        return not left

    def _parts(self, line: str, year: str) -> tuple[tuple[Figure, ...], tuple[str, ...]]:
        """The figures of the parts of a total, and the parts that are missing and can hardly be zero."""
        figures: list[Figure] = []
        missing: list[str] = []
        for part in self._sums[line]:
            known = self.known(part, year)
            if known is not None:
                figures += known
            elif part in ONE_SIGN_TOTALS and line in ONE_SIGN_TOTALS:
                # Some of the salaries are some of the costs.
                inner, lacking = self._parts(part, year)
                figures += inner
                missing += lacking if inner else (part,)
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
