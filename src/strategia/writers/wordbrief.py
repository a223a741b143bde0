"""The brief form of a Word file: what has no title page must take few pages."""

from lxml import etree

from strategia.writers.wordxml import find_all, q

_BRIEF_TYPE = 0.86
_BRIEF_SPACE = 0.5
_BRIEF_MARGINS = {"left": "907", "right": "907", "top": "1134", "bottom": "964", "header": "482", "footer": "425"}
"""Margins of a document without title page, in twentieths of a point."""

_A4_WIDTH = 11906


def _brief_styles(root: etree._Element) -> None:
    """Smaller type and less space, whatever the reference file says; the title's ground gives way."""
    for size in find_all(root, "//w:sz | //w:szCs"):
        size.set(q("val"), str(max(16, round(int(size.get(q("val"), "22")) * _BRIEF_TYPE))))
    for spacing in find_all(root, "//w:style//w:spacing"):
        for side in ("before", "after"):
            if spacing.get(q(side)):
                spacing.set(q(side), str(round(int(spacing.get(q(side), "0")) * _BRIEF_SPACE)))
    heading = find_all(root, "//w:style[@w:styleId='Heading1']/w:rPr/w:color")
    for name in ("CoverKind", "Title", "Subtitle"):
        for element in find_all(root, f"//w:style[@w:styleId='{name}']/w:pPr"):
            for tag in ("shd", "pBdr", "ind", "spacing"):
                for ground in element.findall(q(tag)):
                    element.remove(ground)
        for colour in find_all(root, f"//w:style[@w:styleId='{name}']/w:rPr/w:color"):
            colour.attrib.clear()
            colour.attrib.update(heading[0].attrib if heading else {q("val"): "auto"})
    for size in find_all(root, "//w:style[@w:styleId='Title']/w:rPr/w:sz"):
        size.set(q("val"), "40")
    end = _A4_WIDTH - int(_BRIEF_MARGINS["left"]) - int(_BRIEF_MARGINS["right"])
    for stop in find_all(root, "//w:style[@w:styleId='Header' or @w:styleId='Footer']//w:tab[@w:val='right']"):
        stop.set(q("pos"), str(end))


