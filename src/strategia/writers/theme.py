"""The look that all writers share: colours and fonts. One value, `DEFAULT`, until counties bring their own.

Every pair of colours that is used as text on a ground has a contrast of at least 4.5:1
(WCAG 2.1, 1.4.3); `contrast` computes it and a test holds it.
"""

from dataclasses import dataclass


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
    chart: tuple[str, ...] = ("0B4F6C", "E08A3C", "5B8E7D", "7A5C99", "9AA5AE")
    """Series of charts, in order; they differ in lightness too."""
    font: str = "Calibri"
    """What DOCX and PPTX name; every Office has it, Carlito is its metric twin."""
    print_fonts: tuple[str, ...] = ("Fira Sans", "Carlito")
    """What PDF embeds, in order of preference; they are shipped."""
    web_fonts: str = "system-ui, 'Segoe UI', Carlito, Roboto, 'Helvetica Neue', Arial, sans-serif"


DEFAULT = Theme()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2.1, from 1 to 21."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
