"""The HTML writer: one page that stands alone, without scripts and without requests; of slides, a deck.

The templates under `templates/html/` say how it looks: `page.j2` the whole, `section.j2` a heading
with what stands below it, and one for each class in `BLOCKS`, with a macro `block(it, page)`. They
see the Document through a `Page`. `slides.j2` draws the very slides that the PPTX writer draws, through a
`Show`. Text becomes markup only in `webpage.text`, where it is escaped;
a chart's drawing and the style are the only other ready-made markup.
"""

from strategia.document.ast import Document
from strategia.templates import Templates
from strategia.writers.slideshow.show import Show
from strategia.writers.theme import Theme
from strategia.writers.webpage.looks import looks
from strategia.writers.webpage.page import Page


def write(document: Document, theme: Theme, templates: Templates) -> bytes:
    """The document as a page in UTF-8."""
    look = looks(templates, theme)
    if document.name == "slides":
        return look.slides.render(Show(document, look)).encode()
    return look.page.render(Page(document, look)).encode()
