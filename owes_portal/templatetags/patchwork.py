"""The patchwork: quilt tiles drawn as inline SVG, always the same for the same slug."""

import hashlib
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

SIZES = {"tile": (1, 1), "mark": (2, 2), "strip": (8, 1), "hero": (6, 4), "cover": (3, 4), "hem": (16, 1)}

# One tile is 10 by 10. Each shape is a path that starts in the tile's own corner.
GROUND = "h10v10h-10z"
SHAPES = {
    "quarter": ("h10a10 10 0 0 1-10 10z", "m10 0v10a10 10 0 0 1-10-10z", "m10 10h-10a10 10 0 0 1 10-10z", "m0 10v-10a10 10 0 0 1 10 10z"),
    "half circle": ("h10a5 5 0 0 1-10 0z", "m10 0v10a5 5 0 0 1 0-10z", "m10 10h-10a5 5 0 0 1 10 0z", "m0 10v-10a5 5 0 0 1 0 10z"),
    "triangle": ("h10l-10 10z", "m10 0v10l-10-10z", "m10 10h-10l10-10z", "m0 10v-10l10 10z"),
    "half": ("h10v5h-10z", "m10 0v10h-5v-10z", "m10 10h-10v-5h10z", "m0 10v-10h5v10z"),
    "dot": ("m2 5a3 3 0 0 1 6 0a3 3 0 0 1-6 0z",) * 4,
}
SHAPE_ORDER = ("quarter", "quarter", "triangle", "half circle", "quarter", "dot", "triangle", "half")

# Ground and shape: pairs that differ in lightness, so the pattern reads in both colour schemes.
PAIRS = (
    ("teal", "amber"), ("sand", "teal"), ("tint", "ink"), ("amber", "ink"),
    ("sand", "clay"), ("ink", "tint"), ("tint", "teal"), ("clay", "sand"),
    ("teal", "tint"), ("ink", "amber"), ("sand", "plum"), ("plum", "sand"),
)


@register.simple_tag
def patchwork(slug: str, size: str = "tile") -> SafeString:
    """Draw the quilt of a slug in one of the sizes."""
    return draw(str(slug), size)


@lru_cache(maxsize=2048)
def draw(slug: str, size: str) -> SafeString:
    """Return the picture as inline SVG; it is decoration, so assistive technology skips it."""
    columns, rows = SIZES[size]
    return format_html(
        '<svg class="patchwork patchwork--{}" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>',
        size, columns * 10, rows * 10, mark_safe("".join(paths(slug, columns, rows))),
    )


def paths(slug: str, columns: int, rows: int) -> list[str]:
    """Gather the tiles into one path per colour, grounds before shapes, to keep pages small."""
    layers = {}
    for column, row, ground, colour, shape in tiles(slug, columns, rows):
        corner = f"M{column * 10} {row * 10}"
        layers.setdefault((0, ground), []).append(corner + GROUND)
        layers.setdefault((1, colour), []).append(corner + shape)
    return [f'<path class="patch-{colour}" d="{"".join(parts)}"/>' for (_, colour), parts in sorted(layers.items())]


def tiles(slug: str, columns: int, rows: int) -> list[tuple[int, int, str, str, str]]:
    """Choose the tiles block by block, each block of two by two being one sewn square."""
    chosen = []
    for row in range(rows):
        for column in range(columns):
            block = digest(slug, column // 2, row // 2)
            own = digest(slug, column, row, "tile")
            # Half of the blocks are pinwheels: one tile turned four times, as in a real quilt.
            is_pinwheel = min(columns, rows) > 1 and block[0] % 2 == 0
            source = block if is_pinwheel or (columns, rows) == (2, 2) else own
            turn = TURNS[row % 2][column % 2] + block[3] if source is block else own[3]
            ground, colour = PAIRS[source[1] % len(PAIRS)]
            shape = SHAPES[SHAPE_ORDER[source[2] % len(SHAPE_ORDER)]][turn % 4]
            chosen.append((column, row, ground, colour, shape))
    return chosen


TURNS = ((0, 1), (3, 2))


def digest(*parts: str | int) -> bytes:
    """Return bytes that depend on the parts alone, the same on every machine and in every version."""
    return hashlib.shake_128("/".join(map(str, parts)).encode()).digest(4)
