"""Reading the style of a page: what it fetches, and which text colours stand on which grounds.

A ground is known where the same rule sets it. A rule that sets a text colour alone is judged on the ground, among
all that the style has, on which it is read best: where it stands, the style alone does not tell.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from strategia.audit.made import Found, Ink, Made, Spot
from strategia.diagnostics import Within
from strategia.writers.theme import contrast

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FETCHED = re.compile(r"url\(\s*[\"']?([^\"')]*)|@import\s+[\"']?([^\"';]*)|(image-set|expression)\(", re.IGNORECASE)
_BLOCK = re.compile(r"([^{};]*)\{([^{}]*)\}")
_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_PRINTED = ("print", "forced-colors")
_BACKGROUNDS = frozenset(("background", "background-color"))
_CLASS = re.compile(r"(?:^|,)\s*(?:t[dh])?\.([\w-]+)\s*(?=,|$)")
_LARGE_REM = 1.5
"""From this size on, in rem, text is large: 24 CSS pixels."""

Declared = dict[str, str]


def read(text: str, made: Made) -> None:
    """Note what the style fetches and its colours."""
    plain = _COMMENT.sub("", text)
    for match in _FETCHED.finditer(plain):
        address = next(group for group in match.groups() if group is not None)
        if not address.startswith(("data:font/", "data:image/png", "#")):
            made.loads.append(Found(address, Spot()))
    palettes: dict[str, Declared] = {"": {}}
    blocks = list(_blocks(plain))
    for media, selector, declared in blocks:
        if selector == ":root":
            palettes[media] = {**palettes[""], **declared}
    for scheme, palette in palettes.items():
        # A rule without a medium holds in all of them.
        own = [(number, declared) for number, (media, _, declared) in enumerate(blocks, 1) if media in ("", scheme)]
        grounds = {ground for _, declared in own if (ground := _ground(declared, palette)) is not None}
        for number, declared in own:
            made.inks += _inks(declared, palette, grounds, number)


def painted(text: str) -> frozenset[str]:
    """The classes to which the style gives a ground."""
    grounds = (selector for _, selector, declared in _blocks(_COMMENT.sub("", text)) if _BACKGROUNDS & declared.keys())
    return frozenset(name for selector in grounds for name in _CLASS.findall(selector))


def _blocks(text: str) -> Iterator[tuple[str, str, Declared]]:
    """Each rule with its medium, its selector and what it declares; those for paper are left out."""
    position = 0
    while (opening := re.compile(r"@(?:media|supports)([^{]*)\{").search(text, position)) is not None:
        yield from _rules("", text[position : opening.start()])
        depth, end = 1, opening.end()
        while depth and end < len(text):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        medium = " ".join(opening[1].split())
        if not any(word in medium for word in _PRINTED):
            yield from _rules(medium, text[opening.end() : end - 1])
        position = end
    yield from _rules("", text[position:])


def _rules(medium: str, text: str) -> Iterator[tuple[str, str, Declared]]:
    for selector, body in _BLOCK.findall(text):
        pairs = (line.partition(":") for line in body.split(";"))
        yield medium, selector.strip(), {name.strip(): value.strip() for name, _, value in pairs if value}


def _ground(declared: Declared, palette: Mapping[str, str]) -> str | None:
    return _colour(declared.get("background", declared.get("background-color", "")), palette)


def _inks(declared: Declared, palette: Mapping[str, str], grounds: Collection[str], number: int) -> Iterator[Ink]:
    """The colour of a rule on its ground, if it sets a plain one, or on the best of all grounds."""
    front, ground = _colour(declared.get("color", ""), palette), _ground(declared, palette)
    if front is None or not (ground or grounds):
        return
    size = re.match(r"([\d.]+)rem", declared.get("font-size", ""))
    large = size is not None and float(size[1]) >= _LARGE_REM
    best = ground or max(sorted(grounds), key=lambda one: contrast(front, one))
    yield Ink(front, best, large, Spot(Within((("rule", number),))))


def _colour(value: str, palette: Mapping[str, str], depth: int = 0) -> str | None:
    """A colour as `RRGGBB`; None for what is no plain colour."""
    if (named := _VARIABLE.fullmatch(value)) is not None and depth < len(palette):
        return _colour(palette.get(named[1], ""), palette, depth + 1)
    if (found := _HEX.fullmatch(value)) is None:
        return None
    digits = found[1]
    return (digits if len(digits) > 3 else "".join(digit * 2 for digit in digits)).upper()
