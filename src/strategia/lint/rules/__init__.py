"""The rules, by family. A family is imported when a county has what its rules look at."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from strategia.lint.rule import Rule
from strategia.model import KINDS


class Family(NamedTuple):
    """A module of rules, or a package that lists its `MODULES`.

    Where a county has no file of the `kinds`, its rules have nothing to say; without any they are asked everywhere.
    """

    module: str
    kinds: frozenset[str] = frozenset()


_BUDGET = frozenset(("budget",))
_CARRYING = frozenset(("service-strategy", "budget"))

FAMILIES = (
    Family("structure"),
    Family("completeness"),
    Family("links"),
    Family("alignment", _CARRYING),
    Family("planning"),
    Family("carrying", _CARRYING),
    Family("statutory"),
    Family("statistics"),
    Family("publishing"),
    Family("budgeting", _BUDGET),
    Family("language"),
    Family("measurability"),
    Family("focus"),
)

if TYPE_CHECKING:
    RULES: tuple[Rule, ...]
    """Every rule, in the order of the codes."""


def rules_for(kinds: Iterable[str]) -> tuple[Rule, ...]:
    """The rules that can have something to say of a county with files of these kinds, in the order of the codes."""
    return _rules_for(frozenset(kinds))


@cache
def _rules_for(kinds: frozenset[str]) -> tuple[Rule, ...]:
    asked = [family.module for family in FAMILIES if not family.kinds or not kinds.isdisjoint(family.kinds)]
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
