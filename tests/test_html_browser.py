"""Web pages in a real browser, and before the Nu checker.

They need node, chromium, java and three packages of npm, in a folder that git does not hold:

    mkdir -p build/node && cp tests/browser/package.json build/node && npm install --prefix build/node

What is missing is named and skipped; with CI=true it is a failure, so that nothing is skipped unseen.
"""

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import lettering
import pytest
from sample import SAMPLE, rows_apart, text
from test_deck_maps import deck
from test_html import HOSTILE, poisoned
from test_themed import THEME

from strategia.document.ast import Callout, Document, Paragraph
from strategia.templates import Templates
from strategia.writers import html
from strategia.writers.deck.slides import plan
from strategia.writers.theme import DEFAULT

ROOT = Path(__file__).parent.parent
MODULES = ROOT / "build" / "node"
CHECK = Path(__file__).parent / "browser" / "check.mjs"
LONG = "Hyvinvointialuestrategiatyöryhmäkokousmuistio " * 3
MAP = deck()
"""A deck with a strategy map; its cover holds as much as one can."""
_NOTICE = Callout("notice", text("Esimerkki"), (Paragraph(text("Osa tiedoista on keksitty. " * 4)),))
_FACTS = tuple((f"Tieto {number}", text("Aluevaltuusto 21.11.2022 §\u00a087")) for number in range(3))
DOCUMENTS: dict[str, Document] = {
    "sample": SAMPLE,
    "short": replace(SAMPLE, contents=False, mark=None),
    "sami": replace(SAMPLE, language="se"),
    "long": cast("Document", poisoned(SAMPLE, LONG)),
    "hostile": cast("Document", poisoned(SAMPLE, HOSTILE[0] + HOSTILE[2])),
    "apart": replace(SAMPLE, sections=tuple(map(rows_apart, SAMPLE.sections))),
    "slides": replace(SAMPLE, name="slides"),
    "slides-marked": replace(SAMPLE, name="slides", mark="Lähteissä virheitä · Luonnos · Mukana keksittyjä tietoja"),
    "slides-map": replace(
        MAP,
        cover=replace(
            MAP.cover,
            title="Kainuun hyvinvointialueen strategia 2022–2025",
            subtitle=text("Huolenpitoa itsestä ja muista"),
            facts=_FACTS,
            callouts=(_NOTICE, _NOTICE),
        ),
    ),
    "slides-long": cast("Document", poisoned(replace(SAMPLE, name="slides"), LONG)),
}
READERS = 6
"""Narrow or wide, light or dark, with more contrast, in colours of their own, on paper."""
# The checker hashes only the beginning of a long style; the browser, which hashes all of it, is asked too.
MISTAKEN = "Inline style violates Content Security Policy"
# Where every text is the same, so are the names of facts.
REPEATED = "“dt” name"


def needed(name: str, *, found: str | Path | None) -> str:
    """A tool by its path; the test is skipped where it is missing, and fails in CI."""
    if found is None or not Path(found).exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is missing")
        pytest.skip(f"{name} is missing")
    return str(found)


def module(path: str) -> str:
    """A file of an npm package."""
    return needed(f"{path.split('/', maxsplit=1)[0]} (npm, in build/node)", found=MODULES / "node_modules" / path)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The documents as files."""
    folder = tmp_path_factory.mktemp("pages")
    made = {name: (document, DEFAULT) for name, document in DOCUMENTS.items()} | {"themed": (SAMPLE, THEME)}
    own = lettering.theme()
    made |= {"own-fonts": (SAMPLE, own), "slides-own-fonts": (replace(SAMPLE, name="slides"), own)}
    for name, (document, theme) in made.items():
        (folder / f"{name}.html").write_bytes(html.write(document, theme, Templates()))
    return sorted(str(file) for file in folder.iterdir())


def test_pages_are_accessible_to_every_reader(pages: list[str]) -> None:
    node = needed("node", found=shutil.which("node"))
    chromium = needed("chromium", found=shutil.which("chromium") or shutil.which("google-chrome"))
    for package in ("axe-core", "playwright-core"):
        module(f"{package}/package.json")
    command = [node, str(CHECK), str(MODULES), chromium, *pages]
    run = subprocess.run(command, capture_output=True, check=False, timeout=300, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    results: list[dict[str, Any]] = json.loads(run.stdout)
    assert len(results) == READERS * len(pages)
    for result in results:
        tastes = {key: value for key, value in result.items() if key in ("media", "contrast", "forcedColors")}
        where = f"{Path(result['file']).name} {result['width']} {result['colorScheme']} {tastes}"
        assert result["violations"] == [], where
        assert result["passes"] > 20, where
        # A sheet of paper has another width than the window.
        assert result["overflow"] <= 0 or "media" in tastes, where
        assert (result["messages"], result["requests"], result["dialogs"]) == ([], [], 0), where
        assert result["pictures"] == 0, where
        assert result["covered"] == [], where
        # Of four faces a page may need fewer; none is refused.
        assert set(result["fonts"]) <= {"loaded", "unloaded"}, where
        assert ("loaded" in result["fonts"]) == ("own-fonts" in result["file"]), where
        # The style is in force: the policy lets it through, and it heeds the reader's scheme. Slides are light.
        dark = result["colorScheme"] == "dark" and not Path(result["file"]).name.startswith("slides")
        ground = "rgb(18, 24, 29)" if dark else "rgb(255, 255, 255)"
        ground = "rgb(255, 255, 255)" if "media" in tastes else "rgb(0, 0, 0)" if "forcedColors" in tastes else ground
        assert result["ground"] == ground, where


@pytest.mark.parametrize("name", ["slides", "slides-map"])
def test_slides_are_one_a_screen_one_a_key_and_one_a_page(name: str, pages: list[str]) -> None:
    node = needed("node", found=shutil.which("node"))
    chromium = needed("chromium", found=shutil.which("chromium") or shutil.which("google-chrome"))
    module("playwright-core/package.json")
    (deck,) = (page for page in pages if Path(page).stem == name)
    script = Path(__file__).parent / "browser" / "slides.mjs"
    run = subprocess.run(
        [node, str(script), str(MODULES), chromium, deck],
        capture_output=True,
        check=False,
        timeout=120,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    assert seen["shown"] == [0, 1, 2, 3, 2, 1]
    assert seen["linked"] == plan(DOCUMENTS[name])[1].anchor
    assert seen["tall"] == []
    # The contents are for the screen.
    assert seen["pages"] == seen["slides"] == len(plan(DOCUMENTS[name]))


def test_pages_are_valid_html(pages: list[str]) -> None:
    java = needed("java", found=shutil.which("java"))
    command = [java, "-jar", module("vnu-jar/build/dist/vnu.jar"), "--format", "json", "--stdout", *pages]
    run = subprocess.run(command, capture_output=True, check=False, timeout=300, encoding="utf-8")
    messages: list[dict[str, Any]] = json.loads(run.stdout)["messages"]
    found = [f"{Path(m['url']).name}:{m['lastLine']}: {m['message']}" for m in messages]
    assert sum(MISTAKEN in line for line in found) <= len(pages)
    real = [line for line in found if MISTAKEN not in line]
    assert [line for line in real if not (REPEATED in line and line.startswith(("long.html", "hostile.html")))] == []
