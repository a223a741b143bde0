"""STA: what the law, as far as strategia knows it, wants a strategy to speak of. Hints, never legal advice.

The environment and the follow-up are looked for by CMP103 and CMP104. What stands in another document is named under
`covered_by` and no longer looked for.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from strategia.diagnostics import Severity, Terms
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.stems import Stems
from strategia.model.base import walk
from strategia.model.strategy import Duty, Strategy
from strategia.workspace import Workspace


class Words(NamedTuple):
    """Stems that show the same, by language."""

    fi: Stems
    sv: Stems

    def shown_in(self, text: str, languages: Iterable[str]) -> bool:
        """Whether a text shows it, in one of the languages that are looked for."""
        # Most strategies are in one language, and to look for the words of another takes as long again.
        return any(
            stems.found_in(text) for language, stems in (("fi", self.fi), ("sv", self.sv)) if language in languages
        )


SHOWN_BY: dict[Duty, Words] = {
    "wellbeing": Words(
        Stems(
            *("hyvinvoinnin edistä", "hyvinvoinnin ja terveyd", "hyvinvoinnin terveyd", "hyvinvointi- ja terveys"),
            *("hyvinvointia edistä", "hyvinvointia ja terveyttä", "hyvinvointi terveys", "hyvinvointiero"),
            *("terveyden edistä", "terveyden ja hyvinvoin", "terveyttä ja hyvinvointia", "terveyttä edistä"),
            *("terveysero", "HYTE", "hyte", "ennaltaehkäis", "ennalta ehkäis", "ehkäisevä", "elintapaoh"),
            *("elintapary", "varhai tuki|tuke|tue"),
        ),
        Stems(
            *("främja välfärd|hälsa|invånar|befolkning", "främjande av välfärd|hälsa|invånar|befolkning"),
            *(
                "välfärd och hälsa",
                "hälsa och välfärd|välbefinn",
                "hälsofrämj",
                "hälsoskillnad",
                "skillnaderna i hälsa",
            ),
            *("invånarnas hälsa|välbefinn", "förebygg", "tidigt stöd", "levnadsvanor", "livsstilsg"),
        ),
    ),
    "services": Words(
        Stems(
            *("järjestämistap", "järjestämistav", "palveluverk", "palveluketju", "palveluraken", "peruspalvelu"),
            *("perustaso", "lähipalvelu", "digipalvelu", "etäpalvelu", "palvelutuotan", "tuotantotap"),
            *("tuotantotav", "monituottaj", "ostopalvelu", "palvelusetel", "palvelut tuot", "tuotamme palvelu"),
        ),
        Stems(
            *("servicenät", "servicekedj", "servicestruktur", "basservice", "närservice", "serviceproduktion"),
            *("digital tjänst", "digital service", "produktionssätt", "köptjänst", "köpta tjänst", "servicesed"),
            *("ordnande av tjänst", "tjänsterna produc", "producerar tjänst"),
        ),
    ),
    "service_targets": Words(
        Stems(
            *("hoitotaku", "palvelutaku", "hoito- ja palvelutaku", "palvelutavoit", "palvelutasopäätö", "lakisäätei"),
            *("hoitoonpääsy", "hoitoon pääs", "hoitoa määräaj", "enimmäisai", "enimmäisaj", "valtakunnallis tavoit"),
            *("valtakunnallis strategis tavoit", "kansallis tavoit", "kansallis strategis tavoit"),
        ),
        Stems(
            *("vårdgaranti", "servicegaranti", "servicemål", "servicenivåbeslut", "lagstadga", "tillgång till vård"),
            *("tillgången till vård", "nationella mål", "nationella strategiska mål", "riksomfattande mål"),
        ),
    ),
    "ownership": Words(
        Stems(
            *("omistajapoli", "omistajaohja", "omistajastrateg", "konserniohja", "konsernijoht", "tytäryhti"),
            *("tytäryhteis", "inhouse", "in-house", "toimitil", "kiinteistö"),
        ),
        Stems(
            *("ägarpoli", "ägarstyrning", "koncernstyrning", "koncernledning", "dotterbolag", "dottersammanslut"),
            *("in-house", "inhouse", "lokaler", "lokalprogram", "lokalnät", "fastighet"),
        ),
    ),
    "personnel": Words(
        Stems("henkilöstö", "henkilökun", "työnantaj", "johtami", "esihenkilö", "työhyvinvoin", "työntekij"),
        Stems("personal", "arbetsgivar", "ledarskap", "medarbetar", "anställda", "förmän", "chefer", "arbetshälsa"),
    ),
    "participation": Words(
        Stems(
            *("osallisuu", "asukasosallisu", "asiakasosallisu", "osallistumi ja vaikutt", "vaikuttamistoimiel"),
            "asukka osallis|vaikutusm|vaikuttamism|vaikuttamisen|vaikuttaa",
            "asiakka osallis|vaikutusm|vaikuttamism|vaikuttamisen|vaikuttaa",
            "kuntalai osallis|vaikutusm|vaikuttamism|vaikuttamisen|vaikuttaa",
            *("asiakasraa", "asukasraa", "nuorisovaltuust", "vanhusneuvost", "vammaisneuvost", "kokemusasiantunt"),
            *("asiakaspalaut", "asukaspalaut", "asiakaskokemusti"),
        ),
        Stems(
            *("delaktighet", "invånar delakt|deltar|möjlig", "invånarna kan påverk", "klienter deltar|möjlig"),
            *("klientråd", "invånarråd", "påverkansorgan", "möjligheter att delta", "ungdomsfullmäktig", "äldrerådet"),
            *("klientrespons", "kundrespons", "invånarrespons", "erfarenhetsexpert"),
        ),
    ),
}
"""By the six points of the law's list: the words that show that a strategy speaks of it (611/2021, 41 §)."""

