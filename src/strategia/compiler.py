"""The pipeline on one page: `check` (load, link, lint) and `build` (compose, write)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from strategia.counties import counties
from strategia.diagnostics import Diagnostic, Severity
from strategia.document import DOCUMENTS, compose
from strategia.languages import lexicon
from strategia.lint import lint
from strategia.lint.rule import Context
from strategia.loading import load
from strategia.project import Project
from strategia.source import Source
from strategia.workspace import Workspace, link
from strategia.writers import writer

if TYPE_CHECKING:
    from strategia.artefacts import Artefact
    from strategia.templates import Templates


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking some counties. `files` and `items` say how much was looked at.

    `faulty` names the counties with errors, by folder.
    """

    workspaces: dict[str, Workspace] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: int = 0
    items: int = 0
    faulty: frozenset[str] = frozenset()


def check(project: Project, slugs: Iterable[str], as_of: date) -> Checked:
    """The counties of a project loaded, linked and linted; all diagnostics of all files."""
    workspaces: dict[str, Workspace] = {}
    sources: dict[str, Source] = {}
    diagnostics: list[Diagnostic] = []
    files = items = 0
    faulty: set[str] = set()
    context = Context(as_of)
    for slug in slugs:
        before = len(diagnostics)
        paths = project.files(slug)
        files += len(paths)
        loaded = load(paths, project.root)
        sources |= loaded.sources
        diagnostics += loaded.diagnostics
        if slug not in counties():
            wrong = [(root.at("county"), {"county": root.county, "folder": slug}) for root in loaded.roots]
            diagnostics += [Diagnostic("STR108", Severity.ERROR, place, words) for place, words in wrong]
        else:
            workspace, found = link(loaded.roots, slug, complete=loaded.complete)
            workspaces[slug] = workspace
            diagnostics += found
            diagnostics += lint(workspace, context, project.config.rules)
            items += len(workspace.parts)
        if any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics[before:]):
            faulty.add(slug)
    return Checked(workspaces, sources, diagnostics, files, items, frozenset(faulty))


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
    """An artefact with what the report says of it: how many texts fell back to another language."""

    artefact: "Artefact"
    fallbacks: int


def build(checked: Checked, request: Request, templates: "Templates") -> Iterator[Made]:
    """The artefacts of every county that may be built, one after another, in memory.

    A county whose sources have errors is passed over unless the request forces it.
    """
    from strategia.artefacts import Artefact  # noqa: PLC0415 - a lint makes none

    for slug, workspace in checked.workspaces.items():
        faulty = slug in checked.faulty
        if faulty and not request.force:
            continue
        for name, kind in DOCUMENTS.items():
            formats = [form for form in kind.formats if not request.formats or form in request.formats]
            if not formats or (request.documents and name not in request.documents):
                continue
            for language in workspace.strategy.languages if workspace.strategy else ("fi",):
                if request.languages and language not in request.languages:
                    continue
                document = compose(workspace, name, language, forced=faulty)
                if document is None:
                    continue
                stem = file_name(workspace, name, language)
                for form in formats:
                    data = writer(form).write(document, templates)
                    artefact = Artefact(f"{slug}/{stem}.{form}", data, slug, name, language, form)
                    yield Made(artefact, document.fallbacks)


def file_name(workspace: Workspace, name: str, language: str) -> str:
    """A name that says what the file is: `lappi-strategia-2023-2025-fi`; ASCII, hyphens, no spaces."""
    parts = [workspace.county.slug, lexicon(language).term(f"file.{name}")]
    if workspace.strategy is not None:
        period = workspace.strategy.period
        parts += [str(period.start), str(period.end)] if period.end != period.start else [str(period.start)]
    return "-".join([*parts, language])
