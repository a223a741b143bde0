"""The five real strategies: all of what their sources hold is in the files, and all of it builds.

The numbers were counted in the counties' own documents, not in these files.
"""

import io
import re
from datetime import date
from functools import cache
from pathlib import Path

import page
import pikepdf
import pytest

from strategia.audit import audit
from strategia.audit.origins import Origins
from strategia.building import Made, Request, build
from strategia.compiler import Checked, check
from strategia.diagnostics import Severity
from strategia.document import DOCUMENTS, compose
from strategia.document.ast import walk_sections
from strategia.lint.levels import Levels
from strategia.model.base import Noted, walk
from strategia.model.budget import Budget
from strategia.model.indicators import Indicator
from strategia.model.measures import Measure, Programme
from strategia.model.process import Process
from strategia.model.services import ServiceLine, ServiceStrategy
from strategia.model.strategy import Goal, Perspective, Priority, Strategy
from strategia.project import Project
from strategia.templates import Templates
from strategia.workspace import Workspace

ROOT = Path(__file__).parents[1]
COUNTIES = ("kainuu", "keski-pohjanmaa", "lappi", "paijat-hame", "pohjois-pohjanmaa")
ONLY_IN = {
    "process": ("kainuu", "paijat-hame"),
    "service-strategy": ("kainuu", "lappi"),
    "indicators": ("lappi", "paijat-hame", "pohjois-pohjanmaa"),
    "trace": ("kainuu", "lappi"),
}
"""By document: the counties that have something for it, where not all of them do."""


@cache
def _checked() -> Checked:
    return check(Project(ROOT), COUNTIES, date(2026, 6, 30))


@cache
def _made() -> tuple[Made, ...]:
    return tuple(build(_checked(), Request(), Templates()))


def _county(slug: str) -> tuple[Workspace, Strategy]:
    workspace = _checked().workspaces[slug]
    assert workspace.strategy is not None
    return workspace, workspace.strategy


def _process(slug: str) -> Process:
    process = _checked().workspaces[slug].process
    assert process is not None
    return process


def _period(strategy: Strategy) -> tuple[int, int]:
    return strategy.period.start, strategy.period.end


def _goals(workspace: Workspace) -> list[int]:
    return [len(workspace.goals_of(priority)) for priority in workspace.priorities]


def _below(workspace: Workspace, priority: Priority) -> list[str]:
    """The ids of a priority and of everything below it."""
    perspectives = [perspective.id for perspective in priority.perspectives]
    return [priority.id, *perspectives, *(goal.id for goal in workspace.goals_of(priority))]


def _measures(workspace: Workspace) -> list[int]:
    return [
        sum(len(workspace.measures_of(known)) for known in _below(workspace, priority))
        for priority in workspace.priorities
    ]


def _mentions(workspace: Workspace) -> list[int]:
    return [
        sum(len(workspace.indicators_of(known)) for known in _below(workspace, priority))
        for priority in workspace.priorities
    ]


def test_the_audit_has_nothing_to_say_of_what_is_built() -> None:
    looked = [audit(made.artefact.path, made.artefact.data, Levels(), Origins({})) for made in _made()]
    assert [(one.location, one.code, one.within) for audited in looked for one in audited.diagnostics] == []
    assert all(audited.items for audited in looked)


def test_every_county_is_an_example() -> None:
    assert tuple(Project(ROOT).counties()) == COUNTIES


def test_lappi_has_all_that_its_source_has() -> None:
    workspace, strategy = _county("lappi")
    assert _period(strategy) == (2023, 2025)
    assert strategy.mission is not None
    assert strategy.vision is not None
    assert [len(value.statements) for value in strategy.values] == [3, 5, 6, 4]
    assert [len(priority.perspectives) for priority in workspace.priorities] == [6, 6, 8, 4, 5]
    assert len(workspace.goals) == 32
    assert _mentions(workspace) == [14, 14, 27, 12, 6]
    assert len(workspace.indicators) == 66
    assert sum(indicator.type == "boolean" for indicator in workspace.indicators) == 19
    assert [len(programme.guidelines) for programme in workspace.programmes] == [19, 13, 14, 7, 12]
    assert [measure.kind for measure in workspace.measures] == ["flagship"] * 4
    assert [len(measure.means) for measure in workspace.measures] == [3, 2, 2, 4]


