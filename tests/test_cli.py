"""The command line as its users meet it: the console script, run in a project of its own."""

import hashlib
import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
from running import STRATEGIA, strategia

CLEAN, FAILED, USAGE, OUTPUT, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130

HEAD = "kind: strategy\ncounty: {county}\ntitle: Esimerkki\nperiod: {{from: 2026, to: 2029}}\nillustrative: true\n"
TREE = (
    "priorities:\n  - id: arki\n    title: Toimiva arki\n    goals: [{id: hoitoon, title: Hoitoon pääsee ajoissa.}]\n"
)
REST = """mission: {slogan: Sinua varten}
vision: {slogan: Hyvä arki}
environment: {text: [Väestö ikääntyy.]}
measures: [{id: teko, text: Avataan iltavastaanotto., serves: hoitoon}]
indicators:
  - id: jono
    name: Jono
    type: count
    serves: hoitoon
    data: {kind: own}
    frequency: yearly
    level: council
    owner: palvelujohtaja
    baseline: {value: 900, when: 2025}
    targets: [{kind: absolute, comparator: at_most, value: 500}]
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
FOLLOW_UP = "follow_up: {text: [Aluevaltuusto arvioi strategian vuosittain.]}\n"


def _county(root: Path, text: str = TREE + REST + FOLLOW_UP, slug: str = "lappi") -> Path:
    """A project with one more county; sound unless another text is given."""
    folder = root / "strategies" / slug
    folder.mkdir(parents=True)
    file = folder / "strategy.yaml"
    file.write_text(HEAD.format(county=slug) + text, encoding="utf-8")
    return file


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".strategia.lock"
    }


# --- exit codes ---------------------------------------------------------------------------


def test_a_clean_lint_ends_with_zero_and_says_what_it_looked_at(tmp_path: Path) -> None:
    _county(tmp_path)
    done = strategia(tmp_path, "lint")
    assert (done.returncode, done.stderr) == (CLEAN, "")
    assert re.fullmatch(r"Tarkistettu: 1 tiedosto, \d+ kohtaa\. Ei huomautettavaa\.\n", done.stdout)


def test_an_error_ends_with_one_in_lint_and_in_build(tmp_path: Path) -> None:
    _county(tmp_path, TREE + "oops: 1\n")
    for command in ("lint", "build"):
        done = strategia(tmp_path, command)
        assert done.returncode == FAILED
        assert "strategies/lappi/strategy.yaml:10:1 virhe SCH002" in done.stdout
    assert not (tmp_path / "build").exists()


def test_warnings_fail_only_where_that_is_asked_for(tmp_path: Path) -> None:
    _county(tmp_path, TREE + REST)
    assert strategia(tmp_path, "lint").returncode == CLEAN
    assert strategia(tmp_path, "lint", "--fail-on", "warning").returncode == FAILED
    (tmp_path / "strategia.yaml").write_text("fail_on: warning\n", encoding="utf-8")
    assert strategia(tmp_path, "lint").returncode == FAILED
    assert strategia(tmp_path, "lint", "--fail-on", "error").returncode == CLEAN
    (tmp_path / "strategia.yaml").write_text("fail_on: warning\nrules: {CMP104: off}\n", encoding="utf-8")
    assert strategia(tmp_path, "lint").returncode == CLEAN


def test_a_lint_of_nothing_says_so_and_ends_with_two(tmp_path: Path) -> None:
    done = strategia(tmp_path, "lint")
    assert done.returncode == USAGE
    assert "RUN001" in done.stdout
    _county(tmp_path)
    for path in ("kainuu", "strategies/lappi/nosuch.yaml", "strategies/kainuu", "/"):
        done = strategia(tmp_path, "lint", "lappi", path)
        assert done.returncode == (CLEAN if path == "/" else USAGE), path
    assert strategia(tmp_path, "lint", "../..").returncode == CLEAN


def test_paths_choose_what_is_looked_at(tmp_path: Path) -> None:
    _county(tmp_path)
    _county(tmp_path, TREE + "oops: 1\n", "kainuu")
    for path in ("lappi", "strategies/lappi/strategy.yaml", "strategies/kainuu/../lappi"):
        assert strategia(tmp_path, "lint", path).returncode == CLEAN, path
    assert strategia(tmp_path / "strategies" / "lappi", "lint", ".").returncode == CLEAN
    for path in ("kainuu", "."):
        assert strategia(tmp_path, "lint", path).returncode == FAILED, path


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "kainuu"],
        ["build", "--format", "odt"],
        ["build", "--document", "runo"],
        ["build", "--lang", "de"],
        ["build", "--templates", "nosuch"],
        ["lint", "--fail-on", "disaster"],
        ["lint", "--lang", "de"],
        ["lint", "--as-of", "eilen"],
        ["lint", "--nosuch"],
        ["explain"],
        ["explain", "ABC123"],
        ["init", "atlantis"],
        ["nosuch"],
        [],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two_and_without_a_traceback(tmp_path: Path, arguments: list[str]) -> None:
    _county(tmp_path)
    done = strategia(tmp_path, *arguments)
    assert done.returncode == USAGE
    assert done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["strategies"]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("rules: {STR999: off}\n", "RUN003"),
        ("rules: {nonsense: off}\n", "RUN003"),
        ("documents: [strategi]\n", "strategia.yaml:1:13 virhe RUN008"),
        ("formats: [html, pdff]\n", "strategia.yaml:1:17 virhe RUN008"),
        ("fail_on: disaster\n", "SCH005"),
        ("colour: red\n", "SCH002"),
        ("a: [\n", "YML101"),
        ("- a\n", "YML105"),
    ],
)
def test_wrong_settings_end_with_two(tmp_path: Path, settings: str, told: str) -> None:
    _county(tmp_path)
    (tmp_path / "strategia.yaml").write_text(settings, encoding="utf-8")
    for command in ("lint", "build"):
        done = strategia(tmp_path, command)
        assert done.returncode == USAGE
        assert told in done.stdout
        assert "strategia.yaml" in done.stdout


def test_settings_choose_documents_and_formats(tmp_path: Path) -> None:
    _county(tmp_path)
    (tmp_path / "strategia.yaml").write_text("documents: [summary]\nformats: [html]\n", encoding="utf-8")
    assert strategia(tmp_path, "build").returncode == CLEAN
    made = ["lappi/lappi-tiivistelma-2026-2029-fi.html", "manifest.json", "origins.json"]
    assert sorted(_files(tmp_path / "build")) == made


def test_output_that_cannot_be_written_ends_with_three(tmp_path: Path) -> None:
    _county(tmp_path)
    (tmp_path / "build").write_text("tiedosto eikä kansio", encoding="utf-8")
    done = strategia(tmp_path, "build", "--format", "html")
    assert done.returncode == OUTPUT
    assert "Traceback" not in done.stderr
    assert (tmp_path / "build").read_text(encoding="utf-8") == "tiedosto eikä kansio"


def _breaking(folder: Path, code: str) -> dict[str, str]:
    """An environment in which strategia meets a bug: Python runs this before the program."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


