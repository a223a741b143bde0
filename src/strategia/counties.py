"""The official list of wellbeing services counties; the data stands in `counties.csv` beside this file.

Sources: Statistics Finland's classification of wellbeing services counties and THL's Sotkanet
(both CC BY 4.0), the decree on collaborative areas 91/2022.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple


class County(NamedTuple):
    """One county (or Helsinki, which has the same tasks)."""

    code: str
    """Two digits, zero-padded: “09”. Not the code of the region (maakunta)."""
    slug: str
    """The name in files and folders: “paijat-hame”."""
    short: str
    """The region's name in the nominative, without the brand name: “Päijät-Häme”."""
    names: dict[str, str]
    """The official name by language: “Päijät-Hämeen hyvinvointialue”."""
    bilingual: bool
    sami: bool

    def name(self, language: str) -> str:
        """The official name in a language, in Finnish where there is none."""
        return self.names.get(language, self.names["fi"])


@cache
def counties() -> dict[str, County]:
    """All counties by slug, in the order of their codes."""
    text = (Path(__file__).parent / "counties.csv").read_text(encoding="utf-8")
    return {
        row["slug"]: County(
            code=row["code"],
            slug=row["slug"],
            short=row["short"].split(" (")[0],
            names={language: row[f"name_{language}"] for language in ("fi", "sv", "en")},
            bilingual=row["bilingual"] == "true",
            sami=row["sami"] == "true",
        )
        for row in csv.DictReader(text.splitlines(), delimiter=";")
    }
