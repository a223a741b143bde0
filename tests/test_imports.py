"""What a command loads: help waits for nothing, and a clean lint for nothing that only documents need."""

import importlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import lettering
import pytest

from strategia.cli import COMMANDS
from strategia.compiler import check
from strategia.loading.tree import Tree
from strategia.project import Project
from strategia.source import Location, Route

ROOT = Path(__file__).parents[1]
HEAVY = {"pandoc", "pypandoc", "pptx", "docx", "rich", "jinja2", "babel", "typst", "markdown_it", "lxml", "fontTools"}

_NEEDLESS = (
    *("strategia.model.budget", "strategia.model.services", "strategia.model.process", "strategia.trace.money"),
    *("strategia.trace.coverage", "strategia.lint.rules.alignment", "strategia.lint.rules.budgeting"),
)

PROGRAM = """
import json, sys
from strategia.cli import main
sys.argv[0] = "strategia"
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""

STRATEGY = """\
kind: strategy
county: kainuu
title: Esimerkki
illustrative: true
period:
  from: 2026
  to: 2029
mission: {slogan: Arki sujuu}
vision: {slogan: Apua ajoissa}
environment:
  assessed: 2025
priorities:
  - id: arki
    title: Arki
    goals:
      - id: apu
        title: Apua saa ajoissa
measures:
  - {id: m1, text: Avataan uusi palvelu pelastustoimen kanssa, serves: apu}
  - {id: m2, text: Hyvinvoinnin edistäminen ja hoitotakuu kirjataan palvelustrategiaan, serves: apu}
  - {id: m3, text: Palveluverkko ja omistajapolitiikka päätetään samalla kertaa, serves: apu}
  - {id: m4, text: Henkilöstö ja asukkaiden osallisuus otetaan mukaan, serves: apu}
indicators:
  - id: i1
    name: Hoitoon pääsy
    type: share
    serves: apu
    data: {kind: own}
    frequency: yearly
    level: council
    owner: palvelujohtaja
    baseline: {value: 80, when: 2025}
    targets:
      - {kind: absolute, comparator: at_least, value: 90}
follow_up:
  text:
    - Aluevaltuusto arvioi vuosittain.
  review: Strategia tarkistetaan kerran valtuustokaudessa.
covered_by:
  wellbeing: Hyvinvointisuunnitelma 2026
  services: Palvelustrategia 2026
  service_targets: Palvelustrategia 2026
  ownership: Konserniohje 2026
  personnel: Henkilöstöohjelma 2026
  participation: Osallisuusohjelma 2026
  rescue: Palvelutasopäätös 2026
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "strategies" / "kainuu"
    folder.mkdir(parents=True)
    (folder / "strategy.yaml").write_text(STRATEGY, encoding="utf-8")
    return tmp_path


def loaded(folder: Path, *arguments: str) -> tuple[str, set[str]]:
    """What a command prints, and the modules it loaded."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout, set(json.loads(run.stderr.splitlines()[-1]))


def packages(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def test_a_clean_lint_loads_nothing_that_only_documents_need(project: Path) -> None:
    told, modules = loaded(project, "lint", "--lang", "en")
    assert "1 file" in told
    assert "strategia.lint.rules" in modules
    assert packages(modules) & HEAVY == set()
    assert {module for module in modules if module.startswith(("strategia.writers.", "strategia.document."))} == set()
    # What only a service strategy or a budget needs.
    assert {module for module in modules if module.startswith(_NEEDLESS)} == set()


def test_a_clean_lint_loads_nothing_that_only_mistakes_and_plugins_need(project: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "strategia", "lint"]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=True)
    imported = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "strategia.loading.validation" in imported
    needless = ("importlib.metadata", "strategia.loading.mistakes", "strategia.loading.syntax", "strategia.model.theme")
    assert imported.isdisjoint((*needless, "strategia.lint.suppressions"))


def test_a_build_loads_no_rules_that_find_no_errors(project: Path) -> None:
    _, modules = loaded(project, "build", "--document", "summary", "--format", "html")
    assert "strategia.lint.rules.structure" in modules
    assert modules.isdisjoint(("strategia.lint.rules.completeness", "strategia.lint.rules.measurability.goals"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Route]:
    """The routes whose places were asked for."""
    routes: list[Route] = []
    locate = Tree.locate

    def told(tree: Tree, route: Route, *, key: bool = False) -> Location:
        routes.append(route)
        return locate(tree, route, key=key)

    monkeypatch.setattr(Tree, "locate", told)
    return routes


def test_a_clean_check_searches_no_file_for_places(project: Path, asked: list[Route]) -> None:
    """A rule that asks where something stands before it has found anything makes every lint dearer."""
    checked = check(Project(project), ["kainuu"], date(2026, 6, 30))
    assert checked.items > 5
    assert checked.diagnostics == []
    assert asked == []


def test_a_clean_check_of_a_service_strategy_and_a_budget_searches_no_file_either(
    tmp_path: Path, asked: list[Route], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The county is one of those that are made for measuring: its sums are right and its links reach every goal."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    generate = importlib.import_module("generate")
    project = Project(generate.write(tmp_path, 1, generate.THREAD))
    checked = check(project, project.counties(), date(2026, 6, 30))
    [workspace] = checked.workspaces.values()
    assert len(workspace.services) == len(workspace.budgets) == 1
    assert len(workspace.edges) > 200
    assert checked.diagnostics == []
    assert asked == []


@pytest.mark.parametrize(
    "files", ["", "\nfonts: {files: [regular.ttf, bold.ttf]}"], ids=["without fonts", "with fonts"]
)
def test_a_lint_never_loads_what_reads_fonts(project: Path, files: str) -> None:
    folder = project / "strategies" / "kainuu"
    lettering.write(folder, "regular.ttf", "bold.ttf")
    (folder / "theme.yaml").write_text(f"kind: theme\ncounty: kainuu{files}\n", encoding="utf-8")
    _, modules = loaded(project, "lint")
    assert packages(modules) & {"fontTools", "typst"} == set()
    assert ("strategia.typefaces" in modules) == bool(files)


def test_help_loads_nothing_of_the_pipeline(tmp_path: Path) -> None:
    told, modules = loaded(tmp_path, "--help")
    assert "strategia" in told
    assert packages(modules) & (HEAVY | {"pydantic", "ruamel"}) == set()
    assert {module for module in modules if module.startswith("strategia.")} == {
        *("strategia.cli", "strategia.cli.options", "strategia.languages", "strategia.usage"),
        *COMMANDS.values(),
    }


def test_a_lint_does_not_wait_for_the_options_of_other_commands(project: Path) -> None:
    _, modules = loaded(project, "lint")
    assert {module for module in modules if module.startswith("strategia.cli.")} == {
        "strategia.cli.lint",
        "strategia.cli.options",
    }


def test_a_lint_that_reports_does_load_rich(project: Path) -> None:
    (project / "strategies" / "kainuu" / "measures.yaml").write_text("kind: measures\ncounty: kainuu\n", "utf-8")
    command = [sys.executable, "-c", PROGRAM, "lint"]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 1
    assert "rich" in packages(set(json.loads(run.stderr.splitlines()[-1])))
