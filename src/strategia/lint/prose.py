"""Prose: all the texts of a county, joined, so that a rule searches them at once and not one by one.

Most counties have nothing to be found. Joined, their texts tell so in a few searches; only what is found is
traced back to its text, and only what is told to its place in a file.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from strategia.loading.tree import Tree
from strategia.model.base import Entity, LanguageCode, LocalizedText, Root, walk
from strategia.source import Location, Route
from strategia.workspace import Workspace

_ASCII = bytes(range(128))


def _class_of(number: int) -> int:
    """What stands for a character of Latin-1 in a shape: `A`, `a`, `0`, or the character itself."""
    character = chr(number)
    if character.isalpha():
        return ord("A" if character.isupper() else "a")
    return ord("0") if character.isdecimal() else number


_SHAPES = bytes(map(_class_of, range(256)))
_CAPITALS = re.compile(rb"AA+")


class Passage(NamedTuple):
    """A text in one language: where it stands, and its words. A plain string is in the main language."""

    root: Root
    route: Route
    language: LanguageCode
    words: str
    text: LocalizedText

    @property
    def location(self) -> Location:
        """Where the text stands."""
        return self.root.at(*self.route)

    @property
    def field(self) -> str:
        """The key under which the text stands, without indices and languages."""
        keys = [step for step in self.route if isinstance(step, str)]
        return keys[-2] if keys[-1] == self.language and len(keys) > 1 else keys[-1]

    @property
    def tree(self) -> Tree | None:
        """The file in which the text stands."""
        locator = self.root.origin.locator
        return locator if isinstance(locator, Tree) else None


class Prose:
    """The texts of a workspace in all their languages, in the order of the files.

    `joined` has them on a line each, or on several where a text has line breaks itself.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        roots = [text.root for _, _, text in workspace.texts]
        try:
            # Where no text is a map, as in most counties, there is nothing to take apart.
            self.joined = "\n".join(roots)  # type: ignore[arg-type]
        except TypeError:
            wordings = [words for root in roots for words in ((root,) if isinstance(root, str) else root.values())]
            self.joined = "\n".join(wordings)
            self._is_plain = False
        else:
            wordings = roots  # type: ignore[assignment]
            self._is_plain = True
        self.wordings: list[str] = wordings
        """Every text in every language it is written in."""

    @cached_property
    def odd(self) -> frozenset[str]:
        """The characters beyond ASCII that occur."""
        # To look at every character takes long; few are beyond ASCII.
        return frozenset(self.joined.encode().translate(None, _ASCII).decode())

    @cached_property
    def shape(self) -> bytes:
        """A byte for each character of `joined`: `A` and `a` for letters, `0` for digits, else itself or `?`."""
        return self.joined.encode("latin-1", "replace").translate(_SHAPES)

    @cached_property
    def capitals(self) -> dict[str, list[int]]:
        """By what stands in capitals, two letters or more: where in `joined` it does."""
        found: dict[str, list[int]] = defaultdict(list)
        for match in _CAPITALS.finditer(self.shape):
            found[self.joined[match.start() : match.end()]].append(match.start())
        return found

    def passage(self, index: int) -> Passage:
        """The text to which a wording belongs, by its index."""
        which, language = self._order[index] if self._order else (index, self.workspace.main_language)
        root, route, text = self.workspace.texts[which]
        if isinstance(text.root, str):
            return Passage(root, route, language, text.root, text)
        return Passage(root, (*route, language), language, text.root[language], text)

    @cached_property
    def _order(self) -> list[tuple[int, LanguageCode]]:
        """By wording: the index of its text, and its language; empty where every text is a plain string."""
        if self._is_plain:
            return []
        texts = self.workspace.texts
        main = self.workspace.main_language
        return [(index, code) for index, (_, _, text) in enumerate(texts) for code in text.languages(main)]

    def passages_at(self, positions: Iterable[int]) -> Iterator[tuple[Passage, int]]:
        """For each position in `joined`: the text there, and the position in it."""
        for position in positions:
            index = bisect_right(self._starts, position) - 1
            yield self.passage(index), position - self._starts[index]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each text begins in `joined`."""
        return [*accumulate((len(words) + 1 for words in self.wordings[:-1]), initial=0)]

    def is_shouted(self, passage: Passage) -> bool:
        """Whether a text is all in capitals, so that they say nothing."""
        key = (id(passage.text), passage.language)
        if key not in self._shouted:
            self._shouted[key] = passage.words == passage.words.upper()
        return self._shouted[key]

    @cached_property
    def _shouted(self) -> dict[tuple[int, LanguageCode], bool]:
        return {}

    def kept(self, passage: Passage) -> tuple[str, ...]:
        """The words of a text that are kept on purpose: `sic` of an entity that it stands in."""
        return self._kept.get(id(passage.text), ())

    @cached_property
    def _kept(self) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        for part in self.workspace.parts:
            if sic := vars(part).get("sic"):
                for _, text in walk(part).texts:
                    found[id(text)] = (*found.get(id(text), ()), *sic)
        return found

    def name(self, passage: Passage) -> str:
        """What a text is called in a message, as in `name_of`."""
        return self.name_of(passage.root, passage.route)

    def name_of(self, root: Root, route: Route) -> str:
        """The id of the nearest entity that a text stands in, else the key under which it stands in its file."""
        entities = self._entities(root)
        for length in range(len(route), 0, -1):
            entity = entities.get(route[:length])
            if entity is not None and isinstance(known := vars(entity).get("id"), str):
                return known
        return str(route[0])

    def _entities(self, root: Root) -> dict[Route, Entity]:
        known = self._by_route.get(id(root))
        if known is None:
            known = self._by_route[id(root)] = dict(walk(root).entities)
        return known

    @cached_property
    def _by_route(self) -> dict[int, dict[Route, Entity]]:
        return {}
