"""BUD141–143: money is promised once: what a row gives to all that it funds is no more than it has."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from strategia.diagnostics import Money, Severity
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
        links = [edge.written for edge in promise.edges if isinstance(edge.written, FundsLink)]
        shares = [link.share for link in links if link.share is not None and link.amounts is None]
        total = exact_sum(shares)
        if total > 100:
            arguments = {"id": promise.row.id, "total": total}
            yield Remark(promise.row.at("funds", key=True), arguments, related=promise.places)


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
                arguments = {
                    "id": promise.row.id,
                    "year": year,
                    "given": Money(total, promise.budget.money),
                    "own": Money(most, promise.budget.money),
                    "difference": Money(EXACT.subtract(total, most), promise.budget.money),
                }
                variant = "" if own is not None else "nothing"
                yield Remark(promise.row.at("funds", key=True), arguments, variant, promise.places)
