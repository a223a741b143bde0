"""Pictures for files that cannot show SVG."""

import typst

from strategia.templates import Templates
from strategia.writers.fonts import shipped

PIXELS_PER_INCH = 200

_PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


def png(svg: str, templates: Templates) -> bytes:
    """The SVG as PNG, lettered in the shipped fonts only, so that every machine draws the same."""
    fonts = shipped(templates)
    return typst.compile(_PAGE, format="png", ppi=PIXELS_PER_INCH, sys_inputs={"svg": svg}, font_paths=fonts)
