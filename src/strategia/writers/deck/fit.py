"""Measuring text: how lines break and how high paragraphs stand, by the widths of Carlito.

Carlito has Calibri's widths, so what fits here fits in PowerPoint. Nothing is read from the machine.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal, NamedTuple

from strategia.document.ast import Run, Runs

Colour = Literal["ink", "muted", "paper", "soft", "primary", "tint", "accent", "tint_accent", "rule"]
Align = Literal["l", "r", "ctr"]

SLACK = 0.98
"""How much of a line's width is used: renderers round and kern each in their own way."""

ROUNDING = 0.05
"""How much wider than its line a word may seem."""
_STRETCH = re.compile(r"\n|[ \t]+|[^ \t\n]+")
# A hyphen between letters lets the line break after it: “hoito- ja”, “asiointi-palvelu”.
_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])")


class Para(NamedTuple):
    """A paragraph in its look. `indent` is where its lines begin, `hang` how far left its mark stands.

    `number` makes the mark a number, otherwise `mark` is printed. `before` is the space above it.
    """

    runs: Runs
    size: float
    bold: bool = False
    colour: Colour = "ink"
    mark: str | None = None
    number: int | None = None
    indent: float = 0
    hang: float = 0
    before: float = 0
    align: Align = "l"


@cache
def _widths(bold: bool, italic: bool) -> dict[str, float]:  # noqa: FBT001 (keywords cost time in a cache)
    """Widths of a face by character, in em."""
    data = _metrics()
    face = f"{'bold' if bold else ''}{'_' if bold and italic else ''}{'italic' if italic else ''}" or "regular"
    return {c: w / data["em"] for c, w in zip(data["characters"], data["faces"][face], strict=True)}


@cache
def _metrics() -> dict[str, Any]:
    text = resources.files("strategia.writers").joinpath("carlito.json").read_text(encoding="utf-8")
    metrics: dict[str, Any] = json.loads(text)
    return metrics


@cache
def line() -> float:
    """How high a line is, in em."""
    data = _metrics()
    return float(data["line"] / data["em"])


@lru_cache(maxsize=1 << 16)
def _width(text: str, bold: bool, italic: bool) -> float:  # noqa: FBT001 (keywords cost time in a cache)
    widths = _widths(bold, italic)
    # A character the font lacks comes from another one: count it as wide as a letter can be.
    return sum([widths.get(c, 1.0) for c in text])


def width(runs: Runs, size: float, *, bold: bool = False) -> float:
    """How wide the runs are on one line."""
    return size * sum(_width(run.text, bold or run.strong, run.emphasis) for run in runs)


class _Word:
    """What stays on one line: where it starts and ends, how wide it and the space before it are."""

    __slots__ = ("end", "parts", "space", "start", "width")

    def __init__(self, start: int, space: float, part: str, face: tuple[bool, bool]) -> None:
        self.start = start
        self.end = start + len(part)
        self.space = space
        self.parts = [(part, *face)]
        self.width = _width(part, *face)

    def add(self, part: str, face: tuple[bool, bool]) -> None:
        """Lengthen the word by a part in a face of its own."""
        self.parts.append((part, *face))
        self.width += _width(part, *face)
        self.end += len(part)


@lru_cache(maxsize=1 << 13)
def _words(runs: Runs, bold: bool) -> tuple[_Word | None, ...]:  # noqa: FBT001 (keywords cost time in a cache)
    """The words of the runs; None for a forced line break. The same text is tried in many widths."""
    found: list[_Word | None] = []
    word: _Word | None = None
    space, offset = 0.0, 0
    for run in runs:
        face = (bold or run.strong, run.emphasis)
        for stretch in _STRETCH.findall(run.text):
            if stretch == "\n":
                found.append(None)
                word, space = None, 0.0
            elif stretch[0] in " \t":
                word, space = None, _width(stretch, *face)
            else:
                start = offset
                for piece in _HYPHEN.split(stretch) if "-" in stretch else (stretch,):
                    if word is None or (piece is not stretch and word.parts[-1][0].endswith("-")):
                        word = _Word(start, space, piece, face)
                        found.append(word)
                    else:
                        word.add(piece, face)
                    start += len(piece)
                    space = 0.0
            offset += len(stretch)
    return tuple(found)


@lru_cache(maxsize=1 << 15)
def _breaks(runs: Runs, bold: bool, measure: float) -> tuple[int, ...]:  # noqa: FBT001 (keywords cost time in a cache)
    """Where each line after the first starts, as offsets into the text; `measure` in em."""
    starts: list[int] = []
    x = 0.0
    fresh = True
    end = 0
    for word in _words(runs, bold):
        if word is None:
            starts.append(end + 1)
            x, fresh, end = 0.0, True, end + 1
            continue
        end = word.end
        space = 0.0 if fresh else word.space
        if not fresh and x + space + word.width > measure:
            starts.append(word.start)
            x, space = 0.0, 0.0
        fresh = False
        x += space + word.width
        if word.width > measure:
            x = _letters(word, measure, starts)
    return tuple(starts)


