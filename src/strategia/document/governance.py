"""Sections about how a strategy is governed: who decides what, follow-up, sources, other wordings."""

from dataclasses import replace

from strategia.document.ast import Block, BulletList, Card, Cards, Cell, Column, ListItem, Paragraph, Row, Run, Runs, Section, Table
from strategia.document.phrasing import Phrasing, texts
from strategia.model import strategy as model
from strategia.model.base import Alias, Entity, walk
from strategia.model.links import target
from strategia.model.process import Process


def themes(phrasing: Phrasing, strategy: model.Strategy) -> tuple[Section, ...]:
    """The strategy map: the boxes of each priority."""
    if not strategy.themes:
        return ()
    cards = []
    for priority in strategy.priorities:
        own = [theme for theme in strategy.themes if theme.serves is not None and target(theme.serves).root == priority.id]
        if own:
            items = tuple(ListItem(phrasing.marked(theme.title, theme)) for theme in own)
            cards.append(Card(phrasing.runs(priority.title), (BulletList(items),)))
    loose = [theme for theme in strategy.themes if theme.serves is None]
    if loose:
        items = tuple(ListItem(phrasing.marked(theme.title, theme)) for theme in loose)
        cards.append(Card(phrasing.label("section.themes"), (BulletList(items),)))
    title = phrasing.label("section.map")
    return (Section(phrasing.section_anchor("s-map"), title, (Cards(tuple(cards)),), role="values"),)


def documents(phrasing: Phrasing, strategy: model.Strategy) -> tuple[Section, ...]:
    """The documents of the planning system and who decides on each."""
    if not strategy.documents:
        return ()
    dated = any(document.due is not None for document in strategy.documents)
    columns = [Column(phrasing.label("column.body"), 2), Column(phrasing.label("column.document"), 4)]
    if dated:
        columns.append(Column(phrasing.label("column.due"), 2))
    rows = []
    for document in strategy.documents:
        body = phrasing.term(f"body.{document.decided_by}") if document.decided_by is not None else "–"
        cells = [Cell((Paragraph(texts(body)),)), Cell(_document_cell(phrasing, document))]
        if dated:
            cells.append(Cell((Paragraph(_due(phrasing, document)),)))
        rows.append(Row(tuple(cells), phrasing.anchor(document.id)))
    title = phrasing.label("section.documents")
    table = Table(phrasing.label("table.documents"), tuple(columns), tuple(rows), row_headers=True)
    return (Section(phrasing.section_anchor("s-documents"), title, (table,), role="timeline"),)


def _due(phrasing: Phrasing, document: model.PlanningDocument) -> Runs:
    """When a document is due, in the printed words where they are kept."""
    if document.due_text is not None:
        return phrasing.runs(document.due_text)
    return texts(phrasing.words.time(document.due.text) if document.due is not None else "–")


def _document_cell(phrasing: Phrasing, document: model.PlanningDocument) -> tuple[Paragraph | BulletList, ...]:
    blocks: tuple[Paragraph | BulletList, ...] = (Paragraph(phrasing.marked(document.title, document)),)
    if document.examples:
        blocks = (*blocks, BulletList(tuple(ListItem(phrasing.runs(example)) for example in document.examples)))
    return (*blocks, *phrasing.remarks(document))


def follow_up(phrasing: Phrasing, strategy: model.Strategy) -> tuple[Section, ...]:
    """How the strategy is evaluated and followed up, and the free prose that belongs there."""
    plan = strategy.follow_up
    if plan is None:
        return ()
    blocks: list[Block] = [*phrasing.paragraphs(plan.text)]
    if plan.tasks:
        blocks.append(BulletList(tuple(_task_item(phrasing, task) for task in plan.tasks), ordered=True))
    if plan.review is not None:
        blocks.append(phrasing.paragraph(plan.review))
    if plan.indicators_defined_in:
        names = [_title(phrasing, reference.root) for reference in plan.indicators_defined_in]
        blocks.append(Paragraph(phrasing.label("follow_up.defined_in", documents=", ".join(names))))
    blocks += phrasing.remarks(plan)
    return (Section(phrasing.section_anchor("s-follow-up"), phrasing.label("section.follow_up"), tuple(blocks)),)


def _task_item(phrasing: Phrasing, task: model.FollowUpTask) -> ListItem:
    """Who does what how often, as the one sentence it is: “Aluehallitus seuraa …”."""
    words = phrasing.marked(task.task, task)
    # A task that is a sentence of its own stands after a colon.
    joint = ": " if words[0].text[:1].isupper() else " "
    whole: Runs = (*(replace(run, strong=True) for run in phrasing.runs(task.body)), Run(joint), *words)
    if task.frequency is not None:
        whole = (*whole, Run(" "), *phrasing.runs(task.frequency))
    return ListItem(whole, tuple(ListItem(remark.runs) for remark in phrasing.remarks(task)))


def _title(phrasing: Phrasing, known: str) -> str:
    entity = phrasing.workspace.entities[known]
    title = getattr(entity, "title", None)
    return phrasing.plain(title) if title is not None else known


def about(phrasing: Phrasing, root: model.Strategy | Process) -> tuple[Section, ...]:
    """What the document was made from: sources, other wordings in them, marks that are used."""
    blocks: list[Block] = [*sources(phrasing, root), *phrasing.remarks(root)]
    below = []
    if rows := _aliases(phrasing):
        columns = (
            Column(phrasing.label("column.item"), 2),
            Column(phrasing.label("column.wording"), 4),
            Column(phrasing.label("column.place"), 2),
        )
        title = phrasing.label("section.aliases")
        table = Table(phrasing.label("table.aliases"), columns, rows, row_headers=True)
        below.append(Section(phrasing.section_anchor("s-aliases"), title, (table,), role="indicators"))
    if not blocks and not below:
        return ()
    title = phrasing.label("section.about")
    return (Section(phrasing.section_anchor("s-about"), title, tuple(blocks), tuple(below)),)


def sources(phrasing: Phrasing, root: model.Strategy | Process) -> tuple[BulletList, ...]:
    """The public documents that a file was encoded from."""
    items = tuple(ListItem(_source(phrasing, source)) for source in root.sources)
    return (BulletList(items),) if items else ()


def _source(phrasing: Phrasing, source: model.SourceText) -> Runs:
    words = phrasing.runs(source.title)
    if source.publisher is not None:
        words = (*words, Run(", "), *phrasing.runs(source.publisher))
    if source.published is not None:
        words = (*words, Run(f", {phrasing.words.time(source.published.text)}"))
    if source.url is not None and source.url.startswith(("https://", "http://")):
        words = (*words, Run(", "), Run(source.url, link=source.url))
    if source.note is not None:
        words = (*words, Run(". "), *phrasing.runs(source.note))
    return words


def _aliases(phrasing: Phrasing) -> tuple[Row, ...]:
    """A row for every wording that differs from the one that is printed."""
    rows = []
    for root in phrasing.workspace.roots:
        for _, entity in walk(root):
            aliases: tuple[Alias, ...] = getattr(entity, "aliases", ()) if isinstance(entity, Entity) else ()
            title = getattr(entity, "title", None) or getattr(entity, "text", None) or getattr(entity, "name", None)
            for alias in aliases:
                place = phrasing.paragraph(alias.source) if alias.source is not None else Paragraph(texts("–"))
                name = phrasing.paragraph(title) if title is not None else Paragraph(texts("–"))
                rows.append(Row((Cell((name,)), Cell((phrasing.paragraph(alias.text),)), Cell((place,)))))
    return tuple(rows)
