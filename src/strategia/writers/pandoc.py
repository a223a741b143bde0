"""Running pandoc: its own program, found once, shut in, and given nothing but what we hand it."""

import json
import os
import re
import site
import subprocess
import sysconfig
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

OLDEST = (3, 1, 6)
"""The oldest pandoc accepted: those before could be made to write files of the input's choosing."""

API_VERSION = (1, 23, 1)
"""The version of pandoc's JSON that `convert` takes."""

_TIMEOUT = 60
_LIMITS = ("+RTS", "-M512M", "-A32m", "-RTS")
"""What pandoc's memory may grow to, and how much it takes at once: with less it would tidy up often."""


class PandocMissing(Exception):  # noqa: N818 - it says what is the matter with the machine
    """There is no pandoc, or none that works: a matter of the installation, not of the document."""


def convert(blocks: Sequence[object], target: str, language: str, *, reference: bytes) -> bytes:
    """The blocks (pandoc's JSON) as a file of the format `target`, styled by the reference file.

    PandocMissing when pandoc cannot be run; RuntimeError when it rejects what we built.
    """
    document = {
        "pandoc-api-version": list(API_VERSION),
        "meta": {"lang": {"t": "MetaString", "c": language}},
        "blocks": list(blocks),
    }
    with TemporaryDirectory(prefix="strategia-") as folder:
        styled = Path(folder, f"reference.{target}")
        styled.write_bytes(reference)
        arguments = ("--from=json", f"--to={target}", "--sandbox", f"--reference-doc={styled}", "--output=-")
        # Plain ASCII: lone surrogates cannot be encoded otherwise, and pandoc reads the escapes as well.
        run = _run(pandoc(), *_LIMITS, *arguments, standard_input=json.dumps(document).encode("ascii"))
    if run.returncode:
        raise RuntimeError(f"pandoc ended with {run.returncode}: {run.stderr.decode('utf-8', 'replace').strip()}")
    return run.stdout


@cache
def pandoc() -> Path:
    """The program: the one in the installed package, else one on PATH. PandocMissing when none will do."""
    program = next((path for path in _candidates() if path.is_file() and os.access(path, os.X_OK)), None)
    if program is None:
        raise PandocMissing("pandoc was not found; install the package pypandoc_binary")
    run = _run(program, "--version")
    found = re.match(rb"pandoc(?:\.exe)? (\d+(?:\.\d+)+)", run.stdout)
    if run.returncode or not found:
        raise PandocMissing(f"{program} does not work: {run.stderr.decode('utf-8', 'replace').strip()}")
    version = tuple(int(part) for part in found[1].split(b"."))
    if version < OLDEST:
        raise PandocMissing(f"{program} is too old: {found[1].decode()}, {'.'.join(map(str, OLDEST))} is needed")
    return program


def _candidates() -> list[Path]:
    """Where pandoc may be. The current directory is never searched: it may be a stranger's checkout."""
    name = "pandoc.exe" if os.name == "nt" else "pandoc"
    # Found without importing the package, which takes longer than a small document.
    # Only where packages are installed: an import path may hold a stranger's checkout.
    installed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), site.getusersitepackages()}
    places = [Path(folder) / "pypandoc" / "files" for folder in sorted(installed)]
    here = Path.cwd()
    named = map(Path, filter(None, os.environ.get("PATH", "").split(os.pathsep)))
    places += [folder for folder in named if folder.is_absolute() and folder != here]
    return [place / name for place in places]


def _run(program: Path, *arguments: str, standard_input: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603 - an absolute path, and arguments of our own
            [program, *arguments],
            input=standard_input,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
            env=_environment(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PandocMissing(f"{program} cannot be run: {error}") from error


def _environment() -> Mapping[str, str]:
    """What pandoc needs of the environment: on Windows the system's place, else nothing."""
    kept = {key: os.environ[key] for key in ("SYSTEMROOT", "TEMP", "TMP") if key in os.environ}
    return {**kept, "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": "0"}
