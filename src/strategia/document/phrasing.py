"""Phrasing: the texts of a workspace in the language of one document.

Knows the fallback from language to language, the county's own names of its levels, and which
anchors are taken.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from strategia.document.ast import BulletList, ListItem, Paragraph, Run, Runs, plain
from strategia.document.text import runs
from strategia.languages import Lexicon, lexicon
from strategia.model.base import Entity, LanguageCode, LocalizedText, Noted, Point, PointOrText, walk
from strategia.model.papers import Sourced
from strategia.model.strategy import HeadingKey, LevelKey, LevelName
from strategia.source import Location
from strategia.trace.money import rows, units
from strategia.workspace import Workspace


class Phrasing:
    """The words of one document.

    `fallbacks` counts the texts that were not in its language; `has_made_up` says whether something was
    marked as made up. A document that is `made_up` as a whole says so on every page, and need not mark what
    it takes from made-up papers.
    """

    def __init__(self, workspace: Workspace, language: str, *, with_sic: bool = False, made_up: bool = False) -> None:
        self.workspace = workspace
        self._made_up = made_up
        self.language = language
        self.main: LanguageCode = workspace.strategy.languages[0] if workspace.strategy else "fi"
        self.words: Lexicon = lexicon(language)
        self.fallbacks = 0
        self.has_made_up = False
        self._others: list[Sourced] = []
        self._anchors: set[str] = set()
        self._marked = False
        self._has_sic = False
        # By the identity of a text: the words in it that are kept although they look wrong. Only where
        # the document is a record; a summary or a slide is read without such marks.
        self._sic: dict[int, tuple[str, ...]] = {
            id(text): sic
            for entity in (workspace.parts if with_sic else ())
            if (sic := vars(entity).get("sic"))
            for _, text in walk(entity).texts
        }

    # --- texts -------------------------------------------------------------------------

    def term(self, key: str, **arguments: object) -> str:
        """A word of the tool in the document's language."""
        return self.words.term(key, **arguments)

    def label(self, key: str, **arguments: object) -> Runs:
        """A word of the tool as runs."""
        return (Run(self.term(key, **arguments)),)

    def runs(self, text: LocalizedText) -> Runs:
        """A text of the strategy as runs; in its own language where it is not in the document's."""
        words, code = text.in_language(self.language, self.main)
        for odd in self._sic.get(id(text), ()):
            self._has_sic = self._has_sic or odd in words
            words = words.replace(odd, f"{odd} *[sic]*", 1)
        if code == self.language:
            return runs(words)
        self.fallbacks += 1
        return runs(words, code)

    def plain(self, text: LocalizedText) -> str:
        """A text without its style, for titles of files and the like."""
        return "".join(run.text for run in runs(text.in_language(self.language, self.main)[0]))

    def paragraph(self, text: LocalizedText, style: str = "body") -> Paragraph:
        """A text as a paragraph."""
        return Paragraph(self.runs(text), style)  # type: ignore[arg-type]

    def paragraphs(self, texts: Iterable[LocalizedText]) -> tuple[Paragraph, ...]:
        """Texts as paragraphs."""
        return tuple(self.paragraph(text) for text in texts)

    def marked(self, text: LocalizedText, entity: Noted | None) -> Runs:
        """A text with the mark of an entity that is made up."""
        found = self.runs(text)
        if entity is None or not entity.illustrative:
            return found
        # A row with a source has a public number among the made-up ones.
        return (*found, self.made_up_mark("mark.illustrative" if entity.source is None else "mark.illustrative_partly"))

    def made_up_mark(self, term: str = "mark.illustrative") -> Run:
        """The mark of what is made up."""
        self.has_made_up = True
        return Run(f" ({self.term(term)})", emphasis=True)

    def made_up(self, entities: Iterable[Entity]) -> Runs:
        """The mark of what rests on these entities: nothing, all or some of them may be made up."""
        return () if self._made_up else self.resting_on(entities)

    def resting_on(self, entities: Iterable[Entity]) -> Runs:
        """The same mark, also where the whole document is made up."""
        found = tuple(entities)
        if not any(map(self.workspace.is_illustrative, found)):
            return ()
        wholly = (self.workspace.is_illustrative(e) and not self.workspace.is_partly_illustrative(e) for e in found)
        return (self.made_up_mark("mark.illustrative" if all(wholly) else "mark.illustrative_partly"),)

    def prints_of(self, paper: Sourced) -> None:
        """Remember that something is printed of a paper that is not the document's own."""
        if not any(paper is known for known in self._others):
            self._others.append(paper)

    @property
    def others(self) -> tuple[Sourced, ...]:
        """The papers of which something has been printed beside the document's own."""
        return tuple(self._others)

    @cached_property
    def namesakes(self) -> dict[str, LocalizedText]:
        """By the id of a row of a budget that shares its name with another one: the name of the unit it stands in."""
        found: dict[str, LocalizedText] = {}
        for budget in self.workspace.budgets:
            counted = Counter(str(row.name) for row in rows(budget))
            for unit in units(budget.operating):
                found |= {inner.id: unit.name for inner in unit.units if counted[str(inner.name)] > 1}
            names = {unit.id: unit.name for unit in units(budget.operating)}
            for row in budget.appropriations:
                if row.unit is not None and row.unit.root in names and counted[str(row.name)] > 1:
                    found[row.id] = names[row.unit.root]
        return found

    def remarks(self, entity: Noted) -> tuple[Paragraph, ...]:
        """What must be said about an entity in small print: a machine made it, a note."""
        found: list[Paragraph] = []
        if entity.ai_assisted:
            found.append(Paragraph(self.label("mark.ai_assisted"), "small"))
        if entity.note is not None:
            note = (Run(f"{self.term('mark.note')}: "), *self.runs(entity.note))
            found.append(Paragraph(note, "small"))
        return tuple(found)

    def aside(self, entity: Noted) -> Runs:
        """The same remarks within a line, in brackets."""
        found: Runs = ()
        if entity.ai_assisted:
            found = (Run(f" ({self.term('mark.ai_assisted_short')})", emphasis=True),)
        if entity.note is not None:
            found = (*found, Run(" ("), *self.runs(entity.note), Run(")"))
        return found

    def place(self, *locations: Location) -> Paragraph:
        """Files and lines in small print: “budget-2023.yaml:12”; `about.places` explains them."""
        found = dict.fromkeys(f"{location.path.rpartition('/')[2]}:{location.span.line}" for location in locations)
        return Paragraph(texts(", ".join(found)), "small")

    def places_explained(self) -> Paragraph:
        """What files and lines in small print are, and where the files are."""
        return Paragraph(self.label("about.places", folder=f"strategies/{self.workspace.county.slug}"))

    def editor_mark(self) -> Run:
        """The mark of a link that the source does not state; `legend` explains it."""
        self._marked = True
        return Run("\u00a0*")

    def legend(self) -> tuple[Paragraph, ...]:
        """What the marks made since the last legend mean; nothing where none was made."""
        marked, self._marked = self._marked, False
        return (Paragraph(self.label("mark.editor_link"), "small"),) if marked else ()

    # --- lists -------------------------------------------------------------------------

    def item(self, point: PointOrText) -> ListItem:
        """A line of a list with the lines below it."""
        if isinstance(point, Point):
            return ListItem(
                (*self.marked(point.text, point), *self.aside(point)),
                tuple(self.item(inner) for inner in point.points),
                self.anchor(point.id) if point.id else None,
            )
        return ListItem(self.runs(point))

    def bullets(self, points: Iterable[PointOrText], *, ordered: bool = False) -> tuple[BulletList, ...]:
        """Lines as one list; nothing where there are none."""
        items = tuple(self.item(point) for point in points)
        return (BulletList(items, ordered),) if items else ()

    # --- names -------------------------------------------------------------------------

    def level(self, key: LevelKey, form: str = "singular") -> str:
        """The county's own name of a level, capitalised, or the usual one."""
        name: LevelName | None = self.workspace.level(key)
        text: LocalizedText | None = getattr(name, form) if name is not None else None
        # A level name in another language would be a foreign word in a heading of ours.
        if text is not None and self.language in text.languages(self.main):
            return capitalised(self.plain(text))
        return self.term(f"level.{key}.{form}")

    def heading(self, key: HeadingKey, term: str | None = None) -> Runs:
        """The county's own heading of a part, or the usual one."""
        strategy = self.workspace.strategy
        own = strategy.headings.get(key) if strategy is not None else None
        return self.runs(own) if own is not None else self.label(term or f"section.{key}")

    def number(self, value: Decimal) -> str:
        """A number as the language writes it."""
        return self.words.number(value)

    def anchor(self, name: str) -> str | None:
        """The anchor of an entity the first time it is printed; None after that."""
        if name in self._anchors:
            return None
        self._anchors.add(name)
        return name

    @property
    def has_sic(self) -> bool:
        """Whether odd words of the source have been marked in this document so far."""
        return self._has_sic

    def is_printed(self, name: str) -> bool:
        """Whether the entity with this id has been printed already."""
        return name in self._anchors

    def joined(self, names: Iterable[str]) -> str:
        """Names (at least one) as a list in a sentence: “näkökulmat, tavoitteet ja mittarit”."""
        *rest, last = names
        return f"{', '.join(rest)} {self.term('mark.and')} {last}" if rest else last

    def section_anchor(self, name: str) -> str:
        """An anchor for a section, numbered where the name is taken."""
        found = self.anchor(name)
        number = 2
        while found is None:
            found = self.anchor(f"{name}-{number}")
            number += 1
        return found


