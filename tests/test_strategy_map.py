"""The strategy at a glance: from the vision to the indicators, each once, drawn so that it can be read."""

from itertools import combinations
from typing import Any

from lxml import etree
from papers import Data, strategy, workspace

from strategia.document import compose
from strategia.document.ast import Graph, KeyFacts, Section, plain
from strategia.writers import graphs
from strategia.writers.drawn import fitted, wrapped
from strategia.writers.theme import DEFAULT
from strategia.writers.typesetting.drawings import WIDTH, pieces

PRIORITIES: list[Data] = [
    {"id": "p1", "title": "Arki", "goals": [{"id": "g1", "title": "Apua saa"}, {"id": "g2", "title": "Arki sujuu"}]},
    {"id": "p2", "title": "Talous", "goals": [{"id": "g3", "title": "Rahat riittävät"}]},
]


def indicators(count: int) -> list[Data]:
    """Indicators of the first goal."""
    return [{"id": f"i{n}", "name": f"Jono {n}", "type": "count", "serves": "g1"} for n in range(count)]


def sections(**more: object) -> tuple[Section, ...]:
    """The strategy document of a county."""
    document = compose(workspace(strategy(**more)), "strategy", "fi")
    assert document is not None
    return document.sections


def glance(**more: object) -> tuple[KeyFacts, Graph]:
    """The map of a county with two priorities, with the figures above it."""
    (section,) = (one for one in sections(**({"priorities": PRIORITIES} | more)) if one.anchor == "s-glance")
    facts, graph = section.blocks
    assert isinstance(facts, KeyFacts)
    assert isinstance(graph, Graph)
    return facts, graph


def test_the_map_leads_from_the_vision_to_the_indicators() -> None:
    facts, graph = glance(vision={"slogan": "Arki kantaa"}, indicators=indicators(2))
    assert graph.layers == ("Visio", "Painopisteet", "Tavoitteet", "Mittarit")
    layers = {node.text: node.layer for node in graph.nodes}
    assert (layers["Arki kantaa"], layers["Talous"], layers["Rahat riittävät"], layers["Jono 1"]) == (0, 1, 2, 3)
    arcs = {(arc.lower, arc.upper) for arc in graph.arcs}
    assert {("p2", "_top"), ("g3", "p2"), ("i1", "g1")} <= arcs
    told = [(plain(fact.value), plain(fact.label)) for fact in facts.facts]
    assert told == [("2", "Painopisteet"), ("3", "Tavoitteet"), ("2", "Mittarit")]
    assert "painopisteet (2), tavoitteet (3) ja mittarit (2)" in plain(graph.takeaway)


def test_many_indicators_are_counted_where_they_measure() -> None:
    _, graph = glance(indicators=indicators(41))
    assert graph.layers == ("Painopisteet", "Tavoitteet")
    assert {node.id: node.detail for node in graph.nodes}["g1"] == "41 mittaria"


def test_perspectives_stand_between_priorities_and_goals() -> None:
    below = [{"id": "n1", "title": "Saatavuus", "goals": [{"id": "g1", "title": "Apua saa"}]}]
    _, graph = glance(priorities=[{"id": "p1", "title": "Arki", "perspectives": below}])
    assert {node.id: node.layer for node in graph.nodes} == {"p1": 0, "n1": 1, "g1": 2}


def test_one_of_a_level_is_called_by_its_singular() -> None:
    facts, _ = glance(priorities=PRIORITIES[:1])
    assert plain(facts.facts[0].label) == "Painopiste"


def test_a_strategy_of_one_level_has_no_map() -> None:
    assert not [one for one in sections(priorities=[{"id": "p1", "title": "Arki"}]) if one.anchor == "s-glance"]


def test_boxes_of_the_map_never_lie_on_one_another_and_what_is_carried_stands_amid_what_carries_it() -> None:
    long = [{"id": f"q{n}", "title": "Hyvinvointialueen " * 20, "goals": []} for n in range(3)]
    _, graph = glance(vision={"slogan": "Arki kantaa"}, priorities=[*PRIORITIES, *long], indicators=indicators(5))
    tree: Any = etree.fromstring(graphs.svg(graph, DEFAULT).encode())
    rects = tree.findall(".//{*}g/{*}rect")
    assert len(rects) == len(graph.nodes)
    places = [tuple(float(rect.get(name)) for name in ("x", "y", "width", "height")) for rect in rects]
    for (x, y, w, h), (x2, y2, w2, h2) in combinations(places, 2):
        assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
    assert max(y + h for _, y, _, h in places) <= float(tree.get("height"))
    middle = {node.id: y + h / 2 for node, (_, y, _, h) in zip(graph.nodes, places, strict=True)}
    assert middle["i0"] < middle["g1"] < middle["i4"]
    assert middle["p1"] < middle["_top"] < middle["q2"]


