"""WordprocessingML through lxml: making, finding and changing elements."""

from lxml import etree

from strategia.writers.ooxml import W, in_order

_NS = {"w": W, "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture"}

LIST_INDENT = 284
"""What a list's text stands in, for each level, in twentieths of a point: half a centimetre."""


def q(name: str) -> str:
    return f"{{{W}}}{name}"


def make(name: str, **attributes: str) -> etree._Element:
    element = etree.Element(q(name))
    for key, value in attributes.items():
        element.set(q(key), value)
    return element


def find_all(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path, namespaces=_NS)
    return [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []


def child(parent: etree._Element, name: str) -> etree._Element:
    """The child with this name, made first in its parent where it is missing."""
    child = parent.find(q(name))
    if child is None:
        child = make(name)
        parent.insert(0, child)
    return child


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
    return style.get(q("val"), "") if style is not None else ""


def set_property(paragraph: etree._Element, element: etree._Element) -> None:
    properties = child(paragraph, "pPr")
    properties.append(element)
    in_order(properties)


