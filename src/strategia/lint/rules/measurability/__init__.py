"""MEA: whether the council can see from goals and indicators what has come of the strategy.

The rules answer what councils have said of their strategies: goals that cannot be assessed, indicators that nobody
answers for, promises without a number, figures that say something else than they seem to.
"""

from strategia.lint.rules.measurability import aims, goals, registry, values

MODULES = (goals, registry, aims, values)
"""The modules of the family, in the order of their codes."""
