"""Reporters: what was found, in words or as data. `text` tells it to a person at a terminal, the others write files.

`REPORTERS` lists those others; each module offers `report`, a function from a Report to text.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from strategia.reporters.text import Wording, console_on, remedies, report_text, text_of, worded

if TYPE_CHECKING:
    # A lint at a terminal writes no files.
    from strategia.reporters.report import Report

REPORTERS: tuple[str, ...] = ("json", "sarif", "github", "gitlab", "junit", "markdown", "html")
"""The reporters by name; a name is also its module."""


class Reporter(Protocol):
    """What each module listed in `REPORTERS` offers."""

    def report(self, told: "Report") -> str:
        """The run as text in the reporter's form."""


def reporter(name: str) -> Reporter:
    """A reporter by its name."""
    return cast("Reporter", import_module(f"strategia.reporters.{name}"))


__all__ = ["REPORTERS", "Reporter", "Wording", "console_on", "remedies", "report_text", "reporter", "text_of", "worded"]
