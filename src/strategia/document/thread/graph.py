"""The graph of the golden thread: goals by priority, what measures them, what carries them, what pays."""

from collections.abc import Iterable

from strategia.document.ast import Arc, ArcStyle, Graph, Node, Run, Sign, plain
from strategia.document.naming import number_runs, title_of
from strategia.document.phrasing import Phrasing, texts
from strategia.model.base import Entity
from strategia.model.budget import Budget
from strategia.model.indicators import Indicator
from strategia.model.services import ServiceLine
from strategia.trace.coverage import strand_of_entity
from strategia.trace.matrix import WHOLE, Carrier, GoalRow, Matrix
from strategia.trace.money import EUROS, Payment, Row, amounts

_MADE_UP = "†"
_STYLES: tuple[ArcStyle, ...] = ("sound", "editor", "suspect")


def graph(phrasing: Phrasing, matrix: Matrix, *, indicators: bool = True) -> Graph:
    """The thread as a layered graph; without `indicators` they are counted in their goals."""
    return _Drawer(phrasing, matrix, indicators=indicators).graph()


class _Drawer:
    """Gathers the nodes and arcs of one matrix, each once."""

    def __init__(self, phrasing: Phrasing, matrix: Matrix, *, indicators: bool) -> None:
        self.phrasing = phrasing
        self.matrix = matrix
        self.nodes: dict[str, Node] = {}
        self.arcs: dict[tuple[str, str], Arc] = {}
        self.marks: set[str] = set()
        self.counts_indicators = "indicators" in matrix.strands and not indicators
        kinds = ["indicators"] * ("indicators" in matrix.strands and indicators) + ["goals"]
        kinds += ["services"] * bool(set(matrix.strands) & {"measures", "services"})
        kinds += ["money"] * ("money" in matrix.strands)
        self.layers = {kind: place for place, kind in enumerate(kinds)}

    def graph(self) -> Graph:
        phrasing, matrix = self.phrasing, self.matrix
        priorities = list(dict.fromkeys(row.coverage.priority.id for row in matrix.rows))
        names = []
        for band, known in enumerate(priorities):
            rows = [row for row in matrix.rows if row.coverage.priority.id == known]
            names.append(self._name(rows[0].coverage.priority))
            for row in rows:
                self._add(row.goal, "goals", band=band, detail=self._goal_detail(row), status=row.coverage.shallow)
            for row in rows:
                self._hang(row.goal.id, row.carriers, band)
            self._hang(f"band-{band}", matrix.below(known), band)
        if matrix.scope.goals is None and not matrix.scope.gaps:
            self._beside()
        used = {arc.style for arc in self.arcs.values()}
        legend = [Sign(style, phrasing.term(f"graph.{style}")) for style in _STYLES if style in used]
        if self.marks:
            legend.append(Sign(None, f"{_MADE_UP} {', '.join(sorted(self.marks))}"))
        layers = tuple(phrasing.term(f"graph.{kind}") for kind in self.layers)
        title = texts(phrasing.term("graph.title"))
        takeaway = phrasing.label("graph.takeaway", priorities=len(names), goals=len(matrix.rows), arcs=len(self.arcs))
        if "money" in self.layers:
            takeaway = (*takeaway, Run(" "), *phrasing.label("graph.whole_rows"))
        return Graph(
            title,
            layers,
            tuple(names),
            tuple(self.nodes.values()),
            tuple(self.arcs.values()),
            takeaway,
            tuple(legend),
        )

    def _goal_detail(self, row: GoalRow) -> str:
        """How far a goal is covered, and how many indicators it has where they are not drawn."""
        words = [self.phrasing.term(f"status.{row.coverage.shallow}")]
        if self.counts_indicators:
            found = {id(edge.lower) for edge in row.coverage.links if isinstance(edge.lower, Indicator)}
            words.append(self.phrasing.words.count("graph.count", len(found)))
        return "; ".join(words)

    def _beside(self) -> None:
        """What carries the strategy as a whole, and what carries nothing."""
        below = [one for one in self.matrix.below(WHOLE) if not isinstance(one.entity, Indicator)]
        for carrier in below:
            self._carry(carrier, None, about=self.phrasing.term("named.strategy"))
        for entity in self.matrix.adrift:
            if isinstance(entity, ServiceLine):
                self._add(entity, "services", detail=self.phrasing.term("graph.loose"), status="uncovered")
        budget = self.matrix.budget
        for row in self.matrix.idle:
            euros = self._euros(row, budget)
            detail = "; ".join(filter(None, (euros, self.phrasing.term("graph.loose"))))
            self._add(row, "money", detail=detail, status="uncovered")

    def _euros(self, row: Row, budget: Budget | None) -> str:
        if budget is None:
            return ""
        own = amounts(row).get(str(budget.years[0]))
        return self.phrasing.words.euros_in_short(own * EUROS[budget.money]) if own is not None else ""

    def _paid(self, payment: Payment) -> str:
        """The euros of a payment, with its year where that is not the budget year."""
        euros, budget = self.phrasing.words.euros_in_short(payment.euros), self.matrix.budget
        if budget is not None and (payment.budget.id, payment.year) == (budget.id, budget.years[0]):
            return euros
        return self.phrasing.term("trace.year", euros=euros, year=payment.year)

    def _hang(self, upper: str, carriers: Iterable[Carrier], band: int) -> None:
        for carrier in carriers:
            layer = self._layer(carrier.entity)
            if layer is None:
                # A goal of the budget or a programme is no strand: what carries it is drawn to what it carries.
                self._hang(upper, carrier.carriers, band)
                continue
            known = str(vars(carrier.entity)["id"])
            if carrier.edge is not None:
                self._link(known, upper, carrier)
            self._carry(carrier, band, within=upper if carrier.edge is None else None)

    def _carry(self, carrier: Carrier, band: int | None, within: str | None = None, about: str = "") -> None:
        """A carrier with all that carries it."""
        entity, layer = carrier.entity, self._layer(carrier.entity)
        if layer is None:
            return
        detail = [self._paid(carrier.payments[0])] if carrier.payments else []
        if carrier.status == "suspect":
            detail.append(self.phrasing.term("link.suspect"))
        status = carrier.money if carrier.money in ("uncovered", "partly") else None
        if status is not None:
            detail.append(f"{self.phrasing.term('strand.money').lower()}: {self.phrasing.term(f'status.{status}')}")
        if layer == "money":
            budget = self.matrix.thread.ledger.budget_of.get(str(vars(entity)["id"]))
            detail = [self._euros(entity, budget), *detail[1:]]  # type: ignore[arg-type]
        detail.insert(0, about)
        in_band = band if layer == "indicators" else None
        self._add(entity, layer, band=in_band, detail="; ".join(filter(None, detail)), status=status, within=within)
        self._hang(str(vars(entity)["id"]), carrier.carriers, band or 0)

    def _link(self, lower: str, upper: str, carrier: Carrier) -> None:
        edge = carrier.edge
        style: ArcStyle = "suspect" if carrier.status == "suspect" else "sound"
        if style == "sound" and edge is not None and edge.source == "editor":
            style = "editor"
        self.arcs.setdefault((lower, upper), Arc(lower, upper, style))

    def _layer(self, entity: Entity) -> str | None:
        strand = strand_of_entity(entity)
        layer = "services" if strand == "measures" else strand
        return layer if layer in self.layers else None

    def _add(self, entity: Entity, layer: str, **more: object) -> None:
        known = str(vars(entity)["id"])
        if known not in self.nodes:
            self.nodes[known] = Node(known, self._name(entity), self.layers[layer], **more)  # type: ignore[arg-type]

    def _name(self, entity: Entity) -> str:
        """The number and the title of an entity, with a sign where it is made up."""
        title = title_of(entity)
        number = plain(number_runs(vars(entity).get("number")))
        name = f"{number}{self.phrasing.plain(title)}" if title is not None else str(vars(entity)["id"])
        if (above := self.phrasing.namesakes.get(str(vars(entity)["id"]))) is not None:
            name = f"{name} ({self.phrasing.plain(above)})"
        mark = plain(self.phrasing.resting_on((entity,)))
        if not mark:
            return name
        self.marks.add(mark.strip(" ()"))
        return f"{name}\u00a0{_MADE_UP}"
