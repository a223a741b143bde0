"""`strategia explain` and `strategia rules`: what diagnostics mean."""

from collections.abc import Mapping
from typing import cast

from strategia.commands.run import CLEAN, USAGE, Run
from strategia.lint.rules import RULES


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
    remedies = entry["remedy"] if isinstance(entry["remedy"], Mapping) else {"_": entry["remedy"]}
    for remedy in dict.fromkeys(str(remedy) for remedy in remedies.values()):
        run.tell(f"{run.sentence('explained.remedy')}: {remedy}")
    if rule is not None:
        run.tell("\n" + run.sentence("explained.off", code=rule.code))
    return CLEAN


def rules(run: Run) -> int:
    """List the rules: code, severity, title."""
    for rule in RULES:
        entry = cast("Mapping[str, object]", run.words.table("messages")[rule.code])
        run.tell(f"{rule.code}  {run.words.term(f'severity.{rule.severity.label}'):10}  {entry['title']}")
    return CLEAN
