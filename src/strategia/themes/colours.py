"""The colours of a county's theme: what is given, and whether all that follows from it can be read."""

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from strategia.diagnostics import Diagnostic, Severity
from strategia.model.theme import Colours
from strategia.source import Route
from strategia.writers.palette import palette, shades
from strategia.writers.theme import GRAPHICS, GROUNDS, TEXT, TEXTS, Theme, contrast

_PARTS = {"text": "ink", "primary": "primary", "accent": "accent"}
"""The colours of text that can be given, by their part in the theme."""
_GROUND = "ground"
_BLACK, _WHITE = "000000", "FFFFFF"


def coloured(colours: Colours) -> Theme:
    """The theme in the given colours."""
    given = {key: value[1:].upper() for key in (*_PARTS, _GROUND) if (value := getattr(colours, key)) is not None}
    return palette(
        given.get("primary"),
        given.get("accent"),
        given.get("text"),
        given.get(_GROUND),
        [value[1:].upper() for value in colours.series],
    )


def told(colours: Colours) -> Iterator[Diagnostic]:
    """A diagnostic for each given colour that cannot be read where it is used: with what it meets at its worst."""
    theme = coloured(colours)
    for key, part in _PARTS.items():
        # Were the given ground too dark for all, it alone would be told of.
        least = _least(theme, part, besides="tint" if colours.ground else "")
        if getattr(colours, key) is not None and least[0] < TEXT:
            own = theme.colours[part]
            better = (shade for shade in shades(own, _BLACK) if _least(_with(colours, key, shade), part)[0] >= TEXT)
            yield _diagnostic(colours, (key,), own, least[1], TEXT, next(better, _BLACK))
    if colours.ground is not None and (worst := _least_on_tint(theme))[0] < TEXT:
        better = (
            shade for shade in shades(theme.tint, _WHITE) if _least_on_tint(_with(colours, _GROUND, shade))[0] >= TEXT
        )
        yield _diagnostic(colours, (_GROUND,), theme.tint, worst[1], TEXT, next(better, _WHITE), "ground")
    for place, value in enumerate(colours.series):
        own = value[1:].upper()
        if contrast(own, theme.paper) < GRAPHICS:
            better = (shade for shade in shades(own, _BLACK) if contrast(shade, theme.paper) >= GRAPHICS)
            yield _diagnostic(colours, ("series", place), own, theme.paper, GRAPHICS, next(better), "graphics")


def _with(colours: Colours, key: str, value: str) -> Theme:
    """The theme as it would be with another colour."""
    return coloured(colours.model_copy(update={key: f"#{value}"}))


def _least(theme: Theme, part: str, besides: str = "") -> tuple[float, str]:
    """The least contrast of a colour of text to a ground, and the ground."""
    grounds = (theme.colours[name] for name in GROUNDS if name != besides)
    return min((contrast(theme.colours[part], ground), ground) for ground in grounds)


def _least_on_tint(theme: Theme) -> tuple[float, str]:
    """The least contrast of a colour of text to `tint`, and the colour; of those that can be read on paper."""
    inks = (theme.colours[name] for name in TEXTS)
    return min((contrast(ink, theme.tint), ink) for ink in inks if contrast(ink, theme.paper) >= TEXT)


def _diagnostic(  # noqa: PLR0913, PLR0917 - a pair of colours, and all that is said of it
    colours: Colours, route: Route, own: str, other: str, least: float, better: str, variant: str = ""
) -> Diagnostic:
    arguments = {
        "own": f"#{own}",
        "other": f"#{other}",
        "ratio": _ratio(contrast(own, other)),
        "least": _ratio(least),
        "better": f"#{better}",
    }
    return Diagnostic("THM101", Severity.ERROR, colours.at(*route), arguments, variant)


def _ratio(value: float) -> Decimal:
    """A contrast with two decimals; what is a little too low does not become enough."""
    return Decimal(value).quantize(Decimal("0.01"), ROUND_DOWN).normalize()
