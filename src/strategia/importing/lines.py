"""Lines: what the amounts of a row are, by its label, by its column or by the whole table."""

from collections.abc import Iterator
from typing import get_args

from strategia.importing.labels import folded, known_line
from strategia.importing.mapping import Part, Table, UnitLine
from strategia.importing.rows import Row
from strategia.model.statements import COST_LINES, CashFlowLine, IncomeLine

LINES: dict[Part, tuple[str, ...]] = {
    "operating": get_args(UnitLine),
    "income_statement": get_args(IncomeLine),
    "cash_flow": get_args(CashFlowLine),
    "investments": ("costs", "grants"),
}
"""By part: the lines that its rows may be."""

COLUMN_LINES: dict[Part, tuple[str, ...]] = {
    "operating": (*get_args(UnitLine), "change"),
    "income_statement": ("change",),
    "cash_flow": (),
    "investments": ("costs", "grants"),
}
"""By part: what a column of amounts may be."""

_COSTS = COST_LINES | {"costs"}


def line_of_row(table: Table, row: Row) -> str:
    """The line that a row is as a whole, by the mapping's words, else by ours; empty for a row that is none."""
    own = {folded(label): line for label, line in table.labels.items()}
    if row.line:
        return own.get(folded(row.line)) or known_line(table.part, row.line)
    return own.get(folded(row.label)) or known_line(table.part, row.label)


def lines_of(table: Table, row: Row) -> Iterator[tuple[str, str]]:
    """For each of a row's sets of amounts: its key, and the line that it is; empty where nobody says."""
    whole = line_of_row(table, row) or table.line or ("costs" if table.part == "investments" else "")
    yield from ((key, key or whole) for key in row.amounts)


def is_cost(line: str) -> bool:
    """Whether amounts of a line are costs, whose sign a file writes in its own way."""
    return line in _COSTS
