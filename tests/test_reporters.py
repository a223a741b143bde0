"""Reporters: the same diagnostics in every form, valid for who reads it, with nothing that a text could smuggle in."""

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from running import ROOT, strategia
from test_html_browser import MODULES, needed

from strategia.diagnostics import Diagnostic, Severity
from strategia.languages import LANGUAGES, lexicon
from strategia.lint.rules import RULES
from strategia.reporters import REPORTERS, reporter
from strategia.reporters.report import Report
from strategia.source import Location, Source, Span

NASTY = "a%0A::error::x|`<b>@kaikki\n::set-output name=x::y]]>&\"'"
SOURCES = {"strategies/lappi/strategy.yaml": Source("strategies/lappi/strategy.yaml", "title: <b>x</b>\nb: 1\n")}


def _diagnostic(code: str, severity: Severity, line: int, **arguments: object) -> Diagnostic:
    place = Location("strategies/lappi/strategy.yaml", Span(line, 1, line, 6))
    return Diagnostic(code, severity, place, arguments, related=(place,))


MIXED = (
    _diagnostic("CMP103", Severity.WARNING, 1),
    _diagnostic("CMP110", Severity.WARNING, 1, id=NASTY),
    _diagnostic("CMP110", Severity.WARNING, 1, id="toinen"),
    _diagnostic("LNK001", Severity.ERROR, 2, id=NASTY, nearest=""),
    _diagnostic("STR109", Severity.INFO, 2, date="2026", start=2025),
    Diagnostic("RUN001", Severity.ERROR, None, {"folder": "x", "path": "x"}),
)


def _text(name: str, diagnostics: tuple[Diagnostic, ...] = MIXED, language: str = "fi") -> str:
    told = Report(diagnostics, SOURCES, lexicon(language), "Tarkistettu: 1 tiedosto.", 1, 2, rules=RULES)
    return reporter(name).report(told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REPORTERS)
def test_every_reporter_tells_everything_in_every_language_and_the_same_twice(name: str, language: str) -> None:
    text = _text(name, language=language)
    placed = {diagnostic.code for diagnostic in MIXED if diagnostic.location is not None}
    assert all(code in text for code in placed)
    assert text.endswith("\n")
    assert _text(name, language=language) == text
    assert reporter(name).report(Report((), {}, lexicon(language), "Ei mitään.")) is not None


def test_json_says_what_and_where() -> None:
    data = json.loads(_text("json"))
    assert [one["code"] for one in data["diagnostics"]] == [diagnostic.code for diagnostic in MIXED]
    first = data["diagnostics"][0]
    place = {"path": "strategies/lappi/strategy.yaml", "line": 1, "column": 1, "end_line": 1, "end_column": 6}
    assert first["location"] == place
    assert first["related"] == [place]
    assert data["diagnostics"][-1]["location"] is None


def test_fingerprints_are_unique_and_do_not_count_lines() -> None:
    prints = [one["fingerprint"] for one in json.loads(_text("json"))["diagnostics"]]
    assert len(set(prints)) == len(prints)
    moved = {"strategies/lappi/strategy.yaml": Source("a", "# ylös\n" + SOURCES["strategies/lappi/strategy.yaml"].text)}
    lower = _diagnostic("CMP103", Severity.WARNING, 2)
    (one,) = Report((lower,), moved, lexicon("fi"), "").told()
    assert one.fingerprint == prints[0]


def test_github_gets_no_command_from_a_text() -> None:
    lines = _text("github").splitlines()
    assert len(lines) == len(MIXED)
    assert all(re.match(r"::(error|warning|notice) title=", line) for line in lines)
    assert lines[0].startswith("::error")
    assert not any(
        re.search(r"(?<!^)::(error|set-output)", line.partition("::")[2].partition("::")[0]) for line in lines
    )


def test_of_200_findings_github_shows_ten_of_a_level_and_the_last_says_how_many_more() -> None:
    many = tuple(_diagnostic("CMP110", Severity.WARNING, 1, id=f"p{number}") for number in range(200))
    lines = _text("github", (*many, MIXED[3])).splitlines()
    assert lines[0].startswith("::error")
    assert len(lines) == 11
    assert "191" in lines[-1]


