"""`strategia audit` and `build --audit`: what they look at, how they end, and how they lead back to the sources."""

import json
import re
from pathlib import Path

import pytest
from made import swap
from running import ROOT, strategia

STRATEGY = """\
kind: strategy
county: lappi
title: Lapin strategia
period: {from: 2026, to: 2029}
priorities:
  - id: arki
    title: Sujuva arki
    goals:
      - {id: apu, title: Apua saa ajoissa}
  - id: talous
    title: Kestävä talous
measures:
  - {id: puhelin, text: Avataan puhelinpalvelu., serves: apu}
"""
PAGE = "lappi/lappi-strategia-2026-2029-fi.html"
CLEAN, FAILED, USAGE = 0, 1, 2


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A project that is built: the strategy as a page."""
    (tmp_path / "strategies" / "lappi").mkdir(parents=True)
    (tmp_path / "strategies" / "lappi" / "strategy.yaml").write_text(STRATEGY, encoding="utf-8")
    done = strategia(tmp_path, "build", "--format", "html", "--document", "strategy")
    assert done.returncode == CLEAN, done.stderr
    return tmp_path


def broken(project: Path) -> None:
    """The heading of a goal is two levels below that of its priority."""
    page = project / "build" / PAGE
    page.write_bytes(swap("<h3>(.*?)</h3>", r"<h4>\1</h4>")(page.read_bytes()))


def test_what_was_built_is_clean_and_the_audit_says_what_it_looked_at(built: Path) -> None:
    done = strategia(built, "audit")
    assert done.returncode == CLEAN
    assert done.stdout.startswith("Tarkistettu: 1 tiedosto, ")
    assert done.stdout.endswith("Ei huomautettavaa.\n")


def test_a_finding_names_the_file_the_place_and_the_line_of_the_source_behind_it(built: Path) -> None:
    broken(built)
    done = strategia(built, "audit", "build")
    assert done.returncode == FAILED
    first, *rest = done.stdout.splitlines()
    assert first.startswith(f"build/{PAGE}:")
    assert re.search(r"AUD204 otsikko \d: ", first)
    assert "  Lähde: strategies/lappi/strategy.yaml:9:10" in rest
    assert any("apu" in line and "│" in line for line in rest)


def test_reports_for_programs_stand_at_the_source(built: Path) -> None:
    broken(built)
    done = strategia(built, "audit", "--report", "json")
    [found] = json.loads(done.stdout)["diagnostics"]
    assert found["location"]["path"] == f"build/{PAGE}"
    assert found["within"]["part"] == ""
    [[thing, number]] = found["within"]["steps"]
    assert thing == "heading"
    assert (found["origin"]["path"], found["origin"]["line"]) == ("strategies/lappi/strategy.yaml", 9)
    [line] = strategia(built, "audit", "--report", "github").stdout.splitlines()
    assert "file=strategies/lappi/strategy.yaml,line=9" in line
    assert f"build/{PAGE}: otsikko {number}: " in line
    sarif = json.loads(strategia(built, "audit", "--report", "sarif").stdout)["runs"][0]
    assert {rule["id"][:3] for rule in sarif["tool"]["driver"]["rules"]} == {"AUD"}


def test_without_a_map_of_origins_the_file_alone_is_told(built: Path) -> None:
    broken(built)
    (built / "build" / "origins.json").write_text('{"counties": {"lappi": {"apu": "/etc/passwd:1:1"}}}', "utf-8")
    assert "Lähde" not in strategia(built, "audit").stdout
    (built / "build" / "origins.json").write_text("[", encoding="utf-8")
    assert "Lähde" not in strategia(built, "audit").stdout
    (built / "build" / "origins.json").unlink()
    done = strategia(built, "audit")
    assert "AUD204" in done.stdout
    assert "Lähde" not in done.stdout


def test_levels_are_set_as_those_of_lint(built: Path) -> None:
    broken(built)
    settings = built / "strategia.yaml"
    settings.write_text("rules: {AUD204: warning}\n", encoding="utf-8")
    assert strategia(built, "audit").returncode == CLEAN
    assert strategia(built, "audit", "--fail-on", "warning").returncode == FAILED
    settings.write_text("rules: {AUD: off}\n", encoding="utf-8")
    assert "Ei huomautettavaa." in strategia(built, "audit").stdout
    settings.write_text("rules: {AUD999: off}\n", encoding="utf-8")
    assert strategia(built, "audit").returncode == USAGE


def test_an_audit_of_nothing_says_so_and_ends_with_two(built: Path) -> None:
    for path in ("nothing", "strategies", "strategia.yaml"):
        done = strategia(built, "audit", path)
        assert done.returncode == USAGE, path
        assert "RUN001" in done.stdout
        assert path in done.stdout


def test_files_and_folders_without_a_manifest_are_audited_too(built: Path) -> None:
    assert strategia(built, "audit", f"build/{PAGE}").returncode == CLEAN
    assert strategia(built, "audit", "build/lappi").stdout.startswith("Tarkistettu: 1 tiedosto, ")
    (built / "muuta").mkdir()
    (built / "muuta" / "kirje.docx").write_bytes(b"PK")
    assert "AUD101" in strategia(built, "audit", "muuta").stdout


def test_a_file_that_the_manifest_names_and_nobody_finds_is_told_of(built: Path) -> None:
    (built / "build" / PAGE).unlink()
    done = strategia(built, "audit")
    assert done.returncode == FAILED
    assert "AUD101" in done.stdout


def test_a_build_that_fails_its_audit_publishes_nothing(built: Path) -> None:
    page = built / "build" / PAGE
    before = page.read_bytes()
    own = built / "mallit" / "html"
    own.mkdir(parents=True)
    template = (ROOT / "templates" / "html" / "page.j2").read_text(encoding="utf-8")
    (own / "page.j2").write_text(template.replace("{{ document.title }}", ""), encoding="utf-8")
    arguments = ("build", "--format", "html", "--document", "strategy", "--templates", "mallit", "--audit")
    done = strategia(built, *arguments)
    assert done.returncode == FAILED
    assert f"build/{PAGE}:1:1 virhe AUD203 " in done.stdout
    assert "ei tallennettu" in done.stderr
    assert page.read_bytes() == before
    assert strategia(built, *arguments[:-1]).returncode == CLEAN
    assert page.read_bytes() != before


def test_a_build_that_passes_its_audit_is_published(built: Path) -> None:
    done = strategia(built, "build", "--audit")
    assert done.returncode == CLEAN, done.stdout
    assert "Ei huomautettavaa." in done.stdout
    assert len(list((built / "build" / "lappi").iterdir())) > 3
