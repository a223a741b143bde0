"""Reading an Office file as a package: its parts, what each is related to, and its properties."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

from lxml import etree

from strategia import archives
from strategia.audit import allowed
from strategia.audit.made import Found, Link, Made, Spot, UnreadableError
from strategia.audit.reading.traces import traces
from strategia.diagnostics import Within

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "v": "urn:schemas-microsoft-com:vml",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}

_ACTIVE = re.compile(r"vbaProject|macroEnabled|activeX|oleObject|ctrlProp|attachedToolbars", re.IGNORECASE)
_EMBEDDED = re.compile(r"/embeddings/|\.bin$|\.(?:html?|rtf|mht|docx|pptx|exe|js|vbs|swf)$", re.IGNORECASE)
_CHART_BOOK = re.compile(r"ppt/embeddings/[^/]*\.xlsx")
_HISTORY = (b"w:rsid", b":docId", b":durableId", b"_AuthorEmail")
"""By what programs know a file and its editings again, in whatever part."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Relation(NamedTuple):
    """A relationship of a part: the last word of its type, its target as written, whether it leads outside."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """The XML parts of an Office file by name, parsed, with the relationships of each part by id."""

    names: list[str]
    parts: dict[str, etree._Element]
    relations: dict[str, dict[str, Relation]]

    def target(self, part: str, known: str) -> str:
        """The name of the part that a relationship leads to; empty where there is none."""
        relation = self.relations.get(part, {}).get(known)
        return "" if relation is None or relation.external else resolved(part, relation.target)

    def address(self, part: str, known: str) -> str:
        """The address that a relationship leads to, outside of the file."""
        relation = self.relations.get(part, {}).get(known)
        return relation.target if relation is not None and relation.external else ""

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts to which a part has relationships of a kind."""
        for relation in self.relations.get(part, {}).values():
            if relation.kind == kind and not relation.external:
                yield resolved(part, relation.target)


def resolved(part: str, target: str) -> str:
    """The name of a part that another one names, relative to itself or from the top."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def find(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements at an XPath with the usual prefixes."""
    return cast("list[etree._Element]", root.xpath(path, namespaces=NS))


