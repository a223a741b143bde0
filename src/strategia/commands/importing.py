"""`strategia import budget`: read a table, understand it, write a budget, and tell what was left out."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from strategia.commands.imported import report
from strategia.commands.run import CLEAN, FAILED, OUTPUT, USAGE, Run
from strategia.counties import counties
from strategia.diagnostics import Diagnostic, Severity, worst
from strategia.files import write_new, write_whole
from strategia.importing import files
from strategia.importing import mapping as mappings
from strategia.importing.cells import Book
from strategia.importing.describing import described
from strategia.importing.drafting import Cover, drafted
from strategia.importing.guessing import guess
from strategia.importing.identifiers import Identifiers, ids_in
from strategia.importing.labels import language
from strategia.importing.mapping import Mapping
from strategia.importing.telling import block
from strategia.importing.understanding import Understood, understand
from strategia.languages import lexicon
from strategia.loading.composing import grow
from strategia.loading.reading import MAX_BYTES, read
from strategia.loading.validation import validate
from strategia.model.budget import Budget
from strategia.reporters import report_text
from strategia.source import Source

_YES = frozenset(("k", "kyllä", "j", "ja", "y", "yes"))
_NAMED = 50
"""How many rows that were not understood the budget itself names."""
_MISSING = frozenset((("IMP001", "missing"), ("YML001", "missing")))


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, and where to."""

    file: Path
    mapping: Path | None = None
    county: str | None = None
    sheet: str | None = None
    out: Path | None = None
    write_mapping: Path | None = None
    force: bool = False


def import_budget(run: Run, order: Order) -> int:
    """Import a budget; the exit code."""
    if code := run.settings_fail():
        return code
    if order.county is not None and order.county not in counties():
        run.say("said.init_county", error=True, county=order.county, known=", ".join(counties()))
        return USAGE
    sources: dict[str, Source] = {}
    mapping, diagnostics = _mapping(order, sources)
    if order.mapping is not None and mapping is None:
        return _refused(run, diagnostics, sources)
    book, found = files.read(order.file, separator=_separator(mapping), sheets=_sheets(order, mapping))
    diagnostics += found
    if book is None:
        return _refused(run, diagnostics, sources)
    if book.source is not None:
        sources[book.path] = book.source
    if order.sheet is not None and book.source is None and book.sheet(order.sheet) is None:
        run.say("imported.no_sheet", error=True, sheet=order.sheet, known=", ".join(book.names))
        return USAGE
    if mapping is None:
        mapping, found = guess(book)
        diagnostics += found
    if mapping is None:
        return _refused(run, diagnostics, sources)
    county = _county(run, order, mapping)
    understood = understand(book, mapping, order.sheet or "")
    diagnostics += understood.diagnostics
    report_text(diagnostics, sources, run.words)
    report(run, book, understood)
    code = FAILED if worst(diagnostics) is Severity.ERROR else CLEAN
    known = understood.mapping.model_copy(update={"county": county or None})
    return _written(run, order, book, understood._replace(mapping=known), code, blocked=block(diagnostics))


def _refused(run: Run, diagnostics: list[Diagnostic], sources: dict[str, Source]) -> int:
    """Tell why nothing can be imported; a file that is not there is wrong usage."""
    report_text(diagnostics, sources, run.words)
    run.say("imported.nothing", error=True)
    return USAGE if any((known.code, known.variant) in _MISSING for known in diagnostics) else FAILED


def _mapping(order: Order, sources: dict[str, Source]) -> tuple[Mapping | None, list[Diagnostic]]:
    if order.mapping is None:
        return None, []
    mapping, source, diagnostics = mappings.read(order.mapping)
    if source is not None:
        sources[source.path] = source
    return mapping, diagnostics


def _separator(mapping: Mapping | None) -> str:
    return (mapping.separator or "") if mapping is not None else ""


def _sheets(order: Order, mapping: Mapping | None) -> set[str]:
    """The sheets that are named; without any all visible ones are read."""
    named = {table.sheet for table in mapping.tables if table.sheet is not None} if mapping is not None else set()
    return named | ({order.sheet} if order.sheet is not None else set())


def _county(run: Run, order: Order, mapping: Mapping) -> str:
    """The county: of the command, of the mapping, of the folder the file lies in, or the only one; else empty."""
    if order.county is not None or mapping.county is not None:
        return order.county or mapping.county or ""
    whole = Path(os.path.abspath(order.file))  # noqa: PTH100 - links are not followed
    folder = whole.relative_to(run.project.strategies).parts[0] if whole.is_relative_to(run.project.strategies) else ""
    if folder in counties():
        return folder
    known = run.project.counties()
    return known[0] if len(known) == 1 else ""


