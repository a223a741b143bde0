"""Edits replace spans; every other byte of a user's file stays as it was."""

import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategia.editing import Outdated, apart, edited, set_key, write
from strategia.loading.composing import grow
from strategia.loading.reading import read
from strategia.loading.tree import Tree
from strategia.source import Edit, Route, Source, Span


def _tree(folder: Path, data: bytes) -> tuple[Path, Source, Tree]:
    path = folder / "a.yaml"
    path.write_bytes(data)
    source, _ = read(path, folder)
    assert source is not None
    tree, diagnostics = grow(source)
    assert tree is not None
    assert diagnostics == []
    return path, source, tree


LINKS: dict[str, tuple[bytes, Route, bytes]] = {
    "a bare id": (b"serves: goal\n", ("serves",), b"serves: {to: goal, reviewed: w1}\n"),
    "a quoted id": (b'serves: "goal"  # why\n', ("serves",), b'serves: {to: "goal", reviewed: w1}  # why\n'),
    "an item of a list": (b"serves:\n  - goal\n", ("serves", 0), b"serves:\n  - {to: goal, reviewed: w1}\n"),
    "an item in brackets": (b"serves: [a, goal]\n", ("serves", 1), b"serves: [a, {to: goal, reviewed: w1}]\n"),
    "a map in braces": (
        b"serves: {to: goal, link_source: editor}\n",
        ("serves",),
        b"serves: {to: goal, reviewed: w1, link_source: editor}\n",
    ),
    "a map of lines": (
        b"serves:\n  - to: goal   # a remark\n    link_source: editor\n",
        ("serves", 0),
        b"serves:\n  - to: goal   # a remark\n    reviewed: w1\n    link_source: editor\n",
    ),
    "a map at the end of the file": (b"serves:\n  to: goal", ("serves",), b"serves:\n  to: goal\n  reviewed: w1"),
    "a link reviewed before": (
        b"serves: {reviewed: w9, to: goal}\n",
        ("serves",),
        b"serves: {reviewed: w1, to: goal}\n",
    ),
}


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_link_is_marked_however_it_is_written(name: str, end: bytes, mark: bytes, tmp_path: Path) -> None:
    before, route, after = LINKS[name]
    path, source, tree = _tree(tmp_path, mark + before.replace(b"\n", end))
    write(path, source, [set_key(tree, route, "reviewed", "w1", bare="to")])
    assert path.read_bytes() == mark + after.replace(b"\n", end)


def test_decomposed_letters_before_an_edit_stay_decomposed(tmp_path: Path) -> None:
    data = unicodedata.normalize("NFD", "a: {text: Hyvää elämää, serves: goal}\n").encode()
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    source, _ = read(path, tmp_path)
    assert source is not None
    tree, _ = grow(source)
    assert tree is not None
    write(path, source, [set_key(tree, ("a", "serves"), "reviewed", "w1", bare="to")])
    assert path.read_bytes() == data.replace(b"goal", b"{to: goal, reviewed: w1}")


def test_a_file_that_has_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path, source, tree = _tree(tmp_path, b"serves: goal\n")
    path.write_bytes(b"serves: goal\nmore: text\n")
    with pytest.raises(Outdated):
        write(path, source, [set_key(tree, ("serves",), "reviewed", "w1", bare="to")])
    assert path.read_bytes() == b"serves: goal\nmore: text\n"


def test_an_edit_that_would_break_the_file_is_not_made(tmp_path: Path) -> None:
    path, source, _ = _tree(tmp_path, b"serves: goal\n")
    with pytest.raises(ValueError, match="would break it"):
        write(path, source, [Edit(Span(1, 9, 1, 13), "{to: goal")])
    assert path.read_bytes() == b"serves: goal\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.yaml"]


def test_the_permissions_of_a_file_stay(tmp_path: Path) -> None:
    path, source, tree = _tree(tmp_path, b"serves: goal\n")
    path.chmod(0o640)
    write(path, source, [set_key(tree, ("serves",), "reviewed", "w1", bare="to")])
    assert path.stat().st_mode & 0o777 == 0o640


@given(
    st.lists(
        st.tuples(st.text("aäöé—x #", max_size=12), st.sampled_from(["\n", "\r\n", "\r"])), min_size=1, max_size=8
    ),
    st.booleans(),
    st.data(),
)
def test_all_but_the_span_stays_byte_by_byte(
    lines: list[tuple[str, str]],
    decomposed: bool,  # noqa: FBT001
    data: st.DataObject,
) -> None:
    form: Literal["NFD", "NFC"] = "NFD" if decomposed else "NFC"
    raw = "".join(unicodedata.normalize(form, text) + end for text, end in lines)
    source = Source("a.yaml", unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")))
    # A carriage return before a line feed of the next, empty line is one line end.
    number = data.draw(st.integers(1, len(source.lines)))
    line = source.line(number)
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    made = edited(source, raw.encode(), [Edit(Span(number, start + 1, number, end + 1), "NEW")]).decode()
    before, _, after = made.partition("NEW")
    assert raw.startswith(before)
    assert raw.endswith(after)
    replaced = raw[len(before) : len(raw) - len(after)]
    assert unicodedata.normalize("NFC", replaced) == line[start:end]


def test_of_edits_that_touch_one_another_the_first_is_made() -> None:
    first, second, third = (Edit(Span(1, start, 1, end), "x") for start, end in ((1, 4), (3, 6), (6, 8)))
    insertion = Edit(Span(1, 8, 1, 8), "y")
    assert apart([third, second, first, first]) == [first, third]
    assert apart([insertion, third]) == [third]
