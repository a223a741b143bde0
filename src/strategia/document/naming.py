"""What an entity is called in a line of its own: the word for its class, its number and its title."""

from strategia.document.ast import Run, Runs
from strategia.document.measuring import indicator_name
from strategia.document.phrasing import Phrasing, texts
from strategia.model.base import Entity, LocalizedText, Noted
from strategia.model.budget import Appropriation, BudgetGoal, BudgetUnit, Investment, Saving
from strategia.model.indicators import Indicator
from strategia.model.measures import Measure, Programme
from strategia.model.services import ServiceLine
from strategia.model.strategy import Goal, Perspective, Priority, Strategy

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
    number: str | None = vars(entity).get("number")
    # “1.” before a whole number; “2.4” and “TA-4100” stand as they are.
    return (Run(f"{number}. " if number.isdecimal() else f"{number} "), *words) if number else words


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