def whole(text: str | None, otherwise: int = 0) -> int:
    """A whole number as an attribute has it; `otherwise` for anything else."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,12}", text) else otherwise


def q(name: str) -> str:
    """A name with its prefix as lxml writes it: `w:p`."""
    prefix, _, local = name.partition(":")
    return f"{{{NS[prefix]}}}{local}"


def opened(data: bytes, main: str, made: Made) -> Package:
    """The package, its safety noted in `made`. UnreadableError when it is not safe to open, or has no part `main`."""
    try:
        archive = archives.opened(data)
        archives.refuse_bombs(archive)
        raw = dict(archives.xml_parts(archive))
    except archives.UnsafeError as error:
        raise UnreadableError(error.reason, part=error.part, limit=error.limit) from None
    except archives.BROKEN:
        variant = "encrypted" if archives.is_encrypted(data) else "kind"
        raise UnreadableError(variant) from None
    if main not in raw:
        raise UnreadableError("kind")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        parts = {name: etree.fromstring(text, parser) for name, text in raw.items()}
    except etree.XMLSyntaxError:
        raise UnreadableError("kind") from None
    package = Package(archive.namelist(), parts, {})
    for name, root in parts.items():
        if name.endswith(".rels"):
            package.relations[_owner(name)] = dict(_relations(root))
    _safety(package, made)
    _properties(package, made)
    for name, text in raw.items():
        made.traces += [Found(trace, spot(name)) for trace in traces(text.decode("utf-8", "replace"))]
        made.traces += [Found(mark.decode(), spot(name)) for mark in _HISTORY if mark in text]
    for name in package.names:
        if _CHART_BOOK.fullmatch(name):
            _workbook(name, archive.read(name), made)
    _times(archive, package, made)
    return package


def _workbook(name: str, data: bytes, made: Made) -> None:
    """Note what is unsafe in the workbook behind a chart. UnreadableError as for the file itself."""
    inner = Made(name, made.format)
    opened(data, "xl/workbook.xml", inner)
    for own, found in (
        (made.active, inner.active),
        (made.loads, inner.loads),
        (made.parts, inner.parts),
        (made.people, inner.people),
        (made.traces, inner.traces),
        (made.times, inner.times),
    ):
        own += [Found(one.name, spot(f"{name}/{one.at.within.part}")) for one in found]


def spot(part: str, *steps: tuple[str, int], anchor: str = "") -> Spot:
    """A place in a part of an Office file."""
    return Spot(Within(steps, part), anchor=anchor)


def _owner(name: str) -> str:
    """The part whose relationships a part holds: `word/document.xml` of `word/_rels/document.xml.rels`."""
    folder, _, file = name.rpartition("/")
    return f"{folder.removesuffix('_rels')}{file.removesuffix('.rels')}"


def _relations(root: etree._Element) -> Iterator[tuple[str, Relation]]:
    for element in root.iter(q("rel:Relationship")):
        kind = element.get("Type", "").rpartition("/")[2]
        yield element.get("Id", ""), Relation(kind, element.get("Target", ""), element.get("TargetMode") == "External")


def _safety(package: Package, made: Made) -> None:
    """Note what runs, what is fetched and what is no part of a document."""
    for part, relations in package.relations.items():
        for relation in relations.values():
            if _ACTIVE.search(relation.kind):
                made.active.append(Found(relation.kind, spot(part)))
            elif relation.kind == "hyperlink":
                if relation.external:
                    continue
                made.links.append(Link("", relation.target, spot(part)))
            elif relation.external:
                made.loads.append(Found(relation.target, spot(part)))
            elif relation.kind not in allowed.RELATIONSHIPS:
                made.parts.append(Found(relation.kind, spot(part)))
    for name in package.names:
        if _ACTIVE.search(name):
            made.active.append(Found(name, spot(name)))
        elif _EMBEDDED.search(name) and not _CHART_BOOK.fullmatch(name):
            made.parts.append(Found(name, spot(name)))
    for content in package.parts["[Content_Types].xml"].iter(etree.Element):
        kind = content.get("ContentType", "")
        if _ACTIVE.search(kind):
            made.active.append(Found(kind, spot("[Content_Types].xml")))


_PEOPLE = ("creator", "lastModifiedBy", "Company", "Manager", "HyperlinkBase")
"""The properties that tell who made a file, and where."""


def _properties(package: Package, made: Made) -> None:
    """Title, language and people of the properties."""
    core = package.parts.get("docProps/core.xml")
    if core is not None:
        made.title = core.findtext("dc:title", "", NS).strip()
        made.language = core.findtext("dc:language", "", NS).strip()
    for name in ("docProps/core.xml", "docProps/app.xml"):
        for element in package.parts[name].iter(etree.Element) if name in package.parts else ():
            if etree.QName(element).localname in _PEOPLE and (words := (element.text or "").strip()):
                made.people.append(Found(words, spot(name)))


def _times(archive: zipfile.ZipFile, package: Package, made: Made) -> None:
    """Times that a clock has told: of the members, and in the properties other than midnight."""
    for info in archive.infolist():
        if info.date_time != _EPOCH:
            made.times.append(Found("{}-{:02}-{:02} {:02}:{:02}:{:02}".format(*info.date_time), spot(info.filename)))
            break
    core = package.parts.get("docProps/core.xml")
    for name in ("created", "modified") if core is not None else ():
        moment = core.findtext(f"dcterms:{name}", "", NS) if core is not None else ""
        if moment and not moment.endswith("T00:00:00Z"):
            made.times.append(Found(moment, spot("docProps/core.xml")))
