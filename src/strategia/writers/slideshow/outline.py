"""Paragraphs of a slide as an outline: the lists that their marks and indents stand for."""

from collections.abc import Sequence
from dataclasses import dataclass

from strategia.writers.deck.fit import Para


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list and the lists below it."""

    para: Para
    below: "tuple[Listing, ...]" = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `ordered` when its lines are numbered."""

    items: tuple[Item, ...]
    ordered: bool


def outline(paras: Sequence[Para]) -> list[Para | Listing]:
    """The paragraphs, with those that are indented gathered into lists."""
    found: list[Para | Listing] = []
    start = 0
    while start < len(paras):
        end = start
        while end < len(paras) and paras[end].indent > 0:
            end += 1
        if end > start:
            found.append(_listing(paras[start:end]))
        else:
            found.append(paras[start])
            end += 1
        start = end
    return found


def _listing(paras: Sequence[Para]) -> Listing:
    """One list: a line no deeper than the first is an item, deeper ones are lists below it."""
    starts = [place for place, para in enumerate(paras) if para.indent <= paras[0].indent]
    items = []
    for place, end in zip(starts, [*starts[1:], len(paras)], strict=True):
        below = paras[place + 1 : end]
        items.append(Item(paras[place], (_listing(below),) if below else ()))
    return Listing(tuple(items), ordered=any(item.para.number is not None for item in items))
