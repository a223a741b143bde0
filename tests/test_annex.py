"""The annex of indicators: what stands beside the name of each."""

import json

import papers

from strategia.document import indicators
from strategia.document.ast import Table, as_json, plain


def _annex(**indicator: object) -> Table:
    """The table of an annex with one indicator."""
    one = {"id": "i1", "name": "Palvelujen käyttö", "type": "other", "serves": "strategy"} | indicator
    made = indicators.compose(papers.workspace(papers.strategy(indicators=[one])), "fi")
    assert made is not None
    return next(block for section in made.sections for block in section.blocks if isinstance(block, Table))


def _lines(table: Table) -> list[str]:
    """The paragraphs of the last cell."""
    return [plain(block.runs) for block in table.rows[0].cells[-1].blocks if hasattr(block, "runs")]


def test_targets_that_are_sentences_have_no_semicolon_behind_their_full_stop() -> None:
    sentences = [{"kind": "text", "text": "Käyttö lisääntyy."}, {"kind": "text", "text": "Laatu paranee."}]
    assert _lines(_annex(targets=sentences))[0] == "Tavoitetaso: Käyttö lisääntyy. Laatu paranee."


def test_targets_that_are_no_sentences_are_told_apart() -> None:
    words = [{"kind": "text", "text": "käyttö lisääntyy"}, {"kind": "text", "text": "laatu paranee"}]
    assert _lines(_annex(targets=words))[0] == "Tavoitetaso: käyttö lisääntyy; laatu paranee"


def test_the_number_of_a_target_stays_beside_its_comparator() -> None:
    target = {"kind": "absolute", "comparator": "at_least", "value": 26}
    assert _lines(_annex(targets=[target]))[0] == "Tavoitetaso: vähintään\u00a026"


def test_a_type_without_a_name_is_not_told() -> None:
    assert "Tyyppi" not in json.dumps(as_json(_annex()))
    assert "Tyyppi: osuus" in _lines(_annex(type="share"))


def test_one_indicator_of_many_is_told_in_words() -> None:
    plain_one = {"name": "Käyttö", "type": "share", "serves": "strategy"}
    found = [{"id": "i1", "owner": "Johtaja"} | plain_one, {"id": "i2"} | plain_one]
    made = indicators.compose(papers.workspace(papers.strategy(indicators=found)), "fi")
    assert made is not None
    assert "Vastuutaho on nimetty yhdelle mittarille." in json.dumps(as_json(made), ensure_ascii=False)
