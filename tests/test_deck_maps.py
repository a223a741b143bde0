"""The strategy map on slides: native boxes that can be read, on as many slides as that takes."""

import io
from typing import Any

from lxml import html as lxml_html
from papers import Data, strategy, workspace
from pptx import Presentation
from pptx.util import Length

from strategia.document import compose
from strategia.document.ast import Document
from strategia.languages import lexicon
from strategia.templates import Templates
from strategia.writers import html, pptx
from strategia.writers.deck import fit
from strategia.writers.deck.proof import misfits
from strategia.writers.deck.shapes import BODY_WIDTH, Box, Map, Slide
from strategia.writers.deck.slides import plan
from strategia.writers.deck.speaking import speech
from strategia.writers.theme import DEFAULT

LONG = "Asukkaiden hyvinvointi, terveys ja turvallisuus vahvistuvat yhdessä kuntien ja järjestöjen kanssa"


def priorities(count: int, goals: int, title: str = "Palvelut toimivat", **more: object) -> list[Data]:
    """Priorities with goals, whose titles are told apart by a number at the end."""
    return [
        {"id": f"p{p}", "title": f"Painopiste {p}", "goals": [
            {"id": f"g{p}-{g}", "title": f"{title} {p}–{g}"} for g in range(goals)
        ]} | more
        for p in range(count)
    ]  # fmt: skip


def deck(**more: Any) -> Document:
    """The slides of a county whose vision is “Arki kantaa”."""
    data: dict[str, Any] = {"priorities": priorities(3, 3), "vision": {"slogan": "Arki kantaa"}}
    document = compose(workspace(strategy(**(data | more))), "slides", "fi")
    assert document is not None
    return document


def mapped(document: Document) -> list[tuple[Slide, Map]]:
    """The slides with a map, and their maps."""
    return [(slide, shape) for slide in plan(document) for shape in slide.shapes if isinstance(shape, Map)]


def words(boxes: Any) -> list[str]:
    return ["".join(run.text for run in para.runs) for box in boxes for para in box.paras]


def test_a_column_for_each_priority_stands_below_the_vision() -> None:
    ((_, drawn),) = mapped(deck())
    assert words(drawn.top) == ["Arki kantaa"]
    assert [words(column)[:2] for column in drawn.columns] == [
        [f"Painopiste {p}", f"Palvelut toimivat {p}–0"] for p in range(3)
    ]
    assert drawn.description == "Strategian tasot ja niiden yhteydet: Visio, Painopisteet, Tavoitteet"


def test_the_map_is_one_described_group_of_native_boxes() -> None:
    made = Presentation(io.BytesIO(pptx.write(deck(), DEFAULT, Templates())))
    ((slide, group),) = [(slide, shape) for slide in made.slides for shape in slide.shapes if shape.name[:3] == "Map"]
    assert group._element.nvGrpSpPr.cNvPr.get("descr").startswith("Strategian tasot")
    said = [shape.text_frame.text for shape in group.shapes if shape.text_frame.text]
    assert said[:3] == ["Arki kantaa", "Painopiste 0", "Palvelut toimivat 0–0"]
    ids = [node.get("id") for node in slide._element.iter("{*}cNvPr")]
    assert len(set(ids)) == len(ids) > 12
    boxes = [shape for shape in group.shapes if shape.text_frame.text]
    assert {round(Length(min(one.width, one.height) * one.adjustments[0]).pt) for one in boxes} == {6}
    for shape in group.shapes:
        assert group.left <= shape.left
        assert shape.left + shape.width <= group.left + group.width + 1
        assert shape.top + shape.height <= group.top + group.height + 1


def test_indicators_are_shown_where_there_is_room_and_told_where_there_is_none() -> None:
    few: list[Data] = [{"id": "i0", "name": "Jono", "type": "count", "serves": "g0-0"}]
    ((_, drawn),) = mapped(deck(indicators=few))
    assert "Jono" in words(drawn.columns[0])
    many = [{"id": f"i{n}", "name": f"{LONG} {n}", "type": "count", "serves": f"g{n % 3}-{n % 2}"} for n in range(30)]
    ((slide, drawn),) = mapped(deck(indicators=many))
    assert not any(LONG in said for said in words(drawn.boxes))
    notes = ["".join(run.text for run in para.runs) for para in speech(slide, lexicon("fi"))]
    assert "Kartasta on jätetty pois, jotta sen voi lukea: Mittarit." in notes
    assert "Mittarit" not in drawn.description


def test_a_large_map_goes_on_on_further_slides_and_is_never_too_small_to_read() -> None:
    document = deck(priorities=priorities(5, 7, LONG))
    slides = mapped(document)
    assert 1 < len(slides) < 5
    assert [words(drawn.top) for _, drawn in slides] == [["Arki kantaa"]] * len(slides)
    said = [line for _, drawn in slides for column in drawn.columns for line in words(column)]
    assert len(said) == len(set(said)) == 5 * 8
    assert min(para.size for _, drawn in slides for box in drawn.boxes for para in box.paras) >= 12
    assert misfits(document) == ()


