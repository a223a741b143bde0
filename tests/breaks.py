"""Good files broken in one way each, with what the audit is to tell of them. A rule without a break fails a test."""

import io
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

import pikepdf
from made import Break, add, also, good, packed, parts_of, relate, swap, swap_in
from pikepdf import Dictionary, Name, Object, Pdf, Stream, String

BODY, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
CORE, TYPES = "docProps/core.xml", "[Content_Types].xml"
SLIDE, LINKED, TABLE, CHART = (f"ppt/slides/slide{number}.xml" for number in (3, 2, 4, 7))
BOOK = "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
ZEROS = 1024 * 1024 * b"0"
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
PERSON = "<cp:lastModifiedBy>Maija M.</cp:lastModifiedBy>"
HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{}</w:p>'
ELSEWHERE = "https://seuranta.example/kuva.png"


class Broken(NamedTuple):
    """A way to break a good file, and what is to be told of it: code, variant and the place in Finnish."""

    form: str
    breaks: Break
    code: str
    variant: str = ""
    place: str = ""


def typed(*lines: str) -> Break:
    """Paragraphs at the end of a Word file."""
    return swap_in(BODY, "<w:sectPr", "".join(map(PARAGRAPH.format, lines)) + "<w:sectPr")


def field(instruction: str) -> Break:
    """A field in pieces, as Word itself writes them, the instruction torn in two."""
    half = len(instruction) // 2
    pieces = "".join(
        f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (instruction[:half], instruction[half:])
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return swap_in(BODY, "<w:sectPr", f"<w:p>{begin}{pieces}{end}<w:r><w:t>1</w:t></w:r></w:p><w:sectPr")


def in_book(breaks: Break) -> Break:
    """Breaks the workbook behind the first chart of a deck."""
    return lambda data: packed({**parts_of(data), BOOK: breaks(packed(parts_of(parts_of(data)[BOOK])))})


def restyled(old: str, new: str) -> Break:
    """Changes the style of a page, and its policy with it."""

    def changed(data: bytes) -> bytes:
        made = swap(f"(<style>.*?){old}", rf"\1{new}")(data)
        style = made.partition(b"<style>")[2].partition(b"</style>")[0]
        digest = b64encode(sha256(style).digest()).decode()
        return swap("'sha256-[^']*'", f"'sha256-{digest}'")(made)

    return changed


def on_page(markup: str) -> Break:
    """Markup at the end of the text of a page."""
    return swap("</main>", f"{markup}</main>")


UNREADABLE = {
    "page in another encoding": Broken("html", lambda _: "<title>ä</title>".encode("utf-16"), "AUD101", "kind"),
    "Word file that is none": Broken("docx", lambda _: b"%PDF-1.7", "AUD101", "kind"),
    "Word file that is a deck": Broken("docx", lambda _: good("pptx"), "AUD101", "kind"),
    "broken XML": Broken("docx", swap_in(BODY, "</w:body>", ""), "AUD101", "kind"),
    "password": Broken("docx", lambda _: OLE, "AUD101", "encrypted"),
    "a thousand parts": Broken("docx", lambda _: packed({str(n): b"" for n in range(1001)}), "AUD101", "parts"),
    "page of endless tags": Broken("html", on_page("<b></b>" * 200_000), "AUD101", "parts"),
    "two names for one part": Broken("docx", add("word/Document.xml"), "AUD101", "names"),
    "a name that leads out": Broken("pptx", add("../slide.xml"), "AUD101", "names"),
    "more than fits": Broken("pptx", add("ppt/media/a.png", 41 * ZEROS), "AUD101", "size"),
    "packed too tightly": Broken("pptx", add("ppt/media/a.png", 2 * ZEROS), "AUD101", "ratio"),
    "entities": Broken("docx", swap_in(BODY, "<w:document", "<!DOCTYPE a><w:document"), "AUD101", "entities"),
}

UNSAFE = {
    "script": Broken("html", on_page("<script>alert(1)</script>"), "AUD102"),
    "script in capitals": Broken("html", on_page("<ScRiPt>alert(1)</sCrIpT>"), "AUD102"),
    "event handler": Broken("html", swap("<main>", '<main onclick="x()">'), "AUD102"),
    "form": Broken("html", on_page('<form><input name="a"></form>'), "AUD102"),
    "frame": Broken("html", on_page("<iframe></iframe>"), "AUD102"),
    "page that moves on": Broken(
        "html", swap("<title>", '<meta http-equiv="refresh" content="0;url=https://a.example"><title>'), "AUD102"
    ),
    "macro": Broken("docx", add("word/vbaProject.bin"), "AUD102"),
    "macro by content type": Broken(
        "pptx", swap_in(TYPES, "presentation.main", "presentation.macroEnabled.main"), "AUD102", "", TYPES
    ),
    "OLE object": Broken("docx", relate(BODY, "oleObject", "embeddings/a.bin"), "AUD102", "", BODY),
    "ActiveX": Broken("docx", add("word/activeX/activeX1.xml", b"<a/>"), "AUD102", "", "word/activeX/activeX1.xml"),
    "macro in the workbook of a chart": Broken("pptx", in_book(add("xl/vbaProject.bin")), "AUD102"),
    "picture from elsewhere": Broken("html", on_page(f'<img src="{ELSEWHERE}" alt="Talo.">'), "AUD103"),
    "style from elsewhere": Broken("html", swap("<title>", f'<link rel="x" href="{ELSEWHERE}"><title>'), "AUD103"),
    "picture of a style from elsewhere": Broken(
        "html", restyled("}", f"}} b{{background:url({ELSEWHERE})}}"), "AUD103"
    ),
    "style of a style": Broken("html", restyled("", f"@import '{ELSEWHERE}';"), "AUD103"),
    "attached template": Broken(
        "docx", relate(SETTINGS, "attachedTemplate", ELSEWHERE, external=True), "AUD103", "", SETTINGS
    ),
    "linked picture": Broken("docx", relate(BODY, "image", ELSEWHERE, external=True), "AUD103", "", BODY),
    "linked workbook": Broken("pptx", relate(CHART, "package", ELSEWHERE, external=True), "AUD103", "", CHART),
    "script as a link": Broken("html", on_page('<p><a href="javascript:alert(1)">Kokous</a></p>'), "AUD104"),
    "protocol left open": Broken("html", on_page('<p><a href="//a.example">Kokous</a></p>'), "AUD104"),
    "link to a file": Broken(
        "docx", swap_in("word/_rels/document.xml.rels", "https://www.finlex", "file:www.finlex"), "AUD104", "", "linkki"
    ),
    "link to a share": Broken(
        "pptx", swap_in("ppt/slides/_rels/slide2.xml.rels", "https://www.finlex", "smb://finlex"), "AUD104", "", "dia 2"
    ),
    "program behind a click": Broken(
        "pptx",
        swap_in("ppt/slides/slide2.xml", "<a:hlinkClick ", '<a:hlinkClick action="ppaction://program" '),
        "AUD104",
        "",
        "dia 2",
    ),
    "DDE": Broken("docx", field("DDEAUTO c:cmd"), "AUD105", "", BODY),
    "included file": Broken("docx", field('INCLUDETEXT "a.docx"'), "AUD105", "", BODY),
    "link as a field": Broken("docx", field('HYPERLINK "https://a.example"'), "AUD105", "", BODY),
    "field in a footer": Broken(
        "docx", swap_in("word/footer1.xml", " NUMPAGES ", " USERNAME "), "AUD105", "", "word/footer1.xml"
    ),
    "embedded file": Broken("docx", add("word/embeddings/a.xlsx"), "AUD106", "", "word/embeddings/a.xlsx"),
    "page within": Broken("docx", relate(BODY, "aFChunk", "a.html"), "AUD106", "", BODY),
    "unknown element": Broken("html", on_page("<marquee>Kokous</marquee>"), "AUD107"),
    "unknown attribute": Broken("html", swap("<main>", '<main srcdoc="x">'), "AUD107"),
    "style on an element": Broken("html", swap("<main>", '<main style="color:red">'), "AUD107"),
    "comment": Broken("html", on_page("<!-- luonnos -->"), "AUD107"),
    "instruction": Broken("html", on_page("<?php ?>"), "AUD107"),
    "no policy": Broken("html", swap('<meta http-equiv="Content-Security-Policy"[^>]*>', ""), "AUD108", "missing"),
    "policy too late": Broken(
        "html", swap('(<meta http-equiv="Content-Security-Policy"[^>]*>)(.*?</title>)', r"\2\1"), "AUD108", "missing"
    ),
    "policy with scripts": Broken("html", swap("img-src data:", "img-src data:; script-src 'self'"), "AUD108"),
    "policy with a host": Broken("html", swap("img-src data:", "img-src data: https://a.example"), "AUD108"),
    "policy without forms": Broken("html", swap("; form-action 'none'", ""), "AUD108"),
    "policy of another style": Broken("html", swap("<style>", "<style>b{margin:0}"), "AUD108", "hash"),
    "author of a page": Broken("html", swap('content="Lapin hyvinvointialue"', 'content="Maija M."'), "AUD109"),
    "author of a Word file": Broken(
        "docx", swap_in(CORE, "<dc:creator>.*?<", "<dc:creator>Maija M.<"), "AUD109", "", CORE
    ),
    "editor of a deck": Broken(
        "pptx", swap_in(CORE, "<cp:lastModifiedBy>.*?<", "<cp:lastModifiedBy>Maija M.<"), "AUD109", "", CORE
    ),
    "company": Broken(
        "docx",
        swap_in("docProps/app.xml", "</Properties>", "<Company>Konsultti Oy</Company></Properties>"),
        "AUD109",
        "",
        "docProps/app.xml",
    ),
    "tracked change": Broken(
        "docx",
        swap_in(
            BODY, "<w:sectPr", '<w:p><w:ins w:author="Maija M."><w:r><w:t>Uusi.</w:t></w:r></w:ins></w:p><w:sectPr'
        ),
        "AUD109",
        "",
        BODY,
    ),
    "author of the workbook of a chart": Broken(
        "pptx", in_book(swap_in(CORE, "</cp:coreProperties>", f"{PERSON}</cp:coreProperties>")), "AUD109"
    ),
    "folder on a page": Broken("html", on_page(r"<p>C:\\Users\\maija\\strategia.docx</p>"), "AUD110"),
    "folder in a Word file": Broken("docx", typed("/home/maija/strategia"), "AUD110", "", BODY),
    "marks of editing": Broken("docx", swap_in(BODY, "<w:p>", '<w:p w:rsidR="00A1B2C3">'), "AUD110", "", BODY),
    "number of a file": Broken(
        "docx", swap_in(SETTINGS, "</w:settings>", '<w:docId w:val="{0A1B2C3D}"/></w:settings>'), "AUD110", "", SETTINGS
    ),
    "time of a part": Broken("docx", lambda data: packed(parts_of(data), day=2), "AUD111", "", TYPES),
    "time of the file": Broken("pptx", swap_in(CORE, "T00:00:00Z", "T09:41:07Z"), "AUD111", "", CORE),
}

HARD_TO_READ = {
    "page without language": Broken("html", swap('<html lang="fi">', "<html>"), "AUD201"),
    "page in no language": Broken("html", swap('<html lang="fi">', '<html lang="suomi">'), "AUD201", "odd"),
    "Word file without language": Broken("docx", swap_in(CORE, "<dc:language>.*?</dc:language>", ""), "AUD201"),
    "deck without language": Broken("pptx", swap_in(CORE, "<dc:language>.*?</dc:language>", ""), "AUD201"),
    "text in no language": Broken(
        "html", swap('<span lang="se">', '<span lang="xx">'), "AUD202", "odd", "vieraskielinen"
    ),
    "text of a Word file without language": Broken(
        "docx", swap_in(STYLES, "<w:lang [^>]*>", "", every=True), "AUD202", "", STYLES
    ),
    "run without language": Broken("pptx", swap_in(SLIDE, '(<a:rPr)( lang="fi-FI")', r"\1"), "AUD202", "", "dia 3"),
    "page without title": Broken("html", swap("<title>.*?</title>", "<title> </title>"), "AUD203"),
    "Word file without title": Broken("docx", swap_in(CORE, "<dc:title>.*?</dc:title>", ""), "AUD203"),
    "deck without title": Broken("pptx", swap_in(CORE, "<dc:title>.*?</dc:title>", ""), "AUD203"),
    "page that begins at level 2": Broken("html", swap("h1>", "h2>", every=True), "AUD204", "first", "otsikko 1"),
    "page that skips a level": Broken("html", swap("<h2>(.*?)</h2>", r"<h3>\1</h3>"), "AUD204", "", "otsikko 2"),
    "Word file that skips a level": Broken(
        "docx", swap_in(BODY, '"Heading2"', '"Heading3"'), "AUD204", "", f"otsikko 4 ({BODY})"
    ),
    "empty heading of a page": Broken("html", swap("<h2>.*?</h2>", "<h2> </h2>"), "AUD205", "", "otsikko 2"),
    "empty heading of a Word file": Broken(
        "docx",
        swap_in(BODY, "<w:sectPr", HEADING.format("") + "<w:sectPr"),
        "AUD205",
        "",
        f"otsikko 7 ({BODY})",
    ),
    "headings that only look so": Broken(
        "docx", also(swap_in(BODY, '"Heading[123]"', '"BodyText"', every=True), typed(*["Teksti."] * 40)), "AUD206"
    ),
    "many headings without contents": Broken(
        "docx",
        also(
            swap_in(BODY, '"TOC[1-3]"', '"BodyText"', every=True),
            swap_in(BODY, "<w:sectPr", HEADING.format("<w:r><w:t>Osa</w:t></w:r>") * 30 + "<w:sectPr"),
        ),
        "AUD225",
    ),
    "table of a page without headers": Broken(
        "html", swap("<thead>.*?</thead>", "", every=True), "AUD207", "", "taulukko 1"
    ),
    "headers of a page without scope": Broken("html", swap('<th scope="col"', "<th"), "AUD207", "scope", "taulukko 1"),
    "table of a Word file without headers": Broken(
        "docx", swap_in(BODY, "<w:tblHeader[^>]*>", ""), "AUD207", "", f"taulukko 1 ({BODY})"
    ),
    "table of a deck without headers": Broken(
        "pptx", swap_in(TABLE, 'firstRow="1"', ""), "AUD207", "", f"dia 4, taulukko 1 ({TABLE})"
    ),
    "table without caption": Broken("html", swap("<caption>.*?</caption>", ""), "AUD208", "", "taulukko 1"),
    "table of a Word file without name": Broken("docx", swap_in(BODY, "<w:tblCaption[^>]*>", ""), "AUD208"),
    "cell over columns": Broken("html", swap("<td>", '<td colspan="2">'), "AUD209", "", "taulukko 1"),
    "cell over columns of a Word file": Broken(
        "docx", swap_in(BODY, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>'), "AUD209"
    ),
    "table in a table": Broken(
        "html",
        swap("<td>", '<td><table><caption>A</caption><thead><tr><th scope="col">B</th></tr></thead></table>'),
        "AUD209",
        "nested",
    ),
    "cell of a page that is only coloured": Broken(
        "html", swap("<td>.*?</td>", '<td class="status-uncovered"></td>'), "AUD230", "", "taulukko 1"
    ),
    "cell of a Word file that is only coloured": Broken(
        "docx",
        swap_in(
            BODY,
            "(</w:tr><w:tr.*?</w:tc><w:tc>)<w:tcPr>(.*?)</w:tcPr>.*?</w:tc>",
            r'\1<w:tcPr>\2<w:shd w:val="clear" w:fill="CC0000"/></w:tcPr><w:p/></w:tc>',
        ),
        "AUD230",
    ),
    "cell of a deck that is only coloured": Broken(
        "pptx",
        swap_in(
            TABLE,
            "(</a:tr><a:tr.*?</a:tc><a:tc[^>]*>).*?</a:tc>",
            r"\1<a:txBody><a:bodyPr/><a:p/></a:txBody><a:tcPr><a:solidFill>"
            '<a:srgbClr val="CC0000"/></a:solidFill></a:tcPr></a:tc>',
        ),
        "AUD230",
    ),
    "picture of a page without alternative": Broken("html", on_page('<img src="data:image/png;base64,x">'), "AUD210"),
    "drawing without title": Broken(
        "html",
        also(swap('(<svg[^>]*?) aria-label="[^"]*"', r"\1"), swap("(<svg[^>]*>)(.*?)<title>.*?</desc>", r"\1\2")),
        "AUD210",
        "",
        "kuva 1",
    ),
    "picture of a Word file without alternative": Broken(
        "docx", swap_in(BODY, '<wp:docPr descr="[^"]*"', "<wp:docPr"), "AUD210", "", f"kuva 1 ({BODY})"
    ),
    "chart without alternative": Broken("pptx", swap_in(CHART, ' descr="[^"]*"', ""), "AUD210", "", "dia 7"),
    "file name as alternative": Broken(
        "docx", swap_in(BODY, '<wp:docPr descr="[^"]*"', '<wp:docPr descr="kaavio1.png"'), "AUD210", "empty"
    ),
    "nothing as alternative": Broken("pptx", swap_in(CHART, ' descr="[^"]*"', ' descr="Kaavio 1"'), "AUD210", "empty"),
    "link that says nothing": Broken("html", swap(">Finlex</a>", ">tästä</a>"), "AUD211", "", "linkki"),
    "link of a Word file that says nothing": Broken(
        "docx", swap_in(BODY, ">Finlex<", ">Lue lisää<"), "AUD211", "", "linkki"
    ),
    "link without words": Broken("html", swap(">Finlex</a>", "></a>"), "AUD211", "empty", "linkki"),
    "links alike": Broken("html", swap("(>Finlex</a>)", r'\1 <a href="https://a.example">Finlex</a>'), "AUD212"),
    "link within a page to nothing": Broken("html", swap('href="#visio"', 'href="#visiot"'), "AUD213", "", "linkki"),
    "link within a Word file to nothing": Broken(
        "docx", swap_in(BODY, 'w:anchor="visio"', 'w:anchor="visiot"'), "AUD213", "", "linkki 1"
    ),
    "pale text of a page": Broken("html", restyled("}", "} b{color:#999}"), "AUD214", "", "tyylisääntö"),
    "pale text on a ground of a page": Broken(
        "html", restyled("}", "} b{color:var(--paper);background:var(--tint)}"), "AUD214"
    ),
    "pale text of a page in the dark": Broken(
        "html",
        restyled("}", "} @media screen and (prefers-color-scheme:dark){b{color:#444;background:var(--paper)}}"),
        "AUD214",
    ),
    "pale text of a Word file": Broken(
        "docx", swap_in(STYLES, 'w:val="51606E"', 'w:val="A0A8B0"', every=True), "AUD214"
    ),
    "pale text of a deck": Broken(
        "pptx", swap_in(SLIDE, '<a:schemeClr val="tx1"/>', '<a:srgbClr val="B0B0B0"/>'), "AUD214", "", "dia 3"
    ),
    "typed bullets": Broken("docx", typed("– Ensimmäinen", "– Toinen"), "AUD215"),
    "typed numbers": Broken("html", on_page("<p>1. Ensimmäinen</p><p>2. Toinen</p>"), "AUD215"),
    "typed bullets of a deck": Broken(
        "pptx", swap_in(TABLE, "(<a:p>.*?<a:t>)(.*?</a:p>)", r"\1• \2\1• \2"), "AUD215", "", "dia 4"
    ),
    "empty paragraphs": Broken("docx", typed("", ""), "AUD216"),
    "empty paragraph of a page": Broken("html", on_page("<p></p>"), "AUD216"),
    "slide without title": Broken("pptx", swap_in(SLIDE, '<p:ph type="title"/>', ""), "AUD217", "", "dia 3"),
    "slide with an empty title": Broken("pptx", swap_in(SLIDE, "<a:t>Arvot</a:t>", "<a:t/>"), "AUD217", "", "dia 3"),
    "slides with the same title": Broken(
        "pptx", swap_in(SLIDE, "<a:t>Arvot</a:t>", "<a:t>Visio</a:t>"), "AUD218", "", "dia 3"
    ),
    "title behind": Broken(
        "pptx", swap_in(SLIDE, "(<p:sp>.*?</p:sp>)(.*)(</p:spTree>)", r"\2\1\3"), "AUD219", "", "dia 3"
    ),
    "small text": Broken("pptx", swap_in(SLIDE, r'(<a:rPr[^>]*) sz="\d+"', r'\1 sz="600"'), "AUD220", "", "dia 3"),
    "slide that is a picture": Broken(
        "pptx",
        swap_in(
            SLIDE,
            "(<p:sp>.*?</p:sp>).*</p:spTree>",
            r'\1<p:pic><p:nvPicPr><p:cNvPr id="9" name="A" descr="Arvot on lueteltu."/></p:nvPicPr></p:pic></p:spTree>',
        ),
        "AUD221",
        "",
        "dia 3, kuva 1",
    ),
    "page that cannot be enlarged": Broken(
        "html", swap("initial-scale=1", "initial-scale=1, user-scalable=no"), "AUD222", "zoom"
    ),
    "page without main": Broken("html", swap("(</?)main", r"\1div", every=True), "AUD222", "main"),
    "page without skip link": Broken("html", swap('<a class="skip".*?</a>', ""), "AUD222", "skip"),
    "id given twice": Broken("html", swap('<li id="avoin"', '<li id="visio"'), "AUD223"),
    "bookmark given twice": Broken(
        "docx", swap_in(BODY, "<w:sectPr", '<w:bookmarkStart w:id="99" w:name="visio"/><w:sectPr'), "AUD223"
    ),
    "animation": Broken(
        "pptx", swap_in(SLIDE, "</p:sld>", "<p:timing><p:anim/></p:timing></p:sld>"), "AUD226", "", "dia 3"
    ),
    "slide that moves on": Broken(
        "pptx", swap_in(SLIDE, "</p:sld>", '<p:transition advTm="5000"/></p:sld>'), "AUD226", "", "dia 3"
    ),
}


def in_pdf(change: Callable[[Pdf], object]) -> Break:
    """Changes a PDF file."""

    def changed(data: bytes) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            change(pdf)
            pdf.save(out, deterministic_id=True)
        return out.getvalue()

    return changed


def action(kind: str, **entries: str) -> Callable[[Pdf], object]:
    """Gives a PDF file an action that is carried out when it is opened."""
    return lambda pdf: pdf.Root.__setitem__(
        "/OpenAction", Dictionary({"/S": Name(kind), **{f"/{name}": value for name, value in entries.items()}})
    )


def element(pdf: Pdf, kind: str) -> Object:
    """The first element of the structure of a kind."""
    return next(one for one in pdf.objects if element_of(one, kind))


def element_of(one: object, kind: str) -> bool:
    """Whether something is an element of the structure of a kind."""
    return isinstance(one, Dictionary) and one.get("/S") == Name(kind)


def locked(data: bytes) -> bytes:
    """The PDF file behind a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def bare(pdf: Pdf) -> None:
    """Takes a font out of a PDF file."""
    fonts = (one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == Name.FontDescriptor)
    font = next(fonts)
    for name in ("/FontFile", "/FontFile2", "/FontFile3"):
        if name in font:
            del font[name]


def relinked(pdf: Pdf) -> None:
    """Leads the first link to a file."""
    links = (one for page in pdf.pages for one in page.obj.get("/Annots", []) if "/URI" in one.get("/A", {}))
    next(links).A.URI = String("file:///a")


def headless(pdf: Pdf) -> None:
    """Makes every header of a table an ordinary cell."""
    for one in pdf.objects:
        if element_of(one, "/TH"):
            one.S = Name.TD


def scanned(pdf: Pdf) -> None:
    """Leaves of the last page nothing but a picture."""
    picture = Stream(pdf, b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    pdf.pages[-1].obj.Resources = Dictionary(XObject=Dictionary(a=picture))


PDF = {
    "PDF file that is none": Broken("pdf", lambda _: good("docx"), "AUD101", "kind"),
    "PDF file with a password": Broken("pdf", locked, "AUD101", "encrypted"),
    "script of a PDF file": Broken("pdf", in_pdf(action("/JavaScript", JS="app.alert(1)")), "AUD102"),
    "program of a PDF file": Broken("pdf", in_pdf(action("/Launch", F="calc.exe")), "AUD102"),
    "form of a PDF file": Broken(
        "pdf", in_pdf(lambda pdf: pdf.Root.__setitem__("/A", Dictionary(Subtype=Name.Widget))), "AUD102"
    ),
    "other file of a PDF file": Broken("pdf", in_pdf(action("/GoToR", F="a.pdf")), "AUD103"),
    "link of a PDF file to a file": Broken(
        "pdf",
        in_pdf(relinked),
        "AUD104",
        "",
        "sivu",
    ),
    "file in a PDF file": Broken(
        "pdf", in_pdf(lambda pdf: pdf.Root.__setitem__("/A", Stream(pdf, b"x", Type=Name.EmbeddedFile))), "AUD106"
    ),
    "author of a PDF file": Broken("pdf", in_pdf(lambda pdf: pdf.docinfo.update({"/Author": "Maija M."})), "AUD109"),
    "folder in a PDF file": Broken(
        "pdf", in_pdf(lambda pdf: pdf.docinfo.update({"/Subject": "file:///home/maija"})), "AUD110"
    ),
    "time of a PDF file": Broken(
        "pdf", in_pdf(lambda pdf: pdf.docinfo.update({"/ModDate": "D:20260101094107Z"})), "AUD111"
    ),
    "PDF file without language": Broken("pdf", in_pdf(lambda pdf: pdf.Root.__delitem__("/Lang")), "AUD201"),
    "PDF file without title": Broken("pdf", in_pdf(lambda pdf: pdf.docinfo.__delitem__("/Title")), "AUD203"),
    "PDF file that skips a level": Broken(
        "pdf", in_pdf(lambda pdf: setattr(element(pdf, "/H2"), "S", Name.H3)), "AUD204", "", "sivu 3, otsikko 4"
    ),
    "table of a PDF file without headers": Broken(
        "pdf",
        in_pdf(headless),
        "AUD207",
    ),
    "picture of a PDF file without alternative": Broken(
        "pdf", in_pdf(lambda pdf: element(pdf, "/Figure").__delitem__("/Alt")), "AUD210", "", "sivu"
    ),
    "page of a PDF file that is a picture": Broken("pdf", in_pdf(scanned), "AUD221", "", "sivu"),
    "PDF file without structure": Broken("pdf", in_pdf(lambda pdf: pdf.Root.__delitem__("/MarkInfo")), "AUD227"),
    "PDF file that shows its name": Broken(
        "pdf", in_pdf(lambda pdf: pdf.Root.__delitem__("/ViewerPreferences")), "AUD228"
    ),
    "PDF file without a font": Broken("pdf", in_pdf(bare), "AUD229"),
}

BROKEN: dict[str, Broken] = {**UNREADABLE, **UNSAFE, **HARD_TO_READ, **PDF}

AUDITED = {(broken.code, broken.variant) for broken in BROKEN.values()} | {("AUD101", "missing"), ("AUD224", "")}
"""What is told in the tests of the audit, for the test that every wording is told somewhere."""
