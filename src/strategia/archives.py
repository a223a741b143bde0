"""Zip files of strangers, looked at before anything in them is parsed: what they may hold, and how much.

**Why** so early: whoever reads a workbook or a Word file trusts what it is given, and would unpack a bomb. The
limits are far above what a strategy or a budget needs.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

MAX_PARTS = 1_000
MAX_UNPACKED = 40 * 1024 * 1024
MAX_RATIO = 200
"""How many times smaller a part may be packed; Excel's own repetitive sheets reach some sixty."""
_SMALL = 1024 * 1024
"""A part up to this size may be packed as tightly as it likes."""
_MAX_DIRECTORY = 512 * 1024

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _END_LENGTH = b"PK\x05\x06", 22
_END_64 = b"PK\x06\x07"
_LONGEST_COMMENT = 65_535
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]*)[\"']")
_XML = (".xml", ".rels", ".vml")

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
"""What Python raises on a zip file that cannot be read."""


class UnsafeError(Exception):
    """The file is not to be opened. `reason` is parts, encrypted, names, size, ratio or entities; `part` a member."""

    def __init__(self, reason: str, part: str = "", limit: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.part = part
        self.limit = limit


def is_encrypted(data: bytes) -> bool:
    """Whether the container of old and of encrypted Office files holds an encrypted one."""
    return _ENCRYPTED_PART in data


def opened(data: bytes) -> zipfile.ZipFile:
    """The zip file, its directory within limits. UnsafeError; one of BROKEN when it is none."""
    end = data.rfind(_END, max(0, len(data) - _LONGEST_COMMENT - _END_LENGTH))
    if end < 0 or len(data) - end < _END_LENGTH:
        raise zipfile.BadZipFile("no end of central directory")
    count, size = struct.unpack_from("<HI", data, end + 10)
    # A zip file that needs the large format is larger than any we read.
    if count > MAX_PARTS or size > _MAX_DIRECTORY or _END_64 in data[max(0, end - 64) : end]:
        raise UnsafeError("parts", limit=MAX_PARTS)
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise UnsafeError("parts", limit=MAX_PARTS)
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnsafeError("encrypted")
    names = [part.filename for part in parts]
    if len({name.casefold() for name in names}) != len(names) or any(map(_is_odd, names)):
        raise UnsafeError("names")
    return archive


def refuse_bombs(archive: zipfile.ZipFile) -> None:
    """UnsafeError for a zip file that unpacks to more than a document can need."""
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnsafeError("size", limit=MAX_UNPACKED // (1024 * 1024))
    for part in parts:
        if part.file_size > _SMALL and part.file_size > MAX_RATIO * max(1, part.compress_size):
            raise UnsafeError("ratio", part.filename, MAX_RATIO)


def _is_odd(name: str) -> bool:
    """Whether a name leads out of the zip file or means different things to different programs."""
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name


def xml_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts that are XML. UnsafeError for one that could unfold or hides its characters; one of BROKEN."""
    for part in archive.infolist():
        if not part.filename.casefold().endswith(_XML):
            continue
        # What the directory promises is what is unpacked at most; zipfile stops there.
        text = archive.read(part)
        head = text[:200].removeprefix(b"\xef\xbb\xbf")
        encoding = _ENCODING.match(head)
        strange = encoding is not None and encoding[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
        if strange or head[:1] != b"<" or b"\0" in text or (b"<!" in text and _DOCTYPE.search(text)):
            raise UnsafeError("entities", part.filename)
        yield part.filename, text
