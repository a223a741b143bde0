"""The fonts that typst sets and draws with, the shipped ones and a county's own: every machine makes the same."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from struct import unpack_from
from tempfile import TemporaryDirectory

import typst

from strategia.templates import Templates
from strategia.writers.theme import FontFace


def shipped(templates: Templates) -> typst.Fonts:
    """The shipped fonts, for typst."""
    return _fonts(_folder(templates))


@contextmanager
def with_own(templates: Templates, faces: Sequence[FontFace]) -> Iterator[typst.Fonts]:
    """The shipped fonts and others, for typst, which reads them when it first needs them."""
    if not faces:
        yield shipped(templates)
        return
    with TemporaryDirectory(ignore_cleanup_errors=True) as own:
        for number, face in enumerate(faces):
            (Path(own) / f"{number}.ttf").write_bytes(face.data)
        yield _opened(_folder(templates), Path(own))


def _folder(templates: Templates) -> Path:
    return templates.path("fonts/Carlito-Regular.ttf").parent


@cache
def _fonts(folder: Path) -> typst.Fonts:
    return _opened(folder)


def _opened(*folders: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders])


@cache
def characters(templates: Templates, faces: tuple[FontFace, ...] = ()) -> dict[str, frozenset[str]]:
    """By family: the characters that all its fonts can draw."""
    files = [(font.family, Path(font.path).read_bytes()) for font in shipped(templates).fonts() if font.path]
    found: dict[str, frozenset[str]] = {}
    for family, data in (*files, *((face.family, face.data) for face in faces)):
        mapped = frozenset(map(chr, _mapped(data)))
        found[family] = found.get(family, mapped) & mapped
    return found


def _mapped(font: bytes) -> Iterator[int]:
    """The code points in the character maps of an OpenType file: its table `cmap`, formats 4 and 12."""
    tables = {font[at : at + 4]: unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * _short(font, 4), 16)}
    top = tables[b"cmap"]
    for place in range(_short(font, top + 2)):
        at = top + unpack_from(">I", font, top + 8 + 8 * place)[0]
        if _short(font, at) == 12:
            for group in range(unpack_from(">I", font, at + 12)[0]):
                first, last, _ = unpack_from(">III", font, at + 16 + 12 * group)
                yield from range(first, last + 1)
        elif _short(font, at) == 4:
            ends = at + 14
            doubled = _short(font, at + 6)
            for segment in range(0, doubled, 2):
                first = _short(font, ends + doubled + 2 + segment)
                # The last segment ends the list; it maps nothing.
                yield from range(first, min(_short(font, ends + segment) + 1, 0xFFFF))


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2])
