"""LAN, from 101 on: whether every text is there in every language, and says there what it says in the first."""

from collections.abc import Iterator

from strategia.diagnostics import Severity, Terms
from strategia.lint.rule import Context, Remark, listed, rule
from strategia.model.base import LocalizedText
from strategia.source import Route
from strategia.workspace import Workspace

_FIRST = 3
"""How many places are pointed at."""
_ONE_LANGUAGE = frozenset(("translation_notice", "genitive"))
"""Texts that not every language needs: only Finnish inflects the names of levels."""


@rule("LAN101", Severity.WARNING, needs_all=True)
def translation_missing(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every text is written in every language in which the documents are made."""
    strategy = workspace.strategy
    if strategy is None or len(strategy.languages) == 1:
        return
    texts = [entry for entry in workspace.texts if _needs_translation(*entry[1:])]
    prose = context.prose(workspace)
    for language in dict.fromkeys(strategy.languages):
        bare = [entry for entry in texts if language not in entry[2].languages(workspace.main_language)]
        if len(bare) == len(texts):
            yield Remark(strategy.at("languages"), {"language": Terms("language", (language,))}, "none")
        elif bare:
            ids = dict.fromkeys(prose.name_of(root, route) for root, route, _ in bare)
            arguments = {
                "language": Terms("language", (language,)),
                "count": len(bare),
                "total": len(texts),
                "ids": listed(ids),
            }
            # The texts may stand in any file; the list of languages is the one place where all is decided.
            places = tuple(root.at(*route) for root, route, _ in bare[:_FIRST])
            yield Remark(strategy.at("languages"), arguments, related=places)


def _needs_translation(route: Route, text: LocalizedText) -> bool:
    """Whether a text reads differently in another language: not where it has no letters."""
    if not _ONE_LANGUAGE.isdisjoint(route):
        return False
    return not isinstance(text.root, str) or any(map(str.isalpha, text.root))


@rule("LAN102", Severity.WARNING)
def translation_stale(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A translation is still that of its original, since the two were compared."""
    # Counties that do not keep book of their translations are asked for nothing.
    if not any(root.kind == "translations" for root in workspace.roots):
        return
    from strategia.trace.translations import Translations  # noqa: PLC0415 - few counties keep that book

    stale = Translations(workspace).stale
    prose = context.prose(workspace)
    for language in dict.fromkeys(translation.language for translation in stale):
        found = [translation for translation in stale if translation.language == language]
        ids = dict.fromkeys(prose.name_of(root, route) for root, route, *_ in found)
        arguments = {"language": Terms("language", (language,)), "count": len(found), "ids": listed(ids)}
        if len(found) > _FIRST:
            places = tuple(root.at(*route, language) for root, route, *_ in found[:_FIRST])
            yield Remark(places[0], arguments, "many", places[1:])
            continue
        for root, route, *_ in found:
            place = root.at(*route, workspace.main_language)
            own = {**arguments, "ids": prose.name_of(root, route)}
            yield Remark(root.at(*route, language), own, related=(place,))
