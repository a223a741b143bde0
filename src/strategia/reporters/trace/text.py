"""The golden thread at a terminal: a tree, a table of goals and strands, and a line of counts."""

import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from strategia.document.phrasing import lowered
from strategia.reporters.text import console_on
from strategia.reporters.trace.words import Wording, place
from strategia.trace.coverage import LinkStatus, Status, strand_of
from strategia.trace.matrix import WHOLE, Carrier, GoalRow, Matrix
from strategia.workspace import Edge

if TYPE_CHECKING:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text
    from rich.tree import Tree

WIDTH = 80
"""Where no terminal says how wide it is."""

_INDENT, _COLUMN = 4, 20
_NO_BREAK, _KEPT = "\u00a0", "\ue000"
"""rich breaks lines at no-break spaces too; while it works, another character keeps their places."""

_STYLES: dict[Status | LinkStatus, str] = {
    "covered": "green",
    "partly": "yellow",
    "uncovered": "bold red",
    "excused": "cyan",
    "sound": "",
    "suspect": "bold yellow",
    "broken": "bold red",
}


def report_tree(matrix: Matrix, language: str, stream: TextIO | None = None) -> None:
    """Print the priorities with their goals, and below each goal what carries it."""
    teller = _Teller(matrix, language, stream or sys.stdout)
    teller.heading()
    teller.tree()
    teller.closing()


def report_matrix(matrix: Matrix, language: str, stream: TextIO | None = None) -> None:
    """Print a table with a row for each goal and a column for each strand."""
    teller = _Teller(matrix, language, stream or sys.stdout)
    teller.heading()
    teller.table()
    teller.closing()


