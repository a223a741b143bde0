"""Artefacts reach their folder whole or not at all, and an old one survives a failed build.

Everything is written beside the target first. A journal then lists every move; from that moment
the new set counts, and whoever comes next finishes an interrupted one. Nothing is deleted but
what an earlier manifest lists.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import cast

MANIFEST = "manifest.json"
ORIGINS = "origins.json"
"""The file that tells which line of the sources stands behind an anchor, for the audit."""
_JOURNAL = ".strategia-journal.json"
_LOCK = ".strategia.lock"
_STAGING = ".strategia-staging-"
_STAGED = re.compile(re.escape(_STAGING) + r"\d+-[0-9a-f]{8}")
_KNOWN = frozenset(("county", "document", "language", "format", "sha256"))
_PATIENCE = 10.0
"""Seconds to wait for another build in the same folder."""
_RETRIES = 20
"""How often a file that another program holds open (Word on Windows) is tried again, in tenths of a second."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """A made file: its path below the output folder, with `/`, and its bytes."""

    path: str
    data: bytes
    county: str
    document: str
    language: str
    format: str


Entry = Mapping[str, str]
"""What the manifest knows of an artefact: its county, document, language, format and hash."""

Remade = Callable[[Entry], bool]


class OutputError(Exception):
    """The output could not be written; what was there before is intact. `reason` is a key of the locale."""

    def __init__(self, reason: str, **arguments: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.arguments = arguments


ByCounty = Mapping[str, Mapping[str, str]]
"""By county: the hash of each source by its path, or the place of each entity by its anchor."""


def publish(
    out: Path, artefacts: list[Artefact], sources: ByCounty, remade: Remade, origins: ByCounty = MappingProxyType({})
) -> list[Artefact]:
    """Put the artefacts into `out`; the ones that are new or changed.

    `sources` and `origins` are those of the counties that were built, for the manifest and the map of origins.
    `remade` tells which earlier
    artefacts this build was asked to make anew: those of them that it did not make are removed.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with _locked(out):
            recover(out)
            return _publish(out, artefacts, sources, remade, origins)
    except OSError as error:
        raise OutputError("os", path=str(error.filename or out), detail=error.strerror or str(error)) from error


def _publish(
    out: Path, artefacts: list[Artefact], sources: ByCounty, remade: Remade, origins: ByCounty
) -> list[Artefact]:
    old, old_sources = _manifest(out)
    files = {path: entry for path, entry in old.items() if not remade(entry)}
    for artefact in artefacts:
        _inside(out, artefact.path)
    changed = [artefact for artefact in artefacts if not _same(out / artefact.path, artefact.data)]
    for artefact in artefacts:
        files[artefact.path] = {
            "county": artefact.county,
            "document": artefact.document,
            "language": artefact.language,
            "format": artefact.format,
            "sha256": hashlib.sha256(artefact.data).hexdigest(),
        }
    kept = {entry["county"] for entry in files.values()}
    manifest = _printed({"files": dict(sorted(files.items())), "sources": _merged(old_sources, sources, kept)})
    places = _printed({"counties": _merged(_origins(out), origins, kept)})
    stale = sorted(set(old) - set(files))
    beside_same = _same(out / MANIFEST, manifest) and _same(out / ORIGINS, places)
    if not changed and not stale and beside_same:
        return []
    staging = out / f"{_STAGING}{os.getpid()}-{os.urandom(4).hex()}"
    try:
        moves = {}
        for number, artefact in enumerate(changed):
            _write(staging / str(number), artefact.data)
            moves[str(number)] = artefact.path
        _write(staging / str(len(moves)), places)
        moves[str(len(moves))] = ORIGINS
        _write(staging / MANIFEST, manifest)
        journal = {"staging": staging.name, "moves": moves, "stale": stale}
        _write(staging / _JOURNAL, _printed(journal))
        _sync_folder(staging)
        for target in [out / path for path in moves.values()]:
            _check_free(out, target)
        (staging / _JOURNAL).replace(out / _JOURNAL)
    except BaseException:
        # Without a journal nothing will be moved: the old set stands, the new one goes.
        if not (out / _JOURNAL).exists():
            shutil.rmtree(staging, ignore_errors=True)
        raise
    _sync_folder(out)
    with _undisturbed():
        _roll_forward(out)
    return changed


def _merged(old: ByCounty, new: ByCounty, kept: Collection[str]) -> dict[str, dict[str, str]]:
    """What is known of the counties that were built now, and of those of which earlier files are kept; sorted."""
    known = {county: old[county] for county in old.keys() & kept} | dict(new)
    return {county: dict(sorted(entries.items())) for county, entries in sorted(known.items())}


