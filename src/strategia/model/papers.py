"""Papers: what is laid before a body to decide on, and what every kind of paper has."""

from typing import Literal

from strategia.model.base import Entity, LocalizedText, Noted, When

Stage = Literal["draft", "consultation", "director_proposal", "board_proposal", "approved", "revised", "repealed"]
DecidingBody = Literal["council", "board", "management", "committee", "ministry"]


class SourceText(Entity):
    """The public document that a paper was encoded from."""

    title: LocalizedText
    publisher: LocalizedText | None = None
    published: When | None = None
    url: str | None = None
    note: LocalizedText | None = None


class Approval(Entity):
    """A decision on a paper: who, when, and under which section of the minutes."""

    body: DecidingBody
    date: When
    section: str | None = None
    meeting: LocalizedText | None = None


class Sourced(Noted):
    """What has a title, sources and a notice to its reader."""

    title: LocalizedText
    sources: tuple[SourceText, ...] = ()
    notice: LocalizedText | None = None


class Paper(Sourced):
    """What a body decides on: the stage it is in, and the decisions so far."""

    stage: Stage | None = None
    approvals: tuple[Approval, ...] = ()
