"""Indicators in a document: names with targets, tables, and charts of measured values."""

from collections.abc import Container, Iterable, Sequence

from strategia.document import computed
from strategia.document.ast import (
    Block,
    BulletList,
    Cell,
    Column,
    ListItem,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Table,
    plain,
)
from strategia.document.observing import observations
from strategia.document.phrasing import Phrasing, is_told, joined_runs, lead_in, texts
from strategia.model.indicators import Component, DataSource, Indicator, Target

_SOTKANET = "https://sotkanet.fi/sotkanet/fi/metadata/indicators/{id}"


def indicator_name(phrasing: Phrasing, indicator: Indicator, *, bare: bool = False) -> Runs:
    """The name of an indicator with its unit; the printed words of one that has no name.

    A `bare` name goes without unit and breakdowns.
    """
    text = indicator.name or indicator.verbatim
    words = phrasing.marked(text, indicator) if text is not None else texts(indicator.id)
    if bare:
        return words
    unit = phrasing.plain(indicator.unit) if indicator.unit is not None and indicator.name is not None else ""
    name = plain(words)
    aimed = " ".join(phrasing.plain(goal.text) for goal in indicator.targets if goal.text is not None)
    details = [unit] if unit and unit not in name and unit not in aimed else []
    details += [part for part in map(phrasing.plain, indicator.breakdowns) if part not in name]
    return (*words, Run(f" ({', '.join(details)})")) if details else words


def target_words(phrasing: Phrasing, goal: Target) -> Runs:
    """What is aimed at: the approved words, else words made from the normalised value."""
    words = phrasing.marked(goal.text, goal) if goal.text is not None else texts(_normalised(phrasing, goal))
    details = [phrasing.plain(text) for text in (goal.peers, goal.statute) if text is not None]
    if goal.due is not None:
        details.append(phrasing.words.time(goal.due.text))
    details = [detail for detail in details if not is_told(detail, plain(words))]
    if details:
        words = (*words, Run(f" ({'; '.join(details)})"))
    return (*words, *phrasing.aside(goal))


def _normalised(phrasing: Phrasing, goal: Target) -> str:
    """The normalised value of a target in words."""
    if goal.value is not None:
        comparator = f"{phrasing.term(f'comparator.{goal.comparator}')}\u00a0" if goal.comparator else ""
        upper = f"–{phrasing.number(goal.upper)}" if goal.upper is not None else ""
        return f"{comparator}{phrasing.number(goal.value)}{upper}"
    if goal.direction is not None:
        return phrasing.term(f"direction.{goal.direction}")
    return phrasing.term(f"target.{goal.kind}")


def _targets(phrasing: Phrasing, targets: Sequence[Target], name: str = "") -> Runs:
    """Targets one after another; those are left out whose words stand in the name of what they belong to."""
    return joined_runs(
        target_words(phrasing, goal)
        for goal in targets
        if goal.text is None or phrasing.plain(goal.text).casefold() not in name.casefold()
    )


def indicator_item(phrasing: Phrasing, indicator: Indicator, served: str | None = None) -> ListItem:
    """An indicator as a line of a list: name, target; its components and breakdowns below it."""
    words = indicator_name(phrasing, indicator)
    goals = _targets(phrasing, indicator.targets, plain(words))
    if goals:
        words = (*words, Run(f", {phrasing.term('indicator.target')} "), *goals)
    if served is not None and phrasing.workspace.link_source(indicator, served) == "editor":
        words = (*words, phrasing.editor_mark())
    below = [_component_item(phrasing, part) for part in _telling(phrasing, indicator)]
    return ListItem((*words, *phrasing.aside(indicator)), tuple(below), phrasing.anchor(indicator.id))


