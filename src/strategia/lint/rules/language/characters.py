"""LAN, from 141 on: letters that only look right.

Characters that turn the direction of a text or hide it are refused when a file is read (YML007), and ids are plain
ASCII (SCH006).
"""

from collections.abc import Iterator

from strategia.diagnostics import Severity
from strategia.lint.rule import Context, Remark, rule
from strategia.lint.rules.language.slips import Slip, remarks
from strategia.workspace import Workspace

_ALIKE = str.maketrans(
    "АВЕКМНОРСТХУІЈЅаеорсухіјѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTXYIJSaeopcyxijsdhABEZHIKMNOPTYXo",
)
"""Letters of the Cyrillic and the Greek script by the Latin letters that they look like."""
_STRANGERS = frozenset(map(chr, _ALIKE))
_LATIN = "A-Za-zÀ-ÖØ-öø-ſ"
_ANY = "".join(sorted(_STRANGERS))
_MIXED = Slip(
    "",
    # Whole words of another script are a quotation; Greek letters that look like no other are signs.
    f"(?<=[{_LATIN}])[{_ANY}]+|(?<![{_ANY}])[{_ANY}]+(?=[{_LATIN}])",
    lambda match: match[0].translate(_ALIKE),
)


@rule("LAN141", Severity.WARNING)
def letter_of_another_script(workspace: Workspace, context: Context) -> Iterator[Remark]:
    """No Latin word has a letter of another script in it that only looks the same."""
    prose = context.prose(workspace)
    if prose.odd & _STRANGERS:
        yield from remarks(prose, _MIXED)
