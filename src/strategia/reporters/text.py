"""Diagnostics in words, for a person at a terminal."""

import io
import os
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TextIO, cast

from strategia.diagnostics import Column, Diagnostic, Entry, Money, Percent, Severity, Terms, ordered
from strategia.languages import Lexicon
from strategia.loading.characters import printable
from strategia.model.base import When
from strategia.source import Location, Source

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_WIDEST = 160
_LONGEST = 600
"""The longest argument that is told whole; a list of the known values fits."""
_MOST = 500
"""How many diagnostics are told in words; the rest are counted."""


class Wording(NamedTuple):
    """A diagnostic in one language."""

    title: str
    message: str
    remedy: str


def worded(diagnostic: Diagnostic, lexicon: Lexicon) -> Wording:
    """What a diagnostic says, from the locale's entry for its code. KeyError for an unknown code."""
    entry = cast("Mapping[str, object]", lexicon.table("messages")[diagnostic.code])
    # The user's own words may hold anything; they are made printable before they meet the message.
    arguments = {key: _argument(value, lexicon) for key, value in diagnostic.arguments.items()}
    return Wording(
        str(entry["title"]),
        _chosen(entry["message"], diagnostic.variant).format(**arguments),
        _chosen(entry["remedy"], diagnostic.variant).format(**arguments),
    )


class _Unfilled(dict[str, str]):
    """What fills a message where there is no diagnostic."""

    def __missing__(self, key: str) -> str:
        return "…"


def remedies(entry: Mapping[str, object]) -> list[str]:
    """Every remedy of the locale's entry for a code, once, with … for what only a diagnostic knows."""
    known = entry["remedy"]
    texts = known.values() if isinstance(known, Mapping) else (known,)
    return [*dict.fromkeys(str(text).format_map(_Unfilled()) for text in texts)]


def _argument(value: object, lexicon: Lexicon) -> str:
    words = printable(_told(value, lexicon)[: _LONGEST + 1])
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


def _told(value: object, lexicon: Lexicon) -> str:
    """An argument as the language writes it."""
    match value:
        case Terms(family, names):
            return ", ".join(lexicon.term(f"{family}.{name}") for name in names)
        case When():
            return lexicon.time(value.text)
        case Money(amount, unit):
            return lexicon.money(amount, unit)
        case Entry(name, money):
            return f"{_told(name, lexicon)} {_told(money, lexicon)}"
        case Percent(name, share, money):
            written = f"{name} {lexicon.term('number.percent', value=lexicon.number(share))}"
            return written if money is None else f"{written} ({_told(money, lexicon)})"
        case Column(name, column):
            return f"{_told(name, lexicon)} ({_told(column, lexicon)})"
        case Decimal():
            return lexicon.number(value)
        case tuple():
            # Decimal commas stand within what is listed.
            return "; ".join(_told(item, lexicon) for item in value)
    return str(value)


def _chosen(entry: object, variant: str) -> str:
    """The wording of a variant, or the usual one."""
    if isinstance(entry, Mapping):
        return str(entry[variant] if variant in entry else entry["_"])
    return str(entry)


def console_on(stream: TextIO, width: int | None = None) -> "Console":
    """A console that prints text as it is; without any style where NO_COLOR is set."""
    from rich.console import Console  # noqa: PLC0415 - a clean lint needs no rich

    return Console(
        file=stream,
        width=width,
        color_system=None if os.environ.get("NO_COLOR") else "auto",
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=width is None,
    )


def report_text(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    lexicon: Lexicon,
    stream: TextIO | None = None,
) -> None:
    """Print diagnostics for a person: place, severity, message, the line with a caret, the remedy."""
    told = ordered(diagnostics)
    if not told:
        return
    from rich.text import Text  # noqa: PLC0415 - a clean lint needs no rich

    console = console_on(stream or sys.stdout)
    bar = "│" if _can_print("│", console.file) else "|"
    for diagnostic in told[:_MOST]:
        wording = worded(diagnostic, lexicon)
        head = Text()
        if diagnostic.location is not None:
            head.append(printable(str(diagnostic.location)), "bold")
            head.append(" ")
        severity = lexicon.term(f"severity.{diagnostic.severity.label}")
        head.append(f"{severity} {diagnostic.code} ", _STYLES[diagnostic.severity])
        head.append(wording.message)
        console.print(head)
        if diagnostic.location is not None and not diagnostic.confidential:
            for line in _excerpt(diagnostic.location, sources, bar):
                console.print(Text(line, "dim" if "^" not in line else ""))
        console.print(Text(f"  {lexicon.term('report.remedy')}: {wording.remedy}"))
        console.print()
    if len(told) > _MOST:
        console.print(Text(lexicon.count("report.more", len(told) - _MOST)))
        console.print()


def text_of(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], lexicon: Lexicon) -> str:
    """What `report_text` prints, as a text without colours."""
    stream = io.StringIO()
    report_text(diagnostics, sources, lexicon, stream)
    return stream.getvalue()


def _excerpt(location: Location, sources: Mapping[str, Source], bar: str) -> list[str]:
    """The line that a location points at and a line of carets below it; empty when it was not read."""
    source = sources.get(location.path)
    if source is None:
        return []
    span = location.span
    whole = source.line(span.line)
    if not whole.strip():
        return []
    # A very long line is shown around the place.
    start = max(0, span.column - 60) if len(whole) > _WIDEST else 0
    text = whole[start : start + _WIDEST]
    end = span.end_column if span.end_line == span.line else len(whole) + 1
    width = max(1, min(end, start + len(text) + 1) - span.column)
    number = f"{span.line:>5} "
    return [
        f"{number}{bar} {printable(text)}",
        f"{' ' * len(number)}{bar} {' ' * (span.column - 1 - start)}{'^' * width}",
    ]


def _can_print(text: str, stream: object) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
