"""Themes: a county's colours can be read wherever they are used, and its logo can do nothing but be seen.

What Git can store is a case under `cases/themes`; here is what it cannot, what is too large, and what holds of all.
"""

import contextlib
import io
import os
import random
import struct
import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from strategia import themes
from strategia.diagnostics import Diagnostic
from strategia.loading import load
from strategia.model.theme import Colours, CountyTheme
from strategia.templates import Templates
from strategia.themes import png, svg
from strategia.themes.problems import ProblemError
from strategia.writers import pictures
from strategia.writers.palette import STRONG_TEXT, dark, strong
from strategia.writers.theme import DEFAULT, GRAPHICS, GROUNDS, TEXT, TEXTS, Logo, Theme, contrast

SECONDS = 2.0
"""Of processor time, for a logo that is refused."""

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
Make = Callable[[Path], None]


def read(folder: Path, text: str) -> tuple[Theme, list[Diagnostic]]:
    """The theme of a file with this text."""
    path = folder / "theme.yaml"
    path.write_text(f"kind: theme\ncounty: lappi\n{text}", encoding="utf-8")
    loaded = load([path], folder)
    assert loaded.diagnostics == []
    told = loaded.roots[0]
    assert isinstance(told, CountyTheme)
    return themes.theme(told, folder, "fi")


# --- colours ------------------------------------------------------------------------------


def failing(theme: Theme) -> list[str]:
    """What cannot be read in a theme."""
    texts = [
        f"{ink} on {ground}"
        for ink in TEXTS
        for ground in GROUNDS
        if contrast(theme.colours[ink], theme.colours[ground]) < TEXT
    ]
    texts += ["on_primary on primary"] if contrast(theme.on_primary, theme.primary) < TEXT else []
    texts += ["tint on primary"] if contrast(theme.tint, theme.primary) < TEXT else []
    return texts + [f"series {colour}" for colour in theme.chart if contrast(colour, theme.paper) < GRAPHICS]


def colours(seed: int) -> dict[str, str]:
    """Some colours, at random: one to four of those that can be given."""
    rng = random.Random(seed)  # noqa: S311 - no secrets
    keys = rng.sample(("primary", "accent", "text", "ground"), rng.randint(1, 4))
    # Half of them are such as a county might choose.
    low, high = ((0, 255), (0, 110))[seed % 2]
    return {
        key: "#"
        + "".join(f"{255 - rng.randint(0, 30) if key == 'ground' else rng.randint(low, high):02X}" for _ in "rgb")
        for key in keys
    }


@pytest.mark.parametrize("seed", range(60))
def test_a_theme_without_diagnostics_can_be_read_on_light_and_on_dark(tmp_path: Path, seed: int) -> None:
    lines = "".join(f'  {key}: "{value}"\n' for key, value in colours(seed).items())
    theme, told = read(tmp_path, f"colours:\n{lines}")
    assert {diagnostic.code for diagnostic in told} <= {"THM101"}
    assert failing(theme) == []
    assert failing(dark(theme)) == ["on_primary on primary"]
    assert len(theme.chart) == len(set(theme.chart)) == len(DEFAULT.chart)


@pytest.mark.parametrize("seed", range(60))
def test_those_who_ask_for_more_contrast_get_it(tmp_path: Path, seed: int) -> None:
    theme = strong(read(tmp_path, "colours: " + str(colours(seed)).replace("'", '"'))[0])
    least = min(contrast(theme.colours[ink], theme.colours[ground]) for ink in TEXTS for ground in GROUNDS)
    assert least >= STRONG_TEXT
    assert contrast(theme.rule, theme.paper) >= STRONG_TEXT


def test_there_are_themes_of_both_sorts_at_random(tmp_path: Path) -> None:
    told = [bool(read(tmp_path, "colours: " + str(colours(seed)).replace("'", '"'))[1]) for seed in range(60)]
    assert 10 < sum(told) < 50


