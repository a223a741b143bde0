"""Keeps the house true: what belongs together is together, in every language, and nothing lies about unused."""

import ast
import importlib
import re
import shutil
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from breaks import AUDITED
from casework import CASES, case_folders, rule_of, told
from sample import SAMPLE
from test_hostile import HOSTILE
from test_importing_hostile import IMPORTED
from test_own_fonts import TOLD as OWN_FONTS
from test_powerpoint_templates import TOLD as POWERPOINT_TEMPLATES
from test_themes import REFUSED as LOGOS
from test_word_templates import TOLD as WORD_TEMPLATES

import strategia
from strategia.audit.rules import RULES as AUDIT_RULES
from strategia.building import Request, build
from strategia.compiler import check
from strategia.diagnostics import MILD, Severity
from strategia.document import DOCUMENTS
from strategia.document.ast import BLOCKS, walk_sections
from strategia.document.indicators import ASPECTS
from strategia.document.naming import CLASSES
from strategia.importing.drafts import Reason
from strategia.importing.mapping import AmountLine, Part
from strategia.importing.separated import SEPARATORS
from strategia.languages import LANGUAGES, lexicon
from strategia.lint.rules import RULES
from strategia.model.base import LANGUAGE_CODES, Ref
from strategia.model.budget import ColumnKind, MoneyUnit
from strategia.model.indicators import (
    Better,
    Comparator,
    Frequency,
    IndicatorType,
    ReportingLevel,
    SourceKind,
    TargetKind,
)
from strategia.model.links import LinkSource
from strategia.model.measures import MeasureKind
from strategia.model.papers import DecidingBody, Stage
from strategia.model.services import Consideration, ServiceHeading
from strategia.model.statements import CashFlowLine, IncomeLine
from strategia.model.strategy import Duty, LevelKey
from strategia.project import Project
from strategia.reporters import worded
from strategia.templates import Templates
from strategia.themes.fonts import FACES
from strategia.trace.coverage import STRANDS, LinkStatus, Status
from strategia.trace.fingerprints import Facet
from strategia.trace.sums import UNIT_FIELDS
from strategia.workspace import RELATIONS
from strategia.writers import WRITERS, writer
from strategia.writers.theme import DEFAULT

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "strategia"
LOCALES = SRC / "locales"
MODULES = sorted(SRC.rglob("*.py"))
CODE = re.compile(r"[A-Z]{3}\d{3}")
Flat = dict[str, str]


@cache
def _table(language: str, name: str) -> Flat:
    """One file of a locale, flat: `MEA101.message.many` and its text."""
    return dict(_flattened(tomllib.loads((LOCALES / language / f"{name}.toml").read_text(encoding="utf-8"))))


