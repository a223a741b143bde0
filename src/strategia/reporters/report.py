"""What reporters report: the diagnostics of a run, in order, with what is needed to tell them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from strategia.diagnostics import Diagnostic, Severity
from strategia.languages import Lexicon
from strategia.lint.baseline import fingerprint
from strategia.lint.levels import Weighed
from strategia.loading.characters import printable
from strategia.reporters.text import Wording, worded
from strategia.source import Location, Source


@dataclass(frozen=True, slots=True)
class Report:
    """A run of lint or of the audit. The diagnostics are ordered and new; `known` counts those of the baseline."""

    diagnostics: Sequence[Diagnostic]
    sources: Mapping[str, Source]
    words: Lexicon
    summary: str
    """How much was looked at and what was found, in a sentence or two."""
    files: int = 0
    items: int = 0
    suppressed: int = 0
    known: int = 0
    rules: Sequence[Weighed] = ()
    """The rules that were asked; silent ones are listed as well, so that a reader knows what was looked for."""

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
            wording = worded(diagnostic, self.words)
            if diagnostic.origin is not None and diagnostic.location is not None:
                # The report stands at the source: a made file is in no repository.
                wording = wording._replace(message=f"{printable(diagnostic.location.path)}: {wording.message}")
            yield Told(diagnostic, wording, own)


@dataclass(frozen=True, slots=True)
class Told:
    """A diagnostic in words. A place is always a file and a line; what concerns the whole run has neither.

    What is wrong in a made file stands at the source behind it, where that is known.
    """

    diagnostic: Diagnostic
    wording: Wording
    fingerprint: str

    @property
    def place(self) -> Location | None:
        """Where the report stands."""
        return self.diagnostic.origin or self.diagnostic.location

    @property
    def path(self) -> str:
        """The file, relative to the project; empty for what concerns the run."""
        return self.place.path if self.place is not None else ""

    @property
    def line(self) -> int:
        """The line, counted from one."""
        return self.place.span.line if self.place is not None else 1
