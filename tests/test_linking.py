"""Linking within one county and no further: what is said of an id that another county has."""

from datetime import date
from pathlib import Path

import pytest

from strategia.compiler import check
from strategia.diagnostics import Diagnostic
from strategia.languages import lexicon
from strategia.project import Project
from strategia.reporters import worded

STRATEGY = """\
kind: strategy
county: {county}
title: Esimerkki
period: {{from: 2026, to: 2029}}
illustrative: true
priorities:
  - id: arki
    title: Toimiva arki
    goals:
      - {{id: {goal}, title: Hoitoon pääsee ajoissa.}}
measures:
  - {{id: teko, text: Avataan vastaanotto., serves: {serves}}}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Lappi, which refers to `yhteinen`, and Kainuu, which has it."""
    _write(tmp_path, "lappi", goal="hoitoon", serves="yhteinen")
    _write(tmp_path, "kainuu", goal="yhteinen", serves="yhteinen")
    return Project(tmp_path)


def _write(root: Path, county: str, *, goal: str, serves: str) -> None:
    folder = root / "strategies" / county
    folder.mkdir(parents=True, exist_ok=True)
    text = STRATEGY.format(county=county, goal=goal, serves=serves)
    (folder / "strategy.yaml").write_text(text, encoding="utf-8")


def _unknown(project: Project, *slugs: str) -> list[Diagnostic]:
    checked = check(project, slugs or project.counties(), date(2026, 6, 30))
    return [diagnostic for diagnostic in checked.diagnostics if diagnostic.code.startswith("LNK")]


@pytest.mark.parametrize("slugs", [(), ("lappi",)], ids=["all counties", "the one asked for"])
def test_an_id_of_another_county_says_so(project: Project, slugs: tuple[str, ...]) -> None:
    [diagnostic] = _unknown(project, *slugs)
    assert (diagnostic.code, diagnostic.variant) == ("LNK001", "elsewhere")
    assert str(diagnostic.location) == "strategies/lappi/strategy.yaml:12:52"
    assert [str(place) for place in diagnostic.related] == ["strategies/kainuu/strategy.yaml:10:14"]
    told = worded(diagnostic, lexicon("fi"))
    assert told.message == (
        "Tunnus ”yhteinen” on toisella hyvinvointialueella (kansio kainuu). "
        "Viittaus voi johtaa vain oman alueen kohtaan."
    )


def test_a_similar_id_of_the_own_county_is_not_proposed_where_the_very_id_is_anothers(project: Project) -> None:
    _write(project.root, "lappi", goal="yhteinen-2", serves="yhteinen")
    [diagnostic] = _unknown(project)
    assert diagnostic.variant == "elsewhere"
    assert "yhteinen-2" not in worded(diagnostic, lexicon("en")).message


def test_an_id_that_no_county_has_is_simply_unknown(project: Project) -> None:
    _write(project.root, "lappi", goal="hoitoon", serves="kuu")
    [diagnostic] = _unknown(project)
    assert (diagnostic.code, diagnostic.variant) == ("LNK001", "")


def test_an_id_that_another_county_only_refers_to_is_not_there(project: Project) -> None:
    _write(project.root, "lappi", goal="hoitoon", serves="kuu")
    _write(project.root, "kainuu", goal="yhteinen", serves="kuu")
    assert [diagnostic.variant for diagnostic in _unknown(project)] == ["", ""]


def test_the_id_of_a_whole_file_is_no_id_of_another_county(project: Project) -> None:
    budget = "kind: budget\ncounty: kainuu\ntitle: T\nillustrative: true\nyears: [2026]\nmoney: teur\n"
    file = project.strategies / "kainuu" / "budget.yaml"
    file.write_text(budget + "signs: costs_negative\n", encoding="utf-8")
    _write(project.root, "lappi", goal="hoitoon", serves="budget")
    assert [diagnostic.variant for diagnostic in _unknown(project)] == [""]


def test_what_another_county_has_wrong_is_not_told_of_the_one_asked_for(project: Project) -> None:
    file = project.strategies / "kainuu" / "measures.yaml"
    file.write_text("kind: measures\ncounty: kainuu\nyhteinen: [\n", encoding="utf-8")
    checked = check(project, ["lappi"], date(2026, 6, 30))
    assert [d.variant for d in checked.diagnostics if d.code == "LNK001"] == ["elsewhere"]
    assert {d.location.path for d in checked.diagnostics if d.location} == {"strategies/lappi/strategy.yaml"}
    assert checked.files == 1


def test_no_other_county_is_read_while_every_reference_leads_somewhere(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(project.root, "lappi", goal="yhteinen", serves="yhteinen")
    monkeypatch.setattr("strategia.compiler._owners", lambda *_: pytest.fail("looked for"))
    assert _unknown(project, "lappi") == []


def test_many_unknown_ids_of_a_file_are_told_once_for_a_file_is_missing(tmp_path: Path) -> None:
    def unknown(count: int) -> list[Diagnostic]:
        _write(tmp_path, "lappi", goal="hoitoon", serves="[" + ", ".join(f"kohta{n}" for n in range(count)) + "]")
        return _unknown(Project(tmp_path))

    assert [diagnostic.variant for diagnostic in unknown(10)] == [""] * 10
    [diagnostic] = unknown(12)
    assert (diagnostic.variant, len(diagnostic.related)) == ("many", 10)
    told = worded(diagnostic, lexicon("fi"))
    assert told.message.startswith("12 viittausta tässä tiedostossa ei johda mihinkään.")
    assert told.message.endswith("kohta0, kohta1, kohta2, kohta3, kohta4, kohta5, kohta6, kohta7, … (+4).")


def test_a_file_of_another_county_is_told_once(tmp_path: Path) -> None:
    measures = "".join(f"  - {{id: teko{n}, text: Teko., serves: yhteinen}}\n" for n in range(12))
    _write(tmp_path, "kainuu", goal="yhteinen", serves="yhteinen")
    _write(tmp_path, "lappi", goal="hoitoon", serves="hoitoon")
    file = tmp_path / "strategies" / "lappi" / "measures.yaml"
    file.write_text(f"kind: measures\ncounty: lappi\nmeasures:\n{measures}", encoding="utf-8")
    [diagnostic] = _unknown(Project(tmp_path))
    assert diagnostic.variant == "elsewhere_many"
    assert worded(diagnostic, lexicon("fi")).message.endswith("(kansio kainuu): yhteinen.")
