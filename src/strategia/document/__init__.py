"""Documents: what is said, decided here and nowhere else. `DOCUMENTS` lists them with their formats."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    # A lint composes nothing.
    from strategia.document.ast import Document
    from strategia.workspace import Workspace


class Composer(Protocol):
    """What each module listed in `DOCUMENTS` offers."""

    def compose(self, workspace: "Workspace", language: str, *, forced: bool = False) -> "Document | None":
        """The document in a language, or None where the county has nothing for it.

        `forced` says that the sources have errors; the document then says so on every page.
        """


class Kind(NamedTuple):
    """A document: the module that composes it and the formats it is made in."""

    module: str
    formats: tuple[str, ...]


DOCUMENTS: dict[str, Kind] = {
    "strategy": Kind("strategia.document.strategy", ("html", "docx", "pdf")),
    "summary": Kind("strategia.document.summary", ("html", "docx", "pdf")),
    "slides": Kind("strategia.document.slides", ("html", "pptx")),
    "service-strategy": Kind("strategia.document.service_strategy", ("html", "docx", "pdf")),
    "trace": Kind("strategia.document.trace", ("html", "docx", "pdf")),
    "indicators": Kind("strategia.document.indicators", ("html", "docx", "pdf")),
    "process": Kind("strategia.document.process", ("html", "docx", "pdf")),
}
"""The documents by name, in the order in which they are built."""


def compose(workspace: "Workspace", name: str, language: str, *, forced: bool = False) -> "Document | None":
    """A document by its name. KeyError when there is none."""
    return cast("Composer", import_module(DOCUMENTS[name].module)).compose(workspace, language, forced=forced)
