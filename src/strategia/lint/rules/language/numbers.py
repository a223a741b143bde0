"""The numbers and dates of a text, the same however a language writes them.

1 234,5 is 1,234.5, and 6.2.2023 is 6 February 2023. Numbers up to twelve may be written as words.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

_SPACES = "\u0020\u00a0\u2009\u202f"
_MOST_WORDED, _DIGITS_WORDED = 12, 2
_LONGEST = 25
"""Characters of a number that is computed with; a longer one was made to keep programs busy."""

_MONTHS = {
    "fi": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "january february march april may june july august september october november december",
}
_BY_MONTH = {
    language: {name: number for number, name in enumerate(names.split(), 1)} for language, names in _MONTHS.items()
}
_NAMES = {language: names.replace(" ", "|") for language, names in _MONTHS.items()}
_DAYS = {
    "fi": (rf"(?i)\b(?P<day>[0-9]{{1,2}})\.?\s(?P<month>{_NAMES['fi']})kuu\w*",),
    "sv": (rf"(?i)\b(?P<day>[0-9]{{1,2}})(?::?e)?\s(?P<month>{_NAMES['sv']})\b",),
    "en": (
        rf"(?i)\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_NAMES['en']})\b",
        rf"(?i)\b(?P<month>{_NAMES['en']})\s(?P<day>[0-9]{{1,2}})(?![0-9])(?:st|nd|rd|th)?",
    ),
}
"""Days with the name of their month."""
# Patterns as text are compiled when they are needed: it takes long, and most counties write one language.
_DOTTED = r"(?<![0-9.,])(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>(?:19|20)[0-9]{2}(?![0-9]))?"
_ISO = r"(?<![0-9-])(?P<year>(?:19|20)[0-9]{2})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9-])"
_ADDRESS = re.compile(r"\]\([^()\s]*\)|(?:https?://|www\.)\S+|\S+@\S+")
_SHORT_YEARS = re.compile(r"(?<![0-9])(19|20)([0-9]{2})[–-]([0-9]{2})(?![0-9])")
_TIME = re.compile(r"(?<![0-9:])([0-2]?[0-9]):([0-5][0-9])(?![0-9:])")
_AFTERNOON = re.compile(r"(?<![0-9.])([1-9]|1[01])((?:\.[0-5][0-9])?)\s?p\.?m\b", re.IGNORECASE)

_NUMBER = {
    "nordic": re.compile(rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"),
    "english": re.compile(rf"[0-9]{{1,3}}(?:[,{_SPACES}][0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"),
}
_NO_SPACES = str.maketrans("", "", _SPACES)

_POWERS = (
    (r"(?i)\s?(?:mrd|miljard|billion|bn\b)", 9),
    (r"(?i)\s?(?:milj(?!ö)|million|mn\b|meur\b|m€)", 6),
    (r"(?i)\s?(?:tuhat|tuhan|tusen|thousand|teur\b|t€|tkr\b)", 3),
)
"""What stands behind a number for its zeros."""

_WORDS = {
    "fi": (
        r"nolla yksi|yhde|yht[äe]|ensimm|kerran kaksi|kahde|kaht|toise|toinen|puol|molem|pari kolm neljä "
        r"viisi|vii[dt]e kuusi|kuude|kuut seitsem kahdeks yhdeks kymmen "
        r"yksitoista|yhdentoista|yhtätoista kaksitoista|kahdentoista|tusi"
    ),
    "sv": (
        r"noll en\b|ett\b|första|engång två|andra|båda|hälften|halv|par\b|dubb tre\b|tredj fyra|fjärd fem sex|sjätt "
        r"sju\b|sjunde åtta|åttond nio\b|nionde tio\b|tionde elva|elfte tolv|dussin"
    ),
    "en": (
        r"zero|nil\b one\b|first|once|single|an?\b two|second|twice|half|both|pair|double three|third|triple|thrice "
        r"four|quarter five|fifth six|sixth seven eight nine|ninth ten\b|tenth eleven twelve|twelfth|dozen"
    ),
}
"""How the numbers from naught to twelve begin as words."""
_AS_WORD = {language: tuple(rf"(?i)\b(?:{stems})" for stems in words.split()) for language, words in _WORDS.items()}


def numbers(text: str, language: str) -> frozenset[str]:
    """The numbers and the days of a text in one form: `1234.5`, `6.2.` and `2023`."""
    return frozenset(_found(_ADDRESS.sub(" ", text), language))


_LARGE = {
    "fi": (("000000000", "miljardi"), ("000000", "miljoona"), ("000", "tuha")),
    "sv": (("000000000", "miljard"), ("000000", "miljon"), ("000", "tusen")),
    "en": (("000000000", "billion"), ("000000", "million"), ("000", "thousand")),
}
"""Words for zeros: ”tuhatta asukasta”, ”viisi miljoonaa”."""


def is_worded(number: str, text: str, language: str) -> bool:
    """Whether a small or a round number may stand in a text as a word. Of the Sámi languages nothing is known."""
    for zeros, word in _LARGE.get(language, ()):
        # Behind a figure they belong to that.
        if number.endswith(zeros) and re.search(rf"(?i)(?<![0-9]\s)\b{word}", text) is not None:
            head = number.removesuffix(zeros)
            return head == "1" or is_worded(head, text, language)
    if not number.isdecimal() or len(number) > _DIGITS_WORDED or int(number) > _MOST_WORDED:
        return False
    words = _AS_WORD.get(language)
    return words is None or re.search(words[int(number)], text) is not None


def _found(text: str, language: str) -> Iterator[str]:
    rest = text
    for pattern in (_ISO, _DOTTED, *_DAYS.get(language, ())):
        for match in re.finditer(pattern, rest):
            month = match["month"].casefold()
            yield f"{int(match['day'])}.{int(month) if month.isdecimal() else _BY_MONTH[language][month]}."
        # What is left of a day is its year.
        rest = re.sub(pattern, lambda match: f" {match.groupdict().get('year') or ''} ", rest)
    rest = _SHORT_YEARS.sub(r"\1\2 \1\3", rest)
    rest = _TIME.sub(r"\1.\2", rest)
    form = "english" if language == "en" else "nordic"
    if form == "english":
        rest = _AFTERNOON.sub(lambda match: f"{int(match[1]) + 12}{match[2]} ", rest)
    for match in _NUMBER[form].finditer(rest):
        plain = match[0].translate(_NO_SPACES)
        plain = plain.replace(",", "") if form == "english" else plain.replace(",", ".")
        if len(plain) > _LONGEST:
            yield plain
            continue
        power = next((power for stems, power in _POWERS if re.compile(stems).match(rest, match.end())), 0)
        yield f"{Decimal(plain).scaleb(power).normalize():f}"
