"""The reference file of Word files: what pandoc gets of it, and the styles that the finished file gets back.

**Why** not all for pandoc: of a style it needs only the name, and to read what else is in them takes it a seventh of
its time. So it gets a copy in which they are empty, and adds no styles for program code to ours.
"""

import io
import re
import zipfile
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from strategia.writers.wordxml import find_all, make, parsed, q, written

STYLES = "word/styles.xml"
_USED = re.compile(rb'<w:(?:p|r|tbl)Style w:val="([^"]+)"')
_ID = re.compile(rb'<w:style [^>]*w:styleId="([^"]+)"')


class Reference(NamedTuple):
    """The file for pandoc, and the part with all styles."""

    light: bytes
    styles: bytes


@cache
def reference(path: Path) -> Reference:
    """The reference file at a path; BadZipFile or KeyError when it is none."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    light = io.BytesIO()
    with zipfile.ZipFile(light, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, _named(part) if name == STYLES else part)
    return Reference(light.getvalue(), parts[STYLES])


def _named(part: bytes) -> bytes:
    """The styles without anything but their names."""
    root = parsed(part)
    root[:] = root.findall(q("style"))
    for style in root:
        style[:] = style.findall(q("name"))
    return written(root)


def restored(parts: dict[str, bytes], whole: bytes, language: str) -> bytes:
    """The styles of a file that pandoc made: all of the reference file, and those it missed there and made itself."""
    styles = _spoken(whole, language)
    missed = set(_USED.findall(parts["word/document.xml"])).difference(_ID.findall(styles))
    if not missed:
        return styles
    root = parsed(styles)
    root.extend(
        one for one in find_all(parsed(parts[STYLES]), "w:style") if one.get(q("styleId"), "").encode() in missed
    )
    return written(root)


@lru_cache(maxsize=8)
def _spoken(whole: bytes, language: str) -> bytes:
    """The styles, whose text is in a language unless something else is said."""
    root = parsed(whole)
    for properties in find_all(root, "w:docDefaults/w:rPrDefault/w:rPr"):
        if properties.find(q("lang")) is None:
            properties.append(make("lang"))
        for spoken in properties.findall(q("lang")):
            spoken.set(q("val"), language)
    return written(root)