def _written(run: Run, order: Order, book: Book, understood: Understood, code: int, *, blocked: bool) -> int:
    """Write what was asked for, the mapping also where there is no budget to write; the exit code."""
    mapping = understood.mapping
    if order.write_mapping is not None:
        head = [run.sentence("imported.mapping", file=book.path)]
        if mapping.money is None:
            head.append(run.sentence("imported.mapping_money"))
        text = described(mapping, head)
        if str(order.write_mapping) == "-":
            run.tell(text)
        elif failed := _put(run, order.write_mapping, text, force=order.force):
            return failed
        else:
            run.say("imported.mapping_done", file=order.write_mapping)
    if blocked:
        run.say("imported.nothing", error=True)
        return code
    if mapping.county not in counties():
        known = ", ".join(counties())
        if mapping.county:
            run.say("said.init_county", error=True, county=mapping.county, known=known)
        else:
            run.say("imported.no_county", error=True, known=known)
        return USAGE
    name = f"budget-{mapping.plan_years[0]}.yaml"
    out = order.out or run.project.strategies / mapping.county / name
    text = drafted(understood.draft, mapping, _cover(book, understood), _identifiers(run, mapping, out))
    if not _loads(out.name, text):
        run.say("imported.too_large", error=True)
        return FAILED
    if failed := _put(run, out, text, force=order.force):
        return failed
    run.say("imported.done", file=out, county=mapping.county)
    return code


def _loads(name: str, text: str) -> bool:
    """Whether the budget can be loaded again; it is too large where not, for nothing else may be wrong with it."""
    tree, diagnostics = grow(Source(name, text))
    if len(text.encode()) > MAX_BYTES or any(diagnostic.code == "YML104" for diagnostic in diagnostics):
        return False
    found = diagnostics + (validate(tree, Budget)[1] if tree is not None else [])
    if worst(found) is Severity.ERROR:
        message = f"a drafted budget does not load: {found}"
        raise AssertionError(message)
    return True


def _put(run: Run, path: Path, text: str, *, force: bool) -> int:
    """Write a file, after asking where there is one already; the exit code, zero when it was written."""
    replaces = os.path.lexists(path)
    if replaces and not force and not _agreed(run, path):
        run.say("imported.exists", error=True, path=path)
        return USAGE
    try:
        if replaces and (path.is_symlink() or not path.is_file()):
            run.say("said.output_taken", error=True, path=path)
            return OUTPUT
        (write_whole if replaces else write_new)(path, text.encode())
    except FileExistsError:
        run.say("imported.exists", error=True, path=path)
        return OUTPUT
    except OSError as error:
        run.say("said.output_os", error=True, path=path, detail=error.strerror or str(error))
        return OUTPUT
    return CLEAN


def _agreed(run: Run, path: Path) -> bool:
    """Whether somebody sits at the terminal and agrees to have a file replaced."""
    if not sys.stdin.isatty():
        return False
    try:
        return input(f"{run.sentence('imported.ask', path=path)} ").strip().casefold() in _YES
    except EOFError:
        return False


def _cover(book: Book, understood: Understood) -> Cover:
    """What the budget says of itself, in the language of the file."""
    mapping, draft = understood.mapping, understood.draft
    words = lexicon(language(draft.labels))
    years = mapping.plan_years
    usual = words.term("imported.title_alone", year=years[0])
    if len(years) > 1:
        usual = words.term("imported.title", year=years[0], period=words.period(years[0], years[-1]))
    sheets = ", ".join(dict.fromkeys(read.sheet.name for read in understood.tables if read.sheet.name))
    remarks = [words.term("imported.remark", file=book.path)]
    if draft.mistakes:
        places = [row.place for row in draft.mistakes]
        rows = ", ".join(places[:_NAMED]) + (" …" if len(places) > _NAMED else "")
        remarks.append(words.term("imported.left", rows=rows))
    origin = f"{book.path}: {sheets}" if sheets else book.path
    title = " ".join((mapping.title or usual).split())
    return Cover(mapping.county or "", title, origin, tuple(remarks), understood.signs)


def _identifiers(run: Run, mapping: Mapping, out: Path) -> Identifiers:
    """What gives ids that no other file of the county uses."""
    taken: set[str] = set()
    if mapping.county in run.project.counties():
        for path in run.project.files(mapping.county or ""):
            if path.resolve() == out.absolute().resolve():
                continue
            source, _ = read(path, run.project.root)
            tree, _ = grow(source) if source is not None else (None, [])
            taken |= set(ids_in(tree.data)) if tree is not None else set()
    return Identifiers(taken, mapping.plan_years[0])
