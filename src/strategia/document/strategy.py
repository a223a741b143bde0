"""The document `strategy`: the whole strategy, as approved."""

from strategia.document import governance, measuring, services, serving, setting, tree
from strategia.document.ast import Document
from strategia.document.cover import assembled
from strategia.document.phrasing import Phrasing
from strategia.document.strategy_map import strategy_map
from strategia.workspace import Workspace


def compose(workspace: Workspace, language: str, *, forced: bool = False) -> Document | None:
    """The whole strategy; None where the county has none."""
    strategy = workspace.strategy
    if strategy is None:
        return None
    phrasing = Phrasing(workspace, language, with_sic=True, made_up=strategy.illustrative)
    embedded = tuple(paper for paper in workspace.services if paper.embedded)
    sections = (
        *setting.placed(phrasing, "introduction"),
        *setting.statements(phrasing, strategy),
        *setting.values(phrasing, strategy),
        *setting.environment(phrasing, strategy),
        *strategy_map(phrasing, strategy),
        *governance.themes(phrasing, strategy),
        *setting.placed(phrasing, "priorities"),
        *tree.priorities(phrasing),
        *setting.placed(phrasing, "implementation"),
        *serving.loose_measures(phrasing),
        *measuring.strategy_indicators(phrasing),
        *measuring.details(phrasing),
        *setting.achievements(phrasing, strategy),
        *governance.documents(phrasing, strategy),
        *serving.programmes(phrasing),
        *governance.follow_up(phrasing, strategy),
        *setting.placed(phrasing, "follow_up"),
        *(services.chapter(phrasing, paper) for paper in embedded),
        *setting.placed(phrasing, "appendix"),
        *governance.about(phrasing, strategy),
    )
    return assembled(phrasing, "strategy", strategy, sections, forced=forced)
