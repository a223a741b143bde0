"""The looks of a web page: its templates, and its style with the colours of the theme, light and dark."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from strategia.document.ast import BLOCKS, Block, Run
from strategia.templates import Templates
from strategia.typefaces import MEASURE
from strategia.writers.characters import clean
from strategia.writers.deck import fit
from strategia.writers.palette import dark, strong
from strategia.writers.theme import FontFace, Theme

_WORD_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Looks:
    """The templates of one search path, ready to use: those of pages and those of slides."""

    blocks: Mapping[type[Block], Callable[..., Markup]]
    theme: Theme
    page: "Look"
    slides: "Look"


@dataclass(frozen=True, slots=True)
class Look:
    """A template for a whole document with its style.

    `style` is the same for every document of a theme, so that a web server can name its hash in a header too.
    """

    template: Template
    style: Markup
    style_hash: str

    def render(self, page: object) -> str:
        """The document as markup; `page` is what the template asks."""
        return clean(self.template.render(page=page, style=self.style, style_hash=self.style_hash))


def template_name(block: type[Block]) -> str:
    """The template of a class of blocks: `key_facts.j2` of `KeyFacts`."""
    return _WORD_SEAM.sub("_", block.__name__).lower() + ".j2"


@cache
def _environment(templates: Templates) -> Environment:
    return Environment(
        loader=FileSystemLoader([folder / "html" for folder in templates.folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def looks(templates: Templates, theme: Theme) -> Looks:
    """The looks found on a search path, in the colours of a theme."""
    environment = _environment(templates)
    # A template's module is typed as having no names of its own; each of these has a macro `block`.
    blocks = {
        block: cast("Callable[..., Markup]", vars(environment.get_template(template_name(block)).module)["block"])
        for block in BLOCKS
    }

    def colours(at_night: Theme, sized: Callable[[FontFace], str]) -> str:
        return environment.get_template("theme.css.j2").render(
            theme=theme, dark=at_night, strong=strong(theme), sized=sized
        )

    def look(template: str, style: str) -> Look:
        sheet = clean(style)
        digest = b64encode(sha256(sheet.encode()).digest()).decode()
        # The style is ours or the user's own template; nothing of a document is in it.
        return Look(environment.get_template(template), Markup(sheet), digest)  # noqa: S704

    pages = colours(dark(theme), lambda _: "") + templates.path("html/style.css").read_text(encoding="utf-8")
    # Slides are looked at in a hall: they are light whatever the reader's own screen prefers.
    slides = colours(theme, _narrowed) + environment.get_template("slides.css.j2").render(theme=theme)
    return Looks(blocks, theme, look("page.j2", pages), look("slides.j2", slides))


def _narrowed(face: FontFace) -> str:
    """What makes a face small enough for slides, which are planned by the widths of another font."""
    planned = fit.width((Run(MEASURE, emphasis=face.italic),), 1, bold=face.bold)
    return f";size-adjust:{100 * planned / face.width:.0f}%" if face.width > planned else ""
