"""BUD121–127: whether the plan is in balance in time, and what is borrowed for what."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from strategia.diagnostics import Entry, Money, Severity
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.rules.budgeting.wording import name, places, rows, turned_part
from strategia.model.budget import Budget, Deficit
from strategia.source import Location
from strategia.trace.statements import Statement
from strategia.trace.sums import EXACT, exact_sum, investment_figures
from strategia.workspace import Workspace

_BALANCED_AFTER = 2
"""By the end of which year after the budget year a plan is to be in balance (611/2021, 115 §)."""


def surplus_of(income: Statement, year: int) -> Decimal | None:
    """The surplus of a year, a deficit being negative; None where the income statement does not tell."""
    return income.value("surplus", str(year))


@rule("BUD121", Severity.WARNING, hint=True)
def plan_in_deficit(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A plan is in balance by the end of the second year after the budget year.

    The reading: the surpluses and deficits from the budget year to that year, together with a surplus that
    is expected of the year before, do not come to less than nothing.
    """
    for budget in workspace.budgets:
        income = Statement(budget, "income_statement")
        first, last = budget.years[0], budget.years[0] + _BALANCED_AFTER
        results = {year: surplus_of(income, year) for year in range(first, last + 1)}
        known = {year: result for year, result in results.items() if result is not None}
        if len(known) < len(results) or not set(known) <= set(budget.years):
            continue
        before = surplus_of(income, first - 1)
        if before is not None and before > 0:
            known = {first - 1: before} | known
        total = exact_sum(known.values())
        if total < 0:
            arguments = {
                "first": first,
                "last": last,
                "total": Money(total, budget.money),
                "result": Money(known[last], budget.money),
                "rows": _by_year(budget, known),
            }
            variant = "last" if known[last] >= 0 else ""
            yield Remark(_last_place(budget, income, last), arguments, variant)


def _last_place(budget: Budget, income: Statement, year: int) -> Location:
    """Where the surplus of a year stands; the years of the budget where it follows from other rows."""
    own = places(income.figures("surplus", str(year)))
    return own[0] if own else budget.at("years")


def _by_year(budget: Budget, results: Mapping[int, Decimal]) -> tuple[Entry, ...]:
    return tuple(Entry(f"{year}:", Money(result, budget.money)) for year, result in sorted(results.items()))


