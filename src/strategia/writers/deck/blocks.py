"""Blocks as flows: which way of laying out each block gets on a slide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from strategia.document.ast import (
    Block,
    BulletList,
    Callout,
    Cards,
    Graph,
    KeyFacts,
    Paragraph,
    Runs,
    SectionRole,
    Statement,
    Table,
)
from strategia.writers.deck.fit import Colour
from strategia.writers.deck.flows import Flow, TextFlow
from strategia.writers.deck.panels import bars, callout, cards, key_facts, statement
from strategia.writers.deck.tables import table
from strategia.writers.deck.text import groups
from strategia.writers.deck.timelines import MOST_STEPS, steps, timeline

_FEW = 5


@dataclass(frozen=True, slots=True)
class Setting:
    """Where blocks stand: the room, the slide's title and role, the colour of text, the word for a table."""

    width: float
    room: float
    title: Runs
    role: SectionRole
    word: str
    colour: Colour = "ink"


def flows(blocks: Sequence[Block], size: float, setting: Setting) -> tuple[Flow, ...]:
    """The blocks as flows at this size of body text; neighbouring blocks of text become one."""
    result: list[Flow] = []
    for running, together in groupby(blocks, key=lambda block: _running(block, setting)):
        if running:
            text = groups(_texts(together), size, setting.colour)
            result += [TextFlow(text, setting.width)] if text else []
        else:
            result += [_flow(block, size, setting, alone=len(blocks) == 1) for block in together if _filled(block)]
    return tuple(result)


def _running(block: Block, setting: Setting) -> bool:
    """Whether the block is running text here."""
    if isinstance(block, BulletList):
        return not (_barred(block, setting) or _stepped(block, setting))
    return isinstance(block, Paragraph)


def _barred(block: BulletList | Cards, setting: Setting) -> bool:
    """Whether the block is drawn as bars: an overview, the few goals, measures or indicators of a priority."""
    if setting.role == "overview":
        return True
    few = isinstance(block, BulletList) and len(block.items) <= _FEW and not any(item.items for item in block.items)
    return setting.role in {"priority", "indicators"} and few


def _stepped(block: BulletList, setting: Setting) -> bool:
    """Whether the lines of the list are steps on a line."""
    return setting.role == "timeline" and block.ordered and 1 < len(block.items) <= MOST_STEPS


def _texts(blocks: Iterable[Block]) -> list[Paragraph | BulletList]:
    return [block for block in blocks if isinstance(block, Paragraph | BulletList)]


def _filled(block: Block) -> bool:
    match block:
        case Cards():
            return bool(block.cards)
        case KeyFacts():
            return bool(block.facts)
        case BulletList():
            return bool(block.items)
        case Table():
            return bool(block.columns)
        case Graph():
            # No slide is large enough for it.
            return False
    return True


def _flow(block: Block, size: float, setting: Setting, *, alone: bool) -> Flow:
    width, room = setting.width, setting.room
    match block:
        case BulletList() if _stepped(block, setting):
            return steps(block, size, width, room) or TextFlow(groups((block,), size), width)
        case BulletList() | Cards() if _barred(block, setting):
            return bars(block, size, width, room)
        case Cards():
            return cards(block, size, width, room, alone=alone)
        case KeyFacts():
            return key_facts(block, size, width, room, alone=alone)
        case Callout():
            return callout(block, size, width, room)
        case Statement():
            return statement(block, size, width, room, colour="paper" if setting.colour == "paper" else "primary")
        case Table() if setting.role == "timeline" and len(block.columns) == 2:
            dated = timeline(block, size, width, room)
            return dated or table(block, size, width, setting.title, setting.word)
        case Table():
            return table(block, size, width, setting.title, setting.word)
    # Charts have slides of their own, running text never comes here.
    raise TypeError(type(block).__name__)
