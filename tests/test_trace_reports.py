"""`strategia trace`: what it prints and writes can be read back, followed to a line, and runs nothing."""

import csv
import io
import json
import re
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from running import STRATEGIA

STRATEGY = """\
kind: strategy
county: lappi
title: Esimerkki
period: {from: 2026, to: 2029}
languages: [fi]
illustrative: true
priorities:
  - id: arki
    number: "1"
    title: Toimiva arki
    goals:
      - {id: hoitoon, title: Hoitoon pääsee ajoissa.}
      - {id: lahella, title: "=HYPERLINK(\\"http://x\\")"}
      - {id: vapaasti, title: Vapaaehtoiset auttavat., no_cost: Työ on vapaaehtoista.}
  - id: talous
    number: "2"
    title: Tasapainoinen talous
    perspectives:
      - id: rahat
        title: Rahat
        goals:
          - {id: riittaa, title: Rahat riittävät.}
measures:
  - {id: teko, text: Avataan iltavastaanotto., serves: {to: hoitoon, reviewed: w00000000}}
indicators:
  - {id: jono, name: "+1+cmd|' /C calc'!A0", type: count, serves: hoitoon, targets: [{kind: absolute, value: 7.50}]}
"""
SERVICES = """\
kind: service-strategy
county: lappi
title: Palvelustrategia
illustrative: true
goals:
  - id: iltaan
    title: Iltavastaanotto jokaisessa sote-keskuksessa
    implements: {to: hoitoon, link_source: editor}
    lines:
      - {id: digiin, title: Etävastaanotto}
  - {id: irti, title: Linja ilman yhteyttä}
"""
BUDGET = """\
kind: budget
county: lappi
title: Talousarvio 2026
illustrative: true
years: [2026, 2027, 2028]
money: teur
signs: costs_negative
operating:
  - id: sote
    name: Sosiaali- ja terveyspalvelut
    costs: {2026: -1000, 2027: -1100, 2028: -1200}
    funds: [{to: digiin, share: 12.5}, {to: riittaa, amounts: {2026: 0.25}}]
  - {id: muu, name: "@SUM(A1)", costs: {2026: -90, 2027: -90, 2028: -90}}
"""
FILES = {"strategy": STRATEGY, "services": SERVICES, "budget": BUDGET}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "strategies" / "lappi"
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def _run(folder: Path, *arguments: str, lang: str = "fi") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [STRATEGIA, "trace", *arguments, "--lang", lang],
        cwd=folder,
        capture_output=True,
        timeout=120,
        check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "COLUMNS": "80"},
    )


def _text(folder: Path, *arguments: str, lang: str = "fi") -> str:
    done = _run(folder, *arguments, lang=lang)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def _data(folder: Path, *arguments: str) -> dict[str, Any]:
    return json.loads(_text(folder, "--format", "json", *arguments))["counties"][0]  # type: ignore[no-any-return]


# --- text ---------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["tree", "matrix"])
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_text_stays_within_80_columns_without_colour(project: Path, view: str, lang: str) -> None:
    text = _text(project, "--view", view, lang=lang)
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert "\ue000" not in text


def test_the_tree_says_what_carries_a_goal_what_it_costs_and_what_is_missing(project: Path) -> None:
    text = " ".join(re.sub("[├└│─]", " ", _text(project)).split())
    assert "Painopiste: 1. Toimiva arki [arki]" in text
    assert "Iltavastaanotto jokaisessa sote-keskuksessa [iltaan] *" in text
    assert "* Yhteys on laatijan tulkinta" in text
    assert "[sote] 125 000 € (2026), 12,5 % rivistä" in text
    assert "katsottava uudelleen (muuttunut: sanamuoto" in text
    assert "Rahoitus: perusteltu: Työ on vapaaehtoista." in text
    assert "Palvelut: kattamatta" in text
    assert "250 € (2026)" in text
    assert "Talousarvion rivit, joilla ei ole yhteyttä mihinkään Talousarvion yksikkö: @SUM(A1) [muu]" in text
    assert "Ilman yhteyttä strategiaan Palvelustrategian linjaus: Linja ilman yhteyttä [irti]" in text
    assert "Keksittyjä esimerkkejä: " in text


