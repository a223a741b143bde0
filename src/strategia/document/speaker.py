"""What a slide leaves out, for its speaker: the rest of what the strategy document says of the same thing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from strategia.document.ast import (
    Block,
    BulletList,
    Callout,
    Card,
    Cards,
    Cell,
    Chart,
    KeyFacts,
    ListItem,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Statement,
    Table,
    plain,
    walk_sections,
)
from strategia.document.measuring import known_of
from strategia.document.naming import named
from strategia.document.observing import observations
from strategia.document.phrasing import Phrasing
from strategia.model.base import Alias, Entity
from strategia.model.indicators import Indicator

Notes = tuple[Paragraph | BulletList, ...]

_TELLING = 20
"""Letters of a text that cannot stand within another one by chance."""


def unsaid(whole: Section, slides: Iterable[Section]) -> Notes:
    """What a section with those below it says and none of the slides does; a heading only where something is below."""
    rest = _Rest(slides)
    found: list[Paragraph | BulletList] = []
    for level, section in walk_sections((whole,)):
        lines = list(rest.of(section.blocks))
        if lines and level > 1:
            found.append(Paragraph(_strong(section.title)))
        found += lines
    return tuple(found)


def about(phrasing: Phrasing, slide: Section) -> Notes:
    """What is known beside name and target of the indicators on a slide, and other wordings of all that it names."""
    rest = _Rest([slide])
    items = []
    for known in dict.fromkeys((slide.anchor, *_anchors(slide.blocks))):
        entity = phrasing.workspace.entities.get(known)
        if entity is not None and (lines := tuple(_about(phrasing, entity, rest))):
            items.append(ListItem(_strong(named(phrasing, entity)), lines))
    return (BulletList(tuple(items)),) if items else ()


def _about(phrasing: Phrasing, entity: Entity, rest: "_Rest") -> Iterator[ListItem]:
    if isinstance(entity, Indicator):
        # The label before what is known does not make it anything else.
        yield from (ListItem(line.runs) for line in known_of(phrasing, entity) if not rest.says(line.runs[1:]))
        yield from (line for block in rest.of(observations(phrasing, entity, ())) for line in _lines(block))
    aliases: tuple[Alias, ...] = vars(entity).get("aliases", ())
    for alias in aliases:
        place = (Run(" ("), *phrasing.runs(alias.source), Run(")")) if alias.source is not None else ()
        words = (*phrasing.runs(alias.text), *place, *phrasing.aside(alias))
        yield ListItem((Run(f"{phrasing.term('column.wording')}: "), *words))


def _strong(words: Runs) -> Runs:
    return tuple(replace(run, strong=True) for run in words)


class _Rest:
    """Takes out of blocks what some slides say."""

    def __init__(self, slides: Iterable[Section]) -> None:
        said = [words for slide in slides for words in (plain(slide.title), *_leaves((*slide.blocks, *slide.notes)))]
        self._said = {_bare(words) for words in said}
        self._all = "\n".join(self._said)

    def of(self, blocks: Iterable[Block]) -> Iterator[Paragraph | BulletList]:
        """The rest of the blocks as paragraphs and lists; what leads in a list stays only with it."""
        waiting: Paragraph | None = None
        for block in blocks:
            lead, waiting = waiting, None
            match block:
                case Paragraph(style="lead_in"):
                    waiting = block
                case Paragraph():
                    if not self.says(block.runs):
                        yield block
                case BulletList():
                    if items := tuple(self._items(block.items)):
                        yield from (*((lead,) if lead else ()), replace(block, items=items))
                case Table():
                    if items := tuple(self._rows(block)):
                        yield from (Paragraph(block.caption, "lead_in"), BulletList(items))
                case Cards():
                    yield from (line for card in block.cards for line in self._headed(card.title, card.blocks))
                case Chart():
                    yield from self.of((Paragraph(block.takeaway),))
                case KeyFacts():
                    facts = (ListItem((*fact.label, Run(": "), *fact.value)) for fact in block.facts)
                    yield from self.of((BulletList(tuple(facts)),))
                case Callout():
                    yield from self._headed(block.title, block.blocks)

    def says(self, words: Runs) -> bool:
        """Whether the slides say this text, or one that holds it."""
        bare = _bare(plain(words))
        return bare in self._said or (len(bare) >= _TELLING and bare in self._all)

    def _headed(self, title: Runs, blocks: Iterable[Block]) -> Iterator[Paragraph | BulletList]:
        lines = list(self.of(blocks))
        if lines or not self.says(title):
            yield Paragraph(_strong(title))
        yield from lines

    def _items(self, items: Iterable[ListItem]) -> Iterator[ListItem]:
        for item in items:
            below = tuple(self._items(item.items))
            if below or not self.says(item.runs):
                yield replace(item, items=below)

    def _rows(self, table: Table) -> Iterator[ListItem]:
        """A line for each row that says more: its first cell, and below it the others, called by their columns."""
        for row in table.rows:
            first, *others = row.cells
            names = table.columns[len(table.columns) - len(others) :]
            below: list[ListItem] = []
            for column, cell in zip(names, others, strict=True):
                lines = _led(self.of(cell.blocks))
                if [plain(line.runs) for line in lines] == ["–"]:
                    continue
                if len(lines) == 1 and lines[0].items:
                    # It says itself what it lists.
                    below += lines
                elif len(lines) == 1:
                    below.append(replace(lines[0], runs=(*column.title, Run(": "), *lines[0].runs)))
                elif lines:
                    below.append(ListItem((*column.title, Run(":")), tuple(lines)))
            head = tuple(runs for block in first.blocks for runs in _texts(block))
            if head and (below or not self.says(head[0])):
                yield ListItem(_strong(head[0]), tuple(below))


def _led(blocks: Iterable[Paragraph | BulletList]) -> list[ListItem]:
    """The lines of blocks, a list below the line that leads to it with a colon."""
    lines: list[ListItem] = []
    for block in blocks:
        if isinstance(block, BulletList) and lines and plain(lines[-1].runs).endswith(":"):
            lines[-1] = replace(lines[-1], items=block.items)
        else:
            lines += _lines(block)
    return lines


def _lines(block: Paragraph | BulletList) -> tuple[ListItem, ...]:
    return (ListItem(block.runs),) if isinstance(block, Paragraph) else block.items


def _bare(words: str) -> str:
    """Words without the mark of an editor's link, which is not set everywhere."""
    return " ".join(words.removesuffix("\u00a0*").split()).casefold()


