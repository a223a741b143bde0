"""Reviewing links: what is suspect and why, and accepting it without touching anything else."""

import subprocess
from pathlib import Path

import pytest
from running import strategia

STRATEGY = """\
kind: strategy
county: lappi
title: Esimerkki
period: {from: 2026, to: 2029}
illustrative: true
priorities:
  - id: arki
    title: Toimiva arki
    goals:
      - {id: hoitoon, title: Hoitoon pääsee ajoissa.}   # tavoite
      - {id: lahella, title: Palvelut ovat lähellä.}
measures:
  - id: teko
    text: Avataan iltavastaanotto.
    owner: palvelujohtaja
    serves: hoitoon   # huomautus jää
"""
SERVICES = """\
kind: service-strategy
county: lappi
title: Palvelustrategia
illustrative: true
goals:
  - id: iltaan
    title: Iltavastaanotto jokaisessa sote-keskuksessa
    implements:
      - to: teko
        link_source: editor
      - lahella
"""
BUDGET = """\
kind: budget
county: lappi
title: Talousarvio
illustrative: true
years: [2026, 2027, 2028]
money: teur
signs: costs_negative
operating:
  - id: sote
    name: Sosiaali- ja terveyspalvelut
    costs: {2026: -1000, 2027: -1000, 2028: -1000}
    funds: [{to: teko, amounts: {2026: 100}}]
"""


def _strategia(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return strategia(folder, *arguments, "--lang", "en")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "strategies" / "lappi"
    folder.mkdir(parents=True)
    for name, text in (("strategy", STRATEGY), ("services", SERVICES), ("budget", BUDGET)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def _file(project: Path, name: str) -> Path:
    return project / "strategies" / "lappi" / f"{name}.yaml"


def _replaced(project: Path, name: str, old: str, new: str) -> None:
    text = _file(project, name).read_text(encoding="utf-8")
    assert old in text
    _file(project, name).write_text(text.replace(old, new), encoding="utf-8")


def _suspects(project: Path) -> dict[str, str]:
    """By the name of each suspect link: what has changed."""
    done = _strategia(project, "review", "list")
    assert done.returncode == 0, done.stderr
    rows = (line.split("  ") for line in done.stdout.splitlines() if ":" in line.split(" ")[0])
    return {row[0]: [cell.strip() for cell in row if cell.strip()][1] for row in rows}


def test_an_accepted_link_is_marked_and_nothing_else_changes(project: Path) -> None:
    done = _strategia(project, "review", "accept", "lappi/teko:hoitoon", "iltaan:lahella")
    assert done.returncode == 0, done.stdout + done.stderr
    strategy, services = _file(project, "strategy").read_text("utf-8"), _file(project, "services").read_text("utf-8")
    mark = strategy.partition("reviewed: ")[2].partition("}")[0]
    assert strategy == STRATEGY.replace("serves: hoitoon", f"serves: {{to: hoitoon, reviewed: {mark}}}")
    mark = services.partition("reviewed: ")[2].partition("}")[0]
    assert services == SERVICES.replace("- lahella", f"- {{to: lahella, reviewed: {mark}}}")
    assert _file(project, "budget").read_text("utf-8") == BUDGET
    assert _suspects(project) == {}


def test_a_link_is_suspect_when_what_it_leads_to_changes_and_says_in_what(project: Path) -> None:
    assert _strategia(project, "review", "accept", "--all-new").returncode == 0
    assert _suspects(project) == {}
    _replaced(project, "strategy", "Avataan iltavastaanotto.", "Avataan ilta- ja viikonloppuvastaanotto.")
    assert _suspects(project) == {"lappi/iltaan:teko": "wording", "lappi/sote:teko": "wording"}
    _replaced(project, "strategy", "palvelujohtaja", "johtajaylilääkäri")
    assert _suspects(project) == {"lappi/iltaan:teko": "wording, owner", "lappi/sote:teko": "wording, owner"}
    _replaced(project, "budget", "2026: 100", "2026: 250")
    # The row's own money is no news to the row.
    assert _suspects(project)["lappi/iltaan:teko"] == "wording, owner, funding"
    assert _suspects(project)["lappi/sote:teko"] == "wording, owner"


def test_a_target_of_what_measures_the_perspective_is_a_target_of_its_goals(project: Path) -> None:
    grouped = "    perspectives:\n      - id: saatavuus\n        title: Saatavuus\n        goals:\n"
    _replaced(project, "strategy", "    goals:\n      - {id: hoitoon", f"{grouped}          - {{id: hoitoon")
    _replaced(project, "strategy", "      - {id: lahella", "          - {id: lahella")
    jono = "{id: jono, name: Jono, type: count, serves: saatavuus, targets: [{kind: absolute, value: 7}]}"
    with _file(project, "strategy").open("a", encoding="utf-8") as file:
        file.write(f"indicators:\n  - {jono}\n")
    assert _strategia(project, "review", "accept", "--all-new").returncode == 0
    _replaced(project, "strategy", "value: 7", "value: 14")
    assert _suspects(project) == {"lappi/iltaan:lahella": "target value", "lappi/teko:hoitoon": "target value"}


def test_editorial_changes_are_accepted_together_and_others_are_not(project: Path) -> None:
    assert _strategia(project, "review", "accept", "--all-new").returncode == 0
    _replaced(project, "strategy", "Palvelut ovat lähellä.", "Palvelut ovat lähellä asukasta.")
    _replaced(project, "strategy", "palvelujohtaja", "johtajaylilääkäri")
    assert _strategia(project, "review", "accept", "--all-editorial").returncode == 0
    assert _suspects(project) == {"lappi/iltaan:teko": "owner", "lappi/sote:teko": "owner"}


def test_accepting_twice_changes_nothing(project: Path) -> None:
    assert _strategia(project, "review", "accept", "--all-new").returncode == 0
    before = {name: _file(project, name).read_bytes() for name in ("strategy", "services", "budget")}
    done = _strategia(project, "review", "accept", "teko:hoitoon", "iltaan:teko")
    assert done.returncode == 0
    assert "There was nothing to mark." in done.stdout
    assert {name: _file(project, name).read_bytes() for name in before} == before


def test_a_link_that_is_not_there_is_named_and_nothing_is_written(project: Path) -> None:
    done = _strategia(project, "review", "accept", "teko:hoitoon", "teko:muualle")
    assert done.returncode == 2
    assert "teko:muualle" in done.stderr
    assert _file(project, "strategy").read_text("utf-8") == STRATEGY


def test_nothing_is_accepted_while_there_are_errors(project: Path) -> None:
    _replaced(project, "services", "- lahella", "- lahellaa")
    done = _strategia(project, "review", "accept", "--all-new")
    assert done.returncode == 1
    assert "LNK001" in done.stdout
    assert _file(project, "strategy").read_text("utf-8") == STRATEGY


def test_a_wish_without_a_link_is_a_wrong_usage(project: Path) -> None:
    assert _strategia(project, "review", "accept").returncode == 2
    assert _strategia(project, "review", "list", "kainuu").returncode == 2


def test_every_link_is_listed_on_a_line_of_its_own_with_its_state(project: Path) -> None:
    _strategia(project, "review", "accept", "teko:hoitoon")
    done = _strategia(project, "review", "list", "--all")
    lines = [line for line in done.stdout.splitlines() if line.startswith("lappi/")]
    assert [line.split("  ")[:2] for line in lines] == [
        ["lappi/sote:teko", "not reviewed"],
        ["lappi/iltaan:teko", "not reviewed"],
        ["lappi/iltaan:lahella", "not reviewed"],
        ["lappi/teko:hoitoon", "unchanged"],
    ]
