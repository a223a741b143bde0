"""Vague verbs are found in whatever form they stand, and words that only begin alike are not."""

import pytest

from strategia.lint.rules.language.vagueness import VAGUE

FOUND = {
    "fi": (
        "Kehitämme kehitetään kehittäminen kehittyvät vahvistamme vahvistetaan vahvistuu vahvistumista edistetään "
        "edistämme edistävät turvaamme turvataan parannamme parannetaan paranee paraneminen parantuvat lisätään "
        "lisäämme lisääntyy huomioidaan huomioimme huomioiden tuetaan tuemme tukevat tukeminen varmistamme "
        "varmistetaan varmistuu hyödynnämme hyödynnetään hyödyntäminen panostamme panostetaan tehostetaan "
        "sujuvoitetaan sujuvoitamme mahdollistamme mahdollistetaan mahdollistaminen huolehditaan syvennetään"
    ),
    "sv": (
        "utvecklar utvecklas utvecklandet stärka stärks stärker främjar främjandet tryggas tryggar förbättras "
        "förbättring ökar ökas beaktas stöder stödja säkerställs utnyttjas satsar effektiviseras förstärkt "
        "möjliggörs värnar fördjupas"
    ),
    "en": "develops developing strengthened promotes enhancing improvement supports ensures increasing",
}
INNOCENT = {
    "fi": (
        "kehitysvammahuolto kehitysvammaisten turvallisuus turvallinen turvakoti lisäksi lisätieto lisähenkilöstö "
        "tuki tuesta tukiperhe edistyksellinen vahvistettu paras parhaimmisto varma hyöty huomenna "
        "mahdollisuus mahdollista mahdollisesti tehostettu kehittäjä huolellinen syvä"
    ),
    "sv": "utvecklingsstörning utvecklingsplan trygga trygghet stödtjänst stöd öken bättre starkare främmande",
    "en": "well-being secure strong",
}


@pytest.mark.parametrize(("language", "word"), [(code, word) for code in FOUND for word in FOUND[code].split()])
def test_a_vague_verb_is_found_in_every_form(language: str, word: str) -> None:
    assert VAGUE[language].words_in(f"Me {word} nyt") == [word]


@pytest.mark.parametrize(("language", "word"), [(code, word) for code in INNOCENT for word in INNOCENT[code].split()])
def test_a_word_that_only_begins_alike_is_not(language: str, word: str) -> None:
    assert VAGUE[language].words_in(f"Me {word} nyt") == []
