"""WordprocessingML through lxml: making, finding and changing elements."""

from functools import cache
from typing import cast

from lxml import etree

from strategia.writers.ooxml import W, in_order

_NS = {
    "w": W,
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
"""The attribute by which a text keeps the spaces at its ends."""

LIST_INDENT = 284
"""What a list's text stands in, for each level, in twentieths of a point: half a centimetre."""


def parsed(part: bytes) -> etree._Element:
    """A part of the file as a tree."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def written(root: etree._Element) -> bytes:
    """A tree as a part of the file."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@cache
def q(name: str) -> str:
    """The name in WordprocessingML's namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


def make(name: str, **attributes: str) -> etree._Element:
    """A new element with attributes of the same namespace."""
    element = etree.Element(q(name))
    for key, value in attributes.items():
        element.set(q(key), value)
    return element


def find_all(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements at an XPath with the prefixes `w`, `wp` and `pic`."""
    return cast("list[etree._Element]", _compiled(path)(root))


@cache
def _compiled(path: str) -> etree.XPath:
    """The path as lxml evaluates it; to make it anew for every element takes longer than to follow it."""
    return etree.XPath(path, namespaces=_NS)


def child(parent: etree._Element, name: str) -> etree._Element:
    """The child with this name, made first in its parent where it is missing."""
    found = parent.find(q(name))
    if found is None:
        found = make(name)
        parent.insert(0, found)
    return found


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style, empty where it has none."""
    # Asked of every paragraph several times, and a path takes four times as long.
    for properties in paragraph.iterchildren(q("pPr")):
        for style in properties.iterchildren(q("pStyle")):
            return style.get(q("val"), "")
    return ""


def set_property(paragraph: etree._Element, name: str, **attributes: str) -> None:
    """Sets a property of a paragraph over its style; what it has of the same name keeps its other attributes."""
    properties = child(paragraph, "pPr")
    made = make(name, **attributes)
    found = properties.find(made.tag)
    if found is None:
        properties.append(made)
        in_order(properties)
    else:
        found.attrib.update(made.attrib)


def remove(element: etree._Element) -> None:
    """Takes the element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
