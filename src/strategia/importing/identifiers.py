"""Ids for what a file names in words only: short, plain letters, each of them once in the county."""

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from pydantic import TypeAdapter, ValidationError

from strategia.model.base import Id

_LONGEST = 48
_ID: TypeAdapter[str] = TypeAdapter(Id)


class Identifiers:
    """Gives each thing its id; `taken` are those that the county's other files use."""

    def __init__(self, taken: AbstractSet[str], year: int) -> None:
        self.taken = set(taken)
        self.year = year
        self.numbers: dict[str, int] = {}

    def take(self, own: str, name: str, fallback: str) -> str:
        """The file's own id where it is one, else one made from the name; never one that is taken."""
        stem = own if _is_id(own) else slug(name)
        if not _is_id(stem):
            stem = slug(f"{fallback} {stem}")
        # The budget of another year has the same units.
        dated = stem if stem.endswith(str(self.year)) else f"{stem}-{self.year}"
        found = stem if stem not in self.taken else dated
        while found in self.taken:
            self.numbers[dated] = self.numbers.get(dated, 1) + 1
            found = f"{dated}-{self.numbers[dated]}"
        self.taken.add(found)
        return found


def slug(name: str) -> str:
    """A name in small plain letters, digits and hyphens: “Sosiaali- ja terveyspalvelut” is one long word."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("æ", "ae"))
    words = re.sub(r"[^a-z0-9]+", "-", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    words = words.strip("-")
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition("-")[0] or words[:_LONGEST]
    return words.strip("-")


def _is_id(text: str) -> bool:
    try:
        _ID.validate_python(text)
    except ValidationError:
        return False
    return True


def ids_in(data: Any) -> Iterator[str]:
    """Every id in the plain data of a file."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "id" and isinstance(value, str):
                yield value
            else:
                yield from ids_in(value)
    elif isinstance(data, tuple):
        for item in data:
            yield from ids_in(item)
