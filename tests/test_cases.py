"""The one runner of the cases. A folder more is a test more; `pytest --accept` writes its expectation."""

from pathlib import Path

import pytest
from casework import CASES, EXPECTED, case_folders, case_name, expected, line, told

FOLDERS = case_folders()


@pytest.mark.parametrize("folder", FOLDERS, ids=case_name)
def test_a_case_tells_exactly_what_it_is_expected_to(folder: Path, accept: bool) -> None:  # noqa: FBT001
    lines = [line(diagnostic) for diagnostic in told(folder)]
    if accept:
        file = folder / EXPECTED
        file.unlink(missing_ok=True)
        if lines:
            file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    assert lines == expected(folder)


@pytest.mark.parametrize("folder", [f for f in FOLDERS if f.name in ("good", "bad")], ids=case_name)
def test_a_good_case_is_silent_and_a_bad_one_speaks_of_its_rule_alone(folder: Path) -> None:
    codes = {diagnostic.code for diagnostic in told(folder)}
    assert codes == (set() if folder.name == "good" else {folder.parent.name})


def test_there_are_cases_of_every_sort() -> None:
    for family in ("syntax", "schema", "links", "themes", "rules"):
        assert sum(folder.is_relative_to(CASES / family) for folder in FOLDERS) > 4


def test_every_folder_of_cases_holds_sources() -> None:
    leaves = {
        path for path in CASES.rglob("*") if path.is_dir() and not any(child.is_dir() for child in path.iterdir())
    }
    assert leaves == set(FOLDERS)
