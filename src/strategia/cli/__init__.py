"""The command line: a module for each command, which holds its options. The work is in `commands`.

Exit codes: 0 clean, 1 diagnostics at or above the failing level, 2 wrong usage, configuration or
environment, 3 output could not be written, 70 a bug of ours, 130 interrupted.
"""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer

from strategia import usage

COMMANDS = {
    "lint": "strategia.cli.lint",
    "build": "strategia.cli.build",
    "trace": "strategia.cli.trace",
    "explain": "strategia.cli.explain",
    "rules": "strategia.cli.rules",
    "schemas": "strategia.cli.schemas",
    "init": "strategia.cli.init",
    "list": "strategia.cli.list",
    "show": "strategia.cli.show",
    "review": "strategia.cli.review",
    "import": "strategia.cli.importing",
}
"""The module of each command, in the order of help; each is imported when it is asked for, and offers an `app`."""

CLEAN, INTERRUPTED, TERMINATED = 0, 130, 143


class Program(usage.Group):
    """The program, whose commands are imported one by one: a lint does not wait for the options of all the others."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands()  # type: ignore[assignment] # typer never adds to a group that it has made


class _Commands(Mapping[str, Any]):
    def __getitem__(self, name: str) -> Any:
        command = typer.main.get_command(import_module(COMMANDS[name]).app)
        command.name = name
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


app = typer.Typer(
    name="strategia",
    cls=Program,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="strategia.help",
)


@app.callback(invoke_without_command=True)
def strategia(
    version: Annotated[bool, typer.Option("--version", help="strategia.version")] = False,  # noqa: FBT002
    debug: Annotated[bool, typer.Option("--debug", help="strategia.debug")] = False,  # noqa: FBT002, ARG001
) -> None:
    """The options of the program itself."""
    if version:
        from importlib.metadata import version as installed  # noqa: PLC0415

        typer.echo(f"strategia {installed('strategia')}")
        raise typer.Exit


def main() -> NoReturn:
    """The command line, ended by `SystemExit`: no traceback reaches the user but with `--debug`."""
    usage.prepare_streams()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`| head`); Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = CLEAN
    except typer.Exit as error:
        code = error.exit_code
    except typer.Abort:
        code = INTERRUPTED
    except OSError as error:
        # A folder that may not be read, a full disk behind standard output: the machine, not the program.
        code = usage.prevented(error)
    except Exception as error:
        if hasattr(error, "format_message"):
            code = usage.wrong(error)
        elif "--debug" in sys.argv[1:]:
            raise
        else:
            code = usage.failed(error)
    sys.exit(code if isinstance(code, int) else CLEAN)
