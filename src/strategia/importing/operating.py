"""The operating part: units above and below one another, each with its revenue, costs and net."""

from collections.abc import Callable
from decimal import Decimal

from strategia.importing.drafts import Draft, Total, UnitDraft, Written
from strategia.importing.labels import folded, known_line, without_total
from strategia.importing.lines import is_cost, line_of_row, lines_of
from strategia.importing.mapping import Table
from strategia.importing.rows import Row

_DEEPEST = 10
_MOST_SUMMED = 500_000
"""How many units are added up in all; a table made to keep programs busy has nothing but totals."""


class Operating:
    """Builds the units of one table, row after row."""

    def __init__(self, draft: Draft, table: Table) -> None:
        self.draft = draft
        self.table = table
        self.is_parent: Callable[[Row, Row], bool] = _PARENTS[_kind(table)]
        # The units that the next one may stand below, outermost first, each with the row it began in.
        self.open: list[tuple[Row, UnitDraft]] = []
        self.current: UnitDraft | None = None
        # What the rows of revenue, costs and net after a total are compared with, and the total's name;
        # None below a unit.
        self.against: list[list[UnitDraft]] | None = None
        self.total = ""
        self.summed = 0
        # By its name as names are compared: the last unit that was named so.
        self.named: dict[str, UnitDraft] = {folded(unit.name): unit for unit in draft.all_units}
        # Rows that only divide up what a unit has as a whole.
        self.details: list[tuple[UnitDraft, str, Row]] = []
        self.own = len(draft.units)

    def add(self, row: Row) -> None:
        """Take one row."""
        self.draft.labels.append(row.label)
        line = line_of_row(self.table, row)
        stripped = without_total(row.label)
        if row.line:
            self._add_named_line(row, line)
        elif line:
            self._add_line(row, line)
        elif stripped is not None:
            self._add_total(row, stripped)
        elif (detail := known_line("income_statement", row.label)) and row.amounts and not self._are_units(row):
            self._add_detail(row, detail)
        else:
            self._add_unit(row)

    def finish(self) -> None:
        """Leave out what turned out to be a heading, and the details of units that are known as a whole."""
        for unit, line, row in self.details:
            side = "costs" if is_cost(line) else "revenue"
            whole = side in unit.lines or "net" in unit.lines
            (self.draft.details if whole else self.draft.left).append(row.left(None if whole else "line"))
        self.draft.units[self.own :] = self._real(self.draft.units[self.own :])

    def _are_units(self, row: Row) -> bool:
        """Whether what a row's amounts are is known without its label, so that its label names a unit."""
        return all(line for _, line in lines_of(self.table, row))

    def _add_detail(self, row: Row, line: str) -> None:
        """A row that divides up the revenue or the costs of the unit named above."""
        if self.current is None or row.reason is not None:
            self.draft.left.append(row.left() if row.reason is not None else row.left("unit"))
        else:
            self.details.append((self.current, line, row))

    def _real(self, units: list[UnitDraft]) -> list[UnitDraft]:
        kept = []
        for unit in units:
            unit.units = self._real(unit.units)
            if unit.lines or unit.units:
                kept.append(unit)
        return kept

    def _add_unit(self, row: Row) -> UnitDraft | None:
        """A row that names a unit, with or without amounts."""
        if row.amounts and not self._are_units(row):
            # The rows that follow still belong to the unit above.
            self.draft.left.append(row.left() if row.reason is not None else row.left("line"))
            return None
        unit = self._opened(row)
        if row.reason is not None or unit is None:
            self.draft.left.append(row.left() if unit is not None else row.left("deep"))
            return unit
        for key, line in lines_of(self.table, row):
            unit.lines[line] = Written(row.amounts[key], row.place)
        if row.amounts:
            self.draft.count("operating")
        return unit

    def _opened(self, row: Row) -> UnitDraft | None:
        """The unit that a row begins, in its place below the others; None where that is too deep."""
        self._open_above(row)
        while self.open and not self.is_parent(self.open[-1][0], row):
            self.open.pop()
        if len(self.open) >= _DEEPEST:
            self.current = None
            return None
        unit = UnitDraft(row.label, row.place, row.code, row.own_id)
        (self.open[-1][1].units if self.open else self.draft.units).append(unit)
        self.open.append((row, unit))
        self.named[folded(row.label)] = unit
        self.current, self.against = unit, None
        return unit

    def _open_above(self, row: Row) -> None:
        """Open the units that stand in outer columns of the same row, unless they are open already."""
        for depth, name in enumerate(row.above):
            if not name or (depth < len(self.open) and self.open[depth][1].name == name):
                continue
            del self.open[depth:]
            outer = Row(row.number, name, row.place, row.location, above=row.above[:depth])
            unit = UnitDraft(name, row.place)
            (self.open[-1][1].units if self.open else self.draft.units).append(unit)
            self.open.append((outer, unit))
            self.named[folded(name)] = unit

    def _add_named_line(self, row: Row, line: str) -> None:
        """A row that has both the name of its unit and, in a column of its own, what its amounts are."""
        if not line:
            row.reason = row.reason or ("line" if row.amounts else None)
            self.draft.left.append(row.left())
        elif without_total(row.label) is not None:
            self._add_total(row, without_total(row.label) or "")
        else:
            same = self.current is not None and (self.current.name, self.current.number) == (row.label, row.code)
            if not same:
                self._opened(row)
            self._add_line(row, line)

    def _add_line(self, row: Row, line: str) -> None:
        """Revenue, costs or net of the unit named above."""
        if row.reason is not None or not row.amounts:
            self.draft.left.append(row.left())
        elif self.against is not None:
            self._compare(row, line)
            self.draft.count("totals")
        elif self.current is None:
            self.draft.left.append(row.left("unit"))
        elif line in self.current.lines:
            self.draft.left.append(row.left("twice"))
        else:
            for key, own in lines_of(self.table, row):
                self.current.lines[own] = Written(row.amounts[key], row.place)
            self.draft.count("operating")

    def _add_total(self, row: Row, name: str) -> None:
        """A total: of a unit that began above, or of all units so far."""
        line = known_line("operating", name)
        if line and self.current is not None and line not in self.current.lines and "" in row.amounts:
            self._add_line(row, line)
            return
        unit = self.named.get(folded(name)) if folded(name) else None
        self.total = row.label
        if unit is not None and not unit.lines:
            self._close(unit)
            self.current, self.against = unit, None
        elif unit is not None:
            self.current, self.against = None, [[unit]]
        else:
            # Of the table, else of all tables so far.
            self.current = None
            self.against = [self.draft.units[self.own :], self.draft.units]
        if row.reason is not None or not row.amounts:
            if row.reason is not None:
                self.draft.left.append(row.left())
            return
        for key, known in lines_of(self.table, row):
            if self.against is not None:
                self._compare(row, line or known, key)
            elif unit is not None and known:
                unit.lines[known] = Written(row.amounts[key], row.place)
        self.draft.count("operating" if self.against is None else "totals")

    def _close(self, unit: UnitDraft) -> None:
        """Put the units between a heading and its total below the heading, where nothing else says so."""
        places = {id(known): index for index, known in enumerate(self.draft.units)}
        at = places.get(id(unit), -1) + 1
        if _kind(self.table) == "none" and at > self.own:
            unit.units += self.draft.units[at:]
            del self.draft.units[at:]
        self.open = []

    def _compare(self, row: Row, line: str, key: str = "") -> None:
        """A printed total beside the sum of what it is the total of."""
        text = row.label if row.label == self.total else f"{self.total}: {row.label}"
        for year, printed in row.amounts.get(key, {}).items():
            self.summed += sum(map(len, self.against or []))
            if self.summed > _MOST_SUMMED:
                return
            totals = [
                Total(row.place, row.location, text, line, year, printed, sum(terms, Decimal(0)), len(terms))
                for units in self.against or []
                if (terms := _values(units, line, year))
            ]
            if totals:
                self.draft.totals.append(next((total for total in totals if total.agrees), totals[-1]))


