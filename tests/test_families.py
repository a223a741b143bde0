"""Families of rules: what a county's files ask for is imported, and nothing that is left out would have spoken."""

from pathlib import Path

import pytest
from casework import AS_OF, CASES, case_folders, case_name

from strategia.compiler import check
from strategia.diagnostics import Severity
from strategia.linking import link
from strategia.lint import lint
from strategia.lint.levels import FAMILY, Levels
from strategia.lint.rule import Context
from strategia.lint.rules import CODES, FAMILIES, MILD, RULES, rules_for
from strategia.loading import load
from strategia.model import KINDS
from strategia.project import Project

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("folder", [path for path in case_folders() if CASES / "rules" in path.parents], ids=case_name)
def test_rules_that_are_not_asked_have_nothing_to_say(folder: Path) -> None:
    loaded = load(sorted(folder.glob("*.yaml")), folder)
    if loaded.roots:
        workspace, _ = link(loaded.roots, loaded.roots[0].county, complete=loaded.complete)
        asked = {rule.code for rule in rules_for(root.kind for root in workspace.roots)}
        silent = [rule for rule in RULES if rule.code not in asked]
        assert [rule.code for rule in silent if [*rule.check(workspace, Context(AS_OF))]] == []


def test_a_family_names_kinds_that_there_are() -> None:
    for family in FAMILIES:
        assert family.kinds <= KINDS.keys(), family.module


def test_of_a_county_with_every_kind_every_rule_is_asked() -> None:
    assert rules_for(KINDS) == RULES
    assert len(rules_for(("strategy",))) < len(RULES)


def test_a_family_is_mild_where_none_of_its_rules_is_an_error() -> None:
    grave = {rule.code[:FAMILY] for rule in RULES if rule.severity is Severity.ERROR}
    assert grave
    assert frozenset(CODES - grave) == MILD


def test_a_build_asks_no_mild_family_unless_something_makes_errors_of_its_warnings() -> None:
    (workspace,) = check(Project(ROOT), ["lappi"], AS_OF).workspaces.values()

    def told(levels: Levels) -> set[str]:
        found = lint(workspace, Context(AS_OF), levels).diagnostics
        return {diagnostic.code for diagnostic in found if diagnostic.code[:FAMILY] in MILD}

    code = min(told(Levels()))
    assert told(Levels(least=Severity.ERROR)) == set()
    assert told(Levels(own={code: "error"}, least=Severity.ERROR)) == {code}
    assert told(Levels("strict", least=Severity.ERROR))
