"""`strategia review` for translations: which have become stale, and taking note that somebody has compared them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, cast

from strategia import editing
from strategia.commands.run import CLEAN, OUTPUT, USAGE, Run
from strategia.compiler import Checked
from strategia.files import write_whole
from strategia.lint.prose import Prose
from strategia.loading.tree import Tree
from strategia.model.base import LanguageCode
from strategia.project import STRATEGIES
from strategia.source import Edit, Span
from strategia.trace.translations import Translation, Translations

_NAME = "translations.yaml"


class Named(NamedTuple):
    """A translation with its name on the command line: `pohjanmaa/hoitoon-paasy`."""

    county: str
    name: str
    translation: Translation


def show(run: Run, checked: Checked) -> None:
    """List the translations that are stale, and count the others, where a county has any."""
    counted = {"reviewed": 0, "stale": 0, "new": 0}
    stale: list[Named] = []
    for slug, workspace in checked.workspaces.items():
        known = Translations(workspace)
        for named in _named(slug, known):
            state = known.state(named.translation)
            counted[state] += 1
            if state == "stale":
                stale.append(named)
    if not any(counted.values()):
        return
    # A line for each, as links have it: a name that is broken in two cannot be copied.
    for _, name, (root, route, language, *_) in stale:
        run.tell(f"{name}  {run.words.term(f'language.{language}')}  {root.at(*route, language)}")
    run.say("review.translation_counts", texts=sum(counted.values()), stale=counted["stale"], new=counted["new"])


def accept(run: Run, checked: Checked, names: Sequence[str]) -> int:
    """Take note that translations were compared with the original: those named, else all that are new.

    A name is a county or something with an id, with or without its county.
    """
    chosen: dict[str, set[tuple[LanguageCode, str]]] = defaultdict(set)
    unknown = set(names)
    for slug, workspace in checked.workspaces.items():
        known = Translations(workspace)
        for _, name, translation in _named(slug, known):
            fitting = {slug, name, name.partition("/")[2]} & set(names)
            unknown -= fitting
            state = known.state(translation)
            if state != "reviewed" and (fitting if names else state == "new"):
                chosen[slug].add((translation.language, translation.mark))
    for name in sorted(unknown):
        run.say("review.unknown_translation", error=True, name=name)
    if unknown:
        return USAGE
    for slug, accepted in chosen.items():
        known = Translations(checked.workspaces[slug])
        path = known.files[0].at("kind").path if known.files else f"{STRATEGIES}/{slug}/{_NAME}"
        if not _write(run, checked, known, accepted, path):
            return OUTPUT
    if chosen:
        run.say("review.translations_written", texts=sum(map(len, chosen.values())), files=len(chosen))
    else:
        run.say("review.nothing_new")
    return CLEAN


def _named(slug: str, known: Translations) -> Iterable[Named]:
    prose = Prose(known.workspace)
    for translation in known.all:
        yield Named(slug, f"{slug}/{prose.name_of(translation.root, translation.route)}", translation)


def _write(run: Run, checked: Checked, known: Translations, accepted: set[tuple[LanguageCode, str]], path: str) -> bool:
    """Write the marks of a county to its file, and say what stands in the way."""
    marks = _block(known.marks(accepted))
    target = run.project.root / path
    try:
        if known.files:
            tree = cast("Tree", known.files[0].origin.locator)
            editing.write(target, checked.sources[path], [_replaced(tree, marks)])
        elif target.exists():
            run.say("review.unwritten", error=True, path=path, detail=run.sentence("review.not_translations"))
            return False
        else:
            _create(run, target, known.workspace.county.slug, marks)
    except editing.Outdated:
        run.say("review.outdated", error=True, path=path)
        return False
    except OSError as error:
        run.say("review.unwritten", error=True, path=path, detail=error.strerror or str(error))
        return False
    return True


def _create(run: Run, target: Path, slug: str, marks: str) -> None:
    comment = run.sentence("review.translations_comment")
    write_whole(target, f"# {comment}\nkind: translations\ncounty: {slug}\n{marks}\n".encode())


def _block(marks: dict[LanguageCode, list[str]]) -> str:
    """The marks as YAML, one on a line, so that two branches meet without a conflict where they can."""
    lines = ["reviewed:"]
    for code, known in marks.items():
        lines += [f"  {code}:", *(f"    - {mark}" for mark in known)]
    return "\n".join(lines)


def _replaced(tree: Tree, marks: str) -> Edit:
    """The edit that puts other marks in the place of those that are there."""
    start = tree.locate(("reviewed",), key=True).span
    last, _ = tree.block(("reviewed",))[-1]
    return Edit(Span(start.line, start.column, last, len(tree.source.line(last)) + 1), marks)
