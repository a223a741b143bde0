"""Write `docs/keys.md`: every key of every kind of file, where it stands and what is written under it.

Shape and words come from the schemas in Finnish: `python tools/make_keys_page.py`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from strategia.counties import counties
from strategia.model import KINDS
from strategia.model.base import Id, Noted, When
from strategia.model.theme import COLOUR, FONT
from strategia.schemas import schema

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "keys.md"
EXAMPLES = ROOT / "docs" / "examples" / "kymenlaakso"

Shape = Mapping[str, Any]

SCHEMAS = {kind: schema(kind, "fi") for kind in KINDS}
CLASSES: dict[str, Shape] = {name: shape for whole in SCHEMAS.values() for name, shape in whole["$defs"].items()}
COMMON: Mapping[str, Shape] = {key: CLASSES["Goal"]["properties"][key] for key in Noted.model_fields}
"""The keys that may stand under nearly everything."""

TEXT = "LocalizedText"
REFERENCES = frozenset(name for name, shape in CLASSES.items() if name.endswith("Ref") and "properties" not in shape)
PATTERNS = {TypeAdapter(Id).json_schema()["pattern"]: "tunnus", COLOUR: "väri", FONT: "fontin nimi"}
WHEN_PATTERN = TypeAdapter(When).json_schema()["anyOf"][0]["pattern"]
COMMENT_COLUMN = 44
PLAIN = {"string": "sana", "number": "luku", "integer": "kokonaisluku", "boolean": "true tai false"}
FILES = {"service-strategy": "services.yaml", "budget": "budget-2026.yaml"}
"""What the files of a kind are usually called, where not by its name."""
TITLES = {
    "FundsLink": "Viittaus rahoitettavaan perusteineen",
    "ImplementsLink": "Viittaus toteutettavaan perusteineen",
    "ServesLink": "Viittaus perusteineen",
    "PlacedSection": "Vapaa luku",
    "Section": "Luku tai alaluku",
    "Value": "Arvo",
}
"""Names of classes whose titles would be hard to tell apart on one page."""

INTRODUCTION = """\
# Avaimet

Mitä strategian tiedostoihin voi kirjoittaa: jokainen avain, sen paikka ja arvo.
Sivu on koottu ohjelman omista sanoista komennolla `make docs`; älä muokkaa sitä käsin.

*På svenska / In English:* editorn visar samma förklaringar på svenska efter `strategia schemas --lang sv`;
the editor shows the same in English after `strategia schemas --lang en`.

Valmis esimerkki, jossa on käytetty useimpia avaimia (hyvinvointialue on oikea, kaikki muu on keksitty):
[strategy.yaml](examples/kymenlaakso/strategy.yaml), [services.yaml](examples/kymenlaakso/services.yaml),
[budget-2026.yaml](examples/kymenlaakso/budget-2026.yaml), [process.yaml](examples/kymenlaakso/process.yaml) ja
[theme.yaml](examples/kymenlaakso/theme.yaml).
Kokeile sitä: kopioi kansio `kymenlaakso` kansioon `strategies` ja aja `strategia build kymenlaakso`.
"""

FORMS = """\
## Näin avaimet kirjoitetaan

```yaml
avain: arvo                    # kaksoispisteen jälkeen välilyönti
avain:                         # avaimen alla voi olla muita avaimia: sisennä kahdella välilyönnillä
  toinen_avain: arvo
luettelo:                      # luettelon jokainen kohta alkaa viivalla
  - id: ensimmainen            # kohdan muut avaimet tasataan ensimmäisen alle
    title: Ensimmäinen kohta
  - id: toinen
    title: Toinen kohta
lyhyt_luettelo: [fi, sv]       # lyhyen luettelon voi kirjoittaa yhdelle riville
```

Avaimen, jota ei tarvita, voi jättää pois. Tyhjäksi avainta ei jätetä. Avainten järjestys on vapaa.

