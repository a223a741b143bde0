"""`strategia lint --changed-since`: what a change touched, and what it broke elsewhere."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from strategia import history
from strategia.commands.run import Run
from strategia.compiler import Checked, check
from strategia.diagnostics import Diagnostic, ordered
from strategia.lint.baseline import Baseline
from strategia.lint.levels import Profile
from strategia.project import Project


def since(
    run: Run, commit: str, slugs: Iterable[str], checked: Checked, told: Sequence[Diagnostic], profile: Profile | None
) -> list[Diagnostic]:
    """The diagnostics that stand on lines changed since a commit, or that were not told at that commit.

    Both states are looked at with the settings and the day of now, so that only the sources differ.
    history.Unknown where Git does not have the commit.
    """
    with tempfile.TemporaryDirectory() as folder:
        history.lay_out(run.project.root, commit, Path(folder))
        project = Project(Path(folder), run.project.config)
        before = check(project, [slug for slug in project.counties() if slug in set(slugs)], run.as_of, profile)
    earlier = Baseline.of(ordered(before.diagnostics), before.sources)
    broken = {id(diagnostic) for diagnostic in earlier.compare(told, checked.sources).new}
    touched = _Touched(before, checked)
    return [diagnostic for diagnostic in told if id(diagnostic) in broken or touched.has(diagnostic)]


class _Touched:
    """The lines of files that stood nowhere in the same file before; a line that only moved is none."""

    def __init__(self, before: Checked, now: Checked) -> None:
        self._now = now.sources
        self._before = {path: set(source.lines) for path, source in before.sources.items()}

    def has(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic stands on such a line."""
        if diagnostic.location is None or (source := self._now.get(diagnostic.location.path)) is None:
            return False
        earlier = self._before.get(diagnostic.location.path, set())
        span = diagnostic.location.span
        return any(source.line(number) not in earlier for number in range(span.line, span.end_line + 1))
