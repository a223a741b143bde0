"""The service strategy and the budget of a made-up county: 40 lines, 40 rows, and links that reach every goal."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

LINES = 40
YEARS = (2026, 2027, 2028)
_CONSIDERATIONS = ("needs", "local_conditions", "availability", "accessibility", "cost_effectiveness")
_AREAS = ("Perheiden palvelut", "Vastaanotot", "Sairaalapalvelut", "Ikääntyneiden palvelut", "Vammaispalvelut")
_UNITS = ("pohjoinen", "eteläinen", "itäinen", "läntinen")
_BESIDE = ("Kehittämisraha", "Palvelusetelit", "Digitaaliset palvelut", "Rekrytointi")
_INVESTMENTS = ("Sote-keskus", "Paloasema", "Tietojärjestelmät", "Laitteet")
_MADE_UP = "# Keksitty esimerkki mittauksia varten."


def services(slug: str, goals: Sequence[str], phrase: Callable[[], str]) -> Iterator[str]:
    """The lines of `services.yaml`. Together the service lines implement every goal."""
    yield from ("kind: service-strategy", f"county: {slug}", "", _MADE_UP)
    yield from ("title: Palvelustrategia mittauksia varten", "illustrative: true")
    yield from ("period: {from: 2026, to: 2029}", "considerations:")
    for name in _CONSIDERATIONS:
        yield f"  {name}: {phrase()}."
    yield "goals:"
    each = -(-len(goals) // LINES)
    for number in range(LINES):
        own = goals[number * each : (number + 1) * each] or goals[-1:]
        yield f"  - id: linja-{number + 1}"
        yield f"    title: {phrase()}"
        yield f"    implements: [{', '.join(own)}]"


@dataclass
class Row:
    """A unit of the operating part: what it costs and earns in each year, from what stands in it if it has units."""

    known: str
    name: str
    revenue: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)
    units: "list[Row]" = field(default_factory=list)

    def sum_up(self) -> None:
        for unit in self.units:
            unit.sum_up()
        if self.units:
            self.revenue = [sum(unit.revenue[year] for unit in self.units) for year in range(len(YEARS))]
            self.costs = [sum(unit.costs[year] for unit in self.units) for year in range(len(YEARS))]


def budget(slug: str, goals: Sequence[str], chance: random.Random) -> Iterator[str]:
    """The lines of `budget-2026.yaml`: 40 rows whose sums are right, and the goals of the budget."""
    sectors = _sectors(chance)
    revenue = [sum(sector.revenue[year] for sector in sectors) for year in range(len(YEARS))]
    costs = [sum(sector.costs[year] for sector in sectors) for year in range(len(YEARS))]
    investments = [[chance.randint(2, 20) * 500 for _ in YEARS] for _ in _INVESTMENTS]
    yield from ("kind: budget", f"county: {slug}", "", _MADE_UP)
    yield from ("title: Talousarvio mittauksia varten", "illustrative: true")
    yield from (f"years: [{', '.join(map(str, YEARS))}]", "money: teur", "signs: costs_negative", "", "operating:")
    funded = _funded()
    for sector in sectors:
        yield from _row(sector, "  ", funded)
    yield from ("", "appropriations:")
    for number, name in enumerate(_BESIDE, start=1):
        yield f"  - id: raha-{number}"
        yield f"    name: {name}"
        yield f"    amounts: {_years([-100 * number for _ in YEARS])}"
        yield f"    funds: {next(funded)}"
    yield from ("", "investments:")
    for number, (name, amounts) in enumerate(zip(_INVESTMENTS, investments, strict=True), start=1):
        yield f"  - id: investointi-{number}"
        yield f"    name: {name}"
        yield f"    costs: {_years([-amount for amount in amounts])}"
        yield f"    funds: {next(funded)}"
    yield from _statements(revenue, costs, [sum(each) for each in zip(*investments, strict=True)])
    yield from ("", "goals:")
    for number, goal in enumerate(goals[::10], start=1):
        yield f"  - id: sitova-{number}"
        yield f"    title: Tavoite {number} toteutuu suunnitellusti."
        yield "    binding: council"
        yield f"    implements: {goal}"
        yield f"    indicators: [mittari-{number}]"


def _sectors(chance: random.Random) -> list[Row]:
    """Three sectors with 29 units below them: 24 of them spend, and with what stands beside there are 40 rows."""
    areas = [_area(f"alue-{n}", name, _UNITS, chance) for n, name in enumerate(_AREAS, start=1)]
    sectors = [
        Row("sote", "Sosiaali- ja terveyspalvelut", units=areas),
        _area("pelastus", "Pelastustoimi", _UNITS[:2], chance),
        _area("konserni", "Konsernipalvelut", _UNITS[:2], chance),
    ]
    for sector in sectors:
        sector.sum_up()
    return sectors


def _area(known: str, name: str, units: Sequence[str], chance: random.Random) -> Row:
    """A unit with units below it, which spend between 8 and 60 million euros in the first year."""
    below = []
    for number, unit in enumerate(units, start=1):
        first = chance.randint(8_000, 60_000)
        revenue, costs = [first // 20 + 10 * year for year in range(3)], [-first - 100 * year for year in range(3)]
        below.append(Row(f"{known}-{number}", f"{name}, {unit}", revenue, costs))
    return Row(known, name, units=below)


def _row(row: Row, indent: str, funded: Iterator[str]) -> Iterator[str]:
    yield f"{indent}- id: {row.known}"
    yield f"{indent}  name: {row.name}"
    yield f"{indent}  revenue: {_years(row.revenue)}"
    yield f"{indent}  costs: {_years(row.costs)}"
    yield f"{indent}  net: {_years([r + c for r, c in zip(row.revenue, row.costs, strict=True)])}"
    if row.units:
        yield f"{indent}  units:"
        for unit in row.units:
            yield from _row(unit, f"{indent}    ", funded)
    else:
        yield f"{indent}  funds: {next(funded)}"


def _funded() -> Iterator[str]:
    """What the rows fund, one after another: two lines by shares at first, then a line each, until all are funded."""
    lines = iter(range(1, LINES + 1))
    for number in lines:
        if number < 16:
            yield f"[{{to: linja-{number}, share: 60}}, {{to: linja-{next(lines)}, share: 40}}]"
        else:
            yield f"linja-{number}"


def _statements(revenue: Sequence[int], costs: Sequence[int], investments: Sequence[int]) -> Iterator[str]:
    """The statements, which follow from the units, and the loan authority; a surplus in every year."""
    margin = [r + c for r, c in zip(revenue, costs, strict=True)]
    annual = [12_000 + 200 * year for year in range(len(YEARS))]
    loans = [amount // 2 for amount in investments]
    personnel = [cost * 45 // 100 for cost in costs]
    income = {
        "sales_revenue": [amount * 60 // 100 for amount in revenue],
        "fee_revenue": [amount - amount * 60 // 100 for amount in revenue],
        "operating_revenue": revenue,
        "personnel_costs": personnel,
        "purchased_services": [cost - own for cost, own in zip(costs, personnel, strict=True)],
        "operating_costs": costs,
        "operating_margin": margin,
        "state_funding": [wanted - own for wanted, own in zip(annual, margin, strict=True)],
        "annual_margin": annual,
        "depreciation": [-9_000 for _ in YEARS],
        "result": [amount - 9_000 for amount in annual],
        "surplus": [amount - 9_000 for amount in annual],
    }
    after = [own - spent for own, spent in zip(annual, investments, strict=True)]
    cash = {
        "annual_margin": annual,
        "operating_cash_flow": annual,
        "investment_costs": [-amount for amount in investments],
        "investing_cash_flow": [-amount for amount in investments],
        "operating_and_investing": after,
        "loans_raised": loans,
        "loan_change": loans,
        "financing_cash_flow": loans,
        "liquidity_change": [own + lent for own, lent in zip(after, loans, strict=True)],
    }
    yield from ("", f"loan_authority: {{amounts: {_years(loans)}}}")
    for name, rows in (("income_statement", income), ("cash_flow", cash)):
        yield from ("", f"{name}:")
        for row, amounts in rows.items():
            yield f"  - {{row: {row}, amounts: {_years(amounts)}}}"


def _years(amounts: Sequence[int]) -> str:
    """Money by year: `{2026: -500, 2027: -510}`."""
    return f"{{{', '.join(f'{year}: {amount}' for year, amount in zip(YEARS, amounts, strict=True))}}}"
