"""A PowerPoint template of the county's own: the grounds and ornaments of its layouts, its colours, and nothing else.

**Why** so little: what is taken is written anew onto our own layouts, where every text has its measured place. Nothing
of a stranger's file reaches a deck, and what text could not be read on stays away.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from lxml import etree

from strategia import archives
from strategia.audit.made import Made
from strategia.audit.reading.package import Package, find, opened, q, whole
from strategia.diagnostics import Diagnostic, Severity
from strategia.source import Location
from strategia.themes.decks import photos
from strategia.themes.decks.drawings import Drawings, Layer
from strategia.themes.decks.legibility import Carried, alike, carried
from strategia.themes.decks.photos import Photo
from strategia.themes.decks.scheme import Scheme, looks
from strategia.themes.decks.seen import chosen, seen, titles
from strategia.themes.problems import ProblemError
from strategia.themes.screening import screened
from strategia.writers.deck.shapes import HEIGHT, WIDTH, Layout
from strategia.writers.officetheme import deck_slots
from strategia.writers.theme import DEFAULT, DeckLayout, DeckLook, Drawn, Theme

_MAIN = "ppt/presentation.xml"
_PASSIVE = re.compile(
    r"printerSettings|ppt/printerSettings/\w+\.bin|customXml|customXmlProps|handoutMaster|tags|commentAuthors|authors|"
    "changesInfo|revisionInfo|extendedProperties"
)
"""Parts that PowerPoint itself puts into templates, and that stay there."""
_LAYOUTS: tuple[Layout, ...] = get_args(Layout)
_TYPES: Mapping[Layout, str] = {"Cover": "title", "Section": "secHead"}
"""By what PowerPoint knows a layout in every language; the others are of its usual kind, `obj`."""
_PICTURES = 20
"""How many pictures of a template are opened."""
_LONGEST = 60
"""How much of the name of a font is told."""
_SHAPE = WIDTH / HEIGHT
_NEARLY = 0.01


def read(name: str, folder: Path, place: Location, theme: Theme) -> tuple[DeckLook | None, list[Diagnostic]]:
    """The look of the template, with what is wrong with it; None when it is not used at all.

    ProblemError when there is no such file. `place` is where the theme names it; a theme that is not the default's has
    colours of its own, which go before those of the template.
    """
    data, unsafe = screened(name, folder, place, ".pptx", _PASSIVE)
    if unsafe:
        return None, unsafe
    template = _Template(data, opened(data, _MAIN, Made(name, "pptx")))
    if not template.masters:
        raise ProblemError("THM302", "empty", {"file": name})
    width, height = template.size
    if not height or abs(width / height / _SHAPE - 1) > _NEARLY:
        raise ProblemError(
            "THM302", "", {"file": name, "width": round(width / 36_000), "height": round(height / 36_000)}
        )
    darker: list[str] = []
    if theme.colours == DEFAULT.colours and theme.chart == DEFAULT.chart:
        theme, darker = looks(template.colours)
    made = {layout: template.look(layout, theme) for layout in _LAYOUTS}
    layouts = tuple(_drawn(layout, look) for layout, look in made.items() if look is not None)
    missing = [layout for layout in _LAYOUTS if template.named(layout) is None]
    pale = [layout for layout, look in made.items() if look is None]
    covered = [f"{layout} ({look.dropped})" for layout, look in made.items() if look is not None and look.dropped]
    told = (
        ("THM303", "", Severity.INFO, "missing", missing),
        ("THM304", "ground", Severity.WARNING, "layouts", pale),
        ("THM304", "ornaments", Severity.WARNING, "layouts", covered),
        ("THM305", "kind", Severity.WARNING, "pictures", template.refused.get("kind")),
        ("THM305", "size", Severity.WARNING, "pictures", template.refused.get("size")),
        ("THM306", "", Severity.INFO, "fonts", template.fonts),
        ("THM307", "", Severity.INFO, "colours", darker),
    )
    diagnostics = [
        Diagnostic(code, severity, place, {"file": name, key: ", ".join(words)}, variant)
        for code, variant, severity, key, words in told
        if words
    ]
    return DeckLook(tuple(deck_slots(theme).items()), layouts), diagnostics


def _drawn(layout: Layout, look: Carried) -> DeckLayout:
    ground, *ornaments = (Drawn(layer.drawn, layer.photo.data if layer.photo else b"") for layer in look.layers)
    return DeckLayout(layout, ground, tuple(ornaments), look.swapped, look.light_foot)


@dataclass(slots=True)
class _Template:
    """The masters and layouts of a template, and what each of them looks like."""

    data: bytes
    package: Package
    refused: dict[str, list[str]] = field(default_factory=dict)
    """Pictures that cannot be taken, by the reason."""
    _photos: dict[tuple[str, tuple[int, ...]], Photo | None] = field(default_factory=dict)
    _looks: dict[str, list[Layer]] = field(default_factory=dict)
    _carried: dict[tuple[str, Layout], Carried | None] = field(default_factory=dict)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the slides in EMU."""
        sizes = find(self.package.parts[_MAIN], "p:sldSz")
        return (whole(sizes[0].get("cx")), whole(sizes[0].get("cy"))) if sizes else (0, 0)

    @property
    def masters(self) -> list[str]:
        """The parts of the masters, in order."""
        return [*self._listed("p:sldMasterIdLst/p:sldMasterId")]

    @property
    def layouts(self) -> list[str]:
        """The parts of all layouts, master by master."""
        known = (part for master in self.masters for part in self.package.related(master, "slideLayout"))
        return [part for part in known if part in self.package.parts]

    def _listed(self, path: str) -> Iterator[str]:
        for known in find(self.package.parts[_MAIN], path):
            part = self.package.target(_MAIN, known.get(q("r:id"), ""))
            if part in self.package.parts:
                yield part

    def _theme(self, master: str) -> etree._Element | None:
        return next((self.package.parts.get(part) for part in self.package.related(master, "theme")), None)

    def scheme(self, master: str) -> Scheme:
        """The colours of a master."""
        return Scheme.of(self._theme(master), self.package.parts[master])

    @property
    def colours(self) -> Scheme:
        """The colours that the theme of the first master names; where nobody has chosen any, those that are seen."""
        parts = [self.package.parts[master] for master in self.masters]
        themes = [theme for master in self.masters if (theme := self._theme(master)) is not None]
        if chosen(themes, parts):
            return self.scheme(self.masters[0])
        titled = [
            rgb for master, part in zip(self.masters, parts, strict=True) for rgb in titles(part, self.scheme(master))
        ]
        return seen(titled, [layer for master in self.masters for layer in self._layers(master)])

    @property
    def fonts(self) -> list[str]:
        """The fonts of the first master that are not the one of our decks."""
        theme = self._theme(self.masters[0])
        fonts = find(theme, ".//a:fontScheme/*/a:latin") if theme is not None else []
        names = dict.fromkeys(font.get("typeface", "") for font in fonts)
        return [name[:_LONGEST] for name in names if name and name != DEFAULT.font]

    def named(self, layout: Layout) -> str | None:
        """The layout of the template that has the name of one of ours."""
        for part in self.layouts:
            names = find(self.package.parts[part], "p:cSld/@name")
            if names and str(names[0]).strip().casefold() == layout.casefold():
                return part
        return None

    def _sources(self, layout: Layout) -> Iterator[str]:
        """Where the look of a layout may come from, the best first; where one has its name, from that alone.

        LibreOffice does not write the names of its masters: there the first slide shows the cover, the second the rest.
        """
        if (named := self.named(layout)) is not None:
            yield named
            return
        ours, sought = {self.named(one) for one in _LAYOUTS}, _TYPES.get(layout, "obj")
        typed = [part for part in self.layouts if self.package.parts[part].get("type") == sought and part not in ours]
        if len(typed) == 1:
            yield typed[0]
        slides = [*self._listed("p:sldIdLst/p:sldId")]
        for slide in slides[:1] if layout == "Cover" else slides[1:2]:
            yield from self.package.related(slide, "slideLayout")
        yield self.masters[0]

    def look(self, layout: Layout, theme: Theme) -> Carried | None:
        """What of the first source that carries the layout's text is drawn; None where none does."""
        for part in dict.fromkeys(self._sources(layout)):
            key = part, alike(layout)
            if key not in self._carried and part in self.package.parts:
                self._carried[key] = carried(layout, self._layers(part), theme)
            if (found := self._carried.get(key)) is not None:
                return found
        return None

    def _layers(self, part: str) -> list[Layer]:
        """The ground and the ornaments of a layout with those of its master, or of a master alone."""
        if part not in self._looks:
            masters = self.package.related(part, "slideMaster")
            master = next((one for one in masters if one in self.package.parts), part)
            drawings = Drawings(self.package, self.scheme(master), WIDTH / self.size[0], self._photo)
            shown = part == master or self.package.parts[part].get("showMasterSp") not in ("0", "false")
            ground = drawings.ground(part) or drawings.ground(master) or drawings.bare()
            below = drawings.ornaments(master) if shown else []
            self._looks[part] = [ground, *below, *(drawings.ornaments(part) if part != master else ())]
        return self._looks[part]

    def _photo(self, part: str, cut: tuple[int, ...]) -> Photo | None:
        """A picture; one that cannot be taken is noted."""
        key = part, cut
        if key in self._photos:
            return self._photos[key]
        self._photos[key] = None
        if len(self._photos) > _PICTURES:
            self._refuse("size", part)
            return None
        try:
            with archives.opened(self.data) as archive:
                self._photos[key] = photos.read(archive.read(part), cut)
        except ProblemError as problem:
            self._refuse(problem.variant, part)
        except (KeyError, *archives.BROKEN):
            self._refuse("kind", part)
        return self._photos[key]

    def _refuse(self, reason: str, part: str) -> None:
        names = self.refused.setdefault(reason, [])
        if (name := part.rpartition("/")[2]) not in names:
            names.append(name)
