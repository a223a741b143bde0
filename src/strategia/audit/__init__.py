"""The audit: what is wrong with a made file, whoever made it. A rule that is off is not run."""

from pathlib import PurePosixPath
from typing import NamedTuple

from strategia.audit.made import UnreadableError
from strategia.audit.origins import Origins
from strategia.audit.reading import READERS, reader
from strategia.audit.rule import Remark
from strategia.audit.rules import RULES
from strategia.diagnostics import Diagnostic, Severity
from strategia.lint import CRASHED
from strategia.lint.levels import Levels
from strategia.source import Location, Span

UNREADABLE = "AUD101"
"""The code of a file that is not what its name says, or not safe to open; it has no level."""


LARGEST = 40 * 1024 * 1024
"""As many bytes a file may have."""


class Audited(NamedTuple):
    """What the rules remark on a file, and how many things in it were looked at."""

    diagnostics: list[Diagnostic]
    items: int


def knows(name: str) -> bool:
    """Whether a file with this name can be audited."""
    return not name.startswith(".") and PurePosixPath(name).suffix.lower() in READERS


def audit(path: str, data: bytes | None, levels: Levels, origins: Origins) -> Audited:
    """What the rules remark on a file; `path` is how people write it, its ending says the format.

    `data` is None for a file that could not be read.
    """
    start = Location(path, Span(1, 1, 1, 1))
    if data is None:
        return Audited([Diagnostic(UNREADABLE, Severity.ERROR, start, variant="missing")], 0)
    if len(data) > LARGEST:
        limit = {"limit": LARGEST // (1024 * 1024)}
        return Audited([Diagnostic(UNREADABLE, Severity.ERROR, start, limit, "size")], 0)
    try:
        made = reader(PurePosixPath(path).suffix.lower()).read(path, data)
    except UnreadableError as error:
        return Audited([Diagnostic(UNREADABLE, Severity.ERROR, start, error.arguments, error.variant)], 0)
    except Exception as error:  # noqa: BLE001 - one file must not hide the findings in the others
        return Audited([_crashed(start, UNREADABLE, error)], 0)
    found: list[Diagnostic] = []
    for rule in RULES:
        severity = levels.of(rule)
        if severity is None:
            continue
        try:
            found += [_diagnostic(path, rule.code, severity, remark, origins) for remark in rule.check(made)]
        except Exception as error:  # noqa: BLE001 - nor one bad rule those of the others
            found.append(_crashed(start, rule.code, error))
    return Audited(found, made.items)


def _crashed(start: Location, code: str, error: Exception) -> Diagnostic:
    """What is told of a bug of ours."""
    return Diagnostic(CRASHED, Severity.ERROR, start, {"rule": code, "error": f"{type(error).__name__}: {error}"})


def _diagnostic(path: str, code: str, severity: Severity, remark: Remark, origins: Origins) -> Diagnostic:
    line = remark.at.line
    return Diagnostic(
        code,
        severity,
        Location(path, Span(line, 1, line, 1)),
        remark.arguments,
        remark.variant,
        within=remark.at.within,
        origin=origins.of(path, remark.at.anchor),
    )
