"""Tables that cannot or should not be read: each is refused with a place, quickly, and nothing of it is followed.

`IMPORTED` also holds what is read and told of, so that every wording of importing is told somewhere.
"""

import io
import os
import re
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from strategia.diagnostics import Diagnostic
from strategia.importing import files
from strategia.importing import mapping as mappings
from strategia.importing.guessing import guess
from strategia.importing.telling import SEVERITIES
from strategia.importing.understanding import understand
from strategia.languages import LANGUAGES, lexicon
from strategia.reporters import worded

SECONDS = 1.0
"""Of processor time, for one refused file; the machine of the tests may be busy."""
CONTENT = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

Make = Callable[[Path], Path]
Parts = dict[str, bytes]


def looked_at(file: Path, mapping: Path | None = None, sheet: str = "") -> list[Diagnostic]:
    """Everything that is told of a file, with the mapping that describes it or a guessed one."""
    described, _, diagnostics = mappings.read(mapping) if mapping is not None else (None, None, [])
    if mapping is not None and described is None:
        return diagnostics
    separator = (described.separator or "") if described is not None else ""
    book, found = files.read(file, separator=separator, sheets={sheet} if sheet else ())
    diagnostics += found
    if book is not None and described is None:
        described, found = guess(book)
        diagnostics += found
    if book is not None and described is not None:
        diagnostics += understand(book, described, sheet).diagnostics
    return diagnostics


def _text(name: str, data: bytes | str) -> Make:
    def make(folder: Path) -> Path:
        file = folder / name
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return file

    return make


def _csv(*lines: str) -> Make:
    return _text("ta.csv", "\n".join(lines) + "\n")


def _workbook(change: Callable[[openpyxl.Workbook], object] | None = None, name: str = "ta.xlsx") -> Make:
    """A small sound workbook, changed."""

    def make(folder: Path) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Tuloslaskelma"
        for row in (
            ["Tuloslaskelma, 1 000 €"],
            ["Rivi", "TA 2026", "TS 2027"],
            ["Toimintatuotot", 100, 110],
            ["Toimintakulut", -90, -95],
            ["Toimintakate", 10, 15],
            ["Vuosikate", 10, 15],
        ):
            sheet.append(row)
        if change is not None:
            change(book)
        file = folder / name
        book.save(file)
        return file

    return make


def _repacked(change: Callable[[Parts], object], name: str = "ta.xlsx") -> Make:
    """The small workbook with its parts changed."""

    def make(folder: Path) -> Path:
        file = _workbook(name=name)(folder)
        with zipfile.ZipFile(file) as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
        change(parts)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, data in parts.items():
                archive.writestr(part, data)
        return file

    return make


def _with_part(name: str, data: bytes = b"<x/>") -> Make:
    return _repacked(lambda parts: parts.__setitem__(name, data))


def _replaced(part: str, old: bytes, new: bytes) -> Make:
    def change(parts: Parts) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)

    return _repacked(change)


def _sheet(body: str) -> Make:
    """The small workbook with another sheet."""
    return _repacked(lambda parts: parts.__setitem__(SHEET, f"<worksheet {MAIN}>{body}</worksheet>".encode()))


def _twice(folder: Path) -> Path:
    file = _workbook()(folder)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<worksheet/>")
    return file


def _cut(share: float) -> Make:
    def make(folder: Path) -> Path:
        file = _workbook()(folder)
        data = file.read_bytes()
        file.write_bytes(data[: int(len(data) * share)])
        return file

    return make


