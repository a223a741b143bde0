"""BUD144: what a unit gives is not given once more by the units and appropriations within it."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from strategia.diagnostics import Money, Severity
from strategia.lint.rule import Context, Remark, listed, rule
from strategia.lint.rules.budgeting.payments import EVERYTHING, Promise, promises
from strategia.lint.rules.budgeting.wording import RELATED
from strategia.model.budget import Appropriation, Budget, BudgetUnit
from strategia.trace.money import amounts, given
from strategia.trace.sums import EXACT, decimals, exact_sum
from strategia.workspace import Workspace


@rule("BUD144", Severity.WARNING)
def promised_within(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """What a unit gives is not given once more by the units and appropriations within it."""
    found = {id(promise.row): promise for promise in promises(workspace)}
    for budget in workspace.budgets if len(found) > 1 else ():
        same: dict[tuple[str, str], list[Promise]] = defaultdict(list)
        other: dict[str, list[Promise]] = defaultdict(list)
        within: dict[str, list[Promise]] = defaultdict(list)
        uppers: dict[str, Promise] = {}
        for upper, lower in _nested(budget, found):
            within[upper.row.id].append(lower)
            uppers[upper.row.id] = upper
            if common := upper.targets & lower.targets:
                for target in sorted(common):
                    same[upper.row.id, target].append(lower)
            elif upper.whole and not upper.targets <= EVERYTHING and not lower.targets <= EVERYTHING:
                other[upper.row.id].append(lower)
        for (known, target), lowers in same.items():
            yield _remark(uppers[known], lowers, [target], "same")
        for known, lowers in other.items():
            yield _remark(uppers[known], lowers, sorted(uppers[known].targets), "")
        told = {known for known, _ in same} | other.keys()
        for known, lowers in within.items():
            # Where money is given twice by name, its sum says nothing more.
            if known not in told:
                yield from _over(uppers[known], lowers)


def _remark(upper: Promise, lowers: Sequence[Promise], targets: Sequence[str], variant: str) -> Remark:
    arguments = {
        "id": upper.row.id,
        "targets": listed(targets),
        "ids": listed(lower.row.id for lower in lowers),
        "count": len(lowers),
    }
    related = tuple(lower.row.at("funds", key=True) for lower in lowers[:RELATED])
    return Remark(upper.row.at("funds", key=True), arguments, variant, related)


def _over(upper: Promise, lowers: Sequence[Promise]) -> Iterator[Remark]:
    """A remark for each year in which a unit and what is within it give more than the unit has."""
    budget = upper.budget
    costs = getattr(upper.row, "costs", None) or {}
    for year, has in amounts(upper.row).items():
        if int(year) not in budget.years:
            continue
        # A part may be written gross in a unit that is budgeted net.
        most = max(has, costs.get(year, has).copy_abs())
        own = _gives(upper, year)
        inner = {lower.row.id: amount for lower in lowers if (amount := _gives(lower, year))}
        total = exact_sum((own, *inner.values()))
        rounding = EXACT.multiply(Decimal(len(inner)), Decimal((0, (5,), decimals(has) - 1)))
        if not own or not inner or EXACT.subtract(total, most) <= rounding:
            continue
        arguments = {
            "id": upper.row.id,
            "year": year,
            "own": Money(own, budget.money),
            "inner": Money(exact_sum(inner.values()), budget.money),
            "given": Money(total, budget.money),
            "has": Money(most, budget.money),
            "difference": Money(EXACT.subtract(total, most), budget.money),
            "ids": listed(inner),
        }
        places = tuple(lower.edges[0].location for lower in lowers if lower.row.id in inner)
        yield Remark(upper.edges[0].location, arguments, "over", places[:RELATED])


def _gives(promise: Promise, year: str) -> Decimal:
    """What a row gives in a year to something in particular: no more than it has, which other rules see to."""
    own = amounts(promise.row).get(year)
    found = (given(edge, own, int(year)) for edge in promise.edges if edge.target not in EVERYTHING)
    total = exact_sum(part for part in found if part is not None)
    return total if own is None else min(total, own)


def _nested(budget: Budget, found: Mapping[int, Promise]) -> Iterator[tuple[Promise, Promise]]:
    """Every two rows that both fund something, one within the other: first the outer one."""
    within: dict[str, list[Appropriation]] = defaultdict(list)
    for appropriation in budget.appropriations:
        if appropriation.unit is not None:
            within[appropriation.unit.root].append(appropriation)
    waiting: deque[tuple[BudgetUnit | Appropriation, tuple[Promise, ...]]]
    waiting = deque((unit, ()) for unit in budget.operating)
    while waiting:
        row, above = waiting.popleft()
        if (promise := found.get(id(row))) is not None:
            yield from ((upper, promise) for upper in above)
            above = (*above, promise)
        if isinstance(row, BudgetUnit):
            waiting += [(inner, above) for inner in (*row.units, *within.get(row.id, ()))]
