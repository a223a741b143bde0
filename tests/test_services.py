"""The service strategy is printed whole, in the order of its file, and says what it implements and what it gets."""

import pytest
from papers import Data, budget, services, strategy, unit, workspace

from strategia.building import file_name
from strategia.document import compose
from strategia.document.ast import BulletList, Callout, Document, Paragraph, Run, Section, Table, plain, walk_sections


def _document(name: str, *data: Data) -> Document:
    found = compose(workspace(*data), name, "fi")
    assert found is not None
    return found


def _section(document: Document, anchor: str) -> Section:
    return next(section for _, section in walk_sections(document.sections) if section.anchor == anchor)


def _table(section: Section) -> list[list[str]]:
    """The cells of a section's table as text, its heads first."""
    table = next(block for block in section.blocks if isinstance(block, Table))
    rows = [[plain(column.title) for column in table.columns]]
    for row in table.rows:
        cells = []
        for cell in row.cells:
            lines = [block for block in cell.blocks if isinstance(block, Paragraph)]
            items = [item for block in cell.blocks if isinstance(block, BulletList) for item in block.items]
            cells.append(" / ".join([*(plain(line.runs) for line in lines), *(plain(item.runs) for item in items)]))
        rows.append(cells)
    return rows


COUNCIL = {"body": "council", "date": "2025-12-11"}
LINE = {"id": "s1", "title": "Avataan päivystys", "implements": ["g1", {"to": "g2", "link_source": "editor"}]}


def test_a_county_without_a_service_strategy_has_no_such_document() -> None:
    assert compose(workspace(strategy()), "service-strategy", "fi") is None


def test_a_line_names_what_it_implements_and_marks_what_only_an_editor_says() -> None:
    document = _document("service-strategy", strategy(), services(goals=[LINE]))
    section = _section(document, "s-services-goals")
    assert _table(section) == [
        ["Linjaus", "Mitä se toteuttaa"],
        ["Avataan päivystys", "Apua saa ajoissa / Arki on turvallista\u00a0*"],
    ]
    assert plain(section.blocks[-1].runs).startswith("* Yhteys on laatijan tulkinta")  # type: ignore[union-attr]


def test_the_parts_stand_in_the_order_of_the_file_and_the_text_before_them() -> None:
    data = services(
        text=["Näin palvelut järjestetään."],
        production={"text": ["Tuotamme itse."]},
        goals=[LINE],
        sections=[{"id": "muuta", "title": "Muuta"}],
        aims=[{"id": "a1", "title": "Päämäärä"}],
        considerations={"needs": "Väestö ikääntyy."},
    )
    document = _document("service-strategy", strategy(), data)
    anchors = [section.anchor for section in document.sections]
    names = ["production", "goals", "muuta", "aims", "considerations"]
    order = [name if name == "muuta" else f"s-services-{name}" for name in names]
    assert anchors[:6] == ["s-introduction", *order]
    texts = [plain(block.runs) for block in document.sections[0].blocks]  # type: ignore[union-attr]
    assert texts == ["Näin palvelut järjestetään."]


def test_a_countys_own_headings_stand_over_its_parts() -> None:
    document = _document(
        "service-strategy", services(goals=[LINE | {"implements": "strategy"}], headings={"goals": "Linjauksemme"})
    )
    assert plain(document.sections[0].title) == "Linjauksemme"


def test_all_five_considerations_are_told_of_with_the_lines_that_see_to_them() -> None:
    line = {"id": "s1", "title": "Etäpalvelut", "considers": ["availability", "needs"]}
    data = services(goals=[line], considerations={"needs": "Väestö ikääntyy."})
    told = _table(_section(_document("service-strategy", data), "s-services-considerations"))
    assert [row[0] for row in told[1:]] == [
        "Asukkaiden tarpeet",
        "Paikalliset olosuhteet",
        "Palvelujen saatavuus",
        "Palvelujen saavutettavuus",
        "Palvelujen kustannusvaikuttavuus",
    ]
    assert told[1][1:] == ["Väestö ikääntyy.", "Etäpalvelut"]
    assert told[2][1:] == ["–", "–"]
    assert told[3][1:] == ["–", "Etäpalvelut"]


