"""Text in drawings: escaped, measured and wrapped.

It is measured roughly, on the generous side: no font is opened here.
"""

import re
from html import escape

from strategia.writers.characters import printable

TEXT = 14
"""The size of text in a drawing, in SVG units."""

_LONGEST = 500
"""More letters than this never fit into a box."""

_SYLLABLE = re.compile(r"(?<=[^\W\d_])[bcdfghjklmnpqrstvwxz][aeiouyåäö]")
_LEAST = 3
"""Letters on either side of a hyphen."""


def words(text: str) -> str:
    """The text as markup."""
    return escape(printable(text))


class _Widths(dict[str, int]):
    """The width of each letter, in hundredths of its size, worked out when it is first met."""

    def __missing__(self, letter: str) -> int:
        if letter in "iIl1.,:;'|jtf()[] \u00a0":
            width = 36
        else:
            width = 92 if letter in "mMwW%@–—" else 72 if letter.isupper() else 61
        self[letter] = width
        return width


_width_of = _Widths().__getitem__


def wide(text: str, size: float = TEXT) -> float:
    """Roughly how wide the text is, in the widest of the fonts that a browser may take."""
    return sum(map(_width_of, text)) * size / 100


def spaced(text: str) -> list[str]:
    """The words between which a line may end; a no-break space is part of one."""
    return [word for word in re.split(r"[^\S\u00a0]+", text) if word]


def wrapped(text: str, width: float, size: float = TEXT) -> list[str]:
    """The text in lines; a word longer than the width stands alone."""
    lines: list[str] = []
    space, taken = wide(" ", size), 0.0
    for word in spaced(text):
        more = wide(word, size)
        if lines and taken + space + more <= width:
            lines[-1] += f" {word}"
            taken += space + more
        else:
            lines.append(word)
            taken = more
    return lines or [""]


def fitted(text: str, width: float, most: int, size: float = TEXT) -> list[str]:
    """The text in at most so many lines of the width, with an ellipsis where it had to be cut."""
    lines: list[str] = []
    waiting = wrapped(text[:_LONGEST], width, size)
    while waiting and len(lines) <= most:
        line, *waiting = waiting
        if wide(line, size) > width and len(line) > 1:
            end = _end(line, width, size)
            lines.append(f"{line[:end]}-")
            waiting = wrapped(" ".join((line[end:], *waiting)), width, size)
        else:
            lines.append(line)
    if len(lines) <= most:
        return lines
    last = lines[most - 1].rstrip(" -.,;:")
    while last and wide(f"{last}…", size) > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _end(word: str, width: float, size: float) -> int:
    """Where a word that is too long for a line is broken: before a syllable where one begins in time."""
    end = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or wide(f"{word[:n]}-", size) <= width)
    begins = range(min(end, len(word) - _LEAST), _LEAST - 1, -1)
    return next((n for n in begins if _SYLLABLE.match(word, n)), end)


def label(text: str, x: float, y: float, **attributes: str | float) -> str:
    """A line of text; `anchor`, `size`, `weight` and `fill` are what they are in SVG."""
    names = {"anchor": "text-anchor", "size": "font-size", "weight": "font-weight", "fill": "fill"}
    extra = "".join(f' {names[key]}="{value}"' for key, value in attributes.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{extra}>{words(text)}</text>'
