"""`strategia rules`."""

import typer

from strategia import usage
from strategia.cli.options import Lang, program, speech_of

app = program()


@app.command(cls=usage.Command, help="rules.help")
def rules(lang: Lang = None) -> None:
    speech = speech_of(lang)
    from strategia.commands import explain as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command.rules(begin(speech)))
