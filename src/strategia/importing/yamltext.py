"""YAML as a person would type it: plain where that is safe, in quotation marks where it is not."""

import re
from collections.abc import Mapping
from decimal import Decimal

_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][^\n\t]*")
_UNSAFE = re.compile(r":(\s|$)|\s#|\s$|[\"\\]")
_SAFE_WITHIN = re.compile(r"[\w .%€/–-]+")
"""Between brackets the parser takes more signs for its own."""
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
"""Words that some reader of YAML takes for something else than a text."""


def scalar(text: str, *, within: bool = False) -> str:
    """A text as a YAML scalar; `within` for one between brackets or braces."""
    plain = _PLAIN.fullmatch(text) is not None and _UNSAFE.search(text) is None and text.casefold() not in _WORDS
    if plain and (not within or _SAFE_WITHIN.fullmatch(text)):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """A text in quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


def number(value: Decimal) -> str:
    """A number in plain digits, with the decimals that it has."""
    return f"{value:f}" if value else "0"


def amounts(by_year: Mapping[int, Decimal]) -> str:
    """Money by year, on one line: `{2026: -1234.5, 2027: -1250}`."""
    return "{" + ", ".join(f"{year}: {number(by_year[year])}" for year in sorted(by_year)) + "}"
