"""The command line. Each command parses, builds, runs and reports; the work is elsewhere.

Exit codes: 0 clean, 1 diagnostics at or above the failing level, 2 wrong usage, configuration or
environment, 3 output could not be written, 70 a bug of ours, 130 interrupted.
"""

import os
import signal
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, Optional, cast

import typer

from strategia import usage
from strategia.languages import LANGUAGES

if TYPE_CHECKING:
    from strategia.lint.levels import Profile

app = typer.Typer(
    name="strategia",
    cls=usage.Group,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=usage.text("strategia.help"),
)

CLEAN, INTERRUPTED, TERMINATED = 0, 130, 143


Lang = Annotated[Optional[str], typer.Option("--lang", metavar="fi|sv|en", help=usage.text("common.lang"))]
AsOf = Annotated[Optional[str], typer.Option("--as-of", metavar="DATE", help=usage.text("common.as_of"))]


@app.callback(invoke_without_command=True)
def strategia(
    version: Annotated[bool, typer.Option("--version", help=usage.text("strategia.version"))] = False,  # noqa: FBT002
    debug: Annotated[bool, typer.Option("--debug", help=usage.text("strategia.debug"))] = False,  # noqa: FBT002, ARG001
) -> None:
    """The options of the program itself."""
    if version:
        from importlib.metadata import version as installed  # noqa: PLC0415

        typer.echo(f"strategia {installed('strategia')}")
        raise typer.Exit


@app.command(cls=usage.Command, help=usage.text("lint.help"))
def lint(  # noqa: PLR0913 - one parameter for each option
    paths: Annotated[Optional[list[Path]], typer.Argument(metavar="PATH", help=usage.text("lint.paths"))] = None,
    fail_on: Annotated[
        Optional[str], typer.Option("--fail-on", metavar="error|warning|info", help=usage.text("lint.fail_on"))
    ] = None,
    profile: Annotated[
        Optional[str], typer.Option("--profile", metavar="draft|board|strict", help=usage.text("lint.profile"))
    ] = None,
    update_baseline: Annotated[bool, typer.Option("--update-baseline", help=usage.text("lint.baseline"))] = False,  # noqa: FBT002
    fix: Annotated[bool, typer.Option("--fix", help=usage.text("lint.fix"))] = False,  # noqa: FBT002
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help=usage.text("lint.unsafe"))] = False,  # noqa: FBT002
    diff: Annotated[bool, typer.Option("--diff", help=usage.text("lint.diff"))] = False,  # noqa: FBT002
    report: Annotated[
        Optional[list[str]], typer.Option("--report", metavar="FORM[=FILE]", help=usage.text("lint.report"))
    ] = None,
    changed_since: Annotated[
        Optional[str], typer.Option("--changed-since", metavar="COMMIT", help=usage.text("lint.changed_since"))
    ] = None,
    as_of: AsOf = None,
    lang: Lang = None,
) -> None:
    level = _choice("--fail-on", fail_on, ("error", "warning", "info"))
    stage = _choice("--profile", profile, ("draft", "board", "strict"))
    speech, day = _speech(lang), _day(as_of)
    from strategia.commands.lint import Wishes  # noqa: PLC0415 - help needs none of this
    from strategia.commands.lint import lint as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    wishes = Wishes(
        level,
        cast("Profile | None", stage),
        update_baseline,
        fix or unsafe_fixes,
        unsafe_fixes,
        diff,
        _reports(report),
        changed_since,
    )
    raise typer.Exit(command(begin(speech, day), paths or [], wishes))


@app.command(cls=usage.Command, help=usage.text("build.help"))
def build(  # noqa: PLR0913 - one parameter for each option
    counties: Annotated[
        Optional[list[str]], typer.Argument(metavar="COUNTY", help=usage.text("build.counties"))
    ] = None,
    document: Annotated[
        Optional[list[str]], typer.Option("--document", metavar="NAME", help=usage.text("build.document"))
    ] = None,
    form: Annotated[
        Optional[list[str]], typer.Option("--format", metavar="NAME", help=usage.text("build.format"))
    ] = None,
    lang: Annotated[Optional[list[str]], typer.Option("--lang", metavar="CODE", help=usage.text("build.lang"))] = None,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help=usage.text("build.out"))] = Path("build"),
    templates: Annotated[
        Optional[Path], typer.Option("--templates", metavar="FOLDER", help=usage.text("build.templates"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=usage.text("build.force"))] = False,  # noqa: FBT002
    watch: Annotated[bool, typer.Option("--watch", help=usage.text("build.watch"))] = False,  # noqa: FBT002
    as_of: AsOf = None,
) -> None:
    day = _day(as_of)
    from strategia.commands import build as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415
    from strategia.compiler import Request  # noqa: PLC0415

    request = Request(_split(document), _split(form), _split(lang), force)
    act = command.watch if watch else command.build
    raise typer.Exit(act(begin(None, day), counties or [], request, out, templates))


