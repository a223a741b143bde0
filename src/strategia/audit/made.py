"""A made file as the audit sees it: what every format has in common, each thing with its place.

Readers fill a `Made` from bytes; rules ask it. A rule is thus written once for all formats, and a format
is read in one module.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from strategia.diagnostics import NOWHERE, Within

Format = Literal["html", "docx", "pptx", "pdf"]


class Spot(NamedTuple):
    """A place in a made file: a line where people can read it by lines, and within which part.

    `anchor` is the last anchor at or before the place; the map of origins leads from it to the sources.
    """

    within: Within = NOWHERE
    line: int = 1
    anchor: str = ""


class Heading(NamedTuple):
    """A heading of the outline; the title of a slide is one of level 1."""

    level: int
    text: str
    at: Spot


class Picture(NamedTuple):
    """A picture, a chart or a drawing; `scanned` is one whose text nobody can select.

    `alternative` is None where nothing at all is said of it.
    """

    alternative: str | None
    decorative: bool
    at: Spot
    scanned: bool = False


class Table(NamedTuple):
    """A table: whether its first row is marked as headers, what it is called, how its cells are laid out.

    `scoped` says that every header tells whether it is one of a row or of a column, where it has to; `mute` that some
    cell says something by its ground alone.
    """

    headed: bool
    name: str
    merged: bool
    nested: bool
    at: Spot
    scoped: bool = True
    mute: bool = False


class Link(NamedTuple):
    """What a reader can follow: its words and its address, `#anchor` within the file."""

    text: str
    address: str
    at: Spot


class Paragraph(NamedTuple):
    """A paragraph of running text: whether it is an item of a list, and stands right after the one before it."""

    text: str
    listed: bool
    follows: bool
    at: Spot


class Wording(NamedTuple):
    """Text with its own language tag; None where neither it nor what it stands in says one."""

    text: str
    language: str | None
    at: Spot


class Ink(NamedTuple):
    """Text colour on its ground, both `RRGGBB`. `large` text needs less contrast; `size` is in points."""

    front: str
    ground: str
    large: bool
    at: Spot


class Lettering(NamedTuple):
    """The size of some text, in points."""

    size: float
    at: Spot


class Slide(NamedTuple):
    """A slide: its title (None without one), whether it is read first, whether something moves by itself."""

    title: str | None
    first: bool
    moves: bool
    at: Spot


class Found(NamedTuple):
    """Something by name: a field, an embedded part, an element, an id, a person."""

    name: str
    at: Spot


@dataclass(slots=True)
class Made:
    """All that the rules ask of a made file. `path` is that of messages; `items` counts what was looked at."""

    path: str
    format: Format
    title: str = ""
    language: str = ""
    headings: list[Heading] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    wordings: list[Wording] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)
    letterings: list[Lettering] = field(default_factory=list)
    slides: list[Slide] = field(default_factory=list)
    anchors: list[Found] = field(default_factory=list)
    """Every id, as often as it is given."""
    landmark: bool = True
    """Whether a page says where its main content is."""
    skip: bool = True
    """Whether a link leads past each long list of links of a page."""
    viewport: str = ""
    """What a page says of the size of its view."""
    tagged: bool = True
    """Whether a PDF file tells what is a heading, a table, a picture."""
    shows_title: bool = True
    """Whether the window of a PDF file shows its title, and not the name of the file."""
    bare_fonts: list[Found] = field(default_factory=list)
    """Fonts that are not in the file."""
    contents: bool = False
    """Whether there is a list of contents whose entries lead to the headings."""

    active: list[Found] = field(default_factory=list)
    """What can run or take input: scripts, macros, controls, forms."""
    loads: list[Found] = field(default_factory=list)
    """Addresses from which something is fetched when the file is opened."""
    fields: list[Found] = field(default_factory=list)
    """Instructions of fields, which Word computes."""
    parts: list[Found] = field(default_factory=list)
    """Parts and data that are none of a document's own."""
    markup: list[Found] = field(default_factory=list)
    """Elements and attributes that no page of ours has."""
    policy: str | None = None
    """The Content-Security-Policy of a page; None where there is none, or it comes too late."""
    styled: bool = False
    style_hash: str = ""
    """What the policy must say to let the page's style through."""
    people: list[Found] = field(default_factory=list)
    """Who is named in the properties, in comments and in tracked changes."""
    traces: list[Found] = field(default_factory=list)
    """Names of files and folders of some machine."""
    times: list[Found] = field(default_factory=list)
    """Times of day that only a clock can have told."""

    @property
    def items(self) -> int:
        """How many things were looked at."""
        headings, tables, texts = len(self.headings), len(self.tables), len(self.paragraphs)
        return headings + tables + texts + len(self.pictures) + len(self.links) + len(self.slides)


class UnreadableError(Exception):
    """The file is not what its name says, or not safe to open. `variant` is that of AUD101."""

    def __init__(self, variant: str, **arguments: object) -> None:
        super().__init__(variant)
        self.variant = variant
        self.arguments: Mapping[str, object] = arguments
