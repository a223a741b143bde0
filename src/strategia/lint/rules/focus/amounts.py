"""FOC, the amounts: too many of a kind, nothing chosen above the rest, many things in one sentence."""

import re
from collections.abc import Iterator
from functools import partial

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, listed, rule, told
from strategia.model.base import LocalizedText
from strategia.model.strategy import Perspective, Priority
from strategia.workspace import Workspace

_ENOUGH_TO_CHOOSE = 6
"""From how many goals and measures on a reader asks which come first."""

_VERBS = 3
"""As many verbs as make a sentence compound; as many commas as well."""

_PASSIVE = re.compile(r"\w[aeiouyäöhsln](?:t[aä]|d[aä])(?:an|än)\b")
_POSSESSED = re.compile(r"(?:[slt]t[aä]|työt[aä])(?:an|än)$")
_CLAUSE = re.compile(
    r"\s*(?:jo|että|jotta|mikä|mit|kun|koska|kuten|esim|mm|som\b|att\b|vilk|när|där|bl\.a|t\.ex|till exempel)"
)
_FIRST_PERSON = re.compile(r"(?:^|[.;:!,]\s+|\b(?:ja|sekä|että)\s+)(\w+mme)\b(?! (?:ja|sekä) )(?= \w)")
_SUBORDINATE = re.compile(r"\b(?:kun|jos|että|jotta)\b")
_RELATIVE = re.compile(r", jo(?:ka|ta|ssa|sta|hon|lla|lle|nka|tka|issa|illa|iden|ita|ista|ihin|ille)\b[^.;:]*")
"""What tells of a thing and not of what is done; it may list as many verbs as it likes."""
_WE = re.compile(r"\b[Vv]i \w+r\b")
_OURS = re.compile(r"(?:(?:ss|ll|lt)[aä]|lle|de|je)mme$")
"""Nouns that end like such verbs: ”alueellamme”, ”asiakkaidemme”."""
_AND = (" ja ", " sekä ", " och ", " samt ")
_WORDS = 2


@rule("FOC101", Severity.INFO)
def too_many_priorities(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A strategy has a few priorities, not one for everything."""
    count, limit = len(workspace.priorities), context.limits.priorities
    if workspace.strategy is not None and count > limit:
        yield Remark(workspace.strategy.at("priorities", key=True), {"count": count, "limit": limit})


@rule("FOC102", Severity.INFO)
def too_many_below(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A priority has a few goals or perspectives, and a perspective a few goals."""
    limit = context.limits.goals
    for priority in workspace.priorities:
        if len(priority.perspectives) > limit:
            words = {"id": priority.id, "count": len(priority.perspectives), "limit": limit}
            yield Remark(priority.at("perspectives", key=True), words, "perspectives")
    parents: tuple[Priority | Perspective, ...] = (*workspace.priorities, *workspace.perspectives)
    for parent in parents:
        if len(parent.goals) > limit:
            words = {"id": parent.id, "count": len(parent.goals), "limit": limit}
            yield Remark(parent.at("goals", key=True), words)


@rule("FOC103", Severity.INFO)
def too_many_for_the_council(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The council follows as many indicators as it can take in."""
    found = [indicator for indicator in workspace.indicators if indicator.level == "council"]
    limit = context.limits.council_indicators
    if len(found) > limit:
        words = {"count": len(found), "limit": limit, "ids": listed(indicator.id for indicator in found)}
        yield Remark(found[0].at("level"), words)


@rule("FOC104", Severity.INFO, needs_all=True)
def nothing_comes_first(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Some goals or measures come first, and they are fewer than the rest."""
    if workspace.strategy is None:
        return
    chosen = [goal.id for goal in workspace.goals if goal.prioritised]
    chosen += [measure.id for measure in workspace.measures if measure.kind in ("flagship", "must_win")]
    total = len(workspace.goals) + len(workspace.measures)
    if total < _ENOUGH_TO_CHOOSE:
        return
    place = partial(workspace.strategy.at, "priorities", key=True)
    if not chosen:
        yield Remark(place(), {"total": total, "count": 0}, "none")
    elif len(chosen) * 2 > total:
        yield Remark(place(), {"total": total, "count": len(chosen)})


@rule("FOC105", Severity.INFO)
def compound_goal(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A goal is one thing, so that it can be assessed as one."""
    found = [goal for goal in workspace.goals if is_compound(_words(workspace, goal.title))]
    if found and workspace.strategy is not None:
        yield from told(found, workspace.goals, partial(workspace.strategy.at, "priorities", key=True), once=True)


@rule("FOC106", Severity.INFO)
def compound_measure(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A measure is one thing, so that it has one owner and is done at one time."""
    found = [measure for measure in workspace.measures if is_compound(_words(workspace, measure.text))]
    yield from told(found, workspace.measures, None, once=True)


def is_compound(text: str) -> bool:
    """Whether a text says several things: three verbs, or four parts of several words between commas.

    Verbs are those of the Finnish passive, of ”-mme” and of the Swedish ”vi”, each with something that is done. A
    list of single words (”luotettava, inhimillinen ja yhdenvertainen”) is one thing, and so are several verbs of one
    object (”tuemme, autamme ja ohjaamme asukkaita”).
    """
    # Counting letters is quick, and most texts have too few of them.
    if text.count("aan") + text.count("ään") >= _VERBS:
        main = _RELATIVE.sub("", text)
        verbs = [match[0] for match in _PASSIVE.finditer(main)]
        inner = len(_SUBORDINATE.findall(main))
        if sum(_POSSESSED.search(verb) is None for verb in verbs) - inner >= _VERBS:
            return True
    if text.count("vi ") + text.startswith("Vi ") >= _VERBS and len(_WE.findall(text)) >= _VERBS:
        return True
    if text.count("mme") >= _VERBS:
        verbs = _FIRST_PERSON.findall(text)
        if sum(_OURS.search(verb) is None for verb in verbs) >= _VERBS:
            return True
    if text.count(",") < _VERBS or not any(word in text for word in _AND):
        return False
    parts = [part for part in text.split(",") if not _CLAUSE.match(part)]
    return sum(len(part.split()) >= _WORDS for part in parts) > _VERBS


def _words(workspace: Workspace, text: LocalizedText) -> str:
    root = text.root
    return root if type(root) is str else text.in_language(main := workspace.main_language, main)[0]
