"""Which translations are still those of their original.

When somebody has compared a translation with the original, the pair of what both said is kept in the county's file of
reviewed translations. A pair that is not kept is *new*. It is *stale* when its translation was reviewed with another
original: then the original has changed and the translation has not. Where a writer changes both, nothing is stale.
"""

from collections import defaultdict
from collections.abc import Container, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from strategia.model import Root
from strategia.model.base import LanguageCode
from strategia.model.translations import ReviewedTranslations
from strategia.source import Route
from strategia.trace.fingerprints import digest
from strategia.workspace import Workspace

State = Literal["reviewed", "stale", "new"]

_ONE_LANGUAGE = "translation_notice"


class Translation(NamedTuple):
    """A text in another language than the main one, where it stands, and its pair of fingerprints."""

    root: Root
    route: Route
    language: LanguageCode
    original: str
    words: str

    @property
    def mark(self) -> str:
        """The pair, as it is kept."""
        return f"w{self.original}-t{self.words}"


class Translations:
    """The translations of a county and what is known of them."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.files = tuple(root for root in workspace.roots if isinstance(root, ReviewedTranslations))

    @cached_property
    def all(self) -> tuple[Translation, ...]:
        """Every translation of a text that is there in the main language, in the order of the files."""
        return tuple(self._found())

    def _found(self) -> Iterator[Translation]:
        main = self.workspace.main_language
        for root, route, text in self.workspace.texts:
            if isinstance(text.root, str) or main not in text.root or route[0] == _ONE_LANGUAGE:
                continue
            original = _digest(text.root[main])
            for code, words in text.root.items():
                if code != main:
                    yield Translation(root, route, code, original, _digest(words))

    def state(self, translation: Translation) -> State:
        """Whether a translation is that of its original, as far as anybody has looked."""
        originals = self._reviewed.get((translation.language, translation.words), frozenset())
        if translation.original in originals:
            return "reviewed"
        # Two texts can be the same in one language only: the mark is then that of the other.
        elsewhere = self._present[translation.language, translation.words]
        return "stale" if originals and not originals & elsewhere else "new"

    @property
    def stale(self) -> list[Translation]:
        """The translations whose original has changed since somebody compared them."""
        return [translation for translation in self.all if self.state(translation) == "stale"] if self.files else []

    def marks(self, accepted: Container[tuple[LanguageCode, str]]) -> dict[LanguageCode, list[str]]:
        """The marks to keep when some (by language and mark) have been accepted: by language, in order.

        Those of texts that are gone are dropped, those of stale translations stay.
        """
        kept: dict[LanguageCode, set[str]] = defaultdict(set)
        for translation in self.all:
            state = self.state(translation)
            if (translation.language, translation.mark) in accepted or state == "reviewed":
                kept[translation.language].add(translation.mark)
            elif state == "stale":
                originals = self._reviewed[translation.language, translation.words]
                kept[translation.language] |= {f"w{original}-t{translation.words}" for original in originals}
        return {code: sorted(kept[code]) for code in sorted(kept)}

    @cached_property
    def _reviewed(self) -> dict[tuple[LanguageCode, str], frozenset[str]]:
        """By language and translation: the originals that it was reviewed with."""
        found: dict[tuple[LanguageCode, str], set[str]] = defaultdict(set)
        for file in self.files:
            for code, marks in file.reviewed.items():
                for mark in marks:
                    original, _, words = mark.partition("-")
                    found[code, words[1:]].add(original[1:])
        return {key: frozenset(originals) for key, originals in found.items()}

    @cached_property
    def _present(self) -> dict[tuple[LanguageCode, str], set[str]]:
        """By language and translation: the originals that it has now."""
        found: dict[tuple[LanguageCode, str], set[str]] = defaultdict(set)
        for translation in self.all:
            found[translation.language, translation.words].add(translation.original)
        return found


def _digest(words: str) -> str:
    """What stands for a text; white space does not count."""
    return digest(" ".join(words.split()))
