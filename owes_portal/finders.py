"""Joins the style sheets into one file, so that a visitor's browser asks once."""

from collections.abc import Iterator
from pathlib import Path
from typing import override

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SHEETS = ("tokens", "base", "components", "forms", "home", "lists", "own", "pictures", "print")
NAME = "portal.css"


class StyleSheetFinder(BaseFinder):
    """Finds css/portal.css, which is made anew whenever one of its parts is newer."""

    @override
    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        if path != f"css/{NAME}":
            return []
        joined = str(join_sheets())
        return [joined] if find_all else joined

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=join_sheets().parent)
        storage.prefix = "css"
        yield NAME, storage


def join_sheets() -> Path:
    """Return the joined sheet, written whole or not at all: two processes may come at once."""
    parts = [settings.BASE_DIR / f"static/css/{name}.css" for name in SHEETS]
    joined = Path(settings.FONTS_ROOT).parent / "css" / NAME
    if joined.exists() and joined.stat().st_mtime > max(part.stat().st_mtime for part in parts):
        return joined
    joined.parent.mkdir(parents=True, exist_ok=True)
    unfinished = joined.with_suffix(".unfinished")
    unfinished.write_text("\n".join(part.read_text() for part in parts))
    return unfinished.replace(joined)
