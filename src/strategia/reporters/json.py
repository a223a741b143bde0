"""JSON: every diagnostic as an object, for programs. The keys are stable."""

import json

from strategia.reporters.report import Report, Told
from strategia.source import Location

VERSION = 1


def report(told: Report) -> str:
    """The run as JSON."""
    data = {
        "version": VERSION,
        "files": told.files,
        "items": told.items,
        "suppressed": told.suppressed,
        "known": told.known,
        "diagnostics": [_diagnostic(one) for one in told.told()],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(told: Told) -> dict[str, object]:
    diagnostic = told.diagnostic
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.label,
        "title": told.wording.title,
        "message": told.wording.message,
        "remedy": told.wording.remedy,
        "location": None if diagnostic.location is None else _location(diagnostic.location),
        "within": {"part": diagnostic.within.part, "steps": [list(step) for step in diagnostic.within.steps]},
        "origin": None if diagnostic.origin is None else _location(diagnostic.origin),
        "related": [_location(place) for place in diagnostic.related],
        "fingerprint": told.fingerprint,
        "fixable": bool(diagnostic.edits),
    }


def _location(place: Location) -> dict[str, object]:
    line, column, end_line, end_column = place.span
    return {"path": place.path, "line": line, "column": column, "end_line": end_line, "end_column": end_column}
