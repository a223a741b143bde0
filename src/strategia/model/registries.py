"""Registries in files of their own, for counties whose strategy file would grow too long."""

from typing import Literal

from strategia.model.base import Entity
from strategia.model.indicators import Indicator
from strategia.model.measures import Measure, Programme


class IndicatorRegistry(Entity):
    """Indicators of a county in a file of their own."""

    kind: Literal["indicators"]
    county: str
    indicators: tuple[Indicator, ...]


class MeasureRegistry(Entity):
    """Measures of a county in a file of their own."""

    kind: Literal["measures"]
    county: str
    measures: tuple[Measure, ...]


class ProgrammeRegistry(Entity):
    """Programmes of a county in a file of their own."""

    kind: Literal["programmes"]
    county: str
    programmes: tuple[Programme, ...]
