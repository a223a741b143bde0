"""What the rules of this family ask of: which indicators, by which name, with which targets."""

import re
from collections.abc import Iterator

from strategia.lint.rule import Whereabouts
from strategia.lint.stems import Stems
from strategia.model.base import LocalizedText
from strategia.model.indicators import Component, Indicator, Target
from strategia.model.links import links, target
from strategia.workspace import Workspace

_WORD = re.compile(r"\w[\w-]*")


def measuring(workspace: Workspace) -> tuple[Indicator, ...]:
    """The indicators that measure the strategy; those that only describe its setting aim at nothing."""
    describing = {id(edge.lower) for edge in workspace.below.get("environment", ()) if type(edge.lower) is Indicator}
    if not describing:
        return workspace.indicators
    return tuple(
        indicator
        for indicator in workspace.indicators
        if id(indicator) not in describing or {target(link).root for link in links(indicator.serves)} != {"environment"}
    )


def beginning(found: tuple[Indicator, ...]) -> Whereabouts | None:
    """Where a registry begins: at its first indicator; None for an empty one."""
    return (lambda: found[0].at("id")) if found else None


def targets(indicator: Indicator) -> Iterator[Target]:
    """The targets of an indicator and of its components."""
    yield from indicator.targets
    for part in indicator.components:
        yield from part.targets


def words(workspace: Workspace, text: LocalizedText | None) -> str:
    """A text in the main language of the county; an empty one where there is none."""
    if text is None:
        return ""
    root = text.root
    return root if type(root) is str else text.in_language(main := workspace.main_language, main)[0]


def name(workspace: Workspace, indicator: Indicator | Component) -> str:
    """What an indicator is called, else what is printed in the place of a name."""
    if indicator.name is None and type(indicator) is Indicator:
        return words(workspace, indicator.verbatim)
    return words(workspace, indicator.name)


def quoted(stems: Stems, text: str) -> str:
    """The word of a text, or the words, that stems find; only to be asked where they find something."""
    spans = [match.span() for match in _WORD.finditer(text)]
    # A stem is of up to three words.
    for length in range(3):
        for (start, _), (_, end) in zip(spans, spans[length:], strict=False):
            if stems.found_in(text[start:end]):
                return text[start:end]
    return text
