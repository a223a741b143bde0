"""Finishing a Word file that pandoc made: what its writer leaves out or gets wrong, in one pass.

Header and footer get their words, the settings and properties the language and the document's own
dates; `wordbody` sees to tables, pictures and boxes, `wordbrief` to documents without title page.
"""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from lxml import etree

from strategia.document.ast import Document
from strategia.languages import lexicon
from strategia.writers import wordbody, wordbrief, wordpages, wordstyles
from strategia.writers.characters import printable
from strategia.writers.officetheme import repainted, themed, word_slots
from strategia.writers.ooxml import language_tag, pack
from strategia.writers.theme import DEFAULT, Theme
from strategia.writers.wordblocks import Made
from strategia.writers.wordreference import STYLES, restored
from strategia.writers.wordxml import LIST_INDENT, SPACE, find_all, make, parsed, q, remove, written

_COMMA = ("fi", "sv", "se", "smn", "sms")
"""Languages with a decimal comma."""

_BULLETS = ("•", "–", "▪")


def finish(data: bytes, document: Document, theme: Theme, tables: Sequence[Made], styles: bytes) -> bytes:
    """The finished file. `tables` are its tables in order, `styles` those of the reference file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[STYLES] = restored(parts, styles, language_tag(document.language))

    def change(name: str, edit: Callable[[etree._Element], None]) -> None:
        root = parsed(parts[name])
        edit(root)
        parts[name] = written(root)

    if theme != DEFAULT:
        change(STYLES, lambda root: repainted(root, theme))
        for name in [name for name in parts if re.fullmatch(r"word/theme/theme\d+\.xml", name)]:
            parts[name] = themed(parts[name], word_slots(theme), word_slots(DEFAULT), theme.font)
    if theme.word_styles:
        change(STYLES, lambda root: wordstyles.adopt(root, theme.word_styles))
    change("word/settings.xml", lambda root: _settings(root, document.language))
    change("word/numbering.xml", _lists)
    if not document.contents:
        change(STYLES, wordbrief.styles)
    for name in [name for name in parts if re.fullmatch(r"word/(header|footer)\d*\.xml", name)]:
        change(name, lambda root: _furniture(root, document))

    def body(root: etree._Element) -> None:
        wordbody.finish(root, tables, theme, brief=not document.contents)
        # Pages on their side get the headers and footers that are finished by now.
        wordpages.finish(root, parts)

    change("word/document.xml", body)
    parts["docProps/core.xml"] = _core(document)
    return pack(parts, document.date)


def _settings(root: etree._Element, language: str) -> None:
    """The language of spelling, and its signs in numbers and lists; nothing of how anything was edited."""
    comma = language in _COMMA
    values = {
        "themeFontLang": language_tag(language),
        "decimalSymbol": "," if comma else ".",
        "listSeparator": ";" if comma else ",",
    }
    for name, value in values.items():
        for element in root.findall(q(name)):
            element.set(q("val"), value)
    for history in root.findall(q("rsids")):
        # Marks of the editing of the file that pandoc's own was made from.
        root.remove(history)


def _lists(root: etree._Element) -> None:
    """Signs that every font has, and indents that fit a cell too."""
    # Levels of a style number headings; they are the reference file's.
    for level in find_all(root, "//w:abstractNum/w:lvl[not(w:pStyle)]"):
        depth = int(level.get(q("ilvl"), "0"))
        for indent in find_all(level, "w:pPr/w:ind"):
            indent.set(q("left"), str(LIST_INDENT * (depth + 1)))
            indent.set(q("hanging"), str(LIST_INDENT))
        if find_all(level, "w:numFmt[@w:val='bullet']"):
            for sign in level.findall(q("lvlText")):
                sign.set(q("val"), _BULLETS[depth % len(_BULLETS)])
            for looks in level.findall(q("rPr")):
                level.remove(looks)


def _furniture(root: etree._Element, document: Document) -> None:
    """Header or footer: its words for `{mark}`, `{county}`, `{title}`, `{footer}` and `{page_of}`."""
    words = {
        "mark": document.mark or "",
        "county": document.county,
        "title": document.title,
        "footer": document.footer,
    }
    for text in find_all(root, "//w:t"):
        written = text.text or ""
        if written.strip() == "{page_of}":
            _page_of(text, document.language)
            continue
        text.text = re.sub(r"\{(mark|county|title|footer)\}", lambda token: printable(words[token[1]]), written)


def _page_of(text: etree._Element, language: str) -> None:
    """Page and pages as fields, which Word counts without asking."""
    run = text.getparent()
    if run is None:
        return
    looks = run.find(q("rPr"))
    pattern = lexicon(language).term("writer.page_of")
    for piece in re.split(r"(\{pages?\})", pattern):
        made = make("r")
        if looks is not None:
            made.append(etree.fromstring(etree.tostring(looks)))
        word = make("t")
        word.set(SPACE, "preserve")
        word.text = "1" if piece.startswith("{") else piece
        made.append(word)
        if piece.startswith("{"):
            field = make("fldSimple", instr=" PAGE " if piece == "{page}" else " NUMPAGES ")
            field.append(made)
            made = field
        run.addprevious(made)
    remove(run)


def _core(document: Document) -> bytes:
    """The core properties; the dates are set when the file is packed."""
    values = (
        ("dc:title", document.title),
        ("dc:subject", document.description),
        ("dc:creator", document.county),
        ("dc:language", language_tag(document.language)),
        ("dc:identifier", document.identifier),
        ("cp:contentStatus", document.stage),
    )
    lines = "".join(f"<{name}>{escape(printable(value))}</{name}>" for name, value in values if value)
    dates = "".join(f'<dcterms:{name} xsi:type="dcterms:W3CDTF"></dcterms:{name}>' for name in ("created", "modified"))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{lines}{dates}</cp:coreProperties>'
    ).encode()
