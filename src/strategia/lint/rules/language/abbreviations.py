"""LAN122: abbreviations that the county's texts never spell out."""

import re
from collections.abc import Iterator

from strategia.diagnostics import Severity
from strategia.lint.prose import Passage, Prose
from strategia.lint.rule import Context, Remark, listed, rule
from strategia.workspace import Workspace

_FIRST = 3
_MOST = 50
"""How many abbreviations are looked for."""

KNOWN = frozenset(
    (
        # Authorities and countries
        *("EU", "ETA", "YK", "UN", "USA", "OECD", "WHO", "NATO", "STM", "SHM", "THL", "KELA", "FPA", "VM", "FM", "VN"),
        *("OKM", "UKM", "AVI", "RFV", "ELY", "NTM", "TE", "HUS", "HVA", "VFO", "SOTE", "PELA", "ALU", "VATU", "DVV"),
        # Technology, units and what is on every page
        *("IT", "ICT", "PDF", "USB", "SMS", "WWW", "HTML", "QR", "GPS", "TV", "PC", "AI", "DNA", "RNA", "HIV", "ADHD"),
        *("ALV", "VAT", "MOMS", "OY", "OYJ", "AB", "RY", "RF", "KPL", "EUR", "KWH", "MWH", "CO", "BKT", "BNP", "GDP"),
        # Roman numbers
        *("II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIV", "XV", "XX", "XXI"),
        "OK",
    )
)
"""What everyone who reads a strategy of a county knows."""

_SPELT_OUT = {
    "HYTE": ("hyvinvoinnin ja terveyden edistämi", "främjande av välfärd och hälsa", "främjandet av välfärd och hälsa"),
    "YTA": ("yhteistyöalue", "samarbetsområde"),
    "NPS": ("net promoter", "suositteluindeksi", "suosittelumittari"),
    "QWL": ("quality of working life", "työelämän laatu", "työelämän laadu"),
    "KUVA": ("kustannusvaikuttavuus", "kustannusvaikuttavuuden", "kostnadsnyttoeffektivitet"),
    "RAI": ("resident assessment",),
    "TKI": ("tutkimus-, kehittämis- ja innovaatio", "tutkimus-, kehitys- ja innovaatio"),
    "FUI": ("forsknings-, utvecklings- och innovation",),
    "HR": ("henkilöstöhallin", "human resources", "personalförvaltning"),
}
"""Abbreviations whose letters do not tell where a text spells them out, and words that do so."""

_GLUED = frozenset(b"a0")
"""What makes capitals part of another word."""
_SMALL_WORDS = r"(?:(?:ja|och|and|of|the|for|för|av)\s+)?"
_NAMES = frozenset(("source", "sources", "data", "aliases", "note", "publisher", "owner", "reports_to", "preparers"))
"""Where words of others are kept as they are, and where people and bodies are called as they are."""


@rule("LAN122", Severity.INFO, needs_all=True)
def abbreviation_not_spelt_out(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """An abbreviation is spelt out once in the county's texts, unless everyone knows it."""
    prose = context.prose(workspace)
    found: dict[str, list[Passage]] = {}
    for word, positions in prose.capitals.items():
        if word in KNOWN or len(word) > _LONGEST:
            continue
        whole = [position for position in positions if _is_whole(prose.shape, position, len(word))]
        for passage, _ in prose.passages_at(whole):
            if _NAMES.isdisjoint(passage.route) and not prose.is_shouted(passage):
                found.setdefault(word, []).append(passage)
    # Each is looked for in all texts; a county has few, and a file with thousands was made to keep programs busy.
    often = sorted(found, key=lambda word: (-len(found[word]), word))[:_MOST]
    words = [word for word in often if not _is_spelt_out(prose, word)]
    if words:
        places = tuple(found[word][0].location for word in words[:_FIRST])
        arguments = {"count": len(words), "words": listed(words)}
        yield Remark(places[0], arguments, "one" if len(words) == 1 else "", places[1:])


_LONGEST = 6
"""Letters of an abbreviation; what is longer is a word in capitals."""
_INITIALS = 3
"""So many words after one another begin with the letters of an abbreviation by no chance."""


def _is_whole(shape: bytes, start: int, length: int) -> bool:
    """Whether capitals make up a word, or its part before a hyphen or a colon: not “HbA1c”, not “CO2”."""
    around = shape[start - 1 : start] if start else b""
    return not set(around + shape[start + length : start + length + 1]) & _GLUED


def _is_spelt_out(prose: Prose, word: str) -> bool:
    """Whether a text says what an abbreviation stands for: beside brackets, by its words, or after “eli”."""
    texts = prose.joined
    if any(words in texts.casefold() for words in _SPELT_OUT.get(word, ())):
        return True
    beside = rf"\({word}(?:[-:)]|,\s)|\b{word}(?::?\w{{1,4}})?(?:-\w+)?\s(?:\(\w|=\s|eli\s|tarkoittaa|betyder|means)"
    if re.search(beside, texts) or re.search(rf"\b(?:eli|dvs\.|d\.v\.s\.|alltså|i\.e\.)\s{word}\b", texts):
        return True
    if len(word) < _INITIALS:
        return False
    # Words that begin with its letters one after the other: “net promoter score”.
    letters = [re.escape(letter) for letter in word]
    initials = rf"\b{letters[0]}\w+" + "".join(rf"[\s-]+{_SMALL_WORDS}{letter}\w+" for letter in letters[1:])
    return re.search(initials, texts, re.IGNORECASE) is not None
