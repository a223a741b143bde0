"""Characters that a file can hold, and those that belong together: every writer's text passes here."""

import re

# What they can hold as a pattern would take ten times as long to compile.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


# What XML can hold and a page still should not: a control character, the controls that turn
# writing around (a reader would see other words than the file holds), noncharacters.
_UNFIT = re.compile("[\r\u0085\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]")

# Where a browser or typst would end a line and a writer never does: “ja -|suunnitelma”, “1–|5”, “7,2 %–|6,2 %”,
# “Päijät-|Hämeen”.
TOGETHER = re.compile(
    r"(?<!\S)-\w|(?<!\d)\d[\d.,]{0,12}(?:\u00a0?%)?–\d[\d.,]{0,12}(?<=\d)"
    r"|(?<!\S)[A-ZÅÄÖ][a-zåäö]{1,8}-[A-ZÅÄÖ][a-zåäö]{1,12}\b"
)


# Spaces at which no line ends: before a dash, within a number, between it and its unit.
_TIED = re.compile(r" (?=–(?:\s|$))|(?<=\d) (?=[%€]|milj|mn |\d{3}(?!\d))|(?<=§) (?=\d)|(?<=milj\.) (?=€)")


def printable(text: str) -> str:
    """The text without control characters, surrogates and what else XML forbids."""
    # What Python calls printable has nothing of either kind, and it says so in no time.
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)


def clean(text: str) -> str:
    """The text without characters that a page cannot hold or that deceive its reader."""
    return text if text.isprintable() else _UNFIT.sub("", printable(text))


def tied(text: str) -> str:
    """The text with no-break spaces where a line should not end: “arki –”, “1 200”, “41,4 milj. €”."""
    return _TIED.sub("\u00a0", text)
