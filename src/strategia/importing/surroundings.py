"""What a worksheet's XML says around its values: what is hidden or merged, which formulas hold no value.

openpyxl reads values in a mode that is safe and quick and says nothing of these.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from strategia.importing.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Area, column_number

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MAX_MERGED = 5_000
"""How many merged areas are looked at; a table with more is a drawing."""


class TooLargeError(Exception):
    """The sheet has more rows, columns or cells than a budget needs."""


@dataclass(slots=True)
class Surroundings:
    """What stands around the values of one sheet."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    unvalued: set[tuple[int, int]] = field(default_factory=set)
    """The cells with a formula whose value was never computed."""
    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    """How many cells hold something."""


def look_around(xml: bytes, room: int = MAX_CELLS) -> Surroundings:
    """What the XML of a worksheet says. TooLargeError beyond the limits, lxml's own errors for broken XML.

    `room` is how many cells there may still be.
    """
    from lxml import etree  # noqa: PLC0415 - only a workbook needs it

    found = Surroundings()
    tags = [_MAIN + name for name in ("row", "col", "mergeCell")]
    # The file has no document type, which was looked at before; nothing is fetched or resolved.
    events = etree.iterparse(io.BytesIO(xml), events=("end",), tag=tags, resolve_entities=False, no_network=True)
    for _, element in events:
        if element.tag == tags[0]:
            _row(found, element)
            # Rows and columns that only have a look are not counted: people format whole sheets.
            if found.last_row > MAX_ROWS or found.last_column > MAX_COLUMNS or found.cells > room:
                raise TooLargeError
        elif element.tag == tags[1]:
            _column(found, element.attrib)
        else:
            _area(found, str(element.get("ref", "")))
        element.clear()
    return found


def _row(found: Surroundings, row: object) -> None:
    number = int(row.get("r") or found.last_row + 1)  # type: ignore[attr-defined]
    if row.get("hidden") in ("1", "true") or row.get("ht") == "0":  # type: ignore[attr-defined]
        found.hidden_rows.add(number)
    column = 0
    for cell in row:  # type: ignore[attr-defined]
        letters = str(cell.get("r", "")).rstrip("0123456789")
        column = (column_number(letters) or MAX_COLUMNS + 1) if letters else column + 1
        value = cell.findtext(_MAIN + "v")
        formula = cell.find(_MAIN + "f") is not None
        if not value and formula:
            found.unvalued.add((number, column))
        if value or formula or cell.find(_MAIN + "is") is not None:
            found.cells += 1
            found.last_column = max(found.last_column, column)
            found.last_row = max(found.last_row, number)


def _column(found: Surroundings, attributes: Mapping[str, str]) -> None:
    if attributes.get("hidden") in ("1", "true") or attributes.get("width") == "0":
        first, last = int(attributes["min"]), int(attributes["max"])
        found.hidden_columns |= set(range(first, min(last, MAX_COLUMNS) + 1))


def _area(found: Surroundings, reference: str) -> None:
    first, _, last = reference.partition(":")
    corners = [_corner(part) for part in (first, last or first)]
    area = Area(*corners[0], *corners[1])
    if len(found.merged) >= _MAX_MERGED:
        raise TooLargeError
    found.merged.append(area)


def _corner(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    column = column_number(letters)
    if column is None:
        message = f"no cell: {reference[:20]}"
        raise ValueError(message)
    return int(reference[len(letters) :]), column
