import re

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from owes_portal.templatetags.patchwork import SIZES, draw, patchwork, tiles

COLOURS = {"teal", "amber", "ink", "tint", "sand", "clay", "plum"}


def test_patchwork_is_the_same_for_the_same_slug_for_ever():
    assert tiles("abc-ekonomii", 2, 1) == [
        (0, 0, "plum", "sand", "m0 10v-10h5v10z"),
        (1, 0, "teal", "amber", "h10a10 10 0 0 1-10 10z"),
    ]


def test_patchwork_differs_from_slug_to_slug():
    pictures = {patchwork(f"wydarzenie-{number}", size="hero") for number in range(200)}

    assert len(pictures) == 200


@pytest.mark.parametrize("size", SIZES)
def test_patchwork_is_decoration_without_inline_style(size):
    picture = draw("abc", size)

    assert picture.startswith(f'<svg class="patchwork patchwork--{size}"')
    assert 'aria-hidden="true"' in picture
    assert "style=" not in picture
    assert set(re.findall(r'class="patch-(\w+)"', picture)) <= COLOURS


@pytest.mark.parametrize(("size", "count"), [("tile", 1), ("mark", 4), ("strip", 8), ("hero", 24)])
def test_patchwork_draws_every_tile(size, count):
    assert len(tiles("abc", *SIZES[size])) == count


def test_patchwork_mark_turns_one_tile_four_times():
    four = tiles("dowolny", 2, 2)

    assert len({(ground, colour) for _, _, ground, colour, _ in four}) == 1


@given(st.text(max_size=50))
def test_patchwork_never_lets_a_slug_into_the_page(slug):
    picture = patchwork(slug, size="mark")

    assert re.fullmatch(r'[\w\s<>="/.:%()#-]+', picture, re.ASCII)


def test_patchwork_is_short_enough_for_every_page():
    assert len(patchwork("strona-glowna", size="hero")) < 3_000
    assert len(patchwork("kafelek")) < 300


def test_patchwork_tag_stands_in_a_template():
    template = Template('{% load patchwork %}{% patchwork slug size="strip" %}')

    assert template.render(Context({"slug": "abc"})) == draw("abc", "strip")
