"""Indicators in a document: names with targets, tables, and charts of measured values."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from strategia.document.ast import (
    Block,
    BulletList,
    Cell,
    Chart,
    Column,
    ListItem,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Series,
    Table,
    plain,
)
from strategia.document.phrasing import Phrasing, capitalised, lead_in, texts
from strategia.model.indicators import Component, Indicator, Observation, Target
from strategia.model.links import links, target


def indicator_name(phrasing: Phrasing, indicator: Indicator) -> Runs:
    """The name of an indicator with its unit; the printed words of one that has no name."""
    text = indicator.name or indicator.verbatim
    words = phrasing.marked(text, indicator) if text is not None else texts(indicator.id)
    unit = phrasing.plain(indicator.unit) if indicator.unit is not None and indicator.name is not None else ""
    name = plain(words)
    details = [unit] if unit and unit not in name else []
    details += [part for part in map(phrasing.plain, indicator.breakdowns) if part not in name]
    return (*words, Run(f" ({', '.join(details)})")) if details else words


def target_words(phrasing: Phrasing, goal: Target) -> Runs:
    """What is aimed at: the approved words, else words made from the normalised value."""
    if goal.text is not None:
        return phrasing.marked(goal.text, goal)
    words = phrasing.term(f"target.{goal.kind}")
    if goal.direction is not None:
        words = phrasing.term(f"direction.{goal.direction}")
    if goal.value is not None:
        comparator = f"{phrasing.term(f'comparator.{goal.comparator}')} " if goal.comparator else ""
        upper = f"–{phrasing.number(goal.upper)}" if goal.upper is not None else ""
        words = f"{comparator}{phrasing.number(goal.value)}{upper}"
    if goal.due is not None:
        words += f" ({phrasing.words.time(goal.due.text)})"
    return texts(words)


def _targets(phrasing: Phrasing, targets: Sequence[Target]) -> Runs:
    found: Runs = ()
    for goal in targets:
        found = (*found, *((Run("; "),) if found else ()), *target_words(phrasing, goal))
    return found


def indicator_item(phrasing: Phrasing, indicator: Indicator, served: str | None = None) -> ListItem:
    """An indicator as a line of a list: name, target; its components and breakdowns below it."""
    words = indicator_name(phrasing, indicator)
    goals = _targets(phrasing, indicator.targets)
    if goals:
        words = (*words, Run(f", {phrasing.term('indicator.target')} "), *goals)
    if served is not None and phrasing.workspace.link_source(indicator, served) == "editor":
        words = (*words, phrasing.editor_mark())
    below = [_component_item(phrasing, part) for part in _telling(phrasing, indicator)]
    if indicator.note is not None:
        below.append(ListItem(phrasing.runs(indicator.note)))
    return ListItem(words, tuple(below), phrasing.anchor(indicator.id))


def _component_item(phrasing: Phrasing, part: Component) -> ListItem:
    # A normalised value without words of its own repeats what the sentence on the whole says.
    goals = _targets(phrasing, [goal for goal in part.targets if goal.text is not None])
    words = phrasing.marked(part.name, part)
    if goals:
        words = (*words, Run(f"; {phrasing.term('indicator.target')}: "), *goals)
    return ListItem(words)


def indicator_list(
    phrasing: Phrasing, indicators: Iterable[Indicator], served: str | None = None
) -> tuple[BulletList, ...]:
    """Indicators as a list; nothing where there are none."""
    items = tuple(indicator_item(phrasing, indicator, served) for indicator in indicators)
    return (BulletList(items),) if items else ()


def strategy_indicators(phrasing: Phrasing) -> tuple[Section, ...]:
    """The indicators of the strategy as a whole: a table of names and targets."""
    served = {"strategy"}
    loose = [i for i in phrasing.workspace.indicators if {target(link).root for link in links(i.serves)} <= served]
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
    described = phrasing.paragraphs([indicator.description]) if indicator.description is not None else ()
    remarks = phrasing.remarks(indicator)
    return Row(
        (name, Cell((*(goals or (Paragraph(texts("–")),)), *described, *remarks))), phrasing.anchor(indicator.id)
    )


def _parts(phrasing: Phrasing, indicator: Indicator) -> tuple[BulletList, ...]:
    """The components as a list, where they say more than the whole."""
    items = tuple(_component_item(phrasing, part) for part in _telling(phrasing, indicator))
    return (BulletList(items),) if items else ()


def _telling(phrasing: Phrasing, indicator: Indicator) -> list[Component]:
    """The components that are not in the name of the whole already, or have approved words of their own."""
    whole = phrasing.plain(indicator.name).casefold() if indicator.name is not None else ""
    return [
        part
        for part in indicator.components
        if phrasing.plain(part.name).casefold() not in whole or any(goal.text is not None for goal in part.targets)
    ]


def environment_indicators(phrasing: Phrasing) -> tuple[Section, ...]:
    """The indicators that describe the setting: what they say, and their values."""
    found = []
    for indicator in phrasing.workspace.indicators_of("environment"):
        blocks: list[Block] = []
        if indicator.description is not None:
            blocks.append(phrasing.paragraph(indicator.description))
        blocks += observations(phrasing, indicator)
        if indicator.verbatim is not None and indicator.name is not None:
            printed = (Run(f"{phrasing.term('indicator.printed')}: "), *phrasing.runs(indicator.verbatim))
            blocks.append(Paragraph(printed, "small"))
        blocks += phrasing.remarks(indicator)
        found.append(Section(phrasing.section_anchor(indicator.id), indicator_name(phrasing, indicator), tuple(blocks)))
    return tuple(found)


def observations(phrasing: Phrasing, indicator: Indicator) -> tuple[Block, ...]:
    """Measured values: a chart where a series has several points of time, a table where not."""
    found = indicator.observations
    if not found:
        return ()
    by_region: dict[str, dict[str, Observation]] = {}
    for observation in found:
        region = (
            phrasing.plain(observation.region)
            if observation.region is not None
            else phrasing.workspace.county.name(phrasing.language)
        )
        by_region.setdefault(region, {})[observation.when.text] = observation
    times = sorted({observation.when.text for observation in found})
    unit = phrasing.plain(indicator.unit) if indicator.unit is not None else ""
    notes = tuple(
        Paragraph((Run(f"{phrasing.words.time(o.when.text)}: "), *phrasing.runs(o.note)), "small")
        for o in found
        if o.note is not None
    )
    name = indicator_name(phrasing, indicator)
    if len(times) > 1:
        series = tuple(
            Series(region, tuple(known[time].value if time in known else None for time in times))
            for region, known in by_region.items()
        )
        takeaway = texts(_takeaway(phrasing, by_region, unit))
        chart = Chart("line", name, tuple(phrasing.words.time(time) for time in times), series, unit, takeaway)
        return (chart, *notes)
    rows = tuple(
        Row(
            (
                Cell((Paragraph(texts(region)),)),
                *(Cell((Paragraph(texts(_value(phrasing, known.get(t)))),)) for t in times),
            )
        )
        for region, known in by_region.items()
    )
    heads = tuple(Column(texts(phrasing.words.time(time)), 1, "end") for time in times)
    return (Table(name, (Column(phrasing.label("column.region"), 2), *heads), rows, row_headers=True), *notes)


def _value(phrasing: Phrasing, observation: Observation | None) -> str:
    if observation is None:
        return "–"
    about = f"{phrasing.term('mark.about')} " if observation.approx else ""
    return f"{about}{phrasing.number(observation.value)}"


def _takeaway(phrasing: Phrasing, by_region: dict[str, dict[str, Observation]], unit: str) -> str:
    """What a chart shows, in a sentence for each series."""
    sentences = []
    for region, known in by_region.items():
        first, last = known[min(known)], known[max(known)]
        arguments = {
            "region": region,
            "first": phrasing.words.time(first.when.text),
            "last": phrasing.words.time(last.when.text),
            "from_value": phrasing.number(first.value),
            "to_value": phrasing.number(last.value),
            "unit": f" {unit}" if unit else "",
        }
        if first is last:
            sentences.append(phrasing.term("chart.single", **arguments))
        else:
            change: Decimal = last.value - first.value
            kind = "up" if change > 0 else "down" if change < 0 else "same"
            sentences.append(phrasing.term(f"chart.{kind}", **arguments))
    return capitalised(" ".join(sentences))


def indicator_blocks(phrasing: Phrasing, indicators: Sequence[Indicator], served: str) -> tuple[Block, ...]:
    """The indicators that serve a goal: a list, led in by a word."""
    lines = indicator_list(phrasing, indicators, served)
    return (lead_in(phrasing.label("section.indicators_of")), *lines) if lines else ()
