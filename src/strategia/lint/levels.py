"""Levels: how heavy each rule weighs, from its default, the profile and the project's own settings.

A profile is a stage of the work. In `draft` only what makes a file meaningless is told; `board` is what a
planner should act on before the board sees the paper; `strict` raises everything by a level.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from strategia.diagnostics import Severity

Profile = Literal["draft", "board", "strict"]
PROFILES: tuple[Profile, ...] = ("draft", "board", "strict")
FAMILY = 3
"""A code begins with three letters that name its family; the settings may set a whole family."""


class Weighed(Protocol):
    """A rule, of lint or of the audit: what its level follows from."""

    @property
    def code(self) -> str: ...  # noqa: D102

    @property
    def severity(self) -> Severity: ...  # noqa: D102

    @property
    def hint(self) -> bool: ...  # noqa: D102


class Levels(NamedTuple):
    """The severity of every rule; `own` is by code or by family, as `strategia.yaml` has it.

    Rules that weigh less than `least` are not run: a build is told of errors only.
    """

    profile: Profile = "board"
    own: Mapping[str, str] = MappingProxyType({})
    least: Severity = Severity.INFO

    def of(self, rule: Weighed) -> Severity | None:
        """The severity of a rule; None when it is off, or too light, and is not run."""
        severity = self._of(rule)
        return None if severity is None or severity < self.least else severity

    def _of(self, rule: Weighed) -> Severity | None:
        level = self.own.get(rule.code) or self.own.get(rule.code[:FAMILY])
        if level is not None:
            return None if level == "off" else Severity.named(level)
        if self.profile == "draft":
            return rule.severity if rule.severity is Severity.ERROR else None
        if self.profile == "strict" and rule.severity < (heaviest := Severity.WARNING if rule.hint else Severity.ERROR):
            return min(Severity(rule.severity + 1), heaviest)
        return rule.severity

    @property
    def off(self) -> frozenset[str]:
        """The families that the settings turn off as a whole: no rule of theirs is set otherwise."""
        other = {code[:FAMILY] for code, level in self.own.items() if level != "off"}
        return frozenset(code for code, level in self.own.items() if len(code) == FAMILY and level == "off") - other
