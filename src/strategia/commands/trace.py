"""`strategia trace`: what carries the strategy, what it costs and where the thread is broken."""

import difflib
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from strategia.commands.run import CLEAN, FAILED, OUTPUT, USAGE, Run
from strategia.compiler import Checked, check
from strategia.diagnostics import Severity
from strategia.reporters import report_text
from strategia.trace.coverage import STRANDS, Strand
from strategia.trace.matrix import Matrix, Scope

FORMATS = ("text", "json", "csv", "xlsx", "dot", "svg")
_DRAWN = ("dot", "svg")
VIEWS = ("tree", "matrix")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shown and how; empty means all."""

    goals: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    gaps: bool = False
    format: str = "text"
    view: str | None = None
    out: Path | None = None


def trace(run: Run, counties: Sequence[str], wish: Wish) -> int:
    """Lay the thread of some counties out, and print it or write it to a file."""
    if (code := run.settings_fail()) or (code := _wish_fails(run, counties, wish)):
        return code
    checked = check(run.project, list(counties) or run.project.counties(), run.as_of)
    errors = [d for d in checked.diagnostics if d.severity is Severity.ERROR]
    # Standard output may be read by a program.
    report_text(errors, checked.sources, run.words, sys.stderr)
    matrices, code = _matrices(run, checked, wish)
    if code:
        return FAILED if checked.faulty else code
    if wish.format in _DRAWN and len(matrices) > 1:
        run.say("trace.one_county", error=True, format=wish.format)
        return USAGE
    code = _show(run, matrices, wish)
    return code or (FAILED if checked.faulty else CLEAN)


def _wish_fails(run: Run, counties: Sequence[str], wish: Wish) -> int:
    """Whether something asked for does not exist or cannot be written; the exit code, zero when all does."""
    if absent := run.absent(counties):
        run.tell("\n".join(absent), error=True)
        return USAGE
    if wish.format == "xlsx" and wish.out is None:
        run.say("trace.needs_file", error=True, format=wish.format)
        return USAGE
    if wish.out is not None and (reason := run.misplaced(wish.out)):
        run.say(f"said.output_{reason}", error=True, path=wish.out)
        return OUTPUT
    return CLEAN


def _matrices(run: Run, checked: Checked, wish: Wish) -> tuple[list[Matrix], int]:
    """The thread of each county that has what is asked for; with an exit code where none has."""
    workspaces = [workspace for workspace in checked.workspaces.values() if workspace.goals]
    if not workspaces:
        run.say("trace.no_goals", error=True, counties=", ".join(checked.workspaces) or run.project.strategies)
        return [], USAGE
    items = [
        {str(vars(item)["id"]) for item in (*workspace.priorities, *workspace.perspectives, *workspace.goals)}
        for workspace in workspaces
    ]
    known = sorted(set().union(*items))
    for name in wish.goals:
        if name not in known:
            if nearest := difflib.get_close_matches(name, known, n=1):
                run.say("trace.nearest", error=True, id=name, nearest=nearest[0])
            else:
                run.say("trace.no_goal", error=True, id=name)
            return [], USAGE
    strands: tuple[Strand, ...] = tuple(strand for strand in STRANDS if not wish.kinds or strand in wish.kinds)
    goals = frozenset(wish.goals) or None
    scope = Scope(goals, strands, wish.gaps)
    matrices = [
        Matrix(workspace, scope)
        for workspace, own in zip(workspaces, items, strict=True)
        if goals is None or goals & own
    ]
    if wish.kinds and not any(matrix.strands for matrix in matrices):
        words = ", ".join(run.words.term(f"strand.{strand}").lower() for strand in strands)
        run.say("trace.no_strand", error=True, kinds=words)
        return [], USAGE
    return matrices, CLEAN


def _show(run: Run, matrices: Sequence[Matrix], wish: Wish) -> int:
    """Print the matrices or write them to a file; the exit code."""
    language = run.words.language
    if wish.format == "text":
        if wish.out is None:
            _print(matrices, language, wish.view, sys.stdout)
            return CLEAN
        text = io.StringIO()
        _print(matrices, language, wish.view, text)
        return _write(run, wish.out, text.getvalue().encode())
    data = _data(matrices, language, wish)
    if wish.out is not None:
        return _write(run, wish.out, data)
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    return CLEAN


def _print(matrices: Sequence[Matrix], language: str, view: str | None, stream: TextIO) -> None:
    from strategia.reporters.trace.text import report_matrix, report_tree  # noqa: PLC0415 - each format its own

    report = report_matrix if view == "matrix" else report_tree
    for matrix in matrices:
        report(matrix, language, stream)


def _data(matrices: Sequence[Matrix], language: str, wish: Wish) -> bytes:
    """The matrices in a format for programs."""
    if wish.format == "xlsx":
        from strategia.reporters.trace.workbook import as_xlsx  # noqa: PLC0415 - each format its own
        from strategia.writers.ooxml import same_bytes  # noqa: PLC0415

        return same_bytes(as_xlsx(matrices, language), None)
    if wish.format in _DRAWN:
        return _drawn(matrices[0], language, wish.format)
    if wish.format == "csv":
        from strategia.reporters.trace.sheets import as_csv  # noqa: PLC0415 - each format its own

        return as_csv(matrices, language, wish.view or "matrix")
    from strategia.reporters.trace.data import as_json  # noqa: PLC0415 - each format its own

    return as_json(matrices, language).encode()


def _drawn(matrix: Matrix, language: str, form: str) -> bytes:
    """The graph of a county: a drawing, or its description for Graphviz."""
    from strategia.document.phrasing import Phrasing  # noqa: PLC0415 - each format its own
    from strategia.document.thread.graph import graph  # noqa: PLC0415

    phrasing = Phrasing(matrix.workspace, language)
    title = phrasing.label("trace.title", county=matrix.workspace.county.name(language))
    drawn = replace(graph(phrasing, matrix), title=title)
    if form == "dot":
        from strategia.reporters.trace.dot import as_dot  # noqa: PLC0415

        return as_dot(drawn).encode()
    from strategia.writers.graphs import svg  # noqa: PLC0415
    from strategia.writers.theme import DEFAULT  # noqa: PLC0415

    return f"{svg(drawn, DEFAULT)}\n".encode()


def _write(run: Run, path: Path, data: bytes) -> int:
    """Write a file whole or not at all; the exit code."""
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        if path.is_dir():
            run.say("said.output_taken", error=True, path=path)
            return OUTPUT
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        # On Windows a workbook that Excel holds open may not be replaced.
        reason = "open" if isinstance(error, PermissionError) and os.name == "nt" else "os"
        run.say(f"said.output_{reason}", error=True, path=path, detail=error.strerror or str(error))
        return OUTPUT
    run.say("trace.written", error=True, path=path)
    return CLEAN
