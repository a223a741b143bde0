"""The report of an import: what was understood, what was compared, what was left out and why."""

from strategia.commands.run import Run
from strategia.importing.cells import Book, letters
from strategia.importing.drafts import Left
from strategia.importing.understanding import TableRead, Understood

_LISTED = 200
"""How many rows are listed one by one; the rest are counted."""
_QUOTED = 60


def report(run: Run, book: Book, understood: Understood) -> None:
    """Tell what came of a file."""
    draft = understood.draft
    file = book.path
    if book.separator:
        file = run.sentence("imported.text", file=file, separator=run.sentence(f"separator.{book.separator}"))
    run.say("imported.read", file=file)
    for read in understood.tables:
        _tell_table(run, read)
    counts = [f"{run.sentence(f'part.{part}')} {count}" for part, count in draft.rows.items() if part != "totals"]
    number = sum(count for part, count in draft.rows.items() if part != "totals")
    run.say("imported.understood", count=number, parts=", ".join(counts) or "–")
    if draft.totals:
        differing = sum(not total.agrees for total in draft.totals)
        run.say("imported.totals", count=len(draft.totals), differing=differing)
    turned = [read for read in understood.tables if read.signs not in (None, understood.signs)]
    for read in turned:
        run.say("imported.turned", table=_shown(run, read))
    if draft.skipped:
        run.say("imported.skipped", count=draft.skipped)
    if draft.details:
        run.say("imported.details", count=len(draft.details), rows=_names(draft.details))
    headings = [row for row in draft.left if row.reason is None]
    if headings:
        run.say("imported.headings", count=len(headings), rows=_names(headings))
    _tell_mistakes(run, draft.mistakes)


def _tell_table(run: Run, read: TableRead) -> None:
    """Which table was found where, and which columns were read as what."""
    columns = []
    for column, amount in sorted(read.places.amounts.items()):
        text = read.sheet.text(read.table.header, column) or letters(column)
        line = f" ({run.sentence(f'line.{amount.line}')})" if amount.line else ""
        columns.append(f"{text} → {amount.year}{line}")
    run.say("imported.table", table=_shown(run, read), row=read.table.header, columns="; ".join(columns))


def _shown(run: Run, read: TableRead) -> str:
    part = run.sentence(f"part.{read.table.part}")
    return f"{read.sheet.name}: {part}" if read.sheet.name else part


def _names(rows: list[Left]) -> str:
    names = [f"{row.text[:_QUOTED]}" for row in rows[:10] if row.text]
    return ", ".join(names) + (" …" if len(rows) > 10 else "")


def _tell_mistakes(run: Run, rows: list[Left]) -> None:
    """The rows that were not understood, one on a line: where, what, why."""
    if not rows:
        return
    run.say("imported.left", count=len(rows))
    for row in rows[:_LISTED]:
        why = run.sentence(f"reason.{row.reason}")
        detail = f" ({row.detail})" if row.detail else ""
        run.say("imported.row", place=row.place, text=row.text[:_QUOTED] or "–", why=why + detail)
    if len(rows) > _LISTED:
        run.say("imported.more", count=len(rows) - _LISTED)
