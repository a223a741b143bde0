"""A font file before anything in it is parsed: whether it is one and whole, and whether it may be passed on."""

from struct import unpack, unpack_from
from typing import NamedTuple

MAX_BYTES = 4 * 1024 * 1024

_FONTS = (b"\0\1\0\0", b"true", b"OTTO")
_OTHERS = {b"ttcf": "collection", b"wOFF": "web", b"wOF2": "web"}
_MOST_TABLES = 80
_NEEDED = {b"head": 54, b"hhea": 36, b"maxp": 6, b"hmtx": 4, b"OS/2": 78, b"cmap": 4, b"name": 6}
"""The tables without which no text can be set, and how long each is at least."""
_OUTLINES = (b"glyf", b"CFF ")
_RESTRICTED, _LENIENT = 0x2, 0xC
"""Of embedding: bits that forbid it, and those that allow it all the same."""
_NO_PART, _PICTURES_ONLY = 0x100, 0x200
_BOLD, _ITALIC_OR_OBLIQUE, _MAC_BOLD, _MAC_ITALIC = 0x20, 0x201, 0x1, 0x2
_SEMIBOLD = 600


class RefusedError(Exception):
    """The font is not used. `reason` is a word of ours, `characters` those that it lacks."""

    def __init__(self, reason: str, characters: str = "") -> None:
        super().__init__(reason)
        self.reason, self.characters = reason, characters


class Style(NamedTuple):
    """The place of a font in its family, and the bits that say how it may be embedded."""

    bold: bool
    italic: bool
    embedding: int


def examined(data: bytes) -> Style:
    """What a font says of itself. RefusedError unless it is whole, and allows a document to hold a part of it."""
    if len(data) > MAX_BYTES:
        raise RefusedError("bytes")
    if data[:4] not in _FONTS:
        raise RefusedError(_OTHERS.get(data[:4], "kind"))
    tables = _tables(data)
    if not any(map(tables.get, _OUTLINES)):
        raise RefusedError("outlines")
    if any(len(tables.get(tag, b"")) < least for tag, least in _NEEDED.items()):
        raise RefusedError("broken")
    weight, _, embedding = unpack_from(">HHH", tables[b"OS/2"], 4)
    if (embedding & _RESTRICTED and not embedding & _LENIENT) or embedding & (_NO_PART | _PICTURES_ONLY):
        raise RefusedError("forbidden")
    (selection,) = unpack_from(">H", tables[b"OS/2"], 62)
    (mac,) = unpack_from(">H", tables[b"head"], 44)
    bold = selection & _BOLD or mac & _MAC_BOLD or weight >= _SEMIBOLD
    # Some families forget to say it, and slant their letters all the same.
    slanted = any(tables.get(b"post", b"")[4:8])
    italic = selection & _ITALIC_OR_OBLIQUE or mac & _MAC_ITALIC or slanted
    return Style(bool(bold), bool(italic), embedding)


def _tables(data: bytes) -> dict[bytes, bytes]:
    """The tables by tag. RefusedError where the file is cut off, or is not what it was when it was saved."""
    count = int.from_bytes(data[4:6])
    if not 0 < count <= _MOST_TABLES or len(data) < 12 + 16 * count:
        raise RefusedError("broken")
    tables: dict[bytes, bytes] = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, checksum, start, length = unpack_from(">4sIII", data, at)
        table = data[start : start + length]
        if len(table) < length or tag in tables or checksum != _checksum(tag, table):
            raise RefusedError("broken")
        tables[tag] = table
    return tables


def _checksum(tag: bytes, table: bytes) -> int:
    """The sum of a table as the file's directory states it."""
    if tag == b"head":
        # The sum of the whole file stands there, and is no part of this one.
        table = table[:8] + bytes(4) + table[12:]
    table += bytes(-len(table) % 4)
    total: int = sum(unpack(f">{len(table) // 4}I", table))
    return total & 0xFFFFFFFF
