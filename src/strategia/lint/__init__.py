"""Lint: the rules over a workspace. A rule that is off is not run; one that crashes hides no other."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from strategia.diagnostics import Diagnostic, Severity
from strategia.lint import rules as families
from strategia.lint.levels import FAMILY, Levels
from strategia.lint.rule import Context, Remark, Rule
from strategia.loading.tree import trees
from strategia.workspace import Workspace

CRASHED = "RUN002"
"""The code of a rule that crashed."""

COMMENT = "strategia:"
"""With what a comment that suppresses something begins."""


class Linted(NamedTuple):
    """What the rules remark, and how many remarks were suppressed by comments in the files."""

    diagnostics: list[Diagnostic]
    suppressed: int


def lint(workspace: Workspace, context: Context, levels: Levels, rules: Iterable[Rule] | None = None) -> Linted:
    """What the rules remark on a workspace, each at its configured severity, suppressions applied.

    Unless some are given, all are asked that can have something to say of the county.
    """
    found: list[Diagnostic] = []
    asked = families.rules_for((root.kind for root in workspace.roots), _off(levels)) if rules is None else tuple(rules)
    for rule, severity in _running(asked, workspace, levels):
        try:
            found += [_diagnostic(rule, severity, remark) for remark in rule.check(workspace, context)]
        except Exception as error:  # noqa: BLE001 - one bad rule must not hide the findings of the others
            place = workspace.roots[0].at("kind") if workspace.roots else None
            arguments = {"rule": rule.code, "error": f"{type(error).__name__}: {error}"}
            found.append(Diagnostic(CRASHED, Severity.ERROR, place, arguments))
    commented = [tree for tree in trees(workspace.roots) if COMMENT in tree.source.text]
    if not commented:
        return Linted(found, 0)
    from strategia.lint import suppressions  # noqa: PLC0415 - few files have any

    comments: list[suppressions.Suppression] = []
    wrong: list[Diagnostic] = []
    for tree in commented:
        own, misformed = suppressions.found_in(tree)
        comments += own
        wrong += misformed
    if not comments:
        return Linted(found + wrong, 0)
    # A comment may name any rule, also one that has nothing to say of this county.
    ran = frozenset(rule.code for rule, _ in _running(families.RULES if rules is None else asked, workspace, levels))
    known = frozenset(rule.code for rule in families.RULES)
    kept, suppressed = suppressions.apply(comments, found, ran, known)
    return Linted(kept + wrong, suppressed)


def _off(levels: Levels) -> frozenset[str]:
    """The families of which no rule is run: a build, which is told of errors only, imports none that has none."""
    raised = levels.profile == "strict" or any(code[:FAMILY] in families.MILD for code in levels.own)
    return levels.off if raised or levels.least < Severity.ERROR else levels.off | families.MILD


def _running(rules: Iterable[Rule], workspace: Workspace, levels: Levels) -> Iterator[tuple[Rule, Severity]]:
    """The rules that are on and can be run, each with its severity."""
    for rule in rules:
        severity = levels.of(rule)
        if severity is not None and (workspace.complete or not rule.needs_all):
            yield rule, severity


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
