"""The font files of a theme: each a face of one family, safe to embed, with the letters that Finnish texts need."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from strategia import typefaces
from strategia.diagnostics import Diagnostic, Severity, Terms
from strategia.model.theme import Fonts
from strategia.themes import files
from strategia.themes.problems import ProblemError
from strategia.typefaces import FAMILY, MAX_BYTES, RefusedError, Typeface
from strategia.writers.theme import FontFace

_REFUSED = {
    "kind": ("THM401", ""),
    "collection": ("THM401", "collection"),
    "web": ("THM401", "web"),
    "outlines": ("THM401", "outlines"),
    "bytes": ("THM402", "bytes"),
    "heavy": ("THM402", "heavy"),
    "broken": ("THM403", ""),
    "forbidden": ("THM404", ""),
    "letters": ("THM405", ""),
}
"""What is told of a file, by the reason for which it is refused."""
FACES = {
    (False, False): "regular",
    (True, False): "bold",
    (False, True): "italic",
    (True, True): "bold_italic",
}
"""What a face is called, by whether it is bold and whether it is italic."""


def read(told: Fonts, folder: Path) -> tuple[tuple[FontFace, ...], list[Diagnostic]]:
    """The faces that the files make, none where anything is wrong with one of them; and what is wrong.

    `folder` is that of the theme's file.
    """
    with ThreadPoolExecutor(len(told.files)) as pool:
        found = [*pool.map(partial(_typeface, folder), told.files)]
    diagnostics = [
        Diagnostic(one.code, Severity.ERROR, told.at("files", place), one.arguments, one.variant)
        for place, one in enumerate(found)
        if isinstance(one, ProblemError)
    ]
    faces = [one for one in found if isinstance(one, Typeface)]
    if not diagnostics:
        diagnostics = [*_unlike(told, faces)]
    if any(one.severity is Severity.ERROR for one in diagnostics):
        return (), diagnostics
    return tuple(FontFace(FAMILY, face.data, face.bold, face.italic, face.width) for face in faces), diagnostics


def _typeface(folder: Path, name: str) -> Typeface | ProblemError:
    """The font of a file, or what is wrong with it."""
    try:
        return typefaces.read(files.read(name, folder, MAX_BYTES))
    except ProblemError as problem:
        return problem
    except RefusedError as refused:
        code, variant = _REFUSED[refused.reason]
        arguments: dict[str, object] = {
            "file": name,
            "limit": MAX_BYTES // 2**20,
            "characters": " ".join(refused.characters),
        }
        return ProblemError(code, variant, arguments)


def _unlike(told: Fonts, faces: Sequence[Typeface]) -> Iterator[Diagnostic]:
    """What is wrong with sound fonts as the faces of one family."""
    known: dict[str, str] = {}
    for place, (name, face) in enumerate(zip(told.files, faces, strict=True)):
        kind = FACES[face.bold, face.italic]
        arguments: dict[str, object] = {
            "file": name,
            "family": face.family,
            "other": told.files[0],
            "others": faces[0].family,
        }
        if face.family != faces[0].family:
            yield Diagnostic("THM407", Severity.ERROR, told.at("files", place), arguments)
        elif kind in known:
            arguments |= {"other": known[kind], "face": Terms("face", (kind,))}
            yield Diagnostic("THM406", Severity.ERROR, told.at("files", place), arguments)
        known.setdefault(kind, name)
    if "regular" not in known:
        yield Diagnostic("THM408", Severity.ERROR, told.at("files"), variant="regular")
    elif "bold" not in known:
        yield Diagnostic("THM408", Severity.WARNING, told.at("files"), variant="bold")
