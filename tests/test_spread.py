"""No euro counts twice, however the rows and the links overlap; and none is lost."""

from decimal import Decimal

from papers import Data, budget, services, strategy, unit, workspace

from strategia.trace.coverage import Thread
from strategia.trace.spread import Spread, spread

GOALS = ("a", "b", "c")


def _spread(*more: Data, **parts: object) -> Spread:
    """How a budget of 2026, in thousands of euros, spreads over the goals."""
    made = workspace(strategy(*({"id": goal, "title": "Apu"} for goal in GOALS)), budget(**parts), *more)
    return spread(Thread(made), made.budgets[0], 2026, {goal: [goal] for goal in GOALS})


def _parts(made: Spread) -> dict[str, Decimal]:
    """Thousands of euros by the goals that they reach."""
    return {"".join(sorted(reached)): euros / 1000 for reached, euros in made.parts.items()}


def test_a_row_promised_in_full_to_two_goals_reaches_both_and_counts_once() -> None:
    made = _spread(operating=[unit("u", -100, funds=["a", "b"])])
    assert _parts(made) == {"ab": 100}
    assert made.to("a") == made.to("b") == made.to("a", "b") == made.whole == 100_000


def test_the_money_of_a_unit_holds_that_of_the_units_below_it() -> None:
    made = _spread(operating=[unit("u", -100, funds="a", units=[unit("v", -30, funds="a"), unit("w", -20)])])
    assert _parts(made) == {"a": 100}


def test_what_a_unit_and_one_below_it_pay_for_different_goals_is_parted() -> None:
    made = _spread(operating=[unit("u", -100, funds="a", units=[unit("v", -30, funds="b")])])
    assert _parts(made) == {"a": 70, "ab": 30}


def test_an_appropriation_within_a_unit_is_part_of_it_and_one_beside_it_is_not() -> None:
    within = {"id": "m", "name": "m", "unit": "u", "amounts": {"2026": 10}, "funds": "b"}
    beside = {"id": "n", "name": "n", "amounts": {"2026": 5}, "funds": "c"}
    made = _spread(operating=[unit("u", -100)], appropriations=[within, beside])
    assert _parts(made) == {"": 90, "b": 10, "c": 5}
    assert made.whole == 105_000


def test_an_appropriation_adds_nothing_to_a_unit_whose_units_hold_all_its_money() -> None:
    money = {"id": "m", "name": "m", "unit": "u", "amounts": {"2026": 10}, "funds": "b"}
    made = _spread(
        operating=[unit("u", -100, units=[unit("v", -60, funds="a"), unit("w", -40)])], appropriations=[money]
    )
    assert _parts(made) == {"": 30, "a": 60, "b": 10}


def test_shares_and_amounts_take_from_what_reaches_nothing_first() -> None:
    funds = [{"to": "a", "share": 40}, {"to": "b", "amounts": {"2026": 25}}]
    made = _spread(operating=[unit("u", -100, funds=funds)])
    assert _parts(made) == {"": 35, "a": 40, "b": 25}


def test_more_is_never_given_than_there_is() -> None:
    funds = [{"to": "a", "share": 80}, {"to": "b", "share": 80}, {"to": "c", "amounts": {"2026": 500}}]
    made = _spread(operating=[unit("u", -100, funds=funds)])
    assert made.whole == made.to(*GOALS) == 100_000
    assert [made.to(goal) / 1000 for goal in GOALS] == [80, 80, 100]


def test_decimals_stay_exact() -> None:
    made = _spread(operating=[unit("u", -0.1, funds={"to": "a", "share": 33.3})])
    assert made.to("a") == Decimal("33.3")


def test_money_for_a_line_below_a_service_line_reaches_what_that_implements() -> None:
    line = {"id": "s", "title": "s", "implements": "a", "lines": [{"id": "t", "title": "t"}]}
    made = _spread(services(goals=[line]), operating=[unit("u", -100, funds="t")])
    assert _parts(made) == {"a": 100}
    assert [row.id for row in made.rows("a")] == ["u"]


def test_an_investment_stands_beside_the_operating_part() -> None:
    investment = {"id": "i", "name": "i", "costs": {"2026": -7}, "funds": ["a", "a"]}
    made = _spread(operating=[unit("u", -1)], investments=[investment])
    assert _parts(made) == {"": 1, "a": 7}
    assert len(made.rows("a")) == 1
