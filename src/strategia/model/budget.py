"""The budget and the financial plan: rows of money, and what they pay for.

Basis: 611/2021, 115 §. The statements follow the county form of JHS 207. Money is exact decimals in
the unit that the file states once (`money`); costs have the sign that it states once (`signs`).
"""

from typing import Annotated, Literal

from pydantic import Field

from strategia.model.base import Id, LocalizedText, Noted, Number, PointOrText, Positive, Section, When
from strategia.model.links import Amounts, BudgetUnitRef, DocumentRef, Funds, Implements, IndicatorRef, Year
from strategia.model.papers import Paper
from strategia.model.statements import CashFlowLine, IncomeLine

MoneyUnit = Literal["eur", "teur", "meur"]
Signs = Literal["costs_negative", "costs_positive"]
ColumnKind = Literal["actual", "budget", "amended", "estimate"]
Binding = Literal["council", "board", "none"]
Basis = Literal["gross", "net"]
InvestmentPart = Literal["services", "rescue", "other"]


class BudgetUnit(Noted):
    """A unit of the operating part, with the units below it."""

    id: Id
    number: str | None = None
    name: LocalizedText
    service_class: str | None = None
    binding: Binding | None = None
    basis: Basis | None = None
    revenue: Amounts | None = None
    costs: Amounts | None = None
    net: Amounts | None = None
    change: Amounts | None = None
    funds: Funds | None = None
    units: "tuple[BudgetUnit, ...]" = ()


class Appropriation(Noted):
    """Money set aside for a purpose, within a unit or beside them."""

    id: Id
    name: LocalizedText
    unit: BudgetUnitRef | None = None
    binding: Binding | None = None
    amounts: Amounts
    funds: Funds | None = None


class Investment(Noted):
    """An investment: what it costs, and what others pay of it."""

    id: Id
    name: LocalizedText
    part: InvestmentPart | None = None
    costs: Amounts
    grants: Amounts | None = None
    funds: Funds | None = None


class IncomeRow(Noted):
    """A row of the income statement. `change` is the printed change from the year before, per cent."""

    row: IncomeLine
    label: LocalizedText | None = None
    amounts: Amounts
    change: Amounts | None = None


class CashFlowRow(Noted):
    """A row of the cash flow statement."""

    row: CashFlowLine
    label: LocalizedText | None = None
    amounts: Amounts


class Deficit(Noted):
    """The deficit that the county begins with, and until when it has to be covered.

    `opening` is what has gathered in the balance sheet: a deficit is negative, however the file writes costs.
    """

    opening: Number
    when: When
    cover_by: Annotated[int, Field(ge=1990, le=2200)]
    basis: LocalizedText


class LoanAuthority(Noted):
    """How much long-term loan the government allows, by year."""

    amounts: Annotated[dict[Year, Annotated[Number, Field(ge=0)]], Field(min_length=1)]
    basis: LocalizedText | None = None


class Population(Noted):
    """How many residents the euros are divided by."""

    value: Positive
    year: int


class BudgetGoal(Noted):
    """A goal of the budget, with what is aimed at in each year."""

    id: Id
    number: str | None = None
    title: LocalizedText
    text: tuple[LocalizedText, ...] = ()
    points: tuple[PointOrText, ...] = ()
    binding: Binding | None = None
    unit: BudgetUnitRef | None = None
    implements: Implements | None = None
    indicators: tuple[IndicatorRef, ...] = ()
    current: LocalizedText | None = None
    targets: dict[Year, LocalizedText] = Field(default_factory=dict)
    owner: LocalizedText | None = None
    no_cost: LocalizedText | None = None


class Saving(Noted):
    """A measure of adaptation: what it saves, and whether its effects were assessed."""

    id: Id
    title: LocalizedText
    amounts: Amounts
    impact: LocalizedText | None = None
    implements: Implements | None = None


class Budget(Paper):
    """A budget and financial plan. `years` begins with the budget year; `comparison` holds earlier columns."""

    kind: Literal["budget"]
    county: str
    id: Id = "budget"
    subtitle: LocalizedText | None = None
    document: DocumentRef | None = None
    years: Annotated[tuple[Annotated[int, Field(ge=1990, le=2200)], ...], Field(min_length=1)]
    comparison: dict[Year, ColumnKind] = Field(default_factory=dict)
    money: MoneyUnit
    signs: Signs
    levels: tuple[LocalizedText, ...] = ()
    text: tuple[LocalizedText, ...] = ()
    operating: tuple[BudgetUnit, ...] = ()
    appropriations: tuple[Appropriation, ...] = ()
    income_statement: tuple[IncomeRow, ...] = ()
    cash_flow: tuple[CashFlowRow, ...] = ()
    investments: tuple[Investment, ...] = ()
    investment_plan: Amounts | None = None
    deficit: Deficit | None = None
    loan_authority: LoanAuthority | None = None
    population: Population | None = None
    goals: tuple[BudgetGoal, ...] = ()
    savings: tuple[Saving, ...] = ()
    announced_savings: Amounts | None = None
    sections: tuple[Section, ...] = ()
