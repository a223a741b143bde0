"""Papers: what is laid before a body to decide on, and what every kind of paper has."""

from typing import Annotated, Literal

from pydantic import Field

from strategia.model.base import Entity, LocalizedText, Noted, Root, When, Words

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


class Preparer(Entity):
    """Who has prepared a paper, and whom a member of the body may ask."""

    name: Words
    title: LocalizedText | None = None
    contact: Words | None = None


class Filing(Entity):
    """How a paper comes before a body: its numbers in the case-management system, the meeting, who prepared it.

    `notice_days` are the working days that the county's administrative regulation wants between publishing and meeting.
    """

    diary_number: Words | None = None
    attachment: Words | None = None
    body: DecidingBody | None = None
    meeting_date: When | None = None
    item: Words | None = None
    published: When | None = None
    notice_days: Annotated[int, Field(ge=1, le=60)] | None = None
    preparers: tuple[Preparer, ...] = ()


class Sourced(Noted, Root):
    """What has a title, sources and a notice to its reader."""

    title: LocalizedText
    sources: tuple[SourceText, ...] = ()
    notice: LocalizedText | None = None


class Paper(Sourced):
    """What a body decides on: the stage it is in, and the decisions so far."""

    stage: Stage | None = None
    approvals: tuple[Approval, ...] = ()
    filing: Filing | None = None
