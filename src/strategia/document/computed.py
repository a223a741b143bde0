"""Indicators that follow from the budget, in words: the value, the formula and the rows."""

import re
from decimal import ROUND_HALF_UP, Decimal

from strategia.document.ast import Cell, Column, Paragraph, Row, Run, Runs, Table, plain
from strategia.document.phrasing import Phrasing, texts
from strategia.model.base import Entity, Noted
from strategia.model.budget import IncomeRow
from strategia.model.indicators import Computation, Indicator
from strategia.trace.computing import Computed, Operand, computed, missing


def values(phrasing: Phrasing, indicator: Indicator) -> tuple[Computed, ...]:
    """What an indicator comes to by year; remembers that the document tells of that budget."""
    found = computed(phrasing.workspace, indicator)
    if found:
        phrasing.prints_of(found[0].budget)
    return found


def headline(phrasing: Phrasing, indicator: Indicator) -> Runs:
    """“−116,0 % (2023)”: the value of the budget year, or of the first year that is known."""
    found = values(phrasing, indicator)
    if indicator.computed is None or not found:
        return ()
    chosen = next((one for one in found if one.year == one.budget.years[0]), found[0])
    words = texts(f"{_value(phrasing, indicator, indicator.computed, chosen)} ({chosen.year})")
    return (*words, *_made_up(phrasing, chosen))


def blocks(phrasing: Phrasing, indicator: Indicator) -> tuple[Paragraph | Table, ...]:
    """The formula, and a table of the years with the rows and the values; or what the budget lacks."""
    how = indicator.computed
    if how is None:
        return ()
    found = values(phrasing, indicator)
    words = _formula(phrasing, how, found[0] if found else None)
    formula = Paragraph((Run(f"{phrasing.term('computed.formula')}: ", strong=True), *texts(words)))
    if not found:
        return (formula, *(Paragraph(lacking, "small") for lacking in (_lacking(phrasing, how),) if lacking))
    rows = []
    for one in found:
        value = (*texts(_value(phrasing, indicator, how, one)), *_made_up(phrasing, one))
        year = f"{one.year} ({phrasing.term(f'budget_column.{one.column}')})"
        places = (place for operand in one.operands for place in operand.locations)
        calculation = Cell((Paragraph(_calculation(phrasing, how, one)), phrasing.place(*places)))
        rows.append(Row((Cell((Paragraph(texts(year)),)), calculation, Cell((Paragraph(value),)))))
    columns = (
        Column(phrasing.label("column.year"), 3),
        Column(phrasing.label("column.calculation"), 6),
        Column(phrasing.label("column.value"), 3),
    )
    name = phrasing.plain(text) if (text := indicator.name or indicator.verbatim) is not None else indicator.id
    caption = phrasing.label("table.computed", indicator=name, budget=phrasing.plain(found[0].budget.title))
    return (formula, Table(caption, columns, tuple(rows), row_headers=True), *_notes(phrasing, found))


def _made_up(phrasing: Phrasing, one: Computed) -> Runs:
    """A value that rests on made-up rows is made up, on public ones as well only in part."""
    return phrasing.made_up(entity for operand in one.operands for entity in operand.entities)


def _notes(phrasing: Phrasing, found: tuple[Computed, ...]) -> tuple[Paragraph, ...]:
    """Which rows a line is the sum of, and the notes on the rows that values rest on, each once."""
    told: dict[str, Paragraph] = {}
    for operand in (operand for one in found for operand in one.operands):
        if len(operand.entities) > 1:
            rows = phrasing.joined(_row(phrasing, entity) for entity in operand.entities)
            words = phrasing.term("computed.summed", line=_title(phrasing, operand.name), rows=rows)
            told.setdefault(words, Paragraph(texts(words), "small"))
        for entity in operand.entities:
            if isinstance(entity, Noted) and entity.note is not None:
                note = (Run(f"{_row(phrasing, entity)}: "), *phrasing.runs(entity.note))
                told.setdefault(plain(note), Paragraph(note, "small"))
    return tuple(told.values())


def _lacking(phrasing: Phrasing, how: Computation) -> Runs:
    """Which rows the newest budget lacks."""
    budgets = phrasing.workspace.budgets
    if not budgets:
        return phrasing.label("computed.no_budget")
    names = [_title(phrasing, name) for name in missing(how, budgets[-1])]
    if not names:
        return ()
    return phrasing.label("computed.lacking", budget=phrasing.plain(budgets[-1].title), rows=", ".join(names))


# --- words --------------------------------------------------------------------------------


def _title(phrasing: Phrasing, name: str) -> str:
    """What a line of the income statement, or the number of residents, is called."""
    return phrasing.term(f"computed.{name}" if name in ("net_costs", "resident", "year_before") else f"line.{name}")


