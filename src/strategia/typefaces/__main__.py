"""The program that writes a stranger's font anew, apart from the one that asks for it, and within limits.

It reads the font, and prints a line of JSON (what the font says of itself, or why it is refused) and then the new font.
"""

import contextlib
import json
import sys

from strategia.typefaces.sfnt import MAX_BYTES, RefusedError, examined

SECONDS = 2
"""Of processor time. An ordinary font takes a third of a second."""
_MEMORY = 1 << 30


def main() -> None:
    """Answer for one font."""
    # Windows has no such limits, and some systems not all of them: there the patience of the one who asks is one.
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        told, made = _answer(sys.stdin.buffer.read(MAX_BYTES + 1))
    except RefusedError as refused:
        told, made = {"refused": refused.reason, "characters": refused.characters}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)


def _answer(data: bytes) -> tuple[dict[str, object], bytes]:
    """What a font says of itself, and the new font. RefusedError when there is none."""
    style = examined(data)
    # Takes longer to import than what is no font to refuse.
    from strategia.typefaces.rewriting import rewritten  # noqa: PLC0415

    try:
        family, width, made = rewritten(data, style)
    except RefusedError:
        raise
    except MemoryError:
        raise RefusedError("heavy") from None
    except Exception:  # noqa: BLE001 - there is no end to what a broken font makes a library raise
        raise RefusedError("broken") from None
    return {"bold": style.bold, "italic": style.italic, "family": family, "width": width}, made


if __name__ == "__main__":
    main()
