"""The service strategy: how the county arranges its services, and which goals of the strategy that carries out.

Basis: 612/2021, 11 §. It is part of the strategy; a county may print it within the strategy
(`embedded`) or as a paper of its own.
"""

from typing import Literal

from pydantic import Field

from strategia.model.base import Alias, Id, LocalizedText, Noted, Period, PointOrText, Section, When
from strategia.model.links import DocumentRef, Implements, LinkSource
from strategia.model.measures import Programme
from strategia.model.papers import Paper

Consideration = Literal["needs", "local_conditions", "availability", "accessibility", "cost_effectiveness"]
"""What the law tells a service strategy to take into account."""
ServiceHeading = Literal["aims", "considerations", "production", "service_levels", "goals", "programmes"]
"""The parts of a service strategy to which a county may give headings of its own."""


class ServiceLine(Noted):
    """A goal or a line of the service strategy, with the lines below it, and what it implements."""

    id: Id
    number: str | None = None
    title: LocalizedText
    text: tuple[LocalizedText, ...] = ()
    points: tuple[PointOrText, ...] = ()
    implements: Implements | None = None
    considers: tuple[Consideration, ...] = ()
    lines: "tuple[ServiceLine, ...]" = ()
    owner: LocalizedText | None = None
    due: When | None = None
    no_cost: LocalizedText | None = None
    aliases: tuple[Alias, ...] = ()
    tags: tuple[Id, ...] = ()


class ProductionMode(Noted):
    """A way in which services are produced: by the county itself, with others, bought, by vouchers."""

    id: Id | None = None
    title: LocalizedText
    text: tuple[LocalizedText, ...] = ()
    points: tuple[PointOrText, ...] = ()


class Production(Noted):
    """How services are produced: in words, and mode by mode."""

    text: tuple[LocalizedText, ...] = ()
    modes: tuple[ProductionMode, ...] = ()


class ServiceStrategy(Paper):
    """A service strategy, within the strategy or on its own.

    `considers_source` says who classed the lines by what they consider: the source, or an editor of this file.
    """

    kind: Literal["service-strategy"]
    county: str
    id: Id = "service-strategy"
    subtitle: LocalizedText | None = None
    period: Period | None = None
    embedded: bool = False
    document: DocumentRef | None = None
    headings: dict[ServiceHeading, LocalizedText] = Field(default_factory=dict)
    text: tuple[LocalizedText, ...] = ()
    considerations: dict[Consideration, LocalizedText] = Field(default_factory=dict)
    considers_source: LinkSource = "source"
    aims: tuple[ServiceLine, ...] = ()
    goals: tuple[ServiceLine, ...] = ()
    production: Production | None = None
    service_levels: tuple[ServiceLine, ...] = ()
    programmes: tuple[Programme, ...] = ()
    sections: tuple[Section, ...] = ()
