"""The patchwork: quilt tiles drawn as inline SVG, always the same for the same slug."""

import hashlib
from functools import lru_cache
from itertools import product

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

SIZES = {
    "tile": (1, 1),
    "mark": (2, 2),
    "strip": (8, 1),
    "banner": (4, 2),
    "hero": (6, 4),
    "book": (2, 3),
    "cover": (4, 6),
    "hem": (16, 1),
}

# A tile is 10 by 10. A shape is a path from the tile's corner, in four turns.
GROUND = "h10v10h-10z"
SHAPES = {
    "quarter": (
        "h10a10 10 0 0 1-10 10z",
        "m10 0v10a10 10 0 0 1-10-10z",
        "m10 10h-10a10 10 0 0 1 10-10z",
        "m0 10v-10a10 10 0 0 1 10 10z",
    ),
    "half circle": (
        "h10a5 5 0 0 1-10 0z",
        "m10 0v10a5 5 0 0 1 0-10z",
        "m10 10h-10a5 5 0 0 1 10 0z",
        "m0 10v-10a5 5 0 0 1 0 10z",
    ),
    "triangle": ("h10l-10 10z", "m10 0v10l-10-10z", "m10 10h-10l10-10z", "m0 10v-10l10 10z"),
    "half": ("h10v5h-10z", "m10 0v10h-5v-10z", "m10 10h-10v-5h10z", "m0 10v-10h5v10z"),
    "dot": ("m2 5a3 3 0 0 1 6 0a3 3 0 0 1-6 0z",) * 4,
}
# The more often a shape is named, the more often it is sewn.
MIXTURE = ("quarter", "triangle", "half circle", "quarter", "dot", "triangle", "quarter", "half")
PINWHEELS = ("quarter", "triangle", "quarter", "half circle")
TURNS = ((0, 1), (3, 2))

# Ground and shape: pairs that differ in lightness, so that the pattern reads in both colour schemes.
PAIRS = (
    ("teal", "amber"),
    ("sand", "clay"),
    ("tint", "teal"),
    ("ink", "amber"),
    ("sand", "plum"),
    ("teal", "tint"),
    ("amber", "ink"),
    ("clay", "sand"),
    ("tint", "ink"),
    ("plum", "sand"),
    ("sand", "teal"),
)

PICTURE = (
    '<svg class="patchwork patchwork--{size}" viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false">'
    "{body}</svg>"
)
# The hem repeats along any width, at a height of its own.
HEM = (
    '<svg class="patchwork patchwork--{size}" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hem" width="{width}" height="{height}" patternUnits="userSpaceOnUse" patternTransform="scale(2.4)">'
    '{body}</pattern></defs><rect width="100%" height="100%" fill="url(#hem)"/></svg>'
)


@register.simple_tag
def patchwork(slug: str, size: str = "tile") -> SafeString:
    """Draw the quilt of a slug in one of the sizes."""
    return draw(str(slug), size)


@lru_cache(maxsize=2048)
def draw(slug: str, size: str) -> SafeString:
    """Return the picture as inline SVG; it is decoration, so assistive technology skips it."""
    columns, rows = SIZES[size]
    body = mark_safe("".join(paths(slug, columns, rows)))  # made of the constants above only
    return format_html(
        HEM if size == "hem" else PICTURE,
        size=size,
        width=columns * 10,
        height=rows * 10,
        body=body,
    )


def paths(slug: str, columns: int, rows: int) -> list[str]:
    """Gather the tiles into one path per colour, grounds before shapes, to keep pages small."""
    layers = {}
    for column, row, ground, colour, shape in tiles(slug, columns, rows):
        corner = f"M{column * 10} {row * 10}"
        layers.setdefault((0, ground), []).append(corner + GROUND)
        layers.setdefault((1, colour), []).append(corner + shape)
    return [
        f'<path class="patch-{colour}" d="{"".join(parts)}"/>'
        for (_, colour), parts in sorted(layers.items())
    ]


def tiles(slug: str, columns: int, rows: int) -> list[tuple[int, int, str, str, str]]:
    """Choose every tile as (column, row, ground, colour, shape)."""
    deck = shuffled_pairs(slug)
    chosen = []
    for row, column in product(range(rows), range(columns)):
        sew = pinwheel if is_pinwheel(slug, columns, rows, column, row) else single
        chosen.append((column, row, *sew(slug, deck, column, row)))
    return chosen


def shuffled_pairs(slug: str) -> list[tuple[str, str]]:
    """Return the pairs in the slug's own order: dealt like cards, so that neighbours differ."""
    return sorted(PAIRS, key=lambda pair: digest(slug, *pair))


def is_pinwheel(slug: str, columns: int, rows: int, column: int, row: int) -> bool:
    """Tell whether a tile belongs to a block of two by two that is one tile turned four times."""
    if min(columns, rows) < 2:
        return False
    return (columns, rows) == (2, 2) or digest(slug, "block", column // 2, row // 2)[0] % 5 < 2


def pinwheel(slug: str, deck: list, column: int, row: int) -> tuple[str, str, str]:
    """Return a tile of a pinwheel: the block decides, the place in the block turns."""
    block = digest(slug, "block", column // 2, row // 2)
    ground, colour = deck[(column // 2 + row // 2 * 4) % len(deck)]
    shape = SHAPES[PINWHEELS[block[1] % len(PINWHEELS)]]
    return ground, colour, shape[(TURNS[row % 2][column % 2] + block[2] % 4) % 4]


def single(slug: str, deck: list, column: int, row: int) -> tuple[str, str, str]:
    """Return a tile that stands for itself."""
    own = digest(slug, "tile", column, row)
    ground, colour = deck[(column + row * 3) % len(deck)]
    return ground, colour, SHAPES[MIXTURE[own[0] % len(MIXTURE)]][own[1] % 4]


def digest(*parts: str | int) -> bytes:
    """Return bytes that depend on the parts alone, the same on every machine and in every version."""
    return hashlib.shake_128("/".join(map(str, parts)).encode()).digest(4)
