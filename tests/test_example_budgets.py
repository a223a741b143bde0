"""The budgets of the examples: they add up to the last digit, and say row by row what is made up.

The sums are worked out here, from the form of the statements alone, and not by the rules that look at budgets.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from strategia.compiler import Checked, check
from strategia.model.base import Noted, Section, walk
from strategia.model.budget import (
    Appropriation,
    Budget,
    BudgetGoal,
    BudgetUnit,
    CashFlowRow,
    IncomeRow,
    Investment,
    Saving,
)
from strategia.model.links import Link
from strategia.model.papers import SourceText
from strategia.model.services import ServiceLine
from strategia.model.statements import CASH_FLOW_SUMS, COST_LINES, INCOME_SUMS
from strategia.project import Project
from strategia.trace.coverage import Thread
from strategia.trace.money import EUROS, Ledger, amounts, rows
from strategia.workspace import Workspace

COUNTIES = ("kainuu", "lappi")
NOTHING = Decimal(0)

every_county = pytest.mark.parametrize("slug", COUNTIES)


@cache
def _checked() -> Checked:
    return check(Project(Path(__file__).parents[1]), COUNTIES, date(2026, 6, 30))


def _workspace(slug: str) -> Workspace:
    return _checked().workspaces[slug]


def _budget(slug: str) -> Budget:
    (budget,) = _workspace(slug).budgets
    return budget


def _noted(budget: Budget) -> list[Noted]:
    """What stands in a budget and can say of itself that it is made up, but for its sources and its prose."""
    parts = [part for _, part in walk(budget).entities if isinstance(part, Noted)]
    return [part for part in parts if not isinstance(part, Budget | SourceText | Section)]


# --- what is real ---------------------------------------------------------------------------


@every_county
def test_every_row_says_whether_it_is_made_up(slug: str) -> None:
    """A row is made up or has a source; where it has both, a note says which of its figures is which."""
    parts = _noted(_budget(slug))
    assert len(parts) > 25
    assert [part for part in parts if not part.illustrative and part.source is None] == []
    mixed = [part for part in parts if part.illustrative and part.source is not None]
    assert mixed
    assert [part for part in mixed if part.note is None] == []


@every_county
def test_a_budget_says_on_every_page_that_it_is_made_up(slug: str) -> None:
    assert "keksitty" in str(_budget(slug).notice)


@every_county
def test_no_link_of_a_made_up_row_claims_a_source(slug: str) -> None:
    kinds = (ServiceLine, BudgetUnit, Appropriation, Investment, BudgetGoal, Saving)
    links = [edge for edge in _workspace(slug).edges if isinstance(edge.lower, kinds)]
    assert len(links) > 10
    assert {edge.source for edge in links} == {"editor"}


def test_lappi_has_the_public_figures() -> None:
    budget = _budget("lappi")
    first, second = (_lines(budget.income_statement, year) for year in (2023, 2024))
    assert first["operating_revenue"] + first["state_funding"] == Decimal(989_000)
    assert first["state_funding"] == Decimal(858_000)
    assert first["surplus"] == Decimal(-43_200)
    assert second["operating_costs"] == Decimal(-1_063_000)
    assert second["surplus"] == Decimal(-39_000)
    assert budget.loan_authority is not None
    assert budget.loan_authority.amounts == {"2024": Decimal(77_000)}
    assert budget.announced_savings == {"2024": Decimal(47_000), "2025": Decimal(98_000)}
    assert budget.deficit is not None
    assert budget.deficit.opening == NOTHING
    assert budget.deficit.cover_by == 2026
    assert [len(unit.units) for unit in budget.operating] == [5, 4, 4, 4]


def test_kainuu_has_the_public_figures() -> None:
    lines = _lines(_budget("kainuu").income_statement, 2023)
    public = {
        "operating_revenue": 60_300,
        "operating_costs": -447_300,
        "state_funding": 369_200,
        "depreciation": -13_200,
        "surplus": -33_000,
    }
    assert {line: int(lines[line]) for line in public} == public


# --- the arithmetic -------------------------------------------------------------------------


def _lines(statement: Sequence[IncomeRow | CashFlowRow], year: int) -> dict[str, Decimal]:
    """The amounts of a statement by line; every row has one for the year, and no line stands twice."""
    found: dict[str, Decimal] = {row.row: row.amounts[str(year)] for row in statement}
    assert len(found) == len(statement)
    return found


def _wrong(lines: Mapping[str, Decimal], line: str, parts: Sequence[str]) -> bool:
    return lines[line] != sum((lines.get(part, NOTHING) for part in parts), NOTHING)


def _sides(unit: BudgetUnit, year: int) -> tuple[Decimal, Decimal, Decimal]:
    """Revenue, costs and net of a unit."""
    written = (unit.revenue, unit.costs, unit.net)
    revenue, costs, net = ((side or {}).get(str(year), NOTHING) for side in written)
    return revenue, costs, net


def _totals(units: Sequence[BudgetUnit], year: int) -> tuple[Decimal, ...]:
    return tuple(sum(sides, NOTHING) for sides in zip(*(_sides(unit, year) for unit in units), strict=True))


@every_county
def test_the_statements_add_up(slug: str) -> None:
    budget = _budget(slug)
    assert budget.signs == "costs_negative"
    assert [year - budget.years[0] for year in budget.years] == [0, 1, 2]
    for year in budget.years:
        income, cash = _lines(budget.income_statement, year), _lines(budget.cash_flow, year)
        assert [line for line, parts in INCOME_SUMS.items() if _wrong(income, line, parts)] == []
        assert [line for line, parts in CASH_FLOW_SUMS.items() if _wrong(cash, line, parts)] == []
        assert cash["annual_margin"] == income["annual_margin"]
        assert all(value <= NOTHING for line, value in {**income, **cash}.items() if line in COST_LINES)


@every_county
def test_the_units_add_up_to_the_income_statement(slug: str) -> None:
    budget = _budget(slug)
    for year in budget.years:
        income = _lines(budget.income_statement, year)
        wanted = (income["operating_revenue"], income["operating_costs"], income["operating_margin"])
        assert _totals(budget.operating, year) == wanted
        for unit in (row for row in rows(budget) if isinstance(row, BudgetUnit)):
            revenue, costs, net = _sides(unit, year)
            assert net == revenue + costs, unit.id
            assert not unit.units or _totals(unit.units, year) == (revenue, costs, net), unit.id


@every_county
def test_investments_loans_and_savings_agree(slug: str) -> None:
    budget = _budget(slug)
    for year in budget.years:
        key, cash = str(year), _lines(budget.cash_flow, year)
        spent = sum((row.costs.get(key, NOTHING) for row in budget.investments), NOTHING)
        granted = sum(((row.grants or {}).get(key, NOTHING) for row in budget.investments), NOTHING)
        saved = sum((saving.amounts.get(key, NOTHING) for saving in budget.savings), NOTHING)
        assert spent == cash["investment_costs"] == (budget.investment_plan or {})[key]
        assert granted == cash["investment_grants"]
        assert cash.get("loans_raised", NOTHING) <= -spent
        assert saved == (budget.announced_savings or {}).get(key, NOTHING)
    assert all(saving.impact is not None for saving in budget.savings)


@every_county
def test_printed_changes_are_those_of_the_figures(slug: str) -> None:
    printed = 0
    for row in _budget(slug).income_statement:
        for year, change in (row.change or {}).items():
            before, now = row.amounts[str(int(year) - 1)], row.amounts[year]
            assert abs((now - before) / abs(before) * 100) == pytest.approx(change, abs=Decimal("0.05"))
            printed += 1
    assert printed == (4 if slug == "lappi" else 0)


@every_county
def test_no_row_promises_more_than_it_has(slug: str) -> None:
    """Nor do the appropriations within a unit come to more than the links of the unit leave them."""
    budget = _budget(slug)
    promised: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for payment in Ledger(_workspace(slug)).payments:
        promised[payment.row.id, payment.year] += payment.euros
    for row in budget.appropriations:
        for year, amount in row.amounts.items():
            promised[str(row.unit), int(year)] += amount * EUROS[budget.money]
    had = {
        (row.id, int(year)): amount * EUROS[budget.money]
        for row in rows(budget)
        for year, amount in amounts(row).items()
    }
    assert len(promised) > 20
    assert {place: euros for place, euros in promised.items() if euros > had[place]} == {}


# --- the thread -----------------------------------------------------------------------------


def test_the_thread_of_lappi_is_worth_looking_at() -> None:
    """Some goals have both lines and money, some have one of them, and some have gaps."""
    workspace = _workspace("lappi")
    (services,) = workspace.services
    lines = [part for _, part in walk(services).entities if isinstance(part, ServiceLine)]
    assert len(lines) == 20
    assert sum(line.no_cost is not None for line in lines) == 3
    found = Counter((goal.strands["services"].status, goal.strands["money"].status) for goal in Thread(workspace).goals)
    assert found["covered", "covered"] >= 9
    assert found["uncovered", "covered"] >= 5
    assert found["uncovered", "uncovered"] >= 5


def test_one_link_of_lappi_is_suspect_since_its_goal_was_reworded() -> None:
    workspace = _workspace("lappi")
    thread = Thread(workspace)
    reviewed = [edge for edge in workspace.edges if isinstance(edge.written, Link) and edge.written.reviewed]
    assert len(reviewed) == 11
    (suspect,) = (edge for edge in reviewed if thread.status(edge) == "suspect")
    assert suspect.target == "ta-kustannustietoisuus-kasvaa"
    assert thread.changes_of(suspect) == ("wording",)


def test_indicators_that_the_budget_computes_say_how() -> None:
    computed = [indicator.id for indicator in _workspace("lappi").indicators if indicator.computed is not None]
    assert computed == ["nettokayttokustannukset", "tilikauden-tulos", "vuosikate", "rahoituksen-suhde"]
