"""Languages: the words of the tool, and numbers, money and times as each language writes them.

A language is a folder under `locales/`: `terms.toml` holds the words of documents, `reports.toml` those of
reports and how numbers are written, `messages.toml` what each diagnostic says, `commands.toml` the help of
the command line, `schema.toml` the descriptions that editors show. A test demands that every language has every word.
"""

import os
import tomllib
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

LANGUAGES: tuple[str, ...] = ("fi", "sv", "en")
"""The languages in which strategia itself speaks; strategies may hold others too."""

DEFAULT_LANGUAGE = "fi"

MILLIONS = 100_000
"""From how many euros on money is told in millions."""

WIDE = Context(prec=2048)
"""For rounding: wide enough for whatever a file may hold, so that no number is too long."""

_BABEL = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}


class Lexicon:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def table(self, name: str) -> Mapping[str, object]:
        """One of the language's files, whole."""
        return _table(self.language, name)

    def term(self, key: str, **arguments: object) -> str:
        """The word of documents or reports with this dotted key, its places filled in. KeyError when unknown."""
        # Apart, because every lint counts what it has looked at, and few need any other word.
        node: object = self.table("reports" if key.startswith(("report.", "number.")) else "terms")
        for step in key.split("."):
            node = cast("Mapping[str, object]", node)[step]
        if not isinstance(node, str):
            raise KeyError(key)
        return node.format(**arguments) if arguments else node

    def count(self, key: str, number: int) -> str:
        """A number with its noun: the term `key.one` or `key.many`."""
        # Grouped by hand: a lint that counts to a thousand should not wait for Babel.
        grouped = f"{number:,}".replace(",", self.term("number.group"))
        return self.term(f"{key}.one" if number == 1 else f"{key}.many", count=grouped)

    def number(self, value: Decimal) -> str:
        """A number with all its decimals: `1 234,5`, `−3`."""
        # By hand and not with Babel, which rounds long numbers, refuses the longest and costs more than a lint.
        written = f"{value or value.copy_abs():,f}"
        return written.translate({44: self.term("number.group"), 46: self.term("number.decimal"), 45: "−"})

    def money(self, amount: Decimal, unit: str) -> str:
        """An amount of money with the unit of its file: `1 234 t€`, `−€1,234 thousand`."""
        return ("−" if amount < 0 else "") + self.term(f"sum.{unit}", amount=self.number(amount.copy_abs()))

    def euros(self, value: Decimal) -> str:
        """An amount of euros, with cents only where there are any: `1 234 €`, `0,50 €`."""
        unit = Decimal(1) if value == value.to_integral_value() else Decimal("0.01")
        return self.term("number.euros", value=self.number(value.quantize(unit, context=WIDE)))

    def euros_in_short(self, amount: Decimal) -> str:
        """Euros in short: `12,3 milj. €`, below a tenth of that `95 000 €`; halves are rounded away from zero."""
        # One unit and one decimal throughout, so that what stands side by side can be compared and added up.
        unit, scale, step = ("millions", 1_000_000, "0.1") if abs(amount) >= MILLIONS else ("whole", 1, "1")
        rounded = WIDE.divide(abs(amount), Decimal(scale)).quantize(Decimal(step), ROUND_HALF_UP, WIDE)
        return ("−" if amount < 0 and rounded else "") + self.term(f"euros.{unit}", amount=self.number(rounded))

    def period(self, start: int, end: int) -> str:
        """Years from and to, with an en dash: `2026–2029`."""
        return str(start) if start == end else f"{start}–{end}"

    def time(self, text: str) -> str:
        """An ISO 8601 year, month, day or interval as people write it: `6.2.2023`, `helmikuu 2025`."""
        points = text.split("/")
        if len(points) == 2 and all(len(point) == 7 for point in points) and points[0][:4] == points[1][:4]:
            first, last = _point(points[0], self.language).rsplit(" ", 1)[0], _point(points[1], self.language)
            return f"{first}–{last}"
        return "–".join(_point(point, self.language) for point in points)


@lru_cache(maxsize=1024)
def _point(text: str, language: str) -> str:
    """A year, a month or a day as people write it."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    if len(parts) == 3 and language != "en":
        return f"{parts[2]}.{parts[1]}.{parts[0]}"
    from datetime import date  # noqa: PLC0415

    from babel.dates import format_date  # noqa: PLC0415 - Babel costs more than a lint

    pattern = "LLLL y" if len(parts) == 2 else "d MMMM y"
    return format_date(date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1), pattern, locale=_BABEL[language])


@cache
def _table(language: str, name: str) -> Mapping[str, object]:
    file = Path(__file__).parent / "locales" / language / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language, of Finnish where strategia does not speak it (the Sámi languages)."""
    return Lexicon(language if language in LANGUAGES else DEFAULT_LANGUAGE)


def preferred(*wishes: str | None) -> str:
    """The first wish that strategia speaks, else the system's language, else Finnish."""
    system = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    for wish in (*wishes, os.environ.get("STRATEGIA_LANG"), *system):
        code = (wish or "").split(".")[0].split("_")[0].split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return DEFAULT_LANGUAGE
