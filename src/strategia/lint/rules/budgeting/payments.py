"""BUD141–143, 145 and 146: money is promised once: what a row gives to all that it funds is no more than it has."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from strategia.diagnostics import Entry, Money, Percent, Severity
from strategia.lint.rule import Context, Remark, listed, rule
from strategia.lint.rules.budgeting.wording import RELATED
from strategia.model.budget import Budget
from strategia.model.links import FundsLink
from strategia.source import Location
from strategia.trace.money import Row, amounts, given, is_whole, rows
from strategia.trace.sums import EXACT, exact_sum
from strategia.workspace import Edge, Workspace

EVERYTHING = frozenset(("strategy", "environment"))
"""What stands for everything: money that serves it all serves something in particular as well."""


_MOST = 8
"""How many links a message tells of."""


class Promise(NamedTuple):
    """A row that funds something, and the links by which it does."""

    budget: Budget
    row: Row
    edges: tuple[Edge, ...]

    @property
    def whole(self) -> bool:
        """Whether a link gives all there is."""
        return any(is_whole(edge) for edge in self.edges)

    @property
    def targets(self) -> frozenset[str]:
        """What is funded."""
        return frozenset(edge.target for edge in self.edges)

    @property
    def places(self) -> tuple[Location, ...]:
        """Where the links stand."""
        return tuple(edge.location for edge in self.edges[:RELATED])

    def parts(self, year: str, own: Decimal | None) -> Decimal:
        """What the links that do not give all there is give in a year, when the row has so much."""
        found = (given(edge, own, int(year)) for edge in self.edges if not is_whole(edge))
        return exact_sum(part for part in found if part is not None)


def promises(workspace: Workspace) -> Iterator[Promise]:
    """Every row that funds something, in printed order."""
    found: dict[int, list[Edge]] = defaultdict(list)
    for edge in workspace.edges:
        if edge.relation == "funds":
            found[id(edge.lower)].append(edge)
    for budget in workspace.budgets if found else ():
        for row in rows(budget):
            if id(row) in found:
                yield Promise(budget, row, tuple(found[id(row)]))


@rule("BUD141", Severity.ERROR)
def shares_over(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The shares of a row that are given away are no more than the whole of it."""
    for promise in promises(workspace):
        shares = [share for edge in promise.edges if (share := _share(edge)) is not None]
        total = exact_sum(shares)
        if total > 100:
            edges = [edge for edge in promise.edges if _share(edge) is not None]
            parts = tuple(_parts(promise, edges, "", None))
            arguments = {"id": promise.row.id, "total": total, "parts": parts}
            yield Remark(edges[0].location, arguments, related=_places(edges[1:]))


@rule("BUD142", Severity.WARNING)
def promised_twice(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A row that gives all it has to one target gives nothing to another."""
    for promise in promises(workspace):
        edges = [edge for edge in promise.edges if edge.target not in EVERYTHING]
        wholes = [edge for edge in edges if is_whole(edge)]
        if wholes and len(edges) > 1:
            arguments = {
                "id": promise.row.id,
                "ids": listed(edge.target for edge in wholes),
                "others": listed(edge.target for edge in edges if not is_whole(edge)),
            }
            variant = "" if len(wholes) > 1 else "part"
            yield Remark(promise.row.at("funds", key=True), arguments, variant, promise.places)


@rule("BUD143", Severity.ERROR)
def amounts_over(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The amounts that a row gives in a year are no more than it has for the year."""
    for promise in promises(workspace):
        links = [edge.written for edge in promise.edges if isinstance(edge.written, FundsLink)]
        given_in = {year for link in links for year in link.amounts or ()}
        has = amounts(promise.row) if given_in else {}
        for year in sorted(given_in.intersection(map(str, promise.budget.years))):
            own = has.get(year)
            most = own or Decimal()
            total = promise.parts(year, own)
            if total > most:
                edges = [edge for edge in promise.edges if _share(edge) is not None or _states(edge, year)]
                arguments = {
                    "id": promise.row.id,
                    "year": year,
                    "parts": tuple(_parts(promise, edges, year, own)),
                    "given": Money(total, promise.budget.money),
                    "own": Money(most, promise.budget.money),
                    "difference": Money(EXACT.subtract(total, most), promise.budget.money),
                }
                variant = "" if own is not None else "nothing"
                stated = next(edge for edge in edges if _states(edge, year))
                others = _places(edge for edge in edges if edge is not stated)
                yield Remark(stated.location, arguments, variant, others)


def _share(edge: Edge) -> Decimal | None:
    """The share that a link gives; None where it gives amounts or all there is."""
    written = edge.written
    return written.share if isinstance(written, FundsLink) and written.amounts is None else None


def _states(edge: Edge, year: str) -> bool:
    """Whether a link states an amount for a year."""
    return isinstance(edge.written, FundsLink) and year in (edge.written.amounts or ())


def _places(edges: Iterable[Edge]) -> tuple[Location, ...]:
    return tuple(edge.location for edge, _ in zip(edges, range(RELATED), strict=False))


def _parts(promise: Promise, edges: Sequence[Edge], year: str, own: Decimal | None) -> Iterator[Entry | Percent | str]:
    """What links give, for a message: the first few with their shares or amounts, and how many more there are."""
    for edge in edges[:_MOST]:
        if (share := _share(edge)) is not None:
            part = given(edge, own, int(year)) if year else None
            yield Percent(edge.target, share, None if part is None else Money(part, promise.budget.money))
        elif (amount := given(edge, own, int(year))) is not None:
            yield Entry(edge.target, Money(amount, promise.budget.money))
    if len(edges) > _MOST:
        yield f"… (+{len(edges) - _MOST})"


@rule("BUD145", Severity.ERROR)
def part_unclear(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A link gives a share or amounts, and what it gives is not negative."""
    for promise in promises(workspace):
        for edge in promise.edges:
            if not isinstance(edge.written, FundsLink) or edge.written.amounts is None:
                continue
            arguments: dict[str, object] = {"id": promise.row.id, "target": edge.target}
            place = edge.lower.at(*edge.steps, "amounts", key=True)
            if edge.written.share is not None:
                related = (edge.lower.at(*edge.steps, "share", key=True),)
                yield Remark(place, arguments | {"share": edge.written.share}, "both", related)
            negative = [(year, amount) for year, amount in edge.written.amounts.items() if amount < 0]
            if negative:
                entries = tuple(Entry(f"{year}:", Money(amount, promise.budget.money)) for year, amount in negative)
                place = edge.lower.at(*edge.steps, "amounts", negative[0][0])
                yield Remark(place, arguments | {"rows": entries}, "negative")


@rule("BUD146", Severity.INFO)
def share_small(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A share is written in per cent: one below 1 may be meant as a fraction."""
    for promise in promises(workspace):
        for edge in promise.edges:
            share = _share(edge)
            if share is not None and 0 < share < 1:
                meant = EXACT.multiply(share, Decimal(100))
                # Written without an exponent and without zeros at the end: 60 and not 60.00 nor 6E+1.
                likely = meant.quantize(Decimal(1)) if meant == meant.to_integral_value() else meant.normalize()
                arguments = {"id": promise.row.id, "target": edge.target, "share": share, "likely": likely}
                yield Remark(edge.lower.at(*edge.steps, "share"), arguments)
