"""What is wrong with a logo: told as a diagnostic at the place where the theme names it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class ProblemError(Exception):
    """Why a logo is not used: a code with its variant and the arguments of its message."""

    code: str
    variant: str = ""
    arguments: Mapping[str, object] = field(default_factory=dict)
