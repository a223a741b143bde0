"""The way in: `strategia` and `python -m strategia`.

Small on purpose: what takes time to import is imported where an interrupt is caught.
"""

import gc
import os
import sys
from types import ModuleType
from typing import NoReturn

_PLUGINS = "pydantic.plugin._loader"
"""The module of pydantic's that looks for plugins among all that is installed."""


def main() -> NoReturn:
    """Run the command line; an interrupt ends it without a traceback, however early it comes."""
    # What is imported and loaded is kept to the end: looking for cycles in it takes time and frees nothing.
    gc.disable()
    # Whatever is installed beside strategia could put itself into pydantic's validation. Only here is it kept out:
    # programs that use the API may want it for models of their own.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__":
        # Even then pydantic would import what it looks for them with, which takes a thirtieth of a lint of 22 counties.
        # Should a later pydantic keep it elsewhere, only the time is lost.
        nothing = ModuleType(_PLUGINS)
        nothing.get_plugins = tuple  # type: ignore[attr-defined]
        sys.modules[_PLUGINS] = nothing
    try:
        from strategia.cli import main as run  # noqa: PLC0415

        run()
    except KeyboardInterrupt:
        _leave(130)
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        _leave(end.code)


def _leave(code: int) -> NoReturn:
    """End the process.

    **Why** not `sys.exit`: Python would first take every value apart, one by one; the system takes all back at once.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            # What could not be written has been told by the exit code.
            continue
    os._exit(code)


if __name__ == "__main__":
    # `python -m` searches the working directory first, and that may be a stranger's checkout.
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != os.getcwd()]  # noqa: PTH100, PTH109
    main()
