"""The strategy tells under each goal which service lines and which euros carry it; the slides, where the money goes."""

from decimal import Decimal
from pathlib import Path

import pytest
from papers import Data, budget, services, strategy, unit, workspace
from pptx import Presentation

from strategia.document import compose
from strategia.document.ast import (
    BulletList,
    Callout,
    Chart,
    Document,
    ListItem,
    Paragraph,
    Section,
    Table,
    plain,
    walk_sections,
)
from strategia.languages import lexicon
from strategia.templates import Templates
from strategia.writers import writer
from strategia.writers.theme import DEFAULT

LINES = (
    {"id": "s1", "title": "Avataan päivystys.", "implements": "g1"},
    {"id": "s2", "title": "Etävastaanotto", "implements": [{"to": "g1", "link_source": "editor"}, "p1"]},
)


def _document(*data: Data, name: str = "strategy", language: str = "fi") -> Document:
    found = compose(workspace(*data), name, language)
    assert found is not None
    return found


def _section(document: Document, anchor: str) -> Section:
    return next(section for _, section in walk_sections(document.sections) if section.anchor == anchor)


def _lines(items: tuple[ListItem, ...]) -> list[str]:
    return [plain(item.runs) for item in items]


def _goal(document: Document, place: int) -> list[str]:
    """What stands below a goal of the first priority."""
    (block,) = (one for one in _section(document, "p1").blocks if isinstance(one, BulletList) and len(one.items) == 2)
    return _lines(block.items[place].items)


def test_a_goal_names_its_service_lines_and_its_euros() -> None:
    money = budget(operating=[unit("u", -12_345, funds="s1"), unit("v", -4, funds="g1")])
    document = _document(strategy(), services(goals=list(LINES)), money)
    assert _goal(document, 0) == [
        "Palvelustrategia: Avataan päivystys; Etävastaanotto\u00a0*",
        "Rahoitus 2026: 12,3\u00a0milj.\u00a0€ (2\u00a0riviä)",
    ]
    assert _goal(document, 1) == []
    texts = [plain(block.runs) for block in _section(document, "p1").blocks if isinstance(block, Paragraph)]
    assert texts[0] == "Painopisteen rahoitus 2026: 12,3\u00a0milj.\u00a0€ (2\u00a0riviä)"
    assert texts[-1].startswith("* Yhteys on laatijan tulkinta")


def test_a_goal_with_a_heading_has_them_as_lists() -> None:
    goals = ({"id": "g1", "title": "Apua saa", "text": "Ajoissa."}, {"id": "g2", "title": "Arki"})
    aim = {"id": "b1", "title": "Jonot lyhenevät", "implements": "g1", "targets": {"2026": "90 %", "2027": "95 %"}}
    document = _document(strategy(*goals), services(goals=list(LINES)), budget(goals=[aim]))
    _, lead, lines, second, aims = _section(document, "g1").blocks
    assert isinstance(lead, Paragraph)
    assert isinstance(lines, BulletList)
    assert isinstance(second, Paragraph)
    assert isinstance(aims, BulletList)
    assert plain(lead.runs) == "Palvelustrategian linjaukset"
    assert _lines(lines.items) == ["Avataan päivystys", "Etävastaanotto\u00a0*"]
    assert plain(second.runs) == "Talousarvion tavoitteet"
    assert _lines(aims.items) == ["Jonot lyhenevät (2026: 90\u00a0%)"]
    # What carries the priority as a whole stands after its goals.
    (of_whole,) = (block for block in _section(document, "p1-whole").blocks if isinstance(block, BulletList))
    assert _lines(of_whole.items) == ["Etävastaanotto"]


def test_a_strategy_without_other_papers_stays_as_it_was() -> None:
    document = _document(strategy())
    assert _goal(document, 0) == []
    assert not [block for block in _section(document, "p1").blocks if "ahoitus" in str(block)]


