"""Made-up counties for measuring: about 1 200 lines each, in Finnish, the same on every run.

    python benchmarks/generate.py FOLDER [--counties 22] [--thread]

FOLDER becomes a project: `strategies/<county>/{strategy,indicators,measures}.yaml`, with `--thread` of
more goals in fewer words, and with `services.yaml` and `budget-2026.yaml`, whose sums are right and whose
links reach every goal. The texts are put together from phrases and say that they are illustrative; nothing
in them is about a real county.
"""

import argparse
import random
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import thread

SLUGS = (
    *("ita-uusimaa", "keski-uusimaa", "lansi-uusimaa", "vantaa-kerava", "varsinais-suomi", "satakunta"),
    *("kanta-hame", "pirkanmaa", "paijat-hame", "kymenlaakso", "etela-karjala", "etela-savo", "pohjois-savo"),
    *("pohjois-karjala", "keski-suomi", "etela-pohjanmaa", "pohjanmaa", "keski-pohjanmaa", "pohjois-pohjanmaa"),
    *("kainuu", "lappi", "helsinki"),
)
"""The official list: 21 counties and Helsinki."""

COUNCIL = 10
PRIORITIES, PROGRAMMES = 5, 5


@dataclass(frozen=True)
class Size:
    """How much of what differs: `thread` is a county with a service strategy and a budget."""

    perspectives: int
    goals: int
    indicators: int
    measures: int
    texts: bool
    thread: bool


ALONE = Size(perspectives=3, goals=2, indicators=36, measures=40, texts=True, thread=False)
THREAD = Size(perspectives=4, goals=4, indicators=60, measures=20, texts=False, thread=True)

_WHO = (
    "Ikääntyneiden",
    "Lasten ja nuorten",
    "Perheiden",
    "Työikäisten",
    "Asukkaiden",
    "Asiakkaiden",
    "Omaishoitajien",
    "Henkilöstön",
    "Monialaisesti tukea tarvitsevien",
    "Vammaisten henkilöiden",
)
_WHAT = (
    "palvelukokonaisuus",
    "toimintakyky",
    "osallisuus",
    "hyvinvointi",
    "turvallisuus",
    "arjen tuki",
    "palveluketju",
    "kokemus palveluista",
    "luottamus",
    "yhdenvertaisuus",
)
_HOW = (
    "vahvistuu suunnitelmallisesti",
    "paranee koko alueella",
    "turvataan lähellä ihmistä",
    "kehittyy yhdessä kuntien ja järjestöjen kanssa",
    "tukee varhaista apua",
    "siirtyy raskaista palveluista kevyempiin",
    "näkyy arjessa",
    "perustuu ajantasaiseen tietoon",
    "on sujuvaa ja oikea-aikaista",
)
_WHY = (
    "Väestö ikääntyy ja palvelutarve kasvaa nopeammin kuin käytettävissä oleva rahoitus",
    "Henkilöstön saatavuus vaihtelee alueen eri osissa",
    "Hoitoon pääsy on hidastunut erityisesti suun terveydenhuollossa",
    "Digitaaliset palvelut täydentävät lähipalveluja ja vapauttavat aikaa kohtaamisille",
    "Ennaltaehkäisevä työ vähentää raskaiden palvelujen tarvetta pitkällä aikavälillä",
    "Yhteistyö kuntien, järjestöjen ja oppilaitosten kanssa luo edellytykset hyvinvoinnille",
    "Tiedolla johtaminen edellyttää yhtenäisiä kirjaamiskäytäntöjä",
    "Talouden tasapaino on edellytys palvelujen jatkuvuudelle",
)
_ACTS = (
    "Otetaan käyttöön omahoitajamalli",
    "Laaditaan yhtenäinen palveluohjauksen toimintamalli",
    "Kootaan monialainen tiimi tukemaan paljon palveluja tarvitsevia",
    "Laajennetaan etävastaanottoja",
    "Uudistetaan kotihoidon työvuorosuunnittelu",
    "Vahvistetaan perhekeskusten toimintaa",
    "Sovitaan kuntien kanssa hyvinvointia edistävän työn rajapinnoista",
    "Koulutetaan esihenkilöt valmentavaan johtamiseen",
)
_DUTIES = (
    "Harjoitellaan yhteiset tilanteet pelastustoimen kanssa",
    "Turvataan palvelut suomeksi, ruotsiksi ja saameksi",
    "Päivitetään omistajapolitiikka palvelustrategian yhteydessä",
)
"""What the law expects of a strategy and chance would not always bring."""
_MEASURED = (
    ("Hoitoon pääsy määräajassa", "share", "at_least", (80, 99)),
    ("Asiakaskokemus (suositteluindeksi)", "nps", "at_least", (40, 80)),
    ("Henkilöstön vaihtuvuus", "share", "at_most", (4, 12)),
    ("Kotona asuvien 75 vuotta täyttäneiden osuus", "share", "at_least", (88, 96)),
    ("Lastensuojeluilmoitusten määrä", "count", "at_most", (900, 4200)),
    ("Käyttötalouden nettomenot asukasta kohden", "money", "at_most", (3300, 4900)),
    ("Sähköisten asiointien osuus", "share", "at_least", (25, 60)),
    ("Työtyytyväisyys (asteikko 1–5)", "survey", "at_least", (3, 5)),
)
_VALUES = ("Ihmislähtöisyys", "Rohkeus", "Vastuullisuus", "Avoimuus")


