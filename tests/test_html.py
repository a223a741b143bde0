"""The HTML writer: a page that stands alone, that everyone can read and in which no text is markup."""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, cast

import pytest
from lxml import html as lxml_html
from sample import SAMPLE, cell, text

from strategia.document.ast import (
    BLOCKS,
    BulletList,
    Card,
    Cards,
    Cell,
    Chart,
    Column,
    Document,
    ListItem,
    Paragraph,
    Row,
    Run,
    Section,
    Series,
    Table,
    plain,
)
from strategia.templates import Templates
from strategia.writers import charts, html
from strategia.writers.palette import dark
from strategia.writers.theme import DEFAULT, contrast
from strategia.writers.webpage import looks
from strategia.writers.webpage.tables import widths

TEMPLATES = Templates()
WORD = re.compile(r"\S+")

TAGS = frozenset(
    WORD.findall(
        """
        html head meta title style body a main header div p h1 h2 h3 h4 h5 h6 dl dt dd nav ol ul li section span
        strong em table caption colgroup col thead tbody tr th td figure figcaption details summary footer svg desc
        text tspan g rect line path circle
        """
    )
)
ATTRIBUTES = frozenset(
    WORD.findall(
        """
        lang http-equiv content charset name class href id rel role tabindex aria-labelledby aria-label scope rowspan
        xmlns viewbox width height font-family font-size font-weight fill stroke stroke-width stroke-dasharray
        text-anchor x y x1 x2 y1 y2 cx cy r d
        """
    )
)
HOSTILE = (
    "<script>alert(1)</script>",
    "</style></title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "{{7*7}} {% raw %} ${7*7}",
    "]]><!--",
    "&lt;b&gt; &amp;",
)
BAD_LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    " data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.org/x",
    "/x",
    "x.html",
    "https:",
    "https:///x",
    "#no-such-anchor",
    "#",
    "",
)


def page(document: Document = SAMPLE) -> lxml_html.HtmlElement:
    """The document's page, parsed."""
    return lxml_html.document_fromstring(html.write(document, DEFAULT, TEMPLATES).decode())


def with_blocks(*blocks: object, **changes: object) -> Document:
    """A document of one section that holds these blocks."""
    section = Section("osa", text("Osa"), cast("tuple[Paragraph, ...]", blocks))
    return replace(SAMPLE, sections=(section,), **changes)  # type: ignore[arg-type]


def with_link(link: str) -> Document:
    """A document with one link in its text."""
    return with_blocks(Paragraph((Run("linkki", link=link),)), contents=False)


