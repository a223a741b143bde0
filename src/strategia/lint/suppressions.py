"""Suppressions: `# strategia: ignore[MEA101] reason` in a source file.

One at the end of a line speaks of what is told of that line; one on a line of its own speaks of what
begins on the next line with content, an entity with all that is in it. The reason is compulsory, and one
that suppresses nothing is told of. Only rules can be suppressed: what cannot be read or linked stays told.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from strategia.diagnostics import Diagnostic, Severity
from strategia.lint import COMMENT
from strategia.loading.tree import Tree
from strategia.source import Location, Span

_MOST = 1_000
"""How many comments of one file are read; a file made to have more is no strategy."""
_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*strategia:\s*(?P<body>\S.*?)\s*$")
_BODY = re.compile(r"ignore\[(?P<codes>[^\]]*)\]\s*(?P<reason>.*)")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: where it stands, which codes it silences on which lines (both included), and why."""

    location: Location
    codes: tuple[str, ...]
    first: int
    last: int
    reason: str

    def silences(self, diagnostic: Diagnostic) -> bool:
        """Whether the comment speaks of a diagnostic."""
        return (
            diagnostic.location is not None
            and diagnostic.code in self.codes
            and diagnostic.location.path == self.location.path
            and self.first <= diagnostic.location.span.line <= self.last
        )


def found_in(tree: Tree) -> tuple[list[Suppression], list[Diagnostic]]:
    """The suppressions of a file, and what is wrong with those that are not well formed."""
    suppressions: list[Suppression] = []
    diagnostics: list[Diagnostic] = []
    layout = _Layout(tree)
    for number, line in enumerate(tree.source.lines, 1):
        match = _COMMENT.search(line) if COMMENT in line else None
        if match is None or layout.is_text(number, match.start() + 1):
            continue
        location = Location(tree.source.path, Span(number, match.start() + 1, number, len(line) + 1))
        body = _BODY.fullmatch(match["body"])
        codes = tuple(code.strip() for code in body["codes"].split(",") if code.strip()) if body else ()
        if body is None or not codes:
            diagnostics.append(Diagnostic("RUN005", Severity.ERROR, location, {"comment": match["body"]}))
        elif not body["reason"].strip(" –-—:"):
            diagnostics.append(Diagnostic("RUN004", Severity.ERROR, location, {"codes": ", ".join(codes)}))
        else:
            alone = not line[: match.start()].strip()
            first, last = layout.spoken_of(number) if alone else (number, number)
            suppressions.append(Suppression(location, codes, first, last, body["reason"]))
        if len(suppressions) + len(diagnostics) >= _MOST:
            break
    return suppressions, diagnostics


class _Layout:
    """The lines of a file: where its texts stand, and where ends what begins on a line."""

    def __init__(self, tree: Tree) -> None:
        self._lines = tree.source.lines
        self._texts: dict[int, list[Span]] = defaultdict(list)
        self._ends: dict[int, int] = {}
        for key, span, value in tree.spans():
            begins = (key or span).line
            self._ends[begins] = max(self._ends.get(begins, begins), tree.last_line(span))
            if isinstance(value, str):
                for line in range(span.line, span.end_line + 1):
                    self._texts[line].append(span)

    def is_text(self, line: int, column: int) -> bool:
        """Whether a place lies within a text, where a `#` is no comment."""
        return any(
            (span.line, span.column) <= (line, column) < (span.end_line, span.end_column)
            for span in self._texts.get(line, ())
        )

    def spoken_of(self, comment: int) -> tuple[int, int]:
        """The first and the last line of what begins on the next line with content; the widest there is."""
        number = comment + 1
        while number <= len(self._lines) and (not (text := self._lines[number - 1].strip()) or text[0] == "#"):
            number += 1
        return number, self._ends.get(number, number)


def apply(
    suppressions: Iterable[Suppression], diagnostics: Iterable[Diagnostic], ran: frozenset[str], known: frozenset[str]
) -> tuple[list[Diagnostic], int]:
    """The diagnostics without those that are suppressed, and how many those were.

    `ran` are the codes that were looked for, `known` all codes of rules. What suppresses nothing although
    it was looked for is told of, and so is a code that no rule has.
    """
    comments = list(suppressions)
    by_code: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, comment in enumerate(comments):
        for code in comment.codes:
            by_code[comment.location.path, code].append(index)
    used: set[tuple[int, str]] = set()
    kept: list[Diagnostic] = []
    silenced = 0
    for diagnostic in diagnostics:
        path = diagnostic.location.path if diagnostic.location is not None else ""
        speaking = [i for i in by_code.get((path, diagnostic.code), ()) if comments[i].silences(diagnostic)]
        used |= {(index, diagnostic.code) for index in speaking}
        silenced += bool(speaking)
        if not speaking:
            kept.append(diagnostic)
    for index, comment in enumerate(comments):
        for code in comment.codes:
            if code not in known:
                kept.append(Diagnostic("RUN006", Severity.ERROR, comment.location, {"rule": code}, "unknown"))
            elif code in ran and (index, code) not in used:
                kept.append(Diagnostic("RUN006", Severity.WARNING, comment.location, {"rule": code}))
    return kept, silenced
