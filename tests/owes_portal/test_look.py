"""The promises of the style sheets: contrast, weight, and nothing from elsewhere."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static/css"
SHEETS = ["tokens", "base", "components", "forms", "home", "lists", "own", "pictures", "print"]
PUBLIC = "\n".join((CSS / f"{name}.css").read_text() for name in SHEETS)
TOKEN = re.compile(r"--(color-[\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));")
TEXT = ["ink", "muted", "primary", "visited", "danger", "success"]


def colours(scheme):
    found = TOKEN.findall((CSS / "tokens.css").read_text())
    return {name: both or (light, dark)[scheme] for name, light, dark, both in found}


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface"])
@pytest.mark.parametrize("text", TEXT)
def test_tokens_text_can_be_read(scheme, ground, text):
    palette = colours(scheme)

    assert contrast(palette[f"color-{text}"], palette[f"color-{ground}"]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("on-primary", "primary", 4.5),
        ("on-primary", "primary-deep", 4.5),
        ("on-primary", "danger", 4.5),
        ("on-accent", "accent", 4.5),
        ("ink", "tint", 4.5),
        ("primary", "tint", 4.5),
        ("ink", "warm", 4.5),
        ("field", "paper", 3),
        ("field", "surface", 3),
    ],
)
def test_tokens_pairs_can_be_told_apart(scheme, text, ground, least):
    palette = colours(scheme)

    assert contrast(palette[f"color-{text}"], palette[f"color-{ground}"]) >= least


def test_style_sheets_weigh_little():
    assert len(gzip.compress(PUBLIC.encode())) <= 15_000


def test_style_sheets_use_no_address_of_another_host():
    assert "//" not in PUBLIC


def test_style_sheets_use_only_tokens_that_exist():
    defined = set(re.findall(r"(--[\w-]+):", PUBLIC))
    used = set(re.findall(r"var\((--[\w-]+)", PUBLIC + (CSS / "admin.css").read_text()))

    assert used <= defined


def test_style_sheets_shout_nowhere():
    assert "!important" not in PUBLIC
