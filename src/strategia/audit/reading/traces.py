"""Names of files and folders of some machine, which a text should not tell."""

import re
from collections.abc import Iterator

_MACHINE = re.compile(
    r"(?<![\w.:/\\-])(?:[A-Za-z]:\\+\w|file:/|\\\\[\w.-]+\\|/(?:home|Users|root|tmp|var|mnt|opt)/)[^\s<\"']{0,80}"
)


def traces(text: str) -> Iterator[str]:
    """The names in a text, as they stand there."""
    for match in _MACHINE.finditer(text):
        yield match[0]
