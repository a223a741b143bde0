"""Lint: the rules over a workspace. A rule that is off is not run; one that crashes hides no other."""

from collections.abc import Iterable, Mapping

from strategia.diagnostics import Diagnostic, Severity
from strategia.lint.rule import Context, Rule
from strategia.lint.rules import RULES
from strategia.workspace import Workspace


def lint(
    workspace: Workspace,
    context: Context,
    levels: Mapping[str, str],
    rules: Iterable[Rule] = RULES,
) -> list[Diagnostic]:
    """What the rules remark on a workspace, each at its configured severity."""
    found: list[Diagnostic] = []
    for rule in rules:
        level = levels.get(rule.code)
        if level == "off" or (rule.needs_all and not workspace.complete):
            continue
        severity = rule.severity if level is None else Severity.named(level)
        try:
            found += [
                Diagnostic(rule.code, severity, remark.location, remark.arguments, remark.variant, remark.related)
                for remark in rule.check(workspace, context)
            ]
        except Exception as error:  # noqa: BLE001 - one bad rule must not hide the findings of the others
            root = workspace.roots[0].at("kind") if workspace.roots else None
            arguments = {"rule": rule.code, "error": f"{type(error).__name__}: {error}"}
            found.append(Diagnostic("RUN002", Severity.ERROR, root, arguments))
    return found
