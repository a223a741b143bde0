"""Planning a deck: a Document in, the slides out, with everything measured and nothing drawn.

A section is a slide, or several when it does not fit; sections below it follow as slides of their own.
A chart has a slide to itself, with its takeaway beside it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import count

from strategia.document.ast import (
    Block,
    Chart,
    Document,
    Graph,
    Paragraph,
    Run,
    Runs,
    Section,
    Table,
    plain,
)
from strategia.languages import Lexicon, lexicon
from strategia.writers.deck import cover, fit, maps, speaking
from strategia.writers.deck.blocks import Setting, flows
from strategia.writers.deck.charting import chart_slides
from strategia.writers.deck.fit import Para
from strategia.writers.deck.flows import SIZES, Page, TextFlow, fitted
from strategia.writers.deck.shapes import (
    BODY_HEIGHT,
    BODY_WIDTH,
    DARK,
    LEFT,
    TOP,
    WIDTH,
    Box,
    Layout,
    Shape,
    Slide,
    moved,
)
from strategia.writers.deck.text import flat, text
from strategia.writers.deck.titles import HEIGHT, Titles, kicker, set_in
from strategia.writers.pieces import pieces

_LARGER = (26.0, 24.0, 22.0, *SIZES)
"""Sizes of what is drawn as boxes: where there is little of it, it fills the slide all the same."""

_STATEMENT_SIZES = (22.0, *SIZES)


@dataclass(frozen=True, slots=True)
class _Part:
    """A slide of a section before its title is known to be unique."""

    layout: Layout
    title: Runs
    shapes: tuple[Shape, ...]
    notes: tuple[Para, ...] = ()


@dataclass(slots=True)
class _Deck:
    document: Document
    lexicon: Lexicon
    titles: Titles
    slides: list[Slide] = field(default_factory=list)

    def add(self, slide: Slide, title: Para, above: tuple[Para, ...]) -> None:
        """A slide with its frame around its content: title, kicker, mark, footer, number."""
        number = len(self.slides) + 1
        layout = slide.layout
        dark = layout in DARK
        light = dark or layout == "Priority"
        title = title._replace(colour="paper" if light else "primary")
        box = (
            Box(LEFT, 190, BODY_WIDTH, 160, (title,), role="title", anchor="t", name="Title")
            if layout == "Section"
            else Box(LEFT, 40, BODY_WIDTH, HEIGHT, (title,), role="title", anchor="ctr", name="Title")
        )
        above = tuple(para._replace(colour="soft" if light else "accent") for para in above)
        frame: list[Shape] = [box]
        if above:
            frame.append(
                Box(
                    LEFT,
                    162 if layout == "Section" else 21,
                    _kicker_room(self.document),
                    18,
                    above,
                    role="kicker",
                    name="Kicker",
                )
            )
        frame += mark(self.document)
        frame += slide.shapes
        frame += _foot(self.document, number, dark=dark)
        self.slides.append(replace(slide, shapes=tuple(frame)))


@lru_cache(maxsize=1)
def plan(document: Document) -> tuple[Slide, ...]:
    """The slides of a Document; two formats and the proof that they fit ask for the same ones."""
    fit.forget()
    words = lexicon(document.language)
    deck = _Deck(document, words, Titles.of(document, words))
    shapes, spare = cover.cover_shapes(document.cover)
    title = next(shape for shape in shapes if isinstance(shape, Box) and shape.role == "title")
    deck.titles.part(title.paras[0].runs, 1, 1)
    marked = (title, *mark(document, cover.RIGHT), *shapes[1:])
    deck.slides.append(Slide("_cover", "Cover", plain(title.paras[0].runs), marked))
    for index, block in enumerate(spare):
        heading = block.title or text(document.cover.kind)
        _add(deck, Section(f"_callout-{index}", heading, (replace(block, title=()),)), ())
    for section in document.sections:
        _add(deck, section, ())
    return tuple(deck.slides)


def mark(document: Document, right: float = LEFT + BODY_WIDTH) -> tuple[Box, ...]:
    """The document's mark in words at the top; `right` is where it ends."""
    runs = text(document.mark or "")
    if not runs:
        return ()
    para = fit.shrunk(Para(runs, 12, bold=True, colour="accent", align="ctr"), 560, 16, 8)
    high = fit.height((para,), 560) + 4
    across = min(fit.width(runs, para.size, bold=True) / fit.SLACK, 560) + 22
    return (Box(right - across, 18, across, high, (para,), "tint_accent", "ctr", (10, 1, 10, 1), "mark", "Mark"),)


