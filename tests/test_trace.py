"""The golden thread: the states of links and goals, the money that reaches them, what a fingerprint notices."""

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from strategia.linking import link
from strategia.loading import load
from strategia.trace.coverage import Coverage, Strand, Thread, within
from strategia.trace.reach import Reach
from strategia.workspace import Edge, Workspace

STRATEGY = """\
kind: strategy
county: lappi
title: Esimerkki
period: {from: 2026, to: 2029}
illustrative: true
priorities:
  - id: arki
    title: Toimiva arki
    goals:
      - {id: hoitoon, title: Hoitoon pääsee ajoissa.}
      - id: lahella
        title: Palvelut ovat lähellä.
        points:
          - {id: lahella-kotona, text: myös kotona}
  - id: talous
    title: Tasapainoinen talous
    perspectives:
      - id: rahat
        title: Rahat
        goals:
          - {id: riittaa, title: Rahat riittävät.}
"""
SERVICES = "kind: service-strategy\ncounty: lappi\ntitle: Palvelustrategia\nillustrative: true\n"
BUDGET = """\
kind: budget
county: lappi
title: Talousarvio
illustrative: true
years: [2026, 2027]
money: teur
signs: costs_negative
"""


@pytest.fixture
def linked(tmp_path: Path) -> Callable[..., Workspace]:
    """Makes a workspace of Lappi from the texts of files; `start` stands before what is given for the strategy."""

    def made(strategy: str = "", services: str = "", budget: str = "", start: str = STRATEGY) -> Workspace:
        texts = {"strategy": start + strategy}
        if services:
            texts["services"] = SERVICES + services
        if budget:
            texts["budget"] = BUDGET + budget
        for name, text in texts.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        loaded = load([tmp_path / f"{name}.yaml" for name in texts], tmp_path)
        assert loaded.diagnostics == []
        return link(loaded.roots, "lappi", complete=loaded.complete)[0]

    return made


Linked = Callable[..., Workspace]


def _goal(thread: Thread, goal: str) -> Coverage:
    return next(coverage for coverage in thread.goals if coverage.goal.id == goal)


def _link(workspace: Workspace, lower: str, upper: str) -> Edge:
    return next(e for e in workspace.edges if getattr(e.lower, "id", "") == lower and e.target == upper)


def _names(edges: tuple[Edge, ...] | list[Edge]) -> list[str]:
    return [f"{getattr(edge.lower, 'id', '')}:{edge.target}" for edge in edges]


MEASURE = "measures:\n  - {id: teko, text: Avataan vastaanotto., serves: hoitoon}\n"
LINE = "goals:\n  - {id: iltaan, title: Iltavastaanotto, implements: hoitoon}\n"
ROW = "appropriations:\n  - {id: raha, name: Iltaraha, amounts: {2026: 500, 2027: 400}, funds: %s}\n"
INDICATOR = "indicators:\n  - {id: jono, name: Jono, type: count, serves: hoitoon}\n"


# --- links --------------------------------------------------------------------------------


def test_a_link_that_nobody_has_reviewed_is_sound(linked: Linked) -> None:
    workspace = linked(MEASURE)
    assert Thread(workspace).status(_link(workspace, "teko", "hoitoon")) == "sound"


def test_a_link_to_the_whole_strategy_is_sound_also_where_the_setting_is_not_described(linked: Linked) -> None:
    workspace = linked("measures:\n  - {id: teko, text: Avataan., serves: [strategy, environment]}\n")
    thread = Thread(workspace)
    assert [thread.status(edge) for edge in workspace.edges] == ["sound", "sound"]


@pytest.mark.parametrize("target", ["kuu", "jono"])
def test_a_link_that_leads_nowhere_or_to_the_wrong_kind_is_broken(linked: Linked, target: str) -> None:
    workspace = linked(f"measures:\n  - {{id: teko, text: Avataan., serves: {target}}}\n{INDICATOR}")
    assert Thread(workspace).status(_link(workspace, "teko", target)) == "broken"


def test_a_link_whose_target_says_something_else_by_now_is_suspect(linked: Linked) -> None:
    written = "measures:\n  - {id: teko, text: Avataan., serves: {to: hoitoon, reviewed: %s}}\n"
    thread = Thread(linked(written % "w00000000"))
    edge = _link(thread.workspace, "teko", "hoitoon")
    assert thread.status(edge) == "suspect"
    assert thread.changes_of(edge) == ("wording",)
    thread = Thread(linked(written % thread.fingerprint(edge)))
    edge = _link(thread.workspace, "teko", "hoitoon")
    assert thread.status(edge) == "sound"
    assert thread.changes_of(edge) == ()


