"""`strategia build`: check, compose, write, and tell what was made."""

import gc
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from strategia.artefacts import Artefact, ByCounty, OutputError, publish
from strategia.building import Made, Request, origins
from strategia.building import build as compile_all
from strategia.commands.run import CLEAN, FAILED, OUTPUT, USAGE, Run, begin
from strategia.compiler import Checked, check
from strategia.diagnostics import Severity
from strategia.document import DOCUMENTS
from strategia.model.base import LANGUAGE_CODES
from strategia.project import CONFIG_NAME, STRATEGIES
from strategia.reporters import console_on, report_text
from strategia.templates import TemplateError, Templates
from strategia.timings import Timings, measured, stage
from strategia.writers import WRITERS
from strategia.writers.pandoc import PandocMissing

_WATCH_SECONDS = 0.5

_YOUNG = 10_000
"""After how many new objects cycles are looked for; writers make many, and few cycles."""

_WIDTH = 140
"""Of the table of what was made, where no terminal says how wide it is."""


class Order(NamedTuple):
    """What is to be built of which counties (of all when none is named), where to, and how."""

    names: tuple[str, ...]
    request: Request
    out: Path
    templates: Path | None
    audited: bool
    """What fails its audit is not published."""
    timed: bool
    """Whether to tell where the time went."""


def build(run: Run, order: Order) -> int:
    """Check, compose and write; report what was made."""
    timings = Timings() if order.timed else None
    with measured(timings):
        code = _build(run, order)
    if timings is not None:
        _tell_timings(run, timings)
    return code


def _build(run: Run, order: Order) -> int:
    names, request, out, templates, audited, _ = order
    if (code := run.settings_fail()) or (code := _request_fails(run, order)):
        return code
    settings = run.project.config
    # What the command line leaves open the settings may decide.
    request = replace(
        request,
        documents=request.documents or settings.documents,
        formats=request.formats or settings.formats,
    )
    if reason := run.misplaced(out):
        run.say(f"said.output_{reason}", error=True, path=out)
        return OUTPUT
    slugs = list(names) or run.project.counties()
    with stage("check"):
        checked = check(run.project, slugs, run.as_of, least=Severity.ERROR)
    shown = [d for d in checked.diagnostics if d.severity is Severity.ERROR]
    report_text(shown, checked.sources, run.words)
    refused = [slug for slug in slugs if slug in checked.faulty and not request.force]
    for slug in refused:
        run.say("said.refused", error=True, county=slug)
    built = set(slugs) - set(refused)
    if not built:
        run.say("said.nothing_built", error=True)
        return FAILED
    places = {slug: origins(checked.workspaces[slug]) for slug in built if slug in checked.workspaces}
    # The writers do leave cycles behind; what has been loaded stays out of the search for them.
    gc.freeze()
    gc.set_threshold(_YOUNG)
    gc.enable()
    try:
        made = _made(run, compile_all(checked, request, Templates(templates), alone=order.timed))
        if audited and (code := _audit(run, made, out, places)):
            run.say("said.not_published", error=True)
            return code
        with stage("publish"):
            changed = publish(
                out,
                [one.artefact for one in made],
                {slug: _hashes(checked, slug) for slug in built},
                # Of a county that is gone from the project nothing is left; a build of some leaves the others alone.
                lambda entry: (
                    request.wants(entry)
                    and (entry["county"] in built or (not names and entry["county"] not in run.project.counties()))
                ),
                places,
            )
    except OutputError as error:
        run.say(f"said.output_{error.reason}", error=True, **error.arguments)
        return OUTPUT
    except PandocMissing as error:
        run.say("said.pandoc_missing", error=True, detail=str(error))
        return USAGE
    except TemplateError as error:
        run.say("said.fetching_template", error=True, file=error.file, package=error.package)
        return USAGE
    except Exception as error:
        # Only templates of one's own can be faulty; ours are tested.
        if templates is None or not type(error).__module__.startswith(("jinja2", "typst")):
            raise
        run.say("said.bad_template", error=True, detail=f"{getattr(error, 'name', None) or templates}: {error}")
        return USAGE
    if not made:
        run.say("said.nothing_matches", error=True, known=_offered(checked))
        return USAGE
    report_text([told for one in made for told in one.told], checked.sources, run.words)
    _tell_made(run, made, changed, out)
    return FAILED if checked.faulty else CLEAN


def _audit(run: Run, made: Sequence[Made], out: Path, places: ByCounty) -> int:
    """Audit what is about to be published; the exit code."""
    from strategia.audit.origins import Origins  # noqa: PLC0415 - most builds audit nothing
    from strategia.commands.audit import Wishes, examine  # noqa: PLC0415

    known = Origins(places)
    with stage("audit"):
        return examine(
            run, (((out / one.artefact.path).as_posix(), one.artefact.data, known) for one in made), Wishes()
        )


