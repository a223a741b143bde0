"""Tables as a grid: which cell stands where, how wide a column is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from strategia.document.ast import Align, Cell, CellStatus, Row, Table, plain
from strategia.writers.columns import across, shares


@dataclass(frozen=True, slots=True)
class Place:
    """A cell where it stands in the grid, its content ready."""

    content: Markup
    header: bool
    align: Align
    rows: int
    status: CellStatus | None = None

    @property
    def classes(self) -> str:
        """The classes of the element, by alignment and status."""
        names = (self.align if self.align != "start" else "", f"status-{self.status}" if self.status else "")
        return " ".join(filter(None, names))


def grid(table: Table, content: Callable[[Cell], Markup]) -> Iterator[tuple[Row, list[Place]]]:
    """The rows with their cells in place. Missing cells are empty; ValueError where there are too many."""
    covered = [0] * len(table.columns)
    for number, row in enumerate(table.rows):
        places: list[Place] = []
        cells = iter(row.cells)
        for index, column in enumerate(table.columns):
            if covered[index]:
                covered[index] -= 1
                continue
            cell = next(cells, Cell(()))
            rows = max(1, min(cell.rows, len(table.rows) - number))
            covered[index] = rows - 1
            inner = content(cell)
            # A header without words names nothing: it is an ordinary empty cell.
            header = table.row_headers and index == 0 and bool(inner.strip())
            places.append(Place(inner, header, column.align, rows, cell.status))
        if next(cells, None) is not None:
            message = f"row {number + 1} of the table “{plain(table.caption)}” has more cells than columns"
            raise ValueError(message)
        yield row, places


def widths(table: Table) -> list[int]:
    """The width of each column in whole per cent, at least one; `theme.css.j2` has a class for each."""
    letters = across(table)
    return [max(1, round(100 * share)) for share in shares(table, letters)]
