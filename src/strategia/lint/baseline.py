"""The baseline: what was told when a county began to lint, so that only what is new fails.

The file `strategia-baseline.json` counts findings by file, code and fingerprint. A fingerprint is made of
the words of the line and not of its number, so that lines added above move nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from strategia.diagnostics import Diagnostic, Severity
from strategia.source import Location, Source, Span

NAME = "strategia-baseline.json"
VERSION = 1
_DIGITS = 16
_LARGEST = 16 * 1024 * 1024

Key = tuple[str, str, str]
"""File, code, fingerprint."""


class Compared(NamedTuple):
    """The diagnostics that the baseline does not know, how many it knows, and how many of it are gone."""

    new: list[Diagnostic]
    known: int
    gone: int


class Baseline(NamedTuple):
    """How often each finding was told."""

    counts: Mapping[Key, int]

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> "Baseline":
        """The baseline that knows exactly these diagnostics."""
        return cls(Counter(_key(diagnostic, sources) for diagnostic in diagnostics))

    def compare(self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> Compared:
        """The diagnostics sorted into new ones and known ones; of equal ones the first count as known."""
        if not self.counts:
            return Compared(list(diagnostics), 0, 0)
        left = Counter(self.counts)
        new: list[Diagnostic] = []
        known = 0
        for diagnostic in diagnostics:
            key = _key(diagnostic, sources)
            if left[key] > 0:
                left[key] -= 1
                known += 1
            else:
                new.append(diagnostic)
        return Compared(new, known, sum(left.values()))

    def text(self) -> str:
        """The baseline as a file: sorted, a line for each finding, so that a change of it reads well."""
        import json  # noqa: PLC0415 - most projects have no baseline

        files: dict[str, dict[str, dict[str, int]]] = {}
        for (path, code, fingerprint), count in sorted(self.counts.items()):
            files.setdefault(path, {}).setdefault(code, {})[fingerprint] = count
        return json.dumps({"version": VERSION, "findings": files}, ensure_ascii=False, indent=1) + "\n"


def fingerprint(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    """What stays the same of a diagnostic when lines move: code, wording, file and the words of its line."""
    import hashlib  # noqa: PLC0415 - a plain lint asks for no fingerprint

    path, line = "", ""
    if diagnostic.location is not None:
        path = diagnostic.location.path
        source = sources.get(path)
        line = source.line(diagnostic.location.span.line).strip() if source is not None else ""
    words = f"{diagnostic.code}\n{diagnostic.variant}\n{path}\n{line}"
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]


def load(root: Path) -> tuple[Baseline, list[Diagnostic]]:
    """The baseline of a project, an empty one where there is none, with what is wrong with it."""
    path = root / NAME
    if not path.is_file():
        return Baseline({}), []
    import json  # noqa: PLC0415 - most projects have no baseline

    place = Location(NAME, Span(1, 1, 1, 1))
    try:
        with path.open(encoding="utf-8") as file:
            # A file that is cut here is no JSON any more, and is told of as such.
            data = json.loads(file.read(_LARGEST))
        if data["version"] != VERSION:
            arguments = {"version": data["version"], "known": VERSION}
            return Baseline({}), [Diagnostic("RUN007", Severity.ERROR, place, arguments, "version")]
        return Baseline(dict(_counts(data["findings"]))), []
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return Baseline({}), [Diagnostic("RUN007", Severity.ERROR, place)]


def _counts(files: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Iterable[tuple[Key, int]]:
    for path, codes in files.items():
        for code, prints in codes.items():
            for known, count in prints.items():
                yield (path, code, known), int(count)


def _key(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> Key:
    path = diagnostic.location.path if diagnostic.location is not None else ""
    return path, diagnostic.code, fingerprint(diagnostic, sources)
