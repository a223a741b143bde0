"""What the money follows: the euros of the budget year by priority, as a chart with its figures."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from strategia.document.ast import Block, BulletList, Callout, Chart, ListItem, Paragraph, Run, Section, Series
from strategia.document.phrasing import Phrasing, texts
from strategia.languages import MILLIONS
from strategia.model.strategy import Priority
from strategia.trace.matrix import Matrix, Shares


def money(phrasing: Phrasing) -> tuple[Section, ...]:
    """Where the money of the newest budget goes; nothing where none of it is linked to the strategy."""
    matrix = Matrix(phrasing.workspace)
    budget = matrix.budget
    if budget is None:
        return ()
    shares = matrix.shares(budget, budget.years[0])
    bars = _bars(phrasing, shares)
    if not any(euros for _, euros in bars):
        return ()
    phrasing.prints_of(budget)
    title = texts(phrasing.term("following.title", year=shares.year))
    blocks: list[Block] = [_chart(phrasing, shares, bars), *_remarks(phrasing, matrix, shares, bars)]
    sums = (("thread.bar_loose", shares.loose), ("following.all", _all(shares)))
    spoken = [*bars, *((phrasing.term(name), euros) for name, euros in sums)]
    notes = (
        Paragraph(title),
        BulletList(tuple(ListItem(texts(f"{name}: {phrasing.words.euros(euros)}")) for name, euros in spoken)),
    )
    return (Section(phrasing.section_anchor("s-money"), title, tuple(blocks), notes=notes),)


def _bars(phrasing: Phrasing, shares: Shares) -> list[tuple[str, Decimal]]:
    """What the money reaches, with its euros: each priority, several of them, the strategy as a whole."""
    found = [
        (_short(phrasing, priority, place), shares.priorities[priority.id])
        for place, priority in enumerate(phrasing.workspace.priorities, 1)
    ]
    others = (("thread.bar_several", shares.several), ("thread.bar_whole", shares.whole))
    return [*found, *((phrasing.term(name), euros) for name, euros in others if euros)]


def _short(phrasing: Phrasing, priority: Priority, place: int) -> str:
    return f"{priority.number or place}. {phrasing.plain(priority.title)}"


def _all(shares: Shares) -> Decimal:
    return sum(shares.priorities.values(), shares.several + shares.whole + shares.loose)


def _chart(phrasing: Phrasing, shares: Shares, bars: list[tuple[str, Decimal]]) -> Chart:
    unit, scale, step = ("millions", 1_000_000, "0.1")
    if max(euros for _, euros in bars) < MILLIONS:
        unit, scale, step = ("whole", 1, "1")
    values = tuple((euros / scale).quantize(Decimal(step), ROUND_HALF_UP) for _, euros in bars)
    words, whole = phrasing.words, _all(shares)
    linked = whole - shares.loose
    share = words.number((linked * 100 / whole).quantize(Decimal(1), ROUND_HALF_UP))
    told = phrasing.term(
        "following.linked",
        linked=words.euros_in_short(linked),
        all=words.euros_in_short(whole),
        share=share,
        loose=words.euros_in_short(shares.loose),
    )
    most = max(phrasing.workspace.priorities, key=lambda priority: shares.priorities[priority.id])
    if euros := shares.priorities[most.id]:
        first = phrasing.term("following.most", name=phrasing.plain(most.title), most=words.euros_in_short(euros))
        told = f"{first} {told}"
    label = phrasing.term(f"following.{unit}")
    return Chart(
        "bar",
        texts(phrasing.term("following.title", year=shares.year)),
        tuple(name for name, _ in bars),
        (Series(label, values),),
        label,
        texts(told),
        category=phrasing.level("priority"),
    )


def _remarks(phrasing: Phrasing, matrix: Matrix, shares: Shares, bars: list[tuple[str, Decimal]]) -> list[Block]:
    """What must be said of the figures: that they are made up or rounded, that links are an editor's reading."""
    found: list[Block] = []
    paying = [p for p in matrix.thread.ledger.payments if p.budget is shares.budget and p.year == shares.year]
    if mark := phrasing.made_up(p.row for p in paying):
        text = (Run(phrasing.term("following.made_up")), *mark)
        found.append(Callout("notice", phrasing.label("illustrative.partly_title"), (Paragraph(text),)))
    if any(payment.edge.source == "editor" for payment in paying):
        found.append(Paragraph(phrasing.label("following.editor"), "small"))
    return [*found, *rounded(phrasing, (euros for _, euros in bars))]


def rounded(phrasing: Phrasing, bars: Iterable[Decimal]) -> tuple[Paragraph, ...]:
    """That the figures of a chart in millions are rounded; nothing where none of them is."""
    found = tuple(bars)
    if max(found) < MILLIONS or not any(euros % MILLIONS for euros in found):
        return ()
    return (Paragraph(phrasing.label("following.rounded"), "small"),)
