"""Slips: what a number, a year or a choice was meant to be."""

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategia.loading import slips
from strategia.model.budget import ColumnKind
from strategia.model.statements import IncomeLine


@pytest.mark.parametrize(
    ("text", "slip", "meant"),
    [
        ("1200", "quoted", "1200"),
        ("-1200.50", "quoted", "-1200.50"),
        ("1 234,5", "comma", "1234.5"),
        ("1\u00a0234\u202f567", "spaces", "1234567"),
        ("−1 234", "spaces", "-1234"),
        ("−12", "minus", "-12"),
        ("-1.234.567,25", "comma", "-1234567.25"),
        ("12,5 %", "comma", "12.5"),
        ("40%", "percent", "40"),
    ],
)
def test_a_number_as_people_write_it_is_understood(text: str, slip: str, meant: str) -> None:
    assert slips.number(text) == (slip, meant)


@pytest.mark.parametrize(
    "text", ["", "-", "n. 1200", "1 23", "12 34 567", "1,2,3", "1.234.567", "5 400 e", "12-13", "%"]
)
def test_what_may_be_no_number_or_another_one_is_not_guessed_at(text: str) -> None:
    assert slips.number(text) is None


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_a_number_with_spaces_and_a_comma_keeps_its_value(value: Decimal, space: str) -> None:
    written = f"{value:,.2f}".replace(",", space).replace(".", ",").replace("-", "−")
    found = slips.number(written)
    assert found is not None
    assert Decimal(found.number) == value


@given(st.text(max_size=30))
def test_whatever_a_number_is_taken_for_reads_as_one(text: str) -> None:
    found = slips.number(text)
    assert found is None or Decimal(found.number).is_finite()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2O26", "2026"),
        ("2o27", "2027"),
        ("tot2026", "2026"),
        ("TA 2026", "2026"),
        ("2026.0", "2026"),
        ("v. 2026", "2026"),
    ],
)
def test_a_year_with_a_slip_is_understood(text: str, meant: str) -> None:
    assert slips.year(text) == meant


@pytest.mark.parametrize("text", ["", "26", "2026-2028", "yhteensä", "20266", "1800", "2026 2026"])
def test_what_may_be_no_year_or_several_is_not_guessed_at(text: str) -> None:
    assert slips.year(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Toimintakate", "operating_margin"),
        ("verksamhetsbidrag", "operating_margin"),
        ("operating margin", "operating_margin"),
        ("valtion  rahoitus", "state_funding"),
        ("vuosikatteet", None),
        ("operating_margins", "operating_margin"),
        # A name that is also a word of another one stands for itself.
        ("avustukset", "grants_given"),
        # A word of several names stands for none of them.
        ("muut", None),
    ],
)
def test_a_row_is_known_by_its_names(text: str, meant: str | None) -> None:
    assert slips.choice(text, get_args(IncomeLine)) == meant


def test_a_word_of_a_name_is_enough_where_no_other_name_has_it() -> None:
    assert slips.choice("alkuperäinen", get_args(ColumnKind)) == "budget"
    assert slips.choice("talousarvio", get_args(ColumnKind)) is None
