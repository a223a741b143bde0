"""Sections about what the strategy rests on: mission, vision, values, environment, free prose."""

from collections.abc import Iterable

from strategia.document.ast import (
    Block,
    BulletList,
    Card,
    Cards,
    Cell,
    Column,
    Fact,
    KeyFacts,
    ListItem,
    Paragraph,
    Row,
    Run,
    Section,
    Statement,
    Table,
)
from strategia.document.measuring import environment_indicators
from strategia.document.phrasing import Phrasing, texts
from strategia.model import strategy as model
from strategia.model.base import Section as Prose


def statement_fields(strategy: model.Strategy) -> tuple[model.HeadingKey, ...]:
    """The fields of a strategy that hold statements, in the order in which they stand in its file."""
    fields: tuple[model.HeadingKey, ...] = ("mission", "vision", "service_promise")
    written = strategy.origin.keys()
    return tuple(sorted((name for name in fields if name in written), key=written.index))


def prose(phrasing: Phrasing, sections: Iterable[Prose]) -> tuple[Section, ...]:
    """Sections of free prose."""
    found = []
    for section in sections:
        blocks: tuple[Block, ...] = (
            *phrasing.paragraphs(section.text),
            *phrasing.bullets(section.points, ordered=section.numbered),
            *phrasing.remarks(section),
        )
        anchor = phrasing.section_anchor(section.id or "s-text")
        title = phrasing.marked(section.title, section)
        found.append(Section(anchor, title, blocks, prose(phrasing, section.sections)))
    return tuple(found)


def placed(phrasing: Phrasing, place: model.SectionPlace) -> tuple[Section, ...]:
    """The free prose of the strategy that belongs to one place."""
    strategy = phrasing.workspace.strategy
    return prose(phrasing, (s for s in strategy.sections if s.place == place)) if strategy else ()


def statements(phrasing: Phrasing, strategy: model.Strategy) -> tuple[Section, ...]:
    """Mission, vision and service promise, as far as there are any."""
    found = []
    for name in statement_fields(strategy):
        statement: model.Statement | None = getattr(strategy, name)
        if statement is not None:
            found.append(_statement(phrasing, name, statement))
    return tuple(found)


def _statement(phrasing: Phrasing, name: model.HeadingKey, statement: model.Statement) -> Section:
    blocks: list[Block] = []
    if statement.slogan is not None:
        blocks.append(Statement(phrasing.marked(statement.slogan, statement)))
    blocks += phrasing.paragraphs(statement.text)
    blocks += phrasing.bullets(statement.points)
    if statement.caption is not None:
        blocks.append(phrasing.paragraph(statement.caption, "small"))
    if statement.draft:
        blocks.append(Paragraph(phrasing.label("mark.draft_text"), "small"))
    blocks += phrasing.remarks(statement)
    anchor = phrasing.section_anchor(f"s-{name.replace('_', '-')}")
    return Section(anchor, phrasing.heading(name), tuple(blocks), role="statement")


def values(phrasing: Phrasing, strategy: model.Strategy) -> tuple[Section, ...]:
    """The values as cards, what is said about them as a whole, and the principles of work."""
    found = []
    frame = strategy.value_frame
    if strategy.values:
        cards = tuple(
            Card(
                phrasing.marked(value.name, value),
                (*phrasing.bullets(value.statements), *phrasing.remarks(value)),
                phrasing.anchor(value.id) if value.id else None,
            )
            for value in strategy.values
        )
        blocks: list[Block] = []
        if frame is not None and frame.motto is not None:
            blocks.append(phrasing.paragraph(frame.motto, "lead"))
        if frame is not None and frame.acronym is not None:
            blocks.append(Paragraph(phrasing.label("values.acronym", acronym=frame.acronym)))
        blocks.append(Cards(cards))
        below = groups(phrasing, frame.groups) if frame is not None else ()
        anchor = phrasing.section_anchor("s-values")
        found.append(Section(anchor, phrasing.heading("values"), tuple(blocks), below, role="values"))
    if strategy.principles:
        anchor = phrasing.section_anchor("s-principles")
        blocks = [Cards(_group_cards(phrasing, strategy.principles))]
        found.append(Section(anchor, phrasing.heading("principles"), tuple(blocks), role="values"))
    return tuple(found)


def groups(phrasing: Phrasing, found: Iterable[model.Group]) -> tuple[Section, ...]:
    """Headed groups of lines as sections."""
    return tuple(
        Section(
            phrasing.section_anchor("s-group"),
            phrasing.marked(group.title, group),
            (*phrasing.paragraphs(group.text), *phrasing.bullets(group.points), *phrasing.remarks(group)),
        )
        for group in found
    )


