"""Read and check PDFs that people upload."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

# What can act by itself when the document is opened (PDF 32000-1, 12.6 and 7.11.4).
ACTING_KEYS = ("/JavaScript", "/JS", "/Launch", "/EF", "/EmbeddedFiles")


@dataclass(frozen=True)
class PdfFacts:
    page_count: int
    is_tagged: bool
    acts: bool


def read_pdf(content: bytes) -> PdfFacts:
    """Read the facts about a PDF; PdfError or PasswordError of pikepdf if it cannot be read."""
    with pikepdf.open(BytesIO(content)) as pdf:
        info = pdf.Root.get("/MarkInfo")
        marked = isinstance(info, pikepdf.Dictionary) and info.get("/Marked") is True
        return PdfFacts(
            page_count=len(pdf.pages),
            is_tagged=marked and "/StructTreeRoot" in pdf.Root,
            acts=any(_acts(item) for item in pdf.objects),
        )


def _acts(item: object) -> bool:
    """Whether the object, or one written inside it, acts; what it only refers to comes by itself."""
    if isinstance(item, pikepdf.Array):
        inside = list(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        if any(key in item for key in ACTING_KEYS) or item.get("/S") in ACTING_KEYS:
            return True
        inside = [value for _key, value in item.items()]
    else:
        return False
    return any(_acts(child) for child in inside if not getattr(child, "is_indirect", False))


def validate_pdf(upload: File) -> None:
    """Refuse what is too large, not called or not really a PDF, or holds a script or a file."""
    if getattr(upload, "_committed", False):
        return  # It was checked when it came.
    if upload.size > settings.MAX_PDF_MEGABYTES * 1_000_000:
        raise ValidationError(
            _("The file is too large. It may have %(limit)s MB at most.")
            % {"limit": settings.MAX_PDF_MEGABYTES}
        )
    content = upload.read()
    upload.seek(0)
    if not upload.name.lower().endswith(".pdf") or not content.startswith(b"%PDF-"):
        raise ValidationError(_("This is not a PDF file. Choose a file that ends with .pdf."))
    try:
        facts = read_pdf(content)
    except (pikepdf.PdfError, pikepdf.PasswordError, RecursionError):
        raise ValidationError(
            _("We could not read this PDF: it is damaged or locked by a password.")
        ) from None
    if facts.acts:
        raise ValidationError(_("This PDF holds a script or another file. Save it without them."))
