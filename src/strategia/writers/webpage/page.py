"""The page while it is written: what templates ask for, by name."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count

from markupsafe import Markup

from strategia.document.ast import (
    Block,
    Cell,
    Chart,
    Document,
    Graph,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Table,
    walk_sections,
)
from strategia.languages import lexicon
from strategia.writers import charts, graphs
from strategia.writers.anchors import Anchored, owners
from strategia.writers.characters import clean
from strategia.writers.webpage import tables, text
from strategia.writers.webpage.looks import Looks
from strategia.writers.webpage.tables import Place


class Page:
    """What the templates know of one document."""

    widths = staticmethod(tables.widths)

    def __init__(self, document: Document, looks: Looks) -> None:
        self.document = document
        self._lexicon = lexicon(document.language)
        self._looks = looks
        self._owners = owners(document)
        self._targets = frozenset(self._owners)
        self._numbers = count(1)
        priorities = (section for _, section in walk_sections(document.sections) if section.role == "priority")
        self._priorities = {section.anchor: number for number, section in enumerate(priorities)}

    def word(self, key: str) -> Markup:
        """A word of the tool; marked where the tool does not speak the document's language."""
        return self.runs(self._word(key))

    def _word(self, key: str) -> Runs:
        return (Run(self._lexicon.term(f"writer.{key}"), language=self._lexicon.language),)

    def id(self, owner: Anchored) -> Markup:
        """The `id` attribute of what is printed; empty where another part has the anchor."""
        if owner.anchor and self._owners.get(owner.anchor) is owner:
            del self._owners[owner.anchor]
            return Markup(' id="{}"').format(owner.anchor)
        return Markup("")

    def new_id(self) -> str:
        """An id for a part without an anchor. Anchors begin with a letter, so it never meets one."""
        return f"_{next(self._numbers)}"

    def colour(self, section: Section) -> int:
        """Which of the theme's series colours a priority wears."""
        return self._priorities[section.anchor] % len(self._looks.theme.chart) + 1

    def runs(self, runs: Runs, *, links: bool = True) -> Markup:
        """The runs as markup; without links where they stand inside one."""
        return text.markup(runs, self.document.language, self._targets if links else None)

    def blocks(self, blocks: Sequence[Block]) -> Markup:
        """The blocks, each by its template."""
        return Markup("").join(self._looks.blocks[type(block)](block, self) for block in blocks)

    def grid(self, table: Table) -> Iterator[tuple[Row, list[Place]]]:
        """The rows of a table with their cells in place."""
        return tables.grid(table, self._content)

    def _content(self, cell: Cell) -> Markup:
        """What stands in a cell; a single paragraph needs no element of its own."""
        match cell.blocks:
            case (Paragraph(runs, "body"),):
                return self.runs(runs)
            case _:
                return self.blocks(cell.blocks)

    @property
    def own_fonts(self) -> bool:
        """Whether the page embeds fonts."""
        return bool(self._looks.theme.faces)

    @property
    def logo(self) -> Markup:
        """The county's logo as a picture in the page itself; empty where it has none."""
        logo = self._looks.theme.logo
        if logo is None:
            return Markup("")
        alternative = clean(logo.alternative(self.document.language))
        if logo.kind == "svg":
            drawing = Markup(logo.data.decode())  # noqa: S704 — shapes and colours only, see `Logo`
            return Markup('<span role="img" aria-label="{}">{}</span>').format(alternative, drawing)
        return Markup('<img src="data:image/png;base64,{}" alt="{}" width="{:.0f}" height="{:.0f}">').format(
            b64encode(logo.data).decode(), alternative, logo.width, logo.height
        )

    def svg(self, chart: Chart, reach: Sequence[Decimal] = ()) -> Markup:
        """The drawing of a chart; `reach` as in `charts.svg`."""
        drawing = charts.svg(chart, self._looks.theme, self.document.language, reach)
        return Markup(drawing)  # noqa: S704 — charts escapes

    def graph(self, graph: Graph) -> Markup:
        """The drawing of a graph."""
        return Markup(graphs.svg(graph, self._looks.theme))  # noqa: S704 — graphs escapes

    def values(self, chart: Chart) -> Table:
        """The values of a chart as a table."""
        category = (Run(chart.category),) if chart.category else self._word("category")
        return charts.values(chart, category, self.document.language)