MADE_UP = "# Keksitty esimerkki mittauksia varten."


class County:
    """The texts of one county; `seed` decides all of them."""

    def __init__(self, slug: str, size: Size = ALONE) -> None:
        self.slug = slug
        self.size = size
        self.chance = random.Random(slug)
        self.known: set[str] = set()

    def phrase(self) -> str:
        return f"{self.chance.choice(_WHO)} {self.chance.choice(_WHAT)} {self.chance.choice(_HOW)}"

    def new_phrase(self) -> str:
        """A phrase that no goal and no measure of the county has."""
        while (phrase := self.phrase()) in self.known:
            pass
        self.known.add(phrase)
        return phrase

    def sentence(self) -> str:
        return f"{self.chance.choice(_WHY)}, ja {lowered(self.phrase())}."

    def prose(self, sentences: int) -> str:
        return " ".join(f"{self.chance.choice(_WHY)}. {self.phrase()}." for _ in range(sentences))

    def goal_ids(self) -> list[str]:
        return [
            f"p{p}-n{n}-t{t}"
            for p in range(1, PRIORITIES + 1)
            for n in range(1, self.size.perspectives + 1)
            for t in range(1, self.size.goals + 1)
        ]

    # --- the three files -----------------------------------------------------------------

    def strategy(self) -> Iterator[str]:
        yield from self._head()
        yield from self._statements()
        yield from self._environment()
        yield from self._priorities()
        if self.size.texts:
            yield from self._programmes()
        yield from self._follow_up()

    def measures(self) -> Iterator[str]:
        yield from ("kind: measures", f"county: {self.slug}", "", MADE_UP, "measures:")
        goals = self.goal_ids()
        for number in range(self.size.measures):
            yield f"  - id: toimenpide-{number + 1}"
            act = self.chance.choice(_ACTS)
            if number < len(_DUTIES):
                act = _DUTIES[number]
            yield from folded("    text", f"{act}, jotta {lowered(self.new_phrase())}")
            yield f"    serves: {goals[number % len(goals)] if self.size.texts else goals[number * 4][:-3]}"
            yield f"    due: {self.chance.randint(2026, 2029)}-{self.chance.randint(1, 12):02}"

    def indicators(self) -> Iterator[str]:
        yield from ("kind: indicators", f"county: {self.slug}", "", MADE_UP, "indicators:")
        goals = self.goal_ids()
        for number in range(self.size.indicators):
            name, kind, comparator, (low, high) = _MEASURED[number % len(_MEASURED)]
            if self.size.texts:
                yield ""
            yield f"  - id: mittari-{number + 1}"
            yield from folded("    name", f"{name}, {lowered(self.chance.choice(_WHO))} palvelut {number + 1}")
            if number % 2 and self.size.texts:
                yield from folded("    description", self.prose(1))
            yield f"    type: {kind}"
            yield "    data: {kind: own}"
            yield "    frequency: yearly"
            yield f"    level: {'council' if number < COUNCIL else 'management'}"
            yield "    owner: palvelujohtaja"
            yield f"    baseline: {{value: {self.chance.randint(low, high)}, when: 2025}}"
            served = goals[number :: self.size.indicators] or [goals[number % len(goals)]]
            yield f"    serves: {served[0]}" if len(served) == 1 else f"    serves: [{', '.join(served)}]"
            yield "    targets:"
            yield f"      - {{kind: absolute, comparator: {comparator}, value: {self.chance.randint(low, high)}}}"

    # --- parts of the strategy -----------------------------------------------------------

    def _head(self) -> Iterator[str]:
        yield from ("kind: strategy", f"county: {self.slug}")
        yield "title: Yhdessä arjessa – esimerkkistrategia mittauksia varten"
        yield from ("period:", "  from: 2026", "  to: 2029", "stage: approved", "illustrative: true")
        yield from folded(
            "notice", "Keksitty esimerkki, joka on koottu valmiista lauseista. Ei minkään alueen strategia."
        )
        yield from ("approvals:", "  - {body: council, date: 2025-11-24, section: § 112}", "")
        yield "levels:"
        yield "  priority: {singular: painopiste, plural: painopisteet, genitive: painopisteen}"
        yield "  perspective: {singular: näkökulma, plural: näkökulmat, genitive: näkökulman}"
        yield "  goal: {singular: tavoite, plural: tavoitteet, genitive: tavoitteen}"
        yield ""

    def _statements(self) -> Iterator[str]:
        for key in ("mission", "vision", "service_promise"):
            yield f"{key}:"
            yield from folded("  slogan", self.phrase())
            yield "  text:"
            yield from folded("    -", self.prose(3))
            yield ""
        yield "values:"
        for name in _VALUES:
            yield f"  - name: {name}"
            yield "    statements:"
            for _ in range(3):
                yield from folded("      -", self.phrase())
        yield ""

    def _environment(self) -> Iterator[str]:
        yield from ("environment:", "  assessed: 2025-03", "  text:")
        for _ in range(3):
            yield from folded("    -", self.prose(5))
        if self.size.texts:
            yield from self._challenges()
        yield "  facts:"
        for label, low, high in (("Asukkaita", 67_000, 670_000), ("Henkilöstöä", 3_000, 20_000), ("Kuntia", 5, 27)):
            yield f"    - {{label: {label}, value: {self.chance.randint(low, high)}, year: 2025}}"
        yield ""

    def _challenges(self) -> Iterator[str]:
        yield "  challenges:"
        for _ in range(6):
            yield from folded("    - challenge", self.chance.choice(_WHY))
            yield from folded("      need", self.phrase())
        yield "  factors:"
        for name in ("Väestö", "Talous", "Henkilöstö", "Teknologia"):
            yield from (f"    - title: {name}", "      points:")
            for _ in range(4):
                yield from folded("        -", self.phrase())

    def _priorities(self) -> Iterator[str]:
        yield "priorities:"
        for p in range(1, PRIORITIES + 1):
            yield ""
            yield f"  - id: p{p}"
            yield f'    number: "{p}"'
            yield from folded("    title", self.phrase())
            if self.size.texts:
                yield "    text:"
                yield from folded("      -", self.prose(4))
            yield "    perspectives:"
            for n in range(1, self.size.perspectives + 1):
                yield f"      - id: p{p}-n{n}"
                yield f'        number: "{p}.{n}"'
                yield from folded("        title", self.phrase())
                yield "        goals:"
                for t in range(1, self.size.goals + 1):
                    yield f"          - id: p{p}-n{n}-t{t}"
                    yield from folded("            title", self.new_phrase())
                    if n == t == 1:
                        yield "            prioritised: true"
                    if self.size.texts:
                        yield from folded("            text", self.sentence())
                    if t == 1 and self.size.texts:
                        yield "            points:"
                        yield from folded(
                            "              -", f"**{self.chance.choice(_WHO)}** {self.chance.choice(_WHAT)}"
                        )
        yield ""

    def _programmes(self) -> Iterator[str]:
        yield "programmes:"
        for number in range(1, PROGRAMMES + 1):
            yield ""
            yield f"  - id: ohjelma-{number}"
            yield from folded("    title", f"{self.chance.choice(_WHO)} ohjelma {number}")
            yield "    text:"
            yield from folded("      -", self.prose(1))
            yield f"    serves: p{number}"
            yield "    decided_by: board"
            yield "    guidelines:"
            for _ in range(4):
                yield from folded("      -", self.chance.choice(_ACTS))
        yield ""

    def _follow_up(self) -> Iterator[str]:
        yield from ("follow_up:", "  text:")
        yield from folded("    -", self.prose(2))
        yield "  tasks:"
        for body, often in (("Aluevaltuusto", "kerran vuodessa"), ("Aluehallitus", "neljännesvuosittain")):
            yield f"    - body: {body}"
            yield from folded("      task", "Arvioi tavoitteiden toteutumista ja päättää tarvittavista korjauksista")
            yield f"      frequency: {often}"
        yield "  review: Strategia tarkistetaan vähintään kerran valtuustokaudessa."


