"""Linking: the roots of one county become a workspace, with every reference followed."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from strategia.counties import counties
from strategia.diagnostics import Diagnostic, Severity, Terms
from strategia.model.base import Entity, LocalizedText, Ref, Root, walk
from strategia.model.links import links, target
from strategia.model.strategy import Strategy
from strategia.source import Location, Route
from strategia.workspace import RELATIONS, Edge, Relation, Workspace

if TYPE_CHECKING:
    from strategia.model.process import Process
    from strategia.model.services import ServiceStrategy

_SINGLE = ("strategy", "process", "service-strategy", "theme")
"""The kinds of which a county has one file at most."""

_SUGGESTIONS = 50
"""For how many unknown ids a similar one is looked for; each search goes through all ids."""

_SEARCHED = 3_000
"""Among how many ids a similar one is looked for at all."""

_RINGS, _RING = 20, 20
"""How many rings of links are told, and how many ids of each."""


def link(roots: Iterable[Root], slug: str, *, complete: bool) -> tuple[Workspace, list[Diagnostic]]:
    """The roots of one county as a workspace, with the references that lead nowhere.

    With `complete` unset some file was left out: an unknown id is then not reported, since it may
    stand there.
    """
    kept = tuple(roots)
    entities: dict[str, Entity] = {}
    parts: list[Entity] = []
    texts: list[tuple[Root, Route, LocalizedText]] = []
    references: list[tuple[Root, Route, Ref]] = []
    for root in kept:
        found_in_root = walk(root)
        texts += [(root, route, text) for route, text in found_in_root.texts]
        references += [(root, route, reference) for route, reference in found_in_root.references]
        for _, entity in found_in_root.entities:
            parts.append(entity)
            if isinstance(known := vars(entity).get("id"), str):
                entities.setdefault(known, entity)
    of_kind = {kind: [root for root in kept if root.kind == kind] for kind in _SINGLE}
    extras = (root for alike in of_kind.values() for root in alike[1:])
    diagnostics = [Diagnostic("LNK003", Severity.ERROR, extra.at("kind"), {"kind": extra.kind}) for extra in extras]
    unknown = 0
    for root, route, reference in references:
        found = entities.get(reference.root)
        if found is not None and type(found).__name__ not in reference.targets:
            diagnostics.append(_unfitting(root.at(*route), reference))
        elif found is None and complete and not _is_reserved(reference):
            unknown += 1
            among = entities if unknown <= _SUGGESTIONS and len(entities) < _SEARCHED else {}
            diagnostics.append(_unknown(root.at(*route), reference, among))
    workspace = Workspace(
        counties()[slug],
        cast("Strategy | None", next(iter(of_kind["strategy"]), None)),
        cast("Process | None", next(iter(of_kind["process"]), None)),
        kept,
        entities,
        tuple(parts),
        tuple(texts),
        tuple(_edges(parts, entities)),
        complete,
    )
    diagnostics += _cycles(workspace.edges, workspace.services)
    return workspace, diagnostics


def _cycles(edges: Iterable[Edge], services: "Iterable[ServiceStrategy]") -> Iterator[Diagnostic]:
    """Every ring of links, once: what implements itself by way of others, or of the line it is part of."""
    kept: dict[tuple[str, str], Edge | None] = {}
    for root in services:
        for _, whole in walk(root).entities:
            kept |= {(line.id, str(vars(whole)["id"])): None for line in vars(whole).get("lines", ())}
    kept |= {(str(vars(edge.lower)["id"]), edge.target): edge for edge in edges if edge.upper is not None}
    lowers = {lower for lower, _ in kept}
    # Goals link to nothing, so that few links can be part of a ring.
    for _ in range(_RINGS):
        graph: dict[str, list[str]] = defaultdict(list)
        for lower, upper in kept:
            if upper in lowers:
                graph[upper].append(lower)
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            ring: list[str] = error.args[1]
            # Lines do not hold one another in a ring, so that one step of it at least is a link.
            step, edge = next((step, edge) for step in pairwise(ring) if (edge := kept[step]) is not None)
            del kept[step]
            shown = ring if len(ring) <= _RING else [*ring[: _RING - 2], "…", ring[-1]]
            variant = "itself" if len(ring) == 2 else ""
            arguments = {"id": ring[0], "ring": " → ".join(shown)}
            yield Diagnostic("LNK004", Severity.ERROR, edge.location, arguments, variant)
        else:
            return


@cache
def _relations(kind: type[Entity]) -> tuple[Relation, ...]:
    """The keys of links that entities of a class may have; most have none."""
    return tuple(relation for relation in RELATIONS if relation in kind.model_fields)


def _edges(parts: Iterable[Entity], entities: Mapping[str, Entity]) -> Iterator[Edge]:
    """Every link that an entity with an id has written."""
    for part in parts:
        for relation in _relations(part.__class__):
            fields = vars(part)
            if (value := fields[relation]) is None or fields.get("id") is None:
                continue
            many = isinstance(value, tuple)
            for index, written in enumerate(links(value)):
                reference = target(written)
                upper = entities.get(reference.root)
                if upper is not None and type(upper).__name__ not in reference.targets:
                    upper = None
                steps: Route = (relation, index) if many else (relation,)
                yield Edge(relation, part, reference.root, upper, written, steps)


def _is_reserved(reference: Ref) -> bool:
    """Whether the whole strategy or its setting is meant, which can be served where nothing more is said of them."""
    return reference.root in ("strategy", "environment") and "Strategy" in reference.targets


def _unknown(location: Location, reference: Ref, among: Mapping[str, Entity]) -> Diagnostic:
    """A reference that leads nowhere, with the most similar id of the right kind."""
    # An id that begins otherwise is another's: ids of one sort often share their first letters.
    fitting = [
        name
        for name, entity in among.items()
        if name[0] == reference.root[0] and type(entity).__name__ in reference.targets
    ]
    nearest = difflib.get_close_matches(reference.root, fitting, n=1, cutoff=0.7)
    arguments = {"id": reference.root, "nearest": nearest[0] if nearest else ""}
    return Diagnostic("LNK001", Severity.ERROR, location, arguments, "nearest" if nearest else "")


def _unfitting(location: Location, reference: Ref) -> Diagnostic:
    """A reference that leads to something of the wrong kind."""
    arguments = {"id": reference.root, "wanted": Terms("item", reference.targets)}
    return Diagnostic("LNK002", Severity.ERROR, location, arguments)
