"""Made files that the audit has nothing to say of, and ways to break them, one promise at a time."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from sample import SAMPLE

from strategia.templates import Templates
from strategia.writers import writer
from strategia.writers.theme import DEFAULT

GOOD = replace(SAMPLE, county="Lapin hyvinvointialue")
"""The sample, of a county that there is: properties may name no other author."""

Break = Callable[[bytes], bytes]


@cache
def good(form: str) -> bytes:
    """A good file in a format."""
    return writer(form).write(GOOD, DEFAULT, Templates())


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of an Office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], day: int = 1) -> bytes:
    """An Office file of parts, dated as ours are unless another day is given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, day, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def swap(old: str, new: str, *, every: bool = False) -> Break:
    """Replaces the first place in a page that a pattern fits, or every one."""

    def changed(data: bytes) -> bytes:
        text, count = re.subn(old, new, data.decode(), count=0 if every else 1, flags=re.DOTALL)
        assert count, old
        return text.encode()

    return changed


def swap_in(part: str, old: str, new: str, *, every: bool = False) -> Break:
    """Replaces in a part of an Office file."""

    def changed(data: bytes) -> bytes:
        parts = parts_of(data)
        parts[part] = swap(old, new, every=every)(parts[part])
        return packed(parts)

    return changed


def add(part: str, content: bytes = b"x") -> Break:
    """Adds a part to an Office file, or takes the place of one."""
    return lambda data: packed({**parts_of(data), part: content})


def also(*breaks: Break) -> Break:
    """One break after another."""

    def changed(data: bytes) -> bytes:
        for one in breaks:
            data = one(data)
        return data

    return changed


def relate(part: str, kind: str, target: str, *, external: bool = False) -> Break:
    """Gives a part of an Office file one more relationship."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    schema = "http://schemas.openxmlformats.org"
    mode = ' TargetMode="External"' if external else ""
    entry = f'<Relationship Id="x" Type="{schema}/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/>'

    def changed(data: bytes) -> bytes:
        parts = parts_of(data)
        empty = f'<Relationships xmlns="{schema}/package/2006/relationships"></Relationships>'
        before = parts.get(relations, empty.encode()).decode()
        return packed({**parts, relations: before.replace("</Relationships>", f"{entry}</Relationships>").encode()})

    return changed
