"""The document `indicators`: the annex of indicators, what each measures and what is known of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from strategia.document import computed, governance
from strategia.document.ast import (
    Block,
    BulletList,
    Cell,
    Column,
    Document,
    ListItem,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Table,
)
from strategia.document.cover import assembled
from strategia.document.measuring import component_items, indicator_name, known_of, target_words
from strategia.document.naming import number_runs, referred, targets
from strategia.document.observing import observations
from strategia.document.phrasing import Phrasing, joined_runs, texts
from strategia.document.tree import priority_label
from strategia.model.indicators import Indicator
from strategia.trace.coverage import within
from strategia.trace.reach import Reach
from strategia.workspace import Edge, Workspace

Aspect = tuple[str, Callable[[Indicator], bool]]
ASPECTS: tuple[Aspect, ...] = (
    ("target", lambda indicator: bool(indicator.targets or any(part.targets for part in indicator.components))),
    ("baseline", lambda indicator: indicator.baseline is not None),
    ("data", lambda indicator: indicator.data is not None or indicator.computed is not None),
    ("owner", lambda indicator: indicator.owner is not None),
    ("frequency", lambda indicator: indicator.frequency is not None),
    ("level", lambda indicator: indicator.level is not None or bool(indicator.reports_to)),
)
"""What ought to be known of an indicator, and whether it is."""


def compose(workspace: Workspace, language: str, *, forced: bool = False) -> Document | None:
    """The annex of indicators; None where the county has no strategy or no indicators."""
    strategy = workspace.strategy
    if strategy is None or not workspace.indicators:
        return None
    phrasing = Phrasing(workspace, language, with_sic=True, made_up=strategy.illustrative)
    groups = _groups(phrasing)
    sections = (
        _known(phrasing, workspace.indicators),
        *groups,
        *_computed(phrasing, workspace.indicators),
        *_observed(phrasing, workspace.indicators),
        *governance.about(phrasing, strategy, Indicator),
    )
    return assembled(phrasing, "indicators", strategy, sections, forced=forced)


def _known(phrasing: Phrasing, found: Sequence[Indicator]) -> Section:
    """How many indicators there are, and what is known of none, of some or of all of them."""
    items = []
    for aspect, is_known in ASPECTS:
        count = sum(map(is_known, found))
        form = "none" if count == 0 else "all" if count == len(found) else "one" if count == 1 else "some"
        items.append(ListItem(phrasing.label(f"known.{aspect}_{form}", count=count)))
    total = phrasing.words.count("known.indicators", len(found))
    anchor, title = phrasing.section_anchor("s-known"), phrasing.label("section.known")
    return Section(anchor, title, (Paragraph(texts(total)), BulletList(tuple(items))))


def _groups(phrasing: Phrasing) -> tuple[Section, ...]:
    """The indicators by what they serve: the whole strategy, each priority, other things, the setting."""
    workspace = phrasing.workspace
    places = {known: priority.id for priority in workspace.priorities for known in within(priority)}
    places |= {"strategy": "strategy", "environment": "environment"}
    if workspace.strategy is not None:
        places[workspace.strategy.id] = "strategy"
    groups: dict[str, dict[str, list[Indicator]]] = {
        key: {} for key in ("strategy", *(priority.id for priority in workspace.priorities), "", "environment")
    }
    # Within a priority in the order in which what they serve is printed.
    for known, place in places.items():
        groups[place][known] = []
    above = Reach(workspace).above
    for indicator in workspace.indicators:
        served = [edge.target for edge in above.get(indicator.id, ())]
        first = next((known for known in served if known in places), served[0] if served else "")
        groups[places.get(first, "")].setdefault(first, []).append(indicator)
    labels = {
        priority.id: (priority_label(phrasing, priority, place), phrasing.marked(priority.title, priority))
        for place, priority in enumerate(workspace.priorities, 1)
    }
    found = []
    for key, members in groups.items():
        if not any(members.values()):
            continue
        label, title = labels[key] if key in labels else (None, phrasing.label(f"group.{key or 'other'}"))
        anchor = phrasing.section_anchor(key if key in labels else f"s-{key or 'other'}")
        table = _table(phrasing, above, title, members)
        found.append(Section(anchor, title, (table, *phrasing.legend()), (), "indicators", label))
    return tuple(found)


def _table(
    phrasing: Phrasing, above: Mapping[str, Sequence[Edge]], title: Runs, found: Mapping[str, Sequence[Indicator]]
) -> Table:
    """Indicators, a row each, beside what they serve; a column is there where it holds something."""
    members = [(known, indicator) for known, group in found.items() for indicator in group]
    with_served = any(known not in ("", "strategy", "environment") for known, _ in members)
    rows = []
    for known, indicator in members:
        edges = above.get(indicator.id, ())
        name = (*number_runs(indicator.number), *indicator_name(phrasing, indicator, bare=True))
        if any(edge.target == known and edge.source == "editor" for edge in edges):
            name = (*name, phrasing.editor_mark())
        cells = [Cell((Paragraph(name),))]
        if with_served and indicator is found[known][0]:
            served = referred(phrasing, phrasing.workspace.entities.get(known), known) if known else texts("–")
            cells.insert(0, Cell((Paragraph(served),), len(found[known])))
        others = [edge for edge in edges if edge.target != known]
        cells.append(Cell(_details(phrasing, indicator, others)))
        rows.append(Row(tuple(cells), phrasing.anchor(indicator.id)))
    columns = [Column(phrasing.label("column.serves"), 3)] if with_served else []
    columns += [Column(phrasing.label("column.indicator"), 4), Column(phrasing.label("column.details"), 5)]
    caption = (*title, Run(f": {phrasing.term('table.indicators')}"))
    return Table(caption, tuple(columns), tuple(rows), row_headers=True)


def _type(phrasing: Phrasing, indicator: Indicator) -> Runs:
    """“osuus (%), 0–100”; nothing where all that is known is that it is another one."""
    if indicator.type == "other" and indicator.unit is None and indicator.scale is None:
        return ()
    words = phrasing.label(f"type.{indicator.type}")
    if indicator.unit is not None and indicator.type != "boolean":
        words = (*words, Run(" ("), *phrasing.runs(indicator.unit), Run(")"))
    if indicator.scale is not None:
        low, high = phrasing.number(indicator.scale.min), phrasing.number(indicator.scale.max)
        words = (*words, Run(f", {low}–{high}"))
    return words


def _target(phrasing: Phrasing, indicator: Indicator) -> Runs:
    """What is aimed at; where there is no target, in which direction the value is to move."""
    if not indicator.targets and indicator.better is not None:
        return phrasing.label(f"direction.{indicator.better}")
    return joined_runs(target_words(phrasing, goal) for goal in indicator.targets)


def _details(phrasing: Phrasing, indicator: Indicator, others: Sequence[Edge]) -> tuple[Paragraph | BulletList, ...]:
    """What is known beside name and target. `others` is what an indicator measures besides what it stands under."""
    told: list[tuple[str, Runs]] = []
    if words := _target(phrasing, indicator):
        told.append(("aim", words))
    if words := _type(phrasing, indicator):
        told.append(("type", words))
    if others:
        told.append(("serves_too", joined_runs(targets(phrasing, others))))
    if indicator.breakdowns:
        told.append(("breakdowns", texts(", ".join(map(phrasing.plain, indicator.breakdowns)))))
    if value := computed.headline(phrasing, indicator):
        told.append(("computed", (replace(value[0], link=f"#{indicator.id}-computed"), *value[1:])))
    if indicator.defined_in is not None:
        known = indicator.defined_in.root
        told.append(("defined_in", referred(phrasing, phrasing.workspace.entities.get(known), known)))
    if indicator.verbatim is not None and indicator.name is not None:
        told.append(("printed", phrasing.runs(indicator.verbatim)))
    lines = [Paragraph((Run(f"{phrasing.term(f'indicator.{key}')}: ", strong=True), *words)) for key, words in told]
    parts: tuple[Paragraph | BulletList, ...] = ()
    if indicator.components:
        head = Paragraph((Run(f"{phrasing.term('indicator.components')}:", strong=True),))
        parts = (head, BulletList(component_items(phrasing, indicator.components)))
    return (*lines, *known_of(phrasing, indicator, ("scale", "computed")), *parts, *phrasing.remarks(indicator))


def _computed(phrasing: Phrasing, found: Sequence[Indicator]) -> tuple[Section, ...]:
    """The indicators that follow from the budget: formula, rows and values, with the rule of rounding."""
    below = tuple(
        Section(
            phrasing.section_anchor(f"{one.id}-computed"), indicator_name(phrasing, one), computed.blocks(phrasing, one)
        )
        for one in found
        if one.computed is not None
    )
    if not below:
        return ()
    blocks: tuple[Block, ...] = (Paragraph(phrasing.label("computed.rule")), phrasing.places_explained())
    return (Section(phrasing.section_anchor("s-computed"), phrasing.label("section.computed"), blocks, below),)


def _observed(phrasing: Phrasing, found: Sequence[Indicator]) -> tuple[Section, ...]:
    """The values that have been measured."""
    below = tuple(
        Section(phrasing.section_anchor(f"{one.id}-values"), indicator_name(phrasing, one), blocks)
        for one in found
        if (blocks := observations(phrasing, one, indicator_name(phrasing, one)))
    )
    return (
        (Section(phrasing.section_anchor("s-values"), phrasing.label("section.observed"), (), below),) if below else ()
    )
