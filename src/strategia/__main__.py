"""The way in: `strategia` and `python -m strategia`.

Small on purpose: what takes time to import is imported where an interrupt is caught.
"""

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; an interrupt ends it without a traceback, however early it comes."""
    # What is imported and loaded is kept to the end: looking for cycles in it takes time and frees nothing.
    gc.disable()
    # Whatever is installed beside strategia could put itself into pydantic's validation, and to look for it among
    # all that is installed takes time. Only here: programs that use the API may want it for models of their own.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
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
