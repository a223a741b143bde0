"""A logo in SVG, read by an allow-list and written anew: shapes and colours, nothing that runs, loads or refers.

The parser is expat, event by event: a document type ends the reading before any entity could unfold.
"""

import re
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from strategia.themes.problems import ProblemError

MAX_BYTES = 256 * 1024
MAX_ELEMENTS = 2_000
MAX_DEPTH = 32
MAX_RULES = 8 * 1024
"""Characters of all style sheets; to search for rules takes time that grows with their square."""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

_FARTHEST = 1e6
"""No drawing has coordinates beyond this, in its own unit."""
_LONGER_SIDE = 300
"""Pixels of a drawing's longer side: enough for a sharp picture of it."""

_SHAPES = {"svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "clipPath"}
_GRADIENTS = {"linearGradient", "radialGradient"}
_ELEMENTS = _SHAPES | _GRADIENTS | {"stop", "title", "desc"}
_DROPPED = {"metadata"}
"""Elements that are left out with all that is in them, as are those of drawing programs' own namespaces."""

_PROPERTIES = {
    *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap"),
    *("stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity"),
    *("clip-path", "clip-rule", "stop-color", "stop-opacity", "color", "display", "visibility"),
}
_ATTRIBUTES = _PROPERTIES | {
    *("id", "d", "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "points"),
    *("fx", "fy", "offset", "transform", "viewBox", "preserveAspectRatio"),
    *("gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits"),
}
_IDLE = re.compile(r"version|role|overflow|enable-background|xml:space|(aria|data)-[\w-]+|(font|text|mix)-.*|isolation")
"""Attributes and properties that change nothing here; they are left out."""

_HANDLER = re.compile(r"on\w+", re.IGNORECASE)
_ID = re.compile(r"[A-Za-z_][\w.-]*")
_REFERENCE = re.compile(rf"url\(\s*[\"']?#({_ID.pattern})[\"']?\s*\)")
_OURS = "_logo-"
"""How ids begin, so that in a page they meet no other."""
_VALUE = re.compile(r"[\w\s.,;:#%()+/-]*")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"(\.[\w-]+(?:\s*,\s*\.[\w-]+)*)\s*\{([^{}]*)\}")
"""A rule for elements of some classes."""
_OUTSIDE = re.compile(r"(?:url\s*\(|[a-z]{3}:|//)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px|pt|mm|cm|in)?\s*")
_NUMBER = re.compile(r"[\s,]+")


def read(data: bytes) -> tuple[bytes, float, float]:
    """The drawing written anew, with its width and height. ProblemError when it is none or may not be used."""
    if len(data) > MAX_BYTES:
        raise ProblemError("THM204", "bytes", {"limit": MAX_BYTES // 1024})
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword
    except expat.ExpatError as error:
        raise ProblemError("THM206", "svg", {"line": error.lineno}) from None
    return reader.written()


class _Reader:
    """Takes the parser's events and writes what may stay."""

    def __init__(self) -> None:
        # Only UTF-8: what else a file claims to be could hide its characters from a reader of the source.
        self.parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self._out: list[str] = []
        self._open: list[str] = []
        self._dropping = 0
        self._rules: dict[str, dict[str, str]] = {}
        self._style: list[str] | None = None
        self._written = 0
        self._elements = 0
        self._size: tuple[float, float] | None = None

    def written(self) -> tuple[bytes, float, float]:
        """The drawing as UTF-8, with its width and height."""
        if self._size is None:
            raise ProblemError("THM203")
        return "".join(self._out).encode(), *self._size

    def _refused(self, variant: str, **named: object) -> ProblemError:
        return ProblemError("THM205", variant, {"line": self.parser.CurrentLineNumber} | named)

    def _doctype(self, *_: object) -> None:
        raise self._refused("doctype")

    def _instruction(self, target: str, _: str) -> None:
        raise self._refused("element", name=f"<?{target}?>")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS or len(self._open) + self._dropping >= MAX_DEPTH:
            raise ProblemError("THM204", "elements", {"limit": MAX_ELEMENTS, "depth": MAX_DEPTH})
        namespace, _, local = name.rpartition(" ")
        if not self._open and not self._dropping and (namespace, local) != (SVG, "svg"):
            raise ProblemError("THM203")
        if self._dropping or namespace != SVG or local in _DROPPED:
            self._dropping += 1
            return
        if local == "style" and self._open and self._style is None:
            self._style = []
            return
        if local not in _ELEMENTS or self._style is not None:
            raise self._refused("element", name=f"<{local}>")
        kept = self._kept(local, attributes)
        if not self._open:
            kept = self._shaped(kept)
        elif local == "svg":
            raise self._refused("element", name="<svg> <svg>")
        self._open.append(local)
        self._out.append(f"<{local}{''.join(f' {key}={quoteattr(value)}' for key, value in kept.items())}>")

    def _end(self, _: str) -> None:
        if self._dropping:
            self._dropping -= 1
        elif self._style is not None:
            self._rules |= self._ruled("".join(self._style))
            self._style = None
        else:
            self._out.append(f"</{self._open.pop()}>")

    def _text(self, text: str) -> None:
        if self._style is not None and not self._dropping:
            self._written += len(text)
            if self._written > MAX_RULES:
                raise self._refused("element", name="<style>")
            self._style.append(text)
        elif not self._dropping and self._open and self._open[-1] in ("title", "desc"):
            self._out.append(escape(text))

    def _kept(self, element: str, attributes: dict[str, str]) -> dict[str, str]:
        """The attributes that stay, those of a `style` among them."""
        kept: dict[str, str] = {}
        styled: dict[str, str] = {}
        for name, value in attributes.items():
            namespace, _, local = name.rpartition(" ")
            if _HANDLER.fullmatch(local):
                raise self._refused("handler", name=local)
            if local == "href" and namespace in ("", XLINK):
                if element not in _GRADIENTS or value[:1] != "#" or not _ID.fullmatch(value[1:]):
                    raise self._refused("reference", name=local)
                kept["href"] = f"#{_own(value[1:])}"
            elif namespace:
                continue
            elif local == "style":
                styled |= self._declared(value)
            elif local == "class":
                # Rules yield to the element's own style, whatever comes first.
                rules = [self._rules.get(one, {}) for one in value.split()]
                styled = {key: rule[key] for rule in rules for key in rule} | styled
            elif local in _ATTRIBUTES:
                kept[local] = self._sound(local, value)
            elif not _IDLE.fullmatch(local):
                raise self._refused("attribute", name=local)
        return kept | styled

    def _ruled(self, sheet: str) -> dict[str, dict[str, str]]:
        """The rules of a style sheet by class; drawing programs write no others."""
        rules: dict[str, dict[str, str]] = {}
        sheet = _COMMENT.sub("", sheet)
        for names, declarations in _RULE.findall(sheet):
            declared = self._declared(declarations)
            for name in names.split(","):
                own = name.strip().removeprefix(".")
                rules[own] = rules.get(own, {}) | declared
        if _RULE.sub("", sheet).strip():
            raise self._refused("element", name="<style>")
        return rules

    def _declared(self, style: str) -> dict[str, str]:
        """The declarations of a `style` as attributes."""
        pairs = (declaration.partition(":") for declaration in style.split(";") if declaration.strip())
        named = [(name.strip(), value.strip()) for name, _, value in pairs]
        sound = {name: self._sound(name, value) for name, value in named}
        return {name: value for name, value in sound.items() if name in _PROPERTIES}

    def _sound(self, name: str, value: str) -> str:
        """A value that refers to nothing but a part of the same drawing."""
        rest = _REFERENCE.sub("", value)
        if _OUTSIDE.search(rest):
            raise self._refused("reference", name=name)
        if not _VALUE.fullmatch(rest):
            raise self._refused("attribute", name=name)
        return _own(value) if name == "id" else _REFERENCE.sub(lambda found: f"url(#{_own(found[1])})", value)

    def _shaped(self, kept: dict[str, str]) -> dict[str, str]:
        """The attributes of the drawing itself, with its size as `viewBox` alone."""
        box = kept.get("viewBox")
        if box is not None:
            numbers = [float(part) for part in _NUMBER.split(box.strip()) if re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", part)]
        else:
            sides = [_LENGTH.fullmatch(kept.get(side, "")) for side in ("width", "height")]
            numbers = [0.0, 0.0, *(float(side[1]) for side in sides if side is not None)]
        if len(numbers) != 4 or min(numbers[2:]) <= 0 or max(map(abs, numbers)) > _FARTHEST:
            raise ProblemError("THM206", "size")
        # Without a size of its own, some programs draw a picture as wide as a page.
        scale = _LONGER_SIDE / max(numbers[2:])
        self._size = (numbers[2] * scale, numbers[3] * scale)
        width, height = (f"{side:g}" for side in self._size)
        shape = {"viewBox": " ".join(f"{number:g}" for number in numbers), "width": width, "height": height}
        return {"xmlns": SVG} | shape | {name: value for name, value in kept.items() if name in _PROPERTIES}


def _own(name: str) -> str:
    """An id as it is written anew."""
    return name if name.startswith(_OURS) else _OURS + name
