"""LAN: language. Translations, readability, words that say nothing, and slips of typing and of copying."""

from strategia.lint.rules.language import characters, pages, parity, readability, translations, typography, vagueness

MODULES = (translations, parity, readability, vagueness, typography, pages, characters)
