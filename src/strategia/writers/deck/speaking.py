"""What a speaker reads below a slide: first what the slide shows, in words, then what it leaves out.

The words are taken from the planned shapes, so that every slide, also one that continues another, has its own, and
nothing that is shown can be missing.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from strategia.document.ast import Run, Runs, plain
from strategia.languages import Lexicon
from strategia.writers.deck.figures import values
from strategia.writers.deck.fit import Para
from strategia.writers.deck.shapes import Box, Grid, GridCell, Map, Plot, Role, Shape, Slide
from strategia.writers.deck.text import text

SIZE = 12.0
"""Of notes, which no slide has to hold."""

_BEGINNINGS = {"Bar": "Number", "Step": "Step number", "Event": "Time"}
"""Boxes whose text is said with what stands in a box of its own before them: a number, a time."""

_FRAME: frozenset[Role | None] = frozenset({"title", "kicker", "mark", "footer", "number"})

_LINE = 60
"""Letters of what is said of a row in one sentence; longer words have a line each."""


def speech(slide: Slide, lexicon: Lexicon) -> tuple[Para, ...]:
    """The notes of a slide."""
    if slide.layout == "Cover":
        return slide.notes
    shown = tuple(_shown(slide.shapes, lexicon))
    if not shown or not slide.notes:
        return (*shown, *slide.notes)
    more = Para(text(f"{lexicon.term('writer.notes_more')}:"), SIZE, bold=True, before=SIZE)
    return (*shown, more, *slide.notes)


def _shown(shapes: Sequence[Shape], lexicon: Lexicon) -> Iterator[Para]:
    """The words of the shapes in reading order, what stands beside a chart before its values."""
    # A table beside a chart has the values of the chart.
    charted = any(isinstance(shape, Plot) for shape in shapes)
    waiting: dict[str, deque[Box]] = {name: deque() for name in _BEGINNINGS.values()}
    for shape in _ordered(shapes):
        match shape:
            case Box() if not shape.paras or shape.role in _FRAME or shape.name == "Unit":
                continue
            case Box(name=name) if name in waiting:
                waiting[name].append(shape)
            case Box():
                before = waiting.get(_BEGINNINGS.get(shape.name, ""))
                yield from _box(shape, before.popleft() if before else None)
            case Grid() if not charted:
                yield from _rows(shape)
            case Map():
                yield from (_said(para) for box in shape.top for para in box.paras)
                yield from (para for column in shape.columns for para in _column(*column))
            case Plot():
                yield from values(shape.chart, lexicon.language, SIZE)


def _ordered(shapes: Sequence[Shape]) -> Sequence[Shape]:
    plot = next((place for place, shape in enumerate(shapes) if isinstance(shape, Plot)), None)
    if plot is None:
        return shapes
    beside = [shape for shape in shapes[plot:] if shape.x >= shapes[plot].x + shapes[plot].width]
    return (*shapes[:plot], *beside, *(shape for shape in shapes[plot:] if shape not in beside))


def _box(shape: Box, before: Box | None) -> Iterator[Para]:
    """The text of a box, begun by that of the box before it."""
    first, *rest = map(_said, shape.paras)
    if shape.name == "Key figure" and rest:
        yield first._replace(runs=(*rest[0].runs, Run(": "), *first.runs), bold=False)
        return
    if before is not None:
        words = _joined(before.paras, " ")
        joint = ": " if before.name == "Time" else ". " if plain(words).isdecimal() else " "
        first = first._replace(runs=(*words, Run(joint), *first.runs))
    yield first
    yield from rest


def _said(para: Para) -> Para:
    """A paragraph as notes print it."""
    scale = SIZE / para.size
    return para._replace(
        size=SIZE,
        colour="ink",
        align="l",
        indent=para.indent * scale,
        hang=para.hang * scale,
        before=SIZE * (0.2 if para.indent else 0.5),
    )


def _rows(table: Grid) -> Iterator[Para]:
    """Each row headed by its first cell, the others called by the names of their columns."""
    names = [_joined(cell.paras, " ") for cell in table.rows[0]]
    for row in table.rows[1:]:
        head, *others = row
        if head.paras:
            yield from (_said(para)._replace(bold=place == 0) for place, para in enumerate(head.paras))
        told = [(name, cell) for name, cell in zip(names[1:], others, strict=True) if _tells(cell)]
        for short, together in groupby(told, key=lambda pair: _is_short(pair[1])):
            if short:
                words = [_called(name, cell.paras[0].runs) for name, cell in together]
                yield Para(_between(words, "; "), SIZE, before=SIZE * 0.2)
                continue
            for name, cell in together:
                yield from _cell(name, cell)


def _cell(name: Runs, cell: GridCell) -> Iterator[Para]:
    """The name of a column and what a cell says under it."""
    first, *rest = map(_said, cell.paras)
    if first.mark is None and first.number is None:
        yield first._replace(runs=_called(name, first.runs), bold=False)
        yield from rest
        return
    if name:
        yield Para((*name, Run(":")), SIZE, before=SIZE * 0.2)
    yield from (first, *rest)


def _column(head: Box, *below: Box) -> Iterator[Para]:
    """A column of a map as a list headed by its first box."""
    yield from map(_said, head.paras)
    for box in below:
        first, *rest = map(_said, box.paras)
        yield first._replace(mark="•", indent=SIZE, hang=SIZE, bold=False)
        yield from (para._replace(indent=para.indent + SIZE) for para in rest)


def _tells(cell: GridCell) -> bool:
    return plain(_joined(cell.paras, "")) not in {"", "–"}


def _is_short(cell: GridCell) -> bool:
    return len(cell.paras) == 1 and cell.paras[0].mark is None and len(plain(cell.paras[0].runs)) <= _LINE


def _called(name: Runs, words: Runs) -> Runs:
    return (*name, Run(": "), *words) if name else words


def _joined(paras: Iterable[Para], joint: str) -> Runs:
    return _between([para.runs for para in paras], joint)


def _between(parts: Iterable[Runs], joint: str) -> Runs:
    """The parts one after another with the joint between them."""
    joined: Runs = ()
    for words in parts:
        joined = (*joined, *((Run(joint),) if joined else ()), *words)
    return joined
