"""Where a long word of a page may break. Soft hyphens are not seen until a line ends at one.

**Why:** browsers on Chromium know the hyphens of Swedish and English but not of Finnish, and would break a word
anywhere where a column is narrow: “Asiakastyytyväisyy|s”.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_SHY = "\N{SOFT HYPHEN}"
# Where no word begins nothing is tried: otherwise each letter of each word would be.
_LONG = re.compile(r"(?<![^\W\d_])[^\W\d_]{14,}")
"""A word that may not find room in a narrow column."""
_ENDLESS = re.compile(r"(?<!\w)\w{40,}")
_STEP = 12
"""Letters from one hyphen of an endless word to the next."""
_LEAST = 3
"""Letters on either side of a hyphen."""
_SEAM = 5
"""Letters before a hyphen between vowels."""

_VOWELS = frozenset("aeiouyåäö")
_TOGETHER = re.compile("[aeiouyäö]i|[aeiou]u|[eiyäö]y|[iu]e|[iu]o|yö|aa|ee|oo|ää|öö")
"""Two vowels that a hyphen does not part: those of one syllable, and those of “alue” and “valtio”."""
_SEAM_OF_WORDS = re.compile("(?<=mis)[ao]|(?<=i)(?:ohj|osa)")
"""“kehittämis|asiakirja”, “hyvinvointi|ohjelma”."""


def hyphenated(text: str, language: str) -> str:
    """The text with soft hyphens in its long words: in Finnish between syllables, in an endless word anywhere."""
    if language == "fi":
        text = _LONG.sub(lambda word: _in_syllables(word[0]), text)
    return _ENDLESS.sub(lambda word: _SHY.join(re.findall(f".{{1,{_STEP}}}", word[0])), text)


@lru_cache(maxsize=1 << 12)
def _in_syllables(word: str) -> str:
    return _SHY.join(_syllables(word))


def _syllables(word: str) -> Iterator[str]:
    """The word in pieces of one syllable or more."""
    letters = word.lower()
    start = 0
    for at in range(_LEAST, len(letters) - _LEAST + 1):
        if _begins(letters, at):
            yield word[start:at]
            start = at
    yield word[start:]


def _begins(letters: str, at: int) -> bool:
    """Whether a syllable begins here that a line may begin with."""
    before, here, after = letters[at - 1], letters[at], letters[at + 1]
    if here in _VOWELS:
        # The beginning of a word has no seam: “asi-akas”.
        return bool(_SEAM_OF_WORDS.match(letters, at)) or (at >= _SEAM and _parted(letters[at - 1 : at + 1]))
    if after not in _VOWELS or _SEAM_OF_WORDS.match(letters, at + 1):
        return False
    # “Strate-gia”, not “st-rategia”; no line ends with a syllable of one letter: “hyvinvointia-lue”.
    return not _parted(letters[at - 2 : at]) and not (here in "lr" and before in "bdfgkpt")


def _parted(pair: str) -> bool:
    """Whether these are two vowels of two syllables."""
    return _VOWELS.issuperset(pair) and not _TOGETHER.match(pair)
