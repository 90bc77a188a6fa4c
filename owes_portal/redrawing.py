"""Draws a picture anew in several widths; runs apart from the portal (`confined/inside.py`)."""

import contextlib
import json
from bisect import bisect_left
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms, ImageFilter, ImageOps

from owes_portal.confined.opening import opened
from owes_portal.confined.verdicts import LEAST_SIDES, Refused, Verdict

WIDTHS = (480, 960, 1600)
MOST_BYTES = {480: 20_000, 960: 60_000, 1600: 200_000}
# Quality, and how many thousandths of the width are blurred: tried in turn until it fits. Leaves
# and gravel do not grow small by poor quality alone.
TRIES = ((75, 0), (58, 0), (42, 0), (28, 0), (28, 1), (28, 2), (28, 4), (28, 8))
MOST_OBLONG = 4  # times as long as broad
LIES_ON_ITS_SIDE = (5, 6, 7, 8)  # Orientations of EXIF whose width is the picture's height.
ORIENTATION = 0x0112


def redraw(content: bytes, kind: str) -> bytes:
    """The picture as WebP: a line of JSON with the sizes, then the files one after the other."""
    with opened(content, kind) as picture:
        size = _upright_size(picture)
        _check_shape(picture, size)
        upright = _drawn(picture, size)
    files = [_at_width(upright, width) for width in _widths(size[0])]
    sizes = [[*one.size, len(encoded)] for one, encoded in files]
    return json.dumps(sizes).encode() + b"\n" + b"".join(encoded for _, encoded in files)


def _upright_size(picture):
    width, height = picture.size
    is_on_side = picture.getexif().get(ORIENTATION) in LIES_ON_ITS_SIDE
    return (height, width) if is_on_side else (width, height)


def _check_shape(picture, size):
    """What the header says is enough: nothing was decoded yet."""
    shorter, longer = sorted(size)
    # The second picture in a photo of a phone is no movement.
    if getattr(picture, "is_animated", False) and picture.format in ("PNG", "WEBP"):
        raise Refused(Verdict.MOVING)
    if longer < LEAST_SIDES[0] or shorter < LEAST_SIDES[1]:
        raise Refused(Verdict.TOO_SMALL)
    if longer > shorter * MOST_OBLONG:
        raise Refused(Verdict.TOO_OBLONG)


def _drawn(picture, size):
    """Upright, in the colours of the web, without what is transparent, as wide as the widest."""
    scale = min(1, WIDTHS[-1] / size[0])
    wanted = tuple(max(1, round(side * scale)) for side in picture.size)
    picture.draft(None, wanted)  # A JPEG need not be decoded larger than this.
    profile = picture.info.get("icc_profile")
    plain = _on_white(_plain(picture))
    if plain.size != wanted:
        plain = plain.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3)
    upright = ImageOps.exif_transpose(_with_orientation_of(picture, plain))
    return _for_the_web(upright, profile)


def _with_orientation_of(picture, plain):
    plain.getexif()[ORIENTATION] = picture.getexif().get(ORIENTATION, 1)
    return plain


def _plain(picture):
    """Pixels that can be made smaller: no palette, no bits, 8 bits a colour."""
    if picture.mode.startswith("I"):
        return picture.point(lambda shade: shade / 256).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")


def _on_white(picture):
    """Black lines on nothing would vanish on a dark page."""
    if picture.mode != "RGBA":
        return picture
    sheet = Image.new("RGBA", picture.size, "white")
    sheet.alpha_composite(picture)
    return sheet.convert("RGB")


def _for_the_web(picture, profile):
    """In sRGB; a profile that cannot be read is passed over, as browsers do."""
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            web = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, own, web, outputMode="RGB")
    return picture.convert("RGB")


def _widths(width):
    """Never wider than it came."""
    return sorted({min(width, one) for one in WIDTHS})


def _at_width(picture, width):
    height = max(1, round(picture.height * width / picture.width))
    small = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)
    small.info.clear()  # Pillow would write profiles and places back.
    return small, _encoded(small)


def _encoded(picture):
    """The best that is light enough, or the last; each weighs less than the one before."""
    most = next(limit for width, limit in MOST_BYTES.items() if picture.width <= width)
    tried = cache(lambda number: _tried(picture, *TRIES[number]))
    if len(tried(0)) <= most:
        return tried(0)
    between = range(len(TRIES) - 1)
    return tried(bisect_left(between, -most, lo=1, key=lambda number: -len(tried(number))))


def _tried(picture, quality, softness):
    stream = BytesIO()
    _softer(picture, softness).save(stream, "WEBP", quality=quality, method=4)
    return stream.getvalue()


def _softer(picture, thousandths):
    radius = picture.width * thousandths / 1000
    return picture.filter(ImageFilter.GaussianBlur(radius)) if radius else picture
