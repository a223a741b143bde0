"""What strategia costs, as ratios taken in one run; the table is Markdown.

    python benchmarks/run.py [--rounds 15] [--heavy 3] [--only WORD]

What is measured is CPU time, user and system, of a command and everything it starts, and the peak
of its memory. The commands take turns, and the least of the rounds counts, so that a slow or busy
machine does not decide. Exit code 1 when a target is missed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import generate

from strategia.lint.rules import CODES

MANY = 500
"""How many counties show that time grows with them and memory does not."""

REPOSITORY = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
STRATEGIA = str(BIN / "strategia")

EMPTY_PROGRAM = """\
import typer

app = typer.Typer()


@app.command()
def one() -> None:
    pass


@app.command()
def two() -> None:
    pass


app()
"""
"""The unit T: what a typer program costs before it does anything."""


PLAIN = f"rules: {{{', '.join(f'{code}: off' for code in sorted(CODES - {'STR', 'CMP'}))}}}\n"
"""Settings by which only structure and completeness are looked at."""


@dataclass
class Job:
    """Commands measured together, and what the rounds gave."""

    name: str
    commands: Sequence[Sequence[str]]
    folder: Path
    heavy: bool = False
    fine: tuple[int, ...] = (0,)
    seconds: list[float] = field(default_factory=list)
    megabytes: float = 0.0

    def once(self) -> None:
        spent = 0.0
        for command in self.commands:
            process = subprocess.Popen(
                command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment()
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in self.fine:
                sys.exit(f"{self.name}: {' '.join(command)} ended with {process.returncode}")
            spent += usage.ru_utime + usage.ru_stime
            # Kilobytes, but bytes on a Mac.
            self.megabytes = max(self.megabytes, usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000))
        self.seconds.append(spent)

    @property
    def least(self) -> float:
        return min(self.seconds)


@dataclass(frozen=True)
class Target:
    """A line of the table: what is measured, how it is printed, and what it may be at most."""

    name: str
    needs: tuple[str, ...]
    value: Callable[[dict[str, Job]], float]
    limit: float
    unit: str


def ratio(above: str, below: str) -> Callable[[dict[str, Job]], float]:
    return lambda jobs: jobs[above].least / jobs[below].least


def seconds(name: str) -> Callable[[dict[str, Job]], float]:
    return lambda jobs: jobs[name].least


def memory(name: str) -> Callable[[dict[str, Job]], float]:
    return lambda jobs: jobs[name].megabytes


def growth(jobs: dict[str, Job]) -> float:
    """What a county costs among 500, in what it costs among 22; starting the program is left out of both."""
    start, few, many = (jobs[f"thread {number}"].least for number in (1, len(generate.SLUGS), MANY))
    return ((many - start) / (MANY - 1)) / ((few - start) / (len(generate.SLUGS) - 1))


THREAD = ("thread 22", "yamllint thread")
TARGETS = (
    Target("`strategia --help`", ("help", "typer"), ratio("help", "typer"), 1.2, "T"),
    Target("lint of one county, 1 200 lines", ("lint 1", "typer"), ratio("lint 1", "typer"), 2.0, "T"),
    Target(
        "lint of 22 counties for structure and completeness ÷ yamllint",
        ("lint 22 plain", "yamllint 22"),
        ratio("lint 22 plain", "yamllint 22"),
        0.1,
        "",
    ),
    Target("lint of 22 counties ÷ yamllint", ("lint 22", "yamllint 22"), ratio("lint 22", "yamllint 22"), 0.15, ""),
    Target("web pages of the five real counties", ("five html",), seconds("five html"), 2.0, "s"),
    Target("everything of the five real counties", ("five all",), seconds("five all"), 15.0, "s"),
    Target("22 × (HTML, DOCX, PPTX) ÷ pandoc", ("build 22", "pandoc 22"), ratio("build 22", "pandoc 22"), 0.5, ""),
    Target(
        "thread: lint of 22 ÷ yamllint",
        ("thread 22", "yamllint thread"),
        ratio("thread 22", "yamllint thread"),
        0.15,
        "",
    ),
    Target("thread: a county of 500 ÷ of 22", ("thread 1", "thread 22", "thread 500"), growth, 1.2, ""),
    Target("memory: lint of 22", ("lint 22",), memory("lint 22"), 300, "MB"),
    Target("memory: thread, lint of 22", ("thread 22",), memory("thread 22"), 300, "MB"),
    Target("memory: thread, lint of 500", ("thread 500",), memory("thread 500"), 250, "MB"),
    Target("memory: the five without PDF", ("five office",), memory("five office"), 300, "MB"),
    Target("memory: everything of the five", ("five all",), memory("five all"), 300, "MB"),
    Target("memory: 22 × three formats", ("build 22",), memory("build 22"), 300, "MB"),
)


def jobs(work: Path, wanted: set[str]) -> dict[str, Job]:
    """What the targets need, with its material laid out in the work folder."""
    one, many = generate.write(work / "one", 1), generate.write(work / "many", len(generate.SLUGS))
    shutil.copytree(many, plain := work / "plain")
    (plain / "strategia.yaml").write_text(PLAIN, encoding="utf-8")
    threads = {
        number: generate.write(work / f"thread-{number}", number, generate.THREAD)
        for number in (1, len(generate.SLUGS), MANY)
        if f"thread {number}" in wanted
    }
    shutil.copytree(REPOSITORY / "strategies", (five := work / "five") / "strategies")
    empty = work / "empty.py"
    empty.write_text(EMPTY_PROGRAM, encoding="utf-8")
    build = (STRATEGIA, "build", "--out")
    # Just the three files that pandoc makes too; slides as a web page are left out.
    pages, deck = ("--document", "strategy", "--format", "html,docx"), ("--document", "slides", "--format", "pptx")
    found = [
        Job("typer", [(sys.executable, str(empty), "one")], work),
        Job("help", [(STRATEGIA, "--help")], work),
        Job("lint 1", [(STRATEGIA, "lint")], one),
        Job("lint 22", [(STRATEGIA, "lint")], many),
        Job("lint 22 plain", [(STRATEGIA, "lint")], plain),
        Job("yamllint 22", [(str(BIN / "yamllint"), "strategies")], many, heavy=True, fine=(0, 1)),
        Job("five html", [(*build, str(work / "five-html"), "--format", "html")], five),
        Job("five office", [(*build, str(work / "five-office"), "--format", "html,docx,pptx")], five, heavy=True),
        Job("five all", [(*build, str(work / "five-all"))], five, heavy=True),
        Job("build 22", [(*build, str(work / "many-out"), *wish) for wish in (pages, deck)], many, heavy=True),
    ]
    for number, folder in threads.items():
        beyond = (sys.executable, str(Path(__file__).with_name("beyond.py")), str(number), "lint")
        command = beyond if number > len(generate.SLUGS) else (STRATEGIA, "lint")
        found.append(Job(f"thread {number}", [command], folder, heavy=number == MANY))
    if "yamllint thread" in wanted:
        yamllint = (str(BIN / "yamllint"), "strategies")
        found.append(Job("yamllint thread", [yamllint], threads[len(generate.SLUGS)], heavy=True, fine=(0, 1)))
    if "pandoc 22" in wanted:
        found.append(Job("pandoc 22", pandoc_commands(many, work / "markdown"), work, heavy=True))
    return {job.name: job for job in found if job.name in wanted}


def pandoc_commands(project: Path, folder: Path) -> list[tuple[str, ...]]:
    """One process for each file, as a script in a county would start them."""
    import markdown  # noqa: PLC0415 - it needs strategia, which the other measurements do not

    from strategia.writers.pandoc import pandoc  # noqa: PLC0415

    made = markdown.write(project, folder)
    plan = (("strategy", "html"), ("strategy", "docx"), ("slides", "pptx"))
    return [
        (str(pandoc()), "--standalone", "--from=markdown", f"--to={form}", f"--output={file.stem}.{form}", str(file))
        for name, form in plan
        for file in made[name]
    ]


def table(measured: dict[str, Job], targets: Sequence[Target]) -> tuple[list[str], bool]:
    """The table, and whether every target is met."""
    lines = ["| what | measured | target | |", "|---|--:|--:|---|"]
    good = True
    for target in targets:
        value = target.value(measured)
        met = value <= target.limit
        good = good and met
        shown = f"{value:.0f}" if target.unit == "MB" else f"{value:.3f}" if target.limit < 1 else f"{value:.2f}"
        lines.append(
            f"| {target.name} | {shown} {target.unit} | ≤ {target.limit:g} {target.unit} | {'' if met else 'missed'} |"
        )
    return lines, good


def _environment() -> dict[str, str]:
    """The same for every command; documents are dated by their sources."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "STRATEGIA"))}
    return {**kept, "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": "0"}


def main() -> None:
    parser = argparse.ArgumentParser(description="What strategia costs, as ratios.")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of what is quick")
    parser.add_argument("--heavy", type=int, default=3, help="rounds of what takes long")
    parser.add_argument("--only", default="", help="the targets whose names hold this word")
    arguments = parser.parse_args()
    targets = [target for target in TARGETS if arguments.only in target.name]
    with tempfile.TemporaryDirectory() as folder:
        measured = jobs(Path(folder), {name for target in targets for name in target.needs})
        for job in measured.values():
            if not job.heavy:
                # Byte code and file cache are warm before anything counts.
                job.once()
                job.seconds.clear()
        for number in range(max(arguments.rounds, arguments.heavy)):
            for job in measured.values():
                if number < (arguments.heavy if job.heavy else arguments.rounds):
                    job.once()
    lines, good = table(measured, targets)
    print(*lines, sep="\n")
    print()
    print("CPU seconds:", ", ".join(f"{job.name} {job.least:.3f}" for job in measured.values()))
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
