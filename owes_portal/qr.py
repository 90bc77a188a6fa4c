"""QR codes as pictures inside a page or a paper: no file, no request."""

import segno
from django.utils.safestring import SafeString, mark_safe


def drawn(text: str) -> SafeString:
    """The text as SVG: black on white with its quiet zone, as large as its box.

    A fifth of it may be dirty or in the shade (error correction Q), as far as that costs nothing.
    """
    code = segno.make(text, error="m", micro=False, boost_error=True)
    svg = code.svg_inline(border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(svg)
