"""From text to plain data with a place for every key and value.

Built from the C parser's *events* with limits: composing them here is the fastest way to values
with positions, and the only safe one, since deep nesting crashes the C composers. The accepted
YAML is a strict subset: one document, no anchors, aliases, tags, directives or merge keys.
Plain scalars follow YAML 1.2's core rules; what other readers read differently is refused.
"""

import re
from decimal import Decimal
from typing import Any, cast

from _ruamel_yaml import CParser
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.reader import ReaderError

from strategia.diagnostics import MILD, Diagnostic, Severity
from strategia.loading.characters import forbidden
from strategia.loading.places import NULLS, span_of
from strategia.loading.tree import Tree
from strategia.source import Location, Source, Span

MAX_DEPTH = 40
MAX_EVENTS = 100_000
"""As much as forty strategies have; a file made to have more takes long to explain."""
MAX_TEXT = 20_000
MAX_WORD = 1_000
"""Characters of one text, and of one word in it; what is longer was made to keep programs busy."""
MAX_DIAGNOSTICS = 1_000
"""After so many in one file reading stops; a file made to have more is no strategy."""

_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?")
_AMBIGUOUS = re.compile(
    r"[-+]?0[0-9_]+(\.[0-9_]*)?|0[xob][0-9a-fA-F_]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
    r"|[-+]?[0-9][0-9.]*[eE][-+]?[0-9]+|[-+]?\.[0-9]+|[-+]?[0-9]+\."
)
_TOO_LONG = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
"""A number, of a text that is none by `_NUMBER`: it has more digits than that takes."""
# Patterns as text, compiled when they are needed: few files have what they are for.
_COLOUR = r"\s*:\s+(#[0-9A-Fa-f]{6})\b"
"""What YAML takes for a comment, and whoever wrote it for a colour."""
_LONG_WORD = rf"\S{{{MAX_WORD + 1}}}"
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

_LONGEST_SIGN = 5
"""Characters of the longest value that looks like a text and is none: `false`."""
_NUMERIC = frozenset("-+.0123456789")
"""How a number begins."""

_ESCAPING = '"'
"""The style of scalars with escapes: only they can hold a character that was not seen in the text itself."""

_MISSING = object()
"""Stands for a value that is not there; it never enters the data."""


def grow(source: Source) -> tuple[Tree | None, list[Diagnostic]]:
    """The tree of a source, or None when it is no YAML of ours; with the diagnostics of both cases."""
    composer = _Composer(source)
    try:
        composer.run()
    except _RefusedError:
        return None, composer.diagnostics
    except (MarkedYAMLError, ReaderError) as error:
        # A bracket left open makes a list of all that follows; guesses about its items would mislead.
        composer.diagnostics = [known for known in composer.diagnostics if known.code != "YML110"]
        composer.report_syntax(error)
        return None, composer.diagnostics
    return composer.tree, composer.diagnostics


class _RefusedError(Exception):
    """Reading stops here; the diagnostic is in the list already."""