def test_a_broken_link_carries_nothing(linked: Linked) -> None:
    # Goals of the budget can be served and funded, but a line of the service strategy does not implement them.
    workspace = linked(
        services="goals:\n  - {id: iltaan, title: Iltavastaanotto, implements: odotus}\n",
        budget="goals:\n  - {id: odotus, title: Jonot lyhenevät, implements: hoitoon}\n",
    )
    coverage = _goal(Thread(workspace), "hoitoon")
    assert coverage.statuses["services"] == "uncovered"
    assert _names(coverage.links) == ["odotus:hoitoon"]


# --- items --------------------------------------------------------------------------------


def _statuses(thread: Thread, goal: str) -> dict[Strand, str]:
    """The statuses of a goal, which must be the same with its links and without."""
    coverage = _goal(thread, goal)
    statuses: dict[Strand, str] = {strand: carried.status for strand, carried in coverage.strands.items()}
    assert statuses == coverage.statuses
    return statuses


def test_a_strand_without_any_material_is_not_asked_for(linked: Linked) -> None:
    assert _statuses(Thread(linked(MEASURE)), "hoitoon") == {"measures": "covered"}
    assert _goal(Thread(linked(MEASURE)), "hoitoon").shallow == "covered"
    assert _goal(Thread(linked(MEASURE)), "lahella").shallow == "uncovered"


def test_a_county_with_a_strategy_alone_has_uncovered_goals(linked: Linked) -> None:
    assert [(c.statuses, c.shallow, c.deep) for c in Thread(linked()).goals] == [({}, "uncovered", "uncovered")] * 3


def test_every_strand_is_covered_by_a_link_of_its_own(linked: Linked) -> None:
    thread = Thread(linked(MEASURE + INDICATOR, LINE, ROW % "hoitoon"))
    assert _statuses(thread, "hoitoon") == dict.fromkeys(("measures", "services", "money", "indicators"), "covered")
    assert _goal(thread, "hoitoon").shallow == "covered"
    carried = _goal(thread, "hoitoon").strands
    assert {strand: _names(carried[strand].edges) for strand in carried} == {
        "measures": ["teko:hoitoon"],
        "services": ["iltaan:hoitoon"],
        "money": ["raha:hoitoon"],
        "indicators": ["jono:hoitoon"],
    }


def test_some_strands_make_a_goal_partly_covered(linked: Linked) -> None:
    thread = Thread(linked(MEASURE, LINE.replace("hoitoon", "lahella")))
    assert _statuses(thread, "hoitoon") == {"measures": "covered", "services": "uncovered"}
    assert [c.shallow for c in thread.goals] == ["partly", "partly", "uncovered"]


def test_what_carries_a_priority_as_a_whole_covers_its_goals_partly(linked: Linked) -> None:
    thread = Thread(linked("", LINE.replace("hoitoon", "arki"), ROW % "iltaan"))
    assert _statuses(thread, "hoitoon") == {"services": "partly", "money": "partly"}
    assert _statuses(thread, "riittaa") == {"services": "uncovered", "money": "uncovered"}
    carried = _goal(thread, "hoitoon").strands
    assert _names(carried["services"].edges) == ["iltaan:arki"]
    assert _names(carried["money"].edges) == ["raha:iltaan"]
    assert _goal(thread, "hoitoon").payments == ()


def test_what_carries_a_perspective_or_a_point_covers_the_goal(linked: Linked) -> None:
    measures = "measures:\n  - {id: a, text: A., serves: rahat}\n  - {id: b, text: B., serves: lahella-kotona}\n"
    thread = Thread(linked(measures))
    assert [c.statuses["measures"] for c in thread.goals] == ["uncovered", "covered", "covered"]
    assert _names(_goal(thread, "lahella").links) == ["b:lahella-kotona"]
    assert _names(_goal(thread, "riittaa").links) == ["a:rahat"]


def test_the_whole_strategy_carries_no_single_goal(linked: Linked) -> None:
    thread = Thread(linked("measures:\n  - {id: teko, text: Tehdään., serves: strategy}\n"))
    assert {c.shallow for c in thread.goals} == {"uncovered"}


