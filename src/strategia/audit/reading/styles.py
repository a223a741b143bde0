"""The styles of a Word file: what a paragraph looks like by its style and those it is based on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from strategia.audit.reading.package import q

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc [1-9]", re.IGNORECASE)
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_USUAL_SIZE = 20
"""Word's own size of type, in half points, where no style says one."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Colours as `RRGGBB` (None where nothing says one), size in points."""

    front: str | None
    ground: str | None
    size: float
    bold: bool


class Styles:
    """The styles of `word/styles.xml` by their ids. Without that part nothing has any."""

    def __init__(self, root: etree._Element | None) -> None:
        self._root = root
        found = () if root is None else root.iter(q("w:style"))
        self._styles = {style.get(q("w:styleId"), ""): style for style in found}

    @property
    def language(self) -> str:
        """The language of all text that says none."""
        return "" if self._root is None else value(self._root.find(f"{q('w:docDefaults')}//{q('w:lang')}"))

    def level(self, style: str) -> int:
        """The level of a heading's style; 0 for others."""
        for one in self._chain(style):
            if (named := _HEADING.fullmatch(value(one.find(q("w:name"))))) is not None:
                return int(named[1])
        return 0

    def is_list(self, style: str) -> bool:
        """Whether the style itself numbers or bullets its paragraphs."""
        return any(one.find(f"{q('w:pPr')}/{q('w:numPr')}") is not None for one in self._chain(style))

    def is_contents(self, style: str) -> bool:
        """Whether the style is that of entries of a list of contents."""
        return any(_CONTENTS.fullmatch(value(one.find(q("w:name")))) for one in self._chain(style))

    def looks(self, paragraph: str, run: etree._Element | None = None, ground: str | None = None) -> Looks:
        """How a run looks in a paragraph of a style, on the ground of a cell if that has one."""
        own = run.find(q("w:rPr")) if run is not None else None
        character = value(own.find(q("w:rStyle"))) if own is not None else ""
        within = [*([own] if own is not None else []), *self._all(character, "rPr"), *self._all(paragraph, "rPr")]
        if self._root is not None:
            within += self._root.findall(f"{q('w:docDefaults')}/{q('w:rPrDefault')}/{q('w:rPr')}")
        size = _first(within, "w:sz")
        bold = next((value(b, "1") for props in within if (b := props.find(q("w:b"))) is not None), "0")
        shaded = _first([*([own] if own is not None else []), *self._all(paragraph, "pPr")], "w:shd", "w:fill")
        return Looks(
            colour(_first(within, "w:color")),
            colour(shaded) or ground,
            (int(size) if size.isdecimal() else _USUAL_SIZE) / 2,
            bold not in ("0", "false"),
        )

    def _chain(self, style: str) -> Iterator[etree._Element]:
        """A style and those it is based on; a ring of them ends."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style].find(q("w:basedOn")))

    def _all(self, style: str, kind: str) -> Iterator[etree._Element]:
        for one in self._chain(style):
            yield from one.findall(q(f"w:{kind}"))


def value(element: etree._Element | None, otherwise: str = "") -> str:
    """The value of a property; `otherwise` where it says none or there is no such property."""
    return otherwise if element is None else element.get(q("w:val"), otherwise)


def colour(text: str) -> str | None:
    """A colour as `RRGGBB`; None for `auto` and nothing."""
    return text.upper() if _HEX.fullmatch(text) else None


def _first(within: list[etree._Element], name: str, attribute: str = "w:val") -> str:
    found = (element.get(q(attribute), "") for props in within for element in props.findall(q(name)))
    return next(found, "")
