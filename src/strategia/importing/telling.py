"""What importing tells: its codes with how much each matters."""

from collections.abc import Iterable

from strategia.diagnostics import Diagnostic, Severity
from strategia.source import Location, Span

SEVERITIES: dict[str, Severity] = {
    "IMP001": Severity.ERROR,
    "IMP002": Severity.ERROR,
    "IMP003": Severity.ERROR,
    "IMP004": Severity.ERROR,
    "IMP005": Severity.ERROR,
    "IMP006": Severity.ERROR,
    "IMP007": Severity.ERROR,
    "IMP008": Severity.INFO,
    "IMP009": Severity.ERROR,
    "IMP010": Severity.ERROR,
    "IMP011": Severity.ERROR,
    "IMP012": Severity.ERROR,
    "IMP013": Severity.INFO,
    "IMP014": Severity.INFO,
    "IMP015": Severity.WARNING,
    "IMP016": Severity.WARNING,
    "IMP017": Severity.WARNING,
    "IMP018": Severity.INFO,
    "IMP020": Severity.ERROR,
    "IMP021": Severity.INFO,
    "IMP022": Severity.ERROR,
    "IMP023": Severity.ERROR,
    "IMP024": Severity.ERROR,
    "IMP025": Severity.WARNING,
    "IMP026": Severity.ERROR,
    "IMP027": Severity.ERROR,
    "IMP030": Severity.ERROR,
    "IMP031": Severity.WARNING,
    "IMP032": Severity.ERROR,
}
"""Every code of importing. Files that cannot be read; what was read with care; the mapping; the rows."""

_ROWS = frozenset(("IMP026", "IMP030"))
"""What leaves rows out: the rest of the file is a draft all the same, which says what is missing."""

START = Span(1, 1, 1, 1)


def told(code: str, location: Location, variant: str = "", **arguments: object) -> Diagnostic:
    """A diagnostic of importing, with the severity of its code."""
    return Diagnostic(code, SEVERITIES[code], location, arguments, variant)


def block(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether what was told leaves nothing that could be written."""
    return any(known.severity is Severity.ERROR and known.code not in _ROWS for known in diagnostics)


class RefusedError(Exception):
    """Reading a file stops here; `diagnostic` says why. It never leaves the package."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def refusal(code: str, path: str, variant: str = "", *, span: Span = START, **arguments: object) -> RefusedError:
    """What to raise when a whole file is refused."""
    return RefusedError(told(code, Location(path, span), variant, **arguments))
