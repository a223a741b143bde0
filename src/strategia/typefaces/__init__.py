"""Fonts of strangers: examined, and written anew by a program of its own, so that whatever is in them has an end.

**Why** apart: outlines and kerning may refer to each other so often that no program could read them to the end, and
the library that reads them sets no limits.
"""

import json
import os
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import NamedTuple

from strategia.typefaces.sfnt import MAX_BYTES, RefusedError

__all__ = ["FAMILY", "MAX_BYTES", "MEASURE", "RefusedError", "Typeface", "read"]

FAMILY = "County"
"""What fonts that are written anew are called: by a name of its own, one could pass for another."""

MEASURE = "hyvinvointialuestrategianpäätavoitteet2026–2029"
"""By what it takes to set this, fonts are compared."""

_PATIENCE = 30
"""In seconds, where the machine has no limit for processor time or is busy with other things."""

_FAILED = 1
"""What Python ends with on an exception of ours; whatever a limit or a crash ends has another number."""


class Typeface(NamedTuple):
    """A font that is safe to embed, with its place in its family; `family` is what its file called that.

    `width` is that of `MEASURE`, in em.
    """

    data: bytes
    bold: bool
    italic: bool
    family: str
    width: float


def read(data: bytes) -> Typeface:
    """The font that the content of a file makes. RefusedError when it makes none.

    RuntimeError when the program itself fails.
    """
    # -P: nothing is imported from the folder it is started in, which may be a stranger's.
    command = (sys.executable, "-P", "-X", "utf8", "-m", __name__)
    # Its files are in a folder of ours, since it may be ended at any time. On many threads typst takes more memory
    # than the limit, for any font.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment = {**os.environ, "TMPDIR": folder, "RAYON_NUM_THREADS": "1"}
        try:
            run = subprocess.run(  # noqa: S603 - our own program
                command, input=data, capture_output=True, timeout=_PATIENCE, check=False, env=environment
            )
        except subprocess.TimeoutExpired:
            raise RefusedError("heavy") from None
    if run.returncode == _FAILED:
        raise RuntimeError(run.stderr.decode("utf-8", "replace"))
    head, _, made = run.stdout.partition(b"\n")
    if run.returncode or not head:
        raise RefusedError("heavy")
    told = json.loads(head)
    if "refused" in told:
        raise RefusedError(told["refused"], told["characters"])
    return Typeface(made, told["bold"], told["italic"], told["family"], told["width"])
