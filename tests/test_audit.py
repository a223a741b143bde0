"""The audit: a good file is silent, a file that is broken in one way is told of in one way, with its place."""

from typing import NamedTuple

import pytest
from made import Break, add, good, packed, swap, swap_in

from strategia.audit import audit
from strategia.audit.origins import Origins
from strategia.audit.rules import RULES
from strategia.diagnostics import Diagnostic
from strategia.languages import lexicon
from strategia.lint.levels import Levels
from strategia.reporters import worded

BODY = "word/document.xml"
CORE = "docProps/core.xml"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
ZEROS = 1024 * 1024 * b"0"


class Broken(NamedTuple):
    """A way to break a good file, and what is to be told of it: code, variant and place in Finnish."""

    form: str
    breaks: Break
    code: str
    variant: str = ""
    place: str = ""


BROKEN: dict[str, Broken] = {
    "page in another encoding": Broken("html", lambda _: "<title>ä</title>".encode("utf-16"), "AUD101", "kind"),
    "Word file that is none": Broken("docx", lambda _: b"%PDF-1.7", "AUD101", "kind"),
    "Word file that is a deck": Broken("docx", lambda _: good("pptx"), "AUD101", "kind"),
    "broken XML": Broken("docx", swap_in(BODY, "</w:body>", ""), "AUD101", "kind"),
    "password": Broken("docx", lambda _: OLE, "AUD101", "encrypted"),
    "a thousand parts": Broken("docx", lambda _: packed({str(n): b"" for n in range(1001)}), "AUD101", "parts"),
    "two names for one part": Broken("docx", add("word/Document.xml"), "AUD101", "names"),
    "a name that leads out": Broken("pptx", add("../slide.xml"), "AUD101", "names"),
    "more than fits": Broken("pptx", add("ppt/media/a.png", 41 * ZEROS), "AUD101", "size"),
    "packed too tightly": Broken("pptx", add("ppt/media/a.png", 2 * ZEROS), "AUD101", "ratio"),
    "entities": Broken("docx", swap_in(BODY, "<w:document", "<!DOCTYPE a><w:document"), "AUD101", "entities"),
    "page without title": Broken("html", swap("<title>.*?</title>", "<title> </title>"), "AUD203"),
    "Word file without title": Broken("docx", swap_in(CORE, "<dc:title>.*?</dc:title>", ""), "AUD203"),
    "deck without title": Broken("pptx", swap_in(CORE, "<dc:title>.*?</dc:title>", ""), "AUD203"),
    "page that begins at level 2": Broken("html", swap("h1>", "h2>", every=True), "AUD204", "first", "otsikko 1"),
    "page that skips a level": Broken("html", swap("<h2>(.*?)</h2>", r"<h3>\1</h3>"), "AUD204", "", "otsikko 2"),
    "Word file that skips a level": Broken(
        "docx", swap_in(BODY, '"Heading2"', '"Heading3"'), "AUD204", "", f"otsikko 4 ({BODY})"
    ),
}


AUDITED = {(broken.code, broken.variant) for broken in BROKEN.values()} | {("AUD101", "missing")}
"""What is told here, for the test that every wording is told somewhere."""


def told(form: str, data: bytes) -> list[Diagnostic]:
    """What the audit tells of a file."""
    return audit(f"build/lappi/strategia.{form}", data, Levels(), Origins({})).diagnostics


@pytest.mark.parametrize("form", ["html", "docx", "pptx"])
def test_a_good_file_is_silent(form: str) -> None:
    audited = audit(f"build/lappi/strategia.{form}", good(form), Levels(), Origins({}))
    assert audited.diagnostics == []
    assert audited.items > 20


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_of_with_its_place_and_nothing_else_is(name: str) -> None:
    form, breaks, code, variant, place = BROKEN[name]
    found = told(form, breaks(good(form)))
    assert {(one.code, one.variant) for one in found} == {(code, variant)}
    message = worded(found[0], lexicon("fi")).message
    assert message.startswith(f"{place}: " if place else message[:1])


def test_a_file_that_cannot_be_read_is_told_of() -> None:
    [found] = audit("build/lappi/strategia.docx", None, Levels(), Origins({})).diagnostics
    assert (found.code, found.variant) == ("AUD101", "missing")


def test_every_rule_is_broken_somewhere() -> None:
    assert {rule.code for rule in RULES} <= {broken.code for broken in BROKEN.values()}
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.summary.endswith(".") for rule in RULES)
