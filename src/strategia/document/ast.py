"""The Document: what is said, in one language, before any format.

A small tree of frozen values. Inline content is *runs*; a block is one of the classes in `Block`;
sections hold blocks and further sections, and the level of a heading is its depth. Writers are
functions from a Document and never see the strategy. `as_json` prints it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Literal

Align = Literal["start", "end", "center"]
CalloutKind = Literal["draft", "notice", "translation", "forced", "note"]
SectionRole = Literal[
    "plain",
    "statement",
    "values",
    "overview",
    "priority",
    "perspective",
    "goal",
    "indicators",
    "programme",
    "timeline",
    "closing",
]
ChartKind = Literal["bar", "line"]
CellStatus = Literal["covered", "partly", "uncovered", "excused"]
"""How far something is carried out; the words always stand beside it."""
ArcStyle = Literal["sound", "editor", "suspect", "part"]
"""A link of the source, of an editor, one to be looked at again; a part and its whole."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `language` is set where it differs from the document's."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None
    language: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `lead` introduces a section, `lead_in` a list; `small` is a remark in small print."""

    runs: Runs
    style: Literal["body", "lead", "lead_in", "small"] = "body"


@dataclass(frozen=True, slots=True)
class ListItem:
    """A line of a list, with lines below it. `anchor` is the id of the entity it prints, if any."""

    runs: Runs
    items: "tuple[ListItem, ...]" = ()
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list; `ordered` numbers its lines from one."""

    items: tuple[ListItem, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its share of the width (relative to the other columns)."""

    title: Runs
    width: int = 1
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: one or more paragraphs or lists. `rows` is how many rows it spans downwards.

    `status` lets writers make gaps easy to find; the words of the cell say the same.
    """

    blocks: "tuple[Paragraph | BulletList, ...]"
    rows: int = 1
    status: CellStatus | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row. Cells covered by a spanning cell above are left out. `anchor` as in `ListItem`."""

    cells: tuple[Cell, ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and a header row; `row_headers` makes the first column headers too.

    A `wide` one reads well only where there is much room, as on a page that lies on its side. Where rows are `apart`,
    each can stand by itself, as a card headed by its first cell.
    """

    caption: Runs
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_headers: bool = False
    wide: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Values of a chart, one for each category; None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as data. `takeaway` says in a sentence what it shows and is its text alternative.

    `note` holds source and remarks, `category` says what the categories are (“Ajankohta”). Writers
    draw it and print its values in a table where the drawing alone would hide them.
    """

    kind: ChartKind
    title: Runs
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    takeaway: Runs
    note: Runs = ()
    category: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a graph: its text, a detail below it, in which layer and band it stands.

    `within` is the id of a node of the same layer that it is part of; `language` is that of the text where it is not
    the document's.
    """

    id: str
    text: str
    layer: int
    band: int | None = None
    detail: str = ""
    status: CellStatus | None = None
    within: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Arc:
    """A line of a graph, from what carries to what is carried; ids of nodes, or `band-0` for a band."""

    lower: str
    upper: str
    style: ArcStyle = "sound"


@dataclass(frozen=True, slots=True)
class Sign:
    """What a style of line means; without a style, what a sign in the text means."""

    style: ArcStyle | None
    text: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A layered graph as data: who carries what. `takeaway` is its text alternative.

    Nodes of a band stand together; in a `tree`, which has no bands, what is carried stands amid what carries it.
    The text before and after a graph says all that it shows, so that a writer may leave it or layers of it out.
    """

    title: Runs
    layers: tuple[str, ...]
    bands: tuple[str, ...]
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    takeaway: Runs
    legend: tuple[Sign, ...] = ()
    tree: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that must be seen: a draft mark, a notice, a remark on a translation."""

    kind: CalloutKind
    title: Runs
    blocks: "tuple[Paragraph | BulletList, ...]" = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A mission, a vision or a promise: its slogan in large type."""

    slogan: Runs


@dataclass(frozen=True, slots=True)
class Fact:
    """A key figure: “noin 176 500” and what it is of."""

    value: Runs
    label: Runs


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Key figures, set side by side where there is room."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A heading with a few lines: a value and how it is lived."""

    title: Runs
    blocks: "tuple[Paragraph | BulletList, ...]" = ()
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards, set side by side where there is room; their titles are not headings of the outline."""

    cards: tuple[Card, ...]


Block = Paragraph | BulletList | Table | Chart | Graph | Callout | Statement | KeyFacts | Cards
BLOCKS: tuple[type[Block], ...] = (Paragraph, BulletList, Table, Chart, Graph, Callout, Statement, KeyFacts, Cards)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it. `anchor` is unique in the document.

    `label` is a printed number or the name of the level (“Painopiste 1”), `notes` what a speaker
    says (slides only).
    """

    anchor: str
    title: Runs
    blocks: tuple[Block, ...] = ()
    sections: "tuple[Section, ...]" = ()
    role: SectionRole = "plain"
    label: str | None = None
    notes: tuple[Paragraph | BulletList, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """The title page: what it is, whose, for which years, in which stage."""

    title: str
    kind: str
    county: str
    subtitle: Runs = ()
    facts: tuple[tuple[str, Runs], ...] = ()
    callouts: tuple[Callout, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language.

    `name` is its name in `DOCUMENTS`; `title` is for metadata and headers; `footer` the words of
    the footer; `mark` stands in the header of every page (a draft, an example, a forced build).
    `stage` is the stage it is in, in words, and `identifier` its number in the case-management system.
    `date` (ISO, from the sources) dates the files; `fallbacks` counts texts in another language.
    """

    name: str
    language: str
    title: str
    county: str
    cover: Cover
    sections: tuple[Section, ...]
    description: str
    footer: str
    mark: str | None = None
    stage: str | None = None
    identifier: str | None = None
    date: str | None = None
    contents: bool = True
    fallbacks: int = 0


def walk_sections(sections: tuple[Section, ...], level: int = 1) -> Iterator[tuple[int, Section]]:
    """Every section with its level, in reading order."""
    for section in sections:
        yield level, section
        yield from walk_sections(section.sections, level + 1)


def plain(runs: Runs) -> str:
    """The runs as text without style."""
    # Most texts are one run.
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def as_json(value: object) -> object:
    """A Document (or a part of one) as plain JSON data; what is empty is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        data: dict[str, object] = {"type": type(value).__name__}
        for field in fields(value):
            item = getattr(value, field.name)
            if item not in (None, (), False, ""):
                data[field.name] = as_json(item)
        return data
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value
