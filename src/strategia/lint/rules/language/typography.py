"""LAN, from 131 on: slips of typing and of copying. Each is told once for a file, and `--fix` mends what is safe.

What the council approved is kept verbatim; these slips are no words. What is kept with `sic` is left alone.
"""

import re
from collections.abc import Iterator

from strategia.diagnostics import Severity
from strategia.lint.prose import Passage
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.rules.language.slips import Slip, remarks
from strategia.workspace import Workspace

_NORDIC = ("fi", "sv")
_WRITTEN = ("fi", "sv", "en")

_CONJUNCTIONS = (
    # In Finnish
    "ja|tai|sekä|eli|että|kuin|mutta|vaan|eikä|ei|vai|taikka|ynnä|kuten|niin|siis|ml|mm|ks|esim"
    # In Swedish
    "|och|eller|samt|men|som|respektive|alternativt|liksom|utan|såväl|både|till|inte|inklusive|dvs|t"
    # In English
    "|and|or|to|nor|but|as|versus|vs|through|rather|not"
)
"""What follows a hyphen that stands for the rest of a word: `sosiaali- ja terveyspalvelut`."""

_LETTER = "[a-zåäöš]"
_GOES_ON = rf"(?!(?:{_CONJUNCTIONS})\b)(?={_LETTER}{{2,}}(?![\wåäöš]*-))"
"""A word that goes on: no conjunction, and no other half of a word."""
_BROKEN = tuple(
    Slip(
        mark,
        rf"{mark}(?<={_LETTER}{_LETTER}{mark})(?= {_GOES_ON})",
        "",
        _WRITTEN,
        unsafe=True,
        mending=rf"{mark} (?<={_LETTER}{_LETTER}{mark} ){_GOES_ON}",
    )
    for mark in ("-", "\u2010", "\u00ad", "\u00ac")
)


@rule("LAN131", Severity.WARNING)
def invisible_in_word(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """No word has an invisible character in it, such as the soft hyphen of another layout."""
    prose = context.prose(workspace)
    if prose.odd & _INVISIBLE:
        yield from remarks(prose, *(_HIDDEN[character] for character in sorted(prose.odd & _INVISIBLE)))


_INVISIBLE = frozenset("\u00ad\u200c\u200d\u034f\u180e")
_HIDDEN = {character: Slip(character, f"{character}(?<=\\w{character})(?=\\w)", "") for character in _INVISIBLE}


@rule("LAN132", Severity.WARNING)
def broken_word(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """No word is broken by a hyphen and a space where a line of another layout ended."""
    yield from remarks(context.prose(workspace), *_BROKEN)


@rule("LAN134", Severity.INFO)
def double_space(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """There is one space between words."""
    yield from remarks(context.prose(workspace), _DOUBLE)


_DOUBLE = Slip("  ", r"(?<=\S)  +(?=\S)", " ")


@rule("LAN135", Severity.INFO)
def straight_quotes(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Quotation marks are those of the language: ”…” in Finnish and Swedish, “…” in English."""
    yield from remarks(context.prose(workspace), *_QUOTES)


def _is_odd(passage: Passage) -> bool:
    """Whether some quotation mark has no partner; it may be a sign of inches."""
    return passage.words.count('"') % 2 == 1


def _english(match: re.Match[str]) -> str:
    """The opening or the closing mark, by what stands before it."""
    before = match.string[match.start() - 1] if match.start() else " "
    return "“" if before in " (\u00a0[/" else "”"


_QUOTES = (
    Slip('"', r'\\?"', "”", _NORDIC, _is_odd),
    Slip('"', r'\\?"', _english, ("en",), _is_odd),
    Slip("“", "“", "”", _NORDIC),
    Slip("„", "„", "”", _NORDIC),
)


@rule("LAN136", Severity.INFO)
def hyphen_between_years(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Between the first and the last year stands an en dash without spaces: 2026–2029."""
    yield from remarks(context.prose(workspace), *_YEARS)


_FROM = r"(?<![\w/.-])(?:19|20)[0-9][0-9]"
_TO = r"(?:19|20)[0-9][0-9](?![\w/]|-[0-9])"
_YEARS = (
    Slip(
        "-",
        rf"-(?:(?<={_FROM}-)(?={_TO})|(?<={_FROM} -)(?= {_TO}))",
        "–",
        mending=rf" ?- ?(?:(?<={_FROM}-)|(?<={_FROM} - ))(?={_TO})",
    ),
    Slip(
        "–",
        rf"–(?<={_FROM} –)(?= {_TO})",
        "–",
        mending=rf" – (?<={_FROM} – )(?={_TO})",
    ),
)


@rule("LAN137", Severity.INFO)
def no_space_before_unit(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """In Finnish and Swedish a space stands between a number and % or €."""
    yield from remarks(context.prose(workspace), *_UNITS)


_UNITS = tuple(
    Slip(sign, rf"{sign}(?<=[0-9]{sign})(?![0-9\w])", f"\N{NO-BREAK SPACE}{sign}", _NORDIC) for sign in ("%", "€")
)


@rule("LAN138", Severity.INFO)
def hyphen_for_minus(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A negative number has a minus sign and not a hyphen."""
    yield from remarks(context.prose(workspace), _MINUS)


_MINUS = Slip(
    "-",
    # Not “1980- ja -90-luvulla”, and not the second half of “2023 -2025”.
    r"-(?<![^\s(]-)(?<![0-9]\s-)(?=[0-9][0-9\u00a0]*(?:[.,][0-9]+)?(?:[\s%€;),]|\.(?:\s|\Z)|\Z))",
    "−",
)
