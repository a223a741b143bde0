"""What all reports of the golden thread say alike: names, statuses, euros, places."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from strategia.document.ast import plain
from strategia.document.naming import class_word, named
from strategia.document.phrasing import Phrasing
from strategia.loading.characters import printable
from strategia.model.base import Entity, LocalizedText
from strategia.model.links import FundsLink
from strategia.model.papers import Sourced
from strategia.source import Location
from strategia.trace.coverage import LinkStatus, Status, Strand
from strategia.trace.fingerprints import Facet
from strategia.trace.matrix import Matrix, Sum
from strategia.trace.money import Payment, rows


class Wording:
    """A matrix in the words of one language, each text on one line."""

    def __init__(self, matrix: Matrix, language: str) -> None:
        self.matrix = matrix
        self.phrasing = Phrasing(matrix.workspace, language)
        self.term = self.phrasing.words.term
        self.euros = self.phrasing.words.euros

    @property
    def county(self) -> str:
        """The name of the county."""
        return self.matrix.workspace.county.name(self.phrasing.language)

    def text(self, text: LocalizedText) -> str:
        """A text of the county without its style."""
        return printable(self.phrasing.plain(text))

    def name(self, entity: Entity) -> str:
        """The number and the title of an entity, marked where it is made up itself and not only its paper."""
        return printable(plain(named(self.phrasing, entity)))

    def kind(self, entity: Entity) -> str:
        """What an entity is."""
        return printable(class_word(self.phrasing, entity))

    def strand(self, strand: Strand) -> str:
        """The word for a strand."""
        return self.term(f"strand.{strand}")

    def status(self, status: Status) -> str:
        """The word for how far something is covered."""
        return self.term(f"status.{status}")

    def link(self, status: LinkStatus, changes: Iterable[Facet] = ()) -> str:
        """Whether a link holds, and what has changed where it must be looked at again."""
        words = self.term(f"link.{status}")
        facets = ", ".join(self.term(f"facet.{facet}") for facet in changes)
        return f"{words} ({self.term('trace.changed', facets=facets)})" if facets else words

    def sum(self, sums: Iterable[Sum]) -> Sum | None:
        """What is paid in the first year of the newest budget; None where nothing is."""
        budget = self.matrix.budget
        return next((s for s in sums if budget is not None and s.budget is budget and s.year == budget.years[0]), None)

    def payment(self, payments: Iterable[Payment]) -> str:
        """What a link pays in the first year of its budget, and the share of the row that this is."""
        first = next(iter(payments), None)
        if first is None:
            return ""
        words = self.term("trace.year", euros=self.euros(first.euros), year=first.year)
        written = first.edge.written
        if isinstance(written, FundsLink) and written.amounts is None and written.share is not None:
            share = self.term("trace.share", share=self.phrasing.number(written.share))
            words = f"{words}, {share}"
        return words

    def counts(self, name: str, numbers: Mapping[str, int]) -> str:
        """A line of counts: “Tavoitteet (4): katettu 3, kattamatta 1.”."""
        counts = ", ".join(f"{word} {number}" for word, number in numbers.items())
        return self.term("trace.counts", name=name, counts=counts, total=sum(numbers.values()))

    def tally(self) -> Iterator[str]:
        """How many goals and links there are of each status."""
        tally = self.matrix.tally
        yield self.counts(self.term("trace.goals"), {self.status(one): n for one, n in tally.shallow.items()})
        if "money" in self.matrix.strands:
            yield self.counts(self.term("trace.deep"), {self.status(one): n for one, n in tally.deep.items()})
        yield self.counts(self.term("trace.links"), {self.link(one): n for one, n in tally.links.items()})

    def notice(self) -> str:
        """What must be known of the whole: that a file is left out of it, which papers are made up; else empty."""
        workspace = self.matrix.workspace
        papers = [root for root in workspace.roots if isinstance(root, Sourced) and root.illustrative]
        names = "; ".join(self.text(paper.title) for paper in papers)
        found = [] if workspace.complete else [self.term("trace.incomplete")]
        found += [self.term("trace.illustrative", papers=names)] if names else []
        budget = self.matrix.budget
        if budget is not None and not budget.illustrative and any(map(workspace.is_illustrative, rows(budget))):
            found.append(self.term("trace.partly", paper=self.text(budget.title)))
        return " ".join(found)


def place(location: Location) -> str:
    """A file and a line: `strategies/lappi/budget-2023.yaml:12`."""
    return printable(f"{location.path}:{location.span.line}")


def number(value: Decimal) -> str:
    """A number as data: a decimal point, no exponent, no trailing zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
