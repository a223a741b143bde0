"""What the options of several commands share.

The help of an option is the key of its words: they are looked up when help is shown, so that no other command waits
for them.
"""

from datetime import date
from typing import Annotated, Optional

import typer

from strategia import usage
from strategia.languages import LANGUAGES

Lang = Annotated[Optional[str], typer.Option("--lang", metavar="fi|sv|en", help="common.lang")]
AsOf = Annotated[Optional[str], typer.Option("--as-of", metavar="DATE", help="common.as_of")]


def program(help: str | None = None) -> typer.Typer:  # noqa: A002 - typer's word
    """The program of one command; with `help` a group of commands, even where it has only one."""
    return typer.Typer(
        cls=usage.Group,
        callback=None if help is None else _several,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=help,
    )


def _several() -> None:
    """What typer calls before a command of a group."""


def split(values: list[str] | None) -> tuple[str, ...]:
    """Repeated and comma-separated values of an option."""
    return tuple(part.strip() for value in values or [] for part in value.split(",") if part.strip())


def choice(option: str, value: str | None, known: tuple[str, ...]) -> str | None:
    """The value of an option that has few; a usage error for any other."""
    if value is not None and value not in known:
        text = usage.text("common.bad_choice", value=value, known=", ".join(known))
        raise typer.BadParameter(text, param_hint=option)
    return value


def speech_of(lang: str | None) -> str | None:
    """The language asked for; a usage error when strategia does not speak it."""
    return choice("--lang", lang, LANGUAGES)


def day_of(text: str | None) -> date | None:
    """The day asked for; a usage error when it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(usage.text("common.bad_date", value=text), param_hint="--as-of") from None
