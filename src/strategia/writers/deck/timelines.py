"""What happens in order: the steps of a follow-up side by side, the events of a timeline below one another."""

from collections.abc import Sequence
from itertools import takewhile

from strategia.document.ast import BulletList, ListItem, Paragraph, Run, Table
from strategia.writers.deck import fit
from strategia.writers.deck.fit import Para
from strategia.writers.deck.flows import GAP, Drawing, Flow, RowsFlow
from strategia.writers.deck.shapes import Box, Shape
from strategia.writers.deck.text import SMALLEST, clean, flat

MOST_STEPS = 5
_BADGE, _LINE = 36.0, 3.0
_BETWEEN = 20.0
_WHEN, _AXIS = 190.0, 24.0
_DOT = 11.0


def steps(block: BulletList, size: float, width: float, room: float) -> Flow | None:
    """Numbered steps on a line, their text below; None where they would be too high."""
    count = len(block.items)
    across = (width - _BETWEEN * (count - 1)) / count
    contents = [_step(item, max(size - 2, SMALLEST)) for item in block.items]
    high = max(fit.height(paras, across) for paras in contents)
    if high + _BADGE + 10 > room:
        return None
    shapes: list[Shape] = [Box(0, (_BADGE - _LINE) / 2, width, _LINE, fill="rule")]
    for place in range(count):
        x = place * (across + _BETWEEN)
        number = Para((Run(str(place + 1)),), 18, bold=True, colour="paper", align="ctr")
        shapes.append(Box(x, 0, _BADGE, _BADGE, (number,), fill="primary", anchor="ctr", name="Step number"))
    for place, paras in enumerate(contents):
        shapes.append(Box(place * (across + _BETWEEN), _BADGE + 10, across, high, paras, name="Step"))
    cramped = any(fit.widest_word(paras) > across for paras in contents)
    return RowsFlow((Drawing(high + _BADGE + 10, tuple(shapes)),), cramped=cramped)


def _step(item: ListItem, size: float) -> tuple[Para, ...]:
    """Who on a line of its own, what below it."""
    runs = clean(item.runs)
    head = tuple(takewhile(lambda run: run.strong, runs))
    rest = clean(tuple(runs[len(head) :]))
    lines = flat((Paragraph(rest), BulletList(item.items)), size)
    title = (Para(clean(head), size + 2, bold=True, colour="primary"),) if head else ()
    return (*title, *lines)


def timeline(block: Table, size: float, width: float, room: float) -> Flow | None:
    """Events with their times at the left of a line; None where they make no plain list or are too high."""
    if any(len(row.cells) != 2 or row.cells[0].rows > 1 for row in block.rows):
        return None
    small = max(size - 3, SMALLEST)
    inner = width - _WHEN - 2 * _AXIS
    contents = [tuple(flat(cell.blocks, small) for cell in row.cells) for row in block.rows]
    rows = []
    cramped = False
    for last, (when, what) in zip([*[False] * (len(contents) - 1), True], contents, strict=True):
        times = tuple(para._replace(bold=True, colour="primary", align="r") for para in when)
        high = max(fit.height(times, _WHEN), fit.height(what, inner), _DOT + 6)
        if high > room:
            return None
        cramped = cramped or fit.widest_word(times) > _WHEN or fit.widest_word(what) > inner
        rows.append(_event(times, what, high, inner, last=last))
    return RowsFlow(tuple(rows), cramped=cramped)


def _event(when: tuple[Para, ...], what: tuple[Para, ...], high: float, inner: float, *, last: bool) -> Drawing:
    axis = _WHEN + _AXIS
    line = Box(axis - _LINE / 2, 8, _LINE, high - 8 + (0 if last else GAP), fill="rule")
    dot = Box(axis - _DOT / 2, 5, _DOT, _DOT, fill="accent")
    texts: Sequence[Box] = (
        *((Box(0, 0, _WHEN, high, when, name="Time"),) if when else ()),
        *((Box(axis + _AXIS, 0, inner, high, what, name="Event"),) if what else ()),
    )
    return Drawing(high, (line, dot, *texts))