def test_a_suspect_link_covers_partly(linked: Linked) -> None:
    line = "goals:\n  - {id: iltaan, title: Ilta, implements: {to: hoitoon, reviewed: w00000000}}\n"
    thread = Thread(linked("", line, ROW % "iltaan"))
    # The money is promised to the line; whether the line still serves the goal is what must be looked at.
    assert _statuses(thread, "hoitoon") == {"services": "partly", "money": "partly"}
    assert _names(_goal(thread, "hoitoon").strands["money"].edges) == ["raha:iltaan"]


def test_a_second_way_that_is_sound_covers_beside_a_suspect_one(linked: Linked) -> None:
    lines = LINE + "  - {id: aamuun, title: Aamu, implements: {to: hoitoon, reviewed: w00000000}}\n"
    thread = Thread(linked("", lines, ROW % "[iltaan, aamuun]"))
    assert _statuses(thread, "hoitoon") == {"services": "covered", "money": "covered"}


def test_a_goal_that_says_why_it_needs_no_money_is_excused(linked: Linked) -> None:
    excused = STRATEGY.replace("title: Hoitoon pääsee ajoissa.", "title: Hoitoon., no_cost: Omana työnä.")
    thread = Thread(linked(MEASURE, budget=ROW % "arki", start=excused))
    assert _statuses(thread, "hoitoon") == {"measures": "covered", "money": "excused"}
    assert str(_goal(thread, "hoitoon").strands["money"].reason) == "Omana työnä."
    assert _goal(thread, "hoitoon").shallow == "covered"


def test_a_goal_whose_carriers_all_need_no_money_is_excused_with_their_reason(linked: Linked) -> None:
    free = MEASURE.replace("serves:", "no_cost: Omana työnä., serves:")
    thread = Thread(linked(free, "", ROW % "talous"))
    assert _statuses(thread, "hoitoon")["money"] == "excused"
    assert str(_goal(thread, "hoitoon").strands["money"].reason) == "Omana työnä."
    thread = Thread(linked(free + "  - {id: toinen, text: Toinen., serves: hoitoon}\n", "", ROW % "talous"))
    assert _statuses(thread, "hoitoon")["money"] == "uncovered"


def test_a_goal_that_needs_nothing_but_money_and_no_money_is_excused(linked: Linked) -> None:
    excused = STRATEGY.replace("title: Hoitoon pääsee ajoissa.", "title: Hoitoon., no_cost: Omana työnä.")
    thread = Thread(linked(budget=ROW % "lahella", start=excused))
    assert [c.shallow for c in thread.goals] == ["excused", "covered", "uncovered"]


# --- deep ---------------------------------------------------------------------------------


def test_deep_coverage_asks_for_the_money_of_every_carrier(linked: Linked) -> None:
    thread = Thread(linked(MEASURE, LINE, ROW % "hoitoon"))
    assert (_goal(thread, "hoitoon").shallow, _goal(thread, "hoitoon").deep) == ("covered", "partly")
    thread = Thread(linked(MEASURE, LINE, ROW % "[teko, iltaan]"))
    assert (_goal(thread, "hoitoon").shallow, _goal(thread, "hoitoon").deep) == ("covered", "covered")


def test_a_carrier_that_says_why_it_needs_no_money_leaves_deep_coverage_whole(linked: Linked) -> None:
    free = MEASURE.replace("serves:", "no_cost: Omana työnä., serves:")
    thread = Thread(linked(free, LINE, ROW % "iltaan"))
    assert (_goal(thread, "hoitoon").shallow, _goal(thread, "hoitoon").deep) == ("covered", "covered")


def test_a_goal_without_money_is_excused_as_far_as_the_money_and_not_covered(linked: Linked) -> None:
    free = MEASURE.replace("serves:", "no_cost: Omana työnä., serves:")
    goal = _goal(Thread(linked(free, "", ROW % "talous")), "hoitoon")
    assert (goal.shallow, goal.deep) == ("covered", "excused")


def test_deep_coverage_looks_through_a_chain(linked: Linked) -> None:
    lines = LINE + "  - {id: hoitajat, title: Hoitajat, implements: iltaan}\n"
    assert _goal(Thread(linked("", lines, ROW % "iltaan")), "hoitoon").deep == "partly"
    assert _goal(Thread(linked("", lines, ROW % "hoitajat")), "hoitoon").deep == "covered"


