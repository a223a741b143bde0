"""The Document as data for the typst templates: `as_json` plus what they cannot compute.

Texts stay texts: typst reads them as strings, so nothing in them can become markup or code.
"""

import re
from dataclasses import asdict, fields, is_dataclass
from decimal import Decimal

from strategia.document.ast import Card, Chart, Document, Graph, ListItem, Row, Run, Section, Table, plain
from strategia.languages import lexicon
from strategia.writers import charts, graphs
from strategia.writers.columns import shares
from strategia.writers.theme import Theme
from strategia.writers.webpage.anchors import owners
from strategia.writers.webpage.tables import values

_WORDS = ("contents", "table", "figure", "page_of")
_OUTSIDE = re.compile(r"https?://[^\s/?#]\S*|mailto:[^\s?#]\S*", re.IGNORECASE)


class Data:
    """Turns a Document into data, in reading order."""

    def __init__(self, document: Document, theme: Theme) -> None:
        self._document = document
        self._theme = theme
        self._words = lexicon(document.language)
        self._owners = owners(document)
        self._targets = frozenset(self._owners)

    def whole(self) -> dict[str, object]:
        """Everything that the templates are given."""
        return {
            "document": self._of(self._document),
            "theme": asdict(self._theme),
            "words": {key: self._words.term(f"writer.{key}") for key in _WORDS},
            "words_language": self._words.language,
        }

    def _of(self, value: object) -> object:
        if isinstance(value, Run):
            return self._run(value)
        if is_dataclass(value) and not isinstance(value, type):
            parts = {field.name: self._of(getattr(value, field.name)) for field in fields(value)}
            return {"type": type(value).__name__, **parts, **self._computed(value)}
        if isinstance(value, tuple):
            return [self._of(part) for part in value]
        return str(value) if isinstance(value, Decimal) else value

    def _computed(self, value: object) -> dict[str, object]:
        """What a template needs besides the parts of a value."""
        match value:
            case Section() | ListItem() | Row() | Card():
                # An anchor stands once, though an entity may be printed twice.
                return {"anchor": value.anchor if self._owners.get(value.anchor or "") is value else None}
            case Table():
                return {"shares": shares(value)}
            case Chart():
                category = (Run(value.category or self._words.term("writer.category")),)
                return {
                    "drawing": charts.svg(value, self._theme, self._document.language),
                    "alternative": plain(value.takeaway) or plain(value.title),
                    "values": self._of(values(value, category, self._document.language)),
                }
            case Graph():
                return {
                    "drawing": graphs.svg(value, self._theme),
                    "alternative": plain(value.takeaway) or plain(value.title),
                }
            case _:
                return {}

    def _run(self, run: Run) -> dict[str, object]:
        link = run.link
        if link and not (link[1:] in self._targets if link.startswith("#") else _OUTSIDE.fullmatch(link)):
            link = None
        language = run.language if run.language != self._document.language else None
        return {
            "text": " ".join(run.text.splitlines()),
            "strong": run.strong,
            "emphasis": run.emphasis,
            "link": link,
            "language": language,
        }
