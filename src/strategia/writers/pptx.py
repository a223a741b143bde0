"""The PPTX writer: a Document as a deck of slides with native tables and charts.

What stands where is planned in `deck.slides`; here the plan is drawn on the layouts of
`templates/pptx/reference.pptx`, which carries colours, fonts and grounds.
"""

# ruff: noqa: SLF001 (python-pptx reaches neither the XML nor the parts in public)

import io
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter, _PhysPkgWriter

from strategia.document.ast import Document
from strategia.languages import lexicon
from strategia.templates import Templates
from strategia.writers import pictures
from strategia.writers.characters import printable
from strategia.writers.deck import cover
from strategia.writers.deck.drawing import box, elements, emu, grid, group, tag
from strategia.writers.deck.looks import adopt, coloured
from strategia.writers.deck.notes import Notes
from strategia.writers.deck.shapes import Box, Grid, Map, Plot, Slide
from strategia.writers.deck.slides import plan
from strategia.writers.deck.speaking import speech
from strategia.writers.officetheme import deck_slots, themed
from strategia.writers.ooxml import pack
from strategia.writers.theme import DEFAULT, Logo, Theme

REFERENCE = "pptx/reference.pptx"
_LOGO = (54, 190, 58, 9)
"""Where the logo stands on the cover, in points: its top, well below the mark; its frame, the margin around it."""
_LONGEST_PROPERTY = 255


def write(document: Document, theme: Theme, templates: Templates) -> bytes:
    """The document as a deck."""
    deck: Any = Presentation(str(templates.path(REFERENCE)))
    if theme != DEFAULT:
        for master in (*deck.slide_masters, deck.notes_master):
            _repaint(master.part, theme)
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    looks = {look.name: look for look in theme.deck.layouts} if theme.deck is not None else {}
    for name in [name for name in looks if name in layouts]:
        adopt(layouts[name], looks[name])
    words, notes = lexicon(document.language), Notes(document.language)
    for slide in plan(document):
        # A county's own reference file may have fewer layouts than ours.
        layout = layouts.get(slide.layout) or layouts.get("Content") or deck.slide_layouts[0]
        relation, drawn = deck.part.add_slide(layout)
        deck.slides._sldIdLst.add_sldId(relation)
        # Nobody sees the name; the audit finds by it which line of the sources the slide comes from.
        drawn._element.cSld.set("name", slide.anchor)
        look = looks.get(slide.layout)
        shapes = tuple(coloured(shape, slide.layout, look) for shape in slide.shapes) if look else slide.shapes
        _draw(drawn, replace(slide, shapes=shapes), document.language)
        if spoken := speech(slide, words):
            notes.add(drawn, spoken)
    if theme.logo is not None:
        _logo(deck.slides[0], theme.logo, templates, document.language)
    _properties(deck.core_properties, document)
    return pack(_parts(deck.part.package), document.date)


class _Kept(_PhysPkgWriter):
    """Keeps the parts of a package by name. **Why**: zipped by python-pptx they would be unzipped and zipped again."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}

    def write(self, pack_uri: PackURI, blob: bytes) -> None:
        """Keep a part."""
        self.parts[pack_uri.membername] = blob


def _parts(package: Any) -> dict[str, bytes]:
    kept, writer = _Kept(), PackageWriter(io.BytesIO(), package._rels, tuple(package.iter_parts()))
    writer._write_content_types_stream(kept)
    writer._write_pkg_rels(kept)
    writer._write_parts(kept)
    return kept.parts


def _repaint(master: Any, theme: Theme) -> None:
    """Colours of a master, which all that stands on it follows; its font is the one by which the deck is fitted."""
    part = master.part_related_by(RELATIONSHIP_TYPE.THEME)
    slots = dict(theme.deck.slots) if theme.deck is not None else deck_slots(theme)
    part._blob = themed(part.blob, slots, deck_slots(DEFAULT), DEFAULT.font)


def _draw(drawn: Any, slide: Slide, language: str) -> None:
    """Put the planned shapes on an empty slide, in reading order."""
    tree = drawn.shapes._spTree

    def link(address: str) -> str:
        return str(drawn.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    # To parse all shapes at once takes half the time of one after another.
    written: list[str] = []
    number = 1
    for shape in slide.shapes:
        number += 1
        match shape:
            case Box():
                written.append(box(shape, number, slide.layout, language, link))
            case Grid():
                written.append(grid(shape, number, language, link))
            case Map():
                written.append(group(shape, number, slide.layout, language, link))
                number += len(shape.lines) + len(shape.boxes)
            case Plot():
                # Many decks have no chart, and the workbooks behind them take long to import.
                from strategia.writers.deck.plots import add  # noqa: PLC0415

                tree.extend(elements("".join(written)))
                written.clear()
                add(drawn.shapes, shape, number, language)
    tree.extend(elements("".join(written)))


def _logo(first: Any, logo: Logo, templates: Templates, language: str) -> None:
    """The county's logo on the cover, on a light ground of its own in the upper corner."""
    top, width, height, margin = _LOGO
    across, high = logo.within(width, height)
    left, number = cover.RIGHT - across - margin, len(first.shapes) + 2
    ground = Box(left - margin, top, across + 2 * margin, high + 2 * margin, fill="paper")
    first.shapes._spTree.extend(elements(box(ground, number, "Cover", language, str)))
    data = io.BytesIO(pictures.of_logo(logo, templates))
    picture = first.shapes.add_picture(data, *map(emu, (left, top + margin, across, high)))
    properties = picture._element.nvPicPr.cNvPr
    properties.set("id", str(number + 1))
    properties.set("name", f"Logo {number + 1}")
    properties.set("descr", printable(logo.alternative(language)))


def _properties(properties: Any, document: Document) -> None:
    """Title, author, subject and language; nothing of the machine or the person."""
    county = printable(document.county)[:_LONGEST_PROPERTY]
    properties.title = printable(document.title)[:_LONGEST_PROPERTY]
    properties.subject = printable(document.description)[:_LONGEST_PROPERTY]
    properties.author = county
    properties.last_modified_by = county
    properties.language = tag(document.language)
    properties.keywords = ""
    properties.comments = ""
    properties.revision = 1
