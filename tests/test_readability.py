"""Readability: what counts as a sentence, and limits of one's own."""

from datetime import date
from pathlib import Path

import pytest

from strategia.compiler import check
from strategia.loading import load_config
from strategia.project import Limits, Project

YAML = """\
kind: strategy
county: lappi
title: Esimerkkilän strategia
period: {{from: 2026, to: 2029}}
priorities: [{{id: arki, title: Arki, text: ["{text}"]}}]
"""
TWELVE = "Arki on arkea kun apu on lähellä ja hoitoon pääsee aina ajoissa"


def _codes(folder: Path, text: str, settings: str) -> list[str]:
    path = folder / "strategies" / "lappi" / "strategy.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(YAML.format(text=text), encoding="utf-8")
    (folder / "strategia.yaml").write_text(settings, encoding="utf-8")
    config, _, wrong = load_config(folder)
    assert wrong == []
    told = check(Project(folder, config), ["lappi"], date(2026, 6, 30)).diagnostics
    return [diagnostic.code for diagnostic in told if diagnostic.code.startswith("LAN")]


@pytest.mark.parametrize(("limit", "codes"), [(35, ["LAN111"]), (36, [])])
def test_the_limit_of_a_sentence_is_a_setting(limit: int, codes: list[str], tmp_path: Path) -> None:
    text = f"{TWELVE} {TWELVE} {TWELVE}."
    assert _codes(tmp_path, text, f"limits: {{sentence_words: {limit}}}\n") == codes


@pytest.mark.parametrize("between", [". ", "! ", "; ", ": "])
def test_a_sentence_ends_where_a_reader_may_rest(between: str, tmp_path: Path) -> None:
    assert _codes(tmp_path, f"{TWELVE}{between}{TWELVE} {TWELVE}.", "limits: {sentence_words: 30}\n") == []


@pytest.mark.parametrize("between", [", ", " mm. ", " esim. ", " n. "])
def test_no_sentence_ends_at_an_abbreviation(between: str, tmp_path: Path) -> None:
    text = f"{TWELVE}{between}{TWELVE.lower()} {TWELVE.lower()}."
    assert _codes(tmp_path, text, "limits: {sentence_words: 30}\n") == ["LAN111"]


def test_every_limit_has_a_default_and_one_can_be_set_alone() -> None:
    assert (Limits().sentence_words, Limits().lix_of("fi"), Limits().lix_of("sv")) == (35, 90, 65)
    assert Limits(lix={"fi": 80}).lix_of("sv") == 65
