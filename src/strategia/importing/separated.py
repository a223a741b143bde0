"""Text files with a separator between their cells, as Excel and accounting systems write them (CSV)."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from strategia.diagnostics import Diagnostic
from strategia.importing.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Book, Cell, Sheet, cleaned
from strategia.importing.telling import START, refusal, told
from strategia.source import Location, Source, Span

SEPARATORS: dict[str, str] = {"semicolon": ";", "tab": "\t", "comma": ","}
"""What may stand between cells, by the word of the mapping."""

_SAMPLE = 50_000
"""Characters in which the separator is looked for."""
_DECLARED = re.compile(r"sep=([;,\t])\n", re.IGNORECASE)
_DOS = re.compile("[A-Za-z][„†Š][a-z]|[a-z]”[a-z]")
"""What ä, ö and å of DOS and old Macs look like when they are read as Windows text."""
_QUOTED = re.compile(r' *"([^"]*(?:""[^"]*)*)" *')
_MARKUP = re.compile(r"\s*<(!doctype|html|table|\?xml)", re.IGNORECASE)
_FLAT = re.compile(r"\s*(<\?xml[^>]*>\s*)?<office:document\s")
"""How a workbook of LibreOffice in one XML file (.fods) begins."""


def read(path: str, data: bytes, separator: str = "") -> tuple[Book, list[Diagnostic]]:
    """The bytes of a text file as a book of one sheet; `separator` is a word of the mapping, empty for a guess.

    RefusedError when it is no such file.
    """
    text, diagnostics = _decoded(path, data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    source = Source(path, text)
    if not text.strip():
        raise refusal("IMP001", path, "empty")
    if _FLAT.match(text):
        raise refusal("IMP002", path, "ods")
    if _MARKUP.match(text):
        raise refusal("IMP002", path, "html")
    declared = _DECLARED.match(text)
    if separator:
        mark = SEPARATORS[separator]
    else:
        mark = declared[1] if declared is not None else _guessed(path, text[:_SAMPLE])
    rows: dict[int, dict[int, Cell]] = {}
    count = 0
    for field in _fields(path, text, mark):
        # Excel hides this line, so that nobody counts it.
        if declared is not None and field.row == 1:
            continue
        words, invisible = cleaned(field.text)
        if invisible is not None:
            diagnostics.append(told("IMP017", Location(path, field.span), character=invisible))
        if not words:
            continue
        count += 1
        if field.row > MAX_ROWS or field.column > MAX_COLUMNS or count > MAX_CELLS:
            limits = {"rows": MAX_ROWS, "columns": MAX_COLUMNS, "cells": MAX_CELLS}
            raise refusal("IMP006", path, "cells", span=field.span, **limits)
        row = field.row - (declared is not None)
        indent = len(field.text) - len(field.text.lstrip())
        cell = Cell(row, field.column, words, indent=indent, span=field.span)
        rows.setdefault(row, {})[field.column] = cell
    sheet = Sheet(path, "", rows)
    word = next(word for word, known in SEPARATORS.items() if known == mark)
    return Book(path, (sheet,), {"": True}, source, word), diagnostics


def _decoded(path: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """The text of a file: UTF-8, else UTF-16 by its mark, else Windows-1252, which is told."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), [told("IMP008", Location(path, START), "utf16")]
        except UnicodeDecodeError:
            raise refusal("IMP009", path, "utf16") from None
    if b"\0" in data:
        raise refusal("IMP002", path, "binary")
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        span = _span_of_byte(data, error.start)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        span = _span_of_byte(data, error.start)
        raise refusal("IMP009", path, span=span, byte=f"0x{data[error.start]:02X}") from None
    if _DOS.search(text) is not None:
        raise refusal("IMP009", path, "dos", span=span)
    return text, [told("IMP008", Location(path, span), "")]


def _span_of_byte(data: bytes, start: int) -> Span:
    before = data[:start]
    line = before.count(b"\n") + 1
    # One byte is one character in the text as it will be read.
    column = start - before.rfind(b"\n")
    return Span(line, column, line, column + 1)


def _guessed(path: str, sample: str) -> str:
    """The separator that fits: a semicolon or a tab, else a comma, since that also stands in numbers and texts."""
    fitting = [mark for mark in SEPARATORS.values() if _fits(path, sample, mark)]
    if not fitting:
        raise refusal("IMP010", path, "none")
    strong = [mark for mark in fitting if mark != ","]
    if len(strong) > 1:
        raise refusal("IMP010", path, "both")
    return (strong or fitting)[0]


def _fits(path: str, sample: str, mark: str) -> bool:
    """Whether at least half of the lines with text, and two of them, have the separator."""
    counts: dict[int, int] = {}
    for field in _fields(path, sample, mark, complete=False):
        if field.text.strip() or field.column > 1:
            counts[field.row] = max(counts.get(field.row, 0), field.column)
    many = sum(width > 1 for width in counts.values())
    return many >= min(2, len(counts)) and many * 2 >= len(counts) > 0


class _Field(NamedTuple):
    row: int
    column: int
    text: str
    span: Span


def _fields(path: str, text: str, mark: str, *, complete: bool = True) -> Iterator[_Field]:
    """Every field of a text, quotes taken off. With `complete` unset another separator may be the right one."""
    plain = re.compile(f"[^{mark}\n]*")
    position = start = 0
    row = column = line = 1
    while position <= len(text):
        quoted = _QUOTED.match(text, position)
        at = Span(line, position - start + 1, line, position - start + 2)
        if quoted is not None and text[quoted.end() : quoted.end() + 1] in ("", mark, "\n"):
            end, value = quoted.end(), quoted[1].replace('""', '"')
        elif complete and (quoted is not None or text.startswith('"', position)):
            raise refusal("IMP011", path, "unclosed" if quoted is None else "after", span=at)
        else:
            match = plain.match(text, position)
            end = match.end() if match is not None else position
            value = text[position:end]
        breaks = text.count("\n", position, end)
        width = end - position if breaks == 0 else max(1, text.index("\n", position) - position)
        yield _Field(row, column, value, Span(line, at.column, line, at.column + max(1, width)))
        if breaks:
            line += breaks
            start = text.rindex("\n", position, end) + 1
        if end < len(text) and text[end] == mark:
            column += 1
        else:
            row, column, line, start = row + 1, 1, line + 1, end + 1
        position = end + 1