def test_amounts_are_not_torn_at_the_end_of_a_line(project: Path) -> None:
    text = _text(project)
    assert "125\u00a0000\u00a0€" in text


def test_the_last_lines_count_goals_and_links(project: Path) -> None:
    lines = _text(project, "--view", "matrix").strip().splitlines()[-3:]
    assert lines == [
        "Tavoitteet (4): katettu 0, osin katettu 2, kattamatta 2, perusteltu 0.",
        "Rahaan asti (4): katettu 0, osin katettu 2, kattamatta 2, perusteltu 0.",
        "Yhteydet (5): kunnossa 4, katsottava uudelleen 1, katkennut 0.",
    ]


def test_filters_combine(project: Path) -> None:
    def goals(*arguments: str) -> list[str]:
        return [goal["id"] for goal in _data(project, *arguments)["goals"]]

    assert goals() == ["hoitoon", "lahella", "vapaasti", "riittaa"]
    assert goals("--gaps", "--kind", "money") == ["lahella"]
    assert goals("--kind", "money", "--kind", "services", "--gaps") == ["lahella", "vapaasti", "riittaa"]
    assert goals("--goal", "talous") == ["riittaa"]
    assert goals("--goal", "rahat,lahella") == ["lahella", "riittaa"]
    assert goals("--goal", "talous", "--gaps", "--kind", "money") == []
    assert "Aukkoja ei ole." in _text(project, "--goal", "talous", "--gaps", "--kind", "money")


def test_a_kind_leaves_only_what_leads_to_it(project: Path) -> None:
    goal = _data(project, "--kind", "money", "--goal", "hoitoon")["goals"][0]
    assert list(goal["strands"]) == ["money"]
    kinds = re.findall(r'"kind": "(\w+)"', json.dumps(goal["carriers"]))
    assert kinds == ["service_line", "service_line", "budget_unit"]


# --- data ---------------------------------------------------------------------------------


def _decimals(node: object) -> list[str]:
    """Every value under a key that holds a number of a source."""
    found: list[str] = []
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("euros", "promised", "value") and not isinstance(value, list):
                assert isinstance(value, str), (key, value)
                assert "place" in node or node.get("places"), node
                found.append(value)
            found += _decimals(value)
    elif isinstance(node, list):
        for item in node:
            found += _decimals(item)
    return found


