"""From bytes on disk to a Source: regular files of the project only, UTF-8 only, within limits."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from strategia.diagnostics import Diagnostic, Severity
from strategia.loading.characters import described, forbidden_at, private_at, suspicious
from strategia.source import Edit, Location, Source, Span

MAX_BYTES = 2 * 1024 * 1024

_START = Span(1, 1, 1, 1)
_COMPOSING = re.compile("[^\x00-\u02ff\u2010-\u2027]")
"""What may be anything but composed, or may compose with what stands before it: hardly a text has any."""
_HEAP = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{31}"
"""Accents on one letter; compiled when a text may have any."""
_ASCII = b"\t\n" + bytes(range(0x20, 0x7F))
"""The bytes of ASCII that may stand anywhere."""
_CONFLICT = ("<<<<<<< ", ">>>>>>> ")


def read(path: Path, root: Path) -> tuple[Source | None, list[Diagnostic]]:
    """The file as a Source, or None with the reason why it was not read.

    `root` is the project's folder: nothing outside it is opened, whatever links point there, and
    the words of a diagnostic never quote a file that was refused.
    """
    name = shown(path, root)

    def refused(
        code: str, variant: str = "", span: Span = _START, **arguments: object
    ) -> tuple[None, list[Diagnostic]]:
        return None, [Diagnostic(code, Severity.ERROR, Location(name, span), arguments, variant)]

    try:
        if not Path(os.path.realpath(path, strict=True)).is_relative_to(_real(root)):
            return refused("YML002", "outside")
        data = content(path)
    except FileNotFoundError:
        return refused("YML001", "missing")
    except OSError as error:
        return refused("YML001", reason=error.strerror or type(error).__name__)
    if data is None:
        return refused("YML002")
    if len(data) > MAX_BYTES:
        return refused("YML003", limit=MAX_BYTES // (1024 * 1024))
    return _decoded(name, data)


@cache
def _real(root: Path) -> Path:
    """The project's folder without links. Were a link changed while the program runs, its files would be refused."""
    return Path(os.path.realpath(root, strict=True))


def shown(path: Path, root: Path) -> str:
    """A path as diagnostics print it: relative to the project, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.name


def content(path: Path, limit: int = MAX_BYTES) -> bytes | None:
    """The content of a regular file, one byte more than the limit at most; None for anything else."""
    # Without O_NONBLOCK, opening a FIFO would wait for a writer for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not stat.S_ISREG(path.stat().st_mode):
        return None
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return None
        # Room for the limit in every read would take longer to get than the file to read.
        return file.read(min(status.st_size, limit) + 1)


def _decoded(  # noqa: PLR0912 - a branch for each thing a file may turn out to be
    name: str, data: bytes
) -> tuple[Source | None, list[Diagnostic]]:
    def refused(
        code: str, variant: str = "", span: Span = _START, **arguments: object
    ) -> tuple[None, list[Diagnostic]]:
        return None, [Diagnostic(code, Severity.ERROR, Location(name, span), arguments, variant)]

    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return refused("YML004", "utf16")
    if data.startswith(b"version https://git-lfs"):
        return refused("YML005", "lfs")
    if data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG")):
        return refused("YML005", "binary")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        span = Span(line, column, line, column + 1)
        byte = f"0x{data[error.start]:02X}"
        if _looks_wide(data):
            return refused("YML004", "utf16", span)
        guess = data[error.start : error.start + 1].decode("cp1252", "replace")
        return refused("YML004", "", span, byte=byte, guess=guess)
    # Little of a text is not ASCII, and all that can be wrong with its characters is there: to search that is quick.
    rest = data.translate(None, _ASCII).decode("utf-8-sig")
    if "\x00" in rest:
        if _looks_wide(data):
            return refused("YML004", "utf16")
        return refused("YML005", "binary", _span_at(text, text.index("\x00")))
    if "\r" in rest:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    diagnostics: list[Diagnostic] = []
    may_compose = _COMPOSING.search(rest) is not None
    # Composing a heap of accents takes time that grows with its square.
    if may_compose and (heap := re.search(_HEAP, text)) is not None:
        return refused("YML007", "", _span_at(text, heap.start()), character=described(heap[0][0]))
    if may_compose and not unicodedata.is_normalized("NFC", text):
        edits = tuple(_composed(text))
        text = unicodedata.normalize("NFC", text)
        first = edits[0].span.line
        span = Span(first, 1, first, 2)
        diagnostics.append(Diagnostic("YML008", Severity.WARNING, Location(name, span), edits=edits))
    source = Source(name, text)
    if (conflict := _conflict(source)) is not None:
        return refused("YML006", "", conflict)
    if not suspicious(rest):
        return source, diagnostics
    if (position := forbidden_at(text)) is not None:
        return refused("YML007", "", _span_at(text, position), character=described(text[position]))
    if (position := private_at(text)) is not None:
        location = Location(name, _span_at(text, position))
        diagnostics.append(
            Diagnostic("YML009", Severity.WARNING, location, {"character": f"U+{ord(text[position]):04X}"})
        )
    return source, diagnostics


def _composed(text: str) -> Iterator[Edit]:
    """The edits that compose the letters of a text, line by line; an edit counts columns as they will be."""
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            composed = unicodedata.normalize("NFC", line)
            yield Edit(Span(number, 1, number, len(composed) + 1), composed)


def _conflict(source: Source) -> Span | None:
    """The first line that git left where two versions met."""
    if not any(mark in source.text for mark in _CONFLICT):
        return None
    lines = enumerate(source.lines, 1)
    return next((Span(number, 1, number, len(line) + 1) for number, line in lines if line.startswith(_CONFLICT)), None)


def _looks_wide(data: bytes) -> bool:
    """Whether so many bytes are zero that the characters must have two each."""
    return data[:4096].count(0) > len(data[:4096]) // 4


def _span_at(text: str, position: int) -> Span:
    """The span of one character, given its index."""
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return Span(line, column, line, column + 1)
