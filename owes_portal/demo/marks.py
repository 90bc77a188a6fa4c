"""Stand-ins for the marks of funds: plain words on a white plate, never the true marks."""

from io import BytesIO

import fontpkg
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from owes_portal.models import FundingMark

HEIGHT, PADDING, GAP = 128, 24, 10
INK, MUTED, LINE = "#14213D", "#4A5568", "#6B7280"
STAND_IN = "znak – zastępczy"

# Words of the mark by a short name, in the order that the funds' rules ask for.
MARKS = {
    "kl": "Kapitał Ludzki – Narodowa Strategia Spójności",
    "fe-wer": "Fundusze Europejskie – Wiedza Edukacja Rozwój",
    "fe-pr": "Fundusze Europejskie – Program Regionalny",
    "fe-lubelskie": "Fundusze Europejskie dla Lubelskiego",
    "rp": "Rzeczpospolita Polska",
    "ue": "Dofinansowane przez Unię Europejską",
    "efs-2014": "Unia Europejska – Europejski Fundusz Społeczny (2014–2020)",
    "efs-2007": "Unia Europejska – Europejski Fundusz Społeczny (2007–2013)",
    "erasmus": "Erasmus+",
    "lubelskie": "Województwo Lubelskie",
    "wielkopolskie": "Samorząd Województwa Wielkopolskiego",
}


def create_marks() -> dict[str, FundingMark]:
    """All stand-ins, by their short names."""
    return {
        name: FundingMark.objects.create(
            name=f"{words} ({STAND_IN})",
            alt=f"{words} ({STAND_IN})",
            image=ContentFile(_draw(words), f"{name}.png"),
            rank=rank,
        )
        for rank, (name, words) in enumerate(MARKS.items(), start=1)
    }


def _draw(words: str) -> bytes:
    """A PNG with the words in bold above „znak – zastępczy”."""
    bold, small = _font(700, 34), _font(400, 26)
    width = int(max(bold.getlength(words), small.getlength(STAND_IN))) + 2 * PADDING
    plate = Image.new("RGB", (width, HEIGHT), "white")
    pen = ImageDraw.Draw(plate)
    pen.rectangle([0, 0, width - 1, HEIGHT - 1], outline=LINE)
    pen.text((PADDING, HEIGHT // 2 - GAP), words, INK, bold, anchor="ls")
    pen.text((PADDING, HEIGHT // 2 + GAP), STAND_IN, MUTED, small, anchor="la")
    stream = BytesIO()
    plate.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fontpkg.path("Atkinson Hyperlegible", weight), size)
