"""LAN124: what one paper says of a thing of another is said in the same words."""

from collections.abc import Iterator

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.rules.focus.likeness import pairs
from strategia.lint.rules.measurability.asked import words
from strategia.model.base import LocalizedText
from strategia.model.budget import BudgetGoal
from strategia.model.services import ServiceLine
from strategia.workspace import Workspace

_BEGINNING = 3
"""Letters with which titles begin that are held against each other: most have nothing in common."""


@rule("LAN124", Severity.INFO)
def wording_differs(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """What repeats the title of the thing that it carries does so in its words, or in those of an alias."""
    for edge in workspace.edges:
        lower, upper = edge.lower, edge.upper
        if type(lower) not in (ServiceLine, BudgetGoal) or upper is None or (title := vars(upper).get("title")) is None:
            continue
        one, other = _title(workspace, vars(lower)["title"]), _title(workspace, title)
        if one[:_BEGINNING] != other[:_BEGINNING] or one == other or not pairs((other, one)):
            continue
        aliases = (*vars(lower).get("aliases", ()), *vars(upper).get("aliases", ()))
        if not {one, other} & {_title(workspace, alias.text) for alias in aliases}:
            arguments = {"id": vars(lower)["id"], "wording": one, "other": vars(upper)["id"], "title": other}
            yield Remark(lower.at("title"), arguments, related=(upper.at("title"),))


def _title(workspace: Workspace, text: LocalizedText) -> str:
    """A title in the main language, without what ends a sentence."""
    return words(workspace, text).rstrip(". ")
