"""Pictures are made anew from their pixels: what was hidden in the file stays behind."""

from io import BytesIO

from PIL import ImageOps

from owes_portal.confined.opening import opened

LONGEST_SIDE = 4_000
JPEG_QUALITY = 85


def rewrite(content: bytes, kind: str) -> bytes:
    """The picture upright, not too large, without a place, a camera or a comment in it."""
    with opened(content, kind) as picture:
        drawn = _plain(picture)
        drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(drawn)
    upright.info.clear()  # Pillow would write comments and colour profiles back.
    stream = BytesIO()
    upright.save(stream, kind, quality=JPEG_QUALITY)
    return stream.getvalue()


def _plain(picture):
    """The picture in one of three kinds of pixels; a copy only if need be, for it may be large."""
    if picture.mode.startswith("I"):
        picture = picture.point(lambda shade: shade / 256)  # A grey of 16 bits, now of 8.
    mode = "L" if picture.mode in ("1", "L", "I", "I;16") else "RGB"
    mode = "RGBA" if picture.has_transparency_data else mode
    return picture if picture.mode == mode else picture.convert(mode)
