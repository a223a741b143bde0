"""Fingerprints: what the upper end of a link said when somebody reviewed the link.

A fingerprint has a part for each facet of the target that is there: its wording, the target values
that are set for it, its owner, the money that others give it. `w1f0c22ab-o99e01d4c` is a wording and
an owner. A link whose fingerprint no longer fits is *suspect*, and the parts say what has changed.
"""

import hashlib
from collections.abc import Iterable
from typing import Literal

from strategia.model.base import Entity, LocalizedText, Point
from strategia.model.indicators import Indicator
from strategia.trace.money import Ledger
from strategia.workspace import Edge, Workspace

Facet = Literal["wording", "target", "owner", "money"]
FACETS: tuple[Facet, ...] = ("wording", "target", "owner", "money")

_DIGITS = 8
_WORDED = ("number", "title", "name", "verbatim", "statement", "text", "points", "means")
"""The fields in which an entity says what it is; notes, sources and other wordings are not among them."""


def fingerprint(workspace: Workspace, ledger: Ledger, edge: Edge) -> str:
    """What the upper end of a link says now; an empty text for a link that leads to nothing written."""
    if edge.upper is None:
        return ""
    facets = {
        "wording": _wording(workspace, edge.upper),
        "target": _targets(workspace, edge),
        "owner": _words(workspace, getattr(edge.upper, "owner", None)),
        "money": _money(ledger, edge),
    }
    return "-".join(f"{facet[0]}{_hash(facets[facet])}" for facet in FACETS if facets[facet])


def changed(reviewed: str, now: str) -> tuple[Facet, ...]:
    """The facets in which two fingerprints differ."""
    before, after = _parts(reviewed), _parts(now)
    return tuple(facet for facet in FACETS if before.get(facet[0]) != after.get(facet[0]))


def _parts(text: str) -> dict[str, str]:
    return {part[:1]: part[1:] for part in text.split("-") if part}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _wording(workspace: Workspace, entity: Entity) -> str:
    fields = vars(entity)
    return "\n".join(filter(None, (_words(workspace, fields.get(name)) for name in _WORDED)))


def _words(workspace: Workspace, value: object) -> str:
    """A text in the main language, so that a new translation changes nothing; white space does not count."""
    if isinstance(value, LocalizedText):
        main = workspace.main_language
        return " ".join(value.in_language(main, main)[0].split())
    if isinstance(value, Point):
        return "\n".join((_words(workspace, value.text), _words(workspace, value.points)))
    if isinstance(value, tuple):
        return "\n".join(_words(workspace, item) for item in value)
    return value if isinstance(value, str) else ""


def _targets(workspace: Workspace, edge: Edge) -> str:
    """The target values of the upper end: its own, and those of the indicators that measure it."""
    own = _normalised(workspace, (edge.upper,))
    measuring = (below.lower for below in workspace.below.get(edge.target, ()) if below.lower is not edge.lower)
    return own + _normalised(workspace, (lower for lower in measuring if isinstance(lower, Indicator)))


def _normalised(workspace: Workspace, entities: Iterable[object]) -> str:
    lines = []
    for entity in entities:
        targets = getattr(entity, "targets", ())
        if isinstance(targets, dict):
            lines += [f"{year}: {_words(workspace, text)}" for year, text in sorted(targets.items())]
        else:
            lines += [
                f"{target.kind} {target.comparator} {target.value} {target.upper} {target.direction} "
                f"{target.due.text if target.due else ''} {_words(workspace, target.text)}"
                for target in targets
            ]
    return "\n".join(sorted(lines))


def _money(ledger: Ledger, edge: Edge) -> str:
    """The euros that others give the upper end."""
    given = [p for p in ledger.payments_to(edge.target) if p.edge.lower is not edge.lower]
    return "\n".join(sorted(f"{payment.year} {payment.euros.normalize():f}" for payment in given))
