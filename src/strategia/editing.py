"""Edits of a user's file: spans are replaced, and every other byte stays as it was.

A Source holds the text as we read it (NFC, one kind of line end). An edit names a span in that text; it
is carried over to the bytes on disk line by line, so that a byte order mark, other line ends, decomposed
letters and everything that is not edited stay.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from strategia.files import write_whole
from strategia.loading.composing import grow
from strategia.loading.tree import Tree
from strategia.source import Edit, Route, Source, Span

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_BOM = b"\xef\xbb\xbf"


class Outdated(Exception):  # noqa: N818 - it says what the file is, as OutputError does of the output
    """The file is no longer what was read; nothing was written."""


def edited(source: Source, raw: bytes, edits: Sequence[Edit]) -> bytes:
    """The bytes of a file with the edits made. Outdated when the bytes are not those that `source` was read from."""
    mark = _BOM if raw.startswith(_BOM) else b""
    lines = [(match[1], match[2]) for match in _LINE.finditer(raw[len(mark) :].decode())]
    if "\n".join(unicodedata.normalize("NFC", text) for text, _ in lines[: len(source.lines)]) != source.text:
        raise Outdated(source.path)
    starts = [0]
    for text, end in lines:
        starts.append(starts[-1] + len(text) + len(end))
    whole = "".join(text + end for text, end in lines)
    for edit in sorted(edits, key=lambda edit: (edit.span.line, edit.span.column), reverse=True):
        start = starts[edit.span.line - 1] + _index(lines[edit.span.line - 1][0], edit.span.column - 1)
        end = starts[edit.span.end_line - 1] + _index(lines[edit.span.end_line - 1][0], edit.span.end_column - 1)
        own_end = lines[edit.span.line - 1][1] or lines[0][1] or "\n"
        whole = whole[:start] + edit.text.replace("\n", own_end) + whole[end:]
    return mark + whole.encode()


def _index(line: str, column: int) -> int:
    """Where a column of the normalised line begins in the line as it is on disk."""
    if len(unicodedata.normalize("NFC", line)) == len(line):
        return column
    return next(
        index
        for index in range(len(line) + 1)
        if len(unicodedata.normalize("NFC", line[:index])) == column
        # A letter and its marks are one column; the index stands behind all of them.
        and (index == len(line) or not unicodedata.combining(line[index]))
    )


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that can be made together: in order, of those that touch one another the first."""
    kept: list[Edit] = []
    for edit in sorted(set(edits), key=lambda edit: edit.span):
        if not kept or _end(kept[-1]) < _start(edit) or (_end(kept[-1]) == _start(edit) and _start(edit) != _end(edit)):
            kept.append(edit)
    return kept


def _start(edit: Edit) -> tuple[int, int]:
    return edit.span.line, edit.span.column


def _end(edit: Edit) -> tuple[int, int]:
    return edit.span.end_line, edit.span.end_column


def set_key(tree: Tree, route: Route, key: str, value: str, *, bare: str) -> Edit:
    """The edit that gives the mapping at a route a plain value under a key.

    Where a plain scalar stands instead of a mapping, it becomes one, with itself under the key `bare`.
    """
    node = tree.value(route)
    if not isinstance(node, dict):
        place = tree.locate(route).span
        return Edit(place, f"{{{bare}: {tree.source.slice(place)}, {key}: {value}}}")
    if key in node:
        return Edit(tree.locate((*route, key)).span, value)
    after = tree.locate((*route, bare)).span
    if tree.in_brackets(route):
        return Edit(Span(after.end_line, after.end_column, after.end_line, after.end_column), f", {key}: {value}")
    # A line of its own, behind whatever else stands on the line of `bare`.
    last = len(tree.source.line(after.end_line)) + 1
    indent = " " * (tree.locate((*route, bare), key=True).span.column - 1)
    return Edit(Span(after.end_line, last, after.end_line, last), f"\n{indent}{key}: {value}")


def write(path: Path, source: Source, edits: Sequence[Edit]) -> None:
    """Make the edits in a file, whole or not at all. Outdated as in `edited`; OSError as the system has it.

    **Why** the result is read once more before it is written: an edit that breaks a file would be worse
    than none.
    """
    target = path.resolve(strict=True)
    made = edited(source, target.read_bytes(), edits)
    text = made.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    tree, diagnostics = grow(Source(source.path, unicodedata.normalize("NFC", text)))
    if tree is None or diagnostics:
        message = f"an edit of {source.path} would break it"
        raise ValueError(message)
    write_whole(target, made)
