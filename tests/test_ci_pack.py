"""The CI pack, by running it: the steps of the action, the GitLab job and the pre-commit hooks in scratch repositories.

What installs from the registries takes a while and runs where CI=true is set.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from running import ROOT, STRATEGIA, git

INSTALLS = pytest.mark.skipif(os.environ.get("CI") != "true", reason="installs from the registries; set CI=true")

STRATEGY = """\
kind: strategy
county: lappi
title: Esimerkki
period: {from: 2026, to: 2029}
illustrative: true
priorities:
  - id: arki
    title: Toimiva arki
    goals: [{id: hoitoon, title: Hoitoon pääsee ajoissa.}]
measures: [{id: teko, text: Avataan iltavastaanotto., serves: hoitoon}]
"""


def _yaml(name: str) -> Any:
    return YAML(typ="safe").load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    file = folder / "strategies" / "lappi" / "strategy.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(STRATEGY, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "first")
    return folder


# --- the action ---------------------------------------------------------------------------

ACTION = _yaml("action.yml")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}


class Runner:
    """What GitHub does with the steps of a composite action, as far as its scripts can tell."""

    def __init__(self, repository: Path, folder: Path, **inputs: str) -> None:
        self.repository = repository
        self.temp = folder
        self.temp.mkdir()
        self.inputs = {name: entry["default"] for name, entry in ACTION["inputs"].items()} | inputs
        self.outputs: dict[str, dict[str, str]] = {}
        self.summary = folder / "summary.md"

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        step = STEPS[name]
        output = self.temp / "output"
        output.write_text("", encoding="utf-8")
        environment = {
            **os.environ,
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            **{key: self._filled(value) for key, value in step.get("env", {}).items()},
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=self.repository, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        if "id" in step:
            lines = output.read_text(encoding="utf-8").splitlines()
            self.outputs[step["id"]] = dict(line.split("=", 1) for line in lines)
        return done

    def _filled(self, text: str) -> str:
        """An expression of the action, of the few that it uses."""

        def value(match: re.Match[str]) -> str:
            scope, *path = match[1].split(".")
            if scope == "inputs":
                return str(self.inputs[path[0]])
            if scope == "steps":
                return self.outputs[path[0]].get(path[2], "")
            return {"github.action_path": str(ROOT)}[match[1]]

        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", value, text)


@pytest.fixture
def runner(repository: Path, tmp_path: Path) -> Runner:
    made = Runner(repository, tmp_path / "temp")
    (made.temp / "strategia" / "bin").mkdir(parents=True)
    (made.temp / "strategia" / "bin" / "strategia").symlink_to(STRATEGIA)
    return made


def test_the_action_tells_keeps_and_passes(runner: Runner) -> None:
    done = runner.run("Check")
    assert done.returncode == 0, done.stderr
    assert "::warning" in done.stdout
    assert "Tarkistettu:" in done.stdout
    assert runner.summary.read_text(encoding="utf-8").startswith("## Strategian tarkistus")
    sarif = json.loads(Path(runner.outputs["check"]["sarif"]).read_text(encoding="utf-8"))
    assert sarif["version"] == "2.1.0"
    assert runner.run("Build").returncode == 0
    assert list(Path(runner.outputs["build"]["documents"]).rglob("*.docx"))
    assert runner.run("Result").returncode == 0


def test_the_action_fails_at_its_end_and_not_before_the_summary(runner: Runner) -> None:
    file = runner.repository / "strategies" / "lappi" / "strategy.yaml"
    file.write_text(STRATEGY.replace("serves: hoitoon", "serves: hoitooon"), encoding="utf-8")
    assert runner.run("Check").returncode == 0
    assert runner.outputs["check"]["code"] == "1"
    assert "LNK001" in runner.summary.read_text(encoding="utf-8")
    assert runner.run("Build").returncode == 0
    assert "documents" not in runner.outputs["build"]
    assert runner.run("Result").returncode == 1


def test_inputs_reach_the_command_line_and_nothing_else(repository: Path, runner: Runner) -> None:
    runner.inputs |= {"profile": "strict", "fail-on": "warning", "lang": "sv", "changed-since": "HEAD"}
    done = runner.run("Check")
    assert runner.outputs["check"]["code"] == "0"
    assert "Granskning av strategin" in runner.summary.read_text(encoding="utf-8")
    assert "::" not in done.stdout
    runner.inputs |= {"changed-since": "$(touch nasty); `touch nasty`", "profile": "board --fix"}
    runner.run("Check")
    assert runner.outputs["check"]["code"] == "2"
    assert not (repository / "nasty").exists()


def test_no_expression_of_the_action_stands_in_a_script() -> None:
    assert [name for name, step in STEPS.items() if "${{" in step.get("run", "")] == []


@INSTALLS
def test_the_action_installs_from_nothing(repository: Path, tmp_path: Path) -> None:
    runner = Runner(repository, tmp_path / "temp")
    done = runner.run("Install")
    assert done.returncode == 0, done.stderr
    assert runner.run("Check").returncode == 0
    assert runner.outputs["check"]["code"] == "0"


# --- GitLab -------------------------------------------------------------------------------


def test_the_job_of_gitlab_checks_and_builds(repository: Path) -> None:
    job = _yaml("ci/gitlab.yml")["strategia"]
    folder = repository / ".strategia-venv" / "bin"
    folder.mkdir(parents=True)
    (folder / "strategia").symlink_to(STRATEGIA)
    for line in job["script"]:
        environment = {**os.environ, **{key: str(value) for key, value in job["variables"].items()}}
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", line],
            cwd=repository,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
    reports = job["artifacts"]["reports"]
    assert json.loads((repository / reports["codequality"]).read_text(encoding="utf-8"))
    assert "<testsuites" in (repository / reports["junit"]).read_text(encoding="utf-8")
    assert any((repository / job["artifacts"]["paths"][0]).rglob("*.html"))


# --- pre-commit ---------------------------------------------------------------------------

HOOKS = {hook["id"]: hook for hook in _yaml(".pre-commit-hooks.yaml")}


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_takes_sources_and_nothing_else(name: str) -> None:
    files = re.compile(HOOKS[name]["files"])
    assert files.search("strategies/lappi/strategy.yaml")
    assert files.search("strategies/lappi/budget-2026.yml")
    for other in ("strategia.yaml", "docs/strategies/lappi/x.yaml", "strategies/lappi/x.txt", "strategies/x.yaml"):
        assert not files.search(other)


def test_a_hook_checks_the_files_it_is_given(repository: Path) -> None:
    command = HOOKS["strategia-lint"]["entry"].split()
    assert command[0] == "strategia"
    files = ["strategies/lappi/strategy.yaml"]
    done = subprocess.run([STRATEGIA, *command[1:], *files], cwd=repository, capture_output=True, check=False)
    assert done.returncode == 0


@INSTALLS
def test_the_hook_works_in_a_repository_of_its_own(repository: Path) -> None:
    pre_commit = Path(sys.executable).with_name("pre-commit")
    file = repository / "strategies" / "lappi" / "strategy.yaml"
    command = [str(pre_commit), "try-repo", str(ROOT), "strategia-lint", "--all-files", "--verbose"]
    good = subprocess.run(command, cwd=repository, capture_output=True, encoding="utf-8", check=False)
    assert good.returncode == 0, good.stdout + good.stderr
    assert "MEA101" in good.stdout
    file.write_text(STRATEGY.replace("serves: hoitoon", "serves: hoitooon"), encoding="utf-8")
    bad = subprocess.run(command, cwd=repository, capture_output=True, encoding="utf-8", check=False)
    assert bad.returncode == 1
    assert "LNK001" in bad.stdout