def _hashes(checked: Checked, slug: str) -> dict[str, str]:
    """The hash of each source of a county, by its path."""
    folder = f"{STRATEGIES}/{slug}/"
    return {
        path: hashlib.sha256(source.text.encode()).hexdigest()
        for path, source in checked.sources.items()
        if path.startswith(folder)
    }


def watch(run: Run, order: Order) -> int:
    """Build, and again whenever a source changes, until interrupted."""
    seen: dict[Path, float] | None = None
    while True:
        now = _times(run)
        if now != seen:
            seen = now
            # The settings may have changed too.
            fresh = begin(run.words.language, run.as_of, run.project.root)
            code = build(fresh, order)
            if code == USAGE:
                return code
            run.say("said.watching")
        time.sleep(_WATCH_SECONDS)


def _times(run: Run) -> dict[Path, float]:
    """When each file of a county and the settings were last changed; a logo is no source, but is printed."""
    files = [path for slug in run.project.counties() for path in (run.project.strategies / slug).iterdir()]
    found = {}
    for path in [*files, run.project.root / CONFIG_NAME]:
        try:
            found[path] = path.stat().st_mtime
        except OSError:
            continue
    return found


def _request_fails(run: Run, order: Order) -> int:
    """Whether something asked for does not exist; the exit code, zero when all does."""
    request, templates = order.request, order.templates
    problems = run.absent(order.names)
    for option, values, choices in (
        ("--document", request.documents, DOCUMENTS),
        ("--format", request.formats, WRITERS),
        ("--lang", request.languages, LANGUAGE_CODES),
    ):
        problems += [
            run.sentence("said.unknown_choice", option=option, value=value, known=", ".join(choices))
            for value in values
            if value not in choices
        ]
    if templates is not None and not os.path.isdir(templates):  # noqa: PTH112 - false for a name too long to be one
        problems.append(run.sentence("said.no_templates", folder=templates))
    for problem in problems:
        run.tell(problem, error=True)
    return USAGE if problems else CLEAN


def _made(run: Run, coming: Iterable[Made]) -> list[Made]:
    """All artefacts, with a progress bar where somebody watches."""
    if not sys.stderr.isatty():
        return list(coming)
    from rich.progress import Progress  # noqa: PLC0415

    made: list[Made] = []
    with Progress(console=console_on(sys.stderr), transient=True) as progress:
        task = progress.add_task(run.sentence("said.building"), total=None)
        for one in coming:
            made.append(one)
            progress.update(task, advance=1, description=one.artefact.path)
    return made


def _offered(checked: Checked) -> str:
    """The documents with their formats, and the languages that the strategies list."""
    strategies = [workspace.strategy for workspace in checked.workspaces.values() if workspace.strategy is not None]
    languages = sorted({language for strategy in strategies for language in strategy.languages})
    documents = [f"{name} ({', '.join(kind.formats)})" for name, kind in DOCUMENTS.items()]
    return "; ".join([", ".join(documents), ", ".join(languages)])


def _tell_made(run: Run, made: Sequence[Made], changed: Sequence[Artefact], out: Path) -> None:
    """A table of what was made."""
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for column in ("county", "document", "language", "file", "size", "remark"):
        table.add_column(
            run.sentence(f"table.{column}"), justify="right" if column == "size" else "left", overflow="fold"
        )
    new = {artefact.path for artefact in changed}
    for artefact, fallbacks in ((one.artefact, one.fallbacks) for one in made):
        remarks = [run.sentence("table.fallbacks", count=fallbacks)] if fallbacks else []
        remarks += [] if artefact.path in new else [run.sentence("table.unchanged")]
        table.add_row(
            artefact.county,
            run.words.term(f"document.{artefact.document}"),
            artefact.language,
            artefact.path.partition("/")[2],
            f"{len(artefact.data) / 1000:.0f} kB",
            ", ".join(remarks),
        )
    terminal = console_on(sys.stdout).is_terminal
    console_on(sys.stdout, shutil.get_terminal_size().columns if terminal else _WIDTH).print(table)
    run.say("said.made", count=len(made), folder=out, changed=len(changed))


def _tell_timings(run: Run, timings: Timings) -> None:
    """A table of where the processor time went; what is left is the start of the program and what was told."""
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for column in ("stage", "seconds", "share"):
        table.add_column(run.sentence(f"timings.{column}"), justify="left" if column == "stage" else "right")
    spent = timings.spent | {"rest": timings.rest}
    whole = sum(spent.values()) or 1
    for name, seconds in sorted(spent.items(), key=lambda entry: -entry[1]):
        share = run.words.term("number.percent", value=f"{seconds / whole:.0%}".rstrip("%"))
        table.add_row(run.sentence(f"timings.{name}"), run.words.number(Decimal(f"{seconds:.2f}")), share)
    console_on(sys.stderr).print(table)
