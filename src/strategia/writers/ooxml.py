"""What every Office file needs: language tags, elements in schema order, the same bytes each time."""

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB", "se": "se-FI", "smn": "smn-FI", "sms": "sms-FI"}
_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
}
"""The children of the WordprocessingML elements we add to, as the schema wants them."""

_EPOCH = "1970-01-01"
_CORE_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_FIRST = "[Content_Types].xml"
_EMBEDDED = (".xlsx", ".docx", ".pptx")


def language_tag(language: str) -> str:
    """The language as Office names it: `fi-FI`, `sv-FI`. Unknown ones stay as they are."""
    return _TAGS.get(language, language)


def in_order(element: "_Element") -> None:
    """Puts the element's children in the order of the schema; Word refuses some files that are not."""
    place = {f"{{{W}}}{name}": i for i, name in enumerate(_ORDER[element.tag.rpartition("}")[2]].split())}
    element[:] = sorted(element, key=lambda child: place.get(child.tag, len(place)))


def same_bytes(data: bytes, date: str | None) -> bytes:
    """The Office file with fixed times; see `pack`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return pack({info.filename: archive.read(info) for info in archive.infolist()}, date)


def pack(parts: dict[str, bytes], date: str | None) -> bytes:
    """The parts as an Office file with fixed times, also inside embedded workbooks: the same bytes for the same parts.

    `date` (ISO) becomes created and modified of the core properties, the epoch where there is none.
    Parts keep their order, `[Content_Types].xml` first.
    """
    stamp = f"{date or _EPOCH}T00:00:00Z".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda part: part != _FIRST):
            part = parts[name]
            if name == "docProps/core.xml":
                part = _CORE_DATES.sub(rb"\g<1>" + stamp, part)
            elif name.endswith(_EMBEDDED):
                part = same_bytes(part, date)
            # The zip format begins in 1980; every field that follows the machine is set by hand.
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o600 << 16
            archive.writestr(info, part, compresslevel=6)
    return out.getvalue()
