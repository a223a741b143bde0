"""A workbook as a zip file, looked at before anything in it is parsed: what it may hold, and how much.

**Why** so early: openpyxl trusts what it is given. It would walk through a merged area of a billion cells. What
a county's budget never has is refused here, from the directory of the zip file and from the raw bytes of its parts.
"""

import zipfile

from strategia import archives
from strategia.archives import BROKEN, UnsafeError
from strategia.importing.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from strategia.importing.telling import RefusedError, refusal

_MAX_TAGS = 1_200_000
"""Tags in all parts; with about five tags a cell this is more than `MAX_CELLS` need."""
_STYLES, _MAX_STYLES = "xl/styles.xml", 100_000
"""Tags that say how cells look; openpyxl takes longer over these than over the cells themselves."""
_CODES = {"encrypted": "IMP003", "names": "IMP007"}
"""The codes of what makes a zip file unsafe; the rest are limits."""


def refuse_ole(path: str, data: bytes) -> RefusedError:
    """What to raise for the container of old and of encrypted workbooks."""
    if archives.is_encrypted(data):
        return refusal("IMP003", path)
    return refusal("IMP002", path, "old")


def opened(path: str, data: bytes) -> zipfile.ZipFile:
    """The zip file of a workbook that is safe to read. RefusedError when it is not, or is no workbook."""
    try:
        archive = archives.opened(data)
        _refuse_kinds(path, archive.namelist())
        archives.refuse_bombs(archive)
        _look_through(path, archive)
    except UnsafeError as error:
        code = _CODES.get(error.reason, "IMP006")
        variant = "" if error.reason == "encrypted" else error.reason
        raise refusal(code, path, variant, part=error.part, limit=error.limit) from None
    except BROKEN as error:
        raise refusal("IMP007", path, detail=str(error) or type(error).__name__) from None
    return archive


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
    """Refuse parts with more tags than a budget needs, and those that hold macros."""
    tags = 0
    for name, text in archives.xml_parts(archive):
        if name == "[Content_Types].xml" and b"macroEnabled" in text:
            raise refusal("IMP004", path, part=name)
        own = text.count(b"<")
        if own > _MAX_STYLES and name == _STYLES:
            raise refusal("IMP006", path)
        tags += own
    if tags > _MAX_TAGS:
        raise too_large(path)


def too_large(path: str) -> RefusedError:
    """What to raise for a workbook with more in it than a budget needs."""
    return refusal("IMP006", path, "cells", rows=MAX_ROWS, columns=MAX_COLUMNS, cells=MAX_CELLS)
