"""Reading a web page: what it says by its tree, what it may do by its tags.

**Why** twice: the tree is what a browser makes of the page; the tags are what stands there, whatever a parser
would forgive. What is not ours is found among the tags.
"""

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import islice
from typing import cast

from lxml import etree
from lxml import html as lxml_html

from strategia.audit import allowed
from strategia.audit.made import (
    Found,
    Heading,
    Link,
    Made,
    Paragraph,
    Picture,
    Spot,
    Table,
    UnreadableError,
    Wording,
)
from strategia.audit.reading import stylesheet
from strategia.audit.reading.cells import Cell, mute
from strategia.audit.reading.traces import traces
from strategia.diagnostics import Within

_MOST = 300_000
"""As many tags a page may have; a long strategy has some ten thousand."""
_FEW, _LISTS = 3, 20
"""As many links nobody needs to skip; in as many lists of links they are looked for."""


class _Tags(HTMLParser):
    """Every tag of a page with its line, as they stand there."""

    def __init__(self, made: Made) -> None:
        super().__init__()
        self._made = made
        self._before_policy = False

    def _spot(self) -> Spot:
        return Spot(line=self.getpos()[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Sort the tag and its attributes into what is ours, what could run and what is unknown."""
        made, spot, values = self._made, self._spot(), {name: value or "" for name, value in attrs}
        if tag in allowed.ACTIVE_ELEMENTS:
            made.active.append(Found(f"<{tag}>", spot))
        elif tag not in allowed.ELEMENTS:
            made.markup.append(Found(f"<{tag}>", spot))
        for name, value in values.items():
            if name.startswith("on"):
                made.active.append(Found(name, spot))
            elif name == "src" or (name == "href" and tag != "a"):
                # A colour gradient may go on from another one of the same drawing.
                within = value.startswith("#") and tag.endswith("gradient")
                embedded = value.startswith(allowed.EMBEDDED_DATA) or (tag == "link" and value.startswith("data:,"))
                if not (within or embedded):
                    made.loads.append(Found(value, spot))
            elif name not in allowed.ATTRIBUTES and not name.startswith("aria-"):
                made.markup.append(Found(name, spot))
        if tag == "meta":
            self._meta(values, spot)
        elif tag not in ("html", "head"):
            # A policy binds only what comes after it.
            self._before_policy = True

    def _meta(self, values: dict[str, str], spot: Spot) -> None:
        kind = values.get("http-equiv", "").lower()
        content = values.get("content", "")
        if kind == "content-security-policy" and not self._before_policy and self._made.policy is None:
            self._made.policy = content
        elif kind == "refresh":
            self._made.active.append(Found("refresh", spot))
        name = values.get("name", "").lower()
        if name == "author":
            self._made.people.append(Found(content, spot))
        elif name == "viewport":
            self._made.viewport = content

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself, as those of drawings do."""
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data: str) -> None:
        """A comment: no reader sees it, and it may tell of a machine or a person."""
        self._made.markup.append(Found(f"<!--{data[:40]}", self._spot()))

    def handle_pi(self, data: str) -> None:
        """A processing instruction, which no page has."""
        self._made.markup.append(Found(f"<?{data[:40]}", self._spot()))

    def unknown_decl(self, data: str) -> None:
        """Something that browsers do not agree on."""
        self._made.markup.append(Found(f"<![{data[:40]}", self._spot()))


def read(path: str, data: bytes) -> Made:
    """The page. UnreadableError when it is no page in UTF-8."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise UnreadableError("kind") from None
    if text.count("<") > _MOST:
        raise UnreadableError("parts", limit=_MOST)
    made = Made(path, "html")
    tags = _Tags(made)
    tags.feed(text)
    tags.close()
    try:
        root = lxml_html.document_fromstring(text)
    except (etree.ParserError, ValueError):
        raise UnreadableError("kind") from None
    made.title = " ".join((root.findtext("head/title") or "").split())
    made.language = root.get("lang", "")
    styles = [element.text or "" for element in root.iter("style")]
    _Tree(made, stylesheet.painted("".join(styles))).read(root)
    made.styled = bool(styles)
    digest = b64encode(sha256("".join(styles).encode()).digest()).decode()
    made.style_hash = f"'sha256-{digest}'"
    made.traces += [Found(trace, Spot()) for trace in traces(text)]
    for style in styles:
        stylesheet.read(style, made)
    return made


class _Tree:
    """A walk through the page in reading order, which remembers the last anchor and counts things."""

    def __init__(self, made: Made, painted: frozenset[str]) -> None:
        self._painted = painted
        self._made = made
        self._anchor = ""
        self._counts: dict[str, int] = {}

    def read(self, root: etree._Element) -> None:
        """Everything of the page, in order."""
        for element in root.iter(etree.Element):
            if name := element.get("id"):
                self._made.anchors.append(Found(name, Spot(line=_line(element))))
                self._anchor = name
            self._element(element, str(element.tag))
        self._made.landmark = root.find(".//main") is not None
        self._made.skip = all(_can_be_skipped(root, nav) for nav in islice(root.iter("nav"), _LISTS))
        self._made.contents = any(len(nav.findall(".//a")) > 1 for nav in root.iter("nav"))

    def _spot(self, element: etree._Element, thing: str) -> Spot:
        self._counts[thing] = self._counts.get(thing, 0) + 1
        return Spot(Within(((thing, self._counts[thing]),)), _line(element), self._anchor)

    def _element(self, element: etree._Element, tag: str) -> None:
        made = self._made
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            made.headings.append(Heading(int(tag[1]), _text(element), self._spot(element, "heading")))
        elif tag == "a" and element.get("href") is not None:
            label = element.get("aria-label") or _text(element)
            made.links.append(Link(label, element.get("href", ""), self._spot(element, "link")))
        elif tag == "table":
            made.tables.append(self._table(element))
        elif tag in ("img", "svg") or element.get("role") == "img":
            self._picture(element, tag)
        elif tag == "p" and (_text(element) or not element.xpath(".//img | .//svg")):
            listed = any(above.tag == "li" for above in element.iterancestors())
            before = element.getprevious()
            follows = before is not None and before.tag == "p"
            made.paragraphs.append(Paragraph(_text(element), listed, follows, self._spot(element, "paragraph")))
        if tag != "html" and (language := element.get("lang")) is not None:
            made.wordings.append(Wording(_text(element), language, self._spot(element, "passage")))

    def _picture(self, element: etree._Element, tag: str) -> None:
        """A picture; what stands within one that is named has no name of its own."""
        if any(above.get("role") == "img" or above.tag == "svg" for above in element.iterancestors()):
            return
        at = self._spot(element, "picture")
        said = element.get("alt") if tag == "img" else element.get("aria-label")
        said = said or element.findtext("title") or element.findtext("desc") or said
        hidden = element.get("aria-hidden") == "true" or (tag == "img" and said == "")
        self._made.pictures.append(Picture(said, hidden, at, scanned=tag == "img"))

    def _table(self, table: etree._Element) -> Table:
        heads = table.findall("thead/tr/th") or [c for c in table.findall("tbody/tr[1]/th") if c.get("scope") == "col"]
        scoped = all(head.get("scope") for head in table.iter("th"))
        name = _text(caption) if (caption := table.find("caption")) is not None else ""
        merged = any(int_of(cell.get("colspan")) > 1 for cell in table.iter("td", "th"))
        nested = any(above.tag == "table" for above in table.iterancestors())
        rows = ([self._cell(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr"))
        return Table(bool(heads), name, merged, nested, self._spot(table, "table"), scoped, mute(rows))

    def _cell(self, cell: etree._Element) -> Cell:
        classes = self._painted.intersection((cell.get("class") or "").split())
        return Cell(" ".join(sorted(classes)), bool(_text(cell)) or cell.find(".//*[@role='img']") is not None)


def _can_be_skipped(root: etree._Element, nav: etree._Element) -> bool:
    """Whether a list of links is short, or a link before it leads past it."""
    if len(nav.findall(".//a")) <= _FEW:
        return True
    order = list(root.iter(etree.Element))
    place = order.index(nav)
    beyond = {f"#{element.get('id')}" for element in order[place + 1 :] if nav not in element.iterancestors()}
    return any(element.tag == "a" and element.get("href") in beyond for element in order[:place])


def _line(element: etree._Element) -> int:
    """The line of an element, at least one."""
    return cast("int | None", element.sourceline) or 1


def int_of(text: str | None) -> int:
    """A whole number as an attribute has it; 0 for anything else."""
    return int(text) if text and text.isdecimal() else 0


def _text(element: etree._Element) -> str:
    return " ".join("".join(cast("list[str]", element.xpath(".//text()[not(parent::style)]"))).split())
