"""`strategia init`."""

from typing import Annotated, Optional

import typer

from strategia import usage
from strategia.cli.options import Lang, program, speech_of

app = program()


@app.command(cls=usage.Command, help="init.help")
def init(
    county: Annotated[Optional[str], typer.Argument(metavar="COUNTY", help="init.county")] = None,
    lang: Lang = None,
) -> None:
    speech = speech_of(lang)
    from strategia.commands import setup as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command.init(begin(speech), county))
