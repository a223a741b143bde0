"""Indicators that follow from the budget: exact values, the rows they rest on, and what is said of missing ones."""

from decimal import Decimal

import pytest
from papers import Data, budget, strategy, workspace

from strategia.document import compose
from strategia.document.ast import BulletList, Document, Paragraph, Row, Section, Table, plain, walk_sections
from strategia.trace.computing import Computed, computed

ROWS = [
    {"row": "operating_margin", "amounts": {"2025": -400, "2026": -500, "2027": -510}},
    {"row": "state_funding", "amounts": {"2026": 450, "2027": 520}, "label": "Rahoitus valtiolta"},
    {"row": "annual_margin", "amounts": {"2026": -50.5, "2027": 10}},
    {"row": "depreciation", "amounts": {"2026": -30, "2027": -30}},
    {"row": "surplus", "amounts": {"2026": -80.5, "2027": -20}},
]
PEOPLE = {"value": 175795, "year": 2024}


def _county(how: Data, **more: object) -> tuple[Data, Data]:
    indicator = {"id": "m1", "name": "Mittari", "type": "ratio", "serves": "g1", "computed": how}
    money = {"years": [2026, 2027], "comparison": {"2025": "amended"}, "income_statement": ROWS, "population": PEOPLE}
    return strategy(indicators=[indicator]), budget(**(money | more))


def _values(how: Data, **more: object) -> dict[int, Computed]:
    made = workspace(*_county(how, **more))
    return {one.year: one for one in computed(made, made.indicators[0])}


def test_an_amount_is_in_euros_whatever_the_unit_of_the_file() -> None:
    assert _values({"of": "surplus"})[2026].value == -80_500
    assert _values({"of": "surplus"}, money="meur")[2026].value == -80_500_000


def test_a_ratio_and_per_cent_are_exact_and_a_divisor_counts_without_its_sign() -> None:
    found = _values({"of": "annual_margin", "per": "depreciation", "as": "percent"})
    assert found[2026].value * 30 == Decimal(-5050)
    found = _values({"of": "state_funding", "per": "net_costs", "as": "ratio"})
    assert found[2026].value == Decimal("0.9")


def test_costs_that_are_written_as_positive_give_the_same() -> None:
    positive = [row if row["row"] != "depreciation" else row | {"amounts": {"2026": 30}} for row in ROWS]
    how = {"of": "depreciation", "per": "state_funding", "as": "ratio"}
    turned = _values(how, signs="costs_positive", income_statement=positive)
    assert turned[2026].value == _values(how)[2026].value < 0


def test_euros_a_resident_and_the_change_from_the_year_before() -> None:
    assert _values({"of": "net_costs", "per": "resident"})[2026].value == pytest.approx(Decimal(500_000) / 175_795)
    change = _values({"of": "net_costs", "per": "year_before", "as": "percent"})
    assert {year: one.value for year, one in change.items()} == {2026: 25, 2027: 2}
    assert _values({"of": "net_costs", "per": "year_before"})[2026].value == 100_000


def test_a_value_knows_its_rows_and_where_they_are_written() -> None:
    found = _values({"of": "annual_margin", "per": "depreciation", "as": "percent"})[2026]
    assert [(operand.year, operand.value) for operand in found.operands] == [(2026, Decimal("-50.5")), (2026, -30)]
    assert [place.path for operand in found.operands for place in operand.locations] == ["budget.yaml"] * 2
    assert found.of.locations[0].span.line > 1


def test_a_line_of_several_rows_is_their_sum_and_a_total_follows_from_its_parts() -> None:
    parts = ("personnel_costs", "purchased_services", "purchased_services", "supplies", "grants_given", "other_costs")
    rows = [{"row": row, "amounts": {"2026": -10 * place}} for place, row in enumerate(parts, 1)]
    assert _values({"of": "purchased_services"}, income_statement=rows)[2026].value == -50_000
    whole = _values({"of": "operating_costs"}, income_statement=rows)[2026]
    assert whole.value == -210_000
    assert len(whole.of.entities) == len(whole.of.locations) == 6
    section = _section(_annex(*_county({"of": "purchased_services"}, income_statement=rows)), "m1-computed")
    assert plain(section.blocks[-1].runs) == (  # type: ignore[union-attr]
        "Palvelujen ostot on laskettu riveistä Palvelujen ostot ja Palvelujen ostot."
    )


