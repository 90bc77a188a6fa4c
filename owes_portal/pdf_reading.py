"""PDFs that staff upload: what is read from them, and what is refused."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
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

    They are kept with the file: whoever asks again need not wait.
    """
    if not hasattr(file, "facts"):
        file.facts = _facts_in(file.read())
        file.seek(0)
    return file.facts


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


def _facts_in(content):
    try:
        told = outside.run("owes_portal.pdf_facts:tell", content, seconds=MOST_SECONDS)
    except Refused as refusal:
        raise ValidationError(ADVICE.get(refusal.verdict, UNREADABLE)) from None
    return PdfFacts(**json.loads(told))
