"""The HTML writer: one page that stands alone, without scripts and without requests.

The templates under `templates/html/` say how each block looks, one template for each class in
`BLOCKS`, with a macro `block(it, page)`. This module gives them what they print: runs as markup,
anchors that are unique, the cells of a table in their places. Text becomes markup only in
`Page.runs`, where it is escaped; a chart's drawing is the only other ready-made markup.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import count, groupby
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from strategia.document.ast import (
    BLOCKS,
    Align,
    Block,
    BulletList,
    Callout,
    Card,
    Cards,
    Cell,
    Chart,
    Column,
    Document,
    ListItem,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Table,
    plain,
    walk_sections,
)
from strategia.languages import lexicon
from strategia.templates import Templates
from strategia.writers import charts
from strategia.writers.characters import printable
from strategia.writers.theme import DEFAULT, Theme, contrast

_WORD_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z])")
# What XML can hold and a page still should not: a control character, the controls that turn
# writing around (a reader would see other words than the file holds), noncharacters.
_UNFIT = re.compile("[\r\u0085\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]")
_OUTSIDE = re.compile(r"https?://[^\s/?#]|mailto:[^\s?#]", re.IGNORECASE)
_NOT_IN_ADDRESSES = re.compile(r"%(?![0-9A-Fa-f]{2})|[\s\"<>\\^`{|}]")
_MAX_HEADING = 6

Anchored = Section | ListItem | Row | Card


def write(document: Document, templates: Templates) -> bytes:
    """The document as a page in UTF-8."""
    looks = _looks(templates)
    text = looks.page.render(page=Page(document, looks), style=looks.style, style_hash=looks.style_hash)
    return clean(text).encode()


def template_name(block: type[Block]) -> str:
    """The template of a class of blocks: `key_facts.j2` of `KeyFacts`."""
    return _WORD_SEAM.sub("_", block.__name__).lower() + ".j2"


def clean(text: str) -> str:
    """The text without characters that a page cannot hold or that deceive its reader."""
    return _UNFIT.sub("", printable(text))


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


@cache
def _looks(templates: Templates) -> Looks:
    environment = Environment(
        loader=FileSystemLoader([folder / "html" for folder in templates.folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # `Template.module` is typed as having no attributes of its own; each has a macro `block`.
    blocks = {
        block: cast("Callable[..., Markup]", vars(environment.get_template(template_name(block)).module)["block"])
        for block in BLOCKS
    }
    colours = environment.get_template("theme.css.j2").render(theme=DEFAULT, dark=_dark(DEFAULT))
    style = clean(colours + templates.path("html/style.css").read_text(encoding="utf-8"))
    digest = b64encode(sha256(style.encode()).digest()).decode()
    # The style is ours or the user's own template; nothing of a document is in it.
    return Looks(environment.get_template("page.j2"), blocks, DEFAULT, Markup(style), digest)  # noqa: S704


def _dark(theme: Theme) -> Theme:
    """The theme on a dark ground: its hues, lightened until they can be read there."""
    paper, tint = "12181D", "1E272F"
    return replace(
        theme,
        ink="E8EDF1",
        muted="B3BFC9",
        paper=paper,
        tint=tint,
        rule="4A5965",
        primary=_lightened(theme.primary, tint, 7),
        accent=_lightened(theme.accent, "33231D", 7),
        tint_accent="33231D",
        chart=tuple(_lightened(colour, paper, 3) for colour in theme.chart),
    )


def _lightened(colour: str, ground: str, least: float) -> str:
    """The colour, mixed with white until its contrast with the ground is at least `least`."""
    channels = [int(colour[i : i + 2], 16) for i in (0, 2, 4)]
    steps = ("".join(f"{c + (255 - c) * share // 20:02X}" for c in channels) for share in range(21))
    return next((mixed for mixed in steps if contrast(mixed, ground) >= least), "FFFFFF")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell where it stands in the table's grid, its content ready."""

    content: Markup
    header: bool
    align: Align
    rows: int


