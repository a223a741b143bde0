"""Reading a Word file: its body in order, then what headers, footers and notes add."""

import re
from collections import Counter

from lxml import etree

from strategia.audit.made import Found, Heading, Ink, Lettering, Link, Made, Paragraph, Picture, Spot, Table, Wording
from strategia.audit.reading.cells import Cell, mute
from strategia.audit.reading.package import Package, find, opened, q, spot
from strategia.audit.reading.styles import Styles, colour, value
from strategia.diagnostics import Within

_BODY = "word/document.xml"
_TEXT_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_PAPER, _BLACK = "FFFFFF", "000000"
_NEEDED = (
    ".//w:drawing | .//w:pict | .//w:object | .//w:br[@w:type='page'] | .//w:sectPr | ancestor::w:tc"
    " | preceding-sibling::*[1][self::w:tbl]"
)
"""Of an empty paragraph: what it is there for. A cell has one at least, and a table is followed by one."""
_LARGE, _LARGE_BOLD = 18, 14
"""From these sizes on, in points, text is large."""


def read(path: str, data: bytes) -> Made:
    """The Word file. UnreadableError when it is none, or not safe to open."""
    made = Made(path, "docx")
    package = opened(data, _BODY, made)
    styles = Styles(package.parts.get("word/styles.xml"))
    made.wordings.append(Wording("", styles.language or None, spot("word/styles.xml")))
    _Body(made, package, styles).read()
    for name, root in package.parts.items():
        if _TEXT_PARTS.fullmatch(name):
            _fields(root, name, made)
            for language in {element.get(q("w:val"), "") for element in root.iter(q("w:lang"))}:
                made.wordings.append(Wording("", language, spot(name)))
        for person in sorted({str(author) for author in find(root, "//@w:author")} if name.startswith("word/") else ()):
            made.people.append(Found(person, spot(name)))
    return made


def _fields(root: etree._Element, part: str, made: Made) -> None:
    """The instructions of fields, simple ones and those in pieces."""
    made.fields += [Found(field.get(q("w:instr"), "").strip(), spot(part)) for field in root.iter(q("w:fldSimple"))]
    for paragraph in root.iter(q("w:p")):
        pieces: list[str] = []
        for element in paragraph.iter(q("w:instrText"), q("w:fldChar")):
            if element.tag == q("w:instrText"):
                pieces.append(element.text or "")
            elif pieces:
                made.fields.append(Found("".join(pieces).strip(), spot(part)))
                pieces = []
        if pieces:
            made.fields.append(Found("".join(pieces).strip(), spot(part)))