def _component_item(phrasing: Phrasing, part: Component) -> ListItem:
    # A normalised value without words of its own repeats what the sentence on the whole says.
    goals = _targets(phrasing, [goal for goal in part.targets if goal.text is not None])
    words = phrasing.marked(part.name, part)
    unit = phrasing.plain(part.unit) if part.unit is not None else ""
    if unit and unit not in plain(words):
        words = (*words, Run(f" ({unit})"))
    if goals:
        words = (*words, Run(f"; {phrasing.term('indicator.target')}: "), *goals)
    return ListItem((*words, *phrasing.aside(part)))


def component_items(phrasing: Phrasing, parts: Iterable[Component]) -> tuple[ListItem, ...]:
    """Components as lines of a list."""
    return tuple(_component_item(phrasing, part) for part in parts)


def indicator_list(
    phrasing: Phrasing, indicators: Iterable[Indicator], served: str | None = None
) -> tuple[BulletList, ...]:
    """Indicators as a list; nothing where there are none."""
    items = tuple(indicator_item(phrasing, indicator, served) for indicator in indicators)
    return (BulletList(items),) if items else ()


def strategy_indicators(phrasing: Phrasing) -> tuple[Section, ...]:
    """The indicators that have not been printed with what they serve: a table of names and targets."""
    setting = phrasing.workspace.indicators_of("environment")
    loose = [i for i in phrasing.workspace.indicators if i not in setting and not phrasing.is_printed(i.id)]
    if not loose:
        return ()
    rows = tuple(_indicator_row(phrasing, indicator) for indicator in loose)
    title = phrasing.heading("indicators")
    columns = (Column(phrasing.label("column.indicator"), 1), Column(phrasing.label("column.target"), 1))
    table = Table(title, columns, rows, row_headers=True)
    return (Section(phrasing.section_anchor("s-indicators"), title, (table,), role="indicators"),)


def _indicator_row(phrasing: Phrasing, indicator: Indicator) -> Row:
    number = (Run(f"{indicator.number}. "),) if indicator.number is not None else ()
    name = Cell((Paragraph((*number, *indicator_name(phrasing, indicator))), *_parts(phrasing, indicator)))
    goals: tuple[Paragraph, ...] = tuple(Paragraph(target_words(phrasing, goal)) for goal in indicator.targets)
    remarks = phrasing.remarks(indicator)
    return Row((name, Cell((*(goals or (Paragraph(texts("–")),)), *remarks))), phrasing.anchor(indicator.id))


def _parts(phrasing: Phrasing, indicator: Indicator) -> tuple[BulletList, ...]:
    """The components as a list, where they say more than the whole."""
    items = component_items(phrasing, _telling(phrasing, indicator))
    return (BulletList(items),) if items else ()


def _telling(phrasing: Phrasing, indicator: Indicator) -> list[Component]:
    """The components that are not in the name of the whole already, or have approved words of their own."""
    whole = phrasing.plain(indicator.name).casefold() if indicator.name is not None else ""
    return [
        part
        for part in indicator.components
        if phrasing.plain(part.name).casefold() not in whole or any(goal.text is not None for goal in part.targets)
    ]


def details(phrasing: Phrasing) -> tuple[Section, ...]:
    """What is known of the indicators beside name and target: a table, and the values measured."""
    setting = phrasing.workspace.indicators_of("environment")
    known = [indicator for indicator in phrasing.workspace.indicators if indicator not in setting]
    # Without these the table would repeat what the names of the indicators say already.
    telling = any(i.baseline or i.owner or i.level or i.reports_to or i.description or i.computed for i in known)
    rows = tuple(
        Row((Cell((Paragraph(indicator_name(phrasing, indicator)),)), Cell(lines)))
        for indicator in (known if telling else ())
        if (lines := known_of(phrasing, indicator))
    )
    below = tuple(
        Section(phrasing.section_anchor(f"{indicator.id}-values"), indicator_name(phrasing, indicator), blocks)
        for indicator in known
        if (blocks := observations(phrasing, indicator, indicator_name(phrasing, indicator)))
    )
    if not rows and not below:
        return ()
    title = phrasing.label("section.indicator_details")
    columns = (Column(phrasing.label("column.indicator"), 2), Column(phrasing.label("column.details"), 3))
    table = (Table(phrasing.label("table.indicator_details"), columns, rows, row_headers=True),) if rows else ()
    return (Section(phrasing.section_anchor("s-indicator-details"), title, table, below, "indicators"),)


