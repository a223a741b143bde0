"""The Word writer: a Document becomes pandoc's nodes, pandoc's file, and that file finished.

Styles are named here and drawn in `templates/docx/reference.docx`; a county's own reference file
needs the same names.
"""

from collections.abc import Iterator
from dataclasses import replace

from strategia.document.ast import Callout, Document, Section, Table
from strategia.languages import lexicon
from strategia.templates import Templates
from strategia.timings import stage
from strategia.writers import contents, finishing, nodes, pandoc, pictures, wordpages, wordstyles
from strategia.writers.columns import ON_SIDE, across
from strategia.writers.nodes import Node, Nodes
from strategia.writers.ooxml import language_tag
from strategia.writers.pieces import in_pieces
from strategia.writers.theme import Theme
from strategia.writers.wordblocks import Blocks
from strategia.writers.wordreference import reference

_LOGO = (5.6, 2.0)
"""The frame of a logo on the title page, in centimetres."""

_LOGO_OF_BRIEF = (3.0, 0.8)
"""The same at the top of a document without title page: it costs no more than two lines."""

_DEEPEST = 9
"""Word's last heading level."""

_NUMBERED = 3
"""Levels of headings that have numbers, in the contents too."""


def write(document: Document, theme: Theme, templates: Templates) -> bytes:
    """The document as a Word file. PandocMissing when there is no pandoc to make it."""
    document, theme = in_pieces(document), wordstyles.coloured(theme)
    blocks = Blocks(document, theme, templates)
    logo = _logo(document, theme, templates)
    opening = (_cover if document.contents else _head)(document, logo, blocks)
    body = [*opening, *_sections(document, blocks)]
    looks = reference(templates.path("docx/reference.docx"))
    with stage("pandoc"):
        made = pandoc.convert(body, "docx", language_tag(document.language), reference=looks.light)
    return finishing.finish(made, document, theme, blocks.tables, looks.styles)


def _logo(document: Document, theme: Theme, templates: Templates) -> Nodes:
    """The county's logo; nothing where it has none."""
    if theme.logo is None:
        return []
    source = pictures.address(pictures.of_logo(theme.logo, templates))
    width, _ = theme.logo.within(*(_LOGO if document.contents else _LOGO_OF_BRIEF))
    return [nodes.image([nodes.words(theme.logo.alternative(document.language))], source, f"{width:.2f}cm")]


def _cover(document: Document, logo: Nodes, blocks: Blocks) -> Nodes:
    """A title page, and a page of contents."""
    cover = document.cover
    kind = _plain(cover.kind, "Cover Kind Below Logo" if logo else "Cover Kind")
    above = [nodes.paragraph(logo, "Cover Logo")] if logo else []
    made = [*above, _plain(cover.county, "Cover County"), kind, _plain(cover.title, "Title")]
    if cover.subtitle:
        made.append(nodes.paragraph(blocks.inlines(cover.subtitle), "Subtitle"))
    for place, (label, value) in enumerate(cover.facts):
        line = [nodes.strong([nodes.words(label)]), nodes.tab(), *blocks.inlines(value)]
        made.append(nodes.paragraph(line, "Cover Fact" if place else "First Cover Fact"))
    return [*made, *_callouts(cover.callouts, blocks), *_contents(document, blocks)]


def _head(document: Document, logo: Nodes, blocks: Blocks) -> Nodes:
    """The few lines at the top of a document without title page, the logo at the right of the first."""
    cover = document.cover
    kind = [nodes.words(f"{cover.county} · {cover.kind}" if cover.kind != cover.title else cover.county)]
    beside = [nodes.tab(), *logo] if logo else []
    made = [nodes.paragraph([*kind, *beside], "Cover Kind"), _plain(cover.title, "Title")]
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
    """The list of contents: a field that is filled in already, so that Word asks nothing when it opens the file.

    Pages are Word's to count: it adds them when the field is updated.
    """
    depth = contents.depth(document)
    if not depth:
        return []
    every = _numbered(document.sections)
    entries = [(level, _entry(number, section, blocks)) for level, number, section in every if level <= depth]
    begin = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{depth}" \\h \\z </w:instrText></w:r>'
    entries[0][1].insert(0, nodes.raw(f"{_character('begin')}{begin}{_character('separate')}"))
    entries[-1][1].append(nodes.raw(_character("end")))
    title = _plain(lexicon(document.language).term("writer.contents"), "TOC Heading")
    return [title, *(nodes.paragraph(entry, f"toc {level}") for level, entry in entries)]


def _character(kind: str) -> str:
    """A character of a field: where it begins, where its result begins, where it ends."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _numbered(sections: tuple[Section, ...], level: int = 1, above: str = "") -> Iterator[tuple[int, str, Section]]:
    """Every section with its level, and the number that Word gives its heading; the deeper ones have none."""
    for place, section in enumerate(sections, 1):
        number = f"{above}{place}" if level <= _NUMBERED else ""
        yield level, number, section
        yield from _numbered(section.sections, level + 1, f"{number}.")


def _entry(number: str, section: Section, blocks: Blocks) -> Nodes:
    title = blocks.inlines(tuple(replace(run, link=None) for run in section.title))
    # “Tavoite · …” for every goal would crowd the list.
    label = [nodes.words(f"{section.label} · ")] if section.label and section.role != "goal" else []
    return [nodes.link([nodes.words(number), nodes.tab(), *label, *title], f"#{section.anchor}")]


def _sections(document: Document, blocks: Blocks) -> Nodes:
    """The headings with what stands below them; where a table is wide, on pages that lie on their side."""
    made: Nodes = []
    turned = False
    for level, _, section in _numbered(document.sections):
        # A brief document has no pages to turn.
        on_side = document.contents and any(
            isinstance(block, Table) and across(block) == ON_SIDE for block in section.blocks
        )
        if on_side != turned:
            made.append(wordpages.end(on_side=turned))
            blocks.turn(on_side=on_side)
            turned = on_side
        title = blocks.inlines(section.title)
        if section.label:
            title = [nodes.span([nodes.words(f"{section.label} · ")], style="Heading Label"), *title]
        made.append(nodes.heading(min(level, _DEEPEST), title, section.anchor))
        made += [node for block in section.blocks for node in blocks.block(block)]
    return [*made, wordpages.end(on_side=True)] if turned else made
