"""What stands on a master or a layout besides its text: its ground and its ornaments, read and written anew.

**Why** anew: a part of a stranger's file would carry all that is in it. Here plain geometry, colours as numbers and
bounded pictures pass, and nothing that refers to anything.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from lxml import etree
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE

from strategia.audit.reading.package import Package, find, q, whole
from strategia.themes.decks import markup
from strategia.themes.decks.photos import Photo
from strategia.themes.decks.scheme import Scheme, Tint
from strategia.writers.palette import mixed

MOST = 40
"""Ornaments that are taken from a master or a layout."""
_MAX_GEOMETRY = 4_000
"""Elements of the outline of a shape."""
_GEOMETRY = frozenset(
    q(f"a:{name}")
    for name in (
        *("custGeom", "avLst", "gdLst", "gd", "ahLst", "cxnLst", "rect", "pathLst", "path"),
        *("moveTo", "lnTo", "cubicBezTo", "quadBezTo", "arcTo", "close", "pt"),
    )
)
_NUMBERS = frozenset(
    (
        *("w", "h", "fill", "stroke", "extrusionOk", "x", "y", "name", "fmla", "l", "t", "r", "b"),
        *("wR", "hR", "stAng", "swAng"),
    )
)
"""The attributes of an outline."""
_KNOWN = frozenset(shape.xml_value for shape in MSO_SHAPE) - {"rect"} | {"line"}
"""The outlines that have a name."""
_PATTERNS = frozenset(pattern.xml_value for pattern in MSO_PATTERN) - {""}
"""The patterns that have a name."""
_EMPTY = (q("a:ahLst"), q("a:cxnLst"))
"""Handles by which a shape is pulled into another form."""
_VALUE = re.compile(r"[\w +*/?:-]{0,60}")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,40}")
_FARTHEST = 10_000
"""Points that a shape may be away from the slide, or wide."""
_EMU = 12_700
_TURN = 21_600_000
"""A full turn, in the unit of DrawingML."""


class Area(NamedTuple):
    """A rectangle in points."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float, around: float = 0) -> bool:
        """Whether a point lies in it, or not farther from it than `around`."""
        return self.left - around <= x <= self.right + around and self.top - around <= y <= self.bottom + around


@dataclass(frozen=True, slots=True)
class Layer:
    """A ground or an ornament: as it is drawn, and which colours it has where.

    `colours` are those that it may have at any place, none where they are not known; a photo knows better. A layer that
    `covers` hides what is below it.
    """

    drawn: str
    area: Area
    colours: tuple[str, ...] = ()
    covers: bool = False
    photo: Photo | None = None

    def at(self, x: float, y: float) -> tuple[tuple[str | None, ...], bool]:
        """The colours at a point, None for one not known, and whether they hide what is below."""
        if self.photo is None:
            return self.colours or (None,), self.covers
        across = (x - self.area.left) / max(self.area.right - self.area.left, 1)
        down = (y - self.area.top) / max(self.area.bottom - self.area.top, 1)
        colour, opaque = self.photo.at(across, down)
        return ((colour,) if colour else ()), opaque and self.covers


class _Frame(NamedTuple):
    """How the numbers of a group become points on the slide."""

    x: float
    y: float
    across: float
    down: float

    def area(self, transform: etree._Element) -> Area | None:
        """Where a shape stands."""
        offset, extent = transform.find(q("a:off")), transform.find(q("a:ext"))
        if offset is None or extent is None:
            return None
        left, top = self.x + whole(offset.get("x")) * self.across, self.y + whole(offset.get("y")) * self.down
        width, height = whole(extent.get("cx")) * self.across, whole(extent.get("cy")) * self.down
        far = max(abs(left), abs(top), width, height) > _FARTHEST
        return None if far or width < 0 or height < 0 else Area(left, top, left + width, top + height)


