"""The look of a county's documents: its colours, fonts and logo, and the words of its footer."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from strategia.model.base import Entity, LocalizedText, Root, Words

COLOUR = r"^#[0-9A-Fa-f]{6}$"
"""A colour as it is written: red, green and blue in hexadecimal."""

FONT = r"^[A-Za-z][A-Za-z0-9 \-]{0,39}$"
"""The name of a font family; nothing that could be an address or a rule of a style sheet."""

ColourValue = Annotated[str, StringConstraints(pattern=COLOUR)]
FontName = Annotated[str, StringConstraints(pattern=FONT)]


class Colours(Entity):
    """The colours that a county gives; the others of its documents follow from them."""

    primary: ColourValue | None = None
    accent: ColourValue | None = None
    text: ColourValue | None = None
    ground: ColourValue | None = None
    series: Annotated[tuple[ColourValue, ...], Field(max_length=5)] = ()


class Fonts(Entity):
    """Fonts by the names they have on the reader's machine, and font files of the county's own; none is fetched."""

    word: FontName | None = None
    web: Annotated[tuple[FontName, ...], Field(max_length=5)] = ()
    files: Annotated[tuple[Words, ...], Field(max_length=4)] = ()


class LogoFile(Entity):
    """The logo: a picture in the county's folder, and what it shows."""

    file: Words
    alt: LocalizedText


class OwnTemplates(Entity):
    """Files of the county's own from which documents take their looks."""

    word: Words | None = None
    powerpoint: Words | None = None


class CountyTheme(Root):
    """The theme of a county; what it leaves out is as in the default theme."""

    kind: Literal["theme"]
    county: str
    colours: Colours | None = None
    fonts: Fonts | None = None
    logo: LogoFile | None = None
    templates: OwnTemplates | None = None
    footer: LocalizedText | None = None
