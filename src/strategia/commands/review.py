"""`strategia review`: which links and translations must be looked at again, and that somebody has."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from strategia import editing
from strategia.commands import translating
from strategia.commands.run import CLEAN, FAILED, OUTPUT, USAGE, Run
from strategia.compiler import Checked, check
from strategia.diagnostics import Severity
from strategia.loading.tree import Tree
from strategia.model.links import Link
from strategia.reporters import report_text
from strategia.source import Edit
from strategia.trace.coverage import Thread
from strategia.workspace import Edge


class Reviewed(NamedTuple):
    """A link with its county and its name on the command line: `kainuu/lahipalvelut:perustaso`."""

    county: str
    name: str
    edge: Edge
    thread: Thread

    @property
    def is_new(self) -> bool:
        """Whether nobody has reviewed the link yet."""
        return not isinstance(self.edge.written, Link) or self.edge.written.reviewed is None


def show(run: Run, counties: Sequence[str], *, every: bool = False) -> int:
    """List the links that are suspect, with what has changed, or every link with its state; count them."""
    checked, code = _checked(run, counties)
    if code:
        return code
    found = _links(checked)
    suspect = [link for link in found if link.thread.changes_of(link.edge)]
    # A line for each, whatever the width: a name that is broken in two cannot be copied.
    for link in found if every else suspect:
        run.tell(f"{link.name}  {_state(run, link)}  {link.edge.location}")
    new = sum(link.is_new for link in found)
    run.say("review.counts", links=len(found), suspect=len(suspect), new=new)
    translating.show(run, checked)
    return CLEAN


def _state(run: Run, link: Reviewed) -> str:
    """What has changed since a link was reviewed, in words; that nobody has reviewed it, or that it holds."""
    facets = link.thread.changes_of(link.edge)
    if facets:
        return ", ".join(run.words.term(f"facet.{facet}") for facet in facets)
    return run.sentence("review.unreviewed") if link.is_new else run.sentence("review.reviewed")


def accept(run: Run, names: Sequence[str], *, editorial: bool, new: bool) -> int:
    """Write the fingerprints of links that somebody has looked at; every other byte stays."""
    if not names and not editorial and not new:
        run.say("review.nothing_named", error=True)
        return USAGE
    checked, code = _checked(run, ())
    if code:
        return code
    found = _links(checked)
    chosen, unknown = _chosen(found, names)
    for name in unknown:
        run.say("review.unknown", error=True, name=name)
    if unknown:
        return USAGE
    if editorial:
        chosen += [link for link in found if link.thread.changes_of(link.edge) == ("wording",)]
    if new:
        chosen += [link for link in found if link.is_new]
    return _write(run, checked, {id(link.edge): link for link in chosen}.values())


def accept_translations(run: Run, names: Sequence[str]) -> int:
    """Take note that somebody has compared translations with the original; no text changes."""
    checked, code = _checked(run, ())
    return code or translating.accept(run, checked, names)


def _checked(run: Run, counties: Sequence[str]) -> tuple[Checked, int]:
    """The counties, linked; with an exit code where their errors make fingerprints unsure."""
    if code := run.settings_fail():
        return Checked(), code
    if absent := run.absent(counties):
        run.tell("\n".join(absent), error=True)
        return Checked(), USAGE
    slugs = [slug for slug in run.project.counties() if not counties or slug in counties]
    checked = check(run.project, slugs, run.as_of)
    report_text([d for d in checked.diagnostics if d.severity is Severity.ERROR], checked.sources, run.words)
    return checked, FAILED if checked.faulty else CLEAN


def _links(checked: Checked) -> list[Reviewed]:
    """Every link that leads to something written."""
    found = []
    for slug, workspace in checked.workspaces.items():
        thread = Thread(workspace)
        found += [
            Reviewed(slug, f"{slug}/{vars(edge.lower)['id']}:{edge.target}", edge, thread)
            for edge in workspace.edges
            if edge.upper is not None
        ]
    return found


def _chosen(found: Iterable[Reviewed], names: Sequence[str]) -> tuple[list[Reviewed], list[str]]:
    """The links with these names (the county may be left out), and the names that none has."""
    by_name: dict[str, list[Reviewed]] = defaultdict(list)
    for link in found:
        by_name[link.name].append(link)
        short = link.name.partition("/")[2]
        # Two counties may use the same ids; then the county must be said.
        if not by_name[short] or by_name[short][0].county == link.county:
            by_name[short].append(link)
    return (
        [link for name in names for link in by_name.get(name, ())],
        [name for name in names if name not in by_name],
    )


def _write(run: Run, checked: Checked, links: Iterable[Reviewed]) -> int:
    """Write the fingerprints, file by file."""
    edits: dict[str, list[tuple[str, Edit]]] = defaultdict(list)
    for link in links:
        edge = link.edge
        now = link.thread.fingerprint(edge)
        if isinstance(edge.written, Link) and edge.written.reviewed == now:
            continue
        # Loading sets a tree as the locator of everything that it makes.
        tree = cast("Tree", edge.lower.origin.locator)
        route = (*edge.lower.origin.route, *edge.steps)
        edits[tree.source.path].append((link.name, editing.set_key(tree, route, "reviewed", now, bare="to")))
    for path, changes in edits.items():
        try:
            editing.write(run.project.root / path, checked.sources[path], [edit for _, edit in changes])
        except editing.Outdated:
            run.say("review.outdated", error=True, path=path)
            return OUTPUT
        except OSError as error:
            run.say("review.unwritten", error=True, path=path, detail=error.strerror or str(error))
            return OUTPUT
        for name, _ in changes:
            run.say("review.accepted", name=name)
    if edits:
        run.say("review.written", links=sum(map(len, edits.values())), files=len(edits))
    else:
        run.say("review.nothing_new")
    return CLEAN
