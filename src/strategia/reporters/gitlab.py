"""GitLab's code quality report: a list of findings with fingerprints, in the form of Code Climate."""

import json

from strategia.diagnostics import Severity
from strategia.reporters.report import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report(told: Report) -> str:
    """The findings that stand in a file; GitLab has no place for others."""
    data = [
        {
            "description": f"{one.diagnostic.code} {one.wording.message}",
            "check_name": one.diagnostic.code,
            "fingerprint": one.fingerprint,
            "severity": _SEVERITIES[one.diagnostic.severity],
            "location": {"path": one.path, "lines": {"begin": one.line}},
        }
        for one in told.told()
        if one.path
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
