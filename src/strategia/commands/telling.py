"""What a lint or an audit tells, and in which forms: words for a person, files for programs."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from strategia.commands.run import CLEAN, OUTPUT, Run
from strategia.compiler import Checked
from strategia.diagnostics import Diagnostic, Severity
from strategia.files import write_whole
from strategia.lint.baseline import Compared
from strategia.lint.levels import Weighed
from strategia.reporters import report_text, reporter, text_of

Reports = Sequence[tuple[str, Path | None]]
"""Reporters, each with the file it writes; None is standard output."""


def report(
    run: Run,
    reports: Reports,
    checked: Checked,
    compared: Compared,
    sentences: Sequence[str],
    rules: Callable[[], Sequence[Weighed]],
) -> int:
    """Report in every form that is asked for; the exit code, zero when all could be written."""
    for name, path in reports:
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
                rules(),
            )
            text = reporter(name).report(told)
        if path is None:
            run.tell(text.rstrip("\n"))
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.encode())
        except OSError as error:
            return unwritten(run, path, error)
    return CLEAN


def unwritten(run: Run, path: Path, error: OSError) -> int:
    """Say that a file could not be written and is as it was; its exit code, 3."""
    run.say("review.unwritten", error=True, path=path, detail=error.strerror or str(error))
    return OUTPUT


def summary(run: Run, checked: Checked, diagnostics: Iterable[Diagnostic]) -> str:
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
