"""Which counties and files the paths on a command line mean."""

import os
from collections.abc import Sequence
from pathlib import Path

from strategia.commands.run import Run


def chosen(run: Run, paths: Sequence[Path]) -> tuple[list[str], set[str] | None, list[Path]]:
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