| arvo | miten kirjoitetaan |
|---|---|
| teksti | {text} Esimerkiksi `title: Arki sujuu` tai `title: {{fi: Arki sujuu, sv: Vardagen löper}}`. \
Tekstin, jossa on kaksoispiste ja välilyönti, voi panna lainausmerkkeihin. |
| sana | Teksti, joka on sama kaikilla kielillä. {word} |
| tunnus | {id} |
| viittaus | Jonkin muun kohdan tunnus, esimerkiksi `serves: hoitoon-paasy`. |
| luku, kokonaisluku | Numeroina ilman lainausmerkkejä ja tuhaterottimia. Desimaalierotin on piste: `4.3`. |
| luku vuosittain | Vuodet ovat avaimia: `{{2026: -1200, 2027: -1300}}`, tai kukin vuosi omalla rivillään. |
| ajankohta | {when} |
| true tai false | `true` tarkoittaa kyllä. Jos avain puuttuu, arvo on `false`. |
| valinta | Yksi annetuista sanoista, täsmälleen niin kuin se on taulukossa. |
| luettelo: … | Kohtia, joista jokainen alkaa viivalla. |

Kunkin tiedoston kohdalla on ensin koko rakenne: mikä avain on minkäkin alla. Siinä ”kuten principles”
tarkoittaa, että alle kirjoitetaan samat avaimet kuin avaimen `principles` alle. Sitten jokainen avain on selitetty.

<a id="common"></a>

## Yhteiset avaimet

Nämä voi kirjoittaa lähes minkä tahansa kohdan alle; taulukoissa se sanotaan lyhyesti ”Lisäksi yhteiset avaimet”.
"""


class Use(NamedTuple):
    """A place where a class stands: its keys from the top of the file, and whether it is an item of a list."""

    path: tuple[str, ...]
    listed: bool

    def __str__(self) -> str:
        return " → ".join(self.path)


class Line(NamedTuple):
    """A line of an outline with the remark behind it."""

    text: str
    remark: str

    def __str__(self) -> str:
        return f"{self.text:<{COMMENT_COLUMN}}# {self.remark}"


class Kind:
    """A kind of file with its classes, each in the places where it stands; the first one is the highest."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Shape = SCHEMAS[name]
        self.uses: dict[str, list[Use]] = {}
        self._place()

    def _place(self) -> None:
        waiting: list[tuple[Shape, tuple[str, ...]]] = [(self.root, ())]
        for shape, above in waiting:
            for key, value in _deep(shape):
                for name, listed in _held(value):
                    use = Use((*above, *key), listed)
                    if name not in self.uses:
                        waiting.append((CLASSES[name], use.path))
                    self.uses.setdefault(name, []).append(use)

    def outline(self, shape: Shape, path: tuple[str, ...] = ()) -> Iterator[Line]:
        """The keys of a class and of all below it; each class once."""
        for key, value in _own(shape).items():
            yield from self._branch(key, value, (*path, key), must=key in shape.get("required", ()))

    def _branch(self, key: str, value: Shape, path: tuple[str, ...], *, must: bool) -> Iterator[Line]:
        remark = value["title"].removesuffix(" siitä") + (", pakollinen" if must else "")
        name, listed = next(_held(value), ("", False))
        if "properties" in value:
            yield Line(f"{key}:", remark)
            yield from self._map(value["properties"], path)
        elif _served(value) or not name:
            yield Line(f"{key}: {_sample(value)}", remark)
        elif self.uses[name][0].path != path:
            yield Line(f"{key}: …", f"{remark}, kuten {self.uses[name][0]}")
        else:
            yield Line(f"{key}:", f"{remark}, luettelo" if listed else remark)
            if listed and _takes_text(value):
                yield Line("  - teksti", "pelkkä teksti tai")
            for number, line in enumerate(self.outline(CLASSES[name], path)):
                lead = "  " if not listed else "    " if number else "  - "
                yield Line(lead + line.text, line.remark)

    def _map(self, keys: Mapping[str, Shape], path: tuple[str, ...]) -> Iterator[Line]:
        for key, value in keys.items():
            if _is_text(value):
                yield Line(f"  {key}: teksti", f"{value['title']}; muut avaimet ovat taulukossa")
                return
            for line in self._branch(key, value, (*path, key), must=False):
                yield Line(f"  {line.text}", line.remark)


