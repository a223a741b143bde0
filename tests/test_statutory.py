"""The statutory hints on the five real strategies, and the stems by which they look.

The table was read from the counties' own documents, before there was a rule.
"""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from strategia.compiler import Checked, check
from strategia.diagnostics import Severity, Terms
from strategia.lint.levels import Levels
from strategia.lint.rules import RULES
from strategia.lint.rules.statutory import SHOWN_BY
from strategia.lint.stems import Stems
from strategia.project import Project

ROOT = Path(__file__).parents[1]

EVIDENCE = {
    # What is missing of the six points, and which of the other duties are not met.
    "keski-pohjanmaa": ({"service_targets", "ownership", "participation"}, {"environment", "rescue"}),
    "paijat-hame": ({"service_targets", "ownership"}, {"follow_up", "review", "rescue"}),
    "pohjois-pohjanmaa": ({"ownership"}, {"environment", "services"}),
    "kainuu": (set(), {"follow_up"}),
    "lappi": (set(), set()),
}
CODES = {
    "CMP103": "environment",
    "CMP104": "follow_up",
    "STA102": "review",
    "STA103": "services",
    "STA104": "rescue",
    "STA105": "language_rights",
    "STA106": "national_goals",
}


@cache
def _checked() -> Checked:
    return check(Project(ROOT), tuple(EVIDENCE), date(2026, 6, 30))


@pytest.mark.parametrize("slug", EVIDENCE)
def test_the_rules_find_in_the_examples_what_a_reader_finds(slug: str) -> None:
    missing: set[str] = set()
    unmet: set[str] = set()
    for diagnostic in _checked().diagnostics:
        if diagnostic.location is None or not diagnostic.location.path.startswith(f"strategies/{slug}/"):
            continue
        if diagnostic.code == "STA101":
            duties = diagnostic.arguments["duties"]
            assert isinstance(duties, Terms)
            missing |= set(duties.names)
        elif diagnostic.code in CODES:
            unmet.add(CODES[diagnostic.code])
    assert (missing, unmet) == EVIDENCE[slug]


def test_a_hint_is_never_an_error() -> None:
    hints = [rule for rule in RULES if rule.code.startswith("STA") or rule.code in ("CMP103", "CMP104")]
    assert len(hints) == 8
    assert all(rule.hint and rule.severity < Severity.ERROR for rule in hints)
    assert {Levels("strict").of(rule) for rule in hints} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("duty", "text"),
    [
        ("wellbeing", "Hyvinvoinnin, terveyden ja turvallisuuden edistäminen"),
        ("wellbeing", "vi främjar invånarnas välfärd och hälsa"),
        ("wellbeing", "Asukkaiden hyvinvointi, terveys ja turvallisuus lisääntyvät"),
        ("wellbeing", "Hyvinvointierojen ja terveyserojen kaventaminen"),
        ("wellbeing", "hyte-työ kuntien kanssa"),
        ("wellbeing", "Varhaista tukea saa läheltä, varhaisesta tuesta"),
        ("wellbeing", "Hälsoskillnaderna minskar"),
        ("services", "uudistuvaa palvelutuotantoa"),
        ("services", "De digitala tjänsterna utvecklas"),
        ("services", "Palvelujen järjestämistavat arvioidaan"),
        ("services", "Palvelut tuotetaan pääosin omana toimintana"),
        ("services", "de köpta tjänsternas andel"),
        ("service_targets", "varmistamme hoito- ja palvelutakuiden toteutumisen"),
        ("service_targets", "Kansallisten tavoitteiden saavuttamisessa"),
        ("service_targets", "Vårdgarantin"),
        ("service_targets", "hoidon enimmäisajat"),
        ("ownership", "Selkeä omistajaohjauspolitiikka"),
        ("ownership", "ägarstyrningen"),
        ("ownership", "Tytäryhteisöjen ja in-house-yhtiöiden tavoitteet"),
        ("ownership", "Tarpeettomista kiinteistöistä luovutaan"),
        ("ownership", "servicenätet och fastigheterna"),
        ("personnel", "ESIHENKILÖTYÖ, esihenkilöiden tuki"),
        ("personnel", "Personalens kompetens"),
        ("personnel", "De anställdas kompetens"),
        ("participation", "Kuntalaisia osallistetaan"),
        ("participation", "asiakasraatien kanssa"),
        ("participation", "klientrådens förslag"),
        ("participation", "Asukkaiden vaikutusmahdollisuudet"),
        ("participation", "Asukkaat ja asiakkaat osallistuvat palvelujen kehittämiseen"),
        ("participation", "nuorisovaltuuston ja vanhusneuvoston kanssa"),
        ("participation", "Invånarnas möjligheter att påverka"),
    ],
)
def test_inflected_forms_are_found(duty: str, text: str) -> None:
    assert {known for known, words in SHOWN_BY.items() if known == duty and words.shown_in(text, ("fi", "sv"))} == {
        duty
    }


@pytest.mark.parametrize(
    ("duty", "text"),
    [
        ("participation", "henkilöstöosallisuus ja henkilöstön osallistaminen"),
        ("participation", "personalens medverkan"),
        ("participation", "Henkilöstön vaikutusmahdollisuudet omaan työhön"),
        ("participation", "Tarjoamme asukkaille ja asiakkaille vaikuttavia palveluja"),
        ("participation", "förmännens möjligheter att påverka sin enhets budget"),
        ("wellbeing", "Hyvinvointialueen nimi, työhyvinvointi"),
        ("wellbeing", "varhainen tutkimus, henkilöstön hyvinvointi"),
        ("services", "palvelukseen, palvelija, asiakaspalvelu"),
        ("service_targets", "oikealle palvelutasolle, takuu, kansallisesti"),
        ("ownership", "asunnonomistaja, omistautunut"),
        ("ownership", "lokala behov, lokalt"),
    ],
)
def test_innocent_words_are_not_found(duty: str, text: str) -> None:
    assert [known for known, words in SHOWN_BY.items() if known == duty and words.shown_in(text, ("fi", "sv"))] == []


def test_stems_are_found_where_words_begin() -> None:
    stems = Stems("osallisuu", "kansallis tavoit")
    assert stems.found_in("Osallisuuden tuki")
    assert stems.found_in("(osallisuus")
    assert stems.found_in("kansallisten\ntavoitteiden")
    assert Stems("maan kärk|kärj").found_in("maan kärjessä")
    assert not Stems("maan kärk|kärj").found_in("maan johtava")
    assert not Stems("maan kärk|kärj").found_in("kärjessä")
    assert not stems.found_in("asukasosallisuus")
    assert not stems.found_in("kansallisten strategisten tavoitteiden")
    assert not stems.found_in("")
