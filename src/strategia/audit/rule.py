"""What a rule of the audit is: a function from a made file to remarks, with a code and a default severity.

As in lint, `@rule` makes a value, and the locale files hold its message, why and remedy.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from strategia.audit.made import Made, Spot
from strategia.diagnostics import Severity

NOTHING: Mapping[str, object] = MappingProxyType({})


class Remark(NamedTuple):
    """One place where a rule does not hold. `arguments` fill the message; `variant` picks it."""

    at: Spot
    arguments: Mapping[str, object] = NOTHING
    variant: str = ""


Check = Callable[[Made], Iterable[Remark]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; `summary` is the first line of its docstring. None rests on a reading of the law: no rule is a hint."""

    code: str
    severity: Severity
    check: Check
    summary: str
    hint: bool = False


def rule(code: str, severity: Severity) -> Callable[[Check], Rule]:
    """A decorator that turns a check into a Rule."""

    def made(check: Check) -> Rule:
        return Rule(code, severity, check, (check.__doc__ or "").strip().split("\n")[0])

    return made