def lowered(text: str) -> str:
    """A phrase as it stands inside a sentence."""
    return text[0].lower() + text[1:]


def folded(key: str, text: str) -> Iterator[str]:
    """A key (or a dash) with its text, folded at 110 columns as in the real strategies."""
    lead = key if key.endswith("-") else f"{key}:"
    risky = ": " in text or text[0] in "*&!%@`\"'"
    if not risky and len(lead) + 1 + len(text) <= 110:
        yield f"{lead} {text}"
        return
    yield f"{lead} >-"
    indent = " " * (len(key) - len(key.lstrip()) + (4 if "- " in key else 2))
    yield from textwrap.wrap(text, 110, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def slugs(counties: int) -> list[str]:
    """As many names of counties: the official ones, then made-up ones after their pattern."""
    rounds = range(1, counties // len(SLUGS) + 2)
    return [slug if number == 1 else f"{slug}-{number}" for number in rounds for slug in SLUGS][:counties]


def write(folder: Path, counties: int, size: Size = ALONE) -> Path:
    """A project with as many counties, in a folder that need not be there; the folder."""
    for slug in slugs(counties):
        county, here = County(slug, size), folder / "strategies" / slug
        here.mkdir(parents=True, exist_ok=True)
        parts: dict[str, Iterable[str]] = {
            "strategy": county.strategy(),
            "indicators": county.indicators(),
            "measures": county.measures(),
        }
        if size.thread:
            parts["services"] = thread.services(slug, county.goal_ids(), county.phrase)
            parts["budget-2026"] = thread.budget(slug, county.goal_ids(), county.chance)
        for part, lines in parts.items():
            (here / f"{part}.yaml").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    (folder / "strategia.yaml").write_text("language: fi\n", encoding="utf-8")
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description="Made-up counties for measuring.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--counties", type=int, default=len(SLUGS))
    parser.add_argument("--thread", action="store_true", help="with a service strategy and a budget")
    arguments = parser.parse_args()
    write(arguments.folder, arguments.counties, THREAD if arguments.thread else ALONE)


if __name__ == "__main__":
    main()
