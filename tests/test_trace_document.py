"""The document `trace`: every number and every name can be followed, in both directions; gaps are said in words."""

import io
import re
from decimal import Decimal
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
from lxml import html as lxml_html
from papers import Data, budget, services, strategy, unit, workspace

from strategia.document import compose
from strategia.document.ast import BulletList, Chart, Document, Graph, Paragraph, Section, Table, plain, walk_sections
from strategia.languages import LANGUAGES
from strategia.templates import Templates
from strategia.trace.matrix import Matrix
from strategia.workspace import Workspace
from strategia.writers import docx as word
from strategia.writers import graphs, html
from strategia.writers.theme import DEFAULT

GOALS: tuple[Data, ...] = (
    {"id": "g1", "title": "Apua saa ajoissa"},
    {"id": "g2", "title": "Arki on turvallista"},
    {"id": "g3", "title": "Vapaaehtoiset auttavat", "no_cost": "Työ on vapaaehtoista."},
)
PRIORITIES = [
    {"id": "p1", "title": "Arki", "goals": list(GOALS)},
    {"id": "p2", "title": "Talous", "goals": [{"id": "g4", "title": "Rahat riittävät"}]},
]


def _county(**more: object) -> Workspace:
    return workspace(
        strategy(
            priorities=PRIORITIES,
            indicators=[
                {
                    "id": "i1",
                    "name": "Jono",
                    "type": "count",
                    "serves": "g1",
                    "targets": [{"kind": "absolute", "value": 7}],
                }
            ],
        ),
        services(
            goals=[
                {
                    "id": "l1",
                    "title": "Iltavastaanotto",
                    "implements": {"to": "g1", "link_source": "editor", "reviewed": "w00000000"},
                    "lines": [{"id": "l2", "title": "Etävastaanotto"}],
                },
                {"id": "l3", "title": "Irrallinen linja"},
            ]
        ),
        budget(
            operating=[
                unit("u1", -1000, funds=[{"to": "l2", "share": 12.5}], illustrative=True),
                unit("u2", -500, funds=[{"to": "g2"}, {"to": "g4"}]),
                unit("u3", -80),
            ],
            goals=[{"id": "b1", "title": "Jonot lyhenevät", "implements": "g1"}],
            savings=[{"id": "s1", "title": "Tiloista luovutaan", "amounts": {"2026": 20}, "implements": "g4"}],
            **more,
        ),
    )


@pytest.fixture(scope="module")
def document() -> Document:
    made = compose(_county(), "trace", "fi")
    assert made is not None
    return made


@pytest.fixture(scope="module")
def page(document: Document) -> Any:
    return lxml_html.document_fromstring(html.write(document, DEFAULT, Templates()).decode())


def _section(document: Document, anchor: str) -> Section:
    return next(section for _, section in walk_sections(document.sections) if section.anchor == anchor)


def _table(document: Document, anchor: str) -> Table:
    return next(block for block in _section(document, anchor).blocks if isinstance(block, Table))


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


def _links(element: Any) -> set[str]:
    return {link.removeprefix("#") for link in element.xpath(".//a/@href") if link.startswith("#")}


# --- whether there is one -----------------------------------------------------------------


def test_a_county_with_only_a_strategy_has_no_thread() -> None:
    assert compose(workspace(strategy()), "trace", "fi") is None


