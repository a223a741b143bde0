"""`strategia build`."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from strategia import usage
from strategia.cli.options import AsOf, day_of, program, split

app = program()


@app.command(cls=usage.Command, help="build.help")
def build(  # noqa: PLR0913 - one parameter for each option
    counties: Annotated[Optional[list[str]], typer.Argument(metavar="COUNTY", help="build.counties")] = None,
    document: Annotated[Optional[list[str]], typer.Option("--document", metavar="NAME", help="build.document")] = None,
    form: Annotated[Optional[list[str]], typer.Option("--format", metavar="NAME", help="build.format")] = None,
    lang: Annotated[Optional[list[str]], typer.Option("--lang", metavar="CODE", help="build.lang")] = None,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="build.out")] = Path("build"),
    templates: Annotated[Optional[Path], typer.Option("--templates", metavar="FOLDER", help="build.templates")] = None,
    force: Annotated[bool, typer.Option("--force", help="build.force")] = False,  # noqa: FBT002
    watch: Annotated[bool, typer.Option("--watch", help="build.watch")] = False,  # noqa: FBT002
    audit: Annotated[bool, typer.Option("--audit", help="build.audit")] = False,  # noqa: FBT002
    timings: Annotated[bool, typer.Option("--timings", help="build.timings")] = False,  # noqa: FBT002
    as_of: AsOf = None,
) -> None:
    day = day_of(as_of)
    from strategia.building import Request  # noqa: PLC0415
    from strategia.commands import build as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    request = Request(split(document), split(form), split(lang), force)
    order = command.Order(tuple(counties or ()), request, out, templates, audit, timings)
    act = command.watch if watch else command.build
    raise typer.Exit(act(begin(None, day), order))
