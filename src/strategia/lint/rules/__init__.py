"""The rules, by family. A family is imported when a county has what its rules look at."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from strategia.lint.rule import Rule
from strategia.model import KINDS


class Family(NamedTuple):
    """A module of rules, or a package that lists its `MODULES`; all their codes begin with `code`.

    Where a county has no file of the `kinds`, its rules have nothing to say; without any they are asked everywhere.
    """

    code: str
    module: str
    kinds: frozenset[str] = frozenset()


_BUDGET = frozenset(("budget",))
_CARRYING = frozenset(("service-strategy", "budget"))

FAMILIES = (
    Family("STR", "structure"),
    Family("CMP", "completeness"),
    Family("ALI", "links"),
    Family("ALI", "alignment", _CARRYING),
    Family("ALI", "planning"),
    Family("ALI", "carrying", _CARRYING),
    Family("STA", "statutory"),
    Family("SOT", "statistics"),
    Family("PUB", "publishing"),
    Family("BUD", "budgeting", _BUDGET),
    Family("LAN", "language"),
    Family("LAN", "restating", _CARRYING),
    Family("MEA", "measurability"),
    Family("FOC", "focus"),
)

if TYPE_CHECKING:
    RULES: tuple[Rule, ...]
    """Every rule, in the order of the codes."""


CODES: frozenset[str] = frozenset(family.code for family in FAMILIES)
"""With what the codes of rules begin."""

MILD = CODES - {"STR", "PUB", "BUD"}
"""The families without any error, unless the profile or the settings make one of a warning."""


def rules_for(kinds: Iterable[str], off: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules that can have something to say of a county with files of these kinds, in the order of the codes.

    Families that are `off` as a whole, by their code, are left out.
    """
    return _rules_for(frozenset(kinds), frozenset(off))


@cache
def _rules_for(kinds: frozenset[str], off: frozenset[str]) -> tuple[Rule, ...]:
    asked = [
        family.module
        for family in FAMILIES
        if family.code not in off and (not family.kinds or not kinds.isdisjoint(family.kinds))
    ]
    return tuple(sorted((rule for module in asked for rule in _rules_in(module)), key=lambda rule: rule.code))


def _rules_in(module: str) -> Iterable[Rule]:
    family = import_module(f"{__name__}.{module}")
    modules = vars(family).get("MODULES", (family,))
    return (value for part in modules for value in vars(part).values() if isinstance(value, Rule))


def __getattr__(name: str) -> tuple[Rule, ...]:
    # To know every rule takes every family: few commands ask for that.
    if name == "RULES":
        return rules_for(KINDS)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
