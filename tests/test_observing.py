"""Measured values as charts: the line of the target, and in words whether it has been reached."""

from decimal import Decimal

import pytest
from papers import Data, strategy, workspace

from strategia.document import compose
from strategia.document.ast import Chart, plain, walk_sections


def chart(*targets: Data, values: tuple[float, ...] = (61.5, 72), **more: object) -> Chart:
    """The chart of an indicator in per cent with values from 2024 on."""
    observations = [{"when": str(2024 + place), "value": value} for place, value in enumerate(values)] if values else []
    indicator = {"id": "i1", "name": "Hoitoon pääsy", "type": "share", "unit": "%", "serves": "g1"}
    data = indicator | {"targets": list(targets), "observations": observations} | more
    document = compose(workspace(strategy(indicators=[data])), "strategy", "fi")
    assert document is not None
    charts = [b for _, section in walk_sections(document.sections) for b in section.blocks if isinstance(b, Chart)]
    (found,) = charts
    return found


@pytest.mark.parametrize(
    ("comparator", "value", "words"),
    [
        ("at_least", 70, "Tavoite (vähintään 70\u00a0%) on saavutettu."),
        ("at_least", 80, "Tavoitetta (vähintään 80\u00a0%) ei ole vielä saavutettu."),
        ("below", 72, "Tavoitetta (alle 72\u00a0%) ei ole vielä saavutettu."),
        ("at_most", 72, "Tavoite (enintään 72\u00a0%) on saavutettu."),
    ],
)
def test_the_target_is_a_line_and_its_status_is_told(comparator: str, value: int, words: str) -> None:
    found = chart({"kind": "absolute", "comparator": comparator, "value": value})
    assert [(series.name, series.values) for series in found.series][1:] == [("Tavoite", (Decimal(value),) * 2)]
    assert plain(found.takeaway).endswith(words)


def test_the_values_of_a_line_have_as_many_decimals() -> None:
    found = chart({"kind": "absolute", "comparator": "at_least", "value": 4.25}, values=(3.9, 4))
    assert [[str(value) for value in series.values] for series in found.series] == [["3.9", "4.0"], ["4.25"] * 2]


def test_a_target_names_its_year() -> None:
    found = chart({"kind": "absolute", "comparator": "at_least", "value": 80, "due": "2029"})
    assert "Tavoitetta (vähintään 80\u00a0%, 2029) ei ole vielä saavutettu." in plain(found.takeaway)


@pytest.mark.parametrize(
    "target",
    [{"kind": "direction", "direction": "up"}, {"kind": "absolute", "comparator": "between", "value": 60, "upper": 80}],
)
def test_what_is_no_number_on_its_own_is_no_line(target: Data) -> None:
    assert len(chart(target).series) == 1


def test_the_values_of_others_say_nothing_of_our_target() -> None:
    others = [{"when": year, "value": 90, "region": "Koko maa"} for year in ("2024", "2025")]
    found = chart({"kind": "absolute", "comparator": "at_least", "value": 80}, observations=others)
    assert [series.name for series in found.series] == ["Koko maa", "Tavoite"]
    assert "saavutettu" not in plain(found.takeaway)


def test_the_name_of_a_region_begins_a_sentence() -> None:
    others = [{"when": year, "value": 90, "region": "koko maa"} for year in ("2024", "2025")]
    own = [{"when": year, "value": 61.5} for year in ("2024", "2025")]
    found = chart(observations=[*own, *others])
    assert [series.name for series in found.series] == ["Lapin hyvinvointialue", "Koko maa"]
    assert ". Koko maa" in plain(found.takeaway)
