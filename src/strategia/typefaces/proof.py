"""A font that was written anew is tried out: typst sets it, in a file for archives and in a drawing."""

import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from strategia.typefaces import FAMILY

_PAGE = f"""
#set document(title: "Letters")
#set text(lang: "fi", font: "{FAMILY}", fallback: false)
#for code in json(bytes(sys.inputs.codes)) [#str.from-unicode(code) ]
#image(bytes(sys.inputs.drawing), format: "svg", alt: "Letters")
"""
_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 30" width="900" height="30">'
    f'<text y="20" font-family="{FAMILY}">Aä 5–6</text></svg>'
)


def proved(data: bytes, codes: Iterable[int]) -> None:
    """Set all characters of the font once. typst raises, or comes to an end, where that cannot be done."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "font.ttf").write_bytes(data)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        typst.compile(
            _PAGE.encode(),
            format="pdf",
            font_paths=fonts,
            pdf_standards=["ua-1", "a-2a"],
            sys_inputs={"codes": json.dumps([*codes]), "drawing": _DRAWING},
            timestamp=0,
        )
