"""GitHub annotations: workflow commands that show a diagnostic beside its line.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word. The
most severe come first, and where some would be dropped, the last place of the level says how many.
"""

from strategia.diagnostics import Severity
from strategia.reporters.report import Report, Told

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN = 10


def report(told: Report) -> str:
    """The annotations, one a line."""
    every = list(told.told())
    lines: list[str] = []
    for severity in sorted(Severity, reverse=True):
        chosen = [one for one in every if one.diagnostic.severity is severity]
        shown = chosen if len(chosen) <= _SHOWN else chosen[: _SHOWN - 1]
        lines += [_annotation(one) for one in shown]
        if dropped := len(chosen) - len(shown):
            words = told.words.count("report.more", dropped)
            lines.append(f"::{_COMMANDS[severity]} title=strategia::{_data(words)}")
    return "".join(f"{line}\n" for line in lines)


def _annotation(told: Told) -> str:
    diagnostic = told.diagnostic
    properties = {"title": f"{diagnostic.code} {told.wording.title}"}
    if told.place is not None:
        line, column, end_line, end_column = told.place.span
        properties |= {"file": told.place.path, "line": str(line), "endLine": str(end_line)}
        # GitHub ignores columns of an annotation that covers several lines.
        if line == end_line:
            properties |= {"col": str(column), "endColumn": str(end_column)}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_data(f'{told.wording.message} {told.wording.remedy}')}"


def _data(text: str) -> str:
    """A message without the characters that would end it or begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
