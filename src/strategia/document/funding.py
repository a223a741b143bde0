"""Funding: what the newest budget gives to what a document tells of, in words."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from strategia.document.ast import Run, Runs
from strategia.document.phrasing import Phrasing
from strategia.model.base import LocalizedText
from strategia.model.budget import Budget
from strategia.trace.coverage import Thread
from strategia.trace.spread import Spread, spread


class Funding:
    """The euros of the budget year by key; a key stands for one or several ids."""

    def __init__(self, phrasing: Phrasing, keys: Mapping[str, Iterable[str]]) -> None:
        self._phrasing = phrasing
        self._keys = {key: tuple(ids) for key, ids in keys.items()}
        self.thread = Thread(phrasing.workspace)
        budgets = phrasing.workspace.budgets
        self.budget: Budget | None = budgets[-1] if budgets else None

    @cached_property
    def spread(self) -> Spread | None:
        """How the money spreads over the keys; None where there is no budget."""
        return spread(self.thread, self.budget, self.budget.years[0], self._keys) if self.budget is not None else None

    @property
    def label(self) -> str:
        """“Rahoitus 2026”: what stands before the euros."""
        if self.budget is None:
            return self._phrasing.term("funding.label")
        return self._phrasing.term("funding.label_of", year=self.budget.years[0])

    def words(self, key: str, no_cost: LocalizedText | None = None, *, euros: str = "") -> Runs:
        """“12,3 milj. € (3 riviä)”, or why there is no money; nothing where nothing is known.

        `euros` are other words for all the money that reaches the key.
        """
        found: Runs = ()
        if self.spread is not None and (rows := self.spread.rows(key)):
            self._phrasing.prints_of(self.spread.budget)
            count = self._phrasing.words.count("funding.rows", len(rows)).replace(" ", "\u00a0")
            found = (Run(f"{euros or self._phrasing.words.euros_in_short(self.spread.to(key))} ({count})"),)
            found = (*found, *self._phrasing.made_up(rows))
            if self._is_guessed(key):
                found = (*found, self._phrasing.editor_mark())
        if no_cost is not None:
            found = (*found, *((Run("; "),) if found else ()), *self.reason(no_cost))
        return found

    def reason(self, no_cost: LocalizedText) -> Runs:
        """“ei omaa määrärahaa. …”: why something needs no money."""
        return (Run(f"{self._phrasing.term('funding.none')}. "), *self._phrasing.runs(no_cost))

    def _is_guessed(self, key: str) -> bool:
        """Whether only an editor says of some link by which the money comes that it is there."""
        paid: set[str] = set()
        for edge in reversed(self.thread.carriers(self._keys[key])):
            if edge.relation != "funds" and getattr(edge.lower, "id", None) not in paid:
                continue
            if edge.source == "editor":
                return True
            if edge.upper is not None:
                paid.update(self.thread.reach.chain(edge.upper))
        return False
