import os
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "owes_portal.finders.StyleSheetFinder",
]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FONTS_ROOT = tmp_path / "fonts"
    settings.STATICFILES_FINDERS = FINDERS
    settings.STATICFILES_DIRS = []
    finders.get_finder.cache_clear()
    yield
    finders.get_finder.cache_clear()


def sheet():
    return Path(finders.find("css/portal.css"))


def test_finder_joins_the_sheets_in_their_order():
    text = sheet().read_text()

    starts = [
        text.index(words)
        for words in ("/* Design tokens", "/* Elements", "/* Components", "/* Paper")
    ]
    assert starts == sorted(starts)


def test_finder_leaves_a_fresh_sheet_alone():
    before = sheet().stat().st_mtime_ns

    assert sheet().stat().st_mtime_ns == before


def test_finder_makes_an_old_sheet_anew():
    os.utime(sheet(), (0, 0))

    assert sheet().stat().st_mtime > 0


def test_finder_knows_no_other_file():
    assert finders.find("css/other.css") is None


def test_collectstatic_takes_the_joined_sheet(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "static/css/portal.css").exists()
