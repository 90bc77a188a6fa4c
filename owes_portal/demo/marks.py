"""Stand-ins for the marks of funds: plain words on a white plate, never the true marks."""

import textwrap
from io import BytesIO

import fontpkg
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from owes_portal.models import FundingMark

HEIGHT, PADDING, LINE_HEIGHT, LETTERS_A_LINE = 128, 20, 34, 28
INK, MUTED, LINE = "#14213D", "#4A5568", "#6B7280"
STAND_IN = "znak – zastępczy"

# Words of the mark by a short name, in the order that the funds' rules ask for.
MARKS = {
    "kl": "Kapitał Ludzki – Narodowa Strategia Spójności",
    "fe-wer": "Fundusze Europejskie – Wiedza Edukacja Rozwój",
    "fe-pr": "Fundusze Europejskie – Program Regionalny",
    "fe-lubelskie": "Fundusze Europejskie dla Lubelskiego",
    "rp": "Rzeczpospolita Polska",
    "wielkopolskie": "Samorząd Województwa Wielkopolskiego",
    # In 2014–2020 the region stood before the Union, later behind it.
    "ue": "Dofinansowane przez Unię Europejską",
    "efs-2014": "Unia Europejska – Europejski Fundusz Społeczny",
    "efs-2007": "Unia Europejska – Europejski Fundusz Społeczny",
    "erasmus": "Erasmus+",
    "lubelskie": "Województwo Lubelskie",
}


def create_marks() -> dict[str, FundingMark]:
    """All stand-ins, by their short names."""
    return {
        name: FundingMark.objects.create(
            name=f"{words} ({STAND_IN} {name})",
            alt=f"{words} ({STAND_IN})",
            image=ContentFile(_draw(words), f"{name}.png"),
            rank=rank,
        )
        for rank, (name, words) in enumerate(MARKS.items(), start=1)
    }


def _draw(words: str) -> bytes:
    """A PNG with the words in bold and below them „znak – zastępczy”."""
    lines = [(line, INK, _font(700, 28)) for line in textwrap.wrap(words, LETTERS_A_LINE)]
    lines.append((STAND_IN, MUTED, _font(400, 22)))
    width = int(max(font.getlength(line) for line, _, font in lines)) + 2 * PADDING
    plate = Image.new("RGB", (width, HEIGHT), "white")
    pen = ImageDraw.Draw(plate)
    pen.rectangle([0, 0, width - 1, HEIGHT - 1], outline=LINE)
    middle = HEIGHT / 2 - LINE_HEIGHT * (len(lines) - 1) / 2
    for index, (line, colour, font) in enumerate(lines):
        pen.text((PADDING, middle + index * LINE_HEIGHT), line, colour, font, anchor="lm")
    stream = BytesIO()
    plate.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fontpkg.path("Atkinson Hyperlegible", weight), size)
