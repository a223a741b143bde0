"""MEA, the aims: targets that are met anyway, that nobody can bring about, or that the figures cannot show."""

import re
from collections.abc import Iterator, Mapping

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, rule, told
from strategia.lint.rules.measurability.asked import measuring, name, quoted, targets, words
from strategia.lint.stems import Stems
from strategia.model.indicators import Component, Indicator, Target
from strategia.workspace import Workspace

_STATUTORY = Stems(
    *("hyvinvointikertomu", "hyvinvointisuunnitelm", "hyvinvointi- ja turvallisuuskertomu", "tasa-arvosuunnitelm"),
    *("alueellinen hyvinvointikertomu", "yhdenvertaisuussuunnitelm", "valmiussuunnitelm", "varautumissuunnitelm"),
    "omavalvontaohjelm",
    *("palvelutasopäätö", "palvelustrategi", "talousarvio", "investointisuunnitelm", "hallintosään"),
    *("välfärdsberättel", "välfärdsplan", "jämställdhetsplan", "likabehandlingsplan", "beredskapsplan"),
    *("program för egenkontroll", "egenkontrollprogram", "servicenivåbeslut", "servicestrategi", "investeringsplan"),
)
"""Papers that the law or an authority requires of every county."""

_DRAWN_UP = Stems(
    *("laadi", "laatim", "hyväksy", "valmistun", "valmis", "olemassa", "päivitet", "tehty", "ajan tasalla"),
    *("utarbet", "upprätt", "godkän", "uppdater", "färdig", "fastställ"),
)

_GUARANTEED = Stems(
    *("hoitotaku", "palvelutaku", "hoito- ja palvelutaku", "lakisäätei", "lain määräaj", "hoitoon lain"),
    *("vårdgaranti", "servicegaranti", "vård- och servicegaranti", "lagstadga", "inom lagstad"),
)
"""What the law promises to everyone."""
_EVERYONE = 100
"""Per cent."""

_OF_OTHERS: Mapping[str, Stems] = {
    "fi": Stems(
        *("valtion rahoitu", "valtionrahoitu", "rahoituslai", "rahoitusmalli", "huomioidaan rahoitu"),
        *("huomioitu rahoitu", "lainsäädän", "lakimuut", "lakiuudist", "väestönkasv", "väestökehity", "väestörakente"),
        *("väkilu", "syntyvyy", "muuttovoit", "muuttotappi", "nettomuut", "huoltosuh", "työllisyysast", "verotulo"),
    ),
    "sv": Stems(
        *("statlig finansiering", "statens finansiering", "finansieringslag", "finansieringsmodell", "lagstiftning"),
        *("beaktas i finansiering", "befolkningstillväx", "befolkningsutveckling", "folkmängd", "nativitet"),
        *("nettoflytt", "försörjningskvot", "sysselsättningsgrad"),
    ),
}
"""What the state, the law or the population decides."""

_COUNTRY = Stems(
    *("maan keskia", "koko maa", "maan taso", "suomen keski", "kansalli", "valtakunnalli", "valtakunnan keski"),
    *("landets", "hela landet", "riksgenomsnitt", "riksmedel", "nationell", "finlands"),
)
"""Words of a target that hold the county to the whole country."""

_PER = ("suhteutet", "kohden", "kohti", "/", "per ")

_CROSS_SECTIONAL = Stems(
    *("tarvekerroin", "tarvekertoi", "palvelutarvekerroin", "palvelutarvekertoi", "sote-palvelutarveker"),
    *("tarvevakioi", "behovskoefficient", "servicebehovskoefficient", "behovsstandardis", "behovsstandardiser"),
)
"""Indices that compare counties in one year, since the country is set to the same value every year."""

_CHANGE = re.compile(r"minen\b")
_DONE = Stems(
    *("lisätty", "kehitetty", "edistetty", "parannettu", "vahvistettu", "tehostettu", "tiivistetty", "huomioitu"),
    *("panostettu", "tuettu", "kannustettu", "utvecklats", "förbättrats", "stärkts", "främjats", "ökats", "beaktats"),
)
"""What has been done more or less, never wholly or not at all."""

