"""Makes `templates/docx/reference.docx`: pandoc's default reference file in our styles.

Run it after a change of `writers/theme.py` or of the styles below: `python tools/make_reference_docx.py`.
The same pandoc gives the same file. A county may change the result in Word and put it in its
template folder; what counts are the names of the styles and the words in braces in header and footer.
"""

import io
import re
import subprocess
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from strategia.writers.officetheme import word_slots
from strategia.writers.ooxml import W, pack
from strategia.writers.pandoc import pandoc
from strategia.writers.theme import DEFAULT as THEME

TARGET = Path(__file__).parents[1] / "templates" / "docx" / "reference.docx"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = f'xmlns:w="{W}" xmlns:r="{R}"'

COLOURS = {
    THEME.ink: "text1",
    THEME.paper: "background1",
    THEME.muted: "text2",
    THEME.tint: "background2",
    THEME.primary: "accent1",
    THEME.accent: "accent2",
}
"""Colours by their place in the Word theme: who changes the theme changes them all."""

HEADINGS = 1
"""The number of the list that numbers headings."""

BOX = 9
"""Space between a box and its text, in points."""


def colour(value: str) -> str:
    place = f' w:themeColor="{COLOURS[value]}"' if value in COLOURS else ""
    return f'<w:color w:val="{value}"{place}/>'


def fill(value: str) -> str:
    place = f' w:themeFill="{COLOURS[value]}"' if value in COLOURS else ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{value}"{place}/>'


def borders(tag: str = "pBdr", /, **sides: tuple[str, int, int]) -> str:
    """Borders by side: colour, thickness in eighths of a point, distance in points."""
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{sides[side][1]}" w:space="{sides[side][2]}" w:color="{sides[side][0]}"/>'
        for side in order
        if side in sides
    )
    return f"<w:{tag}>{lines}</w:{tag}>"


def box(ground: str, bar: str | None = None) -> str:
    """A filled box; paragraphs with the same box join into one. `bar` is a strong line on its left."""
    edges = {"top": (ground, 4, 6), "bottom": (ground, 4, 6), "right": (ground, 4, BOX)}
    return borders(**edges, left=(bar, 36, BOX) if bar else (ground, 4, BOX)) + fill(ground)


