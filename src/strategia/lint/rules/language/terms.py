"""LAN123: one word for one thing: the few terms that counties are known to write in several forms, and short names.

A short name stands in capitals in one place and with one capital in another: ”TAYS” and ”Tays”.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from strategia.diagnostics import Severity
from strategia.lint.prose import Passage, Prose
from strategia.lint.rule import Context, Remark, rule
from strategia.workspace import Workspace

_NAMES = frozenset(("source", "sources", "data", "aliases", "note"))
"""Where words of others are kept as they are."""


class _Term(NamedTuple):
    """A thing with the forms in which it is written; where the rarer does not occur nothing else is looked at."""

    mark: str
    """Letters of the rarer form, where it does not stand in capitals; empty where it always does."""
    capitals: str
    """The rarer form, where it stands in capitals."""
    forms: Mapping[str, str]

    def may_be_in(self, prose: Prose) -> bool:
        """Whether the rarer form may occur."""
        return self.capitals in prose.capitals or bool(self.mark and self.mark in prose.joined)


def _by_case(word: str) -> _Term:
    """A word that some write in capitals. With one capital it is another form only within a sentence."""
    capital, large = word.capitalize(), word.upper()
    forms = {
        word: rf"\b{word}",
        capital: rf"(?<=[a-zåäö,] ){capital}",
        large: rf"\b{large}",
    }
    return _Term("", large, forms)


def _by_word(usual: str, rare: str, pattern: str, mark: str) -> _Term:
    """Two words for the same thing."""
    forms = {usual: rf"(?i:\b{usual})", rare: f"(?i:{pattern})"}
    return _Term(mark, rare.upper(), forms)


_TERMS = (
    _by_case("sote"),
    _by_case("hyte"),
    _by_word("hyvinvointialue", "hva", r"\bhva(?:n|lla|lle|lta)?\b", " hva"),
    _by_word("välfärdsområde", "vfo", r"\bvfo(?:t|n|s)?\b", " vfo"),
    # The gender-neutral word has taken the place of the other.
    _by_word("esihenkilö", "esimies", r"\besimie", "simie"),
)


_NAME = range(3, 8)
"""How many letters a short name has; a longer word in capitals is a word that somebody shouts."""


def _named(prose: Prose) -> Iterator[_Term]:
    """The short names that stand in capitals and, within a sentence, with one capital as well."""
    known = {term.capitals for term in _TERMS}
    for large in prose.capitals:
        if len(large) in _NAME and large not in known and f" {large.capitalize()}" in prose.joined:
            capital = large.capitalize()
            yield _Term(
                "", large, {capital: rf"(?<=[a-zåäö,] ){capital}(?![a-zåäö-])", large: rf"\b{large}(?![A-ZÅÄÖa-zåäö-])"}
            )


@rule("LAN123", Severity.INFO, needs_all=True)
def term_in_several_forms(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The county's texts write a term in one form."""
    prose = context.prose(workspace)
    for term in (*_TERMS, *_named(prose)):
        if not term.may_be_in(prose):
            continue
        found = {form: passages for form in term.forms if (passages := _places(prose, term.forms[form]))}
        if len(found) > 1 and not _is_introduced(prose, term):
            rarest = min(found, key=lambda form: len(found[form]))
            forms = tuple(f"{form} ({len(found[form])})" for form in sorted(found, key=lambda form: -len(found[form])))
            yield Remark(found[rarest][0].location, {"forms": forms})


def _places(prose: Prose, pattern: str) -> list[Passage]:
    """The texts in which a form is used, as often as it is; names that others have given are not counted."""
    positions = (match.start() for match in re.finditer(pattern, prose.joined))
    passages = (passage for passage, _ in prose.passages_at(positions))
    return [passage for passage in passages if _NAMES.isdisjoint(passage.route) and not prose.is_shouted(passage)]


def _is_introduced(prose: Prose, term: _Term) -> bool:
    """Whether the short form is introduced in brackets behind the long one."""
    return re.search(rf"\((?:jäljempänä |nedan )?{term.capitals}\)", prose.joined, re.IGNORECASE) is not None
