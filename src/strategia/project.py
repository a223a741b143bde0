"""A project: its folder, its settings and its source files."""

import os
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from strategia.model.base import Entity

CONFIG_NAME = "strategia.yaml"
STRATEGIES = "strategies"

Level = Literal["off", "info", "warning", "error"]


class Limits(Entity):
    """From where on the rules speak: words of a sentence, the readability index LIX by language, things of a kind.

    `goals` are those below one priority or one perspective; perspectives count in the same way.

    **Why** LIX may be higher in Finnish: its words are long, and LIX counts the long ones.
    """

    priorities: Annotated[int, Field(ge=1)] = 6
    goals: Annotated[int, Field(ge=1)] = 6
    council_indicators: Annotated[int, Field(ge=1)] = 15
    sentence_words: Annotated[int, Field(ge=10, le=200)] = 35
    lix: dict[Literal["fi", "sv"], Annotated[int, Field(ge=20, le=150)]] = Field(default_factory=dict)

    def lix_of(self, language: Literal["fi", "sv"]) -> int:
        """The highest LIX that is not told."""
        return self.lix.get(language, _LIX[language])


_LIX = {"fi": 90, "sv": 65}


class Config(Entity):
    """What `strategia.yaml` may say; everything has a default."""

    language: Literal["fi", "sv", "en"] | None = None
    fail_on: Literal["info", "warning", "error"] = "error"
    profile: Literal["draft", "board", "strict"] = "board"
    rules: dict[str, Level] = Field(default_factory=dict)
    limits: Limits = Field(default_factory=Limits)
    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


class Project(NamedTuple):
    """A folder with strategies. `config` is the default where there is no `strategia.yaml`."""

    root: Path
    config: Config = Config()

    @property
    def strategies(self) -> Path:
        """The folder that holds one folder for each county."""
        return self.root / STRATEGIES

    def counties(self) -> list[str]:
        """The folder names under `strategies/`, in order."""
        if not self.strategies.is_dir():
            return []
        return sorted(
            entry.name for entry in self.strategies.iterdir() if entry.is_dir() and not entry.name.startswith(".")
        )

    def files(self, county: str) -> list[Path]:
        """The YAML files of a county's folder, in order."""
        folder = self.strategies / county
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if not entry.name.startswith(".")]
        return [folder / name for name in sorted(names) if name.lower().endswith((".yaml", ".yml"))]


def find_root(start: Path) -> Path:
    """The project that a path belongs to: the nearest folder upwards with settings or strategies, else `start`."""
    folder = start if start.is_dir() else start.parent
    for candidate in (folder, *folder.parents):
        if (candidate / CONFIG_NAME).is_file() or (candidate / STRATEGIES).is_dir():
            return candidate
    return folder
