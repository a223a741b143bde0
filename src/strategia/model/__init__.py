"""The typed model: one class per kind of source file, listed in `KINDS`."""

from strategia.model.process import Process
from strategia.model.registries import IndicatorRegistry, MeasureRegistry, ProgrammeRegistry
from strategia.model.strategy import Strategy

Root = Strategy | Process | IndicatorRegistry | MeasureRegistry | ProgrammeRegistry

KINDS: dict[str, type[Root]] = {
    "strategy": Strategy,
    "process": Process,
    "indicators": IndicatorRegistry,
    "measures": MeasureRegistry,
    "programmes": ProgrammeRegistry,
}
"""The class of each `kind:`."""

__all__ = ["KINDS", "IndicatorRegistry", "MeasureRegistry", "Process", "ProgrammeRegistry", "Root", "Strategy"]
