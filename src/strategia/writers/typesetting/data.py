"""The Document as data for the typst templates: its parts by name, and what typst cannot know.

Texts stay texts: typst reads them as strings, so nothing in them can become markup or code.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import cast

from strategia.document.ast import (
    Card,
    Cards,
    Chart,
    Cover,
    Document,
    Graph,
    KeyFacts,
    ListItem,
    Row,
    Run,
    Section,
    Table,
    plain,
)
from strategia.languages import lexicon
from strategia.writers import charts, contents, graphs
from strategia.writers.anchors import owners
from strategia.writers.characters import TOGETHER, clean
from strategia.writers.columns import UPRIGHT, across
from strategia.writers.pieces import continued, in_pieces
from strategia.writers.theme import Theme
from strategia.writers.typesetting import drawings, tables
from strategia.writers.typesetting.letters import Letters

_WORDS = ("contents", "table", "figure", "page_of")
_OUTSIDE = re.compile(r"https?://[^\s/?#]\S*|mailto:[^\s?#]\S*", re.IGNORECASE)
_SPECIAL = re.compile(rf"(?P<keep>(?<![^ ])(?=[^ ]{{1,24}}(?: |$))[^ ]*?(?:{TOGETHER.pattern})[^ ]*)|[^\W\d_]{{12,}}")
"""What stays on one line, and words so long that they may be broken."""
_TAIL = 2
"""So few letters of a word never stand alone on the next line."""
_NO_TEXTS = frozenset(("anchor", "id", "link", "lower", "upper", "within"))
"""Parts of a Document that are names, not words."""
_DRAWN_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{logo.width}" height="{logo.height}">'
    '<image width="{logo.width}" height="{logo.height}" href="data:image/png;base64,{data}"/></svg>'
)
_SHORT_CARD = 700
"""Letters of a card that may stand beside another."""
_SHORT_VALUE = 13
"""Letters of a key figure of which four stand abreast in large type."""


class Data:
    """Turns a Document into data."""

    def __init__(self, document: Document, theme: Theme, letters: Letters) -> None:
        self.row_headers: list[bool] = []
        """For each table, in reading order, whether its first column heads the rows; known after `whole`."""
        self._title = document.title
        self._document = cast("Document", _fitted(in_pieces(document), letters))
        self._theme = theme
        self._drawing = replace(theme, web_fonts=", ".join(theme.print_fonts))
        self._words = lexicon(document.language)
        self._owners = owners(self._document)
        self._targets = frozenset(self._owners)

    def whole(self) -> dict[str, object]:
        """Everything that the templates are given."""
        return {
            "title": clean(self._title),
            "document": self._of(self._document),
            "contents": contents.depth(self._document),
            "theme": {**self._theme.colours, "chart": self._theme.chart, "print_fonts": self._theme.print_fonts},
            "logo": self._logo(),
            "words": {key: self._words.term(f"writer.{key}") for key in _WORDS},
            "words_language": self._words.language,
        }

    def _logo(self) -> dict[str, str] | None:
        """The logo as a drawing, and what it shows."""
        logo = self._theme.logo
        if logo is None:
            return None
        drawing = (
            logo.data.decode()
            if logo.kind == "svg"
            else _DRAWN_PICTURE.format(logo=logo, data=b64encode(logo.data).decode())
        )
        return {"drawing": drawing, "alternative": logo.alternative(self._document.language)}

    def _of(self, value: object) -> object:
        if isinstance(value, Run):
            return self._run(value)
        if is_dataclass(value) and not isinstance(value, type):
            parts = {field.name: self._of(getattr(value, field.name)) for field in fields(value)}
            return {"type": type(value).__name__, **parts, **self._computed(value)}
        if isinstance(value, tuple):
            return [self._of(part) for whole in value for part in self._graphs(whole)]
        return str(value) if isinstance(value, Decimal) else value

    def _graphs(self, value: object) -> Iterator[object]:
        """A graph in pieces that fit a page, each with a title of its own; anything else as it is."""
        if isinstance(value, Graph):
            for band in drawings.pieces(value):
                for part, graph in enumerate(band, 1):
                    yield replace(graph, title=continued(graph.title, part, len(band), self._words))
        else:
            yield value

    def _computed(self, value: object) -> dict[str, object]:
        """What a template needs besides the parts of a value."""
        match value:
            case Cover():
                # No word of it is broken, and no years are.
                return {
                    "titled": [(words, end if end == "keep" else "") for words, end in _pieces(value.title, tail=0)]
                }
            case Section() | ListItem() | Row() | Card():
                # An anchor stands once, though an entity may be printed twice.
                return {"anchor": value.anchor if self._owners.get(value.anchor or "") is value else None}
            case Table():
                self.row_headers.append(value.row_headers)
                letters = across(value)
                return {
                    "widths": tables.column_widths(value, letters),
                    "turned": letters != UPRIGHT,
                    "short": tables.short(value, letters),
                    "whole": tables.whole_rows(value, letters),
                }
            case Cards():
                short = all(tables.length(card.blocks) <= _SHORT_CARD for card in value.cards)
                return {"abreast": 2 if short and len(value.cards) > 1 else 1}
            case KeyFacts():
                short = all(len(plain(fact.value)) <= _SHORT_VALUE for fact in value.facts)
                abreast = max(2, len(value.facts)) if len(value.facts) < 4 else 4 if short else 3
                return {"abreast": abreast, "short": short}
            case Chart():
                category = (Run(value.category or self._words.term("writer.category")),)
                return {
                    "drawing": charts.svg(value, self._drawing, self._document.language),
                    "alternative": plain(value.takeaway) or plain(value.title),
                    "values": self._of(charts.values(value, category, self._document.language)),
                }
            case Graph():
                return {
                    "drawing": graphs.svg(value, self._drawing, drawings.WIDTH),
                    "close": graphs.svg(value, self._drawing, drawings.CLOSE),
                    "alternative": f"{plain(value.title)}. {plain(value.takeaway)}",
                }
            case _:
                return {}

    def _run(self, run: Run) -> dict[str, object]:
        link = run.link
        if link and not (link[1:] in self._targets if link.startswith("#") else _OUTSIDE.fullmatch(link)):
            link = None
        return {
            "pieces": list(_pieces(run.text)),
            "strong": run.strong,
            "emphasis": run.emphasis,
            "link": link,
            "language": run.language if run.language != self._document.language else None,
        }


def _fitted(value: object, letters: Letters) -> object:
    """A part of a document with its texts in letters that can be set."""
    if isinstance(value, str):
        return letters.fitted(value)
    if isinstance(value, tuple):
        return tuple(_fitted(part, letters) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        texts = (field.name for field in fields(value) if field.name not in _NO_TEXTS)
        return replace(value, **{name: _fitted(getattr(value, name), letters) for name in texts})
    return value


def _pieces(text: str, tail: int = _TAIL) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with what may be done at the end of a line: `break`, `keep` or nothing special.

    The last letters of a word that may be broken, so many as `tail`, belong to the piece behind it.
    """
    at = 0
    for hit in _SPECIAL.finditer(text):
        if hit.start() > at:
            yield text[at : hit.start()], ""
        at = hit.end() if hit["keep"] else hit.end() - tail
        yield text[hit.start() : at], "keep" if hit["keep"] else "break"
    if at < len(text):
        yield text[at:], ""