def _flipped(folder: Path) -> Path:
    """One byte of a packed part changed, so that its checksum fails."""
    file = _workbook()(folder)
    data = bytearray(file.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo(SHEET)
    data[info.header_offset + 60 + len(SHEET)] ^= 0xFF
    file.write_bytes(bytes(data))
    return file


def _locked(folder: Path) -> Path:
    """The flag that says that a part is encrypted, set."""
    file = _workbook()(folder)
    data = file.read_bytes()
    at = data.index(b"PK\x01\x02")
    file.write_bytes(data[: at + 8] + struct.pack("<H", 1) + data[at + 10 :])
    return file


def _large_directory(folder: Path) -> Path:
    file = _workbook()(folder)
    data = file.read_bytes()
    at = data.rindex(b"PK\x05\x06")
    file.write_bytes(data[: at + 10] + struct.pack("<HI", 9, 100_000_000) + data[at + 16 :])
    return file


def _fifo(folder: Path) -> Path:
    os.mkfifo(folder / "ta.csv")
    return folder / "ta.csv"


def _link(folder: Path) -> Path:
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "ta.csv").write_text("root:x:0:0;1;2\n" * 3, encoding="utf-8")
    (folder / "ta.csv").symlink_to(folder / "elsewhere" / "ta.csv")
    return folder / "ta.csv"


def _circle(folder: Path) -> Path:
    (folder / "ta.csv").symlink_to("ta.csv")
    return folder / "ta.csv"


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'


def _rows(body: str) -> Make:
    return _sheet(f"<sheetData>{body}</sheetData>")


def _styles(parts: Parts) -> None:
    """A hundred thousand ways to look."""
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"<cellXfs", b"<xf/>" * 100_000 + b"<cellXfs")


def _without_sheets(parts: Parts) -> None:
    whole = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = re.sub(b"<sheets>.*</sheets>", b"<sheets/>", whole, flags=re.DOTALL)


