"""The thread at a glance: how to read the document, counts, the matrix, and what the euros follow."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import get_args

from strategia.document.ast import (
    Block,
    BulletList,
    Cell,
    CellStatus,
    Chart,
    Column,
    Fact,
    KeyFacts,
    ListItem,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Series,
    Table,
    plain,
)
from strategia.document.following import rounded
from strategia.document.governance import budget_words
from strategia.document.naming import number_runs
from strategia.document.phrasing import Phrasing, capitalised, texts
from strategia.document.thread.graph import graph
from strategia.document.thread.wording import Wording
from strategia.languages import WIDE
from strategia.model.budget import Budget
from strategia.model.strategy import Priority
from strategia.trace.matrix import GoalRow, Shares
from strategia.trace.money import rows

_MILLION = 1_000_000


def reading(words: Wording) -> Section:
    """How to read the document, and its key figures."""
    phrasing, strands = words.phrasing, words.matrix.strands
    names = phrasing.joined(phrasing.term(f"thread.by_{strand}") for strand in strands)
    explained = ["covered", "partly", "uncovered", "excused"] + ["deep"] * ("money" in strands)
    items = tuple(
        ListItem(
            (Run(f"{capitalised(phrasing.term(_LEGEND[name]))}: ", strong=True), *phrasing.label(f"thread.{name}"))
        )
        for name in explained
    )
    blocks: tuple[Block, ...] = (
        Paragraph(phrasing.label("thread.lead", names=names), "lead"),
        facts(words),
        BulletList(items),
        Paragraph(phrasing.label("thread.follow")),
        phrasing.places_explained(),
    )
    return Section(phrasing.section_anchor("s-reading"), phrasing.label("thread.reading"), blocks)


_LEGEND = {
    "covered": "status.covered",
    "partly": "status.partly",
    "uncovered": "status.uncovered",
    "excused": "status.excused",
    "deep": "trace.deep",
}


def facts(words: Wording) -> KeyFacts:
    """How many goals are covered, how many links hold, how much of the money reaches the strategy."""
    phrasing, tally = words.phrasing, words.matrix.tally
    total = sum(tally.shallow.values())
    found = [
        (f"{number}/{total}", phrasing.term(f"thread.fact_goals.{status}"))
        for status, number in tally.shallow.items()
        if number or status in ("covered", "uncovered")
    ]
    if "money" in words.matrix.strands:
        found.append((f"{tally.deep['covered']}/{total}", phrasing.term("thread.fact_deep")))
    for status, number in tally.links.items():
        if number or status == "sound":
            found.append((str(number), phrasing.term(f"thread.fact_links.{status}")))
    if words.budget is not None:
        shares = words.matrix.shares(words.budget, words.budget.years[0])
        label = phrasing.term("thread.fact_euros", year=shares.year, share=_share(phrasing, shares))
        found.append((phrasing.words.euros_in_short(shares.linked), label))
    made = [Fact(texts(value), texts(label)) for value, label in found]
    if words.budget is not None:
        made[-1] = Fact(made[-1].value, (*made[-1].label, *_mark(words, words.budget)))
    return KeyFacts(tuple(made))


def _share(phrasing: Phrasing, shares: Shares) -> str:
    """How much of the money of the budget year reaches the strategy, per cent."""
    whole = shares.linked + shares.loose
    share = (100 * shares.linked / whole).quantize(Decimal(1), ROUND_HALF_UP, WIDE) if whole else Decimal(0)
    return phrasing.number(share)


def _mark(words: Wording, budget: Budget) -> Runs:
    """The mark of euros of which some are made up, or all."""
    return words.phrasing.resting_on(rows(budget))


def matrix(words: Wording) -> Section:
    """A table for each priority: its goals, each strand with its status, the euros. Then the same as a graph.

    Indicators are only counted in the graph, since they would make it twice as long.
    """
    phrasing = words.phrasing
    tables = tuple(
        _table(words, priority, found)
        for priority in words.workspace.priorities
        if (found := [row for row in words.matrix.rows if row.coverage.priority is priority])
    )
    drawn = graph(phrasing, words.matrix, indicators=False)
    blocks: tuple[Block, ...] = (*_coverage(words), *tables, drawn)
    return Section(phrasing.section_anchor("s-matrix"), phrasing.label("thread.matrix"), blocks)


def _coverage(words: Wording) -> tuple[Chart, ...]:
    """How many goals of each priority are covered; nothing where there is nothing to compare."""
    phrasing = words.phrasing
    counts = {
        priority.id: Counter(row.coverage.shallow for row in words.matrix.every if row.coverage.priority is priority)
        for priority in words.workspace.priorities
    }
    told = [priority for priority in words.workspace.priorities if counts[priority.id]]
    if len(told) < 2:
        return ()
    whole = sum(counts.values(), Counter())
    found = [status for status in get_args(CellStatus) if whole[status]]
    numbers = ", ".join(f"{phrasing.term(f'status.{status}')} {whole[status]}" for status in found)
    series = tuple(
        Series(
            capitalised(phrasing.term(f"status.{status}")),
            tuple(Decimal(counts[priority.id][status]) for priority in told),
        )
        for status in found
    )
    return (
        Chart(
            "bar",
            phrasing.label("thread.coverage"),
            tuple(_named(phrasing, priority) for priority in told),
            series,
            phrasing.term("thread.coverage_unit"),
            phrasing.label("thread.coverage_takeaway", total=whole.total(), counts=numbers),
            category=phrasing.level("priority"),
        ),
    )


def _named(phrasing: Phrasing, priority: Priority) -> str:
    return f"{plain(number_runs(priority.number))}{phrasing.plain(priority.title)}"


def _table(words: Wording, priority: Priority, found: list[GoalRow]) -> Table:
    phrasing, strands, budget = words.phrasing, words.matrix.strands, words.budget
    columns = [Column(texts(phrasing.level("goal")), 9)]
    columns += [Column(texts(words.strand(strand)), 2) for strand in strands]
    if budget is not None:
        columns.append(Column(phrasing.label("trace.deep"), 2))
        columns.append(Column(texts(f"{budget.years[0]}, €"), 3, "end"))
    return Table(
        phrasing.runs(priority.title),
        tuple(columns),
        tuple(_row(words, row) for row in found),
        row_headers=True,
        wide=True,
    )


def _row(words: Wording, row: GoalRow) -> Row:
    goal = Cell((Paragraph(words.name(row.goal)),))
    cells = [goal]
    for carried in row.coverage.strands.values():
        reason = (words.phrasing.paragraph(carried.reason, "small"),) if carried.reason is not None else ()
        cells.append(words.cell(carried.status, *reason, count=len({id(edge.lower) for edge in carried.edges})))
    if words.budget is not None:
        cells.append(words.cell(row.coverage.deep))
        paid = words.sum(row.sums)
        total = tuple(run for run in words.total(paid)) if paid is not None else texts("–")
        cells.append(
            Cell((Paragraph(tuple(Run(run.text.removesuffix("\u00a0€"), run.strong, run.emphasis) for run in total)),))
        )
    return Row(tuple(cells))


def money(words: Wording) -> tuple[Section, ...]:
    """What the euros of the budget year follow: a chart by priority, no euro counted twice."""
    budget, phrasing = words.budget, words.phrasing
    if budget is None:
        return ()
    title = phrasing.label("thread.money", year=budget.years[0])
    shares = words.matrix.shares(budget, budget.years[0])
    bars = (*shares.priorities.values(), shares.several, shares.whole, shares.loose)
    blocks: list[Block] = [_chart(words, budget), *rounded(phrasing, bars)]
    several = shares.several
    if several:
        blocks.append(Paragraph(phrasing.label("thread.several", euros=phrasing.words.euros(several))))
    return (Section(phrasing.section_anchor("s-money"), title, tuple(blocks)),)


def _chart(words: Wording, budget: Budget) -> Chart:
    phrasing = words.phrasing
    shares = words.matrix.shares(budget, budget.years[0])
    named = [(_named(phrasing, one), shares.priorities[one.id]) for one in words.workspace.priorities]
    named += [(phrasing.term("thread.bar_several"), shares.several)] if shares.several else []
    named += [(phrasing.term("thread.bar_whole"), shares.whole)] if shares.whole else []
    named.append((phrasing.term("thread.bar_loose"), shares.loose))
    values = tuple((euros / _MILLION).quantize(Decimal("0.1"), ROUND_HALF_UP, WIDE) for _, euros in named)
    linked, share = phrasing.words.euros_in_short(shares.linked), _share(phrasing, shares)
    told = [phrasing.term("thread.takeaway", year=shares.year, linked=linked, share=share)]
    largest = max(words.workspace.priorities, key=lambda priority: shares.priorities[priority.id])
    if shares.priorities[largest.id]:
        euros = phrasing.words.euros_in_short(shares.priorities[largest.id])
        told.append(phrasing.term("thread.most", largest=phrasing.plain(largest.title), euros=euros))
    return Chart(
        "bar",
        phrasing.label("thread.chart", year=shares.year),
        tuple(name for name, _ in named),
        (Series(phrasing.term("thread.unit"), values),),
        phrasing.term("thread.unit"),
        (*texts(" ".join(told)), *_mark(words, budget)),
        budget_words(phrasing, budget),
        phrasing.level("priority"),
    )
