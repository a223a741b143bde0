"""Running typst: with no fonts but those it is given, timed, and without keeping what it has made."""

import ctypes
import os
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

import typst

from strategia.timings import stage

_KEPT = 10
"""For how many compilations typst keeps what it has made."""


def compiled(sources: bytes | Mapping[str, bytes], fonts: typst.Fonts, **settings: Any) -> bytes:
    """What typst makes of a source, or of several by name of which it begins with `main.typ`.

    **Why** it is let to forget: what it keeps of ten long documents are hundreds of megabytes, for a text that is set
    again; here each is set once. Compilations of nothing take less than a millisecond each.
    """
    with stage("typst"):
        # The package's types do not know what its manual says: several files may be handed over.
        made = typst.compile(cast("bytes", sources), font_paths=fonts, **settings)
        for _ in range(_KEPT + 1):
            typst.compile(b"", format="svg", font_paths=fonts)
        _trim()(0)
    return cast("bytes", made)


@cache
def _trim() -> Callable[[int], object]:
    """What gives the memory that is free back to the system; nothing where the C library has no such function.

    **Why**: the library of Linux keeps what a long table took while it was set, and the next file takes more on top.
    """
    library = ctypes.CDLL(None) if os.name == "posix" else None
    found: Callable[[int], object] = getattr(library, "malloc_trim", int)
    return found
