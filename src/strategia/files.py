"""Files that appear whole or not at all: written beside their place, then moved into it."""

import os
import stat
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file; one that is there keeps its permissions, and stays as it was when writing fails. OSError."""
    # A name that nobody can have put a link at.
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            part.chmod(stat.S_IMODE(path.stat().st_mode))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """Write a file where there is none yet, and its folder. FileExistsError when there is something; OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _move_free(part, path)
    finally:
        part.unlink(missing_ok=True)


def _move_free(part: Path, path: Path) -> None:
    """Move a file to a place where nothing is, also when something comes there at the same moment."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without such links: between looking and moving is a moment.
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        part.replace(path)
