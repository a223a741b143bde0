"""The map of origins: where each id of a county is written."""

from pathlib import Path

from strategia.building import origins
from strategia.linking import link
from strategia.loading import load

STRATEGY = """\
kind: strategy
county: lappi
title: Esimerkki
period: {from: 2026, to: 2029}
priorities:
  - title: Arki
    id: arki
measures:
  - {text: Avataan palvelu, id: m1}
  - {id: m2, text: Toinen palvelu}
  - id: m2
    text: Sama tunnus
"""


def test_an_id_leads_to_where_it_is_first_written_and_a_file_to_its_beginning(tmp_path: Path) -> None:
    file = tmp_path / "strategies" / "lappi" / "strategy.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(STRATEGY, encoding="utf-8")
    workspace, _ = link(load([file], tmp_path).roots, "lappi", complete=True)
    path = "strategies/lappi/strategy.yaml"
    found = {known: place.removeprefix(f"{path}:") for known, place in origins(workspace).items()}
    assert found == {"strategy": "1:1", "arki": "7:5", "m1": "9:29", "m2": "10:6"}
