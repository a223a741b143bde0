"""Syntax errors: which plain sentence the parser's words get, and the slip that likely lies behind them."""

import re
from typing import Any, NamedTuple

from strategia.source import Source

_PASTED = re.compile(" *\u00a0")
"""Indentation with no-break spaces, as pasted from a word processor."""

_GLUED = re.compile(r" *(?:- )?[a-z_]+:(?=[^\s/\"'{\[|>])")
"""A key whose colon has no space after it."""

_PROBLEMS: tuple[tuple[str, str], ...] = (
    ("found character '\\t'", "tab"),
    ("found a tab character", "tab"),
    ("mapping values are not allowed", "colon"),
    ("found unexpected ':'", "inflected"),
    ("could not find expected ':'", "no_colon"),
    ("found unexpected end of stream", "quote"),
    ("found unexpected document indicator", "quote"),
    ("found unknown escape character", "escape"),
    ("did not find expected ',' or", "bracket"),
    ("did not find expected key", "indent"),
    ("did not find expected '-' indicator", "indent"),
    ("block sequence entries are not allowed", "indent"),
    ("block mapping entries", "indent"),
    ("found character that cannot start any token", "start"),
    ("did not find expected node content", "start"),
    ("did not find expected comment or line break", "start"),
    ("did not find expected alphabetic or numeric character", "start"),
    ("found undefined tag handle", "start"),
    ("did not find expected whitespace", "start"),
    ("directive", "start"),
)
"""Words of the parser, and the sentence they get."""


class Explained(NamedTuple):
    """The sentence of an error (a variant of YML101; empty for an unknown one), its place, the parser's own words."""

    variant: str
    line: int
    column: int
    problem: str


def explained(error: Any, source: Source, quoted: Any) -> Explained:
    """An error of the parser. `quoted` is the event of the last scalar in quotation marks, None without any."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", "") or error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    context = str(getattr(error, "context", None) or "")
    context_mark = getattr(error, "context_mark", None)
    variant = _variant(problem, context, source.line(line), column)
    # What was begun and not finished is pointed at where it begins.
    begun = variant in ("quote", "bracket", "no_colon") or (variant == "start" and "scanning" in context)
    if begun and context_mark is not None:
        line, column = context_mark.line + 1, context_mark.column + 1
    if variant == "start" and "flow" in context and (opening := _unclosed(source, line, column)) is not None:
        return Explained("bracket", *opening, problem)
    return Explained(*_likelier(source, quoted, variant, line, column), problem)


def _unclosed(source: Source, line: int, column: int) -> tuple[int, int] | None:
    """The bracket behind which the text ends, where it ends at this place."""
    before = [*source.lines[: line - 1], source.line(line)[: column - 1]]
    after = [source.line(line)[column - 1 :], *source.lines[line:]]
    if any(text.strip() for text in after):
        return None
    number, text = next(((n, text) for n, text in reversed([*enumerate(before, 1)]) if text.strip()), (0, ""))
    place = max(text.rfind("["), text.rfind("{"))
    return (number, place + 1) if place >= 0 else None


def _likelier(source: Source, quoted: Any, variant: str, line: int, column: int) -> tuple[str, int, int]:
    """The slip that more likely lies behind a problem of structure, and its place."""
    if variant not in ("colon", "no_colon", "indent", "bracket"):
        return variant, line, column
    for number in range(max(1, line - 2), line + 1):
        text = source.line(number)
        if (pasted := _PASTED.match(text)) is not None:
            return "nbsp", number, pasted.end()
        if (glued := _GLUED.match(text)) is not None:
            return "space", number, glued.end()
    if quoted is not None:
        start, end = quoted.start_mark, quoted.end_mark
        if end.line + 1 == line and start.line < end.line:
            # Where a quotation mark is missing, it has swallowed what follows.
            return "quote", start.line + 1, start.column + 1
        if end.line + 1 == line and end.column < column:
            return "after_quote", line, end.column + 1
    return variant, line, column


def _variant(problem: str, context: str, line: str, column: int) -> str:
    """Which plain sentence a problem of the parser gets; empty for one that is not in the list."""
    if "\t" in line[: max(column, len(line) - len(line.lstrip()))]:
        return "tab"
    for words, variant in _PROBLEMS:
        if words in problem or (variant == "start" and words in context):
            return variant
    return ""
