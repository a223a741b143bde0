"""Characters that a file can hold, and those that belong together: every writer's text passes here."""

import re

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# What XML can hold and a page still should not: a control character, the controls that turn
# writing around (a reader would see other words than the file holds), noncharacters.
_UNFIT = re.compile("[\r\u0085\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]")

# Where a browser or typst would end a line and a writer never does: “ja -|suunnitelma”, “1–|5”, “7,2 %–|6,2 %”,
# “Päijät-|Hämeen”.
TOGETHER = re.compile(
    r"(?<!\S)-\w|(?<!\d)\d[\d.,]{0,12}(?:\u00a0?%)?–\d[\d.,]{0,12}(?<=\d)"
    r"|(?<!\S)[A-ZÅÄÖ][a-zåäö]{1,8}-[A-ZÅÄÖ][a-zåäö]{1,12}\b"
)


def printable(text: str) -> str:
    """The text without control characters, surrogates and what else XML forbids."""
    return _UNPRINTABLE.sub("", text)


def clean(text: str) -> str:
    """The text without characters that a page cannot hold or that deceive its reader."""
    return _UNFIT.sub("", printable(text))
