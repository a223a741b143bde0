"""Write `templates/pptx/reference.pptx`: master, layouts, colours and fonts of the decks; no slides.

The same theme gives the same bytes: `python tools/make_reference_pptx.py`. Places on the layouts
are those of `strategia.writers.deck`, so that a slide added by hand stands like its neighbours.
"""

# ruff: noqa: SLF001 (python-pptx reaches neither the XML nor the parts in public)

import io
import re
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from strategia.writers.deck.drawing import DECORATIVE, NAMESPACES, PLACEHOLDERS, emu
from strategia.writers.deck.shapes import BODY_HEIGHT, BODY_WIDTH, HEIGHT, LEFT, TOP, WIDTH
from strategia.writers.officetheme import deck_slots
from strategia.writers.ooxml import same_bytes
from strategia.writers.theme import DEFAULT, Theme

TARGET = Path(__file__).parents[1] / "templates/pptx/reference.pptx"
LAYOUTS = ("Cover", "Statement", "Content", "Priority", "Section", "Table", "Chart", "Cards", "Closing")
DARK = {"Cover", "Section", "Closing"}
BODY = (LEFT, TOP, BODY_WIDTH, BODY_HEIGHT)
TITLE = (LEFT, 40.0, BODY_WIDTH, 64.0)

Place = tuple[float, float, float, float]


def main() -> None:
    """Build the file and write it."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(build(DEFAULT))


def build(theme: Theme) -> bytes:
    """The reference file in the looks of a theme."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = emu(WIDTH), emu(HEIGHT)
    deck.part._element.find(f"{{{_P}}}sldSz").attrib.pop("type", None)
    _drop(deck.part.rels, "printerSettings")
    _drop(deck.part.package._rels, "thumbnail")
    for extra in list(deck.slide_layouts)[len(LAYOUTS) :]:
        deck.slide_layouts.remove(extra)
    _theme(deck.slide_master.part, theme)
    _theme(deck.notes_master.part, theme)
    _master(deck.slide_master)
    for layout, name in zip(deck.slide_layouts, LAYOUTS, strict=True):
        _layout(layout, name)
    _application(deck.part.package)
    properties = deck.core_properties
    properties.title = properties.author = properties.last_modified_by = "strategia"
    properties.keywords = properties.subject = properties.comments = ""
    properties.revision = 1
    out = io.BytesIO()
    deck.save(out)
    return same_bytes(out.getvalue(), None)


_P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def _drop(relations: Any, kind: str) -> None:
    for key in [key for key, relation in relations.items() if relation.reltype.endswith(kind)]:
        relations.pop(key)


def _theme(part: Any, theme: Theme) -> None:
    """Colours and fonts of a theme part."""
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in deck_slots(theme).items())
    found = part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = found.blob.decode()
    text = re.sub(
        r"<a:clrScheme.*?</a:clrScheme>", f'<a:clrScheme name="strategia">{scheme}</a:clrScheme>', text, flags=re.DOTALL
    )
    fonts = "".join(
        f'<a:{k}Font><a:latin typeface="{theme.font}"/><a:ea typeface=""/><a:cs typeface=""/></a:{k}Font>'
        for k in ("major", "minor")
    )
    text = re.sub(
        r"<a:fontScheme.*?</a:fontScheme>",
        f'<a:fontScheme name="strategia">{fonts}</a:fontScheme>',
        text,
        flags=re.DOTALL,
    )
    text = re.sub(r'(<a:theme [^>]*name=)"[^"]*"', r'\1"strategia"', text)
    # The theme of new notes is a tree, which is what gets saved; the one of the master is bytes.
    if hasattr(found, "_element"):
        found._element = parse_xml(text.encode())
    else:
        found._blob = text.encode()


def _application(package: Any) -> None:
    """The program's properties, without the counts and names of the file this one is made from."""
    part = package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    part._blob = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        b"<Application>strategia</Application></Properties>"
    )


def _colour(name: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'


def _shape(  # noqa: PLR0913, PLR0917 (one line for each placeholder reads best)
    number: int, name: str, placeholder: str, place: Place, prompt: str, style: str, anchor: str = "t"
) -> str:
    """A placeholder."""
    x, y, width, height = (emu(value) for value in place)
    text = f"<a:p>{prompt}</a:p>" if prompt else '<a:p><a:endParaRPr lang="fi-FI"/></a:p>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {placeholder}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle>{text}</p:txBody></p:sp>"
    )


def _bar(number: int, place: Place, colour: str) -> str:
    """An ornament."""
    x, y, width, height = (emu(value) for value in place)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Ornament {number}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_colour(colour)}<a:ln><a:noFill/></a:ln></p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="fi-FI"/></a:p></p:txBody></p:sp>'
    )


def _run(words: str) -> str:
    return f'<a:r><a:rPr lang="fi-FI"/><a:t>{words}</a:t></a:r>'


def _level(size: float, colour: str, *, bold: bool = False, align: str = "l") -> str:
    """The style of a placeholder's first level."""
    look = f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{_colour(colour)}</a:defRPr>'
    return f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>{look}</a:lvl1pPr>'


_NUMBER = (
    '<a:fld id="{5C0F1B1E-6A0E-4E4B-9E0B-2D1D5C8A7F01}" type="slidenum"><a:rPr lang="fi-FI"/><a:t>‹#›</a:t></a:fld>'
)