_LAW = Stems("lakisäätei suunnitel", "laki hyvinvointialue", "lagen om välfärdsområd", "611/2021")
_RESCUE = Words(
    Stems("pelastus", "pelastaj", "paloasem", "väestönsuoj", "onnettomuuksien ehkäis", "onnettomuuksien ennaltaehkäis"),
    Stems("räddning", "brandstation", "befolkningsskydd", "förebyggande av olyck"),
)
_REVIEW = Words(
    Stems("valtuustokau", "toimikau", "strategia tarkist", "strategia päivit", "välitarkist", "väliarvioin"),
    Stems(
        *("fullmäktigeperiod", "fullmäktiges mandatperiod", "mandatperiod", "strategin revider", "strategin se över"),
        *("strategin ses över", "strategin uppdater", "halvtidsöversyn", "mellanutvärdering"),
    ),
)
_SERVICE_STRATEGY = Words(Stems("palvelustrateg"), Stems("servicestrateg"))
_NATIONAL_LANGUAGES = Stems(
    *("ruotsinkiel", "ruotsin kiel", "ruotsiksi", "kaksikieli", "kansalliskiel", "suomen- ja ruotsinkiel"),
    *("molemmilla kiel", "kahdella kiel", "omalla kiel", "omakieli", "äidinkiel", "kielellis oikeu"),
    *("svensk", "tvåspråk", "nationalspråk", "finskspråk", "båda språk", "två språk", "eget språk", "modersmål"),
    "språkliga rättighet",
)
_SAMI = Stems(
    *(
        "saamenkiel",
        "saamelai",
        "saamen kiel",
        "saamen kulttuur",
        "saameksi",
        "koltansaam",
        "inarinsaam",
        "pohjoissaam",
    ),
    *("samisk", "samer"),
)

_CONTENT = ("priorities", "measures", "indicators", "programmes", "aims", "goals", "production", "service_levels")
"""Where a county says what it wants and does; the last four are of the service strategy."""
_STATED = ("mission", "vision", "service_promise", "values", "principles", "themes", "considerations", "text")

_NATIONAL = re.compile(r"\b(?:valtakunnalli|kansalli|riksomfattande|nationell)", re.IGNORECASE)
_GOALS = re.compile(r"tavoit|mål", re.IGNORECASE)
_NATIONAL_GOALS = (
    (re.compile(r"2023\s?[-–—]\s?(?:20)?26\b"), "2023–2026", 2025),
    (re.compile(r"2025\s?[-–—]\s?(?:20)?29\b"), "2025–2029", 2029),
)
"""The government's goals: how their years are written, and the last year in which a period may begin under them.

The goals for 2025–2029 (272/2025) took the place of those for 2023–2026.
"""