def _flattened(node: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", str(value)


@cache
def _syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _strings() -> Iterator[tuple[Path, str]]:
    """Every literal string of the source, docstrings among them."""
    for path in MODULES:
        for node in ast.walk(_syntax(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path, node.value


# --- words --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["terms", "reports", "messages", "commands", "schema", "starter"])
def test_every_language_has_the_same_words_with_the_same_places(name: str) -> None:
    finnish = _table("fi", name)
    assert finnish
    for language in LANGUAGES[1:]:
        other = _table(language, name)
        assert finnish.keys() == other.keys(), language
        for key, text in finnish.items():
            assert other[key], (language, key)
            if not key.startswith("typer."):
                assert _places(text) - ONLY_FINNISH == _places(other[key]) - ONLY_FINNISH, (language, key)


ONLY_FINNISH = {"genitive"}
"""Places that the other languages need not fill."""


def _places(text: str) -> set[str]:
    """The places of a text to be filled in, twice-filled texts included."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    once = re.sub(r"(?<!\{)\{[a-z_]+\}(?!\})", "", text).replace("{{", "{").replace("}}", "}")
    # Texts of the starter hold YAML, whose braces are no places.
    return names | set(re.findall(r"\{([a-z_]+)\}", once))


def test_every_language_has_the_same_files() -> None:
    names = {language: sorted(path.name for path in (LOCALES / language).iterdir()) for language in LANGUAGES}
    assert sorted(path.name for path in LOCALES.iterdir()) == sorted(LANGUAGES)
    assert len(set(map(tuple, names.values()))) == 1


def _kinds_of_references() -> Iterator[type[Ref]]:
    """Every class of references."""
    waiting: list[type[Ref]] = [Ref]
    while waiting:
        kind = waiting.pop()
        yield kind
        waiting += kind.__subclasses__()


STATEMENTS = ("mission", "vision", "service_promise")
CHARTS = ("up", "down", "same", "single")
FAMILIES: dict[str, tuple[str, ...]] = {
    "body.{}": get_args(DecidingBody),
    "stage.{}": get_args(Stage),
    "target.{}": get_args(TargetKind),
    "direction.{}": get_args(Better),
    "comparator.{}": get_args(Comparator),
    "measures.{}": get_args(MeasureKind),
    "source.{}": get_args(SourceKind),
    "frequency.{}": get_args(Frequency),
    "reporting.{}": get_args(ReportingLevel),
    "language.{}": LANGUAGE_CODES,
    "level.{}.{}": (
        *(f"{key}.{form}" for key in get_args(LevelKey) for form in ("singular", "plural")),
        "priority.genitive",
    ),
    "document.{}": tuple(DOCUMENTS),
    "file.{}": tuple(DOCUMENTS),
    "facet.{}": get_args(Facet),
    # The words that messages list.
    "{}.{}": (
        *(f"item.{name}" for kind in _kinds_of_references() for name in kind.targets),
        *(f"considered.{name}" for name in get_args(Consideration)),
        *(f"face.{name}" for name in FACES.values()),
        *(f"line.{name}" for name in (*get_args(IncomeLine), *get_args(CashFlowLine))),
        *(f"amount.{name}" for name in UNIT_FIELDS),
    ),
    "money.{}": get_args(MoneyUnit),
    "sum.{}": get_args(MoneyUnit),
    "nature.{}": ("cost", "payment", "investment", "borrowing", "income"),
    "chart.{}": CHARTS,
    "column.{}": ("measures", "indicators"),
    "services.{}": get_args(ServiceHeading),
    "type.{}": get_args(IndicatorType),
    "group.{}": ("strategy", "environment", "other"),
    "known.{}_{}": tuple(f"{aspect}_{form}" for aspect, _ in ASPECTS for form in ("none", "some", "all")),
    "budget_column.{}": (*get_args(ColumnKind), "plan"),
    "computed.{}": ("net_costs", "resident", "year_before"),
    "line.{}": get_args(IncomeLine),
    "considered.{}": get_args(Consideration),
    "following.{}": ("millions", "whole"),
    "thread.fact_goals.{}": get_args(Status),
    "thread.fact_links.{}": get_args(LinkStatus),
    "euros.{}": ("whole", "millions"),
    "within.{}": ("slide", "page", "heading", "picture", "table", "link", "paragraph", "shape", "passage", "rule"),
    "markdown.{}": ("severity", "place", "message"),
    "severity.{}": ("error", "warning", "info"),
    "report.{}s": tuple(f"{label}s.{form}" for label in ("error", "warning", "info") for form in ("one", "many")),
    "status.{}": get_args(Status),
    "link.{}": (*get_args(LinkStatus), *get_args(LinkSource)),
    "relation.{}": RELATIONS,
    "duty.{}": get_args(Duty),
    "strand.{}": STRANDS,
    "thread.by_{}": STRANDS,
    "thread.{}": (*get_args(MoneyUnit), "covered", "partly", "uncovered", "excused", "deep"),
    "graph.{}": ("indicators", "goals", "services", "money", "sound", "editor", "suspect"),
    "entity.{}": tuple(name for name in CLASSES.values() if name not in ("priority", "perspective", "goal")),
    # The keys of these stand as literals where the family is asked for; the test of unused words holds them.
    "section.{}": STATEMENTS,
    "indicator.{}": (),
    "writer.{}": (),
    "trace_column.{}": (),
}
"""What an f-string for a term ranges over. A new f-string is a new line here."""


def _asked() -> Iterator[tuple[Path, str, ast.expr]]:
    """Every call that asks for a term: the module, the method, its first argument."""
    for path in MODULES:
        for node in ast.walk(_syntax(path)):
            match node:
                case ast.Call(func=ast.Attribute(attr="term" | "label" | "count" as method), args=[argument, *_]):
                    yield path, method, argument


def _family(value: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in value.values)


def _family_keys(family: str) -> set[str]:
    stem = family.partition("{")[0]
    return {f"{stem}{name}" for name in FAMILIES[family]}


def test_every_term_that_is_asked_for_exists() -> None:
    terms = {*_table("fi", "terms"), *_table("fi", "reports")}
    seen = 0
    for path, method, argument in _asked():
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and "." in argument.value:
            keys = {f"{argument.value}.{form}" for form in ("one", "many")} if method == "count" else {argument.value}
            assert keys <= terms, path
            seen += 1
        elif isinstance(argument, ast.JoinedStr) and path.name != "languages.py":
            family = _family(argument)
            assert family in FAMILIES, f"{path}: say in FAMILIES what {family} ranges over"
            assert _family_keys(family) <= terms, path
            seen += 1
    assert seen > 60


def test_no_term_is_unused() -> None:
    literals = {text for _, text in _strings()}
    templates = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.j2"))
    templates += "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.typ"))
    families = set().union(*map(_family_keys, FAMILIES))
    unused = []
    for key in (*_table("fi", "terms"), *_table("fi", "reports")):
        stem, _, last = key.rpartition(".")
        counted = last in ("one", "many") and stem in literals
        # Words of writers and sections are also asked for by their last part alone.
        alone = stem in ("writer", "section", "indicator", "trace_column") and (
            last in literals or f'"{last}"' in templates or f"'{last}'" in templates
        )
        if not (key in literals or key in families or counted or alone):
            unused.append(key)
    assert unused == []


SENTENCE_FAMILIES = {
    "said.output_{}": ("os", "locked", "open", "manifest", "taken", "link", "sources"),
    "part.{}": get_args(Part),
    "line.{}": get_args(AmountLine),
    "reason.{}": get_args(Reason),
    "separator.{}": tuple(SEPARATORS),
    "timings.{}": (
        "stage",
        "seconds",
        "share",
        "check",
        "document",
        "publish",
        "audit",
        "rest",
        "pandoc",
        "typst",
        *WRITERS,
    ),
    "table.{}": ("county", "document", "language", "file", "size", "remark"),
    "query.{}": ("county", "id", "text", "links", "linked_from"),
    "query.{}_field": ("nearest", "unknown"),
}


def _sentences() -> Iterator[tuple[Path, ast.expr]]:
    """Whatever asks for a text of the command line: a call, or the help of an option."""
    for path in (*(SRC / "cli").glob("*.py"), SRC / "usage.py", *(SRC / "commands").glob("*.py")):
        for node in ast.walk(_syntax(path)):
            if isinstance(node, ast.keyword) and node.arg == "help" and path.parent.name == "cli":
                yield path, node.value
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                if name in ("sentence", "say", "text", "_written", "program"):
                    yield from ((path, argument) for argument in node.args)


def test_every_sentence_of_the_command_line_is_there_and_used() -> None:
    known = _table("fi", "commands").keys()
    reached: set[str] = set()
    for path, argument in _sentences():
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and path.name != "setup.py":
            assert argument.value in known, path
        if isinstance(argument, ast.Constant):
            reached.add(str(argument.value))
        elif isinstance(argument, ast.JoinedStr) and _family(argument) in SENTENCE_FAMILIES:
            family = _family(argument)
            reached |= {family.replace("{}", name) for name in SENTENCE_FAMILIES[family]}
    assert reached & known
    assert [key for key in known - reached if key.partition(".")[0] not in ("typer", "wrong")] == []


def test_every_usage_error_is_there() -> None:
    assert {f"wrong.{name}" for name in ("error", "hint", "UsageError")} <= _table("fi", "commands").keys()


# --- codes --------------------------------------------------------------------------------


def _codes_in_source() -> set[str]:
    return {text for _, text in _strings() if CODE.fullmatch(text)}


def test_every_code_has_words_and_every_word_a_code() -> None:
    worded = {key.partition(".")[0] for key in _table("fi", "messages")}
    assert len(worded) > 40
    assert _codes_in_source() == worded
    assert {rule.code for rule in RULES} | {rule.code for rule in AUDIT_RULES} <= worded


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_says_what_it_is_why_it_is_told_and_what_to_do(language: str) -> None:
    words = _table(language, "messages")
    for code in _codes_in_source():
        for part in ("title", "why"):
            assert words[f"{code}.{part}"].strip(), code
        for part in ("message", "remedy"):
            assert any(key == f"{code}.{part}" or key.startswith(f"{code}.{part}.") for key in words), code


def test_every_rule_has_a_good_case_a_bad_case_and_a_summary() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    for rule in RULES:
        folders = [path.name for path in (CASES / "rules" / rule.code).iterdir()]
        assert {"good", "bad"} <= set(folders), rule.code
        assert all(name.startswith(("good", "bad")) for name in folders), rule.code
        assert rule.summary.endswith("."), rule.code
    assert {path.name for path in (CASES / "rules").iterdir()} == {rule.code for rule in RULES}


TOLD_ELSEWHERE = {
    # In tests of their own, since Git cannot store what provokes them.
    ("YML001", ""),
    ("YML001", "missing"),
    # By the check of a project and not of a county alone; in the tests of linking.
    ("LNK001", "elsewhere"),
    ("LNK001", "elsewhere_many"),
    ("LNK001", "many"),
    # By the run and not by the check of a county; in the tests of the command line.
    ("RUN001", ""),
    ("RUN001", "path"),
    ("RUN001", "made"),
    ("RUN002", ""),
    ("RUN003", ""),
    ("RUN008", "documents"),
    ("RUN008", "formats"),
    # In the tests of suppressions and of the baseline.
    ("RUN004", ""),
    ("RUN005", ""),
    ("RUN006", ""),
    ("RUN006", "unknown"),
    ("RUN007", ""),
    ("RUN007", "version"),
    # By a build; in the tests of decks.
    ("FIT101", ""),
    ("FIT101", "text"),
}
FALLBACKS = {
    # The usual wording of codes whose every known cause has a wording of its own.
    ("YML103", ""),
    ("YML005", ""),
    # For what a later pydantic may call by a name that ours does not know.
    ("SCH004", ""),
    ("SCH004", "other"),
    ("SCH008", ""),
}


def test_every_wording_of_every_code_is_told_somewhere() -> None:
    seen = {(diagnostic.code, diagnostic.variant) for folder in case_folders() for diagnostic in told(folder)}
    seen |= {(code, variant) for _, code, variant in (*HOSTILE.values(), *LOGOS.values())} | WORD_TEMPLATES | IMPORTED
    seen |= AUDITED | TOLD_ELSEWHERE | POWERPOINT_TEMPLATES | OWN_FONTS
    worded = set()
    for key in _table("fi", "messages"):
        code, part, *variant = key.split(".")
        if part == "message":
            worded.add((code, "".join(variant).removeprefix("_")))
    assert worded - seen == FALLBACKS & worded


def test_what_reading_tells_is_as_mild_as_it_is_said_to_be() -> None:
    found = {
        (diagnostic.code, diagnostic.severity)
        for folder in case_folders()
        if rule_of(folder) is None
        for diagnostic in told(folder)
    }
    warned = {code for code, severity in found if severity is not Severity.ERROR}
    assert warned == MILD - {"RUN006"}
    assert {severity for code, severity in found if code in warned} == {Severity.WARNING}


def test_the_page_of_rules_is_fresh() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    page = importlib.import_module("make_rules_page")
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == page.page(), "run make docs"
    assert {key[:3] for key in _table("fi", "messages")} == page.FAMILIES.keys()


def test_the_page_of_rules_has_every_code() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    codes = list(lexicon("fi").table("messages"))
    assert {rule.code for rule in RULES} <= set(codes)
    assert [code for code in codes if f"\n### {code} " not in page] == []


def test_the_page_of_keys_is_fresh() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    page = importlib.import_module("make_keys_page")
    text = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert text == page.page(), "run make docs"
    anchors = re.findall(r'<a id="([^"]+)">', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\(#([^)]+)\)", text)) <= set(anchors)


def test_the_example_beside_the_page_of_keys_is_clean_and_builds(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "strategies")
    project = Project(tmp_path)
    checked = check(project, project.counties(), date(2026, 6, 30))
    assert [worded(diagnostic, lexicon("fi")) for diagnostic in checked.diagnostics] == []
    made = {made.artefact.document for made in build(checked, Request(), Templates())}
    assert made == set(DOCUMENTS)


# --- documents and writers ----------------------------------------------------------------


def test_the_sample_holds_every_block() -> None:
    found = {type(block) for _, section in walk_sections(SAMPLE.sections) for block in section.blocks}
    found |= {type(callout) for callout in SAMPLE.cover.callouts}
    assert found == set(BLOCKS)


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_writes_every_block_and_the_same_bytes_twice(name: str) -> None:
    made = writer(name).write(SAMPLE, DEFAULT, Templates())
    assert len(made) > 1_000
    assert writer(name).write(SAMPLE, DEFAULT, Templates()) == made


@pytest.mark.parametrize(("folder", "suffix"), [("html", ".j2"), ("pdf", ".typ")])
def test_every_block_has_a_template_in_every_writer_that_has_templates(folder: str, suffix: str) -> None:
    names = {re.sub(r"(?<!^)(?=[A-Z])", "_", block.__name__).lower() for block in BLOCKS}
    assert names <= {path.stem for path in (ROOT / "templates" / folder).glob(f"*{suffix}")}


def test_every_format_of_a_document_has_a_writer_and_every_writer_a_document() -> None:
    assert {form for kind in DOCUMENTS.values() for form in kind.formats} == set(WRITERS)


# --- the house itself ---------------------------------------------------------------------


def test_the_public_api_is_as_listed() -> None:
    assert sorted(strategia.__all__) == ["Diagnostic", "Workspace", "build", "check"]
    for name in strategia.__all__:
        assert getattr(strategia, name).__doc__
    with pytest.raises(AttributeError):
        strategia.nothing  # noqa: B018


def test_imports_only_point_down() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "2 kept, 0 broken" in done.stdout


def test_no_module_is_too_long() -> None:
    long = {path.name: lines for path in MODULES if (lines := len(path.read_text("utf-8").splitlines())) > 400}
    assert long == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    assert {path.stem for path in MODULES}.isdisjoint({"utils", "util", "helpers", "helper", "common", "misc"})


def test_every_module_says_what_it_is() -> None:
    assert len(MODULES) > 60
    assert [path for path in MODULES if not ast.get_docstring(_syntax(path))] == []


def test_no_file_of_the_source_names_a_place_on_somebodys_machine() -> None:
    told_of = re.compile(r"/(tmp|root|home|Users)\b")
    files = [path for path in SRC.rglob("*") if path.suffix in (".py", ".toml", ".csv", ".json")]
    files += [path for path in (ROOT / "templates").rglob("*") if path.suffix in (".j2", ".css", ".typ")]
    found = [(path.name, match[0]) for path in files for match in told_of.finditer(path.read_text(encoding="utf-8"))]
    assert found == []
