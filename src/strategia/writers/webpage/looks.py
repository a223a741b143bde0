"""The looks of a web page: its templates, and its style with the colours of the theme, light and dark."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from strategia.document.ast import BLOCKS, Block
from strategia.templates import Templates
from strategia.writers.characters import clean
from strategia.writers.theme import DEFAULT, Theme, contrast

_WORD_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Looks:
    """The templates of one search path, ready to use.

    `style` is the same for every document, so that a web server can name its hash in a header too.
    """

    page: Template
    blocks: Mapping[type[Block], Callable[..., Markup]]
    theme: Theme
    style: Markup
    style_hash: str


def template_name(block: type[Block]) -> str:
    """The template of a class of blocks: `key_facts.j2` of `KeyFacts`."""
    return _WORD_SEAM.sub("_", block.__name__).lower() + ".j2"


@cache
def looks(templates: Templates) -> Looks:
    """The looks found on a search path."""
    environment = Environment(
        loader=FileSystemLoader([folder / "html" for folder in templates.folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # A template's module is typed as having no names of its own; each of these has a macro `block`.
    blocks = {
        block: cast("Callable[..., Markup]", vars(environment.get_template(template_name(block)).module)["block"])
        for block in BLOCKS
    }
    colours = environment.get_template("theme.css.j2").render(theme=DEFAULT, dark=dark(DEFAULT))
    style = clean(colours + templates.path("html/style.css").read_text(encoding="utf-8"))
    digest = b64encode(sha256(style.encode()).digest()).decode()
    # The style is ours or the user's own template; nothing of a document is in it.
    return Looks(environment.get_template("page.j2"), blocks, DEFAULT, Markup(style), digest)  # noqa: S704


def dark(theme: Theme) -> Theme:
    """The theme on a dark ground: its hues, lightened until they can be read there."""
    paper, tint, tint_accent, tint_partly = "12181D", "1E272F", "33231D", "2E2A1B"
    return replace(
        theme,
        ink="E8EDF1",
        muted="B3BFC9",
        paper=paper,
        tint=tint,
        tint_accent=tint_accent,
        tint_partly=tint_partly,
        rule="4A5965",
        primary=_lightened(theme.primary, tint, 7),
        accent=_lightened(theme.accent, tint_accent, 7),
        chart=tuple(_lightened(colour, paper, 3) for colour in theme.chart),
    )


def _lightened(colour: str, ground: str, least: float) -> str:
    """The colour, mixed with white until its contrast with the ground is at least `least`."""
    channels = [int(colour[i : i + 2], 16) for i in (0, 2, 4)]
    steps = ("".join(f"{c + (255 - c) * share // 20:02X}" for c in channels) for share in range(21))
    return next((mixed for mixed in steps if contrast(mixed, ground) >= least), "FFFFFF")
