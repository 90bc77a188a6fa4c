"""Pictures of the demo centre, drawn of the patchwork's own shapes: no photo, so nobody is in them."""

from collections.abc import Callable
from io import BytesIO
from random import Random

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

WIDTH, HEIGHT, FINER = 1200, 800, 2  # Drawn twice as large, so that edges are smooth.
PAPER, SAND, TINT, TEAL = "#FFFDF8", "#F3E4C4", "#CFE5E2", "#0B5D5E"
AMBER, CLAY, PLUM, INK = "#FFB703", "#D9683F", "#5B2A6E", "#14213D"
COATS = (TEAL, CLAY, PLUM, INK, AMBER)


class Pen:
    """Draws shapes in points of the finished picture."""

    def __init__(self, ground: str):
        self.sheet = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), ground)
        self.draw = ImageDraw.Draw(self.sheet)

    def box(self, x, y, width, height, colour):
        self.draw.rectangle(_finer(x, y, x + width, y + height), colour)

    def disc(self, x, y, radius, colour):
        self.draw.ellipse(_finer(x - radius, y - radius, x + radius, y + radius), colour)

    def half(self, x, y, radius, colour):
        """The upper half of a disc that stands at that height."""
        self.draw.pieslice(_finer(x - radius, y - radius, x + radius, y + radius), 180, 360, colour)

    def shape(self, colour, *points):
        self.draw.polygon(_finer(*points), colour)

    def line(self, colour, width, *points):
        self.draw.line(_finer(*points), colour, width * FINER, joint="curve")

    def finished(self) -> bytes:
        small = self.sheet.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        stream = BytesIO()
        small.save(stream, "PNG")
        return stream.getvalue()


def _finer(*numbers):
    return [number * FINER for number in numbers]


def person(pen: Pen, x: int, y: int, size: int, coat: str) -> None:
    """A half disc with a head."""
    pen.half(x, y, size, coat)
    pen.disc(x, y - size * 1.35, size * 0.45, SAND if coat != SAND else CLAY)


def house(pen: Pen, x: int, y: int, size: int, wall: str, roof: str) -> None:
    pen.box(x, y - size, size, size, wall)
    pen.shape(
        roof, x - size * 0.12, y - size, x + size * 1.12, y - size, x + size / 2, y - size * 1.7
    )
    pen.box(x + size * 0.38, y - size * 0.5, size * 0.24, size * 0.5, INK)


def hills(pen: Pen) -> None:
    pen.disc(930, 210, 95, AMBER)
    for x, y, radius, colour in (
        (180, 1180, 640, TINT),
        (960, 1300, 760, "#9CC9C4"),
        (520, 1560, 960, TEAL),
    ):
        pen.disc(x, y, radius, colour)
    pen.box(0, 690, WIDTH, 110, TEAL)


def village(pen: Pen) -> None:
    hills(pen)
    for x, y, size, wall, roof in (
        (190, 715, 130, SAND, CLAY),
        (400, 690, 170, PAPER, PLUM),
        (660, 690, 120, SAND, INK),
        (860, 725, 150, PAPER, CLAY),
    ):
        house(pen, x, y, size, wall, roof)


def walk(pen: Pen) -> None:
    hills(pen)
    for index, x in enumerate(range(200, 1050, 140)):
        person(pen, x, 720 - (index % 2) * 35, 62, COATS[index % 4 + 1])


def table(pen: Pen) -> None:
    pen.box(0, 520, WIDTH, 280, SAND)
    for index, x in enumerate((170, 390, 610, 830, 1040)):
        person(pen, x, 470, 105, COATS[index])
    pen.shape(CLAY, 60, 470, 1140, 470, 1200, 640, 0, 640)
    for x in (250, 520, 790):
        pen.shape(PAPER, x, 510, x + 150, 510, x + 170, 590, x - 5, 590)


def paper_map(pen: Pen) -> None:
    chance = Random(46)
    pen.box(110, 90, 980, 620, PAPER)
    for column in range(7):
        for row in range(4):
            colour = chance.choice((TINT, SAND, PAPER, TINT))
            pen.box(120 + column * 138, 100 + row * 151, 130, 143, colour)
    pen.line(TEAL, 16, 130, 620, 330, 480, 520, 520, 760, 300, 1080, 180)
    for _ in range(46):
        x, y = chance.randrange(150, 1050), chance.randrange(130, 670)
        pen.disc(x, y, 13, chance.choice((CLAY, PLUM, AMBER, INK)))


def bicycles(pen: Pen) -> None:
    pen.box(0, 610, WIDTH, 190, TINT)
    for x, colour in ((150, CLAY), (650, PLUM)):
        for wheel in (x + 80, x + 360):
            pen.disc(wheel, 520, 110, INK)
            pen.disc(wheel, 520, 92, SAND)
        points = (x + 80, 520, x + 190, 340, x + 320, 340, x + 360, 520)
        pen.line(colour, 18, *points)
        pen.line(colour, 18, x + 190, 340, x + 220, 520, x + 320, 340)
        pen.box(x + 150, 315, 80, 20, INK)
    pen.disc(1010, 170, 80, AMBER)


def garage(pen: Pen) -> None:
    pen.box(0, 640, WIDTH, 160, "#9CC9C4")
    pen.box(260, 260, 680, 400, SAND)
    pen.shape(CLAY, 210, 260, 990, 260, 600, 90)
    pen.box(360, 360, 480, 300, INK)
    for index, x in enumerate(range(400, 810, 80)):
        pen.box(x, 400, 14, 150, COATS[index % 2 + 1])
        pen.box(x - 16, 400, 46, 34, AMBER)
    person(pen, 1060, 690, 80, PLUM)


def coach(pen: Pen) -> None:
    hills(pen)
    pen.box(0, 660, WIDTH, 140, INK)
    for x in range(40, WIDTH, 200):
        pen.box(x, 722, 100, 14, AMBER)
    pen.box(250, 400, 700, 250, CLAY)
    for x in range(285, 860, 130):
        pen.box(x, 440, 100, 90, TINT)
    for wheel in (390, 800):
        pen.disc(wheel, 655, 62, PAPER)
        pen.disc(wheel, 655, 36, INK)


def drawing(scene: Callable[[Pen], None], ground: str = PAPER) -> ContentFile:
    """The scene as a file that a form could have brought."""
    pen = Pen(ground)
    scene(pen)
    return ContentFile(pen.finished(), f"{scene.__name__}.png")
