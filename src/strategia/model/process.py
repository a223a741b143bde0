"""The process: how a strategy is made. Timeline, participation, workshops."""

from typing import Literal

from strategia.model.base import Id, LocalizedText, Noted, Number, PointOrText, Section, When
from strategia.model.papers import Sourced


class Event(Noted):
    """A step of the process. `uncertain` marks a time that is an editor's reading of the source."""

    when: When | None = None
    when_text: LocalizedText | None = None
    title: LocalizedText
    points: tuple[PointOrText, ...] = ()
    influence_window: bool = False
    uncertain: bool = False


class Participation(Noted):
    """How many took part, and who."""

    group: LocalizedText
    count: Number | None = None
    unit: LocalizedText | None = None
    approx: bool = False
    when: When | None = None


class Finding(Section):
    """What a workshop said on a question; drafts and machine-made summaries are marked."""

    question: LocalizedText | None = None
    draft: bool = False
    rank: int | None = None
    ranking_basis: LocalizedText | None = None
    findings: "tuple[Finding, ...]" = ()


class Workshop(Noted):
    """A workshop and what came of it."""

    id: Id
    title: LocalizedText
    date: When | None = None
    participants: LocalizedText | None = None
    summary: tuple[LocalizedText, ...] = ()
    findings: tuple[Finding, ...] = ()


class Process(Sourced):
    """How a strategy is made or renewed."""

    kind: Literal["process"]
    county: str
    id: Id = "process"
    sections: tuple[Section, ...] = ()
    steps: tuple[Event, ...] = ()
    events: tuple[Event, ...] = ()
    participation: tuple[Participation, ...] = ()
    workshops: tuple[Workshop, ...] = ()
