"""Slides of a chart: beside it its takeaway, its values as a native table and what is said of it, if it fits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from strategia.document.ast import Block, BulletList, Callout, Chart, Paragraph, Run, Runs, Table
from strategia.languages import Lexicon
from strategia.writers import charts
from strategia.writers.deck import fit
from strategia.writers.deck.blocks import Setting, flows
from strategia.writers.deck.figures import parts, plot
from strategia.writers.deck.fit import Para
from strategia.writers.deck.flows import GAP, SIZES, Page, fitted, pages
from strategia.writers.deck.shapes import BODY_HEIGHT, BODY_WIDTH, LEFT, TOP, Box, Shape, texts
from strategia.writers.deck.text import SMALLEST, clean, flat

_GAP, _EDGE, _LINE = 30.0, 16.0, 3.0
_HIGHEST_LEAD = 66.0
"""How high a takeaway above a chart is at most: three lines."""
_PLOTS = (570.0, 490.0)
"""How wide a chart is, and how wide where its table needs more room beside it."""


@dataclass(frozen=True, slots=True)
class ChartSlides:
    """The shapes of each slide; the tables of values and the blocks that found no room beside the chart."""

    slides: tuple[tuple[Shape, ...], ...]
    tables: tuple[Table, ...]
    rest: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around each part of a chart of this width: pages beside it, a page above it, remarks below it."""

    width: float
    beside: tuple[Page, ...]
    rest: tuple[Block, ...] = ()
    tabled: bool = True
    above: Page | None = None
    remarks: tuple[Para, ...] = ()


def chart_slides(chart: Chart, blocks: tuple[Block, ...], title: Runs, words: Lexicon) -> ChartSlides:
    """The slides of a chart and of the blocks that follow it."""
    shown = parts(chart)
    lead = (Paragraph(chart.takeaway, "lead"),) if clean(chart.takeaway) else ()
    tables = tuple(_values(part, title, words) for part in shown)
    around = _around(lead, tables, blocks, Setting(0, BODY_HEIGHT, title, "plain", words.term("writer.table")))
    reach = tuple(v for s in chart.series for v in s.values if v is not None) if len(shown) > 1 else ()
    if around is None:
        drawn = (plot(part, title, (BODY_WIDTH, TOP), reach) for part in shown)
        return ChartSlides(tuple(drawn), tables, (*lead, *blocks))
    x = LEFT + around.width + _GAP
    above = around.above.shapes(LEFT, TOP) if around.above else ()
    top = TOP + around.above.height + GAP if around.above else TOP
    slides = (
        (
            *above,
            *plot(part, title, (around.width, top), reach, around.remarks),
            *page.shapes(x, top),
            Box(x - _EDGE, top, _LINE, page.drawings[0].height, fill="accent"),
        )
        for part, page in zip(shown, around.beside, strict=True)
    )
    return ChartSlides(tuple(slides), () if around.tabled else tables, around.rest)


def _around(
    lead: tuple[Block, ...], tables: Sequence[Table], blocks: tuple[Block, ...], setting: Setting
) -> _Around | None:
    """Where the takeaway, the values and the blocks stand; None where not even the takeaway stands beside the chart."""
    told = all(isinstance(block, Paragraph | BulletList | Callout) for block in blocks)
    for kept in dict.fromkeys((len(blocks) if told else 0, 0)):
        with_it, rest = blocks[:kept], blocks[kept:]
        for width in _PLOTS:
            if beside := _beside([(*lead, table, *with_it) for table in tables], setting, width):
                return _Around(width, beside, rest)
        if spread := _spread(lead, tables, with_it, setting):
            return replace(spread, rest=rest)
        # What must be said of the figures stays with them, rather than the table.
        if beside := _beside([(*lead, *with_it)] * len(tables), setting, _PLOTS[0]):
            return _Around(_PLOTS[0], beside, rest, tabled=False)
    return None


def _beside(contents: Sequence[tuple[Block, ...]], setting: Setting, width: float) -> tuple[Page, ...]:
    """A page beside each part of a chart of this width; none where one of them is too high or a word breaks in it."""
    narrow = replace(setting, width=BODY_WIDTH - width - _GAP)
    found: list[Page] = []
    for content in contents:
        made = fitted(partial(flows, content, setting=narrow), SIZES, narrow.room)
        if len(made) != 1 or not _calm(made[0]):
            return ()
        found += made
    return tuple(found)


def _spread(
    lead: tuple[Block, ...], tables: Sequence[Table], blocks: tuple[Block, ...], setting: Setting
) -> _Around | None:
    """The takeaway above the chart, what is in small print below it, the rest beside it; None where it does not fit."""
    above = pages(flows(lead, SIZES[-1], replace(setting, width=BODY_WIDTH)), _HIGHEST_LEAD)
    if len(above) != 1:
        return None
    small = [block for block in blocks if isinstance(block, Paragraph) and block.style == "small"]
    others = tuple(block for block in blocks if block not in small)
    lower = replace(setting, room=BODY_HEIGHT - above[0].height - GAP)
    beside = _beside([(table, *others) for table in tables], lower, _PLOTS[1])
    return _Around(_PLOTS[1], beside, above=above[0], remarks=flat(small, SMALLEST)) if beside else None


def _calm(page: Page) -> bool:
    """Whether no word breaks."""
    shapes = (shape for drawing in page.drawings for shape in drawing.shapes)
    return all(fit.widest_word(paras) <= width + fit.ROUNDING for shape in shapes for paras, width, _ in texts(shape))


def _values(chart: Chart, title: Runs, words: Lexicon) -> Table:
    """The values as a table without a caption of its own; a series alone has its unit beside its name."""
    category = (Run(chart.category or words.term("writer.category")),)
    table = replace(charts.values(chart, category, words.language), caption=title)
    if len(chart.series) != 1 or not chart.unit or chart.unit in chart.series[0].name:
        return table
    first, second = table.columns
    return replace(table, columns=(first, replace(second, title=(*second.title, Run(f" ({chart.unit})")))))
