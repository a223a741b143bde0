"""FOC: whether the strategy chooses: not too much of anything, the most important first, each thing once."""

from strategia.lint.rules.focus import amounts, likeness

MODULES = (amounts, likeness)
"""The modules of the family, in the order of their codes."""
