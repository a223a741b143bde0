"""Loading: files in, typed roots and diagnostics out. A file that does not validate is left out."""

import difflib
from pathlib import Path
from typing import NamedTuple

from strategia.counties import counties
from strategia.diagnostics import Diagnostic, Severity
from strategia.loading.composing import grow
from strategia.loading.reading import read
from strategia.loading.tree import Tree
from strategia.loading.validation import validate
from strategia.model import KINDS, Root
from strategia.project import CONFIG_NAME, Config
from strategia.source import Source


class Loaded(NamedTuple):
    """What came of a county's files: the roots, every source that could be read, and what went wrong."""

    roots: tuple[Root, ...]
    sources: dict[str, Source]
    diagnostics: list[Diagnostic]
    complete: bool
    """Whether every file became a root; if not, links may lead into what was left out."""


def load(paths: list[Path], root: Path) -> Loaded:
    """The files of one county, loaded."""
    roots: list[Root] = []
    sources: dict[str, Source] = {}
    diagnostics: list[Diagnostic] = []
    for path in paths:
        source, found = read(path, root)
        diagnostics += found
        if source is None:
            continue
        sources[source.path] = source
        tree, found = grow(source)
        diagnostics += found
        # A file with a duplicate key or an ambiguous number has no sure meaning.
        if tree is None or any(diagnostic.severity is Severity.ERROR for diagnostic in found):
            continue
        entity, found = _root(tree)
        diagnostics += found
        if entity is not None:
            roots.append(entity)
    return Loaded(tuple(roots), sources, diagnostics, complete=len(roots) == len(paths))


def load_config(root: Path) -> tuple[Config, dict[str, Source], list[Diagnostic]]:
    """The settings of a project, the defaults where there are none; with what is wrong with them."""
    path = root / CONFIG_NAME
    if not path.exists():
        return Config(), {}, []
    source, diagnostics = read(path, root)
    if source is None:
        return Config(), {}, diagnostics
    tree, found = grow(source)
    diagnostics += found
    if tree is None:
        empty = all(diagnostic.code == "YML010" for diagnostic in diagnostics)
        return Config(), {source.path: source}, [] if empty else diagnostics
    config, found = validate(tree, Config)
    return config or Config(), {source.path: source}, diagnostics + found


def _root(tree: Tree) -> tuple[Root | None, list[Diagnostic]]:
    """The root entity of a file, by its `kind:`."""
    data = tree.data
    kind = data.get("kind")
    known = ", ".join(KINDS)
    if "kind" not in data:
        return None, [Diagnostic("SCH001", Severity.ERROR, tree.locate(()), {"known": known}, "missing")]
    if not isinstance(kind, str):
        return None, [Diagnostic("SCH004", Severity.ERROR, tree.locate(("kind",)), {"key": "kind"}, "text")]
    if kind not in KINDS:
        nearest = difflib.get_close_matches(kind, list(KINDS), n=1)
        arguments = {"kind": kind, "known": known, "nearest": nearest[0] if nearest else ""}
        variant = "nearest" if nearest else ""
        return None, [Diagnostic("SCH001", Severity.ERROR, tree.locate(("kind",)), arguments, variant)]
    entity, diagnostics = validate(tree, KINDS[kind])
    county = data.get("county")
    if isinstance(county, str) and county not in counties():
        diagnostics.append(_unknown_county(tree, county))
        entity = None
    return entity, diagnostics


def _unknown_county(tree: Tree, county: str) -> Diagnostic:
    by_code = {known.code: known.slug for known in counties().values()}
    names = {known.short.casefold(): known.slug for known in counties().values()}
    nearest = by_code.get(county) or names.get(county.casefold())
    if nearest is None:
        close = difflib.get_close_matches(county.casefold(), [*counties(), *names], n=1)
        nearest = names.get(close[0], close[0]) if close else None
    location = tree.locate(("county",))
    arguments = {"county": county, "nearest": nearest or "", "known": ", ".join(counties())}
    return Diagnostic("SCH010", Severity.ERROR, location, arguments, "nearest" if nearest else "")
