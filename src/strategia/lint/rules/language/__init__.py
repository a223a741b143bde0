"""LAN: language. Translations, readability, words that say nothing, and slips of typing and of copying."""

from strategia.lint.rules.language import characters, pages, readability, typography

MODULES = (readability, typography, pages, characters)
