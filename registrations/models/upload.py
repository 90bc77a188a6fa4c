"""A file that somebody sent with a sign-up form: private, and shown to staff only."""

import uuid
from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event

ORPHANS_LIVE = timedelta(hours=24)
FOLDER = "uploads"


def private_path(upload, name):
    """Our own name; that of the sender is only shown."""
    ending = {"application/pdf": "pdf", "image/png": "png"}.get(upload.content_type, "jpg")
    return f"{FOLDER}/{upload.key}.{ending}"


class UploadQuerySet(models.QuerySet):
    def orphans(self, at=None):
        """Files of forms that were never sent. See also Upload.is_orphan()."""
        sent_before = (at or timezone.now()) - ORPHANS_LIVE
        return self.filter(answer=None, uploaded_at__lt=sent_before)


class Upload(models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(
        Event, models.PROTECT, related_name="uploads", verbose_name=_("event")
    )
    file = models.FileField(_("file"), upload_to=private_path, max_length=120)
    name = models.CharField(_("name of the file"), max_length=100)
    content_type = models.CharField(_("type"), max_length=40)
    size = models.PositiveIntegerField(_("size in bytes"))
    uploaded_at = models.DateTimeField(_("sent"), default=timezone.now, db_index=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("sent file")
        verbose_name_plural = _("sent files")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("registrations:sent_file", args=[self.key])

    def is_orphan(self, at=None):
        sent_before = (at or timezone.now()) - ORPHANS_LIVE
        return self.uploaded_at < sent_before and not hasattr(self, "answer")
