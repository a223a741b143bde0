"""Where the processor time of a command goes, stage by stage. Nothing is measured unless somebody asks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Timings:
    """Processor seconds by stage, in the order in which stages ended first; a stage within another counts once."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._within: list[float] = []

    @property
    def rest(self) -> float:
        """Processor seconds of the program that no stage has counted."""
        return max(_now() - sum(self.spent.values()), 0.0)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What is done inside counts for the stage, the programs it starts too."""
        start = _now()
        self._within.append(0.0)
        try:
            yield
        finally:
            whole = _now() - start
            self.spent[name] = self.spent.get(name, 0.0) + whole - self._within.pop()
            if self._within:
                self._within[-1] += whole


_ASKED: ContextVar[Timings | None] = ContextVar("timings", default=None)


@contextmanager
def measured(timings: Timings | None) -> Iterator[None]:
    """What is done inside is measured, where `timings` are given."""
    token = _ASKED.set(timings)
    try:
        yield
    finally:
        _ASKED.reset(token)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """A stage of whatever is being measured."""
    timings = _ASKED.get()
    if timings is None:
        yield
        return
    with timings.stage(name):
        yield


def _now() -> float:
    """Processor seconds of this process and of those it has started and waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
