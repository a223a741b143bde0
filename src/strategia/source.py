"""Where things stand: sources, routes, spans and locations.

A *route* says what is meant (`("priorities", 0, "title")`); a *location* says where that
stands in a file. Routes are turned into locations late and in one place, `Locator.locate`.
Lines and columns count from one, in code points.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

Step = str | int
Route = tuple[Step, ...]


class Span(NamedTuple):
    """A stretch of text: from the first character to just past the last one."""

    line: int
    column: int
    end_line: int
    end_column: int


class Edit(NamedTuple):
    r"""A span and what comes in its place; an empty span inserts. The text has `\n` for the file's own line end."""

    span: Span
    text: str


class Location(NamedTuple):
    """A span in a named file; what a diagnostic points at."""

    path: str
    span: Span

    def __str__(self) -> str:
        return f"{self.path}:{self.span.line}:{self.span.column}"


@dataclass(frozen=True, slots=False)
class Source:
    r"""A file that was read: its path as people write it (relative, with `/`) and its text.

    The text is NFC, its lines end in `\n`, and a byte order mark is gone.
    """

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; an empty file has one empty line."""
        return self.text.split("\n")

    def line(self, number: int) -> str:
        """Line `number`, counted from one; an empty string past the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def slice(self, span: Span) -> str:
        """The text that a span covers."""
        if span.line == span.end_line:
            return self.line(span.line)[span.column - 1 : span.end_column - 1]
        middle = self.lines[span.line : span.end_line - 1]
        first = self.line(span.line)[span.column - 1 :]
        last = self.line(span.end_line)[: span.end_column - 1]
        return "\n".join([first, *middle, last])


class Locator(Protocol):
    """Something that knows where its parts stand; `loading.tree.Tree` is one."""

    def locate(self, route: Route, *, key: bool = False) -> Location:
        """The place of a value, of its key when `key` is set, or of the nearest parent there is."""

    def keys(self, route: Route) -> tuple[str, ...]:
        """The keys of the mapping at a route, in the order in which they are written."""


class Origin(NamedTuple):
    """Where an entity came from: a file and the route to it in that file."""

    locator: Locator
    route: Route

    def at(self, *steps: Step, key: bool = False) -> Location:
        """The location of something below the entity."""
        return self.locator.locate((*self.route, *steps), key=key)

    def keys(self) -> tuple[str, ...]:
        """The keys of the entity, in the order in which they are written."""
        return self.locator.keys(self.route)
