"""`strategia audit`: examine made files, and `strategia build --audit`: those that are about to be published."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from strategia import audit as auditing
from strategia.artefacts import listed
from strategia.audit.origins import Origins, load
from strategia.audit.rules import RULES
from strategia.commands.run import BUG, CLEAN, FAILED, USAGE, Run
from strategia.commands.telling import Reports, report, summary
from strategia.compiler import Checked
from strategia.diagnostics import Diagnostic, Severity, ordered, worst
from strategia.lint import CRASHED
from strategia.lint.baseline import Compared
from strategia.lint.levels import Levels, Profile
from strategia.loading.reading import content, read
from strategia.reporters import report_text
from strategia.source import Source

Looked = Iterable[tuple[str, bytes | None, Origins]]
"""Files by the paths of messages, with their bytes (None where they could not be read) and where they come from."""


class Wishes(NamedTuple):
    """What the command line asks of an audit; None leaves it to the settings."""

    fail_on: str | None = None
    profile: Profile | None = None
    reports: Reports = (("text", None),)


def audit(run: Run, paths: Sequence[Path], wishes: Wishes) -> int:
    """Audit files, and the made files in folders."""
    if code := run.settings_fail():
        return code
    found = {path: [path] if path.is_file() else _below(path) for path in paths}
    fruitless = [path for path, files in found.items() if not any(auditing.knows(file.name) for file in files)]
    if fruitless:
        arguments = {"path": ", ".join(map(str, fruitless)), "folder": ""}
        report_text([Diagnostic("RUN001", Severity.ERROR, None, arguments, "made")], {}, run.words)
        return USAGE
    return examine(run, _read(run, found), wishes)


def examine(run: Run, files: Looked, wishes: Wishes) -> int:
    """Look at made files and report; the exit code."""
    levels = Levels(wishes.profile or run.project.config.profile, run.project.config.rules)
    diagnostics: list[Diagnostic] = []
    count = items = 0
    for path, data, origins in files:
        audited = auditing.audit(path, data, levels, origins)
        diagnostics += audited.diagnostics
        count += 1
        items += audited.items
    told = ordered(diagnostics)
    checked = Checked(sources=_sources(run, told), diagnostics=told, files=count, items=items)
    sentences = [summary(run, checked, told)]
    if code := report(run, wishes.reports, checked, Compared(told, 0, 0), sentences, lambda: RULES):
        return code
    if any(diagnostic.code == CRASHED for diagnostic in told):
        return BUG
    level = Severity.named(wishes.fail_on or run.project.config.fail_on)
    heaviest = worst(told)
    return FAILED if heaviest is not None and heaviest >= level else CLEAN


def _below(folder: Path) -> list[Path]:
    """The made files of a folder: those that its manifest names, else all whose names say that they may be some."""
    if (made := listed(folder)) is not None:
        return [folder / path for path in made]
    return sorted(path for path in folder.rglob("*") if auditing.knows(path.name) and path.is_file())


def _read(run: Run, found: dict[Path, list[Path]]) -> Iterator[tuple[str, bytes | None, Origins]]:
    for path, files in found.items():
        origins = load(path.parent if path.is_file() else path)
        for file in files:
            try:
                data = content(file, auditing.LARGEST)
            except OSError:
                data = None
            yield _shown(run, file), data, origins


def _shown(run: Run, file: Path) -> str:
    """A path as people write it: within the project relative to it, outside as it was given."""
    whole = file.absolute()
    return (whole.relative_to(run.project.root) if whole.is_relative_to(run.project.root) else file).as_posix()


def _sources(run: Run, told: Iterable[Diagnostic]) -> dict[str, Source]:
    """The sources behind what is told, to show their lines."""
    paths = {diagnostic.origin.path for diagnostic in told if diagnostic.origin is not None}
    found = (read(run.project.root / path, run.project.root)[0] for path in sorted(paths))
    return {source.path: source for source in found if source is not None}
