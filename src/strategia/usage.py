"""The words of the command line: help and usage errors in the user's language.

Kept apart from everything else, so that `--help` is as quick as an empty program.
"""

import contextlib
import errno
import os
import re
import sys
from collections.abc import Mapping
from copy import copy
from typing import Any, cast

from typer.core import TyperCommand, TyperGroup

from strategia.languages import lexicon, preferred

_UNKNOWN = r"No such command '(.*?)'(?:\. Did you mean '(.*?)')?"
"""How typer says that it does not know a command; it has no type for it."""


def prepare_streams() -> None:
    """Make standard output and error unable to fail on a character, whatever the console's code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A Windows console takes UTF-8; a pipe with a narrow encoding gets replacements.
            reconfigure(encoding="utf-8" if os.name == "nt" else None, errors="replace")


def language() -> str:
    """The language of the command line: `--lang` of a command that speaks it, else as everywhere."""
    arguments = sys.argv[1:]
    wish = None
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            wish = arguments[index + 1]
        elif argument.startswith("--lang="):
            wish = argument.partition("=")[2]
    return preferred(wish)


def text(key: str, **arguments: object) -> str:
    """A text of the command line, by its dotted key in `commands.toml`."""
    node: object = lexicon(language()).table("commands")
    for step in key.split("."):
        node = cast("Mapping[str, object]", node)[step]
    return str(node).format(**arguments) if arguments else str(node)


def _translated(help_text: str) -> str:
    """Typer's own few words in a page of help; it has no other way to give it any."""
    words = cast("Mapping[str, str]", lexicon(language()).table("commands")["typer"])
    for english, own in words.items():
        help_text = help_text.replace(english, own)
    return help_text


def _said(command: Any) -> Any:
    """A command with the words of its help in the place of their keys."""
    said = copy(command)
    said.help = text(command.help)
    said.params = [copy(parameter) for parameter in command.params]
    for parameter in said.params:
        parameter.help = text(parameter.help)
        if parameter.param_type_name == "argument":
            # The Python type beside its name tells a planner nothing.
            parameter.display_type_rich = lambda **_: ""
    return said


class Command(TyperCommand):
    """A command whose help is in the user's language throughout; what it and its options say of it are keys."""

    def get_help(self, ctx: Any) -> str:
        """The page of help."""
        return _translated(super(Command, _said(self)).get_help(ctx))

    def get_short_help_str(self, limit: int = 45) -> str:
        """The line of help in a list of commands."""
        return super(Command, _said(self)).get_short_help_str(limit)


class Group(TyperGroup):
    """Several commands, likewise."""

    def get_help(self, ctx: Any) -> str:
        """The page of help."""
        return _translated(super(Group, _said(self)).get_help(ctx))

    def get_short_help_str(self, limit: int = 45) -> str:
        """The line of help in a list of commands."""
        return super(Group, _said(self)).get_short_help_str(limit)


def wrong(error: Any) -> int:
    """Tell what was wrong with the command line; its exit code, 2."""
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    if kind == "NoArgsIsHelpError":
        print(error.format_message())
        return 2
    hint = getattr(error, "param_hint", None)
    parameter = getattr(error, "param", None)
    name = hint or (parameter.opts[0] if parameter is not None and parameter.opts else "")
    if parameter is not None and getattr(parameter, "param_type_name", "") == "argument":
        name = parameter.metavar or parameter.name
    arguments = {
        "option": getattr(error, "option_name", name),
        "name": str(name).strip("'[]"),
        "detail": str(getattr(error, "message", error)).rstrip("."),
    }
    known = cast("Mapping[str, str]", lexicon(language()).table("commands")["wrong"])
    if kind == "UsageError" and "extra argument" in arguments["detail"]:
        kind = "Extra"
        arguments["detail"] = arguments["detail"].rpartition("(")[2].rstrip(")")
    elif unknown := re.match(_UNKNOWN, arguments["detail"]):
        kind = "Nearest" if unknown[2] else "Unknown"
        arguments |= {"name": unknown[1], "nearest": unknown[2] or ""}
    template = known.get(kind, known["UsageError"])
    command = context.command_path if context is not None else "strategia"
    print(f"{known['error']}: {template.format(**arguments)}", file=sys.stderr)
    print(known["hint"].format(command=f"{command} --help"), file=sys.stderr)
    return 2


def prevented(error: OSError) -> int:
    """Say what the machine did not let us do; 3 when output could not be written, else 2."""
    detail = ": ".join(str(part) for part in (error.filename, error.strerror or type(error).__name__) if part)
    with contextlib.suppress(OSError):
        print(text("environment", detail=detail), file=sys.stderr)
    return 3 if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO) else 2


def failed(error: Exception) -> int:
    """Say that a bug of ours was met, with the line that reproduces it; its exit code, 70."""
    import shlex  # noqa: PLC0415 - bugs are rare

    line = shlex.join(["strategia", "--debug", *(a for a in sys.argv[1:] if a != "--debug")])
    print(text("bug", error=f"{type(error).__name__}: {error}", line=line), file=sys.stderr)
    return 70
