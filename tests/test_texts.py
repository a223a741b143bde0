"""Texts of a strategy as runs."""

import pytest

from strategia.document.ast import plain
from strategia.document.text import runs


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Tulos −43 200 tuhatta euroa", "Tulos −43_200 tuhatta euroa"),
        ("**1 234 567,5** euroa", "1_234_567,5 euroa"),
        ("Päivystysapu 116 117", "Päivystysapu 116_117"),
        ("vähintään 90 % ja 5 €", "vähintään 90_% ja 5_€"),
        ("21.11.2022 § 87", "21.11.2022 §_87"),
        ("vuonna 2023 200 kävijää, 12 3456", "vuonna 2023 200 kävijää, 12 3456"),
    ],
)
def test_no_line_ends_within_a_number_or_beside_its_sign(written: str, printed: str) -> None:
    assert plain(runs(written)) == printed.replace("_", "\u00a0")
