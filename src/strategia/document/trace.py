"""The document `trace`: which services, money and indicators carry each goal, and where something is missing."""

from strategia.document import governance
from strategia.document.ast import Block, Document, Paragraph, Section
from strategia.document.cover import assembled
from strategia.document.phrasing import Phrasing
from strategia.document.thread import carriers, gaps, goals, overview, statements
from strategia.document.thread.wording import Wording
from strategia.trace.matrix import Matrix
from strategia.workspace import Workspace


def compose(workspace: Workspace, language: str, *, forced: bool = False) -> Document | None:
    """The thread from the strategy to the money; None where there is neither a service strategy nor a budget.

    First what a controller prints: the goals at a glance, the euros, the gaps. What they rest on follows.
    """
    strategy = workspace.strategy
    if strategy is None or not workspace.goals or not (workspace.services or workspace.budgets):
        return None
    phrasing = Phrasing(workspace, language)
    matrix = Matrix(workspace)
    words = Wording(phrasing, matrix)
    for paper in (*workspace.services, *workspace.budgets):
        phrasing.prints_of(paper)
    sections = (
        words.explained(overview.reading(words)),
        words.explained(overview.matrix(words)),
        *overview.money(words),
        gaps.changes(words),
        gaps.missing(words),
        *gaps.ends(words),
        *goals.priorities(words),
        *carriers.lines(words),
        *carriers.budget(words),
        *(words.explained(section) for section in statements.statements(words)),
        *_about(phrasing, words),
    )
    return assembled(phrasing, "trace", strategy, sections, forced=forced)


def _about(phrasing: Phrasing, words: Wording) -> tuple[Section, ...]:
    """The sources of the papers, and how the euros are counted."""
    strategy = words.workspace.strategy
    papers = phrasing.others if strategy is None else (strategy, *phrasing.others)
    blocks: list[Block] = [*governance.sources(phrasing, *papers)]
    if words.budget is not None:
        blocks.append(Paragraph(governance.budget_words(phrasing, words.budget)))
    title = phrasing.label("section.about")
    return (Section(phrasing.section_anchor("s-about"), title, tuple(blocks)),) if blocks else ()
