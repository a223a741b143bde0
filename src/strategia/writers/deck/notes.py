"""Notes below slides as parts of the file. python-pptx makes the first; the others are copies of it with other words.

**Why**: it reads a template and asks the master for each of them, which took a fifth of the time of a deck.
"""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.parts.slide import NotesSlidePart

from strategia.writers.deck.drawing import elements, paragraphs
from strategia.writers.deck.fit import Para


class Notes:
    """Writes the notes of one deck."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._first: Any = None
        self._count = 1

    def add(self, slide: Any, spoken: Sequence[Para]) -> None:
        """Puts the words below a slide."""
        part = slide.notes_slide.part if self._first is None else self._copy(slide.part)
        body = next(shape for shape in part._element.iter(qn("p:txBody")))  # noqa: SLF001 - not reached in public
        for old in body.findall(qn("a:p")):
            body.remove(old)
        body.extend(elements(paragraphs(spoken, self._language, None)))
        if self._first is None:
            self._first = part

    def _copy(self, slide: Any) -> Any:
        """The first notes again, below another slide."""
        self._count += 1
        name = PackURI(f"/ppt/notesSlides/notesSlide{self._count}.xml")
        part: Any = NotesSlidePart(
            name,
            CONTENT_TYPE.PML_NOTES_SLIDE,
            slide.package,
            deepcopy(self._first._element),  # noqa: SLF001
        )
        part.relate_to(slide.package.presentation_part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        part.relate_to(slide, RELATIONSHIP_TYPE.SLIDE)
        slide.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)
        return part
