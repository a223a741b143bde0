"""How the rules of this family tell of figures: by the name that stands beside them, with sign and unit of the file."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from strategia.diagnostics import Column, Entry, Money, Terms
from strategia.lint.rule import Remark
from strategia.model.base import Entity
from strategia.model.budget import Budget, CashFlowRow, IncomeRow
from strategia.source import Location
from strategia.trace.sums import EXACT, UNIT_FIELDS, Figure, Sum, decimals, exact_sum
from strategia.workspace import Workspace

_MOST = 8
"""How many rows a message names."""

RELATED = 20
"""How many places a remark points at besides its own."""


def name(workspace: Workspace, entity: Entity) -> str | Terms:
    """What a row is called: its label, else the name of its line; of others the id."""
    if isinstance(entity, IncomeRow | CashFlowRow):
        if entity.label is None:
            return Terms("line", (entity.row,))
        main = workspace.main_language
        return entity.label.in_language(main, main)[0]
    return str(getattr(entity, "id", ""))


def column(workspace: Workspace, entity: Entity, key: str) -> str | Terms | Column:
    """What the amounts of a row are called; a unit has several."""
    called = name(workspace, entity)
    return Column(called, Terms("amount", (key,))) if key in UNIT_FIELDS else called


def _called(workspace: Workspace, figure: Figure, total: Sum) -> str | Terms:
    """What a figure of a sum is called: the revenue and the costs of one unit by what they are."""
    if figure.key in UNIT_FIELDS and all(part.entity is total.total.entity for part in total.parts):
        return Terms("amount", (figure.key,))
    return name(workspace, figure.entity)


def rows(budget: Budget, named: Sequence[tuple[str | Terms, Figure]], *, turned: bool) -> tuple[Entry | str, ...]:
    """Figures with their names for a message: the first few, and how many more there are."""
    shown: list[Entry | str] = []
    for called, figure in named[:_MOST]:
        amount = figure.value.copy_negate() if turned else figure.value
        shown.append(Entry(called, Money(amount, budget.money)))
    if len(named) > _MOST:
        shown.append(f"… (+{len(named) - _MOST})")
    return tuple(shown)


def places(figures: Iterable[Figure]) -> tuple[Location, ...]:
    """Where figures stand, the first of them."""
    return tuple(figure.entity.at(figure.key, figure.year) for figure, _ in zip(figures, range(RELATED), strict=False))


def off(workspace: Workspace, budget: Budget, total: Sum, **more: object) -> Remark:
    """A remark on a total that is not what its parts add up to, told with the sign that the total has in the file."""
    figure = total.total
    variant, suspect = cause(total)
    computed, difference = total.computed, total.difference
    if figure.turned:
        computed, difference = computed.copy_negate(), difference.copy_negate()
    arguments = {
        "name": name(workspace, figure.entity),
        "year": figure.year,
        "stated": Money(figure.written, budget.money),
        "computed": Money(computed, budget.money),
        "difference": Money(difference, budget.money),
        "rows": rows(budget, [(_called(workspace, part, total), part) for part in total.parts], turned=figure.turned),
        "row": _called(workspace, suspect, total) if suspect is not None else "",
    }
    place = figure.entity.at(figure.key, figure.year)
    return Remark(place, arguments | more, variant, places(total.parts))


def cause(total: Sum) -> tuple[str, Figure | None]:
    """The one slip that explains a difference, and where: a sign, or a figure in another unit than the rest."""
    difference, tolerance = total.difference, total.tolerance
    signs = [part for part in total.parts if _is_near(_times(part, 2), difference.copy_negate(), tolerance)]
    if _is_near(_times(total.total, 2), difference, tolerance):
        signs.append(total.total)
    if signs:
        return ("sign", signs[0]) if len(signs) == 1 else ("", None)
    units = [part for part in total.parts if _is_scaled(part, difference, tolerance)]
    if _is_scaled(total.total, difference.copy_negate(), tolerance):
        units.append(total.total)
    return ("unit", units[0]) if len(units) == 1 else ("", None)


def turned_part(figures: Sequence[Figure], wanted: Decimal) -> Figure | None:
    """The one figure that, with the other sign, makes figures come to an amount; None where none or several do."""
    total = exact_sum(figure.value for figure in figures)
    found = [figure for figure in figures if figure.value and EXACT.subtract(total, _times(figure, 2)) == wanted]
    return found[0] if len(found) == 1 else None


def _times(figure: Figure, factor: Decimal | int) -> Decimal:
    return EXACT.multiply(figure.value, Decimal(factor))


def _is_near(value: Decimal, other: Decimal, tolerance: Decimal) -> bool:
    return bool(value) and EXACT.subtract(value, other).copy_abs() <= tolerance


def _is_scaled(figure: Figure, wanted: Decimal, tolerance: Decimal) -> bool:
    """Whether a thousandth or the thousandfold of a figure would add what is wanted."""
    # Where a thousandth is no more than rounding, the row may as well have been forgotten or counted twice.
    smaller = _times(figure, Decimal("0.001")).copy_abs() > 2 * tolerance
    if smaller and _is_near(_times(figure, Decimal("-0.999")), wanted, tolerance):
        return True
    coarse = Decimal((0, (5,), decimals(figure.value) + 2))
    return _is_near(_times(figure, 999), wanted, EXACT.add(tolerance, coarse))
