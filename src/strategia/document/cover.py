"""The cover and what stands on every page: stage, notices, footer, metadata."""

from dataclasses import replace
from typing import TypeGuard

from strategia.document import filing
from strategia.document.ast import Callout, Cover, Document, Paragraph, Run, Runs, Section
from strategia.document.phrasing import Phrasing, texts
from strategia.model.base import LocalizedText
from strategia.model.budget import Budget
from strategia.model.papers import Approval, Paper, Sourced
from strategia.model.services import ServiceStrategy
from strategia.model.strategy import Strategy

APPROVED = ("approved", "revised", "repealed")


def assembled(
    phrasing: Phrasing,
    name: str,
    root: Sourced,
    sections: tuple[Section, ...],
    *,
    contents: bool = True,
    forced: bool = False,
) -> Document:
    """A document from its sections: cover, marks and metadata added.

    `root` is what the document prints or rests on: a strategy, a service strategy, a budget, a process.
    Its sections must be composed before: what they mark as made up is said on the cover.
    """
    kind = phrasing.term(f"document.{name}")
    title = phrasing.plain(root.title)
    county = phrasing.workspace.county.name(phrasing.language)
    period = _period(phrasing, root)
    if period and period[-4:] not in title:
        title = f"{title} {period}"
    subtitle: LocalizedText | None = getattr(root, "subtitle", None)
    paper = _decided(phrasing, root)
    # A paper that is printed as itself needs no word for what is printed of it.
    itself = isinstance(root, Paper) and name == getattr(root, "kind", None)
    own = root.filing if isinstance(root, Paper) else None
    number = own.diary_number if own is not None else None
    stage = _stage(phrasing, paper) if paper is not None else None
    whole = title if itself else f"{title} – {kind}"
    cover = Cover(
        title,
        kind,
        county,
        phrasing.runs(subtitle) if subtitle is not None else (),
        (*_facts(phrasing, root, paper, period), *filing.facts(phrasing, own, itself=itself)),
        _callouts(phrasing, root, paper, forced=forced),
    )
    return Document(
        name=name,
        language=phrasing.language,
        title=whole,
        county=county,
        cover=cover,
        sections=sections,
        description=phrasing.term("cover.description", kind=kind, county=county),
        footer=" · ".join(filter(None, (whole, stage, number, *_footer(phrasing)))),
        mark=_mark(phrasing, root, paper, forced=forced),
        stage=stage,
        identifier=number,
        date=_date(paper),
        contents=contents,
        fallbacks=phrasing.fallbacks,
    )


def _footer(phrasing: Phrasing) -> tuple[str, ...]:
    """The county's own words for the footer."""
    theme = phrasing.workspace.theme
    return () if theme is None or theme.footer is None else (phrasing.plain(theme.footer),)


def _period(phrasing: Phrasing, root: Sourced) -> str:
    """The years that a paper is for; empty where it has none."""
    if isinstance(root, Budget):
        return phrasing.words.period(root.years[0], root.years[-1])
    if isinstance(root, Strategy | ServiceStrategy) and root.period is not None:
        return phrasing.words.period(root.period.start, root.period.end)
    return ""


def _decided(phrasing: Phrasing, root: Sourced) -> Paper | None:
    """The paper whose stage and decisions hold: a service strategy within the strategy shares those of it."""
    strategy = phrasing.workspace.strategy
    if isinstance(root, ServiceStrategy) and root.embedded and root.stage is None and not root.approvals:
        return strategy or root
    return root if isinstance(root, Paper) else None


def _facts(phrasing: Phrasing, root: Sourced, paper: Paper | None, period: str) -> tuple[tuple[str, Runs], ...]:
    facts: list[tuple[str, Runs]] = []
    if period:
        facts.append((phrasing.term("cover.years" if isinstance(root, Budget) else "cover.period"), texts(period)))
    if isinstance(root, Strategy) and root.measures_period is not None:
        years = phrasing.words.period(root.measures_period.start, root.measures_period.end)
        facts.append((phrasing.term("cover.measures_period"), texts(years)))
    strategy = phrasing.workspace.strategy
    if isinstance(root, ServiceStrategy) and root.embedded and strategy is not None:
        facts.append((phrasing.term("cover.part_of"), phrasing.runs(strategy.title)))
    if paper is None:
        return tuple(facts)
    # That a draft is a draft is said in the box below.
    if (stage := _stage(phrasing, paper)) != phrasing.term("draft.title"):
        facts.append((phrasing.term("cover.stage"), texts(stage)))
    for approval in paper.approvals:
        words = f"{phrasing.term(f'body.{approval.body}')} {phrasing.words.time(approval.date.text)}"
        if approval.section is not None:
            words += f" §\u00a0{approval.section}"
        if approval.meeting is not None:
            words += f", {phrasing.plain(approval.meeting)}"
        facts.append((phrasing.term("cover.decision"), texts(words)))
    return tuple(facts)


