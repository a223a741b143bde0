"""A workbook as a zip file, looked at before anything in it is parsed: what it may hold, and how much.

**Why** so early: openpyxl trusts what it is given. It would unpack a bomb and walk through a merged area
of a billion cells. What a county's budget never has is refused here, from the directory of the zip file
and from the raw bytes of its parts.
"""

import io
import re
import struct
import zipfile
import zlib

from strategia.importing.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from strategia.importing.telling import RefusedError, refusal

MAX_PARTS = 1_000
MAX_UNPACKED = 40 * 1024 * 1024
MAX_RATIO = 200
"""How many times smaller a part may be packed; Excel's own repetitive sheets reach some sixty."""
_SMALL = 1024 * 1024
"""A part up to this size may be packed as tightly as it likes."""
_MAX_DIRECTORY = 512 * 1024
_MAX_TAGS = 1_200_000
"""Tags in all parts; with about five tags a cell this is more than `MAX_CELLS` need."""
_STYLES, _MAX_STYLES = "xl/styles.xml", 100_000
"""Tags that say how cells look; openpyxl takes longer over these than over the cells themselves."""

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _END_LENGTH = b"PK\x05\x06", 22
_END_64 = b"PK\x06\x07"
_LONGEST_COMMENT = 65_535
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]*)[\"']")
_XML = (".xml", ".rels", ".vml")


def refuse_ole(path: str, data: bytes) -> RefusedError:
    """What to raise for the container of old and of encrypted workbooks."""
    if _ENCRYPTED_PART in data:
        return refusal("IMP003", path)
    return refusal("IMP002", path, "old")


def opened(path: str, data: bytes) -> zipfile.ZipFile:
    """The zip file of a workbook that is safe to read. RefusedError when it is not, or is no workbook."""
    try:
        archive = _unpacked(path, data)
        _look_through(path, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise refusal("IMP007", path, detail=str(error) or type(error).__name__) from None
    return archive


def _unpacked(path: str, data: bytes) -> zipfile.ZipFile:
    """The directory of the zip file, within limits."""
    end = data.rfind(_END, max(0, len(data) - _LONGEST_COMMENT - _END_LENGTH))
    if end < 0 or len(data) - end < _END_LENGTH:
        raise zipfile.BadZipFile("no end of central directory")
    count, size = struct.unpack_from("<HI", data, end + 10)
    # A zip file that needs the large format is larger than any we read.
    if count > MAX_PARTS or size > _MAX_DIRECTORY or _END_64 in data[max(0, end - 64) : end]:
        raise refusal("IMP006", path, "parts", limit=MAX_PARTS)
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise refusal("IMP006", path, "parts", limit=MAX_PARTS)
    if any(part.flag_bits & 0x1 for part in parts):
        raise refusal("IMP003", path)
    names = [part.filename for part in parts]
    if len({name.casefold() for name in names}) != len(names) or any(map(_is_odd, names)):
        raise refusal("IMP007", path, "names")
    _refuse_kinds(path, names)
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise refusal("IMP006", path, "size", limit=MAX_UNPACKED // (1024 * 1024))
    for part in parts:
        if part.file_size > _SMALL and part.file_size > MAX_RATIO * max(1, part.compress_size):
            raise refusal("IMP006", path, "ratio", part=part.filename, limit=MAX_RATIO)
    return archive


def _is_odd(name: str) -> bool:
    """Whether a name leads out of the zip file or means different things to different programs."""
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name


def _refuse_kinds(path: str, names: list[str]) -> None:
    """Refuse what is not a plain workbook of Excel."""
    lower = {name.casefold() for name in names}
    if "mimetype" in lower or "content.xml" in lower:
        raise refusal("IMP002", path, "ods")
    if "xl/workbook.bin" in lower:
        raise refusal("IMP002", path, "xlsb")
    if "[content_types].xml" not in lower or not any(name.startswith("xl/") for name in lower):
        raise refusal("IMP002", path, "other")
    for name in names:
        folded = name.casefold()
        if folded.rpartition("/")[2].startswith("vbaproject") or "/macrosheets/" in folded:
            raise refusal("IMP004", path, part=name)
        if "/externallinks/" in folded:
            raise refusal("IMP005", path, part=name)


def _look_through(path: str, archive: zipfile.ZipFile) -> None:
    """Refuse parts whose XML could unfold, hides its characters or has more tags than a budget needs."""
    tags = 0
    for part in archive.infolist():
        if not part.filename.casefold().endswith(_XML):
            continue
        # What the directory promises is what is unpacked at most; zipfile stops there.
        text = archive.read(part)
        head = text[:200].removeprefix(b"\xef\xbb\xbf")
        encoding = _ENCODING.match(head)
        strange = encoding is not None and encoding[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
        if strange or head[:1] != b"<" or b"\0" in text or (b"<!" in text and _DOCTYPE.search(text)):
            raise refusal("IMP006", path, "entities", part=part.filename)
        if part.filename == "[Content_Types].xml" and b"macroEnabled" in text:
            raise refusal("IMP004", path, part=part.filename)
        own = text.count(b"<")
        if own > _MAX_STYLES and part.filename == _STYLES:
            raise refusal("IMP006", path)
        tags += own
    if tags > _MAX_TAGS:
        raise too_large(path)


def too_large(path: str) -> RefusedError:
    """What to raise for a workbook with more in it than a budget needs."""
    return refusal("IMP006", path, "cells", rows=MAX_ROWS, columns=MAX_COLUMNS, cells=MAX_CELLS)
