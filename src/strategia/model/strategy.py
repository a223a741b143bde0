"""The strategy: mission, vision, values, environment, and the tree of priorities and goals.

Only county, title, period and one priority are mandatory; everything else is a matter for lint.
Level names are data: `levels` says what a county calls its priorities, perspectives, goals and
points, and which level plays the goal; `headings` what it calls the other parts.
"""

import re
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from strategia.model.base import (
    Alias,
    Entity,
    Id,
    LanguageCode,
    LocalizedText,
    Noted,
    Number,
    Period,
    PointOrText,
    Section,
    When,
)
from strategia.model.indicators import Indicator
from strategia.model.links import DocumentRef, PriorityRef, ServedLink
from strategia.model.measures import Measure, Programme
from strategia.model.papers import DecidingBody, Paper

LevelKey = Literal["priority", "perspective", "goal", "point"]
LevelRole = Literal["priority", "grouping", "goal", "statement", "detail"]
SectionPlace = Literal["introduction", "environment", "priorities", "implementation", "follow_up", "appendix"]
HeadingKey = Literal[
    "mission",
    "vision",
    "service_promise",
    "values",
    "principles",
    "environment",
    "strengths",
    "challenges",
    "factors",
    "key_facts",
    "map",
    "flagship",
    "must_win",
    "normal",
    "saving",
    "indicators",
    "achievements",
    "documents",
    "programmes",
    "follow_up",
]
"""The parts of a document to which a county may give headings of its own."""
PlanningKind = Literal[
    "strategy", "service_strategy", "service_level_decision", "budget", "programme", "plan", "report", "agreement"
]

Duty = Literal[
    "wellbeing",
    "services",
    "service_targets",
    "ownership",
    "personnel",
    "participation",
    "environment",
    "follow_up",
    "review",
    "rescue",
    "language_rights",
]
"""What the law, as far as strategia knows it, wants a strategy to speak of; the first six are its own list."""


class LevelName(Entity):
    """What a county calls one level, and the part it plays. Templates never inflect: forms are given."""

    singular: LocalizedText
    plural: LocalizedText
    genitive: LocalizedText | None = None
    role: LevelRole | None = None


class Statement(Noted):
    """A mission, a vision or a service promise: a slogan, and what it means."""

    slogan: LocalizedText | None = None
    text: tuple[LocalizedText, ...] = ()
    points: tuple[PointOrText, ...] = ()
    caption: LocalizedText | None = None
    draft: bool = False


class Value(Noted):
    """A value, which may be a whole clause, and how it is lived."""

    id: Id | None = None
    name: LocalizedText
    statements: tuple[PointOrText, ...] = ()


class Group(Noted):
    """A heading with lines below it."""

    title: LocalizedText
    text: tuple[LocalizedText, ...] = ()
    points: tuple[PointOrText, ...] = ()


class ValueFrame(Entity):
    """What is said about the values as a whole."""

    acronym: str | None = None
    motto: LocalizedText | None = None
    groups: tuple[Group, ...] = ()


class Challenge(Noted):
    """A challenge of the situation and the need that follows from it."""

    challenge: LocalizedText
    need: LocalizedText


class Fact(Noted):
    """A figure about the county: what it is of, the words of the source, and the value beside them."""

    label: LocalizedText
    text: LocalizedText | None = None
    value: Number | None = None
    unit: LocalizedText | None = None
    approx: bool = False
    year: int | None = None


