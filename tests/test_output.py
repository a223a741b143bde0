"""Artefacts reach their folder whole or not at all, whatever happens on the way."""

import builtins
import hashlib
import json
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from strategia import artefacts
from strategia.artefacts import MANIFEST, ORIGINS, Artefact, Entry, OutputError, publish

HIDDEN = ".strategia"
Tree = dict[str, bytes]


def _artefact(path: str, data: bytes) -> Artefact:
    county, _, name = path.partition("/")
    return Artefact(path, data, county, "strategy", "fi", name.rpartition(".")[2])


def _set(words: str, *paths: str) -> list[Artefact]:
    return [_artefact(path, f"{words} {path}".encode()) for path in paths]


OLD = _set("vanha", "lappi/a.html", "lappi/b.docx", "lappi/poistuva.html", "kainuu/c.html")
NEW = [*_set("uusi", "lappi/a.html", "lappi/b.docx", "lappi/lisatty.pptx"), *_set("vanha", "kainuu/c.html")]
SOURCES = {"lappi": {"strategies/lappi/strategy.yaml": "1"}, "kainuu": {"strategies/kainuu/strategy.yaml": "2"}}
NEW_SOURCES = {**SOURCES, "lappi": {"strategies/lappi/strategy.yaml": "3"}}


def _all(entry: Entry) -> bool:
    return bool(entry)


def _none(entry: Entry) -> bool:
    return not entry


