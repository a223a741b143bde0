"""Whether the text of a slide can be read on the ground and the ornaments of a template.

The colours below every text are looked at in a fine grid of points; what text could not be read on is left out.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from strategia.themes.decks.drawings import Area, Layer
from strategia.writers.deck.shapes import BODY_HEIGHT, BODY_WIDTH, DARK, HEIGHT, LEFT, TOP, WIDTH, Layout
from strategia.writers.theme import TEXT, Theme, contrast

_STEP = 14
"""How far apart the places that are looked at are at most, in points."""
_AROUND = _STEP / 2
_LARGE = 0.5
"""The share of a slide from which on a picture is a ground; text over a smaller one could hardly be read."""

_NOTHING = "FFFFFF"
"""What programs show below a ground that lets something through."""
_WAYS = (False, True)
"""Light text on dark as it is made, and swapped; the first that loses no more than others is taken."""
_PASSES = 4
"""How often what is in the way is taken off, until nothing is."""

_HEAD = Area(LEFT, 18, LEFT + BODY_WIDTH, 104)
_BODY = Area(LEFT, TOP, LEFT + BODY_WIDTH, TOP + BODY_HEIGHT)
_FOOT = Area(LEFT, 507, LEFT + BODY_WIDTH, 523)
"""The one line of the footer, in the middle of its box."""
_COVER = Area(60, 54, 900, 500)
_SECTION = Area(LEFT, 162, LEFT + BODY_WIDTH, 350)

_ON_DARK, _ON_LIGHT = ("paper", "tint"), ("primary", "accent")
_SWAPPED_DARK = ("primary", "ink")
"""The colours of text: of what is made for a dark ground, of titles on a light one, of the former on a light ground."""
_ALL = ("ink", "muted", "primary", "accent")


@dataclass(frozen=True, slots=True)
class Carried:
    """What of a look carries the text of a layout: its layers, and how many were left out.

    `swapped` says that what would be light on dark has to be dark on light, or the titles the other way round;
    `light_foot` that the footer of a light slide stands on a dark band.
    """

    layers: tuple[Layer, ...]
    dropped: int
    swapped: bool
    light_foot: bool


def carried(layout: Layout, layers: Sequence[Layer], theme: Theme) -> Carried | None:
    """What of the layers, the ground first, carries the text of a layout; None when the ground does not."""
    # On a dark slide the footer is light already.
    feet = (False,) if layout in DARK else (False, True)
    tried = [_kept(layout, layers, theme, swapped=swapped, light_foot=light) for light in feet for swapped in _WAYS]
    return min((found for found in tried if found is not None), key=lambda found: found.dropped, default=None)


def alike(layout: Layout) -> Layout:
    """A layout with its texts in the same places and colours, the same one for all of its kind."""
    return layout if layout in DARK or layout == "Priority" else "Content"


def _kept(layout: Layout, layers: Sequence[Layer], theme: Theme, *, swapped: bool, light_foot: bool) -> Carried | None:
    kept = list(layers)
    texts = [
        (area, frozenset(theme.colours[ink] for ink in inks))
        for area, inks in _texts(layout, swapped=swapped, light_foot=light_foot)
    ]
    for _ in range(_PASSES):
        culprits = set(_culprits(kept, texts))
        if not culprits:
            return Carried(tuple(kept), len(layers) - len(kept), swapped, light_foot)
        if 0 in culprits:
            return None
        kept = [layer for place, layer in enumerate(kept) if place not in culprits]
    return None


def _texts(layout: Layout, *, swapped: bool, light_foot: bool) -> Iterator[tuple[Area, tuple[str, ...]]]:
    """Where text stands on a layout, and in which colours."""
    if layout in DARK:
        inks = _SWAPPED_DARK if swapped else _ON_DARK
        yield from (
            (area, inks)
            for area in {"Cover": (_COVER,), "Section": (_SECTION, _FOOT)}.get(layout, (_HEAD, _BODY, _FOOT))
        )
        return
    light = (layout == "Priority") != swapped
    yield _HEAD, (_ON_DARK if light else ("primary", "ink") if swapped else _ON_LIGHT)
    yield _BODY, _ALL
    yield _FOOT, (("paper",) if light_foot else ("muted",))


def _culprits(layers: Sequence[Layer], texts: Sequence[tuple[Area, frozenset[str]]]) -> Iterator[int]:
    """The topmost layer at each point where text could not be read."""
    for area, inks in texts:
        near = [(place, layer) for place, layer in enumerate(layers) if _meet(layer.area, area)]
        good: dict[str | None, bool] = {None: False}
        for x, y in _points(area):
            colours: set[str | None] = {_NOTHING}
            top = 0
            for place, layer in near:
                if not layer.area.holds(x, y, _AROUND):
                    continue
                told: tuple[str | None, ...] = (None,)
                covers = False
                if place == 0 or layer.photo is None or _is_ground(layer):
                    told, covers = layer.at(x, y)
                if not told:
                    continue
                colours = set(told) if covers and layer.area.holds(x, y) else colours | set(told)
                top = place
            for colour in colours:
                if colour not in good:
                    good[colour] = all(contrast(ink, str(colour)) >= TEXT for ink in inks)
            if not all(good[colour] for colour in colours):
                yield top


def _is_ground(layer: Layer) -> bool:
    left, top, right, bottom = layer.area
    return (right - left) * (bottom - top) >= _LARGE * WIDTH * HEIGHT


def _meet(one: Area, other: Area) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _points(area: Area) -> Iterator[tuple[float, float]]:
    """The middles of the fields of a grid over the area."""
    rows, columns = math.ceil((area.bottom - area.top) / _STEP), math.ceil((area.right - area.left) / _STEP)
    across, down = (area.right - area.left) / columns, (area.bottom - area.top) / rows
    for row in range(rows):
        for column in range(columns):
            yield area.left + (column + 0.5) * across, area.top + (row + 0.5) * down
