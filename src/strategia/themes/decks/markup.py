"""Grounds and ornaments as DrawingML; whoever draws them gives each its number and its picture."""

from strategia.writers.deck.drawing import DECORATIVE, emu
from strategia.writers.theme import NUMBER, PICTURE

PHOTO = f'<a:blipFill><a:blip r:embed="{PICTURE}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'

Place = tuple[float, float, float, float]


def ground(fill: str) -> str:
    """A ground."""
    return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"


def ornament(place: Place, turned: str, geometry: str, fill: str, line: str) -> str:
    """A shape without text. `place` is left, top, right, bottom in points, `turned` the attributes of its turn."""
    return (
        f'<p:sp><p:nvSpPr>{_named()}<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{_placed(place, turned)}{geometry}{fill}{line or '<a:ln><a:noFill/></a:ln>'}</p:spPr></p:sp>"
    )


def photo(place: Place, turned: str) -> str:
    """A picture that says nothing."""
    fill = PHOTO.replace("a:blipFill", "p:blipFill")
    return (
        f'<p:pic><p:nvPicPr>{_named()}<p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>{fill}'
        f'<p:spPr>{_placed(place, turned)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _named() -> str:
    return f'<p:cNvPr id="{NUMBER}" name="Ornament {NUMBER}">{DECORATIVE}</p:cNvPr>'


def _placed(place: Place, turned: str) -> str:
    left, top, right, bottom = place
    return (
        f'<a:xfrm{turned}><a:off x="{emu(left)}" y="{emu(top)}"/>'
        f'<a:ext cx="{emu(right - left)}" cy="{emu(bottom - top)}"/></a:xfrm>'
    )
