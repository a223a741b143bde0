"""A font written anew from what it draws: outlines, widths, which character has which glyph, kerning, ligatures.

All else of it stays behind: programs that hint, pictures, colours, variations, names, rules that look at the context,
whatever is not known. What is written is a plain TrueType font of the characters that Finnish documents may hold.
"""

import io
import unicodedata
from collections.abc import Mapping
from typing import Any

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from strategia.typefaces import FAMILY, MEASURE
from strategia.typefaces.proof import proved
from strategia.typefaces.sfnt import RefusedError, Style

NEEDED = "".join(map(chr, range(0x21, 0x7F))).translate(dict.fromkeys(map(ord, "^`~|{}<>\\"))) + "ÄÖÅäöåéü–”’§€"
"""Without these hardly a page can be set."""

_RANGES = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x1B7, 0x1B7), (0x1E4, 0x1EF), (0x218, 0x21B), (0x292, 0x292), (0x2B9, 0x2BC)),
    *((0x2000, 0x206F), (0x2070, 0x208E), (0x20AC, 0x20AC), (0x2116, 0x2122), (0x2190, 0x2199), (0x2212, 0x2212)),
    *((0x2248, 0x2248), (0x2260, 0x2265), (0x25A0, 0x25CF)),
)
"""What may be taken: Latin letters, those of the Sámi languages too, and signs. Shipped fonts have the rest."""

_READ = ("head", "hhea", "maxp", "hmtx", "OS/2", "cmap", "glyf", "loca", "CFF ", "GSUB", "GPOS", "name")
_FEATURES = ("kern", "liga", "locl", "lnum", "tnum")
_LOOKUPS = {"GSUB": (1, 4), "GPOS": (2,)}
"""What a lookup may do: put one glyph in the place of one or several, move the second of a pair."""

_SMALLEST_EM, _LARGEST_EM = 16, 16_384
_MOST_POINTS, _MOST_POINTS_OF_ONE = 400_000, 6_000
_FARTHEST = 4
"""How far from the origin a glyph may reach, in em."""
_EPOCH = 2_082_844_800
"""The beginning of 1970, in seconds since that of 1904: no clock dates a font."""
_HIGHEST, _LOWEST = (0.6, 1.4), (0.1, 0.7)
"""Of a line, above the base line and below it, in em."""


def rewritten(data: bytes, style: Style) -> tuple[str, float, bytes]:
    """What the font calls its family, how wide `MEASURE` is in it, in em, and its new bytes.

    RefusedError, or whatever a broken font makes happen.
    """
    font = TTFont(io.BytesIO(data), lazy=True, recalcTimestamp=False)
    for tag in {*font.keys()} - {"GlyphOrder", *_READ}:
        del font[tag]
    em = font["head"].unitsPerEm
    if not _SMALLEST_EM <= em <= _LARGEST_EM:
        raise RefusedError("broken")
    mapped = font.getBestCmap() or {}
    if missing := "".join(c for c in NEEDED if ord(c) not in mapped):
        raise RefusedError("letters", missing)
    family = _family(font)
    # Nothing of them is needed any more, and to cut them down takes long.
    del font["name"], font["OS/2"]
    _reduce(font, mapped)
    glyphs, widths = _drawn(font, em)
    kept = {code: name for code, name in font.getBestCmap().items() if _wanted(code)}
    _check(kept, glyphs, widths, em)
    made = _built(font, kept, glyphs, widths, style)
    proved(made, (code for code in kept if chr(code).isprintable()))
    return family, sum(widths[kept[ord(c)]][0] for c in MEASURE) / em, made


def _family(font: TTFont) -> str:
    """What the font calls its family; those of several weights have a name of their own for it."""
    return next((name for number in (16, 1) if (name := font["name"].getDebugName(number))), "")


def _wanted(code: int) -> bool:
    return any(first <= code <= last for first, last in _RANGES)


def _reduce(font: TTFont, mapped: Mapping[int, str]) -> None:
    """Leave only the glyphs of the characters that are taken, and those that stand in for them."""
    options = subset.Options(
        layout_features=list(_FEATURES), hinting=False, notdef_outline=True, name_IDs=[], name_languages=[]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for code in mapped if _wanted(code)])
    subsetter.subset(font)


