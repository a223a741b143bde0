"""Registries in files of their own, for counties whose strategy file would grow too long."""

from typing import Literal

from strategia.model.base import Root
from strategia.model.indicators import Indicator
from strategia.model.measures import Measure, Programme


class IndicatorRegistry(Root):
    """Indicators of a county in a file of their own."""

    kind: Literal["indicators"]
    county: str
    indicators: tuple[Indicator, ...]


class MeasureRegistry(Root):
    """Measures of a county in a file of their own."""

    kind: Literal["measures"]
    county: str
    measures: tuple[Measure, ...]


class ProgrammeRegistry(Root):
    """Programmes of a county in a file of their own."""

    kind: Literal["programmes"]
    county: str
    programmes: tuple[Programme, ...]


# What stands in files of several kinds is built once for all of them, not anew for each.
for _shared in (Indicator, Measure, Programme):
    _shared.model_rebuild()
