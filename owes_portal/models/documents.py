"""A document that a worker builds: asked for, being built, ready or failed."""

import gc
import logging
import os
import traceback
import uuid
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, models, transaction
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from owes_portal.models.document_kinds import (
    EXPORTS,
    PAGE_OF_OTHERS,
    PAGES,
    PROTECTED,
    Kind,
    right_to,
)

logger = logging.getLogger(__name__)
MAX_ATTEMPTS = 3
# Longer than the time limit of the task that builds: no worker is at it any more.
BUILT_WITHIN = timedelta(minutes=3)
NUDGED_LONG_AGO = timedelta(seconds=30)
FILE_KEPT = timedelta(days=30)
PROTECTED_FILE_KEPT = timedelta(days=1)
FOLDER = "documents"
CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
WORKER_DIED = "worker died"
# What `error` says, in words for staff; the log says more.
REASONS = {
    "MemoryError": _("It is too large: the memory was not enough."),
    "SoftTimeLimitExceeded": _("It took too long."),
    "PdfRefused": _(
        "Something in the event's data cannot be printed, a funding mark without its picture perhaps."
    ),
    WORKER_DIED: _("The program that was making it broke down three times."),
}
REASON_UNKNOWN = _("We do not know why. The log of the server says more.")
# A number of our own for PostgreSQL's advisory locks: who holds it decides what is built.
TURN = 1_262_572_354


