"""The blocks of a Document as pandoc's nodes in the styles of the Word template."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from strategia.document.ast import (
    Block,
    BulletList,
    Callout,
    Card,
    Cards,
    Chart,
    Document,
    Graph,
    KeyFacts,
    ListItem,
    Paragraph,
    Row,
    Run,
    Runs,
    Statement,
    Table,
    plain,
    walk_sections,
)
from strategia.languages import lexicon
from strategia.templates import Templates
from strategia.writers import charts, graphs, nodes, pictures
from strategia.writers.anchors import owners, parts
from strategia.writers.columns import ON_SIDE, UPRIGHT, shares
from strategia.writers.nodes import Node, Nodes
from strategia.writers.ooxml import language_tag
from strategia.writers.theme import Theme

_OUTSIDE = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
_PICTURE_WIDTH = {True: "14cm", False: "12cm"}
"""With a title page, where two charts with their values fit on a page, and in the brief form without one."""

_GRAPHS = {False: (720, 960, "16.4cm"), True: (1120, 620, "25.6cm")}
"""By whether the page lies on its side: the width of a drawing in its own units, in which words are as large as
small print, how tall it may become, and its width on paper."""

_STYLES = {"body": "Body Text", "lead": "Lead", "lead_in": "Lead In", "small": "Small Print"}
_STATUSES = {"partly": "Table Partly", "uncovered": "Table Uncovered"}
_CELL = "Table Text"
_TABLE_STYLES = (_CELL, "Table Row Head", *_STATUSES.values())
_KEY_FACTS = ((6, "Short Key Fact"), (14, "Medium Key Fact"))
"""By the letters of the longest figure: how near to it stands what it counts."""

_LOUD = ("draft", "forced", "notice")
"""Callouts in the colour that must be seen."""


class Made(NamedTuple):
    """A table that was made: its name for those who cannot see it, and whether its page lies on its side."""

    name: str
    on_side: bool


class Blocks:
    """Turns blocks into nodes, in reading order: it counts what is numbered and knows the anchors set."""

    def __init__(self, document: Document, theme: Theme, templates: Templates) -> None:
        self.tables: list[Made] = []
        """The tables, in order."""
        self._language = document.language
        self._words = lexicon(document.language)
        self._theme = theme
        self._templates = templates
        self._targets = {f"#{anchor}" for anchor in owners(document)}
        self._placed = {section.anchor for _, section in walk_sections(document.sections)}
        self._picture_width = _PICTURE_WIDTH[document.contents]
        self._numbers = {"table": 0, "figure": 0}
        self._on_side = False
        self._tables_of = _tables_of(document)
        self._to_refer: dict[str, int] = {}
        """Links that get the number of the table they lead into, while a text outside of tables is made."""

    def turn(self, *, on_side: bool) -> None:
        """From here on pages lie on their side, or stand."""
        self._on_side = on_side

    def inlines(self, runs: Runs) -> Nodes:
        """The runs as inline nodes; links that lead nowhere or anywhere but the web and mail are text."""
        return [
            node
            for link, linked in groupby(runs, key=lambda run: run.link)
            for node in (*map(self._inline, linked), *self._reference(link))
        ]

    def _reference(self, link: str | None) -> Nodes:
        """The number of the table that a link leads into, for those who read on paper."""
        number = self._to_refer.pop(link or "", None)
        if number is None:
            return []
        # Once for a text is enough.
        self._to_refer = {link: other for link, other in self._to_refer.items() if other != number}
        word = self._words.term("writer.table").lower()
        return [nodes.words(f" ({word}\u00a0"), _field(f"REF {_bookmark(number)} \\h", number), nodes.words(")")]

    def _inline(self, run: Run) -> Node:
        node = nodes.words(run.text)
        if run.emphasis:
            node = nodes.emphasis([node])
        if run.strong:
            node = nodes.strong([node])
        if run.language and run.language != self._language:
            node = nodes.span([node], language=language_tag(run.language))
        if run.link and (run.link in self._targets or _OUTSIDE.fullmatch(run.link)):
            node = nodes.link([node], run.link)
        return node

    def _anchored(self, inlines: Nodes, anchor: str | None) -> Nodes:
        """The nodes with a bookmark; a name is set once, where it comes first."""
        if not anchor or anchor in self._placed:
            return inlines
        self._placed.add(anchor)
        return [nodes.span(inlines, anchor=anchor)]

    def block(self, block: Block) -> Nodes:
        """The nodes of a block."""
        match block:
            case Paragraph() | BulletList():
                self._to_refer = dict(self._tables_of)
                made = self._flow([block], _STYLES[getattr(block, "style", "body")], "List Paragraph")
                self._to_refer = {}
                return made
            case Table():
                return self._table(block)
            case Chart():
                return self._chart(block)
            case Graph():
                return self._graph(block)
            case Callout():
                return self._callout(block)
            case Statement():
                return [nodes.paragraph(self.inlines(block.slogan), "Statement")]
            case KeyFacts():
                return self._key_facts(block)
            case Cards():
                return [node for card in block.cards for node in self._card(card)]

    def _list(self, block: BulletList, anchor: str | None = None) -> Node:
        return nodes.items(
            (self._item(item, None if place else anchor) for place, item in enumerate(block.items)),
            ordered=block.ordered,
        )

    def _item(self, item: ListItem, anchor: str | None) -> Nodes:
        inlines = self._anchored(self._anchored(self.inlines(item.runs), item.anchor), anchor)
        # Only the outermost lines are steps; what stands below one is a list.
        below = [self._list(BulletList(item.items))] if item.items else []
        return [nodes.plain(inlines), *below]

    def _flow(
        self, blocks: Sequence[Paragraph | BulletList], style: str, list_style: str, anchor: str | None = None
    ) -> Nodes:
        """Paragraphs and lists in the styles of what they stand in."""
        made: Nodes = []
        for place, block in enumerate(blocks):
            here = None if place else anchor
            if isinstance(block, BulletList):
                made.append(nodes.styled([self._list(block, here)], list_style))
            else:
                own = "Table Small" if block.style == "small" and style in _TABLE_STYLES else style
                inlines = self._anchored(self.inlines(block.runs), here)
                made.append(nodes.plain(inlines) if own == _CELL else nodes.paragraph(inlines, own))
        return made

    def _callout(self, callout: Callout) -> Nodes:
        style = "Callout Draft" if callout.kind in _LOUD else "Callout"
        title = nodes.paragraph(self.inlines(callout.title), f"{style} Title")
        return [title, *self._flow(callout.blocks, style, f"{style} List")]

    def _key_facts(self, facts: KeyFacts) -> Nodes:
        longest = max((len(plain(fact.value)) for fact in facts.facts), default=0)
        style = next((name for letters, name in _KEY_FACTS if longest <= letters), "Key Fact")
        return [
            nodes.paragraph(
                [nodes.span(self.inlines(fact.value), style="Key Value"), nodes.tab(), *self.inlines(fact.label)], style
            )
            for fact in facts.facts
        ]

    def _card(self, card: Card) -> Nodes:
        # A title alone keeps with nothing: what follows it is another card or another matter.
        style = "Card Title" if card.blocks else "Card"
        title = nodes.paragraph(self._anchored(self.inlines(card.title), card.anchor), style)
        return [title, *self._flow(card.blocks, "Body Text", "List Paragraph")]

    def _caption(self, kind: str, text: Nodes, style: str) -> Node:
        """A numbered caption; the number is a field, so that Word can list and renumber."""
        self._numbers[kind] += 1
        word, number = self._words.term(f"writer.{kind}"), self._numbers[kind]
        field = _field(f"SEQ {word} \\* ARABIC", number, "CaptionLabel")
        counted = nodes.span([field], anchor=_bookmark(number)) if kind == "table" else field
        label = nodes.span([nodes.words(f"{word} "), counted, nodes.words(".")], style="Caption Label")
        return nodes.paragraph([label, nodes.words(" "), *text], style)

    def _name(self, kind: str, title: Runs) -> None:
        """Remembers a table by the caption that it stands below."""
        name = f"{self._words.term(f'writer.{kind}')} {self._numbers[kind]}. {plain(title)}"
        self.tables.append(Made(name, self._on_side))

    def _table(self, table: Table) -> Nodes:
        caption = self._caption("table", self.inlines(table.caption), "Table Caption")
        self._name("table", table.caption)
        return [caption, self._grid(table)]

    def _grid(self, table: Table) -> Node:
        letters = ON_SIDE if self._on_side else UPRIGHT
        aligned = (column.align for column in table.columns)
        columns = list(zip(aligned, shares(table, letters), strict=True))
        head = [nodes.cell([nodes.paragraph(self.inlines(column.title), "Table Head")]) for column in table.columns]
        rows = [self._row(row, heading=table.row_headers and first) for row, first in _led(table.rows)]
        # The style of most cells is told once for all of them.
        return nodes.styled([nodes.table(columns, head, rows, 1 if table.row_headers else 0)], _CELL)

    def _row(self, row: Row, *, heading: bool) -> list[object]:
        made: list[object] = []
        for place, cell in enumerate(row.cells):
            style = "Table Row Head" if heading and not place else _STATUSES.get(cell.status or "", _CELL)
            content = self._flow(cell.blocks, style, "Table List", None if place else row.anchor)
            made.append(nodes.cell(content or [nodes.paragraph([], style)], cell.rows))
        return made

    def _figure(self, svg: str, alternative: str, width: str, takeaway: Runs, title: Nodes) -> Nodes:
        """What a picture shows in words, the picture, and its caption."""
        source = pictures.address(pictures.png(svg, self._templates))
        told = [nodes.paragraph(self.inlines(takeaway), "Takeaway")] if takeaway else []
        image = nodes.image([nodes.words(alternative)], source, width)
        return [*told, nodes.paragraph([image], "Figure"), self._caption("figure", title, "Image Caption")]

    def _graph(self, graph: Graph) -> Nodes:
        """A graph that fits a page in readable letters; what does not is told in words around it."""
        across, tallest, width = _GRAPHS[self._on_side]
        if graphs.height(graph, self._theme, across) > tallest:
            return []
        drawn = graphs.svg(graph, self._theme, across)
        alternative = f"{plain(graph.title)}. {plain(graph.takeaway)}"
        return self._figure(drawn, alternative, width, graph.takeaway, self.inlines(graph.title))

    def _chart(self, chart: Chart) -> Nodes:
        drawn = charts.svg(chart, self._theme, self._language)
        alternative = plain(chart.takeaway) or plain(chart.title)
        caption = self.inlines(charts.titled(chart))
        made = self._figure(drawn, alternative, self._picture_width, chart.takeaway, caption)
        if chart.note:
            made.append(nodes.paragraph(self.inlines(chart.note), "Figure Note"))
        self._name("figure", chart.title)
        return [*made, self._grid(self._values(chart))]

    def _values(self, chart: Chart) -> Table:
        """The chart's values as a table."""
        unnamed = self._words.term("writer.value")
        named = replace(chart, series=tuple(replace(one, name=one.name or unnamed) for one in chart.series))
        category = chart.category or self._words.term("writer.category")
        return charts.values(named, (Run(category),), self._language)


