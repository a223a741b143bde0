"""All rules, collected from the family modules."""

from strategia.lint.rule import Rule
from strategia.lint.rules import (
    alignment,
    budgeting,
    completeness,
    focus,
    language,
    measurability,
    planning,
    publishing,
    statistics,
    statutory,
    structure,
)

FAMILIES = (
    structure,
    completeness,
    alignment,
    planning,
    statutory,
    statistics,
    publishing,
    *budgeting.MODULES,
    *language.MODULES,
    *measurability.MODULES,
    *focus.MODULES,
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (value for family in FAMILIES for value in vars(family).values() if isinstance(value, Rule)),
        key=lambda rule: rule.code,
    )
)
"""Every rule, in the order of the codes."""
