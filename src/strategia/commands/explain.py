"""`strategia explain` and `strategia rules`: what diagnostics mean."""

from collections.abc import Mapping
from typing import cast

from strategia.commands.run import CLEAN, USAGE, Run
from strategia.diagnostics import MILD, Severity
from strategia.importing.telling import SEVERITIES
from strategia.lint.rules import RULES
from strategia.reporters import remedies


def explain(run: Run, code: str) -> int:
    """Print what a code means, why it is told and what to do."""
    entry = run.words.table("messages").get(code.upper())
    if not isinstance(entry, Mapping):
        run.say("said.unknown_code", error=True, code=code)
        return USAGE
    rule = next((rule for rule in RULES if rule.code == code.upper()), None)
    heading = f"{code.upper()}  {entry['title']}"
    if rule is not None:
        heading += f"  ({run.words.term(f'severity.{rule.severity.label}')})"
    run.tell(f"{heading}\n")
    run.tell(f"{run.sentence('explained.why')}: {entry['why']}\n")
    for remedy in remedies(entry):
        run.tell(f"{run.sentence('explained.remedy')}: {remedy}")
    if rule is not None:
        run.tell("\n" + run.sentence("explained.off", code=rule.code))
    return CLEAN


def rules(run: Run) -> int:
    """List everything that can be remarked on: code, usual severity, title."""
    severities = dict.fromkeys(MILD, Severity.WARNING) | SEVERITIES | {rule.code: rule.severity for rule in RULES}
    for code, entry in run.words.table("messages").items():
        severity = severities.get(code, Severity.ERROR)
        title = cast("Mapping[str, object]", entry)["title"]
        run.tell(f"{code}  {run.words.term(f'severity.{severity.label}'):10}  {title}")
    return CLEAN
