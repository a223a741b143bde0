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
