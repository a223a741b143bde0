"""Drafting: a draft as the YAML of a budget, in the style of the example strategies."""

from collections.abc import Iterator
from dataclasses import dataclass

from strategia.importing.drafts import Draft, InvestmentDraft, LineDraft, UnitDraft
from strategia.importing.identifiers import Identifiers
from strategia.importing.mapping import Mapping
from strategia.importing.yamltext import amounts, quoted, scalar
from strategia.model.budget import Signs

_UNIT_LINES = ("revenue", "costs", "net", "change")


@dataclass(frozen=True, slots=True)
class Cover:
    """What a budget says of itself, beside its rows."""

    county: str
    title: str
    origin: str
    """The file and the sheets that it was imported from."""
    remarks: tuple[str, ...]
    """Comments for the head of the file, in the words of its language."""
    signs: Signs


def drafted(draft: Draft, mapping: Mapping, cover: Cover, identifiers: Identifiers) -> str:
    """The YAML of a budget, whole."""
    return "\n".join(_lines(draft, mapping, cover, identifiers)) + "\n"


def _lines(draft: Draft, mapping: Mapping, cover: Cover, identifiers: Identifiers) -> Iterator[str]:
    years = mapping.plan_years
    yield "# yaml-language-server: $schema=../../schemas/budget.schema.json"
    yield from (_note(remark).strip() for remark in cover.remarks)
    yield "kind: budget"
    yield f"county: {cover.county}"
    yield f"id: {identifiers.take(mapping.id or '', f'budget {years[0]}', 'budget')}"
    yield f"title: {scalar(cover.title)}"
    yield f"source: {scalar(cover.origin)}"
    yield f"years: [{', '.join(map(str, years))}]"
    if mapping.comparison:
        kinds = (f"{year}: {mapping.comparison[year]}" for year in sorted(mapping.comparison))
        yield f"comparison: {{{', '.join(kinds)}}}"
    yield f"money: {mapping.money}"
    yield f"signs: {cover.signs}"
    if draft.units:
        yield from ("", "operating:")
        for number, unit in enumerate(draft.units):
            yield from _apart(number)
            yield from _unit(unit, "  ", identifiers)
    for key, lines in (("income_statement", draft.income), ("cash_flow", draft.cash_flow)):
        if lines:
            yield from ("", f"{key}:")
            for line in lines:
                yield from _line(line)
    if draft.investments:
        yield from ("", "investments:")
        for number, investment in enumerate(draft.investments):
            yield from _apart(number)
            yield from _investment(investment, identifiers)


def _apart(number: int) -> Iterator[str]:
    """An empty line between two things of a list."""
    if number:
        yield ""


def _unit(unit: UnitDraft, indent: str, identifiers: Identifiers) -> Iterator[str]:
    """A unit and those below it; every row of the file it came from stands behind in a comment."""
    own = {written.place for written in unit.lines.values()}
    # Where revenue, costs and net have rows of their own, each says which.
    apart = own != {unit.place}
    yield f"{indent}- id: {identifiers.take(unit.own_id, unit.name, 'unit ' + unit.number)}{_note(unit.place)}"
    if unit.number:
        # A number of a unit is a text: 1.10 is not 1.1.
        yield f"{indent}  number: {quoted(unit.number)}"
    yield f"{indent}  name: {scalar(unit.name)}"
    for line in _UNIT_LINES:
        if line in unit.lines:
            written = unit.lines[line]
            yield f"{indent}  {line}: {amounts(written.amounts)}" + (_note(written.place) if apart else "")
    if unit.units:
        yield f"{indent}  units:"
        for number, below in enumerate(unit.units):
            yield from _apart(number)
            yield from _unit(below, indent + "    ", identifiers)


def _line(line: LineDraft) -> Iterator[str]:
    yield f"  - row: {line.line}{_note(line.place)}"
    if line.label:
        yield f"    label: {scalar(line.label)}"
    yield f"    amounts: {amounts(line.amounts)}"
    if line.change:
        yield f"    change: {amounts(line.change)}"


def _investment(investment: InvestmentDraft, identifiers: Identifiers) -> Iterator[str]:
    yield f"  - id: {identifiers.take(investment.own_id, investment.name, 'investment')}{_note(investment.place)}"
    yield f"    name: {scalar(investment.name)}"
    yield f"    costs: {amounts(investment.costs)}"
    if investment.grants:
        yield f"    grants: {amounts(investment.grants)}"


def _note(text: str) -> str:
    """A comment behind a row: where it came from."""
    # Comments that begin with our own name are orders to lint, which no name of a file may give.
    return f"  # {text.replace('strategia:', 'strategia')}"
