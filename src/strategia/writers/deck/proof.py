"""The proof that a deck fits: every word on its line, every text in its box, every box on its slide."""

from typing import NamedTuple

from strategia.document.ast import Document
from strategia.writers.deck import fit
from strategia.writers.deck.shapes import HEIGHT, WIDTH, texts
from strategia.writers.deck.slides import plan

_ROUNDING = 0.6
"""Points by which sums of heights may differ."""


class Misfit(NamedTuple):
    """What does not fit on a slide (from 1, with its title): a word, or where that is empty the text as a whole."""

    slide: int
    title: str
    word: str = ""


def misfits(document: Document) -> tuple[Misfit, ...]:
    """What does not fit in the deck of a document, each word once. A text as a whole always does, or it is our bug."""
    found: dict[str, Misfit] = {}
    for number, slide in enumerate(plan(document), start=1):
        for shape in slide.shapes:
            for paras, width, height in texts(shape):
                for word in fit.too_wide(paras, width):
                    found.setdefault(word, Misfit(number, slide.title, word))
                if fit.height(paras, width) > height + _ROUNDING:
                    found.setdefault(f"\0{number}", Misfit(number, slide.title))
            beyond = max(shape.x + shape.width - WIDTH, shape.y + shape.height - HEIGHT, -shape.x, -shape.y)
            if beyond > _ROUNDING:
                found.setdefault(f"\0{number}", Misfit(number, slide.title))
    # A title that is cut ends with a piece of a word that stands whole elsewhere.
    whole = [word for word in found if not any(other != word and other.startswith(word) for other in found)]
    return tuple(found[word] for word in whole)
