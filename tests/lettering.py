"""A tiny font, made when a test needs one: every character is a box, as wide as its letters are in no other font."""

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from strategia import typefaces
from strategia.typefaces import FAMILY
from strategia.typefaces.rewriting import NEEDED
from strategia.writers.theme import DEFAULT, FontFace, Theme

EM, WIDTH = 1000, 700
Change = Callable[[TTFont], None]


def font(  # noqa: PLR0913 - each of them is what a font says of itself
    *,
    bold: bool = False,
    italic: bool = False,
    family: str = "Boxes",
    characters: str = f" {NEEDED}",
    embedding: int = 0,
    outlines: str = "glyf",
    change: Change = lambda _: None,
) -> bytes:
    """The font as the content of a file; `change` is what else is done to it before it is saved."""
    made = FontBuilder(EM, isTTF=outlines == "glyf")
    names = {ord(character): f"c{ord(character)}" for character in characters}
    order = [".notdef", *names.values()]
    made.setupGlyphOrder(order)
    made.setupCharacterMap(names)
    glyphs: dict[str, Any] = {}
    for name in order:
        pen: Any = TTGlyphPen(None) if outlines == "glyf" else T2CharStringPen(WIDTH, None)
        if name != "c32":
            pen.moveTo((50, 0))
            for point in ((50, 600), (600, 600), (600, 0)):
                pen.lineTo(point)
            pen.closePath()
        glyphs[name] = pen.glyph() if outlines == "glyf" else pen.getCharString()
    if outlines == "glyf":
        made.setupGlyf(glyphs)
    else:
        made.setupCFF(family, {}, glyphs, {})
    made.setupHorizontalMetrics(dict.fromkeys(order, (WIDTH, 50)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    named = {"familyName": family, "styleName": "Bold" if bold else "Regular", "copyright": "Somebody"}
    made.setupNameTable({**named, "psName": f"{family}-Somebody", "manufacturer": "Somebody"})
    selection = (0x20 if bold else 0) | (0x01 if italic else 0) or 0x40
    made.setupOS2(usWeightClass=700 if bold else 400, fsSelection=selection, fsType=embedding)
    made.setupPost()
    made.font["head"].macStyle = (1 if bold else 0) | (2 if italic else 0)
    change(made.font)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_table(tag: str, content: bytes) -> Change:
    """What adds a table to a font, or puts another content into one."""

    def change(made: TTFont) -> None:
        made[tag] = table = DefaultTable(tag)
        table.data = content

    return change


FILES: dict[str, dict[str, Any]] = {
    "regular.ttf": {},
    "bold.ttf": {"bold": True},
    "italic.ttf": {"italic": True},
    "both.ttf": {"bold": True, "italic": True},
}
"""By name of the file: what sets a face apart."""


def write(folder: Path, *names: str) -> None:
    """Put faces of a family into a folder."""
    for name in names or FILES:
        (folder / name).write_bytes(font(**FILES[name]))


@cache
def theme() -> Theme:
    """The default theme with these fonts as a county's own."""
    faces = (typefaces.read(font(**said)) for said in FILES.values())
    return replace(
        DEFAULT,
        faces=tuple(FontFace(FAMILY, face.data, face.bold, face.italic, face.width) for face in faces),
        web_fonts=f"'{FAMILY}', {DEFAULT.web_fonts}",
        print_fonts=(FAMILY, *DEFAULT.print_fonts),
    )
