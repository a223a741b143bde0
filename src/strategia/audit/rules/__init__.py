"""The rules of the audit, by what they look at."""

from strategia.audit.rule import Rule
from strategia.audit.rules import languages, links, outline, pictures, safety, slides, tables, tags, texts

FAMILY = "AUD"
"""With what the codes begin."""

MODULES = (safety, languages, outline, tables, pictures, links, texts, slides, tags)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (value for module in MODULES for value in vars(module).values() if isinstance(value, Rule)),
        key=lambda rule: rule.code,
    )
)
"""Every rule, in the order of the codes."""
