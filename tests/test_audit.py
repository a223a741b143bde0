"""The audit: a good file is silent, a file that is broken in one way is told of in one way, with its place."""

from random import Random

import pytest
from breaks import BROKEN, in_pdf, restyled
from lxml import etree
from made import good, packed, parts_of
from pikepdf import Array, Dictionary, Name, Pdf

from strategia.audit import audit
from strategia.audit.origins import Origins
from strategia.audit.rules import RULES
from strategia.diagnostics import Diagnostic
from strategia.languages import lexicon
from strategia.lint import CRASHED
from strategia.lint.levels import Levels
from strategia.reporters import worded


def told(form: str, data: bytes | None, name: str = "strategia") -> list[Diagnostic]:
    """What the audit tells of a file."""
    return audit(f"build/lappi/{name}.{form}", data, Levels(), Origins({})).diagnostics


@pytest.mark.parametrize("form", ["html", "docx", "pptx", "pdf"])
def test_a_good_file_is_silent(form: str) -> None:
    audited = audit(f"build/lappi/strategia.{form}", good(form), Levels(), Origins({}))
    assert audited.diagnostics == []
    assert audited.items > 5


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_of_with_its_place_and_nothing_else_is(name: str) -> None:
    form, breaks, code, variant, place = BROKEN[name]
    found = told(form, breaks(good(form)))
    assert {(one.code, one.variant) for one in found} == {(code, variant)}
    assert worded(found[0], lexicon("fi")).message.startswith(place)


def test_a_file_that_cannot_be_read_is_told_of() -> None:
    [found] = told("docx", None)
    assert (found.code, found.variant) == ("AUD101", "missing")


@pytest.mark.parametrize("name", ["Lapin strategia", "strategia–2026", "Strategia"])
def test_a_name_that_does_not_travel_is_told_of(name: str) -> None:
    assert [one.code for one in told("html", good("html"), name)] == ["AUD224"]


@pytest.mark.parametrize(
    ("name", "anchor"),
    [
        ("Word file that skips a level", "toimenpiteet"),
        ("page that skips a level", "visio"),
        ("run without language", "arvot"),
        ("PDF file that skips a level", "toimenpiteet"),
    ],
)
def test_a_place_leads_to_the_line_of_the_source_behind_it(name: str, anchor: str) -> None:
    form, breaks, *_ = BROKEN[name]
    lines = {"toimenpiteet": 1, "visio": 2, "arvot": 3}
    origins = Origins({"lappi": {known: f"strategies/lappi/strategy.yaml:{line}:5" for known, line in lines.items()}})
    found = audit(f"build/lappi/strategia.{form}", breaks(good(form)), Levels(), origins).diagnostics
    assert {str(one.origin) for one in found} == {f"strategies/lappi/strategy.yaml:{lines[anchor]}:5"}


def test_what_belongs_to_an_entity_leads_to_it() -> None:
    origins = Origins({"lappi": {"terveys": "strategies/lappi/strategy.yaml:9:5"}})
    for anchor in ("terveys", "terveys-values", "terveys~2", "terveys-values~3"):
        assert origins.of("build/lappi/a.html", anchor) is not None, anchor
    for path, anchor in (("build/lappi/a.html", "s-mission"), ("build/kainuu/a.html", "terveys"), ("a.html", "")):
        assert origins.of(path, anchor) is None


def test_large_text_needs_less_contrast() -> None:
    grey = "} b{color:#8a8a8a;font-size:%srem}"
    assert {one.code for one in told("html", restyled("}", grey % "1.2")(good("html")))} == {"AUD214"}
    assert told("html", restyled("}", grey % "2")(good("html"))) == []


@pytest.mark.parametrize("form", ["docx", "pptx"])
def test_no_part_however_odd_makes_the_audit_fail(form: str) -> None:
    chance = Random(1)  # noqa: S311 - a test may be predictable
    parts = parts_of(good(form))
    odd = ("", "x", "-1", "99999999999", "rId99", "#", "/", "../a.xml", "\u00e4")
    tried = 0
    for name in [name for name in parts if name.endswith((".xml", ".rels"))] * 2:
        root = etree.fromstring(parts[name])
        elements = list(root.iter(etree.Element))
        for _ in range(8):
            one = chance.choice(elements)
            if one.attrib and chance.random() < 0.7:
                one.set(chance.choice(list(one.attrib)), chance.choice(odd))
            elif (above := one.getparent()) is not None:
                above.remove(one)
        found = told(form, packed({**parts, name: etree.tostring(root)}))
        assert CRASHED not in {one.code for one in found}, name
        tried += 1
    assert tried > 30


def test_no_byte_however_odd_makes_the_audit_of_a_pdf_file_fail() -> None:
    chance = Random(1)  # noqa: S311 - a test may be predictable
    data = good("pdf")
    told_of = 0
    for _ in range(40):
        at = chance.randrange(len(data))
        found = told("pdf", data[:at] + bytes([chance.randrange(256)] * 3) + data[at + 3 :])
        assert CRASHED not in {one.code for one in found}
        told_of += bool(found)
    assert told_of


def test_a_pdf_file_that_leads_in_circles_ends() -> None:
    def ring(pdf: Pdf) -> None:
        roots = pdf.make_indirect(Dictionary(S=Name.Div))
        roots.K = Array([roots] * 20)
        pdf.Root.StructTreeRoot.K = roots
        item = pdf.make_indirect(Dictionary(Title="a"))
        item.Next = item.First = item
        pdf.Root.Outlines.First = item

    assert told("pdf", in_pdf(ring)(good("pdf"))) == []


def test_every_rule_is_broken_somewhere() -> None:
    broken = {one.code for one in BROKEN.values()}
    assert {rule.code for rule in RULES} - broken == {"AUD224"}
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.summary.endswith(".") for rule in RULES)
