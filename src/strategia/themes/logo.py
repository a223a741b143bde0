"""The logo's file: inside the county's folder, small, and by its content a drawing or a picture."""

import re
from pathlib import Path
from typing import Literal

from strategia.model.theme import LogoFile
from strategia.themes import files, png, svg
from strategia.themes.problems import ProblemError
from strategia.writers.theme import Logo

_MAX_BYTES = max(svg.MAX_BYTES, png.MAX_BYTES)
_MAX_SHAPE = 12
"""How many times wider than high a logo may be, or higher than wide."""


def read(told: LogoFile, folder: Path, main: str) -> Logo:
    """The logo of a theme, safe to write into any file. ProblemError when it is not.

    `folder` is that of the theme's file; `main` the language of a plain text.
    """
    data = files.read(told.file, folder, _MAX_BYTES)
    kind: Literal["svg", "png"] = "png" if data.startswith(png.SIGNATURE) else "svg"
    if kind == "svg" and not re.match(rb"(\xef\xbb\xbf)?\s*<", data):
        raise ProblemError("THM203")
    made, width, height = png.read(data) if kind == "png" else svg.read(data)
    if max(width, height) > _MAX_SHAPE * min(width, height):
        raise ProblemError("THM204", "shape", {"limit": _MAX_SHAPE})
    alternatives = told.alt.root if isinstance(told.alt.root, dict) else {main: told.alt.root}
    return Logo(made, kind, width, height, tuple(alternatives.items()))