def test_goals_that_would_take_a_slide_for_each_priority_are_left_out_and_that_is_told() -> None:
    document = deck(priorities=priorities(4, 40, LONG))
    ((slide, drawn),) = mapped(document)
    assert [words(column) for column in drawn.columns] == [[f"Painopiste {p}"] for p in range(4)]
    notes = ["".join(run.text for run in para.runs) for para in speech(slide, lexicon("fi"))]
    assert "Kartasta on jätetty pois, jotta sen voi lukea: Tavoitteet." in notes
    assert misfits(document) == ()


def test_priorities_that_no_map_can_hold_are_a_list() -> None:
    goals = [{"id": "g0", "title": "Apua saa"}]
    endless: list[Data] = [{"id": "p0", "title": "Hyvinvointi" * 30, "goals": goals}, {"id": "p1", "title": "Talous"}]
    document = deck(priorities=endless)
    assert mapped(document) == []
    (slide,) = (one for one in plan(document) if one.anchor == "s-glance")
    assert {"Arki kantaa", "Talous"} <= set(words(shape for shape in slide.shapes if isinstance(shape, Box)))


def test_who_has_more_to_say_gets_a_wider_column() -> None:
    uneven = [*priorities(3, 2), {"id": "p9", "title": "Iso", "goals": [
        {"id": f"g9-{n}", "title": f"{LONG} {n}"} for n in range(6)
    ]}]  # fmt: skip
    ((_, drawn),) = mapped(deck(priorities=uneven))
    widths = [column[0].width for column in drawn.columns]
    assert widths[3] > 1.5 * widths[0]
    page: Any = lxml_html.document_fromstring(html.write(deck(priorities=uneven), DEFAULT, Templates()))
    parts = [int(one.get("class").removeprefix("part-")) for one in page.xpath("//div[@class='map']/ul/li")]
    assert parts == [round(40 * width / BODY_WIDTH) for width in widths]


def test_columns_that_do_not_part_evenly_part_as_they_fit() -> None:
    goals = [f"{LONG}, ja tästä kaikesta kerrotaan valtuustolle joka vuosi {number}" for number in range(12)]
    titles = [["Apua saa"], ["Raha riittää"], goals]
    below = [[{"id": f"g{p}-{n}", "title": title} for n, title in enumerate(own)] for p, own in enumerate(titles)]
    uneven: list[Data] = [{"id": f"p{p}", "title": f"Painopiste {p}", "goals": own} for p, own in enumerate(below)]
    for order, parts in ((uneven, [2, 1]), (uneven[::-1], [1, 2])):
        assert [len(drawn.columns) for _, drawn in mapped(deck(priorities=order, vision=None))] == parts


def test_a_small_map_has_large_letters_and_boxes_and_lines_from_the_top_to_every_column() -> None:
    ((_, drawn),) = mapped(deck())
    assert {para.size for column in drawn.columns for box in column for para in box.paras} == {20}
    goal = drawn.columns[0][1]
    assert goal.height > 2 * fit.height(goal.paras, goal.width)
    ends = {round(line.x + line.width / 2) for line in drawn.lines if line.y + line.height == drawn.columns[0][0].y}
    assert ends >= {round(column[0].x + column[0].width / 2) for column in drawn.columns}


def test_the_map_stands_in_for_the_overview_unless_priorities_have_statements() -> None:
    anchors = [section.anchor for section in deck().sections]
    assert "s-glance" in anchors
    assert "s-overview" not in anchors
    anchors = [s.anchor for s in deck(priorities=priorities(3, 3, statement="Näin teemme.")).sections]
    assert anchors.index("s-overview") + 1 == anchors.index("s-glance")
    anchors = [section.anchor for section in deck(priorities=priorities(3, 0), vision=None).sections]
    assert "s-glance" not in anchors


def test_the_map_of_the_web_is_lists_in_a_named_group() -> None:
    page: Any = lxml_html.document_fromstring(html.write(deck(), DEFAULT, Templates()))
    (group,) = page.xpath("//div[@class='map']")
    assert group.get("role") == "group"
    assert group.get("aria-label") == "Strategian tasot ja niiden yhteydet: Visio, Painopisteet, Tavoitteet"
    assert [len(column.xpath("./ul/li")) for column in group.xpath("./ul/li")] == [3, 3, 3]


def test_a_text_in_another_language_is_tagged_on_the_map() -> None:
    vision = {"slogan": {"fi": "Arki kantaa"}}
    data = strategy(priorities=priorities(3, 3), vision=vision, languages=["sv", "fi"])
    document = compose(workspace(data), "slides", "sv")
    assert document is not None
    ((_, drawn),) = mapped(document)
    assert [run.language for para in drawn.top[0].paras for run in para.runs] == ["fi"]
