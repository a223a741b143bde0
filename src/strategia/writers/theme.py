"""The look that all writers share: colours, fonts and logo. `DEFAULT` is that of counties without one of their own.

`TEXTS` may stand on each of the `GROUNDS` with a contrast of at least 4.5:1, and the series of charts on paper with
3:1 (WCAG 2.1, 1.4.3 and 1.4.11); `contrast` computes it. Of a county's own colours it is checked when they are read.
"""

from base64 import b64encode
from dataclasses import dataclass, fields
from typing import Literal, NamedTuple


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that is safe to write into any file: without scripts, references and metadata.

    `width` to `height` is its shape, in whatever unit; `alternatives` say by language what it shows.
    """

    data: bytes
    kind: Literal["svg", "png"]
    width: float
    height: float
    alternatives: tuple[tuple[str, str], ...]

    def within(self, width: float, height: float) -> tuple[float, float]:
        """How wide and high it becomes in a frame, in the unit of the frame."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale

    def alternative(self, language: str) -> str:
        """What it shows, in a language, else in the first of those it is told in."""
        told = dict(self.alternatives)
        return told.get(language) or next(iter(told.values()))


@dataclass(frozen=True, slots=True)
class FontFace:
    """A font that is safe to embed: one of a family of at most four, as a TrueType file.

    `width` is that of `typefaces.MEASURE`, in em.
    """

    family: str
    data: bytes
    bold: bool
    italic: bool
    width: float

    @property
    def address(self) -> str:
        """An address that holds all of it."""
        return f"data:font/ttf;base64,{b64encode(self.data).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class WordStyle:
    """The look of a style in Word files: its name, and its properties as an element of WordprocessingML."""

    name: str
    drawn: str


NUMBER, PICTURE = "{number}", "{picture}"
"""What stands in a drawing for its number on its layout, and for the relationship to its picture."""


class Drawn(NamedTuple):
    """A ground or an ornament of a deck as DrawingML, with its picture where it has one."""

    xml: str
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class DeckLayout:
    """The look of a layout of decks, by its name: its ground, and its ornaments from the lowest to the highest.

    `swapped` says that text that is light by default has to be dark on it, or its title the other way round;
    `light_foot` that the footer of a light slide has to be light.
    """

    name: str
    ground: Drawn
    ornaments: tuple[Drawn, ...]
    swapped: bool
    light_foot: bool = False


@dataclass(frozen=True, slots=True)
class DeckLook:
    """The look of decks: their colours by place in the theme part, and the layouts that do not look as by default."""

    slots: tuple[tuple[str, str], ...]
    layouts: tuple[DeckLayout, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `RRGGBB`, font families by name."""

    ink: str = "1B2733"
    """Body text."""
    muted: str = "51606E"
    """Small print, captions."""
    paper: str = "FFFFFF"
    primary: str = "0B4F6C"
    """Headings, bars, the cover."""
    on_primary: str = "FFFFFF"
    accent: str = "A6431E"
    """Draft marks, what must be seen."""
    tint: str = "E8F0F4"
    """Grounds of table heads, cards and callouts."""
    tint_accent: str = "FBEEE8"
    tint_partly: str = "FFF6DC"
    """Grounds of what is missing by half; what is missing altogether stands on `tint_accent`."""
    rule: str = "B9C7D0"
    """Lines."""
    chart: tuple[str, ...] = ("0B4F6C", "C26A1E", "4E8270", "7A5C99", "7F8B95")
    """Five series of charts, in order; they differ in lightness too."""
    font: str = "Calibri"
    """What Word files name; every Office has it, Carlito is its metric twin."""
    print_fonts: tuple[str, ...] = ("Fira Sans", "Carlito")
    """What PDF embeds, in order of preference; they are shipped, or among `faces`."""
    web_fonts: str = "system-ui, 'Segoe UI', Carlito, Roboto, 'Helvetica Neue', Arial, sans-serif"
    faces: tuple[FontFace, ...] = ()
    """Fonts of the county's own, which pages and PDF files embed."""
    logo: Logo | None = None
    word_styles: tuple[WordStyle, ...] = ()
    """Of a Word template of the county's own."""
    word_primary: str | None = None
    """The colour of its headings, where the theme has no colours: what else is coloured in Word files follows it."""
    deck: DeckLook | None = None
    """Of a PowerPoint template of the county's own."""

    @property
    def colours(self) -> dict[str, str]:
        """The colours that have a part of their own, by it; those of series are in `chart`."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _OTHERS}


_OTHERS = ("chart", "font", "print_fonts", "web_fonts", "faces", "logo", "word_styles", "word_primary", "deck")

DEFAULT = Theme()

TEXTS = ("ink", "muted", "primary", "accent")
"""The colours of text."""

GROUNDS = ("paper", "tint", "tint_accent", "tint_partly")
"""What text stands on; what stands on the primary colour has the colour of paper or of `tint`."""

TEXT, GRAPHICS = 4.5, 3.0
"""The least contrast of text, and of what is drawn."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2.1, from 1 to 21."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