def test_why_a_goal_or_a_measure_needs_no_money_is_told_without_a_budget() -> None:
    goals = ({"id": "g1", "title": "Apua saa", "no_cost": "Omana työnä."}, {"id": "g2", "title": "Arki"})
    measure = {"id": "m1", "text": "Kokeillaan", "serves": "p1", "no_cost": "Talkoilla."}
    document = _document(strategy(*goals, measures=[measure]))
    assert _goal(document, 0) == ["Rahoitus: ei omaa määrärahaa. Omana työnä."]
    assert "Kokeillaan (ei omaa määrärahaa: Talkoilla.)" in str(
        [_lines(block.items) for block in _section(document, "p1").blocks if isinstance(block, BulletList)]
    )


def test_perspectives_get_a_table_of_their_own() -> None:
    perspectives = [
        {"id": "n1", "title": "Saatavuus", "goals": [{"id": "g1", "title": "Apua"}]},
        {"id": "n2", "title": "Arki", "goals": [{"id": "g2", "title": "Turvaa", "no_cost": "Omana työnä."}]},
        {"id": "n3", "title": "Muu", "goals": [{"id": "g3", "title": "Muuta"}]},
    ]
    priority = {"id": "p1", "title": "Arki", "perspectives": perspectives}
    paper = services(illustrative=True, goals=list(LINES))
    document = _document(strategy(priorities=[priority]), paper, budget(operating=[unit("u", -12_345, funds="s1")]))
    _, table = (block for block in _section(document, "p1").blocks if isinstance(block, Table))
    assert [plain(column.title) for column in table.columns] == [
        "Näkökulma",
        "Palvelustrategian linjaukset (keksitty esimerkki)",
        "Rahoitus 2026",
    ]
    names = [plain(row.cells[0].blocks[0].runs) for row in table.rows]  # type: ignore[union-attr]
    assert names == ["Saatavuus", "Arki"]
    assert document.mark == "LUONNOS · Mukana keksittyjä tietoja"


def test_money_that_reaches_several_goals_counts_once_in_their_priority() -> None:
    second = {"id": "p2", "title": "Talous", "goals": [{"id": "g3", "title": "Tasapaino"}]}
    both = strategy()
    both["priorities"] = [*both["priorities"], second]
    money = budget(operating=[unit("u", -20_000, funds=["g1", "g2"]), unit("v", -15_000, funds=["g1", "g3"])])
    document = _document(both, money)
    (words,) = (
        plain(b.runs) for b in _section(document, "p1").blocks if isinstance(b, Paragraph) and "Painop" in str(b)
    )
    assert words == (
        "Painopisteen rahoitus 2026: 20,0\u00a0milj.\u00a0€, "
        "lisäksi 15,0\u00a0milj.\u00a0€ yhteistä muiden painopisteiden kanssa (2\u00a0riviä)"
    )
    (words,) = (
        plain(b.runs) for b in _section(document, "p2").blocks if isinstance(b, Paragraph) and "Painop" in str(b)
    )
    # The sum of a priority is the same here and on the slide: what it has alone.
    assert (
        words
        == "Painopisteen rahoitus 2026: 15,0\u00a0milj.\u00a0€ yhteistä muiden painopisteiden kanssa (1\u00a0rivi)"
    )


def test_an_embedded_service_strategy_is_linked_to_in_both_directions() -> None:
    data = (strategy(), services(embedded=True, goals=list(LINES)))
    page = writer("html").write(_document(*data), DEFAULT, Templates()).decode()
    assert page.count('href="#s1"') == 1
    assert page.count('id="s1"') == 1
    assert 'href="#g1"' in page
    assert page.count('id="g1"') == 1


# --- the slide ----------------------------------------------------------------------------


def _deck(**more: object) -> Document:
    whole = strategy()
    whole["priorities"] = [
        *whole["priorities"],
        {"id": "p2", "title": "Talous", "goals": [{"id": "g3", "title": "Tasapaino"}]},
    ]
    money = [unit("u", -20_000, funds=["g1", "g2"]), unit("v", -15_000, funds=["g1", "g3"]), unit("w", -65_000)]
    return _document(whole, budget(operating=money, **more), name="slides")


