"""Files that people send: what is taken, and what is refused with advice."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from owes_portal.confined import outside
from owes_portal.confined.verdicts import MOST_PAGES, MOST_PIXELS, Refused, Verdict
from registrations.file_names import clean_name

MEGABYTE = 2**20  # As file managers count, so that nobody's „10 MB” is too much.
MOST_SECONDS = 8  # of a processor

ADVICE = {
    Verdict.UNREADABLE: gettext_lazy(
        "We could not read this file: it is damaged, or it is not what its ending says. "
        "Save it anew as PDF, JPG or PNG."
    ),
    Verdict.LOCKED: gettext_lazy(
        "This file is locked by a password. Save it without a password and choose it again."
    ),
    Verdict.ACTING: gettext_lazy(
        "This PDF can act by itself: it holds a script, another file or a form that sends data. "
        "Print it to a new PDF and choose that one."
    ),
    Verdict.TOO_MANY_PAGES: gettext_lazy(
        "This PDF is too long. It may have %(pages)s pages at most. Choose a shorter one."
    ),
    Verdict.TOO_MANY_PIXELS: gettext_lazy(
        "This picture is too large. It may have %(megapixels)s megapixels at most. Make it smaller."
    ),
    Verdict.TANGLED: gettext_lazy(
        "This file is too complicated for us. Print it to a new PDF or send a photo of it."
    ),
}


class FileRefused(Exception):
    """The file was not taken; the text says why and what to do, in words for the visitor."""


@dataclass(frozen=True)
class CheckedFile:
    """What may be stored: pictures were made anew, PDFs are as they came."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class _Kind:
    parser: tuple[str, ...]
    content_type: str
    magic: re.Pattern


_PDF = _Kind(("pdfs:check",), "application/pdf", re.compile(rb".{0,1019}%PDF-", re.DOTALL))
_JPEG = _Kind(("pictures:rewrite", "JPEG"), "image/jpeg", re.compile(rb"\xff\xd8\xff"))
_PNG = _Kind(("pictures:rewrite", "PNG"), "image/png", re.compile(rb"\x89PNG\r\n\x1a\n"))
KINDS = {".pdf": _PDF, ".jpg": _JPEG, ".jpeg": _JPEG, ".png": _PNG}


def check(file: File, *, megabytes: int | None = None) -> CheckedFile:
    """Take a file if its ending, its first bytes and a parser agree; FileRefused if not.

    It may be as large as residents' files, or have so many `megabytes`.
    """
    name = clean_name(file.name or "")
    kind = KINDS.get(PurePath(name).suffix)
    if kind is None:
        raise FileRefused(_("Choose a PDF, JPG or PNG file. We cannot take files of other kinds."))
    _check_size(file, megabytes or settings.MAX_UPLOAD_MEGABYTES)
    content = file.read()
    if not kind.magic.match(content):
        raise FileRefused(_advice(Verdict.UNREADABLE))
    return CheckedFile(name, kind.content_type, _parsed(content, *kind.parser))


def count_pages(checked: CheckedFile) -> int:
    """How many pages a scan has; a picture is one. FileRefused if nobody can tell."""
    if checked.content_type != _PDF.content_type:
        return 1
    return int(_parsed(checked.content, "pages:count"))


def draw_page(content: bytes, content_type: str, number: int) -> bytes:
    """That page of a stored scan as a JPEG. FileRefused if it cannot be drawn."""
    if content_type != _PDF.content_type:
        return _parsed(content, "pages:of_picture")
    return _parsed(content, "pages:of_pdf", str(number))


def _check_size(file, megabytes):
    """Asked first: nobody parses what is too large."""
    if not file.size:
        raise FileRefused(_("The file is empty. Choose another one."))
    if file.size > megabytes * MEGABYTE:
        raise FileRefused(
            _("The file is too large. It may have %(limit)s MB at most.") % {"limit": megabytes}
        )


def _parsed(content, parser, *arguments):
    """What the parser gives back; it runs apart from the portal."""
    program = f"registrations.parsers.{parser}"
    try:
        return outside.run(program, content, *arguments, seconds=MOST_SECONDS)
    except Refused as refusal:
        raise FileRefused(_advice(refusal.verdict)) from None


def _advice(verdict):
    return str(ADVICE[verdict]) % {
        "pages": MOST_PAGES,
        "megapixels": MOST_PIXELS // 1_000_000,
    }
