"""AUD, 210, 214, 220 and 221: what is said of pictures, and whether text can be seen."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from strategia.audit.made import Made
from strategia.audit.rule import Remark, rule
from strategia.diagnostics import Severity
from strategia.writers.theme import contrast

_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|emf|wmf|tiff?|bmp)", re.IGNORECASE)
_EMPTY_WORDS = re.compile(
    r"(?:kuva|kuvio|kaavio|bild|figur|diagram|image|picture|graphic|chart|logo)\W*\d*", re.IGNORECASE
)
_LEAST, _LEAST_LARGE = 4.5, 3.0
_SHEETS = ("slide", "page")
"""What is seen by itself."""
_SMALLEST = {"docx": 8.0, "pptx": 9.0}
"""In points. What is shown on a wall is read from afar, but its footers are not."""


@rule("AUD210", Severity.ERROR)
def alternative_missing(made: Made) -> Iterator[Remark]:
    """Every picture says what it shows, or is marked as one that shows nothing."""
    for picture in made.pictures:
        said = (picture.alternative or "").strip()
        if not said and not picture.decorative:
            yield Remark(picture.at)
        elif _FILE_NAME.fullmatch(said) or _EMPTY_WORDS.fullmatch(said):
            yield Remark(picture.at, {"text": said}, "empty")


@rule("AUD214", Severity.ERROR)
def contrast_low(made: Made) -> Iterator[Remark]:
    """Text differs enough from its ground to be read: 4.5:1, large text 3:1."""
    for ink in made.inks:
        least = _LEAST_LARGE if ink.large else _LEAST
        if (ratio := contrast(ink.front, ink.ground)) < least:
            # Rounded down: 4.49 is not 4.5.
            told = {"ratio": Decimal(int(ratio * 10)) / 10, "least": Decimal(str(least))}
            yield Remark(ink.at, {**told, "front": ink.front, "ground": ink.ground})


@rule("AUD220", Severity.WARNING)
def lettering_small(made: Made) -> Iterator[Remark]:
    """Text is large enough to be read."""
    least = _SMALLEST.get(made.format, 0)
    for lettering in dict.fromkeys(made.letterings):
        if lettering.size < least:
            yield Remark(lettering.at, {"size": Decimal(str(lettering.size)), "least": Decimal(str(least))})


@rule("AUD221", Severity.ERROR)
def only_a_picture(made: Made) -> Iterator[Remark]:
    """What a slide or a file says is not in a picture only."""
    texts = Counter(paragraph.at.within.steps[:1] for paragraph in made.paragraphs if paragraph.text)
    for picture in made.pictures:
        place = picture.at.within.steps[:1]
        # The title of a slide is one of its paragraphs.
        alone = texts[place] <= 1 if place and place[0][0] in _SHEETS else not made.paragraphs and not made.tables
        if picture.scanned and alone:
            yield Remark(picture.at)
