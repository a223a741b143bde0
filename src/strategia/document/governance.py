"""Sections about how a strategy is governed: who decides what, follow-up, sources, other wordings."""

from dataclasses import replace

from strategia.document.ast import (
    Block,
    BulletList,
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
    plain,
)
from strategia.document.phrasing import Phrasing, capitalised, lead_in, lowered, texts
from strategia.model import strategy as model
from strategia.model.base import Alias, Entity, LocalizedText, walk
from strategia.model.budget import Budget
from strategia.model.links import Link, target
from strategia.model.measures import Programme
from strategia.model.papers import Sourced, SourceText


def themes(phrasing: Phrasing, strategy: model.Strategy) -> tuple[Section, ...]:
    """The strategy map: the boxes of each priority."""
    if not strategy.themes:
        return ()
    cards = []
    for priority in strategy.priorities:
        own = [
            theme for theme in strategy.themes if theme.serves is not None and target(theme.serves).root == priority.id
        ]
        if own:
            items = tuple(ListItem((*phrasing.marked(theme.title, theme), *phrasing.aside(theme))) for theme in own)
            cards.append(Card(phrasing.runs(priority.title), (BulletList(items),)))
    loose = [theme for theme in strategy.themes if theme.serves is None]
    if loose:
        items = tuple(ListItem((*phrasing.marked(theme.title, theme), *phrasing.aside(theme))) for theme in loose)
        cards.append(Card(phrasing.label("section.themes"), (BulletList(items),)))
    title = phrasing.heading("map")
    guessed = any(isinstance(theme.serves, Link) and theme.serves.link_source == "editor" for theme in strategy.themes)
    remark = (Paragraph(phrasing.label("mark.editor_map"), "small"),) if guessed else ()
    return (Section(phrasing.section_anchor("s-map"), title, (Cards(tuple(cards)), *remark), role="values"),)


def documents(phrasing: Phrasing, strategy: model.Strategy) -> tuple[Section, ...]:
    """The documents of the planning system, the programmes among them, and who decides on each."""
    programmes = tuple(programme for programme in phrasing.workspace.programmes if programme.document is None)
    planned: tuple[model.PlanningDocument | Programme, ...] = (*strategy.documents, *programmes)
    # Documents that are only referred to are named where they are; a table of nothing but names says no more.
    if all(entity.decided_by is None and entity.due is None for entity in planned):
        return ()
    known = {entity.id for entity in planned}
    parts = {d.id for d in strategy.documents if d.part_of is not None and d.part_of.root in known}
    dated = any(entity.due is not None for entity in planned)
    columns = [Column(phrasing.label("column.body"), 2), Column(phrasing.label("column.document"), 4)]
    if dated:
        columns.append(Column(phrasing.label("column.due"), 2))
    rows = tuple(_document_row(phrasing, entity, strategy, dated=dated) for entity in planned if entity.id not in parts)
    title = phrasing.heading("documents")
    table = Table(phrasing.label("table.documents"), tuple(columns), rows, row_headers=True)
    return (Section(phrasing.section_anchor("s-documents"), title, (table,)),)


def _document_row(
    phrasing: Phrasing, entity: model.PlanningDocument | Programme, strategy: model.Strategy, *, dated: bool
) -> Row:
    body = phrasing.term(f"body.{entity.decided_by}") if entity.decided_by is not None else "–"
    cells = [Cell((Paragraph(texts(body)),)), Cell(_document_cell(phrasing, entity, strategy))]
    if dated:
        cells.append(Cell((Paragraph(_due(phrasing, entity)),)))
    return Row(tuple(cells), phrasing.anchor(entity.id))


def _document_cell(
    phrasing: Phrasing, entity: model.PlanningDocument | Programme, strategy: model.Strategy
) -> tuple[Paragraph | BulletList, ...]:
    """A document with its examples and the documents that are part of it."""
    blocks: list[Paragraph | BulletList] = [Paragraph(phrasing.marked(entity.title, entity))]
    items: list[ListItem] = []
    if isinstance(entity, model.PlanningDocument):
        items += [ListItem(phrasing.runs(example)) for example in entity.examples]
    parts = [d for d in strategy.documents if d.part_of is not None and d.part_of.root == entity.id]
    items += [_part_item(phrasing, part, entity) for part in parts]
    if items:
        blocks.append(BulletList(tuple(items)))
    # A programme's own remarks stand in its section.
    return (*blocks, *(phrasing.remarks(entity) if isinstance(entity, model.PlanningDocument) else ()))


def _part_item(phrasing: Phrasing, part: model.PlanningDocument, whole: model.PlanningDocument | Programme) -> ListItem:
    """A document that is part of another one, with all that is known of it."""
    details = [phrasing.term(f"body.{part.decided_by}")] if part.decided_by not in (None, whole.decided_by) else []
    if part.due is not None or part.due_text is not None:
        details.append(plain(_due(phrasing, part)))
    words = phrasing.marked(part.title, part)
    if details:
        words = (*words, Run(f" ({', '.join(details)})"))
    below = [ListItem(phrasing.runs(example)) for example in part.examples]
    below += [ListItem(remark.runs) for remark in phrasing.remarks(part)]
    return ListItem(words, tuple(below), phrasing.anchor(part.id))