def _group_cards(phrasing: Phrasing, found: Iterable[model.Group]) -> tuple[Card, ...]:
    return tuple(
        Card(
            phrasing.marked(group.title, group),
            (*phrasing.paragraphs(group.text), *phrasing.bullets(group.points), *phrasing.remarks(group)),
        )
        for group in found
    )


def environment(phrasing: Phrasing, strategy: model.Strategy) -> tuple[Section, ...]:
    """The operating environment: prose, figures, strengths, challenges, factors, indicators."""
    setting = strategy.environment
    below = [*placed(phrasing, "environment")]
    blocks: list[Block] = []
    title = phrasing.heading("environment")
    if setting is not None:
        blocks += phrasing.paragraphs(setting.text)
        blocks += key_facts(phrasing, setting)
        if setting.assessed is not None:
            when = phrasing.words.time(setting.assessed.text)
            blocks.append(Paragraph(phrasing.label("environment.assessed", when=when), "small"))
        blocks += phrasing.remarks(setting)
        if setting.strengths:
            below.append(_cards_section(phrasing, "strengths", setting.strengths))
        if setting.challenges:
            below.append(_challenges(phrasing, setting))
        if setting.factors:
            below.append(_cards_section(phrasing, "factors", setting.factors))
    below += environment_indicators(phrasing)
    if not blocks and not below:
        return ()
    anchor = phrasing.section_anchor("environment")
    return (Section(anchor, title, tuple(blocks), tuple(below)),)


def _cards_section(phrasing: Phrasing, name: model.HeadingKey, found: tuple[model.Group, ...]) -> Section:
    title = phrasing.heading(name)
    return Section(phrasing.section_anchor(f"s-{name}"), title, (Cards(_group_cards(phrasing, found)),), role="values")


def key_facts(phrasing: Phrasing, setting: model.Environment) -> tuple[KeyFacts, ...]:
    """The figures of the environment."""
    facts = tuple(Fact(_fact_value(phrasing, fact), _fact_label(phrasing, fact)) for fact in setting.facts)
    return (KeyFacts(facts),) if facts else ()


def _fact_label(phrasing: Phrasing, fact: model.Fact) -> tuple[Run, ...]:
    label = phrasing.marked(fact.label, fact)
    year = (Run(f" ({fact.year})"),) if fact.year is not None else ()
    return (*label, *year, *phrasing.aside(fact))


def _fact_value(phrasing: Phrasing, fact: model.Fact) -> tuple[Run, ...]:
    if fact.text is not None:
        return phrasing.runs(fact.text)
    about = f"{phrasing.term('mark.about')} " if fact.approx else ""
    unit = f"\u00a0{phrasing.plain(fact.unit)}" if fact.unit is not None else ""
    return texts(f"{about}{phrasing.number(fact.value)}{unit}" if fact.value is not None else "–")


def _challenges(phrasing: Phrasing, setting: model.Environment) -> Section:
    rows = tuple(
        Row(
            (
                Cell((Paragraph(phrasing.marked(pair.challenge, pair)),)),
                Cell((phrasing.paragraph(pair.need), *phrasing.remarks(pair))),
            )
        )
        for pair in setting.challenges
    )
    title = phrasing.heading("challenges")
    columns = (Column(phrasing.label("column.challenge")), Column(phrasing.label("column.need")))
    table = Table(title, columns, rows, row_headers=True)
    return Section(phrasing.section_anchor("s-challenges"), title, (table,), role="indicators")


def achievements(phrasing: Phrasing, strategy: model.Strategy) -> tuple[Section, ...]:
    """What has been achieved, by priority or under headings of its own."""
    if not strategy.achievements:
        return ()
    below = []
    titles = {priority.id: priority.title for priority in strategy.priorities}
    for group in strategy.achievements:
        title = group.title or (titles[group.serves.root] if group.serves else None)
        heading = phrasing.marked(title, group) if title else phrasing.label("section.other")
        items: tuple[ListItem, ...] = tuple(phrasing.item(point) for point in group.items)
        blocks: tuple[Block, ...] = (BulletList(items), *phrasing.remarks(group))
        below.append(Section(phrasing.section_anchor("s-achievement"), heading, blocks))
    title_runs = phrasing.heading("achievements")
    return (Section(phrasing.section_anchor("s-achievements"), title_runs, (), tuple(below)),)
