"""`strategia lint`: check, report, and say how much was looked at."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from strategia import editing
from strategia.commands.fix import Look, edits, fix, preview
from strategia.commands.run import CLEAN, FAILED, OUTPUT, USAGE, Run
from strategia.compiler import Checked, check
from strategia.diagnostics import Diagnostic, Severity, ordered, worst
from strategia.files import write_whole
from strategia.lint import baseline
from strategia.lint.levels import Profile
from strategia.loading.characters import printable
from strategia.reporters import report_text, reporter, text_of

_KEPT: list[Checked] = []
"""What was checked, kept until the process ends and all is freed at once: to free it piece by piece takes time."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks of a lint; None leaves it to the settings."""

    fail_on: str | None = None
    profile: Profile | None = None
    update_baseline: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    reports: tuple[tuple[str, Path | None], ...] = (("text", None),)
    """Reporters, each with the file it writes; None is standard output."""


def lint(run: Run, paths: Sequence[Path], wishes: Wishes) -> int:
    """Check counties, folders or files, and report."""
    if code := run.settings_fail():
        return code
    known, wrong = baseline.load(run.project.root)
    if wrong and not wishes.update_baseline:
        report_text(wrong, {}, run.words)
        return USAGE
    slugs, only, fruitless = _chosen(run, paths)

    def look() -> tuple[Checked, list[Diagnostic]]:
        checked = check(run.project, slugs, run.as_of, wishes.profile)
        _KEPT.append(checked)
        return checked, [d for d in checked.diagnostics if only is None or _is_in(d, only)]

    if wishes.diff:
        return _preview(run, *look(), unsafe=wishes.unsafe_fixes)
    if wishes.fix and (code := _fix(run, look, unsafe=wishes.unsafe_fixes)):
        return code
    checked, told = look()
    if wishes.update_baseline and checked.files and not fruitless:
        return _update_baseline(run, told, checked, whole=not paths)
    compared = known.compare(ordered(told), checked.sources)
    diagnostics = compared.new
    if checked.files == 0 or fruitless:
        place = ", ".join(map(str, fruitless or paths)) if paths else str(run.project.strategies)
        variant = "path" if paths else ""
        nothing = Diagnostic("RUN001", Severity.ERROR, None, {"folder": place, "path": place}, variant)
        report_text([nothing], {}, run.words)
        return USAGE
    sentences = [_summary(run, checked, diagnostics)]
    if checked.suppressed:
        sentences.append(run.words.count("report.suppressed", checked.suppressed))
    if compared.known:
        sentences.append(run.words.count("report.known", compared.known))
    if compared.gone and only is None:
        sentences.append(run.words.count("report.gone", compared.gone))
    if code := _report(run, wishes, checked, compared, sentences):
        return code
    level = Severity.named(wishes.fail_on or run.project.config.fail_on)
    heaviest = worst(diagnostics)
    return FAILED if heaviest is not None and heaviest >= level else CLEAN


def _report(run: Run, wishes: Wishes, checked: Checked, compared: baseline.Compared, sentences: Sequence[str]) -> int:
    """Report in every form that is asked for; the exit code, zero when all could be written."""
    for name, path in wishes.reports:
        if name == "text":
            if path is None:
                report_text(compared.new, checked.sources, run.words)
                for sentence in sentences:
                    run.tell(sentence)
                continue
            text = text_of(compared.new, checked.sources, run.words) + "\n".join([*sentences, ""])
        else:
            from strategia.reporters.report import Report  # noqa: PLC0415 - a lint at a terminal writes no files

            told = Report(
                compared.new,
                checked.sources,
                run.words,
                " ".join(sentences),
                checked.files,
                checked.items,
                checked.suppressed,
                compared.known,
            )
            text = reporter(name).report(told)
        if path is None:
            run.tell(text.rstrip("\n"))
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.encode())
        except OSError as error:
            return _unwritten(run, path, error)
    return CLEAN


def _fix(run: Run, look: Look, *, unsafe: bool) -> int:
    """Mend what can be mended; the exit code, zero when nothing stood in the way."""
    try:
        mended = fix(run, look, unsafe=unsafe)
    except editing.Outdated as error:
        run.say("review.outdated", error=True, path=error)
        return OUTPUT
    except OSError as error:
        return _unwritten(run, Path(error.filename or "."), error)
    run.tell(run.words.count("report.mended", mended))
    return CLEAN


def _preview(run: Run, checked: Checked, told: Sequence[Diagnostic], *, unsafe: bool) -> int:
    """Show what would be mended; 1 when there is anything."""
    text = preview(run, checked, told, unsafe=unsafe)
    for line in text.split("\n") if text else ():
        run.tell(printable(line))
    run.tell(run.words.count("report.mendable", sum(map(len, edits(told, unsafe=unsafe).values()))))
    return FAILED if text else CLEAN


def _update_baseline(run: Run, told: Sequence[Diagnostic], checked: Checked, *, whole: bool) -> int:
    """Write the baseline anew; only of the whole project, since the rest would be forgotten."""
    if not whole:
        run.say("said.baseline_partly", error=True)
        return USAGE
    text = baseline.Baseline.of(ordered(told), checked.sources).text()
    path = run.project.root / baseline.NAME
    try:
        write_whole(path, text.encode())
    except OSError as error:
        return _unwritten(run, path, error)
    run.say("said.baseline", count=len(told), path=baseline.NAME)
    return CLEAN


def _unwritten(run: Run, path: Path, error: OSError) -> int:
    run.say("review.unwritten", error=True, path=path, detail=error.strerror or str(error))
    return OUTPUT


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