class Page:
    """What the templates know of one document while it is written."""

    def __init__(self, document: Document, looks: Looks) -> None:
        self.document = document
        self._lexicon = lexicon(document.language)
        self._looks = looks
        self._owners = _owners(document)
        self._targets = frozenset(self._owners)
        self._numbers = count(1)
        priorities = (s for _, s in walk_sections(document.sections) if s.role == "priority")
        self._priorities = {section.anchor: number for number, section in enumerate(priorities)}

    def word(self, key: str) -> Markup:
        """A word of the tool; marked where the tool does not speak the document's language."""
        return self.runs((Run(self._term(key), language=self._lexicon.language),))

    def _term(self, key: str) -> str:
        return self._lexicon.term(f"writer.{key}")

    def id(self, owner: Anchored) -> Markup:
        """The `id` attribute of what is printed; empty where another part has the anchor."""
        if owner.anchor and self._owners.get(owner.anchor) is owner:
            del self._owners[owner.anchor]
            return Markup(' id="{}"').format(owner.anchor)
        return Markup("")

    def new_id(self) -> str:
        """An id for a part without an anchor. Anchors begin with a letter, so it never meets one."""
        return f"_{next(self._numbers)}"

    def heading(self, level: int) -> str:
        """The element of a section's heading; the cover has `h1`."""
        return f"h{min(level + 1, _MAX_HEADING)}"

    def colour(self, section: Section) -> int:
        """Which of the theme's series colours a priority wears."""
        return self._priorities[section.anchor] % len(self._looks.theme.chart) + 1

    def runs(self, runs: Runs, *, links: bool = True) -> Markup:
        """The runs as markup; without links where they stand inside one."""
        parts: list[str] = []
        for link, group in groupby(runs, key=lambda run: run.link):
            inner = "".join(map(self._run, group))
            opening = self._opening(link) if link and links else ""
            parts.append(f"{opening}{inner}</a>" if opening else inner)
        return Markup("".join(parts))  # noqa: S704 — _run and _opening escape

    def _run(self, run: Run) -> str:
        text = str(escape(run.text))
        if run.emphasis:
            text = f"<em>{text}</em>"
        if run.strong:
            text = f"<strong>{text}</strong>"
        if run.language and run.language != self.document.language:
            text = f'<span lang="{escape(run.language)}">{text}</span>'
        return text

    def _opening(self, link: str) -> str:
        """The opening tag of a link; empty where it may not or cannot be followed: then it is plain text."""
        address = clean(link).strip()
        if address.startswith("#"):
            return f'<a href="{escape(address)}">' if address[1:] in self._targets else ""
        if not _OUTSIDE.match(address):
            return ""
        address = _NOT_IN_ADDRESSES.sub(lambda hit: "".join(f"%{byte:02X}" for byte in hit[0].encode()), address)
        outside = "" if address.lower().startswith("mailto:") else ' rel="noopener noreferrer"'
        return f'<a href="{escape(address)}"{outside}>'

    def blocks(self, blocks: Sequence[Block]) -> Markup:
        """The blocks, each by its template."""
        return Markup("").join(self._looks.blocks[type(block)](block, self) for block in blocks)

    def _content(self, cell: Cell) -> Markup:
        """What stands in a cell; a single paragraph needs no element of its own."""
        match cell.blocks:
            case (Paragraph(runs, "body"),):
                return self.runs(runs)
            case _:
                return self.blocks(cell.blocks)

    def grid(self, table: Table) -> Iterator[tuple[Row, list[Place]]]:
        """The rows with their cells in place. Missing cells are empty; ValueError where there are too many."""
        covered = [0] * len(table.columns)
        for number, row in enumerate(table.rows):
            places: list[Place] = []
            cells = iter(row.cells)
            for index, column in enumerate(table.columns):
                if covered[index]:
                    covered[index] -= 1
                    continue
                cell = next(cells, Cell(()))
                rows = max(1, min(cell.rows, len(table.rows) - number))
                covered[index] = rows - 1
                content = self._content(cell)
                header = table.row_headers and index == 0 and bool(content.strip())
                places.append(Place(content, header, column.align, rows))
            if next(cells, None) is not None:
                message = f"row {number + 1} of the table “{plain(table.caption)}” has more cells than columns"
                raise ValueError(message)
            yield row, places

    def widths(self, table: Table) -> list[int]:
        """The width of each column in per cent; `theme.css.j2` has a class for each."""
        total = sum(column.width for column in table.columns)
        return [max(1, round(100 * column.width / total)) for column in table.columns]

    def svg(self, chart: Chart) -> Markup:
        """The drawing of a chart."""
        return Markup(charts.svg(chart, self._looks.theme, self.document.language))  # noqa: S704 — charts escapes

    def values(self, chart: Chart) -> Table:
        """The values of a chart as a table."""

        def cell(text: str) -> Cell:
            return Cell((Paragraph((Run(text),)),))

        language = self.document.language
        unit = (Run(f" ({chart.unit})"),) if chart.unit else ()
        columns = (Column((Run(self._term("category"), language=self._lexicon.language),), 2),)
        columns += tuple(Column((Run(series.name),), 1, "end") for series in chart.series)
        rows = tuple(
            Row((cell(category), *(cell("–" if v is None else charts.number(v, language)) for v in values)))
            for category, *values in zip(chart.categories, *(series.values for series in chart.series), strict=True)
        )
        return Table((*chart.title, *unit), columns, rows, row_headers=True)


def _owners(document: Document) -> dict[str, Anchored]:
    """Who has which anchor: sections before all else, then whoever comes first."""
    owners: dict[str, Anchored] = {}
    sections = [section for _, section in walk_sections(document.sections)]
    anchored: list[Anchored] = [*sections, *_parts(document.cover.callouts)]
    for section in sections:
        anchored += _parts(section.blocks)
    for part in anchored:
        if part.anchor:
            owners.setdefault(part.anchor, part)
    return owners


def _parts(blocks: Sequence[Block]) -> Iterator[Anchored]:
    """Everything in the blocks that may have an anchor, in reading order."""
    for block in blocks:
        match block:
            case BulletList():
                yield from _items(block.items)
            case Table():
                for row in block.rows:
                    yield row
                    for cell in row.cells:
                        yield from _parts(cell.blocks)
            case Cards():
                for card in block.cards:
                    yield card
                    yield from _parts(card.blocks)
            case Callout():
                yield from _parts(block.blocks)
            case _:
                pass


def _items(items: Sequence[ListItem]) -> Iterator[ListItem]:
    for item in items:
        yield item
        yield from _items(item.items)