@dataclass(slots=True)
class Drawings:
    """Reads the grounds and ornaments of one master and of its layouts."""

    package: Package
    scheme: Scheme
    points: float
    """Points of a unit of the file: a slide is 960 points wide, whatever the file says."""
    photo_of: Callable[[str, tuple[int, ...]], Photo | None]
    """The picture of a part by its name, with what is cut off it (see `photos.read`); None when it cannot be taken."""
    _part: str = field(default="", init=False)

    def ground(self, part: str) -> Layer | None:
        """The ground that a master or a layout says; None when it says none."""
        self._part = part
        area = Area(0, 0, 960, 540)
        for own in find(self.package.parts[part], "p:cSld/p:bg/p:bgPr"):
            fill = self._fill(own)
            if isinstance(fill, Photo):
                return Layer(markup.ground(markup.PHOTO), area, covers=True, photo=fill)
            if fill is not None:
                return Layer(markup.ground(fill.drawn), area, fill.colours, fill.covers)
        for named in find(self.package.parts[part], "p:cSld/p:bg/p:bgRef"):
            if (tint := self.scheme.tint(named)) is not None:
                return Layer(markup.ground(_solid(tint).drawn), area, (tint.rgb,), covers=True)
        return None

    def bare(self) -> Layer:
        """The ground of a master that says none: paper."""
        tint = Tint(self.scheme.named.get("bg1", "FFFFFF"))
        return Layer(markup.ground(_solid(tint).drawn), Area(0, 0, 960, 540), (tint.rgb,), covers=True)

    def ornaments(self, part: str) -> list[Layer]:
        """The shapes and pictures of a master or a layout that hold no text, from the lowest to the highest."""
        self._part = part
        layers = []
        for tree in find(self.package.parts[part], "p:cSld/p:spTree"):
            for layer in self._layers(tree, _Frame(0, 0, self.points, self.points)):
                layers.append(layer)
                if len(layers) == MOST:
                    return layers
        return layers

    def _layers(self, tree: etree._Element, frame: _Frame) -> Iterator[Layer]:
        for element in tree.iterchildren(q("p:sp"), q("p:cxnSp"), q("p:pic"), q("p:grpSp")):
            if find(element, "p:*/p:nvPr/p:ph"):
                continue
            if element.tag == q("p:grpSp"):
                if (inner := _within(element, frame)) is not None:
                    yield from self._layers(element, inner)
            elif (layer := self._layer(element, frame)) is not None:
                yield layer

    def _layer(self, element: etree._Element, frame: _Frame) -> Layer | None:
        look = element.find(q("p:spPr"))
        transform = look.find(q("a:xfrm")) if look is not None else None
        if look is None or transform is None or (area := frame.area(transform)) is None:
            return None
        turn = whole(transform.get("rot")) % _TURN
        flips = "".join(f' {name}="1"' for name in ("flipH", "flipV") if transform.get(name) in ("1", "true"))
        placed = (f' rot="{turn}"' if turn else "") + flips
        fill = self._fill(element) if element.tag == q("p:pic") else self._fill(look, element)
        seen = _turned(area, turn)
        if isinstance(fill, Photo):
            return Layer(markup.photo(area, placed), seen, covers=not turn, photo=fill)
        line = self._line(look)
        if fill is None and line is None:
            return None
        if line is not None:
            left, top, right, bottom = seen
            seen = Area(left - line.reach, top - line.reach, right + line.reach, bottom + line.reach)
        geometry, plain = _geometry(look)
        drawn = markup.ornament(
            area, placed, geometry, fill.drawn if fill else "<a:noFill/>", line.drawn if line else ""
        )
        colours = (*(fill.colours if fill else ()), *(line.colours if line else ()))
        covers = fill is not None and fill.covers and plain and not turn % (_TURN // 4)
        return Layer(drawn, seen, colours, covers)

    def _fill(self, look: etree._Element, shape: etree._Element | None = None) -> "Photo | _Paint | None":
        """What fills a shape or a ground; `shape` may say it by its style."""
        for fill in look.iterchildren(etree.Element):
            match etree.QName(fill).localname:
                case "noFill":
                    return None
                case "solidFill":
                    tint = self.scheme.tint(fill)
                    return _solid(tint) if tint is not None else None
                case "gradFill":
                    return self._gradient(fill)
                case "pattFill":
                    return self._pattern(fill)
                case "blipFill":
                    return self._photo(fill)
        for named in find(shape, "p:style/a:fillRef[@idx > 0]") if shape is not None else ():
            tint = self.scheme.tint(named)
            return _solid(tint) if tint is not None else None
        return None

    def _photo(self, fill: etree._Element) -> Photo | None:
        """The picture of a fill, cut as the file says."""
        cuts = [
            tuple(min(max(whole(cut.get(side)), 0), 99_000) for side in ("l", "t", "r", "b"))
            for cut in fill.iterchildren(q("a:srcRect"))
        ]
        for blip in fill.iterchildren(q("a:blip")):
            target = self.package.target(self._part, blip.get(q("r:embed"), ""))
            return self.photo_of(target, cuts[0] if cuts else ()) if target else None
        return None

    def _line(self, look: etree._Element) -> "_Paint | None":
        for line in find(look, "a:ln[a:solidFill]"):
            tint = self.scheme.tint(find(line, "a:solidFill")[0])
            width = min(whole(line.get("w"), 9_525), 100 * _EMU)
            if tint is not None and width > 0:
                return _Paint(f'<a:ln w="{width}">{_solid(tint).drawn}</a:ln>', (tint.rgb,), reach=width / 2 / _EMU)
        return None

    def _pattern(self, fill: etree._Element) -> "_Paint | None":
        tints = [self.scheme.tint(found) for path in ("a:fgClr", "a:bgClr") for found in find(fill, path)]
        kind = fill.get("prst", "")
        if kind not in _PATTERNS or len(tints) != 2 or tints[0] is None or tints[1] is None:
            return None
        front, back = tints[0], tints[1]
        drawn = (
            f'<a:pattFill prst="{kind}"><a:fgClr>{front.drawn}</a:fgClr><a:bgClr>{back.drawn}</a:bgClr></a:pattFill>'
        )
        return _Paint(drawn, (front.rgb, back.rgb), front.opaque and back.opaque)

    def _gradient(self, fill: etree._Element) -> "_Paint | None":
        told = [
            (min(max(whole(stop.get("pos")), 0), 100_000), self.scheme.tint(stop))
            for stop in find(fill, "a:gsLst/a:gs")
        ]
        stops = [(place, tint) for place, tint in told[:50] if tint is not None]
        if len(stops) < 2:
            return _solid(stops[0][1]) if stops else None
        marks = "".join(f'<a:gs pos="{place}">{tint.drawn}</a:gs>' for place, tint in stops)
        angles = [whole(line.get("ang")) % _TURN for line in find(fill, "a:lin")]
        way = (
            f'<a:lin ang="{angles[0]}" scaled="0"/>'
            if angles
            else ('<a:path path="circle"><a:fillToRect l="50000" t="50000" r="50000" b="50000"/></a:path>')
        )
        drawn = f'<a:gradFill rotWithShape="1"><a:gsLst>{marks}</a:gsLst>{way}</a:gradFill>'
        rgb = [tint.rgb for _, tint in stops]
        between = [mixed(one, other, 0.5) for one, other in pairwise(rgb)]
        return _Paint(drawn, (*rgb, *between), all(tint.opaque for _, tint in stops))


@dataclass(frozen=True, slots=True)
class _Paint:
    """A fill or a line as DrawingML, with its colours; `reach` is how far a line lies beyond its shape, in points."""

    drawn: str
    colours: tuple[str, ...]
    covers: bool = False
    reach: float = 0


def _solid(tint: Tint) -> _Paint:
    return _Paint(f"<a:solidFill>{tint.drawn}</a:solidFill>", (tint.rgb,), tint.opaque)


def _within(group: etree._Element, frame: _Frame) -> _Frame | None:
    """The frame of what is in a group; None for one that is turned or has no size."""
    for transform in find(group, "p:grpSpPr/a:xfrm[not(@rot) or @rot='0'][a:chOff and a:chExt]"):
        area = frame.area(transform)
        offset, extent = find(transform, "a:chOff")[0], find(transform, "a:chExt")[0]
        width, height = whole(extent.get("cx")), whole(extent.get("cy"))
        if area is None or width <= 0 or height <= 0:
            return None
        across, down = (area.right - area.left) / width, (area.bottom - area.top) / height
        return _Frame(
            area.left - whole(offset.get("x")) * across, area.top - whole(offset.get("y")) * down, across, down
        )
    return None


def _turned(area: Area, turn: int) -> Area:
    """What a turned shape covers at most."""
    if not turn:
        return area
    sine, cosine = (abs(side(turn / _TURN * 2 * math.pi)) for side in (math.sin, math.cos))
    width, height = area.right - area.left, area.bottom - area.top
    across, down = (width * cosine + height * sine) / 2, (width * sine + height * cosine) / 2
    x, y = (area.left + area.right) / 2, (area.top + area.bottom) / 2
    return Area(x - across, y - down, x + across, y + down)


def _geometry(look: etree._Element) -> tuple[str, bool]:
    """The outline of a shape, and whether it fills its rectangle."""
    for own in look.iterchildren(q("a:custGeom")):
        if sum(1 for _ in own.iter(etree.Element)) <= _MAX_GEOMETRY:
            return _written(own), False
    for named in look.iterchildren(q("a:prstGeom")):
        name = named.get("prst", "")
        if name in _KNOWN:
            guides = "".join(
                f'<a:gd name="{guide.get("name")}" fmla="{guide.get("fmla")}"/>'
                for guide in find(named, "a:avLst/a:gd")
                if _NAME.fullmatch(guide.get("name", "")) and re.fullmatch(r"val -?\d{1,9}", guide.get("fmla", ""))
            )
            return f'<a:prstGeom prst="{name}"><a:avLst>{guides}</a:avLst></a:prstGeom>', False
    return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', True


def _written(element: etree._Element) -> str:
    """An outline anew: known elements with plain values."""
    name = etree.QName(element).localname
    values = ((str(key), str(value)) for key, value in element.attrib.items())
    kept = "".join(f' {key}="{value}"' for key, value in values if key in _NUMBERS and _VALUE.fullmatch(value))
    inner = "" if element.tag in _EMPTY else "".join(_written(one) for one in element if one.tag in _GEOMETRY)
    return f"<a:{name}{kept}>{inner}</a:{name}>"
