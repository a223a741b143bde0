"""`strategia review`: its commands."""

from typing import Annotated, Optional

import typer

from strategia import usage
from strategia.cli.options import Lang, program, speech_of

app = program("review.help")


@app.command("list", cls=usage.Command, help="review.list_help")
def review_list(
    counties: Annotated[Optional[list[str]], typer.Argument(metavar="COUNTY", help="review.counties")] = None,
    every: Annotated[bool, typer.Option("--all", help="review.all")] = False,  # noqa: FBT002
    lang: Lang = None,
) -> None:
    speech = speech_of(lang)
    from strategia.commands import review as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    raise typer.Exit(command.show(begin(speech), counties or [], every=every))


@app.command("accept", cls=usage.Command, help="review.accept_help")
def review_accept(
    links: Annotated[Optional[list[str]], typer.Argument(metavar="LINK", help="review.links")] = None,
    editorial: Annotated[bool, typer.Option("--all-editorial", help="review.editorial")] = False,  # noqa: FBT002
    new: Annotated[bool, typer.Option("--all-new", help="review.new")] = False,  # noqa: FBT002
    translations: Annotated[bool, typer.Option("--translations", help="review.translations")] = False,  # noqa: FBT002
    lang: Lang = None,
) -> None:
    speech = speech_of(lang)
    from strategia.commands import review as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    if translations:
        raise typer.Exit(command.accept_translations(begin(speech), links or []))
    raise typer.Exit(command.accept(begin(speech), links or [], editorial=editorial, new=new))
