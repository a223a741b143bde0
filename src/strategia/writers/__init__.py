"""Writers: a Document in, the bytes of a file out. `WRITERS` lists them by format.

A writer is a module; it is imported when its format is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    # A lint writes nothing.
    from strategia.document.ast import Document
    from strategia.templates import Templates
    from strategia.writers.theme import Theme


class Writer(Protocol):
    """What each module listed in `WRITERS` offers."""

    def write(self, document: "Document", theme: "Theme", templates: "Templates") -> bytes:
        """The document in the looks of a theme as the bytes of a file; the same of each give the same bytes."""


WRITERS: dict[str, str] = {
    "html": "strategia.writers.html",
    "docx": "strategia.writers.docx",
    "pptx": "strategia.writers.pptx",
    "pdf": "strategia.writers.pdf",
}
"""The module of each format; the format is the file's extension."""


def writer(name: str) -> Writer:
    """The writer of a format. KeyError when there is none."""
    return cast("Writer", import_module(WRITERS[name]))
