"""Stems: words known by how they begin, since Finnish and Swedish inflect.

A stem is found at the beginning of a word, whatever its ending and whether or not it begins with a capital. It is not
found within a compound: `osallisuu` finds ”Osallisuuden” and not ”henkilöstöosallisuus”. A stem of several words is
found where words begin so one after the other: `kansallis tavoit` finds ”kansallisten tavoitteiden”. Words after the
first may be alternatives, which are looked for at once: `maan kärk|kärj` finds ”maan kärjessä”.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

_WORD = re.compile(r"\w+")
_EITHER = re.escape("|")


class Stems:
    """Stems that mean the same. What they find is found in linear time."""

    __slots__ = ("_stems",)

    def __init__(self, *stems: str) -> None:
        self._stems = tuple(_split(stem) for stem in stems)

    def found_in(self, text: str) -> bool:
        """Whether a word of the text begins with one of the stems."""
        return any(_begins(text, *stem) for stem in self._stems)

    def words_in(self, text: str) -> list[str]:
        """The words of the text that begin with one of the stems, as they are written there, in order."""
        places = sorted({at for stem in self._stems for at in _beginnings(text, *stem)})
        return [match[0] for at in places if (match := _WORD.match(text, at)) is not None]

    def found_in_any(self, texts: Iterable[str]) -> bool:
        """Whether one of the texts has one of the stems."""
        return any(map(self.found_in, texts))

    def where(self, texts: Sequence[str]) -> list[int]:
        """The places of the texts that have one of the stems, in order.

        **Why** they are searched as one: most have none, and to ask each of them costs more than all that they hold.
        """
        whole = "\n".join(texts)
        found = sorted({at for stem in self._stems for at in _beginnings(whole, *stem)})
        if not found:
            return []
        ends = [*accumulate(len(text) + 1 for text in texts)]
        return sorted({bisect_right(ends, at) for at in found})


def _split(stem: str) -> tuple[str, str, str | None]:
    """The first letter of a stem, the rest of its first word, and a pattern for how the words after that begin.

    It is compiled when the first word is found: of many stems it never is.
    """
    first, _, after = stem.partition(" ")
    words = (f"(?:{re.escape(word).replace(_EITHER, '|')})" for word in after.split(" "))
    following = r"\w*[-,]?\s+" + r"\w*[-,]?\s+".join(words) if after else None
    return first[0].lower(), first[1:], following


def _begins(text: str, letter: str, rest: str, following: str | None) -> bool:
    return any(True for _ in _beginnings(text, letter, rest, following))


def _beginnings(text: str, letter: str, rest: str, following: str | None) -> Iterator[int]:
    """Where words begin with a stem."""
    # The first letter may be a capital: to look for the rest is much quicker than to lower the whole text.
    at = text.find(rest, 1)
    while at != -1:
        if (
            text[at - 1].lower() == letter
            and (at == 1 or not text[at - 2].isalnum())
            and (following is None or re.compile(following).match(text, at + len(rest)) is not None)
        ):
            yield at - 1
        at = text.find(rest, at + 1)
