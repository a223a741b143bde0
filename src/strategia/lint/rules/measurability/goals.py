"""MEA, the goals: whether each can be assessed, and whether big words are backed by a number."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Named, Remark, rule, told
from strategia.lint.rules.measurability.asked import quoted, targets, words
from strategia.lint.stems import Stems
from strategia.model.base import LocalizedText, Point, walk
from strategia.model.indicators import Indicator
from strategia.model.strategy import Environment, Goal, Perspective, Priority
from strategia.workspace import Workspace

_SUPERLATIVES: Mapping[str, Stems] = {
    "fi": Stems(
        *("paras", "parha", "edelläkävi", "erinomai", "ensiluokkai", "ylivertai", "maailmanluok", "kärkijouk"),
        *(
            "huippuluok",
            "huipputas",
            "huippuosa",
            "huippuyksik",
            "ykkönen",
            "ykkösenä",
            "ykköspaik",
            "ykköstyön",
            "ykkösvaihto",
            "ykkösvalin",
            "kärkitas",
        ),
        *("aidosti hyv", "vertaansa vailla", "alan johtav", "maamme johtav"),
        *("johtava hyvinvointialue", "johtavana hyvinvointialue", "johtavia hyvinvointialue", "suunnannäyttäj"),
        *("vetovoimaisin", "vetovoimaisim", "houkuttelevin", "houkuttelevim", "halutuin", "halutuim", "ystävällisin"),
        *("hyvinvoivin", "hyvinvoivim", "johtava asiantuntijaorganis"),
        "suomen johtav|kärk|kärj|parhai|tervei|toimintakyky|turvallisi|vaikuttavi",
        "maan johtav|kärk|kärj|turvallisi|vaikuttavi",
        *("valtakunnan kärk|kärj", "pohjoismaiden kärk|huip|johtav"),
    ),
    "sv": Stems(
        *("bäst", "föregång", "utmärkt", "enastående", "världsklass", "toppklass", "spjutspets", "landets främst"),
        *("finlands främst", "branschens främst", "landets ledande", "finlands ledande", "branschens ledande"),
        *("nationellt ledande", "ledande arbetsgiv", "ledande välfärdsområd", "ledande inom", "ledande aktör"),
        *("framkant", "mest attraktiv", "mest välmående", "friskaste", "nöjdaste", "vänligaste", "tryggaste"),
        *("nordens främst", "nordens ledande", "ledande expertorganis"),
    ),
}
"""Words that promise the best without saying how good that is. *Vahva* is none of them: everything is."""

_INNOCENT = re.compile(
    r"\bparha(?:illaan|immillaan|aksi|ansa|amme)\b"
    r"|(?<!suomen )(?<!maan )(?<!maailman )\bparhaiten\b"
    r"|\bparha\w* (?:kykymme|taitomme|kykynsä|taitonsa)\b"
    r"|\bparha\w* (?:\w+ )?(?:saatavilla|käytettävissä) olev\w*"
    r"|\b(?:parha\w*|paras) (?:\w+ )?(?:ja \w+ )?(?:käytän|tava|tavo|toimintatav|toimintamal)\w*"
    r"|\b(?:laps|last|asiak|potil|asuk)\w*n (?:paras|parasta|parhaan|parhaaksi|parhaalla)\b"
    r"|\bbästa (?:\w+ )?(?:prax|sätt|förfaring|arbetssätt|förmåga|tillgängliga)\w*"
    r"|\b(?:barn|klient|patient|invånar)\w*s bästa\b"
    r"|\bvårt bästa\b",
    re.IGNORECASE,
)
"""The same words where they promise nothing: good practices, the child's best, what does its best."""

_AIM = Stems("tavoit", "mål", "haluamme", "pyrimme", "strävar")


