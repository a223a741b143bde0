"""The mapping: what stands where in a file of tables, as its owner says it in YAML (`kind: budget-mapping`)."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from strategia.diagnostics import Diagnostic, Severity
from strategia.loading.composing import grow
from strategia.loading.reading import read as read_text
from strategia.loading.validation import validate
from strategia.model.base import Entity, Id, Words
from strategia.model.budget import ColumnKind, MoneyUnit, Signs
from strategia.model.links import Year
from strategia.model.statements import CashFlowLine, IncomeLine
from strategia.source import Source

Part = Literal["operating", "income_statement", "cash_flow", "investments"]
UnitLine = Literal["revenue", "costs", "net"]
AmountLine = Literal["revenue", "costs", "net", "change", "grants"]
AnyLine = Literal[IncomeLine, CashFlowLine, UnitLine]
Levels = Literal["none", "indent", "number"]


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Heading = Annotated[Words, BeforeValidator(_as_text)]
"""A column, by the text of its heading or by its letters; `2026` need not be quoted."""

RowName = Annotated[Words, BeforeValidator(_as_text)]
"""A row, by its number or by its label; a star at the end of a label stands for anything."""


def _as_many(value: object) -> object:
    return (value,) if isinstance(value, (str, int)) and not isinstance(value, bool) else value


RowNumber = Annotated[int, Field(ge=1, le=1_048_576)]
PlanYear = Annotated[int, Field(ge=1990, le=2200)]


class AmountColumn(Entity):
    """A column of amounts: of which year, and what they are where the rows do not say."""

    column: Heading
    year: PlanYear
    line: AmountLine | None = None


class Columns(Entity):
    """What stands in which column. Several columns of names are levels, the outermost first."""

    name: Annotated[tuple[Heading, ...], BeforeValidator(_as_many), Field(min_length=1)]
    number: Heading | None = None
    id: Heading | None = None
    line: Heading | None = None
    level: Heading | None = None
    amounts: Annotated[tuple[AmountColumn, ...], Field(min_length=1)]


class Rows(Entity):
    """The first and the last row that are read."""

    first: Annotated[RowNumber | None, Field(alias="from")] = None
    last: Annotated[RowNumber | None, Field(alias="to")] = None


class Table(Entity):
    """A part of the budget in one sheet, below one row of headings."""

    part: Part
    sheet: Words | None = None
    header: RowNumber
    rows: Rows | None = None
    columns: Columns
    line: UnitLine | None = None
    levels: Levels = "none"
    labels: dict[str, AnyLine] = Field(default_factory=dict)
    signs: Signs | None = None
    hidden: Literal["read", "skip"] | None = None
    skip: tuple[RowName, ...] = ()


class Mapping(Entity):
    """What stands where in a file, and what the file does not say of itself."""

    kind: Literal["budget-mapping"]
    county: str | None = None
    id: Id | None = None
    title: Words | None = None
    years: tuple[PlanYear, ...] = ()
    comparison: dict[Year, ColumnKind] = Field(default_factory=dict)
    money: MoneyUnit | None = None
    signs: Signs | None = None
    decimal: Literal["comma", "point"] | None = None
    separator: Literal["semicolon", "comma", "tab"] | None = None
    tables: Annotated[tuple[Table, ...], Field(min_length=1)]

    @property
    def plan_years(self) -> tuple[int, ...]:
        """The budget year and the years of the plan: those of the columns that are no comparison."""
        if self.years:
            return tuple(sorted(set(self.years)))
        years = {amount.year for table in self.tables for amount in table.columns.amounts}
        return tuple(sorted(year for year in years if str(year) not in self.comparison))


def read(path: Path) -> tuple[Mapping | None, Source | None, list[Diagnostic]]:
    """The mapping in a file, the text of the file, and what is wrong with it."""
    source, diagnostics = read_text(path.absolute(), path.absolute().parent)
    if source is None:
        return None, None, diagnostics
    tree, found = grow(source)
    diagnostics += found
    if tree is None or any(diagnostic.severity is Severity.ERROR for diagnostic in found):
        return None, source, diagnostics
    mapping, found = validate(tree, Mapping)
    return mapping, source, diagnostics + found