def test_kainuu_has_all_that_its_source_has() -> None:
    workspace, strategy = _county("kainuu")
    assert _period(strategy) == (2022, 2025)
    assert strategy.mission is not None
    assert strategy.vision is not None
    assert strategy.service_promise is not None
    assert len(strategy.values) == 4
    assert _goals(workspace) == [6, 4, 5, 5]
    points = [sum(len(goal.points) for goal in workspace.goals_of(priority)) for priority in workspace.priorities]
    assert points == [8, 8, 7, 7]
    assert _measures(workspace) == [5, 2, 3, 4]
    assert {measure.kind for measure in workspace.measures} == {"must_win"}
    assert len(strategy.themes) == 16
    assert len(workspace.indicators) == 0
    assert len(_process("kainuu").steps) == 5


def test_kainuu_has_its_embedded_service_strategy() -> None:
    workspace, _ = _county("kainuu")
    (services,) = workspace.services
    assert services.embedded
    assert services.production is not None
    assert [len(services.aims), len(services.goals), len(services.service_levels)] == [6, 3, 6]
    assert [len(line.points) for line in services.goals] == [1, 1, 1]
    assert [len(line.points) for line in services.service_levels] == [2, 1, 1, 3, 3, 1]
    # The source says nowhere what a line implements.
    links = [edge for edge in workspace.edges if edge.relation == "implements" and isinstance(edge.lower, ServiceLine)]
    assert len(links) == 12
    assert {edge.source for edge in links} == {"editor"}


def test_pohjois_pohjanmaa_has_all_that_its_source_has() -> None:
    workspace, strategy = _county("pohjois-pohjanmaa")
    assert strategy.measures_period is not None
    assert (strategy.measures_period.start, strategy.measures_period.end) == (2023, 2025)
    assert strategy.service_promise is not None
    assert len(strategy.values) == 3
    assert len(workspace.priorities) == 4
    assert len(workspace.goals) == 12
    assert _measures(workspace) == [9, 12, 10, 12]
    assert len(workspace.indicators) == 10
    assert len(workspace.indicators_of("strategy")) == 10


def test_paijat_hame_has_all_that_its_source_has() -> None:
    workspace, strategy = _county("paijat-hame")
    assert len(workspace.priorities) == 5
    assert _goals(workspace) == [2, 3, 2, 1, 3]
    assert [len(group.items) for group in strategy.achievements] == [4, 4, 3, 5, 6, 5]
    assert len(workspace.indicators_of("environment")) == len(workspace.indicators) == 4
    assert all(indicator.observations for indicator in workspace.indicators)
    assert _process("paijat-hame").events
    assert len(_process("paijat-hame").workshops) == 1


def test_keski_pohjanmaa_has_all_that_its_source_has_in_both_languages() -> None:
    workspace, strategy = _county("keski-pohjanmaa")
    assert _period(strategy) == (2026, 2029)
    assert strategy.languages == ("fi", "sv")
    assert _goals(workspace) == [3, 3, 3]
    assert _measures(workspace) == [4, 3, 3]
    assert strategy.follow_up is not None
    assert len(strategy.follow_up.tasks) == 3
    # What is said of the source itself, and of one translation only, is in the language of that.
    kept = {"source", "sources", "translation_notice"}
    texts = [(route, text) for _, route, text in workspace.texts if not kept & set(route)]
    assert len(texts) > 40
    assert [route for route, text in texts if set(text.languages("fi")) != {"fi", "sv"}] == []


def test_the_examples_lint_without_errors() -> None:
    checked = _checked()
    assert checked.files == 17
    assert checked.items > 500
    assert [d for d in checked.diagnostics if d.severity is Severity.ERROR] == []
    assert checked.faulty == frozenset()


@pytest.mark.parametrize("slug", COUNTIES)
def test_an_example_says_what_it_was_made_from(slug: str) -> None:
    _, strategy = _county(slug)
    assert strategy.sources
    assert strategy.notice is not None