def _kicker_room(document: Document) -> float:
    marks = mark(document)
    return (marks[0].x if marks else WIDTH - LEFT) - LEFT - 20


def _foot(document: Document, number: int, *, dark: bool) -> Iterator[Box]:
    colour: fit.Colour = "soft" if dark else "muted"
    runs = text(document.footer)
    if runs:
        para = fit.shrunk(Para(runs, 11, colour=colour), 760, 26, 7)
        yield Box(LEFT, 502, 760, 26, (para,), anchor="ctr", role="footer", name="Footer")
    yield Box(
        834,
        502,
        80,
        26,
        (Para((Run(str(number)),), 11, colour=colour, align="r"),),
        anchor="ctr",
        role="number",
        name="Number",
    )


def _add(deck: _Deck, section: Section, parents: tuple[Section, ...]) -> None:
    """The slides of a section and of those below it."""
    title = deck.titles.of_section(section, parents)
    over_it = parents[:-1] if deck.titles.names_parent(section, parents) else parents
    above = kicker(section, over_it, _kicker_room(deck.document))
    notes = flat(section.notes, speaking.SIZE)
    blocks = section.blocks
    short = deck.titles.shortened(title)
    if short != title:
        # What is shortened in the title stands whole below it.
        blocks = (Paragraph(title, "lead"), *blocks)
    if section.label and not above:
        blocks = (Paragraph((Run(section.label),), "small"), *blocks)
    parts = list(_parts(deck, replace(section, blocks=blocks), short, parents))
    if not parts:
        parts = [_Part("Section", short, ())]
    totals = Counter(plain(part.title) for part in parts)
    places = {name: count(1) for name in totals}
    for index, part in enumerate(parts):
        name = plain(part.title)
        place = next(places[name])
        runs = deck.titles.part(part.title, place, totals[name])
        over = above
        if not plain(part.title).startswith(plain(short)):
            # A slide named after its chart says above its title which section it belongs to.
            over = kicker(section, (*over_it, replace(section, title=short)), _kicker_room(deck.document))
        large = set_in(runs, largest=40, room=150) if part.layout == "Section" else set_in(runs)
        anchor = f"{section.anchor}~{index + 1}" if index else section.anchor
        said = (*(() if index else notes), *part.notes)
        planned = Slide(anchor, part.layout, plain(runs), part.shapes, said, place > 1)
        deck.add(planned, large, over)
    for below in section.sections:
        _add(deck, below, (*parents, section))


def _parts(deck: _Deck, section: Section, title: Runs, parents: Sequence[Section]) -> Iterator[_Part]:
    """The slides of a section's own blocks."""
    cut = _cut(section.blocks)
    charts = sum(isinstance(drawn, Chart) for drawn, _ in cut)
    for drawn, blocks in cut:
        if drawn is None:
            yield from _pages(deck, section, title, blocks)
            continue
        if isinstance(drawn, Graph):
            yield from _map(deck, drawn, title)
            yield from _pages(deck, section, title, blocks)
            continue
        heading = deck.titles.shortened(deck.titles.of_section(section, parents, drawn.title)) if charts > 1 else title
        yield from _chart(deck, section, heading, drawn, blocks)


def _cut(blocks: Sequence[Block]) -> list[tuple[Chart | Graph | None, tuple[Block, ...]]]:
    """The blocks, cut before each chart and map; text before the first goes with it when it is short."""
    cut: list[tuple[Chart | Graph | None, tuple[Block, ...]]] = []
    for block in blocks:
        if isinstance(block, Chart) or (isinstance(block, Graph) and block.tree):
            cut.append((block, ()))
        elif cut:
            cut[-1] = (cut[-1][0], (*cut[-1][1], block))
        else:
            cut.append((None, (block,)))
    if len(cut) > 1 and cut[0][0] is None and all(isinstance(b, Paragraph) for b in cut[0][1]):
        words = sum(len(plain(b.runs)) for b in cut[0][1] if isinstance(b, Paragraph))
        if words < 200:
            cut[:2] = [(cut[1][0], (*cut[0][1], *cut[1][1]))]
    return cut


