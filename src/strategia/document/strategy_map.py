"""The strategy at a glance: how much there is of each level, and a map from the vision to the indicators."""

from decimal import Decimal

from strategia.document.ast import Arc, Fact, Graph, KeyFacts, Node, Runs, Section, plain
from strategia.document.naming import named
from strategia.document.phrasing import Phrasing, lowered, texts
from strategia.document.setting import statement_fields
from strategia.model.base import LocalizedText
from strategia.model.strategy import Goal, HeadingKey, LevelKey, Perspective, Priority, Statement, Strategy

_MOST_INDICATORS = 40
"""More of them are counted in what they measure: a map of hundreds of boxes shows nothing."""

_TOP = "_top"


def strategy_map(phrasing: Phrasing, strategy: Strategy) -> tuple[Section, ...]:
    """A section with the map; nothing where the strategy has only one level."""
    drawer = _Drawer(phrasing, strategy)
    if len(drawer.counts) < 2:
        return ()
    facts = tuple(Fact(texts(phrasing.words.number(Decimal(count))), texts(name)) for name, count in drawer.counts)
    blocks = (KeyFacts(facts), drawer.graph())
    return (Section(phrasing.section_anchor("s-glance"), phrasing.label("section.glance"), blocks),)


class _Drawer:
    """Gathers the nodes and arcs of a strategy, each once."""

    def __init__(self, phrasing: Phrasing, strategy: Strategy) -> None:
        self.phrasing = phrasing
        self.workspace = workspace = phrasing.workspace
        self.nodes: dict[str, Node] = {}
        self.arcs: dict[tuple[str, str], Arc] = {}
        items: tuple[Priority | Perspective | Goal, ...] = (
            *workspace.priorities,
            *workspace.perspectives,
            *workspace.goals,
        )
        measured = {indicator.id for item in items for indicator in workspace.indicators_of(item.id)}
        self.draws_indicators = len(measured) <= _MOST_INDICATORS
        levels = (
            ("priority", *self._level("priority", len(workspace.priorities))),
            ("perspective", *self._level("perspective", len(workspace.perspectives))),
            ("goal", *self._level("goal", len(workspace.goals))),
            (
                "indicator",
                phrasing.term("entity.indicator" if len(measured) == 1 else "graph.indicators"),
                len(measured),
            ),
        )
        self.counts = [(name, count) for _, name, count in levels if count]
        drawn = [(key, name) for key, name, count in levels if count and (key != "indicator" or self.draws_indicators)]
        top = _leading(strategy)
        heading = [plain(phrasing.heading(top[0]))] if top is not None else []
        self.layers = (*heading, *(name for _, name in drawn))
        self.places = {key: place for place, (key, _) in enumerate(drawn, len(heading))}
        if top is not None:
            self._node(_TOP, phrasing.runs(top[1]), 0, None)
        for priority in workspace.priorities:
            self._add(priority, "priority", _TOP if top is not None else None)
            for goal in priority.goals:
                self._add(goal, "goal", priority.id)
            for perspective in priority.perspectives:
                self._add(perspective, "perspective", priority.id)
                for goal in perspective.goals:
                    self._add(goal, "goal", perspective.id)

    def _level(self, key: LevelKey, count: int) -> tuple[str, int]:
        return self.phrasing.level(key, "singular" if count == 1 else "plural"), count

    def graph(self) -> Graph:
        """The map."""
        names = self.phrasing.joined(f"{lowered(name)} ({count})" for name, count in self.counts)
        takeaway = self.phrasing.label("glance.takeaway", names=names)
        title = self.phrasing.label("glance.title")
        nodes, arcs = tuple(self.nodes.values()), tuple(self.arcs.values())
        return Graph(title, self.layers, (), nodes, arcs, takeaway, tree=True)

    def _add(self, item: Priority | Perspective | Goal, key: str, upper: str | None) -> None:
        """A node for an item, joined to what is above it, with its indicators to the right of it."""
        indicators = self.workspace.indicators_of(item.id)
        counted = len(indicators) if not self.draws_indicators else 0
        detail = self.phrasing.words.count("graph.count", counted) if counted else ""
        numbered = bool(item.number)
        self._node(item.id, named(self.phrasing, item), self.places[key], upper, detail, numbered=numbered)
        if self.draws_indicators:
            for indicator in indicators:
                self._node(indicator.id, named(self.phrasing, indicator), self.places["indicator"], item.id)

    def _node(
        self, known: str, name: Runs, layer: int, upper: str | None, detail: str = "", *, numbered: bool = False
    ) -> None:
        # A number does not stand on a line of its own.
        words = plain(name).replace(" ", "\N{NO-BREAK SPACE}", 1) if numbered else plain(name)
        self.nodes.setdefault(known, Node(known, words, layer, detail=detail, language=name[0].language))
        if upper is not None:
            self.arcs.setdefault((known, upper), Arc(known, upper))


def _leading(strategy: Strategy) -> tuple[HeadingKey, LocalizedText] | None:
    """What the strategy leads to, in its own words: the vision, or the first statement that has a slogan."""
    # `sorted` keeps the order of the file among the others.
    for name in sorted(statement_fields(strategy), key=lambda name: name != "vision"):
        statement: Statement | None = getattr(strategy, name)
        if statement is not None and statement.slogan is not None:
            return name, statement.slogan
    return None
