"""The pipeline on one page: `check` (load, link, lint) and `build` (compose, write)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from strategia.counties import counties
from strategia.diagnostics import Diagnostic
from strategia.lint import lint
from strategia.lint.rule import Context
from strategia.loading import load
from strategia.model.base import Entity, walk
from strategia.project import Project
from strategia.source import Source
from strategia.workspace import Workspace, link


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking some counties. `files` and `items` say how much was looked at."""

    workspaces: dict[str, Workspace] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: int = 0
    items: int = 0


def check(project: Project, slugs: Iterable[str], as_of: date, levels: Mapping[str, str] | None = None) -> Checked:
    """The counties of a project loaded, linked and linted; all diagnostics of all files."""
    workspaces: dict[str, Workspace] = {}
    sources: dict[str, Source] = {}
    diagnostics: list[Diagnostic] = []
    files = items = 0
    context = Context(as_of)
    for slug in slugs:
        paths = project.files(slug)
        files += len(paths)
        loaded = load(paths, project.root)
        sources |= loaded.sources
        diagnostics += loaded.diagnostics
        known = slug if slug in counties() else next((root.county for root in loaded.roots), None)
        if known is None:
            continue
        workspace, found = link(loaded.roots, known, complete=loaded.complete)
        workspaces[slug] = workspace
        diagnostics += found
        diagnostics += lint(workspace, context, levels if levels is not None else project.config.rules)
        items += sum(isinstance(node, Entity) for root in loaded.roots for _, node in walk(root))
    return Checked(workspaces, sources, diagnostics, files, items)
