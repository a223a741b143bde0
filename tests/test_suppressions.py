"""Suppressions, profiles and the baseline: what is told, what is not, and that nothing is hidden by accident."""

import json
import subprocess
from pathlib import Path

import pytest
from running import STRATEGIA, strategia

from strategia.diagnostics import Severity
from strategia.lint import suppressions
from strategia.lint.levels import Levels
from strategia.lint.rules import CODES, RULES, rules_for
from strategia.loading.composing import grow
from strategia.loading.tree import Tree
from strategia.model import KINDS
from strategia.source import Source

STRATEGY = """\
kind: strategy
county: lappi
title: Esimerkki   # {title}
period: {{from: 2026, to: 2029}}
illustrative: true
# {priorities}
priorities:
  - id: arki
    title: Toimiva arki
    goals:
      # {goal}
      - id: hoitoon
        title: Hoitoon pääsee # ajoissa.
      - {{id: lahella, title: Lähellä.}}
measures:
  - {{id: teko, text: Avataan iltavastaanotto., serves: [hoitoon, lahella]}}
covered_by:
  wellbeing: Hyvinvointisuunnitelma 2026
  services: Palvelustrategia 2026
  service_targets: Palvelustrategia 2026
  ownership: Konserniohje 2026
  personnel: Henkilöstöohjelma 2026
  participation: Osallisuusohjelma 2026
  review: Hallintosääntö 2026
  rescue: Palvelutasopäätös 2026
  language_rights: Kielisuunnitelma 2026
"""
PLAIN = {"title": "nimi", "priorities": "painopisteet", "goal": "tavoite"}


OTHERS = sorted({rule.code[:3] for rule in RULES} - {"CMP", "MEA", "STR"})
"""The families that these tests are not about; a new one changes nothing here."""
SETTINGS = f"rules: {{{', '.join(f'{family}: off' for family in OTHERS)}}}\n"


def _lint(folder: Path, *arguments: str, **comments: str) -> list[str]:
    """The places and codes that are told of a small county with comments in it, and the closing lines."""
    settings = folder / "strategia.yaml"
    if not settings.exists():
        settings.write_text(SETTINGS, encoding="utf-8")
    file = folder / "strategies" / "lappi" / "strategy.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(STRATEGY.format(**(PLAIN | comments)), encoding="utf-8")
    return _run(folder, *arguments)


def _run(folder: Path, *arguments: str) -> list[str]:
    done = strategia(folder, "lint", "--lang", "en", *arguments)
    assert done.returncode in (0, 1), done.stderr
    lines = done.stdout.splitlines()
    found = [
        " ".join((line.split(" ")[0].partition("yaml:")[2], line.split(" ")[2])) for line in lines if "yaml:" in line
    ]
    return [*found, *(line for line in lines if "finding" in line and "yaml:" not in line)]


BARE = ["3:1 CMP103", "3:1 CMP104", "3:1 CMP109", "12:13 MEA101", "14:14 MEA101"]


def test_without_suppressions_all_is_told(tmp_path: Path) -> None:
    assert _lint(tmp_path)[:5] == BARE


def test_a_suppression_on_the_line_silences_what_is_told_of_the_line(tmp_path: Path) -> None:
    told = _lint(tmp_path, title="strategia: ignore[CMP103, CMP104] ne tulevat myöhemmin")
    assert told == ["3:1 CMP109", *BARE[3:], "2 findings are suppressed with a reason."]


def test_a_suppression_above_an_entity_speaks_of_that_entity_alone(tmp_path: Path) -> None:
    told = _lint(tmp_path, goal="strategia: ignore[MEA101] mittari valitaan syksyllä")
    assert [line for line in told if "MEA101" in line] == ["14:14 MEA101"]


def test_a_suppression_above_a_key_speaks_of_all_that_is_under_it(tmp_path: Path) -> None:
    told = _lint(tmp_path, priorities="strategia: ignore[MEA101] mittarit valitaan syksyllä")
    assert [line for line in told if "MEA101" in line] == []
    assert "2 findings are suppressed with a reason." in told


def test_a_suppression_needs_a_reason_and_a_rule_and_something_to_suppress(tmp_path: Path) -> None:
    told = _lint(
        tmp_path,
        title="strategia: ignore[CMP103]",
        priorities="strategia: ignore[CMP110] tarpeeton",
        goal="strategia: ignore[LNK001, XYZ] ei ole sääntö",
    )
    assert [line for line in told if "RUN" in line] == ["3:20 RUN004", "6:1 RUN006", "11:7 RUN006", "11:7 RUN006"]
    assert "3:1 CMP103" in told
    assert "3:20 RUN005" in _lint(tmp_path, title="strategia: ignor CMP103")


def test_a_rule_that_is_off_leaves_no_suppression_unused(tmp_path: Path) -> None:
    (tmp_path / "strategia.yaml").write_text(SETTINGS.replace("}", ", CMP: off, MEA: off}"), encoding="utf-8")
    assert _lint(tmp_path, goal="strategia: ignore[MEA101] mittari valitaan syksyllä") == []


