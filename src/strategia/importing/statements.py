"""The statements and the investments: each row of the file is one line of the draft, or is left."""

from strategia.importing.drafts import Draft, InvestmentDraft, LineDraft, Total
from strategia.importing.labels import is_own_word, without_total
from strategia.importing.lines import line_of_row
from strategia.importing.mapping import Table
from strategia.importing.rows import Row


def add_lines(draft: Draft, table: Table, rows: tuple[Row, ...]) -> None:
    """Put the rows of an income statement or a cash flow statement into a draft."""
    lines = draft.income if table.part == "income_statement" else draft.cash_flow
    for row in rows:
        draft.labels.append(row.label)
        line = line_of_row(table, row)
        amounts = row.amounts.get("", {})
        if row.reason is not None or not row.amounts:
            draft.left.append(row.left())
        elif not line:
            draft.left.append(row.left("label"))
        elif not amounts:
            draft.left.append(row.left("line"))
        elif any(known.line == line for known in lines):
            draft.left.append(row.left("twice"))
        else:
            label = "" if is_own_word(row.label) else row.label
            lines.append(LineDraft(line, label, row.place, amounts, row.amounts.get("change", {})))
            draft.count(table.part)


def add_investments(draft: Draft, table: Table, rows: tuple[Row, ...]) -> None:
    """Put the rows of the investments into a draft, and look whether they add up to the totals among them."""
    begin = len(draft.investments)
    for row in rows:
        draft.labels.append(row.label)
        costs = row.amounts.get("costs") or row.amounts.get("", {})
        if row.reason is not None or not row.amounts:
            draft.left.append(row.left())
        elif without_total(row.label) is not None:
            _add_totals(draft, row, begin)
            begin = len(draft.investments)
        elif not costs:
            draft.left.append(row.left("line"))
        else:
            grants = row.amounts.get("grants", {})
            draft.investments.append(InvestmentDraft(row.label, row.place, row.own_id, costs, grants))
            draft.count(table.part)


def _add_totals(draft: Draft, row: Row, begin: int) -> None:
    """What a total says of the investments above it, back to the total before."""
    for key, amounts in row.amounts.items():
        line = "grants" if key == "grants" else "costs"
        for year, printed in amounts.items():
            given = [(one.grants if line == "grants" else one.costs).get(year) for one in draft.investments[begin:]]
            terms = [value for value in given if value is not None]
            total = Total(row.place, row.location, row.label, line, year, printed, sum(terms, printed * 0), len(terms))
            draft.totals.append(total)
    draft.count("totals")
