"""What made files may be made of, by name. Whatever is not here is told of: lists of what is bad are never whole."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _words(
    """
    html head meta link title style body a main header footer nav section article div p span strong em br hr
    h1 h2 h3 h4 h5 h6 dl dt dd ol ul li table caption colgroup col thead tbody tfoot tr th td figure figcaption img
    details summary ins del sup sub abbr blockquote
    svg desc text tspan g rect line path circle ellipse polyline polygon defs pattern
    clippath lineargradient radialgradient stop
    """
)
ATTRIBUTES = _words(
    """
    lang http-equiv content charset name class href id rel role tabindex scope rowspan colspan headers alt src width
    height title dir start value datetime cite open hidden xmlns viewbox font-family font-size font-weight font-style
    fill fill-opacity fill-rule stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin text-anchor
    dominant-baseline opacity transform x y x1 x2 y1 y2 cx cy r rx ry dx dy d points patternunits preserveaspectratio
    stroke-opacity stroke-miterlimit stroke-dashoffset clip-path clip-rule stop-color stop-opacity color display
    visibility fx fy offset gradientunits gradienttransform spreadmethod clippathunits
    """
)
"""Of pages; `aria-…` besides. None of them runs anything, and only `src` and `href` lead anywhere."""

ACTIVE_ELEMENTS = _words(
    """
    script iframe frame frameset object embed applet base form input button select textarea video audio source track
    canvas template portal foreignobject animate animatetransform animatemotion set use image math
    """
)
"""Of pages: what runs, takes input or shows something from elsewhere. They have a message of their own."""

EMBEDDED_DATA = (
    "data:image/png;base64,",
    "data:image/jpeg;base64,",
    "data:font/woff2;base64,",
    "data:font/ttf;base64,",
)
"""With what the address of embedded data begins."""

RELATIONSHIPS = _words(
    """
    officeDocument core-properties extended-properties custom-properties thumbnail styles numbering settings
    webSettings fontTable font theme footnotes endnotes comments header footer image hyperlink chart package
    slide slideLayout slideMaster notesSlide notesMaster presProps viewProps tableStyles worksheet sharedStrings
    """
)
"""Of Office files, by the last word of their type."""

FIELDS = _words("PAGE NUMPAGES SECTIONPAGES SEQ REF PAGEREF TOC STYLEREF")
"""Of Word files: they count and refer within the file. A HYPERLINK field may lead to an anchor of the file."""

SCHEMES = ("http", "https", "mailto")
"""Of links that lead out of a file."""