def _letters(word: _Word, measure: float, starts: list[int]) -> float:
    """Break a word wider than the line between letters, as PowerPoint does; how wide its last line is."""
    x, place = 0.0, word.start
    for text, bold, italic in word.parts:
        for letter in text:
            step = _width(letter, bold, italic)
            if x and x + step > measure:
                starts.append(place)
                x = 0.0
            x += step
            place += 1
    return x


@lru_cache(maxsize=1 << 14)
def _widest(runs: Runs, bold: bool) -> float:  # noqa: FBT001 (keywords cost time in a cache)
    return max((word.width for word in _words(runs, bold) if word), default=0.0)


def forget() -> None:
    """Lets go of the words and lines of the deck before: hardly any is in the next one."""
    for known in (_words, _breaks, _widest):
        known.cache_clear()


def widest_word(paras: Iterable[Para]) -> float:
    """How wide a line must be so that no word breaks between letters."""
    return max((_widest(p.runs, p.bold) * p.size / SLACK + p.indent for p in paras), default=0.0)


def too_wide(paras: Iterable[Para], measure: float) -> Iterator[str]:
    """The words that no line of this width holds, without the signs around them."""
    for para in paras:
        for word in _words(para.runs, para.bold):
            if word and word.width * para.size / SLACK + para.indent > measure + ROUNDING:
                yield "".join(text for text, *_ in word.parts).strip("”’\"'().,:;!?…")


def _line_starts(para: Para, measure: float) -> tuple[int, ...]:
    return _breaks(para.runs, para.bold, round(max(measure - para.indent, 1) * SLACK / para.size, 3))


def broken(para: Para, measure: float) -> Para:
    """The paragraph with its line breaks written into it, so that no program breaks “2026–2029” elsewhere."""
    runs: Runs = ()
    rest, taken = para.runs, 0
    for start in _line_starts(para, measure):
        head, rest = split(rest, start - taken)
        taken = start
        if head[-1].text.endswith(" "):
            head = (*head[:-1], replace(head[-1], text=f"{head[-1].text.rstrip(' ')}\n"))
        runs = (*runs, *head)
    return para._replace(runs=(*runs, *rest))


def lines(para: Para, measure: float) -> int:
    """How many lines the paragraph takes at this width."""
    return 1 + len(_line_starts(para, measure))


def height(paras: Iterable[Para], measure: float) -> float:
    """How high the paragraphs stand; the space above the first does not count."""
    total = 0.0
    for index, para in enumerate(paras):
        total += lines(para, measure) * para.size * line() + (para.before if index else 0)
    return total


def cut(paras: tuple[Para, ...], measure: float, room: float) -> tuple[tuple[Para, ...], tuple[Para, ...]]:
    """What fits into the room, at least one line, and the rest."""
    taken: list[Para] = []
    used = 0.0
    for index, para in enumerate(paras):
        starts = _line_starts(para, measure)
        step = para.size * line()
        before = para.before if index else 0
        if used + before + (len(starts) + 1) * step <= room:
            used += before + (len(starts) + 1) * step
            taken.append(para)
            continue
        fitting = int((room - used - before) / step)
        if fitting < 1 and taken:
            return tuple(taken), paras[index:]
        fitting = max(fitting, 1)
        if fitting > len(starts):
            taken.append(para)
            return tuple(taken), paras[index + 1 :]
        first, second = split(para.runs, starts[fitting - 1])
        rest = para._replace(runs=second, mark=None, number=None, hang=0)
        return (*taken, para._replace(runs=first)), (rest, *paras[index + 1 :])
    return paras, ()


def split(runs: Runs, place: int) -> tuple[Runs, Runs]:
    """The runs before and from a place in their text."""
    first: list[Run] = []
    second: list[Run] = []
    offset = 0
    for run in runs:
        here = min(max(place - offset, 0), len(run.text))
        offset += len(run.text)
        if here:
            first.append(replace(run, text=run.text[:here]))
        if here < len(run.text):
            second.append(replace(run, text=run.text[here:]))
    return tuple(first), tuple(second)


def shrunk(para: Para, measure: float, room: float, least: float) -> Para:
    """The paragraph as large as fits the room without breaking a word, between its size and the least."""
    fallback = None
    size = para.size
    while size >= least:
        trial = para._replace(size=size)
        if height((trial,), measure) <= room:
            if widest_word((trial,)) <= measure:
                return trial
            fallback = fallback or trial
        size -= 1
    return fallback or para._replace(size=least)