def test_a_line_has_the_money_of_what_is_part_of_it_and_of_what_it_is_part_of(linked: Linked) -> None:
    lines = """\
goals:
  - id: ylin
    title: Ylin
    implements: hoitoon
    lines:
      - id: valissa
        title: Välissä
        lines:
          - {id: alin, title: Alin, implements: lahella}
"""
    thread = Thread(linked("", lines, ROW % "alin"))
    entities = thread.workspace.entities
    assert [thread.money_of(entities[known]) for known in ("alin", "valissa", "ylin")] == ["covered"] * 3
    assert _statuses(thread, "hoitoon") == {"services": "covered", "money": "covered"}
    thread = Thread(linked("", lines, ROW % "ylin"))
    entities = thread.workspace.entities
    assert thread.money_of(entities["alin"]) == "covered"
    # Money for a whole is not split among its parts: it reaches what the whole implements.
    assert _statuses(thread, "lahella") == {"services": "covered", "money": "uncovered"}


def test_the_money_of_a_carrier_is_partly_there_over_a_suspect_link(linked: Linked) -> None:
    thread = Thread(linked("", LINE, ROW % "{to: iltaan, reviewed: w00000000}"))
    assert thread.money_of(thread.workspace.entities["iltaan"]) == "partly"


# --- rings --------------------------------------------------------------------------------


def test_rings_of_links_end(linked: Linked) -> None:
    lines = """\
goals:
  - {id: a, title: A, implements: [b, a, hoitoon]}
  - {id: b, title: B, implements: c}
  - {id: c, title: C, implements: a, lines: [{id: d, title: D, implements: c}]}
"""
    thread = Thread(linked("", lines, ROW % "c"))
    assert _statuses(thread, "hoitoon") == {"services": "covered", "money": "covered"}
    links = _names(_goal(thread, "hoitoon").links)
    assert sorted(links) == ["a:a", "a:b", "a:hoitoon", "b:c", "c:a", "d:c", "raha:c"]
    assert len(_goal(thread, "hoitoon").payments) == 2


def test_ids_that_are_used_twice_do_no_harm(linked: Linked) -> None:
    doubled = STRATEGY.replace("id: riittaa", "id: rahat").replace("id: lahella-kotona", "id: lahella")
    lines = "goals:\n  - {id: a, title: A, implements: rahat, lines: [{id: a, title: A, implements: a}]}\n"
    thread = Thread(linked(services=lines, budget=ROW % "a", start=doubled))
    assert [coverage.statuses["services"] for coverage in thread.goals] == ["uncovered", "uncovered", "covered"]
    assert thread.money_of(thread.workspace.entities["a"]) == "covered"


# --- money --------------------------------------------------------------------------------


def _paid(coverage: Coverage) -> list[tuple[str, int, Decimal]]:
    return [(payment.row.id, payment.year, payment.euros) for payment in coverage.payments]


def test_money_reaches_a_goal_through_measures_lines_and_budget_goals_once(linked: Linked) -> None:
    budget = """\
operating:
  - {id: sote, name: Sote, costs: {2026: -2000.5, 2027: -2100}, funds: [teko, {to: odotus, share: 10}]}
appropriations:
  - {id: raha, name: Raha, amounts: {2026: 500}, funds: {to: iltaan, amounts: {2026: 40}}}
goals:
  - {id: odotus, title: Jonot, implements: [hoitoon, iltaan]}
"""
    thread = Thread(linked(MEASURE, LINE, budget))
    assert _paid(_goal(thread, "hoitoon")) == [
        ("sote", 2026, Decimal(2000500)),
        ("sote", 2027, Decimal(2100000)),
        ("sote", 2026, Decimal(200050)),
        ("sote", 2027, Decimal(210000)),
        ("raha", 2026, Decimal(40000)),
    ]
    assert [payment.whole for payment in _goal(thread, "hoitoon").payments] == [True, True, False, False, False]
    assert _paid(_goal(thread, "lahella")) == []


def test_money_says_which_priorities_it_reaches(linked: Linked) -> None:
    lines = "goals:\n  - {id: molemmat, title: Molemmat, implements: [hoitoon, riittaa]}\n"
    thread = Thread(linked(MEASURE, lines, ROW % "[molemmat, teko, strategy]"))
    reaching = thread.reaching(thread.ids_by_priority)
    reached = {name: reaching.get(id(_link(thread.workspace, "raha", name))) for name in ("molemmat", "teko")}
    assert reached == {"molemmat": frozenset({"arki", "talous"}), "teko": frozenset({"arki"})}
    assert id(_link(thread.workspace, "raha", "strategy")) not in reaching


def test_a_priority_holds_its_goals_with_their_points(linked: Linked) -> None:
    arki, talous = linked().priorities
    assert within(arki) == ["arki", "hoitoon", "lahella", "lahella-kotona"]
    assert within(talous) == ["talous", "rahat", "riittaa"]


