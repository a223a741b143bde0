"""`strategia lint --fix`: mend what can be mended, span by span, or show what would be mended."""

import difflib
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from strategia import editing
from strategia.commands.run import Run
from strategia.compiler import Checked
from strategia.diagnostics import Diagnostic
from strategia.source import Edit, Source

_ROUNDS = 5
"""How often the files are looked at anew: one mended slip may uncover the next."""

Look = Callable[[Run], tuple[Checked, list[Diagnostic]]]
"""Checks the files; what was checked, and the diagnostics that are asked for."""


def fix(run: Run, look: Look, *, unsafe: bool) -> int:
    """Mend the files until there is nothing more to mend; how many places were mended. Outdated, OSError."""
    mended = 0
    for _ in range(_ROUNDS):
        checked, told = look(run)
        by_file = edits(told, unsafe=unsafe)
        if not by_file:
            break
        for path, changes in by_file.items():
            editing.write(run.project.root / path, checked.sources[path], changes)
            mended += len(changes)
    return mended


def preview(run: Run, files: Iterable[Path], look: Look, *, unsafe: bool) -> tuple[str, int]:
    """What `fix` would change in the files, as a unified diff, and how many places. Outdated, OSError.

    A copy is mended, so that what is shown is what `fix` does, in as many rounds as it takes.
    """
    with TemporaryDirectory() as folder:
        trial = run._replace(project=run.project._replace(root=Path(folder)))
        copies = {}
        for file in files:
            # What is no file is told by a lint, and cannot be mended.
            if file.is_file() and not file.is_symlink():
                name = file.relative_to(run.project.root).as_posix()
                copies[name] = trial.project.root / name
                copies[name].parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copies[name])
        mended = fix(trial, look, unsafe=unsafe)
        lines: list[str] = []
        for name, copy in copies.items():
            before, after = (run.project.root / name).read_bytes(), copy.read_bytes()
            if before != after:
                lines += difflib.unified_diff(_text(before), _text(after), name, name, lineterm="")
    return "\n".join(lines), mended


def edits(told: Iterable[Diagnostic], *, unsafe: bool) -> dict[str, list[Edit]]:
    """By file: the edits of the diagnostics that can be made together."""
    found: dict[str, list[Edit]] = defaultdict(list)
    for diagnostic in told:
        if diagnostic.location is not None and (unsafe or not diagnostic.unsafe):
            found[diagnostic.location.path] += diagnostic.edits
    return {path: editing.apart(changes) for path, changes in found.items() if changes}


def _text(data: bytes) -> list[str]:
    return Source("", data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")).lines
