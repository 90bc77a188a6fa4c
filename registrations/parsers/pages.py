"""Pages of what was scanned: how many there are, and each of them as a picture."""

from io import BytesIO

import pypdfium2
from PIL import Image

LONGEST_SIDE = 2_000  # About 170 points an inch of A4: a signature can be read.
JPEG_QUALITY = 80


def count(content: bytes) -> bytes:
    """How many pages the PDF has, in digits."""
    return str(len(pypdfium2.PdfDocument(content))).encode()


def of_pdf(content: bytes, number: str) -> bytes:
    """That page of a PDF as a JPEG; the first one has the number 1."""
    page = pypdfium2.PdfDocument(content)[int(number) - 1]
    bitmap = page.render(scale=LONGEST_SIDE / max(page.get_size()))
    return _as_jpeg(bitmap.to_pil())


def of_picture(content: bytes) -> bytes:
    """A picture as a JPEG that is not too heavy for a phone."""
    return _as_jpeg(Image.open(BytesIO(content), formats=["JPEG", "PNG"]))


def _as_jpeg(picture: Image.Image) -> bytes:
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    stream = BytesIO()
    picture.convert("RGB").save(stream, "JPEG", quality=JPEG_QUALITY)
    return stream.getvalue()
