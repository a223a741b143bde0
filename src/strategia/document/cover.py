"""The cover and what stands on every page: stage, notices, footer, metadata."""

from strategia.document.ast import Callout, Cover, Document, Paragraph, Run, Runs, Section
from strategia.document.phrasing import Phrasing, texts
from strategia.model.process import Process
from strategia.model.strategy import Strategy

APPROVED = ("approved", "revised", "repealed")


def assembled(
    phrasing: Phrasing,
    name: str,
    root: Strategy | Process,
    sections: tuple[Section, ...],
    *,
    contents: bool = True,
    forced: bool = False,
) -> Document:
    """A document from its sections: cover, marks and metadata added."""
    kind = phrasing.term(f"document.{name}")
    title = phrasing.plain(root.title)
    county = phrasing.workspace.county.name(phrasing.language)
    strategy = root if isinstance(root, Strategy) else None
    period = phrasing.words.period(strategy.period.start, strategy.period.end) if strategy is not None else ""
    if period and period[-4:] not in title:
        title = f"{title} {period}"
    subtitle = phrasing.runs(strategy.subtitle) if strategy is not None and strategy.subtitle is not None else ()
    cover = Cover(
        title, kind, county, subtitle, _facts(phrasing, root, period), _callouts(phrasing, root, forced=forced)
    )
    head = title if name == "strategy" else f"{title} – {kind}"
    return Document(
        name=name,
        language=phrasing.language,
        title=head,
        county=county,
        cover=cover,
        sections=sections,
        description=phrasing.term("cover.description", kind=kind, county=county),
        footer=f"{county} · {kind}" + (f" {period}" if period else ""),
        mark=_mark(phrasing, root, forced=forced),
        date=_date(root),
        contents=contents,
        fallbacks=phrasing.fallbacks,
    )


def _facts(phrasing: Phrasing, root: Strategy | Process, period: str) -> tuple[tuple[str, Runs], ...]:
    if not isinstance(root, Strategy):
        return ()
    facts = [(phrasing.term("cover.period"), texts(period))]
    if root.measures_period is not None:
        years = phrasing.words.period(root.measures_period.start, root.measures_period.end)
        facts.append((phrasing.term("cover.measures_period"), texts(years)))
    if root.stage is not None:
        facts.append((phrasing.term("cover.stage"), phrasing.label(f"stage.{root.stage}")))
    for approval in root.approvals:
        words = f"{phrasing.term(f'body.{approval.body}')} {phrasing.words.time(approval.date.text)}"
        if approval.section is not None:
            words += f" §\u00a0{approval.section}"
        if approval.meeting is not None:
            words += f", {phrasing.plain(approval.meeting)}"
        facts.append((phrasing.term("cover.decision"), texts(words)))
    return tuple(facts)


def _callouts(phrasing: Phrasing, root: Strategy | Process, *, forced: bool) -> tuple[Callout, ...]:
    found = []
    text: tuple[Paragraph, ...]
    if forced:
        text = (Paragraph(phrasing.label("forced.text")),)
        found.append(Callout("forced", phrasing.label("forced.title"), text))
    if isinstance(root, Strategy) and root.stage is not None and root.stage not in APPROVED:
        text = (Paragraph(phrasing.label("draft.text", stage=phrasing.term(f"stage.{root.stage}"))),)
        found.append(Callout("draft", phrasing.label("draft.title"), text))
    if root.notice is not None:
        found.append(Callout("notice", phrasing.label("cover.notice"), phrasing.paragraphs([root.notice])))
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


def _mark(phrasing: Phrasing, root: Strategy | Process, *, forced: bool) -> str | None:
    """The words in the header of every page."""
    words = []
    if forced:
        words.append(phrasing.term("forced.mark"))
    if isinstance(root, Strategy) and root.stage is not None and root.stage not in APPROVED:
        words.append(phrasing.term("draft.mark"))
    if root.notice is not None:
        words.append(phrasing.term("cover.notice_mark"))
    return " · ".join(words) or None


def _date(root: Strategy | Process) -> str | None:
    """The day of the last decision, in ISO form; None where none is known."""
    if not isinstance(root, Strategy) or not root.approvals:
        return None
    return max(approval.date.end for approval in root.approvals).isoformat()
