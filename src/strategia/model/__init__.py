"""The typed model: one class per kind of source file, listed in `KINDS`."""

from strategia.model.budget import Budget
from strategia.model.process import Process
from strategia.model.registries import IndicatorRegistry, MeasureRegistry, ProgrammeRegistry
from strategia.model.services import ServiceStrategy
from strategia.model.strategy import Strategy

Root = Strategy | ServiceStrategy | Budget | Process | IndicatorRegistry | MeasureRegistry | ProgrammeRegistry

KINDS: dict[str, type[Root]] = {
    "strategy": Strategy,
    "service-strategy": ServiceStrategy,
    "budget": Budget,
    "process": Process,
    "indicators": IndicatorRegistry,
    "measures": MeasureRegistry,
    "programmes": ProgrammeRegistry,
}
"""The class of each `kind:`."""

__all__ = [
    "KINDS",
    "Budget",
    "IndicatorRegistry",
    "MeasureRegistry",
    "Process",
    "ProgrammeRegistry",
    "Root",
    "ServiceStrategy",
    "Strategy",
]
