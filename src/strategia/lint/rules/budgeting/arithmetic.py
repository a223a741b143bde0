"""BUD101–108: totals are what their rows add up to, and the parts of a budget agree with one another."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from strategia.diagnostics import Money, Severity, Terms
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.rules.budgeting.signs import as_meant
from strategia.lint.rules.budgeting.wording import cause, name, off, places, rows, turned_part
from strategia.model.budget import Budget, CashFlowRow, IncomeRow
from strategia.model.statements import CASH_FLOW_SUMS, INCOME_SUMS, ONE_SIGN_TOTALS
from strategia.trace.money import units
from strategia.trace.statements import Statement, margin_sums, statements
from strategia.trace.sums import EXACT, Figure, Sum, exact_sum, investment_figures, uneven_nets, uneven_units
from strategia.workspace import Workspace

_IN_BOTH = ("annual_margin", "extraordinary_items")
"""The lines that stand in both statements."""

_MARGIN_BESIDE = frozenset(("operating_revenue", "operating_costs", "state_funding"))
"""The lines beside which an operating margin is printed."""

_INVESTED: tuple[tuple[str, Literal["costs", "grants"]], ...] = (
    ("investment_costs", "costs"),
    ("investment_grants", "grants"),
)
"""The lines of the cash flow to which the investments add up, and by which of their amounts."""


@rule("BUD101", Severity.ERROR)
def subtotal_off(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A total of the income statement or the cash flow is what its rows add up to, rounding aside."""
    for budget in map(as_meant, workspace.budgets):
        for statement in statements(budget):
            wrong: dict[tuple[int, str], Decimal] = {}
            for total in statement.uneven():
                if total.holds:
                    continue
                if total.missing:
                    if _is_exceeded(total):
                        remark = off(workspace, budget, total)
                        yield Remark(remark.location, remark.arguments, "over", remark.related)
                    continue
                wrong[id(total.total.entity), total.total.year] = total.difference
                if not _follows(total, wrong):
                    yield off(workspace, budget, total)


def _is_exceeded(total: Sum) -> bool:
    """Whether the rows that are there already come to more than their total."""
    if getattr(total.total.entity, "row", "") not in ONE_SIGN_TOTALS:
        return False
    computed, stated = total.computed, total.total.value
    return computed * stated > 0 and computed.copy_abs() > EXACT.add(stated.copy_abs(), total.tolerance)


def _follows(total: Sum, wrong: dict[tuple[int, str], Decimal]) -> bool:
    """Whether a total is off only because one of its parts is a total that is off itself."""
    inherited = exact_sum(wrong.get((id(part.entity), part.year), Decimal()) for part in total.parts)
    return bool(inherited) and EXACT.add(total.difference, inherited).copy_abs() <= total.tolerance


