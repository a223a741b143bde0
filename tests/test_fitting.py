"""Slides fit: the build measures them, and tells at the line what no size and no further slide can mend."""

from dataclasses import replace
from pathlib import Path

import pytest
from papers import Data, strategy, workspace
from running import strategia
from sample import SAMPLE, text

from strategia.diagnostics import Diagnostic
from strategia.document import compose
from strategia.document.ast import BulletList, ListItem, Paragraph, Section
from strategia.fitting import unfitting
from strategia.writers.deck import proof
from strategia.writers.deck.shapes import Box
from strategia.writers.deck.slides import plan

WORD = "hyvinvointialuestrategiatyöryhmä" * 6 + "kokous"


def told(*goals: Data, **more: object) -> list[Diagnostic]:
    """What the build of the slides tells of a strategy."""
    county = workspace(strategy(*goals, **more))
    document = compose(county, "slides", "fi")
    assert document is not None
    return list(unfitting(county, document))


def test_a_word_wider_than_the_slide_is_told_at_every_text_that_has_it() -> None:
    found = told({"id": "g1", "title": f"Tavoite {WORD}"}, {"id": "g2", "title": f"({WORD})"})
    assert [diagnostic.code for diagnostic in found] == ["FIT101", "FIT101"]
    lines = [diagnostic.location.span.line for diagnostic in found if diagnostic.location is not None]
    assert len(set(lines)) == 2
    assert str(found[0].arguments["word"]).startswith("hyvinvointialuestrategiatyöryhmä")


def test_a_word_is_told_once_where_its_title_is_cut() -> None:
    found = told(priorities=[{"id": "p1", "title": WORD * 3, "goals": [{"id": "g1", "title": "Apua saa"}]}])
    assert len(found) == 1


@pytest.mark.parametrize("word", ["asiointi-" * 30, "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"])
def test_what_a_line_holds_or_may_break_is_not_told(word: str) -> None:
    assert told({"id": "g1", "title": f"Tavoite {word}"}) == []


def test_emoji_and_sami_fit() -> None:
    words = "Dearvvašvuohta ja buresveadjin 🎉 Tiõrvâsvuõtt – 🐻‍❄️ ǩeâllʼjeei "
    assert told({"id": "g1", "title": words, "text": words * 40}) == []


def test_forty_slides_of_text_fit() -> None:
    lines = tuple(ListItem(text("Hoitoon pääsee ajoissa, ja asukas tietää, mistä apua saa. " * 3)) for _ in range(20))
    sections = tuple(
        Section(f"s{n}", text(f"Aihe {n}"), (Paragraph(text("Alku.")), BulletList(lines))) for n in range(20)
    )
    assert proof.misfits(replace(SAMPLE, sections=sections)) == ()
    assert len(plan(replace(SAMPLE, sections=sections))) > 40


def test_a_text_that_leaves_its_box_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof sees what the planner is never to do."""
    slides = plan(SAMPLE)
    flat = [
        replace(shape, height=4.0) if isinstance(shape, Box) and shape.paras else shape for shape in slides[1].shapes
    ]
    monkeypatch.setattr(proof, "plan", lambda _: (slides[0], replace(slides[1], shapes=tuple(flat))))
    assert [(misfit.slide, misfit.word) for misfit in proof.misfits(SAMPLE)] == [(2, "")]
    county = workspace(strategy())
    (found,) = unfitting(county, SAMPLE)
    assert (found.code, found.variant, found.location) == ("FIT101", "text", None)


def test_the_build_tells_it_and_builds(tmp_path: Path) -> None:
    folder = tmp_path / "strategies" / "lappi"
    folder.mkdir(parents=True)
    (folder / "strategy.yaml").write_text(
        "kind: strategy\ncounty: lappi\ntitle: Strategia\nperiod: {from: 2026, to: 2029}\n"
        f"priorities:\n  - id: p1\n    title: {WORD}\n",
        encoding="utf-8",
    )
    run = strategia(tmp_path, "build", "--document", "slides", "--lang", "fi")
    assert run.returncode == 0, run.stderr
    assert "strategies/lappi/strategy.yaml:7:12 varoitus FIT101 Sana ”hyvinvointialuestrategiatyöryhmä" in run.stdout
    assert len(list((tmp_path / "build").rglob("*.pptx"))) == 1
