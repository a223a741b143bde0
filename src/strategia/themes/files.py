"""Files that a theme names: in the county's folder, and no larger than they need to be."""

import os
import re
from pathlib import Path

from strategia.loading.reading import content
from strategia.themes.problems import ProblemError

_PATH = re.compile(r"[^\s/\\:%.~][^/\\:%]*(?:/[^\s/\\:%.~][^/\\:%]*)*")
"""A path that means the same everywhere: downwards only, without a drive, a scheme or an escape."""


def read(name: str, folder: Path, limit: int) -> bytes:
    """The bytes of the file, one more than the limit at most. ProblemError when it is not there."""
    if not _PATH.fullmatch(name):
        raise ProblemError("THM202", "", {"file": name})
    path = folder / name
    try:
        if not Path(os.path.realpath(path, strict=True)).is_relative_to(os.path.realpath(folder, strict=True)):
            raise ProblemError("THM202", "", {"file": name})
        data = content(path, limit)
    except (OSError, ValueError):
        raise ProblemError("THM201", "", {"file": name}) from None
    if data is None:
        raise ProblemError("THM201", "kind", {"file": name})
    return data
