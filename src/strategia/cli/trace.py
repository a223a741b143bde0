"""`strategia trace`."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from strategia import usage
from strategia.cli.options import Lang, choice, program, speech_of, split

app = program()


@app.command(cls=usage.Command, help="trace.help")
def trace(  # noqa: PLR0913 - one parameter for each option
    counties: Annotated[Optional[list[str]], typer.Argument(metavar="COUNTY", help="trace.counties")] = None,
    gaps: Annotated[bool, typer.Option("--gaps", help="trace.gaps")] = False,  # noqa: FBT002
    goal: Annotated[Optional[list[str]], typer.Option("--goal", metavar="ID", help="trace.goal")] = None,
    kind: Annotated[
        Optional[list[str]],
        typer.Option("--kind", metavar="measures|services|money|indicators", help="trace.kind"),
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="text|json|csv|xlsx|dot|svg", help="trace.format")] = "text",
    view: Annotated[Optional[str], typer.Option("--view", metavar="tree|matrix", help="trace.view")] = None,
    out: Annotated[Optional[Path], typer.Option("--out", metavar="FILE", help="trace.out")] = None,
    lang: Lang = None,
) -> None:
    speech = speech_of(lang)
    from strategia.commands import trace as command  # noqa: PLC0415 - help needs none of this
    from strategia.commands.run import begin  # noqa: PLC0415
    from strategia.trace.coverage import STRANDS  # noqa: PLC0415

    kinds = split(kind)
    for one in kinds:
        choice("--kind", one, STRANDS)
    choice("--format", form, command.FORMATS)
    choice("--view", view, command.VIEWS)
    wish = command.Wish(split(goal), kinds, gaps, form, view, out)
    raise typer.Exit(command.trace(begin(speech), counties or [], wish))
