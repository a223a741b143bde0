"""Personal data: it is found wherever it stands, nothing that only looks like it is told, and no report repeats it."""

from datetime import date
from pathlib import Path

import pytest
from casework import CASES, looked_at

from strategia.languages import lexicon
from strategia.lint.rules.publishing import NOTICE_DAYS, _codes, _phones
from strategia.lint.working_days import easter_sunday, working_days
from strategia.reporters import REPORTERS, reporter, text_of
from strategia.reporters.report import Report
from strategia.source import Source

CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
# Numbers from 900 on are given to nobody for good.
DAY, NUMBER = "311299", "901"
CHECK = CHECKS[int(DAY + NUMBER) % len(CHECKS)]
SECRETS = ("131052-308T", "etunimi.sukunimi@esimerkki.fi", "040 123 4567")


def _found(text: str) -> list[str]:
    return [code for code, _ in _codes(Source("strategy.yaml", text))]


@pytest.mark.parametrize("sign", "+-YXWVUABCDEF")
def test_a_code_of_every_century_is_found(sign: str) -> None:
    code = f"{DAY}{sign}{NUMBER}{CHECK}"
    assert _found(f"note: å {code}.\n# {code}") == [code, code]


def test_a_code_is_pointed_at_exactly() -> None:
    code = f"{DAY}-{NUMBER}{CHECK}"
    source = Source("strategy.yaml", f"title: Ääkkösiä\nnote: näin ”{code}”\n")
    ((_, span),) = _codes(source)
    assert source.slice(span) == code


@pytest.mark.parametrize(
    "text",
    [
        *(f"{DAY}-{NUMBER}{other}" for other in CHECKS if other != CHECK),
        f"{DAY}Z{NUMBER}{CHECK}",
        f"1{DAY}-{NUMBER}{CHECK}",
        f"x{DAY}-{NUMBER}{CHECK}",
        f"{DAY}-{NUMBER}{CHECK}x",
        f"{DAY} - {NUMBER}{CHECK}",
        f"351299-{NUMBER}{CHECK}",
        "176500",
    ],
)
def test_what_only_looks_like_a_code_is_not_told(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("text", ["040 123 4567", "0401234567", "050-1234567", "+358 40 123 4567", "+358401234567"])
def test_phone_numbers_are_found(text: str) -> None:
    assert list(_phones(f"Soita {text}.")) == [text]


@pytest.mark.parametrize(
    "text", ["0,04", "450 000", "2040–2050", "0412345-6", "225/04.00.00/2025", "04512/2025", "116 117", "04.05.2026"]
)
def test_other_numbers_are_no_phone_numbers(text: str) -> None:
    assert list(_phones(f"Luku {text} on muuta.")) == []


@pytest.mark.parametrize("case", ["PUB101/bad", "PUB101/bad-comment", "PUB102/bad"])
def test_no_report_repeats_what_it_found(case: str) -> None:
    diagnostics, sources = looked_at(CASES / "rules" / case)
    assert diagnostics
    written = "\n".join(source.text for source in sources.values())
    secrets = [*SECRETS, *_found(written)]
    assert any(secret in written for secret in secrets)
    words = lexicon("fi")
    reports = [text_of(diagnostics, sources, words)]
    told = Report(tuple(diagnostics), sources, words, "Tarkistettu.", 1, 2)
    reports += [reporter(name).report(told) for name in REPORTERS]
    for report in reports:
        assert diagnostics[0].code in report
        assert [secret for secret in secrets if secret in report] == []


def test_working_days_are_counted_from_the_day_of_publishing() -> None:
    monday = date(2025, 12, 1)
    assert working_days(monday, date(2025, 12, 8)) == NOTICE_DAYS == 5
    assert working_days(monday, monday) == 0
    assert working_days(date(2025, 12, 5), date(2025, 12, 8)) == 1
    assert working_days(date(2025, 12, 6), date(2025, 12, 8)) == 0


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        # Christmas: 22, 23, 29, 30 and 31 December; New Year and Epiphany: 2, 5, 7 and 8 January.
        (date(2025, 12, 22), date(2026, 1, 9), 9),
        # Good Friday and Easter Monday of 2026 are 3 and 6 April.
        (date(2026, 3, 30), date(2026, 4, 13), 8),
        # May Day is a Friday, Ascension Day the 14th, Midsummer Eve 19 June.
        (date(2026, 4, 27), date(2026, 5, 4), 4),
        (date(2026, 5, 11), date(2026, 5, 18), 4),
        (date(2026, 6, 15), date(2026, 6, 22), 4),
        # Independence Day of 2027 is a Monday, that of 2026 a Sunday.
        (date(2027, 12, 6), date(2027, 12, 10), 3),
        (date(2026, 12, 7), date(2026, 12, 11), 4),
    ],
)
def test_holidays_are_no_working_days(start: date, end: date, days: int) -> None:
    assert working_days(start, end) == days


@pytest.mark.parametrize(
    ("year", "day"), [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25))]
)
def test_easter_is_when_the_almanac_has_it(year: int, day: tuple[int, int]) -> None:
    assert easter_sunday(year) == date(year, *day)


def test_the_cases_hold_no_code_of_a_person() -> None:
    """Beyond the published sample, the made-up codes have numbers that are given to nobody for good."""
    texts = [path.read_text(encoding="utf-8") for path in Path(CASES, "rules").rglob("*.yaml")]
    codes = {code for text in texts for code in _found(text)}
    assert len(codes) == 4
    assert {code for code in codes if code[7] != "9"} == {"131052-308T"}
