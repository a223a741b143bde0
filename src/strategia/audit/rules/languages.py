"""AUD, 201 and 202: in which language a file is read aloud."""

import re
from collections.abc import Iterator

from strategia.audit.made import Made, Spot
from strategia.audit.rule import Remark, rule
from strategia.diagnostics import Severity

_TAG = re.compile(r"(?:fi|sv|en|se|smn|sms)(?:-(?:FI|SE|GB|US))?")
"""Languages in which counties write."""


@rule("AUD201", Severity.ERROR)
def language_missing(made: Made) -> Iterator[Remark]:
    """Every file says its language."""
    if not made.language:
        yield Remark(Spot())
    elif not _TAG.fullmatch(made.language):
        yield Remark(Spot(), {"language": made.language}, "odd")


@rule("AUD202", Severity.ERROR)
def language_of_text_missing(made: Made) -> Iterator[Remark]:
    """Every text is in a language that is told, its own or that of the file."""
    # Of a shape or a passage one text is enough to tell.
    for wording in {(wording.at, wording.language): wording for wording in made.wordings}.values():
        if wording.language is None:
            yield Remark(wording.at, {"text": wording.text})
        elif not _TAG.fullmatch(wording.language):
            yield Remark(wording.at, {"language": wording.language}, "odd")
