"""What all kinds share: entities that know their origin, texts by language, references, dates.

Everything is frozen, strict and closed: an unknown key or a number where a text should be is a
diagnostic, never a guess.
"""

import calendar
import re
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    RootModel,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from strategia.source import Location, Locator, Origin, Route, Step

LanguageCode = Literal["fi", "sv", "en", "se", "smn", "sms"]
LANGUAGE_CODES: tuple[LanguageCode, ...] = ("fi", "sv", "en", "se", "smn", "sms")

Words = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]

_WINDOWS_DEVICES = r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?"
_DEVICE_STARTS = frozenset(("con", "prn", "aux", "nul", "com", "lpt"))


def _sound_id(value: object) -> object:
    """An id as it is, unless Windows could not keep a file of its name."""
    if not isinstance(value, str):
        return value
    # Few ids begin like a device, and to see that takes no search by a pattern.
    if value.endswith(".") or (value[:3].lower() in _DEVICE_STARTS and re.fullmatch(_WINDOWS_DEVICES, value)):
        raise PydanticCustomError("id_reserved", "reserved name", {"value": value})
    return value


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9._-]{0,63}$"),
    # Ids become file names and anchors, also on Windows.
    BeforeValidator(_sound_id),
]


def _exact(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[Decimal, BeforeValidator(_exact)]
"""An exact decimal number; whole numbers in YAML are taken as such."""

Positive = Annotated[Decimal, Field(gt=0), BeforeValidator(_exact)]
"""An exact decimal number above zero."""


class Entity(BaseModel):
    """A thing in a strategy: frozen, closed, and knowing where it was written."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    # Not a private attribute of pydantic's: those cost a call for every entity, and count in comparisons.
    __slots__ = ("_origin", "_parts")
    if TYPE_CHECKING:
        _origin: tuple[Locator, Route]
        _parts: "Parts"

    @property
    def origin(self) -> Origin:
        """Where the entity was written; set by loading."""
        origin: tuple[Locator, Route] | None = getattr(self, "_origin", None)
        if origin is None:
            message = f"{type(self).__name__} was not loaded from a file"
            raise LookupError(message)
        return Origin(*origin)

    def _written_at(self, locator: Locator, route: Route) -> None:
        object.__setattr__(self, "_origin", (locator, route))

    def at(self, *steps: Step, key: bool = False) -> Location:
        """The location of a field of this entity, or of the entity when the field is not there."""
        return self.origin.at(*steps, key=key)


class Root(Entity):
    """What a whole file says: its `kind` names its class in `KINDS`, its `county` is that of its folder."""

    # Each class says them itself, where they belong in its order.
    if TYPE_CHECKING:
        kind: str
        county: str


def _text_or_map(value: object) -> str:
    return "«map»" if isinstance(value, dict) else "«text»"


class LocalizedText(
    RootModel[
        Annotated[
            Annotated[Words, Tag("«text»")] | Annotated[dict[LanguageCode, Words], Field(min_length=1), Tag("«map»")],
            Discriminator(_text_or_map),
        ]
    ]
):
    """A text: a plain string in the strategy's main language, or a map by language.

    Inline Markdown (emphasis, strong, links); never HTML.
    """

    model_config = ConfigDict(frozen=True, strict=True, defer_build=True)

    def languages(self, main: LanguageCode) -> tuple[LanguageCode, ...]:
        """The languages in which the text is written."""
        return (main,) if isinstance(self.root, str) else tuple(self.root)

    @property
    def wordings(self) -> tuple[str, ...]:
        """The text in each language it is written in."""
        return (self.root,) if isinstance(self.root, str) else tuple(self.root.values())

    def in_language(self, language: str, main: LanguageCode) -> tuple[str, LanguageCode]:
        """The text in a language, else in the main one, else in any; with the language it is in."""
        if isinstance(self.root, str):
            return self.root, main
        for code in (language, main):
            if code in self.root:
                return self.root[code], code
        first = next(iter(self.root))
        return self.root[first], first

    def __str__(self) -> str:
        return self.root if isinstance(self.root, str) else next(iter(self.root.values()), "")


class Ref(RootModel[Id]):
    """The id of another entity; `targets` names the classes it may point at."""

    model_config = ConfigDict(frozen=True, strict=True, defer_build=True)
    targets: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return self.root


class When:
    """A day, a month, a year, or an interval of them: `2025-01-21`, `2025-02`, `2025`, `2025-02/2025-03`.

    Written as in ISO 8601. `start` and `end` are the first and the last day meant.
    """

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: date, end: date) -> None:
        self.text = text
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"When({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, When) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def points(self) -> tuple[str, ...]:
        """The one or two points of time as written."""
        return tuple(self.text.split("/"))

    @classmethod
    def parse(cls, value: object) -> "When":
        """The time that a YAML value names; PydanticCustomError when it names none."""
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise PydanticCustomError("when_type", "not a date", {"value": str(value)})
        ends = [_days(part, value) for part in value.split("/")]
        if len(ends) > 2 or ends[-1][1] < ends[0][0]:
            raise PydanticCustomError("when_order", "interval runs backwards", {"value": value})
        return cls(value, ends[0][0], ends[-1][1])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(lambda when: when.text)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        point = r"\d{4}(-\d{2}(-\d{2})?)?"
        return {
            "anyOf": [
                {"type": "string", "pattern": f"^{point}(/{point})?$"},
                {"type": "integer", "minimum": 1900, "maximum": 2200},
            ]
        }


_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@lru_cache(maxsize=1024)
def _days(text: str, whole: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    match = _POINT.fullmatch(text)
    if match is None:
        raise PydanticCustomError("when_type", "not a date", {"value": whole})
    year, month, day = (int(group) if group else None for group in match.groups())
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)  # type: ignore[arg-type]
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])  # type: ignore[arg-type]
        return (exact := date(year, month, day)), exact  # type: ignore[arg-type]
    except (ValueError, calendar.IllegalMonthError):
        raise PydanticCustomError("when_impossible", "no such day", {"value": whole}) from None


class Period(Entity):
    """The years that a strategy is for, both included."""

    start: Annotated[int, Field(alias="from", ge=1990, le=2200)]
    end: Annotated[int, Field(alias="to", ge=1990, le=2200)]


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Sic = Annotated[
    tuple[Words, ...],
    BeforeValidator(_as_list),
    WithJsonSchema({"anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string"}}]}),
]
"""Words of the source that look wrong and are kept on purpose; one or a list."""


class Noted(Entity):
    """An entity that can say where its words come from and how they are to be read."""

    source: LocalizedText | None = None
    sic: Sic = ()
    ai_assisted: bool = False
    illustrative: bool = False
    note: LocalizedText | None = None


class Alias(Noted):
    """Another wording of the same thing in the source, and where it stands."""

    text: LocalizedText


class Point(Noted):
    """A line of a list, with lines below it where there are any."""

    id: Id | None = None
    text: LocalizedText
    points: "tuple[PointOrText, ...]" = ()
    aliases: tuple[Alias, ...] = ()


def _point_or_text(value: object) -> str:
    if isinstance(value, dict) and not (value and set(value) <= set(LANGUAGE_CODES)):
        return "«point»"
    return "«text»"


PointOrText = Annotated[
    Annotated[Point, Tag("«point»")] | Annotated[LocalizedText, Tag("«text»")],
    Discriminator(_point_or_text),
]
"""A line of a list: a text as it is, or a text with lines below it or with a remark."""


class Section(Noted):
    """Free prose that is no entity of its own: a heading, paragraphs, a list, sections below."""

    id: Id | None = None
    title: LocalizedText
    text: tuple[LocalizedText, ...] = ()
    points: tuple[PointOrText, ...] = ()
    numbered: bool = False
    sections: "tuple[Section, ...]" = ()


class Parts(NamedTuple):
    """What an entity is made of, itself included, each with its route from it, in the order of the model."""

    entities: list[tuple[Route, Entity]]
    texts: list[tuple[Route, LocalizedText]]
    references: list[tuple[Route, Ref]]


def walk(root: Entity) -> Parts:
    """Every entity, text and reference below `root`, and itself.

    An entity never changes, so that what was found is remembered with it.
    """
    found: Parts | None = getattr(root, "_parts", None)
    if found is None:
        found = Parts([], [], [])
        _gather(root, (), found)
        # Not the root itself: it would hold itself for ever while the collector rests.
        del found.entities[0]
        object.__setattr__(root, "_parts", found)
    return Parts([((), root), *found.entities], found.texts, found.references)


def _gather(value: Any, route: Route, found: Parts) -> None:
    kind = value.__class__
    if kind is LocalizedText:
        found.texts.append((route, value))
    elif kind in _PLAIN:
        return
    elif kind is tuple:
        for index, item in enumerate(value):
            _gather(item, (*route, index), found)
    elif kind is dict:
        for key, item in value.items():
            _gather(item, (*route, key), found)
    elif (keys := _keys(kind)) is None:
        found.references.append((route, value))
    else:
        found.entities.append((route, value))
        for name, inner in vars(value).items():
            # Most fields are not written, most others are texts, and nothing is below the rest: not worth a call.
            if inner:
                if (within := inner.__class__) is LocalizedText:
                    found.texts.append(((*route, keys[name]), inner))
                elif within not in _PLAIN:
                    _gather(inner, (*route, keys[name]), found)


_PLAIN = frozenset((str, bool, int, Decimal, When))
"""The classes of values with nothing below them."""


@cache
def _keys(kind: type[Entity | Ref]) -> dict[str, str] | None:
    """The keys of an entity by the names of its fields; None for a reference, which has none.

    **Why** it is remembered: pydantic takes its time to say, and a county has thousands of values.
    """
    if issubclass(kind, Ref):
        return None
    return {name: field.alias or name for name, field in kind.model_fields.items()}