# --- fingerprints -------------------------------------------------------------------------

TARGETS = """\
indicators:
  - id: jono
    name: Jono
    type: count
    serves: teko
    targets: [{kind: absolute, comparator: at_most, value: 3.5, due: 2027}]
measures:
  - {id: teko, number: x, text: {fi: Avataan vastaanotto.}, owner: johtaja, serves: hoitoon}
""".replace("number: x, ", "")


def _facets(linked: Linked, change: Callable[[str], str], budget: str = "", lower: str = "iltaan") -> tuple[str, ...]:
    """What a link to the measure `teko` notices when a change is made to the strategy."""
    line = "goals:\n  - {id: iltaan, title: Ilta, implements: {to: teko%s}}\n"
    money = ROW % "{to: teko, share: 50}"
    thread = Thread(linked(TARGETS, line % "", money))
    mark = thread.fingerprint(_link(thread.workspace, lower, "teko"))
    assert [part[0] for part in mark.split("-")] == list("wtom")
    changed = change(TARGETS)
    assert budget or changed != TARGETS
    thread = Thread(linked(changed, line % f", reviewed: {mark}", budget or money))
    return thread.changes_of(_link(thread.workspace, lower, "teko"))


@pytest.mark.parametrize(
    ("old", "new", "facets"),
    [
        ("Avataan vastaanotto.", "Avataan iltavastaanotto.", ("wording",)),
        ("johtaja", "lääkäri", ("owner",)),
        ("owner: johtaja, ", "", ("owner",)),
        ("value: 3.5", "value: 4", ("target",)),
        ("due: 2027", "due: 2028", ("target",)),
        ("at_most", "below", ("target",)),
        ("serves: teko", "serves: hoitoon", ("target",)),
        ("Avataan", "Suljetaan", ("wording",)),
        # What is no change.
        ("value: 3.5", "value: 3.50", ()),
        ("{fi: Avataan vastaanotto.}", "{fi: Avataan vastaanotto., sv: Vi öppnar en mottagning.}", ()),
        ("{fi: Avataan vastaanotto.}", "Avataan vastaanotto.", ()),
        ("{fi: Avataan vastaanotto.}", '"  Avataan   vastaanotto. "', ()),
        ("name: Jono", "name: Jonossa", ()),
        ("serves: hoitoon", "serves: lahella, note: Huomaa., source: Sivu 3", ()),
    ],
)
def test_a_fingerprint_notices_what_changes_the_meaning(
    linked: Linked, old: str, new: str, facets: tuple[str, ...]
) -> None:
    assert _facets(linked, lambda text: text.replace(old, new)) == facets


@pytest.mark.parametrize(
    ("budget", "facets"),
    [
        (ROW.replace("500", "520") % "{to: teko, share: 50}", ("money",)),
        (ROW % "{to: teko, share: 60}", ("money",)),
        (ROW % "hoitoon", ("money",)),
        # As much money from other rows.
        (
            ROW % "{to: teko, amounts: {2026: 100, 2027: 200}}"
            + ROW.partition("\n")[2]
            .replace("id: raha", "id: toinen")
            .replace("%s", "{to: teko, amounts: {2026: 150}}"),
            (),
        ),
    ],
)
def test_a_fingerprint_notices_the_money_of_its_target(linked: Linked, budget: str, facets: tuple[str, ...]) -> None:
    assert _facets(linked, lambda text: text, budget) == facets


def test_two_changes_are_both_told(linked: Linked) -> None:
    changed = lambda text: text.replace("Avataan", "Suljetaan").replace("johtaja", "lääkäri")  # noqa: E731
    assert _facets(linked, changed, ROW % "hoitoon") == ("wording", "owner", "money")


def test_the_money_that_a_link_gives_itself_is_no_change_of_its_target(linked: Linked) -> None:
    row = "{to: hoitoon, share: %s%s}"
    thread = Thread(linked(budget=ROW % (row % (50, ""))))
    mark = thread.fingerprint(_link(thread.workspace, "raha", "hoitoon"))
    thread = Thread(linked(budget=ROW % (row % (80, f", reviewed: {mark}"))))
    assert thread.changes_of(_link(thread.workspace, "raha", "hoitoon")) == ()


