"""The nodes of pandoc's document, as the plain data that its JSON reader takes; only those we use."""

from collections.abc import Iterable, Sequence

from strategia.writers.characters import printable

Node = dict[str, object]
Nodes = list[Node]

ALIGNMENTS = {"start": "AlignDefault", "end": "AlignRight", "center": "AlignCenter"}


def _attributes(anchor: str = "", **pairs: str) -> list[object]:
    """Pandoc's attributes; an underscore in a name stands for a hyphen."""
    return [anchor, [], [[key.replace("_", "-"), value] for key, value in pairs.items()]] if pairs else [anchor, [], []]


def words(text: str) -> Node:
    """Text as it stands; spaces need no nodes of their own, line ends become spaces."""
    return {"t": "Str", "c": " ".join(printable(text).splitlines())}


def strong(inlines: Nodes) -> Node:
    """Bold text."""
    return {"t": "Strong", "c": inlines}


def emphasis(inlines: Nodes) -> Node:
    """Text in italics."""
    return {"t": "Emph", "c": inlines}


def span(inlines: Nodes, *, anchor: str = "", style: str = "", language: str = "") -> Node:
    """Text with a bookmark, a character style or a language."""
    pairs = {"custom_style": style, "lang": language}
    return {"t": "Span", "c": [_attributes(anchor, **{k: v for k, v in pairs.items() if v}), inlines]}


def link(inlines: Nodes, target: str) -> Node:
    """A link; `#anchor` leads to a place in the document."""
    return {"t": "Link", "c": [_attributes(), inlines, [target, ""]]}


def image(alternative: Nodes, target: str, width: str) -> Node:
    """A picture; its height follows its width."""
    return {"t": "Image", "c": [_attributes(width=width), alternative, [target, ""]]}


def raw(xml: str) -> Node:
    """WordprocessingML among the text."""
    return {"t": "RawInline", "c": ["openxml", xml]}


def block(xml: str) -> Node:
    """WordprocessingML between the paragraphs."""
    return {"t": "RawBlock", "c": ["openxml", xml]}


def tab() -> Node:
    """A tabulator."""
    return raw("<w:r><w:tab/></w:r>")


def styled(blocks: Nodes, style: str) -> Node:
    """Blocks whose paragraphs are in a named style, unless they are styled on their own."""
    return {"t": "Div", "c": [_attributes(custom_style=style), blocks]}


def plain(inlines: Nodes) -> Node:
    """A paragraph in the style of what it stands in; for each its own would make pandoc a tenth slower."""
    return {"t": "Para", "c": inlines}


def paragraph(inlines: Nodes, style: str) -> Node:
    """A paragraph in a named style."""
    return styled([plain(inlines)], style)


def heading(level: int, inlines: Nodes, anchor: str) -> Node:
    """A heading with its bookmark."""
    return {"t": "Header", "c": [level, _attributes(anchor), inlines]}


def items(entries: Iterable[Nodes], *, ordered: bool) -> Node:
    """A list; each entry holds blocks."""
    if ordered:
        return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], list(entries)]}
    return {"t": "BulletList", "c": list(entries)}


def cell(blocks: Nodes, rows: int = 1) -> list[object]:
    """A cell of a table that spans `rows` rows."""
    return [_attributes(), {"t": "AlignDefault"}, rows, 1, blocks]


def table(
    columns: Sequence[tuple[str, float]], head: Sequence[object], rows: Sequence[list[object]], row_heads: int
) -> Node:
    """A table: columns by alignment and share of the width, a head row, rows of cells."""
    widths = [[{"t": ALIGNMENTS[align]}, {"t": "ColWidth", "c": width}] for align, width in columns]
    content = [[_attributes(), row] for row in rows]
    return {
        "t": "Table",
        "c": [
            _attributes(),
            [None, []],
            widths,
            [_attributes(), [[_attributes(), list(head)]]],
            [[_attributes(), row_heads, [], content]],
            [_attributes(), []],
        ],
    }
