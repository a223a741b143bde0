"""Numerals: amounts as people write them, read into exact decimals.

`1 234,5`, `1.234,50`, `1'234`, `−3`, `3-`, `(3)`, `5 %`, `12 €`; spaces may be no-break or narrow, and a dash
alone is nothing. What could be two numbers is neither: the whole table says which sign is the decimal one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from strategia.model.budget import MoneyUnit

Sign = Literal["comma", "point"]
"""Which sign stands before the decimals."""

Reason = Literal["number", "ambiguous", "long"]
"""Why a text is no amount: it is no number at all, it could be two, it has too many digits."""

NOTHING = frozenset(("", "-", "–", "—", "−", "‐", "‑"))

MAX_DIGITS = 18
"""Before and after the decimal sign: what a number may have in the YAML of this house."""

_SPACES = re.compile("[ \u00a0\u202f\u2009\u2007]+")
_APOSTROPHES = re.compile("[’ʼ´`]")
_MARK = r"%|(?:t|k|m|milj\. ?|mn )?(?:€|eur|euroa?)"
_NUMERAL = re.compile(
    rf"(?P<open>\()? ?(?P<before>[-−–—‐‑+])? ?(?P<euro>€)? ?(?P<digits>[0-9.,' ]*[0-9])"
    rf" ?(?P<mark>{_MARK})? ?(?P<after>[-−–—‐‑])? ?(?P<close>\))? ?(?P<outside>{_MARK})?",
    re.IGNORECASE,
)
_SCALES: dict[str, MoneyUnit] = {"t": "teur", "k": "teur", "m": "meur"}
_GROUPED = r"[1-9][0-9]{0,2}(?P<group>[ '%s])[0-9]{3}(?:(?P=group)[0-9]{3})*"
_COMMA = re.compile(rf"(?P<whole>{_GROUPED % '.'}|[0-9]*)(?:,(?P<decimals>[0-9]+))?")
_POINT = re.compile(rf"(?P<whole>{_GROUPED % ','}|[0-9]*)(?:\.(?P<decimals>[0-9]+))?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with what is written beside it."""

    value: Decimal
    percent: bool = False
    unit: MoneyUnit | None = None


def read(text: str, sign: Sign | None = "comma") -> Numeral | Reason | None:
    """The amount that a text says; None for nothing, a reason where it says no amount.

    `sign` decides what could be read in two ways (`1.234`, `1,234`); without it such a text is ambiguous.
    """
    body = _APOSTROPHES.sub("'", _SPACES.sub(" ", text)).strip()
    if body in NOTHING:
        return None
    match = _NUMERAL.fullmatch(body)
    if match is None or (match["open"] is None) != (match["close"] is None):
        return "number"
    negatives = [match["open"], match["before"], match["after"]]
    if sum(mark is not None for mark in negatives) > 1 or (match["mark"] and match["outside"]):
        return "number"
    readings = _readings(match["digits"])
    if not readings:
        return "number"
    if len(set(readings.values())) > 1 and sign is None:
        return "ambiguous"
    digits = readings[sign] if sign in readings else next(iter(readings.values()))
    whole, _, decimals = digits.partition(".")
    if len(whole.lstrip("0")) > MAX_DIGITS or len(decimals) > MAX_DIGITS:
        return "long"
    value = Decimal(digits)
    # A negative nought would keep its sign.
    negative = value and any(mark not in (None, "+") for mark in negatives)
    mark = (match["mark"] or match["outside"] or "").casefold()
    unit = _SCALES.get(mark[:1], "eur") if mark not in ("", "%") or match["euro"] else None
    return Numeral(-value if negative else value, mark == "%", unit)


def _readings(digits: str) -> dict[Sign, str]:
    """The number that the digits are with each decimal sign, written with a full stop."""
    found: dict[Sign, str] = {}
    tried: tuple[tuple[Sign, re.Pattern[str]], ...] = (("comma", _COMMA), ("point", _POINT))
    for sign, pattern in tried:
        if (match := pattern.fullmatch(digits)) is not None:
            whole = re.sub(r"[^0-9]", "", match["whole"]) or "0"
            found[sign] = f"{whole}.{match['decimals']}" if match["decimals"] else whole
    return found


class DecimalSign(NamedTuple):
    """What a whole table says of its decimal sign: None where it contradicts itself.

    `assumed` is a text whose reading rests on custom alone, since nothing in the table decides it.
    """

    sign: Sign | None
    assumed: str = ""


def decimal_sign(texts: Iterable[str]) -> DecimalSign:
    """Which sign stands before the decimals in these texts.

    A text that can be read in one way only is evidence. Without any the Finnish and Swedish way counts:
    a comma before decimals, a full stop between thousands.
    """
    evidence: set[Sign] = set()
    doubtful = ""
    for text in texts:
        match = _NUMERAL.fullmatch(_APOSTROPHES.sub("'", _SPACES.sub(" ", text)).strip())
        readings = _readings(match["digits"]) if match is not None else {}
        if len(readings) == 1:
            evidence |= readings.keys()
        elif len(set(readings.values())) == 2:
            doubtful = doubtful or text
    if len(evidence) == 2:
        return DecimalSign(None)
    if evidence:
        return DecimalSign(evidence.pop())
    return DecimalSign("comma", doubtful)
