"""`strategia lint --fix`: mend what can be mended, span by span, or show what would be mended."""

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable

from strategia import editing
from strategia.commands.run import Run
from strategia.compiler import Checked
from strategia.diagnostics import Diagnostic
from strategia.source import Edit, Source

_ROUNDS = 5
"""How often the files are looked at anew: one mended slip may uncover the next."""

Look = Callable[[], tuple[Checked, list[Diagnostic]]]
"""Checks the files; what was checked, and the diagnostics that are asked for."""


def fix(run: Run, look: Look, *, unsafe: bool) -> int:
    """Mend the files until there is nothing more to mend; how many places were mended. Outdated, OSError."""
    mended = 0
    for _ in range(_ROUNDS):
        checked, told = look()
        by_file = edits(told, unsafe=unsafe)
        if not by_file:
            break
        for path, changes in by_file.items():
            editing.write(run.project.root / path, checked.sources[path], changes)
            mended += len(changes)
    return mended


def preview(run: Run, checked: Checked, told: Iterable[Diagnostic], *, unsafe: bool) -> str:
    """What `fix` would change first, as a unified diff; an empty text where that is nothing. Outdated."""
    parts: list[str] = []
    for path, changes in edits(told, unsafe=unsafe).items():
        raw = (run.project.root / path).read_bytes()
        before, after = (_text(data) for data in (raw, editing.edited(checked.sources[path], raw, changes)))
        parts += difflib.unified_diff(before, after, path, path, lineterm="")
    return "\n".join(parts)


def edits(told: Iterable[Diagnostic], *, unsafe: bool) -> dict[str, list[Edit]]:
    """By file: the edits of the diagnostics that can be made together."""
    found: dict[str, list[Edit]] = defaultdict(list)
    for diagnostic in told:
        if diagnostic.location is not None and (unsafe or not diagnostic.unsafe):
            found[diagnostic.location.path] += diagnostic.edits
    return {path: editing.apart(changes) for path, changes in found.items() if changes}


def _text(data: bytes) -> list[str]:
    return Source("", data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")).lines
