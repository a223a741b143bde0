"""From a path to a book: regular files only, within limits, told apart by what is in them."""

import errno
import os
from collections.abc import Collection
from pathlib import Path

from strategia.archives import OLE, ZIP
from strategia.diagnostics import Diagnostic
from strategia.importing import separated, workbook
from strategia.importing.archive import refuse_ole
from strategia.importing.cells import Book, cleaned
from strategia.importing.telling import RefusedError, refusal
from strategia.loading.reading import content

MAX_BYTES = 10 * 1024 * 1024


def read(path: Path, *, separator: str = "", sheets: Collection[str] = ()) -> tuple[Book | None, list[Diagnostic]]:
    """The file as a book, or None with the reason why it was not read.

    `separator` is a word of the mapping, `sheets` are the names of those to read; empty for a guess and for
    all that are visible.
    """
    # Only its name is told and noted: where it lies is nobody else's business.
    name = cleaned(path.name or str(path))[0]
    try:
        data = _bytes(path, name)
        if data.startswith(OLE):
            raise refuse_ole(name, data)
        if data.startswith(ZIP):
            return workbook.read(name, data, sheets)
        if path.suffix.casefold() in (".xlsx", ".xlsm", ".xlsb", ".xltx", ".xls"):
            raise refusal("IMP007", name, "kind")
        return separated.read(name, data, separator)
    except RefusedError as error:
        return None, [error.diagnostic]


def _bytes(path: Path, name: str) -> bytes:
    """The content of a regular file that lies where its path says."""
    try:
        whole = path.absolute()
        # A link in a checkout could name any file of the machine, whose words would then be reported.
        if whole.resolve(strict=True).parent != whole.parent.resolve(strict=True):
            raise refusal("IMP001", name, "link")
        data = content(whole, MAX_BYTES)
    except FileNotFoundError:
        raise refusal("IMP001", name, "missing") from None
    except OSError as error:
        raise refusal("IMP001", name, reason=error.strerror or type(error).__name__) from None
    except RuntimeError:
        # What Python before 3.13 raises for links that lead in a circle.
        raise refusal("IMP001", name, reason=os.strerror(errno.ELOOP)) from None
    if data is None:
        raise refusal("IMP001", name, "kind")
    if len(data) > MAX_BYTES:
        raise refusal("IMP001", name, "size", limit=MAX_BYTES // (1024 * 1024))
    if not data.strip():
        raise refusal("IMP001", name, "empty")
    return data