_STATED = Stems(
    *("huomioidaan", "vahvistuu", "vahvistuvat", "paranee", "paranevat", "toteutuu", "toteutuvat", "lisääntyy"),
    *("kehittyy", "kehittyvät", "vähenee", "vähenevät", "kasvaa", "kasvavat", "sujuvoituu", "kohenee", "kohenevat"),
    *("lyhenee", "lyhenevät", "nopeutuu", "nopeutuvat", "laskee", "laskevat", "pienenee", "pienenevät", "kaventuu"),
    *("kaventuvat", "helpottuu", "tasapainottuu", "onnistuu", "sujuu", "nousee", "nousevat"),
    *("beaktas", "stärks", "förbättras", "förverkligas", "genomförs", "ökar", "minskar", "utvecklas", "tillgodoses"),
    *("förverkligande", "förbättring", "förstärkning"),
)
_COUNTED = Stems(
    *("määr", "osuu", "osuud", "lukumäär", "lkm", "indeksi", "kysely", "itsearvioin", "aste", "prosent", "antal"),
    *("andel", "index", "enkät", "självutvärdering", "procent", "tunnuslu", "nyckeltal"),
)


@rule("MEA122", Severity.INFO, hint=True)
def self_evident_target(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A target asks for more than what the law asks for anyway."""
    for indicator in measuring(workspace):
        if indicator.type == "boolean":
            text = name(workspace, indicator)
            if _DRAWN_UP.found_in(text) and _STATUTORY.found_in(text):
                yield Remark(indicator.at("id"), {"id": indicator.id, "word": quoted(_STATUTORY, text)}, "document")
        elif indicator.targets and all(_is_statutory(workspace, indicator, aim) for aim in indicator.targets):
            yield Remark(indicator.at("targets", key=True), {"id": indicator.id})


def _is_statutory(workspace: Workspace, indicator: Indicator, aim: Target) -> bool:
    """Whether a target is what the law sets: it says so, or it is that a guarantee of the law holds for everyone."""
    if aim.kind == "statutory":
        return True
    return indicator.type == "share" and aim.value == _EVERYONE and _GUARANTEED.found_in(name(workspace, indicator))


@rule("MEA123", Severity.INFO)
def not_controllable(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """An indicator measures what the work of the county can change."""
    if (stems := _OF_OTHERS.get(workspace.main_language)) is None:
        return
    among = measuring(workspace)
    names = [name(workspace, indicator) for indicator in among]
    for place in stems.where(names):
        indicator, text = among[place], names[place]
        if not any(mark in text for mark in _PER):
            yield Remark(indicator.at("id"), {"id": indicator.id, "word": quoted(stems, text)})


@rule("MEA124", Severity.INFO)
def goal_as_indicator(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """An indicator says what is measured; what is to come about is a goal."""
    bare = [indicator for indicator in measuring(workspace) if _is_goal(indicator, name(workspace, indicator))]
    yield from told(bare, workspace.indicators, None, once=True)


def _is_goal(indicator: Indicator, text: str) -> bool:
    """Whether an indicator with no way of measuring is named like a goal."""
    if indicator.type == "boolean":
        return _DONE.found_in(text)
    if indicator.type != "other" or indicator.unit is not None or indicator.components or _COUNTED.found_in(text):
        return False
    return _STATED.found_in(text) or _CHANGE.search(text) is not None


@rule("MEA125", Severity.WARNING)
def trend_on_cross_sectional(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A target over years is not set on an index that can be compared only between counties."""
    for indicator in measuring(workspace):
        if not _has_trend(indicator) or indicator.comparison in ("time", "both"):
            continue
        parts: tuple[Indicator | Component, ...] = (indicator, *indicator.components)
        if indicator.comparison == "cross_sectional" or any(_is_trend(workspace, part) for part in parts):
            yield Remark(indicator.at("id"), {"id": indicator.id})


def _has_trend(indicator: Indicator) -> bool:
    """Whether an indicator or a component of it aims at a direction."""
    return any(aim.kind == "direction" for aim in indicator.targets) or any(
        aim.kind == "direction" for part in indicator.components for aim in part.targets
    )


def _is_trend(workspace: Workspace, part: Indicator | Component) -> bool:
    """Whether an indicator or a component of that name aims at a direction."""
    return any(aim.kind == "direction" for aim in part.targets) and _CROSS_SECTIONAL.found_in(name(workspace, part))


@rule("MEA126", Severity.INFO)
def peer_target_without_peers(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A target among others says who the others are, and for a place among them also how many."""
    for indicator in workspace.indicators:
        for aim in targets(indicator):
            if aim.kind == "peer_rank" and not any(
                map(str.isdigit, words(workspace, aim.peers) + words(workspace, aim.text))
            ):
                yield Remark(aim.at("kind"), {"id": indicator.id})
            elif aim.kind == "peer_mean" and aim.peers is None and not _COUNTRY.found_in(words(workspace, aim.text)):
                yield Remark(aim.at("kind"), {"id": indicator.id}, "mean")
