"""Blocks that are drawn as boxes: cards, bars, key figures, callouts, statements.

Each becomes rows of boxes no higher than a slide; what would be higher becomes running text.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from strategia.document.ast import (
    BulletList,
    Callout,
    Card,
    Cards,
    KeyFacts,
    ListItem,
    Paragraph,
    Run,
    Runs,
    Statement,
    plain,
)
from strategia.writers.deck import fit
from strategia.writers.deck.fit import Colour, Para
from strategia.writers.deck.flows import Drawing, Flow, RowsFlow, TextFlow
from strategia.writers.deck.shapes import Box, Shape
from strategia.writers.deck.text import SMALLEST, Group, clean, flat, groups, same

_BETWEEN = 16.0
_BARE = 110.0
"""How high a card is at least that has nothing but its title."""
_LARGEST_CAPTION = 15.0
"""A caption larger than this looks like a second title."""
_LOUD = frozenset({"draft", "notice", "forced"})
# A printed number before the words, as in “1 Asiakaskokemus” or “2. Henkilöstö”.
_LABEL = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(?=\S)")


def cards(block: Cards, size: float, width: float, room: float, *, alone: bool = False) -> Flow:
    """Cards side by side, of equal height."""
    count = len(block.cards)
    best: tuple[tuple[bool, bool], Flow] | None = None
    for columns in dict.fromkeys((_columns(count), 3, 2, 1)):
        if columns > max(count, 1):
            continue
        rows, cramped, total = _card_rows(block.cards, columns, size, width, alone=alone)
        if any(row.height > room for row in rows):
            continue
        # Fewer columns only where they save words from breaking or the slide from overflowing.
        rank = (cramped, total > room)
        if best is None or rank < best[0]:
            best = rank, RowsFlow(rows, _BETWEEN, cramped)
    if best:
        return best[1]
    return _Plainer(tuple(_card_group(card, size) for card in block.cards), width)


def _columns(count: int) -> int:
    """How many boxes stand side by side, so that the last row is nearly full."""
    return count if count <= 4 else 3 if count % 3 in {0, 2} else 4


class _Plainer(TextFlow):
    """Running text in the place of boxes that would be too high."""

    @property
    def cramped(self) -> bool:
        return True


def _card_group(card: Card, size: float) -> Group:
    title = _heading(card.title, size, "primary", size * 0.8)
    return Group((*title, *flat(card.blocks, size)), heads=len(title) if card.blocks else 0)


def _heading(runs: Runs, size: float, colour: Colour, before: float = 0) -> tuple[Para, ...]:
    runs = clean(runs)
    return (Para(runs, size, bold=True, colour=colour, before=before),) if runs else ()


def _card_rows(
    all_cards: Sequence[Card], columns: int, size: float, width: float, *, alone: bool
) -> tuple[tuple[Drawing, ...], bool, float]:
    """The rows, whether a word breaks in them, and how high they are together."""
    small = max(size - 3, SMALLEST)
    across = (width - _BETWEEN * (columns - 1)) / columns
    pad = 14.0
    inner = across - 2 * pad
    titles = [
        tuple(
            fit.shrunk(para, inner, 2.1 * para.size * fit.line(), small)
            for para in _heading(card.title, size, "primary")
        )
        for card in all_cards
    ]
    # Titles beside one another are of one size.
    smallest = min((para.size for title in titles for para in title), default=size)
    contents = []
    for card, title in zip(all_cards, titles, strict=True):
        body = flat(card.blocks, small)
        body = (body[0]._replace(before=small * 0.5), *body[1:]) if body and title else body
        contents.append((*(para._replace(size=smallest) for para in title), *body))
    cramped = any(fit.widest_word(paras) > inner for paras in contents)
    needs = [fit.height(paras, inner) + 2 * pad + 4 for paras in contents]
    least = 0.0
    bare = not any(card.blocks for card in all_cards)
    if bare:
        least = _BARE
    elif alone:
        least = 190.0 if len(all_cards) <= columns else 150.0
    needs = [max(need, least) for need in needs]
    rows = []
    for first in range(0, len(contents), columns):
        high = max(needs[first : first + columns])
        shapes: list[Shape] = []
        for place, paras in enumerate(contents[first : first + columns]):
            x = place * (across + _BETWEEN)
            ground = Box(x, 0, across, high, paras, fill="tint", insets=(pad, pad + 4, pad, pad), name="Card")
            shapes.append(replace(ground, anchor="ctr") if bare else ground)
            shapes.append(Box(x, 0, across, 4, fill="primary"))
        rows.append(Drawing(high, tuple(shapes)))
    return tuple(rows), cramped, sum(row.height for row in rows) + _BETWEEN * (len(rows) - 1)


def bars(block: Cards | BulletList, size: float, width: float, room: float) -> Flow:
    """Priorities as bars below one another, with their printed numbers where they have some."""
    entries = _entries(block, size)
    badge = 52.0 if any(label for label, _ in entries) else 6.0
    inner = width - badge - 32
    needs = [fit.height(paras, inner) + 20 for _, paras in entries]
    cramped = any(fit.widest_word(paras) > inner for _, paras in entries)
    if any(need > room for need in needs):
        if isinstance(block, BulletList):
            return TextFlow(groups((block,), size), width)
        return _Plainer(tuple(_card_group(card, size) for card in block.cards), width)
    gap = 10.0
    free = room - sum(needs) - gap * (len(needs) - 1)
    # A few bars are as high as several: they fill the slide all the same.
    grown = min(free / len(needs), 26.0 + 54.0 / len(needs)) if needs and free > 0 else 0.0
    rows = []
    for (label, paras), need in zip(entries, needs, strict=True):
        high = need + grown
        text = Box(badge, 0, width - badge, high, paras, fill="tint", anchor="ctr", insets=(16, 10, 16, 10), name="Bar")
        mark = Para((Run(label),), 26, bold=True, colour="paper", align="ctr") if label else None
        mark = mark and fit.shrunk(mark, badge - 8, 30, SMALLEST)
        badge_text = (mark,) if mark else ()
        name = "Number" if mark else ""
        edge = Box(0, 0, badge, high, badge_text, fill="primary", anchor="ctr", insets=(4, 2, 4, 2), name=name)
        rows.append(Drawing(high, (edge, text)))
    return RowsFlow(tuple(rows), gap, cramped)


def _label(words: str) -> re.Match[str] | None:
    """The printed number at the beginning; “12 kuukautta” begins with none, a title goes on with a capital."""
    match = _LABEL.match(words)
    return match if match and words[match.end()].isupper() else None


def _entries(block: Cards | BulletList, size: float) -> list[tuple[str, tuple[Para, ...]]]:
    """Label and text of each bar. Numbers are printed only where the document has them."""
    small = max(size - 4, SMALLEST)
    if isinstance(block, BulletList):
        texts = [(clean(item.runs), _lines(item, small)) for item in block.items]
    else:
        texts = [(clean(card.title), flat(card.blocks, small)) for card in block.cards]
    matches = [_label(plain(runs)) for runs, _ in texts]
    labelled = all(matches)
    entries = []
    for index, ((runs, rest), match) in enumerate(zip(texts, matches, strict=True)):
        label = str(index + 1) if isinstance(block, BulletList) and block.ordered else ""
        words = runs
        if labelled and match and not label:
            label = match.group(1)
            words = fit.split(runs, match.end())[1]
        bold = not isinstance(block, BulletList) or bool(rest)
        title = (Para(words, size, bold=bold, colour="primary" if bold else "ink"),) if words else ()
        below = (rest[0]._replace(before=small * 0.2), *rest[1:]) if rest else ()
        entries.append((label, (*title, *below)))
    return entries


def _lines(item: ListItem, size: float) -> tuple[Para, ...]:
    """What stands below the title of a bar."""
    return flat((BulletList(item.items),), size) if item.items else ()


def key_facts(block: KeyFacts, size: float, width: float, room: float, *, alone: bool = False) -> Flow:
    """Big numbers side by side; bigger still where they stand alone."""
    count = len(block.facts)
    columns = _columns(count)
    across = (width - _BETWEEN * (columns - 1)) / max(columns, 1)
    inner = across - 16
    small = max(size if alone else size - 3, SMALLEST)
    contents = []
    for fact in block.facts:
        value = tuple(
            fit.shrunk(para._replace(bold=True), inner, para.size * fit.line() * 1.05, 20.0)
            for para in _heading(fact.value, size * (2.4 if alone else 1.8), "primary")
        )
        label = clean(fact.label)
        contents.append((*value, *((Para(label, small, colour="muted", before=2),) if label else ())))
    # Numbers beside one another are of one size.
    smallest = min((paras[0].size for paras in contents if paras), default=size)
    contents = [tuple(p._replace(size=min(p.size, smallest)) if p.bold else p for p in paras) for paras in contents]
    high = max((fit.height(paras, inner) for paras in contents), default=0) + 8
    if high > room:
        return _Plainer(tuple(Group(paras, heads=1) for paras in contents), width)
    rows = []
    for first in range(0, count, max(columns, 1)):
        shapes: list[Shape] = []
        for place, paras in enumerate(contents[first : first + columns]):
            x = place * (across + _BETWEEN)
            shapes.append(Box(x, 0, across, high, paras, anchor="t", insets=(14, 4, 2, 4), name="Key figure"))
            shapes.append(Box(x, 4, 3, high - 8, fill="accent"))
        rows.append(Drawing(high, tuple(shapes)))
    return RowsFlow(tuple(rows), cramped=any(fit.widest_word(paras) > inner for paras in contents))


def callout(block: Callout, size: float, width: float, room: float) -> Flow:
    """A tinted box with a bar at its edge."""
    loud = block.kind in _LOUD
    small = max(size - 3, SMALLEST)
    title = _heading(block.title, small, "accent" if loud else "primary")
    paras = (*title, *flat(block.blocks, small))
    inner = width - 36
    high = fit.height(paras, inner) + 20
    if high > room:
        return _Plainer((Group(paras, heads=len(title)),), width)
    box = Box(0, 0, width, high, paras, fill="tint_accent" if loud else "tint", insets=(20, 10, 16, 10), name="Callout")
    edge = Box(0, 0, 5, high, fill="accent" if loud else "primary")
    return RowsFlow((Drawing(high, (box, edge)),), cramped=fit.widest_word(paras) > inner)


def statement(block: Statement, size: float, width: float, room: float, *, colour: Colour = "primary") -> Flow:
    """A slogan in large type, a bar beside it."""
    inner = width - 28
    slogan = clean(block.slogan)
    # A long statement is prose: large type would only shout.
    large = round(size * (1.35 if len(plain(slogan)) > 160 else 1.9))
    paras = (Para(slogan, large, bold=True, colour=colour),) if slogan else ()
    high = fit.height(paras, inner) + 12
    if high > room:
        return _Plainer(groups((Paragraph(block.slogan, "lead"),), size, colour), width)
    box = Box(0, 0, width, high, paras, anchor="ctr", insets=(26, 6, 2, 6), name="Statement")
    edge = Box(0, 0, 5, high, fill="accent" if colour == "primary" else "paper")
    return RowsFlow((Drawing(high, (box, edge)),), cramped=fit.widest_word(paras) > inner)


def caption(runs: Runs, title: Runs, size: float) -> tuple[Para, ...]:
    """The caption of a table or chart, nothing when the slide's title says it."""
    runs = clean(runs)
    if not runs or same(runs, title):
        return ()
    return (Para(runs, min(max(size - 3, 12.0), _LARGEST_CAPTION), bold=True, colour="primary"),)