def _due(phrasing: Phrasing, document: model.PlanningDocument | Programme) -> Runs:
    """When a document is due, in the printed words where they are kept."""
    if isinstance(document, model.PlanningDocument) and document.due_text is not None:
        return phrasing.runs(document.due_text)
    return texts(phrasing.words.time(document.due.text) if document.due is not None else "–")


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
    # The county's own words say it better than ours.
    if plan.indicators_defined_in and not plan.text:
        names = [_title(phrasing, reference.root) for reference in plan.indicators_defined_in]
        blocks.append(Paragraph(phrasing.label("follow_up.defined_in", documents=", ".join(names))))
    blocks += phrasing.remarks(plan)
    title = phrasing.heading("follow_up")
    return (Section(phrasing.section_anchor("s-follow-up"), title, tuple(blocks), role="timeline"),)


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
    entity = phrasing.workspace.entities.get(known)
    title = getattr(entity, "title", None)
    return phrasing.plain(title) if title is not None else known


def about(phrasing: Phrasing, root: Sourced, told: type[Entity] = Entity) -> tuple[Section, ...]:
    """What the document was made from: sources and marks; in an annex, other wordings of what it tells of."""
    others = phrasing.others
    covered = _covered_elsewhere(phrasing, root) if isinstance(root, model.Strategy) else ()
    blocks: list[Block] = [*covered, *sources(phrasing, root, *others), *phrasing.remarks(root)]
    blocks += [Paragraph(budget_and_rows(phrasing, paper)) for paper in others if isinstance(paper, Budget)]
    if phrasing.has_sic:
        blocks.append(Paragraph(phrasing.label("about.sic"), "small"))
    found = []
    if blocks:
        title = phrasing.label("section.about")
        found.append(Section(phrasing.section_anchor("s-about"), title, tuple(blocks)))
    if rows := _aliases(phrasing, (root, *others), told):
        columns = (
            Column(phrasing.label("column.item"), 2),
            Column(phrasing.label("column.wording"), 4),
            Column(phrasing.label("column.place"), 2),
        )
        title = phrasing.label("section.aliases")
        table = Table(phrasing.label("table.aliases"), columns, rows, row_headers=True)
        lead = Paragraph(phrasing.label("about.aliases"))
        found.append(Section(phrasing.section_anchor("s-aliases"), title, (lead, table), role="indicators"))
    return tuple(found)


def _covered_elsewhere(phrasing: Phrasing, strategy: model.Strategy) -> tuple[Block, ...]:
    """Which documents speak of what the strategy leaves to them."""
    items = []
    for duty, where in strategy.covered_by.items():
        words = phrasing.runs(where) if isinstance(where, LocalizedText) else texts(_title(phrasing, where.root))
        items.append(ListItem((Run(f"{capitalised(phrasing.term(f'duty.{duty}'))}: "), *words)))
    return (lead_in(phrasing.label("about.covered_by")), BulletList(tuple(items))) if items else ()


def sources(phrasing: Phrasing, *papers: Sourced) -> tuple[Block, ...]:
    """The public documents that papers were encoded from, each once: with its note, where one paper has one."""
    found = dict.fromkeys(_source(phrasing, source) for paper in papers for source in paper.sources)
    noted = [plain(words) for words in found]
    items = tuple(ListItem(words) for words in found if not any(one.startswith(f"{plain(words)}. ") for one in noted))
    return (lead_in(phrasing.label("about.sources")), BulletList(items)) if items else ()


def budget_words(phrasing: Phrasing, budget: Budget) -> Runs:
    """Which budget the euros of a document are from, and how they are counted."""
    stage = phrasing.term(f"stage.{budget.stage}") if budget.stage is not None else ""
    before, after = phrasing.term("about.budget", title="\0", year=budget.years[0]).split("\0")
    words = phrasing.marked(budget.title, budget)
    return (Run(before), *words, *((Run(f" ({lowered(stage)})"),) if stage else ()), Run(after))


def budget_and_rows(phrasing: Phrasing, budget: Budget) -> Runs:
    """The same, and in which document its rows are told with the places where they are written."""
    rows = phrasing.label("about.rows", document=phrasing.term("document.trace"))
    return (*budget_words(phrasing, budget), Run(" "), *rows)


def _source(phrasing: Phrasing, source: SourceText) -> Runs:
    words = phrasing.runs(source.title)
    # Minutes have their day in their title.
    published = source.published
    if published is not None:
        when = phrasing.words.time(published.text)
        if published.start != published.end or when not in plain(words):
            words = (*words, Run(f", {when}"))
    if source.publisher is not None:
        words = (*phrasing.runs(source.publisher), Run(": "), *words)
    if source.url is not None and source.url.startswith(("https://", "http://")):
        words = (*words, Run(", "), Run(source.url, link=source.url))
    if source.note is not None:
        words = (*words, Run(". "), *phrasing.runs(source.note))
    return words


def _aliases(phrasing: Phrasing, papers: tuple[Sourced, ...], told: type[Entity]) -> tuple[Row, ...]:
    """A row for every wording, of the entities of a class, that differs from the one that is printed."""
    rows = []
    # The registries belong to the strategy.
    with_registries = any(isinstance(paper, model.Strategy) for paper in papers)
    for root in phrasing.workspace.roots:
        if not (any(root is paper for paper in papers) or (with_registries and not isinstance(root, Sourced))):
            continue
        for _, entity in walk(root).entities:
            aliases: tuple[Alias, ...] = vars(entity).get("aliases", ())
            if not aliases or not isinstance(entity, told):
                continue
            title = getattr(entity, "title", None) or getattr(entity, "text", None) or getattr(entity, "name", None)
            for alias in aliases:
                place = phrasing.paragraph(alias.source) if alias.source is not None else Paragraph(texts("–"))
                name = phrasing.paragraph(title) if title is not None else Paragraph(texts("–"))
                rows.append(
                    Row(
                        (
                            Cell((name,)),
                            Cell((phrasing.paragraph(alias.text), *phrasing.remarks(alias))),
                            Cell((place,)),
                        )
                    )
                )
    return tuple(rows)