@pytest.mark.parametrize("seed", range(0, 60, 2))
def test_whoever_takes_the_shades_offered_gets_a_theme_that_can_be_read(tmp_path: Path, seed: int) -> None:
    given = colours(seed)
    # The ground follows the main colour, so that a second colour may have to follow, too.
    for _ in range(4):
        _, told = read(tmp_path, "colours: " + str(given).replace("'", '"'))
        for diagnostic in told:
            key = next(key for key in given if given[key] == diagnostic.arguments["own"])
            given[key] = str(diagnostic.arguments["better"])
    assert told == []


@pytest.mark.parametrize("colour", ["#6FA8DC", "#FFCC00", "#00B140", "#F58220", "#767676"])
@pytest.mark.parametrize("key", ["primary", "accent", "text"])
def test_for_a_single_colour_the_shade_offered_is_enough(tmp_path: Path, key: str, colour: str) -> None:
    _, told = read(tmp_path, f'colours: {{{key}: "{colour}"}}')
    better = [diagnostic.arguments["better"] for diagnostic in told]
    assert len(better) == 1
    assert read(tmp_path, f'colours: {{{key}: "{better[0]}"}}')[1] == []


def test_the_default_theme_can_be_read() -> None:
    assert failing(DEFAULT) == []


def test_a_theme_that_gives_nothing_is_the_default(tmp_path: Path) -> None:
    assert read(tmp_path, "") == (DEFAULT, [])
    assert themes.colours.coloured(Colours()) == DEFAULT


def test_fonts_are_named_before_those_of_the_default(tmp_path: Path) -> None:
    theme, told = read(tmp_path, "fonts: {word: Verdana, web: [Source Sans 3]}\n")
    assert told == []
    assert theme.font == "Verdana"
    assert theme.web_fonts == f"'Source Sans 3', {DEFAULT.web_fonts}"


# --- logos --------------------------------------------------------------------------------


def drawing(inner: str, attributes: str = 'viewBox="0 0 20 10"') -> bytes:
    return f'<svg xmlns="{svg.SVG}" {attributes}>{inner}</svg>'.encode()


def picture(width: int = 8, height: int = 4, mode: str = "RGBA", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG", **options)
    return out.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content), name) + content + struct.pack(">I", zlib.crc32(name + content))


def png_of(width: int, height: int, rows: bytes, *, interlaced: int = 0) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, interlaced)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return png.SIGNATURE + b"".join(chunk(*part) for part in parts)


def _bytes(data: bytes) -> Make:
    return lambda path: path.write_bytes(data) and None  # type: ignore[return-value]


def _link(path: Path) -> None:
    outside = path.parents[1] / "outside.svg"
    outside.write_bytes(drawing(""))
    path.symlink_to(outside)


REFUSED: dict[str, tuple[Make, str, str]] = {
    "a folder": (Path.mkdir, "THM201", "kind"),
    "a link out of the folder": (_link, "THM202", ""),
    "nothing": (_bytes(b""), "THM203", ""),
    "a drawing without its namespace": (_bytes(b"<svg/>"), "THM203", ""),
    "a drawing of 300 kB": (_bytes(drawing(" " * 300_000)), "THM204", "bytes"),
    "a drawing of 3 000 parts": (_bytes(drawing("<g/>" * 3_000)), "THM204", "elements"),
    "parts within parts": (_bytes(drawing("<g>" * 60 + "</g>" * 60)), "THM204", "elements"),
    "strange parts within parts": (_bytes(drawing("<a:b xmlns:a='u'>" * 60 + "</a:b>" * 60)), "THM204", "elements"),
    "a drawing in UTF-16": (_bytes(drawing("").decode().encode("utf-16")), "THM203", ""),
    "a drawing without end": (_bytes(drawing("", f'viewBox="0 0 {"9" * 400} 1"')), "THM206", "size"),
    "a drawing within a drawing": (_bytes(drawing(drawing("").decode())), "THM205", "element"),
    "a picture of 2 MB": (_bytes(picture() + bytes(2 << 20)), "THM204", "bytes"),
    "a picture of 60 000 pixels a side": (_bytes(png_of(60_000, 60_000, bytes(10))), "THM204", "pixels"),
    "a picture that unpacks to more": (_bytes(png_of(100, 100, bytes(50_000_000))), "THM206", "png"),
    "a picture that unpacks to less": (_bytes(png_of(100, 100, bytes(100))), "THM206", "png"),
    "a picture with an unknown filter": (_bytes(png_of(1, 1, b"\x09\0\0\0")), "THM206", "png"),
    "a picture with wrong sums": (_bytes(picture().replace(b"IDAT", b"IDAX")), "THM206", "png"),
    "a picture that is cut off": (_bytes(picture()[:-20]), "THM206", "png"),
    "an interlaced picture": (_bytes(png_of(1, 1, bytes(4), interlaced=1)), "THM206", "interlaced"),
}
"""By what stands where the logo should: how it is made, and what is told of it."""


