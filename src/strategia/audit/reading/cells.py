"""Cells of tables that differ from their neighbours by nothing but their ground."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Cell(NamedTuple):
    """The ground of a cell, however its format names it (empty for none), and whether anything stands in it.

    A cell that another one covers is filled by that.
    """

    ground: str
    filled: bool


def mute(rows: Iterable[Sequence[Cell]]) -> bool:
    """Whether some empty cell says something by its ground alone: it has another than a cell of the same row.

    Headers are left out: a first row and a first column may have a ground and an empty corner.
    """
    return any(
        not cell.filled and cell.ground and any(other.ground != cell.ground for other in row)
        for row in [*rows][1:]
        for cell in row[1:]
    )
