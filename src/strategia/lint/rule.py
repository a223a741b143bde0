"""What a rule is: a function from a workspace to remarks, with a code and a default severity.

`@rule` makes a value; nothing registers itself. The package `rules` collects the values, and the
locale files hold each rule's message, why and remedy under its code.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from strategia.diagnostics import Severity
from strategia.source import Location
from strategia.workspace import Workspace


class Remark(NamedTuple):
    """One place where a rule does not hold. `arguments` fill the message; `variant` picks it."""

    location: Location
    arguments: Mapping[str, object]
    variant: str = ""
    related: tuple[Location, ...] = ()


class Context(NamedTuple):
    """What a rule may know besides the workspace: the day that counts as today."""

    as_of: date


Check = Callable[[Workspace, Context], Iterable[Remark]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; `summary` is the first line of its docstring.

    One that speaks of what is missing needs the whole county: it is not run when a file was left out.
    """

    code: str
    severity: Severity
    check: Check
    summary: str
    needs_all: bool = False


def rule(code: str, severity: Severity, *, needs_all: bool = False) -> Callable[[Check], Rule]:
    """A decorator that turns a check into a Rule."""

    def made(check: Check) -> Rule:
        summary = (check.__doc__ or "").strip().split("\n")[0]
        return Rule(code, severity, check, summary, needs_all)

    return made


def listed(ids: Iterable[str], most: int = 8) -> str:
    """Ids for a message: the first few, and how many more there are."""
    known = list(ids)
    shown = ", ".join(known[:most])
    return f"{shown}, … (+{len(known) - most})" if len(known) > most else shown
