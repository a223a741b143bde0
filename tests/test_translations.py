"""Translations that have been reviewed: what is stale, and taking note without touching a text."""

from pathlib import Path

import pytest
from running import strategia

STRATEGY = """\
kind: strategy
county: pohjanmaa
title: {fi: Esimerkki, sv: Exempel}
period: {from: 2026, to: 2029}
illustrative: true
languages: [fi, sv]
priorities:
  - id: arki
    title: {fi: Toimiva arki, sv: En fungerande vardag}   # huomautus jää
    goals:
      - {id: hoito, title: {fi: Hoitoon pääsee viikossa, sv: Vård inom en vecka}}
"""


def _run(folder: Path, *arguments: str) -> tuple[int, str]:
    done = strategia(folder, *arguments, "--lang", "en")
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    path = tmp_path / "strategies" / "pohjanmaa" / "strategy.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(STRATEGY, encoding="utf-8", newline="\n")
    return path


def _stale(strategy: Path) -> list[str]:
    told = _run(strategy.parents[2], "lint", str(strategy))[1]
    return [line.rpartition(": ")[2].rstrip(".") for line in told.splitlines() if "LAN102" in line]


def _change(strategy: Path, old: str, new: str) -> None:
    text = strategy.read_text(encoding="utf-8")
    assert old in text
    strategy.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def test_accepting_writes_a_file_of_its_own_and_no_text_changes(strategy: Path) -> None:
    root, before = strategy.parents[2], strategy.read_bytes()
    assert _run(root, "review", "accept", "--translations") == (0, "Translations marked: 3; files changed: 1.\n")
    assert strategy.read_bytes() == before
    lines = strategy.with_name("translations.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[1:5] == ["kind: translations", "county: pohjanmaa", "reviewed:", "  sv:"]
    assert len(lines) == 8
    assert "Out of date: 0. Not reviewed yet: 0." in _run(root, "review", "list")[1]


def test_a_translation_is_stale_when_only_the_original_changes(strategy: Path) -> None:
    _run(strategy.parents[2], "review", "accept", "--translations")
    assert _stale(strategy) == []
    _change(strategy, "viikossa", "kahdessa viikossa")
    assert _stale(strategy) == ["hoito"]
    assert "pohjanmaa/hoito" in _run(strategy.parents[2], "review", "list")[1]
    _change(strategy, "en vecka", "två veckor")
    assert _stale(strategy) == []


def test_a_stale_translation_is_accepted_only_by_name(strategy: Path) -> None:
    root = strategy.parents[2]
    _run(root, "review", "accept", "--translations")
    _change(strategy, "viikossa", "heti")
    assert "There was nothing to mark." in _run(root, "review", "accept", "--translations")[1]
    assert _stale(strategy) == ["hoito"]
    assert "Translations marked: 1;" in _run(root, "review", "accept", "--translations", "hoito")[1]
    assert _stale(strategy) == []


def test_an_unknown_name_accepts_nothing(strategy: Path) -> None:
    code, told = _run(strategy.parents[2], "review", "accept", "--translations", "hoito", "nada")
    assert code == 2
    assert "nada" in told
    assert not strategy.with_name("translations.yaml").exists()


def test_the_writers_own_lines_in_the_file_of_marks_stay(strategy: Path) -> None:
    root, marks = strategy.parents[2], strategy.with_name("kaannokset.yaml")
    _run(root, "review", "accept", "--translations", "hoito")
    text = strategy.with_name("translations.yaml").read_text(encoding="utf-8")
    strategy.with_name("translations.yaml").unlink()
    kept = [line for line in text.splitlines() if line.startswith((" ", "reviewed"))]
    marks.write_bytes("\r\n".join(["# oma", *kept, "kind: translations # laji", "county: pohjanmaa", ""]).encode())
    assert _run(root, "review", "accept", "--translations") == (0, "Translations marked: 2; files changed: 1.\n")
    written = marks.read_bytes().decode()
    assert written.startswith("# oma\r\nreviewed:\r\n  sv:\r\n    - w")
    assert written.endswith("\r\nkind: translations # laji\r\ncounty: pohjanmaa\r\n")
    assert written.count("- w") == 3
    assert "\n" not in written.replace("\r\n", "")


def test_a_text_that_moves_stays_reviewed(strategy: Path) -> None:
    _run(strategy.parents[2], "review", "accept", "--translations")
    _change(strategy, "id: hoito", "id: hoitoon-paasy")
    _change(strategy, "title: {fi: Hoitoon", "text: {fi: Apua saa, sv: Det finns hjälp}, title: {fi: Hoitoon")
    assert _stale(strategy) == []
    assert "Out of date: 0. Not reviewed yet: 1." in _run(strategy.parents[2], "review", "list")[1]


def test_marks_of_texts_that_are_gone_are_dropped(strategy: Path) -> None:
    root = strategy.parents[2]
    _run(root, "review", "accept", "--translations")
    _change(strategy, "En fungerande vardag", "Vardagen fungerar")
    _run(root, "review", "accept", "--translations")
    assert strategy.with_name("translations.yaml").read_text(encoding="utf-8").count("- w") == 3


def test_a_mark_that_is_none_is_told(strategy: Path) -> None:
    marks = strategy.with_name("translations.yaml")
    marks.write_text("kind: translations\ncounty: pohjanmaa\nreviewed: {sv: [ok]}\n", encoding="utf-8")
    assert "SCH011" in _run(strategy.parents[2], "lint")[1]
    assert _run(strategy.parents[2], "review", "accept", "--translations")[0] == 1
    assert "[ok]" in marks.read_text(encoding="utf-8")


def test_another_file_of_that_name_is_left_alone(strategy: Path) -> None:
    other = strategy.with_name("translations.yaml")
    other.write_text("kind: measures\ncounty: pohjanmaa\nmeasures: []\n", encoding="utf-8")
    code, told = _run(strategy.parents[2], "review", "accept", "--translations")
    assert code == 3
    assert "translations.yaml" in told
    assert other.read_text(encoding="utf-8").startswith("kind: measures")
