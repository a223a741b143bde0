"""The PDF writer: typst sets the Document by the templates under `templates/pdf/`.

One file is PDF/UA-1 and PDF/A-2a at once. `document.typ` says how the whole looks; each class in
`BLOCKS` has a template with a function `block`. They get the Document as data and read nothing else:
neither files, nor fonts of the machine, nor the clock. A county's own fonts have been written anew by then.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from functools import cache

from strategia.document.ast import Document
from strategia.templates import TemplateError, Templates
from strategia.writers.compiling import compiled
from strategia.writers.fonts import characters, with_own
from strategia.writers.theme import Theme
from strategia.writers.typesetting.data import Data
from strategia.writers.typesetting.finishing import finish
from strategia.writers.typesetting.letters import Letters

_PACKAGE = re.compile(rb"@[\w-]+/[\w-]+:[\d.]+")
"""A package in a template: typst would fetch it from the network."""


def write(document: Document, theme: Theme, templates: Templates) -> bytes:
    """The document as a PDF file, dated by the document, else by SOURCE_DATE_EPOCH, else by the epoch."""
    found = characters(templates, theme.faces)
    data = Data(document, theme, Letters(_in_order(found, theme.print_fonts)))
    with with_own(templates, theme.faces) as fonts:
        made = compiled(
            _sources(templates),
            fonts,
            format="pdf",
            sys_inputs={"data": json.dumps(data.whole())},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=_timestamp(),
        )
    return finish(made, data.row_headers)


def _timestamp() -> int:
    """The seconds that date a document without a date of its own."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(epoch) if epoch.isdecimal() and len(epoch) < 11 else 0


def _in_order(found: Mapping[str, frozenset[str]], families: Sequence[str]) -> list[frozenset[str]]:
    """The characters of the fonts in the order in which typst asks them: those named, then any other."""
    return [found[name] for name in families if name in found] + [found[name] for name in found if name not in families]


@cache
def _sources(templates: Templates) -> dict[str, bytes]:
    """The templates by name; `document.typ` is the one that typst begins with."""
    names = {path.name for folder in templates.folders for path in (folder / "pdf").glob("*.typ")}
    found = {name: templates.path(f"pdf/{name}").read_bytes() for name in sorted(names)}
    for name, source in found.items():
        if package := _PACKAGE.search(source):
            raise TemplateError(name, package[0].decode())
    return {"main.typ" if name == "document.typ" else name: source for name, source in found.items()}