def capitalised(text: str) -> str:
    """The text with a capital first letter; the rest as it was."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """The text with a small first letter, but for an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def texts(words: str) -> Runs:
    """Words of the tool as runs."""
    return (Run(words),)


def lead_in(words: Runs) -> Paragraph:
    """A word that leads in a list, where a heading of its own would crowd the contents."""
    return Paragraph(tuple(replace(run, strong=True) for run in words), "lead_in")


def is_told(detail: str, text: str) -> bool:
    """Whether a text says a detail already: the stem of every word of it, and every number."""
    # Finnish and Swedish inflect at the end of a word.
    stems = (
        word if any(letter.isdigit() for letter in word) else word[: max(4, len(word) * 2 // 3)]
        for word in re.findall(r"\w+", detail.casefold())
    )
    return all(stem in text.casefold() for stem in stems)


def is_sentence(words: Runs) -> bool:
    """Whether words end as a sentence does."""
    return plain(words).endswith((".", "!", "?"))


def joined_runs(found: Iterable[Runs]) -> Runs:
    """Names or sentences one after another: a sentence has its own end, after a name stands a semicolon."""
    joined: Runs = ()
    for words in found:
        if joined:
            joined = (*joined, Run(" " if is_sentence(joined) else "; "))
        joined = (*joined, *words)
    return joined
