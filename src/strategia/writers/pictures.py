"""Pictures for files that cannot show SVG."""

from base64 import b64encode
from functools import cache

from strategia.templates import Templates
from strategia.writers.compiling import compiled
from strategia.writers.fonts import shipped
from strategia.writers.theme import Logo

PIXELS_PER_INCH = 200

_PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


def png(svg: str, templates: Templates) -> bytes:
    """The SVG as PNG, lettered in the shipped fonts only, so that every machine draws the same."""
    return compiled(_PAGE, shipped(templates), format="png", ppi=PIXELS_PER_INCH, sys_inputs={"svg": svg})


def address(png: bytes) -> str:
    """A PNG as an address that holds all of it."""
    return f"data:image/png;base64,{b64encode(png).decode('ascii')}"


@cache
def of_logo(logo: Logo, templates: Templates) -> bytes:
    """A logo as PNG."""
    return logo.data if logo.kind == "png" else png(logo.data.decode(), templates)
