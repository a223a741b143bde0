"""The document `process`: how the strategy is made. Timeline, participation, who decides what, workshops."""

from collections.abc import Iterable

from strategia.document import governance, setting
from strategia.document.ast import (
    Block,
    BulletList,
    Cell,
    Column,
    Document,
    Fact,
    KeyFacts,
    ListItem,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Table,
    plain,
)
from strategia.document.cover import assembled
from strategia.document.phrasing import Phrasing, is_sentence, is_told, texts
from strategia.model.process import Event, Finding, Participation, Process, Workshop
from strategia.workspace import Workspace


def compose(workspace: Workspace, language: str, *, forced: bool = False) -> Document | None:
    """How the strategy is made; None where the county has no process."""
    process = workspace.process
    if process is None:
        return None
    phrasing = Phrasing(workspace, language, with_sic=True)
    strategy = workspace.strategy
    sections = (
        *setting.prose(phrasing, process.sections),
        *_steps(phrasing, process),
        *timeline(phrasing, process),
        *_participation(phrasing, process),
        *(governance.documents(phrasing, strategy) if strategy is not None else ()),
        *(_workshop(phrasing, workshop) for workshop in process.workshops),
        *governance.about(phrasing, process),
    )
    return assembled(phrasing, "process", process, sections, forced=forced)


def _steps(phrasing: Phrasing, process: Process) -> tuple[Section, ...]:
    if not process.steps:
        return ()
    items = tuple(
        ListItem(_step(phrasing, step), tuple(phrasing.item(point) for point in step.points)) for step in process.steps
    )
    title = phrasing.label("section.steps")
    return (Section(phrasing.section_anchor("s-steps"), title, (BulletList(items, ordered=True),)),)


def _step(phrasing: Phrasing, step: Event) -> Runs:
    words = phrasing.marked(step.title, step)
    when = _when(phrasing, step)
    # A step often names its time in its own words.
    if when and not is_told(plain(when), plain(words)):
        words = (*words, Run(" ("), *when, Run(")"))
    if step.influence_window:
        words = (*words, Run(" " if is_sentence(words) else ". "), Run(phrasing.term("process.influence"), strong=True))
    return (*words, *phrasing.aside(step))


def _when(phrasing: Phrasing, event: Event) -> Runs:
    """The time of an event, in the printed words where they are kept; empty where there is none."""
    if event.when_text is not None:
        return phrasing.runs(event.when_text)
    return texts(phrasing.words.time(event.when.text)) if event.when is not None else ()


def timeline(phrasing: Phrasing, process: Process) -> tuple[Section, ...]:
    """When what happens; nothing where no times are told."""
    if not process.events:
        return ()
    rows = tuple(_event_row(phrasing, event) for event in process.events)
    columns = (Column(phrasing.label("column.when"), 1), Column(phrasing.label("column.event"), 3))
    table = Table(phrasing.label("table.timeline"), columns, rows, row_headers=True)
    title = phrasing.label("section.timeline")
    return (Section(phrasing.section_anchor("s-timeline"), title, (table,), role="timeline"),)


def _event_row(phrasing: Phrasing, event: Event) -> Row:
    when = _when(phrasing, event) or texts("–")
    if event.uncertain:
        when = (*when, Run(f" ({phrasing.term('mark.uncertain')})"))
    blocks: list[Paragraph | BulletList] = [Paragraph(phrasing.marked(event.title, event))]
    blocks += phrasing.bullets(event.points)
    if event.influence_window:
        blocks.append(Paragraph((Run(phrasing.term("process.influence"), strong=True),)))
    blocks += phrasing.remarks(event)
    return Row((Cell((Paragraph(when),)), Cell(tuple(blocks))))


def _participation(phrasing: Phrasing, process: Process) -> tuple[Section, ...]:
    if not process.participation:
        return ()
    facts = tuple(Fact(_count(phrasing, part), _group(phrasing, part)) for part in process.participation)
    notes = tuple(paragraph for part in process.participation for paragraph in phrasing.remarks(part))
    title = phrasing.label("section.participation")
    return (Section(phrasing.section_anchor("s-participation"), title, (KeyFacts(facts), *notes)),)


def _count(phrasing: Phrasing, part: Participation) -> Runs:
    """How many: “noin 250 osallistujaa”."""
    about = f"{phrasing.term('mark.about')} " if part.approx else ""
    words = texts(f"{about}{phrasing.number(part.count)}" if part.count is not None else "–")
    return (*words, Run("\u00a0"), *phrasing.runs(part.unit)) if part.unit is not None else words


def _group(phrasing: Phrasing, part: Participation) -> Runs:
    words = phrasing.marked(part.group, part)
    return (*words, Run(f", {phrasing.words.time(part.when.text)}")) if part.when is not None else words


def _workshop(phrasing: Phrasing, workshop: Workshop) -> Section:
    blocks: list[Block] = []
    when = phrasing.words.time(workshop.date.text) if workshop.date is not None else ""
    if when and when not in phrasing.plain(workshop.title):
        blocks.append(Paragraph(texts(when), "lead"))
    if workshop.participants is not None:
        label = Run(f"{phrasing.term('process.participants')}: ")
        blocks.append(Paragraph((label, *phrasing.runs(workshop.participants))))
    blocks += phrasing.paragraphs(workshop.summary)
    blocks += phrasing.remarks(workshop)
    anchor = phrasing.section_anchor(workshop.id)
    title = phrasing.marked(workshop.title, workshop)
    return Section(anchor, title, tuple(blocks), _findings(phrasing, workshop.findings))


def _findings(phrasing: Phrasing, findings: Iterable[Finding]) -> tuple[Section, ...]:
    return tuple(_finding(phrasing, finding) for finding in findings)


def _finding(phrasing: Phrasing, finding: Finding) -> Section:
    blocks: list[Block] = []
    if finding.question is not None:
        blocks.append(phrasing.paragraph(finding.question, "lead"))
    blocks += phrasing.paragraphs(finding.text)
    blocks += phrasing.bullets(finding.points, ordered=finding.numbered)
    if finding.draft:
        blocks.append(Paragraph(phrasing.label("mark.draft_text"), "small"))
    if finding.ranking_basis is not None:
        basis = (Run(f"{phrasing.term('process.ranking')}: "), *phrasing.runs(finding.ranking_basis))
        blocks.append(Paragraph(basis, "small"))
    blocks += phrasing.remarks(finding)
    anchor = phrasing.section_anchor(finding.id or "s-finding")
    rank = (Run(f"{finding.rank}. "),) if finding.rank is not None else ()
    title = (*rank, *phrasing.marked(finding.title, finding))
    below = (*setting.prose(phrasing, finding.sections), *_findings(phrasing, finding.findings))
    return Section(anchor, title, tuple(blocks), below)