@POSIX
@pytest.mark.parametrize(("make", "code", "variant"), list(REFUSED.values()), ids=list(REFUSED))
def test_what_is_no_logo_is_refused_at_once(tmp_path: Path, make: Make, code: str, variant: str) -> None:
    folder = tmp_path / "lappi"
    folder.mkdir()
    make(folder / "logo")
    started = time.process_time()
    theme, told = read(folder, "logo: {file: logo, alt: Kuva}\n")
    assert time.process_time() - started < SECONDS
    assert [(one.code, one.variant, str(one.location)) for one in told] == [(code, variant, "theme.yaml:3:14")]
    assert theme.logo is None


@pytest.mark.parametrize(
    "name", ["/etc/logo.svg", "a/../b.svg", "C:\\logo.svg", "a\\b.svg", "%2e%2e/a.svg", "~/a.svg", ".git/a"]
)
def test_a_path_leads_downwards_only(tmp_path: Path, name: str) -> None:
    _, told = read(tmp_path, f"logo: {{file: '{name}', alt: Kuva}}\n")
    assert [one.code for one in told] == ["THM202"]


@pytest.mark.parametrize(
    ("mode", "options"), [("RGBA", {}), ("RGB", {}), ("L", {}), ("1", {}), ("P", {"bits": 4}), ("I;16", {})]
)
def test_pictures_of_every_sort_are_taken_and_still_open(mode: str, options: dict[str, object]) -> None:
    made, width, height = png.read(picture(33, 7, mode, **options))
    opened = Image.open(io.BytesIO(made))
    opened.load()
    assert opened.size == (width, height) == (33, 7)


def test_a_picture_loses_what_it_says_of_its_maker() -> None:
    told = chunk(b"tEXt", b"Author\0Somebody") + chunk(b"tIME", bytes(7)) + chunk(b"eXIf", b"II*\0")
    data = picture()
    place = data.index(b"IDAT") - 4
    made, _, _ = png.read(data[:place] + told + data[place:] + b"trailing")
    assert made == picture()


def names(data: bytes) -> Iterable[str]:
    for element in etree.fromstring(data).iter():
        yield str(element.tag)
        yield from map(str, element.attrib)


def test_a_drawing_keeps_its_shapes_and_loses_the_rest() -> None:
    made, width, height = svg.read(
        drawing(
            '<!-- C:\\Users\\somebody --><metadata>Somebody</metadata><e:view xmlns:e="urn:e" e:a="b"/>text'
            '<g style="fill:#123456; font-family:Arial" class="a"><path d="M0 0h9" xml:base="https://example.org"/></g>'
            "<title>Me &amp; you</title>",
            'width="40mm" height="20mm"',
        )
    )
    assert (width, height) == (300, 150)
    assert made.decode() == (
        f'<svg xmlns="{svg.SVG}" viewBox="0 0 40 20" width="300" height="150">'
        '<g fill="#123456"><path d="M0 0h9"></path></g><title>Me &amp; you</title></svg>'
    )


