"""Text that typst can set: every character has a font, every word an end.

A file for archives may not hold a character without a glyph; typst refuses to make one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from unicodedata import category

from strategia.writers.characters import clean

_ENDLESS = re.compile(r"[^\s\u00ad\u200b–/-]{46,}")
"""No word of Finnish is as long. Shorter ones are hyphenated by rule."""
_STEP = 8
_SOFT_HYPHEN, _BREAK = "\u00ad", "\u200b"
_INSTEAD = {"\u2011": "-\u2060", _SOFT_HYPHEN: _SOFT_HYPHEN, _BREAK: _BREAK, "\u2060": "\u2060", "\ufeff": ""}
"""What no font needs to have, and a no-break hyphen, which few have."""
_JOINING = frozenset("\u200c\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""Joiners, selectors of variants, colours of skin: what only changes the picture before it."""
_MISSING = "\N{WHITE VERTICAL RECTANGLE}"


class Letters:
    """Makes texts fit for fonts: the characters that each has, the first choice first."""

    def __init__(self, fonts: Sequence[frozenset[str]]) -> None:
        self._fonts = fonts

    @cached_property
    def _known(self) -> frozenset[str]:
        """The characters that need no second look."""
        return frozenset(c for font in self._fonts for c in font if category(c)[0] not in "MC")

    def fitted(self, text: str) -> str:
        """The text on one line, in characters that can be drawn, with breaks in endless words."""
        text = " ".join(clean(text).splitlines())
        if not self._known.issuperset(text):
            text = "".join(self._drawable(text))
        return _ENDLESS.sub(_broken, text) if len(text) > _STEP else text

    def _drawable(self, text: str) -> Iterator[str]:
        letters = self._fonts[0]
        before = ""
        for c in text:
            if c in _JOINING:
                # Between pictures they make one of two; between letters they have no use.
                yield c if before and before not in letters else ""
            elif category(c).startswith("M"):
                # The font of the letter draws its marks too.
                yield c if c in letters and before in letters and before.isalpha() else ""
            elif c in self._known:
                yield c
                before = c
            else:
                yield _INSTEAD.get(c, _MISSING)
                before = ""


def _broken(word: re.Match[str]) -> str:
    # In an address a hyphen would be read as part of it.
    sign = _SOFT_HYPHEN if word[0].isalpha() else _BREAK
    return sign.join(word[0][at : at + _STEP] for at in range(0, len(word[0]), _STEP))
