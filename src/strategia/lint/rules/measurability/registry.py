"""MEA, the registry: what ought to be known of every indicator, told once where it is missing from most."""

from collections.abc import Callable, Iterator

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, rule, told
from strategia.lint.rules.measurability.asked import beginning, measuring, name, targets, words
from strategia.lint.stems import Stems
from strategia.model.indicators import Indicator
from strategia.model.links import links, target
from strategia.workspace import Workspace

_UNMEASURED = ("boolean", "external_set")
"""What is done or not, and what others have chosen: neither has a baseline, a source or an interval of its own."""

_MANY = 3
"""From how many goals on an indicator says too little of each."""

_FEW = 3
"""From more than so many, that all lack something is told without their ids."""

_SETS = Stems(
    *("kuva-mitta", "KUVA-mitta", "kuva-indika", "KUVA-indika", "vähimmäistie", "hytetu-mitta", "hytetu-indika"),
    *("kansallisesti sovi", "kansalliset mittari", "kansallisia mittare", "minimiuppgift", "minimidata"),
    *("kuva-mätare", "KUVA-mätare", "nationella indikator", "nationella mätare"),
)
"""Names of sets of indicators that others keep, and of which nobody has chosen."""

_JOINTS = (" ja ", " sekä ", " och ", " samt ", " and ", " & ", "; ", ", ")
_UNITS = ("lkm", "kpl", "hlö", "eur", "st", "antal", "kr", "milj")
_MEASURED = ("määrä", "määrät", "osuus", "osuudet", "indeksi", "lkm", "antal", "antalet", "andel", "andelen", "index")
"""How a word ends, or stands, that names a quantity."""
_ROOTS = ("äär", "suu", "ndeks", "km", "ntal", "ndel", "ndex")
"""What stands in every such word, whether or not it begins with a capital."""


def _missing(
    workspace: Workspace, is_known: Callable[[Indicator], object], *, of_all: bool = False, once: bool = False
) -> Iterator[Remark]:
    """The indicators of which something is not known, among those that can have it.

    What another document defines is to be read there; what is computed from the budget is known from it.
    """
    among = [
        indicator
        for indicator in measuring(workspace)
        if indicator.defined_in is None
        and (of_all or (indicator.type not in _UNMEASURED and indicator.computed is None))
    ]
    bare = [indicator for indicator in among if not is_known(indicator)]
    if len(bare) == len(among) > _FEW:
        yield Remark(bare[0].at("id"), {"count": len(bare)}, "all")
        return
    yield from told(bare, among, beginning(workspace.indicators), once=once)


@rule("MEA102", Severity.WARNING, needs_all=True)
def indicator_without_owner(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every indicator has somebody who answers for it and brings it to the council."""
    yield from _missing(workspace, lambda indicator: indicator.owner, of_all=True)


@rule("MEA103", Severity.WARNING, needs_all=True)
def indicator_without_baseline(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every indicator says where the county starts from: a baseline or a measured value."""
    yield from _missing(workspace, lambda indicator: indicator.baseline or indicator.observations)


@rule("MEA104", Severity.INFO, needs_all=True)
def indicator_without_source(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every indicator says where its values come from."""
    yield from _missing(workspace, lambda indicator: indicator.data, once=True)


@rule("MEA105", Severity.INFO, needs_all=True)
def indicator_without_frequency(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every indicator says how often its value is measured."""
    yield from _missing(workspace, lambda indicator: indicator.frequency, once=True)


@rule("MEA106", Severity.INFO, needs_all=True)
def indicator_without_level(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every indicator says to whom it is reported: the council, the board, the management or a unit."""
    yield from _missing(workspace, lambda indicator: indicator.level or indicator.reports_to, of_all=True, once=True)


@rule("MEA107", Severity.WARNING, needs_all=True)
def milestone_without_date(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """What is to be done is to be done by some day."""
    among = [indicator for indicator in measuring(workspace) if indicator.type == "boolean"]
    bare = [
        indicator
        for indicator in among
        if not indicator.observations and not any(aim.due is not None for aim in targets(indicator))
    ]
    yield from told(bare, among, None)


@rule("MEA108", Severity.INFO, needs_all=True)
def target_without_number(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A target says how much, not only in which direction."""
    among = [i for i in measuring(workspace) if i.type != "boolean" and (i.targets or any(targets(i)))]
    bare = [indicator for indicator in among if not _is_numeric(workspace, indicator)]
    yield from told(bare, among, beginning(workspace.indicators), once=True)


def _is_numeric(workspace: Workspace, indicator: Indicator) -> bool:
    """Whether a number, a place among others or a day is aimed at; the words may hold the number."""
    for aim in targets(indicator):
        if aim.value is not None or aim.kind in ("peer_mean", "peer_rank", "milestone"):
            return True
        if aim.kind in ("text", "absolute", "statutory") and any(map(str.isdigit, words(workspace, aim.text))):
            return True
    return False


@rule("MEA109", Severity.WARNING)
def indicator_without_name(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every indicator has a name that says what is measured."""
    bare = [indicator for indicator in workspace.indicators if indicator.name is None]
    yield from told(bare, workspace.indicators, beginning(workspace.indicators))


@rule("MEA110", Severity.WARNING)
def open_ended_set(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Of a national set of indicators the county has chosen those that it follows."""
    named = _SETS.where([name(workspace, indicator) for indicator in workspace.indicators])
    bare = [
        indicator
        for place, indicator in enumerate(workspace.indicators)
        if (indicator.type == "external_set" or place in named)
        and not indicator.components
        and (indicator.data is None or indicator.data.id is None)
    ]
    yield from told(bare, workspace.indicators, None, once=True)


@rule("MEA111", Severity.INFO)
def compound_without_components(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Several indicators that are printed as one stand apart as its components."""
    bare = [
        indicator
        for indicator in workspace.indicators
        if not indicator.components
        and indicator.type != "boolean"
        and (_has_two_units(words(workspace, indicator.unit)) or _has_two_names(name(workspace, indicator)))
    ]
    yield from told(bare, workspace.indicators, None, once=True)


def _has_two_units(unit: str) -> bool:
    """Whether a unit is two: `% ja €`, `€/v, €/asukas`; not `kyllä/ei`, not `päivää, mediaani`."""
    for joint in _JOINTS:
        if joint in unit:
            parts = unit.split(joint)
            return all("%" in part or "€" in part or part.strip().startswith(_UNITS) for part in parts)
    return False


def _has_two_names(text: str) -> bool:
    """Whether a name names two quantities: `kanavien määrä ja käyttäjämäärät`."""
    # Counting letters is quick, and most names have too few of them.
    if sum(map(text.count, _ROOTS)) < 2 or not any(joint in text for joint in _JOINTS):
        return False
    return sum(word.strip(",;").endswith(_MEASURED) for word in text.lower().split()) > 1


@rule("MEA112", Severity.INFO)
def indicator_of_many_goals(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """An indicator measures one goal or two; of three and more it tells little."""
    bare = [
        indicator
        for indicator in workspace.indicators
        if type(indicator.serves) is tuple
        and len({target(link).root for link in indicator.serves} - {"strategy", "environment"}) >= _MANY
    ]
    counts = {i.id: {"goals": len({target(link).root for link in links(i.serves)})} for i in bare}
    yield from told(bare, workspace.indicators, None, once=True, more=counts)