@dataclass(frozen=True)
class Style:
    """A style. Sizes and spaces in points, indents in twentieths of a point."""

    name: str
    based: str = "Normal"
    following: str = ""
    size: float = 0
    bold: bool | None = None
    ink: str = ""
    before: float | None = None
    after: float | None = None
    line: float = 0
    left: int | None = None
    right: int | None = None
    hanging: int | None = None
    tabs: str = ""
    keep: bool = False
    whole: bool = False
    new_page: bool = False
    hyphens: bool = True
    box: str = ""
    outline: int | None = None
    numbered: bool = False
    """By the list of headings, at the level of its outline."""
    kind: str = "paragraph"
    built_in: bool = False

    @property
    def id(self) -> str:
        names = {"toc": "TOC", "heading": "Heading", "caption": "Caption", "header": "Header", "footer": "Footer"}
        first, *rest = self.name.split(" ")
        return "".join([names.get(first, first), *rest])

    def xml(self) -> str:
        basis = f'<w:basedOn w:val="{self.based}"/>' if self.based else ""
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        custom = "" if self.built_in else ' w:customStyle="1"'
        paragraph = self._paragraph() if self.kind == "paragraph" else ""
        return (
            f'<w:style {NS} w:type="{self.kind}"{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f"{basis}{following}<w:qFormat/>{paragraph}{self._looks()}</w:style>"
        )

    def _paragraph(self) -> str:
        spacing = "".join(
            f' w:{key}="{round(value * 20)}"'
            for key, value in (("before", self.before), ("after", self.after))
            if value is not None
        )
        spacing += f' w:line="{round(self.line * 240)}" w:lineRule="auto"' if self.line else ""
        indent = "".join(
            f' w:{key}="{value}"'
            for key, value in (("left", self.left), ("right", self.right), ("hanging", self.hanging))
            if value is not None
        )
        return "".join(
            (
                "<w:pPr>",
                "<w:keepNext/>" if self.keep else "",
                "<w:keepLines/>" if self.whole else "",
                "<w:pageBreakBefore/>" if self.new_page else "",
                self._number(),
                self.box,
                f"<w:tabs>{self.tabs}</w:tabs>" if self.tabs else "",
                "" if self.hyphens else "<w:suppressAutoHyphens/>",
                f"<w:spacing{spacing}/>" if spacing else "",
                f"<w:ind{indent}/>" if indent else "",
                "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>',
                "</w:pPr>",
            )
        )

    def _number(self) -> str:
        level = f'<w:ilvl w:val="{self.outline}"/>' if self.outline else ""
        return f'<w:numPr>{level}<w:numId w:val="{HEADINGS}"/></w:numPr>' if self.numbered else ""

    def _looks(self) -> str:
        weight = {None: "", True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>'}[self.bold]
        size = f'<w:sz w:val="{round(self.size * 2)}"/><w:szCs w:val="{round(self.size * 2)}"/>' if self.size else ""
        return f"<w:rPr>{weight}{colour(self.ink) if self.ink else ''}{size}</w:rPr>"


T = THEME
WIDE = 9354
"""The width of the text, in twentieths of a point: A4 less two margins of 2.25 cm."""

MARGIN = 1276


def right_tab(position: int) -> str:
    return f'<w:tab w:val="right" w:pos="{position}"/>'


def left_tab(position: int) -> str:
    return f'<w:tab w:val="left" w:pos="{position}"/>'


COVER = box(T.primary)
INSET = 200
"""Indent of a box, so that its border stands within the text's width."""


def callout(name: str, ground: str, bar: str) -> tuple[Style, ...]:
    """The styles of a box: its title, its text and its lists join into one."""
    made = Style(
        name, "BodyText", left=INSET, right=INSET, before=0, after=4, line=1.1, box=box(ground, bar), whole=True
    )
    title = replace(made, name=f"{name} Title", following=made.id, bold=True, before=14, after=2, keep=True)
    return made, title, replace(made, name=f"{name} List")


def contents_entry(level: int, left: int, number: int, looks: Style) -> Style:
    """An entry of the contents: its number, its heading, and the page, which Word fills in when it is asked to."""
    end = left + number
    page = f'<w:tab w:val="right" w:leader="dot" w:pos="{WIDE}"/>'
    return replace(looks, name=f"toc {level}", left=end, hanging=number, tabs=left_tab(end) + page, hyphens=False)


STYLES = (
    Style("Normal", "", size=11, ink=T.ink, after=0, built_in=True),
    Style("Body Text", before=0, after=7, line=1.12, built_in=True),
    Style("First Paragraph", "BodyText", "BodyText"),
    Style("Compact", "BodyText", before=0, after=2),
    Style("Lead", "BodyText", "BodyText", size=12.5, ink=T.primary, after=9, line=1.15, keep=True),
    Style("Lead In", "BodyText", "BodyText", bold=True, before=4, after=2, keep=True),
    Style("Small Print", "BodyText", size=9.5, ink=T.muted, after=5, line=1.08),
    Style("List Paragraph", "BodyText", after=3, built_in=True),
    Style("Cover Logo", following="CoverCounty", before=0, after=10),
    Style("Cover County", size=14, bold=True, ink=T.primary, before=0, after=0, hyphens=False),
    Style(
        "Cover Kind",
        following="Title",
        size=12,
        ink=T.on_primary,
        before=150,
        line=2.2,
        left=INSET,
        right=INSET,
        box=COVER,
        hyphens=False,
        keep=True,
    ),
    Style("Cover Kind Below Logo", "CoverKind", "Title", before=78),
    Style(
        "Title",
        following="Subtitle",
        size=32,
        bold=True,
        ink=T.on_primary,
        line=1.05,
        left=INSET,
        right=INSET,
        box=COVER,
        hyphens=False,
        keep=True,
        built_in=True,
    ),
    Style(
        "Subtitle",
        following="BodyText",
        size=16,
        ink=T.on_primary,
        line=1.9,
        left=INSET,
        right=INSET,
        box=COVER,
        hyphens=False,
        built_in=True,
    ),
    Style("Cover Fact", after=4, left=2835, hanging=2835, tabs=left_tab(2835)),
    Style("First Cover Fact", "CoverFact", "CoverFact", before=34),
    Style(
        "heading 1",
        following="BodyText",
        size=20,
        bold=True,
        ink=T.primary,
        before=26,
        after=8,
        keep=True,
        whole=True,
        hyphens=False,
        outline=0,
        box=borders(bottom=(T.rule, 8, 4)),
        numbered=True,
        built_in=True,
    ),
    Style(
        "heading 2",
        following="BodyText",
        size=15,
        bold=True,
        ink=T.primary,
        before=18,
        after=5,
        keep=True,
        whole=True,
        hyphens=False,
        outline=1,
        numbered=True,
        built_in=True,
    ),
    Style(
        "heading 3",
        following="BodyText",
        size=12.5,
        bold=True,
        ink=T.primary,
        before=13,
        after=4,
        keep=True,
        whole=True,
        hyphens=False,
        outline=2,
        numbered=True,
        built_in=True,
    ),
    *(
        Style(
            f"heading {n}",
            following="BodyText",
            size=11,
            bold=True,
            ink=T.ink if n == 4 else T.muted,
            before=10,
            after=3,
            keep=True,
            whole=True,
            hyphens=False,
            outline=n - 1,
            built_in=True,
        )
        for n in range(4, 10)
    ),
    Style(
        "TOC Heading",
        following="BodyText",
        size=20,
        bold=True,
        ink=T.primary,
        after=12,
        keep=True,
        new_page=True,
        hyphens=False,
        box=borders(bottom=(T.rule, 8, 4)),
        built_in=True,
    ),
    contents_entry(1, 0, 454, Style("", bold=True, ink=T.primary, before=7, after=2, built_in=True)),
    contents_entry(2, 454, 624, Style("", before=1, after=1, built_in=True)),
    contents_entry(3, 1078, 794, Style("", size=10, ink=T.muted, after=1, built_in=True)),
    Style(
        "Statement",
        "BodyText",
        "BodyText",
        size=19,
        ink=T.primary,
        before=8,
        after=12,
        line=1.1,
        left=INSET + 60,
        box=borders(left=(T.primary, 36, 12)),
        whole=True,
        hyphens=False,
    ),
    Style(
        "Key Fact",
        "BodyText",
        left=3969,
        hanging=3969,
        tabs=left_tab(3969),
        before=3,
        after=3,
        whole=True,
        hyphens=False,
    ),
    Style("Short Key Fact", "KeyFact", left=1361, hanging=1361, tabs=left_tab(1361)),
    Style("Medium Key Fact", "KeyFact", left=2552, hanging=2552, tabs=left_tab(2552)),
    Style(
        "Card",
        "BodyText",
        "BodyText",
        size=12.5,
        bold=True,
        ink=T.primary,
        before=12,
        after=6,
        left=80,
        right=80,
        hyphens=False,
        box=borders(**dict.fromkeys(("top", "left", "bottom", "right"), (T.tint, 4, 3))) + fill(T.tint),
    ),
    Style("Card Title", "Card", "BodyText", keep=True),
    *callout("Callout", T.tint, T.primary),
    *callout("Callout Draft", T.tint_accent, T.accent),
    Style("caption", "BodyText", "BodyText", size=10, ink=T.muted, after=4, hyphens=False, built_in=True),
    Style("Table Caption", "Caption", before=10, keep=True, whole=True),
    Style("Image Caption", "Caption", before=2, after=4, keep=True, whole=True),
    Style("Takeaway", "BodyText", before=4, after=0, keep=True),
    Style("Figure", before=10, keep=True),
    Style("Captioned Figure", "Figure", keep=True),
    Style("Figure Note", "SmallPrint", size=9, after=6, keep=True),
    Style("Table Text", size=9, before=0, after=1),
    Style("Table List", "TableText"),
    Style("Table Head", "TableText", bold=True, ink=T.primary, keep=True, hyphens=False),
    Style("Table Row Head", "TableText", bold=True),
    Style("Table Small", "TableText", size=8, ink=T.muted),
    Style("Table Partly", "TableText", ink=T.accent),
    Style("Table Uncovered", "TablePartly", bold=True),
    Style("header", size=9, ink=T.muted, tabs=right_tab(WIDE), built_in=True),
    Style("footer", size=9, ink=T.muted, tabs=right_tab(WIDE), built_in=True),
    Style("Heading Label", "DefaultParagraphFont", bold=False, ink=T.muted, kind="character"),
    Style("Key Value", "DefaultParagraphFont", size=16, bold=True, ink=T.primary, kind="character"),
    Style("Caption Label", "DefaultParagraphFont", bold=True, ink=T.primary, kind="character"),
    Style("Name Link", "DefaultParagraphFont", ink=T.primary, kind="character"),
    Style("Mark", "DefaultParagraphFont", bold=True, ink=T.accent, kind="character"),
)

TABLE = f"""<w:style {NS} w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>
<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
{borders("tblBorders", top=(T.primary, 12, 0), bottom=(T.primary, 8, 0), insideH=(T.rule, 4, 0))}
<w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="96" w:type="dxa"/>
<w:bottom w:w="45" w:type="dxa"/><w:right w:w="96" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr>{fill(T.tint)}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>"""

TABLE_NORMAL = f"""<w:style {NS} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"""

HYPERLINK = f"""<w:style {NS} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>
<w:rPr>{colour(T.primary)}<w:u w:val="single"/></w:rPr></w:style>"""


def words(text: str, style: str = "") -> str:
    looks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"


def furniture(kind: str, content: str) -> bytes:
    """A header (`hdr`) or footer (`ftr`) part."""
    style = {"hdr": "Header", "ftr": "Footer"}[kind]
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{kind} {NS}>{paragraph}</w:{kind}>'.encode()


PARTS = {
    "header1": ("header", "default", furniture("hdr", words("{county}") + TAB + words("{mark}", "Mark"))),
    "header2": ("header", "first", furniture("hdr", TAB + words("{mark}", "Mark"))),
    "footer1": ("footer", "default", furniture("ftr", words("{footer}") + TAB + words("{page_of}"))),
    "footer2": ("footer", "first", furniture("ftr", "")),
}


def make() -> bytes:
    """The reference file."""
    default = subprocess.run(
        [pandoc(), "--print-default-data-file=reference.docx"], capture_output=True, check=True
    ).stdout
    with zipfile.ZipFile(io.BytesIO(default)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/styles.xml"] = styles(parts["word/styles.xml"])
    parts["word/theme/theme1.xml"] = theme(parts["word/theme/theme1.xml"].decode())
    parts["word/settings.xml"] = settings(parts["word/settings.xml"].decode())
    parts["word/numbering.xml"] = numbering(parts["word/numbering.xml"])
    parts["word/document.xml"] = document()
    overrides, relations = "", ""
    for name, (kind, _, part) in PARTS.items():
        parts[f"word/{name}.xml"] = part
        content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        overrides += f'<Override PartName="/word/{name}.xml" ContentType="{content_type}"/>'
        relations += f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{name}.xml"/>'
    added(parts, "[Content_Types].xml", "</Types>", overrides)
    added(parts, "word/_rels/document.xml.rels", "</Relationships>", relations)
    return pack(parts, None)


def added(parts: dict[str, bytes], name: str, end: str, xml: str) -> None:
    before, closing, _ = parts[name].decode().rpartition(end)
    parts[name] = (before + xml + closing).encode()


def styles(part: bytes) -> bytes:
    """Pandoc's styles with ours in their place."""
    root = etree.fromstring(part)
    ours = [*(style.xml() for style in STYLES), TABLE_NORMAL, TABLE, HYPERLINK]
    made = [etree.fromstring(xml) for xml in ours]
    key = f"{{{W}}}styleId"
    names = {style.get(key) for style in made}
    linked = re.compile(r"(Heading\d|Title|Subtitle)Char")
    for style in root.findall(f"{{{W}}}style"):
        name = style.get(key) or ""
        if name in names or linked.fullmatch(name):
            root.remove(style)
        else:
            for link in style.findall(f"{{{W}}}link"):
                style.remove(link)
    normal, *others = made
    normal.set(f"{{{W}}}default", "1")
    root.insert(2, normal)
    root.extend(others)
    for size in root.findall(f"{{{W}}}docDefaults//{{{W}}}sz") + root.findall(f"{{{W}}}docDefaults//{{{W}}}szCs"):
        size.set(f"{{{W}}}val", "22")
    for spacing in root.findall(f"{{{W}}}docDefaults//{{{W}}}spacing"):
        spacing.set(f"{{{W}}}after", "0")
    etree.cleanup_namespaces(root, top_nsmap={"w": W})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def numbering(part: bytes) -> bytes:
    """The list that numbers the headings of three levels, before pandoc's own lists."""
    root = etree.fromstring(part)
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{n + 1}"/>'
        f'<w:lvlText w:val="{".".join(f"%{one + 1}" for one in range(n + 1))}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{wide}" w:hanging="{wide}"/></w:pPr></w:lvl>'
        for n, wide in enumerate((624, 737, 822))
    )
    # The number of the list of lists is its own: pandoc has its lists at 990 and above.
    lists = f'<w:abstractNum {NS} w:abstractNumId="{HEADINGS}"><w:multiLevelType w:val="multilevel"/>{levels}'
    root.insert(0, etree.fromstring(f"{lists}</w:abstractNum>"))
    use = f'<w:num {NS} w:numId="{HEADINGS}"><w:abstractNumId w:val="{HEADINGS}"/></w:num>'
    root.append(etree.fromstring(use))
    etree.cleanup_namespaces(root, top_nsmap={"w": W})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def theme(xml: str) -> bytes:
    """The Word theme in our colours and font."""
    for name, value in word_slots(T).items():
        xml, count = re.subn(
            rf"(<a:{name}>).*?(</a:{name}>)", rf'\g<1><a:srgbClr val="{value}"/>\g<2>', xml, flags=re.DOTALL
        )
        assert count == 1, name
    xml, count = re.subn(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{T.font}", xml)
    assert count == 2
    return re.sub(r' panose="[^"]*"', "", xml).encode()


def settings(xml: str) -> bytes:
    """Word's own view of today's files, so that it does not open them in compatibility mode; hyphens."""
    mode = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>'
    )
    hyphens = (
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="284"/>'
        "<w:doNotHyphenateCaps/>"
    )
    xml = re.sub(r"(<w:defaultTabStop[^>]*/>)", rf"\g<1>{hyphens}", xml)
    return re.sub(r"(<w:rsids\s*>)", rf"{mode}\g<1>", xml).encode()


def document() -> bytes:
    """An empty page with everything that pandoc takes over: paper, margins, header and footer."""
    references = "".join(
        f'<w:{kind}Reference w:type="{when}" r:id="{name}"/>' for name, (kind, when, _) in PARTS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:document {NS}><w:body><w:p/><w:sectPr>{references}"
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1474" w:right="{MARGIN}" w:bottom="1304" w:left="{MARGIN}" '
        'w:header="680" w:footer="567" w:gutter="0"/><w:cols w:space="708"/><w:titlePg/></w:sectPr></w:body>'
        "</w:document>"
    ).encode()


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(make())
