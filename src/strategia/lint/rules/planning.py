"""ALI, from 113 on: whether the papers around the strategy are there, in time and decided on."""

from collections.abc import Iterator

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, rule, told
from strategia.model.measures import Programme
from strategia.model.papers import Paper
from strategia.model.strategy import PlanningDocument
from strategia.workspace import Workspace

_DECIDED = ("approved", "revised")
_UNDECIDED = ("draft", "consultation", "director_proposal", "board_proposal")
"""While a strategy is prepared, what will carry it out is still to come."""


@rule("ALI113", Severity.INFO, needs_all=True)
def programme_without_body(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every programme says who decides on it."""
    programmes = _programmes(workspace)
    described = {programme.document.root for programme in programmes if programme.document is not None}
    named = [d for d in workspace.documents.values() if d.kind == "programme" and d.id not in described]
    bare = [programme for programme in programmes if not _is_decided_on(workspace, programme)]
    yield from told([*bare, *(d for d in named if d.decided_by is None)], [*programmes, *named], None)


def _programmes(workspace: Workspace) -> tuple[Programme, ...]:
    """All programmes, those of the service strategy among them."""
    return (*workspace.programmes, *(programme for root in workspace.services for programme in root.programmes))


def _is_decided_on(workspace: Workspace, programme: Programme) -> bool:
    document = workspace.documents.get(programme.document.root) if programme.document is not None else None
    return programme.decided_by is not None or (document is not None and document.decided_by is not None)


@rule("ALI114", Severity.INFO, needs_all=True)
def document_without_file(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A service strategy, a budget or a programme that a decided strategy names is there to be read.

    Of papers only a county is told that keeps at least one of them here: others have chosen not to.
    """
    if workspace.strategy is None or workspace.strategy.stage in _UNDECIDED:
        return
    described = {programme.document.root for programme in _programmes(workspace) if programme.document is not None}
    there = {"service_strategy": bool(workspace.services), "budget": bool(workspace.budgets)}
    for document in workspace.documents.values():
        missing = document.kind == "programme" and document.id not in described
        if missing or (any(there.values()) and not there.get(str(document.kind), True)):
            yield Remark(document.at("id"), {"id": document.id}, str(document.kind))


@rule("ALI115", Severity.INFO, needs_all=True)
def document_overdue(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A document or a programme that is to be ready by a day is ready by then, while the strategy is in force."""
    strategy = workspace.strategy
    if strategy is None or strategy.period.end < context.as_of.year:
        return
    kinds = {"service_strategy": workspace.services, "budget": workspace.budgets}
    ready = {kind for kind, papers in kinds.items() if any(_is_decided(paper) for paper in papers)}
    items: tuple[PlanningDocument | Programme, ...] = (*workspace.documents.values(), *_programmes(workspace))
    for item in items:
        if item.due is None or item.due.end >= context.as_of:
            continue
        variant = "programme" if isinstance(item, Programme) else ""
        if isinstance(item, Programme) or item.kind not in ready:
            yield Remark(item.at("due"), {"id": item.id, "due": item.due}, variant)


def _is_decided(paper: Paper) -> bool:
    return paper.stage in _DECIDED or bool(paper.approvals)
