"""Importing: the tables that controllers have become budgets that load again with the very same numbers."""

import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet
from running import ROOT, STRATEGIA, strategia

from strategia.importing import files
from strategia.importing.cells import cleaned, column_number, letters
from strategia.importing.describing import described
from strategia.importing.guessing import guess
from strategia.importing.identifiers import Identifiers, slug
from strategia.importing.labels import known_line
from strategia.importing.mapping import AmountColumn, Columns, Mapping, Table
from strategia.importing.mapping import read as read_mapping
from strategia.importing.numerals import Numeral, decimal_sign, read
from strategia.importing.understanding import understand
from strategia.importing.yamltext import scalar
from strategia.loading import load
from strategia.loading.composing import grow
from strategia.model.budget import Budget, BudgetUnit
from strategia.model.statements import CashFlowLine, IncomeLine
from strategia.source import Source

CLEAN, FAILED, USAGE, OUTPUT = 0, 1, 2, 3

Rows = Sequence[Any]


def _strategia(folder: Path, *arguments: str, lang: str = "fi") -> subprocess.CompletedProcess[str]:
    return strategia(folder, "import", "budget", *arguments, "--lang", lang)


def _csv(folder: Path, text: str, name: str = "ta.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def _workbook(folder: Path, *sheets: tuple[str, Rows], change: Callable[[Any], object] | None = None) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(book)
    file = folder / "ta.xlsx"
    book.save(file)
    return file


def _imported(folder: Path, file: Path, *arguments: str, code: int = CLEAN) -> Budget:
    """The budget that an import of a file wrote, loaded again."""
    done = _strategia(folder, file.name, "--county", "lappi", "--out", "budget.yaml", "--force", *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    return _loaded(folder / "budget.yaml")


def _loaded(file: Path) -> Budget:
    loaded = load([file], file.parent)
    # A letter of a font is told of, since the file has it too.
    assert [known for known in loaded.diagnostics if known.code != "YML009"] == []
    (root,) = loaded.roots
    assert isinstance(root, Budget)
    return root


def _lines(budget: Budget) -> dict[str, dict[str, Decimal]]:
    found: dict[str, dict[str, Decimal]] = {row.row: row.amounts for row in budget.income_statement}
    return found | {row.row: row.amounts for row in budget.cash_flow}


def _tree(units: Iterable[BudgetUnit]) -> list[Any]:
    """The names of units, those below in lists."""
    found: list[Any] = []
    for unit in units:
        found.append(str(unit.name))
        if unit.units:
            found.append(_tree(unit.units))
    return found


# --- numerals -----------------------------------------------------------------------------

NUMERALS = {
    "1234": "1234",
    "1 234": "1234",
    "1\u00a0234,5": "1234.5",
    "1\u202f234\u202f567,89": "1234567.89",
    "1'234,5": "1234.5",
    "1’234": "1234",
    "1.234,50": "1234.50",
    "1.234.567": "1234567",
    "1,234,567": "1234567",
    "1,234.5": "1234.5",
    "1234.5": "1234.5",
    "0,05": "0.05",
    ",5": "0.5",
    "-5": "-5",
    "\u22125": "-5",
    "–5": "-5",
    "– 5": "-5",
    "5-": "-5",
    "5 –": "-5",
    "(5)": "-5",
    "( 1 234,5 )": "-1234.5",
    "+5": "5",
    "-0,0": "0",
    "5 €": "5",
    "€ 5": "5",
}
NO_NUMERALS = (
    "Lähde",
    "1 23",
    "12 34",
    "1.23.4",
    "1,2,3",
    "5,",
    "--5",
    "-(5)",
    "(5",
    "5)",
    "-5-",
    "1e5",
    "２",
    "5 kpl",
    "()",
    "%",
)


@pytest.mark.parametrize("text", NUMERALS)
def test_an_amount_is_read_as_people_write_it(text: str) -> None:
    found = read(text)
    assert isinstance(found, Numeral)
    assert found.value == Decimal(NUMERALS[text])
    assert str(found.value) == NUMERALS[text] or found.value == 0


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", "\u2212"])
def test_a_dash_alone_is_nothing(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", NO_NUMERALS)
def test_what_is_no_number_is_not_made_one(text: str) -> None:
    assert read(text) == "number"


def test_what_could_be_two_numbers_is_told_apart_by_the_table_alone() -> None:
    assert read("1.234", None) == read("1,234", None) == "ambiguous"
    assert read("1.234", "comma") == Numeral(Decimal(1234))
    assert read("1.234", "point") == Numeral(Decimal("1.234"))
    assert read("1" * 19) == read("0," + "1" * 19) == "long"
    assert decimal_sign(["1.234", "0,5"]) == ("comma", "")
    assert decimal_sign(["1.234", "0.5"]) == ("point", "")
    assert decimal_sign(["1.234", "0.5", "0,5"]) == (None, "")
    assert decimal_sign(["1.234", "7"]) == ("comma", "1.234")
    assert decimal_sign(["1 234", "7", "Lähde"]) == ("comma", "")


def test_per_cents_and_units_of_money_are_known() -> None:
    assert read("5,2 %") == Numeral(Decimal("5.2"), percent=True)
    assert read("(5 %)") == Numeral(Decimal(-5), percent=True)
    assert read("1 234 t€") == Numeral(Decimal(1234), unit="teur")
    assert read("3 milj. €") == Numeral(Decimal(3), unit="meur")


def _spelled(value: Decimal, draw: Callable[[Sequence[str]], str]) -> str:
    """A number in one of the ways in which people write it."""
    group = draw(["", " ", "\u00a0", "\u202f", "'", "."])
    whole, _, decimals = f"{abs(value):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", group)
    text = f"{grouped},{decimals}" if decimals else grouped
    if value >= 0:
        return text
    return draw(["-{}", "\u2212{}", "–{}", "{}-", "({})", "- {}"]).format(text)


MONEY = st.decimals(min_value=-(10**12), max_value=10**12, places=2) | st.integers(-(10**15), 10**15).map(Decimal)


@given(st.lists(MONEY, min_size=1, max_size=20), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_every_spelling_of_a_number_is_read_back(values: list[Decimal], chance: random.Random) -> None:
    texts = [_spelled(value, chance.choice) for value in values]
    sign = decimal_sign(texts).sign
    assert sign == "comma"
    for value, text in zip(values, texts, strict=True):
        found = read(text, sign)
        assert isinstance(found, Numeral)
        assert found.value == value


# --- text files ---------------------------------------------------------------------------

STATEMENT = """\
Tuloslaskelma (1 000 €);;;
;TP 2024;TA 2026;TS 2027
Toimintatuotot;1 000,5;1 100;1 200
Toimintakulut;−900;(950);1 000-
Toimintakate;100,5;150;200
Poistot ja arvonalentumiset;–;;-20
"""
EXPECTED = {
    "operating_revenue": {"2024": "1000.5", "2026": "1100", "2027": "1200"},
    "operating_costs": {"2024": "-900", "2026": "-950", "2027": "-1000"},
    "operating_margin": {"2024": "100.5", "2026": "150", "2027": "200"},
    "depreciation": {"2027": "-20"},
}
DECIMALS = {line: {year: Decimal(value) for year, value in amounts.items()} for line, amounts in EXPECTED.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_text_file_is_read_in_the_encodings_of_excel(tmp_path: Path, encoding: str, ends: str) -> None:
    text = STATEMENT.replace("−", "-") if encoding == "cp1252" else STATEMENT
    (tmp_path / "ta.csv").write_bytes(text.replace("\n", ends).encode(encoding))
    budget = _imported(tmp_path, tmp_path / "ta.csv")
    assert _lines(budget) == DECIMALS
    assert (budget.years, budget.comparison) == ((2026, 2027), {"2024": "actual"})
    assert (budget.money, budget.signs, budget.county) == ("teur", "costs_negative", "lappi")
    assert str(budget.title) == "Talousarvio 2026 ja taloussuunnitelma 2026–2027"
    assert str(budget.source) == "ta.csv"


@pytest.mark.parametrize("separator", ["\t", ","])
def test_columns_are_told_apart_by_what_stands_between_them(tmp_path: Path, separator: str) -> None:
    fields = [line.split(";") for line in STATEMENT.splitlines()]
    lines = [separator.join(f'"{field}"' if "," in field else field for field in line) for line in fields]
    assert _lines(_imported(tmp_path, _csv(tmp_path, "\n".join(lines)))) == DECIMALS


def test_excels_own_line_about_the_separator_is_obeyed_and_not_counted(tmp_path: Path) -> None:
    budget = _imported(tmp_path, _csv(tmp_path, "sep=;\n" + STATEMENT))
    assert _lines(budget) == DECIMALS
    assert "row: operating_revenue  # ta.csv:3\n" in (tmp_path / "budget.yaml").read_text(encoding="utf-8")


def test_cells_in_quotation_marks_may_have_line_breaks_separators_and_marks(tmp_path: Path) -> None:
    text = 'Investoinnit, 1 000 €;\nKohde;TA 2026\n"Uusi ""iso""\nsairaala; vaihe 1";"1 000"\n  Asema ;2\n'
    file = _csv(tmp_path, text)
    book, _ = files.read(file)
    assert book is not None
    cell = book.sheets[0].cell(4, 2)
    assert cell is not None
    # The row is counted as Excel counts, the place as an editor does.
    assert (str(book.sheets[0].location(4, 2)), book.sheets[0].address(4, 2)) == ("ta.csv:5:10", "ta.csv:4")
    budget = _imported(tmp_path, file)
    assert [str(investment.name) for investment in budget.investments] == ['Uusi "iso" sairaala; vaihe 1', "Asema"]
    assert [investment.id for investment in budget.investments] == ["uusi-iso-sairaala-vaihe-1", "asema"]


def test_a_decimal_comma_in_a_file_with_commas_is_noticed(tmp_path: Path) -> None:
    file = _csv(tmp_path, "Tuloslaskelma 1 000 €,\nRivi,TA 2026\nVuosikate,1\nPoistot,-1,5\n")
    done = _strategia(tmp_path, file.name, "--county", "lappi", "--out", "budget.yaml")
    assert done.returncode == FAILED
    assert "ta.csv:4  Poistot: rivillä on enemmän soluja kuin otsikoita" in done.stdout


def test_a_table_that_contradicts_itself_says_which_rows_are_doubtful(tmp_path: Path) -> None:
    file = _csv(tmp_path, "Tuloslaskelma 1 000 €;\nRivi;TA 2026\nVuosikate;1,5\nPoistot;-1.5\nTilikauden tulos;1.234\n")
    done = _strategia(tmp_path, file.name, "--county", "lappi", "--out", "budget.yaml")
    assert done.returncode == FAILED
    assert "ta.csv:5  Tilikauden tulos: ei selviä, onko piste tai pilkku desimaalierotin" in done.stdout
    assert _lines(_loaded(tmp_path / "budget.yaml")).keys() == {"annual_margin", "depreciation"}
    mapping = _mapping(tmp_path, "decimal: point", header=2)
    assert _lines(_imported(tmp_path, file, "--mapping", mapping))["result"] == {"2026": Decimal("1.234")}


def _mapping(
    folder: Path, *lines: str, part: str = "income_statement", header: int = 1, name: str = "Rivi", table: str = ""
) -> str:
    text = (
        f"kind: budget-mapping\nmoney: teur\n{chr(10).join(lines)}\ntables:\n  - part: {part}\n    header: {header}\n"
    )
    text += "".join(f"    {line}\n" for line in table.splitlines())
    text += f"    columns: {{name: {name}, amounts: [{{column: TA 2026, year: 2026}}]}}\n"
    (folder / "mapping.yaml").write_text(text, encoding="utf-8")
    return "mapping.yaml"


# --- workbooks ----------------------------------------------------------------------------

TITLE = ["Tuloslaskelma, 1 000 €"]
HEAD = ["Rivi", "TP 2024", "TA 2026", "TS 2027"]


def test_a_workbook_gives_the_numbers_that_were_typed(tmp_path: Path) -> None:
    rows = [
        TITLE,
        HEAD,
        ["Toimintatuotot", 0.1, 1234567.89, "1 234,5"],
        ["Toimintakulut", -1e-3, -100, "\u2212100,05"],
        ["Toimintakate", 0.1 + 0.2, 1e15 / 3, 3 - 2.9 - 0.1],
        ["Vuosikate", 123456789012.345, 99999999999.99, -0.0],
    ]
    lines = _lines(_imported(tmp_path, _workbook(tmp_path, ("Tuloslaskelma", rows))))
    assert {line: [str(value) for value in amounts.values()] for line, amounts in lines.items()} == {
        "operating_revenue": ["0.1", "1234567.89", "1234.5"],
        "operating_costs": ["-0.001", "-100", "-100.05"],
        # What a computer's arithmetic leaves behind is gone; a spreadsheet shows none of it either.
        "operating_margin": ["0.3", "333333333333333", "0"],
        "annual_margin": ["123456789012.345", "99999999999.99", "0"],
    }


@given(st.lists(MONEY.filter(lambda value: len(value.as_tuple().digits) <= 15), min_size=3, max_size=3))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_number_that_can_be_typed_into_a_cell_comes_back(tmp_path: Path, values: list[Decimal]) -> None:
    file = _workbook(tmp_path, ("Tuloslaskelma", [TITLE, HEAD, ["Vuosikate", *(float(value) for value in values)]]))
    book, _ = files.read(file)
    assert book is not None
    cells = [book.sheets[0].cell(3, column) for column in (2, 3, 4)]
    assert [cell.number for cell in cells if cell is not None] == values


def test_a_value_of_another_kind_leaves_its_row_out_with_the_cell_named(tmp_path: Path) -> None:
    rows = [
        TITLE,
        HEAD,
        ["Toimintatuotot", 1, 2, datetime(2026, 1, 1)],  # noqa: DTZ001 - Excel knows no zones
        ["Toimintakulut", -1, -2, True],
        ["Toimintakate", 1, 2, "#REF!"],
        ["Valtion rahoitus", 1, 2, "ks. liite"],
        ["Rahoituserät", 1, 2, 0.05],
        ["Vuosikate", 1, 2, "5 %"],
        ["Poistot", 1, 2, "5 M€"],
        ["Tilikauden tulos", 1, 2, 10**20],
        ["Muu rivi", 1, 2, 3],
        [None, 1, 2, 3],
        ["Tilikauden ylijäämä", 1, 2, 3],
        ["Tilikauden alijäämä", 1, 2, 3],
        ["Huomautus", "kertomus seuraa", None, None],
    ]

    def percent(book: Any) -> None:
        book["Tuloslaskelma"]["D7"].number_format = "0.0%"

    file = _workbook(tmp_path, ("Tuloslaskelma", rows), change=percent)
    done = _strategia(tmp_path, file.name, "--county", "lappi", "--out", "budget.yaml")
    assert done.returncode == FAILED
    told = done.stdout.partition("Ymmärtämättä jääneitä rivejä: 12\n")[2]
    for place, why in (
        ("A3  Toimintatuotot", "päivämäärä rahasumman paikalla (Tuloslaskelma!D3 2026-01-01)"),
        ("A4  Toimintakulut", "totuusarvo rahasumman paikalla (Tuloslaskelma!D4 true)"),
        ("A5  Toimintakate", "solussa on taulukkolaskennan virhe (Tuloslaskelma!D5 #REF!)"),
        ("A6  Valtion rahoitus", "solussa ei ole lukua (Tuloslaskelma!D6 ks. liite)"),
        ("A7  Rahoituserät", "prosenttiluku rahasumman paikalla (Tuloslaskelma!D7 5)"),
        ("A8  Vuosikate", "prosenttiluku rahasumman paikalla (Tuloslaskelma!D8 5 %)"),
        ("A9  Poistot", "solussa on eri rahayksikkö kuin muualla (Tuloslaskelma!D9 5 M€)"),
        ("A10  Tilikauden tulos", "luvussa on liikaa numeroita (Tuloslaskelma!D10 100000000000000000000)"),
        ("A11  Muu rivi", "nimi ei ole mikään laskelman rivi; lisää se kohtaan labels tai skip"),
        ("B12  –", "rivillä on lukuja mutta ei nimeä"),
        ("A14  Tilikauden alijäämä", "sama rivi on jo luettu"),
        ("A15  Huomautus", "solussa ei ole lukua (Tuloslaskelma!B15 kertomus seuraa)"),
    ):
        assert f"  Tuloslaskelma!{place}: {why}\n" in told
    assert _lines(_loaded(tmp_path / "budget.yaml")).keys() == {"surplus"}
    assert "# Näitä rivejä ei ymmärretty, joten ne puuttuvat: Tuloslaskelma!A3, " in (
        tmp_path / "budget.yaml"
    ).read_text(encoding="utf-8")


def test_a_formula_is_read_by_its_stored_value_and_one_without_is_named(tmp_path: Path) -> None:
    rows = [TITLE, HEAD, ["Toimintatuotot", 1, 2, 3], ["Toimintakate", "=B3*2", "=C3*2", 4], ["Vuosikate", 1, 2, 3]]
    file = _workbook(tmp_path, ("TA 2026", rows))
    done = _strategia(tmp_path, file.name, "--county", "lappi", "--out", "budget.yaml")
    assert done.returncode == FAILED
    assert "ta.xlsx, 'TA 2026'!B4 varoitus IMP015" in done.stdout
    assert "'TA 2026'!B4, 'TA 2026'!C4" in done.stdout
    assert "  'TA 2026'!A4  Toimintakate: kaavalla ei ole tallennettua arvoa ('TA 2026'!B4)\n" in done.stdout
    assert _lines(_loaded(tmp_path / "budget.yaml")).keys() == {"operating_revenue", "annual_margin"}


def _missing(tool: str) -> None:
    """Skip by name what is not installed, but not where everything should be."""
    if os.environ.get("CI"):
        pytest.fail(f"missing: {tool}")
    pytest.skip(f"missing: {tool}")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_libreoffice_exports_is_read(tmp_path: Path, form: str) -> None:
    if shutil.which("soffice") is None:
        _missing("soffice")
    rows = [
        TITLE,
        HEAD,
        ["Toimintatuotot", 1000.25, 1100, 1200],
        ["Toimintakulut", -900.1, "=-C3*0.9", -1000],
        ["Toimintakate", "=B3+B4", "=C3+C4", "=D3+D4"],
        ["Vuosikate", "=SUM(B5,0.1,0.2)", "=C5", "=D5"],
    ]

    def look(book: Any) -> None:
        book["Tuloslaskelma"]["B3"].number_format = "#,##0.00"

    file = _workbook(tmp_path, ("Tuloslaskelma", rows), change=look)
    out = tmp_path / "converted"
    # Semicolons, quotation marks, UTF-8, as shown.
    target = {"xlsx": "xlsx", "csv": "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true"}[form]
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", target]
    subprocess.run([*command, "--outdir", str(out), str(file)], check=True, capture_output=True, timeout=180)
    if not (out / f"ta.{form}").exists():
        _missing("LibreOffice Calc")
    shutil.copy(out / f"ta.{form}", tmp_path / f"ta.{form}")
    lines = _lines(_imported(tmp_path, tmp_path / f"ta.{form}"))
    assert lines == {
        "operating_revenue": {"2024": Decimal("1000.25"), "2026": Decimal(1100), "2027": Decimal(1200)},
        "operating_costs": {"2024": Decimal("-900.1"), "2026": Decimal(-990), "2027": Decimal(-1000)},
        "operating_margin": {"2024": Decimal("100.15"), "2026": Decimal(110), "2027": Decimal(200)},
        "annual_margin": {"2024": Decimal("100.45"), "2026": Decimal(110), "2027": Decimal(200)},
    }


def test_hidden_rows_are_neither_read_nor_skipped_unless_somebody_says_so(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book["Tuloslaskelma"].row_dimensions[4].hidden = True

    rows = [TITLE, ["Rivi", "TA 2026"], ["Vuosikate", 5], ["Poistot", -5]]
    file = _workbook(tmp_path, ("Tuloslaskelma", rows), change=hide)
    done = _strategia(tmp_path, file.name, "--county", "lappi", "--out", "budget.yaml")
    assert done.returncode == FAILED
    assert "Tuloslaskelma!A4  Poistot: rivi on piilotettu" in done.stdout
    for word, expected in (("read", {"annual_margin", "depreciation"}), ("skip", {"annual_margin"})):
        mapping = _mapping(tmp_path, header=2, table=f"hidden: {word}")
        assert _lines(_imported(tmp_path, file, "--mapping", mapping)).keys() == expected


def test_a_merged_amount_or_name_leaves_its_row_out_and_merged_headings_do_not(tmp_path: Path) -> None:
    def merge(book: Any) -> None:
        sheet: Worksheet = book["Tuloslaskelma"]
        for area in ("A1:C1", "B4:C4", "A5:A6"):
            sheet.merge_cells(area)

    rows = [
        TITLE,
        ["Rivi", "TA 2026", "TS 2027"],
        ["Vuosikate", 5, 6],
        ["Poistot", -5, None],
        ["Tilikauden tulos", 1, 2],
        [None, 3, 4],
    ]
    file = _workbook(tmp_path, ("Tuloslaskelma", rows), change=merge)
    done = _strategia(tmp_path, file.name, "--county", "lappi", "--out", "budget.yaml")
    assert done.returncode == FAILED
    assert "Tuloslaskelma!A4  Poistot: luku tai nimi on yhdistetyssä solussa" in done.stdout
    assert "Tuloslaskelma!B6  –: luku tai nimi on yhdistetyssä solussa" in done.stdout
    assert _lines(_loaded(tmp_path / "budget.yaml")).keys() == {"annual_margin", "result"}


def test_a_sheet_can_be_chosen_even_a_hidden_one(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book["Vanha"].sheet_state = "hidden"

    def rows(value: int) -> Rows:
        return [TITLE, ["Rivi", "TA 2026"], ["Vuosikate", value]]

    file = _workbook(tmp_path, ("Uusi", rows(1)), ("Vanha", rows(2)), change=hide)
    assert _lines(_imported(tmp_path, file))["annual_margin"] == {"2026": Decimal(1)}
    assert _lines(_imported(tmp_path, file, "--sheet", "vanha"))["annual_margin"] == {"2026": Decimal(2)}
    done = _strategia(tmp_path, file.name, "--sheet", "Muu")
    assert done.returncode == USAGE
    assert "Uusi, Vanha" in done.stderr


def test_a_million_formatted_rows_are_no_obstacle(tmp_path: Path) -> None:
    def format_far(book: Any) -> None:
        book["Tuloslaskelma"].cell(1_048_576, 16_384).number_format = "0.00"

    file = _workbook(tmp_path, ("Tuloslaskelma", [TITLE, HEAD, ["Vuosikate", 1, 2, 3]]), change=format_far)
    assert _lines(_imported(tmp_path, file)).keys() == {"annual_margin"}


# --- layouts ------------------------------------------------------------------------------


def test_units_with_rows_of_revenue_costs_and_net_are_read(tmp_path: Path) -> None:
    text = """\
Käyttötalousosa, 1 000 €;;
;TA 2026;TS 2027
Sosiaali- ja terveyspalvelut;;
Toimintatuotot;100;110
Toimintakulut;-900;-910
Toimintakate;-800;-800
Pelastuspalvelut;;
Toimintatuotot;1;1
Toimintakulut;-51;-51
Toimintakate;-50;-50
Yhteensä;;
Toimintatuotot;101;111
Toimintakulut;-951;-961
Toimintakate;-850;-880
"""
    file = _csv(tmp_path, text)
    done = _strategia(tmp_path, file.name, "--county", "lappi", "--out", "budget.yaml")
    assert done.returncode == CLEAN
    assert "IMP031" in done.stdout
    assert "Rivillä ”Yhteensä: Toimintakate” on vuodelle 2027 luku −880, mutta osien summa on −850" in done.stdout
    assert "Verrattuja summia: 6, niistä eri suuria: 1\n" in done.stdout
    budget = _loaded(tmp_path / "budget.yaml")
    assert _tree(budget.operating) == ["Sosiaali- ja terveyspalvelut", "Pelastuspalvelut"]
    assert budget.operating[1].costs == {"2026": Decimal(-51), "2027": Decimal(-51)}


def test_units_with_columns_of_revenue_costs_and_net_below_years_are_read(tmp_path: Path) -> None:
    rows = [
        ["Käyttötalous, 1 000 €"],
        [None, "TA 2026", None, None, "TS 2027", None, None],
        ["Yksikkö", "Tuotot", "Kulut", "Netto", "Tuotot", "Kulut", "Netto"],
        ["Sote", 10, 30, -20, 11, 31, -20],
        ["Neuvola", 4, 10, -6, 4, 10, -6],
        ["Päivystys", 6, 20, -14, 7, 21, -14],
        ["Pelastus", 1, 2, -1, 1, 2, -1],
        ["Käyttötalous yhteensä", 11, 32, -21, 12, 33, -21],
    ]

    def look(book: Any) -> None:
        sheet = book["Käyttötalous"]
        sheet.merge_cells("B2:D2")
        sheet.merge_cells("E2:G2")
        for row in (5, 6):
            sheet.cell(row, 1).alignment = Alignment(indent=1)

    budget = _imported(tmp_path, _workbook(tmp_path, ("Käyttötalous", rows), change=look))
    assert _tree(budget.operating) == ["Sote", ["Neuvola", "Päivystys"], "Pelastus"]
    assert budget.signs == "costs_positive"
    assert budget.operating[0].units[1].costs == {"2026": Decimal(20), "2027": Decimal(21)}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1 Sote;30", "1.1 Neuvola;10", "1.1.1 Vastaanotto;10", "1.2 Päivystys;20", "2 Pelastus;2"], "number"),
        (["Sote;30", "  Neuvola;10", "    Vastaanotto;10", "  Päivystys;20", "Pelastus;2"], "indent"),
    ],
    ids=["numbers", "indents"],
)
def test_levels_are_known_by_numbers_or_indents(tmp_path: Path, lines: list[str], expected: str) -> None:
    file = _csv(tmp_path, "\n".join(["Käyttötalous, määrärahat, 1 000 €;", "Yksikkö;TA 2026", *lines, "Yhteensä;32"]))
    budget = _imported(tmp_path, file, "--write-mapping", "used.yaml")
    assert _tree(budget.operating) == ["Sote", ["Neuvola", ["Vastaanotto"], "Päivystys"], "Pelastus"]
    assert f"levels: {expected}" in (tmp_path / "used.yaml").read_text(encoding="utf-8")
    assert budget.operating[0].number == ("1" if expected == "number" else None)


def test_levels_are_known_by_columns_and_a_column_says_what_the_amounts_are(tmp_path: Path) -> None:
    text = """\
Toimiala;Yksikkö;Laji;TA 2026 t€
Sote;Neuvola;Tuotot;1
Sote;Neuvola;Menot;-10
Sote;Päivystys;Menot;-20
Pelastus;Ensihoito;Menot;-5
"""
    budget = _imported(tmp_path, _csv(tmp_path, text))
    assert _tree(budget.operating) == ["Sote", ["Neuvola", "Päivystys"], "Pelastus", ["Ensihoito"]]
    neuvola = budget.operating[0].units[0]
    assert (neuvola.revenue, neuvola.costs) == ({"2026": Decimal(1)}, {"2026": Decimal(-10)})


def test_a_total_below_its_units_closes_the_heading_above_them(tmp_path: Path) -> None:
    text = """\
Käyttötalous, nettomenot (1 000 €);
Yksikkö;TA 2026
Sote;
Neuvola;-10
Päivystys;-20
Sote yhteensä;-30
Pelastus;-5
Yhteensä;-35
"""
    file = _csv(tmp_path, text)
    done = _strategia(tmp_path, file.name, "--county", "lappi", "--out", "budget.yaml")
    assert "Verrattuja summia: 1, niistä eri suuria: 0\n" in done.stdout
    budget = _loaded(tmp_path / "budget.yaml")
    assert _tree(budget.operating) == ["Sote", ["Neuvola", "Päivystys"], "Pelastus"]
    assert budget.operating[0].net == {"2026": Decimal(-30)}


def test_one_sheet_may_hold_all_parts_one_below_another(tmp_path: Path) -> None:
    text = """\
Talousarvio 2026, 1 000 €;;
Tuloslaskelma;TA 2026;TS 2027
Toimintatuotot;10;10
Toimintakulut;-10;-10
Vuosikate;0;0
Rahoituslaskelma;;
Toiminnan rahavirta;;
Vuosikate;0;0
Investointimenot;-5;-6
Investoinnit;;
Sairaala;5;6
Investoinnit yhteensä;5;6
"""
    budget = _imported(tmp_path, _csv(tmp_path, text))
    assert [row.row for row in budget.income_statement] == ["operating_revenue", "operating_costs", "annual_margin"]
    assert [row.row for row in budget.cash_flow] == ["annual_margin", "investment_costs"]
    # Costs have one sign in the whole file, also where the table of investments has another.
    assert budget.signs == "costs_negative"
    assert budget.investments[0].costs == {"2026": Decimal(-5), "2027": Decimal(-6)}


def test_a_swedish_budget_is_read_and_titled_in_swedish(tmp_path: Path) -> None:
    text = """\
Resultaträkning, 1 000 euro;;;
;BS 2024;BG 2026;EP 2027
Verksamhetens intäkter;100;110;120
Personalkostnader;-50;-50;-50
Årsbidrag;5;5;5
Räkenskapsperiodens överskott (underskott);1;1;1
"""
    budget = _imported(tmp_path, _csv(tmp_path, text))
    assert list(_lines(budget)) == ["operating_revenue", "personnel_costs", "annual_margin", "surplus"]
    assert str(budget.title) == "Budget 2026 och ekonomiplan 2026–2027"
    assert budget.comparison == {"2024": "actual"}
    assert "# Importerad från filen ta.csv." in (tmp_path / "budget.yaml").read_text(encoding="utf-8")


def test_every_line_of_both_statements_has_words_in_both_languages() -> None:
    import tomllib
    from typing import get_args

    words = tomllib.loads((ROOT / "src/strategia/importing/labels.toml").read_text(encoding="utf-8"))
    assert words["income_statement"].keys() == set(get_args(IncomeLine))
    assert words["cash_flow"].keys() == set(get_args(CashFlowLine))
    for part in ("income_statement", "cash_flow", "operating"):
        for line, languages in words[part].items():
            assert languages.keys() == {"fi", "sv"}
            for label in (*languages["fi"], *languages["sv"]):
                assert known_line(part, label) == line
                assert known_line(part, f"  4100 {label.upper()}: ") == line


def test_words_that_are_not_the_forms_own_are_kept_as_labels(tmp_path: Path) -> None:
    text = "Tuloslaskelma, €;\nRivi;TA 2026\nToimintamenot;-1\nVUOSIKATE;1\n"
    budget = _imported(tmp_path, _csv(tmp_path, text))
    assert [(row.row, str(row.label) if row.label else None) for row in budget.income_statement] == [
        ("operating_costs", "Toimintamenot"),
        ("annual_margin", None),
    ]


def test_details_of_a_unit_are_told_apart_from_units(tmp_path: Path) -> None:
    text = """\
Käyttötalous, 1 000 €;
;TA 2026
Neuvola;
Toimintatuotot;10
Myyntituotot;6
Maksutuotot;4
Toimintakulut;-100
Palkat ja palkkiot;-80
Sisäiset vuokrat;-20
Toimintakate;-90
Kuntoutus;
Palkat ja palkkiot;-5
"""
    done = _strategia(tmp_path, _csv(tmp_path, text).name, "--county", "lappi", "--out", "budget.yaml")
    assert done.returncode == FAILED
    assert "Rivejä ilman lukuja: 3 (Myyntituotot, Maksutuotot, Palkat ja palkkiot)\n" not in done.stdout
    assert "Erittelyrivejä, joita ei tuotu: 3 (Myyntituotot, Maksutuotot, Palkat ja palkkiot)\n" in done.stdout
    for row in ("ta.csv:9  Sisäiset vuokrat", "ta.csv:12  Palkat ja palkkiot"):
        assert f"  {row}: ei selviä, ovatko luvut tuottoja" in done.stdout
    (neuvola,) = _loaded(tmp_path / "budget.yaml").operating
    assert [amounts and amounts["2026"] for amounts in (neuvola.revenue, neuvola.costs, neuvola.net)] == [10, -100, -90]


@pytest.mark.parametrize(
    ("head", "years", "comparison"),
    [
        (";TP;TA;TS\n;2024;2026;2027", (2026, 2027), {"2024": "actual"}),
        (";2025;2026;2027\n;TA;TA;TS", (2026, 2027), {"2025": "budget"}),
        (";2025;2026;2027", (2026, 2027), {"2025": "budget"}),
        (";TP24;TA25;TA26", (2026,), {"2024": "actual", "2025": "budget"}),
        (";Ennuste 2025;TAE 2026;TS 2027", (2026, 2027), {"2025": "estimate"}),
        (";Tilinpäätös 2024;Muutettu TA 2025;Talousarvio 2026", (2026,), {"2024": "actual", "2025": "amended"}),
    ],
)
def test_the_budget_year_is_known_by_headings_in_one_row_or_two_or_by_the_title(
    tmp_path: Path, head: str, years: tuple[int, ...], comparison: dict[str, str]
) -> None:
    text = f"Talousarvio 2026, tuloslaskelma (1 000 €);;;\n{head}\nVuosikate;1;2;3\nPoistot;-1;-2;-3\n"
    budget = _imported(tmp_path, _csv(tmp_path, text))
    assert (budget.years, budget.comparison) == (years, comparison)


# --- the mapping --------------------------------------------------------------------------

WHOLE = """\
kind: budget-mapping
county: lappi
title: Talousarvio 2026
money: teur
signs: costs_negative
years: [2026]
comparison: {2024: actual}
tables:
  - part: operating
    header: 3
    rows: {from: 4, to: 10}
    levels: number
    signs: costs_positive
    line: costs
    columns:
      name: Nimi
      number: A
      id: Tunnus
      amounts:
        - {column: Toteuma, year: 2024}
        - {column: E, year: 2026}
    labels: {"Saadut tulot": revenue}
    skip: [Tarkistus*, "8"]
"""
TABLE = """\
Hyvinvointialue;;;;
;;;;
Nro;Nimi;Tunnus;Toteuma;Esitys
1;Sote;sote;10;20
;Saadut tulot;;1;2
1.1;Neuvola;ne 1;5;6
;Tarkistussumma;;999;999
;Väliaikainen;;999;999
2;Pelastus;;3;4
"""


def test_a_mapping_says_what_stands_where(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text(WHOLE, encoding="utf-8")
    file = _csv(tmp_path, TABLE)
    done = _strategia(tmp_path, file.name, "--mapping", "mapping.yaml", "--out", "budget.yaml")
    assert done.returncode == CLEAN, done.stdout
    assert "Kuvauksen mukaan ohitettuja rivejä: 2\n" in done.stdout
    assert "Menojen etumerkit käännettiin" in done.stdout
    budget = _loaded(tmp_path / "budget.yaml")
    assert str(budget.title) == "Talousarvio 2026"
    sote, pelastus = budget.operating
    assert (sote.id, sote.number, sote.costs) == ("sote", "1", {"2024": Decimal(-10), "2026": Decimal(-20)})
    assert sote.revenue == {"2024": Decimal(1), "2026": Decimal(2)}
    # What is no id in the file is replaced by one made of the name.
    assert [unit.id for unit in sote.units] == ["neuvola"]
    assert (pelastus.id, pelastus.costs) == ("pelastus", {"2024": Decimal(-3), "2026": Decimal(-4)})


def test_a_guessed_mapping_is_written_and_used_again_with_the_same_result(tmp_path: Path) -> None:
    file = _csv(tmp_path, STATEMENT)
    first = _imported(tmp_path, file, "--write-mapping", "used.yaml")
    before = (tmp_path / "budget.yaml").read_text(encoding="utf-8")
    mapping, _, diagnostics = read_mapping(tmp_path / "used.yaml")
    assert diagnostics == []
    assert mapping is not None
    assert (mapping.county, mapping.money, mapping.signs) == ("lappi", "teur", "costs_negative")
    assert _imported(tmp_path, file, "--mapping", "used.yaml") == first
    assert (tmp_path / "budget.yaml").read_text(encoding="utf-8") == before


def test_a_described_mapping_loads_as_the_same_mapping(tmp_path: Path) -> None:
    (tmp_path / "whole.yaml").write_text(WHOLE, encoding="utf-8")
    mapping, _, _ = read_mapping(tmp_path / "whole.yaml")
    assert mapping is not None
    (tmp_path / "again.yaml").write_text(described(mapping, ["Huomautus"]), encoding="utf-8")
    assert read_mapping(tmp_path / "again.yaml")[0] == mapping


def test_a_mapping_is_written_even_where_the_unit_of_money_is_missing(tmp_path: Path) -> None:
    file = _csv(tmp_path, STATEMENT.replace(" (1 000 €)", ""))
    done = _strategia(tmp_path, file.name, "--county", "lappi", "--write-mapping", "used.yaml")
    assert done.returncode == FAILED
    assert "IMP023" in done.stdout
    assert "Talousarviota ei kirjoitettu." in done.stderr
    assert not (tmp_path / "strategies").exists()
    used = tmp_path / "used.yaml"
    used.write_text(used.read_text(encoding="utf-8").replace("signs:", "money: eur\nsigns:"), encoding="utf-8")
    assert _imported(tmp_path, file, "--mapping", "used.yaml").money == "eur"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("kind: budget\n", "mapping.yaml:1:7 virhe SCH005"),
        ("kind: budget-mapping\nmony: eur\n", "mapping.yaml:2:1 virhe SCH002"),
        ("kind: budget-mapping\ntables: [\n", "mapping.yaml:2:9 virhe YML101"),
        ("kind: budget-mapping\ntables:\n  - {part: operating}\n", "mapping.yaml:3:6 virhe SCH003"),
        ("", "mapping.yaml:1:1 virhe YML010"),
        ("a: &a 1\n", "mapping.yaml:1:4 virhe YML103"),
    ],
)
def test_a_mistake_in_a_mapping_is_told_at_its_line(tmp_path: Path, text: str, place: str) -> None:
    file = _csv(tmp_path, STATEMENT)
    (tmp_path / "mapping.yaml").write_text(text, encoding="utf-8")
    done = _strategia(tmp_path, file.name, "--mapping", "mapping.yaml")
    assert done.returncode == FAILED
    assert place in done.stdout
    assert "Traceback" not in done.stderr


# --- writing ------------------------------------------------------------------------------


def test_a_budget_goes_into_its_county_and_names_the_place_of_every_row(tmp_path: Path) -> None:
    (tmp_path / "strategies" / "kainuu").mkdir(parents=True)
    done = _strategia(tmp_path, _csv(tmp_path, STATEMENT).name)
    assert done.returncode == CLEAN, done.stderr
    text = (tmp_path / "strategies" / "kainuu" / "budget-2026.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/budget.schema.json\n")
    for line in ("kind: budget", "county: kainuu", "id: budget-2026", "source: ta.csv", "money: teur"):
        assert f"\n{line}\n" in text
    assert "  - row: operating_costs  # ta.csv:4\n    amounts: {2024: -900, 2026: -950, 2027: -1000}\n" in text


def test_an_existing_file_is_not_replaced_without_being_asked(tmp_path: Path) -> None:
    file = _csv(tmp_path, STATEMENT)
    for option in ("--out", "--write-mapping"):
        own = tmp_path / "own.yaml"
        own.write_text("omaa\n", encoding="utf-8")
        done = _strategia(tmp_path, file.name, "--county", "lappi", option, "own.yaml")
        assert done.returncode == USAGE
        assert "own.yaml on jo olemassa" in done.stderr
        assert own.read_text(encoding="utf-8") == "omaa\n"
        done = _strategia(tmp_path, file.name, "--county", "lappi", option, "own.yaml", "--force")
        assert done.returncode == CLEAN
        assert "kind: budget" in own.read_text(encoding="utf-8")
    assert list(tmp_path.rglob(".*")) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other terminals")
@pytest.mark.parametrize(("answer", "replaced"), [("k", True), ("e", False), ("", False)])
def test_on_a_terminal_it_is_asked(tmp_path: Path, answer: str, replaced: bool) -> None:  # noqa: FBT001
    import pty

    file = _csv(tmp_path, STATEMENT)
    (tmp_path / "own.yaml").write_text("omaa\n", encoding="utf-8")
    master, slave = pty.openpty()
    os.write(master, f"{answer}\n".encode())
    done = subprocess.run(
        [STRATEGIA, "import", "budget", file.name, "--county", "lappi", "--out", "own.yaml", "--lang", "fi"],
        cwd=tmp_path,
        stdin=slave,
        capture_output=True,
        timeout=60,
        check=False,
    )
    os.close(slave)
    os.close(master)
    assert done.returncode == (CLEAN if replaced else USAGE)
    assert ((tmp_path / "own.yaml").read_text(encoding="utf-8") != "omaa\n") is replaced


def test_output_that_cannot_be_written_ends_with_three(tmp_path: Path) -> None:
    file = _csv(tmp_path, STATEMENT)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.yaml").symlink_to("elsewhere.yaml")
    for out in ("folder", "link.yaml", "ta.csv/budget.yaml", "x" * 300 + ".yaml"):
        done = _strategia(tmp_path, file.name, "--county", "lappi", "--out", out, "--force")
        assert done.returncode == OUTPUT, out
        assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "link.yaml", "ta.csv"]


def test_wrong_usage_ends_with_two(tmp_path: Path) -> None:
    file = _csv(tmp_path, STATEMENT)
    for arguments in (
        ["nosuch.csv"],
        [file.name],
        [file.name, "--county", "atlantis"],
        [file.name, "--mapping", "nosuch.yaml"],
        [],
    ):
        done = _strategia(tmp_path, *arguments)
        assert done.returncode == USAGE, arguments
        assert done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["ta.csv"]


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_help_and_report_speak_each_language(tmp_path: Path, lang: str) -> None:
    done = _strategia(tmp_path, _csv(tmp_path, STATEMENT).name, "--county", "lappi", lang=lang)
    assert done.returncode == CLEAN
    assert {"fi": "Ymmärrettyjä rivejä: 4", "sv": "Rader som förstods: 4", "en": "Rows understood: 4"}[
        lang
    ] in done.stdout
    shown = subprocess.run(
        [STRATEGIA, "import", "budget", "--help", "--lang", lang], capture_output=True, encoding="utf-8", check=False
    )
    assert shown.returncode == CLEAN
    assert {"fi": "Tuo talousarvio", "sv": "Importera en budget", "en": "Import a budget"}[lang] in shown.stdout


def test_a_budget_that_could_not_be_loaded_again_is_not_written(tmp_path: Path) -> None:
    rows = "".join(f"Yksikkö {number};1;2;3\n" for number in range(19_000))
    file = _csv(tmp_path, f"Käyttötalous, menot, €;;;\nYksikkö;TA 2026;TS 2027;TS 2028\n{rows}")
    done = _strategia(tmp_path, file.name, "--county", "lappi")
    assert done.returncode == FAILED
    assert "Talousarviosta tulisi liian suuri tiedosto." in done.stderr
    assert not (tmp_path / "strategies").exists()


def test_ids_are_made_of_names_and_taken_once_in_the_county(tmp_path: Path) -> None:
    folder = tmp_path / "strategies" / "lappi"
    folder.mkdir(parents=True)
    (folder / "strategy.yaml").write_text(
        "kind: strategy\npriorities: [{id: sote, goals: [{id: con-1}]}]\n", encoding="utf-8"
    )
    text = (
        "Käyttötalous, menot, €;\nYksikkö;TA 2026\nSote;1\nSote;2\nCON;3\n112;4\n€\uf0b7;5\nÅbo äö;6\n"
        + "Pitkä nimi " * 9
        + ";7\n"
    )
    done = _strategia(tmp_path, _csv(tmp_path, text).name)
    assert done.returncode == CLEAN, done.stdout
    ids = [unit.id for unit in _loaded(folder / "budget-2026.yaml").operating]
    assert ids[:6] == ["sote-2026", "sote-2026-2", "unit-con", "unit-112", "unit", "abo-ao"]
    assert re.fullmatch(r"(pitka-nimi-)+pitka(-nimi)?", ids[6])
    # The same file imported again keeps its ids.
    before = (folder / "budget-2026.yaml").read_bytes()
    assert _strategia(tmp_path, "ta.csv", "--force").returncode == CLEAN
    assert (folder / "budget-2026.yaml").read_bytes() == before


def test_names_of_files_and_sheets_cannot_give_orders(tmp_path: Path) -> None:
    name = "a\x1b]0;x\x07 # strategia: ignore[STR112] syy.csv"
    done = _strategia(tmp_path, _csv(tmp_path, STATEMENT, name).name, "--county", "lappi", "--out", "budget.yaml")
    assert done.returncode == CLEAN
    assert "\x1b" not in done.stdout + done.stderr
    comments = re.findall("#.*", re.sub("(?m)^source: .*", "", (tmp_path / "budget.yaml").read_text(encoding="utf-8")))
    assert comments
    assert not any("strategia:" in comment for comment in comments)
    _loaded(tmp_path / "budget.yaml")


# --- there and back -----------------------------------------------------------------------

NAMES = st.text(min_size=1, max_size=40).filter(lambda name: ";" not in name and '"' not in name)


@given(
    st.lists(st.tuples(NAMES, st.lists(st.none() | MONEY, min_size=3, max_size=3)), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_budget_loads_again_with_equal_decimals(
    tmp_path: Path, rows: list[tuple[str, list[Decimal | None]]], chance: random.Random
) -> None:
    from strategia.commands.importing import _cover
    from strategia.importing.drafting import drafted

    lines = ["Käyttötalous, määrärahat, 1 000 €;;;", "Yksikkö;TA 2026;TS 2027;TS 2028"]
    for number, (name, values) in enumerate(rows):
        cells = ["–" if value is None else _spelled(value, chance.choice) for value in values]
        # A letter of our own keeps the name from being empty, a total or a known label.
        lines.append(";".join([f'"y{number} {name}"', *cells]))
    file = tmp_path / "ta.csv"
    file.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    book, _ = files.read(file)
    if book is None:
        # Only what is no text at all is refused.
        assert re.search("[\0\ud800-\udfff]", "".join(lines))
        return
    mapping = _described_whole()
    understood = understand(book, mapping)
    assert understood.draft.mistakes == []
    named = understood._replace(mapping=mapping.model_copy(update={"county": "lappi"}))
    cover = _cover(book, named)
    text = drafted(understood.draft, named.mapping, cover, Identifiers(set(), 2026))
    (tmp_path / "budget.yaml").write_text(text, encoding="utf-8")
    loaded = load([tmp_path / "budget.yaml"], tmp_path)
    assert {diagnostic.code for diagnostic in loaded.diagnostics} <= {"YML009"}
    (budget,) = loaded.roots
    assert isinstance(budget, Budget)
    expected = [
        {year: value for year, value in zip(("2026", "2027", "2028"), values, strict=True) if value is not None}
        for _, values in rows
    ]
    assert [unit.costs for unit in budget.operating] == [amounts for amounts in expected if amounts]
    names = [
        cleaned(f"y{number} {name}")[0]
        for number, (name, values) in enumerate(rows)
        if any(v is not None for v in values)
    ]
    assert [str(unit.name) for unit in budget.operating] == [" ".join(name.split()) for name in names]


def _described_whole() -> Mapping:
    """Costs by unit in three years, as the file writes them."""
    text = """\
kind: budget-mapping
money: teur
signs: costs_negative
tables:
  - part: operating
    header: 2
    line: costs
    columns:
      name: Yksikkö
      amounts: [{column: B, year: 2026}, {column: C, year: 2027}, {column: D, year: 2028}]
"""
    tree, _ = grow(Source("mapping.yaml", text))
    assert tree is not None
    return Mapping.model_validate(tree.data)


def test_what_stands_on_several_lines_is_written_on_one() -> None:
    text = "b\n  c\td: e"
    tree, _ = grow(Source("x.yaml", f"a: {scalar(text)}\n"))
    assert tree is not None
    assert tree.data == {"a": text}


@given(st.text(min_size=1, max_size=60))
@settings(deadline=None)
def test_any_text_is_written_as_yaml_that_reads_back(text: str) -> None:
    clean = " ".join(cleaned(text)[0].split())
    if not clean:
        return
    tree, diagnostics = grow(Source("x.yaml", f"a: {scalar(clean)}\nb: [{scalar(clean, within=True)}]\n"))
    assert diagnostics == []
    assert tree is not None
    assert tree.data == {"a": clean, "b": (clean,)}


@given(st.binary(max_size=400) | st.text(alphabet='0123456789;,.\t"-– \n€TAS2026Rivi', max_size=400).map(str.encode))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_file_is_too_odd_to_be_told_of(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "ta.csv"
    file.write_bytes(data)
    book, diagnostics = files.read(file)
    if book is None:
        assert diagnostics
        return
    mapping, _ = guess(book)
    if mapping is not None:
        understand(book, mapping)


def test_columns_have_letters() -> None:
    assert [letters(number) for number in (1, 26, 27, 52, 702, 703, 16_384)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert all(column_number(letters(number)) == number for number in range(1, 800))
    assert column_number("TA 2026") is column_number("") is None
    assert slug("Sosiaali- ja terveyspalvelut (Åland)") == "sosiaali-ja-terveyspalvelut-aland"


def test_the_example_of_the_guide_imports_as_the_guide_says(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"```csv\n(.*?)```", guide, re.DOTALL)
    mapping, expected = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    _csv(tmp_path, table, "talousarvio-2026.csv")
    (tmp_path / "kuvaus.yaml").write_text(mapping, encoding="utf-8")
    done = _strategia(tmp_path, "talousarvio-2026.csv", "--mapping", "kuvaus.yaml")
    assert done.returncode == CLEAN, done.stdout
    file = tmp_path / "strategies" / "kymenlaakso" / "budget-2026.yaml"
    assert expected in file.read_text(encoding="utf-8")
    assert len(_loaded(file).operating) == 2


def test_the_guide_names_every_key_of_a_mapping() -> None:
    guide = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    for model in (Mapping, Table, Columns, AmountColumn):
        for key in model.model_fields:
            assert re.search(rf"`{key}`|(?m:^|[ {{]){key}:", guide), key
