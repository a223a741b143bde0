"""Templates of strangers, looked through by the rules of the audit before anything of them is used."""

import re
from pathlib import Path

from strategia.audit.made import UnreadableError
from strategia.audit.reading import reader
from strategia.audit.rules import safety
from strategia.diagnostics import Diagnostic, Severity
from strategia.source import Location, Span
from strategia.themes import files
from strategia.themes.problems import ProblemError

MAX_BYTES = 10 * 1024 * 1024
_SAFETY = (
    safety.active_content,
    safety.fetched_from_elsewhere,
    safety.link_of_another_kind,
    safety.field_of_another_kind,
    safety.foreign_part,
)
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
"""What a file of OpenDocument begins with, behind the head of its first part."""
_HEAD = 30
_TELLING = re.compile(
    r"\s*(?:DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE|TITLE|SUBJECT|AUTHOR|FILENAME|DOCPROPERTY\s+(?:\"[^\"]*\"|[\w.-]+))"
    r"(?:\s*\\(?:[@*#]\s*(?:\"[^\"]*\"|\w+)|[a-z]))*\s*",
    re.IGNORECASE,
)
"""Fields that tell the day or a property of the file itself: they are in many a template, and stay there."""


def screened(
    name: str, folder: Path, place: Location, suffix: str, passive: re.Pattern[str]
) -> tuple[bytes, list[Diagnostic]]:
    """The bytes of a template and what is unsafe in it. ProblemError when there is no such file, or it is OpenDocument.

    `place` is where the theme names it, `suffix` how names of its format end, `passive` matches the names of parts and
    relationships that the audit does not know and that do no harm where nothing but the listed is taken.
    """
    data = files.read(name, folder, MAX_BYTES)
    if data[_HEAD:].startswith(_OPEN_DOCUMENT):
        raise ProblemError("THM308", "", {"file": name, "form": suffix})
    path = f"{place.path.rpartition('/')[0]}/{name}".lstrip("/")
    start = Location(path, Span(1, 1, 1, 1))
    try:
        made = reader(suffix).read(path, data)
    except UnreadableError as error:
        return data, [Diagnostic("AUD101", Severity.ERROR, start, error.arguments, error.variant, origin=place)]
    return data, [
        Diagnostic(
            rule.code, rule.severity, start, remark.arguments, remark.variant, within=remark.at.within, origin=place
        )
        for rule in _SAFETY
        for remark in rule.check(made)
        if not passive.fullmatch(str(remark.arguments.get("name", "")))
        and not _TELLING.fullmatch(str(remark.arguments.get("field", "")))
    ]
