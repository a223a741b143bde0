"""Paragraphs and lists as measured text, in groups that stay together when a slide is full."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from strategia.document.ast import BulletList, ListItem, Paragraph, Run, Runs, plain
from strategia.writers.characters import printable
from strategia.writers.deck.fit import Align, Colour, Para

SMALLEST = 12.0
"""No text on a slide is smaller, save footers, marks, units and sources."""

_LARGEST_LEAD = 22.0


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs that stay on one slide. Where they cannot, the first `heads` of them are repeated.

    `introduces` keeps the group on one slide with the one after it.
    """

    paras: tuple[Para, ...]
    heads: int = 0
    introduces: bool = False


@lru_cache(maxsize=1 << 14)
def clean(runs: Runs) -> Runs:
    """The runs with printable characters only, without empty ones and without space at either end."""
    runs = tuple(replace(run, text=printable(run.text).replace("\r", "")) for run in runs if run.text)
    if runs:
        runs = (replace(runs[0], text=runs[0].text.lstrip()), *runs[1:])
        runs = (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip()))
    return tuple(run for run in runs if run.text)


def text(words: str) -> Runs:
    """One plain run."""
    return clean((Run(words),))


def paragraph(block: Paragraph, size: float, colour: Colour = "ink") -> Para | None:
    """A paragraph in its look, None when it is empty."""
    runs = clean(block.runs)
    if not runs:
        return None
    if block.style == "lead":
        return Para(runs, min(size + 2, _LARGEST_LEAD), colour=colour, before=size * 0.6)
    if block.style == "small":
        return Para(runs, max(size - 4, SMALLEST), colour="muted" if colour == "ink" else colour, before=size * 0.5)
    return Para(runs, size, colour=colour, before=size * 0.6)


def bullets(block: BulletList, size: float, colour: Colour = "ink", *, tight: bool = False) -> Iterator[Group]:
    """The items of a list, each a group headed by its first line."""
    for index, item in enumerate(block.items):
        mark = Para(
            clean(item.runs),
            size,
            colour=colour,
            mark=None if block.ordered else "•",
            number=index + 1 if block.ordered else None,
            indent=size * (1.35 if block.ordered and len(block.items) > 9 else 0.95),
            hang=size * (1.35 if block.ordered and len(block.items) > 9 else 0.95),
            before=size * (0.2 if tight else 0.42),
        )
        below = tuple(_below(item.items, mark, 1, tight=tight))
        head = (mark,) if mark.runs else ()
        if head or below:
            yield Group((*head, *below), heads=len(head) if below else 0)


def _below(items: Sequence[ListItem], upper: Para, depth: int, *, tight: bool) -> Iterator[Para]:
    """The lines below an item; from the third level on they only move further in."""
    size = max(upper.size - (1 if tight else 2), SMALLEST) if depth == 1 else upper.size
    before, hang = size * (0.1 if tight else 0.2), size * 0.95
    for item in items:
        para = Para(
            clean(item.runs),
            size,
            colour=upper.colour,
            mark="–",
            indent=upper.indent + hang,
            hang=hang,
            before=before,
        )
        if para.runs:
            yield para
        yield from _below(item.items, para, depth + 1, tight=tight)


def groups(blocks: Iterable[Paragraph | BulletList], size: float, colour: Colour = "ink") -> tuple[Group, ...]:
    """Blocks of text in groups; a paragraph stays with the list it introduces."""
    result: list[Group] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            para = paragraph(block, size, colour)
            if para:
                result.append(Group((para,)))
            continue
        if result and block.items and not result[-1].heads and result[-1].paras[0].mark is None:
            result[-1] = replace(result[-1], introduces=True)
        result += bullets(block, size, colour)
    return tuple(result)


def flat(
    blocks: Iterable[Paragraph | BulletList],
    size: float,
    colour: Colour = "ink",
    *,
    bold: bool = False,
    align: Align = "l",
) -> tuple[Para, ...]:
    """Blocks of text as paragraphs for a narrow box: a card, a cell, a callout. What has a mark is at the left."""
    result: list[Para] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            runs, small = clean(block.runs), block.style == "small"
        elif len(block.items) == 1 and not block.ordered and not block.items[0].items:
            # A line alone needs no mark.
            runs, small = clean(block.items[0].runs), False
        else:
            listed = (para for group in bullets(block, size, colour, tight=True) for para in group.paras)
            result += (para._replace(bold=True) for para in listed) if bold else listed
            continue
        if runs:
            own = "muted" if small and colour == "ink" else colour
            height = max(size - 4, SMALLEST) if small else size
            result.append(Para(runs, height, bold, own, before=size * 0.35, align=align))
    return tuple(result)


def same(one: Runs, other: Runs) -> bool:
    """Whether two texts say the same words."""
    return " ".join(plain(one).split()).casefold() == " ".join(plain(other).split()).casefold()
