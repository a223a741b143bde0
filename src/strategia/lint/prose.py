"""Prose: all the texts of a county, joined, so that a rule searches them at once and not one by one.

Most counties have nothing to be found. Joined, their texts tell so in a few searches; only what is found is
traced back to its text, and only what is told to its place in a file.
"""

from bisect import bisect_right
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
    """The texts of a workspace in all their languages, in the order of the files."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        wordings: list[str] = []
        for _, _, text in workspace.texts:
            words = text.root
            if words.__class__ is str:
                wordings.append(words)
            else:
                wordings += words.values()  # type: ignore[union-attr]
        self.wordings = wordings
        self.joined = "\n".join(wordings)
        """All texts, each on a line of its own, or on several where it has line breaks itself."""

    @cached_property
    def odd(self) -> frozenset[str]:
        """The characters beyond ASCII that occur."""
        # To look at every character takes long; few are beyond ASCII.
        return frozenset(self.joined.encode().translate(None, _ASCII).decode())

    @cached_property
    def shape(self) -> bytes:
        """A byte for each character of `joined`: `A` and `a` for letters, `0` for digits, else itself or `?`."""
        return self.joined.encode("latin-1", "replace").translate(_SHAPES)

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
        texts = self.workspace.texts
        if len(texts) == len(self.wordings) and all(text.root.__class__ is str for _, _, text in texts):
            return []
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

    def owner(self, passage: Passage) -> Entity:
        """The nearest entity with an id that a text stands in, else its root."""
        entities = self._entities(passage.root)
        for length in range(len(passage.route), 0, -1):
            entity = entities.get(passage.route[:length])
            if entity is not None and vars(entity).get("id") is not None:
                return entity
        return passage.root

    def name(self, passage: Passage) -> str:
        """What a text is called in a message: `hoitoon-paasy`, or where it stands where nothing has an id."""
        owner = self.owner(passage)
        if owner is not passage.root:
            return str(vars(owner)["id"])
        return next(str(step) for step in passage.route)

    def _entities(self, root: Root) -> dict[Route, Entity]:
        known = self._by_route.get(id(root))
        if known is None:
            known = self._by_route[id(root)] = dict(walk(root).entities)
        return known

    @cached_property
    def _by_route(self) -> dict[int, dict[Route, Entity]]:
        return {}