def page() -> str:
    """The whole page."""
    kinds = [Kind(name) for name in KINDS]
    parts = [INTRODUCTION, *(f"- [{_heading(kind)}](#kind-{kind.name})" for kind in kinds)]
    parts += ["- [Hyvinvointialueiden tunnukset](#county)\n", _forms(), _table(COMMON, ())]
    shown: set[str] = set()
    for kind in kinds:
        parts += _chapter(kind, shown)
        shown |= kind.uses.keys()
    parts.append('<a id="county"></a>\n\n## Hyvinvointialueiden tunnukset\n\n| tunnus | nimi |\n|---|---|')
    parts += [f"| `{slug}` | {county.name('fi')} |" for slug, county in counties().items()]
    return "\n".join(parts) + "\n"


def _forms() -> str:
    words = CLASSES["SourceText"]["properties"]["url"]["errorMessage"].partition(". ")[2]
    goal = CLASSES["Goal"]["properties"]["id"]["errorMessage"]
    when = CLASSES["Measure"]["properties"]["due"]["anyOf"][0]["errorMessage"]
    return FORMS.format(text=CLASSES[TEXT]["description"], word=words, id=goal, when=when)


def _chapter(kind: Kind, shown: set[str]) -> Iterator[str]:
    """A kind of file: its outline, its own keys, and the classes that no earlier kind has shown."""
    yield f'<a id="kind-{kind.name}"></a>\n\n## {_heading(kind)}\n\n{kind.root["description"]}\n'
    if (EXAMPLES / _file(kind)).is_file():
        yield f"Esimerkki: [{_file(kind)}]({EXAMPLES.relative_to(TARGET.parent).as_posix()}/{_file(kind)}).\n"
    yield "\n".join(["```yaml", *map(str, kind.outline(kind.root)), "```\n"])
    yield f"### Tiedoston ylimmät avaimet\n\n{_keys(kind.root)}"
    yield from (_entry(name, uses) for name, uses in kind.uses.items() if name not in shown)
    if known := [name for name in kind.uses if name in shown]:
        yield f"Edellä on jo kuvattu: {', '.join(map(_link, known))}.\n"


def _entry(name: str, uses: list[Use]) -> str:
    places = ", ".join(dict.fromkeys(f"`{use}`" for use in uses))
    told = " Luettelo: jokainen kohta alkaa viivalla." if all(use.listed for use in uses) else ""
    shape = CLASSES[name]
    return (
        f'<a id="{name.lower()}"></a>\n\n### {_title(name)}\n\n{_safe(shape["description"])}\n\n'
        f"Paikka: {places}.{told}\n\n{_keys(shape)}"
    )


def _heading(kind: Kind) -> str:
    return f"{_file(kind)}: {kind.root['title'].lower()}"


def _file(kind: Kind) -> str:
    return FILES.get(kind.name, f"{kind.name}.yaml")


def _keys(shape: Shape) -> str:
    more = "Lisäksi [yhteiset avaimet](#common).\n" if shape["properties"].keys() >= COMMON.keys() else ""
    return "\n".join(filter(None, [_table(_own(shape), shape.get("required", ())), more]))


def _table(keys: Mapping[str, Shape], required: tuple[str, ...]) -> str:
    rows = [
        f"| `{key}` | {'kyllä' if key in required else ''} | {_value(key, value)} | {_safe(value['description'])} |"
        for key, value in keys.items()
    ]
    return "\n".join(["| avain | pakollinen | arvo | selitys |", "|---|---|---|---|", *rows, ""])


def _own(shape: Shape) -> dict[str, Shape]:
    """The keys of a class without those that all have in common."""
    return {key: value for key, value in shape["properties"].items() if value != COMMON.get(key)}


