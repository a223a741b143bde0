"""Styles of a Word file in the looks of a template of the county's own."""

from collections.abc import Iterable

from lxml import etree

from strategia.writers.ooxml import in_order
from strategia.writers.theme import WordStyle
from strategia.writers.wordxml import child, find_all, parsed, q, remove

_TAKEN = ("basedOn", "pPr", "rPr")


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
            in_order(properties)
