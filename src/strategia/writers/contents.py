"""The list of contents: which headings it holds."""

from strategia.document.ast import Document, walk_sections

_ENTRIES = 36
"""What a page of contents holds; the deeper levels of longer documents are left out of it."""

_WORTHWHILE = 6
"""Fewer entries get no page of their own."""

_DEEPEST = 3


def depth(document: Document) -> int:
    """How many levels of headings the list holds; none where a list would help nobody."""
    levels = [level for level, _ in walk_sections(document.sections)]
    counts = {depth: sum(level <= depth for level in levels) for depth in range(_DEEPEST, 0, -1)}
    found = next((depth for depth, count in counts.items() if count <= _ENTRIES), 1)
    return found if document.contents and counts[found] >= _WORTHWHILE else 0
