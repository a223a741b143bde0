"""A logo in PNG: looked through chunk by chunk, unpacked within limits, written anew without its metadata."""

import struct
import zlib
from collections.abc import Iterator

from strategia.themes.problems import ProblemError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MAX_BYTES = 1024 * 1024
MAX_SIDE = 4_000
"""Pixels of a side; with four channels of two bytes this is what may be unpacked at most."""
MAX_PIXELS = 4_000_000

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Channels by type of colour."""
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_KEPT = (b"IHDR", b"gAMA", b"cHRM", b"sRGB", b"PLTE", b"tRNS", b"IDAT", b"IEND")
"""What is needed to show the picture. The rest could say who made it, and where."""
_FILTERS = 4


def read(data: bytes) -> tuple[bytes, float, float]:
    """The picture written anew, with its width and height in pixels. ProblemError when it may not be used."""
    if len(data) > MAX_BYTES:
        raise ProblemError("THM204", "bytes", {"limit": MAX_BYTES // 1024})
    chunks = [*_chunks(data)]
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        raise ProblemError("THM206", "png")
    width, height, depth, colour, compression, filtering, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise ProblemError("THM204", "pixels", {"width": width, "height": height, "limit": MAX_PIXELS // 1_000_000})
    if interlaced == 1:
        raise ProblemError("THM206", "interlaced")
    palette = any(name == b"PLTE" for name, _ in chunks)
    known = depth in _DEPTHS.get(colour, ()) and not (compression or filtering or interlaced)
    if not known or min(width, height) < 1 or (colour == 3 and not palette):
        raise ProblemError("THM206", "png")
    stride = 1 + (width * _CHANNELS[colour] * depth + 7) // 8
    _look_through(b"".join(content for name, content in chunks if name == b"IDAT"), stride, stride * height)
    kept = b"".join(_chunk(name, content) for name, content in chunks if name in _KEPT)
    return SIGNATURE + kept, width, height


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk up to the last; what follows it is left out."""
    place = len(SIGNATURE)
    while place + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        content = data[place + 8 : place + 8 + length]
        if data[place + 8 + length : place + 12 + length] != struct.pack(">I", zlib.crc32(name + content)):
            raise ProblemError("THM206", "png")
        yield name, content
        if name == b"IEND":
            return
        place += 12 + length


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content), name) + content + struct.pack(">I", zlib.crc32(name + content))


def _look_through(packed: bytes, stride: int, expected: int) -> None:
    """Unpacks the rows, and no more than there should be; each begins with the number of its filter."""
    unpacking = zlib.decompressobj()
    try:
        rows = unpacking.decompress(packed, expected + 1)
    except zlib.error:
        raise ProblemError("THM206", "png") from None
    if len(rows) != expected or not unpacking.eof or max(rows[::stride]) > _FILTERS:
        raise ProblemError("THM206", "png")
