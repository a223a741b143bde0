"""What a speaker reads below a slide: all that the strategy says of it, in words, and only once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from papers import Data, strategy, workspace
from sample import SAMPLE, cell, text

from strategia.compiler import Checked, check
from strategia.document import compose
from strategia.document.ast import (
    BulletList,
    Card,
    Cards,
    Chart,
    Column,
    Document,
    Fact,
    KeyFacts,
    ListItem,
    Paragraph,
    Row,
    Run,
    Section,
    Series,
    Table,
    as_json,
)
from strategia.document.phrasing import Phrasing
from strategia.document.speaker import about, unsaid
from strategia.languages import lexicon
from strategia.project import Project
from strategia.templates import Templates
from strategia.writers import html
from strategia.writers.deck.slides import plan
from strategia.writers.deck.speaking import speech
from strategia.writers.theme import DEFAULT

COUNTIES = ("kainuu", "keski-pohjanmaa", "lappi", "paijat-hame", "pohjois-pohjanmaa")
SPOKEN = ("priority", "perspective", "goal", "values", "statement", "timeline")
"""The roles of sections of a strategy that a deck has slides of."""


@cache
def checked() -> Checked:
    return check(Project(Path(__file__).parents[1]), COUNTIES, date(2026, 6, 30))


def spoken(document: Document) -> list[str]:
    """The notes of each slide."""
    words = lexicon(document.language)
    return ["\n".join("".join(run.text for run in para.runs) for para in speech(s, words)) for s in plan(document)]


def notes(*sections: Section) -> list[str]:
    """The notes of the slides of some sections, without the cover."""
    return spoken(replace(SAMPLE, sections=sections))[1:]


def sentences(node: Any) -> Iterator[str]:
    """Every paragraph and line of a list in the JSON of a part of a document."""
    if isinstance(node, dict):
        if node["type"] in {"Paragraph", "ListItem"} and node.get("style") != "lead_in":
            yield "".join(run["text"] for run in node["runs"]).removesuffix("\u00a0*")
        for value in node.values():
            if node["type"] != "Run":
                yield from sentences(value)
    elif isinstance(node, list):
        for item in node:
            yield from sentences(item)


@pytest.mark.parametrize("slug", COUNTIES)
def test_the_notes_of_a_deck_hold_the_full_text_of_what_it_speaks_of(slug: str) -> None:
    county = checked().workspaces[slug]
    assert county.strategy is not None
    for language in county.strategy.languages:
        deck, whole = compose(county, "slides", language), compose(county, "strategy", language)
        assert deck is not None
        assert whole is not None
        told = " ".join("\n".join(spoken(deck)).split())
        wanted = [
            " ".join(words.replace(" [sic]", "").split())
            for section in whole.sections
            if section.role in SPOKEN or section.anchor in {"environment", "s-programmes"}
            for words in sentences(as_json(section))
        ]
        assert len(wanted) > 10
        assert [words for words in wanted if words not in told and words != "–"] == []


def test_every_slide_with_something_on_it_has_notes() -> None:
    for slug in COUNTIES:
        deck = compose(checked().workspaces[slug], "slides", "fi")
        assert deck is not None
        (cover, *slides), (_, *told) = plan(deck), spoken(deck)
        assert cover.layout == "Cover"
        assert [slide.title for slide, words in zip(slides, told, strict=True) if not words] == []


def test_a_row_is_headed_by_its_first_cell_and_the_others_are_called_by_their_columns() -> None:
    columns = (Column(text("Mittari")), Column(text("Lähtötaso")), Column(text("Tavoite")), Column(text("Vastuu")))
    rows = (Row((cell("Jono"), cell("812"), cell("enintään 500"), cell("–"))),)
    (told,) = notes(Section("a", text("Mittarit"), (Table(text("Mittarit"), columns, rows, row_headers=True),)))
    assert told == "Jono\nLähtötaso: 812; Tavoite: enintään 500"


def test_a_slide_that_continues_another_has_the_notes_of_its_own_part() -> None:
    columns = (Column(text("Tavoite")), Column(text("Mittari")))
    rows = tuple(Row((cell(f"Tavoite {n}."), cell(f"Mittari {n}. " + "Näin sitä mitataan. " * 9))) for n in range(20))
    rest = (Paragraph(text("Vain strategiassa.")),)
    told = notes(Section("a", text("Tavoitteet"), (Table(text("T"), columns, rows, row_headers=True),), notes=rest))
    assert len(told) > 1
    for number in range(20):
        assert [f"Tavoite {number}.\n" in one for one in told].count(True) == 1
    assert ["Vain strategiassa." in one for one in told] == [True, *(False for _ in told[1:])]
    assert "Lisäksi:" in told[0]


def test_numbers_times_and_figures_are_said_with_what_they_belong_to() -> None:
    names = Cards((Card(text("1 Asiakas")), Card(text("3 Talous"))))
    steps = BulletList(
        tuple(ListItem((Run(who, strong=True), *text(" seuraa"))) for who in ("Hallitus", "Johto")), ordered=True
    )
    when = Table((), (Column(text("Aika")), Column(text("Vaihe"))), (Row((cell("21.1.2025"), cell("Työpaja"))),))
    facts = KeyFacts((Fact(text("176 500"), text("Asukkaita")),))
    told = notes(
        Section("a", text("Painopisteet"), (names,), role="overview"),
        Section("b", text("Seuranta"), (steps,), role="timeline"),
        Section("c", text("Aikataulu"), (when,), role="timeline"),
        Section("d", text("Lukuina"), (facts,)),
    )
    assert told == [
        "1. Asiakas\n3. Talous",
        "1. Hallitus\nseuraa\n2. Johto\nseuraa",
        "21.1.2025: Työpaja",
        "Asukkaita: 176 500",
    ]


def test_the_notes_speak_the_language_of_each_word() -> None:
    section = Section("a", text("Kielet"), (Paragraph((Run("Tervehdys: "), Run("buorre beaivi", language="se"))),))
    slide = plan(replace(SAMPLE, sections=(section,)))[1]
    (para,) = speech(slide, lexicon("fi"))
    assert [run.language for run in para.runs] == [None, "se"]


def test_slides_of_the_web_repeat_nothing_below_themselves() -> None:
    shown = Section("a", text("Dia"), (Paragraph(text("Tämä näkyy.")),), notes=(Paragraph(text("Tämä ei näy.")),))
    page = html.write(replace(SAMPLE, name="slides", sections=(shown,)), DEFAULT, Templates()).decode()
    assert page.count("Tämä näkyy.") == page.count("Tämä ei näy.") == 1


def test_only_what_no_slide_says_is_left_to_the_speaker() -> None:
    items = BulletList((ListItem(text("Jono\u00a0*"), (ListItem(text("uusi")),)), ListItem(text("Puhelin"))))
    table = Table(text("T"), (Column(text("Näkökulma")), Column(text("Raha"))), (Row((cell("Arki"), cell("5 €"))),))
    whole = Section("p1", text("Arki"), (Paragraph(text("Tiedossa.")), items, table))
    slide = Section(
        "p1",
        text("Arki"),
        (Paragraph(text("Tiedossa.")), BulletList((ListItem(text("Jono")), ListItem(text("Puhelin"))))),
    )
    assert list(sentences(as_json(unsaid(whole, (slide,))))) == ["Jono", "uusi", "Arki", "Raha: 5 €"]


def test_a_text_within_a_longer_one_of_a_slide_is_said_and_a_word_within_one_may_be_chance() -> None:
    slide = Section("a", text("Dia"), (Paragraph(text("Toimiva arki: asukas saa avun ajoissa ja läheltä.")),))
    whole = Section("a", text("Dia"), (Paragraph(text("asukas saa avun ajoissa")), Paragraph(text("Arki"))))
    assert list(sentences(as_json(unsaid(whole, (slide,))))) == ["Arki"]


def test_what_leads_in_a_list_is_said_only_with_it() -> None:
    lead = Paragraph(text("Näin sitä mitataan"), "lead_in")
    new, known = BulletList((ListItem(text("Uusi kohta")),)), BulletList((ListItem(text("Tuttu kohta")),))
    slide = Section("a", text("Dia"), (known,))
    assert unsaid(Section("a", text("Dia"), (lead, new)), (slide,)) == (lead, new)
    assert unsaid(Section("a", text("Dia"), (lead, known)), (slide,)) == ()


def test_an_empty_cell_is_not_said() -> None:
    columns = (Column(text("Tavoite")), Column(text("Raha")), Column(text("Vastuu")))
    table = Table(text("T"), columns, (Row((cell("Arki"), cell("–"), cell("Johtaja"))),))
    told = list(sentences(as_json(unsaid(Section("a", text("Dia"), (table,)), ()))))
    assert told == ["Arki", "Vastuu: Johtaja"]


def test_what_a_chart_says_in_words_is_said() -> None:
    chart = Chart("bar", text("Jono"), ("2025",), (Series("Jono", (Decimal(5),)),), "", text("Jono lyhenee."))
    assert list(sentences(as_json(unsaid(Section("a", text("Dia"), (chart,)), ())))) == ["Jono lyhenee."]


def test_what_stands_beside_a_chart_is_said_before_its_values_and_those_once() -> None:
    series = (Series("Jono", (Decimal(61), Decimal(72))),)
    chart = Chart("line", text("Jono"), ("2024", "2025"), series, "%", text("Jono kasvaa."), category="Vuosi")
    (told,) = notes(Section("a", text("Jono"), (chart, Paragraph(text("Luvut ovat arvioita.")))))
    assert told == "Jono kasvaa.\nLuvut ovat arvioita.\n2024: 61 %\n2025: 72 %"


def test_a_long_cell_has_a_line_of_its_own() -> None:
    columns = tuple(Column(text(name)) for name in ("Tavoite", "Nyt", "Sitten", "Selitys"))
    long = "Näin sitä mitataan, ja tulos kerrotaan valtuustolle kahdesti vuodessa."
    rows = (Row((cell("Jono"), cell("812"), cell("500"), cell(long))),)
    (told,) = notes(Section("a", text("Mittarit"), (Table(text("Mittarit"), columns, rows, row_headers=True),)))
    assert told == f"Jono\nNyt: 812; Sitten: 500\nSelitys: {long}"


def test_what_is_known_of_an_indicator_and_other_wordings_stand_below_its_slide() -> None:
    indicator: Data = {"id": "i1", "name": "Jono", "type": "count", "serves": "g1", "owner": "Johtajaylilääkäri"}
    named: Data = {"id": "g1", "title": "Apua saa", "aliases": [{"text": "Apua saa ajoissa", "source": "Dia 7"}]}
    deck = compose(workspace(strategy(named, indicators=[indicator])), "slides", "fi")
    assert deck is not None
    told = dict(zip((slide.anchor for slide in plan(deck)), spoken(deck), strict=True))
    assert "Apua saa\nMuu sanamuoto: Apua saa ajoissa (Dia 7)" in told["p1"]
    assert "Johtajaylilääkäri" in told["p1-indicators"]


def test_the_free_prose_of_a_place_is_in_the_notes_of_its_slide() -> None:
    prose = [{"id": "why", "title": "Miksi juuri nämä", "text": ["Valitsimme vähän."], "place": "priorities"}]
    deck = compose(workspace(strategy({"id": "g1", "title": "Apua saa"}, sections=prose)), "slides", "fi")
    assert deck is not None
    (slide,) = (slide for slide in plan(deck) if slide.anchor == "s-glance")
    assert "Miksi juuri nämä\nValitsimme vähän." in spoken(deck)[plan(deck).index(slide)]


def test_what_a_slide_says_of_an_indicator_without_its_label_is_not_said_again() -> None:
    indicator: Data = {"id": "i1", "name": "Jono", "type": "count", "serves": "g1", "owner": "Ylilääkäri"}
    phrasing = Phrasing(workspace(strategy({"id": "g1", "title": "Apua saa"}, indicators=[indicator])), "fi")
    named = BulletList((ListItem(text("Jono"), anchor="i1"),))
    told = about(phrasing, Section("p1", text("Dia"), (named,)))
    assert list(sentences(as_json(told))) == ["Jono", "Vastuu: Ylilääkäri"]
    assert about(phrasing, Section("p1", text("Dia"), (named, Paragraph(text("Ylilääkäri"))))) == ()
