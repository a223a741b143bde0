"""BUD135: the changes that a budget prints beside its figures."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from strategia.diagnostics import Money, Severity
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.rules.budgeting.wording import name
from strategia.model.budget import Budget, BudgetUnit, IncomeRow
from strategia.model.statements import COST_LINES, REVENUE_LINES
from strategia.trace.money import units
from strategia.trace.sums import EXACT, decimals
from strategia.workspace import Workspace

_PRINTED = Decimal("0.05")
"""How far a printed change may be from the computed one, per cent: it is rounded to one decimal."""

_HUNDRED = Decimal(100)


class Change(NamedTuple):
    """A printed change of one year, with the amounts of that year and of the one before."""

    row: IncomeRow | BudgetUnit
    year: str
    stated: Decimal
    now: Decimal
    before: Decimal
    grows: bool
    """Whether only growth is positive: where a deficit shrinks, some print a plus and some a minus."""

    @property
    def computed(self) -> Decimal:
        """The change in per cent; costs that grow have a plus, whatever their sign."""
        return EXACT.multiply(EXACT.divide(EXACT.subtract(self.now, self.before), self.before), _HUNDRED)

    def tolerance(self, shown: int) -> Decimal:
        """How far the printed change may be off, from the decimals that are shown of it and of the amounts."""
        step = Decimal((0, (1,), min(decimals(self.now), decimals(self.before))))
        both = EXACT.add(self.now.copy_abs(), self.before.copy_abs())
        amounts = EXACT.divide(EXACT.multiply(EXACT.multiply(step, both), 50), EXACT.multiply(self.before, self.before))
        return max(_PRINTED, Decimal((0, (5,), shown - 1)), amounts)

    def holds(self, shown: int) -> bool:
        """Whether the printed change is right."""
        tolerance, computed = self.tolerance(shown), self.computed
        close = _is_near(self.stated, computed, tolerance)
        return close or (not self.grows and _is_near(self.stated, computed.copy_negate(), tolerance))

    def kind(self, shown: int) -> str:
        """What has been printed instead: a share of one, a difference, the opposite change, or none of these."""
        tolerance, computed = self.tolerance(shown), self.computed
        if _is_near(EXACT.multiply(self.stated, _HUNDRED), computed, tolerance):
            return "share"
        if _is_near(self.stated, EXACT.subtract(self.now, self.before), _PRINTED):
            return "points"
        return "sign" if _is_near(self.stated, computed.copy_negate(), tolerance) else ""


def _is_near(value: Decimal, other: Decimal, tolerance: Decimal) -> bool:
    return EXACT.subtract(value, other).copy_abs() <= tolerance


@rule("BUD135", Severity.WARNING)
def change_off(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A printed change is the change from the year before, per cent."""
    for budget in workspace.budgets:
        found = list(_changes(budget))
        shown = min((decimals(change.stated) for choices in found for change in choices), default=0)
        for choices in found:
            if any(change.holds(shown) for change in choices):
                continue
            change = choices[0]
            arguments = {
                "name": name(workspace, change.row),
                "year": change.year,
                "stated": change.stated,
                "computed": change.computed.quantize(Decimal("0.01"), context=EXACT),
                "now": Money(change.now, budget.money),
                "before": Money(change.before, budget.money),
            }
            yield Remark(change.row.at("change", change.year), arguments, change.kind(shown))


def _changes(budget: Budget) -> Iterator[list[Change]]:
    """Every printed change. Of a unit it may be that of its net, its costs or its revenue: the first is told."""
    for row in budget.income_statement:
        for year, stated in (row.change or {}).items():
            grows = row.row in COST_LINES or row.row in REVENUE_LINES
            yield from _change(row, year, stated, [(row.amounts, grows)])
    for unit in units(budget.operating):
        for year, stated in (unit.change or {}).items():
            sides = [(unit.net or {}, False), (unit.costs or {}, True), (unit.revenue or {}, True)]
            yield from _change(unit, year, stated, sides)


def _change(
    row: IncomeRow | BudgetUnit, year: str, stated: Decimal, sides: Sequence[tuple[Mapping[str, Decimal], bool]]
) -> Iterator[list[Change]]:
    last = str(int(year) - 1)
    choices = [
        Change(row, year, stated, amounts[year], amounts[last], grows)
        for amounts, grows in sides
        if year in amounts and amounts.get(last)
    ]
    if choices:
        yield choices
