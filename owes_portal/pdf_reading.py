"""PDFs that staff upload: what is read from them, and what is refused."""

import contextlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from owes_portal.confined import outside
from owes_portal.confined.verdicts import Refused, Verdict

MOST_SECONDS = 8  # of a processor

UNREADABLE = _(
    "We could not read this PDF: it is damaged or locked by a password. Print it to a new PDF and "
    "choose that one."
)
ADVICE = {
    Verdict.ACTING: _("This PDF holds a script or another file. Save it without them."),
    Verdict.TANGLED: _(
        "This PDF is too complicated for us. Print it to a new PDF, or divide it into parts."
    ),
}


@dataclass(frozen=True)
class PdfFacts:
    page_count: int
    is_tagged: bool


def read_pdf(file: File) -> PdfFacts:
    """The facts about a PDF, read apart from the portal; ValidationError says why it is refused.

    They are kept with the file that came: whoever asks again need not wait.
    """
    came = file.file if isinstance(file, FieldFile) else file
    if not hasattr(came, "outcome_of_reading"):
        came.outcome_of_reading = _outcome_of(came)
    if isinstance(came.outcome_of_reading, ValidationError):
        raise came.outcome_of_reading
    return came.outcome_of_reading


def read_ahead(files: Iterable[File], *, until: float) -> None:
    """Read the PDFs among the files that came, before anything is locked: each may take seconds.

    Those that are left when time.monotonic() is past `until` are refused, with these words.
    """
    for file in files:
        if time.monotonic() > until:
            file.outcome_of_reading = ValidationError(
                _("There was no time left to read this PDF. Choose it once more.")
            )
        with contextlib.suppress(ValidationError):
            validate_pdf(file)


def validate_pdf(upload: File) -> None:
    """Refuse what is too large, not called or not really a PDF, or holds a script or a file."""
    if getattr(upload, "_committed", False):
        return  # It was checked when it came.
    if upload.size > settings.MAX_PDF_MEGABYTES * 1_000_000:
        raise ValidationError(
            _("The file is too large. It may have %(limit)s MB at most.")
            % {"limit": settings.MAX_PDF_MEGABYTES}
        )
    start = upload.read(5)
    upload.seek(0)
    if not upload.name.lower().endswith(".pdf") or start != b"%PDF-":
        raise ValidationError(_("This is not a PDF file. Choose a file that ends with .pdf."))
    read_pdf(upload)


def _outcome_of(file):
    try:
        return _facts_in(file.read())
    except ValidationError as refusal:
        return refusal
    finally:
        file.seek(0)


def _facts_in(content):
    try:
        told = outside.run("owes_portal.pdf_facts:tell", content, seconds=MOST_SECONDS)
    except Refused as refusal:
        raise ValidationError(ADVICE.get(refusal.verdict, UNREADABLE)) from None
    return PdfFacts(**json.loads(told))
