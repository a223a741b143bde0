"""The statements of the budget: income and cash flow by year, each row with the place it is written at."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from strategia.document.ast import Block, BulletList, Cell, Column, ListItem, Paragraph, Row, Run, Runs, Section, Table
from strategia.document.phrasing import lead_in, texts
from strategia.document.thread.wording import Wording
from strategia.model.budget import Budget, CashFlowRow, IncomeRow
from strategia.model.statements import CASH_FLOW_SUMS, INCOME_SUMS
from strategia.trace.money import EUROS


def statements(words: Wording) -> tuple[Section, ...]:
    """A section for each statement that the budget has, and for its deficit and its loans."""
    budget = words.budget
    if budget is None:
        return ()
    label, found = words.phrasing.label, []
    if rows := budget.income_statement:
        found.append(_section(words, budget, "s-income", label("statement.income"), rows, frozenset(INCOME_SUMS)))
    if flows := budget.cash_flow:
        found.append(_section(words, budget, "s-cash", label("statement.cash_flow"), flows, frozenset(CASH_FLOW_SUMS)))
    if limits := _limits(words, budget):
        found.append(Section(words.phrasing.section_anchor("s-limits"), label("statement.limits"), limits))
    return tuple(found)


def _section(
    words: Wording,
    budget: Budget,
    anchor: str,
    title: Runs,
    rows: Sequence[IncomeRow | CashFlowRow],
    totals: frozenset[str],
) -> Section:
    phrasing = words.phrasing
    years = sorted({year for row in rows for year in row.amounts})
    unit = phrasing.term(f"thread.{budget.money}")
    columns = [Column(phrasing.label("thread.row"), 6)]
    columns += [Column(texts(_year(words, budget, year)), 2, "end") for year in years]
    caption = (*title, Run(": "), *phrasing.runs(budget.title), Run(f" ({unit})"))
    table = Table(caption, tuple(columns), tuple(_row(words, row, years, totals) for row in rows), row_headers=True)
    return Section(phrasing.section_anchor(anchor), title, (table,), role="indicators")


def _year(words: Wording, budget: Budget, year: str) -> str:
    """A year, with what its column is where that is no budget: “2022, toteuma”."""
    kind = budget.comparison.get(year)
    return year if kind is None else f"{year}, {words.phrasing.term(f'budget_column.{kind}')}"


def _row(words: Wording, row: IncomeRow | CashFlowRow, years: Sequence[str], totals: frozenset[str]) -> Row:
    """A row; what is the sum of others stands in strong type."""
    phrasing, strong = words.phrasing, row.row in totals
    label = phrasing.runs(row.label) if row.label is not None else phrasing.label(f"line.{row.row}")
    name = (Paragraph((*label, *words.mark(row))), *phrasing.remarks(row), words.phrasing.place(row.at("amounts")))
    amounts = (row.amounts.get(year) for year in years)
    cells = (Cell((Paragraph((Run(_amount(words, value), strong=strong),)),)) for value in amounts)
    return Row((Cell(name), *cells))


def _amount(words: Wording, value: Decimal | None) -> str:
    return "–" if value is None else words.phrasing.number(value)


def _limits(words: Wording, budget: Budget) -> tuple[Block, ...]:
    """The deficit to be covered, and how much may be borrowed."""
    phrasing = words.phrasing
    blocks: list[Block] = []
    if (deficit := budget.deficit) is not None:
        told = phrasing.term(
            "statement.deficit",
            euros=phrasing.words.euros(deficit.opening * EUROS[budget.money]),
            date=phrasing.words.time(deficit.when.text),
            year=deficit.cover_by,
        )
        blocks.append(Paragraph((*texts(f"{told} "), *_basis(phrasing.runs(deficit.basis)), *words.mark(deficit))))
        blocks += [*phrasing.remarks(deficit), words.phrasing.place(deficit.at("opening"))]
    if (loans := budget.loan_authority) is not None:
        blocks.append(lead_in((*phrasing.label("statement.loans"), *words.mark(loans))))
        blocks.append(BulletList(_by_year(words, loans.amounts, budget)))
        if loans.basis is not None:
            blocks.append(Paragraph(_basis(phrasing.runs(loans.basis))))
        blocks += [*phrasing.remarks(loans), words.phrasing.place(loans.at("amounts"))]
    return tuple(blocks)


def _basis(runs: Runs) -> Runs:
    return (Run("("), *runs, Run(")"))


def _by_year(words: Wording, amounts: Mapping[str, Decimal], budget: Budget) -> tuple[ListItem, ...]:
    return tuple(
        ListItem(texts(f"{year}: {words.phrasing.words.euros(value * EUROS[budget.money])}"))
        for year, value in amounts.items()
    )
