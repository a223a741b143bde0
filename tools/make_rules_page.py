"""Write `docs/rules.md`: every code, what it means, why it is told and what to do, with an example.

The words come from the locale files, the examples from the cases of the tests:
`python tools/make_rules_page.py`.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from casework import case_folders, case_name, line, looked_at  # noqa: E402 - the cases stand beside the tests

from strategia.audit.rules import RULES as AUDIT_RULES  # noqa: E402
from strategia.diagnostics import MILD, Diagnostic, Severity  # noqa: E402
from strategia.importing.telling import SEVERITIES  # noqa: E402
from strategia.languages import LANGUAGES, Lexicon, lexicon  # noqa: E402
from strategia.lint.rules import RULES  # noqa: E402
from strategia.reporters import remedies  # noqa: E402
from strategia.source import Source  # noqa: E402

TARGET = ROOT / "docs" / "rules.md"

INTRODUCTION = """\
# Säännöt

Mitä `strategia lint` ja valmiista asiakirjoista `strategia audit` huomauttavat, miksi ja miten sen korjaa.
Saman kertoo `strategia explain TUNNUS`.
Sivu on koottu ohjelman omista sanoista komennolla `make docs`; älä muokkaa sitä käsin.

*På svenska:* reglerna förklaras under varje kod, efter finskan. *In English:* each code is explained
below the Finnish and the Swedish.

Säännön tasoa voi muuttaa tiedostossa `strategia.yaml`, esimerkiksi `rules: {MEA101: off}`; tasot ovat
`off`, `info`, `warning` ja `error`. Lukemisen, mallin, viittausten ja ulkoasun virheet (YML, SCH, LNK,
THM) ovat aina voimassa.
"""

FAMILIES = {
    "YML": "Tiedoston lukeminen · Läsning av filer · Reading files",
    "SCH": "Malli · Modell · Model",
    "LNK": "Viittaukset · Hänvisningar · References",
    "STR": "Rakenne · Struktur · Structure",
    "CMP": "Kattavuus · Täckning · Completeness",
    "ALI": "Strategian, palvelustrategian ja talousarvion yhteys · Sambandet · Alignment",
    "BUD": "Talousarvio · Budget · The budget",
    "STA": "Lakisääteiset asiat · Det lagstadgade · What the law lists",
    "MEA": "Mitattavuus · Mätbarhet · Measurability",
    "FOC": "Kohdentaminen · Fokus · Focus",
    "LAN": "Kieli · Språket · Language",
    "SOT": "Tilastot · Statistik · Statistics",
    "PUB": "Julkaiseminen · Publicering · Publishing",
    "IMP": "Taulukon tuonti · Import av tabeller · Importing tables",
    "FIT": "Mahtuminen dioille · Utrymmet på bilderna · Room on slides",
    "THM": "Ulkoasu · Utseende · The look",
    "AUD": "Valmiiden asiakirjojen tarkastus · Granskning av färdiga dokument · The audit of finished documents",
    "RUN": "Itse ajo · Själva körningen · The run itself",
}

CASE_FOLDERS = {"YML": "syntax/", "SCH": "schema/", "LNK": "links/", "THM": "themes/"}
"""Where the cases of a family stand; those of a rule stand under its code."""


class Example(NamedTuple):
    """A case's line of YAML with its neighbours, if they can be shown, and what is told of it."""

    excerpt: str
    told: str


def page() -> str:
    """The whole page."""
    examples = _examples()
    codes = list(lexicon("fi").table("messages"))
    parts = [INTRODUCTION]
    for family, name in FAMILIES.items():
        parts.append(f"## {family}: {name}\n")
        parts += [_entry(code, examples.get(code)) for code in codes if code.startswith(family)]
    return "\n".join(parts)


def _examples() -> dict[str, Example]:
    """The first example of each code among the cases of its family."""
    found: dict[str, Example] = {}
    for folder in case_folders():
        diagnostics, sources = looked_at(folder)
        for diagnostic in diagnostics:
            code = diagnostic.code
            home = CASE_FOLDERS.get(code[:3], f"rules/{code}/")
            if code not in found and case_name(folder).startswith(home):
                found[code] = Example(_excerpt(diagnostic, sources), line(diagnostic))
    return found


def _excerpt(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    """The line that a diagnostic points at, with one before and one after it; empty where it was not read."""
    assert diagnostic.location is not None
    path, span = diagnostic.location
    if path not in sources:
        return ""
    lines = sources[path].lines[max(0, span.line - 2) : span.line + 1]
    shown = [text if len(text) <= 110 else text[:110] + "…" for text in lines]
    return "\n".join(shown).rstrip("\n")


def _entry(code: str, example: Example | None) -> str:
    usual = Severity.WARNING if code in MILD else SEVERITIES.get(code, Severity.ERROR)
    levels = {rule.code: rule.severity for rule in RULES} | {rule.code: rule.severity for rule in AUDIT_RULES}
    severity = levels.get(code, usual)
    parts = [_told(code, severity, lexicon("fi"), f"### {code} {_words(code, 'fi')['title']}\n\n")]
    if example is not None:
        if example.excerpt.strip():
            parts.append(f"```yaml\n{example.excerpt}\n```\n")
        parts.append(f"```text\n{example.told}\n```\n")
    parts += [
        _told(code, severity, lexicon(language), f"**{name}: {_words(code, language)['title']}.** ")
        for language, name in zip(LANGUAGES[1:], ("På svenska", "In English"), strict=True)
    ]
    return "\n".join(parts)


def _told(code: str, severity: Severity, words: Lexicon, heading: str) -> str:
    entry = _words(code, words.language)
    level = words.term(f"severity.{severity.label}").capitalize()
    why = cast("Mapping[str, str]", words.table("commands")["explained"])["why"]
    told = " ".join(remedies(entry)).replace("<", "\\<")
    return f"{heading}{level}. *{why}:* {entry['why']} *{words.term('report.remedy')}:* {told}\n"


def _words(code: str, language: str) -> Mapping[str, object]:
    return cast("Mapping[str, object]", lexicon(language).table("messages")[code])


def main() -> None:
    """Write the page."""
    TARGET.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
