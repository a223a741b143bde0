"""Alignment rules together: what a file that was left out silences, and that the thread is worked out once."""

from datetime import date
from pathlib import Path

import pytest

from strategia.linking import link
from strategia.lint import lint
from strategia.lint.levels import Levels
from strategia.lint.rule import Context
from strategia.lint.rules import RULES
from strategia.loading import Loaded, load
from strategia.trace.coverage import Thread
from strategia.workspace import Workspace

AS_OF = date(2026, 6, 30)
FAMILY = tuple(rule for rule in RULES if rule.code.startswith("ALI"))
TEXTS = {
    "strategy": """\
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
measures:
  - {id: teko, text: Avataan vastaanotto., serves: {to: iltaan, reviewed: w00000000}}
documents:
  - {id: palvelustrategia, title: Palvelustrategia, kind: service_strategy, due: 2026-01}
  - {id: talousarvio, title: Talousarvio, kind: budget, due: 2026-01}
""",
    "services": """\
kind: service-strategy
county: lappi
title: Palvelustrategia
illustrative: true
considerations: {needs: A., local_conditions: B., availability: C., accessibility: D., cost_effectiveness: E.}
goals:
  - {id: iltaan, title: Iltavastaanotto, implements: hoitoon}
  - {id: aamuun, title: Aamuvastaanotto}
""",
    "budget": """\
kind: budget
county: lappi
title: Talousarvio
illustrative: true
years: [2026, 2027, 2028]
money: teur
signs: costs_negative
appropriations:
  - {id: raha, name: Iltaraha, amounts: {2026: -400}, funds: iltaan}
  - {id: toinen, name: Toinen, amounts: {2026: -400}}
goals:
  - {id: odotus, title: Jonot lyhenevät., binding: council}
""",
}


def _loaded(folder: Path, **changed: str) -> Loaded:
    for name, text in (TEXTS | changed).items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(sorted(folder.glob("*.yaml")), folder)


def _codes(loaded: Loaded) -> list[str]:
    workspace, found = link(loaded.roots, "lappi", complete=loaded.complete)
    linted = lint(workspace, Context(AS_OF), Levels(), FAMILY)
    return sorted(diagnostic.code for diagnostic in (*found, *linted.diagnostics))


def test_a_whole_county_is_told_of_its_gaps(tmp_path: Path) -> None:
    assert _codes(_loaded(tmp_path)) == [
        *("ALI101", "ALI103", "ALI104", "ALI105", "ALI106", "ALI107", "ALI109", "ALI111", "ALI115", "ALI115")
    ]


@pytest.mark.parametrize("name", ["strategy", "services", "budget"])
def test_a_file_that_was_left_out_is_the_only_thing_told(tmp_path: Path, name: str) -> None:
    loaded = _loaded(tmp_path, **{name: TEXTS[name].replace("title:", "titel:", 1)})
    assert {diagnostic.location.path for diagnostic in loaded.diagnostics if diagnostic.location} == {f"{name}.yaml"}
    assert not loaded.complete
    assert _codes(loaded) == []


def test_rules_that_speak_of_what_is_missing_need_the_whole_county() -> None:
    # These speak of what is there.
    assert {rule.code for rule in FAMILY if not rule.needs_all} == {"ALI110", "ALI112", "ALI116", "ALI117", "ALI118"}


def test_all_rules_share_one_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Thread] = []

    def counted(workspace: Workspace) -> Thread:
        made.append(Thread(workspace))
        return made[-1]

    monkeypatch.setattr("strategia.trace.coverage.Thread", counted)
    _codes(_loaded(tmp_path))
    assert len(made) == 1


def test_nothing_is_worked_out_where_there_is_no_service_strategy_and_no_budget(tmp_path: Path) -> None:
    (tmp_path / "strategy.yaml").write_text(TEXTS["strategy"].replace("{to: iltaan", "{to: hoitoon"), encoding="utf-8")
    loaded = load([tmp_path / "strategy.yaml"], tmp_path)
    workspace, found = link(loaded.roots, "lappi", complete=loaded.complete)
    context = Context(AS_OF)
    lint(workspace, context, Levels(), FAMILY)
    assert found == []
    assert {"goals", "reached"}.isdisjoint(vars(context.thread(workspace)))


def test_the_thread_of_another_county_is_another(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path)
    context = Context(AS_OF)
    one, two = (link(loaded.roots, "lappi", complete=True)[0] for _ in range(2))
    assert context.thread(one) is context.thread(one)
    assert context.thread(two).workspace is two


def test_the_rules_are_silent_in_a_county_with_nothing() -> None:
    workspace, _ = link((), "lappi", complete=True)
    assert lint(workspace, Context(AS_OF), Levels(), FAMILY).diagnostics == []
