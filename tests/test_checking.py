"""Checking many counties: what is told stays the same, and a county that was linted is let go."""

import gc
import weakref
from datetime import date
from pathlib import Path

from strategia.compiler import check
from strategia.linking import link
from strategia.lint import lint
from strategia.lint.levels import Levels
from strategia.lint.rule import Context
from strategia.loading import load
from strategia.project import Project

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 6, 30)


def test_a_check_that_keeps_nothing_tells_the_same() -> None:
    project = Project(ROOT)
    kept = check(project, project.counties(), AS_OF)
    let_go = check(project, project.counties(), AS_OF, keep=False)
    assert len(kept.workspaces) == len(project.counties()) > 3
    assert let_go.workspaces == {}
    assert let_go.diagnostics == kept.diagnostics != []
    assert (let_go.files, let_go.items, let_go.faulty) == (kept.files, kept.items, kept.faulty)
    named = {diagnostic.location.path for diagnostic in kept.diagnostics if diagnostic.location is not None}
    assert set(let_go.sources) == named < set(kept.sources)


def test_a_county_that_was_linted_goes_without_the_collector() -> None:
    """It rests during a lint: what holds itself would stay to the end."""
    project = Project(ROOT)
    context = Context(AS_OF)
    gone = []
    gc.disable()
    try:
        for slug in project.counties():
            loaded = load(project.files(slug), project.root)
            workspace, _ = link(loaded.roots, slug, complete=loaded.complete)
            assert lint(workspace, context, Levels()).diagnostics
            gone.append(weakref.ref(workspace))
            del loaded, workspace
        # The thread and the prose of the last county that needed them are kept for its other rules.
        assert 1 <= sum(reference() is not None for reference in gone) <= 2
        del context
        assert [reference() is None for reference in gone] == [True] * len(gone)
    finally:
        gc.enable()
