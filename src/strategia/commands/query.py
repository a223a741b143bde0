"""`strategia list` and `strategia show`: what there is, what lacks something, and all that is known of one thing."""

import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import PurePosixPath

from strategia import query
from strategia.commands.run import CLEAN, USAGE, Run
from strategia.compiler import Checked, check
from strategia.query import Entry, Known, Wish
from strategia.reporters import console_on
from strategia.trace.coverage import Thread
from strategia.workspace import Edge

FORMATS = ("table", "json", "csv")
_WIDTH = 160
"""Of a table, where no terminal says how wide it is."""


def entries(run: Run, kind: str, counties: Sequence[str], wish: Wish, form: str) -> int:
    """List the entities of a kind that fit a wish."""
    if kind not in query.LISTED:
        run.say("query.unknown_kind", error=True, kind=kind, known=", ".join(query.LISTED))
        return USAGE
    for name in (*wish.without, *wish.having, *wish.fields):
        if (nearest := query.unknown_field(kind, name)) is not None:
            known = nearest or ", ".join(query.fields_of(kind))
            key = "nearest" if nearest else "unknown"
            run.say(f"query.{key}_field", error=True, field=name, kind=kind, known=known)
            return USAGE
    checked = _checked(run, counties)
    if checked is None:
        return USAGE
    found = [
        entry for slug, workspace in checked.workspaces.items() for entry in query.entries(slug, workspace, kind, wish)
    ]
    if form == "json":
        run.tell(json.dumps([_data(entry) for entry in found], ensure_ascii=False, indent=2))
    elif form == "csv":
        run.tell(_csv(found, wish.fields).rstrip("\n"))
    else:
        _print_table(run, found, wish.fields)
    return CLEAN


def show(run: Run, name: str, form: str) -> int:
    """Show all that is known of an entity: `lappi/asiakaskokemus`, or the id alone."""
    county, _, own = name.rpartition("/")
    checked = _checked(run, [county] if county else [])
    if checked is None:
        return USAGE
    found = [
        known
        for slug, workspace in checked.workspaces.items()
        if (known := query.known(slug, workspace, own)) is not None
    ]
    if not found:
        run.say("query.unknown_id", error=True, name=name)
        return USAGE
    if form == "json":
        run.tell(json.dumps([_known_data(checked, known) for known in found], ensure_ascii=False, indent=2))
        return CLEAN
    for known in found:
        _print_known(run, checked, known)
    return CLEAN


def _checked(run: Run, counties: Sequence[str]) -> Checked | None:
    """The counties, linked; None with a word on it where one is not there."""
    if absent := run.absent(counties):
        run.tell("\n".join(absent), error=True)
        return None
    return check(run.project, list(counties) or run.project.counties(), run.as_of)


def _data(entry: Entry) -> dict[str, object]:
    return {
        "county": entry.county,
        "kind": entry.kind,
        "id": entry.id,
        "text": entry.text,
        "path": entry.location.path,
        "line": entry.location.span.line,
        "fields": query.plain(entry.entity),
    }


def _csv(found: Sequence[Entry], fields: Sequence[str]) -> str:
    """The entries with semicolons, as Finnish spreadsheet programs read them."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(["county", "id", "text", *fields, "place"])
    for entry in found:
        cells = [entry.text, *(query.one_line(entry.value(name)) for name in fields)]
        # A text that begins like a formula must not become one.
        safe = [f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell for cell in cells]
        writer.writerow([entry.county, entry.id, *safe, str(entry.location)])
    return file.getvalue()


def _print_table(run: Run, found: Sequence[Entry], fields: Sequence[str]) -> None:
    if found:
        from rich.table import Table  # noqa: PLC0415 - nothing to show needs no rich

        table = Table(box=None, pad_edge=False)
        for name in ("county", "id", "text"):
            table.add_column(run.sentence(f"query.{name}"), overflow="fold", no_wrap=name == "id")
        for name in fields:
            table.add_column(name, overflow="fold")
        table.add_column(run.sentence("query.place"), overflow="fold")
        for entry in found:
            cells = (query.one_line(entry.value(name)) for name in fields)
            # The folder is the county's; its name stands in the row already.
            place = f"{PurePosixPath(entry.location.path).name}:{entry.location.span.line}"
            table.add_row(entry.county, entry.id, entry.text, *cells, place)
        console_on(sys.stdout, None if sys.stdout.isatty() else _WIDTH).print(table)
    run.tell(run.words.count("query.found", len(found)))


def _known_data(checked: Checked, known: Known) -> dict[str, object]:
    thread = Thread(checked.workspaces[known.entry.county])
    return {
        **_data(known.entry),
        "links": [_edge_data(thread, edge) for edge in known.above],
        "linked_from": [_edge_data(thread, edge) for edge in known.below],
    }


def _edge_data(thread: Thread, edge: Edge) -> dict[str, object]:
    return {
        "from": vars(edge.lower)["id"],
        "to": edge.target,
        "relation": edge.relation,
        "source": edge.source,
        "status": thread.status(edge),
        "place": str(edge.location),
    }


def _print_known(run: Run, checked: Checked, known: Known) -> None:
    """The lines of the file, then what it links to and what links to it."""
    workspace = checked.workspaces[known.entry.county]
    thread = Thread(workspace)
    run.tell(f"{known.entry.county}/{known.entry.id}  {known.entry.location}")
    for number, line in known.excerpt:
        run.tell(f"{number:>5} │ {line}".rstrip())
    for key, edges in (("links", known.above), ("linked_from", known.below)):
        if edges:
            run.tell("")
            run.say(f"query.{key}")
        for edge in edges:
            other = edge.upper if key == "links" else edge.lower
            name = edge.target if key == "links" else str(vars(edge.lower)["id"])
            words = [run.words.term(f"relation.{edge.relation}"), run.words.term(f"link.{thread.status(edge)}")]
            if edge.source == "editor":
                words.append(run.words.term("link.editor"))
            run.tell(f"  {name}: {query.title(workspace, other)} ({', '.join(words)}) {edge.location}")
    run.tell("")
