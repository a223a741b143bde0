"""Describing: a mapping as the YAML that its owner can read, change and use again."""

from collections.abc import Iterable, Iterator

from strategia.importing.mapping import Columns, Mapping, Table
from strategia.importing.yamltext import quoted, scalar


def described(mapping: Mapping, remarks: Iterable[str] = ()) -> str:
    """The YAML of a mapping; `remarks` are comments for its head."""
    return "\n".join([*(f"# {remark}" for remark in remarks), *_lines(mapping)]) + "\n"


def _lines(mapping: Mapping) -> Iterator[str]:
    yield f"kind: {mapping.kind}"
    for key in ("county", "id", "title", "money", "signs", "decimal", "separator"):
        if (value := getattr(mapping, key)) is not None:
            yield f"{key}: {scalar(str(value))}"
    if mapping.years:
        yield f"years: [{', '.join(map(str, mapping.years))}]"
    if mapping.comparison:
        yield f"comparison: {{{', '.join(f'{year}: {kind}' for year, kind in mapping.comparison.items())}}}"
    yield from ("", "tables:")
    for table in mapping.tables:
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield f"  - part: {table.part}"
    if table.sheet is not None:
        yield f"    sheet: {scalar(table.sheet)}"
    yield f"    header: {table.header}"
    if table.rows is not None:
        ends = (("from", table.rows.first), ("to", table.rows.last))
        yield f"    rows: {{{', '.join(f'{key}: {row}' for key, row in ends if row is not None)}}}"
    if table.line is not None:
        yield f"    line: {table.line}"
    if table.levels != "none":
        yield f"    levels: {table.levels}"
    if table.signs is not None:
        yield f"    signs: {table.signs}"
    if table.hidden is not None:
        yield f"    hidden: {table.hidden}"
    yield from _columns(table.columns)
    if table.labels:
        yield "    labels:"
        yield from (f"      {quoted(label)}: {line}" for label, line in table.labels.items())
    if table.skip:
        yield f"    skip: [{', '.join(scalar(row, within=True) for row in table.skip)}]"


def _columns(columns: Columns) -> Iterator[str]:
    yield "    columns:"
    names = [scalar(name, within=True) for name in columns.name]
    yield f"      name: {scalar(columns.name[0]) if len(names) == 1 else '[' + ', '.join(names) + ']'}"
    for key in ("number", "id", "line", "level"):
        if (value := getattr(columns, key)) is not None:
            yield f"      {key}: {scalar(value)}"
    yield "      amounts:"
    for amount in columns.amounts:
        line = f", line: {amount.line}" if amount.line is not None else ""
        yield f"        - {{column: {scalar(amount.column, within=True)}, year: {amount.year}{line}}}"
