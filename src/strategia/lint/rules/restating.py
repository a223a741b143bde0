"""LAN124: what one paper says of a thing of another is said in the same words."""

from collections.abc import Iterator

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.rules.focus.likeness import pairs
from strategia.model.base import LocalizedText
from strategia.model.budget import BudgetGoal
from strategia.model.services import ServiceLine
from strategia.workspace import Workspace


@rule("LAN124", Severity.INFO)
def wording_differs(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """What repeats the title of the thing that it carries does so in its words, or in those of an alias."""
    for edge in workspace.edges:
        if type(edge.lower) not in (ServiceLine, BudgetGoal) or edge.upper is None:
            continue
        lower, upper = vars(edge.lower), vars(edge.upper)
        if (title := upper.get("title")) is None:
            continue
        one, other = _words(workspace, lower["title"]), _words(workspace, title)
        if one == other or not pairs((other, one)):
            continue
        aliases = (*lower.get("aliases", ()), *upper.get("aliases", ()))
        if not {one, other} & {_words(workspace, alias.text) for alias in aliases}:
            arguments = {"id": lower["id"], "wording": one, "other": upper["id"], "title": other}
            yield Remark(edge.lower.at("title"), arguments, related=(edge.upper.at("title"),))


def _words(workspace: Workspace, text: LocalizedText) -> str:
    """A text in the main language, without what ends a sentence."""
    return text.in_language(main := workspace.main_language, main)[0].rstrip(".").strip()
