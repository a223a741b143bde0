"""References between entities. A link is written at its lower end only: a measure says what it serves."""

from typing import Annotated, ClassVar, Literal, cast

from pydantic import Discriminator, Field, StringConstraints, Tag

from strategia.model.base import Entity, Number, Positive, Ref

YEAR = r"^(19|20|21)[0-9]{2}$"
Year = Annotated[str, StringConstraints(pattern=YEAR)]
"""A year as a key: `2026`."""

Amounts = Annotated[dict[Year, Number], Field(min_length=1)]
"""Money by year, in the unit of the file."""


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
        "ServiceLine",
        "BudgetGoal",
    )


class ImplementedRef(Ref):
    """What a line of the service strategy or a goal of the budget implements."""

    targets: ClassVar[tuple[str, ...]] = (
        "Strategy",
        "Priority",
        "Perspective",
        "Goal",
        "Point",
        "Programme",
        "Measure",
        "ServiceLine",
    )


class FundedRef(Ref):
    """What a row of the budget pays for."""

    targets: ClassVar[tuple[str, ...]] = (*ImplementedRef.targets, "BudgetGoal")


class PriorityRef(Ref):
    """A priority."""

    targets: ClassVar[tuple[str, ...]] = ("Priority",)


class IndicatorRef(Ref):
    """An indicator."""

    targets: ClassVar[tuple[str, ...]] = ("Indicator",)


class BudgetUnitRef(Ref):
    """A unit of the budget."""

    targets: ClassVar[tuple[str, ...]] = ("BudgetUnit",)


class DocumentRef(Ref):
    """A planning document: the service strategy, the budget, a programme."""

    targets: ClassVar[tuple[str, ...]] = ("PlanningDocument", "Programme")


LinkSource = Literal["source", "editor"]

FINGERPRINT = r"^[wtom][0-9a-f]{8}(-[tom][0-9a-f]{8}){0,3}$"
Fingerprint = Annotated[str, StringConstraints(pattern=FINGERPRINT)]
"""What a target said when a link was reviewed; `trace.fingerprints` makes it."""


class Link(Entity):
    """A reference with what is known about it; `editor` marks a link that the source does not state.

    `reviewed` is the fingerprint of what the target said when somebody last looked at the link.
    """

    to: Ref
    link_source: LinkSource = "source"
    reviewed: Fingerprint | None = None


class ServesLink(Link):
    """A link of a measure, an indicator or a programme."""

    to: ServedRef


class ImplementsLink(Link):
    """A link of a line of the service strategy or of a goal of the budget."""

    to: ImplementedRef


class FundsLink(Link):
    """A link of a row of the budget: the whole row unless an amount or a share (per cent) is given."""

    to: FundedRef
    amounts: Amounts | None = None
    share: Positive | None = None


def _link_or_ref(value: object) -> str:
    return "«link»" if isinstance(value, dict) else "«ref»"


def _many_or_one(value: object) -> str:
    return "«many»" if isinstance(value, (list, tuple)) else "«one»"


ServedLink = Annotated[
    Annotated[ServesLink, Tag("«link»")] | Annotated[ServedRef, Tag("«ref»")],
    Discriminator(_link_or_ref),
]
ImplementedLink = Annotated[
    Annotated[ImplementsLink, Tag("«link»")] | Annotated[ImplementedRef, Tag("«ref»")],
    Discriminator(_link_or_ref),
]
FundedLink = Annotated[
    Annotated[FundsLink, Tag("«link»")] | Annotated[FundedRef, Tag("«ref»")],
    Discriminator(_link_or_ref),
]
Serves = Annotated[
    Annotated[tuple[ServedLink, ...], Tag("«many»")] | Annotated[ServedLink, Tag("«one»")],
    Discriminator(_many_or_one),
]
Implements = Annotated[
    Annotated[tuple[ImplementedLink, ...], Tag("«many»")] | Annotated[ImplementedLink, Tag("«one»")],
    Discriminator(_many_or_one),
]
Funds = Annotated[
    Annotated[tuple[FundedLink, ...], Tag("«many»")] | Annotated[FundedLink, Tag("«one»")],
    Discriminator(_many_or_one),
]
"""One id, or a list of ids or links."""

Written = Link | Ref
"""A link as it is written: a bare id, or an id with what is known about the link."""


def links(written: "tuple[Written, ...] | Written | None") -> tuple[Written, ...]:
    """What is written under `serves`, `implements` or `funds`, always as a tuple."""
    if written is None:
        return ()
    return written if isinstance(written, tuple) else (written,)


_MAPS = (ServesLink, ImplementsLink, FundsLink)


def known_of(written: Written) -> Link | None:
    """What is known about a link beside where it leads; None for a bare id."""
    # isinstance would run Python code for every link.
    return cast("Link", written) if written.__class__ in _MAPS else None


def target(link: Written) -> Ref:
    """The reference inside a link."""
    known = known_of(link)
    return cast("Ref", link) if known is None else known.to
