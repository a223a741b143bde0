"""Characters that have no business in a strategy, and how they are named to a person."""

import re
import unicodedata

# Patterns as text, compiled when they are needed: it takes long, and few runs of the program need them.
_FORBIDDEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters; tab and line feed are dealt with elsewhere
    "\u2028\u2029"  # line separators, on which YAML readers disagree
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # invisible, or turning text around
    "\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)
_LINE_BREAKS = re.compile("[\t\n]")
_PRIVATE = "[\ue000-\uf8ff\U000f0000-\U0010ffff]"
_OBJECT = "\ufffc"
"""Stands for an object in a text; the one forbidden character that is printable for Python."""


def suspicious(text: str) -> bool:
    """Whether a text has forbidden or private-use characters."""
    return forbidden_at(text) is not None or private_at(text) is not None


def forbidden(text: str) -> str | None:
    """The first forbidden character of a text, named; None when there is none."""
    position = forbidden_at(text)
    return None if position is None else described(text[position])


def forbidden_at(text: str) -> int | None:
    """Where the first forbidden character stands."""
    match = None if _is_harmless(text) else re.search(_FORBIDDEN, text)
    return match.start() if match else None


def private_at(text: str) -> int | None:
    """Where the first private-use character stands; screen readers and fonts fail on them."""
    match = None if _is_harmless(text) else re.search(_PRIVATE, text)
    return match.start() if match else None


def _is_harmless(text: str) -> bool:
    """Whether it can be told without a search that a text has neither; some spaces and signs need one."""
    return text.isprintable() and _OBJECT not in text


def described(character: str) -> str:
    """A character as code point and name: “U+202E RIGHT-TO-LEFT OVERRIDE”."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def printable(text: str) -> str:
    """The text on one line, with every invisible or directing character spelt out.

    **Why**: a line break in a value could begin a line that a terminal or a CI log obeys.
    """
    return re.sub(_FORBIDDEN, lambda match: f"\\u{{{ord(match[0]):x}}}", _LINE_BREAKS.sub(" ", text))
