"""FOC, likeness: goals, measures and indicators that say the same as another of their kind.

Words are compared by how they begin, so that endings do not count, and in any order. Two texts are alike when they
have the same beginnings, or when one has a single word more. Every text is looked up by its words, and by its words
less one, and is never held against all the others: the work grows with the length of the texts.
"""

import re
from collections.abc import Iterator, Sequence

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Named, Remark, listed, rule
from strategia.model.base import LocalizedText
from strategia.workspace import Workspace

_BEGINNING = 5
"""By how many letters words are told apart at first."""

_ENDING = 4
"""How long the endings of two words may be that are the same but for them; the parts of compounds are longer."""

_ENDING_BESIDE = 2
"""How long they may be where one text has a word more besides."""

_SHORT = 3
"""Words so short do not count, numbers do."""

_FILLING = frozenset(("ovat", "sekä", "myös", "niin", "kuin", "samt", "från", "till", "inom"))

_LONG_ENOUGH = 6
"""From how many words on one word more makes no other thing."""

_LOOKED_AT = 4
"""To how many earlier texts a text is held; long texts could else be held to as many as they have words."""

_ONE_BY_ONE = 3
"""How many of a kind are told one by one."""

_WORD = re.compile(r"\w+")


@rule("FOC107", Severity.WARNING)
def said_twice(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Each goal, measure and indicator is there once."""
    kinds: tuple[tuple[str, Sequence[tuple[Named, LocalizedText]]], ...] = (
        ("goals", [(goal, goal.title) for goal in workspace.goals]),
        ("measures", [(measure, measure.text) for measure in workspace.measures]),
        ("indicators", [(found, found.name) for found in workspace.indicators if found.name is not None]),
    )
    main = workspace.main_language
    for kind, items in kinds:
        texts = [text.root if type(text.root) is str else text.in_language(main, main)[0] for _, text in items]
        twins = [(items[later][0], items[earlier][0]) for later, earlier in pairs(texts)]
        if len(twins) > _ONE_BY_ONE:
            ids = listed(f"{later.id} = {earlier.id}" for later, earlier in twins)
            yield Remark(twins[0][0].at("id"), {"count": len(twins), "ids": ids}, f"many_{kind}")
            continue
        for later, earlier in twins:
            yield Remark(later.at("id"), {"id": later.id, "other": earlier.id}, kind, (earlier.at("id"),))


def pairs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """By their places: every text that is like another, and that other; of each two the later one first."""
    marked: list[tuple[list[int], int]] = []
    for index, text in enumerate(texts):
        # A number stands before the letters.
        beginnings = {word[:_BEGINNING] for word in text.lower().split() if len(word) > _SHORT or word < ":"}
        if beginnings := beginnings - _FILLING:
            marked.append(([*map(hash, beginnings)], index))
    # A text with a word more comes after those with a word less.
    marked.sort(key=lambda pair: len(pair[0]))
    known: dict[int, int] = {}
    found = []
    for marks, index in marked:
        total = sum(marks)
        candidates = [known[total]] if total in known else []
        if len(marks) >= _LONG_ENOUGH:
            candidates += [known[total - mark] for mark in marks if total - mark in known]
        known.setdefault(total, index)
        # In the order of the texts, since that of a set is another on every run.
        for other in sorted(candidates)[:_LOOKED_AT]:
            if is_alike(texts[index], texts[other]):
                found.append((max(index, other), min(index, other)))
                break
    return sorted(found)


def is_alike(text: str, other: str) -> bool:
    """Whether the words of two texts differ only in how they end, one word aside."""
    if text == other:
        return True
    shorter, longer = sorted((_words(text), _words(other)), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    place = 0
    skipped = len(longer) == len(shorter)
    ending = _ENDING if skipped else _ENDING_BESIDE
    for word in longer:
        if place < len(shorter) and _is_inflected(word, shorter[place], ending):
            place += 1
        elif skipped:
            return False
        else:
            skipped = True
    return place == len(shorter)


def _words(text: str) -> list[str]:
    """The words of a text that count, in the order of the alphabet."""
    return sorted({word for word in _WORD.findall(text.lower()) if len(word) > _SHORT or word < ":"} - _FILLING)


def _is_inflected(word: str, other: str, ending: int) -> bool:
    """Whether two words are the same but for a short ending."""
    if word == other:
        return True
    both = min(len(word), len(other))
    shared = next((at for at in range(both) if word[at] != other[at]), both)
    return shared >= min(_BEGINNING, both) and max(len(word), len(other)) - shared <= ending
