"""AUD, 215, 216, 222 and 224: lists that are lists, space that is no text, pages that fit, names that say something."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from strategia.audit.made import Made, Paragraph, Spot
from strategia.audit.rule import Remark, rule
from strategia.diagnostics import Severity

_BULLET = re.compile(r"(?:[•▪◦‣·*–—-]|\d{1,2}[.)]|[a-z]\))\s")
_NAME = re.compile(r"[a-z0-9]+(?:[._-]+[a-z0-9]+)*\.[a-z0-9]+")
_FIXED = re.compile(r"user-scalable\s*=\s*(?:no|0)|maximum-scale\s*=\s*(?:[01](?:\.\d+)?)(?!\d)", re.IGNORECASE)


@rule("AUD215", Severity.WARNING)
def list_typed(made: Made) -> Iterator[Remark]:
    """The lines of a list are marked as such, and not by a dash or a number that is typed."""
    told = False
    for before, paragraph in pairwise(made.paragraphs):
        typed = paragraph.follows and _is_typed(before) and _is_typed(paragraph)
        if typed and not told:
            yield Remark(before.at, {"text": before.text})
        told = typed


def _is_typed(paragraph: Paragraph) -> bool:
    return not paragraph.listed and _BULLET.match(paragraph.text) is not None


@rule("AUD216", Severity.WARNING)
def space_typed(made: Made) -> Iterator[Remark]:
    """Space between paragraphs is made by styles, not by empty paragraphs."""
    empty = [paragraph for paragraph in made.paragraphs if not paragraph.text]
    if empty:
        yield Remark(empty[0].at, {"count": len(empty)})


@rule("AUD222", Severity.ERROR)
def page_without_frame(made: Made) -> Iterator[Remark]:
    """A page can be enlarged, says where its content is, and lets its reader skip long lists of links."""
    if made.format != "html":
        return
    if _FIXED.search(made.viewport):
        yield Remark(Spot(), {"viewport": made.viewport}, "zoom")
    if not made.landmark:
        yield Remark(Spot(), variant="main")
    if not made.skip:
        yield Remark(Spot(), variant="skip")


@rule("AUD224", Severity.WARNING)
def name_hard_to_keep(made: Made) -> Iterator[Remark]:
    """The name of a file can be kept and read anywhere: small letters, digits and hyphens."""
    name = PurePosixPath(made.path).name
    if not _NAME.fullmatch(name):
        yield Remark(Spot(), {"name": name})
