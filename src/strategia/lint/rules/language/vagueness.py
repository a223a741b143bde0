"""LAN121: goals that only promise to develop, to strengthen, to promote.

Such verbs are everywhere and do no harm where something else makes the goal concrete: a measure, an indicator with a
target, a line below the goal, a number in it. They are told only where nothing does.
"""

from collections.abc import Iterator

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, listed, rule
from strategia.lint.stems import Stems
from strategia.model.indicators import Indicator
from strategia.model.strategy import Goal
from strategia.workspace import Workspace

_FEW = 3

VAGUE: dict[str, Stems] = {
    # Verbs and the nouns made of them; not ”kehitysvammahuolto”, ”turvallinen”, ”vahvistettu talousarvio”, ”tuki”,
    # ”tehostettu palveluasuminen”, ”mahdollista”.
    "fi": Stems(
        *(
            "kehitetä",
            "kehittää",
            "kehittäm",
            "kehittäv",
            "kehitä",
            "kehitty",
            "vahvistaa",
            "vahvistam",
            "vahvistav",
            "vahvistetaan",
            "vahvistu",
        ),
        *(
            "edistetä",
            "edistä",
            "edistyy",
            "edistym",
            "edistyv",
            "turvaa",
            "turvataan",
            "varmistaa",
            "varmistam",
            "varmistetaan",
            "varmistu",
        ),
        *(
            "paranna",
            "paranne",
            "paranee",
            "paranta",
            "parantu",
            "paranem",
            "paranev",
            "lisätä",
            "lisääm",
            "lisääv",
            "lisäänt",
            "huomioi",
        ),
        *("tuetaan", "tuemme", "tukea", "tukee", "tukem", "tukev", "hyödynnetä", "hyödynnä", "hyödyntä"),
        *("panosta", "panosteta", "tehosta", "tehosteta", "sujuvoit", "huolehdi", "huolehti", "syvenn", "syvene"),
        *("mahdollistaa", "mahdollistam", "mahdollisteta", "mahdollistu"),
    ),
    # Not ”utvecklingsstörning”, ”trygga tjänster”, ”stödtjänst”.
    "sv": Stems(
        *("utveckla", "utveckling av", "utvecklingen av", "stärk", "förstärk", "främja", "tryggar", "tryggas"),
        *("tryggande", "förbättr", "ökar", "ökas", "öka", "möjliggör", "värna", "fördjup"),
        *("beakta", "stödj", "stöder", "stöds", "säkerställ", "utnyttja", "satsa", "effektivisera"),
    ),
    "en": Stems(
        *("develop", "strengthen", "promot", "enhanc", "improv", "support", "ensur", "foster", "increas", "facilitat"),
    ),
}
"""Verbs that say in which direction and not how far."""


@rule("LAN121", Severity.INFO, needs_all=True)
def vague_goal(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A goal that only promises to develop or to strengthen is made concrete by something else."""
    strategy = workspace.strategy
    if strategy is None or (strategy.follow_up is not None and strategy.follow_up.indicators_defined_in):
        return
    bare = [goal for goal in workspace.goals if not _is_concrete(workspace, goal)]
    found = [(goal, words) for goal in bare if (words := _vague_words(workspace, goal))]
    if len(found) > _FEW:
        verbs = dict.fromkeys(word for _, words in found for word in words)
        arguments = {
            "count": len(found),
            "total": len(workspace.goals),
            "ids": listed(goal.id for goal, _ in found),
            "verbs": listed(verbs, 5),
        }
        yield Remark(strategy.at("priorities", key=True), arguments, "many")
        return
    for goal, words in found:
        yield Remark(goal.at("title"), {"id": goal.id, "verbs": listed(dict.fromkeys(words), 5)})


def _vague_words(workspace: Workspace, goal: Goal) -> list[str]:
    """The vague words of a goal in the main language; none where it has a number."""
    main = workspace.main_language
    stems = VAGUE.get(main)
    words, language = goal.title.in_language(main, main)
    if stems is None or language != main or any(map(str.isdecimal, words)):
        return []
    return [word.casefold() for word in stems.words_in(words)]


def _is_concrete(workspace: Workspace, goal: Goal) -> bool:
    """Whether something says how the goal is reached or how far."""
    if goal.points or goal.example is not None:
        return True
    ids = [goal.id, workspace.parents[goal.id].id]
    if (above := workspace.parents.get(ids[1])) is not None:
        ids.append(above.id)
    lowers = (edge.lower for known in ids for edge in workspace.below.get(known, ()))
    # An indicator without a target says what is looked at, not what is aimed at.
    return any(bool(lower.targets) if isinstance(lower, Indicator) else True for lower in lowers)
