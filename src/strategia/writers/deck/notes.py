"""Notes below slides as parts of the file. python-pptx makes the first; the others have its frame and other words.

**Why**: it reads a template and asks the master for each of them, which took a fifth of the time of a deck.
"""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn

from strategia.writers.deck.drawing import elements, paragraphs
from strategia.writers.deck.fit import Para

_WORDS = "words"


class Notes:
    """Writes the notes of one deck."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._frame: tuple[bytes, bytes] | None = None
        """What stands before and after the words."""
        self._count = 1

    def add(self, slide: Any, spoken: Sequence[Para]) -> None:
        """Puts the words below a slide."""
        words = paragraphs(spoken, self._language, None)
        if self._frame is None:
            self._first(slide, words)
            return
        self._count += 1
        name = PackURI(f"/ppt/notesSlides/notesSlide{self._count}.xml")
        package, (before, after) = slide.part.package, self._frame
        part = Part(name, CONTENT_TYPE.PML_NOTES_SLIDE, package, before + words.encode() + after)
        part.relate_to(package.presentation_part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        part.relate_to(slide.part, RELATIONSHIP_TYPE.SLIDE)
        slide.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)

    def _first(self, slide: Any, words: str) -> None:
        root = slide.notes_slide.part._element  # noqa: SLF001 - not reached in public
        body = next(shape for shape in root.iter(qn("p:txBody")))
        for old in body.findall(qn("a:p")):
            body.remove(old)
        body.append(mark := etree.Comment(_WORDS))
        before, _, after = serialize_part_xml(root).partition(f"<!--{_WORDS}-->".encode())
        self._frame = before, after
        body.remove(mark)
        body.extend(elements(words))
