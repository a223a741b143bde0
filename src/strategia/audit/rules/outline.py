"""AUD, 203 to 206: title and headings, by which people who do not see the page find their way."""

from collections.abc import Iterator
from itertools import pairwise

from strategia.audit.made import Made, Spot
from strategia.audit.rule import Remark, rule
from strategia.diagnostics import Severity


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
