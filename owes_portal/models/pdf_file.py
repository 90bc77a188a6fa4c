"""A PDF that staff uploaded: what its link must say is read from the file itself."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from owes_portal.pdf_reading import read_pdf, validate_pdf
from owes_portal.polish import slug


class PdfFile(models.Model):
    file = models.FileField(_("file (PDF)"), upload_to="pdf/", validators=[validate_pdf])
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    page_count = models.PositiveIntegerField(_("pages"), editable=False)
    is_tagged = models.BooleanField(_("tagged for screen readers"), editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)

    class Meta:
        abstract = True

    @property
    def download_name(self):
        """A file name that says what the file is."""
        return f"{slug(self.title) or 'plik'}.pdf"

    def save(self, **kwargs):
        """Read size, pages, tags and checksum whenever the file is a new one."""
        if not self.file._committed:
            self._describe(read_pdf(self.file), self.file.read())
            self.file.seek(0)
        super().save(**kwargs)

    def _describe(self, facts, content):
        self.size, self.sha256 = len(content), hashlib.sha256(content).hexdigest()
        self.page_count, self.is_tagged = facts.page_count, facts.is_tagged
