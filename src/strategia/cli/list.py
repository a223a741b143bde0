"""`strategia list`."""

from typing import Annotated, Optional

import typer

from strategia import usage
from strategia.cli.options import Lang, choice, program, speech_of, split

app = program()


@app.command(cls=usage.Command, help="list.help")
def list_(  # noqa: PLR0913 - one parameter for each option
    kind: Annotated[str, typer.Argument(metavar="KIND", help="list.kind")],
    county: Annotated[Optional[list[str]], typer.Option("--county", metavar="COUNTY", help="list.county")] = None,
    without: Annotated[Optional[list[str]], typer.Option("--without", metavar="FIELD", help="list.without")] = None,
    having: Annotated[Optional[list[str]], typer.Option("--with", metavar="FIELD", help="list.having")] = None,
    show_fields: Annotated[Optional[list[str]], typer.Option("--show", metavar="FIELD", help="list.show")] = None,
    word: Annotated[str, typer.Option("--word", metavar="WORD", help="list.word")] = "",
    form: Annotated[str, typer.Option("--format", metavar="table|json|csv", help="list.format")] = "table",
    lang: Lang = None,
) -> None:
    speech, written = speech_of(lang), choice("--format", form, ("table", "json", "csv"))
    from strategia.commands import query as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415
    from strategia.query import Wish  # noqa: PLC0415

    wish = Wish(split(without), split(having), word, split(show_fields))
    raise typer.Exit(command.entries(begin(speech), kind, split(county), wish, str(written)))
