"""The theme part of Office files: the colours and fonts that PowerPoint and Word offer and that follow a theme."""

from collections.abc import Mapping

from lxml import etree

from strategia.writers.theme import DEFAULT, Theme

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def deck_slots(theme: Theme) -> dict[str, str]:
    """The colours by their place in the theme of a deck, as `deck.drawing` uses them."""
    series = {f"accent{place}": colour for place, colour in enumerate(theme.chart, start=1)}
    return {
        "dk1": theme.ink,
        "lt1": theme.paper,
        "dk2": theme.primary,
        "lt2": theme.tint,
        **series,
        "accent6": theme.accent,
        "hlink": theme.primary,
        "folHlink": theme.primary,
    }


def word_slots(theme: Theme) -> dict[str, str]:
    """The colours by their place in the theme of a Word file, as the styles of the reference file use them."""
    series = {f"accent{place}": colour for place, colour in enumerate(theme.chart[1:], start=3)}
    return {
        "dk1": theme.ink,
        "lt1": theme.paper,
        "dk2": theme.muted,
        "lt2": theme.tint,
        "accent1": theme.primary,
        "accent2": theme.accent,
        **series,
        "hlink": theme.primary,
        "folHlink": theme.muted,
    }


def themed(part: bytes, slots: Mapping[str, str], default: Mapping[str, str], font: str) -> bytes:
    """A theme part with its colours and the font of headings and text changed.

    Where the theme says what it says by default, the reference file has the last word: it may be the user's own.
    """
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    for name, colour in slots.items():
        for place in root.iter(f"{_A}{name}") if colour != default[name] else ():
            place[:] = [etree.Element(f"{_A}srgbClr", val=colour)]
    for kind in ("majorFont", "minorFont"):
        for latin in root.iterfind(f".//{_A}{kind}/{_A}latin") if font != DEFAULT.font else ():
            latin.attrib.clear()
            latin.set("typeface", font)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def repainted(root: etree._Element, theme: Theme) -> None:
    """Gives what a Word file has in a colour of the default theme the colour of the same name of this one.

    Word itself asks the theme part; other programs read the colours of the styles.
    """
    colours = {value: theme.colours[name] for name, value in DEFAULT.colours.items()}
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if value in colours:
                element.set(name, colours[value])
