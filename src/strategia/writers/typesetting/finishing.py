"""Finishing a PDF that typst made: its tables get headers of rows, its streams unmistakable ends, its tags no doubt.

typst writes plain objects and a plain list of where they stand, so that both can be mended in the
bytes. A file that is laid out in another way stays as it is.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

_PLACES = re.compile(rb"xref\n0 \d+\n(?P<entries>(?:\d{10} \d{5} [nf]\r\n)+)trailer\n")
_FIRST_CELL = re.compile(
    rb"(?P<start>/Type/StructElem/S)/TD(?P<parent>/P \d+ 0 R/A\[<</O/Table)"
    rb"(?P<headers>/Headers\[\(U(?P<table>\d+)x0y0\)\])"
)
"""A cell of the first column: the header of its column is the first of the table with this number."""
_UNDOUBTED = re.compile(rb"(?P<start>\d+ 0 obj\n<</Type/Catalog.*?/MarkInfo<</Marked true)/Suspects false", re.DOTALL)
"""That no tag is in doubt, which goes without saying: readers that rest on Poppler call it an error."""


def finish(data: bytes, row_headers: Sequence[bool]) -> bytes:
    """The finished file; `row_headers` says for each table, in order, whether its first column heads the rows."""
    start = data.rfind(b"\nxref\n") + 1
    places = _PLACES.match(data, start)
    if not places:
        return data
    entries = places["entries"].split(b"\r\n")[:-1]
    ends = sorted([*(int(entry[:10]) for entry in entries[1:]), start])
    made = bytearray(data[: ends[0]])
    moved: dict[int, int] = {}
    for offset, end in pairwise(ends):
        moved[offset] = len(made)
        made += _object(data[offset:end], row_headers)
    listed = [entries[0], *(b"%010d%s" % (moved[int(entry[:10])], entry[10:]) for entry in entries[1:])]
    trailer = data[places.end("entries") :].rpartition(b"startxref\n")[0]
    places_of_all = b"xref\n0 %d\n%s\r\n" % (len(listed), b"\r\n".join(listed))
    return bytes(made) + places_of_all + trailer + b"startxref\n%d\n%%%%EOF" % len(made)


def _object(body: bytes, row_headers: Sequence[bool]) -> bytes:
    """An object of the file, mended."""
    if b"\nstream\n" not in body:
        sure = body.replace(undoubted[0], undoubted["start"]) if (undoubted := _UNDOUBTED.match(body)) else body
        return _FIRST_CELL.sub(lambda cell: _headed(cell, row_headers), sure)
    content, end, rest = body.rpartition(b"\nendstream")
    # With the line end that follows it, a last return would be taken for one line end of two characters.
    return content + (b"\r" if content.endswith(b"\r") else b"") + end + rest


def _headed(cell: re.Match[bytes], row_headers: Sequence[bool]) -> bytes:
    """The cell as a header of its row, where the table has such."""
    if not row_headers[int(cell["table"]) - 1]:
        return cell[0]
    return cell["start"] + b"/TH" + cell["parent"] + b"/Scope/Row" + cell["headers"]