@rule("BUD122", Severity.WARNING, hint=True)
def deficit_uncovered(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The deficit that a county begins with is covered by its deadline."""
    for budget in workspace.budgets:
        if (deficit := budget.deficit) is None:
            continue
        results = _results(budget, deficit)
        opening = opening_deficit(deficit)
        total = exact_sum((opening, *results.values()))
        reached = _last(deficit, results)
        if reached < deficit.cover_by or total >= 0:
            continue
        arguments = {
            "opening": Money(opening, budget.money),
            "year": deficit.cover_by,
            "total": Money(total, budget.money),
            "rows": _by_year(budget, results),
        }
        yield Remark(deficit.at("cover_by"), arguments, "" if results else "past")


@rule("BUD123", Severity.INFO, hint=True)
def deadline_beyond(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A plan reaches the year by which the deficit is to be covered."""
    for budget in workspace.budgets:
        if (deficit := budget.deficit) is None:
            continue
        results = _results(budget, deficit)
        total = exact_sum((opening_deficit(deficit), *results.values()))
        reached = _last(deficit, results)
        late = reached >= deficit.cover_by
        if deficit.cover_by < budget.years[0] and not (late and total < 0):
            yield _deadline_before(budget, deficit)
            continue
        if late or total >= 0:
            continue
        # A year of the plan whose surplus is not told is a gap; beyond its last year nobody knows.
        arguments = {
            "year": deficit.cover_by,
            "unknown": reached + 1,
            "last": reached,
            "total": Money(total, budget.money),
        }
        yield Remark(deficit.at("cover_by"), arguments, "gap" if reached < max(budget.years) else "")


def _deadline_before(budget: Budget, deficit: Deficit) -> Remark:
    """A remark on a deadline that is over before the plan begins, with the deficit that the plan ends in."""
    last = max(budget.years)
    results = _results_until(budget, deficit, last)
    total = exact_sum((opening_deficit(deficit), *results.values()))
    arguments = {
        "year": deficit.cover_by,
        "first": budget.years[0],
        "last": last,
        "total": Money(total, budget.money),
    }
    variant = "early_deficit" if total < 0 and _last(deficit, results) == last else "early"
    return Remark(deficit.at("cover_by"), arguments, variant, (budget.at("years"),))


def opening_deficit(deficit: Deficit) -> Decimal:
    """The deficit as a negative amount, whichever sign it was written with: a deficit is no surplus."""
    return deficit.opening.copy_abs().copy_negate()


def _begin(deficit: Deficit) -> int:
    """The first year whose result counts towards the deficit."""
    when = deficit.when.end
    return when.year if (when.month, when.day) == (1, 1) else when.year + 1


def _results(budget: Budget, deficit: Deficit) -> dict[int, Decimal]:
    """The surpluses and deficits from when the deficit is told to its deadline, as far as they are known."""
    return _results_until(budget, deficit, deficit.cover_by)


def _results_until(budget: Budget, deficit: Deficit, last: int) -> dict[int, Decimal]:
    """The surpluses and deficits from when the deficit is told to a year, as far as they are known."""
    income = Statement(budget, "income_statement")
    found: dict[int, Decimal] = {}
    for year in range(_begin(deficit), last + 1):
        result = surplus_of(income, year)
        if result is None:
            break
        found[year] = result
    return found


def _last(deficit: Deficit, results: Mapping[int, Decimal]) -> int:
    """The last year whose result is counted."""
    return max(results, default=_begin(deficit) - 1)


@rule("BUD124", Severity.WARNING, hint=True)
def loans_over_investments(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Long-term loans are raised for investments only: for no more than these cost the county itself."""
    for budget in workspace.budgets:
        cash = Statement(budget, "cash_flow")
        for year in dict.fromkeys(map(str, budget.years)):
            loans, own = cash.value("loans_raised", year), _own_investments(budget, cash, year)
            if loans is not None and own is not None and loans > own:
                arguments = {
                    "year": year,
                    "loans": Money(loans, budget.money),
                    "investments": Money(own, budget.money),
                    "difference": Money(EXACT.subtract(loans, own), budget.money),
                }
                yield Remark(places(cash.figures("loans_raised", year))[0], arguments)


def _own_investments(budget: Budget, cash: Statement, year: str) -> Decimal | None:
    """What investments cost in a year, less grants and disposals; None where the budget does not tell."""
    figures = cash.figures("investment_costs", year)
    grants = cash.figures("investment_grants", year)
    if not figures:
        figures = investment_figures(budget, "costs", year)
        grants = grants or investment_figures(budget, "grants", year)
    if not figures:
        return None
    # A cost with the wrong sign is another mistake (BUD131).
    costs = exact_sum(figure.value.copy_abs() for figure in figures)
    others = exact_sum(figure.value for figure in (*grants, *cash.figures("disposals", year)))
    return max(EXACT.subtract(costs, others), Decimal())


@rule("BUD125", Severity.WARNING, hint=True)
def loans_over_authority(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Long-term loans are raised within the loan authority of the year."""
    for budget in workspace.budgets:
        if (authority := budget.loan_authority) is None:
            continue
        cash = Statement(budget, "cash_flow")
        for year, most in authority.amounts.items():
            loans = cash.value("loans_raised", year)
            if loans is not None and loans > most:
                arguments = {
                    "year": year,
                    "loans": Money(loans, budget.money),
                    "authority": Money(most, budget.money),
                    "difference": Money(EXACT.subtract(loans, most), budget.money),
                }
                related = (authority.at("amounts", year),)
                yield Remark(places(cash.figures("loans_raised", year))[0], arguments, related=related)


@rule("BUD126", Severity.WARNING, hint=True)
def off_investment_plan(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The investments of a year come to what the investment plan has for it, to the last digit."""
    for budget in workspace.budgets:
        plan = budget.investment_plan or {}
        # The plan reaches further than the budget, but it begins no later.
        for year in dict.fromkeys((*map(str, budget.years), *plan)) if plan else ():
            figures, planned = investment_figures(budget, "costs", year), plan.get(year)
            total = exact_sum(figure.value for figure in figures)
            if not figures or total.copy_abs() == (planned or Decimal()).copy_abs():
                continue
            # Nothing says with which sign the plan is written.
            shown = total.copy_sign(figures[0].written if planned is None else planned)
            arguments = {
                "year": year,
                "stated": Money(planned or Decimal(), budget.money),
                "computed": Money(shown, budget.money),
                "difference": Money(EXACT.subtract(planned or Decimal(), shown), budget.money),
                "rows": rows(budget, [(name(workspace, one.entity), one) for one in figures], turned=figures[0].turned),
            }
            if planned is None:
                yield Remark(budget.at("investment_plan", key=True), arguments, "missing", places(figures))
            else:
                slip = turned_part(figures, planned.copy_abs().copy_negate())
                more = {"row": name(workspace, slip.entity) if slip is not None else ""}
                variant = "" if slip is None else "sign"
                yield Remark(budget.at("investment_plan", year), {**arguments, **more}, variant, places(figures))


@rule("BUD127", Severity.WARNING, hint=True)
def loans_without_authority(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Long-term loans of the budget year have a loan authority.

    **Why** the budget year alone: the authority of a later year is not decided yet.
    """
    for budget in workspace.budgets:
        cash, authority, year = Statement(budget, "cash_flow"), budget.loan_authority, str(budget.years[0])
        loans = cash.value("loans_raised", year)
        if loans is not None and loans > 0 and (authority is None or year not in authority.amounts):
            arguments = {"year": year, "loans": Money(loans, budget.money)}
            related = () if authority is None else (authority.at("amounts", key=True),)
            yield Remark(places(cash.figures("loans_raised", year))[0], arguments, related=related)
