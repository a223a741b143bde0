"""Slides as a web page: the same slides as the PowerPoint file, one a screen, without scripts."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from lxml import html as lxml_html
from sample import SAMPLE, text
from test_html import HOSTILE, poisoned

from strategia.document.ast import BulletList, Callout, Chart, Document, ListItem, Paragraph, Section, Series
from strategia.templates import Templates
from strategia.writers import html
from strategia.writers.deck.slides import plan
from strategia.writers.theme import DEFAULT

TEMPLATES = Templates()
DECK = replace(SAMPLE, name="slides", contents=False)


def written(document: Document = DECK) -> str:
    return html.write(document, DEFAULT, TEMPLATES).decode()


def page(document: Document = DECK) -> Any:
    return lxml_html.document_fromstring(written(document))


def words(element: Any) -> str:
    return " ".join(element.text_content().replace("\N{SOFT HYPHEN}", "").split())


def test_both_decks_show_the_same_slides() -> None:
    slides = page().xpath("//section[contains(@class, 'slide')]")
    planned = plan(DECK)
    assert len(planned) > 5
    assert [slide.get("id") for slide in slides] == [slide.anchor for slide in planned]
    assert [words(slide.xpath(".//h1 | .//h2")[0]) for slide in slides] == [
        " ".join(slide.title.split()) for slide in planned
    ]


def test_each_slide_leads_to_its_neighbours_and_to_the_contents() -> None:
    tree = page()
    slides = tree.xpath("//section[contains(@class, 'slide')]")
    names = [f"#{slide.get('id')}" for slide in slides]
    assert [slide.xpath(".//a[@rel='prev']/@href") for slide in slides] == [[], *([name] for name in names[:-1])]
    assert [slide.xpath(".//a[@rel='next']/@href") for slide in slides] == [*([name] for name in names[1:]), []]
    assert all(slide.xpath(".//a[@href='#_contents']") for slide in slides)
    assert tree.xpath("//nav[@id='_contents']//a/@href")[0] == names[0]


def test_ids_are_unique_and_every_internal_link_leads_to_one() -> None:
    tree = page()
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids)) > 10
    links = {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")}
    assert links
    assert links <= set(ids)


def test_the_contents_name_a_continued_slide_once() -> None:
    items = tuple(ListItem(text(f"Kohta {number}, jossa on jonkin verran asiaa.")) for number in range(60))
    tree = page(replace(DECK, sections=(Section("pitka", text("Pitkä luettelo"), (BulletList(items),)),)))
    assert len(tree.xpath("//section[starts-with(@id, 'pitka')]")) > 2
    assert [words(link) for link in tree.xpath("//nav//a")][1:] == ["Pitkä luettelo"]


def test_lists_are_lists_however_deep() -> None:
    items = (ListItem(text("Ylin"), (ListItem(text("Keski"), (ListItem(text("Alin")),)),)), ListItem(text("Toinen")))
    tree = page(replace(DECK, sections=(Section("l", text("Lista"), (BulletList(items),)),)))
    assert [words(item) for item in tree.xpath("//section[@id='l']//li/ul/li/ul/li")] == ["Alin"]
    assert len(tree.xpath("//section[@id='l']//div[@class='body']/ul/li")) == 2


def test_tables_keep_headers_spans_and_a_name() -> None:
    tables = page().xpath("//section//table[caption/@id]")
    assert tables
    for table in tables:
        assert table.xpath("thead//th[@scope='col']")
        assert words(table.xpath("caption")[0])
    assert page().xpath("//td[@rowspan] | //th[@rowspan]")


def test_a_chart_is_a_drawing_with_its_values_in_a_table_beside_it() -> None:
    slides = page().xpath("//section[.//figure]")
    assert slides
    for slide in slides:
        assert slide.xpath(".//figure//*[local-name()='svg']/@aria-label")
        beside = slide.xpath(".//table") or slide.xpath("following-sibling::section[1]//table")
        assert beside[0].xpath(".//td")


def test_what_stands_above_and_below_a_chart_stands_in_its_column() -> None:
    names = tuple(f"Painopiste {number}" for number in range(7))
    series = (Series("milj. €", tuple(map(Decimal, range(7)))),)
    takeaway = "Eniten rahaa kohdistuu peruspalveluihin ja niiden saatavuuden parantamiseen. " * 3
    chart = Chart("bar", text("Raha"), names, series, "milj. €", text(takeaway))
    made_up = Callout("notice", text("Keksittyä"), (Paragraph(text("Osa luvuista on keksitty.")),))
    small = Paragraph(text("Luvut on pyöristetty."), "small")
    made = page(replace(DECK, sections=(Section("raha", text("Raha"), (chart, made_up, small)),)))
    left, right = made.xpath("//section[.//figure]//div[contains(@class, 'column ')]")
    assert words(left).startswith("Eniten rahaa")
    assert words(left).endswith("Luvut on pyöristetty.")
    assert left.xpath(".//figure")
    assert right.xpath(".//table")
    shares = [int(re.findall(r" part-(\d+)", one.get("class"))[0]) for one in (left, right)]
    assert shares[0] > shares[1]


def test_nothing_is_fetched_and_the_policy_names_the_style() -> None:
    source = written()
    assert "<script" not in source
    assert not re.search(r"\sstyle=|url\(|@import| src=", source)
    assert re.search(r"default-src 'none'; style-src 'sha256-[\w+/=]+'", source)


@pytest.mark.parametrize("poison", HOSTILE)
def test_hostile_text_stays_text(poison: str) -> None:
    tree = page(poisoned(DECK, poison))  # type: ignore[arg-type]
    tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "iframe", "img", "object", "form", "input", "link", "base"}
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on") or name == "style"]


def test_what_the_speaker_says_stands_below_the_slide() -> None:
    notes = (Paragraph(text("Kerro tämä omin sanoin.")),)
    tree = page(replace(DECK, sections=(Section("n", text("Dia"), (), notes=notes),)))
    (details,) = tree.xpath("//section[@id='n']/details")
    assert "Kerro tämä omin sanoin." in words(details)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert written() == written()
