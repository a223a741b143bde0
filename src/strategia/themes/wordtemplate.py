"""A Word template of the county's own: looked through for what is unsafe, and asked for its styles, nothing else.

**Why** only styles: a document made on top of a stranger's file would carry all that is in it. Of each style that has
the name of one of ours its properties are taken, by an allow-list, together with those that it is based on.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from strategia.diagnostics import Diagnostic, Severity
from strategia.source import Location
from strategia.templates import Templates
from strategia.themes.screening import screened
from strategia.writers.ooxml import W
from strategia.writers.palette import colourful, darkened
from strategia.writers.theme import WordStyle
from strategia.writers.wordxml import find_all, make, parsed, q, written

_REFERENCE = "docx/reference.docx"
_STYLES = "word/styles.xml"
_PASSIVE = re.compile("stylesWithEffects|customXml|customXmlProps|glossaryDocument|people")
"""Parts that Word itself puts into templates, and that stay there."""
_PROPERTIES = {
    "pPr": "keepNext keepLines pageBreakBefore widowControl pBdr shd tabs suppressAutoHyphens spacing ind "
    "contextualSpacing jc outlineLvl",
    "rPr": "rFonts b bCs i iCs caps smallCaps color spacing sz szCs u",
}
"""What is taken of a style. Not its numbering, which is in another part."""
_PARTS = frozenset(map(q, ("top", "left", "bottom", "right", "between", "bar", "tab")))
"""What stands in a property: borders and stops."""
_TOGETHER = frozenset(("Cover Kind", "Title", "Subtitle"))
"""Styles that join into one band on the title page: taken all or not at all."""
_OTHERS = frozenset(
    (
        # They hold places: in headers and footers, and at the top of a page.
        *("header", "footer", "TOC Heading"),
        # Pandoc's, of which our documents have nothing.
        *("Author", "Date", "Abstract Title", "Abstract", "Bibliography", "Block Text", "Footnote Text", "Compact"),
        *("Footnote Block Text", "First Paragraph", "Captioned Figure"),
    )
)
"""Styles that are never taken."""
_HEADING = "heading 1"
_COLOUR = re.compile(r'<w:color\b[^>]* w:val="([0-9A-Fa-f]{6})"')
_VALUE = re.compile(r"[\w .#%+-]{0,80}")
_DEEPEST = 20
"""On how many styles, one after the other, a style is based at most."""
_LATIN = ("ascii", "hAnsi", "cs")


def read(name: str, folder: Path, place: Location) -> tuple[tuple[WordStyle, ...], list[Diagnostic]]:
    """The styles of the template, with what is wrong with it. ProblemError when there is no such file.

    `place` is where the theme names it.
    """
    data, unsafe = screened(name, folder, place, ".docx", _PASSIVE)
    if unsafe:
        return (), unsafe
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist() if part in (_STYLES, "word/theme/theme1.xml")}
    ours = _ours()
    found = tuple(_Template(parts).styles(ours))
    taken = {style.name for style in found}
    if not taken.issuperset(_TOGETHER):
        found = tuple(style for style in found if style.name not in _TOGETHER)
    shown = [one for one in ours if one not in taken]
    arguments = {"file": name, "count": len(found), "missing": ", ".join(shown)}
    return found, [Diagnostic("THM301", Severity.INFO, place, arguments)] if shown else []


def primary(styles: Iterable[WordStyle]) -> str | None:
    """The colour of the first headings of a template, dark enough to be read; None where they are black or grey."""
    told = (_COLOUR.search(style.drawn) for style in styles if style.name == _HEADING)
    return next((darkened(found[1].upper()) for found in told if found and colourful(found[1])), None)


def _ours() -> Mapping[str, str]:
    """The names of our own styles of paragraphs and characters, each with its kind."""
    with zipfile.ZipFile(Templates().path(_REFERENCE)) as archive:
        root = parsed(archive.read(_STYLES))
    quick = find_all(root, "//w:style[w:qFormat][@w:type='paragraph' or @w:type='character']")
    return {name: style.get(q("type"), "") for style in quick if (name := _name(style)) not in _OTHERS}


def _name(style: etree._Element) -> str:
    name = style.find(q("name"))
    return "" if name is None else name.get(q("val"), "")


class _Template:
    """The styles of a template by id, and the fonts of its theme."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        root = parsed(parts[_STYLES]) if _STYLES in parts else make("styles")
        self._defaults = find_all(root, "/w:styles/w:docDefaults/*/w:pPr | /w:styles/w:docDefaults/*/w:rPr")
        self._styles = {style.get(q("styleId"), ""): style for style in find_all(root, "/w:styles/w:style")}
        theme = parsed(parts["word/theme/theme1.xml"]) if "word/theme/theme1.xml" in parts else None
        fonts = [] if theme is None else theme.iterfind(".//{*}fontScheme/*/{*}latin")
        self._fonts = {str(etree.QName(font.getparent()).localname)[:5]: font.get("typeface", "") for font in fonts}

    def styles(self, ours: Mapping[str, str]) -> Iterator[WordStyle]:
        """Those that have the name and the kind of one of ours."""
        names = {name.casefold(): name for name in ours}
        for style in self._styles.values():
            own = names.get(_name(style).casefold())
            if own is not None and ours[own] == style.get(q("type")):
                del names[own.casefold()]
                yield WordStyle(own, self._drawn(style))

    def _drawn(self, style: etree._Element) -> str:
        """The properties of a style and of all that it is based on, as a style of their own."""
        chain = [style]
        while len(chain) < _DEEPEST and (base := chain[-1].find(q("basedOn"))) is not None:
            below = self._styles.get(base.get(q("val"), ""))
            if below is None or below in chain:
                break
            chain.append(below)
        made = etree.Element(q("style"), nsmap={"w": W})
        for group, names in _PROPERTIES.items():
            sources = [one for one in self._defaults if one.tag == q(group)]
            sources += [found for one in reversed(chain) if (found := one.find(q(group))) is not None]
            known: dict[str, etree._Element] = {}
            for source in sources:
                for element in source:
                    self._take(element, known)
            properties = make(group)
            properties.extend(known[q(name)] for name in names.split() if q(name) in known)
            made.append(properties)
        return written(made).decode().partition("?>")[2].strip()

    def _take(self, element: etree._Element, known: dict[str, etree._Element]) -> None:
        """Adds a property to those known; of one known already, the attributes it writes itself."""
        if not isinstance(element.tag, str) or etree.QName(element).namespace != etree.QName(q("p")).namespace:
            return
        copied = self._copied(element)
        before = known.get(element.tag)
        if before is not None and not len(copied) and element.tag != q("color"):
            before.attrib.update(copied.attrib)
        else:
            known[element.tag] = copied

    def _copied(self, element: etree._Element) -> etree._Element:
        """An element with plain values only: nothing that another part of the file would have to explain."""
        copied = etree.Element(element.tag)
        for name, value in element.attrib.items():
            local = etree.QName(name).localname
            if str(name) == q(local) and "heme" not in local and _VALUE.fullmatch(str(value)):
                copied.set(name, value)
        if element.tag == q("rFonts") and (given := element.get(q("asciiTheme"))):
            font = self._fonts.get(given[:5], "")
            if font and _VALUE.fullmatch(font):
                copied.attrib.update({q(name): font for name in _LATIN})
        copied.extend(self._copied(inner) for inner in element if inner.tag in _PARTS)
        return copied
