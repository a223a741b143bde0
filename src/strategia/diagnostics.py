"""Diagnostics: a user's mistakes as values, with a place and without words.

The words of a diagnostic stand in the locale files under its code, so one diagnostic can be
told in any language. The severity is configuration and never part of the code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from strategia.source import Edit, Location


class Severity(IntEnum):
    """How much a diagnostic matters; the order is by weight."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @classmethod
    def named(cls, name: str) -> "Severity":
        """The severity with this lower-case name."""
        return cls[name.upper()]

    @property
    def label(self) -> str:
        """The lower-case name, as configuration and reporters write it."""
        return self.name.lower()


MILD = frozenset(("YML008", "YML009", "YML107", "YML110", "RUN006"))
"""The codes of reading and of the run itself that are usually warnings; the others are errors."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Words for a message: terms of one family, listed in the language of the reader."""

    family: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(self.names)


class Money(NamedTuple):
    """An amount of money as an argument: a number and the unit that its file states."""

    amount: Decimal
    unit: str


class Entry(NamedTuple):
    """A row as an argument: what it is called, and what stands on it."""

    name: str | Terms
    money: Money


class Percent(NamedTuple):
    """A part of a row as an argument: for what, how many per cent, and what these come to where it is known."""

    name: str
    share: Decimal
    money: Money | None


class Column(NamedTuple):
    """One of the amounts of a row as an argument: `sote (costs)`."""

    name: str | Terms
    column: Terms


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to tell the user.

    `arguments` fill the message of `code` in the locale files; `variant` picks one of several
    messages that share a code. Numbers are whole, Decimals or Money, and become words only there; a tuple
    is told as a list. `location` is None only for what concerns the run as a whole. `edits` mend what is
    told of; they are `unsafe` where they could change what a reader understands. The line that a
    `confidential` one points at is not repeated in any report.
    """

    code: str
    severity: Severity
    location: Location | None
    arguments: Mapping[str, object] = field(default_factory=dict)
    variant: str = ""
    related: tuple[Location, ...] = ()
    edits: tuple[Edit, ...] = ()
    unsafe: bool = False
    confidential: bool = False

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of reports: by file, line, column and code."""
        if self.location is None:
            return ("", 0, 0, self.code, "")
        path, span = self.location
        return (path, span.line, span.column, self.code, str(sorted(self.arguments.items())))


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics in the order in which they are reported, each once."""
    seen: dict[tuple[object, ...], Diagnostic] = {}
    for diagnostic in diagnostics:
        seen.setdefault((*diagnostic.sort_key, diagnostic.variant), diagnostic)
    return [seen[key] for key in sorted(seen, key=lambda key: key[:-1])]


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The heaviest severity among the diagnostics; None when there are none."""
    return max((diagnostic.severity for diagnostic in diagnostics), default=None)
