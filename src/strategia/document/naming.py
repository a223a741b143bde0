"""What an entity is called, in a line of its own and where another one refers to it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from strategia.document.ast import Run, Runs
from strategia.document.measuring import indicator_name
from strategia.document.phrasing import Phrasing, texts
from strategia.model.base import Entity, LocalizedText, Noted
from strategia.model.budget import Appropriation, BudgetGoal, BudgetUnit, Investment, Saving
from strategia.model.indicators import Indicator
from strategia.model.measures import Measure, Programme
from strategia.model.services import ServiceLine
from strategia.model.strategy import Environment, Goal, Perspective, Priority, Strategy
from strategia.workspace import Edge

CLASSES: dict[type[Entity], str] = {
    Measure: "measure",
    Programme: "programme",
    ServiceLine: "service_line",
    BudgetGoal: "budget_goal",
    Saving: "saving",
    BudgetUnit: "budget_unit",
    Appropriation: "appropriation",
    Investment: "investment",
    Indicator: "indicator",
    Strategy: "strategy",
    Priority: "priority",
    Perspective: "perspective",
    Goal: "goal",
}
"""By class: what its entities are in data, and in the words `entity.…`."""


def named(phrasing: Phrasing, entity: Entity) -> Runs:
    """The number and the title of an entity, marked where it is made up; its id where it has no title."""
    if isinstance(entity, Indicator):
        return indicator_name(phrasing, entity)
    title = title_of(entity)
    if title is None:
        return texts(str(getattr(entity, "id", "")))
    words = phrasing.marked(title, entity if isinstance(entity, Noted) else None)
    return (*number_runs(vars(entity).get("number")), *words, *beside(phrasing, entity))


def number_runs(number: str | None) -> Runs:
    """A printed number before a title: “1. ” for a whole number; “2.4 ” and “TA-4100 ” stand as they are."""
    return texts(f"{number}. " if number.isdecimal() else f"{number} ") if number else ()


def class_word(phrasing: Phrasing, entity: Entity) -> str:
    """What an entity is: “Palvelustrategian linjaus”; the county's own word for a level."""
    name = CLASSES.get(type(entity), "")
    if name in ("priority", "perspective", "goal"):
        return phrasing.level(name)  # type: ignore[arg-type]
    return phrasing.term(f"entity.{name}") if name else ""


def title_of(entity: Entity) -> LocalizedText | None:
    """The text by which an entity is known."""
    texts = (vars(entity).get(key) for key in ("title", "name", "verbatim", "text"))
    return next((text for text in texts if isinstance(text, LocalizedText)), None)


def referred(phrasing: Phrasing, entity: Entity | None, known: str) -> Runs:
    """The number and the title of the entity with an id, linked to where the document prints it.

    Writers leave out a link that leads nowhere.
    """
    if isinstance(entity, Strategy) or known == "strategy":
        return phrasing.label("named.strategy")
    if isinstance(entity, Environment) or known == "environment":
        return phrasing.label("named.environment")
    title = title_of(entity) if entity is not None else None
    if title is None:
        return texts(known)
    number = number_runs(vars(entity).get("number"))
    if isinstance(entity, Priority):
        # A number alone would be taken for that of a goal.
        number = texts(f"{phrasing.level('priority')}{f' {entity.number}' if entity.number else ''}: ")
    *before, last = (*phrasing.runs(title), *(beside(phrasing, entity) if entity is not None else ()))
    # A name within a sentence of ours does not end it; an abbreviation keeps its full stop.
    last = replace(last, text=re.sub(r"(?<=\w{4})\.$", "", last.text))
    return tuple(replace(run, link=f"#{known}") for run in (*number, *before, last))


def beside(phrasing: Phrasing, entity: Entity) -> Runs:
    """The unit that a row of a budget stands in, where another row has the same name."""
    above = phrasing.namesakes.get(str(vars(entity).get("id")))
    return (Run(" ("), *phrasing.runs(above), Run(")")) if above is not None else ()


def targets(phrasing: Phrasing, edges: Iterable[Edge]) -> tuple[Runs, ...]:
    """What links lead to, with the mark of those that only an editor states."""
    return tuple(
        (*referred(phrasing, edge.upper, edge.target), *((phrasing.editor_mark(),) if edge.source == "editor" else ()))
        for edge in edges
    )
