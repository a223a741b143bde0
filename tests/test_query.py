"""`strategia list` and `strategia show`, asked of the example strategies."""

import csv
import json
import subprocess
from typing import Any

import pytest
from running import ROOT, strategia


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return strategia(ROOT, *arguments, "--lang", "en")


def _json(*arguments: str) -> Any:
    done = _run(*arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_indicators_without_a_target_and_with_one_are_all_indicators() -> None:
    every = _json("list", "indicators", "--county", "lappi")
    without = _json("list", "indicators", "--county", "lappi", "--without", "target")
    having = _json("list", "indicators", "--county", "lappi", "--with", "targets")
    assert len(every) == 66
    assert {entry["id"] for entry in without} | {entry["id"] for entry in having} == {entry["id"] for entry in every}
    assert not any("targets" in entry["fields"] for entry in without)
    assert all(entry["fields"]["targets"] for entry in having)


def test_goals_are_chosen_by_what_carries_them() -> None:
    assert len(_json("list", "goals", "--county", "kainuu", "--without", "indicators")) == 20
    assert _json("list", "goals", "--county", "kainuu", "--with", "indicators") == []


def test_an_entry_says_where_it_stands() -> None:
    entry = _json("list", "priorities", "--county", "lappi")[0]
    line = (ROOT / entry["path"]).read_text(encoding="utf-8").splitlines()[entry["line"] - 1]
    assert entry["id"] in line


def test_a_word_is_looked_for_in_ids_and_names() -> None:
    found = _json("list", "measures", "--county", "kainuu", "--word", "REKRYT")
    assert found
    assert all("rekryt" in f"{entry['id']} {entry['text']}".casefold() for entry in found)


def test_csv_has_a_header_and_a_row_for_each_entry_and_no_formulas() -> None:
    done = _run("list", "measures", "--format", "csv", "--show", "kind,serves")
    rows = list(csv.reader(done.stdout.splitlines(), delimiter=";"))
    assert rows[0] == ["county", "id", "text", "kind", "serves", "place"]
    assert len(rows) == 1 + len(_json("list", "measures"))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_table_ends_with_the_count() -> None:
    assert _run("list", "priorities", "--county", "lappi").stdout.splitlines()[-1] == "Found 5."


def test_what_is_known_of_one_thing_is_its_lines_and_its_links_both_ways() -> None:
    (known,) = _json("show", "kainuu/yhdessa")
    assert known["county"] == "kainuu"
    assert {edge["to"] for edge in known["linked_from"]} == {"yhdessa"}
    lower = known["linked_from"][0]["from"]
    (other,) = _json("show", lower)
    assert "yhdessa" in {edge["to"] for edge in other["links"]}
    text = _run("show", "kainuu/yhdessa").stdout
    assert lower in text
    assert "│" in text


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("list", "gaols"), "goals"),
        (("list", "goals", "--without", "indicatrs"), "indicators"),
        (("list", "goals", "--show", "zzz"), "title"),
        (("list", "goals", "--county", "turku"), "kainuu"),
        (("show", "kainuu/ei-ole"), "kainuu/ei-ole"),
        (("show", "turku/yhdessa"), "turku"),
    ],
)
def test_a_wrong_wish_names_what_there_is(arguments: tuple[str, ...], word: str) -> None:
    done = _run(*arguments)
    assert done.returncode == 2
    assert word in done.stderr
    assert done.stdout == ""
