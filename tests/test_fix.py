"""`strategia lint --fix`: what is safe is mended, every other byte stays, and mending twice changes nothing."""

import subprocess
from pathlib import Path

import pytest
from running import strategia

BROKEN = (
    b"\xef\xbb\xbfkind: strategy\r\ncounty: lappi\r\ntitle: Hyva\xcc\x88a\xcc\x88 # Kommentti ja\xcc\x88a\xcc\x88\r\n"
    b"period: {from: 2026, to: 2029}\r\npriorities:\r\n  - {id: a, number: 1.10, title: Arki} # x\r\n"
)
MENDED = BROKEN.replace(b"a\xcc\x88", "ä".encode()).replace(b"1.10", b'"1.10"')


def _lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return strategia(folder, "lint", "--lang", "en", *arguments)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "strategies" / "lappi" / "strategy.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(BROKEN)
    return path


def test_what_is_safe_is_mended_and_every_other_byte_stays(file: Path) -> None:
    done = _lint(file.parents[2], "--fix")
    assert "Mended 2 places." in done.stdout
    assert file.read_bytes() == MENDED
    assert not [code for code in ("YML008", "SCH004") if code in done.stdout]


def test_mending_twice_changes_nothing(file: Path) -> None:
    _lint(file.parents[2], "--fix")
    assert "Mended 0 places." in _lint(file.parents[2], "--fix").stdout
    assert file.read_bytes() == MENDED


def test_lint_alone_writes_nothing(file: Path) -> None:
    _lint(file.parents[2])
    assert file.read_bytes() == BROKEN


def test_a_preview_shows_the_changes_and_writes_nothing(file: Path) -> None:
    done = _lint(file.parents[2], "--diff")
    assert done.returncode == 1
    assert '+  - {id: a, number: "1.10", title: Arki} # x' in done.stdout.splitlines()
    assert "2 places can be mended." in done.stdout
    assert file.read_bytes() == BROKEN
    _lint(file.parents[2], "--fix")
    done = _lint(file.parents[2], "--diff")
    assert (done.returncode, done.stdout) == (0, "0 places can be mended.\n")


def test_a_preview_shows_what_is_mended_in_the_end(file: Path) -> None:
    # That the number is no text hides the soft hyphen from the rules until it has been mended.
    text = file.read_bytes().replace(b"title: Arki}", "title: Ar\N{SOFT HYPHEN}ki}".encode())
    file.write_bytes(text)
    done = _lint(file.parents[2], "--diff", "--unsafe-fixes")
    told = [line[1:] for line in done.stdout.splitlines() if line.startswith("+") and not line.startswith("+++")]
    _lint(file.parents[2], "--fix", "--unsafe-fixes")
    mended = file.read_text(encoding="utf-8-sig").splitlines()
    assert [line for line in mended if line in told] == told
    assert '  - {id: a, number: "1.10", title: Arki} # x' in told


def test_only_the_files_that_are_asked_for_are_mended(file: Path) -> None:
    other = file.with_name("measures.yaml")
    other.write_bytes(b"kind: measures\ncounty: lappi\nmeasures: [{id: m, text: 5}]\n")
    _lint(file.parents[2], "--fix", str(other))
    assert file.read_bytes() == BROKEN
    assert other.read_bytes() == b'kind: measures\ncounty: lappi\nmeasures: [{id: m, text: "5"}]\n'


BUDGET = (
    b"kind: budget\ncounty: lappi\ntitle: T\nyears: [2026, 2027]\nmoney: teur\nsigns: costs_negative\n"
    b'operating:\n  - {id: u, name: U, costs: {2026: \xe2\x88\x921 200, 2027: "-1300"}} # x\n'
    b"population:\n  value: 1 234,5\n  year: 2025\n"
)


def test_numbers_as_people_write_them_are_mended_and_commas_on_demand_only(tmp_path: Path) -> None:
    path = tmp_path / "strategies" / "lappi" / "budget.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(BUDGET)
    _lint(tmp_path, "--fix")
    safe = BUDGET.replace(b"\xe2\x88\x921 200", b"-1200").replace(b'"-1300"', b"-1300")
    assert path.read_bytes() == safe
    _lint(tmp_path, "--unsafe-fixes")
    assert path.read_bytes() == safe.replace(b"1 234,5", b"1234.5")
