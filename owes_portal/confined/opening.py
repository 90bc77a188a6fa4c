"""Opens a picture that may be anything; nothing of it is decoded yet."""

import warnings
from io import BytesIO

from PIL import Image

from owes_portal.confined.verdicts import MOST_PIXELS, Refused, Verdict


def opened(content: bytes, kind: str) -> Image.Image:
    """The picture, if it is of that kind and says that it is not too large."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        return Image.open(BytesIO(content), formats=[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(Verdict.TOO_MANY_PIXELS) from None
