"""Where the time of a build goes."""

import time
from datetime import date
from pathlib import Path

from running import ROOT, strategia

from strategia.building import Request, build
from strategia.compiler import check
from strategia.project import Project
from strategia.templates import Templates
from strategia.timings import Timings, measured, stage


def _work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_stage_within_another_counts_once() -> None:
    timings = Timings()
    with measured(timings), stage("docx"):
        _work(0.05)
        with stage("pandoc"):
            _work(0.1)
    assert list(timings.spent) == ["pandoc", "docx"]
    assert timings.spent["pandoc"] >= 0.08
    assert 0.03 <= timings.spent["docx"] < timings.spent["pandoc"]


def test_nothing_is_measured_unless_somebody_asks() -> None:
    timings = Timings()
    with measured(None), stage("docx"):
        _work(0.01)
    assert timings.spent == {}


def test_a_build_tells_what_pandoc_and_typst_took(tmp_path: Path) -> None:
    order = ("build", "kainuu", "--document", "summary", "--timings", "--out", str(tmp_path / "out"))
    done = strategia(ROOT, *order, STRATEGIA_LANG="fi")
    assert done.returncode == 0, done.stderr
    rows = dict(line.split("  ", 1) for line in done.stderr.splitlines() if "%" in line)
    assert {"pandoc", "typst", "HTML", "Lukeminen ja tarkistus"} <= rows.keys()
    assert "PowerPoint" not in rows
    assert sum(int(row.split()[-2]) for row in rows.values()) in range(97, 104)


def test_a_build_by_turns_makes_the_same_files(tmp_path: Path) -> None:
    for name, more in (("two", ()), ("one", ("--timings",))):
        order = ("build", "kainuu", "--document", "summary,slides", "--out", str(tmp_path / name), *more)
        assert strategia(ROOT, *order).returncode == 0
    made = {name: sorted((tmp_path / name / "kainuu").iterdir()) for name in ("one", "two")}
    assert len(made["one"]) == 5
    for one, two in zip(made["one"], made["two"], strict=True):
        assert one.read_bytes() == two.read_bytes(), one.name


def test_what_is_written_beside_the_rest_comes_in_its_turn() -> None:
    checked = check(Project(ROOT), ["kainuu"], date(2026, 6, 30))
    request = Request(documents=("summary", "slides", "process"))
    beside, alone = (
        [one.artefact.path for one in build(checked, request, Templates(), alone=by)] for by in (False, True)
    )
    assert beside == alone
    assert [path.rpartition(".")[2] for path in alone][:3] == ["html", "docx", "pdf"]
