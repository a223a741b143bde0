"""Lint: the rules over a workspace. A rule that is off is not run; one that crashes hides no other."""

from collections.abc import Iterable
from typing import NamedTuple

from strategia.diagnostics import Diagnostic, Severity
from strategia.lint import suppressions
from strategia.lint.levels import Levels
from strategia.lint.rule import Context, Remark, Rule
from strategia.lint.rules import RULES
from strategia.loading.tree import Tree
from strategia.workspace import Workspace

CODES = frozenset(rule.code for rule in RULES)


CRASHED = "RUN002"
"""The code of a rule that crashed."""


class Linted(NamedTuple):
    """What the rules remark, and how many remarks were suppressed by comments in the files."""

    diagnostics: list[Diagnostic]
    suppressed: int


def lint(workspace: Workspace, context: Context, levels: Levels, rules: Iterable[Rule] = RULES) -> Linted:
    """What the rules remark on a workspace, each at its configured severity, suppressions applied."""
    found: list[Diagnostic] = []
    ran: set[str] = set()
    for rule in rules:
        severity = levels.of(rule)
        if severity is None or (rule.needs_all and not workspace.complete):
            continue
        ran.add(rule.code)
        try:
            found += [_diagnostic(rule, severity, remark) for remark in rule.check(workspace, context)]
        except Exception as error:  # noqa: BLE001 - one bad rule must not hide the findings of the others
            place = workspace.roots[0].at("kind") if workspace.roots else None
            arguments = {"rule": rule.code, "error": f"{type(error).__name__}: {error}"}
            found.append(Diagnostic(CRASHED, Severity.ERROR, place, arguments))
    comments: list[suppressions.Suppression] = []
    wrong: list[Diagnostic] = []
    for root in workspace.roots:
        # Loading sets a tree as the locator of everything that it makes.
        if isinstance(tree := root.origin.locator, Tree):
            own, misformed = suppressions.found_in(tree)
            comments += own
            wrong += misformed
    kept, suppressed = suppressions.apply(comments, found, frozenset(ran), CODES)
    return Linted(kept + wrong, suppressed)


def _diagnostic(rule: Rule, severity: Severity, remark: Remark) -> Diagnostic:
    return Diagnostic(
        rule.code,
        severity,
        remark.location,
        remark.arguments,
        remark.variant,
        remark.related,
        remark.edits,
        remark.unsafe,
        remark.confidential,
    )
