"""Numbers and dates, the same however a language writes them."""

import pytest

from strategia.lint.rules.language.numbers import is_worded, numbers

SAME = [
    ("Menot ovat 1 234,5 miljoonaa euroa.", "Utgifterna är 1 234,5 miljoner euro.", "Costs are €1,234.5 million."),
    ("Päätös 6.2.2023", "Beslut den 6 februari 2023", "Decision of 6 February 2023"),
    ("Päätös 6. helmikuuta 2023", "Beslut 6.2.2023", "Decision of February 6th, 2023"),
    ("Työpaja 6.–8.2.2023", "Workshop 6–8.2.2023", "Workshop on 6–8 February 2023"),
    ("Kausi 2026–2029", "Perioden 2026–2029", "The period 2026–29"),
    ("Helmikuussa 2025 12,5 %", "I februari 2025 12,5 procent", "In February 2025 12.5 per cent"),
    ("1,2 mrd. euroa", "1 200 miljoner euro", "€1.2 billion"),
    ("Auki klo 8.30–16", "Öppet kl. 8.30–16", "Open 8:30 am–4 pm"),
    ("Laki 612/2021, 11 §", "Lag 612/2021, 11 §", "Act 612/2021, section 11"),
    ("16-vuotiaat, 2030-luku", "16-åringar, 2030-talet", "16-year-olds, the 2030s"),
    ("2 ympäristöä", "2 miljöer", "2 environments"),
    ("[Sivu](https://example.org/fi/1)", "[Sida](https://example.org/sv/22)", "[Page](https://example.org/en/333)"),
    ("Väestöä on 176 500.", "Befolkningen är 176 500.", "The population is 176,500."),
    ("Määräaika 2026-06-30", "Tidsfrist 30.6.2026", "Due on 30 June 2026"),
]


@pytest.mark.parametrize("versions", SAME, ids=lambda versions: versions[0])
def test_the_same_numbers_are_found_in_every_language(versions: tuple[str, str, str]) -> None:
    finnish, swedish, english = (
        numbers(text, language) for text, language in zip(versions, ("fi", "sv", "en"), strict=True)
    )
    assert finnish == swedish == english


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("1 234,5", "fi", {"1234.5"}),
        ("1,234.5", "en", {"1234.5"}),
        ("1,234", "fi", {"1.234"}),
        ("6.2.2023", "sv", {"6.2.", "2023"}),
        ("06.02.2023", "fi", {"6.2.", "2023"}),
        ("10.10.", "fi", {"10.10."}),
        ("3,50 euroa", "fi", {"3.5"}),
        ("Soite2030", "fi", {"2030"}),
        ("9" * 900, "fi", {"9" * 900}),
        ("", "fi", set()),
    ],
)
def test_numbers_have_one_form(text: str, language: str, found: set[str]) -> None:
    assert numbers(text, language) == found


@pytest.mark.parametrize(
    ("number", "text", "language"),
    [
        ("3", "Kolmen kunnan alueella", "fi"),
        ("1", "ensimmäisenä vuonna", "fi"),
        ("2", "de två första åren", "sv"),
        ("12", "tolv månader", "sv"),
        ("1", "a year", "en"),
        ("5", "vihtta", "se"),
        ("1000", "tuhatta asukasta kohden", "fi"),
        ("1000", "per tusen invånare", "sv"),
        ("5000000", "Viidellä miljoonalla eurolla", "fi"),
    ],
)
def test_a_small_number_may_be_a_word(number: str, text: str, language: str) -> None:
    assert is_worded(number, text, language)


@pytest.mark.parametrize(
    ("number", "text", "language"),
    [
        ("3", "Neljän kunnan alueella", "fi"),
        ("7", "sjukvården", "sv"),
        ("1", "enheten", "sv"),
        ("13", "tretton", "sv"),
        ("1000000", "2 miljoonaa euroa", "fi"),
        ("5000000", "kuusi miljoonaa", "fi"),
        ("5000", "tuhatta asukasta", "fi"),
    ],
)
def test_another_word_is_no_number(number: str, text: str, language: str) -> None:
    assert not is_worded(number, text, language)
