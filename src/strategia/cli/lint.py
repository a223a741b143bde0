"""`strategia lint`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional, cast

import typer

from strategia import usage
from strategia.cli.options import AsOf, Lang, choice, day_of, program, speech_of

if TYPE_CHECKING:
    from strategia.lint.levels import Profile

app = program()


@app.command(cls=usage.Command, help="lint.help")
def lint(  # noqa: PLR0913 - one parameter for each option
    paths: Annotated[Optional[list[Path]], typer.Argument(metavar="PATH", help="lint.paths")] = None,
    fail_on: Annotated[
        Optional[str], typer.Option("--fail-on", metavar="error|warning|info", help="lint.fail_on")
    ] = None,
    profile: Annotated[
        Optional[str], typer.Option("--profile", metavar="draft|board|strict", help="lint.profile")
    ] = None,
    update_baseline: Annotated[bool, typer.Option("--update-baseline", help="lint.baseline")] = False,  # noqa: FBT002
    fix: Annotated[bool, typer.Option("--fix", help="lint.fix")] = False,  # noqa: FBT002
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="lint.unsafe")] = False,  # noqa: FBT002
    diff: Annotated[bool, typer.Option("--diff", help="lint.diff")] = False,  # noqa: FBT002
    report: Annotated[Optional[list[str]], typer.Option("--report", metavar="FORM[=FILE]", help="lint.report")] = None,
    changed_since: Annotated[
        Optional[str], typer.Option("--changed-since", metavar="COMMIT", help="lint.changed_since")
    ] = None,
    as_of: AsOf = None,
    lang: Lang = None,
) -> None:
    level = choice("--fail-on", fail_on, ("error", "warning", "info"))
    stage = choice("--profile", profile, ("draft", "board", "strict"))
    speech, day = speech_of(lang), day_of(as_of)
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


def _reports(values: list[str] | None) -> tuple[tuple[str, Path | None], ...]:
    """Reporters with their files; the text for a person unless something else goes to standard output."""
    found: list[tuple[str, Path | None]] = []
    for value in values or ():
        name, _, file = value.partition("=")
        known = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html")
        found.append((str(choice("--report", name.strip(), known)), Path(file) if file else None))
    printed = [name for name, path in found if path is None]
    # A program could not tell where one ends and the other begins; annotations are lines among others.
    if len(printed) > 1 and not {*printed} <= {"text", "github"}:
        raise typer.BadParameter(usage.text("lint.one_report", forms=", ".join(printed)), param_hint="--report")
    return tuple(found) if printed else (("text", None), *found)
