"""`strategia audit`."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from strategia import usage
from strategia.cli.options import Lang, level_of, program, reports_of, speech_of, stage_of

app = program()


@app.command(cls=usage.Command, help="audit.help")
def audit(
    paths: Annotated[Optional[list[Path]], typer.Argument(metavar="PATH", help="audit.paths")] = None,
    fail_on: Annotated[
        Optional[str], typer.Option("--fail-on", metavar="error|warning|info", help="lint.fail_on")
    ] = None,
    profile: Annotated[
        Optional[str], typer.Option("--profile", metavar="draft|board|strict", help="audit.profile")
    ] = None,
    report: Annotated[Optional[list[str]], typer.Option("--report", metavar="FORM[=FILE]", help="lint.report")] = None,
    lang: Lang = None,
) -> None:
    level, stage, reports, speech = level_of(fail_on), stage_of(profile), reports_of(report), speech_of(lang)
    from strategia.commands.audit import Wishes  # noqa: PLC0415 - help needs none of this
    from strategia.commands.audit import audit as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command(begin(speech), paths or [Path("build")], Wishes(level, stage, reports)))