def test_numbers_in_json_are_exact_texts_that_lead_to_a_line(project: Path) -> None:
    data = _data(project)
    assert {"125000", "250", "1000000", "7.5"} <= set(_decimals(data))
    paid = data["goals"][0]["euros"][0]
    assert paid["euros"] == "125000"
    for place in paid["places"]:
        path, _, line = place.rpartition(":")
        written = (project / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert "12.5" in written or "-1000" in written


def test_json_has_no_floats_and_the_same_keys_each_time(project: Path) -> None:
    text = _text(project, "--format", "json")

    def refused(value: str) -> None:
        pytest.fail(f"a float: {value}")

    data = json.loads(text, parse_float=refused)
    assert data["version"] == 1
    assert list(data["counties"][0]) == [
        "county",
        "name",
        "complete",
        "strands",
        "budgets",
        "goals",
        "priorities",
        "whole_strategy",
        "links",
        "loose",
        "counts",
    ]
    assert data["counties"][0]["counts"]["links"] == {"sound": 4, "suspect": 1, "broken": 0}


# --- sheets -------------------------------------------------------------------------------


def _csv(folder: Path, *arguments: str) -> list[dict[str, str]]:
    done = _run(folder, "--format", "csv", *arguments)
    assert done.returncode == 0
    assert done.stdout.startswith(b"\xef\xbb\xbf")
    text = done.stdout.decode("utf-8-sig")
    assert "\r\n" in text
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_csv_is_what_a_finnish_excel_opens(project: Path) -> None:
    rows = _csv(project)
    assert [row["Tavoitteen tunnus"] for row in rows] == ["hoitoon", "lahella", "vapaasti", "riittaa"]
    assert rows[0]["2026, €"] == "125000"
    assert rows[1]["2026, €"] == ""
    assert rows[3]["2026, €"] == "250"
    assert rows[2]["Perustelu"] == "Työ on vapaaehtoista."
    carriers = _csv(project, "--view", "tree", "--goal", "hoitoon")
    assert [row["Tunnus"] for row in carriers] == ["teko", "iltaan", "digiin", "sote", "jono"]
    assert carriers[1]["Yhteyden lähde"] == "laatijan tulkinta"


def test_nothing_in_csv_begins_like_a_formula(project: Path) -> None:
    cells = [cell for view in ("matrix", "tree") for row in _csv(project, "--view", view) for cell in row.values()]
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert any(cell.startswith("'+1+cmd") for cell in cells)


def _book(folder: Path) -> openpyxl.Workbook:
    done = _run(folder, "--format", "xlsx", "--out", "out/trace.xlsx")
    assert done.returncode == 0, done.stderr.decode()
    return openpyxl.load_workbook(folder / "out" / "trace.xlsx")


def test_a_workbook_has_real_numbers_a_header_in_view_and_filters(project: Path) -> None:
    book = _book(project)
    assert book.sheetnames == ["Tavoitteet", "Yhteydet", "Talousarvion rivit"]
    for page in book.worksheets:
        assert page["A1"].value == "Lapin hyvinvointialue: strategian yhteydet"
        assert "Keksittyjä esimerkkejä" in str(page["A2"].value)
        assert page.freeze_panes == "A5"
        assert page.auto_filter.ref.startswith("A4:")
        assert page.column_dimensions["E"].width > 8
    page = book["Tavoitteet"]
    heads = [cell.value for cell in page[4]]
    euros = page.cell(5, heads.index("2026, €") + 1)
    assert euros.data_type == "n"
    assert Decimal(str(euros.value)) == 125000
    assert euros.number_format == '#,##0\\ "€"'
    rows = book["Talousarvion rivit"]
    assert [[cell.value for cell in row][3:6] for row in rows.iter_rows(min_row=5)] == [
        ["Sosiaali- ja terveyspalvelut", "digiin, riittaa", 1_000_000],
        ["@SUM(A1)", "ei yhteyttä mihinkään", 90_000],
    ]


def test_no_cell_of_a_workbook_is_a_formula(project: Path) -> None:
    cells = [cell for page in _book(project).worksheets for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert len(risky) == 3
    assert all(cell.quotePrefix for cell in risky)


def test_the_fonts_of_a_workbook_are_told_in_the_order_of_excel(project: Path) -> None:
    _book(project)
    with zipfile.ZipFile(project / "out" / "trace.xlsx") as archive:
        styles = ET.fromstring(archive.read("xl/styles.xml"))
    order = ["b", "i", "sz", "color", "name", "family", "scheme"]
    fonts = [[part.tag.rpartition("}")[2] for part in font] for font in styles.iterfind("{*}fonts/{*}font")]
    assert ["sz", "color", "name", "family", "scheme"] in fonts
    assert all(parts == sorted(parts, key=order.index) for parts in fonts)


def test_the_same_sources_give_the_same_workbook(project: Path) -> None:
    _book(project)
    first = (project / "out" / "trace.xlsx").read_bytes()
    _book(project)
    assert (project / "out" / "trace.xlsx").read_bytes() == first


# --- what cannot be shown -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("kainuu",), 2, "kainuu"),
        (("--goal", "hoitoonn"), 2, "Tarkoititko tunnusta hoitoon?"),
        (("--kind", "rahat"), 2, "rahat"),
        (("--format", "pdf"), 2, "pdf"),
        (("--format", "xlsx"), 2, "--out"),
        (("--format", "json", "--out", "strategies/lappi/x.json"), 3, "lähteiden kansioon"),
        (("--format", "json", "--out", "strategies"), 3, "lähteiden kansioon"),
    ],
)
def test_what_cannot_be_shown_says_so(project: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = _run(project, *arguments)
    assert done.returncode == code
    assert said in done.stderr.decode()
    assert done.stdout == b""
    assert sorted(path.name for path in (project / "strategies" / "lappi").iterdir()) == [
        f"{name}.yaml" for name in sorted(FILES)
    ]


def test_a_project_without_counties_was_not_looked_at(tmp_path: Path) -> None:
    assert _run(tmp_path).returncode == 2


def test_a_strand_that_no_county_has_was_not_looked_at(project: Path) -> None:
    (project / "strategies" / "lappi" / "budget.yaml").unlink()
    assert _run(project, "--kind", "money").returncode == 2


def test_errors_in_sources_are_told_beside_what_could_be_laid_out(project: Path) -> None:
    services = project / "strategies" / "lappi" / "services.yaml"
    services.write_text(SERVICES.replace("to: hoitoon", "to: hoitoonn"), encoding="utf-8")
    done = _run(project, "--format", "json")
    assert done.returncode == 1
    assert "LNK001" in done.stderr.decode()
    county = json.loads(done.stdout)["counties"][0]
    assert county["counts"]["links"]["broken"] == 1
    assert [link["from"] for link in county["links"] if link["status"] == "broken"] == ["iltaan"]
    assert "Katkenneet yhteydet" in _run(project).stdout.decode()


def test_a_file_that_could_not_be_read_is_missing_from_the_picture_and_that_is_said(project: Path) -> None:
    assert "Kuva on vajaa" not in _text(project)
    services = project / "strategies" / "lappi" / "services.yaml"
    services.write_text(SERVICES.replace("title: Palvelustrategia", "otsikko: Palvelustrategia"), encoding="utf-8")
    done = _run(project)
    assert (done.returncode, "SCH002" in done.stderr.decode()) == (1, True)
    assert "Kuva on vajaa: kaikkia tiedostoja ei voitu lukea" in done.stdout.decode()
    assert _run(project, "--format", "xlsx", "--out", "a.xlsx").returncode == 1
    page = openpyxl.load_workbook(project / "a.xlsx").worksheets[0]
    assert str(page["A2"].value).startswith("Kuva on vajaa")


# --- graphs -------------------------------------------------------------------------------


def test_the_drawing_is_sound_xml_with_a_title_and_a_description(project: Path) -> None:
    root = ET.fromstring(_text(project, "--format", "svg"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "Lapin hyvinvointialue: strategian yhteydet"
    assert root.findtext(f"{space}desc")
    shown = "".join(root.itertext())
    assert "Iltavastaanotto" in shown
    assert '=HYPERLINK("http://x")' in shown
    assert "yhteys, jonka lähde mainitsee" in shown


def test_nothing_in_the_description_for_graphviz_ends_its_text(project: Path) -> None:
    text = _text(project, "--format", "dot")
    assert text.startswith("digraph thread {")
    assert text.rstrip().endswith("}")
    bare = re.sub(r'"(\\.|[^"\\])*"', "", text)
    assert '"' not in bare
    assert "HYPERLINK" not in bare
    assert '"iltaan" -> "hoitoon" [style=dotted];' in text
    assert '"teko" -> "hoitoon" [style=dashed' in text


def test_one_drawing_shows_one_county(project: Path) -> None:
    other = project / "strategies" / "kainuu"
    other.mkdir()
    (other / "strategy.yaml").write_text(STRATEGY.replace("county: lappi", "county: kainuu"), encoding="utf-8")
    assert _run(project, "--format", "svg").returncode == 2
    assert _run(project, "kainuu", "--format", "svg").returncode == 0
