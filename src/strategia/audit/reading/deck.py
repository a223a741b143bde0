"""Reading a deck: its slides in order, each with what stands on it in reading order, and their notes."""

from collections.abc import Iterator

from lxml import etree

from strategia.audit.made import (
    Found,
    Heading,
    Ink,
    Lettering,
    Link,
    Made,
    Paragraph,
    Picture,
    Slide,
    Spot,
    Table,
    Wording,
)
from strategia.audit.reading.cells import Cell, mute
from strategia.audit.reading.grounds import Grounds
from strategia.audit.reading.package import Package, find, opened, q, whole
from strategia.diagnostics import Within

_MAIN = "ppt/presentation.xml"
_LARGE, _LARGE_BOLD = 18, 14
"""From these sizes on, in points, text is large."""


def read(path: str, data: bytes) -> Made:
    """The deck. UnreadableError when it is none, or not safe to open."""
    made = Made(path, "pptx")
    package = opened(data, _MAIN, made)
    for number, known in enumerate(find(package.parts[_MAIN], "//p:sldIdLst/p:sldId"), 1):
        part = package.target(_MAIN, known.get(q("r:id"), ""))
        if part in package.parts:
            _Slide(made, package, part, number).read()
    return made


class _Slide:
    """A walk through a slide in reading order, which counts things."""

    def __init__(self, made: Made, package: Package, part: str, number: int) -> None:
        self._made = made
        self._package = package
        self._part = part
        self._number = number
        self._root = package.parts[part]
        self._anchor = str(next(iter(find(self._root, "p:cSld/@name")), ""))
        self._counts: dict[str, int] = {}

    def read(self) -> None:
        """Everything of the slide and its notes."""
        shapes = list(self._shapes())
        said = [shape for shape in shapes if _says(shape)]
        title = next((shape for shape in said if _is_title(shape)), None)
        words = text(title) if title is not None else None
        at = self._spot()
        moves = bool(find(self._root, "p:timing//p:anim | p:timing//p:animEffect | p:transition[@advTm]"))
        self._made.slides.append(Slide(words, bool(said) and said[0] is title, moves, at))
        if words:
            self._made.headings.append(Heading(1, words, at))
        grounds = Grounds(self._package, self._part)
        for shape in shapes:
            self._shape(shape, grounds)
        ids = [str(known) for known in find(self._root, "p:cSld//p:cNvPr/@id")]
        self._made.anchors += [Found(self._part, at), *(Found(f"{self._number}:{known}", at) for known in ids)]
        for notes in self._package.related(self._part, "notesSlide"):
            if notes in self._package.parts:
                self._wordings(self._package.parts[notes], self._spot(part=notes))

    def _shapes(self) -> Iterator[etree._Element]:
        """The shapes in reading order; those of a group stand where the group stands."""
        for tree in find(self._root, "p:cSld/p:spTree"):
            yield from tree.iter(q("p:sp"), q("p:pic"), q("p:graphicFrame"), q("p:cxnSp"))

    def _spot(self, thing: str = "", part: str = "") -> Spot:
        steps: tuple[tuple[str, int], ...] = (("slide", self._number),)
        if thing:
            self._counts[thing] = self._counts.get(thing, 0) + 1
            steps = (*steps, (thing, self._counts[thing]))
        return Spot(Within(steps, part or self._part), anchor=self._anchor)

    def _shape(self, shape: etree._Element, grounds: Grounds) -> None:
        made = self._made
        if table := find(shape, ".//a:tbl"):
            merged = bool(find(table[0], ".//a:tc[@gridSpan > 1]"))
            headed = bool(find(table[0], "a:tblPr[@firstRow='1' or @firstRow='true']"))
            name = _named(shape, "title") or _named(shape, "descr")
            rows = ([_cell(cell) for cell in row.iterchildren(q("a:tc"))] for row in find(table[0], "a:tr"))
            made.tables.append(Table(headed, name, merged, nested=False, at=self._spot("table"), mute=mute(rows)))
        elif not text(shape):
            made.pictures.append(
                Picture(
                    _named(shape, "descr") or None,
                    _is_ornament(shape),
                    self._spot("picture"),
                    scanned=shape.tag == q("p:pic"),
                )
            )
        self._wordings(shape, self._spot("shape") if text(shape) else self._spot())
        for place, paragraph in enumerate(find(shape, "p:txBody/a:p")):
            listed = bool(find(paragraph, "a:pPr/a:buChar | a:pPr/a:buAutoNum"))
            if words := text(paragraph):
                made.paragraphs.append(Paragraph(words, listed, place > 0, self._here("shape")))
        for link in find(shape, ".//a:hlinkClick | .//a:hlinkHover"):
            known = link.get(q("r:id"), "")
            address = self._package.address(self._part, known) or f"#{self._package.target(self._part, known)}"
            # A click may also start a program or a macro; to another slide is the one way that needs no address.
            action = link.get("action", "")
            if action and not action.startswith("ppaction://hlinksldjump"):
                address = action
            around = link.getparent()
            run = around.getparent() if around is not None else None
            made.links.append(Link(text(run) if run is not None else "", address, self._spot("link")))
        for run in find(shape, ".//a:r[a:t[normalize-space()]]"):
            properties = run.find(q("a:rPr"))
            size = whole(properties.get("sz"), 1800) / 100 if properties is not None else 18.0
            bold = properties is not None and properties.get("b") == "1"
            made.letterings.append(Lettering(size, self._here("shape")))
            if (pair := grounds.colours(shape, run)) is not None:
                made.inks.append(Ink(*pair, size >= (_LARGE_BOLD if bold else _LARGE), self._here("shape")))

    def _here(self, thing: str) -> Spot:
        return Spot(
            Within((("slide", self._number), (thing, max(self._counts.get(thing, 0), 1))), self._part),
            anchor=self._anchor,
        )

    def _wordings(self, root: etree._Element, at: Spot) -> None:
        """The language of every run; one without it is read in that of the reader's program."""
        for run in root.iter(q("a:r"), q("a:fld")):
            if words := text(run):
                properties = run.find(q("a:rPr"))
                language = properties.get("lang") if properties is not None else None
                self._made.wordings.append(Wording(words, language, at))


def _cell(cell: etree._Element) -> Cell:
    ground = "".join(paint.get("val", "") for paint in find(cell, "a:tcPr/a:solidFill/*"))
    return Cell(ground, bool(text(cell)) or cell.get("vMerge") is not None)


def text(element: etree._Element) -> str:
    """The words of an element, as they are read."""
    pieces = (part.text or "" if part.tag == q("a:t") else " " for part in element.iter(q("a:t"), q("a:br"), q("a:p")))
    return " ".join("".join(pieces).split())


def _named(shape: etree._Element, attribute: str) -> str:
    return next((named.get(attribute, "") for named in shape.iter(q("p:cNvPr"))), "").strip()


def _is_title(shape: etree._Element) -> bool:
    return bool(find(shape, "p:nvSpPr/p:nvPr/p:ph[@type='title' or @type='ctrTitle']"))


def _is_ornament(shape: etree._Element) -> bool:
    """Whether the shape is marked as one that says nothing; a line or an empty placeholder says nothing anyway."""
    marked = find(shape, ".//p:cNvPr//adec:decorative[@val='1' or @val='true']")
    return bool(marked) or bool(find(shape, "p:nvSpPr/p:nvPr/p:ph"))


def _says(shape: etree._Element) -> bool:
    """Whether a reader is told something: text, or what stands for a picture."""
    return bool(text(shape)) or not _is_ornament(shape)
