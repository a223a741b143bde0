"""The document `service-strategy`: the whole service strategy."""

from strategia.document import governance, services
from strategia.document.ast import Document
from strategia.document.cover import assembled
from strategia.document.phrasing import Phrasing
from strategia.workspace import Workspace


def compose(workspace: Workspace, language: str, *, forced: bool = False) -> Document | None:
    """The service strategy; None where the county has none. Where there are several, the others are chapters."""
    if not workspace.services:
        return None
    paper, *others = workspace.services
    phrasing = Phrasing(workspace, language, with_sic=True, made_up=paper.illustrative)
    sections = (
        *services.sections(phrasing, paper),
        *(services.chapter(phrasing, other) for other in others),
        *governance.about(phrasing, paper),
    )
    return assembled(phrasing, "service-strategy", paper, sections, forced=forced)
