"""A run: one command in one project, in one language, on one day."""

import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, cast

from strategia.diagnostics import Diagnostic, Severity, worst
from strategia.languages import Lexicon, lexicon, preferred
from strategia.loading import load_config
from strategia.loading.characters import printable
from strategia.project import Config, Project, find_root
from strategia.reporters import report_text
from strategia.source import Source

CLEAN, FAILED, USAGE, OUTPUT, BUG = 0, 1, 2, 3, 70


class Run(NamedTuple):
    """One command in one project: where, in which language, on which day."""

    project: Project
    words: Lexicon
    as_of: date
    config_sources: dict[str, Source]
    config_diagnostics: list[Diagnostic]

    def settings_fail(self) -> int:
        """Report what is wrong with the settings; the exit code, zero when nothing is."""
        config = self.project.config
        diagnostics = [
            *self.config_diagnostics,
            *(
                Diagnostic("RUN003", Severity.ERROR, config.at("rules", code, key=True), {"rule": code})
                for code in _unknown(config.rules)
            ),
            *_not_made(config),
        ]
        report_text(diagnostics, self.config_sources, self.words)
        return USAGE if worst(diagnostics) is Severity.ERROR else CLEAN

    def absent(self, counties: Sequence[str]) -> list[str]:
        """Sentences on the counties asked for that the project has not, or on a project without any."""
        available, folder = self.project.counties(), self.project.strategies
        if not available:
            return [self.sentence("said.no_counties", folder=folder)]
        known = ", ".join(available)
        return [
            self.sentence("said.no_county", county=name, folder=folder, known=known)
            for name in counties
            if name not in available
        ]

    def misplaced(self, out: Path) -> str:
        """Why nothing may be written to a place: it leads out of the project by a link, or is among the sources."""
        whole, root = Path(os.path.abspath(out)), self.project.root  # noqa: PTH100 - links are looked at, not followed
        if whole.is_relative_to(root) and not whole.resolve().is_relative_to(root.resolve()):
            return "link"
        return "sources" if whole == root or whole.is_relative_to(self.project.strategies) else ""

    def sentence(self, key: str, **arguments: object) -> str:
        """A sentence of the command line, by its key in `commands.toml`."""
        table, _, name = key.partition(".")
        entry = cast("Mapping[str, str]", self.words.table("commands")[table])[name]
        # Names of folders and files may hold anything, also what a terminal would obey.
        return entry.format(**{name: printable(str(value)) for name, value in arguments.items()})

    def say(self, key: str, *, error: bool = False, **arguments: object) -> None:
        """Print a sentence of the command line."""
        self.tell(self.sentence(key, **arguments), error=error)

    @staticmethod
    def tell(text: str, *, error: bool = False) -> None:
        """Print a text that is in words already."""
        print(text, file=sys.stderr if error else sys.stdout)


def _unknown(names: Collection[str]) -> list[str]:
    """The names that are no rule's and no family's."""
    if not names:
        return []
    from strategia.lint import rules  # noqa: PLC0415 - most projects set no level

    others = [name for name in names if name not in rules.CODES]
    if not others:
        return []
    from strategia.audit import rules as audit  # noqa: PLC0415 - to know every rule takes every family

    known = {audit.FAMILY} | {rule.code for rule in rules.RULES} | {rule.code for rule in audit.RULES}
    return [name for name in others if name not in known]


def _not_made(config: Config) -> Iterator[Diagnostic]:
    """The documents and formats of the settings that are not made."""
    if not config.documents and not config.formats:
        return
    from strategia.document import DOCUMENTS  # noqa: PLC0415 - most projects make all of them
    from strategia.writers import WRITERS  # noqa: PLC0415 - likewise

    for key, known in (("documents", DOCUMENTS), ("formats", WRITERS)):
        for place, value in enumerate(getattr(config, key)):
            if value not in known:
                arguments = {"value": value, "known": ", ".join(known)}
                yield Diagnostic("RUN008", Severity.ERROR, config.at(key, place), arguments, key)


def begin(lang: str | None, as_of: date | None = None, start: Path | None = None) -> Run:
    """A run in the project that the working directory (or `start`) belongs to."""
    root = find_root(start or Path.cwd())
    config, sources, diagnostics = load_config(root)
    # The environment stands before the project's own wish, the system's language after it.
    language = preferred(lang, os.environ.get("STRATEGIA_LANG"), config.language)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day is meant
    return Run(Project(root, config), lexicon(language), today, sources, diagnostics)
