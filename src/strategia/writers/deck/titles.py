"""Titles of slides: each its own, at most two lines, with what stands above them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from strategia.document.ast import Document, Run, Runs, Section, plain, walk_sections
from strategia.languages import Lexicon
from strategia.writers.deck import fit
from strategia.writers.deck.fit import Para
from strategia.writers.deck.shapes import BODY_WIDTH
from strategia.writers.deck.text import clean, text

HEIGHT = 64.0
"""Two lines of the usual size."""

LARGEST, LEAST = 28.0, 18.0


@dataclass(slots=True)
class Titles:
    """Gives out titles; none twice in a deck."""

    lexicon: Lexicon
    shared: frozenset[str]
    """Titles that several sections have, case folded."""

    used: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon) -> "Titles":
        """The titles of a deck yet to be made."""
        counts = Counter(_key(clean(section.title)) for _, section in walk_sections(document.sections))
        return cls(lexicon, frozenset(key for key, count in counts.items() if count > 1))

    def of_section(self, section: Section, parents: Sequence[Section], instead: Runs = ()) -> Runs:
        """The words of a section's title; with the title above it when several sections have the same."""
        title = clean(instead) or clean(section.title) or (Run(section.label or "–"),)
        above = clean(parents[-1].title) if parents else ()
        if above and _key(title) in self.shared:
            return (*above, Run(": "), *title)
        return title

    def names_parent(self, section: Section, parents: Sequence[Section]) -> bool:
        """Whether the section's title has the title above it in it."""
        return bool(parents) and _key(clean(section.title)) in self.shared

    def shortened(self, runs: Runs) -> Runs:
        """The title, cut after a word when it is too long for a slide."""
        if self._fits(runs):
            return runs
        words = plain(runs).split()
        while words and not self._fits((Run(" ".join(words) + " …"),)):
            words.pop()
        if words:
            return (Run(" ".join(words) + " …"),)
        letters = plain(runs)
        while not self._fits((Run(letters + "…"),)):
            letters = letters[:-1]
        return (Run(letters + "…"),)

    def _fits(self, runs: Runs) -> bool:
        """Whether the title fits with the longest that can be added to it."""
        longest = (*runs, Run(self.lexicon.term("writer.continued", title="", part=88, parts=88) + " (88)"))
        return fit.height((set_in(longest),), BODY_WIDTH) <= HEIGHT

    def part(self, title: Runs, part: int, parts: int) -> Runs:
        """The title of one of several slides, unused so far."""
        if part > 1:
            # The words of the lexicon around the title keep its runs (languages, emphasis) whole.
            before, after = self.lexicon.term("writer.continued", title="\0", part=part, parts=parts).split("\0")
            title = tuple(run for run in (Run(before), *title, Run(after)) if run.text)
        unique, number = title, 2
        while _key(unique) in self.used:
            unique, number = (*title, Run(f" ({number})")), number + 1
        self.used.add(_key(unique))
        return unique


def _key(runs: Runs) -> str:
    return " ".join(plain(runs).split()).casefold()


def set_in(runs: Runs, *, largest: float = LARGEST, measure: float = BODY_WIDTH, room: float = HEIGHT) -> Para:
    """A title as large as fits."""
    return fit.shrunk(Para(runs, largest, bold=True), measure, room, LEAST)


def kicker(section: Section, parents: Sequence[Section], measure: float) -> tuple[Para, ...]:
    """The line above the title: the label, and the titles above as far as there is room."""
    label = text(section.label or "")
    trail = [clean(parent.title) for parent in parents]
    while True:
        parts = [part for part in (*trail, label) if part]
        runs: Runs = ()
        for part in parts:
            runs = (*runs, Run(" · "), *part) if runs else part
        runs = tuple(replace(run, link=None) for run in runs)
        if not runs:
            return ()
        para = fit.shrunk(Para(runs, 13, bold=True), measure, 17, 11)
        if fit.lines(para, measure) == 1:
            return (para,)
        if not trail:
            return ()
        trail = trail[1:]
