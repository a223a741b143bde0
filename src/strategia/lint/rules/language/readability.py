"""LAN, from 111 on: long sentences and heavy prose.

Only paragraphs count, never titles; and only of papers that are still being written: what a council has approved
stays as it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from strategia.diagnostics import Severity
from strategia.lint.prose import Passage, Prose
from strategia.lint.rule import Context, Remark, listed, rule
from strategia.model.papers import Paper
from strategia.workspace import Workspace

_PARAGRAPH = 150
"""Characters that make a text a paragraph; what is shorter is a title, a label or a line of a list."""
_FEWEST = 100
"""Words from which on a paper has prose enough to speak of its readability."""
_HEAVIEST = 3

_PROSE = frozenset(
    (
        *("text", "statement", "statements", "points", "items", "means", "guidelines", "findings"),
        *("description", "task", "example", "review", "challenge", "need", "considerations"),
    )
)
"""The keys under which prose stands."""

_END = r"[.!?]\s+(?=[^a-zåäö])|[:;]\s+|\n+"
"""Between sentences, and between the parts of a list; not after an abbreviation such as `mm.`"""
_MARKS = '.,:;!?()”“"'
_LONG_WORD = 6
"""LIX counts the words with more letters."""


class Measured(NamedTuple):
    """A paragraph with its sentences."""

    passage: Passage
    sentences: tuple[int, ...]
    """The words of each."""
    long_words: int

    @property
    def words(self) -> int:
        """All words."""
        return sum(self.sentences)


def lix(paragraphs: Sequence[Measured]) -> int:
    """The readability index: words in a sentence, and long words in a hundred."""
    words = sum(paragraph.words for paragraph in paragraphs)
    sentences = sum(len(paragraph.sentences) for paragraph in paragraphs)
    return round(words / sentences + 100 * sum(paragraph.long_words for paragraph in paragraphs) / words)


@rule("LAN111", Severity.INFO)
def long_sentence(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """No sentence of a paper that is being written is so long that its reader loses the thread."""
    prose, limit = context.prose(workspace), context.limits.sentence_words
    for paragraphs in _by_paper(prose).values():
        long = [(max(paragraph.sentences), paragraph) for paragraph in paragraphs if max(paragraph.sentences) > limit]
        if long:
            names = dict.fromkeys(prose.name(paragraph.passage) for _, paragraph in long)
            arguments = {
                "count": sum(words > limit for _, paragraph in long for words in paragraph.sentences),
                "limit": limit,
                "longest": max(words for words, _ in long),
                "ids": listed(names),
            }
            places = tuple(paragraph.passage.location for _, paragraph in long[:_HEAVIEST])
            yield Remark(places[0], arguments, "one" if arguments["count"] == 1 else "", places[1:])


@rule("LAN112", Severity.INFO)
def heavy_prose(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The prose of a paper that is being written can be read without effort."""
    prose = context.prose(workspace)
    for (_, language), paragraphs in _by_paper(prose).items():
        if language == "en" or sum(paragraph.words for paragraph in paragraphs) < _FEWEST:
            continue
        found, limit = lix(paragraphs), context.limits.lix_of(language)
        if found > limit:
            heaviest = sorted(paragraphs, key=lambda paragraph: -lix([paragraph]))[:_HEAVIEST]
            names = dict.fromkeys(prose.name(paragraph.passage) for paragraph in heaviest)
            places = tuple(paragraph.passage.location for paragraph in heaviest)
            yield Remark(places[0], {"lix": found, "limit": limit, "ids": ", ".join(names)}, language, places[1:])


def _by_paper(prose: Prose) -> dict[tuple[int, Literal["fi", "sv", "en"]], list[Measured]]:
    """The paragraphs of the papers that are being written, by paper and language."""
    found: dict[tuple[int, Literal["fi", "sv", "en"]], list[Measured]] = defaultdict(list)
    for index, words in enumerate(prose.wordings):
        if len(words) < _PARAGRAPH:
            continue
        passage = prose.passage(index)
        language = passage.language
        if language in ("fi", "sv", "en") and not _PROSE.isdisjoint(passage.route) and not _is_decided(passage):
            sentences = tuple(len(part.split()) - part.count(" – ") for part in re.split(_END, words) if part)
            plain = words
            for mark in _MARKS:
                plain = plain.replace(mark, "")
            long_words = sum(map(_LONG_WORD.__lt__, map(len, plain.split())))
            found[id(passage.root), language].append(Measured(passage, sentences, long_words))
    return found


def _is_decided(passage: Passage) -> bool:
    return isinstance(passage.root, Paper) and passage.root.stage in ("approved", "revised", "repealed")
