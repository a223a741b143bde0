"""`strategia explain`."""

from typing import Annotated

import typer

from strategia import usage
from strategia.cli.options import Lang, program, speech_of

app = program()


@app.command(cls=usage.Command, help="explain.help")
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="explain.code")],
    lang: Lang = None,
) -> None:
    speech = speech_of(lang)
    from strategia.commands import explain as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command.explain(begin(speech), code))