def take_turn():
    """Wait until nobody else decides what is built; it is our turn to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def _told(failure):
    """What the log says of it: no words that may hold a name, only those of a refusal are ours."""
    name = type(failure).__name__
    return f"{name}: {failure}" if name == "PdfRefused" else name


class DocumentQuerySet(models.QuerySet):
    def unfinished(self):
        """Asked for and not done yet. See also Document.is_unfinished()."""
        return self.filter(status__in=Document.UNFINISHED_STATUSES)

    def being_built(self, at=None):
        """Those that a worker is at. See also Document.is_being_built()."""
        died_before = (at or timezone.now()) - BUILT_WITHIN
        return self.filter(status=Document.Status.BUILDING, begun_at__gt=died_before)

    def left_behind(self, at=None):
        """Unfinished ones that no worker is at. See also Document.is_left_behind()."""
        at = at or timezone.now()
        never_begun = Q(status=Document.Status.ASKED, asked_at__lte=at - NUDGED_LONG_AGO)
        worker_died = Q(status=Document.Status.BUILDING, begun_at__lte=at - BUILT_WITHIN)
        return self.filter(never_begun | worker_died)

    def to_expire(self, at=None):
        """Those whose file was kept long enough. See also Document.is_to_expire()."""
        at = at or timezone.now()
        is_protected = Q(kind__in=PROTECTED)
        is_old = Q(finished_at__lte=at - FILE_KEPT)
        is_old |= is_protected & Q(finished_at__lte=at - PROTECTED_FILE_KEPT)
        return self.filter(is_old, status=Document.Status.READY)

    def about(self, kind, subject_id):
        """Those of one kind about one thing, the newest first, with who asked for them."""
        return self.of_kinds([kind], subject_id)

    def of_kinds(self, kinds, subject_id):
        """As about(), those of several kinds."""
        found = self.filter(kind__in=kinds, subject_id=subject_id).select_related("asked_by")
        return found.order_by("-asked_at", "-pk")

    def for_asker(self, person):
        """Those that this member of staff asked for."""
        return self.filter(asked_by=person)

    def newest_of_kinds(self, kinds, subject_id):
        """The newest of each of those kinds about one thing, with who asked for it."""
        found = self.of_kinds(kinds, subject_id)
        return found.order_by("kind", "-asked_at", "-pk").distinct("kind")

    def most_urgent_first(self):
        """What staff wait for before what the portal made up its mind to build, each in turn."""
        return self.order_by(IsNull(F("asked_by"), rhs=True), "asked_at", "pk")

    def claim(self, pk, task_id=""):
        """Take the document for building; None if it is done or any one is just being built.

        One at a time, so that documents leave memory and workers to the mails. The attempt is
        counted before the work. A task that comes a second time has lost its first worker, so it
        need not wait until that one's time is over.
        """
        now = timezone.now()
        own = Q(pk=pk, task_id=task_id) & ~Q(task_id="")
        with transaction.atomic():
            take_turn()
            if self.being_built(now).exclude(own).exists():
                return None
            taken = (
                self.unfinished()
                .filter(pk=pk)
                .update(
                    status=Document.Status.BUILDING,
                    begun_at=now,
                    progress=0,
                    attempts=F("attempts") + 1,
                    task_id=task_id,
                )
            )
            return self.get(pk=pk) if taken else None


class Document(models.Model):
    Kind = Kind

    class Status(models.TextChoices):
        ASKED = "asked", _("asked for")
        BUILDING = "building", _("being built")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")
        EXPIRED = "expired", _("expired")

    UNFINISHED_STATUSES = (Status.ASKED, Status.BUILDING)

    kind = models.CharField(_("kind"), max_length=40, choices=Kind)
    # The event's; for a certificate its own, for the register the year, for the schedule the project's.
    subject_id = models.BigIntegerField(_("number of what it is about"))
    # What the builder is told beside, such as the day; the same wish twice is one document.
    options = models.JSONField(_("options"), default=dict, db_default={}, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ASKED)
    progress = models.PositiveSmallIntegerField(_("progress in per cent"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name=_("asked for by"),
        help_text=_("Empty: the portal itself."),
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    begun_at = models.DateTimeField(_("begun"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    # Celery's name for the task that builds it.
    task_id = models.CharField(max_length=40, blank=True, db_default="", editable=False)
    file = models.FileField(_("file"), upload_to=f"{FOLDER}/", blank=True, editable=False)
    filename = models.CharField(_("file name"), max_length=160, blank=True)
    error = models.CharField(_("why it failed"), max_length=200, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "options"],
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

    @property
    def content_type(self):
        return CONTENT_TYPES.get(Path(self.filename).suffix, "application/octet-stream")

    @property
    def kept(self):
        """How long its file is there after it was made."""
        return PROTECTED_FILE_KEPT if self.is_protected() else FILE_KEPT

    def is_protected(self):
        return self.kind in PROTECTED

    def is_export(self):
        """Whether it takes data out of the portal, to be worked on elsewhere."""
        return self.kind in EXPORTS

    def get_page_url(self):
        """Where staff can ask for it again."""
        return PAGES.get(self.kind, PAGE_OF_OTHERS).format(self.subject_id)

    def right(self):
        """What somebody must be allowed to do in order to ask for it and to take it out."""
        return right_to(self.kind)

    def is_for(self, person):
        """Whether that member of staff may take it out; protected data only who asked for them."""
        is_own = self.asked_by_id == person.pk or not self.is_protected()
        return is_own and person.has_perm(self.right())

    def is_unfinished(self):
        return self.status in self.UNFINISHED_STATUSES

    def is_ready(self):
        return self.status == self.Status.READY

    def is_being_built(self, at=None):
        died_before = (at or timezone.now()) - BUILT_WITHIN
        return self.status == self.Status.BUILDING and self.begun_at > died_before

    def is_failed(self):
        return self.status == self.Status.FAILED

    def is_expired(self):
        return self.status == self.Status.EXPIRED

    def is_to_expire(self, at=None):
        made_before = (at or timezone.now()) - self.kept
        return self.is_ready() and self.finished_at is not None and self.finished_at <= made_before

    def is_gone(self):
        """It was ready once, and its file is not there any more, or only until tonight."""
        is_lost = self.is_ready() and not self.file.storage.exists(self.file.name)
        return is_lost or self.is_expired() or self.is_to_expire()

    def is_left_behind(self, at=None):
        at = at or timezone.now()
        if self.status == self.Status.ASKED:
            return self.asked_at <= at - NUDGED_LONG_AGO
        return self.status == self.Status.BUILDING and self.begun_at <= at - BUILT_WITHIN

    def reason(self):
        """Why it failed, in words for staff; empty if it did not."""
        return REASONS.get(self.error, REASON_UNKNOWN) if self.is_failed() else ""

    def build(self):
        """Build a claimed document; the file appears whole or not at all."""
        error = WORKER_DIED if self.attempts > MAX_ATTEMPTS else self._try_to_build()
        if error:
            gc.collect()  # What was built is tangled up in itself, and this needs memory too.
            logger.error("document %s failed: %s", self.pk, error)
            self._finish(self.Status.FAILED, error=error)

    def _try_to_build(self):
        """The name of what went wrong, if anything did."""
        try:
            builder = import_string(settings.DOCUMENT_BUILDERS[self.kind])
            with self._new_file() as (file, part):
                self.filename = builder(self.subject_id, file, self.report_progress, **self.options)
            self.file.name, self.progress = self._put_in_place(part), 100
            self._finish(self.Status.READY)
        except MemoryError:  # Said later, when its traceback holds nothing of what was built.
            return "MemoryError"
        except (OperationalError, InterfaceError):
            # PostgreSQL is away, so nothing can be written down: the sweep begins it anew.
            raise
        except Exception as failure:
            where = "".join(traceback.format_tb(failure.__traceback__))
            logger.error("document %s was not built: %s\n%s", self.pk, _told(failure), where)
            return type(failure).__name__
        return ""

    def expire(self):
        """Remove the file; who asked for it and when stays. False if somebody was faster.

        The row first: a file that no row names is found later, a row without its file is not.
        """
        name = self.file.name
        is_ours = Document.objects.filter(pk=self.pk, status=self.Status.READY).update(
            status=self.Status.EXPIRED, file=""
        )
        if is_ours:
            self.file.storage.delete(name)
        return bool(is_ours)

    @classmethod
    def folder(cls):
        """Where the files are."""
        return Path(cls._meta.get_field("file").storage.path(FOLDER))

    def report_progress(self, per_cent):
        self._own_row().update(progress=per_cent)

    def _own_row(self):
        """The row as long as it is ours: a worker that was thought dead may not write to it."""
        return Document.objects.filter(
            pk=self.pk, status=self.Status.BUILDING, attempts=self.attempts
        )

    @contextmanager
    def _new_file(self):
        """(opened file, its path) that is on the disk in the end, or gone if something went wrong."""
        folder = self.folder()
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{self.pk}-{uuid.uuid4().hex}.part"
        try:
            with open(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
                yield file, part
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def _put_in_place(self, part):
        """Under its final name from one moment to the other; what is ready outlives a loss of power."""
        final = part.with_suffix(Path(self.filename).suffix)
        part.replace(final)
        opened = os.open(part.parent, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
        return f"{FOLDER}/{final.name}"

    def _finish(self, status, error=""):
        self.status, self.error, self.finished_at = status, error, timezone.now()
        self._own_row().update(
            status=self.status,
            error=self.error,
            finished_at=self.finished_at,
            progress=self.progress,
            file=self.file.name,
            filename=self.filename,
        )