@pytest.mark.parametrize(
    "paper", [services(goals=[{"id": "l1", "title": "Linja"}]), budget(operating=[unit("u1", -5)])]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_service_strategy_or_a_budget_alone_makes_one(paper: Data, language: str) -> None:
    made = compose(workspace(strategy(), paper), "trace", language)
    assert made is not None
    assert html.write(made, DEFAULT, Templates())


# --- following it -------------------------------------------------------------------------


def test_a_goal_leads_to_its_lines_and_rows_and_they_lead_back(page: Any) -> None:
    goal, line, inner, row = (page.get_element_by_id(known) for known in ("g1", "l1", "l2", "u1"))
    assert {"l1", "l2", "u1", "b1"} <= _links(goal)
    assert "g1" in _links(line)
    assert {"l1", "u1"} <= _links(inner)
    assert "l2" in _links(row)
    assert {"g2", "g4"} <= _links(page.get_element_by_id("u2"))
    assert "g4" in _links(page.get_element_by_id("s1"))


def test_every_link_within_the_page_leads_somewhere(page: Any) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(_links(page)) > 20
    assert _links(page) <= set(ids)


def test_every_link_within_the_word_file_leads_to_a_bookmark(document: Document) -> None:
    made = docx.Document(io.BytesIO(word.write(document, DEFAULT, Templates())))
    root = made.element
    bookmarks = set(root.xpath("//w:bookmarkStart/@w:name"))
    anchors = set(root.xpath("//w:hyperlink/@w:anchor"))
    assert {"g1", "l1", "l2", "u1", "u2", "b1"} <= bookmarks & anchors
    assert anchors <= bookmarks


def test_every_euro_of_a_goal_stands_in_the_row_with_file_and_line(page: Any) -> None:
    goal = _words(page.get_element_by_id("g1"))
    assert "Rahoitus 2026: 125 000 €" in goal
    assert "125 000 € (12,5 % rivistä)" in goal
    row = _words(page.get_element_by_id("u1"))
    assert "1 000" in row
    assert "125 000 € (12,5 % rivistä)" in row
    assert len(re.findall(r"budget\.yaml:\d+", row)) == 2
    assert "[strategy.yaml:" in goal, "the target of an indicator"


# --- what it says -------------------------------------------------------------------------


def test_the_matrix_says_gaps_in_words_and_marks_them(document: Document, page: Any) -> None:
    tables = [block for block in _section(document, "s-matrix").blocks if isinstance(block, Table)]
    told = {
        plain(row.cells[0].blocks[0].runs): [(plain(cell.blocks[0].runs), cell.status) for cell in row.cells[1:]]  # type: ignore[union-attr]
        for table in tables
        for row in table.rows
    }
    assert told["Arki on turvallista"] == [
        ("Kattamatta", "uncovered"),
        ("Katettu\u00a0(1)", "covered"),
        ("Kattamatta", "uncovered"),
        ("Osin katettu", "partly"),
        ("500\u00a0000", None),
    ]
    # The link of its line is suspect; the money that comes by it is no surer.
    assert [words for words, _ in told["Apua saa ajoissa"]] == [
        "Osin katettu\u00a0(1)",
        "Osin katettu\u00a0(1)",
        "Katettu\u00a0(1)",
        "Osin katettu",
        "125\u00a0000 (keksitty esimerkki)",
    ]
    assert told["Vapaaehtoiset auttavat"][1] == ("Perusteltu", "excused")
    assert {_words(cell) for cell in page.xpath("//td[@class='status-uncovered']")} >= {"Kattamatta"}
    assert "Työ on vapaaehtoista." in _words(page.get_element_by_id("s-matrix"))


def test_a_chart_counts_the_goals_of_each_priority_by_how_they_are_covered(document: Document) -> None:
    [chart] = [block for block in _section(document, "s-matrix").blocks if isinstance(block, Chart)]
    assert chart.categories == ("Arki", "Talous")
    counts = {one.name: tuple(map(int, filter(None, one.values))) for one in chart.series}
    rows = [row for table in _section(document, "s-matrix").blocks if isinstance(table, Table) for row in table.rows]
    assert sum(map(sum, counts.values())) == len(rows) == 4
    assert plain(chart.takeaway).startswith("Tavoitteita on 4: ")
    for name, values in counts.items():
        assert f"{name.lower()} {sum(values)}" in plain(chart.takeaway)


def test_gaps_have_a_ground_and_a_style_in_the_word_file(document: Document) -> None:
    made = docx.Document(io.BytesIO(word.write(document, DEFAULT, Templates())))
    rows = [row for table in made.tables for row in table.rows[1:]]
    cells = [cell for row in rows for cell in row.cells if cell.text == "Kattamatta"]
    assert len(cells) > 3
    for cell in cells:
        assert cell.paragraphs[0].style.name == "Table Uncovered"
        assert cell._tc.xpath("w:tcPr/w:shd/@w:fill") == [DEFAULT.tint_accent]
    assert all(table.rows[0]._tr.xpath("w:trPr/w:tblHeader") for table in made.tables), "headers are repeated"


def test_the_chart_counts_every_euro_once(document: Document) -> None:
    chart = next(block for block in _section(document, "s-money").blocks if isinstance(block, Chart))
    values = dict(zip(chart.categories, chart.series[0].values, strict=True))
    assert values == {
        "Arki": Decimal("0.1"),
        "Talous": Decimal("0.0"),
        "Usea painopiste yhdessä": Decimal("0.5"),
        "Ei yhteyttä strategiaan": Decimal("1.0"),
    }
    county = _county()
    shares = Matrix(county).shares(county.budgets[0], 2026)
    assert shares.linked + shares.loose == Decimal(1580000)


def test_what_has_changed_what_is_excused_and_what_hangs_loose_is_listed(page: Any) -> None:
    assert "sanamuoto" in _words(page.get_element_by_id("s-changes"))
    assert "Työ on vapaaehtoista." in _words(page.get_element_by_id("s-excused"))
    loose = page.get_element_by_id("s-loose")
    assert {"u3", "l3"} <= _links(loose)
    assert "80 000 €" in _words(loose)
    assert "u1" not in _links(loose)
    assert _words(page.get_element_by_id("u3")).endswith("ei yhteyttä mihinkään")


def test_links_of_an_editor_are_marked_and_explained(page: Any) -> None:
    assert "Iltavastaanotto *" in _words(page.get_element_by_id("g1"))
    legend = "* Yhteys on laatijan tulkinta"
    assert legend in _words(page.get_element_by_id("p1"))
    assert legend not in _words(page.get_element_by_id("p2"))


def test_made_up_figures_are_marked_where_they_stand_and_on_every_page(document: Document, page: Any) -> None:
    assert document.mark is not None
    assert "keksittyjä" in document.mark
    assert "keksitty esimerkki" in _words(page.get_element_by_id("u1"))
    assert "keksitty esimerkki" not in _words(page.get_element_by_id("u2"))
    assert "osin keksitty esimerkki" in _words(page.get_element_by_id("s-reading"))


def test_rows_that_share_a_name_are_told_apart() -> None:
    def area(name: str, *inner: str) -> Data:
        return unit(name, -10, units=[unit(known, -5, funds="g1") | {"name": "Palvelut"} for known in inner])

    made = compose(workspace(strategy(), budget(operating=[area("a", "a1"), area("b", "b1")])), "trace", "fi")
    assert made is not None
    tree: Any = lxml_html.document_fromstring(html.write(made, DEFAULT, Templates()).decode())
    goal = tree.get_element_by_id("g1")
    assert "Palvelut (Yksikkö a)" in _words(goal)
    assert "Palvelut (Yksikkö b)" in _words(goal)


def test_the_statements_stand_by_year_with_their_places() -> None:
    income = [
        {"row": "state_funding", "amounts": {"2026": 900, "2025": 850}, "illustrative": True},
        {"row": "result", "label": "Tulos yhteensä", "amounts": {"2026": -12.5}, "note": "Arvio."},
    ]
    flows = [{"row": "annual_margin", "amounts": {"2026": 3}}]
    loans = {"amounts": {"2026": 70}, "basis": "Valtioneuvoston päätös"}
    made = compose(_county(income_statement=income, cash_flow=flows, loan_authority=loans), "trace", "fi")
    assert made is not None
    tree: Any = lxml_html.document_fromstring(html.write(made, DEFAULT, Templates()).decode())
    rows = [[_words(cell) for cell in row] for row in tree.get_element_by_id("s-income").xpath(".//tr")]
    assert rows[0] == ["Rivi", "2025", "2026"]
    assert rows[1][1:] == ["850", "900"]
    assert rows[2][1:] == ["–", "−12,5"]
    assert re.fullmatch(r"Valtion rahoitus \(keksitty esimerkki\) budget\.yaml:\d+", rows[1][0])
    assert re.fullmatch(r"Tulos yhteensä Huomautus: Arvio\. budget\.yaml:\d+", rows[2][0])
    assert "Vuosikate" in _words(tree.get_element_by_id("s-cash"))
    assert "2026: 70 000 € (Valtioneuvoston päätös)" in _words(tree.get_element_by_id("s-limits"))


def test_what_a_controller_prints_comes_first(document: Document) -> None:
    order = [section.anchor for section in document.sections]
    assert order[:6] == ["s-reading", "s-matrix", "s-money", "s-changes", "s-missing", "s-loose"]
    assert order[6:8] == ["p1", "p2"]


# --- the graph ----------------------------------------------------------------------------

SVG = "{http://www.w3.org/2000/svg}"


def _boxes(root: ET.Element) -> list[tuple[float, float, float, float]]:
    rects = [group.find(f"{SVG}rect") for group in root.iter(f"{SVG}g")]
    places = [
        [float(rect.get(key, "0")) for key in ("x", "y", "width", "height")] for rect in rects if rect is not None
    ]
    return [(x, y, x + width, y + height) for x, y, width, height in places]


def test_the_graph_is_named_described_and_has_boxes_that_do_not_overlap(document: Document) -> None:
    graph = next(block for block in _section(document, "s-matrix").blocks if isinstance(block, Graph))
    root = ET.fromstring(graphs.svg(graph, DEFAULT))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == plain(graph.title)
    assert "2 painopistettä, 4 tavoitetta" in (root.findtext(f"{SVG}desc") or "")
    boxes = _boxes(root)
    assert len(boxes) == len(graph.nodes) > 9
    for place, (left, top, right, bottom) in enumerate(boxes):
        assert 0 < left < right < graphs.WIDTH
        for x, y, x2, y2 in boxes[:place]:
            assert left >= x2 or x >= right or top >= y2 or y >= bottom
    styles = {arc.style for arc in graph.arcs}
    assert styles == {sign.style for sign in graph.legend if sign.style is not None} == {"sound", "suspect"}
    assert plain(graph.takeaway).endswith("Rivien eurot ovat koko rivin rahaa, vaikka vain osa siitä olisi osoitettu.")


def test_a_graph_of_many_goals_and_rows_keeps_its_boxes_apart() -> None:
    goals = [{"id": f"g{n}", "title": "Pitkä tavoite, jossa on monta sanaa. " * 4} for n in range(40)]
    rows = [unit(f"u{n}", -10, funds=[f"g{n}", f"g{39 - n}"]) for n in range(20)]
    lines = [{"id": f"l{n}", "title": "Linja " * 9, "implements": f"g{n * 2}"} for n in range(20)]
    made = compose(workspace(strategy(*goals), services(goals=lines), budget(operating=rows)), "trace", "fi")
    assert made is not None
    graph = next(block for block in _section(made, "s-matrix").blocks if isinstance(block, Graph))
    boxes = _boxes(ET.fromstring(graphs.svg(graph, DEFAULT)))
    assert len(boxes) == 80
    by_column: dict[float, list[tuple[float, float]]] = {}
    for left, top, _, bottom in boxes:
        by_column.setdefault(left, []).append((top, bottom))
    for column in by_column.values():
        column.sort()
        assert all(upper[1] <= lower[0] for upper, lower in pairwise(column))


def test_a_row_with_one_public_year_is_made_up_in_part_wherever_it_is_named() -> None:
    rows = [
        unit("u1", -1000, funds="g1", illustrative=True, source="Talousarvio 2026"),
        unit("u2", -500, funds="g2", illustrative=True),
    ]
    made = compose(workspace(strategy(), budget(operating=rows)), "trace", "fi")
    assert made is not None
    page: Any = lxml_html.document_fromstring(html.write(made, DEFAULT, Templates()).decode())
    told = {known: _words(page.get_element_by_id(known)) for known in ("g1", "g2", "u1", "u2")}
    assert all("osin keksitty" in told[known] for known in ("g1", "u1"))
    assert all("keksitty" in told[known] and "osin" not in told[known] for known in ("g2", "u2"))


def test_money_that_ends_at_a_line_without_a_goal_has_a_heading_of_its_own() -> None:
    lines = [{"id": "l1", "title": "Linja", "implements": "g1"}, {"id": "l2", "title": "Irrallinen"}]
    rows = [unit("u1", -1000, funds=["l2", "g1"]), unit("u2", -700, funds="l2"), unit("u3", -50, funds="l1")]
    made = compose(workspace(strategy(), services(goals=lines), budget(operating=rows)), "trace", "fi")
    assert made is not None
    section = _section(made, "s-stranded")
    lead, ends = section.blocks
    assert isinstance(lead, Paragraph)
    assert isinstance(ends, BulletList)
    # What the same row also gives to a goal is in the sums of that goal.
    assert plain(lead.runs).startswith("Vuonna 2026 yhteensä 700\u00a0000\u00a0€.")
    assert [len(item.items) for item in ends.items] == [2]


def test_the_rows_of_an_older_budget_have_a_table_to_which_its_euros_lead() -> None:
    older = budget(
        id="b1", title="Talousarvio 2025", years=[2025, 2026, 2027], operating=[unit("v1", -900, funds="g1")]
    )
    newer = budget(id="b2", title="Talousarvio 2026", operating=[unit("u1", -1000, funds="g1")])
    made = compose(workspace(strategy(), older, newer), "trace", "fi")
    assert made is not None
    page: Any = lxml_html.document_fromstring(html.write(made, DEFAULT, Templates()).decode())
    assert [_words(caption) for caption in page.get_element_by_id("s-rows").iter("caption")] == [
        "Talousarvio 2026 (1 000 €)",
        "Talousarvio 2025 (1 000 €)",
    ]
    assert {"u1", "v1"} <= _links(page.get_element_by_id("g1"))
    assert "900" in _words(page.get_element_by_id("v1"))


def test_the_money_without_a_link_is_told_apart_to_the_euro() -> None:
    lines = [{"id": "l1", "title": "Linja", "implements": "g1"}, {"id": "l2", "title": "Irrallinen"}]
    half = {"to": "l1", "share": 40}
    rows = [unit("u1", -1000, funds=half), unit("u2", -700, funds="l2"), unit("u3", -50)]
    made = compose(workspace(strategy(), services(goals=lines), budget(operating=rows)), "trace", "fi")
    assert made is not None
    lead, parts = _section(made, "s-loose").blocks
    assert isinstance(lead, Paragraph)
    assert isinstance(parts, BulletList)
    assert plain(lead.runs).startswith("Vuoden 2026 rahasta 1\u00a0350\u00a0000\u00a0€ ei liity strategiaan")
    told = [plain(item.runs).rpartition(": ")[2].replace("\u00a0", " ") for item in parts.items]
    assert told == ["50 000 €", "700 000 €", "600 000 €"]


def test_euros_of_another_year_than_the_budget_year_say_so() -> None:
    later = {"id": "u1", "name": "Yksikkö u1", "costs": {"2027": -18_000}, "funds": "g1"}
    made = compose(workspace(strategy(), budget(years=[2026, 2027], operating=[later])), "trace", "fi")
    assert made is not None
    page: Any = lxml_html.document_fromstring(html.write(made, DEFAULT, Templates()).decode())
    assert "18 000 000 € (2027)" in _words(page.get_element_by_id("u1"))
    assert "18 000 000 € (2027)" in _words(page.get_element_by_id("g1"))
