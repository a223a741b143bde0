"""Soft hyphens of web pages: where a long Finnish word may break."""

import pytest

from strategia.writers.webpage.hyphens import hyphenated


@pytest.mark.parametrize(
    "word",
    [
        "asiakas-tyy-ty-väi-syys",
        "asu-kas-koh-tais-ten",
        "hyvin-voin-ti-alueen",
        "kehit-tä-mis-oh-jel-massa",
        "toi-min-ta-ym-pä-ris-tön",
        "sai-raus-pois-sa-olot",
        "val-tio-neu-vos-ton",
        "hyvin-voin-ti-oh-jel-man",
        "kus-tan-nus-te-hok-kaat",
    ],
)
def test_a_long_finnish_word_breaks_between_syllables(word: str) -> None:
    assert hyphenated(word.replace("-", ""), "fi") == word.replace("-", "\N{SOFT HYPHEN}")


@pytest.mark.parametrize("word", ["aluevaltuusto", "hyvinvointia", "strategia"])
def test_a_shorter_word_stays_whole(word: str) -> None:
    assert hyphenated(word, "fi") == word


def test_what_browsers_know_is_left_to_them() -> None:
    assert hyphenated("välfärdsområdesfullmäktige", "sv") == "välfärdsområdesfullmäktige"


@pytest.mark.parametrize("language", ["fi", "sv", "se"])
def test_an_endless_word_breaks_in_any_language(language: str) -> None:
    broken = hyphenated("x" * 200, language)
    assert max(map(len, broken.split("\N{SOFT HYPHEN}"))) == 12
    assert broken.replace("\N{SOFT HYPHEN}", "") == "x" * 200
