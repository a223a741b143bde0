"""What reporters report: the diagnostics of a run, in order, with what is needed to tell them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from strategia.diagnostics import Diagnostic, Severity
from strategia.languages import Lexicon
from strategia.lint.baseline import fingerprint
from strategia.reporters.text import Wording, worded
from strategia.source import Source


@dataclass(frozen=True, slots=True)
class Report:
    """A run of lint. The diagnostics are ordered and new; `known` counts those of the baseline."""

    diagnostics: Sequence[Diagnostic]
    sources: Mapping[str, Source]
    words: Lexicon
    summary: str
    """How much was looked at and what was found, in a sentence or two."""
    files: int = 0
    items: int = 0
    suppressed: int = 0
    known: int = 0

    def count(self, severity: Severity) -> int:
        """How many diagnostics have a severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    def told(self) -> "Iterator[Told]":
        """Every diagnostic in words, with a fingerprint that no other of the run has."""
        seen: dict[str, int] = {}
        for diagnostic in self.diagnostics:
            known = fingerprint(diagnostic, self.sources)
            seen[known] = seen.get(known, 0) + 1
            own = known if seen[known] == 1 else f"{known}-{seen[known]}"
            yield Told(diagnostic, worded(diagnostic, self.words), own)


@dataclass(frozen=True, slots=True)
class Told:
    """A diagnostic in words. A place is always a file and a line; what concerns the whole run has neither."""

    diagnostic: Diagnostic
    wording: Wording
    fingerprint: str

    @property
    def path(self) -> str:
        """The file, relative to the project; empty for what concerns the run."""
        return self.diagnostic.location.path if self.diagnostic.location is not None else ""

    @property
    def line(self) -> int:
        """The line, counted from one."""
        return self.diagnostic.location.span.line if self.diagnostic.location is not None else 1
