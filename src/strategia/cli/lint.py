"""`strategia lint`."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from strategia import usage
from strategia.cli.options import AsOf, Lang, day_of, level_of, program, reports_of, speech_of, stage_of

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
    level, stage = level_of(fail_on), stage_of(profile)
    speech, day = speech_of(lang), day_of(as_of)
    from strategia.commands.lint import Wishes  # noqa: PLC0415 - help needs none of this
    from strategia.commands.lint import lint as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    wishes = Wishes(
        level,
        stage,
        update_baseline,
        fix or unsafe_fixes,
        unsafe_fixes,
        diff,
        reports_of(report),
        changed_since,
    )
    raise typer.Exit(command(begin(speech, day), paths or [], wishes))
