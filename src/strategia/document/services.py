"""Sections of a service strategy: aims, considerations, goals with their lines, production, programmes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import get_args

from strategia.document.ast import (
    Block,
    BulletList,
    Callout,
    Card,
    Cards,
    Cell,
    Column,
    ListItem,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Table,
)
from strategia.document.cover import made_up_callout
from strategia.document.funding import Funding
from strategia.document.naming import number_runs, referred, targets
from strategia.document.phrasing import Phrasing, capitalised, joined_runs, lowered, texts
from strategia.document.serving import programme_sections
from strategia.document.setting import prose
from strategia.model.measures import Programme
from strategia.model.services import Consideration, ServiceHeading, ServiceLine, ServiceStrategy
from strategia.trace.reach import ids_within

PARTS: tuple[ServiceHeading, ...] = ("aims", "considerations", "goals", "production", "service_levels", "programmes")
"""The parts of a service strategy in their usual order; a file may have another one."""


def sections(phrasing: Phrasing, paper: ServiceStrategy) -> tuple[Section, ...]:
    """A service strategy as sections, in the order of its file, its text as an introduction before them."""
    printing = _Printing(phrasing, paper)
    keys = paper.origin.keys()
    written = tuple(name for name in keys if name in {*PARTS, "sections"})
    # What lines are said to consider is told even where no key of the paper's own does.
    parts = (*written, *(name for name in PARTS if name not in written))
    found = [section for name in parts for section in printing.part(name)]
    text = phrasing.paragraphs(paper.text)
    if text:
        title = phrasing.label("section.introduction")
        found.insert(0, Section(phrasing.section_anchor("s-introduction"), title, text))
    return tuple(found)


def chapter(phrasing: Phrasing, paper: ServiceStrategy) -> Section:
    """A service strategy as a chapter of another document, with what its own cover would say."""
    phrasing.prints_of(paper)
    blocks: list[Block] = []
    if paper.subtitle is not None:
        blocks.append(phrasing.paragraph(paper.subtitle, "lead"))
    if paper.illustrative and (callout := made_up_callout(phrasing, paper)):
        blocks.append(callout)
    if paper.notice is not None:
        blocks.append(Callout("notice", phrasing.label("cover.notice"), phrasing.paragraphs([paper.notice])))
    blocks += phrasing.remarks(paper)
    anchor = phrasing.section_anchor(paper.id)
    return Section(anchor, phrasing.marked(paper.title, paper), tuple(blocks), sections(phrasing, paper))


def lines_of(paper: ServiceStrategy) -> tuple[ServiceLine, ...]:
    """The outermost lines of a service strategy."""
    return (*paper.aims, *paper.goals, *paper.service_levels)


def every_line(lines: Sequence[ServiceLine]) -> Iterator[ServiceLine]:
    """Lines with all lines below them, in printed order."""
    for line in lines:
        yield line
        yield from every_line(line.lines)


class _Printing:
    """One service strategy being printed: its words, and the euros of its lines."""

    def __init__(self, phrasing: Phrasing, paper: ServiceStrategy) -> None:
        self.phrasing = phrasing
        self.paper = paper
        self.lines = tuple(every_line(lines_of(paper)))
        self.funding = Funding(phrasing, {line.id: ids_within(line) for line in self.lines})

    def part(self, name: str) -> tuple[Section, ...]:
        """One part of the service strategy; nothing where it has none."""
        paper = self.paper
        if name == "considerations":
            return self._considerations()
        if name == "production":
            return self._production()
        if name == "programmes":
            below = tuple(self._programme(programme) for programme in paper.programmes)
            return (self._section(name, (), below),) if below else ()
        if name == "sections":
            return prose(self.phrasing, paper.sections)
        lines: tuple[ServiceLine, ...] = getattr(paper, name)
        if not lines:
            return ()
        if any(line.lines for line in lines):
            labels = (self._label(name, line) for line in lines)
            below = tuple(self._line_section(line, label) for line, label in zip(lines, labels, strict=True))
            return (self._section(name, (), below),)
        return (self._section(name, self._line_blocks(lines, self._heading(name))),)

    def _label(self, name: str, line: ServiceLine) -> str | None:
        """“Tavoite 2”, or the number of what is no goal."""
        if name != "goals":
            return line.number
        return f"{self.phrasing.term('services.goal')} {line.number}" if line.number is not None else None

    def _heading(self, name: str) -> Runs:
        own = self.paper.headings.get(name)  # type: ignore[call-overload]
        return self.phrasing.runs(own) if own is not None else self.phrasing.label(f"services.{name}")

    def _section(self, name: str, blocks: tuple[Block, ...], below: tuple[Section, ...] = ()) -> Section:
        anchor = self.phrasing.section_anchor(f"s-services-{name.replace('_', '-')}")
        legend = self.phrasing.legend()
        if legend and below:
            below = (*below[:-1], replace(below[-1], blocks=(*below[-1].blocks, *legend)))
        elif legend:
            blocks = (*blocks, *legend)
        return Section(anchor, self._heading(name), blocks, below)

    # --- lines ---------------------------------------------------------------------------

    def _line_section(self, line: ServiceLine, label: str | None) -> Section:
        """A goal with its lines: what is known of it, and a table of the lines."""
        phrasing = self.phrasing
        anchor = phrasing.section_anchor(line.id)
        title = phrasing.marked(line.title, line)
        blocks: list[Block] = [*phrasing.paragraphs(line.text), *phrasing.bullets(line.points), *phrasing.remarks(line)]
        if reached := joined_runs(self._reached(line)):
            blocks.append(Paragraph((Run(f"{phrasing.term('services.implements')}: ", strong=True), *reached)))
        if words := self._funded(line):
            blocks.append(Paragraph((Run(f"{self.funding.label}: ", strong=True), *words)))
        if details := self._details(line):
            name, colon, known = capitalised(details).partition(": ")
            blocks.append(Paragraph((Run(name + colon, strong=True), Run(known))))
        if line.lines:
            blocks += self._line_blocks(line.lines, phrasing.runs(line.title))
        return Section(anchor, title, tuple(blocks), role="goal", label=label)

    def _line_blocks(self, lines: Sequence[ServiceLine], title: Runs) -> tuple[Block, ...]:
        """Lines as a table where something is known of them, else as a list."""
        phrasing = self.phrasing
        reached = {line.id: self._reached(line) for line in lines}
        given = {line.id: self._funded(line) for line in lines}
        within = {line.id: self._within(line) for line in lines}
        if not any(reached.values()) and not any(given.values()):
            return (BulletList(tuple(self._item(line) for line in lines)),)
        columns: list[tuple[str, int, dict[str, tuple[Paragraph | BulletList, ...]]]] = []
        if any(within.values()):
            columns.append((phrasing.term("column.content"), 6, within))
        if any(reached.values()):
            columns.append((phrasing.term("column.reached"), 3, {key: _cell(found) for key, found in reached.items()}))
        if any(given.values()):
            columns.append((self.funding.label, 2, {key: _cell([words] * bool(words)) for key, words in given.items()}))
        rows = []
        for line in lines:
            name = Cell((Paragraph((*number_runs(line.number), *phrasing.marked(line.title, line))),))
            cells = (Cell(blocks[line.id] or (Paragraph(texts("–")),)) for _, _, blocks in columns)
            rows.append(Row((name, *cells), phrasing.anchor(line.id)))
        first = phrasing.term("column.line")
        head = (Column(texts(first), 3), *(Column(texts(name), width) for name, width, _ in columns))
        names = phrasing.joined(lowered(name) for name in (first, *(name for name, _, _ in columns)))
        return (Table((*title, Run(f": {names}")), head, tuple(rows), row_headers=True),)

    def _within(self, line: ServiceLine) -> tuple[Paragraph | BulletList, ...]:
        """What a line says: its text, points and lines, and what is known of it."""
        phrasing = self.phrasing
        inner = tuple(self._item(one) for one in line.lines)
        details = self._details(line)
        return (
            *phrasing.paragraphs(line.text),
            *phrasing.bullets(line.points),
            *((BulletList(inner),) if inner else ()),
            *((Paragraph(texts(capitalised(details))),) if details else ()),
            *phrasing.remarks(line),
        )

    def _item(self, line: ServiceLine) -> ListItem:
        """A line as a line of a list, with all that is known of it below."""
        phrasing = self.phrasing
        below = [ListItem(phrasing.runs(text)) for text in line.text]
        below += [phrasing.item(point) for point in line.points]
        if reached := joined_runs(self._reached(line)):
            below.append(ListItem((Run(f"{phrasing.term('services.implements')}: "), *reached)))
        if words := self._funded(line):
            below.append(ListItem((Run(f"{self.funding.label}: "), *words)))
        if details := self._details(line):
            below.append(ListItem(texts(capitalised(details))))
        below += [self._item(inner) for inner in line.lines]
        words = (*number_runs(line.number), *phrasing.marked(line.title, line), *phrasing.aside(line))
        return ListItem(words, tuple(below), phrasing.anchor(line.id))

    def _funded(self, line: ServiceLine) -> Runs:
        """The euros of a line, or why it needs none, or that it has none; nothing where no line has any."""
        words = self.funding.words(line.id, line.no_cost)
        if words or not self._is_funded or line.id in self._aims:
            return words
        return self.phrasing.label("funding.nothing")

    @cached_property
    def _is_funded(self) -> bool:
        """Whether the budget gives anything to any line."""
        spread = self.funding.spread
        return spread is not None and any(spread.rows(line.id) for line in self.lines)

    @cached_property
    def _aims(self) -> frozenset[str]:
        """The ids of the aims, which lines carry and which have no money of their own."""
        return frozenset(line.id for line in every_line(self.paper.aims))

    def _reached(self, entity: ServiceLine | Programme) -> tuple[Runs, ...]:
        """What a line implements or a programme serves."""
        return targets(self.phrasing, self.funding.thread.reach.above.get(entity.id, ()))

    def _details(self, line: ServiceLine) -> str:
        """Who is responsible for a line and by when; empty where nothing is known."""
        phrasing = self.phrasing
        found = [phrasing.term("measure.owner", owner=phrasing.plain(line.owner))] if line.owner is not None else []
        if line.due is not None:
            found.append(phrasing.term("measure.due", due=phrasing.words.time(line.due.text)))
        return "; ".join(found)

    # --- the other parts -----------------------------------------------------------------

    def _considerations(self) -> tuple[Section, ...]:
        """What the law tells to take into account: how that was done, and in which lines."""
        phrasing, paper = self.phrasing, self.paper
        considering = {one: [line for line in self.lines if one in line.considers] for one in get_args(Consideration)}
        if not paper.considerations and not any(considering.values()):
            return ()
        columns = [Column(phrasing.label("column.consideration"), 3)]
        if paper.considerations:
            columns.append(Column(phrasing.label("column.how"), 4))
        if any(considering.values()):
            columns.append(Column(phrasing.label("column.lines"), 4))
        rows = []
        for one, lines in considering.items():
            cells = [Cell((Paragraph(texts(capitalised(phrasing.term(f"considered.{one}")))),))]
            if paper.considerations:
                text = paper.considerations.get(one)
                cells.append(Cell((phrasing.paragraph(text) if text is not None else Paragraph(texts("–")),)))
            if any(considering.values()):
                items = tuple(ListItem(referred(phrasing, line, line.id)) for line in lines)
                cells.append(Cell((BulletList(items) if items else Paragraph(texts("–")),)))
            rows.append(Row(tuple(cells)))
        table = Table(phrasing.label("table.considerations"), tuple(columns), tuple(rows), row_headers=True)
        classed = paper.considers_source == "editor" and any(considering.values())
        remark = (Paragraph(phrasing.label("services.classed"), "small"),) if classed else ()
        return (self._section("considerations", (table, *remark)),)

    def _programme(self, programme: Programme) -> Section:
        """A programme, with what it serves, who decides on it and when."""
        phrasing = self.phrasing
        found: list[tuple[str, Runs]] = []
        if words := joined_runs(self._reached(programme)):
            found.append((phrasing.term("services.serves"), words))
        if programme.decided_by is not None:
            found.append((phrasing.term("column.body"), phrasing.label(f"body.{programme.decided_by}")))
        if programme.due is not None:
            found.append((phrasing.term("column.due"), texts(phrasing.words.time(programme.due.text))))
        (section,) = programme_sections(phrasing, (programme,))
        lines = (Paragraph((Run(f"{name}: ", strong=True), *words)) for name, words in found)
        return replace(section, blocks=(*section.blocks, *lines))

    def _production(self) -> tuple[Section, ...]:
        production = self.paper.production
        if production is None:
            return ()
        phrasing = self.phrasing
        blocks: list[Block] = [*phrasing.paragraphs(production.text)]
        if production.modes:
            cards = tuple(
                Card(
                    phrasing.marked(mode.title, mode),
                    (*phrasing.paragraphs(mode.text), *phrasing.bullets(mode.points), *phrasing.remarks(mode)),
                    phrasing.anchor(mode.id) if mode.id else None,
                )
                for mode in production.modes
            )
            blocks.append(Cards(cards))
        blocks += phrasing.remarks(production)
        return (self._section("production", tuple(blocks)),)


def _cell(found: Sequence[Runs]) -> tuple[Paragraph | BulletList, ...]:
    """Words as a paragraph, several of them as a list."""
    if len(found) < 2:
        return tuple(map(Paragraph, found))
    return (BulletList(tuple(map(ListItem, found))),)
