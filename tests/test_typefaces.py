"""Fonts of strangers: what is refused, what is left of those that are taken, and that all of it has an end."""

import io
import os
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from struct import pack_into, unpack_from

import pytest
from fontTools.cffLib import SubrsIndex
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.misc.psCharStrings import T2CharString
from fontTools.misc.timeTools import timestampToString
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import calcChecksum
from lettering import EM, WIDTH, Change, font, with_table

from strategia import typefaces
from strategia.templates import Templates
from strategia.typefaces import FAMILY, MAX_BYTES, RefusedError, Typeface, sfnt
from strategia.typefaces.__main__ import SECONDS
from strategia.typefaces.rewriting import NEEDED

SHIPPED = Templates().path("fonts/FiraSans-Regular.ttf").read_bytes()
LONGEST = SECONDS + 1.0
"""In seconds of processor time; the last of them may pass before the limit is heeded."""

PLAIN = {"head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post"}


def opened(face: Typeface) -> TTFont:
    return TTFont(io.BytesIO(face.data))


def spent() -> float:
    """The processor time of the programs that have ended, in seconds; on Windows always the same."""
    told = os.times()
    return told.children_user + told.children_system


def refused(data: bytes) -> str:
    """The reason for which a font is refused."""
    started = spent()
    with pytest.raises(RefusedError) as told:
        typefaces.read(data)
    assert spent() - started < LONGEST
    return told.value.reason


# --- what is left -------------------------------------------------------------------------


@pytest.mark.parametrize("outlines", ["glyf", "CFF "])
def test_a_font_keeps_its_letters_and_nothing_of_its_maker(outlines: str) -> None:
    face = typefaces.read(font(outlines=outlines, change=with_table("SVG ", b"Somebody")))
    made = opened(face)
    assert set(made.keys()) == PLAIN | {"GlyphOrder"}
    assert b"Somebody" not in face.data
    assert "Somebody".encode("utf-16-be") not in face.data
    assert {str(record) for record in made["name"].names if record.nameID in (1, 4, 6)} == {
        *(FAMILY, f"{FAMILY} Regular", f"{FAMILY}-Regular")
    }
    assert {*map(chr, made.getBestCmap())} == {*NEEDED, " "}
    pen = BoundsPen(None)
    made.getGlyphSet()[made.getBestCmap()[ord("ä")]].draw(pen)
    assert pen.bounds == (50, 0, 600, 600)
    assert made["hmtx"][made.getBestCmap()[ord("ä")]] == (WIDTH, 50)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_a_face_is_known_by_what_the_font_says_of_itself(*, bold: bool, italic: bool) -> None:
    face = typefaces.read(font(bold=bold, italic=italic))
    assert (face.bold, face.italic, face.family) == (bold, italic, "Boxes")
    assert sfnt.examined(face.data)[:2] == (bold, italic)


def _weight(made: TTFont) -> None:
    made["OS/2"].usWeightClass = 600


def _slanted(made: TTFont) -> None:
    made["post"].italicAngle = -9.5


def _shared_name(made: TTFont) -> None:
    made["name"].setName("Boxes of All Weights", 16, 3, 1, 0x409)


def test_a_face_is_known_where_the_font_says_it_otherwise() -> None:
    assert typefaces.read(font(change=_weight)).bold
    assert typefaces.read(font(change=_slanted)).italic
    assert typefaces.read(font(change=_shared_name)).family == "Boxes of All Weights"


def test_kerning_and_ligatures_stay_and_rules_that_look_around_do_not() -> None:
    def change(made: TTFont) -> None:
        addOpenTypeFeaturesFromString(
            made,
            """
            feature kern { lookupflag IgnoreMarks; pos c65 c86 -80; } kern;
            feature liga { lookup far useExtension { sub c102 c105 by c64; } far; } liga;
            feature calt { sub c97' c98 by c99; } calt;
            feature mark { markClass c42 <anchor 0 0> @top; pos base c97 <anchor 9 9> mark @top; } mark;
            """,
        )

    made = opened(typefaces.read(font(change=change)))
    features = {
        tag: [(one.FeatureTag, one.Feature.LookupListIndex) for one in made[tag].table.FeatureList.FeatureRecord]
        for tag in ("GSUB", "GPOS")
    }
    assert features == {"GSUB": [("liga", [0])], "GPOS": [("kern", [0])]}
    assert [len(made[tag].table.LookupList.Lookup) for tag in ("GSUB", "GPOS")] == [1, 1]
    # What classes of glyphs there were is no longer known.
    assert "GDEF" not in made
    assert made["GPOS"].table.LookupList.Lookup[0].LookupFlag == 0


def test_the_same_font_gives_the_same_bytes_without_a_date() -> None:
    made = typefaces.read(SHIPPED)
    assert typefaces.read(SHIPPED) == made
    head = opened(made)["head"]
    assert timestampToString(head.created) == timestampToString(head.modified) == "Thu Jan  1 00:00:00 1970"
    assert len(made.data) < 100_000


