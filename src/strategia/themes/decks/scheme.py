"""The colours of a PowerPoint template: what its theme names, and what a place on a slide makes of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from strategia.audit.reading.package import find, q, whole
from strategia.writers.palette import mixed, palette, relit, shades
from strategia.writers.theme import DEFAULT, GRAPHICS, GROUNDS, TEXT, Theme, contrast

_BLACK, _WHITE = "000000", "FFFFFF"
_RGB = re.compile("[0-9A-Fa-f]{6}")
_USUAL = {"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"}
_NAMED = {"black": _BLACK, "white": _WHITE}
_WHOLE = 100_000
"""A whole, in the thousandths of per cent of DrawingML."""


@dataclass(frozen=True, slots=True)
class Tint:
    """A colour as `RRGGBB`, and how much of what is below it hides, in thousandths of per cent."""

    rgb: str
    alpha: int = _WHOLE

    @property
    def opaque(self) -> bool:
        """Whether nothing shines through."""
        return self.alpha >= _WHOLE

    @property
    def drawn(self) -> str:
        """The colour as DrawingML."""
        return (
            f'<a:srgbClr val="{self.rgb}"/>'
            if self.opaque
            else (f'<a:srgbClr val="{self.rgb}"><a:alpha val="{self.alpha}"/></a:srgbClr>')
        )


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of a master by the names that its shapes use."""

    named: Mapping[str, str]

    @classmethod
    def of(cls, theme: etree._Element | None, master: etree._Element) -> "Scheme":
        """The scheme of a theme part, with the map of the master."""
        named: dict[str, str] = {}
        for entry in find(theme, ".//a:clrScheme/*") if theme is not None else ():
            for colour in entry.iterchildren(q("a:srgbClr"), q("a:sysClr")):
                value = str(colour.get("lastClr") or colour.get("val", ""))
                if _RGB.fullmatch(value):
                    named[etree.QName(entry).localname] = value.upper()
        mapped = {str(name): str(target) for one in find(master, "p:clrMap") for name, target in one.items()} or _USUAL
        return cls(named | {name: named[target] for name, target in mapped.items() if target in named})

    def tint(self, fill: etree._Element) -> Tint | None:
        """The colour that an element holds, with its changes; None where it is not known."""
        for colour in fill.iterchildren(etree.Element):
            value = str(colour.get("lastClr") or colour.get("val", ""))
            match etree.QName(colour).localname:
                case "srgbClr" | "sysClr":
                    rgb = value.upper() if _RGB.fullmatch(value) else None
                case "schemeClr":
                    rgb = self.named.get(value)
                case "prstClr":
                    rgb = _NAMED.get(value)
                case _:
                    rgb = None
            return None if rgb is None else _changed(rgb, colour)
        return None


def _changed(rgb: str, colour: etree._Element) -> Tint:
    """A colour with the changes of lightness that are written into it, much as Office makes them."""
    alpha = _WHOLE
    for change in colour.iterchildren(etree.Element):
        value = min(max(whole(change.get("val"), _WHOLE), 0), 10 * _WHOLE)
        share = value / _WHOLE
        match etree.QName(change).localname:
            case "lumMod":
                rgb = relit(rgb, factor=share)
            case "lumOff":
                rgb = relit(rgb, offset=share)
            case "shade":
                rgb = mixed(rgb, _BLACK, max(1 - share, 0))
            case "tint":
                rgb = mixed(rgb, _WHITE, max(1 - share, 0))
            case "alpha":
                alpha = min(value, _WHOLE)
    return Tint(rgb, alpha)


def looks(scheme: Scheme) -> tuple[Theme, list[str]]:
    """The theme in the colours of a template, and which of them had to become darker to be read, into what.

    The dark text colours give text and headings, the second light one the grounds, the accents the series and,
    with the sixth, what must be seen.
    """
    named = scheme.named
    ink, paper = named.get("dk1", DEFAULT.ink), named.get("lt1", _WHITE)
    # A theme that nobody chose has black twice and white twice.
    primary = named.get("dk2", ink)
    primary = named.get("accent1", primary) if primary == ink else primary
    tint = named.get("lt2", paper)
    given = {"ink": ink, "primary": primary, "accent": named.get("accent6", DEFAULT.accent)}
    if contrast(ink, tint) < TEXT or tint == paper:
        tint = ""
    made = dict(given)
    for part in given:
        made[part] = next(
            (one for one in shades(made[part], _BLACK) if _readable(made | {part: one}, part, tint)), _BLACK
        )
    series = [named[name] for name in (f"accent{place}" for place in range(1, 6)) if name in named]
    dark = [next(one for one in shades(colour, _BLACK) if contrast(one, _WHITE) >= GRAPHICS) for colour in series]
    theme = palette(made["primary"], made["accent"], made["ink"], tint or None, dark)
    pairs = [*zip(given.values(), made.values(), strict=True), *zip(series, dark, strict=True)]
    return theme, [f"#{old} → #{new}" for old, new in dict.fromkeys(pairs) if old != new]


def _readable(colours: Mapping[str, str], part: str, tint: str) -> bool:
    """Whether a colour of text can be read on every ground that goes with it."""
    theme = palette(colours["primary"], colours["accent"], colours["ink"], tint or None)
    return all(contrast(theme.colours[part], theme.colours[ground]) >= TEXT for ground in GROUNDS)
