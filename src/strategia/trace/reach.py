"""Reach: who carries whom, along the links and from the parts of an entity to the whole.

What is written for a line of the service strategy also carries whatever that line implements; so does
what is written for a line below it, or for a point of it. Links that lead nowhere carry nothing.
"""

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator
from functools import cached_property

from strategia.model.base import Entity, LocalizedText
from strategia.workspace import Edge, Workspace

# The names of classes are compared: isinstance would run Python code for each entity, and to import the classes
# takes long where a county has nothing of them.
_PARTS: dict[str, tuple[str, ...]] = {
    "Goal": ("points",),
    "ServiceLine": ("points", "lines"),
    "Measure": ("means",),
    "Programme": ("guidelines",),
    "BudgetGoal": ("points",),
    "Point": ("points",),
}
"""By class: the fields that hold parts."""


class Reach:
    """The links of a county, to be followed up to what is carried and down to what carries it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @cached_property
    def wholes(self) -> dict[str, str]:
        """By the id of a line or a point: the id of what it is part of."""
        found: dict[str, str] = {}
        # Outer lines come first, so that of several the innermost stays.
        for entity in self.workspace.parts:
            if (name := entity.__class__.__name__) in _PARTS and name != "Point":
                for known in parts_of(entity):
                    found[known] = str(vars(entity)["id"])
        return found

    @cached_property
    def above(self) -> dict[str, list[Edge]]:
        """By the id of an entity: the links that it has written and that lead somewhere."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.workspace.edges:
            if edge.upper is not None:
                found[str(vars(edge.lower)["id"])].append(edge)
        return found

    def chain(self, entity: Entity) -> list[str]:
        """The id of an entity, then of what it is part of, up to the outermost."""
        found: list[str] = []
        known = vars(entity).get("id")
        # An id that is used twice may make a line part of itself.
        while known is not None and known not in found:
            found.append(known)
            known = self.wholes.get(known)
        return found

    def reason_of(self, entity: Entity) -> LocalizedText | None:
        """Why an entity, or the line it is part of, needs no money; None where nobody says."""
        entities = self.workspace.entities
        held = (vars(entities[known]).get("no_cost") for known in self.chain(entity) if known in entities)
        return next((reason for reason in held if reason is not None), None)

    def reached(self, edges: Iterable[Edge], without: Container[int] = ()) -> set[str]:
        """The ids that links lead to, directly or by way of what they carry. Each link is followed once.

        `without` holds the identities of links that are not followed.
        """
        found: set[str] = set()
        above, wholes = self.above, self.wholes
        queue = [edge.target for edge in edges if edge.upper is not None and id(edge) not in without]
        while queue:
            known = queue.pop()
            if known in found:
                continue
            found.add(known)
            if known in wholes:
                queue.append(wholes[known])
            if known in above:
                queue += [edge.target for edge in above[known] if id(edge) not in without]
        return found

    def carriers(self, ids: Iterable[str]) -> list[Edge]:
        """Every link that leads to the ids or to something that carries them, nearest first, each once."""
        found: list[Edge] = []
        queue = deque(dict.fromkeys(ids))
        seen = set(queue)
        while queue:
            for edge in self.workspace.below.get(queue.popleft(), ()):
                if edge.upper is None:
                    continue
                found.append(edge)
                if edge.lower.__class__.__name__ != "Indicator":
                    further = [known for known in ids_within(edge.lower) if known not in seen]
                    seen.update(further)
                    queue += further
        return found


def ids_within(entity: Entity) -> Iterator[str]:
    """The id of an entity, and those of the lines and points that are part of it."""
    yield str(vars(entity)["id"])
    yield from parts_of(entity)


def parts_of(entity: Entity) -> Iterator[str]:
    """The ids of the lines and points that are part of an entity, at every depth."""
    fields = vars(entity)
    for name in _PARTS.get(entity.__class__.__name__, ()):
        for part in fields[name]:
            if part.__class__.__name__ in ("Point", "ServiceLine"):
                if part.id is not None:
                    yield part.id
                yield from parts_of(part)
