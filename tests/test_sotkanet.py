"""The catalogue of Sotkanet: small, sound and not read for nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from strategia.lint.rules.statistics import _has_common_word
from strategia.sotkanet import catalogue

ROOT = Path(__file__).parents[1]


def test_the_catalogue_holds_what_was_checked() -> None:
    known = catalogue()
    assert len(known) == 26
    assert known[5641].title == "Sairastavuusindeksi, ikävakioitu"
    assert (known[244].last_year, known[244].replaced_by) == (2019, 5641)
    assert all(number == series.number and series.title == series.title.strip() for number, series in known.items())
    # Numbers that public code has guessed and that mean something else.
    assert known.keys().isdisjoint({92, 2230, 3064})


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Lastensuojeluilmoitukset", 1086),
        ("Hoidon jatkuvuus", 5502),
        ("Huostaanotetut ja kodin ulkopuolelle sijoitetut nuoret", 3563),
        ("Koulukuraattoreiden mitoitus", 5473),
        ("Influenssarokotukset", 5358),
        ("Toimeentulotuen saajat", 5),
    ],
)
def test_a_name_in_other_forms_is_known(name: str, number: int) -> None:
    assert _has_common_word(name, catalogue()[number].title)


@pytest.mark.parametrize(("name", "number"), [("Sairastavuusindeksi", 1086), ("Asukkaiden osuus", 186), ("NPS", 5502)])
def test_a_name_of_something_else_is_not(name: str, number: int) -> None:
    assert not _has_common_word(name, catalogue()[number].title)


def test_a_lint_without_numbers_of_sotkanet_does_not_read_the_catalogue(tmp_path: Path) -> None:
    script = (
        "from datetime import date; from pathlib import Path; import sys\n"
        "from strategia import sotkanet\n"
        "from strategia.compiler import check; from strategia.project import Project\n"
        "check(Project(Path(sys.argv[1])), ('lappi', 'paijat-hame'), date(2026, 6, 30))\n"
        "assert sotkanet.catalogue.cache_info().misses == 0\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(ROOT)], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
