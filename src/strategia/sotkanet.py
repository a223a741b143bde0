"""A small catalogue of THL's Sotkanet; the data stands in `sotkanet.csv` beside this file.

Source: THL, Sotkanet (CC BY 4.0). Sotkanet has thousands of indicators; here are those that strategies name and whose
numbers have been checked. It is read only when a strategy names a number.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of Sotkanet: its number and its title in Finnish."""

    number: int
    title: str
    first_year: int | None
    """The first year with values, where that is known and matters."""
    last_year: int | None
    """The last year with values, for a series that has ended."""
    replaced_by: int | None
    """The number of the series that took its place, on a scale of its own."""


@cache
def catalogue() -> dict[int, Series]:
    """The indicators by number."""
    text = (Path(__file__).parent / "sotkanet.csv").read_text(encoding="utf-8")
    return {
        int(row["id"]): Series(
            int(row["id"]),
            row["title_fi"],
            _number(row["first_year"]),
            _number(row["last_year"]),
            _number(row["replaced_by"]),
        )
        for row in csv.DictReader(text.splitlines(), delimiter=";")
    }


def _number(text: str) -> int | None:
    return int(text) if text else None
