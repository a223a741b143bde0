"""`strategia import`: its commands."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from strategia import usage
from strategia.cli.options import Lang, program, speech_of

app = program("import.help")


@app.command("budget", cls=usage.Command, help="import_budget.help")
def import_budget(  # noqa: PLR0913 - one parameter for each option
    file: Annotated[Path, typer.Argument(metavar="FILE", help="import_budget.file")],
    mapping: Annotated[Optional[Path], typer.Option("--mapping", metavar="FILE", help="import_budget.mapping")] = None,
    county: Annotated[Optional[str], typer.Option("--county", metavar="COUNTY", help="import_budget.county")] = None,
    sheet: Annotated[Optional[str], typer.Option("--sheet", metavar="NAME", help="import_budget.sheet")] = None,
    out: Annotated[Optional[Path], typer.Option("--out", metavar="FILE", help="import_budget.out")] = None,
    write_mapping: Annotated[
        Optional[Path],
        typer.Option("--write-mapping", metavar="FILE", help="import_budget.write_mapping"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="import_budget.force")] = False,  # noqa: FBT002
    lang: Lang = None,
) -> None:
    speech = speech_of(lang)
    from strategia.commands import importing as command  # noqa: PLC0415
    from strategia.commands.run import begin  # noqa: PLC0415

    order = command.Order(file, mapping, county, sheet, out, write_mapping, force)
    raise typer.Exit(command.import_budget(begin(speech), order))
