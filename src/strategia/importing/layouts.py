"""Layouts: what stands in which column of a segment, as far as that is plain."""

import re
from collections.abc import Iterator
from typing import cast, get_args

from strategia.diagnostics import Diagnostic
from strategia.importing.cells import Sheet, letters
from strategia.importing.headings import Heading, line_in
from strategia.importing.labels import folded, known_line
from strategia.importing.lines import COLUMN_LINES
from strategia.importing.mapping import AmountColumn, AmountLine, Columns, Levels, Part, Rows, Table, UnitLine
from strategia.importing.segments import Segment
from strategia.importing.telling import told

_CODE = re.compile(r"[0-9]+(?:[.\-][0-9]+)*\.?")
_NUMBERED = re.compile(r"[0-9]+(?:\.[0-9]+)*\.?\s+\D")
_CODE_HEADING = re.compile(r"\b(nro|numero|koodi|tunnus|kustannuspaikka|kp|tili|nr|nummer|kod|konto)\b", re.IGNORECASE)
_MOST = 0.8
"""Of the texts in a column, how many must be of a kind for the column to be of it."""

Texts = dict[int, dict[int, str]]
"""By column, before the first amounts: the texts by row."""


def table_of(segment: Segment, years: tuple[int, ...]) -> tuple[Table | None, list[Diagnostic]]:
    """The part of a mapping that describes a segment; None where it cannot be told what its amounts are."""
    part = segment.part or "operating"
    headings, diagnostics = _used(segment, part, years)
    texts = {column: own for column in segment.left if (own := _texts(segment, column))}
    line = next((column for column, own in texts.items() if part == "operating" and _share(own, _is_line)), 0)
    rest = {column: own for column, own in texts.items() if column != line}
    code = next((column for column, own in rest.items() if len(rest) > 1 and _is_code(segment, column, own)), 0)
    names = [column for column in rest if column != code] or [1]
    if not (part == "operating" and len(names) > 1 and _are_levels(segment, texts, names)):
        names = names[:1]
    by_rows = bool(line) or any(map(_is_line, texts.get(names[0], {}).values()))
    whole = ""
    if part == "operating" and not by_rows and not any(heading.line for heading in headings):
        whole = line_in(segment.title.rpartition(" · ")[2]) or _line_of_title(segment.title)
        if not whole:
            location = segment.sheet.location(segment.header, 1)
            return None, [*diagnostics, told("IMP026", location, rows=f"{segment.rows[0]}–{segment.rows[-1]}")]

    def reference(column: int) -> str:
        return _reference(segment.sheet, segment.header, column)

    columns = Columns(
        name=tuple(map(reference, names)),
        number=reference(code) if code else None,
        line=reference(line) if line else None,
        amounts=tuple(_amount(reference(heading.column), heading) for heading in headings),
    )
    table = Table(
        part=part,
        sheet=segment.sheet.name or None,
        header=segment.header,
        rows=Rows.model_validate({"from": segment.rows[0], "to": segment.rows[-1]}),
        columns=columns,
        line=cast("UnitLine | None", whole or None),
        levels=_levels(segment, texts, names, code) if part == "operating" else "none",
    )
    return table, diagnostics


def _amount(column: str, heading: Heading) -> AmountColumn:
    return AmountColumn(column=column, year=heading.year, line=cast("AmountLine | None", heading.line or None))


def _used(segment: Segment, part: Part, years: tuple[int, ...]) -> tuple[list[Heading], list[Diagnostic]]:
    """The headings whose columns are read: one for each year and line; and which were left for which."""
    known = {heading.year for heading in segment.headings}
    by_use: dict[tuple[int, str], list[Heading]] = {}
    for heading in segment.headings:
        line = heading.line if heading.line in COLUMN_LINES[part] else ""
        # What is said of the change is believed in a statement, where both of its years stand beside it.
        whole = part == "income_statement" and known >= {heading.year, heading.year - 1}
        if heading.line == "other" or (heading.line == "change" and not whole):
            continue
        own = Heading(heading.column, heading.text, heading.year, heading.sense, line)
        by_use.setdefault((heading.year, line), []).append(own)
    used, diagnostics = [], []
    for (year, _), headings in by_use.items():
        # An outcome or an estimate cannot be the budget of a year of the plan.
        wanted = sorted(headings, key=lambda one: (one.sense == "actual" and year in years, one.rank, one.column))
        used.append(wanted[0])
        if len(wanted) > 1:
            location = segment.sheet.location(segment.header, wanted[1].column)
            left = ", ".join(heading.text for heading in wanted[1:])
            diagnostics.append(told("IMP025", location, year=year, used=wanted[0].text, left=left))
    return sorted(used, key=lambda heading: heading.column), diagnostics


def _texts(segment: Segment, column: int) -> dict[int, str]:
    return {row: text for row in segment.rows if (text := segment.sheet.text(row, column))}


def _is_line(text: str) -> bool:
    return bool(known_line("operating", text))


def _share(texts: dict[int, str], test: "type[bool] | object") -> bool:
    """Whether most of the texts of a column pass a test."""
    return sum(map(test, texts.values())) >= _MOST * len(texts)  # type: ignore[arg-type]


def _is_code(segment: Segment, column: int, texts: dict[int, str]) -> bool:
    """Whether a column holds the numbers of rows."""
    if _CODE_HEADING.search(segment.sheet.text(segment.header, column)) is not None:
        return True
    return _share(texts, lambda text: _CODE.fullmatch(text) is not None)


def _are_levels(segment: Segment, texts: Texts, names: list[int]) -> bool:
    """Whether several columns of names are levels: the outer ones say less often who is meant, or repeat it."""
    counts = [len(set(texts[column].values())) for column in names]
    apart = sum(sum(row in texts[column] for column in names) == 1 for row in segment.rows)
    return counts == sorted(counts) and (apart > 0 or counts[0] < len(texts[names[0]]))


def _levels(segment: Segment, texts: Texts, names: list[int], code: int) -> Levels:
    """How a row says what it stands below."""
    if len(names) > 1:
        return "none"
    codes = list(texts.get(code, {}).values())
    if any("." in text.rstrip(".") for text in codes):
        return "number"
    own = {row: text for row, text in texts.get(names[0], {}).items() if not _is_line(text)}
    if sum(_NUMBERED.match(text) is not None for text in own.values()) * 2 > len(own):
        return "number"
    cells = [segment.sheet.cell(row, names[0]) for row in own]
    return "indent" if len({cell.indent for cell in cells if cell is not None}) > 1 else "none"


def _line_of_title(title: str) -> str:
    """What the amounts below a title are, where it names one kind only."""
    named = set(_lines_in(title))
    return named.pop() if len(named) == 1 else ""


def _lines_in(title: str) -> Iterator[str]:
    for word in re.split(r"[^\w]+", title):
        if (line := line_in(word)) in get_args(UnitLine):
            yield line


def _reference(sheet: Sheet, header: int, column: int) -> str:
    """How a mapping names a column: by its heading where that is plain, else by its letters."""
    text = sheet.text(header, column)
    same = [cell for cell in sheet.rows[header].values() if folded(cell.text) == folded(text)]
    return text if folded(text) and len(same) == 1 and len(text) <= 60 else letters(column)
