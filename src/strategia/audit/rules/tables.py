"""AUD, 207 to 209 and 230: tables that can be followed without seeing them."""

from collections.abc import Iterator

from strategia.audit.made import Made
from strategia.audit.rule import Remark, rule
from strategia.diagnostics import Severity


@rule("AUD207", Severity.ERROR)
def header_row_missing(made: Made) -> Iterator[Remark]:
    """The first row of every table is marked as its header."""
    for table in made.tables:
        if not table.headed:
            yield Remark(table.at)
        elif not table.scoped:
            yield Remark(table.at, variant="scope")


@rule("AUD208", Severity.WARNING)
def table_without_name(made: Made) -> Iterator[Remark]:
    """Every table says what it is."""
    for table in made.tables:
        # Of a PDF file only the tags are read, not the words between them.
        if not table.name and made.format != "pdf":
            yield Remark(table.at)


@rule("AUD209", Severity.WARNING)
def table_laid_out(made: Made) -> Iterator[Remark]:
    """A table is a grid of data: no cell spans columns, and no table stands in another."""
    for table in made.tables:
        if table.nested:
            yield Remark(table.at, variant="nested")
        elif table.merged:
            yield Remark(table.at)


@rule("AUD230", Severity.WARNING)
def ground_instead_of_words(made: Made) -> Iterator[Remark]:
    """No cell says something by its colour alone."""
    for table in made.tables:
        if table.mute:
            yield Remark(table.at)
