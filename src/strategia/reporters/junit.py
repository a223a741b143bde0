"""JUnit XML: every diagnostic as a failed case, grouped by file, for servers that know nothing else."""

import re
from collections import defaultdict
from xml.sax.saxutils import quoteattr

from strategia.reporters.report import Report, Told

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(told: Report) -> str:
    """The run as one suite for each file; a run with nothing to tell has one case that passed."""
    by_file: dict[str, list[Told]] = defaultdict(list)
    for one in told.told():
        by_file[one.path or "strategia"].append(one)
    total = sum(map(len, by_file.values()))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="strategia" tests="{max(total, 1)}" failures="{total}">')
    for path, cases in by_file.items():
        lines.append(f'  <testsuite name={_attribute(path)} tests="{len(cases)}" failures="{len(cases)}">')
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
    message = _attribute(f"{told.wording.message} {told.wording.remedy}")
    return [
        f"    <testcase classname={_attribute(told.path or 'strategia')} name={name}>",
        f'      <failure type="{told.diagnostic.severity.label}" message={message}/>',
        "    </testcase>",
    ]


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("�", text))