@pytest.mark.parametrize(
    "inner",
    [
        f'<g id="{"a" * 250_000}"/>',
        f'<path d="{"url(" * 60_000}"/>',
        f'<path d="{"url(#a" * 40_000}"/>',
        f'<g style="{"a:b;" * 60_000}"/>',
        f"<style>{'/*' * 120_000}</style>",
        f"<style>{'.a,' * 80_000}</style>",
        "<g>" * 20 + f"<style>{'.a,' * 100}</style>" * 700 + "</g>" * 20,
        f'<svg viewBox="{"9" * 250_000}"/>',
        f'<g class="{"a " * 120_000}"/>',
    ],
)
def test_a_drawing_is_read_or_refused_at_once_whatever_is_in_it(inner: str) -> None:
    started = time.process_time()
    with contextlib.suppress(ProblemError):
        svg.read(drawing(inner))
    assert time.process_time() - started < SECONDS


def test_rules_for_classes_become_attributes_as_drawing_programs_write_them() -> None:
    made, _, _ = svg.read(
        drawing(
            '<style type="text/css"><![CDATA[/* by */ .a{fill:#123456;}\n.a,.b{stroke:none;font-size:9} ]]></style>'
            '<path class="a" style="fill:#FFFFFF" d="M0 0"/>'
            '<path class="b a" fill="red" d="M1 1"/><path class="c" d="M2 2"/>'
        )
    )
    assert b"style" not in made
    assert b'<path d="M0 0" fill="#FFFFFF" stroke="none"></path>' in made
    assert b'<path fill="#123456" d="M1 1" stroke="none"></path>' in made
    assert b'<path d="M2 2"></path>' in made


def test_a_drawing_is_read_the_same_again() -> None:
    made = svg.read(
        drawing('<defs><clipPath id="a"><rect width="2" height="2"/></clipPath></defs><g clip-path="url(#a)"/>')
    )
    assert svg.read(made[0]) == made
    assert {name.rpartition("}")[2] for name in names(made[0])} == {
        *("svg", "defs", "clipPath", "rect", "g"),
        *("viewBox", "width", "height", "id", "clip-path"),
    }
    assert b'id="_logo-a"' in made[0]
    assert b'clip-path="url(#_logo-a)"' in made[0]


@pytest.mark.parametrize(
    "inner",
    [
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><path d="M0 0h9v9z" fill="url(#a)"/>',
        '<clipPath id="a"><path d="M0 0h9v9z" clip-path="url(#a)"/></clipPath><path d="M0 0h9" clip-path="url(#a)"/>',
    ],
    ids=["gradients", "clip paths"],
)
def test_a_drawing_that_refers_to_itself_is_drawn_all_the_same(inner: str) -> None:
    made, _, _ = svg.read(drawing(inner))
    assert pictures.png(made.decode(), Templates()).startswith(png.SIGNATURE)


def test_what_a_logo_shows_is_told_in_the_language_of_the_document(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(drawing(""))
    theme, _ = read(tmp_path, "logo: {file: logo.svg, alt: {fi: Kolme kaarta, sv: Tre bågar}}\n")
    assert theme.logo is not None
    assert [theme.logo.alternative(language) for language in ("sv", "fi", "en")] == [
        "Tre bågar",
        "Kolme kaarta",
        "Kolme kaarta",
    ]
    assert isinstance(theme.logo, Logo)


def test_the_example_of_the_manual_is_sound(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[1] / "docs" / "theme.md").read_text(encoding="utf-8")
    example = manual.partition("```yaml\n")[2].partition("```")[0].partition("county: kymenlaakso\n")[2]
    (tmp_path / "logo.svg").write_bytes(drawing(""))
    theme, told = read(tmp_path, example)
    assert told == []
    assert theme.logo is not None
    assert theme.primary == "17523A"
    assert theme.font == "Arial"
