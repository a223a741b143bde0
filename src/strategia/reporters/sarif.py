"""SARIF 2.1.0: what code hosts show beside the lines of a change."""

import json
from importlib.metadata import version
from typing import cast

from strategia.diagnostics import MILD, Severity
from strategia.lint.rules import RULES
from strategia.reporters.report import Report, Told
from strategia.reporters.text import remedies
from strategia.source import Location

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def report(told: Report) -> str:
    """The run as a SARIF log. Paths are relative to the project, columns count code points."""
    messages = told.words.table("messages")
    every = list(told.told())
    # Rules that are silent are listed as well, so that a reader knows what was looked for.
    codes = sorted({rule.code for rule in RULES} | {one.diagnostic.code for one in every})
    places = {code: index for index, code in enumerate(codes)}
    driver = {
        "name": "strategia",
        "version": version("strategia"),
        "language": told.words.language,
        "rules": [_rule(code, cast("dict[str, object]", messages[code])) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"PROJECT": {"description": {"text": "The folder of the project."}}},
        "results": [_result(one, places) for one in every],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, words: dict[str, object]) -> dict[str, object]:
    levels = dict.fromkeys(MILD, Severity.WARNING) | {rule.code: rule.severity for rule in RULES}
    return {
        "id": code,
        "shortDescription": {"text": str(words["title"])},
        "fullDescription": {"text": str(words["why"])},
        "help": {"text": " ".join(remedies(words))},
        "defaultConfiguration": {"level": _LEVELS[levels.get(code, Severity.ERROR)]},
        "properties": {"tags": [code[:3]]},
    }


def _result(told: Told, places: dict[str, int]) -> dict[str, object]:
    diagnostic = told.diagnostic
    remedy = f" {told.wording.remedy}" if told.wording.remedy else ""
    found: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": places[diagnostic.code],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": told.wording.message + remedy},
        "partialFingerprints": {"strategia/v1": told.fingerprint},
    }
    if diagnostic.location is not None:
        found["locations"] = [_location(diagnostic.location)]
    if diagnostic.related:
        found["relatedLocations"] = [{"id": n, **_location(place)} for n, place in enumerate(diagnostic.related, 1)]
    return found


def _location(place: Location) -> dict[str, object]:
    line, column, end_line, end_column = place.span
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    artifact = {"uri": _uri(place.path), "uriBaseId": "PROJECT"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _uri(path: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - only addresses need it

    return quote(path)