def known_of(phrasing: Phrasing, indicator: Indicator, skip: Container[str] = ()) -> tuple[Paragraph, ...]:
    """Description, baseline, value by the budget, source, frequency, owner and reporting, a line each."""
    lines: list[tuple[str, Runs]] = []
    if indicator.description is not None:
        lines.append(("description", phrasing.runs(indicator.description)))
    if indicator.baseline is not None:
        value, when = phrasing.number(indicator.baseline.value), phrasing.words.time(indicator.baseline.when.text)
        mark = phrasing.resting_on((indicator.baseline,))
        lines.append(("baseline", (Run(f"{value} ({when})"), *mark, *phrasing.aside(indicator.baseline))))
    if value_of := computed.headline(phrasing, indicator):
        lines.append(("computed", value_of))
    if indicator.scale is not None:
        low, high = phrasing.number(indicator.scale.min), phrasing.number(indicator.scale.max)
        lines.append(("scale", texts(f"{low}–{high}")))
    if indicator.data is not None:
        lines.append(("data", _source(phrasing, indicator.data)))
    if indicator.frequency is not None:
        lines.append(("frequency", phrasing.label(f"frequency.{indicator.frequency}")))
    if indicator.owner is not None:
        lines.append(("owner", phrasing.runs(indicator.owner)))
    if indicator.level is not None or indicator.reports_to:
        bodies = [phrasing.term(f"reporting.{indicator.level}")] if indicator.level is not None else []
        bodies += [name for name in map(phrasing.plain, indicator.reports_to) if name.casefold() not in bodies]
        lines.append(("reports_to", texts(", ".join(bodies))))
    return tuple(
        Paragraph((Run(f"{phrasing.term(f'indicator.{name}')}: ", strong=True), *words))
        for name, words in lines
        if name not in skip
    )


def _source(phrasing: Phrasing, data: DataSource) -> Runs:
    """Where the values come from, with the page of an indicator of Sotkanet."""
    words = phrasing.runs(data.name) if data.name is not None else phrasing.label(f"source.{data.kind}")
    if data.id is None:
        return words
    address = _SOTKANET.format(id=data.id) if data.kind == "sotkanet" else None
    return (*words, Run(", "), Run(phrasing.term("indicator.id", id=data.id), link=address))


def environment_indicators(phrasing: Phrasing) -> tuple[Section, ...]:
    """The indicators that describe the setting: what they say, and their values."""
    found = []
    for indicator in phrasing.workspace.indicators_of("environment"):
        blocks: list[Block] = []
        if indicator.description is not None:
            blocks.append(phrasing.paragraph(indicator.description))
        blocks += observations(phrasing, indicator, indicator_name(phrasing, indicator))
        if indicator.verbatim is not None and indicator.name is not None:
            printed = (Run(f"{phrasing.term('indicator.printed')}: "), *phrasing.runs(indicator.verbatim))
            blocks.append(Paragraph(printed, "small"))
        blocks += phrasing.remarks(indicator)
        found.append(Section(phrasing.section_anchor(indicator.id), indicator_name(phrasing, indicator), tuple(blocks)))
    return tuple(found)


def indicator_blocks(phrasing: Phrasing, indicators: Sequence[Indicator], served: str) -> tuple[Block, ...]:
    """The indicators that serve a goal: a list, led in by a word."""
    lines = indicator_list(phrasing, indicators, served)
    return (lead_in(phrasing.label("section.indicators_of")), *lines) if lines else ()
