"""History: the sources of a project as they were at a commit, read through Git and never checked out."""

import subprocess
from pathlib import Path, PurePosixPath

from strategia.project import CONFIG_NAME, STRATEGIES

_PATIENCE = 60
"""Seconds that Git may take."""


class Unknown(Exception):  # noqa: N818 - it says what the commit is
    """There is no Git, no repository or no such commit; the text says what Git said."""


def lay_out(root: Path, commit: str, folder: Path) -> None:
    """Write the sources of a project as they were at a commit into a folder. Unknown where Git has none."""
    known = _git(root, "rev-parse", "--verify", "--end-of-options", f"{commit}^{{commit}}")
    name = known.decode("ascii", "replace").strip()
    listing = _git(root, "ls-tree", "-r", "-z", name, "--", STRATEGIES, CONFIG_NAME)
    for entry in listing.split(b"\0"):
        head, _, path = entry.partition(b"\t")
        mode, *_, blob = head.split(b" ") if head else (b"", b"")
        # Links and submodules are no sources.
        if mode not in (b"100644", b"100755") or not path.endswith((b".yaml", b".yml")):
            continue
        place = PurePosixPath(path.decode("utf-8", "surrogateescape"))
        if place.is_absolute() or ".." in place.parts:
            continue
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_git(root, "cat-file", "blob", blob.decode("ascii")))


def _git(root: Path, *arguments: str) -> bytes:
    """What Git prints. Nothing that a checkout can configure is run: no hooks, monitors or filters."""
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 - no shell
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unknown(str(error)) from error
    if done.returncode != 0:
        raise Unknown(done.stderr.decode("utf-8", "replace").strip() or arguments[-1])
    return done.stdout
