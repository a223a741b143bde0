"""Draw `docs/pictures/`: pages and slides of the example strategies as they are built.

Needs pdftoppm (poppler-utils) and LibreOffice to look with; what is missing is said, and the pictures that need it
stay as they are. Run by `make docs`.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures"
STRATEGIA = Path(sys.executable).with_name("strategia")

COLOURS = 64
"""Of each picture; more would not be seen in this size, and the repository keeps every version."""

GAP, GROUND = 12, (226, 230, 234)


def main() -> None:
    """Build, look, draw."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        wish = ("--document", "strategy,slides,trace", "--format", "pdf,pptx")
        subprocess.run([STRATEGIA, "build", "lappi", "kainuu", *wish, "--out", str(work)], cwd=ROOT, check=True)
        for picture, tool, draw in (
            ("strategy", "pdftoppm", _strategy),
            ("slides", "soffice", _slides),
            ("trace", "pdftoppm", _trace),
        ):
            if shutil.which(tool) is None:
                print(f"{picture}.png stays as it is: {tool} is missing")
                continue
            _save(draw(work), picture)


def _strategy(work: Path) -> Image.Image:
    """The cover and two pages of Lappi's strategy as PDF."""
    file = next((work / "lappi").glob("lappi-strategia-*.pdf"))
    return _beside(_pages(file, work, (1, 3, 9), 380), 3)


def _slides(work: Path) -> Image.Image:
    """Six slides of Kainuu's deck."""
    deck = next((work / "kainuu").glob("*.pptx"))
    profile = f"-env:UserInstallation={(work / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(work), str(deck)]
    subprocess.run(command, check=True, capture_output=True)
    return _beside(_pages(work / f"{deck.stem}.pdf", work, (1, 3, 6, 9, 10, 18), 380), 3)


def _trace(work: Path) -> Image.Image:
    """The matrix of goals and what carries one of them, of Lappi's trace as PDF."""
    file = next((work / "lappi").glob("lappi-yhteydet-*.pdf"))
    return _beside(_pages(file, work, [_page_with(file, words) for words in ("2023, €", "Mikä toteuttaa")], 576), 2)


def _page_with(file: Path, words: str) -> int:
    """The number of the first page of a PDF file that has the words."""
    text = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True, encoding="utf-8").stdout
    return next(number for number, page in enumerate(text.split("\f"), 1) if words in page)


def _pages(file: Path, work: Path, numbers: Sequence[int], width: int) -> list[Image.Image]:
    """Pages of a PDF file, so many pixels wide."""
    found: list[Image.Image] = []
    for number in numbers:
        page = ("-f", str(number), "-l", str(number), "-scale-to-x", str(width), "-scale-to-y", "-1")
        stem = work / f"{file.stem}-{number}"
        subprocess.run(["pdftoppm", "-png", "-singlefile", *page, str(file), str(stem)], check=True)
        found.append(Image.open(f"{stem}.png"))
    return found


def _beside(pictures: Sequence[Image.Image], across: int) -> Image.Image:
    """The pictures side by side, so many in a row."""
    width, height = pictures[0].size
    rows = -(-len(pictures) // across)
    sheet = Image.new("RGB", (across * (width + GAP) + GAP, rows * (height + GAP) + GAP), GROUND)
    for place, picture in enumerate(pictures):
        row, column = divmod(place, across)
        sheet.paste(picture, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return sheet


def _save(picture: Image.Image, name: str) -> None:
    file = TARGET / f"{name}.png"
    picture.convert("RGB").quantize(COLOURS).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