def _pages(deck: _Deck, section: Section, title: Runs, blocks: tuple[Block, ...]) -> Iterator[_Part]:
    """Slides of blocks from top to bottom; a table that is too wide goes on, piece by piece, on slides of their own."""
    groups = _in_pieces(blocks)
    made = _fitted(deck, section, title, tuple(block for group in groups for block in group))
    if len(groups) > 1 and len(made) > 1:
        made = [part for group in groups for part in _fitted(deck, section, title, group)]
    yield from made


def _in_pieces(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """The blocks, cut before each further piece of a table."""
    groups: list[tuple[Block, ...]] = [()]
    for block in blocks:
        first, *others = pieces(block) if isinstance(block, Table) else (block,)
        groups[-1] = (*groups[-1], first)
        groups += [(other,) for other in others]
    return groups


def _fitted(deck: _Deck, section: Section, title: Runs, blocks: tuple[Block, ...]) -> list[_Part]:
    """Blocks from top to bottom on as few slides as they can be read on."""
    word = deck.lexicon.term("writer.table")
    layout = _layout(section, blocks)
    centred = section.role in {"statement", "closing"}
    sizes = _STATEMENT_SIZES if centred else _LARGER if layout in {"Cards", "Priority", "Table"} else SIZES
    setting = Setting(BODY_WIDTH, BODY_HEIGHT, title, section.role, word)
    made: tuple[Page, ...] = ()
    if layout == "Closing":
        made = fitted(partial(flows, blocks, setting=replace(setting, colour="paper")), sizes, BODY_HEIGHT)
        if len(made) > 1:
            layout, made = "Content", ()
    centred = layout in {"Statement", "Closing"}
    made = made or fitted(partial(flows, blocks, setting=setting), sizes, BODY_HEIGHT)
    parts = []
    for page in made:
        # What leaves most of the slide empty stands where the eye rests.
        sparse = layout == "Cards" and page.height < BODY_HEIGHT / 2
        down = (
            (BODY_HEIGHT - page.height) * (0.4 if centred else 0.3) if (centred or sparse) and len(made) == 1 else 0.0
        )
        parts.append(_Part(layout, title, _with_body(page.shapes(LEFT, TOP + down))))
    return parts


def _layout(section: Section, blocks: Sequence[Block]) -> Layout:
    kinds = {type(block).__name__ for block in blocks}
    if section.role == "priority":
        return "Priority"
    if section.role == "statement":
        return "Statement"
    if section.role == "closing" and kinds <= {"Paragraph", "BulletList", "Statement", "Callout"}:
        return "Closing"
    if (kinds and kinds <= {"Cards", "KeyFacts"}) or (section.role == "indicators" and kinds <= {"BulletList"}):
        return "Cards"
    return "Table" if "Table" in kinds else "Content"


def _with_body(shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """The first box of running text becomes the slide's body, so that outlines show it."""
    for index, shape in enumerate(shapes):
        if isinstance(shape, Box) and shape.name == "Text":
            return (*shapes[:index], replace(shape, role="body", name="Body"), *shapes[index + 1 :])
    return shapes


def _map(deck: _Deck, graph: Graph, title: Runs) -> Iterator[_Part]:
    """The strategy map; which levels it leaves out is told to the speaker."""
    board = maps.board(graph)
    names = ", ".join(board.missing)
    left_out = text(deck.lexicon.term("writer.map_without", names=names)) if names else ()
    notes = flat((Paragraph(left_out),), speaking.SIZE)
    made = [_Part("Cards", title, (moved(drawn, LEFT, TOP),)) for drawn in board.maps]
    if board.listed:
        listed = fitted(lambda size: (TextFlow(maps.groups(board.listed, size), BODY_WIDTH),), SIZES, BODY_HEIGHT)
        made = [_Part("Content", title, _with_body(page.shapes(LEFT, TOP))) for page in listed]
    for part in made:
        yield replace(part, notes=notes)
        notes = ()


def _chart(deck: _Deck, section: Section, title: Runs, chart: Chart, blocks: tuple[Block, ...]) -> Iterator[_Part]:
    """A chart with what is told of it beside it; its values and the blocks that find no room there follow."""
    made = chart_slides(chart, blocks, title, deck.lexicon)
    for shapes in made.slides:
        yield _Part("Chart", title, _with_body(shapes))
    for table in made.tables:
        values = deck.titles.shortened((*title, Run(f": {deck.lexicon.term('writer.values')}")))
        yield from _pages(deck, section, values, (replace(table, caption=values),))
    yield from _pages(deck, section, title, made.rest)
