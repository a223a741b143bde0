"""Files that are no sources: each is refused with a place, quickly, and nothing of it is repeated.

What Git can store is a case under `cases`; here is what it cannot, and what is too large to store.
"""

import io
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from running import STRATEGIA

from strategia.compiler import Checked, check
from strategia.diagnostics import ordered
from strategia.languages import lexicon
from strategia.project import Project
from strategia.reporters import report_text

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
SECONDS = 4.0
"""Of processor time, for one refused file."""

HEAD = "kind: strategy\ncounty: lappi\ntitle: Esimerkki\nperiod: {from: 2026, to: 2029}\nillustrative: true\n"
TREE = "priorities:\n  - {id: arki, title: Toimiva arki}\n"
QUOTED = "root:x:0:0"
BAIT = f"{QUOTED}:root:/root:/bin/bash\n"
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

Make = Callable[[Path], None]


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _link(target: str) -> Make:
    return lambda path: path.symlink_to(target)


def _outside(path: Path) -> None:
    bait = path.parents[3] / "passwd"
    bait.write_text(BAIT, encoding="utf-8")
    path.symlink_to(bait)


def _circle(path: Path) -> None:
    other = path.with_name("other")
    other.symlink_to(path)
    path.symlink_to(other)


def _text(words: str) -> Make:
    def make(path: Path) -> None:
        path.write_bytes(words.encode())

    return make


def _many(item: str, number: int, before: str = HEAD + TREE + "x: [", after: str = "]") -> Make:
    return _text(before + item * number + after)


def _rows(row: str, number: int) -> Make:
    return _text(HEAD + TREE + "".join(row.format(n=n) for n in range(number)))


HOSTILE: dict[str, tuple[Make, str, str]] = {
    "fifo": (_fifo, "YML002", ""),
    "device": (_link("/dev/zero"), "YML002", "outside"),
    "link out of the project": (_outside, "YML002", "outside"),
    "link to the password file": (_link("/etc/passwd"), "YML002", "outside"),
    "links in a circle": (_circle, "YML001", ""),
    "link to itself": (lambda path: path.symlink_to(path.name), "YML001", ""),
    "link to nothing": (_link("nothing.yaml"), "YML001", "missing"),
    "folder with the name of a file": (Path.mkdir, "YML002", ""),
    "three mebibytes": (_many("#", 3 * 1024 * 1024), "YML003", ""),
    "a hundred thousand brackets": (_text("[" * 100_000), "YML104", "depth"),
    "a hundred thousand braces": (_text("{a: " * 100_000), "YML104", "depth"),
    "a hundred thousand dashes": (_text("- " * 100_000), "YML104", "depth"),
    "two hundred thousand events": (_many("1,", 200_001), "YML104", "events"),
    "fifty thousand anchors": (_rows("k{n}: &a{n} 1\n", 50_000), "YML103", "anchor"),
    "an alias bomb": (
        _text(
            "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [{','.join(['*' + a] * 8)}]\n" for a, b in ("ab", "bc"))
        ),
        "YML103",
        "anchor",
    ),
    "ninety thousand twins of a key": (_rows("a: 1\n", 90_000), "YML104", "problems"),
    "a hundred thousand ambiguous numbers": (_many("010,", 100_000), "YML104", "problems"),
    "a hundred thousand empty items": (_many("~,", 100_000), "YML104", "problems"),
    "ninety thousand unknown keys": (_rows("k{n}: 1\n", 90_000), "YML104", "events"),
    "thirty thousand unknown keys": (_rows("k{n}: 1\n", 30_000), "YML104", "problems"),
    "sixty thousand empty entities": (_text(HEAD + "priorities:\n" + "- {}\n" * 60_000), "YML104", "events"),
    "twenty thousand empty texts": (_text(HEAD + "priorities:\n" + "- {title: {}}\n" * 20_000), "YML104", "events"),
    "a kind of a megabyte": (_text("kind: " + "x" * 1_000_000), "YML104", "text"),
    "a county of a megabyte": (_text(HEAD.replace("lappi", "x" * 1_000_000) + TREE), "YML104", "text"),
    "a key of a kilobyte": (_text("x" * 1_000 + ": 1\n" + HEAD + TREE), "SCH002", ""),
    "a number of five thousand digits": (_text(HEAD + TREE + "id: " + "9" * 5_000), "YML104", "word"),
    "a heap of accents": (_text(HEAD.replace("Esimerkki", "a" + "\u0301\u0316" * 5_000) + TREE), "YML007", ""),
}


