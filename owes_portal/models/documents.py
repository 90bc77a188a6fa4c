"""A document that a worker builds: asked for, being built, ready or failed."""

import logging
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)
MAX_ATTEMPTS = 3
BUILT_WITHIN = timedelta(minutes=6)
NUDGED_LONG_AGO = timedelta(seconds=30)


class DocumentQuerySet(models.QuerySet):
    def unfinished(self):
        """Asked for and not done yet. See also Document.is_unfinished()."""
        return self.filter(status__in=Document.UNFINISHED_STATUSES)

    def left_behind(self, at=None):
        """Unfinished ones that no worker is at. See also Document.is_left_behind()."""
        at = at or timezone.now()
        never_begun = Q(status=Document.Status.ASKED, asked_at__lte=at - NUDGED_LONG_AGO)
        worker_died = Q(status=Document.Status.BUILDING, begun_at__lte=at - BUILT_WITHIN)
        return self.filter(never_begun | worker_died)

    def claim(self, pk):
        """Take the document for building; None if another worker has it or it is done."""
        now = timezone.now()
        free = Q(status=Document.Status.ASKED) | Q(
            status=Document.Status.BUILDING, begun_at__lte=now - BUILT_WITHIN
        )
        taken = self.filter(free, pk=pk).update(
            status=Document.Status.BUILDING, begun_at=now, attempts=F("attempts") + 1
        )
        return self.get(pk=pk) if taken else None


class Document(models.Model):
    class Kind(models.TextChoices):
        PARTICIPANT_LIST = "participant_list", _("list of participants")

    class Status(models.TextChoices):
        ASKED = "asked", _("asked for")
        BUILDING = "building", _("being built")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")
        EXPIRED = "expired", _("expired")

    UNFINISHED_STATUSES = (Status.ASKED, Status.BUILDING)

    kind = models.CharField(_("kind"), max_length=40, choices=Kind)
    subject_id = models.BigIntegerField(_("number of the event"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ASKED)
    progress = models.PositiveSmallIntegerField(_("progress in per cent"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("asked for by"), related_name="+"
    )
    asked_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    begun_at = models.DateTimeField(_("begun"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    file = models.FileField(_("file"), upload_to="documents/", blank=True, editable=False)
    filename = models.CharField(_("file name"), max_length=160, blank=True)
    error = models.CharField(_("why it failed"), max_length=200, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=Q(status__in=["asked", "building"]),
                name="document_is_built_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100), name="document_progress_in_per_cent"
            ),
            models.CheckConstraint(
                condition=~Q(status="ready") | ~Q(file=""), name="document_ready_has_file"
            ),
        ]

    def __str__(self):
        return self.filename or f"{self.get_kind_display()} {self.subject_id}"

    def get_absolute_url(self):
        return reverse("document", args=[self.pk])

    def is_unfinished(self):
        return self.status in self.UNFINISHED_STATUSES

    def is_ready(self):
        return self.status == self.Status.READY

    def is_left_behind(self, at=None):
        at = at or timezone.now()
        if self.status == self.Status.ASKED:
            return self.asked_at <= at - NUDGED_LONG_AGO
        return self.status == self.Status.BUILDING and self.begun_at <= at - BUILT_WITHIN

    def build(self):
        """Build a claimed document; the file appears whole or not at all."""
        if self.attempts > MAX_ATTEMPTS:
            self._finish(self.Status.FAILED, error=_("Its worker died while building it."))
            return
        builder = import_string(settings.DOCUMENT_BUILDERS[self.kind])
        try:
            self.filename, content = builder(self.subject_id, self.report_progress)
            self.file.name = self._store(content)
        except Exception as failure:
            logger.exception("document %s was not built", self.pk)
            self._finish(self.Status.FAILED, error=type(failure).__name__)
            raise
        self.progress = 100
        self._finish(self.Status.READY)

    def report_progress(self, per_cent):
        Document.objects.filter(pk=self.pk).update(progress=per_cent)

    def _store(self, content):
        storage = self.file.storage
        final = f"documents/{self.pk}-{uuid.uuid4().hex}.pdf"
        part = storage.save(f"{final}.part", ContentFile(content))
        Path(storage.path(part)).replace(storage.path(final))
        return final

    def _finish(self, status, error=""):
        self.status, self.error, self.finished_at = status, error, timezone.now()
        self.save(update_fields=["status", "error", "finished_at", "progress", "file", "filename"])
