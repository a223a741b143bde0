"""`strategia lint`: check, report, and say how much was looked at."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from strategia.commands.run import CLEAN, FAILED, USAGE, Run
from strategia.compiler import Checked, check
from strategia.diagnostics import Diagnostic, Severity, worst
from strategia.reporters import report_text

_KEPT: list[Checked] = []
"""What was checked, kept until the process ends and all is freed at once: to free it piece by piece takes time."""


def lint(run: Run, paths: Sequence[Path], fail_on: str | None) -> int:
    """Check counties, folders or files, and report."""
    if code := run.settings_fail():
        return code
    slugs, only, fruitless = _chosen(run, paths)
    checked = check(run.project, slugs, run.as_of)
    _KEPT.append(checked)
    diagnostics = [d for d in checked.diagnostics if only is None or _is_in(d, only)]
    report_text(diagnostics, checked.sources, run.words)
    if checked.files == 0 or fruitless:
        place = ", ".join(map(str, fruitless or paths)) if paths else str(run.project.strategies)
        variant = "path" if paths else ""
        nothing = Diagnostic("RUN001", Severity.ERROR, None, {"folder": place, "path": place}, variant)
        report_text([nothing], {}, run.words)
        return USAGE
    run.tell(_summary(run, checked, diagnostics))
    level = Severity.named(fail_on or run.project.config.fail_on)
    heaviest = worst(diagnostics)
    return FAILED if heaviest is not None and heaviest >= level else CLEAN


def _chosen(run: Run, paths: Sequence[Path]) -> tuple[list[str], set[str] | None, list[Path]]:
    """The counties that paths name or lie in, the files to report on (None for all), and the paths without any."""
    available = run.project.counties()
    if not paths:
        return available, None, []
    slugs: list[str] = []
    only: set[str] = set()
    fruitless: list[Path] = []
    for path in paths:
        if not os.path.exists(path) and str(path) in available:  # noqa: PTH110 - false for a name too long to be one
            slugs.append(str(path))
            only |= {_shown(run, file) for file in run.project.files(str(path))}
            continue
        whole = Path(os.path.normpath(path.absolute()))
        files: set[str] = set()
        if not whole.is_relative_to(run.project.strategies):
            inside = available if run.project.strategies.is_relative_to(whole) else []
        else:
            inside = list(whole.relative_to(run.project.strategies).parts[:1]) or available
        for slug in inside:
            if slug not in available:
                continue
            slugs.append(slug)
            files |= {_shown(run, file) for file in run.project.files(slug) if file.is_relative_to(whole)}
        only |= files
        if not files:
            fruitless.append(path)
    return list(dict.fromkeys(slugs)), only, fruitless


def _shown(run: Run, path: Path) -> str:
    return path.relative_to(run.project.root).as_posix()


def _is_in(diagnostic: Diagnostic, only: set[str]) -> bool:
    return diagnostic.location is None or diagnostic.location.path in only


def _summary(run: Run, checked: Checked, diagnostics: Iterable[Diagnostic]) -> str:
    """How much was looked at and what was found: “Tarkistettu: 7 tiedostoa, 594 kohtaa. 2 varoitusta.”."""
    words = run.words
    files = words.count("report.files", checked.files)
    items = words.count("report.items", checked.items)
    looked = words.term("report.looked_at", files=files, items=items)
    counts = []
    found = list(diagnostics)
    for severity in sorted(Severity, reverse=True):
        number = sum(diagnostic.severity is severity for diagnostic in found)
        if number:
            counts.append(words.count(f"report.{severity.label}s", number))
    return f"{looked} {', '.join(counts) + '.' if counts else words.term('report.clean')}"
