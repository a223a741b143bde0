"""The typed model: one class per kind of source file, listed in `KINDS`."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import cast

from strategia.model.base import Root


class _Kinds(Mapping[str, type[Root]]):
    """By kind: the class of its files. It is imported when it is asked for: few counties have files of every kind."""

    def __init__(self, places: Mapping[str, tuple[str, str]]) -> None:
        self._places = places

    def __getitem__(self, kind: str) -> type[Root]:
        module, name = self._places[kind]
        return cast("type[Root]", getattr(import_module(f"strategia.model.{module}"), name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


KINDS: Mapping[str, type[Root]] = _Kinds(
    {
        "strategy": ("strategy", "Strategy"),
        "service-strategy": ("services", "ServiceStrategy"),
        "budget": ("budget", "Budget"),
        "process": ("process", "Process"),
        "indicators": ("registries", "IndicatorRegistry"),
        "measures": ("registries", "MeasureRegistry"),
        "programmes": ("registries", "ProgrammeRegistry"),
        "theme": ("theme", "CountyTheme"),
        "translations": ("translations", "ReviewedTranslations"),
    }
)
"""The class of each `kind:`."""

__all__ = ["KINDS", "Root"]
