"""The HTML writer: one page that stands alone, without scripts and without requests.

The templates under `templates/html/` say how it looks: `page.j2` the whole, `section.j2` a heading
with what stands below it, and one for each class in `BLOCKS`, with a macro `block(it, page)`. They
see the Document through a `Page`. Text becomes markup only in `webpage.text`, where it is escaped;
a chart's drawing and the style are the only other ready-made markup.
"""

from strategia.document.ast import Document
from strategia.templates import Templates
from strategia.writers.characters import clean
from strategia.writers.theme import Theme
from strategia.writers.webpage.looks import looks
from strategia.writers.webpage.page import Page


def write(document: Document, theme: Theme, templates: Templates) -> bytes:
    """The document as a page in UTF-8."""
    look = looks(templates, theme)
    page = look.page.render(page=Page(document, look), style=look.style, style_hash=look.style_hash)
    return clean(page).encode()
