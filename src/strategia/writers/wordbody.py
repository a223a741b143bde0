"""The body of a Word file, finished: tables get fixed widths, unbroken rows and names, boxes their edges."""

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from strategia.writers import wordbrief
from strategia.writers.characters import printable
from strategia.writers.columns import ON_SIDE, UPRIGHT
from strategia.writers.ooxml import in_order
from strategia.writers.theme import Theme
from strategia.writers.wordblocks import Made
from strategia.writers.wordxml import LIST_INDENT, SPACE, child, find_all, make, q, set_property, style_of

_BOX = 200
"""The indent of boxes in the template, in twentieths of a point."""

_HALF = re.compile(r"(?<![\w\N{EN DASH}])-(?=[^\W\d_])")
"""The hyphen that stands for half a word, “ja -suunnitelma”: a line must not end with it."""

_RANGE = re.compile(r"(?<=\d)\N{EN DASH}(?=\d)")
"""The dash of “2022–2025”."""

_JOINER = "\N{ZERO WIDTH JOINER}"
"""What Word inserts as “no-width non break”."""

_OPENS = "*[self::w:r or self::w:hyperlink][1][self::w:hyperlink]"
"""A link that a paragraph begins with."""

_LED_TO = ("TableCaption", "ListParagraph")
"""What the words before it lead to: a table, a list."""

_TALL = {False: 40, True: 27}
"""Lines of a row that a page cannot hold, or only alone below an empty one: it may go on overleaf. By whether the
page lies on its side."""

_LETTER = 98
"""Roughly the width of a letter in a cell, in twentieths of a point."""

_TOGETHER = 6
"""As many rows as a spanning cell may hold together on a page."""

_SHORT = 12
"""Lines of rows that stay on a page: of a whole table, else of its last two rows, lest one stands alone overleaf."""