@rule("STA101", Severity.WARNING, needs_all=True, hint=True)
def duty_not_shown(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The strategy speaks of each of the six things that the law lists, or says where that is done."""
    if (strategy := workspace.strategy) is None:
        return
    told = "\n".join((_said(workspace, *_STATED, *_CONTENT), workspace.said.get("follow_up", ""), *_sections(strategy)))
    missing = [
        duty
        for duty, words in SHOWN_BY.items()
        if duty not in strategy.covered_by and not words.shown_in(told, strategy.languages)
    ]
    if missing:
        arguments = {"duties": Terms("duty", tuple(missing)), "count": len(missing)}
        yield Remark(strategy.at("title", key=True), arguments, "" if len(missing) > 1 else "one")


@rule("STA102", Severity.INFO, needs_all=True, hint=True)
def no_review(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The strategy says that it is reviewed at least once in a term of the council."""
    strategy = workspace.strategy
    if strategy is None or "review" in strategy.covered_by:
        return
    if strategy.follow_up is not None and strategy.follow_up.review is not None:
        return
    if not _REVIEW.shown_in("\n".join(workspace.said.values()), strategy.languages):
        place = strategy if strategy.follow_up is None else strategy.follow_up
        yield Remark(strategy.at("title", key=True) if place is strategy else strategy.at("follow_up", key=True), {})


@rule("STA103", Severity.INFO, needs_all=True, hint=True)
def no_service_strategy(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The service strategy, which is part of the strategy, is there or is named."""
    strategy = workspace.strategy
    if strategy is None or workspace.services:
        return
    named = any(document.kind == "service_strategy" for document in strategy.documents)
    if not named and not _SERVICE_STRATEGY.shown_in("\n".join(workspace.said.values()), strategy.languages):
        yield Remark(strategy.at("title", key=True), {})


@rule("STA104", Severity.WARNING, needs_all=True, hint=True)
def rescue_left_out(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Rescue services have a goal, a measure or an indicator."""
    strategy = workspace.strategy
    if strategy is None or "rescue" in strategy.covered_by:
        return
    if _tagged(workspace, ("pelastus", "rescue", "raddning")):
        return
    if not _RESCUE.shown_in(_said(workspace, *_CONTENT), strategy.languages):
        yield Remark(strategy.at("priorities", key=True), {})


@rule("STA105", Severity.WARNING, needs_all=True, hint=True)
def languages_left_out(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A county with two languages, or with the homeland of the Sámi, has a goal or a measure about them."""
    strategy, county = workspace.strategy, workspace.county
    if strategy is None or "language_rights" in strategy.covered_by or not (county.bilingual or county.sami):
        return
    if _tagged(workspace, ("language", "kieli", "kansalliskiel", "saame", "sprak")):
        return
    stems, variant = (_SAMI, "sami") if county.sami else (_NATIONAL_LANGUAGES, "")
    if not stems.found_in(_said(workspace, *_CONTENT)):
        yield Remark(strategy.at("priorities", key=True), {}, variant)


@rule("STA106", Severity.WARNING, hint=True)
def national_goals_outdated(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The government's goals that a strategy names are those in force when its period begins."""
    if (strategy := workspace.strategy) is None:
        return
    begins = strategy.period.start
    old = [(years, name) for years, name, last in _NATIONAL_GOALS if last < begins]
    if not any(years.search(text) for years, _ in old for text in workspace.said.values()):
        return
    for root, route, text in workspace.texts:
        if route[0] == "sources" or route[-1] in ("note", "source"):
            continue
        for words in text.wordings:
            named = [name for years, name in old if years.search(words)]
            if named and _NATIONAL.search(words) and _GOALS.search(words):
                yield Remark(root.at(*route), {"goals": named[0], "start": begins})
                break


def _said(workspace: Workspace, *keys: str) -> str:
    """All that is said under some keys of the county's files."""
    return "\n".join(filter(None, map(workspace.said.get, keys)))


def _sections(strategy: Strategy) -> Iterator[str]:
    """The free prose of a strategy, without the sections that only tell what the law wants."""
    for section in strategy.sections:
        told = "\n".join(words for _, text in walk(section).texts for words in text.wordings)
        if not _LAW.found_in(told):
            yield told


def _tagged(workspace: Workspace, beginnings: tuple[str, ...]) -> bool:
    """Whether something has a tag that begins so."""
    return any(tag.startswith(beginnings) for part in workspace.parts for tag in vars(part).get("tags", ()))
