"""Budgets made to be right are silent; one changed cell is told of, with its row and its difference."""

import time
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from strategia.diagnostics import Diagnostic, Entry, Money, Severity, Terms, ordered
from strategia.languages import LANGUAGES, lexicon
from strategia.linking import link
from strategia.lint import lint
from strategia.lint.levels import Levels
from strategia.lint.rule import Context
from strategia.lint.rules import RULES
from strategia.loading.composing import grow
from strategia.loading.validation import validate
from strategia.model.budget import Budget
from strategia.model.statements import CASH_FLOW_SUMS, COST_LINES, INCOME_SUMS, OCCASIONAL_LINES
from strategia.reporters import worded
from strategia.source import Source
from strategia.trace.sums import Sum, decimals
from strategia.workspace import Workspace

YEARS = ("2026", "2027", "2028")
SUMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "income_statement": {str(total): parts for total, parts in INCOME_SUMS.items()},
    "cash_flow": {str(total): parts for total, parts in CASH_FLOW_SUMS.items()},
}
Cells = dict[tuple[str, str], Decimal]
"""By line and year: an amount with costs negative."""


def leaves(key: str) -> list[str]:
    """The lines of a statement that are no totals, in order."""
    return [part for parts in SUMS[key].values() for part in parts if part not in SUMS[key]]


def totalled(key: str, cells: Cells) -> Cells:
    """The cells of a statement with all its totals."""
    whole = dict(cells)
    for total, parts in SUMS[key].items():
        for year in YEARS:
            whole[total, year] = sum((whole.get((part, year), Decimal()) for part in parts), Decimal())
    return whole


def rounded(cells: Cells) -> Cells:
    return {place: value.quantize(Decimal(1), ROUND_HALF_EVEN) for place, value in cells.items()}


def statement(key: str, cells: Cells, signs: str) -> str:
    """A statement as it is written in a file."""
    lines = dict.fromkeys(line for line, _ in cells)
    text = f"{key}:\n"
    for line in lines:
        turned = signs == "costs_positive" and line in COST_LINES
        amounts = {year: cells[line, year] for year in YEARS if (line, year) in cells}
        written = ", ".join(f"{year}: {-value if turned else value:f}" for year, value in amounts.items())
        text += f"- {{row: {line}, amounts: {{{written}}}}}\n"
    return text


def workspace(body: str, money: str = "teur", signs: str = "costs_negative") -> Workspace:
    head = f"kind: budget\ncounty: lappi\ntitle: Esimerkki\nillustrative: true\nyears: [{', '.join(YEARS)}]\n"
    tree, _ = grow(Source("budget.yaml", f"{head}money: {money}\nsigns: {signs}\n{body}"))
    assert tree is not None
    budget, wrong = validate(tree, Budget)
    assert budget is not None, wrong
    return link([budget], "lappi", complete=True)[0]


def told(space: Workspace, *codes: str) -> list[Diagnostic]:
    rules = [rule for rule in RULES if rule.code.startswith(codes or ("BUD",))]
    assert rules
    return ordered(lint(space, Context(date(2026, 6, 30)), Levels(), rules).diagnostics)


def difference(diagnostic: Diagnostic) -> Decimal:
    money = diagnostic.arguments["difference"]
    assert isinstance(money, Money)
    return money.amount


def line_of(space: Workspace, key: str, line: str) -> int:
    """On which line of the file the row of a statement stands."""
    row = next(row for row in getattr(space.budgets[0], key) if row.row == line)
    return int(row.at("row").span.line)


keys = st.sampled_from(["income_statement", "cash_flow"])
signs = st.sampled_from(["costs_negative", "costs_positive"])
exact = st.integers(-999_999_999, 999_999_999).map(lambda number: Decimal(number).scaleb(-3))