def poisoned(value: object, poison: str) -> object:
    """The value with each of its texts replaced; what is closed (kinds, anchors, languages) stays."""
    if isinstance(value, tuple):
        return tuple(poison if isinstance(item, str) else poisoned(item, poison) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    closed = {"anchor", "language", "link", "date"} | ({"name"} if isinstance(value, Document) else set())
    changes: dict[str, object] = {}
    for field in fields(value):
        item = getattr(value, field.name)
        free = field.type in (str, str | None) and field.name not in closed
        changes[field.name] = poison if free and item is not None else poisoned(item, poison)
    return replace(value, **changes)


class Tokens(HTMLParser):
    """Every tag and attribute of a page, as a tokenizer sees them, and its text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.oddities: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.oddities.append(data)

    def handle_pi(self, data: str) -> None:
        self.oddities.append(data)

    def unknown_decl(self, data: str) -> None:
        self.oddities.append(data)


def levels(tree: lxml_html.HtmlElement) -> list[int]:
    """The levels of the headings, in order."""
    return [
        int(heading.tag[1])
        for heading in tree.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]")
    ]


def deep(depth: int) -> Section:
    """Sections within sections."""
    return Section(f"s{depth}", text("Syvä"), (), (deep(depth - 1),) if depth else ())


# What the templates hold


def test_every_block_has_a_template_with_a_macro() -> None:
    assert set(looks.looks(TEMPLATES, DEFAULT).blocks) == set(BLOCKS)


def test_the_sample_prints_every_block() -> None:
    seen = {type(block) for section in SAMPLE.sections for block in section.blocks}
    seen |= {type(block) for section in SAMPLE.sections for under in section.sections for block in under.blocks}
    assert seen == set(BLOCKS)


def test_a_folder_of_ones_own_replaces_one_template_and_leaves_the_rest(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "statement.j2").write_text(
        '{% macro block(it, page) %}<p class="mine">{{ page.runs(it.slogan) }}</p>{% endmacro %}', encoding="utf-8"
    )
    tree = lxml_html.document_fromstring(html.write(SAMPLE, DEFAULT, Templates(tmp_path)).decode())
    assert tree.xpath("//p[@class='mine']")
    assert tree.xpath("//table")


# The outline and its anchors


@pytest.mark.parametrize("document", [SAMPLE, replace(SAMPLE, sections=(deep(8),))], ids=["sample", "deep"])
def test_there_is_one_h1_and_no_level_is_skipped(document: Document) -> None:
    found = levels(page(document))
    assert found.count(1) == 1
    assert found[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found))
    assert max(found) > 2


def test_a_label_stands_in_its_heading() -> None:
    (heading,) = page().xpath("//section[@id='asiakaskokemus']/h2")
    assert heading.text_content().replace("\N{SOFT HYPHEN}", "") == "Painopiste 1 Asiakaskokemus"


def test_anchors_are_ids() -> None:
    ids = set(page().xpath("//@id"))
    assert {"visio", "tarkennus", "avoin", "saatavuus", "pth"} <= ids


def test_an_id_stands_once_though_its_anchor_is_printed_twice_and_a_section_keeps_it() -> None:
    row = Row((cell("a"),), anchor="osa")
    item = ListItem(text("b"), anchor="mittari")
    table = Table(text("Taulukko"), (Column(text("A")),), (row, Row((cell("c"),), anchor="mittari")))
    tree = page(with_blocks(BulletList((item, item)), table, Cards((Card(text("d"), anchor="osa"),))))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [tree.get_element_by_id(name).tag for name in ("osa", "mittari")] == ["section", "li"]


def test_every_internal_link_leads_somewhere() -> None:
    tree = page()
    links = [link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")]
    assert len(links) > len(SAMPLE.sections)
    assert set(links) <= set(tree.xpath("//@id"))
    assert set(tree.xpath("//@aria-labelledby")) <= set(tree.xpath("//@id"))


def test_the_contents_name_two_levels() -> None:
    links = page().xpath("//nav//a/@href")
    assert links == ["#visio", "#arvot", "#asiakaskokemus", "#toimenpiteet", "#ymparisto"]


def test_a_document_without_contents_has_no_links_to_them() -> None:
    tree = page(replace(SAMPLE, contents=False))
    assert not tree.xpath("//nav")
    assert not tree.xpath("//a[@href='#_contents']")


def test_a_linked_heading_is_no_link_within_the_contents() -> None:
    section = Section("osa", (Run("Osa", link="https://example.org"),))
    tree = page(replace(SAMPLE, sections=(section,)))
    assert tree.xpath("//nav//a/@href") == ["#osa"]
    assert tree.xpath("//h2/a/@href") == ["https://example.org"]


# What must be seen


def test_mark_and_callouts_of_the_cover_stand_in_the_text() -> None:
    notes = [note.text_content() for note in page().xpath("//main//*[@role='note']")]
    assert notes[0] == "Esimerkki"
    assert "Koottu testiä varten." in notes[1]


# Tables and charts


def test_a_table_has_a_caption_and_headers_with_a_scope() -> None:
    tables = page().xpath("//table")
    assert len(tables) == 3
    for table in tables:
        assert table.xpath("string(caption)").strip()
        assert set(table.xpath("thead//th/@scope")) == {"col"}
        assert set(table.xpath("tbody//th/@scope")) == {"row"}
        assert not table.xpath(".//th[not(@scope)]")


def test_a_cell_spans_its_rows_and_no_further_than_the_table() -> None:
    long = Row((Cell((Paragraph(text("a")),), rows=9), cell("b")))
    table = Table(text("Taulukko"), (Column(text("A")), Column(text("B"))), (long, Row((cell("c"),))), row_headers=True)
    tree = page(with_blocks(table))
    assert tree.xpath("//tbody//th/@rowspan") == ["2"]
    assert [len(row) for row in tree.xpath("//tbody/tr")] == [2, 1]


def test_missing_cells_are_empty_and_empty_headers_are_ordinary_cells() -> None:
    table = Table(
        text("Taulukko"), (Column(()), Column(text("B"))), (Row((cell(""),)), Row((cell("a"),))), row_headers=True
    )
    tree = page(with_blocks(table))
    assert [[c.tag for c in row] for row in tree.xpath("//table//tr")] == [["td", "th"], ["td", "td"], ["th", "td"]]


def test_too_many_cells_are_a_mistake_of_the_composer() -> None:
    table = Table(text("Taulukko"), (Column(text("A")),), (Row((cell("a"), cell("b"))),))
    with pytest.raises(ValueError, match="row 1 of the table “Taulukko”"):
        html.write(with_blocks(table), DEFAULT, TEMPLATES)


def test_every_width_has_its_class() -> None:
    style = page().xpath("string(//style)")
    classes = page().xpath("//col/@class")
    assert classes
    assert all(f".{name}{{width:{name[1:]}%}}" in style for name in classes)


def test_a_chart_is_drawn_and_its_values_are_printed_in_the_language_of_the_document() -> None:
    chart = Chart("bar", text("Kaavio"), ("2020",), (Series("Sarja", (Decimal("-1234.5"),)),), "%", text("Luku laski."))
    tree = page(with_blocks(chart, language="fi"))
    assert tree.xpath("//figure//svg/@aria-label") == ["Luku laski."]
    assert tree.xpath("string(//figure//tbody/tr/td)") == "−1\u00a0234,5"
    assert tree.xpath("string(//figcaption)").split() == ["Kaavio", "Luku", "laski."]


# Languages


def test_series_of_bars_are_hatched_each_in_its_own_way() -> None:
    series = tuple(Series(f"S{place}", (Decimal(9), Decimal(-4))) for place in range(4))
    drawing = charts.svg(Chart("bar", text("K"), ("A", "B"), series, "", text("Näin.")), DEFAULT, "fi")
    tree: Any = lxml_html.fromstring(drawing)
    bars = tree.xpath("//rect")
    assert len(bars) == 8
    hatches = [path.get("d") for path in tree.xpath("//path")]
    # The first series is plain, the second and third slant, the fourth does both.
    assert len(hatches) == 2 * (0 + 1 + 1 + 2)
    xs = [float(x) for path in hatches for x in re.findall(r"[ML](-?[\d.]+) ", path)]
    assert min(xs) >= min(float(bar.get("x")) for bar in bars)
    assert max(xs) <= max(float(bar.get("x")) + float(bar.get("width")) for bar in bars) + 0.1


def test_the_page_and_its_runs_say_their_language() -> None:
    tree = page()
    assert tree.get("lang") == "fi"
    assert tree.xpath("//section//*[@lang='se']/text()") == [". Buorre dearvvašvuohta"]
    assert not tree.xpath("//nav//*[@lang]")


def test_words_of_the_tool_are_marked_where_it_does_not_speak_the_language() -> None:
    tree = page(replace(SAMPLE, language="se"))
    assert tree.get("lang") == "se"
    assert tree.xpath("string(//nav/p/span/@lang)") == "fi"


# One file without scripts


def test_the_policy_comes_first_and_names_the_style_by_its_hash() -> None:
    tree = page()
    (style,) = tree.xpath("//style")
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    policy = tree.find("head")[0]
    assert policy.get("http-equiv") == "Content-Security-Policy"
    assert policy.get("content") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_every_document_has_the_same_style() -> None:
    other = cast("Document", poisoned(replace(SAMPLE, sections=SAMPLE.sections[:1]), "muu"))
    assert page(other).xpath("string(//style)") == page().xpath("string(//style)")


def test_nothing_is_fetched() -> None:
    tree = page()
    style = tree.xpath("string(//style)")
    assert len(style) > 1000
    assert not re.search(r"url\(|@import|@font-face|image-set", style)
    assert not tree.xpath("//@src | //link | //script | //iframe | //object | //form | //base")


def test_the_page_is_made_of_known_tags_and_attributes() -> None:
    tokens = Tokens(html.write(SAMPLE, DEFAULT, TEMPLATES))
    assert tokens.tags <= TAGS
    assert tokens.attributes <= ATTRIBUTES
    assert not tokens.oddities


@pytest.mark.parametrize("poison", HOSTILE)
def test_hostile_text_stays_text(poison: str) -> None:
    written = html.write(cast("Document", poisoned(SAMPLE, poison)), DEFAULT, TEMPLATES)
    tokens = Tokens(written)
    assert tokens.tags <= TAGS
    assert tokens.attributes <= ATTRIBUTES
    assert not tokens.oddities
    assert "".join(tokens.words).count(poison) > 100
    tree = lxml_html.document_fromstring(written.decode())
    assert tree.xpath("//meta[@name='description']/@content") == [poison]
    assert tree.xpath("//svg/@aria-label") == [poison] * 3


@pytest.mark.parametrize("link", BAD_LINKS)
def test_a_link_that_may_not_be_followed_is_plain_text(link: str) -> None:
    tree = page(with_link(link))
    assert tree.xpath("//main//a") == []
    assert tree.xpath("string(//section/p)") == "linkki"


@pytest.mark.parametrize(
    ("link", "href", "rel"),
    [
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f", "noopener noreferrer"),
        ("HTTP://example.org", "HTTP://example.org", "noopener noreferrer"),
        ('https://example.org/" onclick="x', "https://example.org/%22%20onclick=%22x", "noopener noreferrer"),
        ("https://example.org/50%", "https://example.org/50%25", "noopener noreferrer"),
        ("mailto:kirjaamo@example.org", "mailto:kirjaamo@example.org", None),
        ("#osa", "#osa", None),
    ],
)
def test_a_link_is_written_so_that_it_can_be_followed(link: str, href: str, rel: str | None) -> None:
    (anchor,) = page(with_link(link)).xpath("//main//a")
    assert anchor.get("href") == href
    assert anchor.get("rel") == rel


def test_runs_of_one_link_are_one_link() -> None:
    runs = (Run("Laki ", link="https://example.org"), Run("2021", strong=True, link="https://example.org"))
    (anchor,) = page(with_blocks(Paragraph(runs), contents=False)).xpath("//main//a")
    assert anchor.text_content() == "Laki 2021"


def test_a_line_never_ends_within_a_range_a_name_or_after_the_hyphen_of_a_second_part() -> None:
    paragraph = Paragraph(
        text("Ohjelma ja -suunnitelma 2023–2025, 1,5–2 e-asiointi 7,2\u00a0%–6,2\u00a0% - 5 Päijät-Hämeen ICT-ohjelma")
    )
    tree = page(with_blocks(paragraph))
    found = tree.xpath("//section//span[@class='together']/text()")
    assert found == ["-s", "2023–2025", "1,5–2", "7,2\u00a0%–6,2", "Päijät-Hämeen"]
    assert tree.xpath("string(//section/p)") == plain(paragraph.runs)


def test_control_characters_never_reach_the_page() -> None:
    poison = (
        "a"
        + "".join(map(chr, [*range(9), 11, 12, *range(13, 32), *range(127, 160), 0x202E, 0x2066, 0xFFFE]))
        + "b\ud800"
    )
    written = html.write(cast("Document", poisoned(SAMPLE, poison)), DEFAULT, TEMPLATES).decode()
    assert "ab" in written
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066\ufffe]", written)


# The same bytes, and colours that can be read


def test_the_same_document_gives_the_same_bytes() -> None:
    first = html.write(SAMPLE, DEFAULT, TEMPLATES)
    assert html.write(SAMPLE, DEFAULT, TEMPLATES) == first
    looks.looks.cache_clear()
    assert html.write(SAMPLE, DEFAULT, TEMPLATES) == first


def pairs() -> Iterator[tuple[str, str, str]]:
    """Every pair of ink and ground that the style uses."""
    for name, theme in (("light", DEFAULT), ("dark", dark(DEFAULT))):
        for ground in (theme.paper, theme.tint, theme.tint_accent):
            for ink in (theme.ink, theme.muted, theme.primary, theme.accent):
                yield name, ink, ground
    yield "band", DEFAULT.on_primary, DEFAULT.primary


@pytest.mark.parametrize(("name", "ink", "ground"), list(pairs()))
def test_text_can_be_read_on_its_ground(name: str, ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5, name


def test_rows_that_stand_apart_are_cards_with_every_cell_under_the_title_of_its_column() -> None:
    columns = (Column(text("Tavoite"), 1), Column(text("Palvelut"), 1), Column(text("Mittarit"), 1))
    rows = (
        Row((cell("Arki sujuu"), cell("Neuvola"), cell("Jono")), "arki"),
        Row((cell("Talous"), Cell(()), cell("Tulos"))),
        Row((cell("Laatu"), cell("–"), cell("–"))),
    )
    table = Table(text("Tavoitteet"), columns, rows, row_headers=True, apart=True)
    tree = page(replace(SAMPLE, sections=(Section("osa", text("Osa"), (table,)),)))
    [found] = tree.xpath("//ul[@class='apart']")
    assert [card.get("id") for card in found] == ["arki", None, None]
    told = [[" ".join(part.text_content().split()) for part in card.xpath(".//dt|.//dd")] for card in found]
    assert told == [
        ["Palvelut", "Neuvola", "Mittarit", "Jono"],
        ["Mittarit", "Tulos"],
        ["Palvelut", "–", "Mittarit", "–"],
    ]
    assert not tree.xpath("//main//table")


def test_a_unit_that_the_title_of_a_chart_names_is_not_told_twice() -> None:
    chart = Chart("line", text("Ilmoitukset (%)"), ("2022", "2023"), (Series("", (Decimal(1), Decimal(2))),), "%", ())
    further = "Ilmoitukset (%, kunnittain)"
    for title, told in (("Ilmoitukset (%)",) * 2, ("Ilmoitukset", "Ilmoitukset (%)"), (further, further)):
        values = charts.values(replace(chart, title=text(title)), text("Vuosi"), "fi")
        assert "".join(run.text for run in values.caption) == told


@pytest.mark.parametrize(
    ("values", "told"),
    [(("3.9", "4.15"), "1–5, asteikko 3,9–4,2"), (("0.5", "4"), "1–5"), (("-2", "4"), "1–5")],
)
def test_a_scale_that_does_not_hold_zero_is_told(values: Sequence[str], told: str) -> None:
    series = (Series("Arvosana", tuple(map(Decimal, values))),)
    drawn = charts.svg(Chart("line", text("Kokemus"), ("2024", "2025"), series, "1–5", text("Sana")), DEFAULT, "fi")
    assert re.findall(r">(1–5[^<]*)</text>", drawn) == [told]


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_endless_names_leave_a_chart_its_room(kind: Literal["bar", "line"]) -> None:
    endless = "x" * 200
    series = (Series(endless, (Decimal(1), Decimal(2))), Series("y", (Decimal(3), Decimal(1))))
    drawn = charts.svg(Chart(kind, text("Kaavio"), (endless, "z"), series, endless, text("Sana")), DEFAULT, "fi")
    assert max(map(len, re.findall(r">([^<]*)</text>", drawn))) < 120
    assert max(map(float, re.findall(r'c?(?:x|width)="([\d.]+)"', drawn.partition("</desc>")[2]))) > charts.WIDTH / 4


def test_no_table_needs_more_room_than_there_is_beside_the_contents() -> None:
    sheet = TEMPLATES.path("html/style.css").read_text(encoding="utf-8")
    widths = [float(width) for width in re.findall(r"\.columns-\d\{min-width:([\d.]+)rem\}", sheet)]
    (beside,) = re.findall(r"@media \(min-width:([\d.]+)rem\)\{\n  \.long \.body\{display:grid", sheet)
    contents, gap = map(float, re.findall(r"columns:([\d.]+)rem minmax\(0,1fr\);column-gap:([\d.]+)rem", sheet)[0])
    (frame,) = re.findall(r"--gap:clamp\(1rem,4vw,([\d.]+)rem\)", sheet)
    assert len(widths) == 6
    assert max(widths) <= float(beside) - contents - gap - 2 * float(frame)


def test_a_column_of_a_page_gives_what_it_has_to_spare() -> None:
    money = cell("107,2\u00a0milj.\u00a0€ (7\u00a0riviä) (keksitty esimerkki)\u00a0*")
    columns = tuple(Column(text(name), width) for name, width in (("Linjaus", 3), ("Sisältö", 6), ("Rahoitus", 2)))
    rows = (Row((cell("Toimiva arki"), cell("Avataan päivystys"), money)),) * 3
    first, second, third = widths(Table(text("Taulukko"), columns, rows))
    assert abs(first + second + third - 100) <= 1
    assert third > 30
