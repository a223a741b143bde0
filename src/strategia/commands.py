"""What the commands do: find the project, run the pipeline, report, and say how it went by an exit code."""

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from strategia.artefacts import Artefact, OutputError, publish
from strategia.compiler import Checked, Made, Request, build, check
from strategia.counties import counties
from strategia.diagnostics import Diagnostic, Severity, worst
from strategia.document import DOCUMENTS
from strategia.languages import Lexicon, lexicon, preferred
from strategia.lint.rules import RULES
from strategia.loading import load_config
from strategia.project import STRATEGIES, Project, find_root
from strategia.reporters import prepare_streams, report_text
from strategia.source import Source
from strategia.templates import Templates
from strategia.writers import WRITERS

CLEAN, FAILED, USAGE, OUTPUT = 0, 1, 2, 3
_WATCH_SECONDS = 0.5
_SAMPLE_COUNTY = "lappi"
"""What a starter is made for when nobody says."""


def begin(lang: str | None, as_of: date | None, start: Path | None = None) -> "Run":
    """A run in the project that the working directory belongs to."""
    prepare_streams()
    root = find_root(start or Path.cwd())
    config, sources, diagnostics = load_config(root)
    # The environment stands before the project's own wish, the system's language after it.
    language = preferred(lang, os.environ.get("STRATEGIA_LANG"), config.language)
    return Run(Project(root, config), lexicon(language), as_of or date.today(), sources, diagnostics)  # noqa: DTZ011


