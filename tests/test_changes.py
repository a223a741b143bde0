"""`strategia lint --changed-since`: what a change touched and what it broke elsewhere, and nothing else."""

import subprocess
from pathlib import Path

import pytest
from running import git, strategia

STRATEGY = """\
kind: strategy
county: lappi
title: Esimerkki
period: {from: 2026, to: 2029}
illustrative: true
priorities:
  - id: arki
    title: Toimiva arki
    goals:
      - {id: hoitoon, title: Hoitoon pääsee ajoissa.}
      - {id: lahella, title: Palvelut ovat lähellä.}
"""
MEASURES = """\
kind: measures
county: lappi
measures:
  - {id: teko, text: Avataan iltavastaanotto., serves: [hoitoon, lahella]}
"""


def _lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return strategia(folder, "lint", "--lang", "en", *arguments)


def _told(folder: Path, commit: str = "HEAD") -> list[str]:
    done = _lint(folder, "--changed-since", commit)
    assert done.returncode in (0, 1), done.stderr
    lines = (line for line in done.stdout.splitlines() if line.startswith("strategies/"))
    return [f"{line.split(':')[0].rpartition('/')[2]} {line.split(' ')[2]}" for line in lines]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "strategies" / "lappi"
    folder.mkdir(parents=True)
    (folder / "strategy.yaml").write_text(STRATEGY, encoding="utf-8")
    (folder / "measures.yaml").write_text(MEASURES, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    return tmp_path


def _replaced(project: Path, name: str, old: str, new: str) -> None:
    file = project / "strategies" / "lappi" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_without_a_change_there_is_nothing_to_tell(project: Path) -> None:
    assert _lint(project).stdout.count("CMP") > 2
    assert _told(project) == []


def test_what_a_change_broke_in_another_file_is_told(project: Path) -> None:
    _replaced(project, "strategy.yaml", "id: lahella", "id: lahipalvelut")
    assert "measures.yaml LNK001" in _told(project)


def test_what_stands_on_a_changed_line_is_told_although_it_stood_there_before(project: Path) -> None:
    _replaced(project, "strategy.yaml", "Palvelut ovat lähellä.", "Palvelut ovat lähellä asukkaita.")
    # The goal had no indicator before either; its neighbour, untouched, is not told of.
    assert _told(project) == ["strategy.yaml MEA101"]


def test_lines_that_only_moved_are_not_told(project: Path) -> None:
    _replaced(project, "strategy.yaml", "kind: strategy", "# Ylin rivi\n\nkind: strategy")
    assert _told(project) == []


def test_a_commit_is_compared_with_the_working_tree_and_with_later_commits(project: Path) -> None:
    _replaced(project, "strategy.yaml", "id: lahella", "id: lahipalvelut")
    git(project, "commit", "--quiet", "-am", "second")
    assert _told(project) == []
    assert "measures.yaml LNK001" in _told(project, "HEAD~1")


def test_a_county_that_was_not_there_before_is_all_new(project: Path) -> None:
    folder = project / "strategies" / "kainuu"
    folder.mkdir()
    (folder / "strategy.yaml").write_text(STRATEGY.replace("lappi", "kainuu"), encoding="utf-8")
    assert len(_told(project)) == sum("kainuu" in line for line in _lint(project).stdout.splitlines()) > 2


@pytest.mark.parametrize("commit", ["nope", "--output=x", "HEAD:strategies", ""])
def test_what_is_no_commit_is_told(commit: str, project: Path) -> None:
    done = _lint(project, f"--changed-since={commit}")
    assert done.returncode == 2
    assert "Git does not know" in done.stderr
    assert not (project / "x").exists()


def test_without_a_repository_that_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "strategies" / "lappi"
    folder.mkdir(parents=True)
    (folder / "strategy.yaml").write_text(STRATEGY, encoding="utf-8")
    assert _lint(tmp_path, "--changed-since", "HEAD").returncode == 2


def test_links_and_other_files_of_a_commit_are_not_laid_out(project: Path) -> None:
    (project / "strategies" / "lappi" / "link.yaml").symlink_to("/etc/hostname")
    (project / "strategies" / "lappi" / "note.txt").write_text("x", encoding="utf-8")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "links")
    (project / "strategies" / "lappi" / "link.yaml").unlink()
    assert _told(project) == []
