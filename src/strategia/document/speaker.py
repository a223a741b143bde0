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
"""What a speaker reads besides a slide."""

Part = Block | ListItem | Card | Row | Cell
"""A block, or what may stand in one."""

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
    """The lines of one entity."""
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
        said = [words for slide in slides for words in (slide.title, *_texts((*slide.blocks, *slide.notes)))]
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
        bare = _bare(words)
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
                lines = [line for block in self.of(cell.blocks) for line in _lines(block)]
                if [plain(line.runs) for line in lines] == ["–"]:
                    continue
                if len(lines) == 1:
                    below.append(replace(lines[0], runs=(*column.title, Run(": "), *lines[0].runs)))
                elif lines:
                    below.append(ListItem((*column.title, Run(":")), tuple(lines)))
            head = next(_texts(first.blocks), None)
            if head is not None and (below or not self.says(head)):
                yield ListItem(_strong(head), tuple(below))


def _lines(block: Paragraph | BulletList) -> tuple[ListItem, ...]:
    return (ListItem(block.runs),) if isinstance(block, Paragraph) else block.items


def _bare(words: Runs) -> str:
    """Words without the mark of an editor's link, which is not set everywhere."""
    return " ".join(plain(words).removesuffix("\u00a0*").split()).casefold()


def _walk(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts and all that stands in them, in reading order."""
    for part in parts:
        yield part
        yield from _walk(_below(part))


def _below(part: Part) -> tuple[Part, ...]:
    """What stands in a part."""
    match part:
        case BulletList() | ListItem():
            return part.items
        case Cards():
            return part.cards
        case Table():
            return part.rows
        case Row():
            return part.cells
        case Cell() | Card() | Callout():
            return part.blocks
        case _:
            return ()


def _texts(parts: Iterable[Part]) -> Iterator[Runs]:
    """Every text of the parts and of all that stands in them."""
    for part in _walk(parts):
        match part:
            case Paragraph() | ListItem():
                yield part.runs
            case Statement():
                yield part.slogan
            case Chart():
                yield part.takeaway
            case KeyFacts():
                yield from ((*fact.label, Run(": "), *fact.value) for fact in part.facts)
            case Card() | Callout():
                yield part.title


def _anchors(parts: Iterable[Part]) -> Iterator[str]:
    """The ids of what the parts print."""
    return (part.anchor for part in _walk(parts) if isinstance(part, ListItem | Row | Card) and part.anchor)
