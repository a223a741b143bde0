"""What strategia does to the machine, as the kernel sees it: no network, and no process but pandoc and itself."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import lettering
import pytest
from running import ROOT, STRATEGIA


def _traced(tmp_path: Path, *arguments: str, folder: Path = ROOT) -> str:
    """The calls that open sockets or start programs."""
    if shutil.which("strace") is None:
        if os.environ.get("CI") and sys.platform == "linux":
            pytest.fail("missing: strace")
        pytest.skip("missing: strace")
    log = tmp_path / "calls"
    command = ["strace", "-f", "-e", "trace=connect,execve", "-o", str(log), str(STRATEGIA), *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return log.read_text(encoding="utf-8", errors="replace")


def _started(calls: str) -> set[str]:
    """The names of the programs that were started."""
    return {Path(path).name for path in re.findall(r'execve\("([^"]+)"[^\n]*= 0', calls)}


def test_lint_starts_nothing_and_connects_to_nothing(tmp_path: Path) -> None:
    calls = _traced(tmp_path, "lint")
    assert _started(calls) == {"strategia"}
    assert "connect(" not in calls


def test_build_starts_pandoc_alone_and_connects_to_nothing(tmp_path: Path) -> None:
    calls = _traced(tmp_path, "build", "keski-pohjanmaa", "--out", str(tmp_path / "out"))
    assert _started(calls) == {"strategia", "pandoc"}
    assert "connect(" not in calls


def test_fonts_are_read_by_python_itself_and_nothing_connects(tmp_path: Path) -> None:
    folder = tmp_path / "strategies" / "lappi"
    folder.mkdir(parents=True)
    lettering.write(folder, "regular.ttf", "bold.ttf")
    theme = "kind: theme\ncounty: lappi\nfonts: {files: [regular.ttf, bold.ttf]}\n"
    (folder / "theme.yaml").write_text(theme, encoding="utf-8")
    calls = _traced(tmp_path, "lint", "--fail-on", "error", folder=tmp_path)
    assert _started(calls) == {"strategia", Path(sys.executable).name}
    assert "connect(" not in calls
