"""LAN: language. Translations, readability, words that say nothing, and slips of typing and of copying."""

from strategia.lint.rules.language import characters, pages, typography

MODULES = (typography, pages, characters)