def _values(units: list[UnitDraft], line: str, year: int) -> list[Decimal]:
    """What each unit has of a line in a year: its own amount, else the sum of the units below it."""
    found = []
    for unit in units:
        own = unit.lines[line].amounts.get(year) if line in unit.lines else None
        below = _values(unit.units, line, year) if own is None else []
        if own is not None or below:
            found.append(own if own is not None else sum(below, Decimal(0)))
    return found


def _kind(table: Table) -> str:
    if len(table.columns.name) > 1:
        return "names"
    return "level" if table.columns.level else table.levels


def _is_prefix(upper: Row, lower: Row) -> bool:
    """Whether one number begins with the other: 1 and 1.2, or 10 and 1020."""
    if not upper.code or not lower.code:
        return False
    if "." in lower.code or "-" in lower.code:
        return lower.code.startswith((f"{upper.code}.", f"{upper.code}-"))
    return lower.code != upper.code and lower.code.startswith(upper.code.rstrip("0") or upper.code)


_PARENTS: dict[str, Callable[[Row, Row], bool]] = {
    "none": lambda _upper, _lower: False,
    "indent": lambda upper, lower: upper.indent < lower.indent,
    "number": _is_prefix,
    "level": lambda upper, lower: (upper.level or 1) < (lower.level or 1),
    "names": lambda upper, lower: len(upper.above) < len(lower.above),
}
