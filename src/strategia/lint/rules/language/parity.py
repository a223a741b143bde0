"""LAN103: the same numbers and dates in every language."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from strategia.diagnostics import Severity, Terms
from strategia.lint.rule import Context, Remark, listed, rule
from strategia.model import Root
from strategia.model.base import LanguageCode, LocalizedText
from strategia.source import Route
from strategia.workspace import Workspace

_FEW = 10
"""So many differences are told one by one: each is a mistake of its own."""


_YEAR = 4
"""Digits of a year."""


class _Difference(NamedTuple):
    """Two versions of a text whose numbers are not the same."""

    root: Root
    route: Route
    languages: tuple[LanguageCode, LanguageCode]
    only: tuple[tuple[str, ...], tuple[str, ...]]
    """The numbers that only the one and only the other has."""


@rule("LAN103", Severity.WARNING)
def numbers_differ(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Numbers, years, percentages, money and dates are the same in every language of a text."""
    prose = context.prose(workspace)
    if len(prose.wordings) == len(workspace.texts):
        return
    found = [
        difference
        for root, route, text in workspace.texts
        if not isinstance(text.root, str) and len(text.root) > 1
        for difference in _differences(root, route, text, workspace.main_language)
    ]
    if len(found) > _FEW:
        ids = dict.fromkeys(prose.name_of(difference.root, difference.route) for difference in found)
        places = tuple(difference.root.at(*difference.route) for difference in found[:3])
        yield Remark(places[0], {"count": len(found), "ids": listed(ids)}, "many", places[1:])
        return
    for difference in found:
        yield _told(difference)


def _told(difference: _Difference) -> Remark:
    root, route, (one, other), (first, second) = difference
    arguments = {
        "one": Terms("language", (one,)),
        "other": Terms("language", (other,)),
        "first": tuple(map(_written, first)),
        "second": tuple(map(_written, second)),
    }
    variant = "" if first and second else "first" if first else "second"
    return Remark(root.at(*route, other), arguments, variant, (root.at(*route, one),))


def _written(number: str) -> str | Decimal:
    """A number for a message: what is no day and no year is written as the reader's language does."""
    is_number = not number.endswith(".") and ("." in number or len(number) > _YEAR)
    # A stop comes behind it in the message.
    return Decimal(number) if is_number else number.rstrip(".")


def _differences(root: Root, route: Route, text: LocalizedText, main: LanguageCode) -> Iterator[_Difference]:
    """How the numbers of the other languages differ from those of the main one, or of the first there is."""
    versions: dict[LanguageCode, str] = text.root  # type: ignore[assignment]
    one = main if main in versions else next(iter(versions))
    # Most texts have no digits at all.
    if not any(character.isdecimal() for words in versions.values() for character in words):
        return
    # Its patterns take long to compile, and most counties write in one language.
    from strategia.lint.rules.language.numbers import numbers  # noqa: PLC0415

    known = numbers(versions[one], one)
    for other, words in versions.items():
        if other == one or (theirs := numbers(words, other)) == known:
            continue
        first = _missing(known - theirs, words, other)
        second = _missing(theirs - known, versions[one], one)
        if first or second:
            yield _Difference(root, route, (one, other), (first, second))


def _missing(found: frozenset[str], text: str, language: LanguageCode) -> tuple[str, ...]:
    from strategia.lint.rules.language.numbers import is_worded  # noqa: PLC0415 - as above

    return tuple(sorted(number for number in found if not is_worded(number, text, language)))
