"""Reads the texts marked for translation out of code and templates."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from dev.messages import sources

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

type Found = tuple[str | tuple[str, str], str | None, list[str], str]


def messages(root: Path = sources.ROOT) -> Iterator[Found]:
    """Give every marked text with its context, the notes for its translator and its file."""
    for path in sources.code(root):
        yield from read(path.read_bytes(), path.relative_to(root).as_posix())
    for path in sources.templates(root):
        name = path.relative_to(root).as_posix()
        yield from read(as_python(path.read_text(), name), name)


def as_python(template: str, name: str) -> bytes:
    """Turn a template into calls of gettext.

    Django blanks the rest out but keeps the spaces: in brackets these are no indentation.
    """
    return f"(\n{templatize(template, name)}\n)".encode()


def read(source: bytes, name: str) -> Iterator[Found]:
    found = extract("python", BytesIO(source), KEYWORDS, ("Translators:",), strip_comment_tags=True)
    for _line, text, notes, context in found:
        yield text, context, notes, name