def finish(root: etree._Element, tables: Sequence[Made], theme: Theme, *, brief: bool) -> None:
    """Finishes the body. `tables` are its tables in order; a `brief` one has no title page."""
    # By the style of their text: cells in which something is missing.
    grounds = {"TableUncovered": theme.tint_accent, "TablePartly": theme.tint_partly}
    for table, made in zip(find_all(root, "//w:tbl"), tables, strict=True):
        _table(table, made, grounds)
    for picture in find_all(root, "//pic:cNvPr"):
        # Pandoc writes the source of the picture here, which is the picture itself.
        picture.set("descr", "")
    for frame in find_all(root, "//wp:inline"):
        # Left out, these are nothing in Word and a third of a centimetre in LibreOffice.
        frame.attrib.update(dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
    for paragraph in find_all(root, "//w:p"):
        _paragraph(paragraph)
    for paragraph in find_all(root, "//w:body/w:p[w:pPr/w:pStyle[@w:val='BodyText']]"):
        after = paragraph.getnext()
        if after is not None and (style_of(after) in _LED_TO or (_is_labelled(paragraph) and _is_labelled(after))):
            # Words do not stand alone before a new page, and their heading with them, where all follows overleaf;
            # nor does the last of several lines with labels stand alone there.
            set_property(paragraph, "keepNext")
    for text in find_all(root, "//w:t[contains(., '-') or contains(., '\N{EN DASH}')]"):
        _hold_together(text)
    first = next((p for p in find_all(root, "//w:body/w:p") if style_of(p) == "Heading1"), None)
    if first is not None and not brief:
        set_property(first, "pageBreakBefore")
        set_property(first, "spacing", before="0")
    section = find_all(root, "//w:body/w:sectPr")[-1]
    if brief:
        wordbrief.page(section)
    before = section.getprevious()
    if before is not None and before.tag == q("tbl"):
        # Word wants a paragraph after the last table.
        section.addprevious(make("p"))


def _table(table: etree._Element, made: Made, grounds: Mapping[str, str]) -> None:
    """Names the table, fixes its columns and keeps its rows whole."""
    properties = child(table, "tblPr")
    for old in properties.findall(q("tblCaption")):
        properties.remove(old)
    properties.append(make("tblCaption", val=printable(made.name)))
    in_order(properties)
    if find_all(table, ".//w:pStyle[@w:val='TableRowHead']"):
        for look in properties.findall(q("tblLook")):
            # Word's “first column”: what screen readers take for headers of rows.
            look.attrib.update({q("firstColumn"): "1", q("val"): "00A0"})
    columns = find_all(table, "w:tblGrid/w:gridCol")
    if made.on_side:
        for column in columns:
            column.set(q("w"), str(round(int(column.get(q("w"), "0")) * ON_SIDE / UPRIGHT)))
    widths = [int(column.get(q("w"), "0")) for column in columns]
    heights = []
    for row in table.findall(q("tr")):
        heights.append(max(map(_lines, row.findall(q("tc")), widths)))
        if heights[-1] < _TALL[made.on_side]:
            child(row, "trPr").insert(0, make("cantSplit"))
        for width, cell in zip(widths, row.findall(q("tc")), strict=True):
            within = child(cell, "tcPr")
            within.append(make("tcW", w=str(round(5000 * width / sum(widths))), type="pct"))
            if ground := grounds.get(next((style_of(p) for p in cell.findall(q("p"))), "")):
                within.append(make("shd", val="clear", color="auto", fill=ground))
            in_order(within)
    _keep_spans_whole(table)
    _keep_ends_whole(table, heights)
    after = table.getnext()
    if after is not None and style_of(after) == "SmallPrint":
        # What explains the signs in a table does not stand alone overleaf.
        for paragraph in find_all(table, "w:tr[last()]/w:tc/w:p"):
            set_property(paragraph, "keepNext")
    if after is not None and after.tag == q("p") and not style_of(after).startswith("Heading"):
        # Word knows no space below a table.
        set_property(after, "spacing", before="240")


def _is_labelled(paragraph: etree._Element) -> bool:
    """Whether a paragraph of the text begins with strong words: a label."""
    return style_of(paragraph) == "BodyText" and bool(find_all(paragraph, "w:r[1]/w:rPr/w:b"))


def _lines(cell: etree._Element, width: int) -> int:
    """Roughly how many lines a cell takes in a column of a width."""
    letters = max(1, width // _LETTER)
    return sum(1 + len("".join(map(str, p.itertext()))) // letters for p in find_all(cell, "w:p"))


def _keep_spans_whole(table: etree._Element) -> None:
    """Keeps rows under one spanning cell on a page, so that its text is not torn."""
    rows = table.findall(q("tr"))
    covered = [any(mark.get(q("val")) != "restart" for mark in find_all(row, "w:tc/w:tcPr/w:vMerge")) for row in rows]
    for place in range(len(rows) - 1):
        group = place + 1
        while group < len(rows) and covered[group]:
            group += 1
        first = place
        while covered[first]:
            first -= 1
        if covered[place + 1] and group - first <= _TOGETHER:
            for paragraph in find_all(rows[place], "w:tc/w:p"):
                set_property(paragraph, "keepNext")


def _keep_ends_whole(table: etree._Element, heights: Sequence[int]) -> None:
    """Keeps a short table on a page, and the last row of a longer one with the row above it."""
    rows = table.findall(q("tr"))
    if sum(heights) <= _SHORT:
        kept = rows[:-1]
    elif sum(heights[-2:]) <= _SHORT:
        kept = rows[-2:-1]
    else:
        kept = []
    for row in kept:
        for paragraph in find_all(row, "w:tc/w:p"):
            set_property(paragraph, "keepNext")


def _paragraph(paragraph: etree._Element) -> None:
    """Entries of the contents do not look like links; the paragraphs of a box join."""
    style = style_of(paragraph)
    before = paragraph.getprevious()
    if style == "SmallPrint" and before is not None and before.tag == q("p"):
        # Remarks alone overleaf would be about nothing.
        set_property(before, "keepNext")
        if style_of(before).startswith(("Heading", "Lead")):
            # A remark below a heading is no reason to leave both at the foot of a page.
            set_property(paragraph, "keepNext")
    if style.endswith("KeyFact") and (after := paragraph.getnext()) is not None and style_of(after) == style:
        set_property(paragraph, "keepNext")
    if style.startswith("TOC"):
        for looks in find_all(paragraph, ".//w:rStyle[@w:val='Hyperlink']/.."):
            looks[:] = [one for one in looks if one.tag != q("rStyle")]
    elif style.startswith("Callout"):
        after = paragraph.getnext()
        if after is None or not style_of(after).startswith("Callout"):
            set_property(paragraph, "spacing", after="280")
        elif _level(after) != _level(paragraph):
            # Boxes with unlike indents do not join: without space they touch.
            set_property(paragraph, "spacing", after="0")
    elif style.startswith("Table") or (style == "ListParagraph" and find_all(paragraph, _OPENS)):
        for looks in find_all(paragraph, "w:hyperlink[@w:anchor]//w:rStyle[@w:val='Hyperlink']"):
            # Cells and lists full of underlined names are hard to read, and on paper links lead nowhere.
            looks.set(q("val"), "NameLink")
    level = _level(paragraph)
    if style.startswith("Callout") and level >= 0:
        # The box of a list begins where the box of the text above begins.
        set_property(
            paragraph, "ind", left=str(_BOX + LIST_INDENT * (level + 1)), right=str(_BOX), hanging=str(LIST_INDENT)
        )


def _hold_together(text: etree._Element) -> None:
    """Puts Word's own hyphen that ends no line where half a word has a hyphen, and keeps ranges of numbers whole.

    **Why** not the character U+2011: the fonts of Office lack it, and Word takes it from another font.
    """
    first, *others = _HALF.split(_RANGE.sub(f"\N{EN DASH}{_JOINER}", text.text or ""))
    text.text = first
    for words in reversed(others):
        rest = make("t")
        rest.set(SPACE, "preserve")
        rest.text = words
        text.addnext(rest)
        text.addnext(make("noBreakHyphen"))


def _level(paragraph: etree._Element) -> int:
    """The level of a list's paragraph, -1 for others."""
    for properties in paragraph.iterchildren(q("pPr")):
        for level in find_all(properties, "w:numPr/w:ilvl"):
            return int(level.get(q("val"), "0"))
    return -1
