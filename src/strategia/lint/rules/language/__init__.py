"""LAN: language. Translations, readability, words that say nothing, and slips of typing and of copying."""

from strategia.lint.rules.language import characters, pages, parity, readability, translations, typography

MODULES = (translations, parity, readability, typography, pages, characters)
