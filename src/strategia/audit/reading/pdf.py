"""Reading a PDF file: what its tags say to those who hear it, and what its actions could do."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from strategia.audit.made import Found, Heading, Link, Made, Picture, Spot, Table, UnreadableError, Wording
from strategia.audit.reading.traces import traces
from strategia.diagnostics import Within

_MOST = 200_000
"""As many objects are looked at; a strategy has a few thousand."""
_DEEPEST = 60
_HEADING = re.compile(r"/H([1-6])")
_ACTIVE = (
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
)
_MIDNIGHT = re.compile(r"D:\d{8}(?:000000.*)?")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def read(path: str, data: bytes) -> Made:
    """The PDF file. UnreadableError when it is none, or cannot be opened without a password."""
    made = Made(path, "pdf")
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            if len(pdf.objects) > _MOST:
                raise UnreadableError("parts", limit=_MOST)
            _File(pdf, made).read()
    except pikepdf.PasswordError:
        raise UnreadableError("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # What the format's own rules do not allow is told by its reader in as many ways as there are types.
        raise UnreadableError("kind") from None
    return made


class _File:
    """A walk through a file: its catalogue, its tags in order, its pages, all its objects."""

    def __init__(self, pdf: Pdf, made: Made) -> None:
        self._pdf = pdf
        self._made = made
        self._pages = {str(page.objgen): number for number, page in enumerate(pdf.pages, 1)}
        self._counts: Counter[str] = Counter()
        self._seen: set[tuple[int, int]] = set()
        self._anchor = ""
        self._names = dict(self._destinations())
        self._titles = list(self._outline(pdf.Root.get("/Outlines"), 0))

    def read(self) -> None:
        """Everything of the file."""
        root, made = self._pdf.Root, self._made
        made.title = str(self._pdf.docinfo.get("/Title", "")).strip()
        made.language = str(root.get("/Lang", ""))
        marks, view = root.get("/MarkInfo", Dictionary()), root.get("/ViewerPreferences", Dictionary())
        made.tagged = bool(marks.get("/Marked")) and "/StructTreeRoot" in root
        made.shows_title = bool(view.get("/DisplayDocTitle"))
        made.contents = bool(self._titles)
        self._properties()
        if made.tagged:
            self._element(root.StructTreeRoot.get("/K"), 0)
        for number, page in enumerate(self._pdf.pages, 1):
            self._page(page.obj, number)
        self._objects()

    def _properties(self) -> None:
        info, made = self._pdf.docinfo, self._made
        author = str(info.get("/Author", "")).strip()
        made.people += [Found(author, Spot())] if author else []
        for name in ("/CreationDate", "/ModDate"):
            moment = str(info.get(name, ""))
            if moment and not _MIDNIGHT.fullmatch(moment):
                made.times.append(Found(moment, Spot()))
        metadata = self._pdf.Root.get("/Metadata")
        # PDF/A wants them as they are; packed ones could unfold to any size.
        told = b""
        if isinstance(metadata, pikepdf.Stream) and "/Filter" not in metadata:
            told = metadata.read_raw_bytes()
        words = "\n".join([told.decode("utf-8", "replace"), *(str(value) for value in info.values())])
        made.traces += [Found(trace, Spot()) for trace in traces(words)]

    def _is_new(self, one: Object) -> bool:
        """Whether an object is met for the first time: files of strangers may lead in circles."""
        if one.is_indirect and one.objgen in self._seen:
            return False
        self._seen.add(one.objgen)
        return True

    def _outline(self, above: Object | None, depth: int) -> Iterator[tuple[str, str]]:
        """The titles of the bookmarks in order, each with the anchor that it leads to, if there is one."""
        item = above.get("/First") if above is not None else None
        while item is not None and depth < _DEEPEST and self._is_new(item):
            yield str(item.get("/Title", "")), self._names.get(_place(item.get("/Dest")), "")
            yield from self._outline(item, depth + 1)
            item = item.get("/Next")

    def _destinations(self) -> Iterator[tuple[str, str]]:
        """Every place that has a name, with its name."""
        names = self._pdf.Root.get("/Names", Dictionary()).get("/Dests")
        if names is not None:
            for name, where in pikepdf.NameTree(names).items():
                yield _place(where), str(name)

    def _spot(self, thing: str, element: Object) -> Spot:
        self._counts[thing] += 1
        page = self._pages.get(str(element.Pg.objgen), 0) if "/Pg" in element else 0
        steps = (("page", page),) if page else ()
        return Spot(Within((*steps, (thing, self._counts[thing]))), anchor=self._anchor)

    def _element(self, element: Object | None, depth: int, *, table: bool = False) -> None:
        """An element of the structure and all below it."""
        if isinstance(element, Array):
            for one in element:
                self._element(one, depth, table=table)
        elif isinstance(element, Dictionary) and depth < _DEEPEST and "/S" in element and self._is_new(element):
            kind = str(element.S)
            if (heading := _HEADING.fullmatch(kind)) is not None:
                # Every heading has its bookmark; the letters of the text itself are hard to come by.
                bookmarks = self._titles[len(self._made.headings) :]
                title, self._anchor = bookmarks[0] if bookmarks else ("–", "")
                self._made.headings.append(Heading(int(heading[1]), title, self._spot("heading", element)))
            elif kind == "/Figure":
                said = str(element.get("/Alt", "")) or None
                self._made.pictures.append(Picture(said, decorative=False, at=self._spot("picture", element)))
            elif kind == "/Table":
                self._table(element, nested=table)
            if "/Lang" in element:
                self._made.wordings.append(Wording("", str(element.Lang), self._spot("passage", element)))
            self._element(element.get("/K"), depth + 1, table=table or kind == "/Table")

    def _table(self, table: Object, *, nested: bool) -> None:
        cells = list(_cells(table, set()))
        headed = any(str(cell.S) == "/TH" and _attribute(cell, "/Scope") for cell in cells)
        merged = any(int(_attribute(cell, "/ColSpan") or 1) > 1 for cell in cells)
        self._made.tables.append(Table(headed, "", merged, nested, self._spot("table", table)))

    def _page(self, page: Object, number: int) -> None:
        at = Spot(Within((("page", number),)))
        for annotation in page.get("/Annots", Array()):
            address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if address:
                said = str(annotation.get("/Contents", "")) or address
                self._made.links.append(Link(said, address, at))
        resources = page.get("/Resources", Dictionary())
        drawn = [one for one in resources.get("/XObject", Dictionary()).values() if one.get("/Subtype") == Name.Image]
        if drawn and not resources.get("/Font"):
            self._made.pictures.append(Picture("…", decorative=False, at=at, scanned=True))

    def _objects(self) -> None:
        """Whatever runs, leads out, takes input or is embedded, wherever in the file it stands."""
        for whole in self._pdf.objects:
            for one in _parts(whole, 0):
                self._safety(one)

    def _safety(self, one: Object) -> None:
        made, action, kind = self._made, str(one.get("/S", "")), one.get("/Type")
        if action in _ACTIVE or "/JS" in one:
            made.active.append(Found(action or "/JS", Spot()))
        elif action in ("/GoToR", "/GoToE") or "/FS" in one:
            made.loads.append(Found(str(one.get("/F", one.get("/FS", action)))[:200], Spot()))
        if kind == Name.EmbeddedFile or "/EF" in one:
            made.parts.append(Found("/EmbeddedFile", Spot()))
        if "/XFA" in one or one.get("/Subtype") == Name.Widget:
            made.active.append(Found("/AcroForm", Spot()))
        if kind == Name.FontDescriptor and not any(name in one for name in _FONT_FILES):
            made.bare_fonts.append(Found(str(one.get("/FontName", "")).lstrip("/"), Spot()))


def _parts(one: object, depth: int) -> Iterator[Object]:
    """An object and those that are written within it; what it only refers to is another object."""
    if not isinstance(one, Dictionary | pikepdf.Stream | Array) or depth > _DEEPEST:
        return
    if not isinstance(one, Array):
        yield one
    values = one if isinstance(one, Array) else dict(one.items()).values()
    for value in values:
        if isinstance(value, Object) and not value.is_indirect:
            yield from _parts(value, depth + 1)


def _place(where: Object | None) -> str:
    """A place in the file as text, to compare it: its page and its height."""
    with suppress(AttributeError, IndexError, TypeError, ValueError):
        if isinstance(where, Array):
            return f"{where[0].objgen} {where[3]}"
    return ""


def _cells(element: Object, seen: set[tuple[int, int]]) -> Iterator[Object]:
    """Every cell of a table."""
    children = element.get("/K") if isinstance(element, Dictionary) else None
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and "/S" in child and child.objgen not in seen:
            seen.add(child.objgen)
            if str(child.S) in ("/TH", "/TD"):
                yield child
            else:
                yield from _cells(child, seen)


def _attribute(element: Object, name: str) -> str:
    """An attribute of an element; empty where none of its attribute objects has it."""
    owned = element.get("/A")
    for one in owned if isinstance(owned, Array) else [owned]:
        if isinstance(one, Dictionary) and name in one:
            return str(one[name])
    return ""