class Environment(Noted):
    """The setting of the strategy: strengths, challenges, factors of change, figures."""

    id: Id = "environment"
    assessed: When | None = None
    text: tuple[LocalizedText, ...] = ()
    strengths: tuple[Group, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    factors: tuple[Group, ...] = ()
    facts: tuple[Fact, ...] = ()


class Goal(Noted):
    """A goal, or what the county has in its place."""

    id: Id
    number: str | None = None
    title: LocalizedText
    text: LocalizedText | None = None
    prioritised: bool = False
    no_cost: LocalizedText | None = None
    points: tuple[PointOrText, ...] = ()
    aliases: tuple[Alias, ...] = ()
    tags: tuple[Id, ...] = ()
    example: LocalizedText | None = None
    evaluation: LocalizedText | None = None


class Perspective(Noted):
    """A level between priority and goal that groups goals; indicators may hang on it."""

    id: Id
    number: str | None = None
    title: LocalizedText
    text: LocalizedText | None = None
    goals: tuple[Goal, ...] = ()
    aliases: tuple[Alias, ...] = ()
    tags: tuple[Id, ...] = ()


class Priority(Noted):
    """A priority of the strategy, with goals or with perspectives that hold goals."""

    id: Id
    number: str | None = None
    title: LocalizedText
    statement: LocalizedText | None = None
    text: tuple[LocalizedText, ...] = ()
    perspectives: tuple[Perspective, ...] = ()
    goals: tuple[Goal, ...] = ()
    aliases: tuple[Alias, ...] = ()
    tags: tuple[Id, ...] = ()


class Theme(Noted):
    """A cross-cutting view: a box of the strategy map."""

    id: Id | None = None
    title: LocalizedText
    serves: ServedLink | None = None


class AchievementGroup(Noted):
    """What has been achieved, under the priority it belongs to or under a heading of its own."""

    title: LocalizedText | None = None
    serves: PriorityRef | None = None
    items: tuple[PointOrText, ...]


class FollowUpTask(Noted):
    """Who follows the strategy up, and how."""

    body: LocalizedText
    task: LocalizedText
    frequency: LocalizedText | None = None


class FollowUp(Noted):
    """How the fulfilment of the strategy is evaluated and followed up."""

    text: tuple[LocalizedText, ...] = ()
    tasks: tuple[FollowUpTask, ...] = ()
    review: LocalizedText | None = None
    indicators_defined_in: tuple[DocumentRef, ...] = ()


class PlanningDocument(Noted):
    """A document of the county's planning system, and who decides on it."""

    id: Id
    title: LocalizedText
    kind: PlanningKind | None = None
    decided_by: DecidingBody | None = None
    due: When | None = None
    due_text: LocalizedText | None = None
    examples: tuple[LocalizedText, ...] = ()
    part_of: DocumentRef | None = None


def _document_or_text(value: object) -> str:
    """What has the form of an id is one: no document is described in a single word."""
    return "«document»" if isinstance(value, str) and _ID.fullmatch(value) else "«text»"


_ID = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,63}")

CoveredElsewhere = Annotated[
    Annotated[DocumentRef, Tag("«document»")] | Annotated[LocalizedText, Tag("«text»")],
    Discriminator(_document_or_text),
]
"""Where something is said that the strategy itself leaves out: the id of a document, or a text."""


class PlacedSection(Section):
    """A section of free prose with its place in the documents."""

    place: SectionPlace = "introduction"


class Strategy(Paper):
    """A strategy as its council decides on it, or as far as it has been drafted."""

    kind: Literal["strategy"]
    county: str
    id: Id = "strategy"
    subtitle: LocalizedText | None = None
    period: Period
    measures_period: Period | None = None
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)] = ("fi",)
    translation_notice: LocalizedText | None = None
    levels: dict[LevelKey, LevelName] = Field(default_factory=dict)
    headings: dict[HeadingKey, LocalizedText] = Field(default_factory=dict)
    mission: Statement | None = None
    vision: Statement | None = None
    service_promise: Statement | None = None
    values: tuple[Value, ...] = ()
    value_frame: ValueFrame | None = None
    principles: tuple[Group, ...] = ()
    environment: Environment | None = None
    sections: tuple[PlacedSection, ...] = ()
    priorities: Annotated[tuple[Priority, ...], Field(min_length=1)]
    themes: tuple[Theme, ...] = ()
    measures: tuple[Measure, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    programmes: tuple[Programme, ...] = ()
    documents: tuple[PlanningDocument, ...] = ()
    follow_up: FollowUp | None = None
    covered_by: dict[Duty, CoveredElsewhere] = Field(default_factory=dict)
    achievements: tuple[AchievementGroup, ...] = ()
