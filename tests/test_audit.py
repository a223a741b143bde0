"""The audit: a good file is silent, a file that is broken in one way is told of in one way, with its place."""

import pytest
from breaks import BROKEN
from made import good

from strategia.audit import audit
from strategia.audit.origins import Origins
from strategia.audit.rules import RULES
from strategia.diagnostics import Diagnostic
from strategia.languages import lexicon
from strategia.lint.levels import Levels
from strategia.reporters import worded


def told(form: str, data: bytes | None, name: str = "strategia") -> list[Diagnostic]:
    """What the audit tells of a file."""
    return audit(f"build/lappi/{name}.{form}", data, Levels(), Origins({})).diagnostics


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
    assert worded(found[0], lexicon("fi")).message.startswith(place)


def test_a_file_that_cannot_be_read_is_told_of() -> None:
    [found] = told("docx", None)
    assert (found.code, found.variant) == ("AUD101", "missing")


@pytest.mark.parametrize("name", ["Lapin strategia", "strategia–2026", "Strategia"])
def test_a_name_that_does_not_travel_is_told_of(name: str) -> None:
    assert [one.code for one in told("html", good("html"), name)] == ["AUD224"]


def test_every_rule_is_broken_somewhere() -> None:
    broken = {one.code for one in BROKEN.values()}
    assert {rule.code for rule in RULES} - broken == {"AUD224"}
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.summary.endswith(".") for rule in RULES)
