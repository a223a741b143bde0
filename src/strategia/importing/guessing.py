"""Guessing: the mapping of a file that nobody has described, as far as the file is plain."""

import re
from collections.abc import Iterable
from typing import Literal, cast

from strategia.diagnostics import Diagnostic
from strategia.importing.cells import Book
from strategia.importing.headings import Heading
from strategia.importing.layouts import table_of
from strategia.importing.mapping import Mapping
from strategia.importing.segments import Segment, segments
from strategia.importing.telling import told
from strategia.model.budget import ColumnKind, MoneyUnit

_MONEY: tuple[tuple[MoneyUnit, re.Pattern[str]], ...] = (
    ("teur", re.compile(r"1[ \u00a0\u202f.]?000 ?(?:€|e\b|eur)|\bt(?:uhatta)? ?(?:€|eur)|tuhansi|tuhannet|tusen|\bk€")),
    ("meur", re.compile(r"\bm(?:ilj)?\.? ?(?:€|eur)|\bmilj\. ?e\b|miljoon|miljon|\bmn (?:€|eur)")),
    ("eur", re.compile(r"€|\beuro|\beur\b")),
)

_BUDGET_YEAR = re.compile(r"(?:talousarvio|budget|\bTA|\bBG)\D{0,12}((?:19|20)[0-9]{2})(?![0-9])", re.IGNORECASE)
"""The year that a title says the budget is for."""


def guess(book: Book) -> tuple[Mapping | None, list[Diagnostic]]:
    """A mapping for the sheets of a book; None where no headings with years were found."""
    sheets = book.sheets
    found: list[Segment] = []
    diagnostics: list[Diagnostic] = []
    for sheet in sheets:
        own = [segment for segment in segments(sheet) if any(map(segment.has_amounts, segment.rows))]
        if not own and len(sheets) > 1:
            diagnostics.append(told("IMP021", sheet.location(1, 1), sheet=sheet.name))
        found += own
    if not found:
        return None, [*diagnostics, told("IMP020", sheets[0].location(1, 1) if sheets else book.location)]
    titles = [book.path, *(segment.title for segment in found)]
    years, comparison = _years([heading for segment in found for heading in segment.headings], titles)
    tables = []
    for segment in found:
        table, problems = table_of(segment, years)
        diagnostics += problems
        if table is not None:
            tables.append(table)
    if not tables:
        return None, diagnostics
    mapping = Mapping(
        kind="budget-mapping",
        years=years,
        comparison=comparison,
        money=_money(found),
        separator=cast("Literal['semicolon', 'comma', 'tab'] | None", book.separator or None),
        tables=tuple(tables),
    )
    return mapping, diagnostics


def _years(headings: Iterable[Heading], titles: Iterable[str]) -> tuple[tuple[int, ...], dict[str, ColumnKind]]:
    """The years of budget and plan, and what the other years are compared as."""
    known: dict[int, Heading] = {}
    for heading in headings:
        if heading.line not in ("change", "other"):
            known[heading.year] = min(known.get(heading.year, heading), heading, key=lambda one: one.rank)
    plan = [year for year, heading in known.items() if heading.sense == "plan"]
    budgets = [year for year, heading in known.items() if heading.sense in ("budget", "proposal")]
    if plan:
        before = [year for year in known if year < min(plan) and known[year].sense in ("budget", "proposal", "")]
        first = max(before, default=min(plan))
    elif budgets:
        first = max(budgets)
    else:
        bare = [year for year, heading in known.items() if not heading.sense]
        said = {int(year) for title in titles for year in _BUDGET_YEAR.findall(title)} & set(bare)
        first = min(said or bare, default=max(known, default=0))
    years = tuple(sorted(year for year in known if year >= first))
    kinds: dict[str, ColumnKind] = {}
    for year in sorted(year for year in known if year < first):
        sense = known[year].sense
        kinds[str(year)] = sense if sense in ("actual", "amended", "estimate") else "budget"
    return years, kinds


def _money(found: Iterable[Segment]) -> MoneyUnit | None:
    """The unit of money that a title, a heading or the name of a sheet tells; None where none does."""
    said = set()
    # A number that is shown in thousands is stored in euros, and the title speaks of what is shown.
    if any(cell.scaled for segment in found for cells in segment.sheet.rows.values() for cell in cells.values()):
        return None
    for segment in found:
        rows = [row for row in segment.sheet.rows if row <= segment.header]
        texts = [cell.text for row in rows for cell in segment.sheet.rows[row].values()]
        words = " · ".join([segment.sheet.name, segment.title, *texts]).casefold()
        said |= {unit for unit in [next((u for u, pattern in _MONEY if pattern.search(words)), None)] if unit}
    return said.pop() if len(said) == 1 else None