def _led(rows: Sequence[Row]) -> Iterator[tuple[Row, bool]]:
    """Each row, and whether its first cell stands in the first column (none from above covers it)."""
    covered = 0
    for row in rows:
        yield row, not covered
        if not covered and row.cells:
            covered = row.cells[0].rows
        covered = max(covered - 1, 0)


def _bookmark(number: int) -> str:
    """What the number of a table is called in the file; no anchor of ours has an underscore."""
    return f"table_{number}"


def _field(instruction: str, shown: int, style: str = "") -> Node:
    """A field that Word can count anew, with what it shows until then."""
    looks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    run = f"<w:r>{looks}<w:t>{shown}</w:t></w:r>"
    return nodes.raw(f'<w:fldSimple w:instr=" {instruction} ">{run}</w:fldSimple>')


def _tables_of(document: Document) -> dict[str, int]:
    """By link: the number of the table that it leads into."""
    every = [section for _, section in walk_sections(document.sections)]
    tables = (block for section in every for block in section.blocks if isinstance(block, Table))
    found: dict[str, int] = {}
    for number, table in enumerate(tables, 1):
        for part in parts((table,)):
            if part.anchor:
                found.setdefault(f"#{part.anchor}", number)
    return {link: number for link, number in found.items() if link[1:] not in {section.anchor for section in every}}
