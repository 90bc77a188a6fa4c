"""A file to download from an event's page."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from owes_portal.models.pdf_file import PdfFile


class Attachment(PdfFile):
    event = models.ForeignKey(
        Event, models.CASCADE, related_name="attachments", verbose_name=_("event")
    )
    title = models.CharField(_("title"), max_length=160)
    is_material = models.BooleanField(
        _("material from the event"),
        default=False,
        db_default=False,
        help_text=_("Shown with the report after the event."),
    )

    class Meta:
        ordering = ["title"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:attachment", args=[self.event.slug, self.pk])
