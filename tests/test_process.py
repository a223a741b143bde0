"""The document on how a strategy is made: each line of it is a sentence, or says what it is."""

import papers
import pytest

from strategia.document import process
from strategia.document.ast import BulletList, Paragraph, Section, plain


def _sections(**more: object) -> tuple[Section, ...]:
    data = {"kind": "process", "county": "lappi", "title": "Näin strategia tehdään"} | more
    made = process.compose(papers.workspace(data), "fi")
    assert made is not None
    return made.sections


@pytest.mark.parametrize("title", ["Asukkaita kuullaan", "Asukkaita kuullaan."])
def test_that_one_can_have_a_say_is_a_sentence_of_its_own(title: str) -> None:
    (section,) = _sections(steps=[{"title": title, "influence_window": True}])
    (steps,) = section.blocks
    assert isinstance(steps, BulletList)
    assert plain(steps.items[0].runs) == "Asukkaita kuullaan. Tässä vaiheessa voi vaikuttaa."


def test_the_participants_of_a_workshop_are_called_so() -> None:
    (section,) = _sections(workshops=[{"id": "t1", "title": "Työpaja", "participants": "valtuutetut"}])
    assert [plain(block.runs) for block in section.blocks if isinstance(block, Paragraph)] == [
        "Osallistujat: valtuutetut"
    ]
