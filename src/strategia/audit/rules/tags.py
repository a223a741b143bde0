"""AUD, 227 to 229: PDF files that say what is what, and look the same everywhere."""

from collections.abc import Iterator

from strategia.audit.made import Made, Spot
from strategia.audit.rule import Remark, rule
from strategia.diagnostics import Severity


@rule("AUD227", Severity.ERROR)
def tags_missing(made: Made) -> Iterator[Remark]:
    """A PDF file tells what is a heading, a list, a table or a picture."""
    if not made.tagged:
        yield Remark(Spot())


@rule("AUD228", Severity.WARNING)
def title_not_shown(made: Made) -> Iterator[Remark]:
    """The window of a PDF file shows its title, and not the name of the file."""
    if not made.shows_title:
        yield Remark(Spot())


@rule("AUD229", Severity.ERROR)
def font_missing(made: Made) -> Iterator[Remark]:
    """A PDF file holds the fonts that it is set in."""
    for found in made.bare_fonts:
        yield Remark(found.at, {"name": found.name})