@app.command(cls=usage.Command, help=usage.text("trace.help"))
def trace(  # noqa: PLR0913 - one parameter for each option
    counties: Annotated[
        Optional[list[str]], typer.Argument(metavar="COUNTY", help=usage.text("trace.counties"))
    ] = None,
    gaps: Annotated[bool, typer.Option("--gaps", help=usage.text("trace.gaps"))] = False,  # noqa: FBT002
    goal: Annotated[Optional[list[str]], typer.Option("--goal", metavar="ID", help=usage.text("trace.goal"))] = None,
    kind: Annotated[
        Optional[list[str]],
        typer.Option("--kind", metavar="measures|services|money|indicators", help=usage.text("trace.kind")),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="text|json|csv|xlsx|dot|svg", help=usage.text("trace.format"))
    ] = "text",
    view: Annotated[Optional[str], typer.Option("--view", metavar="tree|matrix", help=usage.text("trace.view"))] = None,
    out: Annotated[Optional[Path], typer.Option("--out", metavar="FILE", help=usage.text("trace.out"))] = None,
    lang: Lang = None,
) -> None:
    speech = _speech(lang)
    from strategia.commands import trace as command  # noqa: PLC0415 - help needs none of this
    from strategia.commands.run import begin  # noqa: PLC0415
    from strategia.trace.coverage import STRANDS  # noqa: PLC0415

    kinds = _split(kind)
    for one in kinds:
        _choice("--kind", one, STRANDS)
    _choice("--format", form, command.FORMATS)
    _choice("--view", view, command.VIEWS)
    wish = command.Wish(_split(goal), kinds, gaps, form, view, out)
    raise typer.Exit(command.trace(begin(speech), counties or [], wish))


@app.command(cls=usage.Command, help=usage.text("explain.help"))
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help=usage.text("explain.code"))],
    lang: Lang = None,
) -> None:
    speech = _speech(lang)
    from strategia.commands import explain as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command.explain(begin(speech), code))


@app.command(cls=usage.Command, help=usage.text("rules.help"))
def rules(lang: Lang = None) -> None:
    speech = _speech(lang)
    from strategia.commands import explain as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command.rules(begin(speech)))


@app.command(cls=usage.Command, help=usage.text("schemas.help"))
def schemas(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help=usage.text("schemas.out"))] = Path("schemas"),
    lang: Lang = None,
) -> None:
    speech = _speech(lang)
    from strategia.commands import setup as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command.schemas(begin(speech), out))


@app.command(cls=usage.Command, help=usage.text("init.help"))
def init(
    county: Annotated[Optional[str], typer.Argument(metavar="COUNTY", help=usage.text("init.county"))] = None,
    lang: Lang = None,
) -> None:
    speech = _speech(lang)
    from strategia.commands import setup as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command.init(begin(speech), county))


@app.command("list", cls=usage.Command, help=usage.text("list.help"))
def list_(  # noqa: PLR0913 - one parameter for each option
    kind: Annotated[str, typer.Argument(metavar="KIND", help=usage.text("list.kind"))],
    county: Annotated[
        Optional[list[str]], typer.Option("--county", metavar="COUNTY", help=usage.text("list.county"))
    ] = None,
    without: Annotated[
        Optional[list[str]], typer.Option("--without", metavar="FIELD", help=usage.text("list.without"))
    ] = None,
    having: Annotated[
        Optional[list[str]], typer.Option("--with", metavar="FIELD", help=usage.text("list.having"))
    ] = None,
    show_fields: Annotated[
        Optional[list[str]], typer.Option("--show", metavar="FIELD", help=usage.text("list.show"))
    ] = None,
    word: Annotated[str, typer.Option("--word", metavar="WORD", help=usage.text("list.word"))] = "",
    form: Annotated[str, typer.Option("--format", metavar="table|json|csv", help=usage.text("list.format"))] = "table",
    lang: Lang = None,
) -> None:
    speech, written = _speech(lang), _choice("--format", form, ("table", "json", "csv"))
    from strategia.commands import query as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415
    from strategia.query import Wish  # noqa: PLC0415

    wish = Wish(_split(without), _split(having), word, _split(show_fields))
    raise typer.Exit(command.entries(begin(speech), kind, _split(county), wish, str(written)))


@app.command(cls=usage.Command, help=usage.text("show.help"))
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help=usage.text("show.name"))],
    form: Annotated[str, typer.Option("--format", metavar="text|json", help=usage.text("list.format"))] = "text",
    lang: Lang = None,
) -> None:
    speech, written = _speech(lang), _choice("--format", form, ("text", "json"))
    from strategia.commands import query as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command.show(begin(speech), name, str(written)))


review = typer.Typer(cls=usage.Group, no_args_is_help=True, rich_markup_mode=None, help=usage.text("review.help"))
app.add_typer(review, name="review")