def test_the_slide_shows_euros_by_priority_and_says_what_is_not_linked() -> None:
    section = _section(_deck(), "s-money")
    (chart,) = section.blocks
    assert isinstance(chart, Chart)
    assert chart.categories == ("1. Arki", "2. Talous", "Usea painopiste yhdessä")
    assert chart.series[0].values == (Decimal("20.0"), Decimal("0.0"), Decimal("15.0"))
    assert plain(chart.takeaway) == (
        "Eniten rahaa kohdistuu kohtaan ”Arki”, 20,0\u00a0milj.\u00a0€. "
        "Strategiaan liittyy 35,0\u00a0milj.\u00a0€ eli 35\u00a0% talousarvion toimintakuluista ja investoinneista "
        "(100,0\u00a0milj.\u00a0€). Ilman yhteyttä strategiaan on 65,0\u00a0milj.\u00a0€."
    )
    (_, spoken) = section.notes
    assert isinstance(spoken, BulletList)
    lines = [plain(item.runs) for item in spoken.items]
    assert "1. Arki: 20\u00a0000\u00a0000\u00a0€" in lines
    assert "Ei yhteyttä strategiaan: 65\u00a0000\u00a0000\u00a0€" in lines


def test_the_slide_says_that_its_figures_are_rounded_where_they_are() -> None:
    rows = [unit("u", -20_049, funds="g1"), unit("v", -15_049, funds="g2")]
    section = _section(_document(strategy(), budget(operating=rows), name="slides"), "s-money")
    assert [plain(block.runs) for block in section.blocks if isinstance(block, Paragraph)] == [
        "Luvut on pyöristetty, joten osien summa voi poiketa kokonaissummasta."
    ]


def test_small_money_is_told_in_whole_euros() -> None:
    money = budget(money="eur", operating=[unit("u", -94_321, funds="g1")])
    (chart,) = _section(_document(strategy(), money, name="slides"), "s-money").blocks
    assert isinstance(chart, Chart)
    assert (chart.unit, chart.series[0].values) == ("€", (Decimal(94321),))


def test_the_chart_is_native_and_the_slide_says_when_rows_are_made_up(tmp_path: Path) -> None:
    document = _deck(illustrative=True)
    assert any(isinstance(block, Callout) for block in _section(document, "s-money").blocks)
    path = tmp_path / "deck.pptx"
    path.write_bytes(writer("pptx").write(document, DEFAULT, Templates()))
    (slide,) = (one for one in Presentation(str(path)).slides if "Mihin raha" in one.shapes.title.text_frame.text)
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    assert list(chart.plots[0].series[0].values) == [20.0, 0.0, 15.0]
    words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "keksittyjä" in words
    assert "65 000 000" in slide.notes_slide.notes_text_frame.text.replace("\u00a0", " ")


def test_without_linked_money_there_is_no_such_slide() -> None:
    for data in ((strategy(),), (strategy(), budget(operating=[unit("u", -1)]))):
        document = _document(*data, name="slides")
        assert "s-money" not in [section.anchor for _, section in walk_sections(document.sections)]


@pytest.mark.parametrize(
    ("euros", "fi", "sv", "en"),
    [
        ("12345678", "12,3 milj. €", "12,3 mn €", "€12.3 million"),
        ("858000000", "858,0 milj. €", "858,0 mn €", "€858.0 million"),
        ("1234567", "1,2 milj. €", "1,2 mn €", "€1.2 million"),
        ("-10000000", "−10,0 milj. €", "−10,0 mn €", "−€10.0 million"),
        ("100000", "0,1 milj. €", "0,1 mn €", "€0.1 million"),
        ("99999", "99 999 €", "99 999 €", "€99,999"),
        ("0.5", "1 €", "1 €", "€1"),
        ("-0.4", "0 €", "0 €", "€0"),
    ],
)
def test_money_in_short(euros: str, fi: str, sv: str, en: str) -> None:
    told = [lexicon(language).euros_in_short(Decimal(euros)).replace("\u00a0", " ") for language in ("fi", "sv", "en")]
    assert told == [fi, sv, en]