def test_a_classification_by_an_editor_says_so() -> None:
    line = {"id": "s1", "title": "Etäpalvelut", "considers": ["availability"]}
    for source, expected in (("editor", True), ("source", False)):
        document = _document("service-strategy", services(goals=[line], considers_source=source))
        blocks = _section(document, "s-services-considerations").blocks
        assert any("Laatija on luokitellut" in str(block) for block in blocks) is expected


def test_a_line_tells_its_money_once_and_why_it_needs_none() -> None:
    lines = [
        {"id": "s1", "title": "Yksi", "lines": [{"id": "s11", "title": "Alempi"}]},
        {"id": "s2", "title": "Kaksi", "no_cost": "Omana työnä."},
    ]
    inner = unit("u1", -1_500, funds="s11")
    whole = unit("u", -25_000, funds="s1", units=[inner])
    document = _document("service-strategy", strategy(), services(goals=lines), budget(operating=[whole]))
    texts = [plain(block.runs) for block in _section(document, "s1").blocks if not isinstance(block, Table)]  # type: ignore[union-attr]
    assert texts == ["Rahoitus 2026: 25,0\u00a0milj.\u00a0€ (2\u00a0riviä)"]
    assert _table(_section(document, "s1"))[1] == ["Alempi", "1,5\u00a0milj.\u00a0€ (1\u00a0rivi)"]
    (known,) = _section(document, "s2").blocks
    assert plain(known.runs) == "Rahoitus 2026: ei omaa määrärahaa. Omana työnä."  # type: ignore[union-attr]
    words = [plain(p.runs) for p in _section(document, "s-about").blocks]  # type: ignore[union-attr]
    (money,) = [text for text in words if text.startswith("Eurot ovat vuoden 2026 luvut asiakirjasta Talousarvio.")]
    assert money.endswith("ovat asiakirjassa ”Strategian yhteydet palveluihin ja rahaan”.")


def test_what_is_known_of_a_goal_is_told_in_lines_that_begin_alike() -> None:
    goal = {**LINE, "owner": "Johtaja", "due": "2027", "lines": [{"id": "s11", "title": "Alempi"}]}
    document = _document("service-strategy", strategy(), services(goals=[goal]))
    lines = [block for block in _section(document, "s1").blocks if isinstance(block, Paragraph)]
    starts = [line.runs[0] for line in lines if line.style != "small"]
    assert starts == [Run("Toteuttaa: ", strong=True), Run("Vastuu: ", strong=True)]
    assert plain(lines[1].runs) == "Vastuu: Johtaja; määräaika: 2027"


def test_a_source_says_its_day_once_and_stands_once() -> None:
    sources = [
        {"title": "Aluevaltuuston päätökset 9.10.2023", "published": "2023-10-09"},
        {"title": "Talousarvio 2023", "published": "2023"},
        {"title": "Strategia"},
        {"title": "Strategia", "note": "Dia 3."},
    ]
    document = _document("service-strategy", strategy(), services(goals=[LINE], sources=sources))
    (listed,) = [block for block in _section(document, "s-about").blocks if isinstance(block, BulletList)]
    assert [plain(item.runs) for item in listed.items] == [
        "Aluevaltuuston päätökset 9.10.2023",
        "Talousarvio 2023, 2023",
        "Strategia. Dia 3.",
    ]