@st.composite
def cells(draw: st.DrawFn, key: str) -> Cells:
    """A statement whose rows are arbitrary; lines that are often empty may be left out."""
    lines = [line for line in leaves(key) if line not in OCCASIONAL_LINES or draw(st.booleans())]
    return {(line, year): draw(exact) for line in lines for year in YEARS}


@given(st.data(), keys, signs)
def test_a_statement_that_adds_up_is_silent_in_either_convention(data: st.DataObject, key: str, sign: str) -> None:
    made = totalled(key, data.draw(cells(key)))
    assert told(workspace(statement(key, made, sign), signs=sign), "BUD10") == []


@given(st.data(), keys)
def test_rounding_every_figure_by_itself_is_no_mistake(data: st.DataObject, key: str) -> None:
    made = data.draw(cells(key))
    # Where halves meet, what is rounded up and what down is a matter of taste.
    assume(all(value % 1 != Decimal("0.5") for value in totalled(key, made).values()))
    assert told(workspace(statement(key, rounded(totalled(key, made)), "costs_negative")), "BUD101") == []


@given(st.data(), keys, signs)
def test_one_changed_cell_is_told_of_once_with_its_row_and_its_difference(
    data: st.DataObject, key: str, sign: str
) -> None:
    made = rounded(totalled(key, rounded(data.draw(cells(key)))))
    line, year = data.draw(st.sampled_from(sorted(made)))
    change = data.draw(st.integers(10, 4_000)) * data.draw(st.sampled_from([-1, 1]))
    made[line, year] += change
    space = workspace(statement(key, made, sign), signs=sign)
    diagnostics = told(space, "BUD101")
    above = [total for total, parts in SUMS[key].items() if line in parts]
    # A total with parts is wrong itself; of another row, what it is a part of.
    blamed = line if any((part, year) in made for part in SUMS[key].get(line, ())) else above[0]
    turned = sign == "costs_positive" and blamed in COST_LINES
    assert [(d.location and d.location.span.line, d.arguments["year"]) for d in diagnostics] == [
        (line_of(space, key, blamed), year)
    ]
    assert difference(diagnostics[0]) == (change if blamed == line else -change) * (-1 if turned else 1)
    if blamed != line:
        shown = diagnostics[0].arguments["rows"]
        assert isinstance(shown, tuple)
        names = [entry.name for entry in shown if isinstance(entry, Entry)]
        assert Terms("line", (line,)) in names


Unit = tuple[Decimal, Decimal, list["Unit"]]
"""Revenue, costs and the units below."""


def unit_text(unit: Unit, name: str, sign: int) -> str:
    revenue, costs, below = unit
    inner = ", ".join(unit_text(child, f"{name}-{n}", sign) for n, child in enumerate(below))
    units = f", units: [{inner}]" if below else ""
    net = revenue + costs
    return (
        f"{{id: {name}, name: {name}, revenue: {{2026: {revenue}}}, costs: {{2026: {costs * sign}}}, "
        f"net: {{2026: {net}}}{units}}}"
    )


whole = st.integers(0, 10**9).map(Decimal)


def summed(below: list[Unit]) -> Unit:
    return sum((u[0] for u in below), Decimal()), sum((u[1] for u in below), Decimal()), below


unit_trees: st.SearchStrategy[Unit] = st.recursive(
    st.tuples(whole, whole.map(lambda value: -value), st.just([])),
    lambda inner: st.lists(inner, min_size=1, max_size=4).map(summed),
    max_leaves=12,
)


@given(unit_trees, signs)
def test_units_that_add_up_are_silent(unit: Unit, sign: str) -> None:
    text = "operating:\n- " + unit_text(unit, "u", -1 if sign == "costs_positive" else 1) + "\n"
    assert told(workspace(text, signs=sign), "BUD10") == []