def _check_free(out: Path, target: Path) -> None:
    """OutputError when something stands where a file or its folder should go; known before anything is moved."""
    if target.is_dir():
        raise OutputError("taken", path=str(target))
    for folder in target.parents:
        if folder == out:
            return
        if folder.exists() and not folder.is_dir():
            raise OutputError("taken", path=str(folder))


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off an interrupt until the files are in place; it takes milliseconds."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    put_off = (signal.SIGINT, signal.SIGTERM)
    earlier = {number: signal.signal(number, lambda got, _: waiting.append(got)) for number in put_off}
    try:
        yield
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
        for got in waiting:
            signal.raise_signal(got)


def listed(out: Path) -> list[str] | None:
    """The artefacts that the manifest of a folder names; None where there is no manifest."""
    files, _ = _manifest(out)
    return sorted(files) or None


def recover(out: Path) -> None:
    """Finish what an interrupted build had begun to publish, and clear what one had only staged."""
    _roll_forward(out)
    for leftover in out.glob(f"{_STAGING}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _roll_forward(out: Path) -> None:
    """Carry out the journal, if there is one; each step can be done twice."""
    journal_file = out / _JOURNAL
    if not journal_file.exists():
        return
    journal = _journal(out)
    staging = out / journal.staging
    for name, target in journal.moves.items():
        if (staging / name).exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(staging / name, target)
    for target in journal.stale:
        target.unlink(missing_ok=True)
    if (staging / MANIFEST).exists():
        _replace(staging / MANIFEST, out / MANIFEST)
    journal_file.unlink()
    shutil.rmtree(staging, ignore_errors=True)
    _sync_folder(out)


@dataclass(frozen=True, slots=True)
class _Journal:
    """What is still to be moved and deleted; every path in it has been checked."""

    staging: str
    moves: dict[str, Path]
    stale: list[Path]


def _journal(out: Path) -> _Journal:
    """The journal in a folder; OutputError when it is not one that `_publish` wrote."""
    try:
        data = json.loads((out / _JOURNAL).read_text(encoding="utf-8"))
        staging, moves, stale = str(data["staging"]), dict(data["moves"]), list(data["stale"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise OutputError("manifest", path=_JOURNAL) from None
    # The folder may come from anywhere, so its journal could have been written by anyone.
    odd = [name for name in moves if not name.isdecimal()]
    if odd or not _STAGED.fullmatch(staging) or (out / staging).is_symlink():
        raise OutputError("manifest", path=odd[0] if odd else staging)
    targets = {name: _inside(out, str(path)) for name, path in moves.items()}
    return _Journal(staging, targets, [_inside(out, str(path)) for path in stale])


def _inside(out: Path, path: str) -> Path:
    """A path of the journal or the manifest, which may never lead out of the folder, nor through a link."""
    pure = PurePosixPath(path)
    target = out.joinpath(*pure.parts)
    if pure.is_absolute() or ".." in pure.parts or not target.parent.resolve().is_relative_to(out.resolve()):
        raise OutputError("manifest", path=path)
    return target


def _replace(staged: Path, target: Path) -> None:
    for attempt in range(_RETRIES):
        try:
            staged.replace(target)
        except PermissionError:
            if attempt == _RETRIES - 1:
                raise OutputError("open", path=str(target)) from None
            time.sleep(0.1)
        else:
            return


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _manifest(out: Path) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """What an earlier build says it made, and of what; empty where there is none or it is no manifest."""
    try:
        data = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        files = cast("dict[str, dict[str, str]]", data["files"])
        sound = {path: entry for path, entry in files.items() if _inside(out, path) and entry.keys() >= _KNOWN}
        return sound, {county: dict(hashes) for county, hashes in data["sources"].items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, {}


def _origins(out: Path) -> dict[str, dict[str, str]]:
    """The map of origins of an earlier build; empty where there is none or it is none."""
    try:
        data = json.loads((out / ORIGINS).read_text(encoding="utf-8"))
        return {county: dict(anchors) for county, anchors in data["counties"].items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _printed(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode(errors="backslashreplace")


@contextlib.contextmanager
def _locked(out: Path) -> Iterator[None]:
    """The folder for this process alone; OutputError when another build keeps it too long."""
    # A link in its place could lead to a file of somebody else, which would be emptied.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(out / _LOCK, flags, 0o644), "r+", encoding="utf-8") as file:
        deadline = time.monotonic() + _PATIENCE
        while not _try_lock(file.fileno()):
            if time.monotonic() > deadline:
                file.seek(0)
                raise OutputError("locked", path=str(out), pid=file.read().strip() or "?")
            time.sleep(0.1)
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415

            # Mandatory on Windows: lock a byte past the end, so that others can read the pid.
            os.lseek(descriptor, 1024, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
