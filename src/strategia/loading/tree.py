"""A file as plain data that knows where everything in it stands; `composing` makes it."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from strategia.loading.places import Place, Places, places, span_of
from strategia.model import Root
from strategia.source import Location, Route, Source, Span


class Tree:
    """A file as plain data (`dict`, `tuple`, `str`, `int`, `Decimal`, `bool`) that knows its places."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.data: Any = None
        self.heads: list[tuple[Any, dict[str, Any]]] = []
        """The mappings with an `id`, each with the event of that key."""

    @cached_property
    def ids(self) -> dict[str, Location]:
        """Where each id is written, by the key before it; of one that is there twice the first counts.

        **Why** not by `locate`: a build asks for all of them, and to parse the file again takes as long as to read it.
        """
        places: dict[str, Location] = {}
        for key, mapping in self.heads:
            if isinstance(known := mapping.get("id"), str) and known not in places:
                places[known] = Location(self.source.path, span_of(key, key))
        return places

    @cached_property
    def _places(self) -> Places:
        """Where everything stands, found by parsing once more.

        **Why** not while the tree grows: of most files no place is ever asked for.
        """
        return places(self.source.text)

    def locate(self, route: Route, *, key: bool = False) -> Location:
        """The place of a value, of its key when `key` is set, or of the nearest parent there is.

        Steps that the text does not have (tags of unions, a missing key) are skipped. A whole
        entity is pointed at by its `id`, else by its first key.
        """
        below, found = self._places, Span(1, 1, 1, 1)
        for step in route:
            place = below.get(step)
            if place is None:
                continue
            found = span_of(place.key, place.key) if key and isinstance(step, str) else span_of(place.first, place.last)
            below = place.below
        head = next(iter(below), None)
        if not key and isinstance(head, str):
            own = below.get("id")
            found = span_of(own.first, own.last) if own is not None else span_of(below[head].key, below[head].key)
        return Location(self.source.path, found)

    def value(self, route: Route) -> Any:
        """The value at a route; steps that the text does not have are skipped, as in `locate`."""
        node = self.data
        for step in route:
            if step in (node if isinstance(node, dict) else range(len(node)) if isinstance(node, tuple) else ()):
                node = node[step]
        return node

    def keys(self, route: Route) -> tuple[str, ...]:
        """The keys of the mapping at a route, in the order in which they are written."""
        return tuple(self.value(route))

    def in_brackets(self, route: Route) -> bool:
        """Whether the list or mapping at a route is written within brackets or braces."""
        place = self._place(route)
        return place is not None and bool(getattr(place.first, "flow_style", False))

    def block(self, route: Route) -> list[tuple[int, str]]:
        """The lines on which the value at a route stands, each with its number; empty lines at its end left out."""
        place = self._place(route)
        whole = Span(1, 1, len(self.source.lines) + 1, 1)
        span = whole if place is None else span_of(place.first, place.last)
        return [(number, self.source.line(number)) for number in range(span.line, self.last_line(span) + 1)]

    def _place(self, route: Route) -> Place | None:
        """The place of the value at a route; None for the whole file."""
        below, found = self._places, None
        for step in route:
            if step in below:
                found = below[step]
                below = found.below
        return found

    def last_line(self, span: Span) -> int:
        """The last line of a value with anything on it; the parser ends a block where the next one begins."""
        lines = self.source.lines
        begun = lines[span.end_line - 1][: span.end_column - 1] if span.end_line <= len(lines) else ""
        last = span.end_line if begun.strip(" -") else span.end_line - 1
        while last > span.line and (not (text := lines[last - 1].strip()) or text[0] == "#"):
            last -= 1
        return max(last, span.line)

    def lines_of(self, route: Route) -> Iterator[tuple[int, int, str]]:
        """The words of a text as they are written: for each line its number, the column they begin at, and they.

        Indentation, the quotes around a text and the sign of a block are no words of it; escapes are as written.
        """
        place = self._place(route)
        if place is None:
            return
        span, style = span_of(place.first, place.last), getattr(place.first, "style", None)
        block, quotes = style in ("|", ">"), style in ('"', "'")
        first = span.line + 1 if block else span.line
        for number in range(first, (self.last_line(span) if block else span.end_line) + 1):
            line = self.source.line(number)
            start = span.column - 1 + quotes if number == span.line else len(line) - len(line.lstrip())
            end = span.end_column - 1 - quotes if number == span.end_line and not block else len(line)
            if words := line[start:end].rstrip():
                yield number, start + 1, words

    def spans(self) -> Iterator[tuple[Span | None, Span, Any]]:
        """Every value below the root with the span of its key (None for an item of a list) and its own."""
        waiting = [(self._places, self.data)]
        while waiting:
            below, node = waiting.pop()
            for step, place in below.items():
                key = span_of(place.key, place.key) if isinstance(step, str) else None
                yield key, span_of(place.first, place.last), node[step]
                if place.below:
                    waiting.append((place.below, node[step]))

    def written(self, route: Route) -> str:
        """A scalar as it is written in the file, quotes included."""
        return self.source.slice(self.locate(route).span)


def trees(roots: Iterable[Root]) -> list[Tree]:
    """The trees that roots were made of; loading sets them as their locators."""
    return [tree for root in roots if isinstance(tree := root.origin.locator, Tree)]
