"""PUB: what must be in order before a paper is published. Above all: no personal data."""

import re
from collections.abc import Iterator
from datetime import date

from strategia.diagnostics import Severity, Terms
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.working_days import working_days
from strategia.loading.tree import Tree
from strategia.model import Root
from strategia.model.base import walk
from strategia.model.papers import Filing, Paper
from strategia.source import Location, Source, Span
from strategia.workspace import Workspace

NOTICE_DAYS = 5
"""Working days from publishing to the meeting, unless the county's administrative regulation says otherwise."""

_CODE = re.compile(rb"[0-3][0-9][01][0-9]{3}[-+A-FU-Y][0-9]{3}[0-9A-FHJ-NPR-Y](?![0-9A-Za-z])")
_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
"""The check character of a personal identity code, by the remainder of its nine digits."""
_LETTERS = re.compile(rb"[0-9A-Za-z]")
_DIGITS_AS_ZEROS = bytes(ord("0") if chr(code).isdigit() and code < 128 else code for code in range(256))

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OFFICE_ENDS = re.compile(r"[.@_-]")
_OFFICES = (
    *("kirjaamo", "info", "palaute", "asiakaspalvelu", "neuvonta", "viestinta", "tietosuoja", "registratur"),
    *("registrator", "diarium", "kundtjanst", "kontakt", "kommunikation", "tiedotus", "asiakirjat", "rekry"),
)
"""The first word in the addresses of offices; they are nobody's personal data."""
_PHONE = re.compile(
    r"(?<![\w/.,+-])(?<!\d[ \u00a0])(?!\d{7}-\d\b)"
    r"(?:\+358[ \u00a0-]?(?:\(0\)[ \u00a0-]?)?[1-9]\d{0,2}|0(?:4\d|50)\d?)"
    r"(?:[ \u00a0-]?\d{2,4}){2,3}(?![\w/])"
)
"""A Finnish mobile number, or any number with the country's code.

Neither a business id (`0452345-6`) nor the rest of a sum (`2 040 000 000 euroa`).
"""
_PHONE_BEGINS = ("+358", "04", "050")

_DIARY_NUMBER = re.compile(
    r"\d+/(?P<a>\d{4})|[A-ZÅÄÖ]+[Dd]no-(?P<b>\d{4})-\d+|\d+/\d{2}(?:\.\d{2}){1,3}/(?P<c>\d{4})|VN/\d+/(?P<d>\d{4})"
)
"""The shapes of diary numbers in use: `225/2022`, `KEUHDno-2022-33`, `1163/00.01.01.04/2025`, `VN/20544/2024`."""
_ATTACHMENT = re.compile(r"\d{1,3} ?[a-zåäö]?|[A-ZÅÄÖ]|[IVX]{1,5}")

_PROPOSED = ("draft", "consultation", "director_proposal", "board_proposal")
_IN_FORCE = ("approved", "revised")