def test_the_examples_build_in_every_document_language_and_format() -> None:
    built = {(m.artefact.county, m.artefact.document, m.artefact.language, m.artefact.format) for m in _made()}
    expected = {
        (slug, name, language, form)
        for slug in COUNTIES
        for name, kind in DOCUMENTS.items()
        if slug in ONLY_IN.get(name, COUNTIES)
        for language in _county(slug)[1].languages
        for form in kind.formats
    }
    assert built == expected
    assert len(built) == len(_made()) >= 34
    assert len({made.artefact.path for made in _made()}) == len(built)


def test_the_pdf_files_of_the_examples_are_accessible_and_archivable() -> None:
    files = [made.artefact for made in _made() if made.artefact.format == "pdf"]
    assert len(files) >= 21
    for file in files:
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
            report = page.validate_pdf_bytes(file.data, profile=profile)
            assert [failure.message for failure in report.failures] == [], (file.path, profile)


def test_summaries_fill_two_pages_at_most() -> None:
    files = [made.artefact for made in _made() if (made.artefact.document, made.artefact.format) == ("summary", "pdf")]
    assert len(files) == 6
    for file in files:
        with pikepdf.open(io.BytesIO(file.data)) as pdf:
            assert len(pdf.pages) <= 2, file.path


def test_the_examples_never_fall_back_to_another_language() -> None:
    assert {made.artefact.path: made.fallbacks for made in _made() if made.fallbacks} == {}


def test_file_names_say_what_they_are_and_fit_anywhere() -> None:
    for made in _made():
        name = made.artefact.path.rpartition("/")[2]
        assert name.isascii()
        assert name == name.lower()
        assert " " not in name
        assert name.startswith(f"{made.artefact.county}-")
        assert len(made.artefact.path) < 100


@pytest.mark.parametrize("slug", COUNTIES)
def test_anchors_of_a_document_are_unique_and_headings_are_not_empty(slug: str) -> None:
    workspace, strategy = _county(slug)
    for name in DOCUMENTS:
        for language in strategy.languages:
            document = compose(workspace, name, language)
            if document is None:
                continue
            sections = [section for _, section in walk_sections(document.sections)]
            anchors = [section.anchor for section in sections]
            assert len(sections) >= 3
            assert len(set(anchors)) == len(anchors)
            assert all("".join(run.text for run in section.title).strip() for section in sections)


def test_what_is_made_up_in_the_examples_is_marked() -> None:
    """Strategies, processes and registries are real; a made-up service strategy says so. Budgets: see their tests."""
    papers = [root for slug in COUNTIES for root in _county(slug)[0].roots if not isinstance(root, Budget)]
    parts = {id(root): [part for _, part in walk(root).entities if isinstance(part, Noted)] for root in papers}
    made_up = [root for root in papers if any(part.illustrative for part in parts[id(root)])]
    assert made_up == [*_county("lappi")[0].services]
    assert all(isinstance(root, ServiceStrategy) and root.illustrative and root.notice for root in made_up)


def test_every_county_has_a_look_of_its_own() -> None:
    checked = _checked()
    assert checked.themes.keys() == checked.workspaces.keys()
    for part in ("primary", "accent", "chart", "logo"):
        assert len({getattr(theme, part) for theme in checked.themes.values()}) == len(checked.themes), part
    for theme in checked.themes.values():
        assert theme.logo is not None
        assert any("Ei hyvinvointialueen oma tunnus" in told for _, told in theme.logo.alternatives)


def test_every_goal_measure_and_indicator_has_an_anchor_on_the_page_of_the_strategy() -> None:
    pages = {
        made.artefact.county: set(re.findall(r' id="([^"]+)"', made.artefact.data.decode()))
        for made in _made()
        if (made.artefact.document, made.artefact.format, made.artefact.language) == ("strategy", "html", "fi")
    }
    assert pages.keys() == set(COUNTIES)
    seen = 0
    for slug, ids in pages.items():
        for part in _checked().workspaces[slug].parts:
            if isinstance(part, Priority | Perspective | Goal | Measure | Indicator | Programme):
                assert part.id in ids, (slug, part.id)
                seen += 1
    assert seen > 250