def _feet(first: int, colour: str) -> str:
    footer, number = (LEFT, 502.0, 760.0, 26.0), (834.0, 502.0, 80.0, 26.0)
    return _shape(first, "Footer", PLACEHOLDERS["footer"], footer, "", _level(11, colour), "ctr") + _shape(
        first + 1, "Number", PLACEHOLDERS["number"], number, _NUMBER, _level(11, colour, align="r"), "ctr"
    )


def _tree(shapes: str, ground: str) -> str:
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    return f"<p:bg><p:bgPr>{_colour(ground)}<a:effectLst/></p:bgPr></p:bg><p:spTree>{group}{shapes}</p:spTree>"


def _master(master: Any) -> None:
    """Title, body, footer and number, and the styles of text."""
    shapes = (
        _shape(2, "Title", PLACEHOLDERS["title"], TITLE, _run("Otsikko"), "", "ctr")
        + _shape(3, "Body", PLACEHOLDERS["body"], BODY, _run("Teksti"), "")
        + _feet(4, "tx1")
    )
    root = master._element
    root.replace(root.cSld, parse_xml(f"<p:cSld {NAMESPACES}>{_tree(shapes, 'bg1')}</p:cSld>"))
    levels = "".join(
        f'<a:lvl{n}pPr marL="{emu(20 * n)}" indent="{-emu(20)}" algn="l">'
        '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{600 if n == 1 else 300}"/></a:spcBef>'
        f'<a:buFont typeface="Arial"/><a:buChar char="{"•" if n == 1 else "–"}"/>'
        f'<a:defRPr sz="{2000 if n == 1 else 1800}">{_colour("tx1")}'
        f'<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    others = "".join(
        f'<a:lvl{n}pPr algn="l"><a:defRPr sz="1800">{_colour("tx1")}'
        f'<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    title = (
        '<a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="2800" b="1">{_colour("tx2")}<a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr>'
    )
    styles = parse_xml(
        f"<p:txStyles {NAMESPACES}><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>"
        f"<p:otherStyle>{others}</p:otherStyle></p:txStyles>"
    )
    root.replace(root.find(f"{{{_P}}}txStyles"), styles)


def _layout(layout: Any, name: str) -> None:
    """One layout: its ground, its ornaments and its placeholders."""
    dark = name in DARK
    light = dark or name == "Priority"
    soft = "bg2" if light else "accent6"
    title, anchor, size = TITLE, "ctr", 28.0
    kicker: Place = (LEFT, 21.0, 640.0, 18.0)
    body, body_style = BODY, _level(20, "bg1" if dark else "tx1") if name not in {"Content", "Priority"} else ""
    ornaments: list[tuple[Place, str]] = []
    match name:
        case "Cover":
            title, anchor, size = (60.0, 150.0, 840.0, 120.0), "t", 46.0
            kicker, body = (60.0, 116.0, 840.0, 20.0), (60.0, 290.0, 840.0, 60.0)
            ornaments = [((0, 0, 14, HEIGHT), "accent6"), ((60, 88, 64, 5), "accent6")]
        case "Section":
            title, anchor, size = (LEFT, 190.0, BODY_WIDTH, 160.0), "t", 40.0
            kicker = (LEFT, 162.0, 640.0, 18.0)
            ornaments = [((0, 0, 14, HEIGHT), "accent6")]
        case "Closing":
            ornaments = [((0, 0, 14, HEIGHT), "accent6"), ((LEFT, 108, 64, 4), "accent6")]
        case "Priority":
            ornaments = [((0, 0, WIDTH, 112), "tx2"), ((0, 112, WIDTH, 4), "accent6")]
        case _:
            ornaments = [((0, 0, 14, HEIGHT), "tx2"), ((LEFT, 108, 64, 4), "accent6")]
    shapes = "".join(_bar(30 + i, place, colour) for i, (place, colour) in enumerate(ornaments))
    shapes += _shape(
        2,
        "Title",
        PLACEHOLDERS["title"],
        title,
        _run("Otsikko"),
        _level(size, "bg1" if light else "tx2", bold=True),
        anchor,
    )
    shapes += _shape(3, "Kicker", PLACEHOLDERS["kicker"], kicker, _run("Taso"), _level(13, soft, bold=True))
    shapes += _shape(
        4,
        "Mark",
        PLACEHOLDERS["mark"],
        (714.0, 18.0, 200.0, 19.0),
        _run("Merkintä"),
        _level(12, soft, bold=True, align="r"),
        "ctr",
    )
    if name != "Section":
        kind = 'type="subTitle" idx="1"' if name == "Cover" else PLACEHOLDERS["body"]
        shapes += _shape(5, "Body", kind, body, _run("Teksti"), body_style)
    if name != "Cover":
        shapes += _feet(6, "bg2" if dark else "tx1")
    root = layout._element
    root.replace(
        root.cSld, parse_xml(f'<p:cSld {NAMESPACES} name="{name}">{_tree(shapes, "tx2" if dark else "bg1")}</p:cSld>')
    )
    for attribute in ("type", "preserve", "showMasterSp"):
        root.attrib.pop(attribute, None)
    root.set("preserve", "1")
    root.set("userDrawn", "1")


if __name__ == "__main__":
    main()
