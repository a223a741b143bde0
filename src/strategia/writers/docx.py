"""The Word writer: a Document becomes pandoc's nodes, pandoc's file, and that file finished.

Styles are named here and drawn in `templates/docx/reference.docx`; a county's own reference file
needs the same names.
"""

from dataclasses import replace

from strategia.document.ast import Callout, Document, Section, walk_sections
from strategia.languages import lexicon
from strategia.templates import Templates
from strategia.writers import contents, finishing, nodes, pandoc, pictures
from strategia.writers.nodes import Node, Nodes
from strategia.writers.ooxml import language_tag
from strategia.writers.theme import Theme
from strategia.writers.wordblocks import Blocks

_LOGO = (5.6, 2.0)
"""The frame of a logo on the title page, in centimetres."""

_DEEPEST = 9
"""Word's last heading level."""


def write(document: Document, theme: Theme, templates: Templates) -> bytes:
    """The document as a Word file. PandocMissing when there is no pandoc to make it."""
    blocks = Blocks(document, theme, templates)
    logo = _logo(document, theme, templates)
    opening = _cover(document, logo, blocks) if document.contents else _head(document, blocks)
    body = [*opening, *_sections(document.sections, 1, blocks)]
    reference = templates.path("docx/reference.docx")
    made = pandoc.convert(body, "docx", language_tag(document.language), reference=reference)
    return finishing.finish(made, document, theme, blocks.tables)


def _logo(document: Document, theme: Theme, templates: Templates) -> Nodes:
    """The county's logo in a paragraph; nothing where it has none."""
    if theme.logo is None:
        return []
    source = pictures.address(pictures.of_logo(theme.logo, templates))
    width, _ = theme.logo.within(*_LOGO)
    image = nodes.image([nodes.words(theme.logo.alternative(document.language))], source, f"{width:.2f}cm")
    return [nodes.paragraph([image], "Cover Logo")]


def _cover(document: Document, logo: Nodes, blocks: Blocks) -> Nodes:
    """A title page, and a page of contents."""
    cover = document.cover
    kind = _plain(cover.kind, "Cover Kind Below Logo" if logo else "Cover Kind")
    made = [*logo, _plain(cover.county, "Cover County"), kind, _plain(cover.title, "Title")]
    if cover.subtitle:
        made.append(nodes.paragraph(blocks.inlines(cover.subtitle), "Subtitle"))
    for place, (label, value) in enumerate(cover.facts):
        line = [nodes.strong([nodes.words(label)]), nodes.tab(), *blocks.inlines(value)]
        made.append(nodes.paragraph(line, "Cover Fact" if place else "First Cover Fact"))
    return [*made, *_callouts(cover.callouts, blocks), *_contents(document, blocks)]


def _head(document: Document, blocks: Blocks) -> Nodes:
    """The few lines at the top of a document without title page."""
    cover = document.cover
    kind = [nodes.words(f"{cover.county} · {cover.kind}" if cover.kind != cover.title else cover.county)]
    made = [nodes.paragraph(kind, "Cover Kind"), _plain(cover.title, "Title")]
    if cover.subtitle:
        made.append(nodes.paragraph(blocks.inlines(cover.subtitle), "Subtitle"))
    line: Nodes = []
    for label, value in cover.facts:
        line += [nodes.words(" · ")] if line else []
        line += [nodes.strong([nodes.words(f"{label}: ")]), *blocks.inlines(value)]
    return [*made, *([nodes.paragraph(line, "Small Print")] if line else []), *_callouts(cover.callouts, blocks)]


def _callouts(callouts: tuple[Callout, ...], blocks: Blocks) -> Nodes:
    return [node for callout in callouts for node in blocks.block(callout)]


def _plain(text: str, style: str) -> Node:
    return nodes.paragraph([nodes.words(text)], style)


def _contents(document: Document, blocks: Blocks) -> Nodes:
    """The list of contents, written out: a field would make Word ask before it opens the file."""
    depth = contents.depth(document)
    if not depth:
        return []
    title = _plain(lexicon(document.language).term("writer.contents"), "TOC Heading")
    return [title] + [
        nodes.paragraph([nodes.link(_entry(section, blocks), f"#{section.anchor}")], f"toc {level}")
        for level, section in walk_sections(document.sections)
        if level <= depth
    ]


def _entry(section: Section, blocks: Blocks) -> Nodes:
    # “Tavoite · …” for every goal would crowd the list.
    label = [nodes.words(f"{section.label} · ")] if section.label and section.role != "goal" else []
    return label + blocks.inlines(tuple(replace(run, link=None) for run in section.title))


def _sections(sections: tuple[Section, ...], level: int, blocks: Blocks) -> Nodes:
    made: Nodes = []
    for section in sections:
        title = blocks.inlines(section.title)
        if section.label:
            # Above the title in small type; navigation panes read it as one line.
            label = nodes.span([nodes.words(section.label)], style="Heading Label")
            title = [label, nodes.line_break(), *title]
        made.append(nodes.heading(min(level, _DEEPEST), title, section.anchor))
        made += [node for block in section.blocks for node in blocks.block(block)]
        made += _sections(section.sections, level + 1, blocks)
    return made