@review.command("list", cls=usage.Command, help=usage.text("review.list_help"))
def review_list(
    counties: Annotated[
        Optional[list[str]], typer.Argument(metavar="COUNTY", help=usage.text("review.counties"))
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=usage.text("review.all"))] = False,  # noqa: FBT002
    lang: Lang = None,
) -> None:
    speech = _speech(lang)
    from strategia.commands import review as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command.show(begin(speech), counties or [], every=every))


@review.command("accept", cls=usage.Command, help=usage.text("review.accept_help"))
def review_accept(
    links: Annotated[Optional[list[str]], typer.Argument(metavar="LINK", help=usage.text("review.links"))] = None,
    editorial: Annotated[bool, typer.Option("--all-editorial", help=usage.text("review.editorial"))] = False,  # noqa: FBT002
    new: Annotated[bool, typer.Option("--all-new", help=usage.text("review.new"))] = False,  # noqa: FBT002
    translations: Annotated[bool, typer.Option("--translations", help=usage.text("review.translations"))] = False,  # noqa: FBT002
    lang: Lang = None,
) -> None:
    speech = _speech(lang)
    from strategia.commands import review as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    if translations:
        raise typer.Exit(command.accept_translations(begin(speech), links or []))
    raise typer.Exit(command.accept(begin(speech), links or [], editorial=editorial, new=new))


imports = typer.Typer(cls=usage.Group, no_args_is_help=True, rich_markup_mode=None, help=usage.text("import.help"))
app.add_typer(imports, name="import")


@imports.command(name="budget", cls=usage.Command, help=usage.text("import_budget.help"))
def import_budget(  # noqa: PLR0913 - one parameter for each option
    file: Annotated[Path, typer.Argument(metavar="FILE", help=usage.text("import_budget.file"))],
    mapping: Annotated[
        Optional[Path], typer.Option("--mapping", metavar="FILE", help=usage.text("import_budget.mapping"))
    ] = None,
    county: Annotated[
        Optional[str], typer.Option("--county", metavar="COUNTY", help=usage.text("import_budget.county"))
    ] = None,
    sheet: Annotated[
        Optional[str], typer.Option("--sheet", metavar="NAME", help=usage.text("import_budget.sheet"))
    ] = None,
    out: Annotated[Optional[Path], typer.Option("--out", metavar="FILE", help=usage.text("import_budget.out"))] = None,
    write_mapping: Annotated[
        Optional[Path],
        typer.Option("--write-mapping", metavar="FILE", help=usage.text("import_budget.write_mapping")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=usage.text("import_budget.force"))] = False,  # noqa: FBT002
    lang: Lang = None,
) -> None:
    speech = _speech(lang)
    from strategia.commands import importing as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    order = command.Order(file, mapping, county, sheet, out, write_mapping, force)
    raise typer.Exit(command.import_budget(begin(speech), order))


def _split(values: list[str] | None) -> tuple[str, ...]:
    """Repeated and comma-separated values of an option."""
    return tuple(part.strip() for value in values or [] for part in value.split(",") if part.strip())


def _choice(option: str, value: str | None, known: tuple[str, ...]) -> str | None:
    """The value of an option that has few; a usage error for any other."""
    if value is not None and value not in known:
        text = usage.text("common.bad_choice", value=value, known=", ".join(known))
        raise typer.BadParameter(text, param_hint=option)
    return value


def _reports(values: list[str] | None) -> tuple[tuple[str, Path | None], ...]:
    """Reporters with their files; the text for a person unless something else goes to standard output."""
    found: list[tuple[str, Path | None]] = []
    for value in values or ():
        name, _, file = value.partition("=")
        known = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html")
        found.append((str(_choice("--report", name.strip(), known)), Path(file) if file else None))
    printed = [name for name, path in found if path is None]
    # A program could not tell where one ends and the other begins; annotations are lines among others.
    if len(printed) > 1 and not {*printed} <= {"text", "github"}:
        raise typer.BadParameter(usage.text("lint.one_report", forms=", ".join(printed)), param_hint="--report")
    return tuple(found) if printed else (("text", None), *found)


def _speech(lang: str | None) -> str | None:
    return _choice("--lang", lang, LANGUAGES)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(usage.text("common.bad_date", value=text), param_hint="--as-of") from None


def main() -> NoReturn:
    """The command line, ended by `SystemExit`: no traceback reaches the user but with `--debug`."""
    usage.prepare_streams()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`| head`); Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = CLEAN
    except typer.Exit as error:
        code = error.exit_code
    except typer.Abort:
        code = INTERRUPTED
    except OSError as error:
        # A folder that may not be read, a full disk behind standard output: the machine, not the program.
        code = usage.prevented(error)
    except Exception as error:
        if hasattr(error, "format_message"):
            code = usage.wrong(error)
        elif "--debug" in sys.argv[1:]:
            raise
        else:
            code = usage.failed(error)
    sys.exit(code if isinstance(code, int) else CLEAN)