def test_a_map_gives_room_to_long_texts_and_cuts_none_that_a_county_writes() -> None:
    told = "Saamenkielisen väestön kielelliset ja kulttuuriset oikeudet toteutuvat hyvinvointialueen toiminnassa"
    goals = [{"id": "g1", "title": told}, {"id": "g2", "title": f"{told}, ja {told.lower()}"}]
    _, graph = glance(priorities=[{"id": "p1", "title": "Vaikuttavuus", "goals": goals}])
    priority, goal = graphs.columns(graph, WIDTH)
    assert priority < goal / 2
    drawn = graphs.svg(graph, DEFAULT, WIDTH)
    assert "Vaikuttavuus</text>" in drawn
    assert "…</text>" not in drawn


def test_the_level_with_the_most_text_gets_the_most_room() -> None:
    goals = [{"id": f"g{number}", "title": "Palvelut toimivat hyvin ja ajoissa"} for number in range(6)]
    _, graph = glance(priorities=[{"id": "p1", "title": "Palvelut toimivat hyvin ja ajoissa", "goals": goals}])
    priority, goal = graphs.columns(graph, WIDTH)
    assert goal > 2 * priority


def test_a_number_stays_with_the_word_behind_it() -> None:
    goal = {"id": "g1", "title": "Talousarvio pitää"}
    _, graph = glance(priorities=[{"id": "p1", "number": "3", "title": "Tasapainoinen talous", "goals": [goal]}])
    assert "3.\u00a0Tasapainoinen talous" in [node.text for node in graph.nodes]


def test_a_map_of_nothing_has_a_width() -> None:
    assert graphs.columns(Graph((), (), (), (), (), (), tree=True), WIDTH) == [WIDTH - 2]


def test_what_a_no_break_space_joins_stays_on_one_line() -> None:
    money = "107\u00a0200\u00a0000\u00a0€"
    assert wrapped(f"Palvelualueen menot {money}", 120) == ["Palvelualueen", "menot", money]


def test_a_map_too_tall_for_a_page_is_cut_into_branches_below_their_priorities() -> None:
    goals = [[{"id": f"g{p}-{n}", "title": "Apua saa ajoissa"} for n in range(20)] for p in range(4)]
    many = [{"id": f"p{p}", "title": f"Painopiste {p}", "goals": below} for p, below in enumerate(goals)]
    _, graph = glance(vision={"slogan": "Arki kantaa"}, priorities=many)
    (found,) = pieces(graph)
    assert len(found) > 1
    for piece in found:
        assert piece.layers == ("Painopisteet", "Tavoitteet")
        assert {arc.lower for arc in piece.arcs} == {node.id for node in piece.nodes if node.layer}
    assert {node.id for piece in found for node in piece.nodes} == {node.id for node in graph.nodes} - {"_top"}


def test_a_priority_that_fills_no_page_is_continued_on_the_next_rather_than_leaving_half_a_page_empty() -> None:
    goals = [[{"id": f"g{p}-{n}", "title": "Apua saa ajoissa"} for n in range(14)] for p in range(3)]
    _, graph = glance(priorities=[{"id": f"p{p}", "title": f"Painopiste {p}", "goals": g} for p, g in enumerate(goals)])
    ((first, second),) = pieces(graph)
    assert {node.id for node in first.nodes} & {node.id for node in second.nodes} == {"p1"}
    assert {node.id for piece in (first, second) for node in piece.nodes} == {node.id for node in graph.nodes}


def test_a_map_that_would_fill_page_after_page_is_left_to_the_text() -> None:
    goals = [[{"id": f"g{p}-{n}", "title": "Apua saa ajoissa"} for n in range(20)] for p in range(5)]
    many = [{"id": f"p{p}", "title": f"Painopiste {p}", "goals": below} for p, below in enumerate(goals)]
    _, graph = glance(priorities=many)
    assert pieces(graph) == []


def test_a_word_too_long_for_a_box_breaks_before_a_syllable_and_what_follows_goes_on_beside_its_end() -> None:
    lines = fitted("Palvelustrategian ja palveluverkkosuunnitelman valmistelu", 165, 4, 12)
    assert lines == ["Palvelustrategian ja", "palveluverkkosuunnitel-", "man valmistelu"]
    assert fitted("x" * 200, 150, 2)[1].endswith("x…")
    assert fitted("W", 2, 4) == ["W"]
