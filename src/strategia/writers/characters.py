"""Characters that XML 1.0 can hold: every writer's text passes here before it reaches a file."""

import re

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text without control characters, surrogates and what else XML forbids."""
    return _UNPRINTABLE.sub("", text)
