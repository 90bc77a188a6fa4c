"""Draws a picture anew in several widths; runs apart from the portal, as a script of its own.

The file comes by the standard input and may be anything, so nothing of Django, no secret and no
database is at hand here; what costs too much memory or time ends with the process.
"""

import contextlib
import json
import resource
import sys
import warnings
from enum import IntEnum
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

WIDTHS = (480, 960, 1600)
MOST_BYTES = {480: 20_000, 960: 60_000, 1600: 200_000}  # Poorer quality is tried until it fits.
QUALITIES = (75, 58, 42, 28)
MOST_PIXELS = 50_000_000
LEAST_SIDES = (480, 300)  # the longer one, the shorter one
MOST_OBLONG = 4  # times as long as broad
MEGABYTE = 2**20
LIMITS = {
    resource.RLIMIT_AS: 640 * MEGABYTE,
    resource.RLIMIT_CPU: 15,  # seconds
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_CORE: 0,
}
LIES_ON_ITS_SIDE = (5, 6, 7, 8)  # Orientations of EXIF whose width is the picture's height.
ORIENTATION = 0x0112


class Verdict(IntEnum):
    """Python itself ends with 1 or 2 when it fails, so ours begin above."""

    FINE = 0
    UNREADABLE = 10
    TOO_MANY_PIXELS = 11
    TOO_SMALL = 12
    TOO_OBLONG = 13
    MOVING = 14
    TANGLED = 15


class Refused(Exception):
    def __init__(self, verdict: Verdict):
        super().__init__(verdict.name)
        self.verdict = verdict


def redraw(content: bytes, kind: str) -> bytes:
    """The picture as WebP: a line of JSON with the sizes, then the files one after the other."""
    with _opened(content, kind) as picture:
        size = _upright_size(picture)
        _check_shape(picture, size)
        upright = _drawn(picture, size)
    files = [_at_width(upright, width) for width in _widths(size[0])]
    sizes = [[*one.size, len(encoded)] for one, encoded in files]
    return json.dumps(sizes).encode() + b"\n" + b"".join(encoded for _, encoded in files)


def _opened(content, kind):
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        return Image.open(BytesIO(content), formats=[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(Verdict.TOO_MANY_PIXELS) from None


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
    most = next(limit for width, limit in MOST_BYTES.items() if picture.width <= width)
    for quality in QUALITIES:
        stream = BytesIO()
        picture.save(stream, "WEBP", quality=quality, method=4)
        if stream.tell() <= most:
            break
    return stream.getvalue()


def main(kind: str) -> Verdict:
    """Write the picture to the standard output; the exit code is the verdict on the file."""
    try:
        sys.stdout.buffer.write(redraw(sys.stdin.buffer.read(), kind))
    except Refused as refusal:
        return refusal.verdict
    except MemoryError:
        return Verdict.TANGLED
    except Exception:
        # Whatever the parser stumbles over, the file is not what it says it is.
        return Verdict.UNREADABLE
    return Verdict.FINE


def confine() -> None:
    """Limit this process, and let it be the first to go when memory runs short.

    macOS knows neither the list of who goes first nor a limit of memory.
    """
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    for limit, most in LIMITS.items():
        with contextlib.suppress(ValueError):
            resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    confine()
    sys.exit(main(*sys.argv[1:]))