def test_only_years_that_have_every_row_get_a_value() -> None:
    assert list(_values({"of": "net_costs"})) == [2025, 2026, 2027]
    assert [one.column for one in _values({"of": "net_costs"}).values()] == ["amended", "budget", "plan"]
    assert list(_values({"of": "state_funding", "per": "net_costs", "as": "ratio"})) == [2026, 2027]
    assert _values({"of": "salaries"}) == {}
    zero = [{"row": "surplus", "amounts": {"2026": 1}}, {"row": "depreciation", "amounts": {"2026": 0}}]
    assert _values({"of": "surplus", "per": "depreciation", "as": "ratio"}, income_statement=zero) == {}


def test_what_rests_on_a_made_up_row_is_made_up() -> None:
    rows = [row | {"illustrative": True} if row["row"] == "depreciation" else row for row in ROWS]
    made = workspace(*_county({"of": "annual_margin", "per": "depreciation"}, income_statement=rows))
    assert all(one.is_illustrative(made) for one in computed(made, made.indicators[0]))
    made = workspace(*_county({"of": "annual_margin"}, income_statement=rows))
    assert not any(one.is_illustrative(made) for one in computed(made, made.indicators[0]))


def test_a_row_with_a_source_and_made_up_years_is_made_up_in_part() -> None:
    rows = [
        {"row": "surplus", "amounts": {"2026": -5, "2027": 4}, "illustrative": True, "source": "Talousarvio 2026"},
        {"row": "depreciation", "amounts": {"2026": -20}, "illustrative": True},
        {"row": "annual_margin", "amounts": {"2026": -20}},
    ]
    marks = {}
    for how in (
        {"of": "surplus"},
        {"of": "depreciation"},
        {"of": "annual_margin"},
        {"of": "annual_margin", "per": "depreciation"},
        {"of": "surplus", "per": "depreciation"},
    ):
        value = _cells(_table(_section(_annex(*_county(how, income_statement=rows)), "m1-computed")))[0][-1]
        marks[" ".join(v for v in how.values())] = value.partition(" (")[2].rstrip(")")
    assert marks == {
        "surplus": "osin keksitty esimerkki",
        "depreciation": "keksitty esimerkki",
        "annual_margin": "",
        "annual_margin depreciation": "osin keksitty esimerkki",
        "surplus depreciation": "osin keksitty esimerkki",
    }


# --- the annex ----------------------------------------------------------------------------


def _annex(*data: Data) -> Document:
    found = compose(workspace(*data), "indicators", "fi")
    assert found is not None
    return found


def _section(document: Document, anchor: str) -> Section:
    return next(section for _, section in walk_sections(document.sections) if section.anchor == anchor)


def _cells(table: Table) -> list[list[str]]:
    return [
        [" / ".join(plain(line.runs) for line in cell.blocks if isinstance(line, Paragraph)) for cell in row.cells]
        for row in table.rows
    ]


def _table(section: Section) -> Table:
    return next(block for block in section.blocks if isinstance(block, Table))


def test_the_annex_shows_the_formula_the_rows_with_their_lines_and_the_values_of_all_years() -> None:
    how = {"of": "state_funding", "per": "net_costs", "as": "percent"}
    section = _section(_annex(*_county(how)), "m1-computed")
    formula = section.blocks[0]
    assert isinstance(formula, Paragraph)
    assert plain(formula.runs) == (
        "Laskentakaava: Rahoitus valtiolta ÷ Nettokäyttökustannukset (toimintakate ilman etumerkkiä) × 100"
    )
    assert _cells(_table(section)) == [
        ["2026 (talousarvio)", "450\u00a0t€ ÷ 500\u00a0t€ × 100 / budget.yaml:26, budget.yaml:19", "90,0\u00a0%"],
        [
            "2027 (taloussuunnitelma)",
            "520\u00a0t€ ÷ 510\u00a0t€ × 100 / budget.yaml:27, budget.yaml:20",
            "102,0\u00a0%",
        ],
    ]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("1 000 euroa", "−43\u00a0200"),
        ("t€", "−43\u00a0200"),
        ("milj. euroa", "−43,2"),
        ("€", "−43\u00a0200\u00a0000"),
        ("10 000 euroa", "−43,2\u00a0milj.\u00a0€"),
        ("indeksi", "−43,2\u00a0milj.\u00a0€"),
        (None, "−43,2\u00a0milj.\u00a0€"),
    ],
)
def test_money_is_told_in_the_unit_of_the_indicator(unit: str | None, expected: str) -> None:
    rows = [{"row": "surplus", "amounts": {"2026": -43200}}]
    plan, money = _county({"of": "surplus"}, income_statement=rows)
    plan["indicators"][0] |= {"unit": unit} if unit is not None else {}
    section = _section(_annex(plan, money), "m1-computed")
    assert _cells(_table(section))[0][-1] == expected


