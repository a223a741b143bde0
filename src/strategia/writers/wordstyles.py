"""Styles of a Word file in the looks of a template of the county's own."""

from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from strategia.writers.ooxml import in_order
from strategia.writers.palette import palette
from strategia.writers.theme import Theme, WordStyle
from strategia.writers.wordxml import child, find_all, make, parsed, q, remove

_LARGEST = 144
"""Half points: letters for which room is made."""
_HALF_POINT = 10
"""In the unit of lengths, a twentieth of a point."""
_TAKEN = ("basedOn", "pPr", "rPr")
_NUMBERS = (1.95, 3.1, 4.1)
"""The room for the number of a heading of each level (10, 10.10, 10.10.10), in ems: enough in wide letters, too."""


def coloured(theme: Theme) -> Theme:
    """The theme in the colours that follow from the template's headings, where it has none of its own."""
    if theme.word_primary is None:
        return theme
    return replace(palette(theme.word_primary), font=theme.font, logo=theme.logo, word_styles=theme.word_styles)


def adopt(root: etree._Element, styles: Iterable[WordStyle]) -> None:
    """Gives the styles of the same names the properties of these, which are whole: they are based on no other."""
    own = {name.get(q("val"), ""): name.getparent() for name in find_all(root, "/w:styles/w:style/w:name")}
    for style in styles:
        place = own.get(style.name)
        if place is None:
            continue
        numbers = find_all(place, "w:pPr/w:numPr")
        for old in [one for name in _TAKEN for one in place.findall(q(name))]:
            remove(old)
        # In the order of the schema these come last, but for what is about tables.
        place.extend(parsed(style.drawn.encode()))
        for number in numbers:
            # What is numbered is said by the document.
            properties = child(place, "pPr")
            properties.append(number)
            _make_room(place, properties, number)
            in_order(properties)


def _make_room(style: etree._Element, properties: etree._Element, number: etree._Element) -> None:
    """Indents a numbered heading by what its number needs in its own size."""
    level = next((int(one.get(q("val"), "0")) for one in number.iterfind(q("ilvl"))), 0)
    for size in [str(size) for size in find_all(style, "w:rPr/w:sz/@w:val")]:
        if not size.isdecimal() or int(size) > _LARGEST:
            continue
        room = str(round(_NUMBERS[level] * int(size) * _HALF_POINT))
        for old in properties.findall(q("ind")):
            remove(old)
        properties.append(make("ind", left=room, hanging=room))
