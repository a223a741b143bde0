"""Sums: the amounts of a budget with costs negative, and which figures ought to add up to which total.

A file writes costs with the sign that it states once (`signs`). Here costs are negative and revenue is
positive, so that a total is always the sum of its parts. Nothing is rounded on the way: the arithmetic is
wider than any amounts that a file can hold.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Context, Decimal
from functools import reduce
from typing import Literal, NamedTuple

from strategia.model.base import Entity
from strategia.model.budget import Budget, BudgetUnit, MoneyUnit
from strategia.model.links import FundsLink, links
from strategia.trace.money import rows, units

EXACT = Context(prec=120)
"""Arithmetic without rounding: an amount has at most 36 digits, and a file less than a million of them."""

CENTS: dict[MoneyUnit, Decimal] = {"eur": Decimal("0.01"), "teur": Decimal("0.00001"), "meur": Decimal("0.00000001")}
"""A cent in the units of money: no figure is meant more exactly, whatever a spreadsheet left behind."""

UnitField = Literal["revenue", "costs", "net"]
UNIT_FIELDS: tuple[UnitField, ...] = ("revenue", "costs", "net")
SIDES: tuple[UnitField, ...] = ("revenue", "costs")


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """The sum of amounts, not rounded."""
    return reduce(EXACT.add, values, Decimal())


class Figure(NamedTuple):
    """An amount as it stands in the file: whose, under which key, in which year; `value` has costs negative.

    `turned` says that the file writes it with the other sign.
    """

    entity: Entity
    key: str
    year: str
    value: Decimal
    turned: bool

    @property
    def written(self) -> Decimal:
        """The amount with the sign that it has in the file."""
        return self.value.copy_negate() if self.turned and self.value else self.value


class Sum(NamedTuple):
    """A total as it is written, and the figures that ought to add up to it.

    `missing` names the lines that are not in the file and can hardly be zero.
    """

    total: Figure
    parts: tuple[Figure, ...]
    cent: Decimal
    missing: tuple[str, ...] = ()

    @property
    def computed(self) -> Decimal:
        """What the parts add up to."""
        return exact_sum(part.value for part in self.parts)

    @property
    def difference(self) -> Decimal:
        """By how much the total is more than its parts."""
        return EXACT.subtract(self.total.value, self.computed)

    @property
    def step(self) -> Decimal:
        """One in the last decimal that the figures show."""
        shown = min(decimals(figure.value) for figure in (self.total, *self.parts))
        return max(Decimal((0, (1,), shown)), self.cent)

    @property
    def tolerance(self) -> Decimal:
        """What rounding can explain: half a step for each part."""
        return EXACT.divide(EXACT.multiply(Decimal(len(self.parts)), self.step), Decimal(2))

    @property
    def holds(self) -> bool:
        """Whether the parts add up to the total, or miss it by no more than rounding explains."""
        difference = self.difference
        return not difference or difference.copy_abs() <= self.tolerance


def decimals(value: Decimal) -> int:
    """The exponent of the last decimal that a number is written with: −1 for `2.5`."""
    exponent = value.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def unit_figure(budget: Budget, unit: BudgetUnit, field: UnitField, year: str) -> Figure | None:
    """What a unit has written for a year; None where it has nothing."""
    value = (getattr(unit, field) or {}).get(year)
    if value is None:
        return None
    turned = field == "costs" and budget.signs == "costs_positive"
    return Figure(unit, field, year, value.copy_negate() if turned else value, turned)


def unit_known(budget: Budget, unit: BudgetUnit, field: UnitField, year: str) -> tuple[Figure, ...] | None:
    """The figures that make up the revenue, the costs or the net of a unit; None where they do not suffice.

    A unit that writes only costs has no revenue, and the other way round. One that writes a net beside
    them may leave the third out because it follows, so that nothing is known of it.
    """
    if (own := unit_figure(budget, unit, field, year)) is not None:
        return (own,)
    if field == "net":
        revenue, costs = (unit_known(budget, unit, side, year) for side in SIDES)
        if revenue is not None and costs is not None and (revenue or costs):
            return revenue + costs
    if unit.units:
        return units_known(budget, unit.units, field, year)
    others: tuple[UnitField, ...] = tuple(name for name in UNIT_FIELDS if name != field)
    written = [name for name in others if unit_figure(budget, unit, name, year) is not None]
    return () if field != "net" and written and "net" not in written else None


def uneven_nets(budget: Budget) -> Iterator[Sum]:
    """Every net that is not exactly the revenue less the costs of its unit, where it has written both."""
    cent, less = CENTS[budget.money], EXACT.subtract if budget.signs == "costs_positive" else EXACT.add
    for unit in units(budget.operating):
        # With one side alone the other may be left out because it follows.
        if unit.net is None or unit.revenue is None or unit.costs is None:
            continue
        for year, net in unit.net.items():
            revenue, costs = unit.revenue.get(year), unit.costs.get(year)
            if revenue is None or costs is None or less(revenue, costs) == net:
                continue
            total, *sides = (unit_figure(budget, unit, field, year) for field in ("net", *SIDES))
            if total is not None:
                yield Sum(total, tuple(side for side in sides if side is not None), cent)


def uneven_units(budget: Budget) -> Iterator[Sum]:
    """The revenue, the costs and the net of every unit that are not exactly those of the units below it."""
    cent = CENTS[budget.money]
    for unit in units(budget.operating):
        for field in UNIT_FIELDS if unit.units else ():
            for year, amount in (getattr(unit, field) or {}).items():
                if _is_even(unit.units, field, year, amount):
                    continue
                total, parts = unit_figure(budget, unit, field, year), units_known(budget, unit.units, field, year)
                if total is not None and parts:
                    yield Sum(total, parts, cent)


def _is_even(below: tuple[BudgetUnit, ...], field: UnitField, year: str, left: Decimal) -> bool:
    """Whether an amount is exactly what units have written themselves; most are."""
    for unit in below:
        value = (getattr(unit, field) or {}).get(year)
        if value is None:
            return False
        left = EXACT.subtract(left, value)
    return not left


def units_known(
    budget: Budget, above: tuple[BudgetUnit, ...], field: UnitField, year: str
) -> tuple[Figure, ...] | None:
    """The figures of all units together; None where those of one do not suffice."""
    found: list[Figure] = []
    for unit in above:
        known = unit_known(budget, unit, field, year)
        if known is None:
            return None
        found += known
    return tuple(found)


def investment_figures(budget: Budget, key: Literal["costs", "grants"], year: str) -> tuple[Figure, ...]:
    """What the investments cost, or what others pay of them, in a year."""
    turned = key == "costs" and budget.signs == "costs_positive"
    found = []
    for investment in budget.investments:
        value: Decimal | None = (getattr(investment, key) or {}).get(year)
        if value is not None:
            found.append(Figure(investment, key, year, value.copy_negate() if turned else value, turned))
    return tuple(found)


def written(budget: Budget) -> Iterator[tuple[Entity, str, Mapping[str, Decimal]]]:
    """Every set of amounts by year that is meant for the years of the budget: whose, under which key, and the amounts.

    The investment plan is none of them, since it reaches further.
    """
    places: list[tuple[Entity, str]] = []
    for unit in units(budget.operating):
        places += [(unit, field) for field in (*UNIT_FIELDS, "change")]
    places += [(row, "amounts") for row in (*budget.appropriations, *budget.savings)]
    places += [(row, key) for row in budget.income_statement for key in ("amounts", "change")]
    places += [(row, "amounts") for row in budget.cash_flow]
    places += [(investment, key) for investment in budget.investments for key in ("costs", "grants")]
    for row in rows(budget):
        places += [(link, "amounts") for link in links(row.funds) if isinstance(link, FundsLink)]
    places.append((budget, "announced_savings"))
    if budget.loan_authority is not None:
        places.append((budget.loan_authority, "amounts"))
    for entity, key in places:
        if amounts := getattr(entity, key):
            yield entity, key, amounts


def saving_sums(budget: Budget) -> Iterator[Sum]:
    """The announced savings of every year, against the measures of adaptation; both are written with either sign."""
    for year, announced in (budget.announced_savings or {}).items():
        found = [(saving, saving.amounts[year]) for saving in budget.savings if year in saving.amounts]
        parts = tuple(Figure(saving, "amounts", year, value, turned=False) for saving, value in found)
        turned = exact_sum(value for _, value in found) * announced < 0
        total = Figure(budget, "announced_savings", year, announced.copy_negate() if turned else announced, turned)
        yield Sum(total, parts, CENTS[budget.money])
