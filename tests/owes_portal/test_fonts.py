import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–…0123456789"


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("fonts")
    with override_settings(FONTS_ROOT=folder):
        call_command("build_fonts")
    return folder


@pytest.mark.parametrize("name", ["atkinson-regular", "atkinson-bold"])
def test_build_fonts_makes_small_files_for_the_web(fonts, name):
    assert (fonts / f"{name}.woff2").stat().st_size <= 20_000


@pytest.mark.parametrize("name", ["regular.woff2", "bold.woff2", "regular.ttf", "bold.ttf"])
def test_build_fonts_keeps_every_polish_letter(fonts, name):
    letters = TTFont(fonts / f"atkinson-{name}").getBestCmap()

    assert {ord(letter) for letter in POLISH} <= set(letters)


def test_build_fonts_leaves_nothing_unfinished(fonts):
    assert sorted(path.name for path in fonts.iterdir()) == [
        "atkinson-bold.ttf",
        "atkinson-bold.woff2",
        "atkinson-regular.ttf",
        "atkinson-regular.woff2",
        "cyrillic-bold.ttf",
        "cyrillic-regular.ttf",
    ]


@pytest.mark.parametrize("name", ["regular", "bold"])
def test_build_fonts_has_ukrainian_letters_for_the_papers(fonts, name):
    face = TTFont(fonts / f"cyrillic-{name}.ttf")

    assert {ord(letter) for letter in "ҐЄІЇґєіїЩщ -’\u00a0"} <= set(face.getBestCmap())
    assert "fvar" not in face


def test_build_fonts_does_nothing_the_second_time(fonts, settings):
    settings.FONTS_ROOT = fonts
    before = {path.name: path.stat().st_mtime_ns for path in fonts.iterdir()}

    call_command("build_fonts")

    assert {path.name: path.stat().st_mtime_ns for path in fonts.iterdir()} == before
