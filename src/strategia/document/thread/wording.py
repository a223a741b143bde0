"""What all parts of the document say alike: statuses, names with links, euros."""

from collections.abc import Iterable
from dataclasses import replace

from strategia.document.ast import Cell, CellStatus, Paragraph, Run, Runs, Section
from strategia.document.naming import beside, number_runs, referred, title_of
from strategia.document.phrasing import Phrasing, capitalised, texts
from strategia.model.base import Entity
from strategia.model.budget import Budget
from strategia.model.links import FundsLink
from strategia.trace.coverage import Status, Strand
from strategia.trace.matrix import Carrier, Matrix, Sum
from strategia.trace.money import Payment


class Wording:
    """A matrix in the words of a document."""

    def __init__(self, phrasing: Phrasing, matrix: Matrix) -> None:
        self.phrasing = phrasing
        self.matrix = matrix
        self.workspace = matrix.workspace

    @property
    def budget(self) -> Budget | None:
        """The budget that the euros are from."""
        return self.matrix.budget if "money" in self.matrix.strands else None

    # --- statuses ----------------------------------------------------------------------

    def status(self, status: Status) -> str:
        """The word for how far something is covered."""
        return self.phrasing.term(f"status.{status}")

    def strand(self, strand: Strand) -> str:
        """The word for a strand."""
        return self.phrasing.term(f"strand.{strand}")

    def cell(self, status: CellStatus, *more: Paragraph, count: int = 0) -> Cell:
        """A cell that says a status, with how many links there are."""
        words = capitalised(self.status(status)) + (f"\N{NO-BREAK SPACE}({count})" if count else "")
        return Cell((Paragraph(texts(words)), *more), status=status)

    # --- names -------------------------------------------------------------------------

    def name(self, entity: Entity) -> Runs:
        """The name of an entity with a link to it, marked where it is made up."""
        known = str(vars(entity)["id"])
        return (*referred(self.phrasing, entity, known), *self.mark(entity))

    def title(self, entity: Entity) -> Runs:
        """The number and the title of an entity where it is printed itself, marked likewise."""
        phrasing, text = self.phrasing, title_of(entity)
        words = phrasing.runs(text) if text is not None else texts(str(vars(entity)["id"]))
        return (*number_runs(vars(entity).get("number")), *words, *beside(phrasing, entity), *self.mark(entity))

    def mark(self, entity: Entity) -> Runs:
        """The mark of what is made up, by itself or with the whole paper that it stands in."""
        return self.phrasing.resting_on((entity,))

    def carrier(self, carrier: Carrier) -> Runs:
        """A carrier in a line: its name, the mark of an editor's link, its euros, and what is the matter with it."""
        words = self.name(carrier.entity)
        if carrier.edge is not None and carrier.edge.source == "editor":
            words = (*words, self.phrasing.editor_mark())
        if carrier.payments:
            words = (*words, Run(", "), *self.payment(carrier.payments[0]))
        return (*words, *self.remark(carrier))

    def remark(self, carrier: Carrier) -> Runs:
        """What is the matter with a carrier: its link is suspect, it has no money, or needs none."""
        phrasing = self.phrasing
        words: Runs = ()
        if carrier.status == "suspect":
            facets = ", ".join(phrasing.term(f"facet.{facet}") for facet in carrier.changes)
            changed = phrasing.term("trace.changed", facets=facets)
            words = (Run(" – "), Run(f"{phrasing.term('link.suspect')} ({changed})", strong=True))
        reason = vars(carrier.entity).get("no_cost")
        if reason is not None:
            return (*words, Run(f" – {phrasing.term('funding.none')}: "), *phrasing.runs(reason))
        if carrier.money in ("uncovered", "partly"):
            state = f"{self.strand('money').lower()}: {self.status(carrier.money)}"
            words = (*words, Run(" – "), Run(state, strong=carrier.money == "uncovered"))
        return words

    # --- money -------------------------------------------------------------------------

    def payment(self, payment: Payment) -> Runs:
        """What a link pays: “7 300 000 € (4 % rivistä)”, with its year where that is not the budget year."""
        phrasing = self.phrasing
        words = phrasing.words.euros(payment.euros)
        written = payment.edge.written
        if isinstance(written, FundsLink) and written.amounts is None and written.share is not None:
            words += f" ({phrasing.term('trace.share', share=phrasing.number(written.share))})"
        # Euros are those of the budget year unless they say otherwise.
        if self.budget is None or (payment.budget, payment.year) != (self.budget, self.budget.years[0]):
            words = phrasing.term("trace.year", euros=words, year=payment.year)
        return texts(words)

    def sum(self, sums: Iterable[Sum]) -> Sum | None:
        """What is paid in the first year of the budget; None where nothing is."""
        budget = self.budget
        return next((s for s in sums if budget is not None and s.budget is budget and s.year == budget.years[0]), None)

    def total(self, paid: Sum) -> Runs:
        """The euros of a sum, marked as far as they are made up."""
        words = texts(self.phrasing.words.euros(paid.euros))
        return (*words, *self.phrasing.resting_on(payment.row for payment in paid.payments))

    # --- marks -------------------------------------------------------------------------

    def explained(self, section: Section) -> Section:
        """A section with the legend of the marks that stand in it."""
        legend = self.phrasing.legend()
        if not legend:
            return section
        if section.sections:
            last = self._at_end(section.sections[-1], legend)
            return replace(section, sections=(*section.sections[:-1], last))
        return replace(section, blocks=(*section.blocks, *legend))

    def _at_end(self, section: Section, legend: tuple[Paragraph, ...]) -> Section:
        if section.sections:
            last = self._at_end(section.sections[-1], legend)
            return replace(section, sections=(*section.sections[:-1], last))
        return replace(section, blocks=(*section.blocks, *legend))
