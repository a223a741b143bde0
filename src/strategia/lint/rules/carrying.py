"""ALI, from 116 on: whether the service strategy and the budget fit the strategy that they carry out."""

from collections.abc import Iterator
from typing import get_args

from strategia.diagnostics import Severity, Terms
from strategia.lint.rule import Context, Remark, rule
from strategia.model.services import Consideration, ServiceLine
from strategia.workspace import Workspace


@rule("ALI116", Severity.WARNING, hint=True)
def services_outside_period(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The service strategy, which is part of the strategy, is for the years of the strategy."""
    if (strategy := workspace.strategy) is None:
        return
    for services in workspace.services:
        own, whole = services.period, strategy.period
        if own is None or whole.start <= own.start <= own.end <= whole.end:
            continue
        years = {"start": own.start, "end": own.end, "from": whole.start, "to": whole.end}
        apart = own.end < whole.start or whole.end < own.start
        yield Remark(services.at("period"), years, "apart" if apart else "", (strategy.at("period"),))


@rule("ALI117", Severity.INFO, hint=True)
def consideration_not_covered(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A service strategy shows how the five things that the law names are taken into account."""
    for services in workspace.services:
        shown = set(services.considerations)
        waiting: list[ServiceLine] = [*services.aims, *services.goals, *services.service_levels]
        while waiting:
            line = waiting.pop()
            shown |= set(line.considers)
            waiting += line.lines
        missing = tuple(name for name in get_args(Consideration) if name not in shown)
        if missing:
            place = services.at("considerations" if services.considerations else "title", key=True)
            yield Remark(place, {"missing": Terms("considered", missing)})


@rule("ALI118", Severity.INFO)
def budget_before_strategy(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The budget of a year of the strategy is decided on after the strategy that it implements."""
    strategy = workspace.strategy
    if strategy is None:
        return
    first = next((approval for approval in strategy.approvals if approval.body == "council"), None)
    if first is None:
        return
    for budget in workspace.budgets:
        for approval in budget.approvals:
            early = approval.body == "council" and approval.date.end < first.date.start
            if early and strategy.period.start <= budget.years[0] <= strategy.period.end:
                dates = {"date": approval.date, "strategy": first.date}
                yield Remark(approval.at("date"), dates, related=(first.at("date"),))