def _drawn(font: TTFont, em: int) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
    """The glyphs, each drawn anew of its own contours, and how wide they are."""
    # TrueType outlines run the other way round.
    turned = "CFF " in font
    source = font.getGlyphSet()
    glyphs, widths, points = {}, {}, 0
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        source[name].draw(DecomposingFilterPen(Cu2QuPen(pen, em / 1000, reverse_direction=turned), source))
        glyph = pen.glyph()
        own = len(getattr(glyph, "coordinates", ()))
        points += own
        if own > _MOST_POINTS_OF_ONE or points > _MOST_POINTS:
            raise RefusedError("heavy")
        if own:
            glyph.recalcBounds(None)
        reach = max(map(abs, (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax))) if own else 0
        width = round(source[name].width)
        if reach > _FARTHEST * em or not 0 <= width <= _FARTHEST * em:
            raise RefusedError("broken")
        glyphs[name], widths[name] = glyph, (width, glyph.xMin if own else 0)
    return glyphs, widths


def _check(kept: Mapping[int, str], glyphs: Mapping[str, Any], widths: Mapping[str, Any], em: int) -> None:
    """RefusedError unless the letters are drawn, about as large as letters are."""
    if blank := "".join(c for c in NEEDED if not getattr(glyphs[kept[ord(c)]], "coordinates", ())):
        raise RefusedError("letters", blank)
    letters = [kept[ord(c)] for c in NEEDED if unicodedata.category(c)[0] in "LN"]
    wide = all(0.1 * em <= widths[name][0] <= 2 * em for name in letters)
    high = all(0.15 * em <= glyphs[name].yMax - glyphs[name].yMin <= 1.6 * em for name in letters)
    if not (wide and high):
        raise RefusedError("broken")


def _built(
    font: TTFont, kept: Mapping[int, str], glyphs: dict[str, Any], widths: dict[str, tuple[int, int]], style: Style
) -> bytes:
    """The bytes of the font that these glyphs make."""
    em = font["head"].unitsPerEm
    above, below = _line(font, em)
    made = FontBuilder(em, isTTF=True)
    made.setupGlyphOrder(list(glyphs))
    made.setupCharacterMap(kept)
    made.setupGlyf(glyphs)
    made.setupHorizontalMetrics(widths)
    made.setupHorizontalHeader(ascent=above, descent=-below)
    bold, italic, embedding = style
    named = " ".join(filter(None, ("Bold" if bold else "", "Italic" if italic else ""))) or "Regular"
    made.setupNameTable(
        {
            "familyName": FAMILY,
            "styleName": named,
            "fullName": f"{FAMILY} {named}",
            "psName": f"{FAMILY}-{named.replace(' ', '')}",
            "version": "Version 1.000",
        },
        mac=False,
    )
    made.setupOS2(
        usWeightClass=700 if bold else 400,
        fsSelection=(0x20 if bold else 0) | (0x01 if italic else 0) or 0x40,
        fsType=embedding,
        sTypoAscender=above,
        sTypoDescender=-below,
        sTypoLineGap=0,
        usWinAscent=above,
        usWinDescent=below,
        sCapHeight=glyphs[kept[ord("H")]].yMax,
        sxHeight=glyphs[kept[ord("x")]].yMax,
    )
    made.setupPost(
        keepGlyphNames=False,
        italicAngle=-12 if italic else 0,
        underlinePosition=-em // 10,
        underlineThickness=em // 20,
    )
    head = made.font["head"]
    head.created = head.modified = _EPOCH
    head.macStyle = (1 if bold else 0) | (2 if italic else 0)
    for tag, kinds in _LOOKUPS.items():
        if tag in font and (table := _plain(font[tag], kinds)) is not None:
            made.font[tag] = table
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _line(font: TTFont, em: int) -> tuple[int, int]:
    """How high a line is above the base line and below it."""
    above, below = font["hhea"].ascent, -font["hhea"].descent
    return (
        round(min(max(above, _HIGHEST[0] * em), _HIGHEST[1] * em)),
        round(min(max(below, _LOWEST[0] * em), _LOWEST[1] * em)),
    )


def _plain(table: Any, kinds: tuple[int, ...]) -> Any:
    """A layout table with its lookups of these kinds only; None where there are none."""
    lookups = table.table.LookupList.Lookup if table.table.LookupList else []
    for lookup in lookups:
        # What is large stands behind a subtable that only leads to it.
        lookup.SubTable = [getattr(one, "ExtSubTable", one) for one in lookup.SubTable]
        lookup.LookupType = lookup.SubTable[0].LookupType if lookup.SubTable else 0
        # It would refer to classes of glyphs that stay behind.
        lookup.LookupFlag = 0
    table.table.Version, table.table.FeatureVariations = 0x10000, None
    numbers = [n for n, lookup in enumerate(lookups) if lookup.LookupType in kinds]
    if not numbers:
        return None
    table.subset_lookups(numbers)
    table.subset_feature_tags(list(_FEATURES))
    return table
