"""What carries a goal beside measures and indicators: lines of the service strategy, goals of the budget, money."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from strategia.document.ast import Block, BulletList, Cell, Column, ListItem, Paragraph, Row, Run, Runs, Table
from strategia.document.funding import Funding
from strategia.document.naming import referred
from strategia.document.phrasing import Phrasing, capitalised, joined_runs, lead_in, lowered, texts
from strategia.document.services import every_line, lines_of
from strategia.model.base import Entity
from strategia.model.budget import BudgetGoal
from strategia.model.services import ServiceLine
from strategia.model.strategy import Goal, Perspective, Priority
from strategia.trace.coverage import within
from strategia.trace.reach import ids_within
from strategia.workspace import Edge


class Carrying:
    """What carries the priorities, perspectives and goals of a strategy; made once for a document."""

    def __init__(self, phrasing: Phrasing) -> None:
        self.phrasing = phrasing
        workspace = phrasing.workspace
        self._ids: dict[str, tuple[str, ...]] = {
            **{priority.id: tuple(within(priority)) for priority in workspace.priorities},
            **{perspective.id: _grouped(perspective) for perspective in workspace.perspectives},
            **{goal.id: tuple(ids_within(goal)) for goal in workspace.goals},
        }
        self.funding = Funding(phrasing, self._ids)
        self._papers = {line.id: paper for paper in workspace.services for line in every_line(lines_of(paper))}

    def blocks(self, goal: Goal) -> tuple[Block, ...]:
        """What carries a goal, for a goal with a heading of its own."""
        found: list[Block] = []
        lines, goals, money = self._lines(self._ids[goal.id]), self._goals(self._ids[goal.id]), self._money(goal)
        if lines:
            found += [lead_in(self._lead(self._ids[goal.id])), BulletList(tuple(map(ListItem, lines)))]
        if goals:
            found += [lead_in(self.phrasing.label("carrying.budget_goals")), BulletList(tuple(map(ListItem, goals)))]
        if money:
            found.append(Paragraph((Run(f"{self.funding.label}: ", strong=True), *money)))
        return tuple(found)

    def items(self, goal: Goal) -> tuple[ListItem, ...]:
        """The same as lines below a goal that is a line itself."""
        ids = self._ids[goal.id]
        lines, goals, money = joined_runs(self._lines(ids)), joined_runs(self._goals(ids)), self._money(goal)
        services = self.phrasing.label("carrying.services")
        if lines and self._all_made_up(ids):
            services = (*services, *self.phrasing.made_up(self._found(ids)))
        told = (
            (services, lines),
            (self.phrasing.label("carrying.budget_goals"), goals),
            (texts(self.funding.label), money),
        )
        return tuple(
            ListItem((*(replace(run, strong=True) for run in name), Run(": ", strong=True), *words))
            for name, words in told
            if words
        )

    def of_whole(self, priority: Priority) -> tuple[Block, ...]:
        """What carries a priority as a whole and none of its goals."""
        lines, goals = self._lines([priority.id], direct=True), self._goals([priority.id], direct=True)
        found: list[Block] = []
        if lines:
            found += [lead_in(self._lead([priority.id])), BulletList(tuple(map(ListItem, lines)))]
        if goals:
            found += [lead_in(self.phrasing.label("carrying.budget_goals")), BulletList(tuple(map(ListItem, goals)))]
        return tuple(found)

    def total(self, priority: Priority) -> tuple[Paragraph, ...]:
        """The euros of a priority alone, and what it shares with others; nothing where there is no money.

        What it has alone is what every document calls its sum.
        """
        spread = self.funding.spread
        if spread is None:
            return ()
        others = {other.id for other in self.phrasing.workspace.priorities if other is not priority}
        shared = sum(euros for reached, euros in spread.parts.items() if priority.id in reached and reached & others)
        own = spread.to(priority.id) - shared
        told = [self.phrasing.words.euros_in_short(own)] if own else []
        if shared:
            term = "carrying.shared" if own else "carrying.only_shared"
            told.append(self.phrasing.term(term, euros=self.phrasing.words.euros_in_short(shared)))
        words = self.funding.words(priority.id, euros=", ".join(told))
        if not words:
            return ()
        label = capitalised(f"{self.phrasing.level('priority', 'genitive')} {lowered(self.funding.label)}")
        return (Paragraph((Run(f"{label}: ", strong=True), *words)),)

    def table(self, priority: Priority) -> tuple[Table, ...]:
        """What carries each perspective of a priority; nothing where none is carried."""
        phrasing = self.phrasing
        every = [known for perspective in priority.perspectives for known in self._ids[perspective.id]]
        rows = []
        for perspective in priority.perspectives:
            ids = self._ids[perspective.id]
            lines, goals = self._lines(ids, marked=not self._all_made_up(every)), self._goals(ids)
            money = joined_runs(
                filter(None, (self.funding.words(perspective.id), *map(self._excuse, perspective.goals)))
            )
            if lines or goals or money:
                carriers: list[Paragraph | BulletList] = [BulletList(tuple(map(ListItem, lines)))] if lines else []
                if goals:
                    carriers += [
                        Paragraph((Run(f"{phrasing.term('carrying.budget_goals')}:"),)),
                        BulletList(tuple(map(ListItem, goals))),
                    ]
                cells = (
                    Cell((Paragraph(phrasing.runs(perspective.title)),)),
                    Cell(tuple(carriers) or (Paragraph(texts("–")),)),
                    Cell((Paragraph(money or texts("–")),)),
                )
                rows.append(Row(cells))
        if not rows:
            return ()
        columns = (
            Column(texts(phrasing.level("perspective")), 3),
            Column(self._lead(every), 5),
            Column(texts(self.funding.label), 2),
        )
        names = phrasing.joined((lowered(phrasing.term("carrying.lines")), lowered(self.funding.label)))
        return (Table((*phrasing.runs(priority.title), Run(f": {names}")), columns, tuple(rows), row_headers=True),)

    # --- what is told --------------------------------------------------------------------

    def _money(self, goal: Goal) -> Runs:
        return self.funding.words(goal.id, goal.no_cost)

    def _excuse(self, goal: Goal) -> Runs:
        return self.funding.reason(goal.no_cost) if goal.no_cost is not None else ()

    def _lead(self, ids: Iterable[str]) -> Runs:
        """What stands before service lines, with the mark of what is made up where all of them are."""
        words = self.phrasing.label("carrying.lines")
        return (*words, *self.phrasing.made_up(self._found(ids))) if self._all_made_up(ids) else words

    def _all_made_up(self, ids: Iterable[str]) -> bool:
        found = self._found(ids)
        return bool(found) and all(map(self.phrasing.workspace.is_illustrative, found))

    def _found(self, ids: Iterable[str]) -> list[Entity]:
        """The service lines that carry the ids."""
        return [edge.lower for edge in self.funding.thread.carriers(ids) if isinstance(edge.lower, ServiceLine)]

    def _lines(self, ids: Sequence[str], *, direct: bool = False, marked: bool | None = None) -> list[Runs]:
        """The service lines that carry one of the ids, by name; `marked` where they are made up.

        Unless said they are marked where not all of them are made up, which their heading would say.
        """
        with_mark = not self._all_made_up(ids) if marked is None else marked
        found = []
        for edge, guessed in self._carriers(ids, ServiceLine, direct=direct):
            line = edge.lower
            assert isinstance(line, ServiceLine)  # noqa: S101 - asked for above
            if (paper := self._papers.get(line.id)) is not None:
                self.phrasing.prints_of(paper)
            words = referred(self.phrasing, line, line.id)
            if with_mark:
                words = (*words, *self.phrasing.made_up((line,)))
            found.append((*words, self.phrasing.editor_mark()) if guessed else words)
        return found

    def _goals(self, ids: Sequence[str], *, direct: bool = False) -> list[Runs]:
        """The goals of the budget that carry one of the ids, with what is aimed at in the budget year."""
        phrasing = self.phrasing
        found = []
        for edge, guessed in self._carriers(ids, BudgetGoal, direct=direct):
            goal = edge.lower
            assert isinstance(goal, BudgetGoal)  # noqa: S101 - asked for above
            words = referred(phrasing, goal, goal.id)
            budget = next(paper for paper in phrasing.workspace.budgets if any(one is goal for one in paper.goals))
            phrasing.prints_of(budget)
            if (aim := goal.targets.get(str(budget.years[0]))) is not None:
                words = (*words, Run(f" ({budget.years[0]}: "), *phrasing.runs(aim), Run(")"))
            words = (*words, *phrasing.made_up((goal,)))
            found.append((*words, phrasing.editor_mark()) if guessed else words)
        return found

    def _carriers(self, ids: Sequence[str], kind: type[Entity], *, direct: bool) -> Iterator[tuple[Edge, bool]]:
        """The first link of each carrier of a kind, and whether only an editor says so.

        `direct` leaves out what carries the ids by way of something else.
        """
        first: dict[int, Edge] = {}
        stated: set[int] = set()
        for edge in self.funding.thread.carriers(ids):
            if isinstance(edge.lower, kind) and not (direct and edge.target not in ids):
                first.setdefault(id(edge.lower), edge)
                if edge.source == "source":
                    stated.add(id(edge.lower))
        yield from ((edge, key not in stated) for key, edge in first.items())


def _grouped(perspective: Perspective) -> tuple[str, ...]:
    """The ids of a perspective, its goals and their parts."""
    return (perspective.id, *(known for goal in perspective.goals for known in ids_within(goal)))