def test_values_are_rounded_halves_away_from_zero() -> None:
    rows = [{"row": "surplus", "amounts": {"2026": -2.5}}, {"row": "depreciation", "amounts": {"2026": -2000}}]
    how = {"of": "surplus", "per": "depreciation", "as": "percent"}
    section = _section(_annex(*_county(how, income_statement=rows)), "m1-computed")
    assert _cells(_table(section))[0][2] == "−0,1\u00a0%"


def test_the_same_value_stands_in_the_annex_and_in_the_strategy() -> None:
    data = _county({"of": "annual_margin", "per": "depreciation", "as": "percent"})
    annex = _cells(_table(_section(_annex(*data), "p1")))
    assert "Arvo talousarviosta: −168,3\u00a0% (2026)" in annex[0][2]
    whole = compose(workspace(*data), "strategy", "fi")
    assert whole is not None
    details = _cells(_table(_section(whole, "s-indicator-details")))
    assert details == [["Mittari", "Arvo talousarviosta: −168,3\u00a0% (2026)"]]


def test_what_the_budget_lacks_is_said() -> None:
    section = _section(_annex(*_county({"of": "net_costs", "per": "salaries"})), "m1-computed")
    assert plain(section.blocks[-1].runs) == (  # type: ignore[union-attr]
        "Arvoa ei voi laskea: asiakirjasta Talousarvio puuttuu Palkat ja palkkiot."
    )
    section = _section(_annex(_county({"of": "net_costs"})[0]), "m1-computed")
    assert plain(section.blocks[-1].runs).startswith("Arvoa ei voi laskea, koska")  # type: ignore[union-attr]


def test_what_is_not_known_is_said_once_for_all() -> None:
    known = {"owner": "Johtaja", "targets": [{"kind": "direction", "direction": "up"}]}
    many = [{"id": f"m{n}", "name": f"Mittari {n}", "type": "count", "serves": "g1"} for n in range(5)]
    document = _annex(strategy(indicators=[*many, many[0] | known | {"id": "m9"}]))
    (items,) = (block for block in _section(document, "s-known").blocks if isinstance(block, BulletList))
    told = [plain(item.runs) for item in items.items]
    assert "Vastuutaho on nimetty yhdelle mittarille." in told
    assert "Lähtötasoa ei ole kerrottu yhdestäkään mittarista." in told
    cells = " ".join(cell for row in _cells(_table(_section(document, "p1"))) for cell in row)
    assert "Lähtö" not in cells
    assert cells.count("Vastuu: Johtaja") == 1


def test_indicators_stand_under_what_they_serve_first_and_name_the_rest() -> None:
    served = {"m1": ["g2", "p1"], "m2": "g1", "m3": "strategy", "m4": None, "m5": {"to": "g1", "link_source": "editor"}}
    found = [
        {"id": known, "name": known, "type": "count"} | ({"serves": aim} if aim is not None else {})
        for known, aim in served.items()
    ]
    document = _annex(strategy(indicators=found))
    assert [section.anchor for section in document.sections[1:]] == ["s-strategy", "p1", "s-other"]
    assert [[*row] for row in _cells(_table(_section(document, "p1")))] == [
        ["Apua saa ajoissa", "m2", "Tyyppi: lukumäärä"],
        ["m5\u00a0*", "Tyyppi: lukumäärä"],
        ["Arki on turvallista", "m1", "Tyyppi: lukumäärä / Mittaa myös: Painopiste: Arki"],
    ]
    anchors = [row.anchor for _, section in walk_sections(document.sections) for row in _rows(section)]
    assert sorted(filter(None, anchors)) == ["m1", "m2", "m3", "m4", "m5"]


def _rows(section: Section) -> tuple[Row, ...]:
    return tuple(row for block in section.blocks if isinstance(block, Table) for row in block.rows)


def test_a_county_without_indicators_has_no_annex() -> None:
    assert compose(workspace(strategy()), "indicators", "fi") is None
