"""`strategia schemas` and `strategia init`: what a new project needs."""

import sys
from collections.abc import Callable
from pathlib import Path

from strategia import schemas as shapes
from strategia import starter
from strategia.commands.run import CLEAN, OUTPUT, USAGE, Run
from strategia.counties import counties
from strategia.project import STRATEGIES

_SAMPLE_COUNTY = "lappi"
"""What a starter is made for when nobody says."""


def schemas(run: Run, out: Path) -> int:
    """Write the JSON Schemas for editors."""
    return _written(run, lambda: shapes.write(out, run.words.language), "said.schemas", out)


def init(run: Run, county: str | None) -> int:
    """Write a starter for a county; ask for one where somebody can answer."""
    if county is None:
        county = _SAMPLE_COUNTY
        if sys.stdin.isatty():
            county = input(f"{run.sentence('said.init_ask')}: ").strip()
    county = _slug(county)
    if county not in counties():
        run.tell(run.sentence("said.init_county", county=county, known=", ".join(counties())), error=True)
        return USAGE
    folder = run.project.root / STRATEGIES / county
    if folder.exists():
        run.say("said.exists", error=True, folder=folder)
        return USAGE
    file = folder / "strategy.yaml"
    return _written(
        run,
        lambda: starter.write(run.project.root, counties()[county], run.words.language),
        "said.init_done",
        file,
    )


def _slug(name: str) -> str:
    """The folder name of a county that is written as people write it: “Etelä-Savo”."""
    slugs = {known.short.casefold(): known.slug for known in counties().values()}
    return slugs.get(name.casefold(), name)


def _written(run: Run, write: Callable[[], object], done: str, place: Path) -> int:
    """Write, and say that it was done or why it could not be."""
    try:
        write()
    except OSError as error:
        run.say("said.output_os", error=True, path=error.filename, detail=error.strerror or str(error))
        return OUTPUT
    run.say(done, place=place)
    return CLEAN
