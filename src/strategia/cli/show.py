"""`strategia show`."""

from typing import Annotated

import typer

from strategia import usage
from strategia.cli.options import Lang, choice, program, speech_of

app = program()


@app.command(cls=usage.Command, help="show.help")
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="show.name")],
    form: Annotated[str, typer.Option("--format", metavar="text|json", help="list.format")] = "text",
    lang: Lang = None,
) -> None:
    speech, written = speech_of(lang), choice("--format", form, ("text", "json"))
    from strategia.commands import query as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command.show(begin(speech), name, str(written)))
