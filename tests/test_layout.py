"""Documents laid out by LibreOffice: page counts, empty pages, and what a reader would see first."""

import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from strategia.building import Request, build
from strategia.compiler import check
from strategia.project import Project
from strategia.templates import Templates

ROOT = Path(__file__).parents[1]
TOOLS = ("soffice", "pdftotext")


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Every DOCX and PPTX of the examples as the texts of its pages, by file name."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        if os.environ.get("CI"):
            pytest.fail(f"missing: {', '.join(missing)}")
        pytest.skip(f"missing: {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("layout")
    project = Project(ROOT)
    checked = check(project, project.counties(), date(2026, 1, 1))
    names = []
    for made in build(checked, Request(formats=("docx", "pptx")), Templates()):
        path = folder / Path(made.artefact.path).name
        path.write_bytes(made.artefact.data)
        names.append(str(path))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *names]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    pages = {}
    for name in names:
        text = subprocess.run(
            ["pdftotext", "-layout", str(Path(name).with_suffix(".pdf")), "-"],
            check=True,
            capture_output=True,
            timeout=60,
        ).stdout.decode()
        pages[Path(name).name] = text.split("\f")[:-1]
    return pages


def test_a_summary_fits_two_pages(laid_out: dict[str, list[str]]) -> None:
    summaries = {name: len(pages) for name, pages in laid_out.items() if re.search("tiivistelma|sammandrag", name)}
    assert len(summaries) == 6
    assert max(summaries.values()) <= 2, summaries


def test_no_page_is_empty(laid_out: dict[str, list[str]]) -> None:
    assert len(laid_out) > 15
    for name, pages in laid_out.items():
        # Header and footer are on every page; a page with content has more lines than those.
        thin = [number for number, text in enumerate(pages, 1) if len(text.split()) < 8 and number > 1]
        assert not thin, (name, thin)


def test_pages_are_numbered_to_the_last(laid_out: dict[str, list[str]]) -> None:
    for name, pages in laid_out.items():
        if name.endswith(".docx") and "-fi" in name:
            assert f"{len(pages)} ({len(pages)})" in pages[-1], name
