"""Inline Markdown to runs: emphasis, strong, links; nothing else, and never HTML.

This is the one place where text is parsed; no later stage parses it again.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from strategia.document.ast import Run, Runs

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_MARKUP = re.compile(r"[*_\[\\&\n`]")
_SCHEMES = ("https://", "http://", "mailto:")


def runs(text: str, language: str | None = None) -> Runs:
    """A text of the strategy as runs; `language` is set where it is not the document's."""
    if not _MARKUP.search(text):
        return (Run(text, language=language),)
    return _parsed(text, language)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - most texts have no markup

    return MarkdownIt("zero", {"html": False}).enable(["emphasis", "link", "escape", "newline"])


@lru_cache(maxsize=1 << 12)
def _parsed(text: str, language: str | None) -> Runs:
    found: list[Run] = []
    strong = emphasis = 0
    link: str | None = None
    for token in _parser().parseInline(text)[0].children or []:
        if token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("em_open", "em_close"):
            emphasis += token.nesting
        elif token.type == "link_open":
            target = str(token.attrs.get("href", ""))
            # Any other scheme could run something; the words of such a link stay, the link does not.
            link = target if target.lower().startswith(_SCHEMES) else None
        elif token.type == "link_close":
            link = None
        else:
            words = " " if token.type in ("softbreak", "hardbreak") else token.content
            if words:
                found.append(Run(words, strong=strong > 0, emphasis=emphasis > 0, link=link, language=language))
    # A link without words would leave nothing to read; the words of the source stay instead.
    return _joined(found) if any(run.text.strip() for run in found) else (Run(text, language=language),)


def _joined(found: list[Run]) -> Runs:
    """The runs with neighbours of one style made one."""
    joined: list[Run] = []
    for run in found:
        last = joined[-1] if joined else None
        if last and (last.strong, last.emphasis, last.link) == (run.strong, run.emphasis, run.link):
            joined[-1] = Run(last.text + run.text, run.strong, run.emphasis, run.link, run.language)
        else:
            joined.append(run)
    return tuple(joined)
