"""The first half of the pipeline: load, link and lint."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from strategia.counties import counties
from strategia.diagnostics import Diagnostic, Severity
from strategia.linking import link
from strategia.lint import lint
from strategia.lint.levels import Levels, Profile
from strategia.lint.rule import Context, listed
from strategia.loading import load
from strategia.loading.reading import read
from strategia.model.base import Root
from strategia.project import Project
from strategia.source import Location, Source
from strategia.workspace import Workspace

if TYPE_CHECKING:
    from strategia.writers.theme import Theme

_SOUGHT = 50
"""How many unknown ids are looked for in other counties."""

_FEW_UNKNOWN = 10
"""Up to how many unknown ids of a file are told one by one."""

_GATHERED = {"": "many", "elsewhere": "elsewhere_many"}
"""How unknown ids are told together, by how each is told."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking some counties. `files` and `items` say how much was looked at.

    `faulty` names the counties with errors, by folder; `suppressed` counts what comments in the files silence.
    """

    workspaces: dict[str, Workspace] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: int = 0
    items: int = 0
    faulty: frozenset[str] = frozenset()
    suppressed: int = 0
    themes: "dict[str, Theme]" = field(default_factory=dict)
    """By county, where it has a theme of its own."""


def check(
    project: Project,
    slugs: Iterable[str],
    as_of: date,
    profile: Profile | None = None,
    *,
    keep: bool = True,
    least: Severity = Severity.INFO,
) -> Checked:
    """The counties of a project loaded, linked and linted; all diagnostics of all files.

    The profile is that of the settings unless another is asked for; rules lighter than `least` are not run.
    Without `keep` no workspace stays, and of the sources only those that something is told of: hundreds of
    counties then take no more memory than a few.
    """
    workspaces: dict[str, Workspace] = {}
    sources: dict[str, Source] = {}
    diagnostics: list[Diagnostic] = []
    files = items = suppressed = 0
    levels = Levels(profile or project.config.profile, project.config.rules, least)
    faulty: set[str] = set()
    unknown: dict[str, str] = {}
    themes: dict[str, Theme] = {}
    context = Context(as_of, project.config.limits)
    for slug in slugs:
        before = len(diagnostics)
        paths = project.files(slug)
        files += len(paths)
        loaded = load(paths, project.root)
        diagnostics += loaded.diagnostics
        if slug not in counties():
            wrong = [(root.at("county"), {"county": root.county, "folder": slug}) for root in loaded.roots]
            diagnostics += [Diagnostic("STR108", Severity.ERROR, place, words) for place, words in wrong]
        else:
            workspace, found = link(loaded.roots, slug, complete=loaded.complete)
            if keep:
                workspaces[slug] = workspace
            diagnostics += found
            own, unsound = county_theme(workspace, project.root)
            diagnostics += unsound
            if own is not None:
                themes[slug] = own
            unknown |= {str(d.arguments["id"]): slug for d in found if d.code == "LNK001"}
            linted = lint(workspace, context, levels)
            diagnostics += linted.diagnostics
            suppressed += linted.suppressed
            items += len(workspace.parts)
        told = diagnostics[before:]
        named = {diagnostic.location.path for diagnostic in told if diagnostic.location is not None}
        sources |= {path: source for path, source in loaded.sources.items() if keep or path in named}
        if any(diagnostic.severity is Severity.ERROR for diagnostic in told):
            faulty.add(slug)
    if unknown:
        diagnostics = _gathered(_placed(diagnostics, _owners(project, dict([*unknown.items()][:_SOUGHT]))))
    return Checked(workspaces, sources, diagnostics, files, items, frozenset(faulty), suppressed, themes)


def county_theme(workspace: Workspace, root: Path) -> "tuple[Theme | None, list[Diagnostic]]":
    """The theme of a county in the project's folder, None where it has none; with what is wrong with it."""
    told = workspace.theme
    if told is None:
        return None, []
    # Most counties of a lint have none.
    from strategia.themes import theme  # noqa: PLC0415

    return theme(told, root, workspace.strategy.languages[0] if workspace.strategy else "fi")


def _owners(project: Project, unknown: Mapping[str, str]) -> dict[str, tuple[str, Location]]:
    """By unknown id: another county of the project that has it, and where. `unknown` says who does not.

    Only a county whose files hold the letters of an id is loaded.
    """
    found: dict[str, tuple[str, Location]] = {}
    for slug in project.counties():
        sought = [known for known, without in unknown.items() if known not in found and without != slug]
        if not sought or slug not in counties():
            continue
        paths = project.files(slug)
        texts = [source.text for path in paths if (source := read(path, project.root)[0]) is not None]
        if not any(known in text for known in sought for text in texts):
            continue
        entities = link(load(paths, project.root).roots, slug, complete=False)[0].entities
        # The ids of whole files are the same everywhere.
        there = [known for known in sought if known in entities and not isinstance(entities[known], Root)]
        found |= {known: (slug, entities[known].at("id")) for known in there}
    return found


def _placed(diagnostics: Iterable[Diagnostic], owners: Mapping[str, tuple[str, Location]]) -> list[Diagnostic]:
    """The diagnostics, with those of an id that another county has saying so."""
    told = []
    for diagnostic in diagnostics:
        owner = owners.get(str(diagnostic.arguments["id"])) if diagnostic.code == "LNK001" else None
        if owner is None:
            told.append(diagnostic)
            continue
        slug, place = owner
        # A similar id of one's own is hardly meant where the very id is another county's.
        arguments = {**diagnostic.arguments, "county": slug}
        told.append(replace(diagnostic, arguments=arguments, variant="elsewhere", related=(place,)))
    return told


def _gathered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics, with the unknown ids of a file told once where there are many: then a file is missing."""
    alike: dict[tuple[str, object], list[Diagnostic]] = defaultdict(list)
    told = []
    for diagnostic in diagnostics:
        if diagnostic.code == "LNK001" and diagnostic.location is not None and diagnostic.variant in _GATHERED:
            alike[diagnostic.location.path, diagnostic.arguments.get("county")].append(diagnostic)
        else:
            told.append(diagnostic)
    for found in alike.values():
        if len(found) <= _FEW_UNKNOWN:
            told += found
            continue
        first, *others = found
        ids = dict.fromkeys(str(one.arguments["id"]) for one in found)
        arguments = {**first.arguments, "count": len(found), "ids": listed(ids)}
        places = tuple(one.location for one in others[:_FEW_UNKNOWN] if one.location is not None)
        told.append(replace(first, arguments=arguments, variant=_GATHERED[first.variant], related=places))
    return told
