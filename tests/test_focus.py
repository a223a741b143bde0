"""Focus: how much is too much is a setting, and a goal can be assessed in more ways than by an indicator."""

from datetime import date
from pathlib import Path

import pytest

from strategia.compiler import check
from strategia.document import compose
from strategia.document.ast import walk_sections
from strategia.linking import link
from strategia.loading import load, load_config
from strategia.project import Project

HEAD = (
    "kind: strategy\ncounty: lappi\ntitle: Esimerkkilän strategia\nperiod: {from: 2026, to: 2029}\nillustrative: true\n"
)
GOALS = "priorities:\n  - id: arki\n    title: Toimiva arki\n    goals:\n" + "".join(
    f"      - {{id: tavoite-{n}, title: Tavoite {n} toteutuu., evaluation: Vertaisarviointi {2026 + n}}}\n"
    for n in range(1, 4)
)
INDICATORS = "indicators:\n" + "".join(
    f"  - {{id: mittari-{n}, name: Jono {n}, type: count, level: council, serves: tavoite-1}}\n" for n in range(1, 4)
)


def _told(folder: Path, settings: str) -> list[str]:
    path = folder / "strategies" / "lappi" / "strategy.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + GOALS + INDICATORS, encoding="utf-8")
    (folder / "strategia.yaml").write_text(settings, encoding="utf-8")
    config, _, wrong = load_config(folder)
    codes = [diagnostic.code for diagnostic in check(Project(folder, config), ["lappi"], date(2026, 6, 30)).diagnostics]
    return [diagnostic.code for diagnostic in wrong] + [code for code in codes if code.startswith("FOC")]


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ("", []),
        ("limits: {goals: 3, council_indicators: 3}\n", []),
        ("limits: {goals: 2}\n", ["FOC102"]),
        ("limits: {council_indicators: 2}\n", ["FOC103"]),
        ("limits: {priorities: 0}\n", ["SCH008"]),
    ],
)
def test_how_much_is_too_much_is_a_setting(settings: str, codes: list[str], tmp_path: Path) -> None:
    assert _told(tmp_path, settings) == codes


def test_how_a_goal_is_evaluated_is_printed_with_it(tmp_path: Path) -> None:
    path = tmp_path / "strategy.yaml"
    path.write_text(HEAD + GOALS, encoding="utf-8")
    workspace, _ = link(load([path], tmp_path).roots, "lappi", complete=True)
    document = compose(workspace, "strategy", "fi")
    assert document is not None
    printed = repr([section.blocks for _, section in walk_sections(document.sections)])
    assert printed.count("Arviointi: ") == 3
    assert "Vertaisarviointi 2029" in printed