def _leaves(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text of blocks."""
    return (plain(runs) for block in blocks for runs in _texts(block))


def _texts(block: Block | ListItem | Card | Row | Cell) -> Iterator[Runs]:
    match block:
        case Paragraph():
            yield block.runs
        case Statement():
            yield block.slogan
        case Chart():
            yield block.takeaway
        case KeyFacts():
            yield from ((*fact.label, Run(": "), *fact.value) for fact in block.facts)
        case ListItem():
            yield block.runs
            yield from (runs for item in block.items for runs in _texts(item))
        case Card() | Callout():
            yield block.title
            yield from (runs for inner in block.blocks for runs in _texts(inner))
        case BulletList() | Cards() | Table() | Row() | Cell():
            yield from (runs for inner in _inner(block) for runs in _texts(inner))


def _inner(block: BulletList | Cards | Table | Row | Cell) -> tuple[Block | ListItem | Card | Row | Cell, ...]:
    """The parts of a block that are nothing but its parts."""
    match block:
        case BulletList():
            return block.items
        case Cards():
            return block.cards
        case Table():
            return block.rows
        case Row():
            return block.cells
        case Cell():
            return block.blocks


def _anchors(blocks: Iterable[Block | ListItem | Card | Row | Cell]) -> Iterator[str]:
    """The ids of what blocks print."""
    for block in blocks:
        match block:
            case ListItem():
                yield from filter(None, (block.anchor,))
                yield from _anchors(block.items)
            case Row() | Card():
                yield from filter(None, (block.anchor,))
                yield from _anchors(block.cells if isinstance(block, Row) else block.blocks)
            case BulletList() | Cards() | Table() | Cell():
                yield from _anchors(_inner(block))
