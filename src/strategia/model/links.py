"""References between entities. A link is written at its lower end only: a measure says what it serves."""

from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Tag

from strategia.model.base import Entity, Ref


class ServedRef(Ref):
    """What a measure or an indicator serves; `strategy` is the whole strategy, `environment` its setting."""

    targets: ClassVar[tuple[str, ...]] = (
        "Strategy",
        "Environment",
        "Priority",
        "Perspective",
        "Goal",
        "Point",
        "Programme",
        "Measure",
    )


class PriorityRef(Ref):
    """A priority."""

    targets: ClassVar[tuple[str, ...]] = ("Priority",)


class DocumentRef(Ref):
    """A planning document: the service strategy, the budget, a programme."""

    targets: ClassVar[tuple[str, ...]] = ("PlanningDocument", "Programme")


LinkSource = Literal["source", "editor"]


class Link(Entity):
    """A reference with what is known about it; `editor` marks a link that the source does not state."""

    to: ServedRef
    link_source: LinkSource = "source"


def _link_or_ref(value: object) -> str:
    return "«link»" if isinstance(value, dict) else "«ref»"


ServedLink = Annotated[
    Annotated[Link, Tag("«link»")] | Annotated[ServedRef, Tag("«ref»")],
    Discriminator(_link_or_ref),
]


def _many_or_one(value: object) -> str:
    return "«many»" if isinstance(value, (list, tuple)) else "«one»"


Serves = Annotated[
    Annotated[tuple[ServedLink, ...], Tag("«many»")] | Annotated[ServedLink, Tag("«one»")],
    Discriminator(_many_or_one),
]
"""One id, or a list of ids or links."""


def links(serves: "Serves | None") -> tuple[Link | ServedRef, ...]:
    """What is written under `serves`, always as a tuple."""
    if serves is None:
        return ()
    return serves if isinstance(serves, tuple) else (serves,)


def target(link: Link | ServedRef) -> ServedRef:
    """The reference inside a link."""
    return link if isinstance(link, ServedRef) else link.to