def _tree(out: Path) -> Tree:
    """Every file that a reader sees, with its bytes; the lock and the staging are nobody's business."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.relative_to(out).parts[0].startswith(HIDDEN)
    }


def _leftovers(out: Path) -> list[str]:
    return [path.name for path in out.iterdir() if path.name.startswith(HIDDEN) and path.name != ".strategia.lock"]


def _manifest(out: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    return data


# --- what is published --------------------------------------------------------------------


def test_a_set_is_published_with_a_manifest_that_tells_what_of_what(tmp_path: Path) -> None:
    changed = publish(tmp_path, OLD, SOURCES, _all)
    assert changed == OLD
    tree = _tree(tmp_path)
    manifest = _manifest(tmp_path)
    assert tree.keys() == {*(one.path for one in OLD), MANIFEST, ORIGINS}
    assert manifest["sources"] == SOURCES
    assert list(manifest["files"]) == sorted(one.path for one in OLD)
    for path, entry in manifest["files"].items():
        assert entry["sha256"] == hashlib.sha256(tree[path]).hexdigest()
        assert entry["county"] == path.partition("/")[0]
    assert _leftovers(tmp_path) == []


def test_nothing_is_touched_where_nothing_changed(tmp_path: Path) -> None:
    publish(tmp_path, OLD, SOURCES, _all)
    for path in tmp_path.rglob("*"):
        os.utime(path, (1, 1))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != ".strategia.lock"}
    assert publish(tmp_path, OLD, SOURCES, _all) == []
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    publish(tmp_path, OLD, SOURCES, _all)
    os.utime(tmp_path / "kainuu/c.html", (1, 1))
    assert [one.path for one in publish(tmp_path, NEW, NEW_SOURCES, _all)] == [
        "lappi/a.html",
        "lappi/b.docx",
        "lappi/lisatty.pptx",
    ]
    assert (tmp_path / "kainuu/c.html").stat().st_mtime == 1


def test_what_is_no_longer_made_is_removed_and_nothing_else(tmp_path: Path) -> None:
    publish(tmp_path, OLD, SOURCES, _all)
    own = tmp_path / "lappi" / "omat-muistiinpanot.txt"
    own.write_text("älä poista", encoding="utf-8")
    publish(tmp_path, NEW, NEW_SOURCES, _all)
    assert not (tmp_path / "lappi/poistuva.html").exists()
    assert own.read_text(encoding="utf-8") == "älä poista"


def test_a_build_of_one_format_keeps_the_others(tmp_path: Path) -> None:
    publish(tmp_path, OLD, SOURCES, _all)
    page = _set("uusi", "lappi/a.html")
    publish(tmp_path, page, {"lappi": {}}, lambda entry: entry["county"] == "lappi" and entry["format"] == "html")
    assert (tmp_path / "lappi/b.docx").read_bytes() == b"vanha lappi/b.docx"
    assert (tmp_path / "lappi/a.html").read_bytes() == b"uusi lappi/a.html"
    assert not (tmp_path / "lappi/poistuva.html").exists()
    assert set(_manifest(tmp_path)["files"]) == {"lappi/a.html", "lappi/b.docx", "kainuu/c.html"}


def test_a_build_of_one_county_keeps_what_is_known_of_the_others(tmp_path: Path) -> None:
    publish(tmp_path, OLD, SOURCES, _all)
    publish(tmp_path, NEW[:3], {"lappi": NEW_SOURCES["lappi"]}, lambda entry: entry["county"] == "lappi")
    assert _manifest(tmp_path)["sources"] == NEW_SOURCES
    assert "kainuu/c.html" in _manifest(tmp_path)["files"]


def test_the_map_of_origins_keeps_what_is_known_of_other_counties_and_forgets_those_that_are_gone(
    tmp_path: Path,
) -> None:
    def known() -> dict[str, dict[str, str]]:
        counties: dict[str, dict[str, str]] = json.loads((tmp_path / ORIGINS).read_text(encoding="utf-8"))["counties"]
        return counties

    places = {"lappi": {"b": "l.yaml:2:1", "a": "l.yaml:1:1"}, "kainuu": {"c": "k.yaml:1:1"}}
    publish(tmp_path, OLD, SOURCES, _all, places)
    assert known() == places
    assert list(known()["lappi"]) == ["a", "b"]
    moved = {"lappi": {"a": "l.yaml:9:1"}}
    publish(tmp_path, OLD[:3], {"lappi": SOURCES["lappi"]}, lambda entry: entry["county"] == "lappi", moved)
    assert known() == {**places, **moved}
    publish(tmp_path, OLD[:3], {"lappi": SOURCES["lappi"]}, _all, moved)
    assert known() == moved


def test_a_county_without_artefacts_leaves_the_manifest(tmp_path: Path) -> None:
    publish(tmp_path, OLD, SOURCES, _all)
    publish(tmp_path, OLD[:3], {"lappi": SOURCES["lappi"]}, _all)
    assert set(_manifest(tmp_path)["sources"]) == {"lappi"}


# --- crashes ------------------------------------------------------------------------------


@contextmanager
def _failing(at: int, error: Callable[[], BaseException], *, after: bool) -> Iterator[list[int]]:
    """Every call that changes the disk is counted; the one with the number `at` fails, before or after it acts."""
    count = [0]
    real: dict[str, Any] = {
        "replace": os.replace,
        "fsync": os.fsync,
        "os_open": os.open,
        "open": builtins.open,
        "unlink": os.unlink,
        "rmtree": shutil.rmtree,
        "mkdir": os.mkdir,
    }

    def wrapped(act: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            count[0] += 1
            if count[0] != at:
                return act(*arguments, **options)
            if after:
                act(*arguments, **options)
            raise error()

        return call

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", wrapped(real["replace"]))
        patch.setattr(os, "fsync", wrapped(real["fsync"]))
        patch.setattr(os, "unlink", wrapped(real["unlink"]))
        patch.setattr(os, "mkdir", wrapped(real["mkdir"]))
        patch.setattr(os, "open", wrapped(real["os_open"]))
        patch.setattr("io.open", wrapped(real["open"]))
        patch.setattr(shutil, "rmtree", wrapped(real["rmtree"]))
        yield count


def _full() -> BaseException:
    return OSError(28, os.strerror(28))


def _last_call(tmp_path: Path) -> int:
    publish(tmp_path / "measured", OLD, SOURCES, _all)
    with _failing(-1, KeyboardInterrupt, after=False) as count:
        publish(tmp_path / "measured", NEW, NEW_SOURCES, _all)
    assert count[0] > 15
    return count[0]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, _full], ids=["interrupt", "disk-full"])
def test_a_crash_at_any_call_leaves_the_old_set_or_a_journal_to_the_new(
    tmp_path: Path, error: Callable[[], BaseException], *, after: bool
) -> None:
    """After the next run there is never a third state, whichever set that run makes."""
    publish(tmp_path / "old", OLD, SOURCES, _all)
    publish(tmp_path / "new", NEW, NEW_SOURCES, _all)
    old, new = _tree(tmp_path / "old"), _tree(tmp_path / "new")
    seen = set()
    for number in range(1, _last_call(tmp_path) + 1):
        out = tmp_path / f"out-{number}"
        publish(out, OLD, SOURCES, _all)
        # An error of what only clears up may be swallowed.
        with _failing(number, error, after=after), suppress(KeyboardInterrupt, OutputError):
            publish(out, NEW, NEW_SOURCES, _all)
        if not (out / ".strategia-journal.json").exists():
            assert _tree(out) in (old, new), number
        artefacts.recover(out)
        recovered = _tree(out)
        assert recovered in (old, new), number
        assert _leftovers(out) == [], number
        seen.add(recovered == new)
        # A run that makes nothing changes nothing.
        publish(out, [], {}, _none)
        assert _tree(out) == recovered
        publish(out, OLD, SOURCES, _all)
        assert _tree(out) == old, number
    assert seen == {True, False}


def test_a_crash_in_the_recovery_is_recovered_from(tmp_path: Path) -> None:
    publish(tmp_path / "new", NEW, NEW_SOURCES, _all)
    new = _tree(tmp_path / "new")
    for number in range(1, 12):
        out = tmp_path / f"out-{number}"
        publish(out, OLD, SOURCES, _all)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(artefacts, "_roll_forward", _once(artefacts._roll_forward))
            with pytest.raises(KeyboardInterrupt):
                publish(out, NEW, NEW_SOURCES, _all)
        assert (out / ".strategia-journal.json").exists()
        with _failing(number, KeyboardInterrupt, after=False), suppress(KeyboardInterrupt):
            artefacts.recover(out)
        artefacts.recover(out)
        assert _tree(out) == new
        assert _leftovers(out) == []


def _once(real: Callable[[Path], None]) -> Callable[[Path], None]:
    """A roll-forward that acts the first time (there is nothing to do) and crashes the second."""
    calls = [0]

    def roll(out: Path) -> None:
        calls[0] += 1
        if calls[0] > 1:
            raise KeyboardInterrupt
        real(out)

    return roll


def test_a_file_that_is_open_elsewhere_is_named_and_the_set_is_finished_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, OLD, SOURCES, _all)
    really = os.replace

    def held(source: Path, target: Path) -> None:
        if str(target).endswith("b.docx"):
            raise PermissionError(13, "held by Word", str(target))
        really(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(artefacts, "_RETRIES", 2)
        patch.setattr(os, "replace", held)
        with pytest.raises(OutputError) as raised:
            publish(tmp_path, NEW, NEW_SOURCES, _all)
    assert raised.value.reason == "open"
    assert str(raised.value.arguments["path"]).endswith("b.docx")
    artefacts.recover(tmp_path)
    assert (tmp_path / "lappi/b.docx").read_bytes() == b"uusi lappi/b.docx"


# --- two at once --------------------------------------------------------------------------


def _hold(out: Path, ready: Any, done: Any) -> None:
    with artefacts._locked(out):
        ready.set()
        done.wait(20)


def _publish_in_process(out: Path, words: str) -> None:
    for _ in range(10):
        publish(out, _set(words, "lappi/a.html", "lappi/b.docx", "kainuu/c.html"), {words: {}}, _all)


def test_a_folder_that_another_build_keeps_is_refused_with_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(artefacts, "_PATIENCE", 0.2)
    spawn = multiprocessing.get_context("spawn")
    ready, done = spawn.Event(), spawn.Event()
    process = spawn.Process(target=_hold, args=(tmp_path, ready, done))
    process.start()
    try:
        assert ready.wait(30)
        with pytest.raises(OutputError) as raised:
            publish(tmp_path, OLD, SOURCES, _all)
        assert raised.value.reason == "locked"
        assert raised.value.arguments["pid"] == str(process.pid)
    finally:
        done.set()
        process.join(20)
    publish(tmp_path, OLD, SOURCES, _all)


def test_two_builds_into_one_folder_leave_a_whole_set(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=_publish_in_process, args=(tmp_path, words)) for words in ("yksi", "kaksi")]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    words = (tmp_path / "lappi/a.html").read_bytes().partition(b" ")[0]
    tree = _tree(tmp_path)
    manifest = _manifest(tmp_path)
    for path, entry in manifest["files"].items():
        assert tree[path] == words + b" " + path.encode()
        assert entry["sha256"] == hashlib.sha256(tree[path]).hexdigest()
    assert set(tree) == {*manifest["files"], MANIFEST, ORIGINS}
    assert _leftovers(tmp_path) == []


# --- a folder that somebody prepared ------------------------------------------------------


def _forged_journal(out: Path, journal: object) -> None:
    (out / ".strategia-journal.json").write_text(json.dumps(journal), encoding="utf-8")


@pytest.fixture
def prepared(tmp_path: Path) -> tuple[Path, Path]:
    """An output folder that came with the project, and a file beside it that is none of its business."""
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "0").write_text("tärkeä", encoding="utf-8")
    out = tmp_path / "build"
    out.mkdir()
    return out, precious


STAGING = ".strategia-staging-1-00000000"


@pytest.mark.parametrize(
    "journal",
    [
        {"staging": "../precious", "moves": {}, "stale": []},
        {"staging": "../precious", "moves": {"0": "lappi/a.html"}, "stale": []},
        {"staging": STAGING, "moves": {"../../precious/0": "lappi/a.html"}, "stale": []},
        {"staging": STAGING, "moves": {"0": "../precious/0"}, "stale": []},
        {"staging": STAGING, "moves": {}, "stale": ["../precious/0"]},
        {"staging": STAGING, "moves": {}, "stale": ["/precious/0"]},
        {"staging": ".", "moves": {}, "stale": []},
        {"staging": "", "moves": {}, "stale": []},
        {"staging": STAGING, "moves": ["0"], "stale": []},
        {"staging": STAGING},
        [],
        None,
    ],
)
def test_a_forged_journal_is_refused(prepared: tuple[Path, Path], journal: object) -> None:
    out, precious = prepared
    _forged_journal(out, journal)
    with pytest.raises(OutputError) as raised:
        publish(out, OLD, SOURCES, _all)
    assert raised.value.reason == "manifest"
    assert (precious / "0").read_text(encoding="utf-8") == "tärkeä"
    assert not (out / "lappi").exists()


def test_a_journal_cannot_take_its_files_through_a_link(prepared: tuple[Path, Path]) -> None:
    out, precious = prepared
    (out / STAGING).symlink_to(precious)
    _forged_journal(out, {"staging": STAGING, "moves": {"0": "lappi/a.html"}, "stale": []})
    with pytest.raises(OutputError):
        publish(out, OLD, SOURCES, _all)
    assert (precious / "0").exists()


@pytest.mark.parametrize("path", ["../precious/0", "/etc/passwd", "lappi/../../precious/0"])
def test_a_forged_manifest_deletes_nothing_outside(prepared: tuple[Path, Path], path: str) -> None:
    out, precious = prepared
    entry = {"county": "lappi", "document": "strategy", "language": "fi", "format": "html", "sha256": ""}
    (out / MANIFEST).write_text(json.dumps({"files": {path: entry}, "sources": {}}), encoding="utf-8")
    with pytest.raises(OutputError) as raised:
        publish(out, OLD, SOURCES, _all)
    assert raised.value.reason == "manifest"
    assert (precious / "0").exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": []}', '{"files": {"a": {"county": "x"}}}', "\x00"])
def test_a_manifest_that_is_none_is_written_anew(prepared: tuple[Path, Path], text: str) -> None:
    out, _ = prepared
    (out / MANIFEST).write_text(text, encoding="utf-8")
    publish(out, OLD, SOURCES, lambda entry: entry["format"] == "html")
    assert set(_manifest(out)["files"]) == {one.path for one in OLD}


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_nothing_is_written_or_deleted_through_a_link(prepared: tuple[Path, Path]) -> None:
    out, precious = prepared
    (out / "lappi").symlink_to(precious)
    with pytest.raises(OutputError):
        publish(out, OLD, SOURCES, _all)
    assert [path.name for path in precious.iterdir()] == ["0"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_lock_that_is_a_link_empties_nothing(prepared: tuple[Path, Path]) -> None:
    out, precious = prepared
    (out / ".strategia.lock").symlink_to(precious / "0")
    with pytest.raises(OutputError):
        publish(out, OLD, SOURCES, _all)
    assert (precious / "0").read_text(encoding="utf-8") == "tärkeä"


def test_a_folder_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("", encoding="utf-8")
    with pytest.raises(OutputError) as raised:
        publish(tmp_path / "build", OLD, SOURCES, _all)
    assert raised.value.reason == "os"
