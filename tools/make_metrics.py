"""Write `src/strategia/writers/carlito.json`: how wide the letters of Carlito are.

Carlito has the advance widths of Calibri, which decks name, so text measured with it breaks lines
where PowerPoint breaks them. Carlito is under the SIL Open Font License 1.1; the file holds numbers
measured from it, no part of the font. Run it with the font installed (Debian:
fonts-crosextra-carlito): `python tools/make_metrics.py`.
"""

import json
import struct
from pathlib import Path

from PIL import ImageFont

FONTS = Path("/usr/share/fonts/truetype/crosextra")
FACES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
TARGET = Path(__file__).parents[1] / "src/strategia/writers/carlito.json"
# Latin, with the letters of the Sámi languages; modifiers; Greek; punctuation, currency, arrows, signs.
BLOCKS = ((0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2DD), (0x384, 0x3CE), (0x1E00, 0x1EFF), (0x2010, 0x22FF))
NO_BREAK_SPACE = "\u00a0"


def main() -> None:
    """Measure the four faces and write the file."""
    regular = FONTS / "Carlito-Regular.ttf"
    tables = _tables(regular.read_bytes())
    em = struct.unpack(">H", tables["head"][18:20])[0]
    ascent, descent, gap = struct.unpack(">hhh", tables["hhea"][4:10])
    known = _covered(tables["cmap"])
    # Calibri has a no-break space as wide as a space; Carlito has none, and programs draw a space instead.
    known.add(ord(NO_BREAK_SPACE))
    characters = [chr(c) for first, last in BLOCKS for c in range(first, last + 1) if c in known]
    faces = {}
    for face, style in FACES.items():
        font = ImageFont.truetype(FONTS / f"Carlito-{style}.ttf", em, layout_engine=ImageFont.Layout.BASIC)
        faces[face] = [round(font.getlength(" " if c == NO_BREAK_SPACE else c)) for c in characters]
    data = {
        "about": "Advance widths of Carlito (SIL Open Font License 1.1), measured by tools/make_metrics.py",
        "em": em,
        "line": ascent - descent + gap,
        "characters": "".join(characters),
        "faces": faces,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace(',"', ',\n"').replace("{", "{\n", 1)
    TARGET.write_text(text + "\n", encoding="utf-8")


def _tables(font: bytes) -> dict[str, bytes]:
    """The tables of a TrueType file by name."""
    count = struct.unpack(">H", font[4:6])[0]
    entries = (struct.unpack(">4sIII", font[12 + 16 * i : 28 + 16 * i]) for i in range(count))
    return {tag.decode(): font[offset : offset + length] for tag, _, offset, length in entries}


def _covered(cmap: bytes) -> set[int]:
    """The characters the font has, from its Unicode table (format 4)."""
    count = struct.unpack(">H", cmap[2:4])[0]
    records = [struct.unpack(">HHI", cmap[4 + 8 * i : 12 + 8 * i]) for i in range(count)]
    table = next(cmap[offset:] for platform, encoding, offset in records if (platform, encoding) == (3, 1))
    segments = struct.unpack(">H", table[6:8])[0] // 2
    ends = struct.unpack(f">{segments}H", table[14 : 14 + 2 * segments])
    starts = struct.unpack(f">{segments}H", table[16 + 2 * segments : 16 + 4 * segments])
    return {c for start, end in zip(starts, ends, strict=True) for c in range(start, end + 1) if c != 0xFFFF}


if __name__ == "__main__":
    main()