def _deep(shape: Shape) -> Iterator[tuple[tuple[str, ...], Shape]]:
    """The keys of a class, those of its maps included."""
    for key, value in _own(shape).items():
        if "properties" in value:
            yield from (((key, inner), under) for inner, under in value["properties"].items())
        else:
            yield (key,), value


def _name(node: Shape) -> str:
    return str(node.get("$ref", "")).removeprefix("#/$defs/")


def _is_text(node: Shape) -> bool:
    return _name(node) == TEXT


def _choices(node: Shape) -> list[Shape]:
    return [*node.get("anyOf", [node])]


def _held(value: Shape) -> Iterator[tuple[str, bool]]:
    """The classes with keys that may stand under a key, and whether in a list."""
    for choice in _choices(value):
        for inner in _choices(choice.get("items", choice)):
            if (name := _name(inner)) and "properties" in CLASSES[name]:
                yield name, "items" in choice


def _served(value: Shape) -> bool:
    """Whether a key is for references, also where each may be a map with remarks of its own."""
    return any(_name(choice) in REFERENCES for choice in _choices(value))


def _by_year(node: Shape) -> Shape | None:
    """What stands under each year; None where the keys are no years."""
    return node["additionalProperties"] if "propertyNames" in node else None


def _takes_text(value: Shape) -> bool:
    return any(_is_text(choice) for choice in _choices(value["items"]))


def _sample(value: Shape) -> str:
    """What is written behind a key, in one word."""
    if "items" in value:
        return f"[{_sample(value['items'])}, …]"
    if "const" in value:
        return str(value["const"])
    if _served(value):
        return "viittaus"
    if under := _by_year(value):
        return f"{{2026: {_sample(under)}, …}}"
    return "valinta" if "enum" in value else _form(value)


def _form(node: Shape) -> str:
    """A value in words."""
    name = _name(node)
    if name == TEXT:
        return "teksti"
    if name in REFERENCES:
        return "viittaus"
    if name:
        return _link(name)
    if "items" in node:
        return f"luettelo: {_form(node['items'])}"
    if _served(node):
        several = " tai luettelo niistä" if any("items" in choice for choice in node["anyOf"]) else ""
        with_more = next(choice for choice in node["anyOf"] if _name(choice) not in {"", *REFERENCES})
        return f"viittaus{several}; myös {_form(with_more)}"
    if under := _by_year(node):
        word, colon, values = _form(under).partition(":")
        return f"{word} vuosittain{colon}{values}"
    if "anyOf" in node:
        if node["anyOf"][0].get("pattern") == WHEN_PATTERN:
            return "ajankohta"
        # The simplest comes first.
        return " tai ".join(sorted(map(_form, node["anyOf"]), key=len))
    if "enum" in node:
        pairs = zip(node["enum"], node["enumDescriptions"], strict=True)
        return "valinta:" + "".join(f"<br>`{value}` – {_safe(meaning)}" for value, meaning in pairs)
    return PATTERNS.get(node.get("pattern", "")) or PLAIN[node["type"]]


def _value(key: str, node: Shape) -> str:
    """A value in words, for the table."""
    if key == "county":
        return "valinta: [hyvinvointialueen tunnus](#county)"
    if "const" in node:
        return f"`{node['const']}`"
    if "properties" not in node:
        return _form(node)
    inner = node["properties"]
    return f"{_form(next(iter(inner.values())))} kunkin avaimen alla:" + "".join(
        f"<br>`{name}` – {_safe(value['description'])}" for name, value in inner.items()
    )


def _link(name: str) -> str:
    return f"[{_title(name)}](#{name.lower()})"


def _title(name: str) -> str:
    return TITLES.get(name) or str(CLASSES[name]["title"])


def _safe(text: str) -> str:
    return text.replace("<", "\\<").replace("|", "\\|")


def main() -> None:
    """Write the page."""
    TARGET.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
