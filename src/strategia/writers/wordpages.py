"""The pages of a Word file: upright, and on their side where a table needs the width.

A stretch of pages ends with a paragraph that holds its section properties. While pandoc works these say
only how the paper lies; `finish` gives them the paper, the margins, and header and footer.
"""

from collections.abc import Mapping
from copy import deepcopy
from posixpath import basename, splitext

from lxml import etree

from strategia.writers import nodes
from strategia.writers.nodes import Node
from strategia.writers.ooxml import in_order
from strategia.writers.wordxml import child, find_all, make, parsed, q, remove, set_property, written

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_SIDE = "landscape"
_MARGINS = {"left": 1021, "right": 1021, "top": 1134, "bottom": 1021, "header": 567, "footer": 510}
"""Margins of pages on their side, in twentieths of a point: they are low, and made for much text."""


def end(*, on_side: bool) -> Node:
    """The end of a stretch of pages that lie on their side, or stand."""
    way = f'<w:pgSz w:orient="{_SIDE}"/>' if on_side else ""
    return nodes.block(f"<w:p><w:pPr><w:sectPr>{way}</w:sectPr></w:pPr></w:p>")


def finish(root: etree._Element, parts: dict[str, bytes]) -> None:
    """Gives every stretch of a body its paper, and the header and footer of the last, which pandoc wrote.

    For pages on their side it adds headers and footers of their own: what stands at the right edge of a page
    goes to the right edge of theirs.
    """
    marks = find_all(root, "//w:body/w:p[w:pPr/w:sectPr]")
    if not marks:
        return
    last = find_all(root, "//w:body/w:sectPr")[-1]
    wide = _furniture(parts, last)
    for place, mark in enumerate(marks):
        made = deepcopy(last)
        if find_all(mark, "w:pPr/w:sectPr/w:pgSz"):
            _turn(made, wide)
        if place:
            _without_title_page(made)
        if not find_all(mark, "following-sibling::w:p | following-sibling::w:tbl"):
            # The last stretch ends with the document.
            last.addprevious(made)
            remove(last)
            last = made
            mark.clear()
        else:
            _close(mark, made)
    _without_title_page(last)


def _turn(section: etree._Element, wide: Mapping[str, str]) -> None:
    """The paper on its side, with narrow margins."""
    for size in section.findall(q("pgSz")):
        width, height = size.get(q("w"), ""), size.get(q("h"), "")
        size.attrib.update({q("w"): height, q("h"): width, q("orient"): _SIDE})
    for margins in section.findall(q("pgMar")):
        margins.attrib.update({q(side): str(width) for side, width in _MARGINS.items()})
    for reference in _references(section):
        reference.set(_RELATION, wide.get(reference.get(_RELATION, ""), ""))


def _text_width(section: etree._Element) -> int:
    """How wide the text of a page is, in twentieths of a point."""
    (size, margins) = find_all(section, "w:pgSz | w:pgMar")
    return int(size.get(q("w"), "0")) - int(margins.get(q("left"), "0")) - int(margins.get(q("right"), "0"))


def _references(section: etree._Element) -> list[etree._Element]:
    """The references to headers and footers."""
    return find_all(section, "w:headerReference | w:footerReference")


def _without_title_page(section: etree._Element) -> None:
    for title_page in section.findall(q("titlePg")):
        section.remove(title_page)


def _close(mark: etree._Element, section: etree._Element) -> None:
    """Ends a stretch in its last paragraph; after a table in one of its own that takes no room."""
    # Bookmarks end between them.
    before = find_all(mark, "preceding-sibling::*[self::w:p or self::w:tbl][1]/self::w:p[not(w:pPr/w:sectPr)]")
    last = before[0] if before else mark
    if before:
        remove(mark)
    else:
        set_property(mark, "spacing", before="0", after="0", line="20", lineRule="exact")
    properties = child(last, "pPr")
    for asked in properties.findall(q("sectPr")):
        properties.remove(asked)
    properties.append(section)
    in_order(properties)


def _furniture(parts: dict[str, bytes], section: etree._Element) -> dict[str, str]:
    """Adds the headers and footers of pages on their side; by the relation of each upright one, that of its like."""
    relations, types = parsed(parts[_RELATIONS]), parsed(parts[_TYPES])
    styles = parsed(parts["word/styles.xml"])
    turned = deepcopy(section)
    _turn(turned, {})
    more = _text_width(turned) - _text_width(section)
    made: dict[str, str] = {}
    for reference in _references(section):
        known = reference.get(_RELATION, "")
        relation = next(one for one in relations if one.get("Id") == known)
        name = basename(relation.get("Target", ""))
        stem, ending = splitext(name)
        new = f"{stem}_wide{ending}"
        made[known] = f"{known}_wide"
        style = "Header" if reference.tag == q("headerReference") else "Footer"
        stops = find_all(styles, f"//w:style[@w:styleId='{style}']/w:pPr/w:tabs/w:tab[@w:val='right']")
        part = parsed(parts[f"word/{name}"])
        _widen(part, [int(stop.get(q("pos"), "0")) for stop in stops], more)
        parts[f"word/{new}"] = written(part)
        if pictures := parts.get(f"word/_rels/{name}.rels"):
            parts[f"word/_rels/{new}.rels"] = pictures
        like = deepcopy(relation)
        like.attrib.update({"Id": made[known], "Target": new})
        relations.append(like)
        kind = next(one for one in types if one.get("PartName") == f"/word/{name}")
        kind = deepcopy(kind)
        kind.set("PartName", f"/word/{new}")
        types.append(kind)
    parts[_RELATIONS], parts[_TYPES] = written(relations), written(types)
    return made


def _widen(part: etree._Element, stops: list[int], more: int) -> None:
    """What stands at the right edge of an upright page goes to that of a wider one."""
    for paragraph in find_all(part, "//w:p"):
        own = find_all(paragraph, "w:pPr/w:tabs/w:tab[@w:val='right']")
        for tab in own:
            tab.set(q("pos"), str(int(tab.get(q("pos"), "0")) + more))
        if stops and not own:
            tabs = make("tabs")
            tabs.extend(make("tab", val="clear", pos=str(stop)) for stop in stops)
            tabs.extend(make("tab", val="right", pos=str(stop + more)) for stop in stops)
            properties = child(paragraph, "pPr")
            properties.append(tabs)
            in_order(properties)
