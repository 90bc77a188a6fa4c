"""QR codes as pictures inside a page: no file, no request."""

import segno
from django.utils.safestring import SafeString, mark_safe

# Trying all eight and taking the best is five times the work; in random letters each does as well.
MASK = 2


def drawn(text: str) -> SafeString:
    """The text as SVG: black on white with its quiet zone, as large as its box.

    A seventh of it may be dirty or in the shade, more where that makes it no larger.
    """
    svg = _code(text).svg_inline(
        border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return mark_safe(svg)


def address_of(text: str, *, dark: str) -> str:
    """The same as an address for a picture; the paper around it is the quiet zone."""
    return _code(text).svg_data_uri(border=0, dark=dark, omitsize=True)


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False, mask=MASK)
