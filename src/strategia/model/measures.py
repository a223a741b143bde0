"""Measures and programmes: what is done, and the programmes under which it is done."""

from typing import Literal

from strategia.model.base import Alias, Id, LocalizedText, Noted, PointOrText, When
from strategia.model.links import DocumentRef, Serves
from strategia.model.papers import DecidingBody

MeasureKind = Literal["normal", "flagship", "must_win", "saving"]


class Measure(Noted):
    """Something the county does. `means` are the ways it is done, as one sentence with the text."""

    id: Id
    text: LocalizedText
    kind: MeasureKind = "normal"
    means: tuple[PointOrText, ...] = ()
    serves: Serves | None = None
    year: int | None = None
    due: When | None = None
    owner: LocalizedText | None = None
    no_cost: LocalizedText | None = None
    tags: tuple[Id, ...] = ()
    aliases: tuple[Alias, ...] = ()


class Programme(Noted):
    """A programme that carries the strategy out, with the guidelines for drafting it."""

    id: Id
    title: LocalizedText
    text: tuple[LocalizedText, ...] = ()
    focus: LocalizedText | None = None
    document: DocumentRef | None = None
    decided_by: DecidingBody | None = None
    due: When | None = None
    serves: Serves | None = None
    guidelines: tuple[PointOrText, ...] = ()
    aliases: tuple[Alias, ...] = ()