def _project(root: Path, make: Make, name: str = "strategy.yaml") -> Project:
    folder = root / "project" / "strategies" / "lappi"
    folder.mkdir(parents=True)
    make(folder / name)
    return Project(root / "project")


def _printed(checked: Checked) -> str:
    stream = io.StringIO()
    report_text(checked.diagnostics, checked.sources, lexicon("fi"), stream)
    return stream.getvalue()


def _looked_at(project: Project) -> tuple[Checked, str, float]:
    """What the check says, what is printed, and how long both take the processor."""
    begin = time.process_time()
    checked = check(project, project.counties(), date(2026, 6, 30))
    report = _printed(checked)
    return checked, report, time.process_time() - begin


@POSIX
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_place_quickly_and_without_its_text(tmp_path: Path, name: str) -> None:
    make, code, variant = HOSTILE[name]
    # The first check of a process also builds the model's validators.
    check(_project(tmp_path / "first", _text(HEAD + TREE)), ["lappi"], date(2026, 6, 30))
    checked, report, seconds = _looked_at(_project(tmp_path / "second", make))
    told = {(diagnostic.code, diagnostic.variant) for diagnostic in checked.diagnostics}
    assert (code, variant) in told
    assert checked.faulty == {"lappi"}
    assert all(d.location and d.location.path == "strategies/lappi/strategy.yaml" for d in checked.diagnostics)
    assert QUOTED not in report
    assert not UNSAFE.search(report)
    assert len(report) < 400_000
    assert seconds < SECONDS


@POSIX
@pytest.mark.parametrize(
    "name", ["link out of the project", "fifo", "links in a circle", "a hundred thousand brackets"]
)
def test_the_command_line_refuses_a_hostile_file_with_exit_code_one(tmp_path: Path, name: str) -> None:
    project = _project(tmp_path, HOSTILE[name][0])
    done = subprocess.run(
        [STRATEGIA, "lint"], cwd=project.root, capture_output=True, encoding="utf-8", timeout=30, check=False
    )
    assert done.returncode == 1
    assert done.stderr == ""
    assert "strategies/lappi/strategy.yaml:1:" in done.stdout
    assert "Traceback" not in done.stdout
    assert QUOTED not in done.stdout


@POSIX
def test_settings_that_lead_out_of_the_project_are_refused(tmp_path: Path) -> None:
    project = _project(tmp_path, _text(HEAD + TREE))
    _outside_settings = tmp_path / "passwd"
    _outside_settings.write_text(BAIT, encoding="utf-8")
    (project.root / "strategia.yaml").symlink_to(_outside_settings)
    done = subprocess.run([STRATEGIA, "lint"], cwd=project.root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "YML002" in done.stdout
    assert QUOTED not in done.stdout + done.stderr


@POSIX
def test_a_county_that_leads_out_of_the_project_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "strategy.yaml").write_text(BAIT, encoding="utf-8")
    (tmp_path / "project" / "strategies").mkdir(parents=True)
    (tmp_path / "project" / "strategies" / "lappi").symlink_to(outside)
    checked, report, _ = _looked_at(Project(tmp_path / "project"))
    assert [diagnostic.code for diagnostic in checked.diagnostics] == ["YML002"]
    assert QUOTED not in report


@POSIX
def test_a_county_that_leads_in_a_circle_is_no_county(tmp_path: Path) -> None:
    project = _project(tmp_path, _text(HEAD + TREE))
    (project.strategies / "kainuu").symlink_to(project.strategies / "kainuu")
    assert project.counties() == ["lappi"]


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = _project(tmp_path, _text(HEAD + TREE))
    really = os.open

    def refused(path: str | Path, flags: int, mode: int = 0o777, **rest: int) -> int:
        if str(path).endswith("strategy.yaml"):
            raise PermissionError(13, os.strerror(13), str(path))
        return really(path, flags, mode, **rest)

    monkeypatch.setattr(os, "open", refused)
    checked = check(project, ["lappi"], date(2026, 6, 30))
    assert [(d.code, d.variant) for d in checked.diagnostics] == [("YML001", "")]


