"""Shapes as DrawingML: text, boxes and tables written as XML with theme colours only.

A county that changes the colours of the reference file changes every slide.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from pptx.oxml import parse_xml

from strategia.document.ast import Run
from strategia.writers.characters import printable
from strategia.writers.deck.fit import Colour, Para, broken, line
from strategia.writers.deck.shapes import Box, Grid, GridCell, Layout, Map, Role

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
# Links take the colour of the text around them, so that they can be read on every ground.
_OWN_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
# PowerPoint's own “No Style, No Grid”: the cells bring their looks themselves.
_TABLE_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"

PLACEHOLDERS: dict[Role, str] = {
    "title": 'type="title"',
    "body": 'type="body" idx="1"',
    "kicker": 'type="body" sz="quarter" idx="20"',
    "mark": 'type="body" sz="quarter" idx="21"',
    "footer": 'type="ftr" sz="quarter" idx="11"',
    "number": 'type="sldNum" sz="quarter" idx="12"',
}
_COLOURS: dict[Colour, str] = {
    "ink": '<a:schemeClr val="tx1"/>',
    "muted": '<a:schemeClr val="tx1"><a:lumMod val="75000"/><a:lumOff val="25000"/></a:schemeClr>',
    "paper": '<a:schemeClr val="bg1"/>',
    "soft": '<a:schemeClr val="bg2"/>',
    "primary": '<a:schemeClr val="tx2"/>',
    "tint": '<a:schemeClr val="bg2"/>',
    "accent": '<a:schemeClr val="accent6"/>',
    "tint_accent": '<a:schemeClr val="accent6"><a:lumMod val="10000"/><a:lumOff val="90000"/></a:schemeClr>',
    "rule": '<a:schemeClr val="bg2"><a:lumMod val="75000"/></a:schemeClr>',
}
_TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB", "se": "se-FI", "smn": "smn-FI", "sms": "sms-FI"}

_RADIUS = 6.0
"""Of round corners."""

Link = Callable[[str], str]
"""Gives the relationship of a web address on the slide being drawn."""


def tag(language: str) -> str:
    """The language as Office names it, with the country."""
    return _TAGS.get(language, language)


def emu(points: float) -> int:
    """Points in the unit of Office files."""
    return round(points * 12700)


def fill(colour: Colour) -> str:
    """A solid fill."""
    return f"<a:solidFill>{_COLOURS[colour]}</a:solidFill>"


def elements(xml: str) -> list[etree._Element]:
    """The elements of a piece of XML, in python-pptx's own classes."""
    return list(parse_xml(f"<p:cSld {NAMESPACES}>{xml}</p:cSld>"))


def paragraphs(paras: Iterable[Para], language: str, link: Link | None, *, exact: bool = False) -> str:
    """Paragraphs as XML, at least an empty one; space above the first does not count.

    Lines are as high as their font wants, which `exact` says in points.
    """
    written = [_paragraph(para, language, link, first=index == 0, exact=exact) for index, para in enumerate(paras)]
    return "".join(written) or f'<a:p><a:endParaRPr lang="{tag(language)}"/></a:p>'


def _paragraph(para: Para, language: str, link: Link | None, *, first: bool, exact: bool) -> str:
    margins = f' marL="{emu(para.indent)}" indent="{-emu(para.hang)}"'
    before = 0 if first else round(para.before * 100)
    if para.number is not None:
        mark = f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="{para.number}"/>'
    elif para.mark:
        mark = f'<a:buFont typeface="Arial"/><a:buChar char="{para.mark}"/>'
    else:
        mark = "<a:buNone/>"
    size = f'sz="{round(para.size * 100)}"'
    high = f'<a:spcPts val="{round(para.size * line() * 100)}"/>' if exact else '<a:spcPct val="100000"/>'
    runs = "".join(_run(run, para, size, language, link) for run in para.runs)
    return (
        f'<a:p><a:pPr{margins} algn="{para.align}"><a:lnSpc>{high}</a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>{mark}</a:pPr>'
        f'{runs}<a:endParaRPr lang="{tag(language)}" {size}/></a:p>'
    )


def _run(run: Run, para: Para, size: str, language: str, link: Link | None) -> str:
    face = f' b="{int(para.bold or run.strong)}" i="{int(run.emphasis)}"'
    attributes = f'lang="{tag(run.language or language)}" {size}{face}'
    address = run.link if run.link and link and _followed(run.link) else None
    click = f'<a:hlinkClick r:id="{link(address)}">{_OWN_COLOUR}</a:hlinkClick>' if address and link else ""
    under = ' u="sng"' if address else ""
    look = f"<a:rPr {attributes}{under}>{fill(para.colour)}{click}</a:rPr>"
    plain = f"<a:rPr {attributes}>{fill(para.colour)}</a:rPr>"
    parts = printable(run.text).split("\n")
    return f"<a:br>{plain}</a:br>".join(f"<a:r>{look}<a:t>{escape(part)}</a:t></a:r>" if part else "" for part in parts)