@given(st.lists(unit_trees, min_size=1, max_size=3), st.integers(10, 10**6), st.data())
def test_a_unit_that_is_not_the_sum_of_its_units_is_told_of(
    below: list[Unit], change: int, data: st.DataObject
) -> None:
    revenue, costs, _ = summed(below)
    more = data.draw(st.sampled_from([-change, change]))
    text = "operating:\n- " + unit_text((revenue, costs + more, below), "u", 1) + "\n"
    diagnostics = told(workspace(text), "BUD103", "BUD104")
    # −500 over −1 looks like thousands beside millions, which is told once for both sums.
    assume(all(diagnostic.variant != "unit" for diagnostic in diagnostics))
    fields = [(d.code, d.arguments["field"], difference(d)) for d in diagnostics]
    assert fields == [("BUD104", Terms("amount", (name,)), Decimal(more)) for name in ("costs", "net")]


@given(unit_trees, st.integers(10, 10**6))
def test_the_units_together_are_the_operating_margin(unit: Unit, change: int) -> None:
    net = unit[0] + unit[1]
    text = (
        "operating:\n- " + unit_text(unit, "u", 1) + "\nincome_statement:\n- {row: operating_margin, amounts: {2026: "
    )
    assert told(workspace(f"{text}{net}}}}}\n"), "BUD105") == []
    (diagnostic,) = told(workspace(f"{text}{net - change}}}}}\n"), "BUD105")
    assert difference(diagnostic) == -change


# --- tolerance ----------------------------------------------------------------------------


def one_sum(total: str, *parts: str, money: str = "teur") -> list[Diagnostic]:
    names = ("purchased_services", "supplies", "grants_given", "other_costs", "salaries", "social_costs")
    rows = "".join(f"- {{row: {n}, amounts: {{2026: {v}}}}}\n" for n, v in zip(names, parts, strict=False))
    text = f"income_statement:\n{rows}- {{row: operating_costs, amounts: {{2026: {total}}}}}\n"
    return told(workspace(text, money), "BUD101")


SIX = ("-1", "-2", "-3", "-4", "-5", "-6")


@pytest.mark.parametrize(("total", "count"), [("-21", 0), ("-24", 0), ("-18", 0), ("-25", 1), ("-17", 1)])
def test_six_rows_may_be_off_by_three_units(total: str, count: int) -> None:
    assert len(one_sum(total, *SIX)) == count


def test_the_unit_is_the_last_decimal_that_is_shown() -> None:
    parts = ("-1.1", "-2", "-3", "-4", "-5", "-6")
    assert one_sum("-21.4", *parts) == []
    assert len(one_sum("-21.5", *parts)) == 1


def test_what_a_spreadsheet_leaves_behind_the_cents_counts_for_nothing() -> None:
    parts = ("-0.1", "-0.2", "0", "0", "0", "0")
    assert one_sum("-0.300000000000000004", *parts) == []
    assert len(one_sum("-0.34", *parts, money="meur")) == 1


def test_a_sum_of_long_numbers_is_not_rounded() -> None:
    long = "123456789012345678.123456789012345678"
    parts = (f"-{long}", "-0.01", "0", "0", "0", "0")
    (diagnostic,) = one_sum(f"-{long[:17]}0.13", *parts, money="eur")
    assert abs(difference(diagnostic)) > 7


def test_decimals_are_those_that_are_written() -> None:
    assert [decimals(Decimal(text)) for text in ("1", "1.0", "0.25", "1E+3")] == [0, -1, -2, 0]
    assert Sum.__doc__


# --- words --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_written_as_the_language_writes_them(language: str) -> None:
    words = lexicon(language)
    point, space = (".", ",") if language == "en" else (",", "\u00a0")
    assert words.number(Decimal("-1234567.50")) == f"−1{space}234{space}567{point}50"
    assert words.number(Decimal("-0.00")) == f"0{point}00"
    assert words.number(Decimal("1E+5")) == f"100{space}000"
    millions = {"fi": "−5\u00a0M€", "sv": "−5\u00a0miljoner euro", "en": "−€5\u00a0million"}
    assert words.money(Decimal(-5), "meur") == millions[language]
    # Longer than what Python computes with, and longer than Babel takes.
    long = words.number(Decimal("123456789012345678.123456789012345678"))
    assert long.replace(space, "") == f"123456789012345678{point}123456789012345678"


