"""The golden thread as data with stable keys: every number as an exact decimal, with the place it stands at."""

import json
from collections.abc import Iterable, Sequence

from strategia.document.naming import CLASSES, title_of
from strategia.model.base import Entity
from strategia.model.budget import Budget
from strategia.model.indicators import Indicator
from strategia.model.links import Link
from strategia.reporters.trace.words import Wording, number, place
from strategia.trace import loose
from strategia.trace.coverage import Carried
from strategia.trace.matrix import WHOLE, Carrier, GoalRow, Matrix, Sum
from strategia.trace.money import EUROS, Payment, Row, amounts, column, rows
from strategia.workspace import Edge

Data = dict[str, object]

VERSION = 1
"""Counts up when a key changes its meaning or goes; new keys may come at any time."""


def as_json(matrices: Sequence[Matrix], language: str) -> str:
    """The threads of some counties as JSON."""
    counties = [_Teller(matrix, language).county() for matrix in matrices]
    return json.dumps({"version": VERSION, "counties": counties}, ensure_ascii=False, indent=2) + "\n"


class _Teller:
    """Tells one matrix."""

    def __init__(self, matrix: Matrix, language: str) -> None:
        self.matrix = matrix
        self.words = Wording(matrix, language)

    def county(self) -> Data:
        matrix, workspace, tally = self.matrix, self.matrix.workspace, self.matrix.tally
        priorities = {row.coverage.priority.id: row.coverage.priority for row in matrix.rows}
        return {
            "county": workspace.county.slug,
            "name": self.words.county,
            "complete": workspace.complete,
            "strands": list(matrix.strands),
            "budgets": [self._budget(budget) for budget in workspace.budgets],
            "goals": [self._goal(row) for row in matrix.rows],
            "priorities": [
                {**self._entity(priority), "carriers": self._carriers(matrix.below(known))}
                for known, priority in priorities.items()
            ],
            "whole_strategy": self._carriers(matrix.below(WHOLE)),
            "links": [self._link(edge) for edge in matrix.links],
            "loose": {
                "entities": [self._entity(entity) for entity in matrix.adrift],
                "rows": [
                    self._row(row, budget)
                    for budget in (workspace.budgets if "money" in matrix.strands else ())
                    for row in loose.rows(workspace, budget)
                ],
            },
            "counts": {"shallow": tally.shallow, "deep": tally.deep, "links": tally.links},
        }

    def _entity(self, entity: Entity) -> Data:
        title = title_of(entity)
        found: Data = {
            "kind": CLASSES.get(type(entity), type(entity).__name__.lower()),
            "id": vars(entity)["id"],
            "number": vars(entity).get("number"),
            "title": self.words.text(title) if title is not None else None,
            "place": place(entity.at("id")),
        }
        if getattr(entity, "illustrative", False):
            found["illustrative"] = True
        if isinstance(entity, Indicator):
            found["targets"] = [
                {"value": number(goal.value), "place": place(goal.at("value"))}
                for goal in entity.targets
                if goal.value is not None
            ]
        return found

    def _goal(self, row: GoalRow) -> Data:
        coverage = row.coverage
        return {
            **self._entity(row.goal),
            "priority": coverage.priority.id,
            "perspective": coverage.perspective.id if coverage.perspective is not None else None,
            "shallow": coverage.shallow,
            "deep": coverage.deep,
            "strands": {strand: self._carried(carried) for strand, carried in coverage.strands.items()},
            "euros": [self._sum(one) for one in row.sums],
            "carriers": self._carriers(row.carriers),
        }

    def _carried(self, carried: Carried) -> Data:
        found: Data = {"status": carried.status, "links": len(carried.edges)}
        if carried.reason is not None:
            found["reason"] = self.words.text(carried.reason)
        return found

    def _carriers(self, carriers: Iterable[Carrier]) -> list[Data]:
        return [self._carrier(carrier) for carrier in carriers]

    def _carrier(self, carrier: Carrier) -> Data:
        found = self._entity(carrier.entity)
        if carrier.edge is not None:
            found["link"] = self._link(carrier.edge)
        if carrier.money is not None:
            found["money"] = carrier.money
        if (reason := getattr(carrier.entity, "no_cost", None)) is not None:
            found["no_cost"] = self.words.text(reason)
        if carrier.payments:
            found["payments"] = [self._payment(payment) for payment in carrier.payments]
        if carrier.repeated:
            found["repeated"] = True
        if carrier.carriers:
            found["carriers"] = self._carriers(carrier.carriers)
        return found

    def _link(self, edge: Edge) -> Data:
        thread = self.matrix.thread
        found: Data = {
            "from": vars(edge.lower)["id"],
            "relation": edge.relation,
            "to": edge.target,
            "status": thread.status(edge),
            "source": edge.source,
            "place": place(edge.location),
        }
        if changes := thread.changes_of(edge):
            found["changed"] = list(changes)
        if isinstance(edge.written, Link) and edge.written.reviewed is not None:
            found["reviewed"] = edge.written.reviewed
        return found

    # --- money -------------------------------------------------------------------------

    def _payment(self, payment: Payment) -> Data:
        return {
            "budget": payment.budget.id,
            "year": payment.year,
            "euros": number(payment.euros),
            "whole_row": payment.whole,
            "places": [place(location) for location in payment.places],
        }

    def _sum(self, one: Sum) -> Data:
        locations = (location for payment in one.payments for location in payment.places)
        return {
            "budget": one.budget.id,
            "year": one.year,
            "euros": number(one.euros),
            "promised": number(one.promised),
            "places": list(dict.fromkeys(map(place, locations))),
        }

    def _budget(self, budget: Budget) -> Data:
        shares = [self._shares(budget, year) for year in budget.years]
        return {
            **self._entity(budget),
            "kind": "budget",
            "years": list(budget.years),
            "unit": budget.money,
            "rows": [self._row(row, budget) for row in rows(budget)],
            "reach": shares,
        }

    def _shares(self, budget: Budget, year: int) -> Data:
        shares = self.matrix.shares(budget, year)
        return {
            "year": year,
            "priorities": {known: number(euros) for known, euros in shares.priorities.items()},
            "several_priorities": number(shares.several),
            "whole_strategy": number(shares.whole),
            "not_linked": number(shares.loose),
        }

    def _row(self, row: Row, budget: Budget) -> Data:
        key = column(row)
        return {
            **self._entity(row),
            "amounts": [
                {"year": int(year), "euros": number(value * EUROS[budget.money]), "place": place(row.at(key, year))}
                for year, value in amounts(row).items()
            ],
        }
