"""Slips: what went wrong when a text was typed or copied, found in all texts at once and mended in the file.

A slip is told once for each file, with the number of places; its edits mend all of them.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from strategia.lint.prose import Passage, Prose
from strategia.lint.rule import Remark
from strategia.model.base import LANGUAGE_CODES
from strategia.source import Edit, Route, Span

_SHOWN = 3
"""How many of the places are shown with their words."""
_BEFORE, _AFTER = 12, 14
"""Characters around a slip that are shown."""
_ADDRESS = re.compile(r"://|www\.|@|\]\(")

Replacement = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Slip:
    """A pattern that should not occur in texts of some languages, and what belongs in its place.

    What has not the `mark` in it has not the slip either, and `pattern` begins with it, so that a search over
    everything is quick. What is mended may be wider: `mending`. `unless` tells where it is none after all. Without a
    replacement it is told and not mended; an unsafe mending may change words. Some stand only on the last line.
    """

    mark: str
    pattern: str
    replacement: Replacement | None = None
    languages: tuple[str, ...] = LANGUAGE_CODES
    unless: Callable[[Passage], bool] | None = None
    unsafe: bool = False
    only_last: bool = False
    mending: str | None = None

    def search(self, words: str, position: int = 0) -> re.Match[str] | None:
        """The first place of the slip in a text, from a position on."""
        # Patterns are compiled when they are needed: it takes long, and most counties need few of them.
        return re.compile(self.pattern).search(words, position)


def remarks(prose: Prose, *slips: Slip) -> Iterator[Remark]:
    """One remark for each file that has one of the slips, at its first place."""
    places: dict[int, list[tuple[Passage, Slip, int]]] = defaultdict(list)
    for slip in slips:
        if slip.mark in prose.joined:
            for passage, position in _found(prose, slip):
                places[id(passage.root)].append((passage, slip, position))
    for found in places.values():
        yield remark(found)


def _found(prose: Prose, slip: Slip) -> Iterator[tuple[Passage, int]]:
    """The texts with the slip, as often as they have it, and where in them; what is meant to be so is none."""
    positions = (match.start() for match in re.finditer(slip.pattern, prose.joined))
    last: tuple[int, Route] | None = None
    is_meant = False
    for passage, position in prose.passages_at(positions):
        if (text := (id(passage.root), passage.route)) != last:
            # Asked once for each text, however many slips it has.
            last, is_meant = text, _is_meant(prose, slip, passage)
        if not is_meant and not _is_in_address(passage.words, position):
            yield passage, position


def _is_meant(prose: Prose, slip: Slip, passage: Passage) -> bool:
    """Whether a text is to be as it is: in another language, kept on purpose, or for a reason of the slip's own."""
    return (
        passage.language not in slip.languages
        or any(slip.search(odd) for odd in prose.kept(passage))
        or (slip.unless is not None and slip.unless(passage))
    )


def _is_in_address(words: str, position: int) -> bool:
    """Whether a position is in a word that is an address, or the text of a link to one."""
    space = words.rfind(" ", 0, position) + 1
    start = max(space, words.rfind("\n", space, position) + 1)
    end = words.find(" ", position)
    return _ADDRESS.search(words, start, len(words) if end == -1 else end) is not None


def remark(found: Sequence[tuple[Passage, Slip, int]]) -> Remark:
    """The remark for a file: the texts with their slips and where in them those are."""
    arguments = {"count": len(found), "examples": tuple(_excerpt(*one) for one in found[:_SHOWN])}
    # A text is mended once by each of its slips, however often it has it.
    apart = {(passage.route, id(slip)): (passage, slip) for passage, slip, _ in found}.values()
    edits = tuple(edit for passage, slip in apart for edit in edits_in(passage, slip))
    places = [*dict.fromkeys(passage.location for passage, _, _ in found[:_SHOWN])]
    unsafe = any(slip.unsafe for _, slip, _ in found)
    return Remark(places[0], arguments, "one" if len(found) == 1 else "", tuple(places[1:]), edits, unsafe)


def _excerpt(passage: Passage, slip: Slip, position: int) -> str:
    """A slip with a few letters around it."""
    match = slip.search(passage.words, position)
    end = (match.end() if match is not None else position) + _AFTER
    start = max(0, position - _BEFORE)
    rest = "…" if end < len(passage.words) else ""
    # The message ends the sentence.
    return f"{'…' if start else ''}{passage.words[start:end].rstrip('.')}{rest}"


def edits_in(passage: Passage, slip: Slip) -> Sequence[Edit]:
    """The edits that mend a text where it stands in its file.

    A slip that a line break of the file divides is left to the writer.
    """
    if slip.replacement is None or (tree := passage.tree) is None:
        return ()
    made: list[Edit] = []
    lines = [*tree.lines_of(passage.route)]
    for line, column, words in lines[-1:] if slip.only_last else lines:
        for match in re.finditer(slip.mending or slip.pattern, words):
            if not _is_in_address(words, match.start()):
                text = slip.replacement if isinstance(slip.replacement, str) else slip.replacement(match)
                made.append(Edit(Span(line, column + match.start(), line, column + match.end()), text))
    return made
