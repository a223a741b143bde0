"""Likeness: endings and order do not make another thing, other words do; and the work grows with the texts."""

import random
from collections import Counter

import pytest

from strategia.lint.rules.focus import likeness
from strategia.lint.rules.focus.likeness import is_alike, pairs
from strategia.lint.stems import Stems


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Palvelut ovat lähellä.", "palvelut ovat lähellä"),
        ("Vahvistamme osallisuutta kunnissa", "Vahvistaa osallisuuden kunnissa"),
        ("Henkilöstön hyvinvointi", "Henkilöstön hyvinvoinnin"),
        ("Personalens välbefinnande stärks", "Personalens välbefinnande har stärkts"),
        ("Jonon pituus kiireettömässä hoidossa", "Kiireettömän hoidon jonon pituus"),
    ],
)
def test_what_is_alike(text: str, other: str) -> None:
    assert is_alike(text, other)
    assert pairs([text, "jotain aivan muuta", other]) == [(2, 0)]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Palveluketjut toimivat", "Palveluverkko toimii"),
        ("Asiakaskokemus paranee", "Asiakasmäärä paranee"),
        ("Hoitoon 7 päivässä", "Hoitoon 14 päivässä"),
        ("Lasten palvelut ovat lähellä", "Vanhusten palvelut ovat lähellä"),
        (
            "Vammaisten henkilöiden yhdenvertaisuus perustuu ajantasaiseen tietoon",
            "Henkilöstön yhdenvertaisuus perustuu ajantasaiseen tietoon",
        ),
        ("", "Palvelut ovat lähellä"),
    ],
)
def test_what_is_not(text: str, other: str) -> None:
    assert pairs([text, other]) == []


@pytest.mark.parametrize("texts", ["different", "same words", "same beginnings"])
def test_the_work_grows_with_the_texts(texts: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text is held against a few others at most, whatever the texts are."""
    chance = random.Random(7)  # noqa: S311 - no secret
    words = ["".join(chance.choices("aeioukstnlr", k=9)) for _ in range(60)]

    def made(number: int) -> str:
        if texts == "different":
            return " ".join(chance.choices(words, k=9))
        if texts == "same words":
            return " ".join(chance.sample(words[:9], 9))
        return " ".join(f"{word[:5]}{number}muuta" for word in words[:9])

    steps: Counter[str] = Counter()

    def counted(text: str, other: str) -> bool:
        steps["alike"] += 1
        return is_alike(text, other)

    monkeypatch.setattr(likeness, "is_alike", counted)
    for size in (200, 2000):
        steps.clear()
        pairs([made(number) for number in range(size)])
        assert steps["alike"] <= 4 * size


def test_texts_with_a_stem_are_found_by_their_places() -> None:
    stems = Stems("paras", "parha", "alan johtava")
    texts = ["Olemme parhaita", "emme", "", "Alan johtavat osaajat", "taloparas", "parasta apua, paras apu"]
    assert stems.where(texts) == [0, 3, 5]
    assert stems.where(texts) == [index for index, text in enumerate(texts) if stems.found_in(text)]
    assert stems.where([]) == []
