"""What does not fit on slides, told at the line of the source that it comes from."""

import re
from collections.abc import Iterator
from itertools import islice

from strategia.diagnostics import Diagnostic, Severity
from strategia.document.ast import Document
from strategia.lint.prose import Prose
from strategia.source import Location
from strategia.workspace import Workspace
from strategia.writers.deck.proof import misfits

_SHOWN = 40
"""How many letters of a word or a title are told."""

_PLACES = 10
"""How many places of a word are told."""


def unfitting(workspace: Workspace, document: Document) -> Iterator[Diagnostic]:
    """A diagnostic for each place of a word that is wider than its line, and for each slide with too much text."""
    prose = Prose(workspace)
    for misfit in misfits(document):
        told: dict[str, object] = {"slide": misfit.slide, "title": _short(misfit.title)}
        if not misfit.word:
            yield Diagnostic("FIT101", Severity.WARNING, None, told, "text")
            continue
        told["word"] = _short(misfit.word)
        for place in _places(prose, misfit.word) or [None]:
            yield Diagnostic("FIT101", Severity.WARNING, place, told)


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _places(prose: Prose, word: str) -> list[Location | None]:
    """The texts in which a word stands; none where it is put together from several."""
    found = islice(re.finditer(re.escape(word), prose.joined), _PLACES)
    passages = prose.passages_at(match.start() for match in found)
    return list(dict.fromkeys(passage.location for passage, _ in passages))
