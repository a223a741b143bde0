"""Pictures of a template: PNG or JPEG, opened within limits and saved anew with nothing but what is to be seen."""

import io
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image

from strategia.themes.problems import ProblemError

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 10_000_000
_LARGEST = 1920
"""Pixels of the longer side: as many as most screens have."""
_FORMATS = ("PNG", "JPEG")
_ACROSS, _DOWN = 80, 45
"""In how many fields the colours of a picture are told."""
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, OverflowError, zlib.error)
"""What Pillow raises on a picture that it cannot read; a bomb besides."""


@dataclass(frozen=True)
class Photo:
    """A picture that is safe to write into a deck."""

    data: bytes
    fields: tuple[tuple[str, bool], ...]
    """Row by row the colour of each field, and whether nothing shines through; empty where nothing is to be seen."""

    def at(self, across: float, down: float) -> tuple[str, bool]:
        """The colour at a place from 0 to 1 both ways, empty where nothing is, and whether nothing shines through."""
        column, row = (min(max(int(part * of), 0), of - 1) for part, of in ((across, _ACROSS), (down, _DOWN)))
        return self.fields[row * _ACROSS + column]


def read(data: bytes, cut: tuple[int, ...] = ()) -> Photo:
    """The picture. ProblemError with the reason as its variant when it may not be used.

    `cut` is how much is cut off at the left, top, right and bottom, in thousandths of per cent.
    """
    if len(data) > MAX_BYTES:
        raise ProblemError("THM305", "size")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if image.width * image.height > MAX_PIXELS:
                raise ProblemError("THM305", "size")
            kind = str(image.format)
            drawn = image.convert("RGBA" if image.has_transparency_data else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ProblemError("THM305", "size") from None
    except _BROKEN:
        raise ProblemError("THM305", "kind") from None
    if any(cut):
        left, top, right, bottom = (share / 100_000 for share in cut)
        edges = (left * drawn.width, top * drawn.height, (1 - right) * drawn.width, (1 - bottom) * drawn.height)
        drawn = drawn.crop(
            (int(edges[0]), int(edges[1]), max(int(edges[2]), int(edges[0]) + 1), max(int(edges[3]), int(edges[1]) + 1))
        )
    drawn.thumbnail((_LARGEST, _LARGEST))
    # What else the file says, its author or place for instance, would be saved with it.
    drawn.info = {}
    out = io.BytesIO()
    drawn.save(out, kind, **({"quality": 90} if kind == "JPEG" else {}))
    fields = drawn.convert("RGBA").resize((_ACROSS, _DOWN), Image.Resampling.BOX)
    pixels = fields.tobytes()
    told = tuple(
        (f"{pixels[i]:02X}{pixels[i + 1]:02X}{pixels[i + 2]:02X}" if pixels[i + 3] > 8 else "", pixels[i + 3] == 255)
        for i in range(0, len(pixels), 4)
    )
    return Photo(out.getvalue(), told)
