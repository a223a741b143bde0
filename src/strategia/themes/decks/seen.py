"""The colours of a template that names none of its own: those that are seen on its masters.

**Why**: LibreOffice writes the colours of Office into every file, whatever the template looks like, and refers to none.
"""

from collections import defaultdict
from collections.abc import Iterable

from lxml import etree

from strategia.audit.reading.package import find
from strategia.themes.decks.drawings import Layer
from strategia.themes.decks.scheme import Scheme
from strategia.writers.deck.shapes import HEIGHT, WIDTH
from strategia.writers.palette import apart, colourful
from strategia.writers.theme import DEFAULT, contrast

_NOBODYS = frozenset(("office", "libreoffice"))
"""The names of the colours that programs write where nobody has chosen any."""
_DARKENED = 2.5
"""The contrast to white from which on a colour remains what it is when darkened for headings; gold turns brown."""
_APART = 1 / 12
"""How far apart two hues are at least, of a whole turn."""
_TITLE = (
    "p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/a:solidFill",
    "p:cSld/p:spTree/p:sp[p:nvSpPr/p:nvPr/p:ph[@type='title' or @type='ctrTitle']]/p:txBody//a:rPr/a:solidFill",
)


def chosen(themes: Iterable[etree._Element], masters: Iterable[etree._Element]) -> bool:
    """Whether somebody has chosen the colours of the themes: they have a name of their own, or are referred to."""
    names = {str(scheme.get("name", "")).casefold() for theme in themes for scheme in find(theme, ".//a:clrScheme")}
    return not names <= _NOBODYS or any(find(master, ".//a:schemeClr") for master in masters)


def titles(master: etree._Element, scheme: Scheme) -> set[str]:
    """The colours of the titles on a master."""
    tints = (scheme.tint(fill) for path in _TITLE for fill in find(master, path))
    return {tint.rgb for tint in tints if tint is not None}


def seen(titled: Iterable[str], layers: Iterable[Layer]) -> Scheme:
    """The colours as a scheme: that of headings, and another one for what must be seen, as far as there are any.

    `titled` are the colours of titles; each counts as much as one that fills a slide.
    """
    shares = defaultdict[str, float](float)
    for rgb in titled:
        shares[rgb] += 1
    for layer in layers:
        left, top, right, bottom = layer.area
        width, height = min(right, WIDTH) - max(left, 0), min(bottom, HEIGHT) - max(top, 0)
        for rgb in layer.colours:
            shares[rgb] += max(width, 0) * max(height, 0) / (WIDTH * HEIGHT)
    found = [rgb for rgb in sorted(shares, key=lambda one: -shares[one]) if colourful(rgb)]
    primary = next((rgb for rgb in found if contrast(rgb, DEFAULT.paper) >= _DARKENED), DEFAULT.primary)
    accent = next((rgb for rgb in found if apart(rgb, primary) >= _APART), DEFAULT.accent)
    return Scheme({"dk1": DEFAULT.ink, "dk2": primary, "accent6": accent})
