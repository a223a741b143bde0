"""Slips of typing are mended where they stand: `strategia lint --fix` on the cases of LAN131–141."""

from datetime import date
from pathlib import Path
from time import process_time

import pytest
from casework import CASES, case_name, looked_at

from strategia import editing
from strategia.commands.fix import edits
from strategia.compiler import check
from strategia.project import Project

CODES = ("LAN131", "LAN132", "LAN133", "LAN134", "LAN135", "LAN136", "LAN137", "LAN138", "LAN141")
FOLDERS = [path for code in CODES for path in sorted((CASES / "rules" / code).glob("bad*"))]


def _mended(folder: Path, tmp_path: Path) -> str:
    """The file of a case after all its edits; it lies under the folder's own code, so that one rule looks at it."""
    told, sources = looked_at(folder)
    source = sources["strategy.yaml"]
    file = tmp_path / "strategy.yaml"
    file.write_bytes((folder / "strategy.yaml").read_bytes())
    editing.write(file, source, edits(told, unsafe=True)[source.path])
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=case_name)
def test_mending_mends_everything_and_only_the_lines_with_slips(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "strategy.yaml").read_text(encoding="utf-8").splitlines()
    after = _mended(folder, tmp_path)
    assert len(after.splitlines()) == len(before)
    again = tmp_path / "rules" / folder.parent.name / "mended"
    again.mkdir(parents=True)
    (again / "strategy.yaml").write_text(after, encoding="utf-8", newline="\n")
    monkeypatch.setattr("casework.CASES", tmp_path)
    left = [told for told in looked_at(again)[0] if told.edits]
    assert left == []


@pytest.mark.parametrize(
    ("case", "line"),
    [
        ("LAN131/bad", "    - Hyvinvointia lähellä ihmistä."),
        ("LAN131/bad", "      palvelut lähellä."),
        ("LAN132/bad", "          Palvelut ovat lähellä, ja hyvinvointialue vastaa niistä. Sosiaali-"),
        ("LAN132/bad", "          ja terveyspalvelut toimivat."),
        ("LAN132/bad", "        sv: Servicen finns nära, och välfärdsområdet ansvarar för den."),
        ("LAN133/bad", "            kokee työnsä merkitykselliseksi."),
        ("LAN134/bad", "        Hoitoon pääsee. Henkilöstö"),
        ("LAN135/bad", "    title: {fi: '”Arki” toimii', sv: \"”Vardagen” fungerar\", en: Daily “life” works}"),
        ("LAN135/bad", "      - fi: Yksi luukku eli ”ovi” on auki."),
        ("LAN136/bad", '    text: ["Kaudella 2026–2029 arki toimii.", "Suunnitelma 2027–2028", "2026–2029-kausi"]'),
        ("LAN137/bad", "    title: {fi: Kasvu on 5\u00a0%., sv: Tillväxten är 5\u00a0%., en: Growth is 5%.}"),
        ("LAN138/bad", '    text: ["−2,5 miljoonaa euroa (−4)", "Tulos oli −1 200 000 €."]'),
        ("LAN141/bad", "priorities: [{id: arki, title: Toimiva arki, text: [HYTE-työ]}]"),
    ],
)
def test_a_slip_is_mended_where_it_stands(case: str, line: str, tmp_path: Path) -> None:
    assert line in _mended(CASES / "rules" / case, tmp_path).splitlines()


def test_mending_that_may_change_words_is_kept_apart() -> None:
    unsafe = {code for code in CODES for told in looked_at(CASES / "rules" / code / "bad")[0] if told.unsafe}
    assert unsafe == {"LAN132", "LAN133"}


HOSTILE = ("aaa- bbb ", '"a" ', "2023-2025 ", " -3 ", "ABC DEF ", "123 ", "А" * 999 + "b ", "1" * 999 + " ", "a  ", "а")


@pytest.mark.parametrize("unit", HOSTILE, ids=lambda unit: unit[:9])
def test_a_text_made_to_keep_programs_busy_does_not(unit: str, tmp_path: Path) -> None:
    text = (unit * (19_000 // len(unit)))[:19_000]
    lines = "".join(f"      - {{fi: '{text}a', sv: '{text}8'}}\n" for _ in range(8))
    path = tmp_path / "strategies" / "lappi" / "strategy.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "kind: strategy\ncounty: lappi\ntitle: {fi: A, sv: B}\nperiod: {from: 2026, to: 2029}\nlanguages: [fi, sv]\n"
        f"priorities:\n  - id: a\n    title: {{fi: A, sv: B}}\n    text:\n{lines}",
        encoding="utf-8",
    )
    started = process_time()
    told = check(Project(tmp_path), ["lappi"], date(2026, 6, 30)).diagnostics
    assert process_time() - started < 20
    assert not [diagnostic for diagnostic in told if diagnostic.code == "RUN002"]