def test_a_font_that_was_written_anew_is_taken_again() -> None:
    made = typefaces.read(SHIPPED)
    again = typefaces.read(made.data)
    assert again.family == FAMILY
    assert opened(again).getBestCmap().keys() == opened(made).getBestCmap().keys()


def _impossible_line(made: TTFont) -> None:
    made["hhea"].ascent, made["hhea"].descent = 32_000, 32_000


def test_a_line_is_as_high_as_lines_are() -> None:
    head = opened(typefaces.read(font(change=_impossible_line)))["hhea"]
    assert EM < head.ascent - head.descent < 2 * EM


# --- what is refused ----------------------------------------------------------------------


def _wide(made: TTFont) -> None:
    made["hmtx"]["c97"] = (9_000, 50)


def _narrow(made: TTFont) -> None:
    made["hmtx"]["c97"] = (1, 50)


def _far(made: TTFont) -> None:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((30_000, 0))
    pen.lineTo((0, 30_000))
    pen.closePath()
    made["glyf"]["c97"] = pen.glyph()


def _star(points: int, size: int) -> Change:
    """Give an arrow, which no text needs, so many points."""

    def change(made: TTFont) -> None:
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        for number in range(1, points):
            pen.lineTo((size * number // points, size * (number % 2)))
        pen.closePath()
        made["glyf"]["c8594"] = pen.glyph()

    return change


def _empty(made: TTFont) -> None:
    made["glyf"]["c228"] = TTGlyphPen(None).glyph()


def _without(tag: str) -> Change:
    def change(made: TTFont) -> None:
        del made[tag]

    return change


def _large_em(made: TTFont) -> None:
    made["head"].unitsPerEm = 20_000


def _made_of(made: TTFont, name: str, part: str, times: int) -> None:
    """Let a glyph be another one, many times over."""
    # Whoever measures it may never come to an end.
    made.recalcBBoxes = False
    pen = TTGlyphPen(dict.fromkeys(made.getGlyphOrder()))
    for _ in range(times):
        pen.addComponent(part, (1, 0, 0, 1, 0, 0))
    made["glyf"][name] = glyph = pen.glyph()
    glyph.xMin = glyph.yMin = glyph.xMax = glyph.yMax = 0


def _composites(made: TTFont) -> None:
    """Each glyph of a row is made of the next one, many times."""
    for at in range(33, 60):
        _made_of(made, f"c{at}", f"c{at + 1}", 30)


def _around(made: TTFont) -> None:
    """A glyph that is made of itself."""
    _made_of(made, "c65", "c65", 1)


def _subroutines(made: TTFont) -> None:
    """Each part of an outline draws the next one, many times."""
    made.recalcBBoxes = False
    top = made["CFF "].cff.topDictIndex[0]
    top.Private.Subrs = SubrsIndex()
    for number in range(10):
        # A subroutine is called by its number less 107.
        calls = [number - 107 + 1, "callsubr"] * 40 if number < 9 else [5, 5, "rlineto"]
        top.Private.Subrs.append(T2CharString(program=[*calls, "return"]))
    top.CharStrings["c65"].program = [0, "hmoveto", -107, "callsubr", "endchar"]


def _truncated(made: bytes) -> bytes:
    return made[: len(made) * 2 // 3]


def _changed(made: bytes) -> bytes:
    place = made.index(b"Somebody")
    return made[:place] + b"s" + made[place + 1 :]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "kind"),
    "a text": (lambda: b"A font.\n" * 100, "kind"),
    "a page": (lambda: b"<!DOCTYPE html><title>Not found</title>", "kind"),
    "a collection": (lambda: b"ttcf" + font(), "collection"),
    "a packed font": (lambda: b"wOF2" + font(), "web"),
    "five megabytes": (lambda: font(change=with_table("junk", bytes(MAX_BYTES))), "bytes"),
    "a font that is cut off": (lambda: _truncated(font()), "broken"),
    "a font with a byte changed": (lambda: _changed(font()), "broken"),
    "a font without end": (lambda: b"\0\1\0\0" + b"\xff" * 5_000, "broken"),
    "a font without outlines": (lambda: font(change=_without("glyf")), "outlines"),
    "a font without a character map": (lambda: font(change=_without("cmap")), "broken"),
    "a font with an empty character map": (lambda: font(change=with_table("cmap", bytes(4))), "letters"),
    "a font that must not be embedded": (lambda: font(embedding=0x2), "forbidden"),
    "a font of which no part may be embedded": (lambda: font(embedding=0x100), "forbidden"),
    "a font of which only pictures may be embedded": (lambda: font(embedding=0x204), "forbidden"),
    "a font without digits": (
        lambda: font(characters=NEEDED.translate(str.maketrans("", "", "0123456789"))),
        "letters",
    ),
    "a font whose ä is empty": (lambda: font(change=_empty), "letters"),
    "a letter as wide as nine": (lambda: font(change=_wide), "broken"),
    "a letter without width": (lambda: font(change=_narrow), "broken"),
    "a letter that covers the page": (lambda: font(change=_far), "broken"),
    "a sign that covers the page": (lambda: font(characters=f" {NEEDED}→", change=_star(4, 30_000)), "broken"),
    "a sign of endless points": (lambda: font(characters=f" {NEEDED}→", change=_star(7_000, 600)), "heavy"),
    "units that are too small": (lambda: font(change=_large_em), "broken"),
    "glyphs of glyphs": (lambda: font(change=_composites), "heavy"),
    "a glyph of itself": (lambda: font(change=_around), "broken"),
    "parts of parts": (lambda: font(outlines="CFF ", change=_subroutines), "heavy"),
}
"""By what the file is: its content, and the reason for which it is refused."""


@pytest.mark.parametrize(("make", "reason"), list(REFUSED.values()), ids=list(REFUSED))
def test_what_is_no_sound_font_is_refused(make: Callable[[], bytes], reason: str) -> None:
    assert refused(make()) == reason


@pytest.mark.parametrize("embedding", [0x0, 0x4, 0x8, 0xA])
def test_a_font_that_may_be_embedded_is_taken_and_still_says_so(embedding: int) -> None:
    assert sfnt.examined(typefaces.read(font(embedding=embedding)).data).embedding == embedding


def test_nothing_is_imported_from_the_folder_in_which_it_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "fontTools.py", "strategia.py"):
        (tmp_path / name).write_text("raise SystemExit(1)\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert typefaces.read(font()).family == "Boxes"


@pytest.fixture
def stood_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """What lets another module stand in for one that the program imports."""

    def put(name: str, content: str) -> None:
        (tmp_path / f"{name}.py").write_text(content, encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    return put


def test_a_font_that_cannot_be_set_is_refused(stood_in: Callable[[str, str], None]) -> None:
    stood_in("typst", "def Fonts(**_): raise RuntimeError\n")
    assert refused(font()) == "broken"


def test_nothing_is_left_of_a_program_that_was_ended(
    stood_in: Callable[[str, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    stood_in("typst", "import os\ndef Fonts(**_): os.kill(os.getpid(), 9)\n")
    assert refused(font()) == "heavy"
    assert list(temporary.iterdir()) == []


def test_what_is_wrong_with_the_machine_is_not_told_of_the_font(stood_in: Callable[[str, str], None]) -> None:
    stood_in("fontTools", "raise ImportError('not installed')\n")
    with pytest.raises(RuntimeError, match="not installed"):
        typefaces.read(font())


def test_a_machine_of_many_cores_takes_the_same_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAYON_NUM_THREADS", "256")
    assert typefaces.read(font()).family == "Boxes"


# --- whatever is in it --------------------------------------------------------------------


def mutated(data: bytes, seed: int) -> bytes:
    """A font with some of its bytes changed, and its sums made right again: what breaks by chance is seen by them."""
    rng = random.Random(seed)  # noqa: S311 - no secrets
    made = bytearray(data)
    tables = [unpack_from(">4sIII", data, at) for at in range(12, 12 + 16 * int.from_bytes(data[4:6]), 16)]
    for _ in range(rng.choice((1, 3, 30))):
        _, _, start, length = rng.choice([one for one in tables if one[0].decode().strip() in PLAIN | {"GPOS", "GSUB"}])
        place = start + rng.randrange(min(length, 400))
        made[place] = rng.choice((0, 0xFF, 0x7F, rng.randrange(256)))
    for at, (tag, _, start, length) in zip(range(16, len(data), 16), tables, strict=False):
        content = bytearray(made[start : start + length])
        if tag == b"head":
            content[8:12] = bytes(4)
        pack_into(">I", made, at, calcChecksum(content))
    return bytes(made)


def _tried(seed: int) -> str:
    """What becomes of a changed font; one that is taken is whole again."""
    data = mutated(SHIPPED if seed % 3 == 0 else font(), seed)
    started = spent()
    try:
        face = typefaces.read(data)
    except RefusedError as error:
        return error.reason
    finally:
        assert spent() - started < LONGEST
    sfnt.examined(face.data)
    assert set(opened(face).keys()) <= PLAIN | {"GlyphOrder", "GSUB", "GPOS"}
    assert {*NEEDED} <= {*map(chr, opened(face).getBestCmap())}
    return "taken"


@pytest.mark.parametrize("seeds", [range(start, start + 10) for start in range(0, 40, 10)], ids=str)
def test_a_changed_font_is_refused_or_taken_whole(seeds: range) -> None:
    told = {_tried(seed) for seed in seeds}
    assert told <= {"taken", "broken", "letters", "forbidden"}
    assert len(told) > 1
