"""What carries the goals, from below: lines and measures with the goals they lead to, rows with what they fund."""

from collections.abc import Iterable, Mapping, Sequence

from strategia.document.ast import (
    Block,
    BulletList,
    Callout,
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
from strategia.document.naming import targets
from strategia.document.phrasing import Phrasing, texts
from strategia.document.thread.wording import Wording
from strategia.model.base import LocalizedText
from strategia.model.budget import Budget, BudgetGoal, Saving
from strategia.model.measures import Measure
from strategia.model.services import ServiceLine
from strategia.trace.matrix import Carrier
from strategia.trace.money import EUROS, amounts, column, rows
from strategia.trace.money import Row as BudgetRow
from strategia.workspace import Edge

_Line = Measure | ServiceLine | BudgetGoal | Saving


def lines(words: Wording) -> tuple[Section, ...]:
    """Measures, lines of the service strategies, goals and savings of the budgets: where they lead, who pays."""
    services, budgets = words.workspace.services, words.workspace.budgets
    means = [line for paper in services for line in (*paper.goals, *paper.service_levels)]
    # Aims are carried by lines and have no money of their own.
    groups: tuple[tuple[str, str, list[_Line], bool], ...] = (
        ("s-measures", "strand.measures", [*words.workspace.measures], True),
        ("s-aims", "services.aims", [one for paper in services for aim in paper.aims for one in _nested(aim)], False),
        ("s-lines", "thread.lines", [one for line in means for one in _nested(line)], True),
        ("s-budget-goals", "thread.budget_goals", [goal for paper in budgets for goal in paper.goals], True),
        ("s-savings", "thread.savings", [saving for paper in budgets for saving in paper.savings], True),
    )
    return tuple(
        words.explained(_lines(words, anchor, words.phrasing.label(term), found, paid=paid))
        for anchor, term, found, paid in groups
        if found
    )


def _nested(line: ServiceLine) -> Iterable[ServiceLine]:
    yield line
    for inner in line.lines:
        yield from _nested(inner)


def _lines(words: Wording, anchor: str, title: Runs, found: Sequence[_Line], *, paid: bool) -> Section:
    """A table of what carries the strategy; `paid` tells where the money comes from, too."""
    phrasing = words.phrasing
    paid = paid and words.budget is not None
    columns = [Column(phrasing.label("column.item"), 4), Column(phrasing.label("column.reached"), 4)]
    columns += [Column(texts(words.strand("money")), 4)] * paid
    table_rows = tuple(_line(words, line, paid=paid) for line in found)
    table = Table(title, tuple(columns), table_rows, row_headers=True, wide=True)
    return Section(phrasing.section_anchor(anchor), title, (table,), role="indicators")


def _line(words: Wording, line: _Line, *, paid: bool) -> Row:
    phrasing, thread = words.phrasing, words.matrix.thread
    whole = thread.reach.wholes.get(line.id)
    name = (
        Paragraph(words.title(line)),
        *_details(phrasing, line),
        *phrasing.remarks(line),
        phrasing.place(line.at("id")),
    )
    led = targets(phrasing, thread.reach.above.get(line.id, ()))
    reached = [ListItem(runs) for runs in led]
    if whole is not None and (above := words.workspace.entities.get(whole)) is not None:
        reached.insert(0, ListItem((Run(f"{phrasing.term('thread.part_of')}: "), *words.name(above))))
    cells = [Cell(name)]
    if reached:
        cells.append(Cell((BulletList(tuple(reached)),)))
    else:
        cells.append(Cell((Paragraph(phrasing.label("trace.adrift")),), status="uncovered"))
    if paid:
        cells.append(_paid(words, line))
    return Row(tuple(cells), phrasing.anchor(line.id))


def _details(phrasing: Phrasing, line: _Line) -> tuple[Paragraph, ...]:
    """What no other document says of a goal of the budget or of a saving."""
    if isinstance(line, Saving):
        return _detail(phrasing, "thread.impact", line.impact)
    if isinstance(line, BudgetGoal):
        return (
            *phrasing.paragraphs(line.text),
            *_detail(phrasing, "indicator.baseline", line.current),
            *_detail(phrasing, "indicator.owner", line.owner),
        )
    return ()


def _detail(phrasing: Phrasing, term: str, text: LocalizedText | None) -> tuple[Paragraph, ...]:
    return () if text is None else (Paragraph((Run(f"{phrasing.term(term)}: "), *phrasing.runs(text)), "small"),)


def _paid(words: Wording, line: _Line) -> Cell:
    """The rows that pay for a line, with their euros; why it needs none; or that it has none."""
    phrasing = words.phrasing
    if isinstance(line, Saving):
        return _saved(words, line)
    carriers = [carrier for carrier in words.matrix.below(line.id) if carrier.payments]
    if carriers:
        return Cell((BulletList(tuple(ListItem(words.carrier(carrier)) for carrier in carriers)),))
    if line_reason := words.matrix.thread.reach.reason_of(line):
        reason = Paragraph((Run(f"{phrasing.term('funding.none')}: "), *phrasing.runs(line_reason)))
        return Cell((reason,), status="excused")
    status = words.matrix.thread.money_of(line)
    if status == "covered":
        # By what carries it, which is told where that stands.
        return Cell((Paragraph(phrasing.label("thread.paid_below")),))
    # A goal of the budget binds; it need not be paid for by itself.
    return Cell((Paragraph(texts("–")),)) if isinstance(line, BudgetGoal) else words.cell(status)


def _saved(words: Wording, saving: Saving) -> Cell:
    """What a saving is to save, year by year."""
    phrasing = words.phrasing
    paper = next(paper for paper in words.workspace.budgets if any(one is saving for one in paper.savings))
    items = (
        ListItem(phrasing.label("thread.saves", year=year, euros=phrasing.words.euros(abs(value) * EUROS[paper.money])))
        for year, value in saving.amounts.items()
    )
    return Cell((BulletList(tuple(items)), words.phrasing.place(saving.at("amounts"))))


def budget(words: Wording) -> tuple[Section, ...]:
    """The rows of the budgets, the newest first: what each has, what it funds, and where it is written."""
    phrasing = words.phrasing
    if words.budget is None:
        return ()
    edges: dict[int, list[Edge]] = {}
    for edge in words.workspace.edges:
        edges.setdefault(id(edge.lower), []).append(edge)
    blocks = tuple(block for paper in reversed(words.workspace.budgets) for block in _rows(words, paper, edges))
    section = Section(phrasing.section_anchor("s-rows"), phrasing.label("thread.rows"), blocks, role="indicators")
    return (words.explained(section),)


def _rows(words: Wording, paper: Budget, edges: Mapping[int, Sequence[Edge]]) -> tuple[Block, ...]:
    """The rows of one budget, below what is said of it. `edges` are the links by the identity of who wrote them."""
    phrasing = words.phrasing
    columns = [Column(phrasing.label("thread.row"), 6)]
    columns += [Column(texts(str(year)), 1, "end") for year in paper.years]
    columns.append(Column(phrasing.label("trace_column.funds"), 7))
    idle = {row.id for row in words.matrix.idle}
    found = tuple(_row(words, paper, row, edges.get(id(row), []), is_idle=row.id in idle) for row in rows(paper))
    caption = (*phrasing.runs(paper.title), Run(f" ({phrasing.term(f'thread.{paper.money}')})"))
    table = Table(caption, tuple(columns), found, row_headers=True, wide=True)
    notice = () if paper.notice is None else phrasing.paragraphs([paper.notice])
    boxed = (Callout("notice", phrasing.label("cover.notice"), notice),) if notice else ()
    return (*boxed, *phrasing.paragraphs(paper.text), *phrasing.remarks(paper), table)


def _row(words: Wording, paper: Budget, row: BudgetRow, edges: Sequence[Edge], *, is_idle: bool) -> Row:
    phrasing = words.phrasing
    name = (Paragraph(words.title(row)), *phrasing.remarks(row), phrasing.place(row.at(column(row))))
    own = amounts(row)
    cells = [Cell(name)]
    cells += [
        Cell(
            (
                Paragraph(
                    texts(_amount(phrasing, own.get(str(year)))),
                ),
            )
        )
        for year in paper.years
    ]
    if edges:
        cells.append(Cell((BulletList(tuple(ListItem(_funded(words, edge)) for edge in edges)),)))
    elif is_idle:
        cells.append(Cell((Paragraph(phrasing.label("trace.funds_nothing")),), status="uncovered"))
    else:
        cells.append(Cell((Paragraph(texts("–")),)))
    return Row(tuple(cells), phrasing.anchor(row.id))


def _amount(phrasing: Phrasing, value: object) -> str:
    return phrasing.number(value) if value is not None else "–"  # type: ignore[arg-type]


def _funded(words: Wording, edge: Edge) -> Runs:
    """What a row funds, with its euros in the budget year."""
    thread = words.matrix.thread
    (name,) = targets(words.phrasing, (edge,))
    payments = thread.ledger.payments_of([edge])
    carrier = Carrier(edge.lower, edge, thread.status(edge), thread.changes_of(edge), None, ())
    paid: Runs = (Run(", "), *words.payment(payments[0])) if payments else ()
    if payments and not payments[0].whole:
        paid = (*paid, Run(" ["), *words.phrasing.place(payments[0].places[0]).runs, Run("]"))
    return (*name, *paid, *words.remark(carrier))