REFUSED: dict[str, tuple[Make, str, str]] = {
    "nothing": (lambda folder: folder / "ta.csv", "IMP001", "missing"),
    "a folder": (lambda folder: folder, "IMP001", "kind"),
    "a pipe that nobody writes to": (_fifo, "IMP001", "kind"),
    "a link into another folder": (_link, "IMP001", "link"),
    "a link to itself": (_circle, "IMP001", ""),
    "eleven mebibytes": (_text("ta.csv", b"a;1\n" * (11 * 1024 * 256)), "IMP001", "size"),
    "an empty file": (_text("ta.csv", ""), "IMP001", "empty"),
    "a file of blanks and marks": (_text("ta.csv", "\ufeff \n\n "), "IMP001", "empty"),
    "bytes that are no text": (_text("ta.csv", bytes(range(256)) * 10), "IMP002", "binary"),
    "an old workbook": (_text("ta.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "IMP002", "old"),
    "a binary workbook": (_with_part("xl/workbook.bin"), "IMP002", "xlsb"),
    "an OpenDocument sheet": (_with_part("mimetype", b"application/vnd.oasis.opendocument"), "IMP002", "ods"),
    "an OpenDocument sheet in one XML file": (
        _text("ta.fods", '<?xml version="1.0" encoding="UTF-8"?>\n\n<office:document office:version="1.3">'),
        "IMP002",
        "ods",
    ),
    "a web page": (_text("ta.csv", "<html><table><tr><td>TA 2026</td></tr></table>"), "IMP002", "html"),
    "another zip file": (_repacked(lambda parts: parts.pop(CONTENT)), "IMP002", "other"),
    "an encrypted workbook": (
        _text("ta.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")),
        "IMP003",
        "",
    ),
    "an encrypted part": (_locked, "IMP003", ""),
    "macros": (_with_part("xl/vbaProject.bin", b"\0"), "IMP004", ""),
    "macros of old": (_with_part("xl/macrosheets/sheet1.xml"), "IMP004", ""),
    "macros said in the types": (
        _replaced(CONTENT, b"spreadsheetml.sheet.main", b"macroEnabled.main"),
        "IMP004",
        "",
    ),
    "the name of a workbook with macros": (_workbook(name="ta.xlsm"), "IMP004", "name"),
    "links to other workbooks": (_with_part("xl/externalLinks/externalLink1.xml"), "IMP005", ""),
    "a thousand parts": (
        _repacked(lambda parts: parts.update({f"xl/media/{n}.xml": b"<x/>" for n in range(1_001)})),
        "IMP006",
        "parts",
    ),
    "a directory of a hundred megabytes": (_large_directory, "IMP006", "parts"),
    "sixty mebibytes of blanks": (_with_part("xl/media/a.bin", b" " * (60 * 1024 * 1024)), "IMP006", "size"),
    "two mebibytes in two kibibytes": (_with_part("xl/media/a.bin", b" " * (2 * 1024 * 1024)), "IMP006", "ratio"),
    "entities": (_with_part("xl/media/a.xml", ENTITIES), "IMP006", "entities"),
    "entities in the sheet": (
        _repacked(lambda parts: parts.__setitem__(SHEET, b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'>" + parts[SHEET])),
        "IMP006",
        "entities",
    ),
    "entities in two-byte letters": (
        _with_part("xl/media/a.xml", ENTITIES.decode().encode("utf-16")),
        "IMP006",
        "entities",
    ),
    "letters of another encoding": (
        _with_part("xl/media/a.xml", b"<?xml version='1.0' encoding='cp037'?><x/>"),
        "IMP006",
        "entities",
    ),
    "a row far below": (
        _rows('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        "IMP006",
        "cells",
    ),
    "a cell far to the right": (
        _rows('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        "IMP006",
        "cells",
    ),
    "a million tags": (
        _rows("".join(f"<row><c><v>{number * number}</v></c></row>" for number in range(210_000))),
        "IMP006",
        "cells",
    ),
    "a hundred thousand styles": (_repacked(_styles), "IMP006", ""),
    "six thousand merged areas": (
        _sheet("<sheetData/><mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 6_000 + "</mergeCells>"),
        "IMP006",
        "cells",
    ),
    "twenty thousand rows of text": (_csv("a;b", *["x;1"] * 20_001), "IMP006", "cells"),
    "three hundred columns of text": (_csv("a;b", ";".join("1" * 300)), "IMP006", "cells"),
    "half a workbook": (_cut(0.5), "IMP007", ""),
    "a workbook without its last bytes": (_cut(0.999), "IMP007", ""),
    "a broken part": (_flipped, "IMP007", ""),
    "a sheet that is no XML": (
        _repacked(lambda parts: parts.__setitem__(SHEET, b"<worksheet><row></worksheet>")),
        "IMP007",
        "",
    ),
    "a cell with an odd address": (
        _sheet('<sheetData><row r="1"><c r="?"><v>1</v></c></row></sheetData>'),
        "IMP006",
        "cells",
    ),
    "a merged area with an odd address": (_sheet('<mergeCells><mergeCell ref="1:2"/></mergeCells>'), "IMP007", ""),
    "a shared text that is not there": (
        _rows('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
        "IMP007",
        "",
    ),
    "a number of five thousand digits": (
        _rows(f'<row r="1"><c r="A1"><v>{"9" * 5_000}</v></c></row>'),
        "IMP007",
        "",
    ),
    "sheets nested a thousand deep": (_sheet("<a>" * 1_000 + "</a>" * 1_000), "IMP007", ""),
    "the name of a workbook on a text": (_text("ta.xlsx", "a;1\nb;2\n"), "IMP007", "kind"),
    "two parts of one name": (_twice, "IMP007", "names"),
    "a part that leads out": (_with_part("../../etc/passwd"), "IMP007", "names"),
    "no sheets": (_repacked(_without_sheets), "IMP007", "sheets"),
    "bytes that no encoding has": (_text("ta.csv", b"Yksikk\xf6;1\n\x81;2\n"), "IMP009", ""),
    "half of a two-byte letter": (_text("ta.csv", b"\xff\xfea\x00;\x00\n\x00\x00\xd8"), "IMP009", "utf16"),
    "text of DOS": (_text("ta.csv", "Yksikkö;TA 2026\nPäivystys;1\n".encode("cp850")), "IMP009", "dos"),
    "no columns": (_csv("Talousarvio", "Vuosikate"), "IMP010", "none"),
    "two separators": (_csv("a;b\tc;d", "e;1\t2;3"), "IMP010", "both"),
    "a quotation mark left open": (_csv("Rivi;TA 2026", '"Vuosikate;1', "b;2"), "IMP011", "unclosed"),
    "text after quotation marks": (_csv("Rivi;TA 2026", '"Vuosi"kate;1'), "IMP011", "after"),
    "no years": (_csv("Rivi;Luku", "Vuosikate;1"), "IMP020", ""),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_should_not_be_read_is_refused_with_its_name_quickly(tmp_path: Path, name: str) -> None:
    make, code, variant = REFUSED[name]
    # The first import of a process also loads openpyxl and builds the mapping's validators.
    (tmp_path / "first").mkdir()
    looked_at(_workbook()(tmp_path / "first"))
    (tmp_path / "second").mkdir()
    file = make(tmp_path / "second")
    begin = time.process_time()
    found = looked_at(file)
    seconds = time.process_time() - begin
    assert [(diagnostic.code, diagnostic.variant) for diagnostic in found] == [(code, variant)]
    location = found[0].location
    assert location is not None
    assert location.path.startswith(file.name)
    assert seconds < SECONDS
    for language in LANGUAGES:
        words = worded(found[0], lexicon(language))
        assert "root:x" not in words.message
        assert "\n" not in words.message


# --- what is read, and told of ------------------------------------------------------------


def _hidden_sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("Vanha").sheet_state = "hidden"


def _changed(**cells: str) -> Make:
    """The small workbook with some cells set."""

    def change(book: openpyxl.Workbook) -> None:
        for address, value in cells.items():
            book["Tuloslaskelma"][address] = value

    return _workbook(change)


def _hidden_places(book: openpyxl.Workbook) -> None:
    book["Tuloslaskelma"].row_dimensions[4].hidden = True
    book["Tuloslaskelma"].column_dimensions["C"].hidden = True


def _merged(book: openpyxl.Workbook) -> None:
    book["Tuloslaskelma"].merge_cells("A1:C1")


def _in_thousands(book: openpyxl.Workbook) -> None:
    book["Tuloslaskelma"]["B3"].number_format = '#,##0.0,"t€"'


def _second_sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("Kansi")["A1"] = "Talousarvio 2026"


HEAD = ("Tuloslaskelma;1 000 €", "Rivi;TA 2026;TS 2027")
MAPPING = """kind: budget-mapping
money: teur
{before}
tables:
  - part: {part}
    header: 2
    {more}
    columns: {{name: Rivi, amounts: [{{column: TA 2026, year: 2026}}, {{column: TS 2027, year: 2027}}]}}
"""


def _mapping(before: str = "", part: str = "income_statement", more: str = "") -> str:
    return MAPPING.format(before=before, part=part, more=more)


TOLD: dict[str, tuple[Make, str, str, str]] = {
    "Windows text": (
        _text("ta.csv", "Toimintatuotot yhteensä, 1 000 €;;\nRivi;TA 2026;TS 2027\nVuosikate;1;2\n".encode("cp1252")),
        "",
        "IMP008",
        "",
    ),
    "Unicode text": (
        _text("ta.txt", "Tuloslaskelma, 1 000 €\nRivi\tTA 2026\tTS 2027\nVuosikate\t1\t2\n".encode("utf-16")),
        "",
        "IMP008",
        "utf16",
    ),
    "a sheet that is not there": (_workbook(), _mapping(more="sheet: Muu"), "IMP012", ""),
    "two sheets and no name": (_workbook(_second_sheet), _mapping(), "IMP012", "which"),
    "a hidden sheet": (_workbook(_hidden_sheet), "", "IMP013", "sheets"),
    "a hidden row": (_workbook(_hidden_places), "", "IMP013", "rows"),
    "a hidden column": (_workbook(_hidden_places), "", "IMP013", "columns"),
    "merged cells": (_workbook(_merged), "", "IMP014", ""),
    "a formula without a value": (_changed(B5="=B3+B4"), "", "IMP015", ""),
    "a number shown in thousands": (_workbook(_in_thousands), "", "IMP016", ""),
    "an invisible character": (_csv(*HEAD, "Vuosi\u200bkate;1;2"), "", "IMP017", ""),
    "an invisible character in a workbook": (_changed(A6="Vuosi\u202ekate"), "", "IMP017", ""),
    "full stops before three digits": (_csv(*HEAD, "Vuosikate;1.234;2"), "", "IMP018", ""),
    "commas before three digits": (_csv(*HEAD, "Vuosikate;1,234;2"), "", "IMP018", "comma"),
    "no year of a plan": (
        _csv(*HEAD, "Vuosikate;1;2"),
        _mapping("comparison: {2026: budget, 2027: budget}"),
        "IMP020",
        "plan",
    ),
    "a sheet without years": (_workbook(_second_sheet), "", "IMP021", ""),
    "a column that is not there": (_csv(HEAD[0], "Rivi;TA 2026;Muu"), _mapping(), "IMP022", ""),
    "a column that is there twice": (_csv(HEAD[0], "Rivi;TA 2026;TS 2027;TS 2027"), _mapping(), "IMP022", "twice"),
    "a column for two years": (
        _csv(*HEAD, "Vuosikate;1;2"),
        _mapping().replace("TS 2027", "TA 2026"),
        "IMP022",
        "same",
    ),
    "no unit of money": (_csv("Tuloslaskelma;", HEAD[1], "Vuosikate;1;2"), "", "IMP023", ""),
    "costs of both signs": (_csv(*HEAD, "Toimintakulut;-1;2", "Poistot;1;-2"), "", "IMP024", ""),
    "two columns of a year": (_csv(HEAD[0], HEAD[1] + ";TAE 2026", "Vuosikate;1;2;3"), "", "IMP025", ""),
    "units of whose amounts nobody says what they are": (
        _csv("Käyttötalous, 1 000 €;;", "Yksikkö;TA 2026;TS 2027", "Neuvola;1;2"),
        "",
        "IMP026",
        "",
    ),
    "a label for a line of another statement": (
        _csv(*HEAD, "Vuosikate;1;2"),
        _mapping(more="labels: {Jokin: investment_costs}"),
        "IMP027",
        "",
    ),
    "a row of no statement": (_csv(*HEAD, "Vuosikate;1;2", "Muu;1;2"), "", "IMP030", ""),
    "a total that is not the sum": (
        _csv("Investoinnit, 1 000 €;;", "Kohde;TA 2026;TS 2027", "Sairaala;10;20", "Yhteensä;15;20"),
        "",
        "IMP031",
        "",
    ),
    "nothing that is known": (_csv(*HEAD, "Muu;1;2"), "", "IMP032", ""),
}

IMPORTED = {(code, variant) for _, code, variant in REFUSED.values()} | {
    (code, variant) for _, _, code, variant in TOLD.values()
}
"""Every wording of importing that is told here."""


@pytest.mark.parametrize("name", TOLD)
def test_what_is_read_with_care_is_told_with_its_place(tmp_path: Path, name: str) -> None:
    make, mapping, code, variant = TOLD[name]
    described = tmp_path / "mapping.yaml"
    described.write_text(mapping, encoding="utf-8")
    found = looked_at(make(tmp_path), described if mapping else None)
    known = {(diagnostic.code, diagnostic.variant): diagnostic for diagnostic in found}
    assert (code, variant) in known
    diagnostic = known[code, variant]
    assert diagnostic.severity is SEVERITIES[code]
    assert diagnostic.location is not None
    for language in LANGUAGES:
        assert "{" not in worded(diagnostic, lexicon(language)).message


def test_every_code_of_importing_is_told_here() -> None:
    assert {code for code, _ in IMPORTED} == SEVERITIES.keys()