def _followed(address: str) -> bool:
    """Whether an address becomes a link."""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return False
    return scheme in {"http", "https", "mailto"} and printable(address) == address


def box(shape: Box, number: int, layout: Layout, language: str, link: Link) -> str:
    """A box as XML; one without text is an ornament and says so."""
    ornament = not shape.paras
    name = f"{shape.name or 'Ornament'} {number}"
    properties = f'<p:cNvPr id="{number}" name={quoteattr(name)}>{DECORATIVE if ornament else ""}</p:cNvPr>'
    left, top, right, bottom = (emu(inset) for inset in shape.insets)
    frame = f'wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" anchor="{shape.anchor}"'
    if shape.role:
        placeholder = PLACEHOLDERS[shape.role]
        if layout == "Cover" and shape.role == "body":
            placeholder = 'type="subTitle" idx="1"'
        kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        use = f"<p:nvPr><p:ph {placeholder}/></p:nvPr>"
    else:
        kind = "<p:cNvSpPr/>" if ornament or shape.fill else '<p:cNvSpPr txBox="1"/>'
        use = "<p:nvPr/>"
    ground = (fill(shape.fill) if shape.fill else "<a:noFill/>") + "<a:ln><a:noFill/></a:ln>"
    inner = shape.width - shape.insets[0] - shape.insets[2]
    text = paragraphs((broken(para, inner) for para in shape.paras), language, link)
    if shape.role == "number":
        text = text.replace("<a:r>", '<a:fld id="{5C0F1B1E-6A0E-4E4B-9E0B-2D1D5C8A7F01}" type="slidenum">').replace(
            "</a:r>", "</a:fld>"
        )
    return (
        f"<p:sp><p:nvSpPr>{properties}{kind}{use}</p:nvSpPr>"
        f"<p:spPr>{_place('a', shape)}{_outline(shape)}{ground}</p:spPr>"
        f"<p:txBody><a:bodyPr {frame}><a:noAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody></p:sp>"
    )


def _outline(shape: Box) -> str:
    """The form of a box; round corners have the same radius however large the box is."""
    if not shape.rounded:
        return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    bend = round(100_000 * _RADIUS / min(shape.width, shape.height))
    return f'<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {bend}"/></a:avLst></a:prstGeom>'


def group(shape: Map, number: int, layout: Layout, language: str, link: Link) -> str:
    """A map as XML: one group with its boxes, so that it moves and is described as a whole."""
    x, y, across, high = map(emu, (shape.x, shape.y, shape.width, shape.height))
    frame = (
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{across}" cy="{high}"/>'
        f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{across}" cy="{high}"/></a:xfrm>'
    )
    boxes = [replace(one, x=one.x + shape.x, y=one.y + shape.y) for one in (*shape.lines, *shape.boxes)]
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{shape.name} {number}" '
        f"descr={quoteattr(shape.description)}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{frame}</p:grpSpPr>"
        f"{''.join(box(one, place, layout, language, link) for place, one in enumerate(boxes, number + 1))}</p:grpSp>"
    )


def _place(prefix: str, shape: Box | Grid) -> str:
    return (
        f'<{prefix}:xfrm><a:off x="{emu(shape.x)}" y="{emu(shape.y)}"/>'
        f'<a:ext cx="{emu(shape.width)}" cy="{emu(shape.height)}"/></{prefix}:xfrm>'
    )


def grid(shape: Grid, number: int, language: str, link: Link) -> str:
    """A native table as XML."""
    cell = partial(_cell, insets=shape.insets, language=language, link=link)
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in shape.columns)
    rows = "".join(
        f'<a:tr h="{emu(high)}">{"".join(map(cell, row, shape.columns))}</a:tr>'
        for row, high in zip(shape.rows, shape.heights, strict=True)
    )
    first = ' firstCol="1"' if shape.row_headers else ""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{shape.name} {number}" '
        f'descr={quoteattr(shape.description)}/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{_place('p', shape)}"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"{first} bandRow="1"><a:tableStyleId>{_TABLE_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(cell: GridCell, width: float, insets: tuple[float, float, float, float], language: str, link: Link) -> str:
    inner = width - insets[0] - insets[2]
    # LibreOffice sets the lines of tables closer than those of boxes, unless it is told how high they are.
    text = paragraphs((broken(para, inner) for para in cell.paras), language, link, exact=True)
    span = ' vMerge="1"' if cell.span == 0 else f' rowSpan="{cell.span}"' if cell.span > 1 else ""
    left, top, right, bottom = (emu(inset) for inset in insets)
    none = "".join(f"<a:{side}><a:noFill/></a:{side}>" for side in ("lnL", "lnR", "lnT"))
    anchor = "ctr" if cell.fill == "primary" else "t"
    below = f'<a:lnB w="9525">{fill("rule")}</a:lnB>'
    return (
        f"<a:tc{span}><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"
        f'<a:tcPr marL="{left}" marR="{right}" marT="{top}" marB="{bottom}" anchor="{anchor}">'
        f"{none}{below}{fill(cell.fill)}</a:tcPr></a:tc>"
    )
