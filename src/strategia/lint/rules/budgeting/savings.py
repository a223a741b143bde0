"""BUD151–152: the measures of adaptation come to what was announced, and their effects were assessed."""

from collections.abc import Iterator

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, listed, rule
from strategia.lint.rules.budgeting.wording import off
from strategia.trace.sums import saving_sums
from strategia.workspace import Workspace


@rule("BUD151", Severity.ERROR)
def savings_off(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The measures of adaptation come to the announced sum in every year, rounding aside."""
    for budget in workspace.budgets:
        if budget.announced_savings and not budget.savings:
            yield Remark(budget.at("announced_savings", key=True), {}, "none")
            continue
        for total in saving_sums(budget):
            if not total.holds:
                remark = off(workspace, budget, total)
                variant = remark.variant if total.parts else "year"
                yield Remark(remark.location, remark.arguments, variant, remark.related)


@rule("BUD152", Severity.WARNING)
def saving_unassessed(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The effects of every measure of adaptation were assessed."""
    for budget in workspace.budgets:
        bare = [saving for saving in budget.savings if saving.impact is None]
        if len(bare) > 3 and len(bare) * 2 > len(budget.savings):
            arguments = {"count": len(bare), "total": len(budget.savings), "ids": listed(s.id for s in bare)}
            yield Remark(budget.at("savings", key=True), arguments, "many")
        else:
            for saving in bare:
                yield Remark(saving.at("id"), {"id": saving.id})
