"""Slips: numbers, years and choices as people write them, and what they were meant to be."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple, cast

from strategia.languages import LANGUAGES, lexicon

# Patterns as text, compiled when they are needed: where nothing is wrong none is.
_SPACES = "[ \u00a0\u2009\u202f]"
_MINUS = "\u2212"
_NUMBER = r"[-\u2212]?(?:[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+|[0-9]+)(?:[.,][0-9]+)?"
_POINTED = r"[-\u2212]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+"
"""A number as spreadsheets of other countries write it: `1.234,5`."""
_PERCENT = "[ \u00a0\u202f]?%$"
_YEAR = r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])"
_LOOKALIKES = str.maketrans("OoOoIl|", "0000111")


class MeantNumber(NamedTuple):
    """What is wrong with a number that was read as text, and the number that was meant, as YAML wants it."""

    slip: Literal["comma", "spaces", "minus", "percent", "quoted"]
    number: str


def number(text: str) -> MeantNumber | None:
    """The number that a text was meant to be; None where it is none or may be several."""
    bare = re.sub(_PERCENT, "", text.strip())
    if re.fullmatch(_POINTED, bare):
        bare = bare.replace(".", "")
    elif not re.fullmatch(_NUMBER, bare):
        return None
    meant = re.sub(_SPACES, "", bare).replace(_MINUS, "-").replace(",", ".")
    if "," in text:
        return MeantNumber("comma", meant)
    if "%" in text:
        return MeantNumber("percent", meant)
    if re.search(_SPACES, text):
        return MeantNumber("spaces", meant)
    return MeantNumber("minus" if _MINUS in text else "quoted", meant)


def year(text: str) -> str | None:
    """The year that a key was meant to be: 2026 for `2O26` or `TA 2026`; None where it is none or may be several."""
    found = re.findall(_YEAR, text) or re.findall(_YEAR, text.translate(_LOOKALIKES))
    return found[0] if len(found) == 1 else None


def choice(text: str, allowed: Sequence[str]) -> str | None:
    """The one of some values that was meant: by what it is called in some language, else the most similar one."""
    called = _called(tuple(allowed)).get(" ".join(text.casefold().split()))
    return called or next(iter(difflib.get_close_matches(text, allowed, n=1, cutoff=0.7)), None)


@cache
def _called(allowed: tuple[str, ...]) -> dict[str, str]:
    """By what values are called in the languages that strategia speaks, or by a word of that: the one it is said of."""
    names: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for name, value in (pair for language in LANGUAGES for pair in _named(language, frozenset(allowed))):
        names.setdefault(name, set()).add(value)
        for word in name.split():
            words.setdefault(word, set()).add(value)
    return {name: min(values) for name, values in (words | names).items() if len(values) == 1}


def _named(language: str, allowed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The name of each value, which is what its description begins with."""
    sets = cast("Mapping[str, Mapping[str, str]]", lexicon(language).table("schema")["enum"])
    for descriptions in sets.values():
        # A set may take in another one, whose words stand there.
        if descriptions.keys() <= allowed:
            for value, text in descriptions.items():
                yield re.split("[,:;(]", text.casefold())[0].strip(), value