def _row(phrasing: Phrasing, entity: Entity) -> str:
    """A row by the county's own name of it."""
    if not isinstance(entity, IncomeRow):
        return phrasing.term("computed.resident")
    return phrasing.plain(entity.label) if entity.label is not None else phrasing.term(f"line.{entity.row}")


def _name(phrasing: Phrasing, operand: Operand) -> str:
    """What an operand is called: by its row, where it has one of its own."""
    rows = [entity for entity in operand.entities if isinstance(entity, IncomeRow) and entity.row == operand.name]
    return _row(phrasing, rows[0]) if len(operand.entities) == len(rows) == 1 else _title(phrasing, operand.name)


def _formula(phrasing: Phrasing, how: Computation, one: Computed | None) -> str:
    """“Vuosikate ÷ poistot × 100”, with the names that the budget has for its rows."""
    of = _operand(phrasing, how.of, one.of if one is not None else None)
    times = " × 100" if how.form == "percent" else ""
    if how.per is None:
        return of
    if how.per == "year_before":
        change = f"{of} − {of} {phrasing.term('computed.year_before')}"
        return change if how.form == "amount" else f"({change}) ÷ {of} {phrasing.term('computed.year_before')}{times}"
    return f"{of} ÷ {_operand(phrasing, how.per, one.per if one is not None else None)}{times}"


def _operand(phrasing: Phrasing, name: str, operand: Operand | None) -> str:
    return _title(phrasing, name) if operand is None else _name(phrasing, operand)


def _calculation(phrasing: Phrasing, how: Computation, one: Computed) -> Runs:
    """The same with the numbers of the budget."""
    of = _amount(phrasing, one, one.of)
    if one.per is None:
        return texts(f"{_name(phrasing, one.of)} {of}")
    times = " × 100" if how.form == "percent" else ""
    if how.per == "year_before":
        change = f"{of} − {_bracketed(_amount(phrasing, one, one.per))}"
        if how.form == "amount":
            return texts(change)
        return texts(f"({change}) ÷ {_amount(phrasing, one, one.per, positive=True)}{times}")
    return texts(f"{of} ÷ {_amount(phrasing, one, one.per, positive=True)}{times}")


def _bracketed(amount: str) -> str:
    return f"({amount})" if amount.startswith("−") else amount


def _amount(phrasing: Phrasing, one: Computed, operand: Operand, *, positive: bool = False) -> str:
    """A number of the budget with its unit; a divisor counts without its sign."""
    value = abs(operand.value) if positive else operand.value
    if operand.name == "resident":
        return phrasing.term("computed.residents", count=phrasing.number(value), year=operand.year)
    return phrasing.words.money(value, one.budget.money)


def _value(phrasing: Phrasing, indicator: Indicator, how: Computation, one: Computed) -> str:
    """The value as it is read: money in the unit of the indicator, else euros in short.

    Euros a resident are whole, per cent has one decimal, a ratio two.
    """
    if how.form == "percent":
        return phrasing.term("computed.percent", value=_rounded(phrasing, one.value, "0.1"))
    if how.per == "resident":
        return phrasing.term("computed.per_resident", value=_rounded(phrasing, one.value, "1"))
    if how.per is None or (how.per == "year_before" and how.form == "amount"):
        scale = _scale(phrasing, indicator)
        if scale is None:
            return phrasing.words.euros_in_short(one.value)
        return _rounded(phrasing, one.value / scale, _STEPS[scale])
    return _rounded(phrasing, one.value, "0.01")


_SCALES = (
    (1_000, re.compile(r"(?<!\d)1[ \u00a0.,]?000(?![ \u00a0.,]?\d)|\b[tk]€|teur|tuha|tuse|thousand", re.IGNORECASE)),
    (1_000_000, re.compile(r"milj|\bm€|meur|\bmn\b|million", re.IGNORECASE)),
    (1, re.compile(r"^\D*$")),
)
"""How many euros the unit of an indicator stands for, by the words that say so."""

_STEPS = {1: "1", 1_000: "1", 1_000_000: "0.1"}
"""To what money in a unit is rounded."""


def _scale(phrasing: Phrasing, indicator: Indicator) -> int | None:
    """How many euros the unit of an indicator stands for; None where it says nothing of euros."""
    unit = phrasing.plain(indicator.unit) if indicator.unit is not None else ""
    if "€" not in unit and "eur" not in unit.casefold():
        return None
    return next((scale for scale, words in _SCALES if words.search(unit)), None)


def _rounded(phrasing: Phrasing, value: Decimal, step: str) -> str:
    """A number rounded to a step, halves away from zero."""
    return phrasing.number(value.quantize(Decimal(step), ROUND_HALF_UP))