@rule("PUB101", Severity.ERROR)
def identity_code(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """No personal identity code stands in a file, not even in a comment."""
    for root in workspace.roots:
        if (source := _source(root)) is None:
            continue
        for code, span in _codes(source):
            places = _fields(root, code)
            for place in places:
                yield Remark(place, {}, confidential=True)
            if not places:
                yield Remark(Location(source.path, span), {}, "elsewhere", confidential=True)


@rule("PUB102", Severity.WARNING)
def personal_contact(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """No text holds the e-mail address or the phone number of a person; preparers have a field for them."""
    for root in workspace.roots:
        if (source := _source(root)) is None:
            continue
        text = source.text
        mails = set(_MAIL.findall(text)) if "@" in text else set()
        found = {(mail, "") for mail in mails if _OFFICE_ENDS.split(mail.lower())[0] not in _OFFICES}
        found |= {(number, "phone") for number in _phones(text)}
        told = {(place, variant) for words, variant in found for place in _fields(root, words)}
        for place, variant in sorted(told):
            yield Remark(place, {}, variant, confidential=True)


@rule("PUB103", Severity.WARNING)
def diary_number_shape(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A diary number has a shape that the case-management systems use, and a year no later than its meeting."""
    for _, filing in _filed(workspace):
        if (number := filing.diary_number) is None:
            continue
        match = _DIARY_NUMBER.fullmatch(number.strip())
        if match is None:
            yield Remark(filing.at("diary_number"), {"number": number})
            continue
        year = int(next(group for group in match.groups() if group))
        if filing.meeting_date is not None and year > filing.meeting_date.end.year:
            arguments = {"number": number, "date": filing.meeting_date}
            yield Remark(filing.at("diary_number"), arguments, "year")


@rule("PUB104", Severity.WARNING)
def stage_against_meeting(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The stage of a paper fits what is known of its meeting and of its decisions."""
    for paper in _papers(workspace):
        if paper.stage is None:
            continue
        councils = sum(approval.body == "council" for approval in paper.approvals)
        arguments = {"stage": Terms("stage", (paper.stage,))}
        filing = paper.filing if paper.filing is not None and paper.filing.body in (None, "council") else None
        meeting = filing.meeting_date if filing is not None else None
        if filing is not None and meeting is not None and not councils:
            dated = {**arguments, "date": meeting}
            if paper.stage in _PROPOSED and meeting.end < context.as_of:
                yield Remark(paper.at("stage"), dated, "held", (filing.at("meeting_date"),))
                continue
            if paper.stage in _IN_FORCE and meeting.start > context.as_of:
                yield Remark(paper.at("stage"), dated, "", (filing.at("meeting_date"),))
                continue
        if paper.stage == "revised" and councils == 1:
            yield Remark(paper.at("stage"), arguments, "revised")


@rule("PUB105", Severity.WARNING)
def attachment_number(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """The attachments of a meeting have numbers of their own, written without a word."""
    first: dict[tuple[str | None, date, str], tuple[Filing, Paper]] = {}
    for paper, filing in _filed(workspace):
        if (number := filing.attachment) is None:
            continue
        if _ATTACHMENT.fullmatch(number.strip()) is None:
            yield Remark(filing.at("attachment"), {"number": number}, "shape")
        elif filing.meeting_date is not None:
            key = (filing.body, filing.meeting_date.start, number.strip().lower())
            earlier, other = first.setdefault(key, (filing, paper))
            if earlier is not filing:
                place = earlier.at("attachment")
                arguments = {"number": number, "other": str(vars(other)["id"]), "date": filing.meeting_date}
                yield Remark(filing.at("attachment"), arguments, related=(place,))


@rule("PUB106", Severity.WARNING)
def published_late(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """A paper is published so early that there are working days left before the meeting."""
    for _, filing in _filed(workspace):
        if filing.published is None or filing.meeting_date is None:
            continue
        published, meeting = filing.published.start, filing.meeting_date.start
        arguments = {"published": filing.published, "date": filing.meeting_date}
        if published > meeting:
            yield Remark(filing.at("published"), arguments, "after")
            continue
        wanted = filing.notice_days or NOTICE_DAYS
        if (left := working_days(published, meeting)) < wanted:
            yield Remark(filing.at("published"), {**arguments, "left": left, "wanted": wanted})


def _source(root: Root) -> Source | None:
    """The file of a root."""
    # Loading sets a tree as the locator of everything that it makes.
    return root.origin.locator.source if isinstance(root.origin.locator, Tree) else None


def _codes(source: Source) -> Iterator[tuple[str, Span]]:
    """Every personal identity code of a file, comments included, with its place.

    **Why** bytes: a file is looked through for six digits in a row much quicker than by a pattern, and few have any.
    The check character tells a code from what only looks like one.
    """
    data = source.text.encode()
    flat = data.translate(_DIGITS_AS_ZEROS)
    at = flat.find(b"000000")
    while at != -1:
        match = _CODE.match(data, at)
        if match is not None and (at == 0 or not _LETTERS.match(data, at - 1)):
            code = match[0].decode()
            if _CHECKS[int(code[:6] + code[7:10]) % len(_CHECKS)] == code[10]:
                before = data[:at].decode()
                line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
                yield code, Span(line, column, line, column + len(code))
        at = flat.find(b"000000", at + 1)


def _phones(text: str) -> Iterator[str]:
    """Every phone number in a text."""
    for begins in _PHONE_BEGINS:
        at = text.find(begins)
        while at != -1:
            if (match := _PHONE.match(text, at)) is not None:
                yield match[0]
            at = text.find(begins, at + 1)


def _fields(root: Root, words: str) -> list[Location]:
    """The text fields of a file in which some words stand; none where they stand in a comment or a plain field."""
    return [root.at(*route) for route, text in walk(root).texts if any(words in wording for wording in text.wordings)]


def _papers(workspace: Workspace) -> Iterator[Paper]:
    """The papers of a county."""
    return (root for root in workspace.roots if isinstance(root, Paper))


def _filed(workspace: Workspace) -> Iterator[tuple[Paper, Filing]]:
    """The papers that say how they come before a body."""
    return ((paper, paper.filing) for paper in _papers(workspace) if paper.filing is not None)
