"""Fingerprints: what the upper end of a link said when somebody reviewed the link.

A fingerprint has a part for each facet of the target that is there: its wording, the target values
that are set for it, its owner, the money that others give it. `w1f0c22ab-o99e01d4c` is a wording and
an owner. A link whose fingerprint no longer fits is *suspect*, and the parts say what has changed.

Printed numbers, notes and sources are no part of a wording, and a new translation changes nothing: what
was agreed on is what the main language says.
"""

from collections import defaultdict
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from strategia.model.base import Entity, LocalizedText, Point
from strategia.model.indicators import Indicator
from strategia.model.strategy import Perspective
from strategia.workspace import Edge, Workspace

if TYPE_CHECKING:
    # Translations have fingerprints too, where there is no budget.
    from strategia.trace.money import Ledger

Facet = Literal["wording", "target", "owner", "money"]
FACETS: tuple[Facet, ...] = ("wording", "target", "owner", "money")

_DIGITS = 8
_WORDED = ("title", "statement", "text", "points", "means")
"""The fields in which an entity says what it is."""

Sums = dict[int, Decimal]
"""Euros by year."""


class Fingerprints:
    """What the upper ends of a county's links say now. What many links ask for is worked out once."""

    def __init__(self, workspace: Workspace, ledger: "Ledger") -> None:
        self.workspace = workspace
        self.ledger = ledger
        self._measured: dict[str, list[tuple[Entity, str]]] = {}

    def of(self, edge: Edge) -> str:
        """The fingerprint of a link's upper end; an empty text for a link that leads to nothing written."""
        if edge.upper is None:
            return ""
        facets = {
            "wording": self._wording(edge.upper),
            "target": self._targets(edge, edge.upper),
            "owner": self._words(vars(edge.upper).get("owner")),
            "money": self._money(edge),
        }
        return "-".join(f"{facet[0]}{digest(facets[facet])}" for facet in FACETS if facets[facet])

    def _wording(self, entity: Entity) -> str:
        fields = vars(entity)
        return "\n".join(filter(None, (self._words(fields.get(name)) for name in _WORDED)))

    def _words(self, value: object) -> str:
        """A text in the main language; white space does not count."""
        if isinstance(value, LocalizedText):
            main = self.workspace.main_language
            return " ".join(value.in_language(main, main)[0].split())
        if isinstance(value, Point):
            return "\n".join((self._words(value.text), self._words(value.points)))
        if isinstance(value, tuple):
            return "\n".join(self._words(item) for item in value)
        return ""

    def _targets(self, edge: Edge, upper: Entity) -> str:
        """The target values of the upper end: its own, and those of the other indicators that measure it.

        What measures the perspective of a goal measures the goal.
        """
        if edge.target not in self._measured:
            parent = self.workspace.parents.get(edge.target)
            ids = (edge.target, parent.id) if isinstance(parent, Perspective) else (edge.target,)
            lowers = (below.lower for known in ids for below in self.workspace.below.get(known, ()))
            measuring = [(lower, self._values(lower)) for lower in lowers if isinstance(lower, Indicator)]
            self._measured[edge.target] = sorted(measuring, key=lambda pair: pair[1])
        others = (values for lower, values in self._measured[edge.target] if lower is not edge.lower)
        return "\n".join(filter(None, (self._values(upper), *others)))

    def _values(self, entity: Entity) -> str:
        """The target values that an entity sets, one a line, in an order of their own."""
        targets = vars(entity).get("targets", ())
        if isinstance(targets, dict):
            lines = [f"{year}: {self._words(text)}" for year, text in targets.items()]
        else:
            lines = [
                f"{target.kind} {target.comparator} {_plain(target.value)} {_plain(target.upper)} {target.direction} "
                f"{target.due.text if target.due else ''} {self._words(target.text)}"
                for target in targets
            ]
        return "\n".join(sorted(lines))

    def _money(self, edge: Edge) -> str:
        """The euros that others give the upper end, year by year, however many share in giving them."""
        own = self._given.get((edge.target, id(edge.lower)), {})
        others = {year: euros - own.get(year, 0) for year, euros in self._given.get((edge.target, 0), {}).items()}
        return "\n".join(f"{year} {_plain(others[year])}" for year in sorted(others) if others[year])

    @cached_property
    def _given(self) -> dict[tuple[str, int], Sums]:
        """What an entity gets, from each row (by its identity) and altogether (under zero)."""
        found: dict[tuple[str, int], Sums] = defaultdict(lambda: defaultdict(Decimal))
        for payment in self.ledger.payments:
            edge = payment.edge
            for giver in (0, id(edge.lower)):
                found[edge.target, giver][payment.year] += payment.euros
        return found


def changed(reviewed: str, now: str) -> tuple[Facet, ...]:
    """The facets in which two fingerprints differ."""
    before, after = _parts(reviewed), _parts(now)
    return tuple(facet for facet in FACETS if before.get(facet[0]) != after.get(facet[0]))


def _parts(text: str) -> dict[str, str]:
    return {part[:1]: part[1:] for part in text.split("-") if part}


def _plain(value: Decimal | None) -> str:
    """A number without zeros at its end: 3.50 is no other target than 3.5."""
    return "" if value is None else f"{value.normalize():f}"


def digest(text: str) -> str:
    """What stands for a text in a fingerprint."""
    import hashlib  # noqa: PLC0415 - a county without reviewed links needs none

    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
