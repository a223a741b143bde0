"""strategia compiles the strategy of a Finnish wellbeing services county from YAML into documents.

The public API is what `__all__` lists; it is loaded when asked for, so that the command line's
help need not wait for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from strategia.building import build
    from strategia.compiler import check
    from strategia.diagnostics import Diagnostic
    from strategia.workspace import Workspace

__all__ = ["Diagnostic", "Workspace", "build", "check"]

_HOMES = {
    "build": "strategia.building",
    "check": "strategia.compiler",
    "Diagnostic": "strategia.diagnostics",
    "Workspace": "strategia.workspace",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
