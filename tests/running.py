"""The console script as a user runs it, and git as a developer does."""

import os
import subprocess
import sys
from pathlib import Path

STRATEGIA = Path(sys.executable).with_name("strategia")
ROOT = Path(__file__).parents[1]
"""The repository."""

_SETTINGS = ("LANG", "LC_ALL", "LC_MESSAGES", "STRATEGIA_LANG", "PYTHONIOENCODING", "NO_COLOR", "FORCE_COLOR")


def strategia(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a command in a folder did, in an environment that says nothing of language or colour unless told."""
    rest = {name: value for name, value in os.environ.items() if name not in _SETTINGS}
    return subprocess.run(
        [STRATEGIA, *arguments],
        cwd=folder,
        env={**rest, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder as somebody who needs no settings. CalledProcessError when it fails."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)
