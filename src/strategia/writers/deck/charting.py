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
from strategia.writers.deck.flows import SIZES, Flow, Page, fitted
from strategia.writers.deck.shapes import BODY_HEIGHT, BODY_WIDTH, LEFT, TOP, Box, Shape, texts
from strategia.writers.deck.text import clean

_GAP, _EDGE, _LINE = 30.0, 16.0, 3.0
_PLOTS = (570.0, 490.0)
"""How wide a chart is, and how wide where its table needs more room beside it."""


@dataclass(frozen=True, slots=True)
class ChartSlides:
    """The shapes of each slide; the tables of values and the blocks that found no room beside the chart."""

    slides: tuple[tuple[Shape, ...], ...]
    tables: tuple[Table, ...]
    rest: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Beside:
    """Pages beside the parts of a chart of this width."""

    width: float
    pages: tuple[Page, ...]
    tabled: bool
    rest: tuple[Block, ...]


def chart_slides(chart: Chart, blocks: tuple[Block, ...], title: Runs, words: Lexicon) -> ChartSlides:
    """The slides of a chart and of the blocks that follow it."""
    shown = parts(chart)
    lead = (Paragraph(chart.takeaway, "lead"),) if clean(chart.takeaway) else ()
    tables = tuple(_values(part, title, words) for part in shown)
    beside = _beside(lead, tables, blocks, Setting(0, BODY_HEIGHT, title, "plain", words.term("writer.table")))
    width = beside.width if beside else BODY_WIDTH
    reach = tuple(v for s in chart.series for v in s.values if v is not None) if len(shown) > 1 else ()
    drawn = [plot(part, title, width, reach) for part in shown]
    if beside is None:
        return ChartSlides(tuple(drawn), tables, (*lead, *blocks))
    x = LEFT + width + _GAP
    slides = (
        (*shapes, *page.shapes(x, TOP), Box(x - _EDGE, TOP, _LINE, page.drawings[0].height, fill="accent"))
        for shapes, page in zip(drawn, beside.pages, strict=True)
    )
    return ChartSlides(tuple(slides), () if beside.tabled else tables, beside.rest)


def _beside(
    lead: tuple[Block, ...], tables: Sequence[Table], blocks: tuple[Block, ...], setting: Setting
) -> _Beside | None:
    """What stands beside the chart; None where not even its takeaway does."""
    told = all(isinstance(block, Paragraph | BulletList | Callout) for block in blocks)
    for kept in dict.fromkeys((len(blocks) if told else 0, 0)):
        # What must be said of the figures stays with them, rather than the table.
        for tabled, width in ((True, _PLOTS[0]), (True, _PLOTS[1]), (False, _PLOTS[0])):
            pages: list[Page] = []
            for table in tables:
                content = (*lead, *((table,) if tabled else ()), *blocks[:kept])
                narrow = replace(setting, width=BODY_WIDTH - width - _GAP)
                made = fitted(partial(_flows, content, narrow), SIZES, BODY_HEIGHT)
                if len(made) != 1 or (tabled and not _calm(made[0])):
                    break
                pages += made
            else:
                return _Beside(width, tuple(pages), tabled, blocks[kept:])
    return None


def _flows(blocks: Sequence[Block], setting: Setting, size: float) -> Sequence[Flow]:
    return flows(blocks, size, setting)


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