@rule("BUD102", Severity.INFO)
def rows_missing(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A total is printed with all the rows that make it up."""
    for budget in map(as_meant, workspace.budgets):
        for statement in statements(budget):
            told: set[str] = set()
            for total in statement.uneven():
                row = total.total.entity
                line = getattr(row, "row", "")
                # Where a row only lacks the year, BUD114 says so.
                absent = [part for part in total.missing if part not in statement.lines]
                if line in told or not absent or total.holds or _is_exceeded(total):
                    continue
                told.add(line)
                remark = off(workspace, budget, total)
                arguments = dict(remark.arguments) | {"missing": tuple(Terms("line", (part,)) for part in absent)}
                yield Remark(remark.location, arguments, related=remark.related)
        yield from _without_counterpart(workspace, budget)


def _without_counterpart(workspace: Workspace, budget: Budget) -> Iterator[Remark]:
    """A remark on each line that the income statement lacks, so that nothing can be compared with it."""
    income, cash = statements(budget)
    if budget.operating and "operating_margin" not in income.lines and not _MARGIN_BESIDE.isdisjoint(income.lines):
        missing = {"missing": Terms("line", ("operating_margin",))}
        yield Remark(budget.at("income_statement", key=True), missing, "margin")
    for line in _IN_BOTH:
        if line in income.lines or not income.lines:
            continue
        for row in [row for row in _rows(cash, line) if any(row.amounts.values())][:1]:
            arguments = {"missing": Terms("line", (line,)), "name": name(workspace, row)}
            yield Remark(row.at("row"), arguments, "counterpart", (budget.at("income_statement", key=True),))


@rule("BUD103", Severity.ERROR)
def net_off(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The net of a unit is its revenue less its costs, rounding aside."""
    for budget in map(as_meant, workspace.budgets):
        for total in uneven_nets(budget):
            if not total.holds:
                yield off(workspace, budget, total)


@rule("BUD104", Severity.ERROR)
def unit_off(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The revenue, the costs and the net of a unit are the sum of the units below it, rounding aside."""
    for budget in map(as_meant, workspace.budgets):
        scaled: dict[int, list[tuple[Figure, Sum]]] = defaultdict(list)
        for total in uneven_units(budget):
            if total.holds:
                continue
            variant, suspect = cause(total)
            if variant == "unit" and suspect is not None:
                scaled[id(suspect.entity)].append((suspect, total))
            else:
                yield off(workspace, budget, total, field=Terms("amount", (total.total.key,)))
        for found in scaled.values():
            yield _scaled(workspace, budget, found)


def _scaled(workspace: Workspace, budget: Budget, found: Sequence[tuple[Figure, Sum]]) -> Remark:
    """A remark on a unit in another unit of money than the rest: on its own row, once for all sums that are off."""
    suspect, total = found[0]
    remark = off(workspace, budget, total, field=Terms("amount", (total.total.key,)))
    more = {"value": Money(suspect.written, budget.money), "count": len(found)}
    place = suspect.entity.at(suspect.key, suspect.year)
    related = places(figure for _, one in found for figure in (one.total,) if figure is not suspect)
    return Remark(place, {**remark.arguments, **more}, "unit", related)


@rule("BUD105", Severity.ERROR)
def margin_off(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The operating margin of the income statement is the net of all units, rounding aside."""
    for budget in map(as_meant, workspace.budgets):
        for total in margin_sums(budget, Statement(budget, "income_statement")):
            if not total.holds:
                yield off(workspace, budget, total)


@rule("BUD106", Severity.ERROR)
def statements_disagree(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """What stands in two parts of a budget is the same in both, to the last digit."""
    for budget in map(as_meant, workspace.budgets):
        income, cash = statements(budget)
        for line in _IN_BOTH:
            yield from _between_statements(workspace, budget, line, income, cash)
        for line, key in _INVESTED:
            yield from _with_investments(workspace, budget, cash, line, key)


def _between_statements(
    workspace: Workspace, budget: Budget, line: str, income: Statement, cash: Statement
) -> Iterator[Remark]:
    for row in _rows(cash, line):
        for year in row.amounts:
            here, there = cash.figures(line, year), income.figures(line, year)
            stated, other = (exact_sum(figure.value for figure in figures) for figures in (here, there))
            # Where a line stands in several rows, the first of them tells for all.
            if not there or stated == other or here[0].entity is not row:
                continue
            arguments = {
                "name": name(workspace, row),
                "year": year,
                "stated": Money(stated, budget.money),
                "computed": Money(other, budget.money),
                "difference": Money(EXACT.subtract(stated, other), budget.money),
            }
            variant = "sign" if stated == other.copy_negate() else ""
            yield Remark(row.at("amounts", year), arguments, variant, places(there))


def _with_investments(
    workspace: Workspace, budget: Budget, cash: Statement, line: str, key: Literal["costs", "grants"]
) -> Iterator[Remark]:
    for row in _rows(cash, line):
        for year in row.amounts:
            here, there = cash.figures(line, year), investment_figures(budget, key, year)
            stated, other = (exact_sum(figure.value for figure in figures) for figures in (here, there))
            # A sign that is wrong throughout is another mistake (BUD131).
            if not there or stated.copy_abs() == other.copy_abs() or here[0].entity is not row:
                continue
            turned = here[0].turned
            shown, summed = (value.copy_negate() if turned else value for value in (stated, other))
            arguments = {
                "name": name(workspace, row),
                "year": year,
                "stated": Money(shown, budget.money),
                "computed": Money(summed, budget.money),
                "difference": Money(EXACT.subtract(shown, summed), budget.money),
                "rows": rows(budget, [(name(workspace, one.entity), one) for one in there], turned=turned),
            }
            slip = turned_part(there, stated)
            more = {"row": name(workspace, slip.entity) if slip is not None else ""}
            variant = "investments" if slip is None else "investments_sign"
            yield Remark(row.at("amounts", year), {**arguments, **more}, variant, places(there))


def _rows(statement: Statement, line: str) -> Iterator[IncomeRow | CashFlowRow]:
    return (row for row in statement.rows if row.row == line)


@rule("BUD107", Severity.WARNING)
def line_twice(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A line stands in a statement once, unless its rows have labels that tell them apart."""
    for budget in workspace.budgets:
        for statement in statements(budget):
            sums = INCOME_SUMS if statement.key == "income_statement" else CASH_FLOW_SUMS
            first: dict[tuple[str, str], IncomeRow | CashFlowRow] = {}
            for row in statement.rows:
                # Of a total there is one, whatever it is called.
                label = "" if row.row in sums or row.label is None else str(row.label)
                earlier = first.setdefault((row.row, label), row)
                if earlier is not row:
                    place = earlier.at("row")
                    arguments = {"row": Terms("line", (row.row,)), "line": place.span.line}
                    yield Remark(row.at("row"), arguments, "total" if row.row in sums else "", (place,))


@rule("BUD108", Severity.WARNING)
def appropriations_over(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """What is set aside within a unit is no more than the unit costs."""
    for budget in workspace.budgets:
        within: dict[str, list[Figure]] = defaultdict(list)
        for appropriation in budget.appropriations:
            if appropriation.unit is not None:
                for year, value in appropriation.amounts.items():
                    figure = Figure(appropriation, "amounts", year, value, turned=False)
                    within[appropriation.unit.root].append(figure)
        for unit in units(budget.operating) if within else ():
            for year, costs in (unit.costs or {}).items():
                figures = [figure for figure in within.get(unit.id, ()) if figure.year == year]
                total = exact_sum(figure.value.copy_abs() for figure in figures)
                if total <= costs.copy_abs():
                    continue
                arguments = {
                    "name": unit.id,
                    "year": year,
                    "stated": Money(costs.copy_abs(), budget.money),
                    "computed": Money(total, budget.money),
                    "difference": Money(EXACT.subtract(total, costs.copy_abs()), budget.money),
                    "rows": rows(budget, [(name(workspace, one.entity), one) for one in figures], turned=False),
                }
                yield Remark(unit.at("costs", year), arguments, related=places(figures))
