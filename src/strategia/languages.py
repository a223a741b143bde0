"""Languages: the words of the tool, and numbers and dates as each language writes them.

A language is a folder under `locales/`: `terms.toml` holds the words of documents and reports,
`messages.toml` what each diagnostic says, `commands.toml` the help of the command line,
`schema.toml` the descriptions that editors show. `Term` is closed: a test demands that every
language has every one of them.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

LANGUAGES: tuple[str, ...] = ("fi", "sv", "en")
"""The languages in which strategia itself speaks; strategies may hold others too."""

DEFAULT_LANGUAGE = "fi"


class Lexicon:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def table(self, name: str) -> Mapping[str, object]:
        """One of the language's files, whole."""
        return _table(self.language, name)

    def term(self, key: str, **arguments: object) -> str:
        """The word or phrase with this key in `terms.toml`, its places filled in. KeyError when unknown."""
        node: object = self.table("terms")
        for step in key.split("."):
            if not isinstance(node, Mapping):
                raise KeyError(key)
            node = node[step]
        if not isinstance(node, str):
            raise KeyError(key)
        return node.format(**arguments) if arguments else node


@cache
def _table(language: str, name: str) -> Mapping[str, object]:
    file = resources.files("strategia").joinpath("locales", language, f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language, of Finnish where strategia does not speak it (the Sámi languages)."""
    return Lexicon(language if language in LANGUAGES else DEFAULT_LANGUAGE)
