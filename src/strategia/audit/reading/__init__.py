"""Readers: a function from bytes to a `Made` for each format. `READERS` names their modules."""

from importlib import import_module
from typing import Protocol, cast

from strategia.audit.made import Made


class Reader(Protocol):
    """What each module listed in `READERS` offers."""

    def read(self, path: str, data: bytes) -> Made:
        """What the file holds. UnreadableError when it is not what its name says, or not safe to open."""


READERS: dict[str, str] = {".html": "page", ".docx": "word", ".pptx": "deck", ".pdf": "pdf"}
"""The modules that read made files, by what their names end in."""


def reader(suffix: str) -> Reader:
    """The reader for names that end so. KeyError for an unknown ending."""
    return cast("Reader", import_module(f"{__name__}.{READERS[suffix]}"))
