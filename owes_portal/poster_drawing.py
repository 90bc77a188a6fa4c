"""Draws the picture that goes with an address that is shared: words on paper beside a patchwork.

Services that show such pictures read neither SVG nor our typeface, and not all of them WebP.
"""

import math
import re
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from owes_portal.templatetags.patchwork import GROUND, SHAPES, tiles

WIDTH, HEIGHT = 1200, 630
# The light colours of static/css/tokens.css: a service shows the picture beside colours of its own.
COLOURS = {
    "paper": "#FFFDF8",
    "ink": "#14213D",
    "muted": "#4A5568",
    "primary": "#0B5D5E",
    "teal": "#0B5D5E",
    "amber": "#FFB703",
    "tint": "#CFE5E2",
    "sand": "#F3E4C4",
    "clay": "#D9683F",
    "plum": "#5B2A6E",
}
FACES = {"regular": "atkinson-regular.ttf", "bold": "atkinson-bold.ttf"}
CYRILLIC_FACES = {"regular": "cyrillic-regular.ttf", "bold": "cyrillic-bold.ttf"}
CYRILLIC = re.compile("[\u0400-\u04ff]")
# What neither face can draw would be an empty box.
UNKNOWN = re.compile("[^\n -~\u00a0-\u017f\u0218-\u021b\u0400-\u04ff\u2010-\u2026\u20ac\u2122]")
TITLE_SIZES = (84, 76, 68, 60, 54, 48, 43, 38, 34)
LEADING = 1.14
MARGIN = 60
LABEL_LINE, TITLE_TOP = 88, 116
FACTS_LINE, FACTS_SIZE, FACTS_LEADING, FACTS_LINES = 484, 30, 40, 3  # the first: of the last line
FOOT = 532
# As in static/img/mark.svg.
MARK = [
    (turn in (1, 2), turn in (2, 3), "amber", "teal", shape)
    for turn, shape in enumerate(SHAPES["quarter"])
]
FINE = 3  # Shapes are drawn so many times larger, for smooth edges.
STEPS = 24  # of an arc
COMMAND = re.compile(r"([mhvlaz])([^mhvlaz]*)")
NUMBER = re.compile(r"-?\d+")


class Words(NamedTuple):
    """What is written: the kind of page, its title, when and where, and whose page it is."""

    label: str
    title: str
    facts: str
    centre: str


class Photo(NamedTuple):
    path: Path
    focus_x: int
    focus_y: int


def png(words: Words, slug: str) -> bytes:
    """The words beside the patchwork of the slug."""
    poster = Image.new("RGB", (WIDTH, HEIGHT), COLOURS["paper"])
    poster.paste(_quilt(tiles(slug, 4, 6), 105), (WIDTH - 420, 0))
    _write(poster, words, WIDTH - 420 - MARGIN)
    flat = poster.quantize(96, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    return _encoded(flat, "PNG", optimize=True)


def jpeg(words: Words, slug: str, photo: Photo) -> bytes:
    """The words beside the photo, with a seam of the patchwork between them."""
    poster = Image.new("RGB", (WIDTH, HEIGHT), COLOURS["paper"])
    with Image.open(photo.path, formats=["WEBP"]) as picture:
        poster.paste(_cropped(picture, (500, HEIGHT), photo), (WIDTH - 500, 0))
    poster.paste(_quilt(tiles(slug, 1, 10), 63), (WIDTH - 563, 0))
    _write(poster, words, WIDTH - 563 - MARGIN)
    return _encoded(poster, "JPEG", quality=86, subsampling=0)


def _cropped(picture, size, photo):
    """As large as it fits, with what matters in sight."""
    scale = max(size[0] / picture.width, size[1] / picture.height)
    part = size[0] / scale, size[1] / scale
    left = (picture.width - part[0]) * photo.focus_x / 100
    top = (picture.height - part[1]) * photo.focus_y / 100
    box = (left, top, left + part[0], top + part[1])
    return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS, box=box)


def _encoded(picture, kind, **options):
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def _quilt(patches, side):
    """Tiles as the template tag chooses them, so many points long."""
    columns, rows = (max(place) + 1 for place in list(zip(*patches, strict=True))[:2])
    quilt = Image.new("RGB", (columns * side * FINE, rows * side * FINE))
    pen = ImageDraw.Draw(quilt)
    for column, row, ground, colour, shape in patches:
        for path, fill in ((GROUND, ground), (shape, colour)):
            at = [(column * 10 + x, row * 10 + y) for x, y in outline(path)]
            pen.polygon(
                [(x * side * FINE / 10, y * side * FINE / 10) for x, y in at], COLOURS[fill]
            )
    return quilt.reduce(FINE)


@lru_cache
def outline(path: str) -> tuple[tuple[float, float], ...]:
    """The corners of a path of the patchwork; of its arcs, as many that nobody sees them."""
    points = [(0.0, 0.0)]
    for command, text in COMMAND.findall(path):
        numbers = [int(number) for number in NUMBER.findall(text)]
        if command == "z":
            break
        start, end = points[-1], _end(points[-1], command, numbers)
        if command == "m":
            points = [end]
        elif command == "a":
            points += _arc(start, end, numbers[0])
        else:
            points.append(end)
    return tuple(points)


