"""BUD: whether the money of the budgets adds up, lasts, fits its years, and is promised once."""

from strategia.lint.rules.budgeting import (
    arithmetic,
    balance,
    changes,
    nesting,
    payments,
    savings,
    signs,
    sizes,
    years,
)

MODULES = (arithmetic, years, balance, signs, sizes, changes, payments, nesting, savings)
"""The modules of the family, in the order of their codes."""
