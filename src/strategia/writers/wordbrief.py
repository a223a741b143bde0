"""The brief form of a Word file: what has no title page must take few pages."""

from lxml import etree

from strategia.writers.ooxml import in_order
from strategia.writers.wordxml import child, find_all, make, q, remove

_TYPE = 0.86
"""How much smaller the type becomes, and the space between paragraphs."""

_SPACE = 0.45
_MARGINS = {"left": "907", "right": "907", "top": "930", "bottom": "700", "header": "482", "footer": "425"}
"""Margins of a document without title page, in twentieths of a point."""

_TITLE = "36"
"""The size of the title, in half points."""

_END = 11906 - int(_MARGINS["left"]) - int(_MARGINS["right"])
"""Where lines end on A4, from where they begin."""

_SMALLEST = 16
"""No type becomes smaller than this, in half points."""

_GROUND = "self::w:shd or self::w:pBdr or self::w:ind or self::w:spacing"


def page(section: etree._Element) -> None:
    """Narrow margins, and one header for all pages."""
    for title_page in section.findall(q("titlePg")):
        remove(title_page)
    for margins in section.findall(q("pgMar")):
        for side, width in _MARGINS.items():
            margins.set(q(side), width)


def styles(root: etree._Element) -> None:
    """Smaller type and less space, whatever the reference file says; no numbers and no ground of the title."""
    for size in find_all(root, "//w:sz | //w:szCs"):
        size.set(q("val"), str(max(_SMALLEST, round(int(size.get(q("val"), "22")) * _TYPE))))
    for spacing in find_all(root, "//w:style//w:spacing"):
        for side in ("before", "after"):
            if spacing.get(q(side)):
                spacing.set(q(side), str(round(int(spacing.get(q(side), "0")) * _SPACE)))
    for number in find_all(root, "//w:style/w:pPr/w:numPr"):
        remove(number)
    _head(root)
    for stop in find_all(root, "//w:style[@w:styleId='Header' or @w:styleId='Footer']//w:tab[@w:val='right']"):
        stop.set(q("pos"), str(_END))


def _head(root: etree._Element) -> None:
    """The styles of the title page, for a few lines at the top of a page: in the colour of headings."""
    heading = find_all(root, "//w:style[@w:styleId='Heading1']/w:rPr/w:color")
    for name in ("CoverKind", "Title", "Subtitle"):
        for ground in find_all(root, f"//w:style[@w:styleId='{name}']/w:pPr/*[{_GROUND}]"):
            remove(ground)
        for colour in find_all(root, f"//w:style[@w:styleId='{name}']/w:rPr/w:color"):
            colour.attrib.clear()
            colour.attrib.update(heading[0].attrib if heading else {q("val"): "auto"})
    for properties in find_all(root, "//w:style[@w:styleId='CoverKind']/w:pPr"):
        child(properties, "tabs").append(make("tab", val="right", pos=str(_END)))
        in_order(properties)
    for size in find_all(root, "//w:style[@w:styleId='Title']/w:rPr/w:sz"):
        size.set(q("val"), _TITLE)