def test_an_embedded_service_strategy_is_a_chapter_of_the_strategy_and_shares_its_decisions() -> None:
    approvals = [{"body": "council", "date": "2025-12-01", "section": "12"}]
    whole = strategy(stage="approved", approvals=approvals, notice="Koottu julkisesta aineistosta.")
    paper = services(embedded=True, goals=[LINE])
    chapter = _section(_document("strategy", whole, paper), "service-strategy")
    assert plain(chapter.title) == "Palvelustrategia"
    assert [section.anchor for section in chapter.sections] == ["s-services-goals"]
    alone = _document("service-strategy", whole, paper)
    assert ("Kuuluu asiakirjaan", "Strategia") in [(name, plain(runs)) for name, runs in alone.cover.facts]
    assert ("Päätös", "Aluevaltuusto 1.12.2025 §\u00a012") in [(name, plain(runs)) for name, runs in alone.cover.facts]
    assert alone.date == "2025-12-01"
    assert alone.mark == "Esimerkki"
    apart = _document("strategy", whole, services(goals=[LINE]))
    assert "service-strategy" not in [section.anchor for section in apart.sections]


def test_an_own_stage_and_decision_stand_on_the_cover() -> None:
    document = _document("service-strategy", strategy(stage="approved"), services(stage="draft", goals=[LINE]))
    assert document.mark == "LUONNOS"
    assert [callout.kind for callout in document.cover.callouts] == ["draft"]


def test_what_is_made_up_is_said_in_the_mark_in_a_box_and_in_the_text() -> None:
    whole = _document("service-strategy", strategy(), services(illustrative=True, goals=[LINE]))
    assert whole.mark == "LUONNOS · Keksitty esimerkki"
    assert [plain(callout.title) for callout in whole.cover.callouts] == ["LUONNOS", "Keksitty esimerkki"]
    partly = _document(
        "service-strategy", strategy(), services(goals=[LINE, {"id": "s2", "title": "B", "illustrative": True}])
    )
    assert partly.mark == "LUONNOS · Mukana keksittyjä tietoja"
    assert _table(_section(partly, "s-services-goals"))[2][0] == "B (keksitty esimerkki)"
    assert plain(partly.cover.callouts[1].blocks[0].runs).endswith("”keksitty esimerkki”.")  # type: ignore[union-attr]
    decided = services(goals=[LINE], stage="approved", approvals=[COUNCIL])
    real = _document("service-strategy", strategy(), decided)
    assert (real.mark, real.cover.callouts) == (None, ())


def test_euros_from_made_up_rows_make_a_document_partly_made_up() -> None:
    money = budget(illustrative=True, operating=[unit("u", -25_000, funds="s1")])
    document = _document("service-strategy", strategy(), services(goals=[LINE]), money)
    assert document.mark == "LUONNOS · Mukana keksittyjä tietoja"
    assert (
        "25,0\u00a0milj.\u00a0€ (1\u00a0rivi) (keksitty esimerkki)"
        in _table(_section(document, "s-services-goals"))[1][2]
    )
    mixed = budget(operating=[unit("u", -25_000, funds="s1", illustrative=True), unit("v", -5, funds="s1")])
    document = _document("service-strategy", strategy(), services(goals=[LINE]), mixed)
    assert "(2\u00a0riviä) (osin keksitty esimerkki)" in _table(_section(document, "s-services-goals"))[1][2]


def test_a_made_up_chapter_says_so_in_its_own_text() -> None:
    document = _document("strategy", strategy(), services(embedded=True, illustrative=True, goals=[LINE]))
    chapter = _section(document, "service-strategy")
    assert any(isinstance(block, Callout) for block in chapter.blocks)
    assert document.mark == "LUONNOS · Mukana keksittyjä tietoja"


def test_the_file_name_says_what_it_is() -> None:
    assert (
        file_name(workspace(strategy(), services()), "service-strategy", "sv") == "lappi-servicestrategi-2026-2029-sv"
    )


