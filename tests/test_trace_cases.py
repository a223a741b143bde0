"""Whatever a file may hold, the thread of it can be laid out: every case, in every form, with every filter."""

import io
import json

import pytest
from casework import CASES, case_folders

from strategia.counties import counties
from strategia.document import compose
from strategia.document.phrasing import Phrasing
from strategia.document.thread.graph import graph
from strategia.linking import link
from strategia.loading import load
from strategia.reporters.trace.data import as_json
from strategia.reporters.trace.dot import as_dot
from strategia.reporters.trace.sheets import as_csv
from strategia.reporters.trace.text import report_matrix, report_tree
from strategia.templates import Templates
from strategia.trace.matrix import Matrix, Scope
from strategia.workspace import Workspace
from strategia.writers import graphs, html
from strategia.writers.theme import DEFAULT

SCOPES = (
    Scope(),
    Scope(gaps=True),
    Scope(strands=("money",)),
    Scope(strands=("measures", "indicators")),
    Scope(goals=frozenset(("hoitoon", "arki"))),
)


def _workspaces(family: str) -> list[Workspace]:
    found = []
    for folder in case_folders():
        if folder.is_relative_to(CASES / family) and (loaded := load(sorted(folder.glob("*.yaml")), folder)).roots:
            county = loaded.roots[0].county
            slug = county if county in counties() else "lappi"
            found.append(link(loaded.roots, slug, complete=loaded.complete)[0])
    return found


@pytest.mark.parametrize("family", ["links", "rules"])
def test_every_case_can_be_laid_out(family: str) -> None:
    workspaces = _workspaces(family)
    assert len(workspaces) > 5
    for workspace in workspaces:
        for scope in SCOPES:
            matrix = Matrix(workspace, scope)
            report_tree(matrix, "sv", io.StringIO())
            report_matrix(matrix, "en", io.StringIO())
            assert json.loads(as_json([matrix], "fi"))
            assert as_csv([matrix], "fi", "tree")
            drawn = graph(Phrasing(workspace, "fi"), matrix)
            assert as_dot(drawn)
            assert graphs.svg(drawn, DEFAULT)
        document = compose(workspace, "trace", "fi", forced=True)
        assert document is None or html.write(document, DEFAULT, Templates())
