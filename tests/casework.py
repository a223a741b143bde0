"""The cases: every folder below `cases` is a tiny county, and what strategia says of it.

`syntax`, `schema` and `links` hold what loading and linking tell, `themes` what the reading of themes tells,
and `rules/CODE` what one rule tells.
"""

from datetime import date
from pathlib import Path

from strategia.compiler import county_theme
from strategia.diagnostics import Diagnostic, ordered
from strategia.languages import lexicon
from strategia.linking import link
from strategia.lint import lint
from strategia.lint.levels import Levels
from strategia.lint.rule import Context, Rule
from strategia.lint.rules import RULES
from strategia.loading import load
from strategia.reporters import worded
from strategia.source import Source

CASES = Path(__file__).parent / "cases"
EXPECTED = "expected.txt"
AS_OF = date(2026, 6, 30)
"""What counts as today in every case."""


def case_folders() -> list[Path]:
    """Every folder with sources in it, in order."""
    return sorted({path.parent for path in CASES.rglob("*.yaml")})


def case_name(folder: Path) -> str:
    """A case as people write it: `rules/STR101/bad`."""
    return folder.relative_to(CASES).as_posix()


def rule_of(folder: Path) -> Rule | None:
    """The rule that a case is about; None where it is about loading."""
    family, *rest = folder.relative_to(CASES).parts
    return next(rule for rule in RULES if rule.code == rest[0]) if family == "rules" else None


def told(folder: Path) -> list[Diagnostic]:
    """What strategia says of a case, in the order of reports; of the rules only the one it is about."""
    return looked_at(folder)[0]


def looked_at(folder: Path) -> tuple[list[Diagnostic], dict[str, Source]]:
    """What strategia says of a case, and the sources that could be read."""
    loaded = load(sorted(folder.glob("*.yaml")), folder)
    diagnostics = [*loaded.diagnostics]
    if loaded.roots:
        workspace, found = link(loaded.roots, loaded.roots[0].county, complete=loaded.complete)
        rule = rule_of(folder)
        diagnostics += [*found, *county_theme(workspace, folder)[1]]
        diagnostics += lint(workspace, Context(AS_OF), Levels(), (rule,) if rule else ()).diagnostics
    return ordered(diagnostics), loaded.sources


def line(diagnostic: Diagnostic) -> str:
    """A diagnostic as `expected.txt` has it: place, code, message in Finnish."""
    return f"{diagnostic.location} {diagnostic.code} {worded(diagnostic, lexicon('fi')).message}"


def expected(folder: Path) -> list[str]:
    """The lines that a case is to tell; none where it has no `expected.txt`."""
    file = folder / EXPECTED
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []
