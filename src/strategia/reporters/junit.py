"""JUnit XML: every diagnostic as a case, grouped by file, for servers that know nothing else. What informs passes."""

import re
from collections import defaultdict
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from strategia.diagnostics import Severity
from strategia.reporters.report import Report, Told

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(told: Report) -> str:
    """The run as one suite for each file; a run with nothing to tell has one case that passed."""
    by_file: dict[str, list[Told]] = defaultdict(list)
    for one in told.told():
        by_file[one.path or "strategia"].append(one)
    total = sum(map(len, by_file.values()))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    failures = sum(map(_failures, by_file.values()))
    lines.append(f'<testsuites name="strategia" tests="{max(total, 1)}" failures="{failures}">')
    for path, cases in by_file.items():
        lines.append(f'  <testsuite name={_attribute(path)} tests="{len(cases)}" failures="{_failures(cases)}">')
        lines += [line for case in cases for line in _case(case)]
        lines.append("  </testsuite>")
    if not by_file:
        lines.append('  <testsuite name="strategia" tests="1" failures="0">')
        lines.append(f"    <testcase name={_attribute(told.summary)}/>")
        lines.append("  </testsuite>")
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _case(told: Told) -> list[str]:
    place = f"{told.path}:{told.line}" if told.path else "strategia"
    name = _attribute(f"{told.diagnostic.code} {place}")
    message = f"{told.wording.message} {told.wording.remedy}"
    if told.diagnostic.severity is Severity.INFO:
        result = f"<system-out>{escape(_written(message))}</system-out>"
    else:
        result = f'<failure type="{told.diagnostic.severity.label}" message={_attribute(message)}/>'
    return [
        f"    <testcase classname={_attribute(told.path or 'strategia')} name={name}>",
        f"      {result}",
        "    </testcase>",
    ]


def _failures(cases: Sequence[Told]) -> int:
    """How many of the cases fail: a hint asks for nothing."""
    return sum(case.diagnostic.severity is not Severity.INFO for case in cases)


def _attribute(text: str) -> str:
    return quoteattr(_written(text))


def _written(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("�", text)
