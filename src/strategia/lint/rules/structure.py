"""STR: ids, periods, printed numbers, acronyms, approvals. What must hold for anything else to mean something."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, cast

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, listed, rule
from strategia.model.base import Entity, Period, Root, When, walk
from strategia.model.papers import Paper
from strategia.workspace import Item, Workspace

if TYPE_CHECKING:
    from strategia.model.budget import Budget
    from strategia.model.services import ServiceLine

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|\]\((?!https?://|mailto:)[^()\s]{1,80}")
"""A tag of HTML, or the address of a link that is neither of the web nor of mail."""

_MOST_SIC = 100

_FEW_ALIKE = 5
"""Up to how many ids that two files share are told one by one."""

FIRST_COUNCIL_MEETINGS = date(2022, 3, 1)
"""The county councils met for the first time in March 2022; nothing was decided before."""


@rule("STR101", Severity.ERROR)
def duplicate_id(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """An id is used once in a county, also when upper and lower case are not told apart."""
    first: dict[str, Entity] = {}
    again: dict[tuple[str, str], list[Remark]] = defaultdict(list)
    for entity in workspace.parts:
        known = vars(entity).get("id")
        if not isinstance(known, str):
            continue
        earlier = first.setdefault(known.casefold(), entity)
        if earlier is not entity:
            here, place = entity.at("id"), earlier.at("id")
            variant = "" if getattr(earlier, "id", "") == known else "case"
            arguments = {"id": known, "first": str(place)}
            if isinstance(entity, Root) and isinstance(earlier, Root):
                # Nobody need have written these ids.
                yield Remark(here, arguments, "file", (place,))
            else:
                again[here.path, place.path].append(Remark(here, arguments, variant, (place,)))
    for (path, other), remarks in again.items():
        if path == other or len(remarks) <= _FEW_ALIKE:
            yield from remarks
        else:
            # Last year's budget, copied: all of it is one mistake.
            ids = [str(remark.arguments["id"]) for remark in remarks]
            told = {"count": len(ids), "other": other, "ids": listed(ids), "id": ids[0]}
            yield remarks[0]._replace(arguments=told, variant="copy")


@rule("STR102", Severity.ERROR)
def period_backwards(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A period does not end before it starts."""
    for paper in _papers(workspace):
        for name in ("period", "measures_period"):
            period = getattr(paper, name, None)
            if period is not None and period.end < period.start:
                yield Remark(paper.at(name, "to"), {"start": period.start, "end": period.end})


def _papers(workspace: Workspace) -> Iterator[Paper]:
    """What a body decides on: the strategy, the service strategies, the budgets."""
    return (root for root in workspace.roots if isinstance(root, Paper))