def test_junit_is_xml_with_a_case_for_each() -> None:
    root = ET.fromstring(_text("junit"))
    hints = [one for one in MIXED if one.severity is Severity.INFO]
    assert hints
    assert len(root.findall(".//testcase")) == len(MIXED)
    assert len(root.findall(".//failure")) == len(MIXED) - len(hints)
    assert root.get("failures") == str(len(MIXED) - len(hints))
    assert len(root.findall(".//system-out")) == len(hints)
    silent = ET.fromstring(reporter("junit").report(Report((), {}, lexicon("fi"), "Tarkistettu.")))
    assert silent.get("failures") == "0"
    assert len(silent.findall(".//testcase")) == 1


def test_gitlab_has_what_its_schema_demands() -> None:
    data = json.loads(_text("gitlab"))
    assert len(data) == len(MIXED) - 1
    for one in data:
        assert {"description", "check_name", "fingerprint", "severity", "location"} == one.keys()
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert one["location"]["lines"]["begin"] >= 1


def test_markdown_lets_no_text_become_markup_or_call_anybody() -> None:
    text = _text("markdown")
    assert "<b>" not in text
    assert "@kaikki" not in text
    rows = [line for line in text.splitlines() if line.startswith("| ") and "**" in line]
    assert len(rows) == len(MIXED)
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)


def test_html_holds_no_markup_of_a_text() -> None:
    tags: set[str] = set()

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            tags.add(tag)

    Parser().feed(_text("html"))
    assert not tags & {"b", "script", "img", "a"}
    assert "article" in tags


def test_sarif_is_what_the_microsoft_multitool_takes(tmp_path: Path) -> None:
    tool = needed("sarif-multitool", found=MODULES / "node_modules" / ".bin" / "sarif-multitool")
    file = tmp_path / "lint.sarif"
    file.write_text(_text("sarif"), encoding="utf-8")
    done = subprocess.run([tool, "validate", file], capture_output=True, encoding="utf-8", check=False)
    assert "error" not in done.stdout.lower().replace("0 error", ""), done.stdout


def test_sarif_points_at_rules_places_and_related_places() -> None:
    (run,) = json.loads(_text("sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result, diagnostic in zip(run["results"], MIXED, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == diagnostic.code
        assert bool(result.get("locations")) == (diagnostic.location is not None)
        assert len(result.get("relatedLocations", ())) == len(diagnostic.related)
        assert result["partialFingerprints"]["strategia/v1"]


def test_sarif_tells_of_every_rule_what_to_do() -> None:
    (run,) = json.loads(_text("sarif"))["runs"]
    helps = {rule["id"]: rule["help"]["text"] for rule in run["tool"]["driver"]["rules"]}
    assert all(helps.values())
    assert "targets: [{kind: milestone, due: 2027-06}]" in helps["MEA107"]


# --- on the command line ------------------------------------------------------------------


def _lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return strategia(folder, "lint", "--lang", "fi", *arguments)


def test_a_text_for_a_person_and_files_for_programs_in_one_run(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "strategies" / "kainuu", tmp_path / "strategies" / "kainuu")
    done = _lint(tmp_path, "--report", "sarif=out/lint.sarif", "--report", "json=lint.json")
    assert done.returncode == 0
    plain = _lint(tmp_path)
    assert done.stdout == plain.stdout
    data = json.loads((tmp_path / "lint.json").read_text(encoding="utf-8"))
    sarif = json.loads((tmp_path / "out" / "lint.sarif").read_text(encoding="utf-8"))
    assert len(data["diagnostics"]) == len(sarif["runs"][0]["results"]) > 0


def test_a_report_without_a_file_takes_the_place_of_the_text(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "strategies" / "kainuu", tmp_path / "strategies" / "kainuu")
    assert json.loads(_lint(tmp_path, "--report", "json").stdout)["files"] > 0
    both = _lint(tmp_path, "--report", "text", "--report", "github").stdout
    assert "::warning" in both
    assert "Tarkistettu:" in both


def test_an_unknown_form_and_a_place_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "strategies" / "kainuu", tmp_path / "strategies" / "kainuu")
    assert _lint(tmp_path, "--report", "xml").returncode == 2
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = _lint(tmp_path, "--report", "json=file/lint.json")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_two_forms_for_programs_are_not_printed_into_one_another(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "strategies" / "kainuu", tmp_path / "strategies" / "kainuu")
    done = _lint(tmp_path, "--report", "json", "--report", "sarif")
    assert (done.returncode, done.stdout) == (2, "")
    assert _lint(tmp_path, "--report", "json", "--report", "sarif=lint.sarif").returncode == 0
