"""What is wrong with a file that a theme names: told as a diagnostic at the place where it names it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class ProblemError(Exception):
    """Why the file is not used: a code with its variant and the arguments of its message."""

    code: str
    variant: str = ""
    arguments: Mapping[str, object] = field(default_factory=dict)
