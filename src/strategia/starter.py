"""A starter for a county: a commented, valid strategy with its schema, to be filled in."""

from pathlib import Path
from typing import cast

from strategia import schemas
from strategia.counties import County
from strategia.languages import lexicon
from strategia.project import CONFIG_NAME, STRATEGIES


def write(root: Path, county: County, language: str) -> Path:
    """Write the starter of a county, the schemas and, where there is none, the settings; its path.

    Nothing that exists is overwritten but the schemas, which are generated.
    """
    folder = root / STRATEGIES / county.slug
    folder.mkdir(parents=True)
    file = folder / "strategy.yaml"
    file.write_text(strategy(county, language), encoding="utf-8", newline="\n")
    config = root / CONFIG_NAME
    if not config.exists():
        with config.open("x", encoding="utf-8", newline="\n") as made:
            made.write(_text(language, "config").format(language=language))
    schemas.write(root / "schemas", language)
    return file


def strategy(county: County, language: str) -> str:
    """The text of the starter: every part that a strategy usually has, with one example of each."""
    name = county.name(language)
    genitive = county.names["fi"].removesuffix(" hyvinvointialue") if language == "fi" else name
    return _text(language, "strategy").format(county=county.slug, name=name, genitive=genitive)


def _text(language: str, key: str) -> str:
    return cast("str", lexicon(language).table("starter")[key])
