"""AUD, 102 to 111: what a file could do to its reader, and what it tells of those who made it."""

import re
from collections.abc import Iterator
from functools import cache

from strategia.audit import allowed
from strategia.audit.made import Made, Spot
from strategia.audit.rule import Remark, rule
from strategia.counties import counties
from strategia.diagnostics import Severity

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_INSTRUCTION = re.compile(r"\s*(\w+)")
_WITHIN = re.compile(r'HYPERLINK\s+\\l\s+"[^"]*"', re.IGNORECASE)
_STRICT = {"default-src": {"'none'"}, "base-uri": {"'none'"}, "form-action": {"'none'"}}
_SOURCES = re.compile(r"'none'|'self'|data:|'sha(?:256|384|512)-[A-Za-z0-9+/=]+'")


@rule("AUD102", Severity.ERROR)
def active_content(made: Made) -> Iterator[Remark]:
    """Nothing in a file runs or takes input."""
    for found in made.active:
        yield Remark(found.at, {"name": found.name})


@rule("AUD103", Severity.ERROR)
def fetched_from_elsewhere(made: Made) -> Iterator[Remark]:
    """Nothing is fetched when a file is opened."""
    for found in made.loads:
        yield Remark(found.at, {"address": found.name})


@rule("AUD104", Severity.ERROR)
def link_of_another_kind(made: Made) -> Iterator[Remark]:
    """Links lead within the file, to the web or to a mailbox."""
    for link in made.links:
        scheme = _SCHEME.match(link.address)
        outside = scheme is not None and scheme[1].lower() in allowed.SCHEMES
        if not outside and not link.address.startswith("#"):
            yield Remark(link.at, {"address": link.address})


@rule("AUD105", Severity.ERROR)
def field_of_another_kind(made: Made) -> Iterator[Remark]:
    """Fields count and refer within the file."""
    for found in made.fields:
        name = _INSTRUCTION.match(found.name)
        known = name is not None and name[1].upper() in allowed.FIELDS
        if not known and not _WITHIN.fullmatch(found.name):
            yield Remark(found.at, {"field": found.name})


@rule("AUD106", Severity.ERROR)
def foreign_part(made: Made) -> Iterator[Remark]:
    """A file holds nothing but its own document and the data of its charts."""
    for found in made.parts:
        yield Remark(found.at, {"name": found.name})


@rule("AUD107", Severity.ERROR)
def unknown_markup(made: Made) -> Iterator[Remark]:
    """A page is made of elements and attributes that are known to be harmless."""
    for found in made.markup:
        yield Remark(found.at, {"name": found.name})


@rule("AUD108", Severity.ERROR)
def loose_policy(made: Made) -> Iterator[Remark]:
    """A page forbids browsers everything that it does not need, before anything else."""
    if made.format != "html":
        return
    if made.policy is None:
        yield Remark(Spot(), variant="missing")
        return
    parts = [part.split() for part in made.policy.split(";") if part.strip()]
    directives = {name.lower(): set(sources) for name, *sources in parts}
    loose = [name for name, sources in _STRICT.items() if directives.get(name) != sources]
    loose += [name for name, sources in directives.items() if not all(map(_SOURCES.fullmatch, sources))]
    loose += [name for name in directives if name.startswith("script-src")]
    for name in dict.fromkeys(loose):
        yield Remark(Spot(), {"directive": name})
    if made.styled and made.style_hash not in directives.get("style-src", ()):
        yield Remark(Spot(), variant="hash")


@rule("AUD109", Severity.ERROR)
def person_named(made: Made) -> Iterator[Remark]:
    """The properties of a file name a county and nobody else."""
    for found in made.people:
        if found.name not in _names():
            yield Remark(found.at, {"name": found.name})


@cache
def _names() -> frozenset[str]:
    """The official names of all counties in all languages."""
    return frozenset(name for county in counties().values() for name in county.names.values())


@rule("AUD110", Severity.ERROR)
def trace_of_a_machine(made: Made) -> Iterator[Remark]:
    """No file tells where on some machine it was made, or how it was edited."""
    for found in made.traces:
        yield Remark(found.at, {"trace": found.name})


@rule("AUD111", Severity.WARNING)
def time_of_a_clock(made: Made) -> Iterator[Remark]:
    """The times of a file come from its sources, so that the same sources give the same file."""
    for found in made.times:
        yield Remark(found.at, {"time": found.name})
