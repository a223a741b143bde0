"""AUD, 203 to 206 and 225: title and headings, by which people who do not see the page find their way."""

from collections.abc import Iterator
from itertools import pairwise

from strategia.audit.made import Made, Spot
from strategia.audit.rule import Remark, rule
from strategia.diagnostics import Severity

_LONG = 40
"""As many paragraphs nobody reads without a heading."""
_MANY = 25
"""As many headings nobody finds their way in without a list."""


@rule("AUD203", Severity.ERROR)
def title_missing(made: Made) -> Iterator[Remark]:
    """Every file says its title."""
    if not made.title:
        yield Remark(Spot())


@rule("AUD204", Severity.ERROR)
def heading_level_skipped(made: Made) -> Iterator[Remark]:
    """Headings begin at level 1, and none is more than a level deeper than the one before it."""
    if made.headings and made.headings[0].level != 1:
        first = made.headings[0]
        yield Remark(first.at, {"text": first.text, "level": first.level}, "first")
    for before, heading in pairwise(made.headings):
        if heading.level > before.level + 1:
            yield Remark(heading.at, {"text": heading.text, "level": heading.level, "before": before.level})


@rule("AUD205", Severity.ERROR)
def heading_empty(made: Made) -> Iterator[Remark]:
    """Every heading says something."""
    for heading in made.headings:
        if not heading.text:
            yield Remark(heading.at, {"level": heading.level})


@rule("AUD206", Severity.WARNING)
def headings_missing(made: Made) -> Iterator[Remark]:
    """A long text has headings that are headings, and not only letters that look like some."""
    if len(made.paragraphs) >= _LONG and not made.headings:
        yield Remark(Spot(), {"count": len(made.paragraphs)})


@rule("AUD225", Severity.WARNING)
def contents_missing(made: Made) -> Iterator[Remark]:
    """A text with many headings has a list of contents that leads to them."""
    if made.format != "pptx" and len(made.headings) >= _MANY and not made.contents:
        yield Remark(Spot(), {"count": len(made.headings)})