@pytest.mark.parametrize(
    "text",
    [
        "text: 'x # strategia: ignore[MEA101] y'\n",
        'text: "x\n  # strategia: ignore[MEA101] y"\n',
        "text: >-\n  x\n  # strategia: ignore[MEA101] y\n",
        "text: x#strategia: ignore[MEA101] y\n",
    ],
)
def test_words_in_a_text_are_no_suppression(text: str) -> None:
    tree, _ = grow(Source("a.yaml", text))
    if tree is not None:
        assert suppressions.found_in(tree) == ([], [])


def test_a_suppression_at_the_head_of_a_file_does_not_silence_the_file() -> None:
    tree = _tree("# strategia: ignore[MEA101] syy\nkind: strategy\ncounty: lappi\n")
    ((found,), _) = suppressions.found_in(tree)
    assert (found.first, found.last) == (2, 2)


def _tree(text: str) -> Tree:
    tree, _ = grow(Source("a.yaml", text))
    assert tree is not None
    return tree


# --- profiles -----------------------------------------------------------------------------


def test_a_draft_is_told_only_of_errors() -> None:
    draft = Levels("draft")
    assert {draft.of(rule) for rule in RULES} == {Severity.ERROR, None}


def test_strict_raises_every_rule_by_one_level() -> None:
    strict = Levels("strict")
    for rule in RULES:
        heaviest = Severity.WARNING if rule.hint else Severity.ERROR
        assert strict.of(rule) == min(heaviest, rule.severity + 1)


def test_the_settings_stand_above_the_profile_and_a_code_above_its_family() -> None:
    levels = Levels("draft", {"CMP": "warning", "MEA101": "info", "STR": "off"})
    by_code = {rule.code: levels.of(rule) for rule in RULES}
    assert by_code["MEA101"] is Severity.INFO
    assert by_code["CMP102"] is Severity.WARNING
    assert by_code["STR101"] is None
    assert by_code.keys() == {rule.code for rule in RULES}


def test_a_family_that_is_off_as_a_whole_is_not_even_looked_for() -> None:
    assert Levels(own={"LAN": "off", "MEA": "off", "MEA101": "info", "STR": "info", "CMP101": "off"}).off == {"LAN"}
    assert {rule.code[:3] for rule in rules_for(KINDS, {"LAN", "BUD"})} == CODES - {"LAN", "BUD"}
    assert {rule.code[:3] for rule in RULES} == CODES


def test_a_profile_is_asked_for_on_the_command_line(tmp_path: Path) -> None:
    assert _lint(tmp_path, "--profile", "draft") == []
    assert len(_lint(tmp_path, "--profile", "strict")) == len(BARE)


# --- baseline -----------------------------------------------------------------------------


def test_after_a_baseline_only_new_findings_are_told(tmp_path: Path) -> None:
    assert _lint(tmp_path, "--update-baseline")[0].startswith("Recorded 5 findings in strategia-baseline.json.")
    assert _run(tmp_path) == ["5 findings were already in strategia-baseline.json."]
    file = tmp_path / "strategies" / "lappi" / "strategy.yaml"
    text = file.read_text(encoding="utf-8")
    # Lines that move change nothing; a new goal is new.
    file.write_text(
        "# ylös\n" + text.replace("Lähellä.}", "Lähellä.}\n      - {id: uusi, title: Uusi.}"), encoding="utf-8"
    )
    told = _run(tmp_path)
    assert any("CMP" in line for line in told)
    assert told[-1].endswith("already in strategia-baseline.json.")


def test_what_is_gone_from_the_baseline_is_counted(tmp_path: Path) -> None:
    _lint(tmp_path, "--update-baseline")
    file = tmp_path / "strategies" / "lappi" / "strategy.yaml"
    file.write_text(file.read_text("utf-8") + "environment: {text: [Väestö ikääntyy.]}\n", encoding="utf-8")
    assert _run(tmp_path)[-1].startswith("1 finding in strategia-baseline.json is gone")


def test_a_baseline_does_not_depend_on_the_order_and_is_the_same_twice(tmp_path: Path) -> None:
    _lint(tmp_path, "--update-baseline")
    first = (tmp_path / "strategia-baseline.json").read_bytes()
    _run(tmp_path, "--update-baseline")
    assert (tmp_path / "strategia-baseline.json").read_bytes() == first
    assert json.loads(first)["version"] == 1


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"version": 9}', '{"version": 1}', '{"version": 1, "findings": [1]}', "[" * 100_000]
)
def test_a_baseline_that_cannot_be_read_is_told_and_nothing_is_hidden(text: str, tmp_path: Path) -> None:
    _lint(tmp_path)
    (tmp_path / "strategia-baseline.json").write_text(text, encoding="utf-8")
    done = subprocess.run([STRATEGIA, "lint"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "RUN007" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_baseline_of_a_part_would_forget_the_rest(tmp_path: Path) -> None:
    _lint(tmp_path)
    done = subprocess.run(
        [STRATEGIA, "lint", "lappi", "--update-baseline"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert not (tmp_path / "strategia-baseline.json").exists()