BUG_IN_THE_SECOND_DOCUMENT = """
import strategia.document as d
real = d.compose
def compose(workspace, name, *rest, **more):
    if name == "summary":
        raise RuntimeError("vika")
    return real(workspace, name, *rest, **more)
d.compose = compose
"""


def test_a_bug_of_ours_ends_with_seventy_and_leaves_the_old_output(tmp_path: Path) -> None:
    project = tmp_path / "project"
    file = _county(project)
    assert strategia(project, "build", "--format", "html").returncode == CLEAN
    before = _files(project / "build")
    file.write_text(file.read_text(encoding="utf-8").replace("Toimiva", "Sujuva"), encoding="utf-8")
    broken = _breaking(tmp_path / "bug", BUG_IN_THE_SECOND_DOCUMENT)
    done = strategia(project, "build", "--format", "html", **broken)
    assert done.returncode == BUG
    assert "Traceback" not in done.stderr
    assert "RuntimeError: vika" in done.stderr
    assert "strategia --debug build --format html" in done.stderr
    assert _files(project / "build") == before
    debugged = strategia(project, "--debug", "build", "--format", "html", **broken)
    assert "Traceback" in debugged.stderr


def test_a_rule_that_crashes_hides_no_other(tmp_path: Path) -> None:
    project = tmp_path / "project"
    _county(project, TREE)
    code = """
from dataclasses import replace
import strategia.lint as lint
def broken(workspace, context):
    raise ValueError("vika")
lint.lint.__defaults__ = (tuple(replace(r, check=broken) if r.code == "CMP103" else r for r in lint.families.RULES),)
"""
    done = strategia(project, "lint", **_breaking(tmp_path / "bug", code))
    assert done.returncode == BUG
    assert "RUN002" in done.stdout
    assert "ValueError: vika" in done.stdout
    assert "CMP104" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_an_interrupt_ends_with_130_and_without_a_traceback(tmp_path: Path) -> None:
    _county(tmp_path)
    watching = subprocess.Popen(
        [STRATEGIA, "build", "--watch", "--document", "summary", "--format", "html"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "build" / "manifest.json").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    watching.send_signal(signal.SIGINT)
    _, told = watching.communicate(timeout=30)
    assert watching.returncode == INTERRUPTED
    assert "Traceback" not in told


@pytest.mark.skipif(os.name == "nt", reason="Windows has other pipes")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    goals = "".join(f"  - {{id: p{n}, title: Otsikko}}\n" for n in range(400))
    _county(tmp_path, "priorities:\n" + goals)
    pipe = ["sh", "-c", '"$0" lint | head -n 1', str(STRATEGIA)]
    done = subprocess.run(pipe, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


# --- words, colours, encodings ------------------------------------------------------------


def test_messages_are_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    _county(tmp_path, TREE)
    for language, word in (("fi", "varoitus"), ("sv", "varning"), ("en", "warning")):
        for done in (
            strategia(tmp_path, "lint", "--lang", language, LANG="de_DE.UTF-8"),
            strategia(tmp_path, "lint", LANG=f"{language}_FI.UTF-8"),
        ):
            assert f"strategy.yaml:3:1 {word} CMP103" in done.stdout
    (tmp_path / "strategia.yaml").write_text("language: sv\n", encoding="utf-8")
    assert "varning CMP103" in strategia(tmp_path, "lint", LANG="en_GB.UTF-8").stdout
    assert "warning CMP103" in strategia(tmp_path, "lint", STRATEGIA_LANG="en").stdout


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_help_and_usage_errors_are_in_the_language_that_is_asked_for(tmp_path: Path, language: str) -> None:
    usage = {"fi": "Käyttö:", "sv": "Användning:", "en": "Usage:"}[language]
    for command in ([], ["lint"], ["build"]):
        done = strategia(tmp_path, *command, "--help", STRATEGIA_LANG=language)
        assert done.returncode == CLEAN
        assert usage in done.stdout
        assert language == "en" or "Usage" not in done.stdout
    assert strategia(tmp_path, "lint", "--nosuch", STRATEGIA_LANG=language).returncode == USAGE


def test_no_colour_is_printed_where_nobody_wants_it(tmp_path: Path) -> None:
    _county(tmp_path)
    _county(tmp_path, TREE + "oops: 1\n", "kainuu")
    for environment in ({}, {"NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "xterm-256color"}):
        for command in (["lint"], ["build", "--format", "html"]):
            done = strategia(tmp_path, *command, **environment)
            assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_a_narrow_console_loses_letters_but_does_not_crash(tmp_path: Path, encoding: str) -> None:
    _county(tmp_path)
    _county(tmp_path, 'subtitle: "Дом → 家"\n' + TREE + "oops: 1\n", "kainuu")
    for command in (["lint"], ["build", "--document", "summary", "--format", "html"], ["rules"], ["--help"]):
        done = strategia(tmp_path, *command, PYTHONIOENCODING=encoding)
        assert done.returncode in (CLEAN, FAILED)
        assert "Traceback" not in done.stderr
        assert "UnicodeEncodeError" not in done.stderr


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_code_can_be_explained(tmp_path: Path, language: str) -> None:
    for code in ("sch004", "MEA101", "MEA107"):
        done = strategia(tmp_path, "explain", code, "--lang", language)
        assert done.returncode == CLEAN
        assert done.stdout.startswith(code.upper())
        assert "{{" not in done.stdout


# --- a hostile checkout -------------------------------------------------------------------

BAIT = "import pathlib, sys\npathlib.Path(sys.argv[0]).name\nopen({trap!r}, 'a').write(__name__ + '\\n')\n"


@pytest.mark.skipif(os.name == "nt", reason="the bait is a shell script")
def test_nothing_in_a_checkout_is_executed(tmp_path: Path) -> None:
    project = tmp_path / "project"
    _county(project)
    trap = tmp_path / "trap"
    bait = BAIT.format(trap=str(trap))
    for folder in (project, project / "strategies" / "lappi"):
        for name in ("yaml", "sitecustomize", "usercustomize", "typer", "pydantic", "jinja2", "lxml", "strategia"):
            (folder / f"{name}.py").write_text(bait, encoding="utf-8")
        for name in ("pandoc", "typst", "git", "sh"):
            script = folder / name
            script.write_text(f"#!/bin/sh\necho {name} >> {trap}\n", encoding="utf-8")
            script.chmod(0o755)
        (folder / "conftest.py").write_text(bait, encoding="utf-8")
        (folder / "pyproject.toml").write_text('[project.entry-points."strategia"]\nx = "yaml:x"\n', encoding="utf-8")
    looks = project / "templates" / "html"
    looks.mkdir(parents=True)
    (looks / "document.html.j2").write_text("{{ ''.__class__.__mro__ }} PWNED", encoding="utf-8")
    for arguments in (["lint"], ["build"], ["rules"], ["schemas", "--out", "shapes"]):
        assert strategia(project, *arguments, PATH=f"{project}:{os.environ['PATH']}").returncode == CLEAN
    assert not trap.exists()
    pages = list((project / "build").rglob("*.html"))
    assert pages
    assert not any("PWNED" in page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize(
    ("form", "file", "faulty"),
    [
        ("html", "html/callout.j2", "{% macro block(it, page) %}{{ foo }}"),
        ("pdf", "pdf/callout.typ", "#let block = foo"),
    ],
)
def test_a_faulty_template_of_ones_own_is_told(tmp_path: Path, form: str, file: str, faulty: str) -> None:
    _county(tmp_path)
    own = tmp_path / "omat" / file
    own.parent.mkdir(parents=True)
    own.write_text(faulty, encoding="utf-8")
    done = strategia(tmp_path, "build", "--format", form, "--templates", "omat", "--lang", "fi")
    assert done.returncode == USAGE
    assert "Malli on viallinen" in done.stderr


@pytest.mark.parametrize(
    ("command", "language", "told"),
    [
        ("lnt", "fi", "Virhe: Komentoa lnt ei ole. Tarkoititko lint?"),
        ("lnt", "sv", "Fel: Kommandot lnt finns inte. Menade du lint?"),
        ("xyzzy", "en", "Error: There is no command xyzzy."),
    ],
)
def test_a_mistyped_command_is_answered_in_the_users_language(
    tmp_path: Path, command: str, language: str, told: str
) -> None:
    done = strategia(tmp_path, command, STRATEGIA_LANG=language)
    assert done.returncode == USAGE
    assert done.stderr.splitlines()[0] == told


def test_a_template_that_would_fetch_a_package_is_not_used(tmp_path: Path) -> None:
    _county(tmp_path)
    own = tmp_path / "omat" / "pdf" / "callout.typ"
    own.parent.mkdir(parents=True)
    own.write_text('#import "@preview/cetz:0.3.4"\n#let block(it) = []\n', encoding="utf-8")
    done = strategia(tmp_path, "build", "--format", "pdf", "--templates", "omat", "--lang", "fi")
    assert done.returncode == USAGE
    assert "callout.typ" in done.stderr
    assert "@preview/cetz:0.3.4" in done.stderr


# --- from nothing to documents ------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_starter_lints_clean_and_builds(tmp_path: Path, language: str) -> None:
    assert strategia(tmp_path, "init", "pohjanmaa", "--lang", language).returncode == CLEAN
    assert strategia(tmp_path, "lint", "--fail-on", "info").returncode == CLEAN
    assert strategia(tmp_path, "build").returncode == CLEAN
    files = json.loads((tmp_path / "build" / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {entry["format"] for entry in files.values()} >= {"html", "docx", "pdf", "pptx"}
    again = strategia(tmp_path, "init", "pohjanmaa")
    assert again.returncode == USAGE


def test_a_second_build_changes_nothing_and_a_partial_one_keeps_the_rest(tmp_path: Path) -> None:
    file = _county(tmp_path)
    assert strategia(tmp_path, "build").returncode == CLEAN
    own = tmp_path / "build" / "lappi" / "omat.txt"
    own.write_text("omat muistiinpanot", encoding="utf-8")
    before = _files(tmp_path / "build")
    assert strategia(tmp_path, "build").returncode == CLEAN
    assert _files(tmp_path / "build") == before
    file.write_text(file.read_text(encoding="utf-8").replace("Toimiva", "Sujuva"), encoding="utf-8")
    assert strategia(tmp_path, "build", "--format", "html").returncode == CLEAN
    after = _files(tmp_path / "build")
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] == before[name]} >= {
        name for name in before if name.endswith((".docx", ".pdf", ".pptx", ".txt"))
    }


def test_a_county_with_errors_keeps_its_old_output_and_the_others_are_built(tmp_path: Path) -> None:
    file = _county(tmp_path)
    _county(tmp_path, slug="kainuu")
    assert strategia(tmp_path, "build", "--format", "html").returncode == CLEAN
    before = _files(tmp_path / "build")
    file.write_text(file.read_text(encoding="utf-8") + "oops: 1\n", encoding="utf-8")
    assert strategia(tmp_path, "build", "--format", "html").returncode == FAILED
    assert _files(tmp_path / "build") == before


def test_a_forced_build_says_so_in_every_document(tmp_path: Path) -> None:
    _county(tmp_path, TREE + "measures: [{id: teko, text: Teko, serves: kuu}]\n")
    assert strategia(tmp_path, "build", "--format", "html").returncode == FAILED
    assert not (tmp_path / "build").exists()
    assert strategia(tmp_path, "build", "--format", "html", "--force").returncode == FAILED
    pages = list((tmp_path / "build").rglob("*.html"))
    assert len(pages) == 3
    assert all("LÄHTEISSÄ VIRHEITÄ" in page.read_text(encoding="utf-8") for page in pages)


# --- the same bytes -----------------------------------------------------------------------


def test_the_same_sources_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Neither the folder, the clock's zone, the language of the system nor the hash seed shows."""
    surroundings = (
        {"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1", "HOME": "/"},
        {"TZ": "Asia/Kathmandu", "LANG": "sv_FI.UTF-8", "PYTHONHASHSEED": "2", "HOME": str(tmp_path)},
    )
    built = []
    for number, environment in enumerate(surroundings):
        project = tmp_path / f"kansio-{number}" / ("syvemmällä" * number)
        _county(project, "languages: [fi, sv]\nstage: draft\n" + TREE + REST)
        start = project if number == 0 else project / "strategies" / "lappi"
        assert strategia(start, "build", "--out", str(project / "build"), **environment).returncode == CLEAN
        built.append(_files(project / "build"))
    assert len(built[0]) > 10
    assert built[0] == built[1]


def _starter(folder: Path) -> Path:
    """A folder with a fresh starter for Kainuu."""
    assert strategia(folder, "init", "kainuu").returncode == 0
    return folder


def test_what_stands_in_the_way_of_an_artefact_stops_the_build_before_anything_is_moved(tmp_path: Path) -> None:
    project = _starter(tmp_path)
    assert strategia(project, "build").returncode == 0
    made = sorted(path for path in (project / "build" / "kainuu").iterdir())
    blocked, others = made[0], made[1:]
    blocked.unlink()
    blocked.mkdir()
    before = {path: path.read_bytes() for path in others}
    strategy = project / "strategies" / "kainuu" / "strategy.yaml"
    strategy.write_text(strategy.read_text(encoding="utf-8").replace("Ensimmäinen", "Toinen"), encoding="utf-8")
    result = strategia(project, "build")
    assert result.returncode == 3
    assert blocked.name in result.stderr
    assert {path: path.read_bytes() for path in others} == before
    blocked.rmdir()
    assert strategia(project, "build").returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_nothing_is_written_through_a_link_out_of_the_project(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    project.mkdir()
    outside.mkdir()
    _starter(project)
    (project / "build").symlink_to(outside)
    assert strategia(project, "build").returncode == 3
    assert not list(outside.iterdir())


def test_documents_are_not_written_among_the_sources(tmp_path: Path) -> None:
    project = _starter(tmp_path)
    assert strategia(project, "build", "--out", "strategies").returncode == 3
    assert [path.name for path in (project / "strategies").iterdir()] == ["kainuu"]


def test_a_text_that_says_nothing_does_not_break_a_document(tmp_path: Path) -> None:
    project = _starter(tmp_path)
    strategy = project / "strategies" / "kainuu" / "strategy.yaml"
    text = strategy.read_text(encoding="utf-8")
    strategy.write_text(
        text.replace("task: arvioi strategian toteutumista", "task: '[](https://www.finlex.fi)'"), "utf-8"
    )
    assert strategia(project, "build").returncode == 0


def test_a_folder_that_is_no_county_is_an_error(tmp_path: Path) -> None:
    project = _starter(tmp_path)
    (project / "strategies" / "kainuu").rename(project / "strategies" / "kainuu-vanha")
    result = strategia(project, "lint")
    assert result.returncode == 1
    assert "STR108" in result.stdout


@pytest.mark.parametrize(
    "command", [("list", "goals"), ("review", "list"), ("review", "accept", "--all-new"), ("trace",), ("build",)]
)
def test_a_project_without_counties_is_told_how_to_begin(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = strategia(tmp_path, *command, STRATEGIA_LANG="fi")
    assert result.returncode == 2
    assert "ei ole strategioita. Tee malli komennolla strategia init." in result.stderr


def test_what_is_installed_beside_does_not_hook_into_validation(tmp_path: Path) -> None:
    """pydantic would load its plugins from any package that says it has one."""
    _county(tmp_path)
    beside = tmp_path / "beside"
    (beside / "hook-1.0.dist-info").mkdir(parents=True)
    (beside / "hook-1.0.dist-info" / "METADATA").write_text("Name: hook\nVersion: 1.0\n", encoding="utf-8")
    (beside / "hook-1.0.dist-info" / "entry_points.txt").write_text("[pydantic]\nhook = hook:plugin\n", "utf-8")
    (beside / "hook.py").write_text("raise SystemExit('hooked')\n", encoding="utf-8")
    environment = {"PYTHONPATH": str(beside)}
    assert strategia(tmp_path, "lint", **environment).returncode == 0
    # The bait is good: who asks for plugins gets this one.
    hooked = strategia(tmp_path, "lint", **environment, PYDANTIC_DISABLE_PLUGINS="none")
    assert "hooked" in hooked.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")  # noqa: PTH110
def test_a_full_disk_behind_standard_output_is_told_by_the_exit_code(tmp_path: Path) -> None:
    _county(tmp_path)
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        done = subprocess.run([STRATEGIA, "lint"], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == OUTPUT
    assert b"Traceback" not in done.stderr


def test_all_that_was_said_is_out_before_the_process_ends(tmp_path: Path) -> None:
    """The process does not end as Python does; what stands in its buffers must still reach the reader."""
    goals = "".join(f"  - {{id: p{n}, title: Otsikko}}\n" for n in range(300))
    _county(tmp_path, "priorities:\n" + goals)
    done = strategia(tmp_path, "lint", "--lang", "en")
    assert done.stdout.count(" CMP110 ") == 300
    assert done.stdout.splitlines()[-1].startswith("Checked: 1 file")
