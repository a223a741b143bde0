"""Indicators: what is measured, how, by whom and what is aimed at."""

from typing import Annotated, Literal

from pydantic import Field

from strategia.model.base import Alias, Entity, Id, LocalizedText, Noted, Number, When
from strategia.model.links import DocumentRef, Serves
from strategia.model.statements import IncomeLine

IndicatorType = Literal[
    "boolean",
    "count",
    "share",
    "money",
    "index",
    "grade",
    "nps",
    "survey",
    "self_assessment",
    "ratio",
    "ordinal",
    "external_set",
    "other",
]
TargetKind = Literal["absolute", "direction", "peer_mean", "peer_rank", "statutory", "milestone", "text"]
Comparator = Literal["at_least", "at_most", "equal", "above", "below", "between"]
Better = Literal["up", "down", "target"]
ReportingLevel = Literal["council", "board", "management", "unit"]
Frequency = Literal["monthly", "quarterly", "half_yearly", "yearly", "once_per_term", "continuous", "other"]
SourceKind = Literal["sotkanet", "thl", "own", "survey", "budget", "register", "external_set"]
ComputedLine = Literal["net_costs", IncomeLine]
"""A line of the income statement; the net costs are the operating margin without its sign."""
Divisor = Literal["resident", "year_before", ComputedLine]
ComputedForm = Literal["amount", "ratio", "percent"]
Comparison = Literal["time", "cross_sectional", "both"]
"""With what a value may be compared: with those of other years, of other counties in the same year, or with both."""


class Scale(Entity):
    """The lowest and the highest possible value."""

    min: Number
    max: Number


class DataSource(Entity):
    """Where the values come from."""

    kind: SourceKind
    name: LocalizedText | None = None
    id: int | None = None


class Computation(Entity):
    """How an indicator follows from the budget: a line, over what it is divided by, in which form.

    A divisor counts without its sign; `year_before` gives the change from the year before.
    """

    of: ComputedLine
    per: Divisor | None = None
    form: Annotated[ComputedForm, Field(alias="as")] = "amount"


class Target(Noted):
    """What is aimed at: the approved words in `text`, the normalised value beside them."""

    kind: TargetKind
    text: LocalizedText | None = None
    comparator: Comparator | None = None
    value: Number | None = None
    upper: Number | None = None
    direction: Better | None = None
    due: When | None = None
    peers: LocalizedText | None = None
    statute: LocalizedText | None = None


class Baseline(Noted):
    """Where the county starts from."""

    value: Number
    when: When


class Observation(Noted):
    """A measured value. `region` is the county itself unless said."""

    when: When
    value: Number
    region: LocalizedText | None = None
    approx: bool = False


class Component(Noted):
    """One of several indicators that the source prints as one."""

    name: LocalizedText
    type: IndicatorType | None = None
    unit: LocalizedText | None = None
    targets: tuple[Target, ...] = ()


class Indicator(Noted):
    """Something measured. A nameless one has its printed words in `verbatim` alone."""

    id: Id
    number: str | None = None
    name: LocalizedText | None = None
    verbatim: LocalizedText | None = None
    type: IndicatorType
    unit: LocalizedText | None = None
    scale: Scale | None = None
    better: Better | None = None
    comparison: Comparison | None = None
    description: LocalizedText | None = None
    serves: Serves | None = None
    components: tuple[Component, ...] = ()
    breakdowns: tuple[LocalizedText, ...] = ()
    data: DataSource | None = None
    computed: Computation | None = None
    frequency: Frequency | None = None
    level: ReportingLevel | None = None
    owner: LocalizedText | None = None
    reports_to: tuple[LocalizedText, ...] = ()
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    observations: tuple[Observation, ...] = ()
    defined_in: DocumentRef | None = None
    aliases: tuple[Alias, ...] = ()
