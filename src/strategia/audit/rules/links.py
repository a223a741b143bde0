"""AUD, 211 to 213 and 223: links that say where they lead, and lead there."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from strategia.audit.made import Made
from strategia.audit.rule import Remark, rule
from strategia.diagnostics import Severity

_VAGUE = frozenset(
    (
        *("tästä", "täältä", "tässä", "linkki", "lisää", "lue lisää", "katso", "klikkaa", "klikkaa tästä", "siirry"),
        *("här", "klicka här", "länk", "läs mer", "mer", "se", "vidare"),
        *("here", "click here", "link", "read more", "more", "see", "go"),
    )
)


@rule("AUD211", Severity.ERROR)
def link_says_nothing(made: Made) -> Iterator[Remark]:
    """The words of a link say where it leads."""
    for link in made.links:
        words = link.text.strip(" .,:;!→»›…").casefold()
        if not words:
            yield Remark(link.at, {"address": link.address}, "empty")
        elif words in _VAGUE:
            yield Remark(link.at, {"text": link.text})


@rule("AUD212", Severity.WARNING)
def links_alike(made: Made) -> Iterator[Remark]:
    """Links with the same words lead to the same place outside."""
    addresses: dict[str, list[str]] = defaultdict(list)
    for link in made.links:
        known = addresses[link.text.casefold()]
        if link.text and not link.address.startswith("#") and known and link.address not in known:
            yield Remark(link.at, {"text": link.text, "address": link.address, "other": known[0]})
        if not link.address.startswith("#"):
            known.append(link.address)


@rule("AUD213", Severity.ERROR)
def link_leads_nowhere(made: Made) -> Iterator[Remark]:
    """A link within a file leads to something in it."""
    anchors = {found.name for found in made.anchors}
    for link in made.links:
        if link.address.startswith("#") and link.address[1:] not in anchors:
            yield Remark(link.at, {"text": link.text, "anchor": link.address[1:]})


@rule("AUD223", Severity.ERROR)
def anchor_twice(made: Made) -> Iterator[Remark]:
    """An id is given once."""
    counts = Counter(found.name for found in made.anchors)
    told = dict.fromkeys(found for found in made.anchors if counts[found.name] > 1)
    seen: set[str] = set()
    for found in told:
        if found.name not in seen:
            seen.add(found.name)
            yield Remark(found.at, {"name": found.name, "count": counts[found.name]})
