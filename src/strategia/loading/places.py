"""Where the keys and values of a text stand.

Found only when a place is asked for, by parsing the text once more: of most files none ever is, and
to remember all of them while a tree grows would take a fifth of the time of a lint.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from _ruamel_yaml import CParser
from ruamel.yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from strategia.source import Span, Step

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""How a value that is not there can be written; it has no place."""


class Place(NamedTuple):
    """Where a value stands: the event of its key (of an item its first), its first and its last, the places in it.

    **Why** events: they know where they stand, and few are ever asked.
    """

    key: Any
    first: Any
    last: Any
    below: "Places"


Places = dict[Step, Place]
"""By key or index."""

_NOWHERE: Places = {}
"""In a scalar there are no places."""


def places(text: str) -> Places:
    """The places in a text that has grown into a tree before: it is no deeper than that, and nothing in it is odd."""
    next_event = CParser(text).get_event
    while (event := next_event()).__class__ is not MappingStartEvent:
        pass
    return _within(event, next_event)[0]


def _within(start: Any, next_event: Callable[[], Any]) -> tuple[Places, Any]:
    """The places in a container that starts with an event, and the event it ends with."""
    found: Places = {}
    in_map = start.__class__ is MappingStartEvent
    while (key := next_event()).__class__ not in (MappingEndEvent, SequenceEndEvent):
        first = next_event() if in_map else key
        if first.__class__ is ScalarEvent:
            if first.implicit[0] and first.value in NULLS:
                continue
            last, below = first, _NOWHERE
        else:
            below, last = _within(first, next_event)
        # Of a key that is there twice the first counts.
        found.setdefault(key.value if in_map else len(found), Place(key, first, last, below))
    return found, key


def span_of(first: Any, last: Any) -> Span:
    """From where one event starts to where another ends."""
    start, end = first.start_mark, last.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
