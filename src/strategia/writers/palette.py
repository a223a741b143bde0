"""All colours of a theme from the few that are given, and the same theme on a dark ground."""

import colorsys
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from strategia.writers.theme import DEFAULT, GRAPHICS, GROUNDS, TEXT, Theme, contrast

_BLACK, _WHITE = "000000", "FFFFFF"
_STEPS = 40
"""In how many steps a colour is mixed until it can be read."""
_ALIKE = 60
"""Two series nearer to each other than this (in the cube of colours with edges of 255) look alike."""
_COLOURFUL = 32
"""How far apart the strongest and the weakest channel of a colour are at least that is no grey, of 255."""
_DARK_TEXT = STRONG_TEXT = 7.0
"""The contrast of text on a dark ground, where thin letters fade sooner, and for those who ask for more of it."""


def palette(
    primary: str | None = None,
    accent: str | None = None,
    ink: str | None = None,
    tint: str | None = None,
    series: Sequence[str] = (),
) -> Theme:
    """The theme with the given colours; those not given follow from them, or are the default's.

    Whether the given ones can be read on each other is another question.
    """
    made = replace(
        DEFAULT,
        ink=ink or DEFAULT.ink,
        primary=primary or DEFAULT.primary,
        accent=accent or DEFAULT.accent,
        tint=tint or (_ground(primary) if primary else DEFAULT.tint),
        tint_accent=_office_tint(accent) if accent else DEFAULT.tint_accent,
        rule=mixed(primary, _WHITE, 0.7) if primary else DEFAULT.rule,
    )
    grounds = _grounds(made)
    # The palest that can be read, up to a quarter paler than the text.
    paler = (mixed(made.ink, _WHITE, share / _STEPS) for share in range(_STEPS // 4, 0, -1))
    muted = next((shade for shade in paler if _readable(shade, grounds, TEXT)), made.ink)
    chart = DEFAULT.chart if not (primary or accent or series) else _series(made, series)
    return replace(made, muted=DEFAULT.muted if made == DEFAULT else muted, chart=chart)


def _series(theme: Theme, given: Sequence[str]) -> tuple[str, ...]:
    """As many series as the default theme has: the given ones, then what looks unlike all before it."""
    chosen = list(given)
    for colour in (theme.primary, theme.accent, *DEFAULT.chart):
        if contrast(colour, theme.paper) >= GRAPHICS and all(_distance(colour, one) >= _ALIKE for one in chosen):
            chosen.append(colour)
    rest = (colour for colour in DEFAULT.chart if colour not in chosen)
    return tuple([*chosen, *rest][: len(DEFAULT.chart)])


def _distance(one: str, other: str) -> float:
    return math.dist(_channels(one), _channels(other))


def _ground(colour: str) -> str:
    """A light ground in the hue of a colour."""
    return mixed(colour, _WHITE, 0.91)


def _office_tint(colour: str) -> str:
    """A tenth of a colour as Office mixes it (`lumMod` 10 %, `lumOff` 90 %), so that slides look like the rest."""
    return relit(colour, 0.1, 0.9)


def colourful(colour: str) -> bool:
    """Whether it is more than a grey."""
    channels = _channels(colour)
    return max(channels) - min(channels) >= _COLOURFUL


def apart(one: str, other: str) -> float:
    """How far apart the hues of two colours are, of a whole turn: a half at most."""
    distance = abs(_hls(one)[0] - _hls(other)[0])
    return min(distance, 1 - distance)


def darkened(colour: str) -> str:
    """The nearest shade in which the colour, as that of headings, can be read on the grounds that follow from it."""
    return next(shade for shade in shades(colour, _BLACK) if _readable(shade, _grounds(palette(shade)), TEXT))


def _grounds(theme: Theme) -> list[str]:
    """The colours of a theme that stand below its text."""
    return [theme.colours[ground] for ground in GROUNDS]


def relit(colour: str, factor: float = 1.0, offset: float = 0.0) -> str:
    """The colour with its lightness multiplied and raised, as Office does it (`lumMod`, `lumOff`)."""
    hue, lightness, saturation = _hls(colour)
    return _rgb(hue, min(lightness * factor + offset, 1.0), saturation)


def _hls(colour: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*(channel / 255 for channel in _channels(colour)))


def _rgb(hue: float, lightness: float, saturation: float) -> str:
    return "".join(f"{round(channel * 255):02X}" for channel in colorsys.hls_to_rgb(hue, lightness, saturation))


def mixed(colour: str, other: str, share: float) -> str:
    """The colour with a share of the other in it, from 0 to 1."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return red, green, blue


def _readable(colour: str, others: Iterable[str], least: float) -> bool:
    return all(contrast(colour, other) >= least for other in others)


def shades(colour: str, end: str) -> Iterator[str]:
    """The colour and its mixtures with another one, up to that one itself."""
    return (mixed(colour, end, share / _STEPS) for share in range(_STEPS + 1))


def _lightened(colour: str, grounds: Iterable[str], least: float) -> str:
    """The nearest lighter shade of the same hue with at least this contrast to all grounds, which are dark."""
    kept = [*grounds]
    hue, lightness, saturation = _hls(colour)
    steps = (lightness + (1 - lightness) * step / _STEPS for step in range(_STEPS + 1))
    return next(shade for step in steps if _readable(shade := _rgb(hue, step, saturation), kept, least))


def strong(theme: Theme) -> Theme:
    """The theme for those who ask for more contrast: text in darker shades, small print and lines in that of text."""
    grounds = _grounds(theme)
    ink, primary, accent = (
        next(shade for shade in shades(colour, _BLACK) if _readable(shade, grounds, STRONG_TEXT))
        for colour in (theme.ink, theme.primary, theme.accent)
    )
    return replace(theme, ink=ink, primary=primary, accent=accent, muted=ink, rule=ink)


def dark(theme: Theme) -> Theme:
    """The theme on a dark ground: its hues, lightened until they can be read there."""
    paper = "12181D"
    pale = {name: _lightened(theme.colours[name], (paper,), _DARK_TEXT) for name in ("primary", "accent")}
    tint, tint_accent = mixed(pale["primary"], paper, 0.88), mixed(pale["accent"], paper, 0.86)
    grounds = (paper, tint, tint_accent, tint_partly := "2E2A1B")
    return replace(
        theme,
        ink="E8EDF1",
        muted="B3BFC9",
        paper=paper,
        tint=tint,
        tint_accent=tint_accent,
        tint_partly=tint_partly,
        rule="4A5965",
        primary=_lightened(theme.primary, grounds, _DARK_TEXT),
        accent=_lightened(theme.accent, grounds, _DARK_TEXT),
        chart=tuple(_lightened(colour, (paper, tint), GRAPHICS) for colour in theme.chart),
    )
