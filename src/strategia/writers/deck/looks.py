"""The look of a county's own PowerPoint template, put on our layouts: grounds, ornaments, the colours of text."""

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pptx.oxml.ns import qn

from strategia.writers.deck.drawing import elements
from strategia.writers.deck.fit import Colour
from strategia.writers.deck.shapes import DARK, Box, Layout, Shape
from strategia.writers.theme import NUMBER, PICTURE, DeckLayout, Drawn

_FIRST = 30
"""The number of the first ornament of a layout; those of placeholders are lower."""
_TO_LIGHT: Mapping[Colour, Colour] = {"paper": "primary", "soft": "ink"}
_TO_DARK: Mapping[Colour, Colour] = {"primary": "paper", "accent": "soft"}


def adopt(layout: Any, look: DeckLayout) -> None:
    """Gives a layout another ground and other ornaments; its placeholders stay where texts are measured to stand."""
    sheet = layout._element.cSld  # noqa: SLF001
    tree = sheet.spTree
    for old in sheet.findall(qn("p:bg")):
        sheet.remove(old)
    sheet[:0] = _elements(layout, look.ground, 0)
    for shape in [one for one in tree.iter(qn("p:sp")) if not one.findall(f"*/{qn('p:nvPr')}/{qn('p:ph')}")]:
        tree.remove(shape)
    first = next(place for place, one in enumerate(tree) if one.tag == qn("p:sp"))
    tree[first:first] = [
        one for place, drawn in enumerate(look.ornaments) for one in _elements(layout, drawn, _FIRST + place)
    ]


def _elements(layout: Any, drawn: Drawn, number: int) -> list[Any]:
    relation = layout.part.get_or_add_image_part(io.BytesIO(drawn.picture))[1] if drawn.picture else ""
    return elements(drawn.xml.replace(NUMBER, str(number)).replace(PICTURE, relation))


def coloured(shape: Shape, layout: Layout, look: DeckLayout) -> Shape:
    """The shape with its text as light or dark as the look of its layout wants it."""
    if not isinstance(shape, Box):
        return shape
    if look.light_foot and shape.role in {"footer", "number"}:
        return replace(shape, paras=tuple(para._replace(colour="paper") for para in shape.paras))
    return _swapped(shape, layout) if look.swapped else shape


def _swapped(shape: Box, layout: Layout) -> Box:
    """The box with light text made dark where it stands on the bare ground, or the title of a slide made light."""
    bare = shape.fill is None or (shape.fill == "paper" and not shape.paras)
    if not (bare if layout in DARK else shape.role in {"title", "kicker"}):
        return shape
    colours = _TO_LIGHT if layout in DARK else {**_TO_LIGHT, **_TO_DARK}
    paras = tuple(para._replace(colour=colours.get(para.colour, para.colour)) for para in shape.paras)
    return replace(shape, paras=paras, fill=shape.fill and colours.get(shape.fill, shape.fill))