@pytest.mark.parametrize("language", LANGUAGES)
def test_arguments_are_told_in_the_language_of_the_report(language: str) -> None:
    (diagnostic,) = one_sum("-1025.5", "-1000", "-2", "-3", "-4", "-5", "-6", money="meur")
    message = worded(diagnostic, lexicon(language)).message
    assert lexicon(language).term("line.operating_costs") in message
    assert lexicon(language).money(Decimal("-1025.5"), "meur") in message
    assert lexicon(language).money(Decimal("-5.5"), "meur") in message
    assert "Terms" not in message
    assert "Decimal" not in message


# --- hostile ------------------------------------------------------------------------------

MOST = "999999999999999999.999999999999999999"
LEAST = "0.000000000000000001"


def strange(values: Iterable[str]) -> str:
    """A budget in which every amount is odd."""
    a, b, c = values
    amounts = f"{{2026: {a}, 2027: {b}, 2028: {c}}}"
    rows = "".join(f"- {{row: {line}, amounts: {amounts}, change: {amounts}}}\n" for line in leaves("income_statement"))
    rows += "".join(f"- {{row: {line}, amounts: {amounts}, change: {amounts}}}\n" for line in INCOME_SUMS)
    cash = "".join(f"- {{row: {line}, amounts: {amounts}}}\n" for line in (*leaves("cash_flow"), *CASH_FLOW_SUMS))
    links = f"[{{to: strategy, share: {a.lstrip('-')}}}, {{to: environment, amounts: {amounts}}}]"
    return (
        f"income_statement:\n{rows}cash_flow:\n{cash}"
        f"operating:\n- {{id: u, name: x, revenue: {amounts}, costs: {amounts}, net: {amounts}, change: {amounts},\n"
        f"   funds: {links}, units: [{{id: v, name: x, costs: {amounts}}}, {{id: w, name: x, costs: {{2026: 1}}}}]}}\n"
        f"appropriations:\n- {{id: a, name: x, unit: u, amounts: {amounts}, funds: {links}}}\n"
        f"investments:\n- {{id: i, name: x, costs: {amounts}, grants: {amounts}}}\n"
        f"investment_plan: {amounts}\nannounced_savings: {amounts}\n"
        f"loan_authority: {{amounts: {amounts.replace('-', '')}}}\n"
        f"savings:\n- {{id: s, title: x, amounts: {amounts}}}\n"
        f"deficit: {{opening: {a}, when: 2020, cover_by: 2200, basis: x}}\n"
    )


@pytest.mark.parametrize(
    "values",
    [
        (MOST, f"-{MOST}", LEAST),
        (LEAST, LEAST, f"-{LEAST}"),
        ("0", "0", "-0"),
        ("0.0", MOST, "1"),
        ("1", LEAST, MOST),
        ("100000000000000000", "1", "-1"),
    ],
)
@pytest.mark.parametrize("sign", ["costs_negative", "costs_positive"])
@pytest.mark.parametrize("money", ["eur", "meur"])
def test_odd_numbers_raise_nothing_and_can_be_told(values: tuple[str, str, str], sign: str, money: str) -> None:
    text = strange(values).replace("share: 0}", "share: 1}").replace("share: 0.0}", "share: 1}")
    diagnostics = told(workspace(text, money, sign))
    assert {diagnostic.code[:3] for diagnostic in diagnostics} <= {"BUD"}
    for diagnostic in diagnostics:
        for language in LANGUAGES:
            wording = worded(diagnostic, lexicon(language))
            assert len(wording.message) < 2_000


