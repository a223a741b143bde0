"""The golden thread as a description for Graphviz, for whoever wants to draw or change it with tools of their own."""

from strategia.document.ast import ArcStyle, Graph, Node, plain
from strategia.loading.characters import printable

_STYLES: dict[ArcStyle, str] = {"sound": "solid", "editor": "dotted", "suspect": "dashed", "part": "dotted"}


def as_dot(graph: Graph) -> str:
    """The graph in the DOT language: bands as clusters, layers from right to left, what carries points upwards."""
    lines = ["digraph thread {", "  rankdir=RL;", "  node [shape=box, fontname=sans];"]
    lines.append(f"  label={_text(plain(graph.title))};")
    for number, band in enumerate(graph.bands):
        lines += [
            f"  subgraph cluster_{number} {{",
            f"    label={_text(band)};",
            f"    {_text(f'band-{number}')} [shape=point];",
        ]
        lines += [f"    {_node(node)}" for node in graph.nodes if node.band == number]
        lines.append("  }")
    lines += [f"  {_node(node)}" for node in graph.nodes if node.band is None]
    words = {sign.style: sign.text for sign in graph.legend}
    for arc in graph.arcs:
        label = f", label={_text(words['suspect'])}" if arc.style == "suspect" and "suspect" in words else ""
        lines.append(f"  {_text(arc.lower)} -> {_text(arc.upper)} [style={_STYLES[arc.style]}{label}];")
    lines += [
        f"  {_text(node.id)} -> {_text(node.within)} [style=dotted, arrowhead=none];"
        for node in graph.nodes
        if node.within is not None
    ]
    return "\n".join([*lines, "}", ""])


def _node(node: Node) -> str:
    text = "\n".join(filter(None, (node.text, node.detail)))
    thick = ", penwidth=2" if node.status == "uncovered" else ""
    return f"{_text(node.id)} [label={_text(text)}{thick}];"


def _text(text: str) -> str:
    """A quoted text; nothing in it can end it or be taken for an escape."""
    lines = (printable(line).replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n"))
    return '"' + "\\n".join(lines) + '"'
