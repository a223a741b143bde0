"""How a paper comes before a body, as facts of its cover: what the meeting secretary looks for there."""

from collections.abc import Iterable

from strategia.document.ast import Run, Runs
from strategia.document.phrasing import Phrasing, texts
from strategia.model.papers import Filing, Preparer


def facts(phrasing: Phrasing, filing: Filing | None, *, itself: bool) -> tuple[tuple[str, Runs], ...]:
    """The numbers, the meeting and the preparers.

    A summary and slides are of the same matter, but only the paper itself is the attachment.
    """
    if filing is None:
        return ()
    told = (
        ("cover.diary_number", filing.diary_number),
        ("cover.attachment", filing.attachment if itself else None),
        ("cover.meeting", _meeting(phrasing, filing)),
        ("cover.published", phrasing.words.time(filing.published.text) if filing.published is not None else None),
    )
    found = [(phrasing.term(key), texts(words)) for key, words in told if words]
    names = [_preparer(phrasing, preparer) for preparer in filing.preparers]
    if names:
        label = phrasing.term("cover.preparer" if len(names) == 1 else "cover.preparers")
        found.append((label, _joined(names, "; ")))
    return tuple(found)


def _meeting(phrasing: Phrasing, filing: Filing) -> str:
    """Which meeting, and which item of its agenda: “Aluevaltuusto 11.12.2025, asia 12”."""
    known = [phrasing.term(f"body.{filing.body}")] if filing.body is not None else []
    known += [phrasing.words.time(filing.meeting_date.text)] if filing.meeting_date is not None else []
    item = [phrasing.term("cover.item", item=filing.item)] if filing.item is not None else []
    return ", ".join((*filter(None, (" ".join(known),)), *item))


def _preparer(phrasing: Phrasing, preparer: Preparer) -> Runs:
    """A preparer: “Maija Mallikas, strategiapäällikkö, maija.mallikas@esimerkki.fi”."""
    title = (phrasing.runs(preparer.title),) if preparer.title is not None else ()
    contact = (texts(preparer.contact),) if preparer.contact is not None else ()
    return _joined((texts(preparer.name), *title, *contact), ", ")


def _joined(parts: Iterable[Runs], between: str) -> Runs:
    """Runs one after the other with the same words between them."""
    found: Runs = ()
    for part in parts:
        found = (*found, Run(between), *part) if found else part
    return found