def test_a_file_that_is_gone_by_the_time_it_is_read_says_so(tmp_path: Path) -> None:
    from strategia.loading import load

    loaded = load([tmp_path / "strategy.yaml"], tmp_path)
    assert [(d.code, d.variant) for d in loaded.diagnostics] == [("YML001", "missing")]


def _voices() -> Iterator[tuple[str, str]]:
    """Texts that would like to be obeyed by a terminal or a CI log, in places that reach a message."""
    controls = ("\\e]0;nimi\\a", "\\u202E123", "\\n::error::x", "\\r\\n::stop-commands::x")
    for voice in (*controls, "[red]x[/]", "{0}{key}", "%s%n"):
        yield voice, f'kind: "a{voice}b"\n'
        yield voice, f'{HEAD}{TREE}"a{voice}b": 1\n'
        yield voice, HEAD.replace("lappi", f'"a{voice}b"') + TREE
        yield voice, f'{HEAD}{TREE}stage: "a{voice}b"\n'
        yield voice, f'{HEAD}{TREE}measures: [{{id: m, text: x, sic: "a{voice}b"}}]\n'
        yield voice, f'{HEAD}{TREE}values: [{{name: x}}]\nvalue_frame: {{acronym: "a{voice}b"}}\n'


def test_no_text_of_a_county_reaches_a_terminal_raw(tmp_path: Path) -> None:
    for number, (voice, text) in enumerate(_voices()):
        checked, report, _ = _looked_at(_project(tmp_path / str(number), _text(text)))
        assert checked.diagnostics, voice
        assert not UNSAFE.search(report), (voice, report)
        assert not re.search(r"^\s*::", report, re.MULTILINE), (voice, report)


@POSIX
def test_no_name_of_a_file_reaches_a_terminal_raw(tmp_path: Path) -> None:
    odd = "a\x1b]0;x\x07\n::error::b\u202e.yaml"
    checked, report, _ = _looked_at(_project(tmp_path, _text("kind: runo\n"), odd))
    assert len(checked.diagnostics) == 1
    assert not UNSAFE.search(report)
    assert not report.startswith("::")
    assert "\n::" not in report


@POSIX
def test_no_name_of_a_folder_reaches_a_terminal_raw(tmp_path: Path) -> None:
    folder = tmp_path / "strategies" / "a\x1b]0;x\x07\n::error::b"
    folder.mkdir(parents=True)
    (folder / "strategy.yaml").write_text(HEAD + TREE + "oops: 1\n", encoding="utf-8")
    for arguments in (["lint"], ["build"], ["build", "kainuu"], ["lint", "kainuu"]):
        done = subprocess.run([STRATEGIA, *arguments], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode in (1, 2)
        assert not UNSAFE.search(done.stdout + done.stderr), arguments
        assert not re.search("^::", done.stdout + done.stderr, re.MULTILINE), arguments


def test_what_is_wide_but_sound_is_looked_at_in_linear_time(tmp_path: Path) -> None:
    """Nearest ids and siblings must not be looked for in a square of the county's size."""
    measures = "".join(f"- {{id: m{n}, text: x, serves: n{n}}}\n" for n in range(4_000))
    goals = "".join(f"- {{id: p{n}, title: x, goals: [{{id: g{n}, title: x}}]}}\n" for n in range(6_000))
    for number, text in enumerate((TREE + "measures:\n" + measures, "priorities:\n" + goals)):
        checked, _, seconds = _looked_at(_project(tmp_path / str(number), _text(HEAD + text)))
        assert checked.items > 4_000
        assert seconds < 8


def test_a_report_tells_the_first_findings_and_counts_the_rest(tmp_path: Path) -> None:
    project = _project(tmp_path, _many("010,", 700))
    checked, report, _ = _looked_at(project)
    assert len(ordered(checked.diagnostics)) == 700
    assert report.count(" YML108 ") == 500
    assert "Lisäksi 200 havaintoa" in report
