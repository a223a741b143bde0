"""The typed model: one class per kind of source file, listed in `KINDS`."""

from strategia.model.base import LocalizedText, Point
from strategia.model.budget import Budget
from strategia.model.indicators import Indicator
from strategia.model.measures import Measure, Programme
from strategia.model.process import Process
from strategia.model.registries import IndicatorRegistry, MeasureRegistry, ProgrammeRegistry
from strategia.model.services import ServiceStrategy
from strategia.model.strategy import Strategy
from strategia.model.translations import ReviewedTranslations

Root = (
    Strategy
    | ServiceStrategy
    | Budget
    | Process
    | IndicatorRegistry
    | MeasureRegistry
    | ProgrammeRegistry
    | ReviewedTranslations
)

KINDS: dict[str, type[Root]] = {
    "strategy": Strategy,
    "service-strategy": ServiceStrategy,
    "budget": Budget,
    "process": Process,
    "indicators": IndicatorRegistry,
    "measures": MeasureRegistry,
    "programmes": ProgrammeRegistry,
    "translations": ReviewedTranslations,
}
"""The class of each `kind:`."""

# What stands in files of several kinds is built once for all of them, not anew for each.
for _shared in (LocalizedText, Point, Indicator, Measure, Programme):
    _shared.model_rebuild()

__all__ = [
    "KINDS",
    "Budget",
    "IndicatorRegistry",
    "MeasureRegistry",
    "Process",
    "ProgrammeRegistry",
    "ReviewedTranslations",
    "Root",
    "ServiceStrategy",
    "Strategy",
]