class _Composer:
    """Turns events into a tree, one file at a time."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tree = Tree(source)
        self.diagnostics: list[Diagnostic] = []
        # Keys that were written without quotes and found good.
        self.sound_keys: set[str] = set()
        # The last scalar in quotes: where a quotation mark is missing, it has swallowed what follows.
        self.quoted: Any = None

    def report(self, code: str, span: Span, variant: str = "", **arguments: object) -> None:
        severity = Severity.WARNING if code in MILD else Severity.ERROR
        location = Location(self.source.path, self._clamped(span))
        self._keep(Diagnostic(code, severity, location, arguments, variant))

    def _keep(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)
        if len(self.diagnostics) >= MAX_DIAGNOSTICS and diagnostic.code != "YML104":
            place = diagnostic.location or Location(self.source.path, Span(1, 1, 1, 1))
            self.refuse("YML104", place.span, "problems", limit=MAX_DIAGNOSTICS)

    def refuse(self, code: str, span: Span, variant: str = "", **arguments: object) -> None:
        self.report(code, span, variant, **arguments)
        raise _RefusedError

    def _clamped(self, span: Span) -> Span:
        """The span on lines that exist: an error at the end of a file stands one line too far."""
        last = len(self.source.lines)
        while last > 1 and not self.source.line(last).strip():
            last -= 1
        if span.line <= last:
            return span
        column = len(self.source.line(last)) + 1
        return Span(last, column, last, column)

    def run(self) -> None:  # noqa: PLR0912, PLR0915 - one loop, one branch for each event; calls would double its time
        next_event = CParser(self.source.text).get_event
        sound, heads = self.sound_keys, self.tree.heads
        # Without their signs in the text no event has an anchor or a tag.
        marked = "&" in self.source.text or "!" in self.source.text
        # The open container: its data, the events of its keys, its start event, the key that waits for a value.
        data: Any = None
        keys: dict[str, Any] = {}
        start: Any = None
        key: Any = None
        in_map = False
        # The same of those around it.
        stack: list[tuple[Any, dict[str, Any], Any, Any]] = []
        documents = 0
        for _ in range(MAX_EVENTS):
            event = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                if marked and (event.anchor or event.ctag):
                    self.refuse("YML103", span_of(event, event), "anchor" if event.anchor else "tag")
                text = event.value
                if in_map and key is None:
                    if text not in sound or text in keys:
                        self._key(event, keys)
                    key = event
                    continue
                # Of most values the length and the first character say that they are nothing but text.
                is_text = event.implicit[0] and _LONGEST_SIGN < len(text) <= MAX_WORD and text[0] not in _NUMERIC
                value = text if is_text else self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if marked and (event.anchor or event.ctag):
                    self.refuse("YML103", span_of(event, event), "anchor" if event.anchor else "tag")
                if len(stack) >= MAX_DEPTH:
                    self.refuse("YML104", span_of(event, event), "depth", limit=MAX_DEPTH)
                if in_map and key is None:
                    self.refuse("YML106", span_of(event, event))
                stack.append((data, keys, start, key))
                in_map = kind is MappingStartEvent
                data, keys, start, key = {} if in_map else [], {}, event, None
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                if in_map:
                    value = data
                    if "id" in keys:
                        heads.append((keys["id"], data))
                else:
                    value = tuple(data)
                data, keys, start, key = stack.pop()
                in_map = data.__class__ is dict
            elif kind is AliasEvent:
                self.refuse("YML103", span_of(event, event), "alias")
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.refuse("YML103", span_of(event, event), "documents")
                if event.version or event.tags:
                    self.refuse("YML103", span_of(event, event), "directive")
                continue
            elif kind is StreamEndEvent:
                break
            else:
                continue
            if value is _MISSING:
                self._missing(key or event, start, in_list=bool(stack) and not in_map)
            elif in_map:
                name = key.value
                if name not in keys:
                    keys[name] = key
                    data[name] = value
            elif stack:
                if start.flow_style and data and _is_torn(value, event):
                    self.report("YML110", span_of(event, event), text=value)
                data.append(value)
            else:
                self.tree.data = value
            key = None
        else:
            event = next_event()
            self.refuse("YML104", span_of(event, event), "events", limit=MAX_EVENTS)
        if not isinstance(self.tree.data, dict):
            empty = self.tree.data is None
            self.refuse("YML010" if empty else "YML105", Span(1, 1, 1, 1))

    def _key(self, event: Any, keys: dict[str, Any]) -> None:
        """Look at a key that is new in the file, or not the first of its name in its mapping."""
        name = event.value
        if event.implicit[0] and name in NULLS:
            self.refuse("YML106", span_of(event, event))
        if name[:1] == "\u00a0":
            self.refuse("YML101", span_of(event, event), "nbsp")
        if name == "<<":
            self.refuse("YML103", span_of(event, event), "merge")
        if event.style == _ESCAPING and (character := forbidden(name)) is not None:
            self.refuse("YML007", span_of(event, event), "escape", character=character)
        if event.implicit[0]:
            self.sound_keys.add(name)
        if name in keys:
            first = span_of(keys[name], keys[name])
            self._keep(
                Diagnostic(
                    "YML102",
                    Severity.ERROR,
                    Location(self.source.path, span_of(event, event)),
                    {"key": name, "line": first.line},
                    related=(Location(self.source.path, first),),
                )
            )

    def _missing(self, place: Any, start: Any, *, in_list: bool) -> None:
        """Report a value that is not there; a document without any is empty, which is told at its end."""
        if in_list:
            self.report("YML107", span_of(place, place), "item")
        elif start is not None and start.flow_style:
            # Within { } a comma ends a value: “80,5” is the value 80 and a key 5 without one.
            self.report("YML109", span_of(place, place), key=place.value)
        elif start is not None:
            span = span_of(place, place)
            after = self.source.lines[span.line - 1][span.end_column - 1 :]
            colour = re.match(_COLOUR, after)
            given = colour[1] if colour else ""
            self.report("YML107", span, "colour" if given else "", key=place.value, given=given)

    def _scalar(self, event: Any) -> Any:
        text = cast("str", event.value)
        if len(text) > MAX_WORD:
            if len(text) > MAX_TEXT:
                self.refuse("YML104", span_of(event, event), "text", limit=MAX_TEXT)
            if re.search(_LONG_WORD, text) is not None:
                self.refuse("YML104", span_of(event, event), "word", limit=MAX_WORD)
        if event.implicit[0]:
            if text in NULLS:
                return _MISSING
            first = text[0]
            if first in _NUMERIC:
                if (match := _NUMBER.fullmatch(text)) is not None:
                    return Decimal(text) if match[2] else int(text)
                too_long = _TOO_LONG.fullmatch(text) is not None
                if too_long or _AMBIGUOUS.fullmatch(text):
                    shown = text if len(text) <= 40 else text[:40] + "…"
                    self.report("YML108", span_of(event, event), "long" if too_long else "", text=shown)
                return text
            if text in _BOOLEANS:
                return _BOOLEANS[text]
        else:
            self.quoted = event
            if event.style == _ESCAPING and (character := forbidden(text)) is not None:
                self.report("YML007", span_of(event, event), "escape", character=character)
        return text

    def report_syntax(self, error: Any) -> None:
        """One syntax error in plain words; the parser stops at the first."""
        from strategia.loading import syntax  # noqa: PLC0415 - most files have none

        variant, line, column, problem = syntax.explained(error, self.source, self.quoted)
        self.report("YML101", Span(line, column, line, column + 1), variant, detail=problem)


def _is_torn(value: object, event: Any) -> bool:
    """Whether an item of a list in brackets looks like the second half of a sentence with a comma."""
    return isinstance(value, str) and event.implicit[0] and " " in value and value[0].islower() and ":" not in value