def _end(start, command, numbers):
    """All commands of the patchwork count from where the last one ended."""
    x = 0 if command == "v" else numbers[-1 if command == "h" else -2]
    y = 0 if command == "h" else numbers[-1]
    return start[0] + x, start[1] + y


def _arc(start, end, radius):
    """The shorter way round, clockwise."""
    along = end[0] - start[0], end[1] - start[1]
    length = math.hypot(*along)
    height = math.sqrt(max(0, radius**2 - length**2 / 4)) / length
    centre = (
        (start[0] + end[0]) / 2 - along[1] * height,
        (start[1] + end[1]) / 2 + along[0] * height,
    )
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    angle = 2 * math.asin(min(1, length / 2 / radius))
    turns = [first + angle * step / STEPS for step in range(1, STEPS + 1)]
    return [
        (centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)) for turn in turns
    ]


def _write(poster, words, right):
    pen, width = ImageDraw.Draw(poster), right - MARGIN
    label, title, facts, centre = (UNKNOWN.sub("", one).strip() for one in words)
    if label:
        line = _cut(label, "bold", 30, width)
        _line(pen, (MARGIN, LABEL_LINE), line, "bold", 30, "primary")
    lines = _facts(facts, width)
    top = TITLE_TOP if label else MARGIN
    bottom = FACTS_LINE - FACTS_LEADING * max(2, len(lines))
    _title(pen, title, width, (top, bottom))
    for number, line in enumerate(lines, 1 - len(lines)):
        at = MARGIN, FACTS_LINE + number * FACTS_LEADING
        _line(pen, at, line, "regular", FACTS_SIZE, "ink")
    _sign(poster, pen, centre, width)


def _title(pen, title, width, between):
    top, bottom = between
    size, lines = _fitted(" ".join(filter(None, title.split(" "))), (width, bottom - top))
    for number, line in enumerate(lines):
        at = MARGIN, top + size + round(number * size * LEADING)
        _line(pen, at, line, "bold", size, "ink")


def _fitted(title, room):
    """The largest size at which the title has room, in lines of about the same length."""
    width, height = room
    for size in TITLE_SIZES:
        lines = _wrapped(title, "bold", size, width)
        is_low = len(lines) * size * LEADING <= height
        if is_low and all(_length(line, "bold", size) <= width for line in lines):
            return size, _balanced(title, size, width, len(lines))
    most = int(height / (size * LEADING))
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return size, [_cut(line, "bold", size, width) for line in kept]


def _balanced(title, size, width, count):
    """As few lines, but the longest as short as may be."""
    narrow, wide = width // count, width
    while wide - narrow > 4:
        middle = (narrow + wide) // 2
        lines = _wrapped(title, "bold", size, middle)
        fits = len(lines) <= count and all(_length(one, "bold", size) <= middle for one in lines)
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return _wrapped(title, "bold", size, wide)


def _wrapped(text, weight, size, width):
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if lines[-1] and _length(longer, weight, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _facts(text, width):
    """A date above a place, or the first words of a longer text."""
    lines = [
        line
        for part in text.split("\n")
        for line in _wrapped(part, "regular", FACTS_SIZE, width)
        if line
    ]
    kept = [*lines[: FACTS_LINES - 1], " ".join(lines[FACTS_LINES - 1 :])]
    return [_cut(line, "regular", FACTS_SIZE, width) for line in kept if line]


def _cut(line, weight, size, width):
    if _length(line, weight, size) <= width:
        return line
    while line and _length(f"{line}…", weight, size) > width:
        line = line[:-1].rstrip(" ,.–")
    return f"{line}…"


def _sign(poster, pen, centre, width):
    """Whose page it is, beside a mark of the patchwork."""
    poster.paste(_quilt(MARK, 26), (MARGIN, FOOT))
    name = _cut(centre, "bold", 29, width - 72)
    _line(pen, (MARGIN + 72, FOOT + 36), name, "bold", 29, "muted")


def _line(pen, at, text, weight, size, colour):
    """Write on a base line; each run of letters in the face that has them."""
    x, y = at
    for run, face in _runs(text, weight, size):
        pen.text((x, y), run, font=face, fill=COLOURS[colour], anchor="ls")
        x += face.getlength(run)


def _length(text, weight, size):
    return sum(face.getlength(run) for run, face in _runs(text, weight, size))


def _runs(text, weight, size):
    for is_cyrillic, letters in groupby(text, lambda letter: bool(CYRILLIC.match(letter))):
        names = CYRILLIC_FACES if is_cyrillic else FACES
        yield "".join(letters), _face(names[weight], size)


@lru_cache
def _face(name, size):
    return ImageFont.truetype(Path(settings.FONTS_ROOT) / name, size)
