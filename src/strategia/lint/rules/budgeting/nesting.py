"""BUD144: what a unit gives is not given once more by the units and appropriations within it."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, listed, rule
from strategia.lint.rules.budgeting.payments import EVERYTHING, Promise, promises
from strategia.lint.rules.budgeting.wording import RELATED
from strategia.model.budget import Appropriation, Budget, BudgetUnit
from strategia.workspace import Workspace


@rule("BUD144", Severity.WARNING)
def promised_within(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """What a unit gives is not given once more by the units and appropriations within it."""
    found = {id(promise.row): promise for promise in promises(workspace)}
    for budget in workspace.budgets if len(found) > 1 else ():
        same: dict[tuple[str, str], list[Promise]] = defaultdict(list)
        other: dict[str, list[Promise]] = defaultdict(list)
        uppers: dict[str, Promise] = {}
        for upper, lower in _nested(budget, found):
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


def _remark(upper: Promise, lowers: Sequence[Promise], targets: Sequence[str], variant: str) -> Remark:
    arguments = {
        "id": upper.row.id,
        "targets": listed(targets),
        "ids": listed(lower.row.id for lower in lowers),
        "count": len(lowers),
    }
    related = tuple(lower.row.at("funds", key=True) for lower in lowers[:RELATED])
    return Remark(upper.row.at("funds", key=True), arguments, variant, related)


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
