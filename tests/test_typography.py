"""Slips of typing are mended where they stand: `strategia lint --fix` on the cases of LAN131–141."""

from pathlib import Path

import pytest
from casework import CASES, case_name, looked_at

from strategia import editing
from strategia.commands.fix import edits

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