def test_the_targets_of_an_indicator_are_no_change_of_what_it_measures(linked: Linked) -> None:
    text = "indicators:\n  - {id: jono, name: Jono, type: count, serves: {to: hoitoon%s}, targets: [%s]}\n"
    target = "{kind: direction, direction: down}"
    thread = Thread(linked(text % ("", target)))
    mark = thread.fingerprint(_link(thread.workspace, "jono", "hoitoon"))
    thread = Thread(linked(text % (f", reviewed: {mark}", target.replace("down", "up"))))
    assert thread.changes_of(_link(thread.workspace, "jono", "hoitoon")) == ()


def test_the_target_values_of_a_budget_goal_are_its_own(linked: Linked) -> None:
    budget = "goals:\n  - {id: odotus, title: Jonot, targets: {2026: %s}}\n"
    measure = "measures:\n  - {id: teko, text: Avataan., serves: {to: odotus%s}}\n"
    thread = Thread(linked(measure % "", "", budget % "14 vrk"))
    mark = thread.fingerprint(_link(thread.workspace, "teko", "odotus"))
    thread = Thread(linked(measure % f", reviewed: {mark}", "", budget % "7 vrk"))
    assert thread.changes_of(_link(thread.workspace, "teko", "odotus")) == ("target",)


# --- growth -------------------------------------------------------------------------------


def _steps(work: Callable[[], object]) -> int:
    """How many operations Python makes for some work, counted one by one."""
    steps = 0

    def count(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal steps
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        steps += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps


SHAPES: dict[str, tuple[str, str]] = {
    # What the n-th line of the service strategy implements, and what the n-th row funds.
    "each its own": ("hoitoon", "linja-{n}"),
    "a chain": ("linja-{before}", "linja-{n}"),
    "all of one": ("hoitoon", "linja-0"),
    "all of one, reviewed": ("{{to: hoitoon, reviewed: w00000000}}", "{{to: linja-0, reviewed: w00000000}}"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_grows_with_the_links_and_not_with_their_square(linked: Linked, shape: str) -> None:
    implements, funds = SHAPES[shape]

    def steps(size: int) -> int:
        lines, rows = ["goals:"], ["appropriations:"]
        for n in range(size):
            target = implements.format(before=n - 1) if n else "hoitoon"
            lines.append(f"  - {{id: linja-{n}, title: Linja, implements: {target}}}")
            rows.append(f"  - {{id: rivi-{n}, name: Rivi, amounts: {{2026: 5}}, funds: {funds.format(n=n)}}}")
        thread = Thread(linked("", "\n".join([*lines, ""]), "\n".join([*rows, ""])))

        def everything() -> None:
            assert len(thread.goals) == 3
            assert [thread.money_of(line) for line in thread.workspace.services[0].goals]
            assert thread.goals[0].strands
            assert thread.goals[0].payments
            assert thread.reaching(thread.ids_by_priority)

        return _steps(everything)

    assert steps(80) < 2.3 * steps(40)


def test_many_goals_that_share_a_chain_cost_no_more_than_their_links(linked: Linked) -> None:
    def steps(size: int) -> int:
        goals = "\n".join(f"      - {{id: t{n}, title: Tavoite}}" for n in range(size))
        strategy = STRATEGY.partition("priorities:")[0] + f"priorities:\n  - id: p\n    title: P\n    goals:\n{goals}\n"
        links = ", ".join(f"t{n}" for n in range(size))
        lines = [f"  - {{id: linja-{n + 1}, title: Linja, implements: linja-{n}}}" for n in range(size)]
        services = "\n".join(["goals:", f"  - {{id: linja-0, title: Linja, implements: [{links}]}}", *lines, ""])
        thread = Thread(linked(services=services, budget=ROW % f"linja-{size}", start=strategy))
        return _steps(lambda: {coverage.shallow for coverage in thread.goals})

    assert steps(80) < 2.3 * steps(40)


def test_what_is_reached_is_what_is_carried(linked: Linked) -> None:
    """Going up from the links and down from the goals must meet."""
    lines = """\
goals:
  - id: a
    title: A
    points: [{id: a-p, text: kohta}]
    implements: lahella-kotona
    lines: [{id: b, title: B}, {id: c, title: C, implements: riittaa}]
"""
    workspace = linked("measures:\n  - {id: teko, text: Tehdään., serves: [a-p, b]}\n", lines, ROW % "[teko, c]")
    reach, thread = Reach(workspace), Thread(workspace)
    for coverage in thread.goals:
        for edge in workspace.edges:
            assert (coverage.goal.id in reach.reached([edge])) == (edge in coverage.links)
