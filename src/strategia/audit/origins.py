"""The map of origins: which line of the sources stands behind an anchor of a made file.

A build writes it beside the manifest, by county. What is in it comes from a folder that anybody may have filled:
it only ever names places, and no file is opened because of it but sources of the project.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from strategia.artefacts import ORIGINS
from strategia.source import Location, Span

_LARGEST = 16 * 1024 * 1024
_PLACE = re.compile(r"(strategies/[^:\n]{1,200}\.ya?ml):(\d{1,7}):(\d{1,7})")


class Origins:
    """Places of the sources by county and anchor, as `path:line:column`."""

    def __init__(self, counties: Mapping[str, Mapping[str, str]]) -> None:
        self._counties = counties

    def of(self, path: str, anchor: str) -> Location | None:
        """What stands behind an anchor of a file in a county's folder; None where that is not known."""
        known = self._counties.get(PurePosixPath(path).parent.name, {})
        while anchor and anchor not in known:
            # What belongs to an entity has its id with a word or a number behind it: `terveys-values`, `terveys~2`.
            anchor = anchor[: max(anchor.rfind("-"), anchor.rfind("~"), 0)]
        place = _PLACE.fullmatch(known.get(anchor, ""))
        if place is None:
            return None
        line, column = int(place[2]), int(place[3])
        return Location(place[1], Span(line, column, line, column))


def load(folder: Path) -> Origins:
    """The map in an output folder or above one of its county folders; an empty one where there is none."""
    for place in (folder, folder.parent):
        try:
            with (place / ORIGINS).open(encoding="utf-8") as file:
                counties = json.loads(file.read(_LARGEST))["counties"]
            return Origins(
                {
                    str(county): {str(anchor): str(where) for anchor, where in known.items()}
                    for county, known in counties.items()
                }
            )
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            break
    return Origins({})
