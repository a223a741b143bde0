"""AUD, 217 to 219 and 226: slides with a title of their own, which is read first, and which wait for the reader."""

from collections.abc import Iterator

from strategia.audit.made import Made
from strategia.audit.rule import Remark, rule
from strategia.diagnostics import Severity


@rule("AUD217", Severity.ERROR)
def slide_without_title(made: Made) -> Iterator[Remark]:
    """Every slide has a title."""
    for slide in made.slides:
        if not slide.title:
            yield Remark(slide.at)


@rule("AUD218", Severity.ERROR)
def slide_title_twice(made: Made) -> Iterator[Remark]:
    """No two slides have the same title."""
    seen: dict[str, int] = {}
    for number, slide in enumerate(made.slides, 1):
        words = (slide.title or "").casefold()
        if words and words in seen:
            yield Remark(slide.at, {"title": slide.title, "other": seen[words]})
        seen.setdefault(words, number)


@rule("AUD219", Severity.ERROR)
def title_not_first(made: Made) -> Iterator[Remark]:
    """The title of a slide is read first."""
    for slide in made.slides:
        if slide.title and not slide.first:
            yield Remark(slide.at, {"title": slide.title})


@rule("AUD226", Severity.ERROR)
def slide_moves(made: Made) -> Iterator[Remark]:
    """No slide changes by itself, and nothing on it moves."""
    for slide in made.slides:
        if slide.moves:
            yield Remark(slide.at)
