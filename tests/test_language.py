"""What the rules on language say of the real strategies: little, and only what a planner would act on."""

from datetime import date
from pathlib import Path

from strategia.commands.fix import edits
from strategia.compiler import check
from strategia.project import Project

ROOT = Path(__file__).parents[1]
TOLD = {
    # The hospital's own short name.
    ("kainuu", "LAN122"): 1,
    # The heaviest prose of the five, in both languages; one Swedish sentence has 42 words.
    ("keski-pohjanmaa", "LAN111"): 1,
    ("keski-pohjanmaa", "LAN112"): 2,
    ("lappi", "LAN121"): 3,
    ("lappi", "LAN122"): 1,
    ("lappi", "LAN123"): 2,
    ("paijat-hame", "LAN121"): 1,
    ("paijat-hame", "LAN122"): 1,
}


def _told() -> list[tuple[str, str]]:
    project = Project(ROOT)
    told = check(project, project.counties(), date(2026, 6, 30)).diagnostics
    assert not edits(told, unsafe=True), "the examples are verbatim: there is nothing to mend"
    return [
        (diagnostic.location.path.split("/")[1], diagnostic.code)
        for diagnostic in told
        if diagnostic.location is not None and diagnostic.code.startswith("LAN")
    ]


def test_the_real_strategies_hear_only_what_a_planner_would_act_on() -> None:
    told = _told()
    assert {key: told.count(key) for key in set(told)} == TOLD