def _callouts(phrasing: Phrasing, root: Sourced, paper: Paper | None, *, forced: bool) -> tuple[Callout, ...]:
    found = []
    text: tuple[Paragraph, ...]
    if forced:
        text = (Paragraph(phrasing.label("forced.text")),)
        found.append(Callout("forced", phrasing.label("forced.title"), text))
    if _is_draft(paper):
        undecided = paper.stage is None or paper.stage in APPROVED
        text = (Paragraph(phrasing.label("draft.unrecorded" if undecided else "draft.text")),)
        found.append(Callout("draft", phrasing.label("draft.mark"), text))
    remark = root.notice or (paper.notice if paper is not None else None)
    remarks = phrasing.paragraphs([remark]) if remark is not None else ()
    illustrative = made_up_callout(phrasing, root)
    if illustrative is not None and root.illustrative:
        found.append(replace(illustrative, blocks=(*illustrative.blocks, *remarks)))
    else:
        found += [illustrative] if illustrative is not None else []
        found += [Callout("notice", phrasing.label("cover.notice"), remarks)] if remarks else []
    # A notice about a translation concerns only the languages it is written in.
    notice = root.translation_notice if isinstance(root, Strategy) else None
    if (
        notice is not None
        and phrasing.main != phrasing.language
        and phrasing.language in notice.languages(phrasing.main)
    ):
        found.append(Callout("translation", phrasing.label("cover.translation"), phrasing.paragraphs([notice])))
    if phrasing.fallbacks:
        name = phrasing.term(f"language.{phrasing.main}")
        words = phrasing.words.count("fallback", phrasing.fallbacks).replace("{language}", name)
        found.append(Callout("translation", phrasing.label("cover.translation"), (Paragraph((Run(words),)),)))
    return tuple(found)


def made_up_callout(phrasing: Phrasing, root: Sourced) -> Callout | None:
    """The box that says that all of a paper, or some of what has been printed so far, is made up."""
    if root.illustrative:
        text = (Paragraph(phrasing.label("illustrative.whole")),)
        return Callout("notice", phrasing.label("illustrative.whole_title"), text)
    if phrasing.has_made_up:
        text = (Paragraph(phrasing.label("illustrative.partly", mark=phrasing.term("mark.illustrative"))),)
        return Callout("notice", phrasing.label("illustrative.partly_title"), text)
    return None


def _is_draft(paper: Paper | None) -> TypeGuard[Paper]:
    """Whether a paper is not known to be approved: so says its stage, or no decision of the council is recorded."""
    return paper is not None and (paper.stage not in APPROVED or not _decisions(paper))


def _decisions(paper: Paper) -> list[Approval]:
    return [approval for approval in paper.approvals if approval.body == "council"]


def _stage(phrasing: Phrasing, paper: Paper) -> str:
    """The stage of a paper in words. What is approved without a section of the minutes says so."""
    if paper.stage is None or (paper.stage in APPROVED and not _decisions(paper)):
        return phrasing.term("draft.title")
    words = phrasing.term(f"stage.{paper.stage}")
    if paper.stage in APPROVED and _decisions(paper)[-1].section is None:
        return phrasing.term("draft.without_section", stage=words)
    return words


def _mark(phrasing: Phrasing, root: Sourced, paper: Paper | None, *, forced: bool) -> str | None:
    """The words in the header of every page."""
    words = []
    if forced:
        words.append(phrasing.term("forced.mark"))
    if _is_draft(paper):
        words.append(phrasing.term("draft.mark"))
    if root.illustrative:
        words.append(phrasing.term("illustrative.whole_title"))
    elif root.notice is not None or (paper is not None and paper.notice is not None):
        words.append(phrasing.term("cover.notice_mark"))
    if phrasing.has_made_up and not root.illustrative:
        words.append(phrasing.term("illustrative.partly_title"))
    return " · ".join(words) or None


def _date(paper: Paper | None) -> str | None:
    """The day of the last decision, in ISO form; None where none is known."""
    if paper is None or not paper.approvals:
        return None
    return max(approval.date.end for approval in paper.approvals).isoformat()