def nested(depth: int, width: int) -> str:
    """Units within units, many at every level."""
    inner = ""
    for level in range(depth):
        siblings = "".join(
            f"{{id: s{level}-{n}, name: x, revenue: {{2026: 1}}, costs: {{2026: -2}}}}, " for n in range(width)
        )
        inner = f"{{id: u{level}, name: x, units: [{siblings}{inner}]}}" if inner else f"{{id: u{level}, name: x}}"
    return f"operating:\n- {{id: top, name: x, costs: {{2026: -1}}, units: [{inner}]}}\n"


LARGE = {
    "rows of one line": "income_statement:\n" + "- {row: salaries, amounts: {2026: -1}}\n" * 5_000,
    "totals of one line": "income_statement:\n" + "- {row: result, amounts: {2026: -1}}\n" * 5_000,
    "units side by side": "operating:\n- id: u\n  name: x\n  costs: {2026: -5}\n  units:\n"
    + "".join(f"  - {{id: u{n}, name: x, costs: {{2026: -1}}, net: {{2027: 3}}}}\n" for n in range(4_000)),
    "units within units": nested(16, 250),
    "years": "income_statement:\n"
    + "".join(
        f"- {{row: {line}, amounts: {{{', '.join(f'{y}: 1' for y in range(1900, 2200))}}}}}\n" for line in INCOME_SUMS
    )
    * 20,
    "links of one row": "operating:\n- id: u\n  name: x\n  costs: {2026: -5}\n  funds:\n"
    + "  - {to: strategy, amounts: {2026: 1}}\n" * 4_000,
    "appropriations of one unit": "operating:\n- {id: u, name: x, costs: {2026: -5}, funds: strategy}\n"
    "appropriations:\n"
    + "".join(f"- {{id: a{n}, name: x, unit: u, amounts: {{2026: 1}}, funds: strategy}}\n" for n in range(4_000)),
    "savings": "announced_savings: {2026: 5}\nsavings:\n"
    + "".join(f"- {{id: s{n}, title: x, amounts: {{2026: 1}}}}\n" for n in range(5_000)),
    "investments": "cash_flow:\n- {row: investment_costs, amounts: {2026: -5}}\ninvestments:\n"
    + "".join(f"- {{id: i{n}, name: x, costs: {{2026: -1}}}}\n" for n in range(5_000)),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_budget_is_looked_at_in_linear_time(name: str) -> None:
    space = workspace(LARGE[name])
    begin = time.process_time()
    diagnostics = told(space)
    seconds = time.process_time() - begin
    assert "RUN002" not in {diagnostic.code for diagnostic in diagnostics}
    assert diagnostics
    assert all(diagnostic.severity in Severity for diagnostic in diagnostics[:10])
    assert seconds < 4


def test_a_sign_slip_is_named_where_investments_or_savings_are_off() -> None:
    investments = "investments:\n" + "".join(
        f"- {{id: {known}, name: {known}, costs: {{2026: {value}}}}}\n" for known, value in (("a", -500), ("b", 300))
    )
    text = investments + "investment_plan: {2026: -800}\n"
    text += "cash_flow:\n- {row: investment_costs, amounts: {2026: -800}}\n"
    text += "savings:\n- {id: c, title: c, amounts: {2026: 70}}\n- {id: d, title: d, amounts: {2026: -20}}\n"
    text += "announced_savings: {2026: 90}\n"
    found = {diagnostic.code: diagnostic for diagnostic in told(workspace(text), "BUD106", "BUD126", "BUD151")}
    assert {code: diagnostic.arguments["row"] for code, diagnostic in found.items()} == {
        "BUD106": "b",
        "BUD126": "b",
        "BUD151": "d",
    }
    for language in LANGUAGES:
        for diagnostic in found.values():
            row = diagnostic.arguments["row"]
            assert f": {row}." in worded(diagnostic, lexicon(language)).remedy
