"""LAN: language. Translations, readability, words that say nothing, and slips of typing and of copying."""

from strategia.lint.rules.language import (
    abbreviations,
    characters,
    pages,
    parity,
    readability,
    terms,
    translations,
    typography,
    vagueness,
)

MODULES = (translations, parity, readability, vagueness, abbreviations, terms, typography, pages, characters)