class _Body:
    """A walk through the body in order, which remembers the last bookmark and counts things."""

    def __init__(self, made: Made, package: Package, styles: Styles) -> None:
        self._made = made
        self._package = package
        self._styles = styles
        self._anchor = ""
        self._counts: Counter[str] = Counter()
        self._inks: set[tuple[str, str, bool]] = set()
        self._sizes: set[float] = set()

    def read(self) -> None:
        """Everything of the body."""
        for element in self._package.parts[_BODY].iter(etree.Element):
            match element.tag:
                case tag if tag == q("w:bookmarkStart"):
                    self._anchor = element.get(q("w:name"), "")
                    self._made.anchors.append(Found(self._anchor, spot(_BODY)))
                case tag if tag == q("w:p"):
                    self._paragraph(element)
                case tag if tag == q("w:tbl"):
                    self._made.tables.append(self._table(element))
                case tag if tag == q("wp:docPr"):
                    self._picture(element.get("descr"), decorative=bool(find(element, ".//adec:decorative")))
                case tag if tag == q("v:shape"):
                    self._picture(element.get("alt"), decorative=False)
                case tag if tag == q("w:hyperlink"):
                    self._link(element)

    def _spot(self, thing: str) -> Spot:
        self._counts[thing] += 1
        return Spot(Within(((thing, self._counts[thing]),), _BODY), anchor=self._anchor)

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(q("w:pPr"))
        style = value(properties.find(q("w:pStyle"))) if properties is not None else ""
        words = text(paragraph)
        if level := self._styles.level(style):
            # A bookmark of a heading stands before it, inside it or around it.
            inner = paragraph.find(q("w:bookmarkStart"))
            self._anchor = inner.get(q("w:name"), "") if inner is not None else self._anchor
            self._made.headings.append(Heading(level, words, self._spot("heading")))
        else:
            own = properties is not None and properties.find(q("w:numPr")) is not None
            at = self._spot("paragraph")
            if words or not find(paragraph, _NEEDED):
                before = paragraph.getprevious()
                follows = before is not None and before.tag == q("w:p")
                self._made.paragraphs.append(Paragraph(words, own or self._styles.is_list(style), follows, at))
        if self._styles.is_contents(style):
            self._made.contents = True
        self._looks(paragraph, style)

    def _looks(self, paragraph: etree._Element, style: str) -> None:
        shaded = find(paragraph, "ancestor::w:tc[1]/w:tcPr/w:shd/@w:fill")
        ground = colour(str(shaded[0])) if shaded else None
        for run in paragraph.iter(q("w:r")):
            if not text(run).strip():
                continue
            looks = self._styles.looks(style, run, ground)
            large = looks.size >= (_LARGE_BOLD if looks.bold else _LARGE)
            pair = (looks.front or _BLACK, looks.ground or _PAPER, large)
            if pair not in self._inks:
                self._inks.add(pair)
                self._made.inks.append(Ink(*pair, self._here("paragraph")))
            if looks.size not in self._sizes:
                self._sizes.add(looks.size)
                self._made.letterings.append(Lettering(looks.size, self._here("paragraph")))

    def _here(self, thing: str) -> Spot:
        return Spot(Within(((thing, self._counts[thing]),), _BODY), anchor=self._anchor)

    def _table(self, table: etree._Element) -> Table:
        first = table.find(q("w:tr"))
        headed = first is not None and bool(find(first, "w:trPr/w:tblHeader[not(@w:val='0' or @w:val='false')]"))
        name = value(table.find(f"{q('w:tblPr')}/{q('w:tblCaption')}"))
        merged = bool(find(table, "w:tr/w:tc/w:tcPr/w:gridSpan[@w:val > 1] | w:tr/w:tc/w:tcPr/w:hMerge"))
        rows = ([_cell(cell) for cell in row.iterchildren(q("w:tc"))] for row in table.iterchildren(q("w:tr")))
        nested = bool(find(table, "ancestor::w:tbl"))
        return Table(headed, name, merged, nested, self._spot("table"), mute=mute(rows))

    def _picture(self, alternative: str | None, *, decorative: bool) -> None:
        self._made.pictures.append(Picture(alternative, decorative, self._spot("picture"), scanned=True))

    def _link(self, link: etree._Element) -> None:
        anchor, known = link.get(q("w:anchor")), link.get(q("r:id"), "")
        address = f"#{anchor}" if anchor is not None else self._package.address(_BODY, known)
        self._made.links.append(Link(text(link), address, self._spot("link")))


def _cell(cell: etree._Element) -> Cell:
    ground = "".join(shade.get(q("w:fill"), "") for shade in find(cell, "w:tcPr/w:shd"))
    covered = find(cell, "w:tcPr/w:vMerge[not(@w:val='restart')]")
    return Cell("" if ground == "auto" else ground, bool(covered or text(cell) or find(cell, ".//w:drawing")))


def text(element: etree._Element) -> str:
    """The words of an element, as they are read."""
    pieces = (part.text or "" if part.tag == q("w:t") else " " for part in element.iter(*_READ))
    return " ".join("".join(pieces).split())


_READ = (q("w:t"), q("w:tab"), q("w:br"))