@rule("MEA101", Severity.WARNING, needs_all=True)
def goal_not_assessable(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every goal can be assessed: by an indicator, by something that is done by a day, or in a way that it tells."""
    strategy = workspace.strategy
    # Where the indicators stand in other papers, CMP111 says so.
    if strategy is None or (strategy.follow_up is not None and strategy.follow_up.indicators_defined_in):
        return
    assessed = {*workspace.served_by(Indicator), *_dated(workspace)}
    bare = [
        goal
        for goal in workspace.goals
        if goal.id not in assessed and goal.evaluation is None and assessed.isdisjoint(_carrying(workspace, goal))
    ]
    yield from told(bare, workspace.goals, partial(strategy.at, "priorities", key=True))


def _dated(workspace: Workspace) -> Iterator[str]:
    """The ids served by what can be seen to come true: a measure with a day, a budget goal with a target."""
    for edge in workspace.edges:
        if type(edge.lower).__name__ in ("Measure", "BudgetGoal"):
            fields = vars(edge.lower)
            if fields.get("due") or fields.get("year") or fields.get("targets") or fields.get("indicators"):
                yield edge.target


def _carrying(workspace: Workspace, goal: Goal) -> Iterator[str]:
    """The ids of what belongs to a goal: its points, and the perspective that groups it."""
    waiting = [*goal.points]
    while waiting:
        point = waiting.pop()
        if type(point) is Point:
            waiting += point.points
            if point.id is not None:
                yield point.id
    parent = workspace.parents[goal.id]
    if type(parent) is Perspective:
        yield parent.id


@rule("MEA121", Severity.WARNING, needs_all=True)
def superlative_without_number(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A goal that promises the best is measured by a number or by a comparison with others."""
    if workspace.strategy is None:
        return
    promising = dict(_promising(workspace))
    counted = set(_counted(workspace)) if promising else set()
    bare: dict[str, tuple[Named, str]] = {}
    for known, (thing, word) in reversed(promising.items()):
        kept = {str(vars(part)["id"]) for _, part in walk(thing).entities if vars(part).get("id") is not None}
        parent = workspace.parents.get(known)
        if type(parent) is Perspective:
            kept.add(parent.id)
        if counted.isdisjoint(kept):
            bare[known] = (thing, word)
    found = [thing for thing, _ in bare.values()]
    more = {known: {"word": word} for known, (_, word) in bare.items()}
    among = (*workspace.priorities, *workspace.goals)
    yield from told(found, among, partial(workspace.strategy.at, "priorities", key=True), more=more)
    yield from _among_strengths(workspace, workspace.strategy.environment)


def _among_strengths(workspace: Workspace, environment: Environment | None) -> Iterator[Remark]:
    """The aims that stand among the strengths, where no indicator can serve them."""
    stems = _SUPERLATIVES.get(workspace.main_language)
    if environment is None or stems is None:
        return
    for group in environment.strengths:
        for index, point in enumerate(group.points):
            text = words(workspace, point if type(point) is LocalizedText else point.text)  # type: ignore[union-attr]
            if _AIM.found_in(text) and stems.found_in(text) and (word := superlative(text, stems)):
                yield Remark(group.at("points", index), {"word": word}, "strength")


def _promising(workspace: Workspace) -> Iterator[tuple[str, tuple[Priority | Goal, str]]]:
    """The priorities and goals with a superlative, by id, each with the word."""
    things: list[Priority | Goal] = []
    texts: list[str] = []
    for priority in workspace.priorities:
        things += (priority, priority)
        texts += (words(workspace, priority.title), words(workspace, priority.statement))
    for goal in workspace.goals:
        things += (goal, goal)
        texts += (words(workspace, goal.title), words(workspace, goal.text))
    if (stems := _SUPERLATIVES.get(workspace.main_language)) is None:
        return
    # The last first, so that of two texts of a thing the first is told.
    for place in reversed(stems.where(texts)):
        if word := superlative(texts[place], stems):
            yield things[place].id, (things[place], word)


def superlative(text: str, stems: Stems) -> str:
    """The first word of a text that promises the best; none where such words are innocent."""
    left = _INNOCENT.sub(" ", text)
    return quoted(stems, left) if stems.found_in(left) else ""


def _counted(workspace: Workspace) -> Iterator[str]:
    """The ids that an indicator serves of which a number or a place among others is aimed at."""
    for edge in workspace.edges:
        if type(edge.lower) is Indicator and any(
            aim.value is not None or aim.kind in ("peer_mean", "peer_rank") for aim in targets(edge.lower)
        ):
            yield edge.target
