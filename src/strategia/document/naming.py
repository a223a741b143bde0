"""What an entity is called where another one refers to it: its number and its title, with a link to it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from strategia.document.ast import Run, Runs
from strategia.document.phrasing import Phrasing, texts
from strategia.model.base import Entity, LocalizedText
from strategia.model.strategy import Environment, Priority, Strategy
from strategia.workspace import Edge

_TITLES = ("title", "name", "text", "verbatim")
"""The fields that hold what an entity is called; the first that it has."""


def numbered(number: str | None) -> str:
    """A printed number before a title: “1. ”, “2.4 ”; nothing where there is none."""
    if number is None:
        return ""
    return f"{number} " if "." in number else f"{number}. "


def number_runs(number: str | None) -> Runs:
    """A printed number before a title as runs."""
    return texts(numbered(number)) if number is not None else ()


def named(phrasing: Phrasing, entity: Entity | None, known: str) -> Runs:
    """The number and the title of the entity with an id, linked to where the document prints it.

    Writers leave out a link that leads nowhere.
    """
    if isinstance(entity, Strategy) or known == "strategy":
        return phrasing.label("named.strategy")
    if isinstance(entity, Environment) or known == "environment":
        return phrasing.label("named.environment")
    fields = vars(entity) if entity is not None else {}
    title = next((fields[name] for name in _TITLES if isinstance(fields.get(name), LocalizedText)), None)
    if title is None:
        return texts(known)
    number = numbered(fields.get("number"))
    if isinstance(entity, Priority):
        # A number alone would be taken for that of a goal.
        number = f"{phrasing.level('priority')}{f' {entity.number}' if entity.number else ''}: "
    *before, last = phrasing.runs(title)
    # A name within a sentence of ours does not end it; an abbreviation keeps its full stop.
    words = (*before, replace(last, text=re.sub(r"(?<=\w{5})\.$", "", last.text)))
    return tuple(replace(run, link=f"#{known}") for run in ((Run(number), *words) if number else words))


def targets(phrasing: Phrasing, edges: Iterable[Edge]) -> tuple[Runs, ...]:
    """What links lead to, with the mark of those that only an editor states."""
    return tuple(
        (*named(phrasing, edge.upper, edge.target), *((phrasing.editor_mark(),) if edge.source == "editor" else ()))
        for edge in edges
    )


def joined_runs(found: Iterable[Runs]) -> Runs:
    """Names one after another."""
    joined: Runs = ()
    for words in found:
        joined = (*joined, *((Run("; "),) if joined else ()), *words)
    return joined
