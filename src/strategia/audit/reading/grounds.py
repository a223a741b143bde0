"""Which colour text has on a slide, and what it stands on."""

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from typing import NamedTuple

from lxml import etree

from strategia.audit.reading.package import Package, find, q, whole
from strategia.audit.reading.styles import colour

_USUAL = {"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"}
_PLAIN = "1001"
"""The ground of a theme that is nothing but a colour."""
_WHOLE = 100_000
"""A whole, in the thousandths of per cent of DrawingML."""


class _Area(NamedTuple):
    """A rectangle in EMU."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, other: "_Area") -> bool:
        """Whether the middle of another area lies in this one."""
        across, down = (other.left + other.right) // 2, (other.top + other.bottom) // 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom


class Grounds:
    """The colours of one slide: what its own shapes and the ground of its layout say.

    Where a colour comes from further away, or a ground is a picture or a gradient, nothing is known.
    """

    def __init__(self, package: Package, part: str) -> None:
        self._root = package.parts[part]
        layout = next(package.related(part, "slideLayout"), "")
        master = next(package.related(layout, "slideMaster"), "")
        theme = next(package.related(master, "theme"), "")
        above = [package.parts[name] for name in (layout, master) if name in package.parts]
        self._scheme = _scheme(package.parts.get(theme), above[-1] if above else None)
        grounds = [ground for root in (self._root, *above) for ground in find(root, "p:cSld/p:bg/*")]
        self._paper = self._painting(grounds[0]) if grounds else colour(self._scheme.get("bg1", ""))
        drawn = [(area, shape) for root in above for shape in _filled(root) if (area := _area(shape)) is not None]
        own = [(area, shape) for shape in _filled(self._root) if (area := _area(shape)) is not None]
        self._painted = [*drawn, *own]

    def colours(self, shape: etree._Element, run: etree._Element) -> tuple[str, str] | None:
        """The colour of a run and its ground, both `RRGGBB`; None where one of them cannot be told."""
        fill = find(run, "a:rPr/a:solidFill")
        front = self._colour(fill[0]) if fill else None
        ground = self._ground(shape, run)
        return (front, ground) if front and ground else None

    def _ground(self, shape: etree._Element, run: etree._Element) -> str | None:
        if cell := find(run, "ancestor::a:tc[1]/a:tcPr/a:solidFill"):
            return self._colour(cell[0])
        if own := find(shape, "p:spPr/a:solidFill"):
            return self._colour(own[0])
        area = _area(shape)
        if area is None or find(run, "ancestor::a:tc"):
            return None
        ground = self._paper
        for painted, other in self._painted:
            if other is shape:
                break
            if painted.holds(area):
                ground = self._painting(next(other.iterchildren(q("p:spPr")), other))
        return ground

    def _painting(self, look: etree._Element) -> str | None:
        """The colour of a ground or of what lies on it; None for a picture or a gradient."""
        fill = look if look.tag == q("p:bgRef") and look.get("idx") == _PLAIN else look.find(q("a:solidFill"))
        return self._colour(fill) if fill is not None else None

    def _colour(self, fill: etree._Element) -> str | None:
        """A fill as `RRGGBB`; None for one that lets through what is below, or is changed in ways not known here."""
        for kind in fill:
            named = kind.get("val", "")
            base = colour(named if kind.tag == q("a:srgbClr") else self._scheme.get(named, ""))
            changes = {etree.QName(change).localname: whole(change.get("val")) for change in kind}
            if base is None or changes.keys() - {"lumMod", "lumOff"}:
                return None
            return _lit(base, changes.get("lumMod", _WHOLE) / _WHOLE, changes.get("lumOff", 0) / _WHOLE)
        return None


def _scheme(theme: etree._Element | None, master: etree._Element | None) -> Mapping[str, str]:
    """The colours of the theme by the names that slides use."""
    if theme is None:
        return {}
    named: dict[str, str] = {}
    for group in theme.iter(q("a:clrScheme")):
        for entry in group:
            written = str(entry[0].get("lastClr") or entry[0].get("val", "")) if len(entry) else ""
            named[etree.QName(entry).localname] = written
    maps = find(master, "p:clrMap") if master is not None else []
    mapped = {str(name): str(target) for name, target in maps[0].items()} if maps else _USUAL
    return {**named, **{name: named.get(target, "") for name, target in mapped.items()}}


def _lit(base: str, factor: float, offset: float) -> str:
    """A colour with its luminance changed, as Office does it."""
    hue, light, saturation = rgb_to_hls(*(int(base[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    changed = hls_to_rgb(hue, min(1.0, light * factor + offset), saturation)
    return "".join(f"{round(channel * 255):02X}" for channel in changed)


def _filled(root: etree._Element) -> list[etree._Element]:
    """What hides what is below it."""
    sheet = "p:cSld/p:spTree//"
    return find(root, f"{sheet}p:sp[p:spPr[a:solidFill or a:gradFill or a:blipFill]] | {sheet}p:pic")


def _area(shape: etree._Element) -> _Area | None:
    for frame in find(shape, "p:spPr/a:xfrm | p:xfrm"):
        offset, extent = frame.find(q("a:off")), frame.find(q("a:ext"))
        if offset is not None and extent is not None:
            left, top = whole(offset.get("x")), whole(offset.get("y"))
            return _Area(left, top, left + whole(extent.get("cx")), top + whole(extent.get("cy")))
    return None
