"""`strategia lint`: check, report, and say how much was looked at."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from strategia.commands.choosing import chosen
from strategia.commands.run import BUG, CLEAN, FAILED, OUTPUT, USAGE, Run
from strategia.commands.telling import Reports, report, summary, unwritten
from strategia.compiler import Checked, check
from strategia.diagnostics import Diagnostic, Severity, ordered, worst
from strategia.files import write_whole
from strategia.lint import CRASHED, baseline, rules
from strategia.lint.levels import Profile
from strategia.loading.characters import printable
from strategia.reporters import report_text

if TYPE_CHECKING:
    from strategia.commands.fix import Look

_FEW = 50
"""Of as many counties all that was loaded stays in memory, since to free it takes time; of more, what is told of."""

_KEPT: list[Checked] = []
"""What was checked, kept until the process ends and all is freed at once: to free it piece by piece takes time."""


class Wishes(NamedTuple):
    """What the command line asks of a lint; None leaves it to the settings."""

    fail_on: str | None = None
    profile: Profile | None = None
    update_baseline: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    reports: Reports = (("text", None),)
    changed_since: str | None = None


def lint(run: Run, paths: Sequence[Path], wishes: Wishes) -> int:
    """Check counties, folders or files, and report."""
    if code := run.settings_fail():
        return code
    known, wrong = baseline.load(run.project.root)
    if wrong and not wishes.update_baseline:
        report_text(wrong, {}, run.words)
        return USAGE
    slugs, only, fruitless = chosen(run, paths)

    def look(run: Run) -> tuple[Checked, list[Diagnostic]]:
        checked = check(run.project, slugs, run.as_of, wishes.profile, keep=len(slugs) <= _FEW)
        _KEPT.append(checked)
        return checked, [d for d in checked.diagnostics if only is None or _is_in(d, only)]

    if wishes.diff:
        return _preview(run, slugs, look, unsafe=wishes.unsafe_fixes)
    if wishes.fix and (code := _fix(run, look, unsafe=wishes.unsafe_fixes)):
        return code
    checked, told = look(run)
    if wishes.update_baseline and checked.files and not fruitless:
        return _update_baseline(run, told, checked, whole=not paths)
    told = ordered(told)
    if wishes.changed_since is not None:
        from strategia import history  # noqa: PLC0415 - most lints ask Git for nothing
        from strategia.commands.changes import since  # noqa: PLC0415

        try:
            told = since(run, wishes.changed_since, slugs, checked, told, wishes.profile)
        except history.Unknown as error:
            run.say("said.no_commit", error=True, commit=wishes.changed_since, detail=error)
            return USAGE
    compared = known.compare(told, checked.sources)
    diagnostics = compared.new
    if checked.files == 0 or fruitless:
        place = ", ".join(map(str, fruitless or paths)) if paths else str(run.project.strategies)
        variant = "path" if paths else ""
        nothing = Diagnostic("RUN001", Severity.ERROR, None, {"folder": place, "path": place}, variant)
        report_text([nothing], {}, run.words)
        return USAGE
    sentences = [summary(run, checked, diagnostics)]
    if checked.suppressed:
        sentences.append(run.words.count("report.suppressed", checked.suppressed))
    if compared.known:
        sentences.append(run.words.count("report.known", compared.known))
    if compared.gone and only is None and wishes.changed_since is None:
        sentences.append(run.words.count("report.gone", compared.gone))
    if code := report(run, wishes.reports, checked, compared, sentences, lambda: rules.RULES):
        return code
    return _code(run, wishes, checked, diagnostics)


def _code(run: Run, wishes: Wishes, checked: Checked, diagnostics: Sequence[Diagnostic]) -> int:
    """The exit code of a lint that could report."""
    # A rule that crashed is our bug, whatever else was found and however mildly the check is to fail.
    if any(diagnostic.code == CRASHED for diagnostic in checked.diagnostics):
        return BUG
    level = Severity.named(wishes.fail_on or run.project.config.fail_on)
    heaviest = worst(diagnostics)
    return FAILED if heaviest is not None and heaviest >= level else CLEAN


def _fix(run: Run, look: "Look", *, unsafe: bool) -> int:
    """Mend what can be mended; the exit code, zero when nothing stood in the way."""
    from strategia import editing  # noqa: PLC0415 - a lint alone mends nothing
    from strategia.commands.fix import fix  # noqa: PLC0415

    try:
        mended = fix(run, look, unsafe=unsafe)
    except editing.Outdated as error:
        run.say("review.outdated", error=True, path=error)
        return OUTPUT
    except OSError as error:
        return unwritten(run, Path(error.filename or "."), error)
    run.tell(run.words.count("report.mended", mended))
    return CLEAN


def _preview(run: Run, slugs: Sequence[str], look: "Look", *, unsafe: bool) -> int:
    """Show what would be mended; 1 when there is anything."""
    from strategia.commands.fix import preview  # noqa: PLC0415 - a lint alone mends nothing

    files = [file for slug in slugs for file in run.project.files(slug)]
    text, mendable = preview(run, files, look, unsafe=unsafe)
    for line in text.split("\n") if text else ():
        run.tell(printable(line))
    run.tell(run.words.count("report.mendable", mendable))
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
        return unwritten(run, path, error)
    run.say("said.baseline", count=len(told), path=baseline.NAME)
    return CLEAN


def _is_in(diagnostic: Diagnostic, only: set[str]) -> bool:
    return diagnostic.location is None or diagnostic.location.path in only
