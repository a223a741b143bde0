"""Markdown: a summary for a person, as a comment on a pull request or as the summary of a job."""

import re
from collections import Counter

from strategia.reporters.report import Report, Told

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_SHOWN = 60
"""How many findings are told one by one: a comment that is too long is refused by the host."""


def report(told: Report) -> str:
    """The summary: what was found, the most severe first, then the counts by rule."""
    every = sorted(told.told(), key=lambda one: -one.diagnostic.severity)
    lines = [f"## {told.words.term('markdown.title')}", "", _text(told.summary), ""]
    if every:
        columns = (told.words.term(f"markdown.{key}") for key in ("severity", "place", "message"))
        lines += [f"| {' | '.join(columns)} |", "|---|---|---|"]
        lines += [_row(told, one) for one in every[:_SHOWN]]
        if len(every) > _SHOWN:
            lines += ["", _text(told.words.count("report.more", len(every) - _SHOWN))]
        lines += ["", *_by_rule(told, every)]
    return "\n".join(lines) + "\n"


def _row(report_: Report, told: Told) -> str:
    severity = report_.words.term(f"severity.{told.diagnostic.severity.label}")
    place = f"`{_code(told.path)}:{told.line}`" if told.path else "–"
    words = f"**{told.diagnostic.code}** {_text(told.wording.message)} {_text(told.wording.remedy)}"
    return f"| {severity} | {place} | {words} |"


def _by_rule(report_: Report, every: list[Told]) -> list[str]:
    """A folded table of how often each rule was told."""
    counts = Counter((one.diagnostic.code, one.wording.title, one.diagnostic.severity) for one in every)
    rows = sorted(counts.items(), key=lambda item: (-item[0][2], -item[1], item[0][0]))
    lines = [f"<details><summary>{report_.words.term('markdown.by_rule')}</summary>", ""]
    lines += [f"| {report_.words.term('markdown.rule')} | {report_.words.term('markdown.count')} |", "|---|--:|"]
    lines += [f"| {code} {_text(title)} | {count} |" for (code, title, _), count in rows]
    return [*lines, "", "</details>"]


def _text(text: str) -> str:
    """A text in which no character means anything to Markdown."""
    # A name behind an at sign would call its bearer, backslash or not.
    return _SPECIAL.sub(r"\\\1", " ".join(text.split())).replace("@", "&#64;")


def _code(text: str) -> str:
    return text.replace("`", "'").replace("|", "\\|")
