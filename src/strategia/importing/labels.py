"""The words by which rows and columns of budgets are known, in Finnish and Swedish; they stand in `labels.toml`."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from strategia.importing.mapping import Part

_SIGNS = re.compile(r"[^0-9a-zåäöéü]+")
_ACCOUNT = re.compile(r"[0-9 ]+ ")
_TOTAL = re.compile(r"(?:^|\s)(?:yhteensä|totalt|sammanlagt|summa|total)$", re.IGNORECASE)


def folded(label: str) -> str:
    """A label as labels are compared: small letters and digits, one space between words."""
    return _SIGNS.sub(" ", label.casefold()).strip()


def known_line(part: Part, label: str) -> str:
    """The line of a part that a label names, with the number of an account before it or not; empty for none."""
    whole = folded(label)
    lines = _by_label(part)
    return lines.get(whole) or lines.get(_ACCOUNT.sub("", whole, count=1)) or ""


def is_own_word(label: str) -> bool:
    """Whether a label is the form's own word for its line, but for capitals and punctuation."""
    return folded(label) in _own_words()


def language(labels: Iterable[str]) -> str:
    """The language in which most of these labels are known; Finnish when none is."""
    known = [folded(label) for label in labels]
    counts = {code: sum(label in _in_language(code) for label in known) for code in ("fi", "sv")}
    return "sv" if counts["sv"] > counts["fi"] else "fi"


def without_total(label: str) -> str | None:
    """What a row is the total of (empty for a total of everything); None when it is no total."""
    match = _TOTAL.search(label.strip().rstrip(":."))
    return None if match is None else label[: match.start()].strip()


@cache
def _table() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))


@cache
def _by_label(part: Part) -> dict[str, str]:
    words = _table().get(part, {})
    return {folded(word): line for line, by_language in words.items() for many in by_language.values() for word in many}


def _lists() -> Iterator[tuple[str, list[str]]]:
    """Every list of words, with its language."""
    for part in _table().values():
        for by_language in part.values():
            yield from by_language.items()


@cache
def _in_language(code: str) -> frozenset[str]:
    return frozenset(folded(word) for language, many in _lists() if language == code for word in many)


@cache
def _own_words() -> frozenset[str]:
    return frozenset(folded(many[0]) for _, many in _lists())