def test_a_line_without_money_says_so_where_others_have_some() -> None:
    lines = [{"id": "s1", "title": "Yksi"}, {"id": "s2", "title": "Toinen"}]
    aims = [{"id": "a1", "title": "Päämäärä", "implements": "g1"}]
    money = budget(operating=[unit("u", -1_500, funds="s1")])
    document = _document("service-strategy", strategy(), services(aims=aims, goals=lines), money)
    assert [row[-1] for row in _table(_section(document, "s-services-goals"))[1:]] == [
        "1,5\u00a0milj.\u00a0€ (1\u00a0rivi)",
        "ei määrärahaa",
    ]
    assert "määrärahaa" not in str(_section(document, "s-services-aims").blocks)
    # Where no line has any, a budget has nothing to say of them.
    loose = _document("service-strategy", strategy(), services(goals=lines), budget(operating=[unit("u", -1)]))
    assert "määrärahaa" not in str(loose.sections)


@pytest.mark.parametrize(("sic", "told"), [("lijaus", True), ("muuta", False)])
def test_the_mark_of_odd_words_is_explained_only_where_it_stands(sic: str, *, told: bool) -> None:
    paper = services(goals=[{"id": "s1", "title": "Eka lijaus", "sic": sic}])
    document = _document("service-strategy", strategy(), paper)
    assert ("Merkintä [sic]" in str(document.sections)) is told


UNRECORDED = "Aluevaltuuston hyväksymistä ei ole kirjattu."


@pytest.mark.parametrize(
    ("paper", "told", "stage"),
    [
        ({"stage": "draft"}, "Aluevaltuusto ei ole hyväksynyt tätä asiakirjaa.", None),
        ({"stage": "consultation"}, "Aluevaltuusto ei ole hyväksynyt tätä asiakirjaa.", "Lausunnoilla"),
        ({}, UNRECORDED, None),
        ({"stage": "approved"}, UNRECORDED, None),
        ({"stage": "approved", "approvals": [COUNCIL | {"body": "board"}]}, UNRECORDED, None),
        ({"stage": "approved", "approvals": [COUNCIL]}, None, "Hyväksytty, pykälä puuttuu"),
        ({"stage": "approved", "approvals": [COUNCIL | {"section": "87"}]}, None, "Hyväksytty"),
        ({"stage": "revised", "approvals": [COUNCIL | {"section": "87"}]}, None, "Tarkistettu"),
    ],
)
def test_only_what_the_council_has_decided_is_no_draft(paper: Data, told: str | None, stage: str | None) -> None:
    document = _document("service-strategy", strategy(), services(goals=[{"id": "s1", "title": "Linja"}], **paper))
    assert document.mark == (None if told is None else "LUONNOS")
    boxes = [plain(block.runs) for one in document.cover.callouts for block in one.blocks]  # type: ignore[union-attr]
    assert boxes == ([] if told is None else [told])
    # What the box says is not said twice on the cover.
    assert dict(document.cover.facts).get("Vaihe") == (None if stage is None else (Run(stage),))
    assert document.footer == f"Palvelustrategia · {stage or 'Luonnos'}"


def test_the_footer_names_title_stage_and_diary_number() -> None:
    filing = {"diary_number": "1163/00.01.01.04/2025"}
    document = _document("summary", strategy(stage="board_proposal", filing=filing))
    title = "Strategia 2026–2029 – Strategia tiivistettynä"
    assert document.footer == f"{title} · Aluehallituksen esitys · 1163/00.01.01.04/2025"


def test_what_is_made_up_and_noticed_stands_in_one_box() -> None:
    paper = services(goals=[{"id": "s1", "title": "Linja"}], illustrative=True, notice="Tehty näytteeksi.")
    boxes = _document("service-strategy", strategy(), paper).cover.callouts
    assert [plain(box.title) for box in boxes] == ["LUONNOS", "Keksitty esimerkki"]
    assert [plain(block.runs) for block in boxes[1].blocks][1:] == ["Tehty näytteeksi."]  # type: ignore[union-attr]
