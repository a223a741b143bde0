"""Text that typst can set: every character has a font, every word an end.

A file for archives may not hold a character without a glyph; typst refuses to make one.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from unicodedata import category

from strategia.writers.characters import clean

_ENDLESS = re.compile(r"[^\s\u00ad\u200b–/-]{46,}")
"""No word of Finnish is as long. Shorter ones are hyphenated by rule."""
_STEP = 8
_SOFT_HYPHEN, _BREAK = "\u00ad", "\u200b"
_INSTEAD = {"\u2011": "-\u2060"}
"""A no-break hyphen, which few fonts have."""
_MISSING = "\N{WHITE SQUARE}"


class Letters:
    """Makes texts fit for fonts, given the characters that each of them has."""

    def __init__(self, fonts: Sequence[frozenset[str]]) -> None:
        self._fonts = fonts

    @cached_property
    def _known(self) -> frozenset[str]:
        """The characters that need no second look: a mark only has a glyph where its letter's font has it."""
        return frozenset(c for font in self._fonts for c in font if not category(c).startswith("M"))

    def fitted(self, text: str) -> str:
        """The text on one line, in characters that can be drawn, with breaks in endless words."""
        text = " ".join(clean(text).splitlines())
        if not self._known.issuperset(text):
            text = "".join(self._drawable(cluster) for cluster in _clusters(text))
        return _ENDLESS.sub(_broken, text) if len(text) > _STEP else text

    def _drawable(self, cluster: str) -> str:
        if cluster in _INSTEAD:
            return _INSTEAD[cluster]
        drawn = [c for c in cluster if not _unseen(c)]
        if not drawn or any(font.issuperset(drawn) for font in self._fonts):
            return cluster
        return cluster[0] if cluster[0] in self._known else _MISSING


def _clusters(text: str) -> list[str]:
    """Letters, each with the marks upon it."""
    found: list[str] = []
    for character in text:
        if found and category(character).startswith("M"):
            found[-1] += character
        else:
            found.append(character)
    return found


def _unseen(character: str) -> bool:
    """Whether a character draws nothing: spaces, joiners, selectors of variants."""
    return category(character) in ("Zs", "Cf") or "\ufe00" <= character <= "\ufe0f"


def _broken(word: re.Match[str]) -> str:
    # In an address a hyphen would be read as part of it.
    sign = _SOFT_HYPHEN if word[0].isalpha() else _BREAK
    return sign.join(word[0][at : at + _STEP] for at in range(0, len(word[0]), _STEP))
