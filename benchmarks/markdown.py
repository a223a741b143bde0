"""A Document as the Markdown that somebody would write by hand for pandoc.

    python benchmarks/markdown.py PROJECT OUT

For each county of a project: `<county>-strategy.md` and `<county>-slides.md`, in its first language.
The same words, headings, lists and tables; for slides a heading of level two begins a slide.
"""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from strategia.compiler import check
from strategia.document import compose
from strategia.document.ast import (
    Block,
    BulletList,
    Callout,
    Cards,
    Cell,
    Chart,
    Document,
    KeyFacts,
    Paragraph,
    Runs,
    Section,
    Statement,
    Table,
)
from strategia.loading import load_config
from strategia.project import Project

DOCUMENTS = ("strategy", "slides")


def document(whole: Document) -> str:
    """The document with a title block, as pandoc reads it."""
    lines = ["---", f'title: "{whole.title}"', f'subtitle: "{whole.county}"', f"lang: {whole.language}", "---", ""]
    for label, value in whole.cover.facts:
        lines += [f"**{label}**: {inline(value)}", ""]
    for callout in whole.cover.callouts:
        lines += [*block(callout), ""]
    # The sections of a deck are its slides; pandoc breaks slides at level two.
    level = 2 if whole.name == "slides" else 1
    for section in whole.sections:
        lines += sections(section, level)
    return "\n".join(lines) + "\n"


def sections(section: Section, level: int) -> Iterator[str]:
    label = f"{section.label} · " if section.label else ""
    yield f"{'#' * min(level, 6)} {label}{inline(section.title)} {{#{section.anchor}}}"
    yield ""
    for one in section.blocks:
        yield from block(one)
        yield ""
    if section.notes:
        yield from ("::: notes", *(line for note in section.notes for line in block(note)), ":::", "")
    for below in section.sections:
        yield from sections(below, level + 1)


def block(one: Block) -> Iterator[str]:
    match one:
        case Paragraph():
            yield inline(one.runs)
        case BulletList():
            yield from bullets(one, "")
        case Table():
            yield from table([inline(column.title) for column in one.columns], [row.cells for row in one.rows])
            yield from ("", f": {inline(one.caption)}")
        case Chart():
            yield f"**{inline(one.title)}**"
            yield ""
            heads = ["", *(series.name for series in one.series)]
            yield f"| {' | '.join(heads)} |"
            yield "|---" * len(heads) + "|"
            for index, category in enumerate(one.categories):
                values = (series.values[index] for series in one.series)
                yield f"| {category} | {' | '.join('' if value is None else str(value) for value in values)} |"
            yield from ("", inline(one.takeaway), "", inline(one.note))
        case Callout():
            yield f"> **{inline(one.title)}**"
            for inner in one.blocks:
                yield ">"
                yield from (f"> {line}" for line in block(inner))
        case Statement():
            yield f"> {inline(one.slogan)}"
        case KeyFacts():
            yield from (f"- **{inline(fact.value)}** {inline(fact.label)}" for fact in one.facts)
        case Cards():
            for card in one.cards:
                yield f"**{inline(card.title)}**"
                yield ""
                for inner in card.blocks:
                    yield from block(inner)
                    yield ""


def bullets(listed: BulletList, indent: str) -> Iterator[str]:
    for item in listed.items:
        yield f"{indent}{'1.' if listed.ordered else '-'} {inline(item.runs)}"
        if item.items:
            yield from bullets(BulletList(item.items), indent + "    ")


def table(heads: list[str], rows: list[tuple[Cell, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for cells in rows:
        # Markdown has no spanning cells: what a cell above covers is left empty.
        filled = [""] * (len(heads) - len(cells)) + [cell(one) for one in cells]
        yield f"| {' | '.join(filled)} |"


def cell(one: Cell) -> str:
    texts = []
    for inner in one.blocks:
        if isinstance(inner, Paragraph):
            texts.append(inline(inner.runs))
        else:
            texts += [inline(item.runs) for item in inner.items]
    return " ".join(texts)


def inline(runs: Runs) -> str:
    made = ""
    for run in runs:
        text = run.text.replace("|", "\\|").replace("*", "\\*")
        text = f"**{text}**" if run.strong else f"*{text}*" if run.emphasis else text
        made += f"[{text}]({run.link})" if run.link else text
    return made


def write(project: Path, out: Path) -> dict[str, list[Path]]:
    """The files of every county in a project, by document."""
    config, _, _ = load_config(project)
    whole = Project(project, config)
    out.mkdir(parents=True, exist_ok=True)
    made: dict[str, list[Path]] = {name: [] for name in DOCUMENTS}
    for slug, workspace in check(whole, whole.counties(), date(2026, 1, 1)).workspaces.items():
        for name in DOCUMENTS:
            composed = compose(workspace, name, workspace.main_language)
            if composed is not None:
                file = out / f"{slug}-{name}.md"
                file.write_text(document(composed), encoding="utf-8")
                made[name].append(file)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description="The documents of a project as Markdown for pandoc.")
    parser.add_argument("project", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    write(arguments.project.absolute(), arguments.out)


if __name__ == "__main__":
    main()