@dataclass(frozen=True, slots=True)
class Run:
    """One command in one project: where, in which language, on which day."""

    project: Project
    words: Lexicon
    as_of: date
    config_sources: dict[str, Source]
    config_diagnostics: list[Diagnostic]

    # --- lint ----------------------------------------------------------------------------

    def lint(self, paths: Sequence[Path], fail_on: str | None) -> int:
        """Check counties, folders or files, and report."""
        if code := self._config_fails():
            return code
        slugs, only = self._chosen(paths)
        checked = check(self.project, slugs, self.as_of)
        diagnostics = [d for d in checked.diagnostics if only is None or self._is_in(d, only)]
        report_text(diagnostics, checked.sources, self.words)
        if checked.files == 0:
            place = ", ".join(map(str, paths)) if paths else str(self.project.strategies)
            variant = "path" if paths else ""
            nothing = Diagnostic("RUN001", Severity.ERROR, None, {"folder": place, "path": place}, variant)
            report_text([nothing], {}, self.words)
            return USAGE
        self._say(self._summary(checked, diagnostics))
        level = Severity.named(fail_on or self.project.config.fail_on)
        heaviest = worst(diagnostics)
        return FAILED if heaviest is not None and heaviest >= level else CLEAN

    def _config_fails(self) -> int:
        """Report what is wrong with the settings; the exit code, zero when nothing is."""
        known = {rule.code for rule in RULES}
        unknown = [code for code in self.project.config.rules if code not in known]
        diagnostics = [*self.config_diagnostics]
        if unknown:
            place = self.project.config.at
            diagnostics += [
                Diagnostic("RUN003", Severity.ERROR, place("rules", code, key=True), {"rule": code}) for code in unknown
            ]
        report_text(diagnostics, self.config_sources, self.words)
        return USAGE if worst(diagnostics) is Severity.ERROR else CLEAN

    def _chosen(self, paths: Sequence[Path]) -> tuple[list[str], set[str] | None]:
        """The counties that paths name or lie in, and the files to report on (None for all)."""
        available = self.project.counties()
        if not paths:
            return available, None
        slugs: list[str] = []
        only: set[str] = set()
        for path in paths:
            if not path.exists() and str(path) in available:
                slugs.append(str(path))
                only |= {self._shown(file) for file in self.project.files(str(path))}
                continue
            whole = path.absolute()
            if not whole.is_relative_to(self.project.strategies):
                inside = available if self.project.strategies.is_relative_to(whole) else []
            else:
                inside = list(whole.relative_to(self.project.strategies).parts[:1]) or available
            for slug in inside:
                if slug not in available:
                    continue
                slugs.append(slug)
                only |= {self._shown(file) for file in self.project.files(slug) if file.is_relative_to(whole)}
        return list(dict.fromkeys(slugs)), only

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.project.root).as_posix()

    @staticmethod
    def _is_in(diagnostic: Diagnostic, only: set[str]) -> bool:
        return diagnostic.location is None or diagnostic.location.path in only

    def _summary(self, checked: Checked, diagnostics: Iterable[Diagnostic]) -> str:
        """“Tarkistettu: 7 tiedostoa, 1 024 kohtaa. 2 varoitusta.”"""
        words = self.words
        files = words.count("report.files", checked.files)
        items = words.count("report.items", checked.items)
        looked = words.term("report.looked_at", files=files, items=items)
        counts = []
        found = list(diagnostics)
        for severity in sorted(Severity, reverse=True):
            number = sum(diagnostic.severity is severity for diagnostic in found)
            if number:
                counts.append(words.count(f"report.{severity.label}s", number))
        return f"{looked} {', '.join(counts) + '.' if counts else words.term('report.clean')}"

    # --- build ---------------------------------------------------------------------------

    def build(self, names: Sequence[str], request: Request, out: Path, templates: Path | None) -> int:
        """Check, compose and write; report what was made."""
        if (code := self._config_fails()) or (code := self._request_fails(names, request, templates)):
            return code
        slugs = list(names) or self.project.counties()
        checked = check(self.project, slugs, self.as_of)
        shown = [d for d in checked.diagnostics if d.severity is Severity.ERROR]
        report_text(shown, checked.sources, self.words)
        refused = [slug for slug in slugs if slug in checked.faulty and not request.force]
        for slug in refused:
            self._say(self._command("said.refused", county=slug), error=True)
        try:
            made = self._made(checked, request, Templates(templates))
            hashes = {
                path: hashlib.sha256(source.text.encode()).hexdigest() for path, source in checked.sources.items()
            }
            built = set(slugs) - set(refused)
            changed = publish(
                out,
                [one.artefact for one in made],
                hashes,
                lambda entry: entry["county"] in built and request.wants(entry),
            )
        except OutputError as error:
            self._say(self._command(f"said.output_{error.reason}", **error.arguments), error=True)
            return OUTPUT
        except Exception as error:
            if type(error).__name__ != "PandocMissing":
                raise
            self._say(self._command("said.pandoc_missing", detail=str(error)), error=True)
            return USAGE
        self._tell_made(made, changed, out)
        return FAILED if checked.faulty else CLEAN

    def watch(self, names: Sequence[str], request: Request, out: Path, templates: Path | None) -> int:
        """Build, and again whenever a source changes, until interrupted."""
        seen: dict[Path, float] | None = None
        while True:
            now = self._times()
            if now != seen:
                seen = now
                fresh = begin(self.words.language, self.as_of, self.project.root)
                code = fresh.build(names, request, out, templates)
                if code == USAGE:
                    return code
                self._say(self._command("said.watching"))
            time.sleep(_WATCH_SECONDS)

    def _times(self) -> dict[Path, float]:
        files = [path for slug in self.project.counties() for path in self.project.files(slug)]
        found = {}
        for path in [*files, self.project.root / "strategia.yaml"]:
            try:
                found[path] = path.stat().st_mtime
            except OSError:
                continue
        return found

    def _request_fails(self, names: Sequence[str], request: Request, templates: Path | None) -> int:
        """Whether something asked for does not exist; the exit code, zero when all does."""
        available = self.project.counties()
        problems = []
        if not available:
            problems.append(self._command("said.no_counties", folder=self.project.strategies))
        known = ", ".join(available)
        for name in names:
            if available and name not in available:
                problems.append(
                    self._command("said.no_county", county=name, folder=self.project.strategies, known=known)
                )
        for option, values, choices in (
            ("--document", request.documents, DOCUMENTS),
            ("--format", request.formats, WRITERS),
            ("--lang", request.languages, ("fi", "sv", "en", "se", "smn", "sms")),
        ):
            for value in values:
                if value not in choices:
                    text = self._command("said.unknown_choice", option=option, value=value, known=", ".join(choices))
                    problems.append(text)
        if templates is not None and not templates.is_dir():
            problems.append(self._command("said.no_templates", folder=templates))
        for problem in problems:
            self._say(problem, error=True)
        return USAGE if problems else CLEAN

    def _made(self, checked: Checked, request: Request, templates: Templates) -> list[Made]:
        """All artefacts, with a progress bar where somebody watches."""
        if not sys.stderr.isatty():
            return list(build(checked, request, templates))
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import Progress  # noqa: PLC0415

        made: list[Made] = []
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(self._command("said.building"), total=None)
            for one in build(checked, request, templates):
                made.append(one)
                progress.update(task, advance=1, description=one.artefact.path)
        return made

    def _tell_made(self, made: Sequence[Made], changed: Sequence[Artefact], out: Path) -> None:
        """A table of what was made."""
        if not made:
            self._say(self._command("said.nothing_built"), error=True)
            return
        from rich.console import Console  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415

        table = Table(box=None, pad_edge=False)
        for column in ("county", "document", "language", "file", "size", "remark"):
            table.add_column(
                self._command(f"table.{column}"), justify="right" if column == "size" else "left", overflow="fold"
            )
        new = {artefact.path for artefact in changed}
        for artefact, fallbacks in ((one.artefact, one.fallbacks) for one in made):
            remarks = [self._command("table.fallbacks", count=fallbacks)] if fallbacks else []
            remarks += [] if artefact.path in new else [self._command("table.unchanged")]
            table.add_row(
                artefact.county,
                self.words.term(f"document.{artefact.document}"),
                artefact.language,
                artefact.path.partition("/")[2],
                f"{len(artefact.data) / 1000:.0f} kB",
                ", ".join(remarks),
            )
        console = Console(highlight=False, markup=False, emoji=False)
        if not console.is_terminal:
            console = Console(highlight=False, markup=False, emoji=False, width=140)
        console.print(table)
        self._say(self._command("said.made", count=len(made), folder=out, changed=len(changed)))

    # --- rules, schemas, init ------------------------------------------------------------

    def explain(self, code: str) -> int:
        """Print what a code means, why it is told and what to do."""
        entry = self.words.table("messages").get(code.upper())
        if not isinstance(entry, Mapping):
            self._say(self._command("said.unknown_code", code=code), error=True)
            return USAGE
        rule = next((rule for rule in RULES if rule.code == code.upper()), None)
        heading = f"{code.upper()}  {entry['title']}"
        if rule is not None:
            heading += f"  ({self.words.term(f'severity.{rule.severity.label}')})"
        self._say(f"{heading}\n")
        self._say(f"{self._command('explained.why')}: {entry['why']}\n")
        remedies = entry["remedy"] if isinstance(entry["remedy"], Mapping) else {"_": entry["remedy"]}
        for remedy in dict.fromkeys(str(remedy) for remedy in remedies.values()):
            self._say(f"{self._command('explained.remedy')}: {remedy}")
        if rule is not None:
            self._say("\n" + self._command("explained.off", code=rule.code))
        return CLEAN

    def rules(self) -> int:
        """List the rules: code, severity, title."""
        for rule in RULES:
            entry = cast("Mapping[str, object]", self.words.table("messages")[rule.code])
            self._say(f"{rule.code}  {self.words.term(f'severity.{rule.severity.label}'):10}  {entry['title']}")
        return CLEAN

    def schemas(self, out: Path) -> int:
        """Write the JSON Schemas for editors."""
        from strategia import schemas  # noqa: PLC0415 - only this command needs them

        return self._written(lambda: schemas.write(out, self.words.language), "said.schemas", folder=out)

    def init(self, county: str | None) -> int:
        """Write a starter for a county; ask for one where somebody can answer."""
        from strategia import starter  # noqa: PLC0415 - only this command needs it

        if county is None:
            county = _SAMPLE_COUNTY
            if sys.stdin.isatty():
                county = input(f"{self._command('said.init_ask')} [{county}]: ").strip() or county
        if county not in counties():
            self._say(self._command("said.init_county", county=county, known=", ".join(counties())), error=True)
            return USAGE
        folder = self.project.root / STRATEGIES / county
        if folder.exists():
            self._say(self._command("said.exists", folder=folder), error=True)
            return USAGE
        file = folder / "strategy.yaml"
        return self._written(
            lambda: starter.write(self.project.root, counties()[county], self.words.language),
            "said.init_done",
            file=file,
        )

    def _written(self, write: Callable[[], object], done: str, **arguments: object) -> int:
        try:
            write()
        except OSError as error:
            detail = error.strerror or str(error)
            self._say(self._command("said.output_os", path=error.filename, detail=detail), error=True)
            return OUTPUT
        self._say(self._command(done, **arguments))
        return CLEAN

    # --- words ---------------------------------------------------------------------------

    def _command(self, key: str, **arguments: object) -> str:
        """A sentence of the command line."""
        table, _, name = key.partition(".")
        entry = cast("Mapping[str, str]", self.words.table("commands")[table])[name]
        return entry.format(**arguments)

    @staticmethod
    def _say(text: str, *, error: bool = False) -> None:
        print(text, file=sys.stderr if error else sys.stdout)