class _Teller:
    """Tells one matrix on one stream."""

    def __init__(self, matrix: Matrix, language: str, stream: TextIO) -> None:
        self.matrix = matrix
        self.words = Wording(matrix, language)
        terminal = stream.isatty()
        self.console = console_on(stream, shutil.get_terminal_size((WIDTH, 24)).columns if terminal else WIDTH)
        self.is_marked = False

    def print(self, what: object = "", style: str = "") -> None:
        """Print something of rich's."""
        with self.console.capture() as captured:
            self.console.print(what, style=style)
        lines = captured.get().replace(_KEPT, _NO_BREAK).split("\n")
        self.console.file.write("\n".join(line.rstrip(" ") for line in lines))

    def heading(self) -> None:
        """Whose thread it is, which years the euros are of, what must be known of the whole."""
        words = self.words
        self.print(words.term("trace.title", county=words.county), style="bold")
        budget = self.matrix.budget
        if budget is not None:
            self.print(words.term("trace.budget_of", budget=words.text(budget.title)))
        if notice := words.notice():
            self.print(notice, style="bold")
        self.print()

    def closing(self) -> None:
        """The legend of the marks, and the counts."""
        if self.is_marked:
            self.print(self.words.term("mark.editor_link"))
            self.print()
        if self.matrix.scope.gaps and not self.matrix.rows:
            self.print(self.words.term("trace.nothing_open"))
        for line in self.words.tally():
            self.print(line)
        self.print()

    # --- the tree ----------------------------------------------------------------------

    def tree(self) -> None:
        """A tree for each priority, and what hangs on none of them."""
        workspace = self.matrix.workspace
        for priority in workspace.priorities:
            rows = [row for row in self.matrix.rows if row.coverage.priority is priority]
            if rows:
                self._print(self._named(f"{self.words.kind(priority)}: {self.words.name(priority)}", priority.id), rows)
        if self.matrix.scope.goals is None and not self.matrix.scope.gaps:
            if whole := self.matrix.below(WHOLE):
                tree = self._tree(self._bold(self.words.term("trace.whole")))
                self._hang(tree, whole)
                self.print(tree)
                self.print()
            self._list("trace.idle", (self._line(row) for row in self.matrix.idle))
            self._list("trace.adrift", (self._line(entity) for entity in self.matrix.adrift))
        broken = [edge for edge in self.matrix.workspace.edges if self.matrix.thread.status(edge) == "broken"]
        self._list("trace.broken", (self._broken(edge) for edge in broken))

    def _print(self, head: "Text", rows: Iterable[GoalRow]) -> None:
        tree = self._tree(head)
        rows = list(rows)
        for row in rows:
            self._goal(tree, row)
        priority = rows[0].coverage.priority
        if not self.matrix.scope.gaps and (wide := self.matrix.below(priority.id)):
            self._hang(tree.add(self._bold(self._wide())), wide)
        self.print(tree)
        self.print()

    def _goal(self, tree: "Tree", row: GoalRow) -> None:
        words, coverage = self.words, row.coverage
        head = self._named(words.name(row.goal), row.goal.id)
        if coverage.perspective is not None:
            head = self._dim(f"{words.name(coverage.perspective)} › ") + head
        head.append("\n")
        head.append(words.status(coverage.shallow), _STYLES[coverage.shallow])
        if "money" in self.matrix.strands:
            head.append(f"; {words.term('trace.deep').lower()} ")
            head.append(words.status(coverage.deep), _STYLES[coverage.deep])
            paid = words.sum(row.sums)
            if paid is not None:
                head += self._plain(f"; {words.term('trace.year', euros=words.euros(paid.euros), year=paid.year)}")
        branch = tree.add(head)
        self._hang(branch, row.carriers)
        own = {strand_of(edge) for edge in coverage.links}
        for strand, carried in coverage.strands.items():
            if strand in own and carried.status != "excused":
                continue
            line = self._plain(f"{words.strand(strand)}: ")
            line.append(words.status(carried.status), _STYLES[carried.status])
            if carried.reason is not None:
                line.append(f": {words.text(carried.reason)}")
            elif carried.status == "partly":
                line.append(f" ({lowered(self._wide())})")
            branch.add(line)

    def _hang(self, tree: "Tree", carriers: Iterable[Carrier]) -> None:
        for carrier in carriers:
            self._hang(tree.add(self._carrier(carrier)), carrier.carriers)

    def _carrier(self, carrier: Carrier) -> "Text":
        """A line of the tree: what it is, its name, its euros, and whatever is the matter with it."""
        words = self.words
        line = self._line(carrier.entity)
        if carrier.edge is not None and carrier.edge.source == "editor":
            self.is_marked = True
            line.append(f"{_KEPT}*")
        if paid := words.payment(carrier.payments):
            line += self._plain(f" {paid}", "bold")
        if carrier.status != "sound":
            line.append(f" – {words.link(carrier.status, carrier.changes)}", _STYLES[carrier.status])
        reason = getattr(carrier.entity, "no_cost", None)
        if reason is not None:
            line.append(f" – {words.term('trace.excused', reason=words.text(reason))}", _STYLES["excused"])
        elif carrier.money in ("uncovered", "partly"):
            line.append(f" – {words.strand('money').lower()} {words.status(carrier.money)}", _STYLES[carrier.money])
        if carrier.repeated and (self.matrix.below(str(vars(carrier.entity)["id"]))):
            line.append(f" ({words.term('trace.repeated')})", "dim")
        return line

    def _wide(self) -> str:
        return self.words.term("trace.wide", level=self.words.phrasing.level("priority", "genitive"))

    def _list(self, key: str, lines: "Iterable[Text]") -> None:
        found = list(lines)
        if found:
            tree = self._tree(self._bold(self.words.term(key)))
            for line in found:
                tree.add(line)
            self.print(tree)
            self.print()

    def _broken(self, edge: Edge) -> "Text":
        line = self._line(edge.lower)
        line.append(f" → {edge.target}", _STYLES["broken"])
        line.append(f" {place(edge.location)}", "dim")
        return line

    # --- the table ---------------------------------------------------------------------

    def table(self) -> None:
        """The goals by priority, each with a line that has a column for each strand.

        The names of goals are sentences: beside six columns they would have no room.
        """
        words, strands, budget = self.words, self.matrix.strands, self.matrix.budget
        heads = [words.strand(strand) for strand in strands]
        if "money" in strands and budget is not None:
            heads += [words.term("trace.deep"), f"{budget.years[0]}, €"]
        if not self.matrix.rows:
            return
        self._columns([self._bold(head) for head in heads])
        priority = None
        for row in self.matrix.rows:
            if row.coverage.priority is not priority:
                priority = row.coverage.priority
                self.print()
                self.print(self._bold(words.name(priority)))
            self.print(self._padded(self._named(words.name(row.goal), row.goal.id, bold=False), 2))
            cells = [self._status(row.coverage.statuses[strand]) for strand in strands]
            if "money" in strands:
                paid = words.sum(row.sums)
                cells.append(self._status(row.coverage.deep))
                cells.append(self._plain(words.phrasing.number(paid.euros.normalize() + 0) if paid else "–"))
            self._columns(cells)
        self.print()

    def _columns(self, cells: "list[Text]") -> None:
        """A line of columns of one width; the last one holds numbers where there are any."""
        from rich.table import Table  # noqa: PLC0415 - rich takes its time

        width = (self.console.width - _INDENT) // max(len(cells), 1) - 1
        table = Table.grid(padding=(0, 1, 0, 0))
        for index in range(len(cells)):
            is_number = index == len(cells) - 1 and "money" in self.matrix.strands
            table.add_column(width=min(width, _COLUMN), justify="right" if is_number else "left", overflow="fold")
        table.add_row(*cells)
        self.print(self._padded(table, _INDENT))

    # --- pieces of text ----------------------------------------------------------------

    def _line(self, entity: object) -> "Text":
        """What an entity is, and its name with its id: a link's name is made of ids."""
        words = self.words
        line = self._plain(f"{words.kind(entity)}: ")  # type: ignore[arg-type]
        return line + self._named(words.name(entity), str(vars(entity)["id"]), bold=False)  # type: ignore[arg-type]

    def _status(self, status: Status) -> "Text":
        return self._plain(self.words.status(status), _STYLES[status])

    def _named(self, name: str, known: str, *, bold: bool = True) -> "Text":
        return self._plain(name, "bold" if bold else "") + self._dim(f" [{known}]")

    def _bold(self, text: str) -> "Text":
        return self._plain(text, "bold")

    def _dim(self, text: str) -> "Text":
        return self._plain(text, "dim")

    @staticmethod
    def _plain(text: str, style: str = "") -> "Text":
        from rich.text import Text  # noqa: PLC0415 - rich takes its time

        return Text(text.replace(_NO_BREAK, _KEPT), style)

    @staticmethod
    def _padded(what: "Text | Table", left: int) -> "Padding":
        from rich.padding import Padding  # noqa: PLC0415 - rich takes its time

        return Padding(what, (0, 0, 0, left))

    @staticmethod
    def _tree(head: "Text") -> "Tree":
        from rich.tree import Tree  # noqa: PLC0415 - rich takes its time

        return Tree(head, guide_style="dim")
