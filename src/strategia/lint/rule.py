"""What a rule is: a function from a workspace to remarks, with a code and a default severity.

`@rule` makes a value; nothing registers itself. The package `rules` collects the values, and the
locale files hold each rule's message, why and remedy under its code.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from strategia.diagnostics import Severity
from strategia.lint.prose import Prose
from strategia.project import Limits
from strategia.source import Edit, Location, Step
from strategia.workspace import Workspace

if TYPE_CHECKING:
    from strategia.trace.coverage import Thread

_FEW = 3
"""As many things are told one by one, however few there are altogether."""


class Remark(NamedTuple):
    """One place where a rule does not hold. `arguments` fill the message; `variant` picks it.

    `edits` mend it, if they can; they are `unsafe` where they could change what a reader understands.
    """

    location: Location
    arguments: Mapping[str, object]
    variant: str = ""
    related: tuple[Location, ...] = ()
    edits: tuple[Edit, ...] = ()
    unsafe: bool = False
    confidential: bool = False


@dataclass(slots=True)
class Context:
    """What a rule may know besides the workspace: the day that counts as today, the limits that the settings set.

    The golden thread and the prose of a county are made once for all rules.
    """

    as_of: date
    limits: Limits = field(default_factory=Limits)
    _thread: "Thread | None" = None
    _prose: Prose | None = None

    def thread(self, workspace: Workspace) -> "Thread":
        """The golden thread of a workspace, the same for all rules; that of the last county is kept."""
        from strategia.trace.coverage import Thread  # noqa: PLC0415 - of many counties nothing is asked of it

        if self._thread is None or self._thread.workspace is not workspace:
            self._thread = Thread(workspace)
        return self._thread

    def prose(self, workspace: Workspace) -> Prose:
        """All texts of a workspace, the same for all rules; those of the last county are kept."""
        if self._prose is None or self._prose.workspace is not workspace:
            self._prose = Prose(workspace)
        return self._prose


Check = Callable[[Workspace, Context], Iterable[Remark]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; `summary` is the first line of its docstring.

    One that speaks of what is missing needs the whole county: it is not run when a file was left out.
    A hint rests on a reading of the law and is never raised to an error by a profile.
    """

    code: str
    severity: Severity
    check: Check
    summary: str
    needs_all: bool = False
    hint: bool = False


def rule(code: str, severity: Severity, *, needs_all: bool = False, hint: bool = False) -> Callable[[Check], Rule]:
    """A decorator that turns a check into a Rule."""

    def made(check: Check) -> Rule:
        summary = (check.__doc__ or "").strip().split("\n")[0]
        return Rule(code, severity, check, summary, needs_all, hint)

    return made


def listed(ids: Iterable[str], most: int = 8) -> str:
    """Ids for a message: the first few, and how many more there are."""
    known = list(ids)
    shown = ", ".join(known[:most])
    return f"{shown}, … (+{len(known) - most})" if len(known) > most else shown


Whereabouts = Callable[[], Location]
"""Tells a place when it is asked: a file in which nothing is found is never searched for its places."""


class Named(Protocol):
    """An entity with an id."""

    @property
    def id(self) -> str: ...  # noqa: D102

    def at(self, *steps: Step, key: bool = False) -> Location: ...  # noqa: D102


def told(
    found: Sequence[Named],
    among: Sequence[object],
    registry: Whereabouts | None,
    *,
    once: bool = False,
    more: Mapping[str, Mapping[str, object]] = MappingProxyType({}),
) -> Iterator[Remark]:
    """A remark for each thing, or a single one with the count where most of what it is among is concerned.

    With `once` a single one tells of more than a few, however many others there are. It stands at `registry`,
    or at the first of the things. `more` holds, by id, what else the remark on a single thing says.
    """
    if len(found) > _FEW and (once or len(found) * 2 > len(among)):
        arguments = {"count": len(found), "total": len(among), "ids": listed(thing.id for thing in found)}
        yield Remark(registry() if registry is not None else found[0].at("id"), arguments, "many")
        return
    for thing in found:
        yield Remark(thing.at("id"), {"id": thing.id, **more.get(thing.id, {})})
