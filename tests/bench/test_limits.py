"""The tools that a list is measured beside."""

from pathlib import Path

import pytest

from bench import limits, papers, scene


@pytest.mark.parametrize("tool", limits.TOOLS)
def test_tool_builds_the_list_of_the_same_people(fonts, settings, tool):
    names = [f"{first} {last}" for last, first in scene.people(3)]

    build = limits.TOOLS[tool](names, Path(settings.FONTS_ROOT))

    assert names == ["Anna Żak", "Łucja Ćwik", "Jan Łoś"]
    assert build().startswith(b"%PDF")


def test_each_size_of_a_list_has_its_goals():
    assert set(papers.SECONDS) == set(scene.LIST_SIZES)
    assert {papers.SHORT, papers.LONG} <= set(scene.LIST_SIZES)
