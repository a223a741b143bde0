"""ALI111, ALI112 and STR115: links that were reviewed, that an editor has added, and that are written twice."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategia.diagnostics import Severity, Terms
from strategia.lint.rule import Context, Remark, rule
from strategia.model.links import known_of
from strategia.workspace import Edge, Workspace

if TYPE_CHECKING:
    from strategia.trace.fingerprints import Facet

_ONE_BY_ONE = 3
"""How many suspect links to one thing are told one by one."""


@rule("ALI111", Severity.WARNING, needs_all=True)
def suspect_link(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A link that somebody has reviewed leads to what it led to then."""
    reviewed = [edge for edge in workspace.edges if _is_reviewed(edge)]
    if not reviewed:
        return
    thread = context.thread(workspace)
    found: dict[tuple[str, tuple[Facet, ...]], list[Edge]] = defaultdict(list)
    for edge in reviewed:
        if facets := thread.changes_of(edge):
            found[edge.target, facets].append(edge)
    for (known, facets), edges in found.items():
        names = [f"{workspace.county.slug}/{vars(edge.lower)['id']}:{known}" for edge in edges]
        upper = edges[0].upper
        place = (upper or edges[0].lower).at("id")
        arguments: dict[str, object] = {"id": known, "changes": Terms("facet", facets)}
        if len(edges) > _ONE_BY_ONE:
            yield Remark(place, {**arguments, "count": len(edges)}, "many", tuple(edge.location for edge in edges))
            continue
        for name, edge in zip(names, edges, strict=True):
            yield Remark(edge.location, {**arguments, "link": name}, related=(place,))


def _is_reviewed(edge: Edge) -> bool:
    known = known_of(edge.written)
    return known is not None and known.reviewed is not None


@rule("ALI112", Severity.INFO)
def links_by_an_editor(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Links that no source states are known as such."""
    found = [edge for edge in workspace.edges if edge.source == "editor"]
    if found:
        arguments = {"count": len(found), "total": len(workspace.edges)}
        yield Remark(found[0].location, arguments)


@rule("STR115", Severity.WARNING)
def linked_twice(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """What is written under one key names a target once."""
    first: dict[tuple[int, str, str], Edge] = {}
    for edge in workspace.edges:
        earlier = first.setdefault((id(edge.lower), edge.relation, edge.target), edge)
        if earlier is not edge:
            place = earlier.location
            arguments = {"key": edge.relation, "target": edge.target, "line": place.span.line}
            yield Remark(edge.location, arguments, related=(place,))
