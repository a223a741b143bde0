"""LAN133: the number of a page, copied with the line above it."""

import re
from collections import defaultdict
from collections.abc import Iterator

from strategia.diagnostics import Severity
from strategia.lint.prose import Passage
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.rules.language.slips import Slip, remark
from strategia.workspace import Workspace

_DIGITS = frozenset("0123456789")
_LISTS = frozenset(("points", "statements", "items", "means", "guidelines", "strengths", "factors"))
"""What was a list in the source; a page most often ends below one."""
_LONG = 5
"""Words that make a line more than a name with a number."""

_AFTER_SENTENCE = r"(?<=[a-zåäö]{4}[.!?])\s?[0-9]{1,3}\Z"
_AFTER_WORD = r"(?<=[a-zåäö]{4})\s?[0-9]{1,2}\Z"
_END = 9
"""How many characters at the end of a text the two look at."""

_NUMBERED = (
    # In Finnish
    r"(?i:\b(?:kohda|kohta|kohti|luku|luvu|luvussa|liit|sivu|vaihe|luok|ikä|iä|alle|yli|vähint|enint|noin|ainakin|lähes|"
    r"tavoit|taso|kpl|painopist|numero|indeks|arvosan|suunnitelma|ohjelma|vuo|artikla|momen|pykäl|kaikki|yhteensä|"
    r"tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu|klo|kello|välillä|tasolla|määrä|osuus|"
    # In Swedish
    r"mål|punkt|kapit|bilag|sida|minst|högst|över|under|cirka|fas|nivå|vitsord|plan|program|år|klockan|antal|andel|"
    # In English
    r"section|page|chapter|annex|appendix|phase|level|about|least|most|index|grade|year|step|part|than|number)\w*\Z)"
)
"""A last word that takes a number behind it."""


@rule("LAN133", Severity.INFO)
def page_number(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """No text ends with the number of the page that it was copied from."""
    prose = context.prose(workspace)
    # Of most texts the last character tells enough.
    ending = [index for index, words in enumerate(prose.wordings) if words[-1] in _DIGITS]
    found: dict[int, list[tuple[Passage, Slip, int]]] = defaultdict(list)
    for passage in map(prose.passage, ending):
        if (slip := _slip(passage)) is None or any(odd[-1] in _DIGITS for odd in prose.kept(passage)):
            continue
        match = slip.search(passage.words)
        found[id(passage.root)].append((passage, slip, match.start() if match is not None else 0))
    for places in found.values():
        yield remark(places)


def _slip(passage: Passage) -> Slip | None:
    """The slip at the end of a text; None where the number belongs to it."""
    words = passage.words
    if re.search(_AFTER_SENTENCE, words[-_END:]) is not None:
        return Slip("", _AFTER_SENTENCE, "", unsafe=True, only_last=True)
    if _LISTS.isdisjoint(passage.route) or words.count(" ") < _LONG:
        return None
    match = re.search(_AFTER_WORD, words)
    if match is None or any(map(str.isdecimal, words[: match.start()])) or re.search(_NUMBERED, words[: match.start()]):
        return None
    return Slip("", _AFTER_WORD, "", unsafe=True, only_last=True)
