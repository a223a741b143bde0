"""`strategia schemas`."""

from pathlib import Path
from typing import Annotated

import typer

from strategia import usage
from strategia.cli.options import Lang, program, speech_of

app = program()


@app.command(cls=usage.Command, help="schemas.help")
def schemas(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="schemas.out")] = Path("schemas"),
    lang: Lang = None,
) -> None:
    speech = speech_of(lang)
    from strategia.commands import setup as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command.schemas(begin(speech), out))