@rule("STR103", Severity.ERROR)
def same_number(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Siblings do not share a printed number."""
    for siblings in _siblings(workspace):
        first: dict[str, Item] = {}
        for item in siblings:
            if item.number is None:
                continue
            earlier = first.setdefault(item.number, item)
            if earlier is not item:
                arguments = {"number": item.number, "id": item.id, "other": earlier.id}
                yield Remark(item.at("number"), arguments, related=(earlier.at("number"),))


def _siblings(workspace: Workspace) -> Iterable[tuple[Item, ...]]:
    yield workspace.priorities
    for priority in workspace.priorities:
        yield priority.perspectives
        yield priority.goals
        for perspective in priority.perspectives:
            yield perspective.goals


@rule("STR104", Severity.WARNING)
def acronym_mismatch(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The first letters of the values spell their acronym, in order."""
    strategy = workspace.strategy
    if strategy is None or strategy.value_frame is None or strategy.value_frame.acronym is None:
        return
    acronym = strategy.value_frame.acronym
    letters = "".join(
        value.name.in_language(workspace.main_language, strategy.languages[0])[0][:1] for value in strategy.values
    )
    if letters.casefold() != acronym.replace("-", "").replace(" ", "").casefold():
        yield Remark(strategy.value_frame.at("acronym"), {"acronym": acronym, "letters": letters})


@rule("STR105", Severity.WARNING)
def approval_incomplete(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """An approved paper names the council's decision: body, date and section."""
    for paper in _papers(workspace):
        if paper.stage not in ("approved", "revised"):
            continue
        decisions = [approval for approval in paper.approvals if approval.body == "council"]
        if not decisions:
            yield Remark(paper.at("stage"), {"stage": paper.stage}, "none")
        elif decisions[-1].section is None:
            yield Remark(decisions[-1].at("date"), {"stage": paper.stage})


@rule("STR106", Severity.WARNING)
def approval_before_stage(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A paper that the council has decided on does not call itself a draft."""
    for paper in _papers(workspace):
        if paper.stage in (None, "approved", "revised", "repealed"):
            continue
        decisions = [approval for approval in paper.approvals if approval.body == "council"]
        if decisions:
            yield Remark(paper.at("stage"), {"stage": paper.stage}, related=(decisions[0].at("date"),))


@rule("STR107", Severity.ERROR)
def impossible_date(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A decision was made after the councils first met and not in the future."""
    for paper in _papers(workspace):
        for approval in paper.approvals:
            if approval.date.start < FIRST_COUNCIL_MEETINGS:
                yield Remark(approval.at("date"), {"date": approval.date}, "early")
            elif approval.date.start > context.as_of:
                arguments = {"date": approval.date, "today": When.parse(context.as_of.isoformat())}
                yield Remark(approval.at("date"), arguments, "future")


@rule("STR108", Severity.ERROR)
def wrong_folder(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A file stands in the folder of the county it names."""
    for root in workspace.roots:
        if root.county != workspace.county.slug:
            yield Remark(root.at("county"), {"county": root.county, "folder": workspace.county.slug})


@rule("STR109", Severity.INFO)
def approved_late(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A paper is decided on before its period begins; decisions after the first one amend it."""
    for paper in _papers(workspace):
        start = _start(workspace, paper)
        decisions = [approval for approval in paper.approvals if approval.body == "council"]
        if start is None or not decisions:
            continue
        first = min(decisions, key=lambda approval: approval.date.start)
        if first.date.start.year >= start:
            variant = "budget" if paper.kind == "budget" else ""
            yield Remark(first.at("date"), {"date": first.date, "start": start}, variant)


def _start(workspace: Workspace, paper: Paper) -> int | None:
    """The first year that a paper is for; a service strategy without a period has that of the strategy."""
    if paper.kind == "budget":
        return cast("Budget", paper).years[0]
    period: Period | None = getattr(paper, "period", None)
    if period is None and workspace.strategy is not None:
        period = workspace.strategy.period
    return period.start if period is not None else None


@rule("STR110", Severity.WARNING)
def unlisted_language(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Every language in which texts are written is listed under `languages`."""
    if workspace.strategy is None:
        return
    listed = workspace.strategy.languages
    texts: dict[str, list[tuple[Entity, tuple[str | int, ...]]]] = defaultdict(list)
    for root, route, text in workspace.texts:
        if not isinstance(text.root, str):
            for code in text.root:
                if code not in listed and route[0] != "translation_notice":
                    texts[code].append((root, (*route, code)))
    for language, places in texts.items():
        entity, route = places[0]
        yield Remark(entity.at(*route, key=True), {"language": language, "count": len(places)})


@rule("STR111", Severity.WARNING)
def due_outside_period(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A measure is due within the period of the strategy, a line within that of the service strategy."""
    strategy = workspace.strategy
    if strategy is None:
        return
    period = strategy.measures_period or strategy.period
    for measure in workspace.measures:
        name = "due" if measure.due is not None else "year"
        year = measure.due.end.year if measure.due is not None else measure.year
        if year is not None and not period.start <= year <= period.end:
            arguments = {"id": measure.id, "year": year, "start": period.start, "end": period.end}
            yield Remark(measure.at(name), arguments)
    for paper in workspace.services:
        period = paper.period or strategy.period
        for line in _lines((*paper.aims, *paper.goals, *paper.service_levels)):
            if line.due is not None and not period.start <= line.due.end.year <= period.end:
                arguments = {"id": line.id, "year": line.due.end.year, "start": period.start, "end": period.end}
                yield Remark(line.at("due"), arguments, "line")


def _lines(above: "Iterable[ServiceLine]") -> "Iterator[ServiceLine]":
    """Lines with all lines below them, in printed order."""
    for line in above:
        yield line
        yield from _lines(line.lines)


@rule("STR112", Severity.WARNING, needs_all=True)
def no_strategy(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A county's folder holds a strategy."""
    if workspace.strategy is None and workspace.roots:
        yield Remark(workspace.roots[0].at("kind"), {"county": workspace.county.slug})


@rule("STR113", Severity.WARNING)
def sic_not_there(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Words that are kept with `sic` stand in a text of the entity."""
    for entity in workspace.parts:
        kept: tuple[str, ...] = vars(entity).get("sic", ())
        if not kept:
            continue
        wordings = [words for _, text in walk(entity).texts for words in text.wordings]
        # A text has few odd words; a list that is longer was made to keep programs busy.
        for odd in kept[:_MOST_SIC]:
            if not any(odd in words for words in wordings):
                yield Remark(entity.at("sic"), {"words": odd})


@rule("STR114", Severity.WARNING)
def markup_in_text(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """Texts hold inline Markdown, never HTML; of links only those that documents can carry."""
    joined = context.prose(workspace).joined
    # Hardly any county has what markup begins with, and to see that takes no look at each text.
    if "<" not in joined and "](" not in joined:
        return
    for root, route, text in workspace.texts:
        for words in (text.root,) if isinstance(text.root, str) else text.root.values():
            if (found := _MARKUP.search(words)) is not None:
                variant = "link" if found[0].startswith("]") else ""
                yield Remark(root.at(*route), {"markup": found[0].lstrip("](")}, variant)
