"""What the rules on measurability and focus say of the real strategies, as it was predicted from their sources.

The predictions were made by reading the counties' own documents, before there were rules. Only what comes from
those is looked at here, not the service strategies and budgets that were made up beside them.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from strategia.diagnostics import Diagnostic, Severity
from strategia.linking import link
from strategia.lint import lint
from strategia.lint.levels import Levels
from strategia.lint.rule import Context
from strategia.lint.rules import RULES
from strategia.loading import load
from strategia.workspace import Workspace

STRATEGIES = Path(__file__).parents[1] / "strategies"
KESKI_POHJANMAA, POHJOIS_POHJANMAA, KAINUU, LAPPI = "keski-pohjanmaa", "pohjois-pohjanmaa", "kainuu", "lappi"
ALL = (KESKI_POHJANMAA, POHJOIS_POHJANMAA, KAINUU, LAPPI)


@cache
def _county(slug: str) -> tuple[Workspace, tuple[Diagnostic, ...]]:
    paths = [STRATEGIES / slug / name for name in ("strategy.yaml", "indicators.yaml")]
    loaded = load([path for path in paths if path.exists()], STRATEGIES)
    workspace, _ = link(loaded.roots, slug, complete=True)
    return workspace, tuple(lint(workspace, Context(date(2026, 6, 30)), Levels()).diagnostics)


def _told(slug: str, code: str) -> list[Mapping[str, object]]:
    """What a rule says of a county: the arguments of each diagnostic."""
    return [diagnostic.arguments for diagnostic in _county(slug)[1] if diagnostic.code == code]


def _ids(slug: str, code: str) -> set[object]:
    """The things of which a rule speaks one by one."""
    return {arguments["id"] for arguments in _told(slug, code)}


def _counts(slug: str, code: str) -> list[tuple[object, object]]:
    """Of how many of how many things a rule speaks."""
    return [(arguments["count"], arguments.get("total")) for arguments in _told(slug, code)]


@pytest.mark.parametrize(
    ("slug", "count"), [(KESKI_POHJANMAA, None), (POHJOIS_POHJANMAA, 12), (KAINUU, 20), (LAPPI, None)]
)
def test_goals_that_cannot_be_assessed(slug: str, count: int | None) -> None:
    assert _counts(slug, "MEA101") == ([] if count is None else [(count, count)])


def test_indicators_that_other_papers_define_are_a_note() -> None:
    [found] = [diagnostic for diagnostic in _county(KESKI_POHJANMAA)[1] if diagnostic.code == "CMP111"]
    assert (found.severity, found.arguments["count"], found.arguments["total"]) == (Severity.INFO, 9, 9)


def test_indicators_without_a_number_to_aim_at() -> None:
    assert _counts(POHJOIS_POHJANMAA, "MEA108") == [(10, 10)]
    # 73 were printed, which are 66; 19 are milestones, of which one has its year, and four have a figure.
    workspace, _ = _county(LAPPI)
    assert len(workspace.indicators) == 66
    assert _counts(LAPPI, "MEA107") == [(18, 19)]
    assert _counts(LAPPI, "CMP107") == [(43, 47)]
    assert _told(LAPPI, "MEA108") == []


def test_indicators_without_owner_and_baseline() -> None:
    assert _counts(POHJOIS_POHJANMAA, "MEA102") == _counts(POHJOIS_POHJANMAA, "MEA103") == [(10, None)]
    assert _counts(LAPPI, "MEA102") == [(66, None)]
    # What is done or not, what others have chosen and what the budget tells have no baseline of their own.
    assert _counts(LAPPI, "MEA103") == [(38, None)]


def test_superlatives() -> None:
    assert _ids(KESKI_POHJANMAA, "MEA121") == {"palveluketjut", "tyonantaja"}
    assert _ids(POHJOIS_POHJANMAA, "MEA121") == {"osaajat"}
    assert [arguments["word"] for arguments in _told(KAINUU, "MEA121")] == ["aidosti hyvä"]
    assert _ids(LAPPI, "MEA121") == {"ak-palaute-vaikuttaa"}


def test_trends_on_cross_sectional_indices() -> None:
    assert _ids(POHJOIS_POHJANMAA, "MEA125") == {"tarvekerroin", "talous"}
    assert [_told(slug, "MEA125") for slug in (KESKI_POHJANMAA, KAINUU, LAPPI)] == [[], [], []]


def test_nameless_indicators() -> None:
    assert [_ids(slug, "MEA109") for slug in ALL] == [set(), set(), set(), {"rakenteet-luotu"}]
    # What was printed several times is in the file once.
    assert [_told(slug, "FOC107") for slug in ALL] == [[], [], [], []]


def test_goals_in_the_place_of_indicators() -> None:
    assert _ids(POHJOIS_POHJANMAA, "MEA124") == {"perustason-vahvistuminen", "takuut", "turvallisuustyo"}
    assert _ids(LAPPI, "MEA124") == {"ilmastotietoisuus", "ekologiset-hankinnat", "erityistarpeet-rahoituksessa"}
    assert _ids(LAPPI, "MEA123") == {"erityistarpeet-rahoituksessa"}


def test_too_much_and_nothing_first() -> None:
    assert _ids(LAPPI, "FOC102") == {"vaikuttavuus"}
    assert [bool(_told(slug, "FOC104")) for slug in ALL] == [True, True, False, False]


@pytest.mark.parametrize("slug", ALL)
def test_no_county_is_told_more_than_a_planner_can_read(slug: str) -> None:
    codes = {rule.code for rule in RULES if rule.code.startswith(("MEA", "FOC"))}
    told = [diagnostic for diagnostic in _county(slug)[1] if diagnostic.code in codes]
    assert 0 < len(told) <= 30
    assert sum(diagnostic.severity is Severity.WARNING for diagnostic in told) <= 8
