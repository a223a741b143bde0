"""The cover: whose document it is, its title, its facts, and what must be seen before reading."""

from strategia.document.ast import Callout, Cover, Run
from strategia.writers.deck import fit
from strategia.writers.deck.fit import Para
from strategia.writers.deck.flows import pages
from strategia.writers.deck.panels import callout
from strategia.writers.deck.shapes import Box, Shape
from strategia.writers.deck.text import clean, text

LEFT, ACROSS = 60.0, 840.0
RIGHT = LEFT + ACROSS
"""Where everything on the cover ends, its mark and its logo too."""
_FLOOR = 500.0
_TITLE_TOP = 150.0


def cover_shapes(cover: Cover) -> tuple[tuple[Shape, ...], tuple[Callout, ...]]:
    """The shapes of the cover, the title first, and the callouts that found no room on it."""
    for kept in range(len(cover.callouts), -1, -1):
        bottom, top = _bottom(cover, cover.callouts[:kept])
        upper = _upper(cover, top - 24)
        if upper:
            return (*upper, *bottom), cover.callouts[kept:]
    bottom, top = _bottom(cover, ())
    return (*(_upper(cover, top - 24, force=True) or ()), *bottom), cover.callouts


def _upper(cover: Cover, floor: float, *, force: bool = False) -> tuple[Shape, ...] | None:
    """County, kind, title and subtitle; None when they do not fit above the floor."""
    county = tuple(
        fit.shrunk(Para(runs, 18, bold=True, colour="paper"), 560, 24, 10) for runs in (text(cover.county),) if runs
    )
    kind = tuple(fit.shrunk(Para(runs, 15, colour="soft"), ACROSS, 20, 10) for runs in (text(cover.kind),) if runs)
    subtitle = clean(cover.subtitle)
    for size in (46, 42, 38, 34, 30, 28, 26, 24, 22, 20, 18):
        title = Para(text(cover.title) or (Run("–"),), size, bold=True, colour="paper")
        below = (Para(subtitle, max(round(size * 0.5), 14), colour="soft"),) if subtitle else ()
        high, low = fit.height((title,), ACROSS), fit.height(below, ACROSS)
        top = _TITLE_TOP
        fits = top + high + (12 + low if below else 0) <= floor and fit.widest_word((title,)) <= ACROSS
        if (fits and fit.lines(title, ACROSS) <= 3) or (fits and size <= 28) or (force and size == 18):
            break
    else:
        return None
    insets = (0.0, 0.0, ACROSS - fit.evened(title, ACROSS), 0.0)
    shapes: list[Shape] = [Box(LEFT, top, ACROSS, high, (title,), insets=insets, role="title", name="Title")]
    if county:
        shapes.append(Box(LEFT, 54, 560, 24, county, name="County"))
    if kind:
        shapes.append(Box(LEFT, top - 34, ACROSS, 20, kind, role="kicker", name="Kind"))
    if below:
        shapes.append(Box(LEFT, top + high + 12, ACROSS, low, below, role="body", name="Subtitle"))
    return tuple(shapes)


def _bottom(cover: Cover, callouts: tuple[Callout, ...]) -> tuple[tuple[Shape, ...], float]:
    """Facts at the left and callouts at the right of the foot, and where they begin."""
    facts_width = ACROSS if not callouts else 400.0
    across = ACROSS - facts_width - 30
    boxes = [callout(block, 16, across, 280) for block in callouts]
    made = pages(boxes, 10_000)
    high = made[0].height if made else 0.0
    shapes: list[Shape] = list(_facts(cover, facts_width))
    top = min((shape.y for shape in shapes), default=_FLOOR)
    if made:
        shapes += made[0].shapes(LEFT + facts_width + 30, _FLOOR - high)
        top = min(top, _FLOOR - high)
    return tuple(shapes), top


def _facts(cover: Cover, width: float) -> tuple[Box, ...]:
    """Facts in columns, label above value."""
    pairs = [
        (Para(text(label), 12, colour="soft"), Para(clean(value), 17, bold=True, colour="paper"))
        for label, value in cover.facts
    ]
    entries = [entry for entry in (tuple(para for para in pair if para.runs) for pair in pairs) if entry]
    if not entries:
        return ()
    columns = min(len(entries), 4 if width > 500 else 2)
    gap = 20.0
    across = (width - gap * (columns - 1)) / columns
    rows = [entries[i : i + columns] for i in range(0, len(entries), columns)]
    heights = [max(fit.height(entry, across) for entry in row) for row in rows]
    y = _FLOOR - sum(heights) - 12 * (len(rows) - 1)
    boxes = []
    for row, high in zip(rows, heights, strict=True):
        boxes += [Box(LEFT + i * (across + gap), y, across, high, entry, name="Fact") for i, entry in enumerate(row)]
        y += high + 12
    return tuple(boxes)
