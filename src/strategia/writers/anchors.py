"""Who has which anchor: an id stands on a page once, though an entity may be printed twice."""

from collections.abc import Iterator, Sequence

from strategia.document.ast import (
    Block,
    BulletList,
    Callout,
    Card,
    Cards,
    Document,
    ListItem,
    Row,
    Section,
    Table,
    walk_sections,
)

Anchored = Section | ListItem | Row | Card


def owners(document: Document) -> dict[str, Anchored]:
    """The part that gets each anchor as its id: a section before all else, then whoever comes first."""
    sections = [section for _, section in walk_sections(document.sections)]
    anchored: list[Anchored] = [*sections, *parts(document.cover.callouts)]
    for section in sections:
        anchored += parts(section.blocks)
    owners: dict[str, Anchored] = {}
    for part in anchored:
        if part.anchor:
            owners.setdefault(part.anchor, part)
    return owners


def parts(blocks: Sequence[Block]) -> Iterator[Anchored]:
    """Everything in the blocks that may have an anchor, in reading order."""
    for block in blocks:
        match block:
            case BulletList():
                yield from _items(block.items)
            case Table():
                for row in block.rows:
                    yield row
                    for cell in row.cells:
                        yield from parts(cell.blocks)
            case Cards():
                for card in block.cards:
                    yield card
                    yield from parts(card.blocks)
            case Callout():
                yield from parts(block.blocks)
            case _:
                pass


def _items(items: Sequence[ListItem]) -> Iterator[ListItem]:
    for item in items:
        yield item
        yield from _items(item.items)
