"""The second half of the pipeline: compose and write."""

from collections import ChainMap, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from strategia.compiler import Checked
from strategia.diagnostics import Diagnostic
from strategia.document import DOCUMENTS, compose
from strategia.languages import lexicon
from strategia.loading.tree import trees
from strategia.timings import stage
from strategia.workspace import Workspace
from strategia.writers import writer

if TYPE_CHECKING:
    from concurrent.futures import Future

    from strategia.artefacts import Artefact
    from strategia.document.ast import Document
    from strategia.templates import Templates
    from strategia.writers.theme import Theme


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: empty means everything that the strategies offer."""

    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    force: bool = False

    def wants(self, entry: Mapping[str, str]) -> bool:
        """Whether an artefact (its document, format and language) is asked for."""
        return (
            (not self.documents or entry["document"] in self.documents)
            and (not self.formats or entry["format"] in self.formats)
            and (not self.languages or entry["language"] in self.languages)
        )


class Made(NamedTuple):
    """An artefact with what is told of it: how many texts fell back to another language, what does not fit."""

    artefact: "Artefact"
    fallbacks: int
    told: tuple[Diagnostic, ...] = ()


WAITING = ("docx", "pdf")
"""The formats whose writers wait for another program: pandoc is one, and typst lets go of Python while it sets."""


def build(checked: Checked, request: Request, templates: "Templates", *, alone: bool = False) -> Iterator[Made]:
    """The artefacts of every county that may be built, one after another, in memory.

    A county whose sources have errors is passed over unless the request forces it. What waits for another program is
    written beside the rest, unless one thing is to be done `alone` after another.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - a lint writes nothing

    coming: deque[Future[Made] | Made] = deque()
    with ThreadPoolExecutor(1) as beside:
        try:
            for form, order in _orders(checked, request, templates):
                coming.append(order() if alone or form not in WAITING else beside.submit(order))
                # No more is composed ahead than keeps both busy.
                while len(coming) > _AHEAD or (coming and isinstance(coming[0], Made)):
                    yield _made(coming.popleft())
            yield from map(_made, coming)
        finally:
            beside.shutdown(wait=False, cancel_futures=True)


_AHEAD = 6
"""How many artefacts may wait for the one before them."""


def _made(one: "Future[Made] | Made") -> Made:
    return one if isinstance(one, Made) else one.result()


def _orders(checked: Checked, request: Request, templates: "Templates") -> Iterator[tuple[str, Callable[[], Made]]]:
    """The format of each artefact and what writes it; the document is composed already."""
    from strategia.writers.theme import DEFAULT  # noqa: PLC0415 - a lint writes nothing

    for slug, workspace in checked.workspaces.items():
        faulty = slug in checked.faulty
        if faulty and not request.force:
            continue
        theme = checked.themes.get(slug, DEFAULT)
        for name, kind in DOCUMENTS.items():
            formats = [form for form in kind.formats if not request.formats or form in request.formats]
            if not formats or (request.documents and name not in request.documents):
                continue
            for language in workspace.strategy.languages if workspace.strategy else ("fi",):
                if request.languages and language not in request.languages:
                    continue
                with stage("document"):
                    document = compose(workspace, name, language, forced=faulty)
                if document is None:
                    continue
                path = f"{slug}/{file_name(workspace, name, language)}"
                told = tuple(_unfitting(workspace, document)) if name == "slides" else ()
                for form in formats:
                    about = (slug, name, language, form)
                    yield form, partial(_write, document, theme, templates, path, about, told)
                    told = ()


def _write(
    document: "Document",
    theme: "Theme",
    templates: "Templates",
    path: str,
    about: tuple[str, str, str, str],
    told: tuple[Diagnostic, ...],
) -> Made:
    """One artefact; `about` is its county, document, language and format."""
    from strategia.artefacts import Artefact  # noqa: PLC0415 - a lint makes none

    form = about[-1]
    with stage(form):
        data = writer(form).write(document, theme, templates)
    return Made(Artefact(f"{path}.{form}", data, *about), document.fallbacks, told)


def _unfitting(workspace: Workspace, document: "Document") -> Iterator[Diagnostic]:
    from strategia.fitting import unfitting  # noqa: PLC0415 - a lint measures nothing

    return unfitting(workspace, document)


def origins(workspace: Workspace) -> dict[str, str]:
    """Where each entity with an id is written, by its id, which is its anchor in documents: `path:line:column`."""
    written = ChainMap(*(tree.ids for tree in trees(workspace.roots)))
    return {known: str(written.get(known) or entity.at("id")) for known, entity in workspace.entities.items()}


def file_name(workspace: Workspace, name: str, language: str) -> str:
    """A name that says what the file is: `lappi-strategia-2023-2025-fi`; ASCII, hyphens, no spaces."""
    parts = [workspace.county.slug, lexicon(language).term(f"file.{name}")]
    if workspace.strategy is not None:
        period = workspace.strategy.period
        parts += [str(period.start), str(period.end)] if period.end != period.start else [str(period.start)]
    return "-".join([*parts, language])
