"""What reading makes of single characters, wherever in a Finnish text they stand."""

import re
import unicodedata
from pathlib import Path

import pytest

from strategia.diagnostics import Diagnostic
from strategia.loading import characters
from strategia.loading.reading import _COMPOSING, read
from strategia.source import Source, Span

BEFORE = "title: Sujuva arki – ”hyvä” elämä\nnote: é"
PLACE = Span(2, 8, 2, 9)
"""Of what stands right behind it."""

ACCENTS = "\u0300\u036f\u1ab0\u1aff\u1dc0\u1dff\u20d0\u20ff"
"""The first and the last of each block of combining marks."""


def _read(folder: Path, text: str) -> tuple[Source | None, list[Diagnostic]]:
    file = folder / "strategy.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    return read(file, folder)


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"


FORBIDDEN = (
    *"\x01\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202e",
    *"\u2060\u2064\u2066\u2069\ufeff\ufff9\ufffc\ufffe\uffff\U000e0000\U000e0041\U000e007f",
)


@pytest.mark.parametrize("character", FORBIDDEN, ids=_named)
@pytest.mark.parametrize("after", ["", "y", "ä", "–"], ids=["last", "ascii", "letter", "dash"])
def test_a_forbidden_character_is_refused_at_its_place(tmp_path: Path, character: str, after: str) -> None:
    source, (diagnostic,) = _read(tmp_path, BEFORE + character + after + "\n")
    assert source is None
    assert diagnostic.code == "YML007"
    assert str(diagnostic.arguments["character"]).startswith(_named(character))
    assert diagnostic.location is not None
    assert diagnostic.location.span == PLACE


@pytest.mark.parametrize("character", "\ue000\uf8ff\U000f0000\U0010ffff", ids=_named)
def test_a_private_character_is_told_and_kept(tmp_path: Path, character: str) -> None:
    source, (diagnostic,) = _read(tmp_path, BEFORE + character + "\n")
    assert source is not None
    assert character in source.text
    assert diagnostic.code == "YML009"
    assert diagnostic.location is not None
    assert diagnostic.location.span == PLACE


@pytest.mark.parametrize("character", "\t\u00a0\u00ad\u00ff\u0100\u03b1\u0436\u2000ž€•…\u200c\u202f中😀", ids=_named)
def test_other_characters_are_read_as_they_are(tmp_path: Path, character: str) -> None:
    source, diagnostics = _read(tmp_path, BEFORE + character + "\n")
    assert source is not None
    assert {diagnostic.code for diagnostic in diagnostics} <= ({"YML008"} if character == "\u2000" else set())
    assert source.lines[1][7:8] in (character, "\u2002")


def test_zero_bytes_and_wide_text_are_told_apart(tmp_path: Path) -> None:
    _, (one,) = _read(tmp_path, BEFORE + "\x00")
    assert (one.code, one.variant) == ("YML005", "binary")
    _, (wide,) = _read(tmp_path, "\x00".join(BEFORE))
    assert (wide.code, wide.variant) == ("YML004", "utf16")


@pytest.mark.parametrize("accent", ACCENTS, ids=_named)
def test_a_heap_of_accents_is_refused_and_a_lower_one_is_not(tmp_path: Path, accent: str) -> None:
    source, (diagnostic,) = _read(tmp_path, BEFORE + accent * 31 + "\n")
    assert source is None
    assert diagnostic.code == "YML007"
    assert str(diagnostic.arguments["character"]).startswith(_named(accent))
    assert diagnostic.location is not None
    assert diagnostic.location.span == PLACE
    assert _read(tmp_path, BEFORE + accent * 30 + "\n")[0] is not None


def test_accents_each_on_its_own_letter_are_no_heap(tmp_path: Path) -> None:
    source, (diagnostic,) = _read(tmp_path, BEFORE + "a\u0308" * 40)
    assert source is not None
    assert source.text == BEFORE + "ä" * 40
    assert diagnostic.code == "YML008"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark"])
def test_ends_of_lines_and_a_byte_order_mark_leave_no_trace(tmp_path: Path, end: str, mark: str) -> None:
    source, diagnostics = _read(tmp_path, mark + BEFORE.replace("\n", end) + end)
    assert source is not None
    assert source.text == BEFORE + "\n"
    assert diagnostics == []


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", ">>>>>>> other"])
def test_what_git_leaves_where_versions_meet_is_found(tmp_path: Path, mark: str) -> None:
    source, (diagnostic,) = _read(tmp_path, f"title: a\n{mark}\n")
    assert source is None
    assert diagnostic.code == "YML006"
    assert diagnostic.location is not None
    assert diagnostic.location.span.line == 2


def test_what_can_be_told_without_a_search_is_told_right() -> None:
    for code in (*range(0x11000), *range(0x1F000, 0x20000), *range(0xE0000, 0xE0200), 0xF0000, 0xFFFFD, 0x10FFFD):
        character = chr(code)
        refused = re.search(characters._FORBIDDEN, character) is not None
        private = re.search(characters._PRIVATE, character) is not None
        assert characters.suspicious(character) is (refused or private), _named(character)
        assert (characters.forbidden_at(character) == 0) is refused, _named(character)
        assert (characters.private_at(character) == 0) is private, _named(character)


def test_a_character_that_cannot_compose_is_composed_whatever_stands_before_it() -> None:
    plain = [chr(code) for code in range(0x110000) if _COMPOSING.search(chr(code)) is None]
    assert len(plain) > 0x300
    # Only a letter can take an accent, and a character takes part in composing where it has a class or a partner.
    assert {unicodedata.combining(character) for character in plain} == {0}
    for character in plain:
        for before in ("", *map(chr, range(0x300)), "\u1100", "\uac00", "\u09c7"):
            assert unicodedata.is_normalized("NFC", before + character)
