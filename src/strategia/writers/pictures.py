"""Pictures for files that cannot show SVG."""

from functools import cache
from pathlib import Path

import typst

from strategia.templates import Templates

PIXELS_PER_INCH = 200

_PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


def png(svg: str, templates: Templates) -> bytes:
    """The SVG as PNG, lettered in the shipped font only, so that every machine draws the same."""
    fonts = _fonts(templates.path("fonts/Carlito-Regular.ttf").parent)
    return typst.compile(_PAGE, format="png", ppi=PIXELS_PER_INCH, sys_inputs={"svg": svg}, font_paths=fonts)


@cache
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
