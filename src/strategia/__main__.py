"""The way in: `strategia` and `python -m strategia`.

Small on purpose: what takes time to import is imported where an interrupt is caught.
"""

import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; an interrupt ends it without a traceback, however early it comes."""
    try:
        from strategia.cli import main as run  # noqa: PLC0415
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    # `python -m` searches the working directory first, and that may be a stranger's checkout.
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != os.getcwd()]  # noqa: PTH100, PTH109
    main()
